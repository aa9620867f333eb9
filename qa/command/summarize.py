"""``kanbao summarize``: each summary is printed as soon as its batch is made."""

from __future__ import annotations

import sys
from collections import deque
from contextlib import contextmanager, nullcontext
from dataclasses import asdict
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

import typer

from qa.command.exit_codes import FOUND, NOTHING
from qa.command.interrupt import if_interrupted
from qa.command.nothing import say_why_nothing
from qa.command.opening import archive_of, check_ids
from qa.command.options import (
    ARCHIVE,
    Folder,
    GeneratorName,
    Id,
    Json,
    Online,
    Page,
    RayAddress,
    Section,
    Server,
    Since,
    Source,
    Tag,
    Until,
    Workers,
    as_number,
    one_of,
    where_of,
)
from qa.command.output import streamed_json
from qa.command.progress import progress
from qa.command.spreading import spread_of
from qa.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from qa.records import Article, Summary
    from qa.shapes import Listed

__all__ = ["summarize"]


_Make: TypeAlias = "Callable[..., Iterator[Summary]]"
_Write: TypeAlias = "Callable[[Article | Listed, Summary], None]"
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
    page: Page = None,
    section: Section = None,
    ids: Id = None,
    workers: Workers = None,
    ray: RayAddress = None,
    generator: GeneratorName = None,
    online: Online = False,
    archive: Folder = ARCHIVE,
    server: Server = None,
    as_json: Json = False,
) -> int:
    """Summarise the articles of a filter, or all."""
    where = where_of(
        since=since, until=until, source=source, tag=tag, ids=ids, page=page, section=section
    )
    if where is None and not all_:
        raise InputError("请给出筛选条件，或用 --all 摘要全部")
    if where and all_:
        raise InputError("--all 摘要全部，不能同时给出筛选条件")
    if server and (workers or ray):
        raise InputError("--workers、--ray 用于本机的档案，服务器自己安排")
    with (
        nullcontext() if server else spread_of(workers, ray) as spread,
        archive_of(context, archive, server, generator=generator, online=online) as opened,
    ):
        check_ids(opened, ids)
        make: _Make = partial(opened.summarize_each, kind=kind, length=length)
        with (
            if_interrupted(lambda: "已中断；已输出的摘要仍有效"),
            _output(as_json=as_json, explain=explain) as write,
        ):
            longer = _Longer(None if kind == "summary" else length)
            count = _summarize(
                _in_order(opened.articles(where=where), ids),
                make if spread is None else partial(make, spread=spread),
                longer.noting(write),
            )
        longer.say()
        if not count:
            say_why_nothing(opened, where)
    return FOUND if count else NOTHING


class _Longer:
    """Counts the headlines and briefs that are longer than was asked for."""

    def __init__(self, length: int | None) -> None:
        self._length = length
        self._found: list[int] = []

    def noting(self, write: _Write) -> _Write:
        """Return what writes an article's summary and looks how long it is."""

        def note(article: Article | Listed, summary: Summary) -> None:
            write(article, summary)
            if self._length is not None and len(summary.text) > self._length:
                self._found.append(len(summary.text))

        return note

    def say(self) -> None:
        """Say on standard error of how many articles no part was as short; nothing of none."""
        if self._found:
            most = max(self._found)
            sys.stderr.write(
                f"注意：{len(self._found)} 篇里没有短到 {self._length} 字又站得住的话，"
                f"写出的更长（最长 {most} 字）\n"
            )


def _in_order(articles: Iterator[Any], ids: Sequence[str] | None) -> Iterator[Any]:
    """Return articles in the order in which their ids were given, if any were."""
    if not ids:
        return articles
    places = {id_: place for place, id_ in reversed(list(enumerate(ids)))}
    return iter(sorted(articles, key=lambda article: places[article.id]))


def _summarize(articles: Iterator[Any], make: _Make, write: _Write) -> int:
    """Write the summary of each article as soon as it is made; return how many there are."""
    first = next(articles, None)
    if first is None:
        return 0  # for which no model is loaded
    taken: deque[Article | Listed] = deque()

    def taking() -> Iterator[Article | Listed]:
        for article in chain([first], articles):
            taken.append(article)
            yield article

    count = 0
    # On a terminal what is printed shows how far it is.
    with progress("摘要", None, shown=not sys.stdout.isatty()) as show_done:
        for count, summary in enumerate(make(taking()), start=1):
            write(taken.popleft(), summary)
            show_done(count)
    return count


@contextmanager
def _output(*, as_json: bool, explain: bool) -> Iterator[_Write]:
    """Yield a function that writes an article's summary."""
    if as_json:
        with streamed_json("summaries") as write_row:
            yield lambda _, summary: write_row(asdict(summary))
        return
    from qa.command.show import console, show_summary

    output = console()
    yield lambda article, summary: show_summary(output, article, summary, explain=explain)
