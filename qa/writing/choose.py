"""What is chosen of what was written: the best of a model's candidates, a summary's sentences.

A candidate's worth is ``log_probability + AGREEMENT * agreement + CENTRALITY * centrality``:
agreement is the mean overlap (Dice) of its bigrams with those of each candidate, itself among them.

The worth of a sentence is ``BASE + CENTRAL * centrality + LEAD * 0.75 ** position``: centrality is
that of :func:`qa.writing.extract.centrality`, relative to the article's most central sentence, and
position counts the article's sentences from 0. The weights are those of a ridge regression of the
share of a sentence's bigrams that editors' summaries have, on 927 articles; a candidate's were
chosen on headlines and briefs set aside.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING

from qa.checking.faithfulness import repeats
from qa.checking.faults import lost_marks
from qa.checking.source import Source
from qa.chinese.datelines import past_dateline
from qa.chinese.tokens import bigrams
from qa.records import Sentence
from qa.writing.extract import centrality

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from qa.records import Span

__all__ = ["chosen", "own_sentences", "ranked"]

AGREEMENT, CENTRALITY = 0.5, 0.25
BASE, CENTRAL, LEAD = 0.11, 0.39, 0.17
_DECAY = 0.75
_FITS = 0.4
_LEAST = 1e-9  # of a confidence whose logarithm is taken


@dataclass(frozen=True, slots=True, kw_only=True)
class _Unit:
    sentence: Sentence
    said: Source
    worth: float
    order: tuple[int, int]

    @property
    def size(self) -> int:
        return len(self.sentence.text)


def ranked(candidates: Sequence[tuple[str, float]], source: Source) -> list[str]:
    """Return candidates written of a text, given with their confidence in [0, 1], best first.

    Equals keep their order.
    """
    central = _relative_centrality(source)
    grams = [frozenset(bigrams(candidate)) for candidate, _ in candidates]

    def worth(place: int) -> float:
        own, confidence = grams[place], candidates[place][1]
        agreement = sum(_overlap(own, other) for other in grams) / len(grams)
        likely = log(max(confidence, _LEAST))
        return likely + AGREEMENT * agreement + CENTRALITY * central(own)

    places = sorted(range(len(candidates)), key=worth, reverse=True)
    return [candidates[place][0] for place in places]


def own_sentences(source: Source) -> list[Sentence]:
    """Return an article's own sentences, the first without its dateline, each its own source."""
    spans = list(source.sentences)
    spans[:1] = [past_dateline(source.text, span) for span in spans[:1]]
    return [Sentence(text=source.slice(span), source=span) for span in spans]


def chosen(candidates: Sequence[Sentence], source: Source, *, length: int) -> list[Sentence]:
    """Return the best of the candidates, about ``length`` characters together, in order.

    A candidate has its place in the source; of those at the same place one is taken, and none with
    half a quotation, for the other half is elsewhere, unless all have. Taken is, each time, the
    sentence with the highest worth times the share of its bigrams that are new, of those of which
    at least two fifths fit; the shortest, if none does.
    """
    sound = [sentence for sentence in candidates if not lost_marks(sentence.text)]
    candidates = sound or candidates
    units = list(_units(candidates, source))
    taken: list[_Unit] = []
    said: set[str] = set()
    while (room := length - sum(unit.size for unit in taken)) > 0:
        fitting = [unit for unit in units if _FITS * unit.size <= room]
        if not fitting:
            break
        best = max(fitting, key=lambda unit: unit.worth * _new(unit, said))
        taken.append(best)
        said |= best.said.bigrams
        units = [unit for unit in fitting if not _is_said(unit, best)]
    if not taken and candidates:
        return [min(candidates, key=lambda sentence: len(sentence.text))]
    return [unit.sentence for unit in sorted(taken, key=lambda unit: unit.order)]


def _units(candidates: Sequence[Sentence], source: Source) -> Iterator[_Unit]:
    central = _relative_centrality(source)
    for number, sentence in enumerate(candidates):
        said = Source(sentence.text)
        place = _place(sentence.source, source.sentences)
        worth = BASE + CENTRAL * central(said.bigrams) + LEAD * _DECAY**place
        yield _Unit(sentence=sentence, said=said, worth=worth, order=(place, number))


def _relative_centrality(source: Source) -> Callable[[AbstractSet[str]], float]:
    central = centrality(source)
    own = (source.bigrams_of(span) for span in source.sentences)
    most = max(map(central, own), default=0.0)
    return lambda grams: central(grams) / most if most else 0.0


def _overlap(one: AbstractSet[str], other: AbstractSet[str]) -> float:
    return 2 * len(one & other) / max(len(one) + len(other), 1)


def _is_said(unit: _Unit, taken: _Unit) -> bool:
    same = unit.order[0] == taken.order[0]
    return same or repeats(unit.said, taken.said)


def _place(source: Span | None, spans: Sequence[Span]) -> int:
    end = source.end if source else 0
    return sum(span.end < end for span in spans)


def _new(unit: _Unit, said: set[str]) -> float:
    return len(unit.said.bigrams - said) / max(len(unit.said.bigrams), 1)
