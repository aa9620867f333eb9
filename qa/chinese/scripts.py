"""Traditional characters to simplified ones; and either, for reading, to the other."""

from __future__ import annotations

import codecs
from functools import cache
from typing import Any

__all__ = ["in_simplified", "in_traditional", "simplified", "simplified_characters"]

# OpenCC keeps it, as it is a surname of its own; in old papers it stands in 江甯 and 甯波.
_ALSO = str.maketrans("甯", "宁")
# What OpenCC takes for a character of its own unless its word says otherwise: 瞭解, 看著, 答覆.
_ONE_BY_ONE = dict(zip("甯著瞭藉覆衹祇囘牠妳讐", "宁着了借复只只回它你仇", strict=True))
_GB2312 = codecs.lookup("gb2312")  # once: who may read an archive may not read Python's modules
_PLANES = (range(0x3400, 0xA000), range(0xF900, 0xFB00), range(0x20000, 0x323B0))


def simplified(text: str) -> str:
    """Return ``text`` in simplified characters, by words and phrases as OpenCC converts them."""
    if not _may_be_traditional(text):
        return text
    return str(_converter("t2s").convert(text)).translate(_ALSO)


def simplified_characters(text: str) -> str:
    """Return a copy of the same length whose characters are simplified one by one.

    For matching only: what several traditional characters share a simplified one for (後 and 后)
    is the same here in either script, whatever word it stands in; so are 乾隆 and 干隆.
    """
    return text.translate(_FORMS)


def in_simplified(text: str) -> str:
    """Return a copy of the same length in simplified characters, for reading.

    Character ``n`` is another form of character ``n``: what is marked by its place stays marked.
    """
    return _line_by_line(text, "t2s")


def in_traditional(text: str) -> str:
    """Return a copy of the same length in traditional characters as Taiwan writes them.

    For reading: the word tells which of several forms a simplified one stands for: 皇后, 後面. A
    line with more traditional characters than simplified ones stays as it is: its 余 is no 餘.
    """
    return _line_by_line(text, "s2tw")


def _line_by_line(text: str, how: str) -> str:
    return "\n".join(_converted(line, how) for line in text.split("\n"))


def _is_traditional(line: str) -> bool:
    return _changes(line, "t2s") > _changes(line, "s2t")


def _changes(line: str, how: str) -> int:
    """Return how many characters become others."""
    made = str(_converter(how).convert(line))
    return sum(1 for char, form in zip(line, made, strict=False) if char != form)


def _converted(line: str, how: str) -> str:
    """Convert a line by its words, or by its characters should that change its length."""
    if how == "s2tw" and _is_traditional(line):
        return line
    made = str(_converter(how).convert(line))
    if len(made) == len(line):
        return made
    return "".join(_one(char, how) for char in line)


def _one(char: str, how: str) -> str:
    """Convert a character by itself; one that would become several stays."""
    form = str(_converter(how).convert(char))
    return form if len(form) == 1 else char


def _may_be_traditional(text: str) -> bool:
    """Whether a character is not of GB 2312, which has no traditional ones: seen at once."""
    try:
        _GB2312.encode(text)
    except UnicodeEncodeError:
        return True
    return False


class _Forms(dict[int, str]):
    """The form of each character that was looked up: some 5,000 of all have another."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        form = _ONE_BY_ONE.get(char) or char
        if form == char and any(code in plane for plane in _PLANES):
            form = _one(char, "t2s")
        self[code] = form
        return form


_FORMS = _Forms()


@cache
def _converter(how: str) -> Any:
    from opencc import OpenCC

    return OpenCC(how)
