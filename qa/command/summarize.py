"""``kanbao summarize``: batch by batch, each printed as soon as it is made."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import asdict
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Any, Protocol, TypeAlias

import typer

from qa.command.exit_codes import FOUND, NOTHING
from qa.command.interrupt import if_interrupted
from qa.command.opening import archive_of
from qa.command.options import (
    ARCHIVE,
    Folder,
    GeneratorName,
    Id,
    Json,
    Online,
    Server,
    Since,
    Source,
    Tag,
    Until,
    as_number,
    one_of,
    where_of,
)
from qa.command.output import streamed_json
from qa.command.progress import progress
from qa.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from qa.records import Article, Summary, Where
    from qa.shapes import Listed

__all__ = ["summarize"]


class _Archive(Protocol):
    """What is summarised: an archive of a folder, or one on a server, each with its articles."""

    def articles(self, *, where: Where | None) -> Iterator[Any]:
        """Yield the matching articles."""

    def summarize_many(
        self, articles: Sequence[Any], *, kind: str, length: int | None
    ) -> list[Summary]:
        """Summarise each article."""


_Write: TypeAlias = "Callable[[Sequence[Article | Listed], Sequence[Summary]], None]"
_BATCH = 16
_KINDS = ("headline", "brief", "summary")


def summarize(
    context: typer.Context,
    *,
    kind: Annotated[
        str,
        typer.Option(
            parser=one_of(*_KINDS),
            autocompletion=lambda: list(_KINDS),
            metavar="|".join(_KINDS),
            help="headline 标题，brief 一两句提要（默认），summary 摘要",
        ),
    ] = "brief",
    length: Annotated[
        int | None,
        typer.Option(
            parser=as_number,
            metavar="字数",
            help="摘要约多少字（默认按原文长短，200 至 260）；标题、提要至多多少字",
        ),
    ] = None,
    all_: Annotated[bool, typer.Option("--all", help="摘要档案里的全部文章")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="说明弃用了哪些写法，为什么")] = False,
    since: Since = None,
    until: Until = None,
    source: Source = None,
    tag: Tag = None,
    ids: Id = None,
    generator: GeneratorName = None,
    online: Online = False,
    archive: Folder = ARCHIVE,
    server: Server = None,
    as_json: Json = False,
) -> int:
    """Summarise the articles of a filter, or all."""
    where = where_of(since=since, until=until, source=source, tag=tag, ids=ids)
    if where is None and not all_:
        raise InputError("请给出筛选条件，或用 --all 摘要全部")
    if where and all_:
        raise InputError("--all 摘要全部，不能同时给出筛选条件")
    with archive_of(context, archive, server, generator=generator, online=online) as opened:
        for id_ in ids or ():
            opened.get(id_)
        with (
            if_interrupted(lambda: "已中断；已输出的摘要仍有效"),
            _output(as_json=as_json, explain=explain) as write,
        ):
            count = _summarize(opened, where, kind=kind, length=length, write=write)
    return FOUND if count else NOTHING


def _summarize(
    archive: _Archive,
    where: Where | None,
    *,
    kind: str,
    length: int | None,
    write: _Write,
) -> int:
    """Write each batch of summaries; return how many there are."""
    articles, count = archive.articles(where=where), 0
    # On a terminal what is printed shows how far it is.
    with progress("摘要", None, shown=not sys.stdout.isatty()) as show_done:
        while batch := list(islice(articles, _BATCH)):
            write(batch, archive.summarize_many(batch, kind=kind, length=length))
            count += len(batch)
            show_done(count)
    return count


@contextmanager
def _output(*, as_json: bool, explain: bool) -> Iterator[_Write]:
    """Yield a function that writes the summaries of a batch of articles."""
    if as_json:
        with streamed_json("summaries") as write_row:

            def write_rows(batch: Sequence[Article | Listed], summaries: Sequence[Summary]) -> None:
                for summary in summaries:
                    write_row(asdict(summary))

            yield write_rows
        return
    from qa.command.show import console, show_summaries

    output = console()

    def write_text(batch: Sequence[Article | Listed], summaries: Sequence[Summary]) -> None:
        get_article = {a.id: a for a in batch}.__getitem__
        show_summaries(output, summaries, get_article, explain=explain)

    yield write_text
