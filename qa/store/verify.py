"""Every invariant of a store, checked."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from qa.chinese.simhash import signature
from qa.records import Report
from qa.store.rows import NO_SIGNATURE, content_hash, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from numpy.typing import NDArray

    from qa.store.rows import Recipe
    from qa.store.snapshot import Snapshot

__all__ = ["lengths_problems", "recipe_problems", "spans_problems", "verify", "words_problems"]

_PAGE = 256
_COUNTS = ("articles", "chunks", "vectors", "words")
_SETS = (
    ("chunk without a vector", "SELECT number FROM chunks EXCEPT SELECT chunk FROM vectors"),
    ("vector without a chunk", "SELECT chunk FROM vectors EXCEPT SELECT number FROM chunks"),
    ("chunk without words", "SELECT number FROM chunks EXCEPT SELECT id FROM words_docsize"),
    ("words without a chunk", "SELECT id FROM words_docsize EXCEPT SELECT number FROM chunks"),
    ("chunk without an article", "SELECT article FROM chunks EXCEPT SELECT number FROM articles"),
    ("tag without an article", "SELECT article FROM tags EXCEPT SELECT number FROM articles"),
)
_CHUNKS = "SELECT start, end FROM chunks WHERE article = ? ORDER BY start, end"


def verify(snapshot: Snapshot, *, words: bool = True) -> Report:
    """Check a snapshot: the database, rows against rows, content hashes, spans, vectors, words.

    The last not without ``words``: those of another version have other tokens.
    """
    articles, chunks, vectors, rows = map(snapshot.count, _COUNTS)
    return Report(
        articles=articles,
        chunks=chunks,
        vectors=vectors,
        words=rows,
        problems=tuple(_problems(snapshot, with_words=words)),
    )


def _problems(snapshot: Snapshot, *, with_words: bool) -> Iterator[str]:
    for (line,) in snapshot.rows("PRAGMA integrity_check(20)"):
        if line != "ok":
            yield f"database: {line}"
    yield from _unmatched(snapshot)
    yield from _vectors(snapshot)
    yield from _days(snapshot)
    words: Counter[str] = Counter()
    chunks: Counter[str] = Counter()
    signatures = _signatures(snapshot)
    after = 0
    while page := snapshot.page(None, after=after, limit=_PAGE):
        for number, article in page:
            if content_hash(article) != snapshot.content_hashes([article.id])[article.id]:
                yield f"article {article.id!r}: its content is not what was added"
            yield from spans_problems(article.id, article.text, snapshot.rows(_CHUNKS, number))
            if signatures.get(number) not in (None, signature(article.text) or NO_SIGNATURE):
                yield f"article {article.id!r}: its signature is not its text's"
            for start, end in snapshot.rows(_CHUNKS, number):
                row = tokens(article.title, article.text[start:end]).split(" ")
                words.update(row)
                chunks.update(set(row))
        after = page[-1][0]
    if with_words:
        rows = snapshot.rows("SELECT * FROM vocabulary")
        there = {term: (doc, cnt) for term, doc, cnt in rows}
        yield from words_problems(there, words, chunks)


def _unmatched(snapshot: Snapshot) -> Iterator[str]:
    for what, sql in _SETS:
        for (number,) in snapshot.rows(f"{sql} LIMIT 20"):
            yield f"{what}: {number}"


def _signatures(snapshot: Snapshot) -> dict[int, bytes]:
    """Return the stored ones; an archive from before them that is only read has no table."""
    return dict(snapshot.rows("SELECT * FROM signatures")) if snapshot.has("signatures") else {}


def _days(snapshot: Snapshot) -> Iterator[str]:
    """Compare what is kept of each day with its articles; of one that changed nothing is."""
    kept = "SELECT date, articles, numbers, signatures FROM days WHERE articles IS NOT NULL"
    for day, *there in snapshot.rows(kept) if snapshot.has("days") else ():
        if there != list(snapshot.day(day)):
            differs = "what is kept of its articles is not what they are; run `kanbao rebuild`"
            yield f"day {day}: {differs}"


def words_problems(
    there: Mapping[str, tuple[int, int]], words: Counter[str], chunks: Counter[str]
) -> Iterator[str]:
    """Compare the vocabulary with the tokens of all chunks, counted again."""
    here = {term: (chunks[term], words[term]) for term in words if term}
    for term in sorted(there.keys() | here.keys()):
        if there.get(term) != here.get(term):
            yield f"word {term!r}: {there.get(term)} chunks and places instead of {here.get(term)}"


def spans_problems(id_: str, text: str, spans: Iterable[tuple[int, ...]]) -> Iterator[str]:
    """Check that the chunks, in order, lie in the text and that all of it is in a chunk."""
    reached = 0
    for start, end in spans:
        if not 0 <= start < end <= len(text):
            yield f"article {id_!r}: chunk [{start}, {end}) of {len(text)} characters"
        elif text[reached:start].strip():
            yield f"article {id_!r}: characters {reached} to {start} are in no chunk"
        reached = max(reached, end)
    if text[reached:].strip():
        yield f"article {id_!r}: characters {reached} to {len(text)} are in no chunk"


def _vectors(snapshot: Snapshot) -> Iterator[str]:
    recipe = snapshot.recipe()
    yield from recipe_problems(recipe, snapshot.count())
    if recipe is None:
        return
    width = len(recipe.probe)
    for chunk, size in snapshot.rows(
        "SELECT chunk, length(vector) FROM vectors WHERE length(vector) != ? LIMIT 20", width
    ):
        yield f"vector {chunk}: {size} bytes instead of {width}"
        return
    for numbers, vectors in snapshot.vectors():
        yield from lengths_problems(numbers, vectors)


def recipe_problems(recipe: Recipe | None, chunks: int) -> Iterator[str]:
    """Check that what made the vectors of ``chunks`` chunks is known, and is one thing."""
    if recipe is None:
        if chunks:
            yield "nothing says what made the vectors"
        return
    width = len(recipe.probe)
    dimension = json.loads(recipe.embedder).get("dimension", width // 4)
    if str(dimension) != str(width // 4):
        yield f"embedder of dimension {dimension} but a probe vector of {width // 4}"


def lengths_problems(numbers: NDArray[np.int64], vectors: NDArray[np.float32]) -> Iterator[str]:
    """Check that vectors, (n, dimension), have length 1."""
    lengths = np.linalg.norm(vectors, axis=1)
    for place in np.flatnonzero(~(np.abs(lengths - 1) < 1e-3)):  # a NaN is wrong too
        yield f"vector {numbers[place]}: length {lengths[place]:g} instead of 1"
