"""A selector: how probably each sentence of a text answers a question, read together.

Question and title are read with several sentences, one behind the other: who a sentence speaks of,
and which of two of a kind, often stands in another. What is read of a sentence is the mean of its
tokens.

Two rules, fitted on questions set aside, stand in its ``calibration.json``: how sure that is of the
likeliest of many sentences, where a reader has found no answer in them (:data:`CHANCE`), and how
likely a sentence of a digest answers to its question, by this and all else that is seen of it
(:data:`RELEVANCE`).

It is a plain BERT of sentence-transformers (:mod:`models.bert`) with two small layers behind it, in
the folder ``selector`` of a generator. ``python -m models.training select`` makes one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from math import log
from pathlib import Path

import numpy as np

from models.bert import Bert
from models.calibration import FILE, Logistic
from models.precision import inference_precision
from models.tokenizer import FixedTokenizer
from models.weights import Weights

__all__ = [
    "CHANCE",
    "FOLDER",
    "RELEVANCE",
    "SentenceSelector",
    "Window",
    "evidence",
    "load_rules",
    "save_rule",
    "windows",
]

FOLDER = "selector"
CHANCE, RELEVANCE = "chance", "relevance"
TITLE, SENTENCE = 40, 240
"""Characters that are read of a title, and of a sentence."""
QUESTION, WINDOW, AGAIN = 64, 320, 96
"""Tokens that are read of a question, with all else at once, and again of what stands before."""
_LEAST = 1e-4
_ELSEWHERE = 0.01  # from here on a sentence of another article counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """What is read at once: token ids, and of which of them each of some sentences is made.

    ``places`` are those sentences' numbers, first tokens, and the places behind their last ones.
    """

    ids: list[int]
    places: list[tuple[int, int, int]]

    @property
    def parts(self) -> list[tuple[int, int]]:
        """The ``places`` without the sentences' numbers."""
        return [(start, end) for _, start, end in self.places]


def windows(
    tokens: FixedTokenizer,
    question: str,
    title: str,
    sentences: Sequence[str],
    *,
    most: int = WINDOW,
) -> list[Window]:
    """Return a text's sentences in windows of at most ``most`` tokens, each counted in one of them.

    A sentence without tokens is counted in none. Each window begins with question and title, and
    with what of the text stands before.
    """
    asked, headed, *said = tokens.ids(
        [question, title[:TITLE], *(one.strip()[:SENTENCE] for one in sentences)], special=False
    )
    start, end = tokens.special["bos"], tokens.special["eos"]
    head = [start, *asked[:QUESTION], end, *headed, end]
    first, made = 0, []
    while first < len(said):
        room = min(AGAIN, most - len(head) - len(said[first]) - 1)
        begin = first
        while begin and len(said[begin - 1]) <= room:
            begin -= 1
            room -= len(said[begin])
        ids, places = list(head), []
        for number in range(begin, len(said)):
            behind = len(ids) + len(said[number])
            if number > first and behind >= most:
                break
            if number >= first and len(ids) < min(behind, most - 1):
                places.append((number, len(ids), min(behind, most - 1)))
            ids += said[number]
        else:
            number = len(said)
        made.append(Window(ids=[*ids[: most - 1], end], places=places))
        first = number
    return made


def evidence(seen: Mapping[str, float]) -> dict[str, float]:
    """Return what the chance is said by: what is seen of a sentence, probabilities as log-odds.

    Where a sentence of another article may answer too, one of them is wrong; what decides yes or no
    looks less like an answer than a reason does. Of one text ``alone`` more is asked that it does
    not answer, and what is selected tells less of whether it does.
    """
    selected = _logit(seen["selected"])
    return {
        **seen,
        "selected": selected,
        "selected_alone": selected * seen["alone"],
        "answerable": _logit(seen["answerable"]),
        "elsewhere": _logit(max(seen["elsewhere"], _ELSEWHERE)),
    }


def _logit(probability: float) -> float:
    inside = min(max(probability, _LEAST), 1 - _LEAST)
    return log(inside / (1 - inside))


class SentenceSelector:
    """Reads a question with one sentence after another. Safe to use from several threads."""

    def __init__(
        self, reader: Bert, head: Weights, rules: Mapping[str, Logistic] | None = None
    ) -> None:
        """Take a reader and the two layers behind it: ``selector.widen``, ``selector.narrow``.

        Of the ``rules`` one says the chance from :func:`evidence`, which without it is the
        probability itself, and one the relevance from :meth:`seen`.
        """
        self._reader, self._rules = reader, rules or {}
        self._widen, self._narrow = (
            (
                head[f"selector.{layer}.weight"].astype(np.float32).T,
                head[f"selector.{layer}.bias"].astype(np.float32),
            )
            for layer in ("widen", "narrow")
        )

    @classmethod
    def load(cls, folder: Path, *, once: bool = False) -> SentenceSelector | None:
        """Load the selector in a generator's folder; None where it has none.

        ``once``, for a process that asks a question or two: nothing is compiled.
        """
        own = folder / FOLDER
        if not own.is_dir():
            return None
        reader = Bert.load(own, precision=inference_precision(), once=once)
        return cls(reader, Weights(own), load_rules(own)) if reader else None

    def probabilities(
        self, question: str, passages: Sequence[tuple[str, Sequence[str]]]
    ) -> list[list[float]]:
        """Return how probably each sentence of each passage answers, in [0, 1].

        A passage is the title of an article and sentences of it, in their order.
        """
        most = min(WINDOW, self._reader.max_tokens)
        read = [
            (number, window)
            for number, (title, sentences) in enumerate(passages)
            for window in windows(self._reader.tokens, question, title, sentences, most=most)
        ]
        vectors = self._reader.parts(
            [window.ids for _, window in read],
            [window.parts for _, window in read],
        )
        found = [[0.0] * len(sentences) for _, sentences in passages]
        for (number, window), means in zip(read, vectors, strict=True):
            hidden = np.tanh(means @ self._widen[0] + self._widen[1])
            logits = hidden @ self._narrow[0] + self._narrow[1]
            for (place, _, _), probability in zip(
                window.places, 1 / (1 + np.exp(-logits[:, 0])), strict=True
            ):
                found[number][place] = float(probability)
        return found

    def chance(self, seen: Mapping[str, float]) -> float:
        """Return how probably the likeliest of several sentences answers, in [0, 1].

        By its probability ``selected`` and what else is ``seen``: ``answerable``, how probable a
        reader says it is that they answer; ``agreed``: what it held back stands in that sentence;
        ``elsewhere``, how probable the likeliest of another article is, ``alone``: none was found;
        ``yes_no``: a question for yes or no.
        """
        rule = self._rules.get(CHANCE)
        return rule.probability(evidence(seen)) if rule else seen["selected"]

    @property
    def weighs(self) -> bool:
        """Whether it was fitted how :meth:`relevances` are weighed."""
        return RELEVANCE in self._rules

    def relevances(
        self, question: str, sentences: Sequence[tuple[str, str]], scores: Sequence[float]
    ) -> list[float]:
        """Return how likely each sentence answers to a question of a digest, in [0, 1].

        Each is given with its article's title, and read by itself. ``scores`` say the same by what
        is seen of each without reading it. Only of one that :attr:`weighs`.
        """
        rule = self._rules[RELEVANCE]
        return [rule.probability(one) for one in self.seen(question, sentences, scores)]

    def seen(
        self, question: str, sentences: Sequence[tuple[str, str]], scores: Sequence[float]
    ) -> list[dict[str, float]]:
        """Return what the relevance of each sentence is said by, all log-odds."""
        read = self.probabilities(question, [(title, [said]) for title, said in sentences])
        return [
            {"score": _logit(score), "answers": _logit(probability)}
            for score, (probability,) in zip(scores, read, strict=True)
        ]


def load_rules(folder: Path) -> dict[str, Logistic]:
    """Read the ``calibration.json`` of a selector's folder: its rules by name."""
    path = folder / FILE
    rules = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    return {name: Logistic(**rule) for name, rule in rules.items()}


def save_rule(name: str, rule: Logistic, folder: Path) -> None:
    """Write it beside the others."""
    rules = {**load_rules(folder), name: rule}
    told = {name: asdict(one) for name, one in sorted(rules.items())}
    (folder / FILE).write_text(json.dumps(told, indent=1) + "\n", "utf-8")
