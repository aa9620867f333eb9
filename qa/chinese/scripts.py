"""Traditional characters to simplified ones."""

from __future__ import annotations

import codecs
from functools import cache
from typing import Any

__all__ = ["simplified"]

_GB2312 = codecs.lookup("gb2312")
# OpenCC keeps it, as it is a surname of its own; in old papers it stands in 江甯 and 甯波.
_ALSO = str.maketrans("甯", "宁")


def simplified(text: str) -> str:
    """Return ``text`` in simplified characters, by words and phrases as OpenCC converts them."""
    if not _may_be_traditional(text):
        return text
    return str(_converter().convert(text)).translate(_ALSO)


def _may_be_traditional(text: str) -> bool:
    """Whether a character is not of GB 2312, which has no traditional ones: seen at once."""
    return any(not char.isascii() and not _in_gb2312(char) for char in text)


@cache
def _in_gb2312(char: str) -> bool:
    try:
        _GB2312.encode(char)
    except UnicodeEncodeError:
        return False
    return True


@cache
def _converter() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")
