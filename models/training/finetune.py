"""Fine-tuning: questions, headlines and briefs together.

A mixture may name streams of pre-training too (``archive copy``): what they teach is kept up.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice, repeat
from pathlib import Path

from models.prompts import REFUSAL, summary_prompt
from models.training import pretrain
from models.training.examples import (
    Example,
    copyable_share,
    is_derived,
    load_examples,
    near_texts,
    read_rows,
    refused_of,
    without_answer,
)
from models.training.trainer import Config, endless, seeded

__all__ = ["streams"]

TITLES = 5000  # of each file


def streams(
    data: Sequence[Path], config: Config, rng: random.Random, passed: Mapping[str, int]
) -> dict[str, Iterator[Example]]:
    """Return the streams by source and task, as :func:`load_examples` names them.

    And those of pre-training, if the configuration's mixture has one that is not among them. Each
    begins where ``passed`` examples are behind it, by its name.
    """
    titles = _titles(data)
    found = {
        name: _varied(kept, titles, config, rng, passed.get(name, 0))
        for name, examples in load_examples(data, since=config.since).items()
        if (kept := list(_learnt(examples, config)))
    }
    if config.mixture.keys() - found.keys():
        found |= pretrain.streams(data, config, rng, passed)
    return found


def _learnt(examples: Iterable[Example], config: Config) -> Iterator[Example]:
    """Yield what is learnt from; a headline that is derived from one sentence several times."""
    for example in examples:
        if _is_learnt(example, config):
            yield example
            if config.derived > 1 and example.prompt == summary_prompt("headline"):
                again = is_derived(example.target, example.source)
                yield from repeat(example, again * (config.derived - 1))


def _is_learnt(example: Example, config: Config) -> bool:
    if not example.is_question:
        is_headline = example.prompt == summary_prompt("headline")
        share = config.copyable if is_headline else 0.0
        return not share or copyable_share(example.target, example.source) >= share
    if example.target == REFUSAL or not config.longest_answer:
        return True
    return len(example.target) <= config.longest_answer


def _varied(
    examples: Sequence[Example],
    titles: Sequence[str],
    config: Config,
    rng: random.Random,
    passed: int,
) -> Iterator[Example]:
    """Ask some questions of a text without the answer, and some with a headline in front.

    So many that each source has ``refusal_share`` of them, if it has not more: else a model
    learns which sources to mistrust. ``near_share`` are asked of a text much like one that
    answers, as a retriever finds them; the others mostly of their own with the answer cut out.
    """
    near = near_texts(examples) if examples[0].is_question and config.near_share else None
    refused = sum(example.target == REFUSAL for example in examples) / len(examples)
    share = max(0.0, config.refusal_share - refused) / max(1 - refused, 1e-9)
    order = endless(list(enumerate(examples)), seeded(config, 0), passed=passed)
    for row, example in order:
        varied = example
        asked = example.is_question and example.target != REFUSAL
        if asked and rng.random() < share:
            if near is not None and rng.random() < config.near_share:
                if near[row]:
                    varied = refused_of(varied, rng.choice(near[row]))
            else:
                varied = without_answer(varied, window=300, rng=rng, others=examples)
        if varied.is_question and rng.random() < config.preface_share:
            varied = replace(varied, prompt=f"{varied.prompt}\n{rng.choice(titles)}")
        yield varied


def _titles(data: Sequence[Path]) -> list[str]:
    """Return headlines with their dates, as they stand in front of a chunk when asked."""
    paths = [path for folder in data for path in sorted(folder.glob("archive_xwlb*.jsonl*"))]
    rows = (row for path in paths for row in islice(read_rows(path), TITLES))
    return [f"{row['title']} {row['date'] or ''}".strip() for row in rows] or [""]
