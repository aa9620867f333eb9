"""Pre-training on the archives' bodies: to find what matters, to write, to copy.

``archive headline``: the headline from the body. ``archive gap``: the sentences that say most of
what the others say are taken out and written (gap sentences, PEGASUS, Zhang et al. 2020).
``archive infill``: spans are masked and written one after another, a mask before each (text
infilling, BART, Lewis et al. 2020; targets as T5's). ``archive copy``: a sentence whose first
characters the prompt shows is written to its end, and found by the span head. ``archive mask``:
the encoder alone says what spans of tokens are masked (SpanBERT, Joshi et al. 2020).
"""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from models.prompts import summary_prompt
from models.training.archives import Body, load_bodies, passage
from models.training.examples import MASK, Example
from models.training.trainer import Config, endless, seeded

__all__ = ["copy", "gap", "headline", "infill", "mask", "streams"]

READ = 360  # characters: what a window of 288 tokens holds, mostly
GAP_SENTENCE = range(12, 101)
MASKED = 0.2  # share of the characters
MASKED_LENGTH = 5.0  # mean, in characters
CUE = range(3, 9)
COPIED = range(16, 101)

Task = Callable[[Body, random.Random], Example | None]


def streams(
    data: Sequence[Path], config: Config, rng: random.Random, passed: Mapping[str, int]
) -> dict[str, Iterator[Example]]:
    """Return the stream of each task, from where ``passed`` bodies are behind it."""
    bodies = load_bodies(data)
    tasks = {"headline": headline, "gap": gap, "infill": infill, "copy": copy, "mask": mask}
    found = {}
    for task, make in tasks.items():
        name = f"archive {task}"
        order = endless(bodies, seeded(config, 0), passed=passed.get(name, 0))
        found[name] = _made(make, order, len(bodies), rng)
    return found


def headline(body: Body, rng: random.Random) -> Example | None:
    """Return the headline to be written for the body; None if it has none."""
    if body.headline is None:
        return None
    return Example(prompt=summary_prompt("headline"), source=body.text, target=body.headline)


def gap(body: Body, rng: random.Random) -> Example | None:
    """Return the one or two sentences that overlap most with the rest, masked in the source."""
    found = passage(body.text, length=READ, rng=rng)
    if len(found) < 4:
        return None
    scores = _overlaps(found)
    rows = [row for row, sentence in enumerate(found) if len(sentence) in GAP_SENTENCE]
    best = sorted(rows, key=lambda row: -scores[row])[: 1 if len(found) < 6 else rng.randint(1, 2)]
    if not best:
        return None
    return Example(
        prompt="补句:",
        source="".join(MASK if row in best else sentence for row, sentence in enumerate(found)),
        target="".join(found[row] for row in sorted(best)),
    )


def infill(body: Body, rng: random.Random) -> Example | None:
    """Return the spans, of Poisson lengths, that are masked in the source."""
    text = "".join(passage(body.text, length=READ, rng=rng))
    kept_length = MASKED_LENGTH * (1 - MASKED) / MASKED
    source, target, position = "", "", 0
    while position < len(text):
        start = position + 1 + int(rng.expovariate(1 / (kept_length - 1)))
        end = start + max(1, _poisson(MASKED_LENGTH, rng))
        source += text[position:start]
        if end < len(text):
            source += MASK
            target += MASK + text[start:end]
        else:
            source += text[start:]
        position = end
    return Example(prompt="填空:", source=source, target=target) if target else None


def copy(body: Body, rng: random.Random) -> Example | None:
    """Return the rest of a sentence, whose first characters stand in the prompt."""
    found = passage(body.text, length=2 * READ, rng=rng)
    sentence = rng.choice(found).rstrip("。！？；") if found else ""
    source, cue = "".join(found), sentence[: rng.choice(CUE)]
    if len(sentence) not in COPIED or source.count(cue) > 1:
        return None
    start = source.index(sentence) + len(cue)
    answer = (start, start + len(sentence) - len(cue))
    return Example(
        prompt=f"续写:{cue}",
        source=source,
        target=source[slice(*answer)],
        is_question=True,
        answer=answer,
    )


def mask(body: Body, rng: random.Random) -> Example | None:
    """Return a passage whose tokens are to be masked; None of a body without sentences."""
    text = "".join(passage(body.text, length=READ, rng=rng))
    return Example(prompt="遮盖:", source=text, target="", is_masked=True) if text else None


def _made(task: Task, bodies: Iterator[Body], count: int, rng: random.Random) -> Iterator[Example]:
    """Yield what the task makes of ``count`` bodies, over and over.

    Raises ValueError if it makes nothing of any.
    """
    failed = 0
    for body in bodies:
        example = task(body, rng)
        failed = 0 if example else failed + 1
        if failed > 2 * count:
            break
        if example:
            yield example
    raise ValueError(f"no example can be made of the {count} archive bodies: {task.__doc__}")


def _overlaps(found: Sequence[str]) -> list[float]:
    """Return for each sentence the F1 in [0, 1] of its bigrams with those of the others."""
    bigrams = [{a + b for a, b in pairwise(sentence)} for sentence in found]
    counts = Counter(bigram for each in bigrams for bigram in each)
    scores = []
    for each in bigrams:
        shared = sum(counts[bigram] > 1 for bigram in each)
        others = len(counts) - (len(each) - shared)
        scores.append(2 * shared / (len(each) + others) if shared else 0.0)
    return scores


def _poisson(mean: float, rng: random.Random) -> int:
    count, product = 0, rng.random()
    while product > math.exp(-mean):
        count, product = count + 1, product * rng.random()
    return count
