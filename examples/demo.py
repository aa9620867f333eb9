"""What ``make demo`` shows: a newspaper page in, checkable answers and summaries out."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

from qa import Archive, read_articles
from qa.command.show import Output, show_answer

PAGE = Path(__file__).with_name("page.txt")
FOLDER = Path(".demo")
QUESTIONS = (
    "午夜书房有多少个座位？",
    "三座桥的加固工程总投资多少？",
    "谁在给种粮大户讲解插秧机？",
    "云河市机场什么时候通航？",
)


def main() -> None:
    """Read the page into a fresh archive, ask it four questions, summarise its articles."""
    console = Output(highlight=False)
    began = time.monotonic()
    shutil.rmtree(FOLDER, ignore_errors=True)
    articles = read_articles(PAGE)
    console.print(f"读入 {PAGE.name}：{len(articles)} 篇文章", style="bold")
    for article in articles:
        console.print(f"  {article.title}（{article.byline}）", markup=False)
        for quote in article.pull_quotes:
            console.print(f"    版面引语：{quote}", style="dim", markup=False)
    with Archive.open(FOLDER) as archive:
        archive.add(articles)
        for answer in archive.ask_many(QUESTIONS):
            console.print(f"\n问：{answer.question}", style="bold", markup=False)
            show_answer(console, answer)
        for kind, label in (("headline", "标题"), ("brief", "摘要")):
            console.print(f"\n{label}", style="bold")
            for summary in archive.summarize_many(articles, kind=kind):
                note = "（摘自原文）" if summary.extractive else ""
                console.print(f"  {summary.text}{note}", markup=False)
    console.print(f"\n用时 {time.monotonic() - began:.1f} 秒", style="dim")


if __name__ == "__main__":
    main()
