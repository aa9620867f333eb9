"""A question and the chunks found for it, or some articles -> their sentences that say most.

Every sentence is the article's own. Its score in [0, 1] is the mean of two shares:

``near``   ``max(0, (cosine - base) / (1 - base))``, the cosine being that of the question and the
           sentence, the base that of the question and unrelated news (the mean): embedders
           differ in where they put texts that have nothing in common.
``words``  the share of the question's bigrams that stand in the sentence; days and question
           words do not count.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from qa.answering.citations import cite, cited_articles, dates_in
from qa.checking.faithfulness import repeats
from qa.checking.source import Source
from qa.chinese.sentences import sentences
from qa.chinese.tokens import bigrams
from qa.records import (
    Article,
    Citation,
    DateMention,
    Digest,
    DigestItem,
    Hit,
    Refusal,
    Span,
    Where,
)
from qa.search.encode import embed

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from qa.interfaces import Embedder
    from qa.search.query import Query

__all__ = [
    "CHUNKS",
    "LIMIT",
    "RELEVANT",
    "SHARE",
    "digest_articles",
    "digest_hits",
    "digest_question",
]

CHUNKS = 50
"""How many chunks are found whose sentences are read: many more than for an answer."""

LIMIT = 12
"""How many sentences a digest has at most."""

RELEVANT = 0.3
"""Score under which a sentence does not answer to the question: see :mod:`eval.bench.digests`."""

SHARE = 0.5
"""Part of the best sentence's score under which a sentence is left out."""

_SHORTEST, _LONGEST = 8, 300
_ASKING = frozenset("的了吗呢么哪谁几多少怎如何是些什")
_UNRELATED = (
    "气象台预计明天白天多云，最高气温二十六摄氏度，偏南风三级。",
    "客队在第七十八分钟扳平比分，两队最终握手言和。",
    "考古人员在墓葬中清理出青铜器和漆器共四十余件。",
    "受国际油价上涨影响，三大股指早盘低开，航空板块跌幅居前。",
    "这部影片讲述一位乡村教师和他的学生们的故事，下月上映。",
    "研究人员在深海沉积物中发现一种以甲烷为食的细菌。",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scored:
    """A sentence; ``rank`` is its place among those of its article, best first, from 0."""

    article: Article
    span: Span
    said: Source
    score: float
    rank: int = 0


def digest_question(
    query: Query,
    *,
    find: Callable[[Where | None], tuple[Sequence[Hit], Mapping[str, Article]]],
    embedder: Embedder,
    where: Where | None = None,
    limit: int = LIMIT,
) -> Digest:
    """Digest what ``find`` returns for a filter: the hits and their articles.

    Where the question names days and ``where`` has none, only articles of these days are taken
    (and, of a single day, those of the next, whose paper reports it); if they give no digest,
    those of all days. Raises as :func:`digest_hits`.
    """

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

    since, until = _period(query.dates)
    if since is None or (where and (where.since or where.until)):
        return digest(where)
    inside = digest(replace(where or Where(), since=since, until=until), since, until)
    return digest(where, since, until, widened=True) if inside.text is None else inside


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

    At most ``limit`` sentences: the best two of each article before any third one; none whose
    score is under ``relevant`` or ``share`` of the best, both in [0, 1]. ``since``, ``until`` and
    ``widened`` say how the hits were found: see :class:`Digest`. Refused (``text`` is None)
    without such a sentence. Raises :class:`ArchiveError` for a chunk that its article does not
    have.
    """
    articles = cited_articles([hits], get_article)
    spans = {id_: list(_sentences(article)) for id_, article in articles.items()}
    places = {
        (hit.chunk.article_id, span.start): (query.text, articles[hit.chunk.article_id], span)
        for hit in hits
        for span in spans[hit.chunk.article_id]
        if span.start < hit.chunk.end and hit.chunk.start < span.end
    }
    scored = _scored(list(places.values()), embedder, query.dates)
    upper = _upper((one for one in scored if one.score >= relevant), share)
    items, left_out = _items(upper, each=2, limit=limit)
    none = Refusal.NOT_RELEVANT if hits else Refusal.NO_ARTICLES
    return Digest(
        question=query.text,
        items=items,
        text=_text(items),
        citations=_citations(items),
        reason=None if items else none,
        sentences_read=len(scored),
        left_out=left_out,
        dates=query.dates,
        since=since,
        until=until,
        widened=widened,
    )


def digest_articles(
    articles: Sequence[Article], *, embedder: Embedder, limit: int = LIMIT
) -> Digest:
    """Digest articles: their sentences that say most of what their title (or first one) says.

    At most ``limit`` sentences of 8 to 300 characters: the best one of each article before any
    second one; none whose score is under :data:`SHARE` of its article's best. Refused (``text`` is
    None) where there are none.
    """
    places = [
        (article.title.strip() or article.text[spans[0].start : spans[0].end], article, span)
        for article in articles
        if (spans := list(_sentences(article)))
        for span in spans
    ]
    own: dict[str, list[_Scored]] = defaultdict(list)
    for one in _scored(places, embedder):
        own[one.article.id].append(one)
    upper = [one for scored in own.values() for one in _upper(scored, SHARE)]
    items, left_out = _items(upper, each=1, limit=limit)
    return Digest(
        question=None,
        items=items,
        text=_text(items),
        citations=_citations(items),
        reason=None if items else Refusal.NO_SENTENCES,
        sentences_read=len(places),
        left_out=left_out,
    )


def _period(dates: Sequence[DateMention]) -> tuple[dt.date, dt.date] | tuple[None, None]:
    if not dates:
        return None, None
    since = min(mention.since for mention in dates)
    until = max(mention.until for mention in dates)
    if since == until and until < until.max:
        until = until.fromordinal(until.toordinal() + 1)
    return since, until


def _sentences(article: Article) -> Iterator[Span]:
    for span in sentences(article.text):
        fits = _SHORTEST <= span.end - span.start <= _LONGEST
        if fits and bigrams(article.text[span.start : span.end]):
            yield span


def _scored(
    places: Sequence[tuple[str, Article, Span]],
    embedder: Embedder,
    dates: Sequence[DateMention] = (),
) -> list[_Scored]:
    """Score each sentence for what is asked of it."""
    if not places:
        return []
    texts = [Source(article.text[span.start : span.end]) for _, article, span in places]
    questions = list(dict.fromkeys(question for question, _, _ in places))
    rows = embed(embedder, [*(said.text for said in texts), *_UNRELATED])
    asked = dict(zip(questions, embed(embedder, questions, queries=True), strict=True))
    bases = {question: float(np.mean(rows[len(texts) :] @ row)) for question, row in asked.items()}
    wanted = {question: _wanted(question, dates) for question in questions}
    scored = []
    for (question, article, span), said, row in zip(places, texts, rows, strict=False):
        base = bases[question]
        near = (float(row @ asked[question]) - base) / max(1 - base, 1e-6)
        words = len(wanted[question] & said.bigrams) / max(len(wanted[question]), 1)
        score = (min(max(near, 0.0), 1.0) + words) / 2
        scored.append(_Scored(article=article, span=span, said=said, score=score))
    return scored


def _upper(scored: Iterable[_Scored], share: float) -> list[_Scored]:
    found = list(scored)
    best = max((one.score for one in found), default=0.0)
    return [one for one in found if one.score >= share * best]


def _wanted(question: str, dates: Sequence[DateMention]) -> set[str]:
    rest = list(question)
    for mention in dates:
        rest[mention.start : mention.end] = " " * (mention.end - mention.start)
    return {token for token in bigrams("".join(rest)) if _ASKING.isdisjoint(token)}


def _items(
    scored: Iterable[_Scored], *, each: int, limit: int
) -> tuple[tuple[DigestItem, ...], int]:
    """Return at most ``limit`` items, newest first, and how many sentences had no room."""
    groups, left_out = _grouped(_ranked(scored, each), limit)
    return tuple(_item(group) for group in _newest_first(groups)), left_out


def _text(items: Sequence[DigestItem]) -> str | None:
    return "\n".join(item.text for item in items) if items else None


def _citations(items: Sequence[DigestItem]) -> tuple[Citation, ...]:
    return tuple(citation for item in items for citation in item.citations)


def _ranked(scored: Iterable[_Scored], each: int) -> list[_Scored]:
    """Return sentences best first, but ``each`` of an article before more of any."""
    own: dict[str, list[_Scored]] = defaultdict(list)
    for one in sorted(scored, key=lambda one: (-one.score, one.article.id, one.span.start)):
        own[one.article.id].append(replace(one, rank=len(own[one.article.id])))
    flat = (one for ranked in own.values() for one in ranked)
    return sorted(flat, key=lambda one: (one.rank // each, -one.score))


def _grouped(ranked: Sequence[_Scored], limit: int) -> tuple[list[list[_Scored]], int]:
    """Put sentences that say the same together, the one that says most first.

    Return at most ``limit`` groups, and how many sentences fit in none of them.
    """
    groups: list[list[_Scored]] = []
    left_out = 0
    for one in ranked:
        if group := next((group for group in groups if _says(group[0], one)), None):
            group.append(one)
        elif group := next((group for group in groups if _says(one, group[0])), None):
            group.insert(0, one)
        elif len(groups) < limit:
            groups.append([one])
        else:
            left_out += 1
    return groups, left_out


def _says(one: _Scored, other: _Scored) -> bool:
    """Return whether ``one`` says all that ``other`` does, and of the same days (昨日)."""
    if not repeats(other.said, one.said):
        return False
    mine, theirs = (
        {(mention.since, mention.until) for mention in dates_in(x.article, x.span)}
        for x in (one, other)
    )
    return not mine or not theirs or mine == theirs


def _newest_first(groups: Sequence[list[_Scored]]) -> list[list[_Scored]]:
    """Sort by day, undated last; on one day the best article first, as it reads."""
    first: dict[str, int] = {}
    for place, group in enumerate(groups):
        first.setdefault(group[0].article.id, place)

    def order(group: list[_Scored]) -> tuple[int, int, int]:
        article = group[0].article
        newest = -article.date.toordinal() if article.date else 0
        return newest, first[article.id], group[0].span.start

    return sorted(groups, key=order)


def _item(group: Sequence[_Scored]) -> DigestItem:
    article = group[0].article
    return DigestItem(
        text=group[0].said.text,
        date=article.date,
        article_id=article.id,
        score=max(one.score for one in group),
        citations=tuple(cite(one.article, one.span) for one in group),
    )
