from itertools import pairwise

import numpy as np
import pytest
from pytest import approx

from models.beams import Limits, beam_search

START, EOS, A, B = 0, 1, 2, 3


def search(rows, *, beams=2, allowed=None, **limits):
    """Search with the probabilities that ``rows`` gives after each text, evenly spread if none."""

    def step(texts, parents):
        even = [0.25] * 4
        return np.log(np.array([rows.get(text[1:], even) for text in texts], dtype=np.float32))

    return beam_search(
        step, beams=beams, start=START, eos=EOS, limits=Limits(most=4, **limits), allowed=allowed
    )


ROWS = {(): [0.01, 0.09, 0.5, 0.4], (A,): [0.01, 0.4, 0.3, 0.29], (B,): [0.01, 0.95, 0.02, 0.02]}


def test_the_likeliest_texts_come_first():
    found = search(ROWS)
    assert [beam.tokens for beam in found] == [(B, EOS), (A, EOS)]
    assert [beam.score for beam in found] == approx([np.log(0.4 * 0.95), np.log(0.5 * 0.4)])


def test_a_score_is_divided_by_its_length():
    found = search(ROWS, length_penalty=1.0)
    assert found[0].score == approx(np.log(0.4 * 0.95) / 2)


def test_only_what_is_allowed_is_written():
    found = search(ROWS, allowed=lambda tokens: [A] if not tokens else [EOS])
    assert [beam.tokens for beam in found] == [(A, EOS)]


def again_and_again():
    """Return probabilities by which one token is written without end."""
    return {(A,) * count: [1e-9, 1e-9, 1.0, 1e-6] for count in range(4)}


def test_a_text_is_ended_at_its_limit():
    assert search(again_and_again())[0].tokens == (A, A, A, EOS)


def test_a_text_is_not_ended_too_soon():
    assert all(len(beam.tokens) > 2 for beam in search(ROWS, least=2))


@pytest.mark.parametrize(("size", "text"), [(0, (A, A, A, EOS)), (2, (A, A, B, EOS))])
def test_a_run_is_not_written_twice(size, text):
    assert search(again_and_again(), beams=1, no_repeat=size)[0].tokens == text


def test_the_parents_are_places_in_the_step_before():
    seen = []

    def step(texts, parents):
        seen.append((list(texts), list(parents)))
        return np.log(np.array([ROWS.get(text[1:], [0.25] * 4) for text in texts], np.float32))

    beam_search(step, beams=2, start=START, eos=EOS, limits=Limits(most=3))
    for (texts, _), (later, parents) in pairwise(seen):
        assert [text[:-1] for text in later] == [texts[parent] for parent in parents]
