"""A question and the chunks found for it, or some articles -> their sentences that say most.

Every sentence is the article's own, stands with the names that the question asks of (see
:mod:`qa.answering.binding`), says something by itself (:mod:`qa.answering.statements`) and speaks
of what is asked (:mod:`qa.answering.topics`). Only those with most of these words, and of the best
chunks, are embedded. The score in [0, 1] is that of :mod:`qa.answering.relevance`; without a
question the mean of two shares:

``near``   ``max(0, (cosine - base) / (1 - base))``, the cosine being that of the title and the
           sentence, the base that of the title and unrelated news (the mean): embedders differ in
           where they put texts that have nothing in common.
``words``  the share of the title's bigrams that stand in the sentence; general words (工作) do not
           count. Where no sentence has any of them ``near`` alone is the score.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from qa.answering.binding import Told, binding_names, is_bound, is_unplaced, part_of, stands
from qa.answering.citations import cite, cited_articles, dates_in
from qa.answering.events import events
from qa.answering.limits import LIMIT
from qa.answering.relevance import Evidence, asks, is_comment, relevance
from qa.answering.saying import has_fact, is_appraisal, is_scene
from qa.answering.statements import LONGEST, SHORTEST, overlaps, statements, whole_sentences
from qa.answering.topics import GENERAL, Topic, rarities, share, topics
from qa.checking.faithfulness import repeats
from qa.checking.source import Source
from qa.chinese.fold import folded
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
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from qa.chinese.proper_names import Name
    from qa.interfaces import Embedder
    from qa.search.query import Query

__all__ = [
    "ALONE",
    "EMBEDDED",
    "OWN",
    "RELEVANT",
    "SHARE",
    "digest_articles",
    "digest_hits",
    "digest_question",
]

EMBEDDED = 64
"""How many sentences are embedded at most: it takes seconds a hundred on one core."""

RELEVANT = 0.7
"""Score under which a sentence does not answer to the question: see :mod:`eval.bench.digests`."""

OWN = 3
"""How many sentences of one article a digest has at most, where others have one too."""

ALONE = 5
"""How many it has of an article where no other has one, or where a fact is asked for."""

SHARE = 0.7
"""Part of the best sentence's score under which a sentence is left out."""

_MONTH = re.compile(r"(?<!\d)(1[0-2]|[1-9])月")
_LEAST = 2
_LIFT = 0.3
_HEAD = 60
_OWN_PART = 0.4
_HEADED = 0.65
_UNRELATED = (
    "气象台预计明天白天多云，最高气温二十六摄氏度，偏南风三级。",
    "客队在第七十八分钟扳平比分，两队最终握手言和。",
    "考古人员在墓葬中清理出青铜器和漆器共四十余件。",
    "受国际油价上涨影响，三大股指早盘低开，航空板块跌幅居前。",
    "这部影片讲述一位乡村教师和他的学生们的故事，下月上映。",
    "研究人员在深海沉积物中发现一种以甲烷为食的细菌。",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
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
        return self.article.text[self.span.start : self.span.end]


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

    Each name of the question stands in the sentence, or over it in its article. At most ``limit``
    sentences: the best two of each article before any third one; none whose score is under
    ``relevant`` or ``share`` of the best, both in [0, 1]. ``since``, ``until`` and ``widened`` say
    how the hits were found: see :class:`Digest`. Refused (``text`` is None) without such a
    sentence; at most :data:`OWN` of one article, or :data:`ALONE` where no other has any or a
    fact is asked for. Raises :class:`ArchiveError` for a chunk that its article does not have.
    """
    articles = cited_articles([hits], get_article)
    read = _read(hits, articles)
    places = _bound(query, hits, articles)
    scored = _scored(_nearest(places, EMBEDDED), embedder)
    upper = _upper((one for one in scored if one.score >= relevant), share)
    kept = _few(upper, asks=asks(query.simplified))
    items, left_out = _items(kept, each=2, limit=limit)
    left_out += len(upper) - len(kept)
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
    articles: Sequence[Article], *, embedder: Embedder, limit: int = LIMIT
) -> Digest:
    """Digest articles: their sentences that say most of what their title (or first one) says.

    At most ``limit`` sentences of 8 to 300 characters: the best one of each article before any
    second one; none whose score is under :data:`SHARE` of its article's best. Refused (``text`` is
    None) where there are none.
    """
    read = [list(whole_sentences(article.text)) for article in articles]
    most = max(_LEAST, EMBEDDED // max(len(articles), 1))
    places = [place for article in articles for place in _nearest(_own(article), most)]
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
        sentences_read=sum(map(len, read)),
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


def _read(hits: Sequence[Hit], articles: Mapping[str, Article]) -> int:
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


def _bound(query: Query, hits: Sequence[Hit], articles: Mapping[str, Article]) -> list[_Place]:
    """Return the sentences of the hits' chunks that say something of what the question names."""
    names = binding_names(query.simplified)
    asked = topics(query.simplified, query.days, names)
    found = _chunks(hits)
    told = {id_: Told(articles[id_]) for id_ in found}
    weights = rarities(asked, [f"{one.title}\n{one.text}" for one in told.values()])
    return [
        _place(query, told[id_], span, names=names, asked=asked, weights=weights, hits=hits)
        for id_, chunks in found.items()
        for span in statements(told[id_].article, chunks)
        if is_bound(told[id_], span, names)
        and (names or not is_unplaced(told[id_], span))
        and _in_period(told[id_].article, span, query.dates)
    ]


def _place(
    query: Query,
    told: Told,
    span: Span,
    *,
    names: Sequence[Name],
    asked: Sequence[Topic],
    weights: Sequence[float],
    hits: Sequence[Hit],
) -> _Place:
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
    return _Place(
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


def _in_period(article: Article, span: Span, dates: Sequence[DateMention]) -> bool:
    """Whether a sentence names no month, or one of those that are asked of."""
    named = {int(month) for month in _MONTH.findall(article.text, span.start, span.end)}
    asked = {
        (day.month - 1 + more) % 12 + 1
        for day, until in ((mention.since, mention.until) for mention in dates)
        for more in range(min(12, (until.year - day.year) * 12 + until.month - day.month + 1))
    }
    return not named or not asked or not named.isdisjoint(asked)


def _lift(id_: str, span: Span, hits: Sequence[Hit]) -> float:
    """Return the rank of the best chunk that has a part of a span: 1 for the first, near 0 last."""
    for rank, hit in enumerate(hits):
        chunk = hit.chunk
        if chunk.article_id == id_ and span.start < chunk.end and chunk.start < span.end:
            return 1 - rank / len(hits)
    return 0.0


def _own(article: Article) -> list[_Place]:
    """Return the sentences of an article, each asked for what its title, or the first, says."""
    spans = list(statements(article))
    if not spans:
        return []
    asked = folded(article.title.strip() or article.text[spans[0].start : spans[0].end]).text
    wanted = _wanted(asked)
    return [
        _Place(
            asked=asked,
            article=article,
            span=span,
            words=_words(wanted, article.text[span.start : span.end]),
            lift=1 - place / len(spans),
        )
        for place, span in enumerate(spans)
    ]


def _nearest(places: Sequence[_Place], count: int) -> list[_Place]:
    """Return at most ``count`` sentences, those with the most of the words and the best places."""
    ranked = sorted(places, key=lambda place: -(place.words + _LIFT * place.lift))
    return ranked[:count]


def _scored(places: Sequence[_Place], embedder: Embedder) -> list[_Scored]:
    """Score each sentence for what is asked of it."""
    if not places:
        return []
    worded = {place.asked for place in places if place.words}
    near, near_title = _near(places, embedder)
    return [
        _Scored(
            article=place.article,
            span=place.span,
            said=Source(place.text),
            score=_score(place, near[i], near_title[i], worded=place.asked in worded),
        )
        for i, place in enumerate(places)
    ]


def _score(place: _Place, near: float, near_title: float, *, worded: bool) -> float:
    if place.evidence is not None:
        return relevance(replace(place.evidence, near=near, near_title=near_title))
    return (near + place.words) / 2 if worded else near


def _near(places: Sequence[_Place], embedder: Embedder) -> tuple[list[float], list[float]]:
    """Return how near each sentence, and of a question its title, is to what is asked."""
    titles = {
        place.article.id: folded(place.article.title.strip() or place.article.text[:_HEAD]).text
        for place in places
        if place.evidence is not None
    }
    questions = list(dict.fromkeys(place.asked for place in places))
    rows = embed(
        embedder, [*(folded(place.text).text for place in places), *titles.values(), *_UNRELATED]
    )
    asked = dict(zip(questions, embed(embedder, questions, queries=True), strict=True))
    unrelated = rows[len(places) + len(titles) :]
    bases = {question: float(np.mean(unrelated @ row)) for question, row in asked.items()}
    title_rows = dict(zip(titles, rows[len(places) :], strict=False))

    def near(place: _Place, row: NDArray[np.float32]) -> float:
        base = bases[place.asked]
        return min(max((float(row @ asked[place.asked]) - base) / max(1 - base, 1e-6), 0.0), 1.0)

    return (
        [near(place, row) for place, row in zip(places, rows, strict=False)],
        [
            near(place, title_rows[place.article.id]) if place.article.id in title_rows else 0.0
            for place in places
        ],
    )


def _upper(scored: Iterable[_Scored], share: float) -> list[_Scored]:
    found = list(scored)
    best = max((one.score for one in found), default=0.0)
    return [one for one in found if one.score >= share * best]


def _few(scored: Sequence[_Scored], *, asks: bool) -> list[_Scored]:
    """Return the best sentences of each article: a digest is of events, no article retold.

    A question that asks for a fact is often answered by one article: more of it may stay.
    """
    several = len({one.article.id for one in scored}) > 1
    most = OWN if several and not asks else ALONE
    return [one for one in _ranked(scored, most) if one.rank < most]


def _wanted(title: str) -> frozenset[str]:
    """Return what a title says beside general words, in bigrams; those too if there is no other."""
    plain = frozenset(token for token in bigrams(GENERAL.sub(" ", title)) if len(token) > 1)
    return plain or frozenset(bigrams(title))


def _words(wanted: frozenset[str], text: str) -> float:
    return len(wanted.intersection(bigrams(text))) / len(wanted) if wanted else 1.0


def _items(
    scored: Iterable[_Scored], *, each: int, limit: int
) -> tuple[tuple[DigestItem, ...], int]:
    """Return at most ``limit`` items, event by event, and how many sentences had no room."""
    groups, left_out = _grouped(_ranked(scored, each), limit)
    return tuple(_item(group) for group in _by_event(groups)), left_out


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
    if _holds(one, other):
        return True
    if not repeats(other.said, one.said):
        return False
    mine, theirs = (
        {(mention.since, mention.until) for mention in dates_in(x.article, x.span)}
        for x in (one, other)
    )
    return not mine or not theirs or mine == theirs


def _holds(one: _Scored, other: _Scored) -> bool:
    same = one.article.id == other.article.id
    return same and one.span.start <= other.span.start and other.span.end <= one.span.end


def _by_event(groups: Sequence[list[_Scored]]) -> list[list[_Scored]]:
    """Sort by event, the newest first, undated ones last; each article as it reads."""
    told = dict.fromkeys(group[0].article.id for group in groups)
    articles = {group[0].article.id: group[0].article for group in groups}
    ordered = [article.id for event in events([articles[id_] for id_ in told]) for article in event]
    place = {id_: number for number, id_ in enumerate(ordered)}
    return sorted(groups, key=lambda group: (place[group[0].article.id], group[0].span.start))


def _item(group: Sequence[_Scored]) -> DigestItem:
    """Return a group as an item; a part of its own first sentence is no further source."""
    article = group[0].article
    cited = [one for one in group if one is group[0] or not _holds(group[0], one)]
    return DigestItem(
        text=group[0].said.text,
        date=article.date,
        article_id=article.id,
        score=max(one.score for one in group),
        citations=tuple(cite(one.article, one.span) for one in cited),
    )
