"""A question and the chunks found for it, or some articles -> their sentences that say most.

Which articles are read says :mod:`qa.answering.scope`, which of their sentences may answer
:mod:`qa.answering.digest_candidates`, how far each does :mod:`qa.answering.scoring`, and in what
order they stand :mod:`qa.answering.arrangement`. Every sentence is the article's own, with its
citation. Only those with most of the words asked for, and of the best chunks, are embedded.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from qa.answering.arrangement import arranged, at_home, few, upper
from qa.answering.citations import cited_articles
from qa.answering.digest_candidates import most_worded, of_article, of_question, sentences_read
from qa.answering.limits import LIMIT
from qa.answering.news import asks_for_news, days_of, lines, scored_line
from qa.answering.relevance import asks
from qa.answering.saying import is_scene
from qa.answering.scope import period
from qa.answering.scoring import Scored, answering, promising, scored
from qa.answering.statements import whole_sentences
from qa.answering.superseded import superseded_by
from qa.chinese.dates import no_such_day
from qa.chinese.questions import has_topic
from qa.records import Article, Citation, Digest, DigestItem, Hit, Refusal, Where

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping, Sequence

    from qa.answering.statements import LeadOf
    from qa.interfaces import Embedder
    from qa.search.query import Query

__all__ = [
    "EMBEDDED",
    "NEARLY",
    "OF_A_DAY",
    "RELEVANT",
    "SHARE",
    "digest_articles",
    "digest_hits",
    "digest_question",
]

EMBEDDED = 48
"""How many sentences are embedded at most: it takes seconds a hundred on one core."""

OF_A_DAY = 100
"""How many articles are read where the news of days are asked for."""

RELEVANT = 0.7
"""Score under which a sentence does not answer to the question: see :mod:`eval.bench.digests`."""

NEARLY = 0.66
"""Score under which none does where no other sentence is relevant."""

SHARE = 0.9
"""Part of the best sentence's score under which a sentence is left out."""

_LEAST = 2


def digest_question(
    query: Query,
    *,
    find: Callable[[Where | None], tuple[Sequence[Hit], Mapping[str, Article]]],
    listed: Callable[[Where, int], Sequence[Article]] | None = None,
    lead_of: LeadOf | None = None,
    last: dt.date | None = None,
    embedder: Embedder,
    where: Where | None = None,
    limit: int = LIMIT,
) -> Digest:
    """Digest what ``find`` returns for a filter: the hits and their articles.

    Where the question names days and ``where`` has none, only articles of these days are taken
    (and, of a single day, those of the next, whose paper reports it); if they give no digest,
    those of all days. Where it asks for the news of up to a month and nothing else (昨天的新闻), or
    for news and no day (最新消息: of the ``last`` day), the line that ``lead_of`` finds of each
    article is given, of at most :data:`OF_A_DAY` that ``listed`` returns of these days. Refused
    where the question names a day that no calendar has, and where it has nothing that a digest
    could be of (吃了吗). Raises as :func:`digest_hits`.
    """
    if reason := _unasked(query):
        return Digest(
            question=query.text,
            items=(),
            text=None,
            citations=(),
            reason=reason,
            dates=query.dates,
        )

    def digest(
        where: Where | None,
        since: dt.date | None = None,
        until: dt.date | None = None,
        *,
        widened: bool = False,
    ) -> Digest:
        hits, articles = find(where)
        return digest_hits(
            query,
            hits,
            embedder=embedder,
            get_article=articles.__getitem__,
            limit=limit,
            since=since,
            until=until,
            widened=widened,
            lead_of=lead_of,
        )

    since, until = period(query.dates)
    of_days = where and (where.since or where.until)
    if listed and lead_of and not of_days and asks_for_news(query):
        days = days_of(query.dates) if query.dates else [last] if last else []
        there = [listed(replace(where or Where(), since=day, until=day), OF_A_DAY) for day in days]
        of_news = _of_news(there, lead_of, limit)
        if of_news.text is not None:
            return replace(
                of_news, question=query.text, dates=query.dates, since=min(days), until=max(days)
            )
    if since is None or of_days:
        return digest(where)
    inside = digest(replace(where or Where(), since=since, until=until), since, until)
    return digest(where, since, until, widened=True) if inside.text is None else inside


def _unasked(query: Query) -> Refusal | None:
    """Return why no digest can be made of what is asked, whatever there is to be found."""
    if no_such_day(query.simplified):
        return Refusal.NO_SUCH_DAY
    return None if query.dates or has_topic(query.simplified) else Refusal.NO_QUESTION


def _of_news(days: Sequence[Sequence[Article]], lead_of: LeadOf, limit: int) -> Digest:
    """Digest the articles of some days: a line of each."""
    told = lines(days, lead_of, most=OF_A_DAY)
    return _each_of(told, limit, sentences_read=sum(_count(one.article) for one in told))


def _each_of(best: Sequence[Scored], limit: int, *, sentences_read: int) -> Digest:
    """Digest articles by their best sentences: one of each before the second of any."""
    items, left_out = arranged(best, each=1, limit=limit)
    return Digest(
        question=None,
        items=items,
        text=_text(items),
        citations=_citations(items),
        reason=None if items else Refusal.NO_SENTENCES,
        sentences_read=sentences_read,
        left_out=left_out,
    )


def _count(article: Article) -> int:
    return sum(1 for _ in whole_sentences(article.text))


def digest_hits(
    query: Query,
    hits: Sequence[Hit],
    *,
    embedder: Embedder,
    get_article: Callable[[str], Article],
    limit: int = LIMIT,
    relevant: float = RELEVANT,
    share: float = SHARE,
    since: dt.date | None = None,
    until: dt.date | None = None,
    widened: bool = False,
    lead_of: LeadOf | None = None,
) -> Digest:
    """Digest the sentences of the hits' chunks (of 8 to 300 characters) that answer to a question.

    Each name of the question stands in the sentence, or over it in its article. At most ``limit``
    sentences: the best two of each article before any third one; none whose score is under
    ``relevant`` (:data:`NEARLY` where none has more) or ``share`` of the best, all in [0, 1]; but
    ``share`` is not asked of the lead, found by ``lead_of``, of an article whose headline has all
    that is asked of. ``since``, ``until`` and ``widened`` say how the hits were found: see
    :class:`Digest`. Refused (``text`` is None) without such a sentence; at most :data:`OWN` of one
    article, or :data:`ALONE` where no other has any or a fact is asked for. Raises
    :class:`ArchiveError` for a chunk that its article does not have.
    """
    articles = cited_articles([hits], get_article)
    read = sentences_read(hits, articles)
    is_superseded = superseded_by(list(articles.values()))
    told = (
        one
        for one in of_question(query, hits, articles, lead_of)
        if not is_superseded(one.text, one.article)
    )
    candidates = promising(list(told), EMBEDDED)
    nearly = answering(candidates, embedder, relevant=min(relevant, NEARLY), share=share)
    found = [one for one in nearly if one.score >= relevant] or nearly
    best = upper(at_home(found), share)
    kept = few(best, asks=asks(query.simplified) == 1)
    items, left_out = arranged(kept, each=2, limit=limit)
    left_out += len(best) - len(kept)
    none = Refusal.NOT_RELEVANT if hits else Refusal.NO_ARTICLES
    return Digest(
        question=query.text,
        items=items,
        text=_text(items),
        citations=_citations(items),
        reason=None if items else none,
        sentences_read=read,
        left_out=left_out,
        dates=query.dates,
        since=since,
        until=until,
        widened=widened,
    )


def digest_articles(
    articles: Sequence[Article],
    *,
    embedder: Embedder,
    limit: int = LIMIT,
    lead_of: LeadOf | None = None,
) -> Digest:
    """Digest articles: their sentences that say most of what their title (or first one) says.

    At most ``limit`` sentences of 8 to 300 characters: the best one of each article before any
    second one; none whose score is under :data:`SHARE` of its article's best. The best one is what
    ``lead_of`` finds, if it is given and finds any. Refused (``text`` is None) where there are
    none.
    """
    most = max(_LEAST, EMBEDDED // max(len(articles), 1))
    candidates = [one for article in articles for one in most_worded(of_article(article), most)]
    own: dict[str, list[Scored]] = defaultdict(list)
    for one in scored(candidates, embedder):
        own[one.article.id].append(one)
    best = [
        one for article in articles for one in _best_of(article, own.get(article.id, []), lead_of)
    ]
    return _each_of(best, limit, sentences_read=sum(map(_count, articles)))


def _best_of(article: Article, own: Sequence[Scored], lead_of: LeadOf | None) -> list[Scored]:
    """Return the best of an article's sentences, its lead first, and no scene after it."""
    best = upper(own, SHARE)
    lead = lead_of and scored_line(article, lead_of)
    if not lead:
        return best
    return [
        replace(lead, score=max((one.score for one in own), default=1.0)),
        *(one for one in best if not one.span.meets(lead.span) and not is_scene(one.said.text)),
    ]


def _text(items: Sequence[DigestItem]) -> str | None:
    return "\n".join(item.text for item in items) if items else None


def _citations(items: Sequence[DigestItem]) -> tuple[Citation, ...]:
    return tuple(citation for item in items for citation in item.citations)
