"""``kanbao ask``, ``search`` and ``digest``: the commands that take a question."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from qa.command.check import write_evidence
from qa.command.exit_codes import FOUND, NOTHING
from qa.command.lists import answer_list, questions_of
from qa.command.nothing import nearest, say_why_nothing
from qa.command.opening import archive_of, check_ids, warn_of_altered
from qa.command.options import (
    ARCHIVE,
    EmbedderName,
    Folder,
    GeneratorName,
    Id,
    Json,
    Online,
    Page,
    RerankerName,
    Section,
    Server,
    Since,
    Source,
    Tag,
    Today,
    Until,
    as_number,
    as_path,
    as_share,
    as_text,
    one_of,
    where_of,
)
from qa.command.output import print_json, printable, say
from qa.command.typed import archive_words, typed
from qa.errors import InputError
from qa.reasons import NO_TOPIC
from qa.records import AnswerKind, Refusal
from qa.shapes import answer_json, hit_json

if TYPE_CHECKING:
    from qa.records import Answer

__all__ = ["ask", "digest", "search"]

_ARMS = ("dense", "sparse")
_SHARED = {"ids": "--id"} | {
    name: f"--{name}"
    for name in ("today", "since", "until", "source", "tag", "page", "section", "archive", "server")
}
"""Options of ``ask`` that ``digest`` takes too, by the name of their parameter."""


def ask(
    context: typer.Context,
    *,
    question: Annotated[str | None, typer.Argument(parser=as_text, metavar="问题")] = None,
    questions: Annotated[
        Path | None,
        typer.Option(
            parser=as_path,
            metavar="清单",
            help="问一份清单：.csv（有“问题”一列）或 .jsonl；"
            "也可有 id、since、until、source、tag、today",
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            parser=as_path,
            metavar="文件",
            help="清单的结果：.csv 或 .jsonl，已有一部分就接着做（默认 清单名-answers）",
        ),
    ] = None,
    k: Annotated[
        int, typer.Option("-k", parser=as_number, metavar="个数", help="最多读几个片段（默认 5）")
    ] = 5,
    threshold: Annotated[
        float | None,
        typer.Option(
            parser=as_share,
            metavar="门槛",
            help="置信度低于它就拒答，0 到 1（默认由模型判断有没有答案）",
        ),
    ] = None,
    free: Annotated[
        bool, typer.Option("--free", help="不限于原文字句作答；原文不支持的仍拒答")
    ] = False,
    evidence: Annotated[
        Path | None,
        typer.Option(
            parser=as_path, metavar="文件", help="把证据写到这个文件，以后用 kanbao check 核对"
        ),
    ] = None,
    today: Today = None,
    since: Since = None,
    until: Until = None,
    source: Source = None,
    tag: Tag = None,
    page: Page = None,
    section: Section = None,
    ids: Id = None,
    embedder: EmbedderName = None,
    generator: GeneratorName = None,
    reranker: RerankerName = None,
    online: Online = False,
    archive: Folder = ARCHIVE,
    server: Server = None,
    as_json: Json = False,
) -> int:
    """Answer a question and quote the source, or refuse."""
    _check_what_is_asked(context, question, questions, out)
    where = where_of(
        since=since, until=until, source=source, tag=tag, ids=ids, page=page, section=section
    )
    how: dict[str, Any] = {"k": k, "verbatim": not free, "threshold": threshold, "today": today}
    listed = questions_of(questions) if questions else []
    with archive_of(
        context,
        archive,
        server,
        embedder=embedder,
        generator=generator,
        reranker=reranker,
        online=online,
        once=not questions,
    ) as opened:
        check_ids(opened, ids)
        if questions:
            if where:
                say_why_nothing(opened, where)
            out = out or questions.with_name(f"{questions.stem}-answers{questions.suffix}")
            return answer_list(listed, out, opened, where=where, how=how, as_json=as_json)
        answer = opened.ask(question or "", where=where, **how)
        none = answer.reason is Refusal.NO_ARTICLES and say_why_nothing(opened, where)
        warn_of_altered(opened, (hit.chunk.article_id for hit in answer.hits))
        near = [] if as_json else nearest(opened, answer)
        broader = "" if as_json else _broader(context, answer)
        if evidence and answer.text is not None:
            write_evidence(evidence, answer, opened, archive.resolve().name)
    if as_json:
        print_json(answer_json(answer))
    else:
        from qa.command.show import console, show_answer

        none = none and where is not None
        show_answer(
            console(archive_words(archive, server)),
            answer,
            filtered=none,
            nearest=near,
            broader=broader,
        )
    return NOTHING if answer.text is None else FOUND


def _broader(context: typer.Context, answer: Answer) -> str:
    """Return the command that digests what several articles say to a broad question."""
    if answer.text is not None and answer.kind is AnswerKind.SPAN:
        return ""  # of one thing: a client of a server loads nothing for it
    from qa.answering.digests.relevance import wants_digest

    if not wants_digest(answer):
        return ""
    words = ["kanbao", "digest", answer.question]
    for name, option in _SHARED.items():
        source = context.get_parameter_source(name)
        if source is not None and source.name == "COMMANDLINE":
            value = context.params[name]
            for one in value if isinstance(value, list | tuple) else [value]:
                words += [option, str(one)]
    return typed(words)


def _check_what_is_asked(
    context: typer.Context, question: str | None, questions: Path | None, out: Path | None
) -> None:
    """Raise for neither a question nor a list, for both, and for a place without a list."""
    if question is None and questions is None:
        raise typer.BadParameter("缺少问题", context)
    if question is not None and questions is not None:
        raise typer.BadParameter("问题和 --questions 只能给出一个", context)
    if out is not None and questions is None:
        raise typer.BadParameter("--out 是清单的结果：要有 --questions", context)


def search(
    context: typer.Context,
    *,
    text: Annotated[str, typer.Argument(parser=as_text, metavar="文字")],
    k: Annotated[
        int, typer.Option("-k", parser=as_number, metavar="个数", help="列出几个（默认 10）")
    ] = 10,
    arm: Annotated[
        list[str] | None,
        typer.Option(
            parser=one_of(*_ARMS),
            autocompletion=lambda: list(_ARMS),
            metavar="|".join(_ARMS),
            help="只用这一路：dense 语义，sparse 字词（默认两路）",
        ),
    ] = None,
    since: Since = None,
    until: Until = None,
    source: Source = None,
    tag: Tag = None,
    page: Page = None,
    section: Section = None,
    ids: Id = None,
    embedder: EmbedderName = None,
    reranker: RerankerName = None,
    online: Online = False,
    archive: Folder = ARCHIVE,
    server: Server = None,
    as_json: Json = False,
) -> int:
    """List the best chunks with their scores."""
    where = where_of(
        since=since, until=until, source=source, tag=tag, ids=ids, page=page, section=section
    )
    with archive_of(
        context, archive, server, embedder=embedder, reranker=reranker, online=online, once=True
    ) as opened:
        check_ids(opened, ids)
        hits = opened.search(text, k=k, where=where, arms=arm or _ARMS)
        if not hits:
            say_why_nothing(opened, where)
        warn_of_altered(opened, (hit.chunk.article_id for hit in hits))
    if as_json:
        print_json({"text": text, "hits": [hit_json(hit) for hit in hits]})
    else:
        from qa.chinese.dates import no_such_day
        from qa.command.show import console, show_hits

        if day := no_such_day(text):
            say(printable(f"注意：没有{day}这一天"))

        show_hits(console(), hits, by_words=not arm or "sparse" in arm)
    return FOUND if hits else NOTHING


def digest(
    context: typer.Context,
    *,
    question: Annotated[
        str | None,
        typer.Argument(
            parser=as_text,
            metavar="问题",
            help="写明日期的，只看那些日子的文章；不写就综述 --ids",
        ),
    ] = None,
    limit: Annotated[
        int, typer.Option(parser=as_number, metavar="句数", help="最多几句（默认 12）")
    ] = 12,
    today: Today = None,
    since: Since = None,
    until: Until = None,
    source: Source = None,
    tag: Tag = None,
    page: Page = None,
    section: Section = None,
    ids: Annotated[
        list[str] | None,
        typer.Option(
            "--id",
            "--ids",
            parser=as_text,
            metavar="编号",
            help="只看这些文章，--ids 后可写多个编号",
            rich_help_panel="筛选",
        ),
    ] = None,
    embedder: EmbedderName = None,
    online: Online = False,
    archive: Folder = ARCHIVE,
    server: Server = None,
    as_json: Json = False,
) -> int:
    """Choose sentences of several articles, newest first."""
    if not ids and not (question or "").strip():
        raise InputError(f"{NO_TOPIC}；也可用 --ids 写明文章")
    where = where_of(
        since=since, until=until, source=source, tag=tag, ids=ids, page=page, section=section
    )
    about = (ids or []) if question is None else question
    with archive_of(context, archive, server, embedder=embedder, online=online) as opened:
        check_ids(opened, ids)
        done = opened.digest(about, where=where, limit=limit, today=today)
        none = done.reason is Refusal.NO_ARTICLES and say_why_nothing(opened, where)
        warn_of_altered(opened, (cited.article_id for cited in done.citations))
    if as_json:
        print_json(asdict(done))
    else:
        from qa.command.show import console, show_digest

        show_digest(
            console(archive_words(archive, server)), done, filtered=none and where is not None
        )
    return NOTHING if done.text is None else FOUND
