"""A folder of what people keep: a text page, a web page, a Word document, Markdown."""

from __future__ import annotations

import tempfile
from pathlib import Path

from docx import Document

from qa import Archive, ReadError, read_articles

PAGE = """<html><head><title>城西分馆开放</title><meta name="date" content="2022-05-09"></head>
<body><article><h1>城西分馆开放</h1><p>市图书馆城西分馆昨日开放，馆藏图书四万二千册，首日接待读者1860人。</p>
<p>馆长陶文静说，分馆每晚开放到九时，读者凭身份证即可进入。</p></article></body></html>"""
NOTE = "# 采访记录\n\n白鹭镇新添插秧机27台，购机补贴比例提高到百分之四十。\n"


def fill(folder: Path) -> None:
    """Write one file of each kind, and one that cannot be read."""
    (folder / "page.txt").write_text("南门桥昨日恢复通行，每天约有1.2万辆车经过。\n", "utf-8")
    (folder / "library.html").write_text(PAGE, "utf-8")
    (folder / "note.md").write_text(NOTE, "utf-8")
    document = Document()
    document.add_heading("云河机场可行性研究通过评审", level=1)
    document.add_paragraph("云河机场可行性研究昨日通过评审，评审组由九名专家组成。")
    document.save(str(folder / "airport.docx"))
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 broken")


def main() -> None:
    """Read the folder file by file, keep what can be read, say what cannot."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "files"
        folder.mkdir()
        fill(folder)
        with Archive.open(Path(name) / "archive") as archive:
            for file in sorted(folder.iterdir()):
                try:
                    archive.add(read_articles(file))
                except ReadError as error:
                    print("跳过", str(error).replace(str(file), file.name))
            for article in archive.articles():
                print(article.date or "没有日期", article.title or article.text)
            print(archive.ask("城西分馆首日接待读者多少人？").text)


if __name__ == "__main__":
    main()
