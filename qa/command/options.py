"""The arguments and options that several commands share, and how their values are read."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from qa.errors import InputError
from qa.records import Where

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = [
    "ARCHIVE",
    "EmbedderName",
    "Folder",
    "GeneratorName",
    "Id",
    "Json",
    "Online",
    "RayAddress",
    "RerankerName",
    "Server",
    "Since",
    "Source",
    "Tag",
    "Today",
    "Until",
    "Workers",
    "as_archive",
    "as_date",
    "as_field",
    "as_number",
    "as_path",
    "as_seconds",
    "as_share",
    "as_text",
    "one_of",
    "where_of",
]

ARCHIVE = Path("kanbao-archive")
_FILTERS = "筛选"
_FIGURES = re.compile(r"^([0-9]{4})(?:[-/.]([0-9]{1,2})(?:[-/.]([0-9]{1,2}))?)?$")


def as_text(value: str) -> str:
    """Return the text as it is, also one that is not Unicode: the library says so."""
    return value


def as_name(value: str) -> str:
    """Return the name to filter by; an empty one is an error: it would find nothing."""
    if not value.strip():
        raise typer.BadParameter("是空的：不按它筛选就不写")
    return value


def as_path(value: str | Path) -> Path:
    """Return the path; an empty one is an error."""
    if not str(value):
        # For pathlib it is the current folder: all of that would be added.
        raise typer.BadParameter("路径是空的")
    return Path(value)


def as_date(value: str) -> dt.date:
    """Return a day as people write it: 2022-04-03, 2022年4月3日, 2022/4/3, 昨天."""
    first, last = _days(value)
    if first != last:
        raise typer.BadParameter(f"{value} 不止一天，请写成 2022-04-03")
    return first


def as_first_day(value: str) -> dt.date:
    """Return a day, or the first day of a month, a year, a week: 2022年4月, 2022-4, 去年."""
    return _days(value)[0]


def as_last_day(value: str) -> dt.date:
    """Return a day, or the last day of a month, a year, a week."""
    return _days(value)[1]


def _days(value: str) -> tuple[dt.date, dt.date]:
    """Return the first and the last of the days that a whole text names."""
    try:
        day = dt.date.fromisoformat(value)
    except ValueError:
        return _said_days(value)
    return day, day


def _said_days(value: str) -> tuple[dt.date, dt.date]:
    from qa.chinese.dates import no_such_day, resolve

    said = _FIGURES.sub(_in_words, value.strip())
    if no_such_day(said):
        raise typer.BadParameter(f"没有 {value} 这一天")
    named = resolve(said, dt.date.today(), coming=False)  # of what was printed
    if any(one.lunar for one in named):
        raise typer.BadParameter(f"{value!r} 是农历，请写成公历：{named[0].since.year}年几月几日")
    bounds = {day for one in named for day in (one.since, one.until)}
    if [one.text for one in named] != [said] or bounds & {dt.date.min, dt.date.max}:
        raise typer.BadParameter(f"{value!r} 不是日期，请写成 2022-04-03、2022年4月 或 昨天")
    return named[0].since, named[0].until


def _in_words(figures: re.Match[str]) -> str:
    year, month, day = figures.groups()
    return f"{year}年" + (f"{month}月" if month else "") + (f"{day}日" if day else "")


def as_field(value: str) -> str:
    """Return ``kind=name``, where that is a kind of field that articles have."""
    from qa.reading.named import NAMES, pair_of

    try:
        pair_of(value)
    except InputError as error:
        told = f"{value!r} 请写成 text=正文；等号前可以是 {'、'.join(NAMES)}"
        raise typer.BadParameter(told) from error
    return value


def as_number(value: str | int) -> int:
    """Return a whole number."""
    try:
        return int(value)
    except ValueError as error:
        raise typer.BadParameter(f"{value!r} 不是整数") from error


def _as_workers(value: str | int) -> int:
    """Return a number of processes, from 1 to 64."""
    workers = as_number(value)
    if not 1 <= workers <= 64:
        raise typer.BadParameter(f"{value} 不在 1 到 64 之间")
    return workers


def as_seconds(value: str | float) -> float:
    """Return a number of seconds, from none to an hour."""
    try:
        seconds = float(value)
    except ValueError as error:
        raise typer.BadParameter(f"{value!r} 不是数") from error
    if not 0 <= seconds <= 3600:
        raise typer.BadParameter(f"{value} 不在 0 到 3600 之间")
    return seconds


def as_share(value: str) -> float:
    """Return a number in [0, 1]."""
    try:
        share = float(value)
    except ValueError as error:
        raise typer.BadParameter(f"{value!r} 不是数") from error
    if not 0 <= share <= 1:
        raise typer.BadParameter(f"{value} 不在 0 到 1 之间")
    return share


def one_of(*choices: str) -> Callable[[str], str]:
    """Return a reader of one of the words."""

    def read(value: str) -> str:
        if value not in choices:
            raise typer.BadParameter(f"{value!r} 不在 {'、'.join(choices)} 之中")
        return value

    return read


def as_archive(value: str | Path) -> Path:
    """Return the folder of an archive; ``lance:`` stays before one that has none yet."""
    place = as_path(value)
    if not str(place).startswith("lance:"):
        return place
    from qa.store import folder_of, is_archive, is_lance

    folder = folder_of(place)
    if not is_archive(folder):
        return place
    if not is_lance(folder):
        raise typer.BadParameter(f"{folder} 的档案不是 LanceDB 的表：去掉前面的 lance:")
    return folder


Folder: TypeAlias = Annotated[
    Path,
    typer.Option(
        "--archive",
        parser=as_archive,
        envvar="KANBAO_ARCHIVE",
        metavar="文件夹",
        help=f"档案文件夹（默认 KANBAO_ARCHIVE 所指，没有则是 {ARCHIVE}）",
    ),
]
Server: TypeAlias = Annotated[
    str | None,
    typer.Option(
        parser=as_text,
        envvar="KANBAO_SERVER",
        metavar="网址",
        help="问这台服务器（kanbao serve）上的档案，--archive 是它在那里的名字"
        "（默认 KANBAO_SERVER 所指，没有则用本机的）",
    ),
]
Json: TypeAlias = Annotated[bool, typer.Option("--json", help="输出 JSON")]
Online: TypeAlias = Annotated[bool, typer.Option("--online", help="允许联网下载 hub 上的模型")]
Workers: TypeAlias = Annotated[
    int | None,
    typer.Option(
        parser=_as_workers,
        metavar="个数",
        help="几个进程一起做（默认就在本进程；各占一份内存，识别扫描件的各约 1 GB）",
    ),
]
RayAddress: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--ray",
        parser=as_text,
        metavar="地址",
        help="在 Ray 集群上做：auto 本机所在的集群，主机:端口，或 local 只用本机；"
        "--workers 是用几个，默认每个处理器一个",
    ),
]
EmbedderName: TypeAlias = Annotated[
    str | None,
    typer.Option(
        parser=as_text,
        metavar="模型",
        help="向量模型：文件夹或 hub 名称（默认用自带的）",
    ),
]
GeneratorName: TypeAlias = Annotated[
    str | None,
    typer.Option(
        parser=as_text,
        metavar="模型",
        help="生成模型：文件夹或 hub 名称（默认用自带的），"
        "或 openai:网址#模型，如 openai:http://127.0.0.1:8080/v1#qwen3",
    ),
]
RerankerName: TypeAlias = Annotated[
    str | None,
    typer.Option(
        parser=as_text,
        metavar="模型",
        help="重排模型（CrossEncoder）：文件夹或 hub 名称（默认不用）",
    ),
]
Today: TypeAlias = Annotated[
    dt.date | None,
    typer.Option(
        parser=as_date,
        metavar="日期",
        help="问题里的昨日、上周、去年从这一天算起（默认当天）",
    ),
]
Since: TypeAlias = Annotated[
    dt.date | None,
    typer.Option(
        parser=as_first_day,
        metavar="日期",
        help="这一天起（含），如 2022-04-03、2022年4月、昨天",
        rich_help_panel=_FILTERS,
    ),
]
Until: TypeAlias = Annotated[
    dt.date | None,
    typer.Option(
        parser=as_last_day,
        metavar="日期",
        help="到这一天止（含）；写月份、年份的，到它的最后一天",
        rich_help_panel=_FILTERS,
    ),
]
Source: TypeAlias = Annotated[
    str | None,
    typer.Option(parser=as_name, metavar="名称", help="来源", rich_help_panel=_FILTERS),
]
Tag: TypeAlias = Annotated[
    str | None,
    typer.Option(parser=as_name, metavar="标签", help="标签", rich_help_panel=_FILTERS),
]
Page: TypeAlias = Annotated[
    str | None,
    typer.Option(
        parser=as_name,
        metavar="版次",
        help="版次：3、03、第三版（也是 A3）、B2",
        rich_help_panel=_FILTERS,
    ),
]
Section: TypeAlias = Annotated[
    str | None,
    typer.Option(parser=as_name, metavar="版名", help="版名或栏目", rich_help_panel=_FILTERS),
]
Id: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--id",
        parser=as_text,
        metavar="编号",
        help="文章编号，可多次给出",
        rich_help_panel=_FILTERS,
    ),
]


def where_of(
    *,
    since: dt.date | None,
    until: dt.date | None,
    source: str | None,
    tag: str | None,
    ids: Sequence[str] | None,
    page: str | None = None,
    section: str | None = None,
) -> Where | None:
    """Return the filter; None if all articles are meant."""
    chosen = tuple(ids) if ids else None
    where = Where(
        since=since,
        until=until,
        source=source,
        tag=tag,
        ids=chosen,
        page=page,
        section=section,
    )
    return None if where == Where() else where
