r"""RTF files: the text of a rich text document, read as a newspaper page is.

Control words are told by the Rich Text Format specification, version 1.9.1. The libraries there are
(striprtf) drop footnotes, headers and text boxes in silence, which are text that a reader sees.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from qa.errors import ReadError
from qa.reading.documents import Decoded
from qa.reading.line_shapes import is_prose
from qa.reading.office import about_of
from qa.reading.unpacking import check_size
from qa.reading.word_marks import overstruck
from qa.records import LeftOut, Reason

__all__ = ["decode_rtf"]

_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})?[ ]?|\\'(?P<code>[0-9a-fA-F]{2})"
    rb"|\\(?P<sign>[^a-zA-Z])|(?P<brace>[{}])|[\r\n]+|(?P<plain>[^\\{}\r\n]+)"
)
_SIGNS = {
    "par": "\n",
    "line": "\n",
    "sect": "\n",
    "page": "\n",
    "column": "\n",
    "row": "\n",
    "nestrow": "\n",
    "cell": "\t",
    "nestcell": "\t",
    "tab": "\t",
    "emdash": "—",
    "endash": "–",
    "emspace": "\u2003",
    "enspace": "\u2002",
    "qmspace": "\u2005",
    "bullet": "•",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
}
_ESCAPED = {b"~": "\xa0", b"_": "-", b"\n": "\n", b"\r": "\n"}
# What is shown, but not in the text; what is shown in it; else a destination is of the machine.
_BESIDE = {
    **dict.fromkeys(("header", "headerl", "headerr", "headerf"), Reason.MARGIN),
    **dict.fromkeys(("footer", "footerl", "footerr", "footerf"), Reason.MARGIN),
    "annotation": Reason.COMMENTS,
}
_SHOWN = ("shpinst", "fldrslt", "pntext", "listtext")
_INSTRUCTION = "fldinst"
_APART = ("footnote", "shptxt", "dptxbxtext")
_ENDS = ("par", "sect", "page", "row")
_OF_MACHINE = """
fonttbl colortbl stylesheet info pict object objdata datafield themedata title
colorschememapping latentstyles listtable listoverridetable rsidtbl generator xmlnstbl
sp sn sv bkmkstart bkmkend atnid atnauthor atnref atndate xe tc revtbl mmathPr nonshppict
filetbl template operator author company doccomm ftnsep ftnsepc ftncn aftnsep aftnsepc
aftncn private userprops wgrffmtfilter shprslt panose falt pn pnseclvl listname leveltext
levelnumbers background hlinkbase creatim revtim printim buptim datastore
"""
_MACHINE = frozenset(_OF_MACHINE.split())
_CHARSETS = {128: "cp932", 129: "cp949", 134: "gb18030", 136: "cp950", 204: "cp1251"}
_PAGES = {936: "gb18030", 950: "cp950", 932: "cp932", 949: "cp949", 65001: "utf-8"}
_FONT = re.compile(rb"\\f(\d+)(?:(?!\\f\d)[^{}]){0,200}?\\fcharset(\d+)")
_DEEPEST = 500
_IN_CELL = "\x1f"  # where a paragraph of a cell ends, until its row is whole
_LONGEST_CELL = 60


@dataclass(slots=True, kw_only=True)
class _Group:
    r"""What holds in a group: where its text goes, the code page, the characters after \u.

    ``instruction``: it says what a field shows; ``cell``: it is a table's.
    """

    reason: Reason | None = None
    apart: bool = False
    silent: bool = False
    codec: str = "gb18030"
    skipped: int = 1
    hidden: bool = False
    struck: bool = False
    instruction: bool = False
    cell: bool = False

    @property
    def why(self) -> Reason | None:
        """Why text here is in no article."""
        if self.reason or not (self.hidden or self.struck):
            return self.reason
        return Reason.HIDDEN if self.hidden else Reason.STRUCK


@dataclass(slots=True, kw_only=True)
class _Reader:
    """Reads the tokens of a document to its text and to what is left out of it."""

    codec: str
    fonts: dict[int, str]
    parts: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    instructions: list[str] = field(default_factory=list)
    beside: list[tuple[Reason, list[str]]] = field(default_factory=list)
    stack: list[_Group] = field(default_factory=list)
    group: _Group = field(default_factory=_Group)
    waiting: bytearray = field(default_factory=bytearray)
    units: list[int] = field(default_factory=list)
    skip: int = 0
    optional: bool = False
    damaged: int = 0

    def put(self, words: str) -> None:
        """Add words where those of this group go."""
        if self.group.silent or not words:
            return
        if self.group.instruction:
            self.instructions.append(words)
        elif (reason := self.group.why) is None:
            (self.notes if self.group.apart else self.parts).append(words)
        elif self.beside and self.beside[-1][0] is reason:
            self.beside[-1][1].append(words)
        else:
            self.beside.append((reason, [words]))

    def flush(self) -> None:
        """Add the characters whose bytes or units are read so far."""
        if self.units:
            words = b"".join(unit.to_bytes(2, "little") for unit in self.units)
            self.units.clear()
            self.put(words.decode("utf-16-le", "replace"))
        if self.waiting:
            words = bytes(self.waiting)
            self.waiting.clear()
            text = words.decode(self.group.codec, "replace")
            self.damaged += text.count("\ufffd") if not self.group.silent else 0
            self.put(text)

    def put_notes(self) -> None:
        """Add the notes and text boxes of the paragraph that ends here."""
        self.parts += self.notes
        self.notes.clear()

    def open(self) -> None:
        """Begin a group."""
        if len(self.stack) >= _DEEPEST:
            raise ReadError(f"more than {_DEEPEST} groups in each other")
        self.stack.append(replace(self.group))

    def close(self) -> bool:
        """End a group; return whether it was the document's."""
        ended = self.group
        if self.stack:
            self.group = self.stack.pop()
        if ended.instruction and not self.group.instruction:
            self.show_field()
        self.optional = False
        return not self.stack

    def show_field(self) -> None:
        """Show what a field draws: a word with its reading above it, a sign around another."""
        drawn = overstruck("".join(self.instructions))
        self.instructions.clear()
        if drawn and not self.group.silent:
            base, above = drawn
            self.put(base)
            self.beside.append((Reason.ANNOTATION, [above]))

    def take(self, data: bytes) -> None:
        """Take bytes of text, but for those that stand for a character given by its number."""
        skipped = min(self.skip, len(data))
        self.skip -= skipped
        if data := data[skipped:]:
            if self.units:
                self.flush()
            self.waiting += data

    def sign(self, sign: bytes) -> None:
        """Take an escaped sign."""
        self.flush()
        if sign == b"*":
            self.optional = True
        elif sign != b"-":
            self.put(_ESCAPED.get(sign) or sign.decode("latin-1"))

    def word(self, word: str, number: int | None) -> None:
        """Take a control word."""
        if word != "u" or self.waiting:
            self.flush()
        self.skip = 0
        group = self.group
        optional, self.optional = self.optional, False
        if word == "u" and number is not None:
            self.units.append(number & 0xFFFF)
            self.skip = group.skipped
        elif word in _BESIDE:
            group.reason = _BESIDE[word]
        elif word in _APART:
            group.apart = True
            self.put("\n")
        elif word in _SHOWN:
            pass
        elif word == _INSTRUCTION:
            group.instruction = True
        elif word in _MACHINE or optional:
            group.silent = True
        elif word in _SIGNS:
            if word in _ENDS and not group.apart:
                self.put_notes()
            self.put(_IN_CELL if word == "par" and group.cell else _SIGNS[word])
        else:
            self._property(word, number)

    def _property(self, word: str, number: int | None) -> None:
        on = number != 0
        if word == "uc":
            self.group.skipped = max(0, number or 0)
        elif word == "f" and number is not None:
            self.group.codec = self.fonts.get(number, self.codec)
        elif word in ("intbl", "pard"):
            self.group.cell = word == "intbl" and not self.group.apart
        elif word == "plain":
            self.group.hidden = self.group.struck = False
            self.group.codec = self.codec
        elif word == "v":
            self.group.hidden = on
        elif word in ("strike", "striked", "deleted"):
            self.group.struck = on


def decode_rtf(data: bytes, *, name: str, repair: bool = False) -> Decoded:
    """Return the paragraphs of a document, one a line, the cells of a table with tabs between.

    Footnotes and text boxes stand where they are pointed at. Headers, footers, comments, what is
    hidden or crossed out are left out. Raises :class:`ReadError` for what is no RTF, for one that
    is cut off, and for bytes that are no characters; with ``repair`` both are said instead.
    """
    check_size(data, name=name)
    if not data.lstrip().startswith(b"{\\rtf"):
        raise ReadError(f"{name}: is no RTF document: name it by what it is, .txt or .docx")
    reader = _Reader(codec=_codec(data), fonts=_fonts(data))
    reader.group.codec = reader.codec
    try:
        whole = _read(reader, data)
    except ReadError as error:
        raise ReadError(f"{name}: cannot be read as RTF: {error}; save it as .docx") from error
    reader.put_notes()
    notes = []
    if not whole:
        notes.append("文件没有完，后面的丢了")
    if reader.damaged:
        notes.append(f"有 {reader.damaged} 处不是 {reader.codec} 的字，换成了 U+FFFD")
    if notes and not repair:
        what = "the document is cut off at its end" if not whole else "bytes that are no characters"
        raise ReadError(
            f"{name}: {what}: fetch the file again, or take it as it is with --repair "
            "(read_file(..., repair=True))"
        )
    lines = (line.rstrip(" \t") for line in map(_row, "".join(reader.parts).split("\n")))
    left_out = tuple(
        LeftOut(text=words, reason=reason)
        for reason, parts in reader.beside
        if (words := "".join(parts).strip())
    )
    return Decoded(
        text="\n".join(lines),
        encoding="rtf:text",
        about=about_of("", left_out),
        left_out=left_out,
        notes=tuple(notes),
    )


def _row(line: str) -> str:
    """Return a table's row, the paragraphs of a cell in one line; prose keeps a line each."""
    if _IN_CELL not in line:
        return line
    cells = [list(filter(str.strip, cell.split(_IN_CELL))) for cell in line.split("\t")]
    if any(len(part) > _LONGEST_CELL and is_prose(part) for cell in cells for part in cell):
        return "\n".join(part for cell in cells for part in cell)
    return "\t".join(" ".join(cell) for cell in cells)


def _codec(data: bytes) -> str:
    """Return the code page that a document declares; Chinese programs write 936."""
    declared = re.search(rb"\\ansicpg(\d{1,5})", data[:4096])
    number = int(declared[1]) if declared else 936
    return _PAGES.get(number, f"cp{number}" if _is_codec(f"cp{number}") else "gb18030")


def _is_codec(name: str) -> bool:
    try:
        "".encode(name)
    except LookupError:
        return False
    return True


def _fonts(data: bytes) -> dict[int, str]:
    """Return the code pages of the fonts that have their own."""
    start = data.find(b"\\fonttbl")
    if start < 0:
        return {}
    found = _FONT.finditer(data[start : start + 100_000])
    return {
        int(match[1]): _CHARSETS[int(match[2])] for match in found if int(match[2]) in _CHARSETS
    }


def _read(reader: _Reader, data: bytes) -> bool:
    """Take the tokens of a document; return whether it is whole."""
    place = 0
    while match := _TOKEN.match(data, place):
        place = match.end()
        if code := match["code"]:
            reader.take(bytes.fromhex(code.decode()))
        elif plain := match["plain"]:
            reader.take(plain)
        elif word := match["word"]:
            number = int(match["number"]) if match["number"] else None
            place += max(0, number or 0) if word == b"bin" else 0
            reader.word(word.decode(), number)
        elif sign := match["sign"]:
            reader.sign(sign)
        elif brace := match["brace"]:
            reader.flush()
            if brace == b"{":
                reader.open()
            elif reader.close():
                return True
    reader.flush()
    return False
