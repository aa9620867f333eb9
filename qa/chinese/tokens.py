"""Copies of a text for matching, and the tokens it is found by. No offsets are kept."""

from __future__ import annotations

import re
import unicodedata

from qa.chinese.characters import CJK

__all__ = ["bigrams", "normalise"]

_WORD = re.compile(rf"(?P<cjk>[{CJK}]+)|[0-9]+(?:\.[0-9]+)+|(?:(?![{CJK}])[^\W_])+")


def normalise(text: str) -> str:
    """Return a copy for matching: NFKC and case folded; offsets are not kept.

    The one place where traditional characters would be folded into simplified ones.
    """
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def bigrams(text: str) -> list[str]:
    """Return the tokens of the full-text index, in order, repeated as they are in the text.

    Runs of Chinese characters give their pairs (a run of one gives itself), everything else its
    words and numbers: ``"2022年无锡GDP"`` gives ``["2022", "年无", "无锡", "gdp"]``.
    """
    tokens: list[str] = []
    for match in _WORD.finditer(normalise(text)):
        word = match[0]
        if match["cjk"] and len(word) > 1:
            tokens += [word[i : i + 2] for i in range(len(word) - 1)]
        else:
            tokens.append(word)
    return tokens
