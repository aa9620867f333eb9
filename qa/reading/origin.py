"""From places in a file to an article's text and the map back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qa.records import Origin, Piece, Span

__all__ = ["Source", "assemble"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A decoded file: ``text`` is its whole text, ``file`` the path as it was given."""

    file: str
    encoding: str
    sha256: str
    text: str

    @classmethod
    def of(cls, data: bytes, *, file: str, encoding: str, text: str) -> Source:
        """Return the source of a file's bytes ``data``."""
        digest = hashlib.sha256(data).hexdigest()
        return cls(file=file, encoding=encoding, sha256=digest, text=text)

    def origin(self, pieces: Iterable[Piece]) -> Origin:
        """Return the origin of a text made of ``pieces`` of this file."""
        return Origin(
            file=self.file, encoding=self.encoding, sha256=self.sha256, pieces=tuple(pieces)
        )


def assemble(text: str, paragraphs: Sequence[Sequence[Span]]) -> tuple[str, tuple[Piece, ...]]:
    """Return the article made of spans of the file's ``text``, and where its characters stand.

    The spans of a paragraph are joined as they are; paragraphs are joined by a line feed, which
    maps to the line break that stands between them in the file.
    """
    parts: list[str] = []
    pieces: list[Piece] = []
    length = 0
    last = None
    for paragraph in paragraphs:
        for position, span in enumerate(paragraph):
            if position == 0 and last is not None:
                place = _line_break(text, last.end, span.start)
                parts.append("\n")
                pieces.append(Piece(start=length, file_start=place, length=1))
                length += 1
            parts.append(text[span.start : span.end])
            pieces.append(Piece(start=length, file_start=span.start, length=span.end - span.start))
            length += span.end - span.start
            last = span
    return "".join(parts), tuple(pieces)


def _line_break(text: str, start: int, end: int) -> int:
    """Return where the line feed in ``text[start:end]`` stands, or the lone carriage return."""
    place = text.find("\n", start, end)
    return place if place >= 0 else text.index("\r", start, end)
