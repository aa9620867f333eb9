"""A question and the chunks found for it, or some articles -> their sentences that say most.

Which articles are read says :mod:`qa.answering.digests.scope`, which of their sentences may answer
:mod:`qa.answering.digests.digest_candidates`, how far each does
:mod:`qa.answering.digests.scoring`, and in what order they stand
:mod:`qa.answering.digests.arrangement`. Every sentence is the article's own, with its citation.
Only those with most of the words asked for, and of the best chunks, are embedded, and read by a
selector where there is one.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qa.answering.citations import cited_articles
from qa.answering.digests.announced import announced, asks_what_is_on, asks_which_do
from qa.answering.digests.arrangement import arranged, at_home, few, upper
from qa.answering.digests.asked_days import MONTH, Held, readings, timed
from qa.answering.digests.digest_candidates import (
    most_worded,
    of_article,
    of_question,
    sentences_read,
)
from qa.answering.digests.finding import Finder
from qa.answering.digests.news import (
    asks_for_news,
    days_of,
    lines,
    parts_of,
    scored_line,
    spread,
)
from qa.answering.digests.relevance import asks, asks_for_one
from qa.answering.digests.saying import is_scene
from qa.answering.digests.scope import period, tells_of
from qa.answering.digests.scoring import Scored, answering, promising, read_too, scored
from qa.answering.digests.statements import statements, whole_sentences
from qa.answering.digests.superseded import superseded_by
from qa.answering.limits import LIMIT
from qa.checking.source import Source
from qa.chinese.dates import no_such_day
from qa.chinese.questions import has_topic
from qa.records import Article, Citation, Digest, DigestItem, Hit, Refusal, Span, Where

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

    from qa.answering.digests.finding import Found
    from qa.answering.digests.statements import LeadOf
    from qa.chinese.proper_names import Name
    from qa.interfaces import Embedder, Selector
    from qa.search.query import Query

__all__ = [
    "EMBEDDED",
    "NEARLY",
    "OF_A_DAY",
    "RELEVANT",
    "RELEVANT_READ",
    "SHARE",
    "digest_articles",
    "digest_hits",
    "digest_question",
]

EMBEDDED = 30
"""How many sentences of a question are embedded at most: it takes seconds a hundred on one core."""

_OF_ARTICLES = 48
"""How many of the articles of a list."""

OF_A_DAY = 100
"""How many articles are read where the news of days are asked for."""

RELEVANT = 0.65
"""Score under which a sentence does not answer to the question: see :mod:`eval.bench.digests`."""

NEARLY = 0.5
"""Score under which none does where no other sentence is relevant."""

RELEVANT_READ, NEARLY_READ = 0.75, 0.5
"""The same where a selector has read the sentences too: see :mod:`eval.bench.relevance`."""

SHARE = 0.85
"""Part of the best sentence's score under which a sentence is left out."""

OF_A_MATTER = 0.75
"""The same where no fact is asked for, but what there is of a matter."""

_LEAST = 2


def digest_question(
    query: Query,
    *,
    find: Callable[[Where | None], Found],
    having: Callable[[Sequence[Name], Where], frozenset[str] | None] | None = None,
    naming: Callable[[Sequence[str], Where], Found] | None = None,
    listed: Callable[[Where, int], Sequence[Article]] | None = None,
    counted: Callable[[Where], int] | None = None,
    lead_of: LeadOf | None = None,
    days: tuple[dt.date, dt.date] | None = None,
    today: dt.date | None = None,
    embedder: Embedder,
    selector: Callable[[], Selector | None] | None = None,
    where: Where | None = None,
    limit: int = LIMIT,
) -> Digest:
    """Digest what ``find`` returns for a filter: the hits and their articles.

    Where the question names days and ``where`` has none, only articles of these days are taken
    (and, of a single day, those of the next, whose paper reports it). 近日 and 最近 are the last
    days up to the newest article that is not after ``today``, how many says
    :func:`qa.answering.digests.asked_days.timed`. If such articles give no digest, sentences of
    others are taken that name these days themselves (去年 in a paper of this year): ``widened``.
    Without those it is refused, with the ``nearest`` days of which there is something. ``days`` are
    the first and the last of the archive's articles; ``find``, ``having`` and ``naming`` are those
    of :class:`qa.answering.digests.finding.Finder`.

    Where it asks for the news of days and nothing else (昨天的新闻), or for news and no
    day (最新消息: of the newest day), the line that ``lead_of`` finds of each article is given, of
    at most :data:`OF_A_DAY` that ``listed`` returns of each day, or, of more than a month, of as
    many parts of it as there may be sentences; ``counted`` says how many articles there are.
    Refused where the question names a day that no calendar has, and where it has nothing that a
    digest could be of (吃了吗). Raises as :func:`digest_hits`.
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
    finder = Finder(find=find, having=having, naming=naming, last=days and days[1])
    read = _Read(
        finder=finder,
        listed=listed,
        lead_of=lead_of,
        embedder=embedder,
        selector=selector,
        limit=limit,
    )
    where = where or Where()
    if where.since or where.until:
        return read.digest(query, finder.of_all(query, where))
    held = (
        Held(first=days[0], last=days[1], where=where, listed=listed, counted=counted)
        if days and listed
        else None
    )
    newest = held.last_until(today or held.last) if held else None
    ways = readings(query, today)
    if held and asks_what_is_on(query) and not any(held.has(x.since, x.until) for x in query.dates):
        ways = sorted(ways, key=lambda one: one is query)
    tried = (read.of_days(one, where, held, newest) for one in ways)
    first = next(tried)
    return first if first.text is not None else next((x for x in tried if x.text), first)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """What :func:`digest_question` reads, and how: its arguments."""

    finder: Finder
    listed: Callable[[Where, int], Sequence[Article]] | None
    lead_of: LeadOf | None
    embedder: Embedder
    selector: Callable[[], Selector | None] | None
    limit: int

    def digest(
        self,
        query: Query,
        found: Found,
        since: dt.date | None = None,
        until: dt.date | None = None,
        *,
        widened: bool = False,
    ) -> Digest:
        """Digest what was found: see :func:`digest_hits`."""
        hits, articles = found
        return digest_hits(
            query,
            hits,
            embedder=self.embedder,
            selector=self.selector,
            get_article=articles.__getitem__,
            limit=self.limit,
            since=since,
            until=until,
            widened=widened,
            lead_of=self.lead_of,
        )

    def of_days(
        self, query: Query, where: Where, held: Held | None, newest: dt.date | None
    ) -> Digest:
        """Digest what there is of the days that a question names, of whatever day its article."""
        asked = timed(query, newest)
        for one in asked:
            done = self.of_its_days(one, where, held, newest)
            if done.text is not None or done.since is None:
                return done
        return self.of_others(asked[-1], where, held, done)

    def ahead(self, query: Query, where: Where, since: dt.date, until: dt.date) -> Digest:
        """Digest what is announced for some days: see :mod:`qa.answering.digests.announced`."""
        found = self.finder.ahead(query, where, since, until)
        told = announced(query, found)
        best = [
            Scored(
                article=one.article,
                span=one.span,
                said=Source(one.text),
                score=1 - place / len(told),
            )
            for place, one in enumerate(told)
        ]
        done = _each_of(best, self.limit, sentences_read=sentences_read(*found))
        return replace(
            done,
            question=query.text,
            dates=query.dates,
            since=since,
            until=until,
            widened=True,
            announced=done.text is not None,
        )

    def of_its_days(
        self, query: Query, where: Where, held: Held | None, newest: dt.date | None
    ) -> Digest:
        """Digest the articles of the days that a question names, of all where it names none.

        Where the days run past the newest article, what is announced for them besides.
        """
        since, until = period(query.dates)
        is_news, told = asks_for_news(query), None
        asks_ahead = asks_what_is_on(query) or asks_which_do(query)
        runs_on = since and until and newest and newest < until
        if since and until and newest and newest < until and asks_ahead:
            is_ahead = newest < since
            told = self.ahead(query, where, since, until) if is_ahead or is_news else None
            if told and is_ahead and told.text is not None:
                return told
        if is_news:
            news = self.news(query, where, held, newest)
            if news and news.text is not None:
                return _with(told, news, self.limit) if told else news
        if since is None or until is None:
            return self.digest(query, self.finder.of_all(query, where))
        found = self.finder.of_days(query, where, since, until)
        if not runs_on or asks_what_is_on(query):
            return self.digest(query, found, since, until)
        hits, articles = self.finder.ahead(query, where, since, until)
        both = {hit.chunk: hit for hit in (*found[0], *hits)}
        done = self.digest(query, (list(both.values()), {**articles, **found[1]}), since, until)
        return replace(done, widened=any(x.date and x.date < since for x in done.items))

    def chronicled(self, query: Query, where: Where) -> Digest:
        """Digest the sentences that name the days asked of with their year: of a chronicle."""
        hits, articles = self.finder.naming_days(query, where)
        within = {
            (id_, span): Scored(article=one, span=span, said=Source(said), score=1.0)
            for hit in hits
            for id_, one in [(hit.chunk.article_id, articles[hit.chunk.article_id])]
            for span in statements(one, [Span(start=hit.chunk.start, end=hit.chunk.end)])
            if tells_of(one, span, query.dates) and (said := one.text[span.start : span.end])
        }
        found = _each_of(
            list(within.values()), self.limit, sentences_read=sentences_read(hits, articles)
        )
        return replace(found, question=query.text, dates=query.dates, widened=True)

    def news(
        self, query: Query, where: Where, held: Held | None, newest: dt.date | None
    ) -> Digest | None:
        """Digest the news of some days, a line of each article; of many, of parts even in length.

        None where the articles of days cannot be listed.
        """
        if self.listed is None or self.lead_of is None:
            return None
        days = days_of(query.dates, newest) if query.dates else [newest] if newest else []
        parts = [(day, day) for day in days]
        if held and newest and query.dates and not days:
            since = max(min(one.since for one in query.dates), held.first)
            until = min(max(one.until for one in query.dates), newest)
            parts = parts_of(since, until, min(self.limit, MONTH))
        if not parts:
            return None
        there = [self.listed(replace(where, since=a, until=b), OF_A_DAY) for a, b in parts]
        told = _of_news(there, self.lead_of, self.limit)
        first, last = parts[-1][0], parts[0][1]
        return replace(
            told,
            question=query.text,
            dates=query.dates,
            since=first,
            until=last,
            articles=held.count(first, last) if held else None,
        )

    def of_others(self, query: Query, where: Where, held: Held | None, none: Digest) -> Digest:
        """Digest what articles of other days say of those named; else say which days have it."""
        since, until = period(query.dates)
        if since is None or until is None:
            return none
        if asks_what_is_on(query):
            told = self.ahead(query, where, since, until)
            if told.text is not None:
                return told
        found = self.finder.of_all(query, where)
        if not (held and held.last < since and asks_what_is_on(query)):
            named = self.digest(query, found, since, until, widened=True)
            if named.text is not None:
                return named
        if asks_for_news(query) and (told := self.chronicled(query, where)).text is not None:
            return replace(told, since=since, until=until)
        others = None if asks_for_news(query) else self.digest(replace(query, dates=()), found)
        dates = sorted(item.date for item in others.items if item.date) if others else []
        before, after = [x for x in dates if x < since], [x for x in dates if x > until]
        nearest = (*before[-1:], *after[:1])
        if not nearest and held and not held.has(since, until):
            nearest = held.nearest(since, until)
        return replace(none, reason=Refusal.OTHER_DAYS, nearest=nearest) if nearest else none


def _with(told: Digest, news: Digest, limit: int) -> Digest:
    """Return what is announced for days of which some are over, and then the news of those."""
    kept = told.items[: max(limit // 2, limit - len(news.items))]
    ids = {item.article_id for item in kept}
    items = (*kept, *(item for item in news.items if item.article_id not in ids))
    return replace(
        news,
        items=items[:limit],
        text=_text(items[:limit]),
        citations=_citations(items[:limit]),
        left_out=news.left_out + len(items[limit:]),
        until=told.until if kept else news.until,
        widened=bool(kept),
    )


def _unasked(query: Query) -> Refusal | None:
    """Return why no digest can be made of what is asked, whatever there is to be found."""
    if no_such_day(query.simplified):
        return Refusal.NO_SUCH_DAY
    return None if query.dates or has_topic(query.simplified) else Refusal.NO_QUESTION


def _of_news(days: Sequence[Sequence[Article]], lead_of: LeadOf, limit: int) -> Digest:
    """Digest the articles of some days: a line of each."""
    told = lines(spread(days, limit), lead_of, most=OF_A_DAY, least=limit)
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
    selector: Callable[[], Selector | None] | None = None,
    limit: int = LIMIT,
    relevant: float | None = None,
    share: float | None = None,
    since: dt.date | None = None,
    until: dt.date | None = None,
    widened: bool = False,
    lead_of: LeadOf | None = None,
) -> Digest:
    """Digest the sentences of the hits' chunks (of 8 to 300 characters) that answer to a question.

    Each name of the question stands in the sentence, or over it in its article. At most ``limit``
    sentences: the best two of each article before any third one; none whose score is under
    ``relevant`` (None: :data:`RELEVANT`; :data:`NEARLY` where none has more) or ``share`` of the
    best, all in [0, 1] (None: :data:`SHARE`, or :data:`OF_A_MATTER` where no fact is asked for).
    A selector that weighs reads them too (:data:`RELEVANT_READ`): ``selector`` returns it, and is
    called only where there is something for it to read. But ``share`` is not
    asked of the lead, found by ``lead_of``, of an article whose headline has all that is asked of.
    ``since``, ``until`` and ``widened`` say how the hits were found: see :class:`Digest`. Refused
    (``text`` is None) without such a sentence; at most :data:`OWN` of one article, more
    where but one or two have any (:data:`MOST`), all where ``limit`` is over :data:`LIMIT`.
    Raises :class:`ArchiveError` for a chunk that its article does not have.
    """
    articles = cited_articles([hits], get_article)
    read = sentences_read(hits, articles)
    is_superseded = superseded_by(list(articles.values()))
    told = (
        one
        for one in of_question(query, hits, articles, lead_of, of_other_days=widened)
        if not is_superseded(one.text, one.article)
    )
    share = share or (SHARE if asks(query.simplified) else OF_A_MATTER)
    candidates = promising(list(told), EMBEDDED)
    if asks_for_news(query):  # there is nothing that a sentence could be near to
        relevant = 0.0
    reader = selector() if selector and _is_to_read(query) else None
    if reader and reader.weighs:
        relevant = RELEVANT_READ if relevant is None else relevant
        nearly = read_too(candidates, embedder, reader, relevant=min(relevant, NEARLY_READ))
    else:
        relevant = RELEVANT if relevant is None else relevant
        nearly = answering(candidates, embedder, relevant=min(relevant, NEARLY), share=share)
    found = [one for one in nearly if one.score >= relevant] or nearly
    best = upper(at_home(found), share)
    kept = few(best) if limit <= LIMIT else best
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


def _is_to_read(query: Query) -> bool:
    """Whether a selector reads what is found: not of one thing, which the words tell better."""
    return not (asks_for_news(query) or asks_for_one(query.simplified))


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
    none; ``without`` names the articles that have none.
    """
    most = max(_LEAST, _OF_ARTICLES // max(len(articles), 1))
    candidates = [one for article in articles for one in most_worded(of_article(article), most)]
    own: dict[str, list[Scored]] = defaultdict(list)
    for one in scored(candidates, embedder):
        own[one.article.id].append(one)
    best = {article.id: _best_of(article, own.get(article.id, []), lead_of) for article in articles}
    done = _each_of(
        [one for several in best.values() for one in several],
        limit,
        sentences_read=sum(map(_count, articles)),
    )
    return replace(done, without=tuple(id_ for id_, several in best.items() if not several))


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
