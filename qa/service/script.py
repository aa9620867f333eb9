"""Pages in simplified or traditional characters, for reading: what is cited stays as it is printed.

A page is converted as it goes out. Its addresses and fields are not, nor is what its template says
is not to be translated: references, original files, names of files.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.chinese.scripts import in_simplified, in_traditional

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["COOKIE", "SCRIPTS", "converted"]

COOKIE = "kanbao-script"

SCRIPTS: Mapping[str, Callable[[str], str] | None] = {
    "": None,
    "hans": in_simplified,
    "hant": in_traditional,
}
"""What a visitor may choose, the characters as they are printed first, and how it is made."""

_TAG = re.compile(r"(<[^>]*>)")  # in a page of ours no attribute has a > in it
_NAME = re.compile(r"</?([a-z0-9]+)")
_KEPT = 'translate="no"'


def converted(html: str, script: str) -> str:
    """Return a page, or a part of one, whose texts are in a script of :data:`SCRIPTS`.

    All its texts are converted as one, so that a word in which a mark begins is read as a word; the
    marks lie where they lay, for every character stays one.
    """
    convert = SCRIPTS[script]
    if convert is None:
        return html
    parts = _TAG.split(html)  # texts at even places, tags at odd ones
    places = _texts(parts)
    made, at = convert("".join(parts[place] for place in places)), 0
    for place in places:
        end = at + len(parts[place])
        parts[place], at = made[at:end], end
    if script == "hant":
        parts[1::2] = [tag.replace('lang="zh-Hans"', 'lang="zh-Hant"') for tag in parts[1::2]]
    return "".join(parts)


def _texts(parts: list[str]) -> list[int]:
    """Return the places of the texts that are not to be kept as they are."""
    places: list[int] = []
    kept, depth = "", 0
    for place, part in enumerate(parts):
        if place % 2 == 0:
            places += [place] if not depth else []
            continue
        found = _NAME.match(part)
        name = found[1] if found else ""
        if depth and name == kept:
            depth += -1 if part.startswith("</") else 1
        elif not depth and _KEPT in part:
            kept, depth = name, 1
    return places
