"""What a selector learns from: questions with sentences that answer them and others that do not.

Two files of labels, made by reading. ``asked``: articles with the places of their ``sentences`` and
``questions``, each with the numbers of the sentences that answer it, none where the article does
not. ``digested``: questions that an archive was asked, with sentences that were found for them,
each A (answers), W (of the matter, but says little or hangs) or X (of something else). Beside them
questions of reading sets, whose answers' places tell the sentence.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from math import nan
from pathlib import Path

from models.selector import shown
from models.training.examples import read_rows
from models.training.labelled import Labelled, is_aside, rows_of

__all__ = ["KINDS", "NAME", "asked", "digested", "read"]

NAME = "selector"
KINDS = ("answers", "related")
"""What it tells: a sentence answers a question; it is of the matter at least."""

LIKE, OTHERS = 3, 3
"""How many sentences that do not answer are learnt of a question: those most like it, others."""

READ = 3_000  # characters of a reading set's text
_SENTENCE = re.compile("[^。！？!?\n]+[。！？!?]*[”’」』]*")


def asked(files: Sequence[Path], data: Path, *, seed: int = 1) -> Iterator[Labelled]:
    """Yield the sentences of articles with each question that was written of them."""
    rng = random.Random(seed)
    for line, title, text in rows_of(files, data):
        for one in line["questions"]:
            yield from _pairs(
                one["question"],
                title or text,
                text,
                [tuple(place) for place in line["sentences"]],
                set(one["answers"]),
                aside=is_aside(line["id"]),
                rng=rng,
            )


def digested(files: Sequence[Path], data: Path) -> Iterator[Labelled]:
    """Yield the labelled sentences that were found for questions."""
    for line, title, text in rows_of(files, data):
        for start, end, label in line["sentences"]:
            yield Labelled(
                text=shown(line["question"], title or text, "", text[start:end]),
                truth=(float(label == "A"), float(label != "X")),
                aside=is_aside(line["id"]),
            )


def read(file: Path, most: int, *, seed: int = 2) -> Iterator[Labelled]:
    """Yield the sentences of so many of a reading set's texts with their questions."""
    rng = random.Random(seed)
    rows = list(read_rows(file))
    rng.shuffle(rows)
    for row in rows[:most]:
        text = row["context"][:READ]
        places = [match.span() for match in _SENTENCE.finditer(text)]
        at = row["answer_start"] if row["answers"] else -1
        answers = {n for n, (start, end) in enumerate(places) if start <= at < end}
        if bool(row["answers"]) == bool(answers):
            title = row.get("title") or ""
            yield from _pairs(row["question"], title, text, places, answers, aside=False, rng=rng)


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
    return sum(question[at : at + 2] in sentence for at in range(len(question) - 1))
