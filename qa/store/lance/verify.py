"""Every invariant of an archive in Lance tables, checked."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from qa.chinese.simhash import signature
from qa.records import Report
from qa.store.lance.tables import among
from qa.store.rows import content_hash, tokens
from qa.store.verify import lengths_problems, recipe_problems, spans_problems, words_problems

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.store.lance.view import LanceView
    from qa.store.rows import Entry

__all__ = ["verify"]

_PAGE = 256
_SAMPLE = 100  # words that are looked up in Lance's index
_COPIED = ("id", "date", "source", "page", "section", "tags")


def verify(view: LanceView, *, words: bool = True) -> Report:
    """Check a view: rows against rows, content hashes, spans, vectors, words, counts.

    The last two not without ``words``: those of another version have other tokens. Of Lance's
    own index of words a hundred, evenly spaced, are looked up.
    """
    problems = tuple(_problems(view, with_words=words))
    chunks = view.count()
    return Report(
        articles=view.count("articles"),
        chunks=chunks,
        vectors=chunks,
        words=chunks,
        problems=problems,
    )


def _problems(view: LanceView, *, with_words: bool) -> Iterator[str]:
    yield from recipe_problems(view.recipe(), view.count())
    yield from _numbers(view)
    words: Counter[str] = Counter()
    having: Counter[str] = Counter()
    for numbers, vectors in view.vectors():
        yield from lengths_problems(numbers, vectors)
    after = 0
    while page := view.entries(after=after, limit=_PAGE):
        copies = _copies(view, [number for number, _ in page])
        for number, entry in page:
            article = entry.article
            yield from _entry(entry)
            for chunk, start, end, kept, is_same in copies.get(number, ()):
                row = tokens(article.title, article.text[start:end])
                words.update(row.split())
                having.update(set(row.split()))
                if with_words and kept != row:
                    yield f"chunk {chunk}: its words are not its text's"
                if not is_same:
                    yield f"chunk {chunk}: is filtered otherwise than its article"
        after = page[-1][0]
    if with_words:
        yield from words_problems(view.vocabulary(), words, having)
        yield from _index(view, having)
        if words.total() != view.manifest.words:
            yield f"{words.total()} words of chunks instead of {view.manifest.words}"


def _entry(entry: Entry) -> Iterator[str]:
    article = entry.article
    if content_hash(article) != entry.content_hash:
        yield f"article {article.id!r}: its content is not what was added"
    if entry.signature != signature(article.text):
        yield f"article {article.id!r}: its signature is not its text's"
    spans = sorted((chunk.start, chunk.end) for chunk in entry.chunks)
    yield from spans_problems(article.id, article.text, spans)


def _numbers(view: LanceView) -> Iterator[str]:
    """Check the numbers and ids, which are given once, and that each chunk has an article."""
    articles = view.rows("articles", "number", "id")
    chunks = view.rows("chunks", "number", "article")
    known = {number for number, _ in articles}
    if view.count() != view.manifest.chunks:
        yield f"{view.count()} chunks instead of {view.manifest.chunks}"
    for what, values in (
        ("article number", [number for number, _ in articles]),
        ("article id", [id_ for _, id_ in articles]),
        ("chunk number", [number for number, _ in chunks]),
    ):
        yield from (f"{what} {x!r} is there twice" for x, n in Counter(values).items() if n > 1)
    if max(known, default=0) >= view.manifest.next_article:
        yield "an article has a number that was not given yet"
    if max((number for number, _ in chunks), default=0) >= view.manifest.next_chunk:
        yield "a chunk has a number that was not given yet"
    yield from (f"chunk {number} without an article" for number, own in chunks if own not in known)


def _copies(
    view: LanceView, numbers: list[int]
) -> dict[int, list[tuple[int, int, int, str, bool]]]:
    """Return, by article, number, span and words of its chunks; whether a filter sees it so too."""
    own = {
        number: rest
        for number, *rest in view.rows(
            "articles", "number", *_COPIED, where=among("number", numbers)
        )
    }
    found: dict[int, list[tuple[int, int, int, str, bool]]] = {}
    columns = ("article", "number", "first", "last", "words")
    for article, number, first, last, words, *rest in view.rows(
        "chunks", *columns, *_COPIED, where=among("article", numbers)
    ):
        found.setdefault(article, []).append((number, first, last, words, rest == own[article]))
    return found


def _index(view: LanceView, having: Counter[str]) -> Iterator[str]:
    """Look words up in Lance's index."""
    terms = sorted(having)
    for term in terms[:: max(1, len(terms) // _SAMPLE)]:
        found = view.count_worded(term)
        if found != having[term]:
            yield f"word {term!r}: found in {found} chunks instead of {having[term]}"
