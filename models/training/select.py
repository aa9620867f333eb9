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
from math import log, nan
from pathlib import Path

from models.selector import Window, windows
from models.tokenizer import FixedTokenizer
from models.training.examples import held_out, read_rows
from models.training.labelled import Labelled, is_aside, rows_of

__all__ = ["KINDS", "NAME", "asked", "digested", "read"]

NAME = "selector"
KINDS = ("answers", "related")
"""What it tells: a sentence answers a question; it is of the matter at least."""

AROUND = 1
"""Sentences before and behind one of another article that is like a question, read with it."""

READ = 3_000  # characters of a reading set's text
_SENTENCE = re.compile("[^。！？!?\n]+[。！？!?]*[”’」』]*")


def asked(files: Sequence[Path], data: Path, tokens: FixedTokenizer) -> Iterator[Labelled]:
    """Yield the sentences of articles with each question that was written of them.

    And of each question that sentence of the other articles which is most like it, in its place.
    """
    rows = list(rows_of(files, data))
    elsewhere = _Sentences(
        (number, place, text[start:end])
        for number, (line, _, text) in enumerate(rows)
        for place, (start, end) in enumerate(line["sentences"])
    )
    for number, (line, title, text) in enumerate(rows):
        for one in line["questions"]:
            question, aside = one["question"], is_aside(line["id"])
            said = [text[start:end] for start, end in line["sentences"]]
            yield from _read(
                tokens, question, title or text, said, set(one["answers"]), aside=aside
            )
            if like := elsewhere.like(question, not_of=number):
                other, place = like
                line_, title_, text_ = rows[other]
                near = line_["sentences"][max(0, place - AROUND) : place + AROUND + 1]
                said = [text_[start:end] for start, end in near]
                either = aside or is_aside(line_["id"])
                yield from _read(tokens, question, title_ or text_, said, set(), aside=either)


def digested(files: Sequence[Path], data: Path, tokens: FixedTokenizer) -> Iterator[Labelled]:
    """Yield the labelled sentences that were found for questions, each by itself."""
    for line, title, text in rows_of(files, data):
        for start, end, label in line["sentences"]:
            for window in windows(tokens, line["question"], title or text, [text[start:end]]):
                yield _labelled(
                    window, [(float(label == "A"), float(label != "X"))], aside=is_aside(line["id"])
                )


def read(
    file: Path, most: Mapping[str, int], tokens: FixedTokenizer, *, seed: int = 2
) -> Iterator[Labelled]:
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
            yield from _read(
                tokens,
                row["question"],
                row.get("title") or "",
                [text[start:end] for start, end in places],
                answers,
                aside=held_out(row["context"]),
            )


class _Sentences:
    """Sentences of several articles, to find the one that is most like a question."""

    def __init__(self, several: Iterable[tuple[int, int, str]]) -> None:
        """Take each with the number of its article, and its own in that."""
        self._places: list[tuple[int, int]] = []
        self._with: defaultdict[str, list[int]] = defaultdict(list)
        for number, place, said in several:
            for pair in _twos(said):
                self._with[pair].append(len(self._places))
            self._places.append((number, place))

    def like(self, question: str, *, not_of: int) -> tuple[int, int] | None:
        """Return the sentence of other articles that shares most of a question's rare words."""
        worth: defaultdict[int, float] = defaultdict(float)
        for pair in _twos(question):
            for one in self._with.get(pair, ()):
                worth[one] += log(len(self._places) / len(self._with[pair]))
        others = (one for one in worth if self._places[one][0] != not_of)
        best = max(others, key=lambda one: worth[one], default=None)
        return None if best is None else self._places[best]


def _read(
    tokens: FixedTokenizer,
    question: str,
    title: str,
    said: Sequence[str],
    answers: set[int],
    *,
    aside: bool,
) -> Iterator[Labelled]:
    """Yield a text's sentences with a question, by which of them answer it."""
    for window in windows(tokens, question, title, said):
        if window.places:
            truth = [
                (1.0, 1.0) if place in answers else (0.0, nan) for place, _, _ in window.places
            ]
            yield _labelled(window, truth, aside=aside)


def _labelled(window: Window, truth: Sequence[tuple[float, ...]], *, aside: bool) -> Labelled:
    return Labelled(ids=window.ids, parts=window.parts, truth=truth, aside=aside)


def _twos(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}
