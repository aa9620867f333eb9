"""``kanbao add``."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, replace
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qa.command.exit_codes import FOUND
from qa.command.folders import files_of
from qa.command.installed import fitted
from qa.command.intake import Intake
from qa.command.interrupt import if_interrupted
from qa.command.opening import open_archive
from qa.command.options import (
    ARCHIVE,
    EmbedderName,
    Folder,
    Json,
    Online,
    RayAddress,
    Workers,
    as_date,
    as_field,
    as_path,
    as_text,
)
from qa.command.output import print_json, printable, reading_json, say, skipped_json
from qa.command.progress import progress
from qa.command.spreading import spread_of
from qa.errors import ReadError
from qa.messages import in_chinese

if TYPE_CHECKING:
    from qa.archive import Archive
    from qa.records import Added, Article
    from qa.spread import Spread

__all__ = ["add", "add_files", "say_added"]


_TOP = 5
"""Ids of a list that are named."""


def add(
    *,
    paths: Annotated[
        list[Path],
        typer.Argument(
            parser=as_path,
            metavar="路径",
            help="文件，或文件夹（其中全部 .txt、.jsonl、.html、.pdf、.md、.xml，"
            "表格 .csv、.tsv、.xlsx、.ods，TRS 导出 .trs，馆藏 MARC .mrc，"
            "文档 .docx、.odt、.rtf、.pptx、.epub、.eml、.msg，"
            "压缩包 .zip、.tar 及 .gz、.xz、.bz2；装了识别，也读扫描件 .png、.jpg、.tif、.webp）；"
            "读不了的跳过，最后列出，退出码为 2",
        ),
    ],
    source: Annotated[
        str | None,
        typer.Option(parser=as_text, metavar="名称", help="没有来源的文章记为这个来源"),
    ] = None,
    date: Annotated[
        dt.date | None,
        typer.Option(parser=as_date, metavar="日期", help="没有日期的文章记为这一天"),
    ] = None,
    report: Annotated[
        bool,
        typer.Option("--report", help="列出每个文件里没有入库的文字及其原因"),
    ] = False,
    repair: Annotated[
        bool,
        typer.Option(
            "--repair",
            help="损坏的文件也读：损坏的字节以“�”（U+FFFD）代替，一个文件里的两种编码分开读，"
            "读不了的 JSONL 行略去；逐处列出",
        ),
    ] = False,
    field: Annotated[
        list[str] | None,
        typer.Option(
            parser=as_field,
            metavar="种类=名称",
            help="表格、JSON、XML 里哪一栏是什么，可多次给出：text=稿件、title=题目，"
            "还有 date、byline、source、tags、id；没有栏名的表格写第几栏：text=3；"
            "不要这一种：date=",
        ),
    ] = None,
    workers: Workers = None,
    ray: RayAddress = None,
    embedder: EmbedderName = None,
    online: Online = False,
    archive: Folder = ARCHIVE,
    as_json: Json = False,
) -> int:
    """Add what can be read, then list what could not."""
    files, others = files_of(paths)
    fields = dict(one.split("=", 1) for one in field or ())

    def complete(article: Article) -> Article:
        return replace(article, source=article.source or source, date=article.date or date)

    pages = _pages_of(files)
    total = sum(pages.get(file, 1) for file in files)
    with spread_of(workers, ray) as spread, progress("入库", total) as show_done:
        intake = Intake(
            files,
            complete=complete,
            show_done=show_done,
            with_left_out=report,
            repair=repair,
            fields=fields,
            pages=pages,
            spread=spread,
        )
        added = add_files(intake, archive, embedder, online=online, spread=spread)
    _show(added, intake, others, as_json=as_json)
    if intake.skipped or intake.unread:
        raise _not_all(intake, len(files))
    return FOUND


def _pages_of(files: list[Path]) -> dict[Path, int]:
    """Return the files that are scans, and how many pages each has."""
    from qa.reading import page_count

    return {file: count for file in files if (count := page_count(file))}


def _not_all(intake: Intake, count: int) -> ReadError:
    """Return the error that files were not read, of ``count`` that were to be."""
    what = []
    if skipped := len(intake.skipped):
        others_were = "，其余的入库了" if skipped < count else ""
        what.append(f"{count} 个文件里有 {skipped} 个没有读成{others_were}")
    if unread := len(intake.unread):
        what.append(f"文件里的文件有 {unread} 个没有读成，旁边的入库了")
    return ReadError(f"{'；'.join(what)}：原因见上面各行")


def add_files(
    intake: Intake,
    folder: Path,
    embedder: str | None,
    *,
    online: bool,
    spread: Spread | None = None,
) -> Added:
    """Add what can be read; where nothing can be, an archive is not made."""
    from qa.records import Added
    from qa.store import is_archive

    articles = iter(intake)
    first: list[Article] = []
    if not is_archive(folder):
        with if_interrupted(lambda: "已中断；没有新增文章"):
            first = list(islice(articles, 1))
        if not first:
            return Added()
    with open_archive(folder, create=True, embedder=embedder, online=online) as archive:
        intake.others, intake.earlier = archive.others, archive.those_of
        before = len(archive)
        with if_interrupted(lambda: _what_is_in(archive, before)):
            return archive.add(chain(first, articles), progress=intake.progress, spread=spread)


def _what_is_in(archive: Archive, before: int) -> str:
    now = len(archive)
    return f"已中断；档案里现有 {now} 篇文章，比开始时多 {now - before} 篇；再次运行会接着做"


def _show(added: Added, intake: Intake, others: dict[str, int], *, as_json: bool) -> None:
    from qa.command.show import console, show_near_duplicates, show_readings

    skipped = skipped_json({**intake.skipped, **intake.unread})
    if as_json:
        readings = [reading_json(file, reading) for file, reading in intake.readings.items()]
        rest = {"skipped": skipped, "others": others, "readings": readings}
        print_json({**asdict(added), "undated": intake.undated, **rest})
        return
    say_added(added)
    if intake.undated:
        say(_undated(intake.undated, in_fields=intake.undated_rows > 0))
    if intake.kept:
        say(f"文件里和这次都没有写日期或来源的 {intake.kept} 篇，沿用档案里原来的")
    _say_others(others)
    for row in skipped:
        say(f"跳过 {fitted(in_chinese(row['reason']))}")
    show_readings(console(), intake.readings)
    show_near_duplicates(console(), added.near_duplicates)


def _undated(count: int, *, in_fields: bool) -> str:
    """Return how many articles have no day, and what gives them one; ``in_fields``: a column."""
    hint = "同一天的可加 --date 2022-04-03 再入库一次"
    field = "；日期在某一栏里的，加 --field date=栏名 再入库一次" if in_fields else ""
    return f"没有日期的 {count} 篇，按日期提问找不到：{hint}{field}"


def _say_others(others: dict[str, int]) -> None:
    """Say how many files were not tried, by their endings, and what to do with them."""
    from qa.reading import why_not

    unknown = {kind: count for kind, count in others.items() if not why_not(kind)}
    for kind, count in others.items():
        if kind not in unknown:
            say(fitted(f"没有去读 {kind} {count} 个：{why_not(kind)}"))
    if unknown:
        kinds = "，".join(f"{kind or '无后缀'} {count}" for kind, count in unknown.items())
        say(f"没有去读的其他文件：{kinds}")


def say_added(added: Added, what: str = "") -> None:
    """Say how many articles were added, after that ``what``, and which a file has no more."""
    say(f"新增 {added.added} 篇，更新 {added.replaced} 篇，未变 {added.unchanged} 篇{what}")
    for id_ in added.stale:
        say(f"原文件里已没有、档案里还在：{printable(id_)}（不要了就用 kanbao delete 删除）")
    if added.refiled:
        ids = "、".join(map(printable, added.refiled[:_TOP])) + "……" * (len(added.refiled) > _TOP)
        say(f"原来记的是别的文件、内容相同，现在改记这次的文件：{len(added.refiled)} 篇（{ids}）")
    for one in added.uncorrected:
        change = f"“{one.original}”更正为“{one.text}”"
        say(printable(f"更正没有用上：{one.id}，{change}：这次识别的文字那里不同，请再更正"))
