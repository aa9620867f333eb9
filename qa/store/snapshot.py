"""Reading an archive: one Snapshot is one consistent snapshot, whatever is written meanwhile."""

# ruff: noqa: S608 (the pieces of SQL are ours, every value is bound)

from __future__ import annotations

import datetime as dt
import json
from array import array
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from qa.chinese.imprint import pages_asked
from qa.errors import ArchiveError
from qa.records import Article, Chunk, Imprint, Where
from qa.store.bm25 import best, worth
from qa.store.days import MOST, Day, Row, days_of
from qa.store.rows import (
    COLUMNS,
    NO_SIGNATURE,
    Entry,
    Recipe,
    as_date,
    corrections_of,
    from_row,
    to_original,
)
from qa.store.words import COMMON

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from qa.store.words import Lengths, Words

__all__ = ["FACETS", "Snapshot"]

_BLOCK = 8192
_NO_DETAILS = ("[]", None)
_NO_PLACES = (None, None)
_SECTION = "a.number IN (SELECT article FROM imprints WHERE section = ?)"
_PAGE = "a.number IN (SELECT article FROM imprints WHERE page IN (SELECT value FROM json_each(?)))"
_LAST = "\U0010ffff"  # sorts after every character of a token


FACETS = {
    "year": ("substr(a.date, 1, 4)", ""),
    "month": ("substr(a.date, 1, 7)", ""),
    "source": ("a.source", ""),
    "tag": ("tag", "LEFT JOIN tags t ON t.article = a.number"),
    "page": ("page", "LEFT JOIN imprints i ON i.article = a.number"),
    "section": ("section", "LEFT JOIN imprints i ON i.article = a.number"),
}
"""What articles can be counted by: the value, and the table it stands in beside the articles."""


class Snapshot:
    """What an archive held at one moment. ``state`` is its last transaction: number and stamp."""

    def __init__(self, connection: sqlite3.Connection, words: Words | None = None) -> None:
        """``words`` is what the store remembers; None for a view that may change."""
        self._connection = connection
        self._words = words
        row = self.rows("SELECT number, stamp FROM generations ORDER BY number DESC LIMIT 1")[0]
        self.state: tuple[int, str] = (row[0], row[1])
        self._filled: dict[str, bool] = {}
        self._passing: dict[tuple[Where, int], NDArray[np.int64]] = {}

    def recipe(self) -> Recipe | None:
        """Return what made the vectors; None before the first article."""
        meta = dict(self.rows("SELECT key, value FROM meta"))
        if "embedder" not in meta:
            return None
        return Recipe(embedder=meta["embedder"], chunking=meta["chunking"], probe=meta["probe"])

    def had(self, state: tuple[int, str]) -> bool:
        """Return whether ``state`` is this archive's present or past."""
        return bool(self.rows("SELECT 1 FROM generations WHERE number = ? AND stamp = ?", *state))

    def count(self, table: str = "chunks") -> int:
        """Return the number of rows: of ``articles``, ``chunks``, ``vectors`` or ``words``."""
        return int(self.rows(f"SELECT count(*) FROM {table}")[0][0])

    def content_hashes(self, ids: Sequence[str]) -> dict[str, str]:
        """Return the content hash of those of ``ids`` that are here."""
        return dict(
            self.rows(
                "SELECT id, digest FROM articles WHERE id IN (SELECT value FROM json_each(?))",
                json.dumps(ids),
            )
        )

    def article(self, id_: str) -> Article | None:
        """Return the article, None if there is none."""
        row = self.rows(f"SELECT number, {COLUMNS} FROM articles WHERE id = ?", id_)
        return self._article(row[0]) if row else None

    def articles(self, ids: Sequence[str]) -> dict[str, Article]:
        """Return those of ``ids`` that are here, by id."""
        return {id_: article for id_ in ids if (article := self.article(id_))}

    def original(self, id_: str) -> Article | None:
        """Return what was recognised of a corrected article; None if it is not, or not here."""
        if not self._is_filled("places"):
            return None
        row = self.rows(f"SELECT number, {COLUMNS} FROM articles WHERE id = ?", id_)
        corrected = self._corrections(row[0][0]) if row else None
        return to_original(self._article(row[0]), corrected) if corrected else None

    def stale(self, files: Iterable[tuple[str, str]]) -> list[str]:
        """Return the ids of articles that were read of a file when it had another content.

        ``files`` are those of :func:`qa.store.rows.to_file`, as they are now.
        """
        found: list[str] = []
        for file, sha256 in sorted(files):
            rows = self.rows(
                "SELECT id FROM articles JOIN details ON article = number "
                "WHERE file = ? AND sha256 != ? ORDER BY number",
                file,
                sha256,
            )
            found += [id_ for (id_,) in rows]
        return found

    def rereads(self) -> list[tuple[str, str]]:
        """Return id and hash of the articles whose file was read when it had two contents."""
        if not self.has("details"):
            return []
        return self.rows(
            "SELECT id, sha256 FROM articles JOIN details ON article = number WHERE file IN ("
            "SELECT file FROM details WHERE file != '' "
            "GROUP BY file HAVING count(DISTINCT sha256) > 1) ORDER BY number"
        )

    def page(self, where: Where | None, *, after: int, limit: int) -> list[tuple[int, Article]]:
        """Return the next ``limit`` articles and their numbers, those above ``after``, in order."""
        condition, values = self._conditions(where)
        rows = self.rows(
            f"SELECT number, {COLUMNS} FROM articles a WHERE number > ? AND {condition} "
            "ORDER BY number LIMIT ?",
            after,
            *values,
            limit,
        )
        return [(row[0], self._article(row)) for row in rows]

    def entries(self, *, after: int, limit: int) -> list[tuple[int, Entry]]:
        """Return the next articles above ``after`` with all that belongs to them, as put."""
        page = self.page(None, after=after, limit=limit)
        hashes = self.content_hashes([article.id for _, article in page])
        return [(number, self._entry(number, one, hashes[one.id])) for number, one in page]

    def _entry(self, number: int, article: Article, content_hash: str) -> Entry:
        chunks = self.rows(
            "SELECT start, end, vector FROM chunks JOIN vectors ON chunk = number "
            "WHERE article = ? ORDER BY number",
            number,
        )
        from qa.chinese.simhash import signature

        return Entry(
            article=article,
            content_hash=content_hash,
            chunks=tuple(
                Chunk(article_id=article.id, start=start, end=end, text=article.text[start:end])
                for start, end, _ in chunks
            ),
            vectors=tuple(vector for *_, vector in chunks),
            signature=signature(article.text),
            original=self.original(article.id) if article.corrections else None,
        )

    def all_articles(self) -> Iterator[Article]:
        """Yield all articles in the order they were first added, a few hundred read at a time."""
        after = 0
        while page := self.page(None, after=after, limit=256):
            yield from (article for _, article in page)
            after = page[-1][0]

    def ids(self) -> Iterator[str]:
        """Yield the ids of all articles, ascending."""
        for (id_,) in self._connection.execute("SELECT id FROM articles ORDER BY id"):
            yield id_

    def moves(self) -> str | None:
        """Return the folders that were moved, as JSON; None before the first."""
        found = self.rows("SELECT value FROM meta WHERE key = 'moves'")
        return str(found[0][0]) if found else None

    def numbers(self, where: Where | None = None) -> NDArray[np.int64]:
        """Return the numbers of the chunks of matching articles, ascending, int64 (n,)."""
        if where is None:
            return self._numbers(where)
        key = (where, self._connection.total_changes)  # a search asks for them several times
        if key not in self._passing:
            self._passing[key] = self._numbers(where)
        return self._passing[key]

    def count_of(self, where: Where) -> int:
        """Return the number of the chunks of matching articles."""
        return len(self.numbers(where))

    def _numbers(self, where: Where | None) -> NDArray[np.int64]:
        import numpy as np

        condition, values = self._conditions(where)
        source = (
            "chunks c" if condition == "1" else "chunks c JOIN articles a ON c.article = a.number"
        )
        # Without an order SQLite goes through indexes alone, where it would look each chunk up;
        # one text is quicker taken over than a row a chunk.
        (joined,) = self.rows(
            f"SELECT group_concat(c.number) FROM {source} WHERE {condition}", *values
        )[0]
        return np.sort(np.fromstring(joined or "", np.int64, sep=","))

    def vectors(self, *, after: int = 0) -> Iterator[tuple[NDArray[np.int64], NDArray[np.float32]]]:
        """Yield the chunks above ``after`` in blocks: numbers (n,), vectors (n, dimension)."""
        import numpy as np

        cursor = self._connection.execute(
            "SELECT chunk, vector FROM vectors WHERE chunk > ? ORDER BY chunk", (after,)
        )
        while rows := cursor.fetchmany(_BLOCK):
            numbers = np.array([row[0] for row in rows], np.int64)
            if len({len(row[1]) for row in rows}) > 1:
                raise ArchiveError(
                    f"vectors {numbers[0]} to {numbers[-1]} differ in length: "
                    "restore the archive from a copy, or rebuild it"
                )
            yield (
                numbers,
                np.frombuffer(b"".join(row[1] for row in rows), np.float32).reshape(len(rows), -1),
            )

    def signatures(
        self, numbers: Sequence[int] | None = None
    ) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
        """Return the numbers of the articles that have one, (n,), and the signatures, (n, 32).

        In the order of numbers; of all articles, or of those of ``numbers``.
        """
        import numpy as np

        from qa.chinese.simhash import SIZE

        chosen = "" if numbers is None else "AND article IN (SELECT value FROM json_each(?)) "
        rows = self.rows(
            "SELECT article, signature FROM signatures "
            f"WHERE length(signature) = ? {chosen}ORDER BY article",
            SIZE,
            *([] if numbers is None else [json.dumps(numbers)]),
        )
        return (
            np.array([row[0] for row in rows], np.int64),
            np.frombuffer(b"".join(row[1] for row in rows), np.uint8).reshape(-1, SIZE),
        )

    def on_days_of(self, ids: Iterable[str], *, most: int) -> list[tuple[int, str | None, str]]:
        """Return number, id and day of all articles of the days that ``ids`` are of.

        In the order of numbers, with None for other ids than those; days with more than ``most``
        articles are passed over.
        """
        own = list(ids)
        days = self.rows(
            "SELECT date FROM articles WHERE date IN (SELECT date FROM articles "
            "WHERE id IN (SELECT value FROM json_each(?))) "
            "GROUP BY date HAVING count(*) BETWEEN 2 AND ?",
            json.dumps(own),
            most,
        )
        return self.on_days([day for (day,) in days], own)

    def on_days(self, days: Sequence[str], ids: Sequence[str]) -> list[tuple[int, str | None, str]]:
        """Return number, id and day of all articles of these days, in the order of numbers.

        With None for other ids than ``ids``: for numbers and days no article's row is read.
        """
        own = dict(
            self.rows(
                "SELECT number, id FROM articles WHERE id IN (SELECT value FROM json_each(?))",
                json.dumps(ids),
            )
        )
        rows = self.rows(
            "SELECT number, date FROM articles "
            "WHERE date IN (SELECT value FROM json_each(?)) ORDER BY number",
            json.dumps(days),
        )
        return [(number, own.get(number), day) for number, day in rows]

    def days_of(self, ids: Sequence[str], *, most: int) -> list[Day]:
        """Return the days that ``ids`` are of, with the signatures of all their articles.

        Those with more than ``most`` articles, at most :data:`qa.store.days.MOST`, and those with
        one are passed over. What an archive has no row of, one from before they were kept and one
        that an earlier version wrote to, is read article by article.
        """
        import numpy as np

        from qa.chinese.simhash import SIZE

        own: dict[str, dict[int, str]] = {}
        for number, id_, day in self.rows(
            "SELECT number, id, date FROM articles "
            "WHERE id IN (SELECT value FROM json_each(?)) AND date > ''",
            json.dumps(ids),
        ):
            own.setdefault(day, {})[number] = id_
        kept = self._kept_days(list(own)) if self.has("days") else {}
        found = [
            Day(
                own=own[day],
                numbers=np.frombuffer(row.numbers, np.int64),
                signatures=np.frombuffer(row.signatures, np.uint8).reshape(-1, SIZE),
            )
            for day, row in kept.items()
            if 1 < row.articles <= most
        ]
        left = [id_ for day, some in own.items() if day not in kept for id_ in some.values()]
        return found + (days_of(self, left, most=most) if left else [])

    def _kept_days(self, days: Sequence[str]) -> dict[str, Row]:
        """Return the rows of those days that did not change since they were made, and are whole."""
        rows = self.rows(
            "SELECT date, articles, numbers, signatures FROM days "
            "WHERE date IN (SELECT value FROM json_each(?)) AND articles IS NOT NULL",
            json.dumps(days),
        )
        kept = ((day, Row(*row)) for day, *row in rows)
        return {day: row for day, row in kept if row.is_whole}

    def day(self, day: str) -> Row:
        """Return the row of a day, made of its articles."""
        ((count,),) = self.rows("SELECT count(*) FROM articles WHERE date = ?", day)
        if count > MOST:
            return Row(count, b"", b"")
        rows = self.rows(
            "SELECT number, signature FROM articles JOIN signatures ON article = number "
            "WHERE date = ? AND signature != ? ORDER BY number",
            day,
            NO_SIGNATURE,
        )
        numbers = array("q", [number for number, _ in rows])
        return Row(count, numbers.tobytes(), b"".join(made for _, made in rows))

    def count_a_day(self, days: Sequence[str]) -> dict[str, int]:
        """Return how many articles each of these days has, without those that have none."""
        return dict(
            self.rows(
                "SELECT date, count(*) FROM articles "
                "WHERE date IN (SELECT value FROM json_each(?)) GROUP BY date",
                json.dumps(days),
            )
        )

    def papers(self, numbers: Sequence[int]) -> dict[int, tuple[str, str | None, Imprint | None]]:
        """Return title, source and imprint of the articles of these numbers."""
        rows = self.rows(
            "SELECT number, title, source FROM articles "
            "WHERE number IN (SELECT value FROM json_each(?))",
            json.dumps(numbers),
        )
        return {number: (title, source, self._imprint(number)) for number, title, source in rows}

    def unsigned(self) -> Iterator[tuple[int, str, str]]:
        """Yield number, content hash and text of the articles from before there were signatures."""
        if self.count("articles") > self.count("signatures"):
            yield from self._connection.execute(
                "SELECT number, digest, text FROM articles a "
                "WHERE NOT EXISTS (SELECT 1 FROM signatures WHERE article = a.number)"
            )

    def texts(self, numbers: Sequence[int]) -> dict[int, tuple[str, str]]:
        """Return the id and text of the articles of these numbers."""
        rows = self.rows(
            "SELECT number, id, text FROM articles "
            "WHERE number IN (SELECT value FROM json_each(?))",
            json.dumps(numbers),
        )
        return {number: (id_, text) for number, id_, text in rows}

    def article_numbers(self, ids: Sequence[str]) -> list[int]:
        """Return the numbers of those of ``ids`` that are here."""
        rows = self.rows(
            "SELECT number FROM articles WHERE id IN (SELECT value FROM json_each(?))",
            json.dumps(ids),
        )
        return [number for (number,) in rows]

    def unstaged(self, *, limit: int) -> list[Article]:
        """Return some of the articles whose chunks of a rebuild are not made yet."""
        rows = self.rows(
            "SELECT id FROM articles a WHERE NOT EXISTS "
            "(SELECT 1 FROM staged s WHERE s.article = a.number AND s.digest = a.digest) LIMIT ?",
            limit,
        )
        return [article for (id_,) in rows if (article := self.article(id_))]

    def dates(self) -> list[dt.date]:
        """Return the days of the articles that have one, one an article, in no order."""
        rows = self.rows("SELECT date FROM articles WHERE date > ''")
        return [dt.date.fromisoformat(date) for (date,) in rows]

    def facets(self, by: str, where: Where | None) -> list[tuple[str | None, int]]:
        """Return how many matching articles there are of each value, in the values' order.

        ``by`` is a key of ``FACETS``. The value None stands for those without one; an article
        with several tags counts for each.
        """
        condition, values = self._conditions(where)
        value, tables = FACETS[by]
        if by in ("page", "section") and not self.has("imprints"):  # an older archive
            value, tables = "NULL", ""
        return self.rows(
            f"SELECT nullif({value}, '') AS value, count(*) FROM articles a {tables} "
            f"WHERE {condition} GROUP BY 1 ORDER BY value IS NULL, value",
            *values,
        )

    def period(self) -> tuple[dt.date | None, dt.date | None]:
        """Return the first and last day of the articles that have one."""
        # Each by itself comes from the index at once; together they go through all of it.
        first, last = self.rows(
            "SELECT (SELECT min(date) FROM articles WHERE date > ''), "
            "(SELECT max(date) FROM articles WHERE date > '')"
        )[0]
        if first is None:
            return None, None
        return dt.date.fromisoformat(first), dt.date.fromisoformat(last)

    def chunks(self, numbers: Iterable[int]) -> dict[int, Chunk]:
        """Return the chunks of those of ``numbers`` that are here."""
        rows = self.rows(
            "SELECT number, article, start, end FROM chunks "
            "WHERE number IN (SELECT value FROM json_each(?))",
            json.dumps([int(number) for number in numbers]),
        )
        articles = self.texts([row[1] for row in rows])
        return {
            number: Chunk(
                article_id=articles[article][0],
                start=start,
                end=end,
                text=articles[article][1][start:end],
            )
            for number, article, start, end in rows
            if article in articles
        }

    def headings(self, ids: Iterable[str]) -> dict[str, tuple[str, dt.date | None]]:
        """Return the title and date of those of ``ids`` that are here."""
        rows = self.rows(
            "SELECT id, title, date FROM articles WHERE id IN (SELECT value FROM json_each(?))",
            json.dumps(list(ids)),
        )
        return {id_: (title, as_date(id_, date)) for id_, title, date in rows}

    def embedded(self, ids: Sequence[str]) -> list[tuple[str, str, bytes]]:
        """Return the title, text and vector (float32 bytes) of each chunk of some articles."""
        rows = self.rows(
            "SELECT number, title, text FROM articles WHERE id IN (SELECT value FROM json_each(?))",
            json.dumps(ids),
        )
        return [
            (title, text[start:end], vector)
            for number, title, text in rows
            for start, end, vector in self.rows(
                "SELECT start, end, vector FROM chunks JOIN vectors ON chunk = number "
                "WHERE article = ? ORDER BY number",
                number,
            )
        ]

    def frequencies(self, tokens: Sequence[str]) -> dict[str, int]:
        """Return in how many chunks each token stands; tokens that stand in none are left out.

        A token with a star stands for all that begin with it, each of which is counted.
        """
        known = self._words.counts(self.state) if self._words else {}
        counts = self._counted([token for token in tokens if token not in known])
        known.update((token, count) for token, count in counts.items() if count >= COMMON)
        counts |= {token: known[token] for token in tokens if token in known}
        return counts

    def _counted(self, tokens: Sequence[str]) -> dict[str, int]:
        whole = [token for token in tokens if not token.endswith("*")]
        counts = dict(
            self.rows(
                "SELECT term, doc FROM json_each(?) JOIN vocabulary ON term = value",
                json.dumps(whole),
            )
        )
        for token in tokens:
            if token.endswith("*"):
                ((count,),) = self.rows(
                    "SELECT total(doc) FROM vocabulary WHERE term >= ? AND term < ?",
                    token[:-1],
                    token[:-1] + _LAST,
                )
                counts |= {token: int(count)} if count else {}
        return counts

    def matches(
        self, tokens: Sequence[str], where: Where | None, *, limit: int
    ) -> list[tuple[int, float]]:
        """Return the chunks with any of ``tokens``, best first: number, BM25 (higher is better).

        Ties are in the order of numbers. The tokens are those of
        :func:`qa.chinese.tokens.asked_tokens`.
        """
        lengths = self._words.lengths(self) if self._words and where is None else None
        if lengths:
            return self._best(tokens, lengths, limit)
        condition, values = self._conditions(where)
        # The plus keeps SQLite from asking the full-text index once for every row of the filter.
        inside = (
            ""
            if condition == "1"
            else "AND +rowid IN (SELECT c.number FROM chunks c JOIN articles a "
            f"ON c.article = a.number WHERE {condition})"
        )
        return [
            (number, -score)
            for number, score in self.rows(
                f"SELECT rowid, bm25(words) AS score FROM words WHERE words MATCH ? {inside} "
                "ORDER BY score, rowid LIMIT ?",
                " OR ".join(map(_phrase, tokens)),
                *values,
                limit,
            )
        ]

    def _best(self, tokens: Sequence[str], lengths: Lengths, limit: int) -> list[tuple[int, float]]:
        """Return what :meth:`matches` does: FTS5's bm25() looks each chunk's length up."""
        chunks, total = self.word_totals()
        there = self.occurrences(tokens)
        found = [
            (worth(chunks, len(there[token][0])), *there[token])
            for token in tokens
            if token in there
        ]
        return best(found, lengths=lengths.of, average=total / max(chunks, 1), limit=limit)

    def matches_among(
        self, tokens: Sequence[str], where: Where, *, limit: int
    ) -> list[tuple[int, float]]:
        """Return what :meth:`matches` does.

        The best of all are taken, more and more of them, until ``limit`` pass the filter: quick
        if a good part of all does.
        """
        import numpy as np

        numbers, asked = self.numbers(where), 4 * limit
        while True:
            found = self.matches(tokens, None, limit=asked)
            kept = np.isin([number for number, _ in found], numbers, assume_unique=True)
            if kept.sum() >= limit or len(found) < asked:
                return [pair for pair, keep in zip(found, kept, strict=True) if keep][:limit]
            asked *= 4

    def word_totals(self) -> tuple[int, int]:
        """Return how many rows the full-text index has, and how many tokens in all."""
        found = _varints(self.rows("SELECT block FROM words_data WHERE id = 1")[0][0])
        return (int(found[0]), int(found[1])) if len(found) else (0, 0)

    def word_lengths(self, numbers: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return how many tokens each chunk of ``numbers`` has: ascending, here, int64 (n,)."""
        rows = self.rows(
            "SELECT sz FROM words_docsize WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id",
            json.dumps(numbers.tolist()),
        )
        return _varints(b"".join(size for (size,) in rows))

    def lengths_after(self, number: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the chunks above ``number``, ascending, and how many tokens each has: int64."""
        import numpy as np

        # One text of them all, as of occurrences; the table is read in the order of ids. Asked for
        # together the two take half as long again.
        ((ids,),) = self.rows("SELECT group_concat(id) FROM words_docsize WHERE id > ?", number)
        ((sizes,),) = self.rows(
            "SELECT group_concat(hex(sz), '') FROM words_docsize WHERE id > ?", number
        )
        return np.fromstring(ids or "", np.int64, sep=","), _varints(bytes.fromhex(sizes or ""))

    def occurrences(
        self, tokens: Sequence[str]
    ) -> dict[str, tuple[NDArray[np.int64], NDArray[np.int64]]]:
        """Return the chunks that have each token, ascending, and how often: int64 (n,) each.

        A token with a star stands for all that begin with it.
        """
        import numpy as np

        # One row an occurrence, and one text of them all: a row a chunk would take ten times as
        # long, and FTS5 gives no counts. The table is of this connection, not in the archive.
        if "occurrences" not in self._filled:
            self._connection.execute(
                "CREATE VIRTUAL TABLE IF NOT EXISTS temp.occurrences "
                "USING fts5vocab(main, words, instance)"
            )
            self._filled["occurrences"] = True
        found = {}
        for token in tokens:
            # Asked for together they would be sorted first, which takes longer than all else.
            begun = token.endswith("*")
            ((joined,),) = self.rows(
                "SELECT group_concat(doc) FROM temp.occurrences WHERE "
                + ("term >= ? AND term < ?" if begun else "term = ?"),
                *((token[:-1], token[:-1] + _LAST) if begun else (token,)),
            )
            if joined:
                rows = np.fromstring(joined, np.int64, sep=",")
                found[token] = np.unique(rows, return_counts=True)
        return found

    def _article(self, row: tuple[Any, ...]) -> Article:
        tags = self.rows("SELECT tag FROM tags WHERE article = ? ORDER BY position", row[0])
        article = from_row(
            row[1:],
            [tag for (tag,) in tags],
            self._details(row[0]),
            self._places(row[0]),
            self._imprint(row[0]),
        )
        corrected = self._corrections(row[0])
        return replace(article, corrections=corrections_of(corrected[0])) if corrected else article

    def _corrections(self, article: int) -> tuple[Any, ...] | None:
        if not self._is_filled("places") or not self.has("corrections"):
            return None
        rows = self.rows(
            "SELECT made, text, title, pieces, text_places, title_places FROM corrections "
            "WHERE article = ?",
            article,
        )
        return rows[0] if rows else None

    def _details(self, article: int) -> tuple[str, str | None]:
        """Return captions and what the date is from: none of an article from before they were."""
        if not self.has("details"):
            return _NO_DETAILS
        rows = self.rows("SELECT captions, date_from FROM details WHERE article = ?", article)
        return rows[0] if rows else _NO_DETAILS

    def _places(self, article: int) -> tuple[bytes | None, bytes | None]:
        """Return where its characters are on a scan, packed: nothing for most articles."""
        if not self._is_filled("places"):
            return _NO_PLACES
        rows = self.rows("SELECT text, title FROM places WHERE article = ?", article)
        return rows[0] if rows else _NO_PLACES

    def _imprint(self, article: int) -> Imprint | None:
        """Return where an article stands in its paper; None of one from before that was kept."""
        if not self._is_filled("imprints"):
            return None
        for page, section, edition, issue in self.rows(
            "SELECT page, section, edition, issue FROM imprints WHERE article = ?", article
        ):
            return Imprint(page=page, section=section, edition=edition, issue=issue)
        return None

    def _conditions(self, where: Where | None) -> tuple[str, list[object]]:
        """Return a filter as SQL; nothing passes one on what an archive that is older has not."""
        printed = where is not None and (where.page, where.section) != (None, None)
        return ("0", []) if printed and not self.has("imprints") else conditions(where)

    def _is_filled(self, table: str) -> bool:
        """Whether a table is there and has rows, looked up once: most archives lack some."""
        if table not in self._filled:
            there = self.has(table) and bool(self.rows(f"SELECT 1 FROM {table} LIMIT 1"))
            self._filled[table] = there
        return self._filled[table]

    def has(self, table: str) -> bool:
        """Return whether there is a table: an older archive that is only read lacks the new."""
        return bool(self.rows("SELECT 1 FROM sqlite_schema WHERE name = ?", table))

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """Return all rows of a query; for the modules of this package."""
        return self._connection.execute(sql, values).fetchall()


def _varints(packed: bytes) -> NDArray[np.int64]:
    """Return the numbers that SQLite packed: 7 bits a byte, high ones first, int64 (n,).

    None here has more than 56 bits, from which on a ninth byte would have eight.
    """
    import numpy as np

    data = np.frombuffer(packed, np.uint8)
    ends = np.flatnonzero(data < 0x80)
    starts = np.concatenate([[0], ends[:-1] + 1])[: len(ends)]
    after = np.repeat(ends, ends - starts + 1) - np.arange(len(data))
    bits = (data & 0x7F).astype(np.int64) << 7 * after
    return np.add.reduceat(bits, starts) if len(ends) else bits


def _phrase(token: str) -> str:
    """Return a token as FTS5 takes it."""
    return f'"{token[:-1]}"*' if token.endswith("*") else f'"{token}"'


def conditions(where: Where | None) -> tuple[str, list[object]]:
    """Return a filter on ``articles a`` as SQL and its values; ``1`` if everything passes."""
    terms: list[tuple[str, object]] = []
    if where and where.since:
        terms.append(("a.date >= ?", where.since.isoformat()))
    if where and where.until:
        terms.append(("a.date <= ?", where.until.isoformat()))
    if where and where.source is not None:
        terms.append(("a.source = ?", where.source))
    if where and where.tag is not None:
        # The plus keeps SQLite from trying every tagged article with every one of the ids.
        number = "a.number" if where.ids is None else "+a.number"
        terms.append((f"{number} IN (SELECT article FROM tags WHERE tag = ?)", where.tag))
    if where and where.page is not None:
        terms.append((_PAGE, json.dumps(pages_asked(where.page))))
    if where and where.section is not None:
        terms.append((_SECTION, where.section))
    if where and where.ids is not None:
        terms.append(("a.id IN (SELECT value FROM json_each(?))", json.dumps(where.ids)))
    return " AND ".join(sql for sql, _ in terms) or "1", [value for _, value in terms]
