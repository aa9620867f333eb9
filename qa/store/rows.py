"""Articles to rows and back, without loss; and the records a store takes and gives."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import zlib
from dataclasses import asdict, astuple, dataclass, fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any

from qa.chinese.tokens import row_tokens
from qa.errors import ArchiveError, InputError
from qa.inputs import check_name
from qa.places import Places
from qa.records import (
    Article,
    Chunk,
    Correction,
    DateFrom,
    Field,
    Imprint,
    Origin,
    Piece,
    Span,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "COLUMNS",
    "MAX_CHARACTERS",
    "NO_SIGNATURE",
    "Entry",
    "Recipe",
    "as_date",
    "check",
    "check_all",
    "content_hash",
    "corrections_of",
    "from_row",
    "from_spans",
    "to_corrections",
    "to_details",
    "to_file",
    "to_original",
    "to_places",
    "to_row",
    "to_spans",
    "tokens",
]

MAX_CHARACTERS = 2_000_000
"""Longest text of an article: twice the longest novels; what is longer is not an article."""

NO_SIGNATURE = b""
"""What is stored for a text too short for a signature; of an article from before there were
signatures nothing is stored."""

COLUMNS = "id, digest, title, text, date, byline, source, pull_quotes, origin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """What made an archive's vectors: equal embedder and chunking, equal vectors.

    ``embedder`` and ``chunking`` are JSON objects with sorted keys, ``probe`` the float32 bytes
    of the vector of a fixed text.
    """

    embedder: str
    chunking: str
    probe: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An article ready to be stored; ``vectors[i]``, float32 bytes, is that of ``chunks[i]``.

    ``signature`` is that of :func:`qa.chinese.simhash.signature`; ``original`` is what was
    recognised, of an article that was corrected.
    """

    article: Article
    content_hash: str
    chunks: tuple[Chunk, ...]
    vectors: tuple[bytes, ...]
    signature: bytes | None
    original: Article | None = None


def check(article: Article) -> None:
    """Raise :class:`InputError` for an article that cannot be stored exactly, or is too long."""
    _check_types(article)
    if not article.id.strip():
        raise InputError(f"an article without an id (title {article.title[:20]!r}): give it one")
    if len(article.text) > MAX_CHARACTERS:
        raise InputError(
            f"article {article.id!r} has {len(article.text):,} characters, at most "
            f"{MAX_CHARACTERS:,} are taken: split it"
        )
    for one in article.corrections:
        check_name(f"article {article.id!r}: by of a correction", one.by)
    for name, value in _strings(article):
        if "\0" in value or not _encodable(value):
            raise InputError(
                f"article {article.id!r}: {name} has a character that is not text "
                "(NUL or half a surrogate pair): remove it"
            )


def _check_types(article: Article) -> None:
    for name in ("id", "title", "text"):
        if not isinstance(value := getattr(article, name), str):
            raise InputError(f"article {article.id!r}: {name} is {value!r}: give a string")
    if type(article.date) not in (dt.date, type(None)):
        raise InputError(f"article {article.id!r}: date is {article.date!r}: give a datetime.date")
    for name in ("tags", "pull_quotes", "captions"):
        if isinstance(value := getattr(article, name), str):
            raise InputError(
                f"article {article.id!r}: {name} is {value!r}: give a tuple of strings"
            )


def check_all(articles: Iterable[Article], seen: set[str]) -> None:
    """Check articles whose ids must differ from each other and from ``seen``, which grows."""
    for article in articles:
        check(article)
        if article.id in seen:
            raise InputError(f"two articles have the id {article.id!r}: give each its own")
        seen.add(article.id)


def content_hash(article: Article) -> str:
    """Return the hex SHA-256 of everything in an article but where its date was read.

    Captions, where the title stands in the file, a scan's places, an imprint and corrections count
    where there are some: without them it is what version 0.2 made of the article.
    """
    *fields, origin, captions, _, imprint, corrections = _values(article)
    if origin and article.origin:
        *origin, title, _, _ = origin
        origin += [title] if title else []
        origin += [_digest(x) for x in (article.origin.places, article.origin.title_places) if x]
    rest = [captions, imprint] if imprint else [captions] if captions else []
    rest += [["corrected", *corrections]] if corrections else []
    content = json.dumps([*fields, origin, *rest], default=str, separators=(",", ":"))
    return hashlib.sha256(content.encode()).hexdigest()


def _values(value: Any) -> Any:
    """Return what ``dataclasses.astuple`` does, without copying what is no record."""
    if is_dataclass(value):
        return [_values(getattr(value, name)) for name in value.__dataclass_fields__]
    return [_values(one) for one in value] if isinstance(value, tuple | list) else value


def _digest(places: Places) -> str:
    pages = json.dumps([places.sizes, places.turns] if places.turns else places.sizes)
    return hashlib.sha256(places.packed + pages.encode()).hexdigest()


def to_row(article: Article, content_hash: str) -> tuple[object, ...]:
    """Return an article's values for ``COLUMNS``; its tags are rows of their own."""
    return (
        article.id,
        content_hash,
        article.title,
        article.text,
        article.date and article.date.isoformat(),
        article.byline,
        article.source,
        json.dumps(article.pull_quotes, ensure_ascii=False),
        article.origin and _pack(article.origin),
    )


def to_details(article: Article) -> tuple[str, str | None, str, str]:
    """Return an article's captions, as JSON, where its date was read, its file and that's hash."""
    file, sha256 = to_file(article)
    return json.dumps(article.captions, ensure_ascii=False), article.date_from, file, sha256


def to_file(article: Article) -> tuple[str, str]:
    """Return what stands for an article's file, any file name as text, and the file's hash."""
    origin = article.origin
    return (json.dumps(origin.file), origin.sha256) if origin else ("", "")


def to_places(article: Article) -> tuple[bytes | None, bytes | None] | None:
    """Return where the characters of a scan's text and title are; None if nowhere."""
    origin = article.origin
    if origin is None or not (origin.places or origin.title_places):
        return None
    return _pack_places(origin.places), _pack_places(origin.title_places)


def to_corrections(article: Article, original: Article) -> tuple[object, ...]:
    """Return an article's corrections, and what they changed of the original, for their table."""
    origin = original.origin
    pieces = [[astuple(x) for x in of] for of in (origin.pieces, origin.title)] if origin else []
    text, title = to_places(original) or (None, None)
    made = json.dumps([asdict(one) for one in article.corrections], ensure_ascii=False)
    return made, original.text, original.title, json.dumps(pieces), text, title


def corrections_of(made: str) -> tuple[Correction, ...]:
    """Return the corrections that :func:`to_corrections` wrote."""
    return tuple(Correction(**{**row, "field": Field(row["field"])}) for row in json.loads(made))


def to_original(article: Article, row: tuple[Any, ...]) -> Article:
    """Return the original of a corrected article, of a row of :func:`to_corrections`."""
    _, text, title, pieces, text_places, title_places = row
    origin = article.origin
    if origin:
        of_text, of_title = json.loads(pieces)
        origin = replace(
            origin,
            pieces=_pieces(of_text),
            title=_pieces(of_title),
            places=_unpack_places(text_places),
            title_places=_unpack_places(title_places),
        )
    return replace(article, text=text, title=title, origin=origin, corrections=())


def from_row(
    row: tuple[Any, ...],
    tags: Iterable[str],
    details: tuple[str, str | None] = ("[]", None),
    places: tuple[bytes | None, bytes | None] = (None, None),
    imprint: Imprint | None = None,
) -> Article:
    """Return the article of a row of ``COLUMNS``; :class:`ArchiveError` if the row is damaged.

    ``places`` are those of :func:`to_places`.
    """
    try:
        article = replace(_article(row, tags, *details), imprint=imprint)
        return _placed(article, *places)
    except (ValueError, TypeError, zlib.error) as error:
        raise ArchiveError(
            f"article {row[0]!r} is damaged ({error}): restore the archive from a copy"
        ) from error


def as_date(id_: str, date: str | None) -> dt.date | None:
    """Return an article's date from its column; :class:`ArchiveError` if that is damaged."""
    try:
        return dt.date.fromisoformat(date) if date else None
    except (ValueError, TypeError) as error:
        raise ArchiveError(
            f"article {id_!r} is damaged ({error}): restore the archive from a copy"
        ) from error


def _article(
    row: tuple[Any, ...], tags: Iterable[str], captions: str, date_from: str | None
) -> Article:
    id_, _, title, text, date, byline, source, pull_quotes, origin = row
    return Article(
        id=id_,
        title=title,
        text=text,
        date=dt.date.fromisoformat(date) if date else None,
        byline=byline,
        source=source,
        tags=tuple(tags),
        pull_quotes=tuple(json.loads(pull_quotes)),
        origin=_unpack(origin) if origin else None,
        captions=tuple(json.loads(captions)),
        date_from=DateFrom(date_from) if date_from else None,
    )


def _placed(article: Article, text: bytes | None, title: bytes | None) -> Article:
    if article.origin is None or not (text or title):
        return article
    places, title_places = _unpack_places(text), _unpack_places(title)
    for found, of in ((places, article.text), (title_places, article.title)):
        if found and len(found) != len(of):
            raise ValueError(f"places of {len(found)} characters for {len(of)}")
    origin = replace(article.origin, places=places, title_places=title_places)
    return replace(article, origin=origin)


def tokens(title: str, text: str) -> str:
    """Return the full-text row of a chunk: a title finds all its article's chunks."""
    return " ".join(row_tokens(f"{title}\n{text}"))


def to_spans(chunks: Iterable[Chunk]) -> str:
    """Return the chunks' spans as JSON."""
    return json.dumps([(chunk.start, chunk.end) for chunk in chunks])


def from_spans(text: str) -> list[Span]:
    """Return the spans written by :func:`to_spans`."""
    return [Span(start=start, end=end) for start, end in json.loads(text)]


def _strings(article: Article) -> Iterable[tuple[str, str]]:
    for field in fields(article):
        value = getattr(article, field.name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, str):
                yield field.name, item


def _encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _pack(origin: Origin) -> bytes:
    pieces, title = ([astuple(x) for x in of] for of in (origin.pieces, origin.title))
    values = [origin.file, origin.encoding, origin.sha256, pieces, *origin.pages]
    return zlib.compress(json.dumps([*values, title] if title else values).encode(), 6)


def _unpack(blob: bytes) -> Origin:
    file, encoding, sha256, pieces, *pages = json.loads(zlib.decompress(blob))
    title = pages.pop() if pages and isinstance(pages[-1], list) else []
    return Origin(
        file=file,
        encoding=encoding,
        sha256=sha256,
        pieces=_pieces(pieces),
        pages=tuple(pages),
        title=_pieces(title),
    )


def _pieces(rows: Iterable[tuple[int, int, int, int]]) -> tuple[Piece, ...]:
    return tuple(Piece(start=s, file_start=f, length=n, width=w) for s, f, n, w in rows)


def _pack_places(places: Places | None) -> bytes | None:
    if not places:
        return None
    pages = json.dumps([places.sizes, places.turns]).encode()
    return zlib.compress(pages + b"\n" + places.packed, 6)


def _unpack_places(blob: bytes | None) -> Places | None:
    if not blob:
        return None
    pages, _, packed = zlib.decompress(blob).partition(b"\n")
    sizes, turns = json.loads(pages)
    return Places(packed, tuple((width, height) for width, height in sizes), tuple(turns))
