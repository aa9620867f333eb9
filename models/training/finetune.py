"""Fine-tuning: questions, headlines and briefs together."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from models.training.examples import Example, load_examples, read_rows, without_answer
from models.training.trainer import Config, endless

__all__ = ["streams"]

TITLES = 5000  # of each file


def streams(
    data: Sequence[Path], config: Config, rng: random.Random
) -> dict[str, Iterator[Example]]:
    """Return the streams by source and task, as :func:`load_examples` names them."""
    titles = _titles(data)
    return {
        name: _varied(examples, titles, config, rng)
        for name, examples in load_examples(data).items()
    }


def _varied(
    examples: Sequence[Example], titles: Sequence[str], config: Config, rng: random.Random
) -> Iterator[Example]:
    """Ask some questions of a text without the answer, and some with a headline in front."""
    for example in endless(examples, rng):
        varied = example
        if varied.is_question and rng.random() < config.refusal_share:
            varied = without_answer(varied, window=300, rng=rng, others=examples)
        if varied.is_question and rng.random() < config.preface_share:
            varied = replace(varied, prompt=f"{varied.prompt}\n{rng.choice(titles)}")
        yield varied


def _titles(data: Sequence[Path]) -> list[str]:
    """Return headlines with their dates, as they stand in front of a chunk when asked."""
    paths = [path for folder in data for path in sorted(folder.glob("archive_xwlb*.jsonl*"))]
    rows = (row for path in paths for row in islice(read_rows(path), TITLES))
    return [f"{row['title']} {row['date'] or ''}".strip() for row in rows] or [""]
