"""Writing an archive in Lance tables: whatever a batch did counts when its manifest is in place."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import threading
import time
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
from filelock import FileLock, Timeout

from qa.errors import ArchiveError, BusyError
from qa.records import Added, Span
from qa.store.lance.manifest import (
    FILE,
    Manifest,
    Version,
    read_manifest,
    sync_since,
    write_manifest,
)
from qa.store.lance.tables import SCHEMAS, Tables, among, chunk_schema
from qa.store.lance.view import LanceView
from qa.store.rows import (
    from_spans,
    to_corrections,
    to_details,
    to_places,
    to_row,
    to_spans,
    tokens,
)
from qa.store.store import match

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from qa.records import Article, Report
    from qa.store.lance.tables import Table
    from qa.store.rows import Entry, Recipe

__all__ = ["LanceStore", "LanceWriter"]

_LOCK = "write.lock"
_BATCHES = 20  # that are written before the tables are put in order
_GROWN = 10_000  # rows of the vocabulary that are not worth summing up
_PAGE = 256


class LanceStore:
    """The tables of an archive: see :class:`qa.store.protocols.ArticleStore`.

    Every table of Lance has versions, and a manifest names those that are the archive. A writer,
    alone by a lock, adds versions, brings them to the disk and puts the next manifest in place: a
    batch is there with that one step. What a killed one left is undone by the next writer.
    """

    def __init__(self, folder: Path, *, create: bool, wait: float = 10.0) -> None:
        """Open or make an archive; a writer waits ``wait`` seconds for another to finish.

        Raises :class:`ArchiveError` if there is none here, or something else,
        :class:`MismatchError` for another version's.
        """
        self._folder = folder
        self._wait = wait
        self._closed = False
        self._lock = threading.Lock()
        self._opened: dict[Version, Table] = {}
        if not (folder / FILE).is_file():
            self._make(create=create)
        read_manifest(folder)
        self._files = Tables(folder)

    @property
    def folder(self) -> Path:
        """Where it lies."""
        return self._folder

    @property
    def name(self) -> str:
        """What messages call it."""
        return str(self._folder)

    def close(self) -> None:
        """Let go of the tables; using them afterwards raises :class:`ArchiveError`."""
        self._closed = True
        self._opened.clear()

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[LanceView]:
        """Give a view that does not change while it is open. Writers are not held up.

        What a view reads is kept for an hour after it was replaced; a view that is open for longer
        raises :class:`BusyError`.
        """
        self._check_open()
        manifest = read_manifest(self._folder)
        try:
            yield LanceView(manifest, self._at(manifest.tables))
        except ArchiveError as error:
            if read_manifest(self._folder).keeps(manifest):
                raise
            raise BusyError(
                f"{self._folder}: was read for an hour while others wrote: try again"
            ) from error

    @contextlib.contextmanager
    def write(self) -> Iterator[LanceWriter]:
        """Give a writer; all it did is there when the block ends, and nothing if it raises.

        Raises :class:`BusyError` if another writer did not finish in time.
        """
        self._check_open()
        self.check_writable()
        with self._alone():
            manifest, began = read_manifest(self._folder), time.time()
            tables = {what: self._files.last(known) for what, known in manifest.tables.items()}
            writer = LanceWriter(manifest, tables, self._files, folder=self._folder)
            yield writer
            after = writer.finish(began)
            self._commit(after, began)

    def check_writable(self) -> None:
        """Raise :class:`ArchiveError` where this user may not write."""
        if not os.access(self._folder, os.W_OK):
            raise ArchiveError(
                f"{self._folder}: cannot be written: check the permissions of the folder"
            )

    def verify(self, view: Any, *, words: bool = True) -> Report:
        """Check every invariant in a view of this store: :func:`qa.store.lance.verify.verify`."""
        from qa.store.lance.verify import verify

        return verify(view, words=words)

    def _at(self, versions: Mapping[str, Version]) -> dict[str, Table]:
        """Return tables at their versions; those of the last view are open still."""
        with self._lock:
            known = self._opened
            opened = {one: known.get(one) or self._files.at(one) for one in versions.values()}
            self._opened = opened
        return {what: opened[version] for what, version in versions.items()}

    def _make(self, *, create: bool) -> None:
        folder = self._folder
        if not create:
            state = "is not an archive" if folder.exists() else "does not exist"
            raise ArchiveError(f"{folder}: {state}: name an archive, or add articles to make one")
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with self._alone():
                if (folder / FILE).is_file():
                    return
                mine = {_LOCK, f"{FILE}.tmp", *(f"{what}.lance" for what in SCHEMAS)}
                if others := {path.name for path in folder.iterdir()} - mine:
                    raise ArchiveError(
                        f"{folder}: is not an archive and not empty (has {min(others)}): "
                        "name a new folder"
                    )
                self._fill()
        except OSError as error:
            raise ArchiveError(
                f"{folder}: cannot make an archive here ({error.strerror})"
            ) from error

    def _fill(self) -> None:
        files, began = Tables(self._folder), time.time()
        files.drop_all_but(set())  # what was begun and killed
        made = {what: files.make(what, what, schema) for what, schema in SCHEMAS.items()}
        versions = {
            what: Version(name=what, number=table.version, since=began)
            for what, table in made.items()
        }
        empty = Manifest(stamp=secrets.token_hex(8), ended=began, tables=versions)
        self._commit(empty, began)

    def _commit(self, manifest: Manifest, began: float) -> None:
        try:
            sync_since(self._folder, began)
            write_manifest(self._folder, manifest)
        except OSError as error:
            raise ArchiveError(
                f"{self._folder}: this batch was not written ({error.strerror}): free some space, "
                "check the permissions"
            ) from error

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        lock = FileLock(self._folder / _LOCK, timeout=self._wait)
        try:
            lock.acquire()
        except Timeout as error:
            raise BusyError(
                f"{self._folder}: another process is writing (waited {self._wait:g} s): "
                "try again later"
            ) from error
        try:
            yield
        finally:
            lock.release()

    def _check_open(self) -> None:
        if self._closed:
            raise ArchiveError(f"{self._folder}: this archive was closed: open it again")


class LanceWriter(LanceView):
    """A view that can also change what it sees: see :class:`qa.store.protocols.ArticleWriter`."""

    def __init__(
        self, manifest: Manifest, tables: Mapping[str, Table], files: Tables, *, folder: Path
    ) -> None:
        """``tables`` are at their last versions, which are the manifest's."""
        super().__init__(manifest, tables)
        self._before = manifest
        self._names = {what: version.name for what, version in manifest.tables.items()}
        self._files = files
        self._folder = folder
        self._added: Counter[str] = Counter()  # chunks that have a term, more or less than before
        self._places: Counter[str] = Counter()
        self._origins: dict[int, tuple[Article, str]] = {}

    def claim(self, recipe: Recipe) -> None:
        """Set what makes the vectors, or raise :class:`MismatchError` if something else did."""
        there = self.recipe()
        if there is None:
            self._set(recipe=recipe)
            self._new_chunks(len(recipe.probe) // 4)
        else:
            match(str(self._folder), there, recipe)

    def put(self, entries: Sequence[Entry]) -> Added:
        """Add articles, replace those with other content, leave equal ones as they are."""
        known = self.content_hashes([entry.article.id for entry in entries])
        changed = {
            entry.article.id: entry
            for entry in entries
            if known.get(entry.article.id) != entry.content_hash
        }
        there = [id_ for id_ in changed if id_ in known]
        numbers = dict(self._of_ids(there, "id", "number"))
        self._strip(numbers.values())
        for id_ in changed:
            if id_ not in numbers:
                numbers[id_] = self.manifest.next_article
                self._set(next_article=numbers[id_] + 1)
        rows = [_row(entry, numbers[id_]) for id_, entry in changed.items()]
        if rows:
            corrected = self.manifest.corrected or any(row.get("corrections") for row in rows)
            self._set(corrected=corrected)
            self._tables["articles"].add(pa.Table.from_pylist(rows, SCHEMAS["articles"]))
            self._add_chunks(
                [
                    (row, [Span(start=x.start, end=x.end) for x in entry.chunks], entry.vectors)
                    for row, entry in zip(rows, changed.values(), strict=True)
                ]
            )
        return Added(
            added=len(changed) - len(there),
            replaced=len(there),
            unchanged=len(entries) - len(changed),
            ids=tuple(entry.article.id for entry in entries),
        )

    def delete(self, ids: Sequence[str]) -> int:
        """Delete articles and all that belongs to them; return how many there were."""
        numbers = self.article_numbers(ids)
        self._strip(numbers)
        return len(numbers)

    def replace_origin(self, article: Article, content_hash: str) -> None:
        """Store where an article came from anew: all of them at once, when the batch ends."""
        for number in self.article_numbers([article.id]):
            self._origins[number] = (article, content_hash)

    def set_moves(self, moves: str) -> None:
        """Note the folders that were moved: JSON, as :meth:`moves` returns it."""
        self._set(moves=moves)

    def sign(self, signed: Iterable[tuple[int, str, bytes | None]]) -> None:
        """Do nothing: every article here was put with its signature, and none is replaced."""

    def start_rebuild(self, recipe: Recipe) -> None:
        """Begin a rebuild, or go on with one that was begun for an equal embedder and chunking."""
        name = json.dumps([recipe.embedder, recipe.chunking])
        if self.manifest.rebuild != name:
            self._tables["staged"].delete("true")
            self._set(rebuild=name)

    def stage(self, entries: Sequence[Entry]) -> None:
        """Keep new chunks aside until all are made; readers do not see them."""
        ids = [entry.article.id for entry in entries]
        there = {id_: (number, digest) for number, id_, digest in self._of_ids(ids, *_STAGED)}
        rows = [
            {
                "article": there[entry.article.id][0],
                "digest": entry.content_hash,
                "spans": to_spans(entry.chunks),
                "vectors": b"".join(entry.vectors),
            }
            for entry in entries
            if there.get(entry.article.id, (0, ""))[1] == entry.content_hash
        ]
        if rows:
            self._tables["staged"].delete(among("article", [row["article"] for row in rows]))
            self._tables["staged"].add(pa.Table.from_pylist(rows, SCHEMAS["staged"]))

    def finish_rebuild(self, recipe: Recipe) -> None:
        """Put all staged chunks in the place of the old."""
        self._added.clear()
        self._places.clear()
        self._set(recipe=recipe, chunks=0, words=0, terms=0, rebuild=None)
        self._new_chunks(len(recipe.probe) // 4)
        after = 0
        while numbers := self._next(None, after, _PAGE):
            staged = {
                article: (from_spans(spans), vectors)
                for article, spans, vectors in self.rows(
                    "staged", "article", "spans", "vectors", where=among("article", numbers)
                )
            }
            rows = self._dicts(among("number", numbers))
            self._add_chunks(
                [
                    (row, spans, _split(vectors, len(spans)))
                    for row in rows
                    for spans, vectors in (staged[row["number"]],)
                ]
            )
            after = numbers[-1]
        self._tables["terms"].delete("true")
        self._tables["staged"].delete("true")

    def finish(self, began: float) -> Manifest:
        """Write what is left, put the tables in order now and then; return the manifest of it."""
        self._write_origins()
        self._write_terms()
        self._set(unsettled=self.manifest.unsettled + 1)
        if self.manifest.unsettled >= _BATCHES:
            self._settle()
        before = self._before.tables
        tables = {}
        for what, name in self._names.items():
            known, number = before.get(what), self._tables[what].version
            is_same = known and (known.name, known.number) == (name, number)
            tables[what] = (
                known if known and is_same else Version(name=name, number=number, since=began)
            )
        return self.manifest.followed(tables, time.time())

    def _set(self, **values: Any) -> None:
        self.manifest = replace(self.manifest, **values)

    def _new_chunks(self, dimension: int) -> None:
        name = f"chunks_{secrets.token_hex(4)}"
        self._tables["chunks"] = self._files.make(name, "chunks", chunk_schema(dimension))
        self._names["chunks"] = name

    def _add_chunks(
        self, items: Sequence[tuple[Mapping[str, Any], Sequence[Span], Sequence[bytes]]]
    ) -> None:
        """Add the chunks of articles, given as rows: their spans and vectors."""
        rows: list[dict[str, Any]] = []
        for row, spans, _ in items:
            same = {name: row[name] for name in _FILTERED}
            for span in spans:
                words = tokens(row["title"], row["text"][span.start : span.end])
                rows.append(
                    {
                        "number": self.manifest.next_chunk + len(rows),
                        "article": row["number"],
                        **same,
                        "first": span.start,
                        "last": span.end,
                        "words": words,
                    }
                )
        if not rows:
            return
        table = self._tables["chunks"]
        schema = chunk_schema(table.dimension)
        known = pa.Table.from_pylist(rows, schema.remove(schema.get_field_index("vector")))
        flat = np.frombuffer(b"".join(one for *_, made in items for one in made), np.float32)
        vectors = pa.FixedSizeListArray.from_arrays(pa.array(flat), table.dimension)
        table.add(known.append_column(schema.field("vector"), vectors))
        self._set(next_chunk=self.manifest.next_chunk + len(rows))
        self._count([row["words"] for row in rows], 1)

    def _strip(self, numbers: Iterable[int]) -> None:
        """Delete articles, their chunks and what was staged of them."""
        numbers = list(numbers)
        if not numbers:
            return
        own = among("article", numbers)
        self._count([words for (words,) in self.rows("chunks", "words", where=own)], -1)
        if "chunks" in self._tables:
            self._tables["chunks"].delete(own)
        if self.manifest.rebuild:
            self._tables["staged"].delete(own)
        self._tables["articles"].delete(among("number", numbers))

    def _count(self, rows: Sequence[str], sign: int) -> None:
        """Count chunks and their words in, or out."""
        total = 0
        for row in rows:
            words = Counter(row.split())
            total += words.total()
            for word, times in words.items():
                self._added[word] += sign
                self._places[word] += sign * times
        self._set(
            chunks=self.manifest.chunks + sign * len(rows),
            words=self.manifest.words + sign * total,
        )

    def _write_terms(self) -> None:
        terms = sorted(t for t in self._added if self._added[t] or self._places[t])
        if terms:
            chunks, places = ([of[term] for term in terms] for of in (self._added, self._places))
            rows = pa.table([terms, chunks, places], schema=SCHEMAS["terms"])
            self._tables["terms"].add(rows)

    def _write_origins(self) -> None:
        if not self._origins:
            return
        rows = self._dicts(among("number", self._origins))
        staged = dict(self.rows("staged", "article", "digest"))
        for row in rows:
            article, content_hash = self._origins[row["number"]]
            *_, row["origin"] = to_row(article, content_hash)
            *_, row["file"], row["sha256"] = to_details(article)
            if staged.get(row["number"]) == row["digest"]:
                staged[row["number"]] = content_hash
            row["digest"] = content_hash
        self._tables["articles"].update(pa.Table.from_pylist(rows, SCHEMAS["articles"]), "number")
        own = among("article", staged.keys() & self._origins.keys())
        if found := self._tables["staged"].read(*SCHEMAS["staged"].names, where=own).to_pylist():
            for row in found:
                row["digest"] = staged[row["article"]]
            self._tables["staged"].update(pa.Table.from_pylist(found, SCHEMAS["staged"]), "article")

    def _settle(self) -> None:
        """Put the tables in order. What a view may be reading is left."""
        self._files.drop_all_but(self._before.names | set(self._names.values()))
        terms = self._tables["terms"]
        if terms.count() > 2 * self.manifest.terms + _GROWN:
            known = sorted(self.vocabulary().items())
            columns = [
                [term for term, _ in known],
                *zip(*(counts for _, counts in known), strict=True),
            ]
            terms.replace(pa.table(columns, schema=SCHEMAS["terms"]))
            terms.index("terms")
            self._set(terms=len(known))
        for what, table in self._tables.items():
            table.settle(self._before.needed_since(what))
        self._set(unsettled=0)


_STAGED = ("number", "id", "digest")
_FILTERED = ("id", "date", "source", "page", "section", "tags")


def _split(vectors: bytes, count: int) -> list[bytes]:
    width = len(vectors) // max(1, count)
    return [vectors[i * width : (i + 1) * width] for i in range(count)]


def _row(entry: Entry, number: int) -> dict[str, Any]:
    """Return the row of an article."""
    article, printed = entry.article, entry.article.imprint
    id_, digest, title, text, date, byline, source, pull_quotes, origin = to_row(
        article, entry.content_hash
    )
    captions, date_from, file, sha256 = to_details(article)
    places, title_places = to_places(article) or (None, None)
    row: dict[str, Any] = {
        "number": number,
        "id": id_,
        "digest": digest,
        "title": title,
        "text": text,
        "date": date,
        "byline": byline,
        "source": source,
        "tags": list(article.tags),
        "pull_quotes": pull_quotes,
        "origin": origin,
        "captions": captions,
        "date_from": date_from,
        "file": file,
        "sha256": sha256,
        "text_places": places,
        "title_places": title_places,
        "imprint": printed is not None,
        **{
            name: printed and getattr(printed, name)
            for name in ("page", "section", "edition", "issue")
        },
        "signature": entry.signature or b"",
    }
    if entry.original and article.corrections:
        made = to_corrections(article, entry.original)
        row |= dict(zip(_CORRECTIONS, made, strict=True))
    return row


_CORRECTIONS = (
    "corrections",
    "first_text",
    "first_title",
    "first_pieces",
    "first_text_places",
    "first_title_places",
)
