"""What a selector learns from: questions with sentences that answer them and others that do not.

Two files of labels, made by reading. ``asked``: articles with the places of their ``sentences`` and
``questions``, each with the numbers of the sentences that answer it, none where the article does
not. ``digested``: questions that an archive was asked, with sentences that were found for them,
each A (answers), W (of the matter, but says little or hangs) or X (of something else). Beside them
questions of reading sets, whose answers' places tell the sentence, and of which some have no answer
in their text.
"""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from math import log, nan
from pathlib import Path

from models.selector import shown
from models.training.examples import held_out, read_rows
from models.training.labelled import Labelled, is_aside, rows_of

__all__ = ["KINDS", "NAME", "asked", "digested", "read"]

NAME = "selector"
KINDS = ("answers", "related")
"""What it tells: a sentence answers a question; it is of the matter at least."""

LIKE, OTHERS = 3, 3
"""How many sentences that do not answer are learnt of a question: those most like it, others."""

ELSEWHERE = 2
"""And how many of other articles: an archive finds them beside its own."""

READ = 3_000  # characters of a reading set's text
_SENTENCE = re.compile("[^。！？!?\n]+[。！？!?]*[”’」』]*")


def asked(files: Sequence[Path], data: Path, *, seed: int = 1) -> Iterator[Labelled]:
    """Yield the sentences of articles with each question that was written of them.

    And of each question those sentences of the other articles that are most like it.
    """
    rng = random.Random(seed)
    rows = list(rows_of(files, data))
    elsewhere = _Sentences(
        (number, title or text, text, start, end)
        for number, (line, title, text) in enumerate(rows)
        for start, end in line["sentences"]
    )
    for number, (line, title, text) in enumerate(rows):
        for one in line["questions"]:
            question, aside = one["question"], is_aside(line["id"])
            yield from _pairs(
                question,
                title or text,
                text,
                [tuple(place) for place in line["sentences"]],
                set(one["answers"]),
                aside=aside,
                rng=rng,
            )
            for other in elsewhere.like(question, not_of=number):
                yield Labelled(text=shown(question, *other), truth=(0.0, nan), aside=aside)


def digested(files: Sequence[Path], data: Path) -> Iterator[Labelled]:
    """Yield the labelled sentences that were found for questions."""
    for line, title, text in rows_of(files, data):
        for start, end, label in line["sentences"]:
            yield Labelled(
                text=shown(line["question"], title or text, "", text[start:end]),
                truth=(float(label == "A"), float(label != "X")),
                aside=is_aside(line["id"]),
            )


def read(file: Path, most: Mapping[str, int], *, seed: int = 2) -> Iterator[Labelled]:
    """Yield the sentences of so many texts of each source of a reading set with their questions."""
    rng = random.Random(seed)
    rows = list(read_rows(file))
    rng.shuffle(rows)
    had: Counter[str] = Counter()
    for row in rows:
        text, source = row["context"][:READ], row["source"]
        places = [match.span() for match in _SENTENCE.finditer(text)]
        at = row["answer_start"] if row["answers"] else -1
        answers = {n for n, (start, end) in enumerate(places) if start <= at < end}
        if had[source] < most.get(source, 0) and bool(row["answers"]) == bool(answers):
            had[source] += 1
            yield from _pairs(
                row["question"],
                row.get("title") or "",
                text,
                places,
                answers,
                aside=held_out(row["context"]),
                rng=rng,
            )


class _Sentences:
    """Sentences of several articles, to find those that are most like a question."""

    def __init__(self, several: Iterable[tuple[int, str, str, int, int]]) -> None:
        """Take each with the number, title and text of its article, and its place in that."""
        self._several = list(several)
        self._with: defaultdict[str, list[int]] = defaultdict(list)
        for place, (_, _, text, start, end) in enumerate(self._several):
            for pair in _twos(text[start:end]):
                self._with[pair].append(place)

    def like(self, question: str, *, not_of: int) -> Iterator[tuple[str, str, str]]:
        """Yield the sentences of other articles that share most of a question's rare words."""
        worth: defaultdict[int, float] = defaultdict(float)
        for pair in _twos(question):
            for place in self._with.get(pair, ()):
                worth[place] += log(len(self._several) / len(self._with[pair]))
        ranked = sorted(worth, key=lambda place: -worth[place])
        best = (place for place in ranked if self._several[place][0] != not_of)
        for place in islice(best, ELSEWHERE):
            _, title, text, start, end = self._several[place]
            yield title, text[:start], text[start:end]


def _pairs(
    question: str,
    title: str,
    text: str,
    places: Sequence[tuple[int, int]],
    answers: set[int],
    *,
    aside: bool,
    rng: random.Random,
) -> Iterator[Labelled]:
    """Yield a question with the sentences that answer it, those most like it, and some others."""
    others = [number for number in range(len(places)) if number not in answers]
    others.sort(key=lambda number: -_shared(question, text[slice(*places[number])]))
    rest = others[LIKE:]
    chosen = [*sorted(answers), *others[:LIKE], *rng.sample(rest, min(OTHERS, len(rest)))]
    for number in chosen:
        start, end = places[number]
        is_one = number in answers
        yield Labelled(
            text=shown(question, title, text[:start], text[start:end]),
            truth=(float(is_one), 1.0 if is_one else nan),
            aside=aside,
        )


def _shared(question: str, sentence: str) -> int:
    """Return how many pairs of neighbouring characters of a question a sentence has."""
    return sum(pair in sentence for pair in _twos(question))


def _twos(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}
