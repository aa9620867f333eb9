"""Markdown files: one file is one article, in the characters of the file without its markup.

Title, date, author, source and tags come from the YAML front matter; without a title there the
first heading is it. Code blocks and the rows of tables are kept as they are written.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from qa.errors import ReadError
from qa.reading import line_shapes
from qa.reading.documents import library, whole
from qa.reading.furniture import page_date
from qa.reading.origin import NOTHING, About, Source, assemble
from qa.records import DateFrom, Reading, Span

__all__ = ["read_markdown"]

_FRONT = re.compile(
    r"---[ \t]*(?:\r\n?|\n)(.*?[\r\n])??(?:---|\.\.\.)[ \t]*(?:\r\n?|\n|\Z)", re.DOTALL
)
_TEXTS = ("text", "text_special", "code_inline", "html_inline")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|[\r\n]|\Z)")


def read_markdown(source: Source) -> Reading:
    """Return the one article of a Markdown file.

    Raises :class:`ReadError` for a file without text and for front matter that is not YAML.
    """
    front = _FRONT.match(source.text)
    about = _about(front[1] or "", source.file) if front else None
    start = front.end() if front and about else 0
    about = about or NOTHING
    with library(source.file, "Markdown"):
        title, paragraphs = _read(source.text, start, about.title)
        text, pieces = assemble(source.text, paragraphs)
    if not text:
        raise ReadError(f"{source.file}: no text under its title: the file is blank")
    about = replace(about, title=title)
    return Reading(articles=(whole(source, about=about, text=text, pieces=pieces),))


def _about(front: str, file: str) -> About | None:
    """Return what front matter says, None for text between two rules that only looks like it."""
    import yaml

    with library(file, "YAML front matter", remedy="mend or remove it"):
        fields = yaml.safe_load(front)
    if not isinstance(fields, dict):
        return None
    date = _date(fields.get("date"), file)
    return About(
        title=" ".join(_strings(fields.get("title"))),
        date=date,
        date_from=DateFrom.FIELD if date else None,
        byline=" ".join(_strings(fields.get("author"))) or None,
        source=" ".join(_strings(fields.get("source"))) or None,
        tags=tuple(dict.fromkeys(_strings(fields.get("tags")))),
    )


def _strings(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [text for item in values if item is not None and (text := str(item).strip())]


def _date(value: object, file: str) -> dt.date | None:
    if value is None or isinstance(value, dt.datetime):
        return value and value.date()
    date = value if isinstance(value, dt.date) else page_date(str(value))
    if date is None:
        raise ReadError(f"{file}: the front matter's date must be YYYY-MM-DD, not {value!r}")
    return date


def _read(text: str, base: int, title: str) -> tuple[str, list[list[Span]]]:
    """Return the title and the paragraphs, as places in the file, of what stands after ``base``.

    The first heading is lifted out of the text where it is the title and opens the text.
    """
    rows = [match.span() for match in _LINE.finditer(text, base)]
    lines = [text[start:end].rstrip("\r\n") for start, end in rows]
    parser = MarkdownIt("commonmark").enable("table").disable("text_join")
    tokens = parser.parse("\n".join(lines))
    paragraphs: list[list[Span]] = []
    place = 0
    while place < len(tokens):
        token = tokens[place]
        heading = place > 0 and tokens[place - 1].type == "heading_open"
        found = list(_paragraphs(text, token, rows))
        words = "".join(text[s.start : s.end] for spans in found for s in spans).strip()
        if heading and (not title or (words == title and not paragraphs)):
            title, found = title or words, found if paragraphs else []
        paragraphs += found
        place = _after_row(tokens, place) if token.type == "tr_open" else place + 1
    return title, paragraphs


def _after_row(tokens: list[Token], place: int) -> int:
    while tokens[place].type != "tr_close":
        place += 1
    return place


def _paragraphs(text: str, token: Token, rows: list[tuple[int, int]]) -> Iterator[list[Span]]:
    """Yield the paragraphs of a block as places in the file."""
    if token.map is None:
        return
    inside = rows[token.map[0] : token.map[1]]
    if token.type == "inline":
        found = _inline(text, token, inside[0][0], inside[-1][1])
        yield from _verbatim(text, inside) if found is None else found
    elif token.type == "fence":
        closed = len(inside) > token.content.count("\n") + 1
        yield from _verbatim(text, inside[1 : -1 if closed else None])
    elif token.type in ("code_block", "tr_open", "html_block") and not _is_comment(token):
        yield from _verbatim(text, inside)


def _is_comment(token: Token) -> bool:
    return token.type == "html_block" and token.content.lstrip().startswith("<!--")


def _verbatim(text: str, rows: list[tuple[int, int]]) -> Iterator[list[Span]]:
    for start, end in rows:
        if line := text[start:end].rstrip():
            yield [Span(start=start, end=start + len(line))]


def _inline(text: str, token: Token, start: int, end: int) -> list[list[Span]] | None:
    """Return a paragraph's lines joined, where they do not meet between Latin words.

    None where its words are not found as they are written.
    """
    found: list[list[Span]] = [[]]
    broken = False
    for child in _flat(token.children or ()):
        if child.type in ("softbreak", "hardbreak"):
            broken = True
        elif child.type == "link_close":
            start = _after_target(text, start, end)
        if not (words := _written(child)):
            continue
        at = text.find(words, start, end)
        if at < 0:
            return None
        start = at + len(words)
        if child.type == "html_inline":
            continue
        last = found[-1]
        if broken and last and line_shapes.latin_joint(text[last[-1].end - 1], words):
            found.append([])
        found[-1].append(Span(start=at, end=start))
        broken = False
    return found if found[0] else []


def _flat(children: Iterable[Token]) -> Iterator[Token]:
    for child in children:
        if child.type == "image":
            yield from _flat(child.children or ())
            yield Token("link_close", "", -1)
        else:
            yield child


def _written(child: Token) -> str:
    """Return the characters of the file that a part of a paragraph is, "" for mere markup."""
    if child.type == "text_special" and child.info == "entity":
        return child.markup
    return child.content if child.type in _TEXTS else ""


def _after_target(text: str, start: int, end: int) -> int:
    """Return where the target of a link whose words end at ``start`` is over."""
    mark = text.find("](", start, end)
    return text.find(")", mark, end) + 1 if mark >= 0 else start
