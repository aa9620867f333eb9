"""``kanbao list``, ``show``, ``delete``, ``verify``, ``relocate``, ``move`` and ``rebuild``."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qa.command.exit_codes import FOUND, NOTHING
from qa.command.interrupt import if_interrupted
from qa.command.nothing import say_why_nothing
from qa.command.opening import archive_of, named_embedder, open_archive, warn_of_altered
from qa.command.options import (
    ARCHIVE,
    EmbedderName,
    Folder,
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
    as_path,
    as_text,
    where_of,
)
from qa.command.output import print_json, printable, say
from qa.command.progress import progress
from qa.command.spreading import spread_of
from qa.command.typed import typed_id
from qa.errors import InputError
from qa.shapes import Listed

if TYPE_CHECKING:
    from qa.archive import Archive
    from qa.command.remote import RemoteArchive

__all__ = ["delete", "list_articles", "move", "rebuild", "relocate", "show", "verify"]


def list_articles(
    context: typer.Context,
    *,
    since: Since = None,
    until: Until = None,
    source: Source = None,
    tag: Tag = None,
    page: Page = None,
    section: Section = None,
    ids: Id = None,
    archive: Folder = ARCHIVE,
    server: Server = None,
    as_json: Json = False,
) -> int:
    """List articles, one line each."""
    where = where_of(
        since=since, until=until, source=source, tag=tag, ids=ids, page=page, section=section
    )
    with archive_of(context, archive, server) as opened:
        articles = opened.listed(where=where)
        if as_json:
            rows = [asdict(article) for article in articles]
            print_json({"articles": rows})
            count = len(rows)
        else:
            from qa.command.show import console, show_articles

            count = show_articles(console(), articles)
        if not count:
            say_why_nothing(opened, where)
    return FOUND if count else NOTHING


def show(
    context: typer.Context,
    *,
    ids: Annotated[
        list[str],
        typer.Argument(parser=as_text, metavar="编号", help="文章编号，见 kanbao list"),
    ],
    archive: Folder = ARCHIVE,
    server: Server = None,
    as_json: Json = False,
) -> int:
    """Show articles, all of their text; 1: some of them are not there."""
    found: list[tuple[Listed, str]] = []
    missing: dict[str, InputError] = {}
    with archive_of(context, archive, server) as opened:
        for id_ in ids:
            try:
                found.append(_whole(opened, id_))
            except InputError as error:
                missing[id_] = error
        if not found:
            raise next(iter(missing.values()))
        warn_of_altered(opened, [article.id for article, _ in found])
    if as_json:
        rows = [{"article": asdict(article), "text": text} for article, text in found]
        print_json({"articles": rows, "missing": [*missing]})
        return NOTHING if missing else FOUND
    from qa.command.show import console, show_whole

    output = console()
    for place, (article, text) in enumerate(found):
        if place:
            say("")
        show_whole(output, article, text)
    if missing:
        unknown = "、".join(map(typed_id, missing))
        sys.stderr.write(f"注意：没有文章 {printable(unknown)}：编号见 kanbao list\n")
    return NOTHING if missing else FOUND


def _whole(archive: Archive | RemoteArchive, id_: str) -> tuple[Listed, str]:
    """Return an article with its text."""
    from qa.archive import Archive

    if not isinstance(archive, Archive):
        return archive.whole(id_)
    article = archive.get(id_)
    return Listed.of(article), article.text


def delete(
    *,
    ids: Annotated[
        list[str],
        typer.Argument(parser=as_text, metavar="编号", help="文章编号，见 kanbao list"),
    ],
    archive: Folder = ARCHIVE,
    as_json: Json = False,
) -> int:
    """Delete articles."""
    with (
        open_archive(archive) as opened,
        if_interrupted(lambda: "已中断；或全部删除了，或一篇也没有，见 kanbao list"),
    ):
        deleted = opened.delete(ids)
    missing = [id_ for id_ in dict.fromkeys(ids) if id_ not in deleted]
    if as_json:
        print_json({"deleted": deleted, "missing": missing})
    else:
        unknown = f"；档案里没有：{'、'.join(missing)}" if missing else ""
        say(f"删除 {len(deleted)} 篇{unknown}")
    return NOTHING if missing else FOUND


def verify(
    *,
    files: Annotated[bool, typer.Option("--files", help="也逐一重读原文件，与入库时比对")] = False,
    archive: Folder = ARCHIVE,
    as_json: Json = False,
) -> int:
    """Check the archive, and with ``--files`` the files that its articles came from."""
    with open_archive(archive, here=True) as opened:
        report = opened.verify(files=files)
    if as_json:
        print_json({"ok": report.ok, **asdict(report)})
    else:
        from qa.command.show import console, show_report

        show_report(console(), report, with_files=files)
    return FOUND if report.ok else NOTHING


def relocate(
    *,
    old: Annotated[
        Path, typer.Argument(parser=as_path, metavar="旧位置", help="入库时的文件夹或文件")
    ],
    new: Annotated[
        Path, typer.Argument(parser=as_path, metavar="新位置", help="现在的文件夹或文件")
    ],
    archive: Folder = ARCHIVE,
    as_json: Json = False,
) -> int:
    """Note where a folder or file is now."""
    with (
        open_archive(archive) as opened,
        if_interrupted(lambda: "已中断；或全部改记了，或一处也没有，可再运行一次"),
    ):
        count = opened.relocate(old, new)
    if as_json:
        print_json({"articles": count})
    elif count:
        say(f"{count} 篇文章的原文件改记到 {new}")
        if not new.exists():
            say(f"注意：{new} 现在不在；写错了的话，用 kanbao relocate 从它改记到对的位置")
    else:
        say(f"没有文章来自 {old}")
    return FOUND if count else NOTHING


def _as_place(value: str) -> str:
    """Return where an archive is to be: a folder, or lance: and one."""
    if value in ("", "lance:"):
        raise typer.BadParameter("没有文件夹：写上新的文件夹，或 lance:文件夹")
    return value


def move(
    *,
    to: Annotated[
        str,
        typer.Option(
            "--to",
            parser=_as_place,
            metavar="位置",
            help="新的文件夹；前面写 lance: 则存成 LanceDB 的表",
        ),
    ],
    archive: Folder = ARCHIVE,
    as_json: Json = False,
) -> int:
    """Copy the archive into another folder, or another kind of store, and check the copy."""
    with open_archive(archive) as opened:
        count = len(opened)
        with (
            if_interrupted(lambda: "已中断；原档案未变，再次运行会接着搬"),
            progress("搬", count) as show_done,
        ):
            report = opened.copy_to(to, progress=show_done)
    if as_json:
        print_json({"ok": report.ok, **asdict(report)})
    else:
        from qa.command.show import console, show_report

        show_report(console(), report, with_files=False)
        if report.ok:
            from qa.store.listed import listed

            if merged := listed(archive):
                places = "、".join(str(place) for place in merged.places)
                say(f"{len(merged.places)} 个档案已合并成一个：{places}")
            say(f"已复制到 {to}；原来的还在 {archive}，不要了就自己删除")
    return FOUND if report.ok else NOTHING


def rebuild(
    *,
    workers: Workers = None,
    ray: RayAddress = None,
    embedder: EmbedderName = None,
    online: Online = False,
    archive: Folder = ARCHIVE,
    as_json: Json = False,
) -> int:
    """Chunk and embed all articles anew."""
    # The archive's own embedder may be another one: that is what a rebuild is for.
    with spread_of(workers, ray) as spread, open_archive(archive, online=online) as opened:
        count = len(opened)
        with (
            if_interrupted(lambda: "已中断；原档案未变，再次运行会接着做"),
            progress("重建", count) as show_done,
        ):
            opened.rebuild(
                named_embedder(embedder, online=online), progress=show_done, spread=spread
            )
    if as_json:
        print_json({"articles": count})
    else:
        say(f"已重建 {count} 篇文章的索引")
    return FOUND
