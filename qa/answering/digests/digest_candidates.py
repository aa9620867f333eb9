"""Which sentences of the articles found may answer a question, and what is seen of each.

A candidate is the article's own words, stands with the names that the question asks of (see
:mod:`qa.answering.digests.binding`), says something by itself
(:mod:`qa.answering.digests.statements`) and is of the days and country asked of
(:mod:`qa.answering.digests.scope`). How far it speaks of the rest of the question
(:mod:`qa.answering.digests.topics`), and how, is its evidence:
:mod:`qa.answering.digests.relevance` weighs it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa.answering.digests.binding import (
    Told,
    before_others,
    binding_names,
    is_bound,
    is_unplaced,
    part_of,
    stands,
)
from qa.answering.digests.laws import law_names
from qa.answering.digests.relevance import Evidence, asks, asks_for_measures, is_column
from qa.answering.digests.roles import (
    asks_for_words,
    is_said_by_another,
    is_turned_round,
    is_where_said,
)
from qa.answering.digests.saying import (
    has_fact,
    has_figure,
    is_acclaim,
    is_appraisal,
    is_scene,
    is_spoken,
    is_urging,
    tells_event,
    tells_plight,
)
from qa.answering.digests.scope import (
    in_period,
    is_abroad,
    is_background,
    is_local,
    is_nationwide,
    is_of_the_world,
)
from qa.answering.digests.statements import LONGEST, SHORTEST, overlaps, statements, whole_sentences
from qa.answering.digests.topics import GENERAL, Topic, rarities, share, topics
from qa.answering.limits import CHUNKS
from qa.answering.offices import with_offices
from qa.chinese.fold import folded
from qa.chinese.proper_names import Level
from qa.chinese.tokens import bigrams
from qa.chinese.words import tagged
from qa.records import Article, Hit, Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qa.answering.digests.statements import LeadOf
    from qa.chinese.proper_names import Name
    from qa.search.query import Query

__all__ = ["Candidate", "most_worded", "of_article", "of_question", "sentences_read"]

_LIFT = 0.3

_OPINION = re.compile("怎么看|如何看|批评|评论|观点|看法|担忧|争议|质疑|反响|评价|谴责")

_EDITION = re.compile(r"第[一二三四五六七八九十百\d]+届")

_MOST = 0.6
"""Share of the words asked for that stand for the thing that is asked of."""

_LIST = re.compile("(?:[^，。；：、]{1,14}、){4,}[^，。；：、]{1,14}")
"""Things in a row, of which a sentence says nothing by itself."""

_SEVERAL = 2
_NOUNS = frozenset(["n", "nz", "nr", "ns", "j", "l"])

_SOON = 60
"""So many characters after an article's lead its news may begin."""

_HEAD = 40
"""Characters of how an article without a headline begins that stand for one."""

_IN_FULL = 0.89
"""A short form (中企) is in full too: see :meth:`Topic.degree`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A sentence and what is asked of it.

    ``words`` in [0, 1] is the share of what is asked that it speaks of, ``lift`` in [0, 1] the rank
    of where it was found. Of a question, ``evidence`` is what is seen of it before it is embedded,
    ``head`` what stands over it in its article, or how that begins, ``abroad`` whether it is of
    another country, where nothing is named nor asked of the world.
    """

    asked: str
    article: Article
    span: Span
    words: float
    lift: float = 0.0
    evidence: Evidence | None = None
    head: str = ""
    abroad: bool = False

    @property
    def text(self) -> str:
        """The article's own words."""
        return self.article.text[self.span.start : self.span.end]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What a question asks of: its names and words, ``weights`` how much each word counts.

    ``fact``: it asks for one (:func:`asks`); ``measures``: for what is done; ``words``: for
    someone's; ``opinion``: for what is held of something; ``law``: it names a law, of which news
    has few figures.
    ``nationwide``, ``of_the_world``: see :mod:`qa.answering.digests.scope`; ``of_other_days``: see
    :func:`of_question`. ``bare``: it is one name or word; ``noun`` is the thing that one of
    several words is about.
    """

    query: Query
    names: tuple[Name, ...]
    topics: tuple[Topic, ...]
    weights: tuple[float, ...]
    fact: bool
    measures: bool
    words: bool
    opinion: bool
    law: bool
    nationwide: bool
    of_the_world: bool
    of_other_days: bool
    bare: bool = False
    noun: Topic | None = None

    @property
    def is_of_person(self) -> bool:
        """Whether the question is someone's name and nothing else."""
        return self.bare and any(name.level is Level.PERSON for name in self.names)

    def leaves_out(self, text: str) -> bool:
        """Whether a text has nothing of the thing that is asked of, nor most of the other words."""
        if self.noun is None or self.noun.degree(text) > 0:
            return False
        return self.share(text) < _MOST

    def share(self, text: str) -> float:
        """Return the share in [0, 1] of the words that a text speaks of, of names without them."""
        if not self.topics:
            return self.named(text)
        return share(self.topics, self.weights, text)

    def heads(self, told: Told) -> bool:
        """Whether an article's headline has all that is asked of: names, and words in full."""
        if is_column(told.title) or told.is_round_up or not (self.names or self.topics):
            return False
        return self.named(told.title) == 1.0 and self.share(told.title) >= _IN_FULL

    def named(self, text: str) -> float:
        """Return the share in [0, 1] of the names that a text has, 1 if there are none."""
        if not self.names:
            return 1.0
        return sum(stands(name, text) for name in self.names) / len(self.names)


def of_question(
    query: Query,
    hits: Sequence[Hit],
    articles: Mapping[str, Article],
    lead_of: LeadOf | None = None,
    *,
    of_other_days: bool = False,
    pointing: bool = False,
) -> list[Candidate]:
    """Return the sentences of the hits' chunks that say something of what the question names.

    ``lead_of`` finds the sentence that stands for an article. ``of_other_days``: the articles are
    of any days, so each sentence has to name those that are asked of. ``pointing``: also sentences
    that point at something behind a semicolon, which stands before it (；12月9日，该团…).
    """
    found = _chunks(hits)
    told = {id_: Told(articles[id_]) for id_ in found}
    asked = _asked(query, list(told.values()), of_other_days=of_other_days)
    candidates: list[Candidate] = []
    for id_, chunks in found.items():
        one = told[id_]
        if not all(stands(name, f"{one.title}\n{one.text}") for name in asked.names):
            continue
        spans = list(statements(one.article, chunks, chained=asked.fact, pointing=pointing))
        leads = _leads(asked, one, spans, lead_of)
        candidates += [
            _candidate(asked, one, span, hits, is_lead=span in leads)
            for span in spans
            if _may_answer(asked, one, span)
        ]
    return candidates


def _leads(
    asked: _Asked, told: Told, spans: Sequence[Span], lead_of: LeadOf | None
) -> Sequence[Span]:
    """Return the passages that stand for an article whose headline has all that is asked of.

    Those with the sentence that ``lead_of`` finds; where it says nothing, the next ones.
    """
    lead = lead_of(told.article) if lead_of and spans and asked.heads(told) else None
    if lead is None:
        return ()
    own = [span for span in spans if span.meets(lead)]
    after = [span for span in spans if lead.end <= span.start < lead.end + _SOON]
    return own or [span for span in after if span.start == after[0].start]


def _asked(query: Query, told: Sequence[Told], *, of_other_days: bool) -> _Asked:
    texts = [f"{one.title}\n{one.text}" for one in told]
    question = query.simplified
    names = with_offices(binding_names(question), question, texts)
    words = topics(question, query.days, names)
    bare = len(names) + len(words) == 1
    return _Asked(
        query=query,
        names=names,
        topics=words,
        weights=rarities(words, texts),
        fact=asks(question),
        measures=asks_for_measures(question),
        noun=_noun(words) if not names else None,
        bare=bare,
        words=asks_for_words(question),
        opinion=_OPINION.search(question) is not None,
        law=any(law_names(question)),
        nationwide=is_nationwide(question),
        of_the_world=is_of_the_world(question),
        of_other_days=of_other_days,
    )


def _noun(words: Sequence[Topic]) -> Topic | None:
    """Return the thing that several words are about: 残疾人 of 残疾人就业有哪些帮扶."""
    if len(words) < _SEVERAL:
        return None
    return next((one for one in words if tagged(one.word)[-1][1] in _NOUNS), None)


def _may_answer(asked: _Asked, told: Told, span: Span) -> bool:
    """Whether a sentence is of the names, the thing, the days and the country that are asked of.

    And does not only tell that all and sundry praise it, unless that is asked for, nor how bad it
    is where what is done is asked for.
    """
    if not is_bound(told, span, asked.names):
        return False
    own = told.slice(span)
    if _is_of_another(asked, own) or (is_acclaim(own) and not (asked.opinion or asked.words)):
        return False
    if asked.measures and tells_plight(own):
        return False
    if asked.is_of_person and not asked.named(own):
        return False
    if asked.leaves_out("\n".join((*told.heads(span), told.line(span)))):
        return False
    if asked.nationwide and (is_local(told, span) or is_abroad(told, span)):
        return False
    unplaced = not asked.names and is_unplaced(told, span)
    return not unplaced and in_period(
        told.article, span, asked.query.dates, named_only=asked.of_other_days
    )


def _is_of_another(asked: _Asked, own: str) -> bool:
    """Whether a sentence has another's words than those asked for, or blows to him who is asked."""
    if asked.words and is_said_by_another(own, asked.names):
        return True
    if is_where_said(asked.query.simplified, own, asked.names):
        return True
    return is_turned_round(asked.query.simplified, own, asked.names)


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
    asked: _Asked, told: Told, span: Span, hits: Sequence[Hit], *, is_lead: bool
) -> Candidate:
    """Return a sentence with what is seen of it beside the question."""
    own, (title, above) = told.slice(span), told.heads(span)
    head = part_of(title, asked.names)
    spoken = _of_edition(asked, told, before_others(own, asked.names))
    spoken = _LIST.sub("", spoken) if asked.bare else spoken
    whole = f"{head}\n{above}\n{spoken}"
    said, together = asked.share(spoken), asked.share(whole)
    lift = _lift(told.article.id, span, hits)
    evidence = Evidence(
        near=0.0,
        headed=0.0,
        lift=lift,
        said=said,
        together=together,
        figure=asked.law or asked.opinion or has_figure(own),
        fact=has_fact(own),
        spoken=is_spoken(own),
        pale=not asked.fact and _is_pale(asked, told.article, span),
        column=is_column(told.title) and not asked.opinion,
        lead=is_lead and (tells_event(own) or has_figure(own)),
    )
    return Candidate(
        asked=asked.query.simplified,
        article=told.article,
        span=span,
        words=(2 * said + together) / 3,
        lift=lift,
        evidence=evidence,
        head=title.strip() or above.strip()[:_HEAD] or own[:_HEAD],
        abroad=not (asked.of_the_world or asked.names) and is_abroad(told, span),
    )


def _of_edition(asked: _Asked, told: Told, text: str) -> str:
    """Return a text that says 本届 with the one it is, where its article names the one asked of."""
    edition = _EDITION.search(asked.query.simplified) if "本届" in text else None
    return text.replace("本届", edition[0]) if edition and edition[0] in told.text else text


def _is_pale(asked: _Asked, article: Article, span: Span) -> bool:
    """Whether a sentence appraises, paints a scene or is of long ago, no day being asked of."""
    own = article.text[span.start : span.end]
    old = not asked.query.dates and is_background(article, span)
    urged = is_urging(own) and not asked.words
    return old or urged or is_appraisal(own) or is_scene(own)


def _lift(id_: str, span: Span, hits: Sequence[Hit]) -> float:
    """Return the rank of the best chunk that has a part of a span: 1 for the first, near 0 last.

    The last is that of :data:`CHUNKS`, however few there are.
    """
    for rank, hit in enumerate(hits):
        chunk = hit.chunk
        if chunk.article_id == id_ and span.start < chunk.end and chunk.start < span.end:
            return 1 - rank / max(len(hits), CHUNKS)
    return 0.0


def _wanted(title: str) -> frozenset[str]:
    """Return what a title says beside general words, in bigrams; those too if there is no other."""
    plain = frozenset(token for token in bigrams(GENERAL.sub(" ", title)) if len(token) > 1)
    return plain or frozenset(bigrams(title))


def _words(wanted: frozenset[str], text: str) -> float:
    return len(wanted.intersection(bigrams(text))) / len(wanted) if wanted else 1.0
