"""Bytes that are none of their encoding, and control characters: found, replaced, and listed."""

from __future__ import annotations

import codecs
import re
import threading
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from qa.chinese.characters import HAN
from qa.chinese.surnames import ALL_SURNAMES
from qa.errors import ReadError
from qa.records import Repair

__all__ = ["Bytes", "Flaw", "lenient", "place_of", "repaired", "without_controls"]

_LOST = "\ufffd"
_DAMAGED, _EURO = "\udcff", "\udc80"
_HANDLER = "kanbao.mark"
_reading = threading.local()
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_ESCAPE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|[\x00-\x08\x0e-\x1f]")
_MOST = 0.02  # of a text's characters may be control characters
_FEW = 2
_AROUND = 6
_FIGURES = re.compile("[0-9０-９〇零一二三四五六七八九十百千万亿]")
_NAME = re.compile(rf"[{ALL_SURNAMES}][{HAN}]?{_LOST}|{_LOST}[{HAN}]{{0,2}}(?:说|介绍|表示|告诉)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Flaw:
    """Bytes ``[start, end)`` of a file that are no character; U+FFFD stands at ``place``."""

    place: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Bytes:
    """A file's text as an encoding gives it, and what does not fit.

    ``euros`` are the places of 0x80 read as €. ``parts`` are, for a file in two encodings, where
    each part begins in the text, and its own encoding; its ``flaws`` are where it changes.
    """

    text: str
    encoding: str
    damaged: tuple[Flaw, ...] = ()
    euros: tuple[int, ...] = ()
    parts: tuple[tuple[int, str], ...] = ()

    @property
    def flaws(self) -> tuple[Flaw, ...]:
        """What takes ``--repair`` to be read."""
        changes = tuple(Flaw(place=place, start=0, end=0) for place, _ in self.parts[1:])
        return changes or self.damaged

    @property
    def places(self) -> int:
        """How many runs of damaged bytes there are."""
        return sum(1 for _ in _runs(self.damaged))

    @property
    def sound(self) -> str:
        """The text without what was replaced."""
        return self.text.replace(_LOST, "")


def lenient(
    data: bytes, codec: str, *, start: int = 0, encoding: str | None = None, most: int | None = None
) -> Bytes | None:
    """Return the text of ``data[start:]`` with U+FFFD for each byte that is no character.

    None where there are more than ``most`` of them.
    """
    _reading.flaws, _reading.most = [], most
    try:
        marked = data[start:].decode(codec, _HANDLER)
    except _TooManyError:
        return None
    lost = [match.start() for match in re.finditer(_DAMAGED, marked)]
    return Bytes(
        text=marked.replace(_DAMAGED, _LOST).replace(_EURO, "€"),
        encoding=encoding or codec,
        damaged=tuple(
            Flaw(place=place, start=start + begin, end=start + end)
            for place, (begin, end) in zip(lost, _reading.flaws, strict=True)
        ),
        euros=tuple(match.start() for match in re.finditer(_EURO, marked)),
    )


class _TooManyError(Exception):
    """There are more flaws than were wanted."""


def _mark(error: UnicodeError) -> tuple[str, int]:
    """Put half a surrogate pair, which no text has, for a byte that is no character."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    if error.encoding == "gb18030" and error.object[error.start] == 0x80:
        return _EURO, error.start + 1
    _reading.flaws.append((error.start, error.end))
    if _reading.most is not None and len(_reading.flaws) > _reading.most:
        raise _TooManyError
    return _DAMAGED, error.end


codecs.register_error(_HANDLER, _mark)


def place_of(text: str, place: int) -> tuple[int, int]:
    """Return the line and column of a character, from 1."""
    return text.count("\n", 0, place) + 1, place - text.rfind("\n", 0, place)


def repaired(data: bytes, found: Bytes) -> list[Repair]:
    """Return what was replaced or assumed, and where: runs of lost bytes, changes of encoding."""
    starts = _line_starts(found.text)
    told = [
        _told(starts, place, f"从这里起按 {codec} 读，前面的是另一种编码")
        for place, codec in found.parts[1:]
    ]
    for run in _runs(found.damaged):
        lost = " ".join(f"0x{byte:02X}" for byte in data[run[0].start : run[-1].end][:8])
        what = f"第 {run[0].start} 字节起的 {lost} 不是 {found.encoding} 的字"
        told.append(_lost(found.text, starts, run[0].place, len(run), what))
    return told


def _runs(flaws: Iterable[Flaw]) -> Iterator[list[Flaw]]:
    """Yield the flaws that stand beside each other together."""
    numbered = enumerate(flaws)
    for _, run in groupby(numbered, key=lambda pair: pair[1].place - pair[0]):
        yield [flaw for _, flaw in run]


def _lost(text: str, starts: Sequence[int], place: int, count: int, what: str) -> Repair:
    left = text[max(place - _AROUND, 0) : place].rpartition("\n")[2]
    right = text[place + count : place + count + _AROUND].partition("\n")[0]
    where = f"“{left}{_LOST * count}{right}”"
    if _FIGURES.match(left[-1:]) or _FIGURES.match(right[:1]):
        where += "，在数字里，数值不可信"
    elif _NAME.search(left + _LOST + right):
        where += "，可能在人名里"
    return _told(starts, place, f"{what}，换成了 {count} 个 U+FFFD：{where}")


def _line_starts(text: str) -> list[int]:
    return [0, *(match.end() for match in re.finditer("\n", text))]


def _told(starts: Sequence[int], place: int, what: str) -> Repair:
    line = bisect_right(starts, place)
    return Repair(line=line, column=place - starts[line - 1] + 1, what=what)


def without_controls(
    text: str, *, name: str, encoding: str, repair: bool
) -> tuple[str, list[Repair]]:
    """Return a text whose control characters are replaced by U+FFFD, and what was replaced.

    The codes by which terminals colour are left out. Raises :class:`ReadError` without ``repair``,
    or if there are so many that this is no text.
    """
    found = list(_ESCAPE.finditer(text))
    if not found:
        return text, []
    first = _CONTROL.search(text)
    if first and (not repair or len(found) > max(_FEW, _MOST * len(text))):
        line, column = place_of(text, first.start())
        remedy = "" if repair else ", or take it as it is with --repair"
        raise ReadError(
            f"{name}, line {line}, column {column}: no text file: control character "
            f"U+{ord(first[0]):04X} at character {first.start()} of its {encoding} text; "
            f"remove it or convert the file to text{remedy}"
        )
    plain = _ESCAPE.sub(lambda match: "" if len(match[0]) > 1 else _LOST, text)
    starts = _line_starts(text)
    return plain, [_control(text, starts, match) for match in found]


def _control(text: str, starts: Sequence[int], match: re.Match[str]) -> Repair:
    if len(match[0]) > 1:
        return _told(starts, match.start(), f"终端的控制码 ESC{match[0][1:]}，去掉了")
    return _lost(text, starts, match.start(), 1, f"控制字符 U+{ord(match[0]):04X}")
