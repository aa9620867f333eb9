"""``kanbao correct``: recognised text put right, the places of its characters kept."""

from __future__ import annotations

import getpass
import os
import shlex
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from qa.command.exit_codes import FOUND
from qa.command.opening import open_archive
from qa.command.options import ARCHIVE, Folder, Json, as_text
from qa.command.output import print_json, printable, say
from qa.errors import InputError
from qa.records import Field

if TYPE_CHECKING:
    from qa.records import Article

__all__ = ["correct"]

_PLACES = 8


def correct(
    *,
    article: Annotated[
        str, typer.Argument(parser=as_text, metavar="编号", help="文章编号，见 kanbao list")
    ],
    find: Annotated[
        str | None, typer.Option(parser=as_text, metavar="原字", help="要改的字，只能有一处")
    ] = None,
    start: Annotated[
        int | None, typer.Option(min=0, help="从第几个字起改（从 0 数起），同 --end")
    ] = None,
    end: Annotated[int | None, typer.Option(min=0, help="改到第几个字之前")] = None,
    text: Annotated[
        str | None, typer.Option(parser=as_text, metavar="新字", help="改成什么；空的是删去")
    ] = None,
    title: Annotated[bool, typer.Option("--title", help="改的是标题")] = False,
    by: Annotated[
        str | None,
        typer.Option(parser=as_text, metavar="姓名", help="谁改的（默认系统的用户名）"),
    ] = None,
    original: Annotated[
        bool, typer.Option("--original", help="只显示识别出来的原样，不改")
    ] = False,
    restore: Annotated[
        bool, typer.Option("--restore", help="正文（同 --title 是标题）恢复识别出来的原样")
    ] = False,
    archive: Folder = ARCHIVE,
    as_json: Json = False,
) -> int:
    """Correct an article of a scan; without a text the editor is opened on it."""
    if original or restore:
        given = {"--find": find, "--start": start, "--end": end, "--text": text}
        given |= {"--by": by, "--restore": restore or None} if original else {}
        if others := [name for name, value in given.items() if value is not None]:
            flag = "--original" if original else "--restore"
            raise InputError(f"{flag} 不改字：不能同 {'、'.join(others)} 一起用")
    from qa.search.correct import check_recognised

    field = Field.TITLE if title else Field.TEXT
    with open_archive(archive) as opened:
        if original:
            return _show_original(opened.original(article), field, as_json=as_json)
        now = opened.get(article)
        check_recognised(now)  # before what would be asked for in vain
        whole = now.title if title else now.text
        if restore:
            before = opened.original(article)
            change: dict[str, Any] = {"text": before.title if title else before.text}
        elif text is None:
            if find is not None or start is not None or end is not None:
                raise InputError("没有说改成什么：用 --text 给出，空的是删去")
            change = {"text": _edited(whole)}
        else:
            first, last = _span(whole, find, start, end)
            change = {"text": text, "start": first, "end": last}
        made = opened.correct(article, **change, field=field, by=by or _user())
    if as_json:
        print_json(_json(made))
    else:
        _say(now, made)
    return FOUND


def _span(text: str, find: str | None, start: int | None, end: int | None) -> tuple[int, int]:
    """Return what is to be replaced. Raises :class:`InputError` where that is not sure."""
    if find is None:
        if start is None or end is None:
            raise InputError("没有说改哪里：用 --find，或 --start 和 --end")
        return start, end
    if start is not None or end is not None:
        raise InputError("--find 和 --start、--end 只能用一种")
    places = _places(text, find)
    if not places:
        raise InputError(f"文章里没有“{find}”：看 kanbao correct 编号 --original，或直接编辑")
    if len(places) > 1:
        listed = "、".join(map(str, places[:_PLACES])) + ("……" if len(places) > _PLACES else "")
        raise InputError(
            f"“{find}”有 {len(places)} 处（从第 {listed} 字起）：多写几个字，或用 --start 和 --end"
        )
    return places[0], places[0] + len(find)


def _places(text: str, find: str) -> list[int]:
    places, at = [], text.find(find) if find else -1
    while at >= 0:
        places.append(at)
        at = text.find(find, at + 1)
    return places


def _edited(text: str) -> str:
    """Return what the user makes of a text in an editor: ``VISUAL``, ``EDITOR``, or vi."""
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "kanbao.txt"
        file.write_text(text + "\n", "utf-8")
        try:
            done = subprocess.run([*shlex.split(editor), str(file)], check=False)  # noqa: S603
        except (OSError, ValueError) as error:
            raise InputError(f"编辑器 {editor} 打不开：用 EDITOR 指定，或用 --text") from error
        if done.returncode:
            raise InputError(f"编辑器 {editor} 出错退出（{done.returncode}）：没有改动")
        try:
            return file.read_text("utf-8").removesuffix("\n")
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(
                f"编辑器 {editor} 留下的不是 UTF-8 文本：没有改动，请存成 UTF-8"
            ) from error


def _user() -> str | None:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # nobody's process
        return None


def _show_original(article: Article, field: Field, *, as_json: bool) -> int:
    if as_json:
        print_json(_json(article))
    else:
        say(printable(article.title if field is Field.TITLE else article.text))
    return FOUND


def _json(article: Article) -> dict[str, Any]:
    from dataclasses import asdict

    return {
        "id": article.id,
        "title": article.title,
        "text": article.text,
        "corrections": [asdict(one) for one in article.corrections],
    }


def _say(before: Article, now: Article) -> None:
    from qa.quoting import corrected_text

    if before == now:
        say("没有改动")
        return
    if before.corrections and not now.corrections:
        say(f"{printable(now.id)}：已恢复识别的原样，撤销更正 {len(before.corrections)} 处")
        return
    say(f"{printable(now.id)}：共有 {len(now.corrections)} 处更正")
    for one in now.corrections:
        text = now.title if one.field is Field.TITLE else now.text
        say(f"    {printable(corrected_text(one, text[one.start : one.end]))}")
