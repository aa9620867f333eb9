"""Beam search over whatever gives the next tokens' probabilities, as transformers does it.

Written out because the library's needs torch and a model of its own; a test holds the two equal.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

__all__ = ["Beam", "Limits", "Step", "beam_search"]

Tokens = tuple[int, ...]
Step = Callable[[Sequence[Tokens], Sequence[int]], NDArray[np.float32]]
"""Of texts so far, and for each the place, among those of the step before, of the one it goes on
from: the log-probabilities (texts, vocabulary) of what comes next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a text may be: numbers of tokens, the end token included.

    No run of ``no_repeat`` tokens comes twice; 0 lets all. A finished text's score is the sum of
    its log-probabilities divided by its number of tokens to the power of ``length_penalty``. With
    ``early`` the search ends as soon as as many texts are finished as there are beams.
    """

    most: int
    least: int = 0
    no_repeat: int = 0
    length_penalty: float = 0.0
    early: bool = False


class Beam(NamedTuple):
    """A text and its score, higher is better."""

    tokens: Tokens
    score: float


class _Move(NamedTuple):
    score: float  # the sum of log-probabilities
    row: int  # of the text that is gone on from
    token: int


def beam_search(
    step: Step,
    *,
    beams: int,
    start: int,
    eos: int,
    limits: Limits,
    allowed: Callable[[Tokens], Collection[int]] | None = None,
) -> list[Beam]:
    """Return at most ``beams`` finished texts, best first; their tokens end with ``eos``.

    ``start`` stands before every text and is not part of it. ``allowed`` gives the tokens that may
    follow a text; None: all. A text that reaches its limit is ended there.
    """
    running = [Beam((), 0.0)]
    parents = [0]
    finished: list[Beam] = []
    for length in range(1, limits.most + 1):
        known = step([(start, *beam.tokens) for beam in running], parents)
        if length == limits.most:
            known = _only(known, eos)
        moves = _best_moves(running, known, 2 * beams, start, eos, length, limits, allowed)
        ended = [_went(running, move) for move in moves[:beams] if move.token == eos]
        finished = _kept(finished, ended, limits, beams)
        further = [move for move in moves if move.token != eos][:beams]
        parents = [move.row for move in further]
        running = [_went(running, move) for move in further]
        if not running or _is_over(finished, running, length, limits, beams):
            break
    return finished


def _best_moves(
    running: Sequence[Beam],
    known: NDArray[np.float32],
    count: int,
    start: int,
    eos: int,
    length: int,
    limits: Limits,
    allowed: Callable[[Tokens], Collection[int]] | None,
) -> list[_Move]:
    """Return the ``count`` best next tokens of all texts, best first."""
    moves: list[_Move] = []
    for row, beam in enumerate(running):
        scores = known[row].copy()
        scores[_repeats((start, *beam.tokens), limits.no_repeat)] = -np.inf
        if length <= limits.least:
            scores[eos] = -np.inf
        tokens = np.arange(len(scores)) if allowed is None else np.array([*allowed(beam.tokens)])
        best = tokens[np.argsort(-scores[tokens], kind="stable")[:count]]
        moves += [_Move(beam.score + float(scores[token]), row, int(token)) for token in best]
    possible = [move for move in moves if move.score > -math.inf]
    return sorted(possible, key=lambda move: -move.score)[:count]


def _only(known: NDArray[np.float32], token: int) -> NDArray[np.float32]:
    """Return log-probabilities in which ``token`` is certain."""
    certain = np.full_like(known, -np.inf)
    certain[:, token] = 0.0
    return certain


def _repeats(tokens: Tokens, size: int) -> list[int]:
    """Return the tokens after which a run of ``size`` would stand in ``tokens`` twice."""
    if not size or len(tokens) < size:
        return []
    last = tokens[len(tokens) + 1 - size :]
    starts = range(len(tokens) + 1 - size)
    return [tokens[at + size - 1] for at in starts if tokens[at : at + size - 1] == last]


def _went(running: Sequence[Beam], move: _Move) -> Beam:
    return Beam((*running[move.row].tokens, move.token), move.score)


def _kept(
    finished: Sequence[Beam], ended: Sequence[Beam], limits: Limits, beams: int
) -> list[Beam]:
    """Return the best ``beams`` of what was finished and what ended now, by their scores."""
    scored = [
        Beam(beam.tokens, beam.score / len(beam.tokens) ** limits.length_penalty) for beam in ended
    ]
    return sorted([*finished, *scored], key=lambda beam: -beam.score)[:beams]


def _is_over(
    finished: Sequence[Beam], running: Sequence[Beam], length: int, limits: Limits, beams: int
) -> bool:
    """Return whether no text that goes on can still be among the best."""
    if len(finished) < beams:
        return False
    best = running[0].score / length**limits.length_penalty
    return limits.early or best <= finished[-1].score
