"""A question and the chunks found for it, or some articles -> their sentences that say most.

Which articles are read says :mod:`qa.answering.scope`, which of their sentences may answer
:mod:`qa.answering.digest_candidates`, how far each does :mod:`qa.answering.scoring`, and in what
order they stand :mod:`qa.answering.arrangement`. Every sentence is the article's own, with its
citation. Only those with most of the words asked for, and of the best chunks, are embedded.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from qa.answering.arrangement import arranged, at_home, few, upper
from qa.answering.binding import binding_names
from qa.answering.citations import cited_articles
from qa.answering.digest_candidates import most_worded, of_article, of_question, sentences_read
from qa.answering.limits import LIMIT
from qa.answering.relevance import asks
from qa.answering.scope import period
from qa.answering.scoring import Scored, answering, promising, scored
from qa.answering.statements import whole_sentences
from qa.answering.superseded import superseded_by
from qa.answering.topics import topics
from qa.chinese.dates import no_such_day
from qa.chinese.questions import has_topic
from qa.records import Article, Citation, Digest, DigestItem, Hit, Refusal, Where

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping, Sequence

    from qa.interfaces import Embedder
    from qa.search.query import Query

__all__ = [
    "EMBEDDED",
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
"""How many articles of a day are read where its news are asked for."""

RELEVANT = 0.7
"""Score under which a sentence does not answer to the question: see :mod:`eval.bench.digests`."""

SHARE = 0.9
"""Part of the best sentence's score under which a sentence is left out."""

_LEAST = 2

_NEWS = re.compile(
    "要闻|头条|大事|事情|发生|报纸|日报|内容|简报|摘要|综述|汇总|总结|概览|看看|讲讲|说说|一览"
    "|事情|事(?!故|件|业|实)"
)
"""What a question has that asks for a day's news and for no matter."""


def digest_question(
    query: Query,
    *,
    find: Callable[[Where | None], tuple[Sequence[Hit], Mapping[str, Article]]],
    listed: Callable[[Where], Sequence[Article]] | None = None,
    embedder: Embedder,
    where: Where | None = None,
    limit: int = LIMIT,
) -> Digest:
    """Digest what ``find`` returns for a filter: the hits and their articles.

    Where the question names days and ``where`` has none, only articles of these days are taken
    (and, of a single day, those of the next, whose paper reports it); if they give no digest,
    those of all days. Where it names one day and nothing else (昨天的新闻), the best sentence of
    each article of that day is given, of those that ``listed`` returns. Refused where the question
    names a day that no calendar has, and where it has nothing that a digest could be of (吃了吗).
    Raises as :func:`digest_hits`.
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
        )

    since, until = period(query.dates)
    of_days = where and (where.since or where.until)
    if listed and since and not of_days and _is_of_a_day(query):
        there = listed(replace(where or Where(), since=since, until=since))
        of_day = digest_articles(there, embedder=embedder, limit=limit, each_once=True)
        if of_day.text is not None:
            return replace(of_day, question=query.text, dates=query.dates, since=since, until=since)
    if since is None or of_days:
        return digest(where)
    inside = digest(replace(where or Where(), since=since, until=until), since, until)
    return digest(where, since, until, widened=True) if inside.text is None else inside


def _unasked(query: Query) -> Refusal | None:
    """Return why no digest can be made of what is asked, whatever there is to be found."""
    if no_such_day(query.simplified):
        return Refusal.NO_SUCH_DAY
    return None if query.dates or has_topic(query.simplified) else Refusal.NO_QUESTION


def _is_of_a_day(query: Query) -> bool:
    """Whether a question names one day, and nothing else that news could be of: 昨天的新闻."""
    (first, *others), question = query.dates, query.simplified
    if others or first.since != first.until or binding_names(question):
        return False
    return not topics(_NEWS.sub(" ", question), query.days, ())


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
) -> Digest:
    """Digest the sentences of the hits' chunks (of 8 to 300 characters) that answer to a question.

    Each name of the question stands in the sentence, or over it in its article. At most ``limit``
    sentences: the best two of each article before any third one; none whose score is under
    ``relevant`` or ``share`` of the best, both in [0, 1]. ``since``, ``until`` and ``widened`` say
    how the hits were found: see :class:`Digest`. Refused (``text`` is None) without such a
    sentence; at most :data:`OWN` of one article, or :data:`ALONE` where no other has any or a
    fact is asked for. Raises :class:`ArchiveError` for a chunk that its article does not have.
    """
    articles = cited_articles([hits], get_article)
    read = sentences_read(hits, articles)
    is_superseded = superseded_by(list(articles.values()))
    told = (
        one
        for one in of_question(query, hits, articles)
        if not is_superseded(one.text, one.article)
    )
    candidates = promising(list(told), EMBEDDED)
    found = answering(candidates, embedder, relevant=relevant, share=share)
    best = upper(at_home(found), share)
    kept = few(best, asks=asks(query.simplified))
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
    each_once: bool = False,
) -> Digest:
    """Digest articles: their sentences that say most of what their title (or first one) says.

    At most ``limit`` sentences of 8 to 300 characters: the best one of each article before any
    second one, and no second one if ``each_once``; none whose score is under :data:`SHARE` of its
    article's best. Refused (``text`` is None) where there are none.
    """
    read = [list(whole_sentences(article.text)) for article in articles]
    most = max(_LEAST, EMBEDDED // max(len(articles), 1))
    candidates = [one for article in articles for one in most_worded(of_article(article), most)]
    own: dict[str, list[Scored]] = defaultdict(list)
    for one in scored(candidates, embedder):
        own[one.article.id].append(one)
    first = 1 if each_once else None
    best = [
        one
        for of_one in own.values()
        for one in sorted(upper(of_one, SHARE), key=lambda one: -one.score)[:first]
    ]
    items, left_out = arranged(best, each=1, limit=limit)
    return Digest(
        question=None,
        items=items,
        text=_text(items),
        citations=_citations(items),
        reason=None if items else Refusal.NO_SENTENCES,
        sentences_read=sum(map(len, read)),
        left_out=left_out,
    )


def _text(items: Sequence[DigestItem]) -> str | None:
    return "\n".join(item.text for item in items) if items else None


def _citations(items: Sequence[DigestItem]) -> tuple[Citation, ...]:
    return tuple(citation for item in items for citation in item.citations)
