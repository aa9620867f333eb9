"""Reading a page that was made: its picture, or its gold lines without recognition."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from eval.scans.found import FoundArticle, as_found
from qa.reading import read_file
from qa.reading.headings import placed
from qa.reading.origin import Source
from qa.reading.scan.decode import decode_pages

if TYPE_CHECKING:
    from pathlib import Path

    from eval.scans.gold import GoldPage

__all__ = ["read_gold_lines", "read_picture"]


def read_picture(path: Path) -> list[FoundArticle]:
    """Return the articles of a page's picture, as ``kanbao add`` reads it."""
    return [as_found(article) for article in read_file(path).articles]


def read_gold_lines(gold: GoldPage) -> list[FoundArticle]:
    """Return the articles of a page whose lines are known: what is wrong is the layout's."""
    made = decode_pages([gold.page], fingerprint="gold", name=gold.id)
    if made.read is None:
        return []
    name = f"{gold.id}.png"
    source = Source(
        file=name,
        path=f"/{name}",
        encoding=made.encoding,
        sha256=hashlib.sha256(gold.id.encode()).hexdigest(),
        text=made.text,
        pages=made.pages,
        places=made.places,
    )
    return [as_found(placed(article, source)) for article in made.read(source).articles]
