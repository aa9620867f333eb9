"""Bytes to text: the encoding is decided on the whole file, and decoding is strict.

A file that decodes as UTF-8 is UTF-8. Otherwise GB18030, Big5 and UTF-16 without a byte order
mark are tried, and the one whose text looks most like Chinese wins: nearly any bytes decode as
GB18030, so that a file decodes proves nothing.
"""

from __future__ import annotations

import codecs
import re

from qa.errors import ReadError

__all__ = ["decode"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# cp950 and big5hkscs are Big5 with the characters Windows and Hong Kong added.
_CANDIDATES = ("gb18030", "big5", "cp950", "big5hkscs")
_WIDE = ("utf-16-le", "utf-16-be")
# What pages call GB2312 is GB18030 by now, and what they call Big5 is any of the three.
_DECLARED = {
    "gb2312": ("gb18030",),
    "gbk": ("gb18030",),
    "x-gbk": ("gb18030",),
    "big5": _CANDIDATES[1:],
    "big5-hkscs": _CANDIDATES[1:],
}
_TRIED = "UTF-8, GB18030, Big5, UTF-16"
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_SAMPLE = 100_000
_PLAUSIBLE = 0.7
# Of Chinese prose about a third is these characters, of wrongly decoded bytes a hundredth.
_FREQUENT = frozenset(
    "的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可"
    "里后小么心多天而能好都然没日于起还发成事只作当想看文无开手用主行方又如前所本见经头面公同三已老"
    "从动两长知民样现分将外但身些与高意进把法此实回二理美点月明其种声全工己话儿者向情部正名定女问力"
    "这來國個說們為時會對後麼沒還發當無開見經頭兩長樣現分將與進實點種聲話兒裡過動學問記報市新电電日"
    "，。、：；“”「」《》（）！？"
)


def decode(data: bytes, *, name: str, declared: str | None = None) -> tuple[str, str]:
    """Return the text and the codec's name: ``data.decode(codec) == text``.

    ``declared`` is the encoding that the file itself names: it is believed where the file is not
    UTF-8 and decodes so. Raises :class:`ReadError`, naming the file ``name``, for a file that is
    empty, binary (control characters), damaged UTF-8, or in none of the encodings tried.
    """
    if not data:
        raise ReadError(f"{name}: the file is empty")
    text, encoding = _decode(data, name=name, declared=declared)
    if control := _CONTROL.search(text):
        raise ReadError(
            f"{name}, line {text.count(chr(10), 0, control.start()) + 1}: no text file: control "
            f"character U+{ord(control[0]):04X} at character {control.start()} of its {encoding} "
            "text; remove it or convert the file to text"
        )
    return text, encoding


def _decode(data: bytes, *, name: str, declared: str | None) -> tuple[str, str]:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strict(data, encoding, name=name), encoding
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _as_declared(data, declared) or _legacy(data, error, name=name)
    # ASCII in UTF-16 is also valid UTF-8, with a NUL for every other character.
    if "\0" in text and (wide := _best(data, _WIDE)):
        return wide
    return text, "utf-8"


def _strict(data: bytes, encoding: str, *, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _damaged(data, error, encoding, name=name) from error


def _as_declared(data: bytes, declared: str | None) -> tuple[str, str] | None:
    label = (declared or "").lower()
    for encoding in _DECLARED.get(label, (label,)):
        try:
            return data.decode(encoding), encoding
        except (UnicodeDecodeError, LookupError):
            continue
    return None


def _legacy(data: bytes, error: UnicodeDecodeError, *, name: str) -> tuple[str, str]:
    if _is_damaged_utf8(data):
        raise _damaged(data, error, "utf-8", name=name) from error
    candidates = _WIDE if b"\0" in data else _CANDIDATES + _WIDE
    if best := _best(data, candidates):
        return best
    what = "binary file (NUL bytes)" if b"\0" in data else "no known encoding"
    raise ReadError(f"{name}: {what}: tried {_TRIED}; convert the file to UTF-8") from error


def _damaged(data: bytes, error: UnicodeDecodeError, encoding: str, *, name: str) -> ReadError:
    line = data.count(b"\n", 0, error.start) + 1
    return ReadError(
        f"{name}, line {line}: {encoding} text is damaged or cut off at byte {error.start} of "
        f"{len(data)} ({error.reason}); fetch the file again"
    )


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether far more sequences of several bytes are valid UTF-8 than chance allows."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    valid = sum(1 for character in text[:_SAMPLE] if character > "\x7f") - broken
    return valid > 0 and (valid >= 10 * broken or _cut_at_end(data))


def _cut_at_end(data: bytes) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        decoder.decode(data)
    except UnicodeDecodeError:
        return False
    return True


def _best(data: bytes, encodings: tuple[str, ...]) -> tuple[str, str] | None:
    decoded: list[tuple[float, str, str]] = []
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        decoded.append((_plausibility(text), text, encoding))
    if not decoded:
        return None
    score, text, encoding = max(decoded, key=lambda row: row[0])
    return (text, encoding) if score >= _PLAUSIBLE else None


def _plausibility(text: str) -> float:
    """Return how much ``text`` looks like Chinese, in [0, 2]; text in ASCII alone is 1.

    The share of level-1 characters of GB2312 or Big5, plus (from the share of the most frequent
    characters) up to 1: a long text without those is not Chinese, whatever its characters.
    """
    if _CONTROL.search(text):
        return 0.0
    foreign = [character for character in text[:_SAMPLE] if character > "\x7f"]
    if not foreign:
        return 1.0
    common = sum(1 for character in foreign if _is_common(character)) / len(foreign)
    frequent = sum(1 for character in foreign if character in _FREQUENT) / len(foreign)
    if len(foreign) >= 30 and frequent < 0.05:
        return 0.0
    return common + min(1.0, 3 * frequent) if common >= _PLAUSIBLE else common / 2


def _is_common(character: str) -> bool:
    if "\u3000" <= character <= "\u301f" or "\uff01" <= character <= "\uff5e":
        return True
    return _lead(character, "gb2312", 0xA1, 0xD7) or _lead(character, "big5", 0xA1, 0xC6)


def _lead(character: str, encoding: str, low: int, high: int) -> bool:
    coded = character.encode(encoding, "ignore")
    return len(coded) == 2 and low <= coded[0] <= high
