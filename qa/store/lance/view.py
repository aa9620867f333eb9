"""Reading an archive in Lance tables: each at the version that one manifest names."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from qa.chinese.simhash import SIZE
from qa.records import Chunk, Imprint, Where
from qa.store.bm25 import K1, B, worth
from qa.store.days import Day, days_of
from qa.store.lance.tables import NOTHING, SCHEMAS, among, passing
from qa.store.rows import Entry, as_date, corrections_of, from_row, to_original

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from qa.records import Article
    from qa.store.lance.manifest import Manifest
    from qa.store.lance.tables import Table
    from qa.store.rows import Recipe

__all__ = ["LanceView"]

_ROW = ("id", "digest", "title", "text", "date", "byline", "source", "pull_quotes", "origin")
_FIRST = ("corrections", "first_text", "first_title", "first_pieces")
_ARTICLE = tuple(SCHEMAS["articles"].names)
_LAST = "\U0010ffff"  # sorts after every character of a term
_CANDIDATES = 1000  # by Lance's scores, that are scored again
_BLOCK = 8192
_TIED = 50  # more than are wanted, so that ties are seen
_ROUNDING = 1e-5  # of a distance


class LanceView:
    """What an archive held at one moment: see :class:`qa.store.protocols.ArticleView`."""

    def __init__(self, manifest: Manifest, tables: Mapping[str, Table]) -> None:
        """``tables`` are those of the manifest."""
        self.manifest = manifest
        self._tables = dict(tables)

    @property
    def state(self) -> tuple[int, str]:
        """The last batch that was written: its number and stamp."""
        return self.manifest.generation, self.manifest.stamp

    def recipe(self) -> Recipe | None:
        """Return what made the vectors; None before the first article."""
        return self.manifest.recipe

    def count(self, table: str = "chunks") -> int:
        """Return the number of rows: of ``articles``, ``chunks`` or ``staged``."""
        return self._tables[table].count() if table in self._tables else 0

    def content_hashes(self, ids: Sequence[str]) -> dict[str, str]:
        """Return the content hash of those of ``ids`` that are here."""
        return dict(self._of_ids(ids, "id", "digest"))

    def article(self, id_: str) -> Article | None:
        """Return the article, None if there is none."""
        found = self._articles(among("id", [id_]))
        return found[0][1] if found else None

    def articles(self, ids: Sequence[str]) -> dict[str, Article]:
        """Return those of ``ids`` that are here, by id."""
        found = self._articles(among("id", ids))
        return {article.id: article for _, article in found}

    def original(self, id_: str) -> Article | None:
        """Return what was recognised of a corrected article; None if it is not, or not here."""
        found = self._dicts(among("id", [id_])) if self.manifest.corrected else []
        return _original(found[0]) if found else None

    def stale(self, files: Iterable[tuple[str, str]]) -> list[str]:
        """Return the ids of articles that were read of a file when it had another content."""
        now = dict(files)
        rows = self.rows(
            "articles", "number", "id", "file", "sha256", where=among("file", sorted(now))
        )
        order = sorted((file, number, id_) for number, id_, file, sha in rows if now[file] != sha)
        return [id_ for _, _, id_ in order]

    def rereads(self) -> list[tuple[str, str]]:
        """Return id and hash of the articles whose file was read when it had two contents."""
        rows = sorted(self.rows("articles", "number", "id", "file", "sha256", where="file != ''"))
        contents = Counter(file for file, _ in {(file, sha256) for _, _, file, sha256 in rows})
        return [(id_, sha256) for _, id_, file, sha256 in rows if contents[file] > 1]

    def page(self, where: Where | None, *, after: int, limit: int) -> list[tuple[int, Article]]:
        """Return the next ``limit`` articles and their numbers, those above ``after``, in order."""
        return self._articles(among("number", self._next(where, after, limit)))

    def entries(self, *, after: int, limit: int) -> list[tuple[int, Entry]]:
        """Return the next articles above ``after`` with all that belongs to them, as put."""
        numbers = self._next(None, after, limit)
        chunks: dict[int, list[tuple[int, int, int, bytes]]] = {number: [] for number in numbers}
        for number, article, first, last, vector in self.rows(
            "chunks",
            "number",
            "article",
            "first",
            "last",
            "vector",
            where=among("article", numbers),
        ):
            chunks[article].append((number, first, last, np.float32(vector).tobytes()))
        return [
            (row["number"], _entry(row, sorted(chunks[row["number"]])))
            for row in self._dicts(among("number", numbers))
        ]

    def all_articles(self) -> Iterator[Article]:
        """Yield all articles in the order they were first added, a few hundred read at a time."""
        after = 0
        while page := self.page(None, after=after, limit=256):
            yield from (article for _, article in page)
            after = page[-1][0]

    def moves(self) -> str | None:
        """Return the folders that were moved, as JSON; None before the first."""
        return self.manifest.moves

    def count_of(self, where: Where) -> int:
        """Return the number of the chunks of matching articles."""
        return self._tables["chunks"].count(passing(where)) if "chunks" in self._tables else 0

    def signatures(
        self, numbers: Sequence[int] | None = None
    ) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
        """Return the numbers of the articles that have one, (n,), and the signatures, (n, 32)."""
        where = None if numbers is None else among("number", numbers)
        rows = self.rows("articles", "number", "signature", where=where)
        signed = sorted((number, made) for number, made in rows if made and len(made) == SIZE)
        return (
            np.array([number for number, _ in signed], np.int64),
            np.frombuffer(b"".join(made for _, made in signed), np.uint8).reshape(-1, SIZE),
        )

    def on_days_of(self, ids: Iterable[str], *, most: int) -> list[tuple[int, str | None, str]]:
        """Return number, id and day of all articles of the days that ``ids`` are of."""
        own = set(ids)
        days = {day for (day,) in self._of_ids(list(own), "date") if day}
        rows = sorted(self.rows("articles", "number", "id", "date", where=among("date", days)))
        counts = Counter(day for _, _, day in rows)
        return [
            (number, id_ if id_ in own else None, day)
            for number, id_, day in rows
            if 1 < counts[day] <= most
        ]

    def days_of(self, ids: Sequence[str], *, most: int) -> list[Day]:
        """Return the days that ``ids`` are of, with the signatures of all their articles."""
        return days_of(self, ids, most=most)

    def papers(self, numbers: Sequence[int]) -> dict[int, tuple[str, str | None, Imprint | None]]:
        """Return title, source and imprint of the articles of these numbers."""
        return {
            number: (article.title, article.source, article.imprint)
            for number, article in self._articles(among("number", set(numbers)))
        }

    def unsigned(self) -> Iterator[tuple[int, str, str]]:
        """Yield nothing: every article here was put with its signature."""
        yield from ()

    def texts(self, numbers: Sequence[int]) -> dict[int, tuple[str, str]]:
        """Return the id and text of the articles of these numbers."""
        rows = self.rows("articles", "number", "id", "text", where=among("number", set(numbers)))
        return {number: (id_, text) for number, id_, text in rows}

    def article_numbers(self, ids: Sequence[str]) -> list[int]:
        """Return the numbers of those of ``ids`` that are here."""
        return sorted(number for _, number in self._of_ids(ids, "id", "number"))

    def unstaged(self, *, limit: int) -> list[Article]:
        """Return some of the articles whose chunks of a rebuild are not made yet."""
        made = set(self.rows("staged", "article", "digest"))
        there = set(self.rows("articles", "number", "digest"))
        numbers = sorted(number for number, _ in there - made)[:limit]
        return [article for _, article in self._articles(among("number", numbers))]

    def facets(self, by: str, where: Where | None) -> list[tuple[str | None, int]]:
        """Return how many matching articles there are of each value, None last."""
        column = {"year": "date", "month": "date", "tag": "tags"}.get(by, by)
        length = {"year": 4, "month": 7}.get(by)
        rows = self.rows("articles", column, where=passing(where))
        values = (x for (value,) in rows for x in (value or [None] if by == "tag" else [value]))
        counts = Counter((value and value[:length]) or None for value in values)
        return sorted(counts.items(), key=lambda pair: (pair[0] is None, pair[0] or ""))

    def period(self) -> tuple[dt.date | None, dt.date | None]:
        """Return the first and last day of the articles that have one."""
        days = self._tables["articles"].read("date", where="date > ''")["date"]
        found = pc.min_max(days).as_py()
        if found["min"] is None:
            return None, None
        return dt.date.fromisoformat(found["min"]), dt.date.fromisoformat(found["max"])

    def chunks(self, numbers: Iterable[int]) -> dict[int, Chunk]:
        """Return the chunks of those of ``numbers`` that are here."""
        rows = self.rows(
            "chunks", "number", "article", "first", "last", where=among("number", set(numbers))
        )
        articles = self.texts([row[1] for row in rows])
        return {
            number: Chunk(
                article_id=articles[article][0],
                start=first,
                end=last,
                text=articles[article][1][first:last],
            )
            for number, article, first, last in rows
            if article in articles
        }

    def headings(self, ids: Iterable[str]) -> dict[str, tuple[str, dt.date | None]]:
        """Return the title and date of those of ``ids`` that are here."""
        rows = self._of_ids(list(ids), "id", "title", "date")
        return {id_: (title, as_date(id_, date)) for id_, title, date in rows}

    def embedded(self, ids: Sequence[str]) -> list[tuple[str, str, bytes]]:
        """Return the title, text and vector (float32 bytes) of each chunk of some articles."""
        articles = {
            number: (title, text)
            for number, title, text in self._of_ids(ids, "number", "title", "text")
        }
        return (
            [
                (
                    articles[article][0],
                    articles[article][1][first:last],
                    np.float32(vector).tobytes(),
                )
                for article, first, last, vector in self.rows(
                    "chunks", "article", "first", "last", "vector", where=among("article", articles)
                )
            ]
            if articles
            else []
        )

    def frequencies(self, tokens: Sequence[str]) -> dict[str, int]:
        """Return in how many chunks each token stands; tokens that stand in none are left out."""
        counts = self._terms(among("term", [token for token in tokens if token[-1:] != "*"]))
        for token in tokens:
            if token.endswith("*"):
                counts[token] = sum(self._beginning(token).values())
        return {token: count for token, count in counts.items() if count}

    def matches(
        self, tokens: Sequence[str], where: Where | None, *, limit: int
    ) -> list[tuple[int, float]]:
        """Return the chunks with any of ``tokens``, best first: number, BM25 (higher is better).

        Lance finds them, by weights that are a little behind where chunks were deleted or added;
        the best by these are scored by the archive's own counts, and more of them where the last
        is still as good as what is returned.
        """
        counts = self.frequencies(list(dict.fromkeys(tokens)))
        if not counts:
            return []
        phrases = {
            token: set(self._beginning(token)) if token.endswith("*") else {token}
            for token in dict.fromkeys(tokens)  # in their order: sums are equal to the last bit
            if token in counts
        }
        words = sorted(set().union(*phrases.values()))
        weights = {token: self._weight(counts[token], meant) for token, meant in phrases.items()}
        asked = max(_CANDIDATES, 4 * limit)
        while True:
            found = self._tables["chunks"].worded(
                words, "number", "words", where=passing(where), limit=asked
            )
            scored = [
                (number, self._score(text.split(), phrases, weights))
                for number, text in zip(
                    found["number"].to_pylist(), found["words"].to_pylist(), strict=True
                )
            ]
            best = sorted(scored, key=lambda pair: (-pair[1], pair[0]))[:limit]
            if len(scored) < asked or scored[-1][1] < best[-1][1]:
                return best
            asked *= 4

    def matches_among(
        self, tokens: Sequence[str], where: Where, *, limit: int
    ) -> list[tuple[int, float]]:
        """Return what :meth:`matches` does: Lance applies a filter before it searches."""
        return self.matches(tokens, where, limit=limit)

    def nearest(
        self, query: NDArray[np.float32], where: Where | None, *, k: int
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return numbers (n,), ascending, and vectors (n, dimension) of chunks near a query (d,).

        The nearest ``k`` are among them, with all that are as near as the last of these.
        """
        if "chunks" not in self._tables:
            return np.zeros(0, np.int64), np.zeros((0, len(query)), np.float32)
        asked = k + _TIED
        while True:
            found = self._tables["chunks"].nearest(
                query, "number", "vector", where=passing(where), limit=asked
            )
            far = found["_distance"].to_numpy()
            if len(far) < asked or far[-1] - far[min(k, len(far)) - 1] > _ROUNDING:
                break
            asked *= 4
        found = found.sort_by("number")
        return found["number"].to_numpy().astype(np.int64), vectors_of(found["vector"])

    def vocabulary(self) -> dict[str, tuple[int, int]]:
        """Return in how many chunks each term stands, and how often in all."""
        chunks: Counter[str] = Counter()
        places: Counter[str] = Counter()
        for term, more, times in self.rows("terms", "term", "chunks", "places"):
            chunks[term] += more
            places[term] += times
        return {term: (chunks[term], places[term]) for term in chunks if chunks[term]}

    def count_worded(self, term: str) -> int:
        """Return in how many chunks Lance's index has a term."""
        chunks = self._tables["chunks"]
        return len(chunks.worded([term], "number", where=None, limit=self.manifest.chunks))

    def vectors(self) -> Iterator[tuple[NDArray[np.int64], NDArray[np.float32]]]:
        """Yield all chunks in blocks, in no order: numbers (n,), vectors (n, dimension)."""
        numbers = np.sort([number for (number,) in self.rows("chunks", "number")])
        for start in range(0, len(numbers), _BLOCK):
            where = among("number", numbers[start : start + _BLOCK].tolist())
            found = self._tables["chunks"].read("number", "vector", where=where)
            yield found["number"].to_numpy(), vectors_of(found["vector"])

    def rows(self, what: str, *columns: str, where: str | None = None) -> list[tuple[Any, ...]]:
        """Return columns of the rows that pass, in no order; for the modules of this package."""
        table = self._tables.get(what)
        return table.rows(*columns, where=where) if table and where != NOTHING else []

    def _weight(self, count: int, meant: set[str]) -> float:
        """Return a weight in BM25: ``count`` is in how many chunks each term stands, together."""
        having = count
        if len(meant) > 1:
            terms = sorted(meant)
            having = len(self._tables["chunks"].worded(terms, "number", where=None, limit=count))
        return worth(self.manifest.chunks, having)

    def _score(
        self, row: Sequence[str], phrases: Mapping[str, set[str]], weights: Mapping[str, float]
    ) -> float:
        mean = self.manifest.words / self.manifest.chunks
        room = K1 * (1 - B + B * len(row) / mean)
        counts, total = Counter(row), 0.0
        for token, meant in phrases.items():
            if times := sum(counts[word] for word in meant & counts.keys()):
                total += weights[token] * (times * (K1 + 1) / (times + room))
        return total

    def _beginning(self, token: str) -> dict[str, int]:
        """Return the terms here that begin as a token with a star does, and their chunks."""
        first, last = among("term", [token[:-1]]), among("term", [token[:-1] + _LAST])
        where = f"{first.replace('IN', '>=', 1)} AND {last.replace('IN', '<', 1)}"
        return self._terms(where)

    def _terms(self, where: str) -> dict[str, int]:
        counts: Counter[str] = Counter()
        for term, chunks in self.rows("terms", "term", "chunks", where=where):
            counts[term] += chunks
        return {term: count for term, count in counts.items() if count}

    def _of_ids(self, ids: Sequence[str], *columns: str) -> list[tuple[Any, ...]]:
        return self.rows("articles", *columns, where=among("id", ids))

    def _next(self, where: Where | None, after: int, limit: int) -> list[int]:
        condition = " AND ".join(filter(None, [f"number > {after}", passing(where)]))
        numbers = self._tables["articles"].read("number", where=condition)["number"].to_numpy()
        return [int(number) for number in np.sort(numbers)[:limit]]

    def _dicts(self, where: str) -> list[dict[str, Any]]:
        found = self._tables["articles"].read(*_ARTICLE, where=where)
        return found.sort_by("number").to_pylist()  # type: ignore[no-any-return]

    def _articles(self, where: str) -> list[tuple[int, Article]]:
        return [(row["number"], _article(row)) for row in self._dicts(where)]


def vectors_of(column: pa.ChunkedArray) -> NDArray[np.float32]:
    """Return a column of vectors as float32 (n, dimension)."""
    flat = column.combine_chunks().flatten().to_numpy(zero_copy_only=False)
    return np.ascontiguousarray(flat, np.float32).reshape(len(column), column.type.list_size)


def _article(row: Mapping[str, Any]) -> Article:
    printed = {name: row[name] for name in ("page", "section", "edition", "issue")}
    article = from_row(
        tuple(row[name] for name in _ROW),
        row["tags"],
        (row["captions"], row["date_from"]),
        (row["text_places"], row["title_places"]),
        Imprint(**printed) if row["imprint"] else None,
    )
    made = row["corrections"]
    return replace(article, corrections=corrections_of(made)) if made else article


def _original(row: Mapping[str, Any]) -> Article | None:
    if not row["corrections"]:
        return None
    first = tuple(row[name] for name in _FIRST)
    places = row["first_text_places"], row["first_title_places"]
    return to_original(_article(row), (*first, *places))


def _entry(row: Mapping[str, Any], chunks: Sequence[tuple[int, int, int, bytes]]) -> Entry:
    article = _article(row)
    return Entry(
        article=article,
        content_hash=row["digest"],
        chunks=tuple(
            Chunk(article_id=article.id, start=first, end=last, text=article.text[first:last])
            for _, first, last, _ in chunks
        ),
        vectors=tuple(vector for *_, vector in chunks),
        signature=row["signature"] or None,
        original=_original(row),
    )
