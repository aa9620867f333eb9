"""How a written text comes from one sentence of its source: what was kept of it, what left out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from qa.checking.source import LONGEST
from qa.chinese.asides import (
    abbreviations,
    announcements,
    appositions,
    bodies,
    brackets,
    circumstances,
    colleagues,
    days,
    glosses,
    inclusions,
    lists,
    makers,
    manners,
    occasions,
    offices,
    people_named,
    places,
    responses,
    short_names,
    sidelines,
    sites,
    themes,
    unknown_names,
    visits,
)
from qa.chinese.clauses import Clause, clauses
from qa.chinese.openings import past_opening
from qa.chinese.predicates import (
    binds,
    is_adjunct,
    is_frame,
    is_lately,
    is_state,
    lacks_subject,
    of_a_year,
)
from qa.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qa.checking.source import Source

__all__ = ["Derivation", "Taken", "derivation"]

_Way = tuple[int, tuple[int, ...]]
_SKIPPED = re.compile(r"[\s，；;。]|(?<!\d)[,：:、]|[,：:、](?!\d)")


@dataclass(frozen=True)
class Taken:
    """A sentence of a source taken apart; ``year`` is that of the article's day.

    What it opens with is not counted as a part of it; the day is if it ``keeps_days``.
    """

    source: Source
    sentence: Span
    year: int | None = None
    keeps_days: bool = False

    @cached_property
    def number(self) -> int:
        """Which sentence of the source it is, from 0."""
        return self.source.number_of(self.sentence)

    @cached_property
    def told(self) -> Span:
        """The sentence without its opening."""
        return past_opening(
            self.source.text, self.sentence, days=not self.keeps_days, year=self.year
        )

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """Its clauses, the opening left out."""
        return tuple(clauses(self.source.text, self.told))

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its clauses' characters."""
        return tuple(self.source.slice(clause.span) for clause in self.clauses)

    @cached_property
    def adjuncts(self) -> frozenset[int]:
        """Which clauses, by number, only say when, why or on what ground, and can be left out."""
        return self._beside - self.frames

    @cached_property
    def frames(self) -> frozenset[int]:
        """Which clauses, by number, the next one does not stand without: 上半年, 按照计划."""
        return frozenset(
            n
            for n, words in enumerate(self.words)
            if (is_frame(words) and n not in self._beside) or self._is_bound(n)
        )

    @cached_property
    def aside_clauses(self) -> frozenset[int]:
        """Which clauses, by number, only say something beside the others: adjuncts and frames."""
        return self.adjuncts | self.frames

    def _is_bound(self, number: int) -> bool:
        if number not in self._beside:
            return False
        if of_a_year(self.words[number].replace(f"{self.year}年", "")):
            return True
        after = [self.words[n] for n in range(number + 1, len(self.words)) if n not in self._beside]
        return binds(self.words[number], "".join(after[:1]), "".join(after[1:]))

    @cached_property
    def _beside(self) -> frozenset[int]:
        pairs = zip(self.words, (*self.words[1:], ""), strict=True)
        found = {
            n
            for n, (words, after) in enumerate(pairs)
            if is_adjunct(words)
            or is_state(words, after)
            or is_lately(words, "".join(self.words[n + 1 :]))
        }
        return frozenset(found.union(*(self._aim(n) for n in found)))

    def _aim(self, number: int) -> range:
        """Return the clauses that go on with an aim, 为…，培育…，, up to one with a subject."""
        if not self.words[number].startswith("为"):
            return range(0)
        rest = range(number + 1, len(self.words))
        end = next((n for n in rest if not lacks_subject(self.words[n])), number)
        return range(number + 1, end)

    @cached_property
    def is_lead(self) -> bool:
        """Whether it is one of the first two sentences."""
        return self.sentence in self.source.sentences[:2]

    @cached_property
    def asides(self) -> tuple[Span, ...]:
        """What may be left out within a clause, in order, without overlap."""
        return tuple(self._asides())

    @cached_property
    def open_lists(self) -> tuple[Span, ...]:
        """What of lists can be left out: 、河东市 before 等五市, all names before 五部门, 会同…."""
        if self.keeps_days:
            return ()
        text, told = self.source.text, self.told
        named = bodies(text, told) + colleagues(text, told)
        others = [x for x in lists(text, told) if not any(map(x.meets, named))]
        return tuple(sorted((*named, *others), key=lambda x: x.start))

    def _asides(self) -> Iterator[Span]:
        text, told = self.source.text, self.told
        found = brackets(text, told)
        if not self.keeps_days:
            found += [
                *days(text, told, months=self.is_lead),
                *glosses(text, told),
                *offices(text, told),
                *places(text, told),
                *visits(text, told),
                *sidelines(text, told),
                *sites(text, told),
                *abbreviations(text, told),
                *appositions(text, told),
                *manners(text, told),
                *circumstances(text, told),
                *occasions(text, told),
                *announcements(text, told),
                *unknown_names(text, told),
                *people_named(text, told),
                *responses(text, told),
                *inclusions(text, told),
                *short_names(text, told),
                *themes(text, told),
                *makers(text, told),
            ]
        end = told.start
        for span in sorted(found, key=lambda span: (span.start, -span.end)):
            if span.start >= end:
                yield span
                end = span.end


@dataclass(frozen=True)
class Derivation:
    """A text as parts of one sentence, in its order: ``kept`` are spans of the source."""

    taken: Taken
    kept: tuple[Span, ...]

    @cached_property
    def inside(self) -> tuple[int, ...]:
        """The clauses, by number, that something is kept of."""
        return tuple(
            number
            for number, clause in enumerate(self.taken.clauses)
            if any(kept.meets(clause.span) for kept in self.kept)
        )

    @cached_property
    def main(self) -> int:
        """The first clause, by number, that something is kept of and that is not beside others."""
        beside = self.taken.aside_clauses
        return next((n for n in self.inside if n not in beside), self.inside[0])

    @cached_property
    def gaps(self) -> tuple[Span, ...]:
        """What is left out of the sentence between its opening and its end, marks left aside."""
        text, start, found = self.taken.source.text, self.taken.told.start, []
        for kept in (*self.kept, Span(start=self.taken.told.end, end=self.taken.told.end)):
            if _SKIPPED.sub("", text[start : kept.start]):
                found.append(Span(start=start, end=kept.start))
            start = max(start, kept.end)
        return tuple(found)

    @cached_property
    def first(self) -> str:
        """The first clause that something is kept of, whole."""
        return self.taken.words[self.inside[0]]

    @cached_property
    def last(self) -> str:
        """The last clause that something is kept of, whole."""
        return self.taken.words[self.inside[-1]]

    @cached_property
    def next(self) -> str:
        """The clause after it, "" if it is the sentence's last."""
        number = self.inside[-1] + 1
        return self.taken.words[number] if number < len(self.taken.words) else ""

    @cached_property
    def text(self) -> str:
        """What is kept, as the source has it."""
        return "".join(self.taken.source.slice(span) for span in self.kept)


def derivation(text: str, source: Source) -> Derivation | None:
    """Return how a text can be had from one sentence with the fewest cuts; None if it cannot.

    White space and the marks between clauses are not compared. Of several sentences the first one
    with the fewest cuts is taken.
    """
    wanted = _SKIPPED.sub("", text)
    found = [
        Derivation(taken=Taken(source=source, sentence=sentence), kept=tuple(kept))
        for sentence in source.sentences
        if wanted
        and sentence.end - sentence.start <= LONGEST
        and (kept := _aligned(wanted, source.text, sentence))
    ]
    return min(found, key=lambda one: len(one.kept), default=None)


def _aligned(wanted: str, text: str, sentence: Span) -> list[Span]:
    """Return the fewest spans of a sentence that make the wanted characters, [] if none do."""
    places = [at for at in range(sentence.start, sentence.end) if not _SKIPPED.match(text, at)]
    chars = [text[at] for at in places]
    if not _is_subsequence(wanted, chars):
        return []
    ways: dict[int, _Way] = {j: (1, (j,)) for j, char in enumerate(chars) if char == wanted[0]}
    for char in wanted[1:]:
        ways = _step(ways, char, chars)
    return _runs([places[j] for j in min(ways.values())[1]], text)


def _step(ways: dict[int, _Way], char: str, chars: Sequence[str]) -> dict[int, _Way]:
    """Return the ways to take one more character, by where they end: runs, and what they take."""
    longer: dict[int, _Way] = {}
    least: _Way | None = None
    for j, other in enumerate(chars):
        options = [(least[0] + 1, (*least[1], j))] if least else []
        if before := ways.get(j - 1):
            options.append((before[0], (*before[1], j)))
            least = min(least, before) if least else before
        if other == char and options:
            longer[j] = min(options)
    return longer


def _is_subsequence(wanted: str, chars: Sequence[str]) -> bool:
    rest = iter(chars)
    return all(char in rest for char in wanted)


def _runs(places: Sequence[int], text: str) -> list[Span]:
    runs: list[list[int]] = []
    for at in places:
        if runs and not _SKIPPED.sub("", text[runs[-1][1] : at]):
            runs[-1][1] = at + 1
        else:
            runs.append([at, at + 1])
    return [Span(start=start, end=end) for start, end in runs]
