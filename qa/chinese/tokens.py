"""Copies of a text for matching, and the tokens it is found by. No offsets are kept."""

from __future__ import annotations

import re
import unicodedata
from operator import add

from qa.chinese.characters import CJK, HAN
from qa.chinese.fold import seen
from qa.chinese.scripts import simplified_characters

__all__ = ["asked_tokens", "bigrams", "normalise", "row_tokens", "word_of"]

_WORD = re.compile(
    rf"(?P<cjk>[{CJK}]+)|(?P<number>(?<![0-9,])[0-9]{{1,3}}(?:,[0-9]{{3}})+(?:\.[0-9]+)?(?![0-9,]))"
    rf"|[0-9]+(?:\.[0-9]+)+|(?:(?![{CJK}])[^\W_])+"
)
_KEYWORDS = 5  # characters that stand alone: what has more is a sentence in OCR's spaces
_MARKS = " \t\n\u3000?!.,。，？！、：:；;“”\"'《》「」『』（）()"
_CODE = re.compile(
    r"((?=[a-z]*[0-9]|[a-z]$)(?:[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)+|[a-z0-9]+))"
    r"[万亿千百]?(?![年月日号])[个元份家人吨米斤公里亩例名次件届座台%‰]{0,2}"
)


def normalise(text: str) -> str:
    """Return a copy for matching: NFKC and case folded; offsets are not kept."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def bigrams(text: str) -> list[str]:
    """Return the tokens that a text is found by, in order, repeated as they are in the text.

    Runs of Chinese characters give their pairs (a run of one gives itself), everything else its
    words and numbers: ``"2022年无锡GDP"`` gives ``["2022", "年无", "无锡", "gdp"]``. They are those
    of what a reader sees (:func:`qa.chinese.fold.seen`), in either script: 後湖里 gives those of
    后湖里.
    """
    return _tokens(text, last=False)


def row_tokens(text: str) -> list[str]:
    """Return the tokens of a row of the full-text index.

    They are the :func:`bigrams` and each run's last character: so every character of a run begins
    a token, and one that is asked for alone is found by its beginning.
    """
    return _tokens(text, last=True)


def asked_tokens(text: str) -> list[str]:
    """Return the tokens to search for: the bigrams and, of a word of one character, its beginning.

    水厂 盐 gives 水厂 and ``盐*``, which stands for all tokens that begin with 盐. Each once.
    """
    pieces = simplified_characters(normalise(text)).split()
    alone = [piece for piece in pieces if re.fullmatch(f"[{HAN}]", piece)]
    if len(alone) > _KEYWORDS or len(pieces) == 1:
        alone = []
    found = [token for token in bigrams(text) if token not in alone]
    return list(dict.fromkeys([*found, *(f"{char}*" for char in alone)]))


def word_of(text: str) -> str | None:
    """Return the one token of a text that is but a character, a number or a code; None of others.

    盐, x, 1280, 9200万元 and MU5735: what has no meaning that a model could look for. A Chinese
    character is given with a star, as all tokens that begin with it are meant.
    """
    plain = _plain(text).strip("".join(_MARKS))
    if re.fullmatch(f"[{HAN}]", plain):
        return f"{plain}*"
    match = _CODE.fullmatch(plain)
    return match[1].replace(",", "") if match else None


def _tokens(text: str, *, last: bool) -> list[str]:
    tokens: list[str] = []
    for match in _WORD.finditer(_plain(text)):
        word = match[0]
        if match["number"]:
            tokens.append(word.replace(",", ""))
        elif match["cjk"] and len(word) > 1:
            tokens += map(add, word, word[1:])
            tokens += word[-1] if last else []
        else:
            tokens.append(word)
    return tokens


def _plain(text: str) -> str:
    return simplified_characters(normalise(seen(text).text))
