"""What stands on a page that was made: its lines, its articles, the order they are read in."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from eval.errors import DataError
from qa.reading.scan.page import Box, Character, Line, ScanPage

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

__all__ = ["ARTICLE_ROLES", "FILE", "GoldArticle", "GoldPage", "read_gold", "write_gold"]

FILE = "gold.jsonl"
"""What it is called in a folder of pages."""

ARTICLE_ROLES = ("kicker", "headline", "subtitle", "byline", "text")
"""What a line of an article can be; others are caption, advertisement, masthead and folio."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldArticle:
    """An article as it was set.

    ``kicker`` is the line over the headline (引题), ``subtitle`` the one under it (副题); each is
    empty where there is none. ``text`` has a line a paragraph. ``lines`` are indices into the
    page's lines, in reading order, of all the article's lines; its captions' are ``captions``.
    """

    headline: str
    kicker: str
    subtitle: str
    byline: str
    text: str
    lines: tuple[int, ...]
    captions: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldPage:
    """A page and what stands on it.

    ``page.lines`` are in no order; ``roles`` says for each what it is (see
    :data:`ARTICLE_ROLES`). ``articles`` are in reading order, ``furniture`` are the lines of no
    article. ``scan_like``: skewed, grey, blurred or the like; otherwise the picture is clean.
    ``vertical`` is the direction of the text, whatever a headline's is.
    """

    id: str
    page: ScanPage
    roles: tuple[str, ...]
    articles: tuple[GoldArticle, ...]
    furniture: tuple[int, ...]
    vertical: bool
    scan_like: bool
    dpi: int
    layout: str

    @property
    def order(self) -> tuple[int, ...]:
        """The lines of all articles in reading order, captions and furniture left out."""
        return tuple(index for article in self.articles for index in article.lines)

    def lines_of(self, article: GoldArticle, *roles: str) -> list[Line]:
        """Return the lines of an article in reading order, or those of some ``roles`` only."""
        wanted = roles or ARTICLE_ROLES
        return [self.page.lines[i] for i in article.lines if self.roles[i] in wanted]

    def characters_of(self, article: GoldArticle, *roles: str) -> list[Character]:
        """Return an article's characters in reading order, or those of some ``roles`` only."""
        return [c for line in self.lines_of(article, *roles) for c in line.characters]


def write_gold(pages: Sequence[GoldPage], path: Path) -> None:
    """Write pages as JSONL, each line of a page with its characters and their boxes."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(_entry(page), ensure_ascii=False) + "\n" for page in pages)


def read_gold(path: Path) -> list[GoldPage]:
    """Read what :func:`write_gold` wrote; :class:`DataError` names the line that is not so."""
    pages = []
    try:
        rows = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{path}: cannot be read: {error}") from error
    for number, row in enumerate(rows, start=1):
        try:
            pages.append(_page(json.loads(row)))
        except (ValueError, KeyError, TypeError) as error:
            raise DataError(f"{path}:{number}: not a page as it was written: {error!r}") from error
    return pages


def _entry(gold: GoldPage) -> dict[str, Any]:
    page = gold.page
    return {
        "id": gold.id,
        "number": page.number,
        "width": page.width,
        "height": page.height,
        "vertical": gold.vertical,
        "scan_like": gold.scan_like,
        "dpi": gold.dpi,
        "layout": gold.layout,
        "articles": [asdict(article) for article in gold.articles],
        "furniture": gold.furniture,
        "lines": [
            {
                "text": line.text,
                "role": role,
                "vertical": line.vertical,
                "boxes": [_numbers(character.box) for character in line.characters],
            }
            for line, role in zip(page.lines, gold.roles, strict=True)
        ],
        "rules": [_numbers(rule) for rule in page.rules],
    }


def _numbers(box: Box) -> tuple[int, int, int, int]:
    return box.left, box.top, box.width, box.height


def _page(row: dict[str, Any]) -> GoldPage:
    page = ScanPage(
        number=row["number"],
        width=row["width"],
        height=row["height"],
        lines=tuple(_line(line) for line in row["lines"]),
        rules=tuple(Box(*rule) for rule in row["rules"]),
    )
    return GoldPage(
        id=row["id"],
        page=page,
        roles=tuple(line["role"] for line in row["lines"]),
        articles=tuple(_article(entry) for entry in row["articles"]),
        furniture=tuple(row["furniture"]),
        vertical=row["vertical"],
        scan_like=row["scan_like"],
        dpi=row["dpi"],
        layout=row["layout"],
    )


def _line(row: dict[str, Any]) -> Line:
    pairs = zip(row["text"], row["boxes"], strict=True)
    characters = tuple(Character(text, Box(*box), 1.0) for text, box in pairs)
    return Line(characters=characters, vertical=row["vertical"])


def _article(entry: dict[str, Any]) -> GoldArticle:
    indices = {name: tuple(entry[name]) for name in ("lines", "captions")}
    return GoldArticle(**{**entry, **indices})
