"""A font for PDFium to measure by where the machine has none for Chinese.

A PDF may name a font without holding it (宋体). PDFium then looks for one on the machine. Where
none has the characters, it takes them to be as wide as nothing, and drops those that are drawn
alone: what is read would hang on the fonts that are installed. So it is given one more, in which
every character is the same box: thin, as PDFium takes the width of a character from the PDF
unless what is drawn is wider.
"""

from __future__ import annotations

import contextlib
import ctypes
import struct
from typing import Any

__all__ = ["install"]

_CHINESE_JAPANESE_KOREAN = (128, 129, 130, 134, 136)  # numbers of charsets, as in FPDF_SYSFONTINFO
_HANDLE = 1
_EM, _WIDTH, _ASCENT, _DESCENT = 1000, 100, 880, -120


def install() -> None:
    """Give PDFium the font, after those of the machine; once is enough for a process.

    Where another part of the program has set up PDFium's fonts, they stay as they are.
    """
    import pypdfium2

    if pypdfium2.PdfSysfontBase.SINGLETON is None:
        with contextlib.suppress(pypdfium2.PdfiumError):  # a platform without fonts of its own
            _fonts(box_font()).setup()


def _fonts(data: bytes) -> Any:
    import pypdfium2

    class Fonts(pypdfium2.PdfSysfontBase):  # type: ignore[misc]
        """The machine's fonts, and one of boxes where none of them fits."""

        def MapFont(self, _: Any, *asked: Any) -> Any:  # noqa: N802
            found = self.default.MapFont(self.default, *asked)
            charset = asked[2]
            return found or (_HANDLE if charset in _CHINESE_JAPANESE_KOREAN else None)

        def GetFontData(  # noqa: N802
            self, _: Any, font: Any, table: int, buffer: Any, size: int
        ) -> int:
            if font != _HANDLE:
                return self.default.GetFontData(self.default, font, table, buffer, size)  # type: ignore[no-any-return]
            return 0 if table else _fill(buffer, size, data)

        def GetFaceName(self, _: Any, font: Any, buffer: Any, size: int) -> int:  # noqa: N802
            if font != _HANDLE:
                return self.default.GetFaceName(self.default, font, buffer, size)  # type: ignore[no-any-return]
            return _fill(buffer, size, b"Boxes\0")

        def GetFontCharset(self, _: Any, font: Any) -> int:  # noqa: N802
            if font != _HANDLE:
                return self.default.GetFontCharset(self.default, font)  # type: ignore[no-any-return]
            return _CHINESE_JAPANESE_KOREAN[-2]

        def DeleteFont(self, _: Any, font: Any) -> None:  # noqa: N802
            if font != _HANDLE:
                self.default.DeleteFont(self.default, font)

    return Fonts()


def _fill(buffer: Any, size: int, data: bytes) -> int:
    if size >= len(data):
        ctypes.memmove(buffer, data, len(data))
    return len(data)


def box_font() -> bytes:
    """Return a TrueType font of 340 bytes that draws every character of Unicode as a box."""
    box = struct.pack(">5h", 1, 0, _DESCENT, _WIDTH, _ASCENT)
    box += struct.pack(">2H4B", 3, 0, 1, 1, 1, 1)
    box += struct.pack(">8h", 0, _WIDTH, 0, -_WIDTH, _DESCENT, 0, _EM, 0)
    everything = struct.pack(">2H3I", 13, 0, 28, 0, 1) + struct.pack(">3I", 0, 0x10FFFF, 1)
    head = struct.pack(">4I2H2Q", 0x10000, 0, 0, 0x5F0F3CF5, 0, _EM, 0, 0)
    head += struct.pack(">4h2H3h", 0, _DESCENT, _WIDTH, _ASCENT, 0, 8, 2, 0, 0)
    hhea = struct.pack(">I3hH", 0x10000, _ASCENT, _DESCENT, 0, _EM) + bytes(22)
    return _font(
        {
            "cmap": struct.pack(">4HI", 0, 1, 3, 10, 12) + everything,
            "glyf": box + bytes(-len(box) % 4),
            "head": head,
            "hhea": hhea + struct.pack(">H", 1),
            "hmtx": struct.pack(">H2h", _EM, 0, 0),
            "loca": struct.pack(">3H", 0, 0, (len(box) + 3) // 4 * 2),
            "maxp": struct.pack(">I14H", 0x10000, 2, 4, 1, 0, 0, 1, *[0] * 8),
        }
    )


def _font(tables: dict[str, bytes]) -> bytes:
    directory = struct.pack(">I4H", 0x10000, len(tables), 64, 2, 16 * len(tables) - 64)
    start = 12 + 16 * len(tables)
    body = b""
    for tag, table in sorted(tables.items()):
        directory += tag.encode() + struct.pack(">3I", 0, start + len(body), len(table))
        body += table + bytes(-len(table) % 4)
    return directory + body
