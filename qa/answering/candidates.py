"""Which sentences of the articles found may answer a question, and what is seen of each.

A candidate is the article's own words, stands with the names that the question asks of (see
:mod:`qa.answering.binding`), says something by itself (:mod:`qa.answering.statements`) and is of
the days asked of (:mod:`qa.answering.scope`). How far it speaks of the rest of the question
(:mod:`qa.answering.topics`), and how, is its evidence: :mod:`qa.answering.relevance` weighs it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.answering.binding import Told, binding_names, is_bound, is_unplaced, part_of, stands
from qa.answering.relevance import Evidence, asks, is_comment
from qa.answering.saying import has_fact, is_appraisal, is_scene
from qa.answering.scope import in_period
from qa.answering.statements import LONGEST, SHORTEST, overlaps, statements, whole_sentences
from qa.answering.topics import GENERAL, Topic, rarities, share, topics
from qa.chinese.fold import folded
from qa.chinese.tokens import bigrams
from qa.records import Article, Hit, Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qa.chinese.proper_names import Name
    from qa.search.query import Query

__all__ = ["Candidate", "most_worded", "of_article", "of_question", "sentences_read"]

_LIFT = 0.3
_OWN_PART = 0.4
_HEADED = 0.65


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A sentence and what is asked of it.

    ``words`` in [0, 1] is the share of what is asked that it speaks of, ``lift`` in [0, 1] the rank
    of where it was found. Of a question, ``evidence`` is what is seen of it before it is embedded.
    """

    asked: str
    article: Article
    span: Span
    words: float
    lift: float = 0.0
    evidence: Evidence | None = None

    @property
    def text(self) -> str:
        """The article's own words."""
        return self.article.text[self.span.start : self.span.end]


def of_question(
    query: Query, hits: Sequence[Hit], articles: Mapping[str, Article]
) -> list[Candidate]:
    """Return the sentences of the hits' chunks that say something of what the question names."""
    names = binding_names(query.simplified)
    asked = topics(query.simplified, query.days, names)
    found = _chunks(hits)
    told = {id_: Told(articles[id_]) for id_ in found}
    weights = rarities(asked, [f"{one.title}\n{one.text}" for one in told.values()])
    return [
        _candidate(query, told[id_], span, names=names, asked=asked, weights=weights, hits=hits)
        for id_, chunks in found.items()
        for span in statements(told[id_].article, chunks)
        if is_bound(told[id_], span, names)
        and (names or not is_unplaced(told[id_], span))
        and in_period(told[id_].article, span, query.dates)
    ]


def of_article(article: Article) -> list[Candidate]:
    """Return the sentences of an article, each asked for what its title, or the first, says."""
    spans = list(statements(article))
    if not spans:
        return []
    asked = folded(article.title.strip() or article.text[spans[0].start : spans[0].end]).text
    wanted = _wanted(asked)
    return [
        Candidate(
            asked=asked,
            article=article,
            span=span,
            words=_words(wanted, article.text[span.start : span.end]),
            lift=1 - place / len(spans),
        )
        for place, span in enumerate(spans)
    ]


def most_worded(found: Sequence[Candidate], count: int) -> list[Candidate]:
    """Return at most ``count`` sentences, those with the most of the words and the best places."""
    ranked = sorted(found, key=lambda one: -(one.words + _LIFT * one.lift))
    return ranked[:count]


def sentences_read(hits: Sequence[Hit], articles: Mapping[str, Article]) -> int:
    """Return how many sentences the hits' chunks have."""
    return sum(
        SHORTEST <= span.end - span.start <= LONGEST and overlaps(span, spans)
        for id_, spans in _chunks(hits).items()
        for span in whole_sentences(articles[id_].text)
    )


def _chunks(hits: Sequence[Hit]) -> dict[str, list[Span]]:
    """Return where the chunks of each article stand, best first."""
    spans: dict[str, list[Span]] = defaultdict(list)
    for hit in hits:
        spans[hit.chunk.article_id].append(Span(start=hit.chunk.start, end=hit.chunk.end))
    return spans


def _candidate(
    query: Query,
    told: Told,
    span: Span,
    *,
    names: Sequence[Name],
    asked: Sequence[Topic],
    weights: Sequence[float],
    hits: Sequence[Hit],
) -> Candidate:
    """Return a sentence with what is seen of it beside the question."""
    own, (title, lead) = told.slice(span), told.heads(span)
    title = part_of(title, names)
    said, titled, led, together = (
        share(asked, weights, text) if asked else _named(names, text)
        for text in (own, title, f"{title}\n{lead}", f"{title}\n{lead}\n{own}")
    )
    evidence = Evidence(
        near=0.0,
        near_title=0.0,
        said=said,
        titled=titled,
        led=led,
        together=together,
        named=_named(names, own),
        heading=_named(names, f"{title}\n{lead}"),
        place=span.start / max(len(told.text), 1),
        comment=is_comment(told.title),
        fact=has_fact(own),
        pale=not asks(query.simplified) and (is_appraisal(own) or is_scene(own)),
        headed=0.0 if is_comment(told.title) else _headed(said, titled, _named(names, title)),
        asks=asks(query.simplified),
        length=len(own),
        words=len(asked),
    )
    return Candidate(
        asked=query.simplified,
        article=told.article,
        span=span,
        words=(2 * said + together) / 3,
        lift=_lift(told.article.id, span, hits),
        evidence=evidence,
    )


def _headed(said: float, titled: float, named: float) -> float:
    """Return how far a title speaks of what is asked if it has every name and most of the rest.

    It counts less for a sentence that has little of it: not all of an article is of its title.
    """
    return titled * min(1.0, said + _OWN_PART) if named == 1 and titled >= _HEADED else 0.0


def _named(names: Sequence[Name], text: str) -> float:
    return sum(stands(name, text) for name in names) / len(names) if names else 1.0


def _lift(id_: str, span: Span, hits: Sequence[Hit]) -> float:
    """Return the rank of the best chunk that has a part of a span: 1 for the first, near 0 last."""
    for rank, hit in enumerate(hits):
        chunk = hit.chunk
        if chunk.article_id == id_ and span.start < chunk.end and chunk.start < span.end:
            return 1 - rank / len(hits)
    return 0.0


def _wanted(title: str) -> frozenset[str]:
    """Return what a title says beside general words, in bigrams; those too if there is no other."""
    plain = frozenset(token for token in bigrams(GENERAL.sub(" ", title)) if len(token) > 1)
    return plain or frozenset(bigrams(title))


def _words(wanted: frozenset[str], text: str) -> float:
    return len(wanted.intersection(bigrams(text))) / len(wanted) if wanted else 1.0
