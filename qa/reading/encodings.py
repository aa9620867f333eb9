"""Bytes to text: the encoding is decided on the whole file, and decoding is strict unless asked.

A file that decodes as UTF-8 is UTF-8, if it is not marked as HZ or ISO-2022-CN. Otherwise GB18030,
Big5, UTF-16 and UTF-32 without a byte order mark are tried, and the one whose text looks most like
Chinese wins: nearly any bytes decode as GB18030, so that a file decodes proves nothing. A file
whose text was decoded wrongly before (:mod:`qa.reading.mojibake`) is refused.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from qa.chinese.fold import seen
from qa.errors import ReadError
from qa.reading.damage import Bytes, lenient, place_of, repaired, without_controls
from qa.reading.documents import Decoded
from qa.reading.mojibake import frequent_share, garbled, garbled_lines
from qa.reading.resync import resynchronised
from qa.reading.unpacking import check_size

__all__ = ["decode", "decode_name"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8", "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16"),
    (b"\x84\x31\x95\x33", "gb18030", "gb18030"),
)
# cp950 and big5hkscs are Big5 with the characters Windows and Hong Kong added; the latter has
# those of ETEN too.
_CANDIDATES = ("gb18030", "big5", "cp950", "big5hkscs")
_WIDE = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
# What pages call GB2312 is GB18030 by now, and what they call Big5 is any of the three.
_GB = ("gb18030",)
_BIG5 = _CANDIDATES[1:]
_GB_LABELS = (
    "gb2312 gb_2312 gb_2312-80 gb2312-80 gbk x-gbk gb18030 cp936 ms936 windows-936 euc-cn euccn "
    "x-euc-cn chinese csgb2312 iso-ir-58"
)
_BIG5_LABELS = "big5 big-5 x-x-big5 cn-big5 csbig5 big5-hkscs cp950 windows-950 x-windows-950"
_DECLARED = dict.fromkeys(_GB_LABELS.split(), _GB) | dict.fromkeys(_BIG5_LABELS.split(), _BIG5)
_ANY_BYTES = re.compile(r"(?:iso-?8859|latin|windows-125|cp125|us-ascii|ascii)")
_TRIED = "UTF-8, GB18030, Big5, UTF-16, UTF-32"
_PADDING = "\0\x1a"
_HZ = re.compile(rb"~\{[!-~]{2,}~\}")
_SHIFTS = {b"\x1b$)A": b"", b"\x0e": b"\x1b$A", b"\x0f": b"\x1b(B"}
_TAIWAN = re.compile(rb"(?:[\x00-\x7f]|[\xa1-\xfe]{2}|\x8e[\xa1-\xb0][\xa1-\xfe]{2})*")
_PLANE = re.compile(rb"\x8e[\xa2-\xb0][\xa1-\xfe]{2}")
_PRIVATE = re.compile("(?<=[\u4e00-\u9fff])[\ue000-\uf8ff]|[\ue000-\uf8ff](?=[\u4e00-\u9fff])")
_OTHERS = re.compile("[\u2460-\u24ff\u3040-\u30ff\u0400-\u04ff]")
_SAMPLE = 20_000
_PLAUSIBLE = 0.7
_DAMAGED = 0.05  # of the characters: with more, this is another encoding, or none
_FEW = 3


def decode(data: bytes, *, name: str, declared: str | None = None, repair: bool = False) -> Decoded:
    """Return the text, the encoding's name, what was repaired, and notes for the user.

    ``declared`` is the encoding that the file itself names: it is believed where the file is not
    UTF-8 and decodes so. A lone byte 0x80 in GB18030 is €, as Windows writes it; NUL and Ctrl-Z at
    the end are padding. With ``repair`` a byte that is none of its encoding and a control
    character become U+FFFD, and lines may be in UTF-8 and others in GB18030 or Big5: each with its
    place in ``repairs``. Raises :class:`ReadError`, naming the file ``name``, for a file that is
    empty, too large, binary, damaged (with line, column and byte), in none of the encodings tried,
    or whose text is mojibake (with what it probably is), also with ``repair``.
    """
    if not data:
        raise ReadError(f"{name}: the file is empty")
    check_size(data, name=name)
    found = _found(data, declared)
    if found is None:
        raise ReadError(f"{name}: {_unknown(data)}; convert the file to UTF-8")
    if found.flaws and not repair:
        raise ReadError(f"{name}, {_first_flaw(data, found)}")
    text = found.text.rstrip(_PADDING)
    notes = list(_notes(found, text))
    text, controls = without_controls(text, name=name, encoding=found.encoding, repair=repair)
    if what := garbled(text.replace("\ufffd", "") if found.damaged else text):
        raise ReadError(
            f"{name}: cannot be read, is probably {what}: fetch the file anew, or convert it back"
        )
    notes += [f"第 {line} 行像是乱码（{what}），照原样读入" for line, what in garbled_lines(text)]
    return Decoded(
        text=text,
        encoding=found.encoding,
        repairs=tuple(sorted(repaired(data, found) + controls, key=lambda x: (x.line, x.column))),
        notes=tuple(notes),
    )


def decode_name(words: bytes, *declared: str) -> str:
    """Return a name or a line of a header: too short to be judged by what it says.

    The first of the ``declared`` encodings, UTF-8 and GB18030 that fits is taken; where none does,
    U+FFFD stands for what is not UTF-8.
    """
    for encoding in dict.fromkeys([*declared, "utf-8", "gb18030"]):
        try:
            return words.decode(encoding)
        except (ValueError, LookupError):
            continue
    return words.decode("utf-8", "replace")


def _notes(found: Bytes, text: str) -> Iterator[str]:
    if padding := len(found.text) - len(text):
        yield f"文件末尾有 {padding} 个填充字符（NUL 或 Ctrl-Z），没有读"
    if found.euros:
        line, column = place_of(found.text, found.euros[0])
        count = len(found.euros)
        yield f"{count} 个字节 0x80（首个在第 {line} 行第 {column} 列）按 Windows 的写法读作 €"
    private = [x.start() for x in _PRIVATE.finditer(text) if seen(x[0]).text == x[0]]
    if private:
        line, column = place_of(text, private[0])
        yield (
            f"有 {len(private)} 个造字（私用区字符，首个在第 {line} 行第 {column} 列），"
            "不知道是什么字，照原样读入"
        )


def _found(data: bytes, declared: str | None) -> Bytes | None:
    for bom, codec, encoding in _BOMS:
        if data.startswith(bom):
            return lenient(data, codec, start=len(bom), encoding=encoding)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _surrogates(data) or _legacy(data, declared)
    # ASCII in UTF-16 is also valid UTF-8, with a NUL for every other character.
    if "\0" in text.rstrip(_PADDING) and (wide := _best(data, _WIDE)):
        return wide
    return (_shifted(data) if text.isascii() else None) or Bytes(text=text, encoding="utf-8")


def _shifted(data: bytes) -> Bytes | None:
    """Return the text of what is HZ or ISO-2022-CN by its marks, all of it ASCII bytes."""
    if _HZ.search(data):
        return _strict(data, "hz")
    if b"\x1b$)A" in data and b"\x0e" in data:
        # Python has the characters, under the marks that ISO-2022-JP-2 has for them.
        for mark, other in _SHIFTS.items():
            data = data.replace(mark, other)
        read = _strict(data, "iso2022_jp_2")
        return read and replace(read, encoding="iso-2022-cn")
    return None


def _surrogates(data: bytes) -> Bytes | None:
    """Return the text of CESU-8: UTF-8 whose characters beyond U+FFFF are written as two."""
    try:
        pairs = data.decode("utf-8", "surrogatepass").encode("utf-16-le", "surrogatepass")
        return Bytes(text=pairs.decode("utf-16-le"), encoding="cesu-8")
    except UnicodeDecodeError:
        return None


def _legacy(data: bytes, declared: str | None) -> Bytes | None:
    label = (declared or "").lower()
    named = _DECLARED.get(label, (label,) if label and not _ANY_BYTES.match(label) else ())
    for encoding in named:
        if (read := _strict(data, encoding)) and (encoding in _CANDIDATES or _plausible(read)):
            return resynchronised(data, read)
    core = data.rstrip(_PADDING.encode())
    if mixed := _mixed(core):
        return _padded(mixed, data, core)
    strict = _best(core, _CANDIDATES) if b"\0" not in core else None
    wide = _best(data, _WIDE)
    read = max((x for x in (strict, wide) if x), key=lambda x: _plausibility(x.text), default=None)
    if read and not (strict and _is_taiwanese(core)):
        return _padded(resynchronised(core, read), data, core) if read is strict else read
    return None if _is_taiwanese(core) else _damaged(core, named)


def _padded(read: Bytes, data: bytes, core: bytes) -> Bytes:
    return replace(read, text=read.text + data[len(core) :].decode("ascii"))


def _damaged(data: bytes, named: Sequence[str]) -> Bytes | None:
    """Return the text of bytes that no encoding takes whole, by the one that takes most of them."""
    tried = filter(_is_codec, dict.fromkeys(["utf-8", *named, "gb18030", "big5hkscs"]))
    most = max(_FEW, int(_DAMAGED * len(data)))
    found = (lenient(data, codec, most=most) for codec in tried)
    reads = [resynchronised(data, read) for read in found if read]
    few = [x for x in reads if x.places <= max(_FEW, _DAMAGED * len(x.text))]
    best = max(few, key=lambda x: (_plausibility(x.sound), -len(x.flaws)), default=None)
    return best if best and _plausibility(best.sound) >= _PLAUSIBLE else None


def _mixed(data: bytes) -> Bytes | None:
    """Return the text of a file some of whose lines are UTF-8 and others GB18030 or Big5."""
    lines = data.splitlines(keepends=True) if b"\n" in data else []
    own = [_is_utf8(line) for line in lines]
    ours = b"".join(line for line, utf8 in zip(lines, own, strict=True) if utf8)
    if ours.isascii() or _plausibility(ours.decode()) < _PLAUSIBLE:
        return None
    foreign = b"".join(line for line, utf8 in zip(lines, own, strict=True) if not utf8)
    other = _best(foreign, _CANDIDATES)
    if other is None:
        return None
    texts: list[str] = []
    parts: list[tuple[int, str]] = []
    length = 0
    for line, utf8 in zip(lines, own, strict=True):
        codec = "utf-8" if utf8 else other.encoding
        if not parts or (not line.isascii() and parts[-1][1] != codec):
            parts.append((length, codec))
        read = _strict(line, codec) or lenient(line, codec)
        texts.append(read.text if read else "")
        length += len(texts[-1])
    return Bytes(text="".join(texts), encoding=f"utf-8+{other.encoding}", parts=tuple(parts))


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _is_codec(name: str) -> bool:
    try:
        codecs.lookup(name)
    except LookupError:
        return False
    return True


def _strict(data: bytes, encoding: str) -> Bytes | None:
    """Return the text, None where a byte is none of the encoding; 0x80 is € in GB18030."""
    read: Bytes | None = None
    try:
        read = Bytes(text=data.decode(encoding), encoding=encoding)
    except (UnicodeDecodeError, LookupError):
        if encoding == "gb18030" and b"\x80" in data:
            read = lenient(data, encoding, most=0)
    # Python's Big5 has other kana and circled figures than all who write it.
    if read and encoding in ("big5", "cp950") and _OTHERS.search(read.text):
        return None
    return read


def _best(data: bytes, encodings: Sequence[str]) -> Bytes | None:
    """Return the text that looks most like Chinese, None where none does."""
    reads = [read for encoding in encodings if (read := _strict(data, encoding))]
    best = max(reads, key=lambda read: _plausibility(read.text), default=None)
    return best if best and _plausible(best) else None


def _plausible(read: Bytes) -> bool:
    return _plausibility(read.text) >= _PLAUSIBLE


def _first_flaw(data: bytes, found: Bytes) -> str:
    """Return where a file is damaged first, or where its encoding changes, and the remedy."""
    flaw = found.flaws[0]
    line, column = place_of(found.text, flaw.place)
    if found.parts:
        what = f"text in two encodings, {found.encoding}: another one begins here"
    else:
        what = (
            f"{found.encoding} text is damaged or cut off at byte {flaw.start} of {len(data)} "
            f"(0x{data[flaw.start : flaw.end].hex().upper()})"
        )
    more = f", and in {len(found.flaws) - 1} more places" if len(found.flaws) > 1 else ""
    return (
        f"line {line}, column {column}: {what}{more}; fetch the file again, "
        "or take it as it is with --repair (read_file(..., repair=True))"
    )


def _unknown(data: bytes) -> str:
    if b"\0" in data:
        return f"binary file (NUL bytes): tried {_TRIED}"
    if _is_taiwanese(data):
        return "probably EUC-TW, which cannot be read here (iconv -f EUC-TW -t UTF-8)"
    return f"no known encoding: tried {_TRIED}"


def _is_taiwanese(data: bytes) -> bool:
    """Whether bytes are EUC-TW: its rows, which are Big5's in order, give likely characters."""
    if data.isascii() or not _TAIWAN.fullmatch(data):
        return False
    if _PLANE.search(data):
        return True
    data = data[:_SAMPLE]
    text = re.sub(rb"[\xa1-\xfe]{2}", lambda pair: _as_big5(pair[0]), data).decode("big5", "ignore")
    plain = data.decode("gb18030", "replace")
    if 2 * len(text) < max(16, len(plain)):
        return False
    return frequent_share(text) > max(0.15, 3 * frequent_share(plain))


def _as_big5(pair: bytes) -> bytes:
    """Return about the character of Big5's first level that stands where CNS 11643 has this one.

    Nothing for a mark, of which the two have other orders.
    """
    place = (pair[0] - 0xC4) * 94 + pair[1] - 0xA1
    if place < 0:
        return b""
    row, column = divmod(place, 157)
    return bytes([min(0xA4 + row, 0xC6), column + (0x40 if column < 63 else 0xA1 - 63)])


def _plausibility(text: str) -> float:
    """Return how much ``text`` looks like Chinese, in [0, 2]; text in ASCII alone is 1.

    The share of level-1 characters of GB2312 or Big5, plus (from the share of the most frequent
    characters) up to 1: a long text without those is not Chinese, whatever its characters.
    """
    text = text.rstrip(_PADDING)[:_SAMPLE]
    if "\0" in text:
        return 0.0
    foreign = [character for character in text if character > "\x7f"]
    if not foreign:
        return 1.0
    common = sum(1 for character in foreign if _is_common(character)) / len(foreign)
    frequent = frequent_share(text)
    if len(foreign) >= 30 and frequent < 0.05:
        return 0.0
    return common + min(1.0, 3 * frequent) if common >= _PLAUSIBLE else common / 2


@cache
def _is_common(character: str) -> bool:
    if "\u3000" <= character <= "\u301f" or "\uff01" <= character <= "\uff5e" or character == "€":
        return True
    return _lead(character, "gb2312", 0xA1, 0xD7) or _lead(character, "big5", 0xA1, 0xC6)


def _lead(character: str, encoding: str, low: int, high: int) -> bool:
    coded = character.encode(encoding, "ignore")
    return len(coded) == 2 and low <= coded[0] <= high
