"""Fonts that pages are set in: found by fontconfig, or named."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from eval.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

__all__ = ["Face", "Faces", "choose", "find_fonts"]

_SUFFIXES = {".ttf", ".ttc", ".otf", ".otc"}
_HOW = "安装一种中文字体（如 apt-get install fonts-wqy-zenhei），或用 --fonts 指定字体文件或目录"
_FORMAT = "%{file}\t%{index}\t%{family[0]} %{style[0]}\n"
_KINDS = {
    "body": ("Serif CJK SC Reg", "UMing CN", "Sans CJK SC Reg", "Zen Hei Reg", "Micro Hei Reg"),
    "head": ("Serif CJK SC Bold", "Sans CJK SC Bold", "Zen Hei Reg"),
    "sans": ("Sans CJK SC Bold", "Zen Hei Reg", "Micro Hei Reg"),
    "kai": ("UKai CN", "Serif CJK SC Reg"),
}


@dataclass(frozen=True, slots=True)
class Face:
    """A font: its file, and which of the file's it is."""

    file: str
    index: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Faces:
    """The fonts of a page, by what they are for."""

    body: Face
    head: Face
    sans: Face
    kai: Face

    def of(self, kind: str) -> Face:
        """Return the font for body, head, sans or kai."""
        return {"body": self.body, "head": self.head, "sans": self.sans, "kai": self.kai}[kind]


def find_fonts(named: Sequence[Path] = ()) -> list[Face]:
    """Return the fonts of files and folders, or those that fontconfig has for Chinese.

    Raises :class:`DataError`, which says what to do, where there is none.
    """
    found = _named(named) if named else _installed()
    if not found:
        where = "、".join(map(str, named)) or "这台机器上（fc-list :lang=zh-cn）"
        raise DataError(f"{where}没有找到中文字体：{_HOW}")
    return found


def choose(fonts: Sequence[Face], rng: Random) -> Faces:
    """Return fonts for a page: of the usual ones those that are there, else any."""
    chosen = {}
    for kind, wanted in _KINDS.items():
        fitting = [face for face in fonts if any(name in face.name for name in wanted)]
        chosen[kind] = rng.choice(fitting or list(fonts))
    return Faces(**chosen)


def _named(paths: Sequence[Path]) -> list[Face]:
    files: list[Path] = []
    for path in paths:
        if not path.exists():
            raise DataError(f"{path}：没有这个字体文件或目录")
        inside = sorted(path.rglob("*")) if path.is_dir() else [path]
        files += [file for file in inside if file.suffix.lower() in _SUFFIXES]
    return [Face(str(file), 0, file.stem) for file in files]


def _installed() -> list[Face]:
    command = shutil.which("fc-list")
    if command is None:
        return []
    listed = subprocess.run(  # noqa: S603 - the path is fontconfig's own
        [command, "--format", _FORMAT, ":lang=zh-cn"], capture_output=True, text=True, check=False
    )
    rows = sorted(row.split("\t") for row in listed.stdout.splitlines())
    return [
        Face(file, int(index), name)
        for file, index, name in rows
        if Path(file).suffix.lower() in _SUFFIXES
    ]
