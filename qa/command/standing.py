"""``kanbao standing``: questions that are asked again whenever the archive has changed."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from qa.command.exit_codes import FOUND, NOTHING
from qa.command.interrupt import if_interrupted
from qa.command.opening import open_archive
from qa.command.options import (
    ARCHIVE,
    EmbedderName,
    Folder,
    GeneratorName,
    Json,
    Online,
    RerankerName,
    Since,
    Source,
    Tag,
    Today,
    Until,
    as_number,
    as_text,
    where_of,
)
from qa.command.output import print_json, printable, say, streamed_json
from qa.command.typed import archive_words
from qa.shapes import answer_json

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from pathlib import Path

    from qa.standing import News, StandingQuestion

__all__ = [
    "add_question",
    "asked_again",
    "list_questions",
    "news_json",
    "remove_questions",
    "run_questions",
    "say_news",
]


def add_question(
    *,
    question: Annotated[str, typer.Argument(parser=as_text, metavar="问题")],
    since: Since = None,
    until: Until = None,
    source: Source = None,
    tag: Tag = None,
    archive: Folder = ARCHIVE,
    as_json: Json = False,
) -> int:
    """Note a question."""
    from qa.standing import Standing

    where = where_of(since=since, until=until, source=source, tag=tag, ids=None)
    made = Standing(archive).add(question, where=where)
    if as_json:
        print_json(_question_json(made))
    else:
        say(f"记下了，编号 {made.id}；下次 kanbao standing run 时第一次问")
    return FOUND


def list_questions(*, archive: Folder = ARCHIVE, as_json: Json = False) -> int:
    """List the questions, each with its last answer."""
    from qa.standing import Standing

    questions = Standing(archive).all()
    if as_json:
        print_json({"questions": [_question_json(one) for one in questions]})
        return FOUND
    for one in questions:
        last = "还没有问过" if one.known is None else one.known.text or "没有答案"
        say(f"{one.id}  {printable(one.question)}{_filter(one)}  {printable(last)}")
    return FOUND


def remove_questions(
    *,
    ids: Annotated[
        list[int],
        typer.Argument(parser=as_number, metavar="编号", help="见 kanbao standing list"),
    ],
    archive: Folder = ARCHIVE,
    as_json: Json = False,
) -> int:
    """Ask questions no more."""
    from qa.standing import Standing

    removed = Standing(archive).remove(ids)
    missing = [id_ for id_ in dict.fromkeys(ids) if id_ not in removed]
    if as_json:
        print_json({"removed": removed, "missing": missing})
    else:
        unknown = f"；没有编号 {'、'.join(map(str, missing))}" if missing else ""
        say(f"去掉 {len(removed)} 题{unknown}")
    return NOTHING if missing else FOUND


def run_questions(
    *,
    every: Annotated[bool, typer.Option("--all", help="档案没有变也再问")] = False,
    today: Today = None,
    embedder: EmbedderName = None,
    generator: GeneratorName = None,
    reranker: RerankerName = None,
    online: Online = False,
    archive: Folder = ARCHIVE,
    as_json: Json = False,
) -> int:
    """Ask the questions again; 0: some answer is new."""
    asked, new = 0, 0
    news = asked_again(
        archive, embedder, generator, reranker, online=online, every=every, today=today
    )
    with if_interrupted(lambda: f"已中断；问完的 {asked} 题已记下，其余的下次再问"):
        if as_json:
            with streamed_json("news") as write:
                for asked, one in enumerate(news, start=1):  # noqa: B007 (said at an interrupt)
                    write(news_json(one))
                    new += one.is_new
            return FOUND if new else NOTHING
        for asked, one in enumerate(news, start=1):  # noqa: B007
            say_news(one, archive)
            new += one.is_new
    say(f"问了 {asked} 题，{new} 题有变化" if asked else "档案没有变，没有再问（--all：仍再问）")
    return FOUND if new else NOTHING


def asked_again(
    folder: Path,
    embedder: str | None,
    generator: str | None,
    reranker: str | None,
    *,
    online: bool,
    every: bool = False,
    today: dt.date | None = None,
) -> Iterator[News]:
    """Ask the standing questions of an archive and yield what became of each answer."""
    from qa.standing import Standing

    standing = Standing(folder)
    with open_archive(
        folder, embedder=embedder, generator=generator, reranker=reranker, online=online
    ) as archive:
        yield from standing.run(archive, every=every, today=today)


def news_json(news: News) -> dict[str, Any]:
    """Return news as they are printed."""
    return {
        "id": news.id,
        "what": news.what,
        "before": news.before,
        "answer": answer_json(news.answer),
    }


def say_news(news: News, archive: Path) -> None:
    """Say what became of an answer from an archive; nothing where it is as it was."""
    from qa.command.show import console, show_answer
    from qa.standing import What

    if news.what is What.SAME:
        return
    before = f"（原为：{printable(news.before)}）" if news.before else ""
    what = {
        What.FIRST: "第一次问",
        What.APPEARED: "有了答案",
        What.CHANGED: f"答案变了{before}"
        if news.before != news.answer.text
        else "答案没变，出处变了",
        What.DISAPPEARED: f"答案不在了{before}",
    }[news.what]
    say(f"{news.id}  {printable(news.answer.question)}  {what}")
    show_answer(console(archive_words(archive)), news.answer)


def _question_json(one: StandingQuestion) -> dict[str, Any]:
    made = asdict(one)
    known = made.pop("known")
    return {**made, "text": known and known["text"]}


def _filter(one: StandingQuestion) -> str:
    words = [str(word) for word in (one.source, one.tag) if word]
    if one.since or one.until:
        words.append(f"{one.since or ''}—{one.until or ''}")
    return f"（{printable('，'.join(words))}）" if words else ""
