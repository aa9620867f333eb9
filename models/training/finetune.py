"""Fine-tuning: questions, headlines and briefs together."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

import numpy as np

from models.prompts import REFUSAL
from models.training.examples import Example, load_examples, read_rows, without_answer
from models.training.trainer import Config, endless

__all__ = ["near_texts", "streams"]

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
    """Ask some questions of a text without the answer, and some with a headline in front.

    So many that each source has ``refusal_share`` of them, if it has not more: else a model
    learns which sources to mistrust. ``near_share`` are asked of a text much like one that
    answers, as a retriever finds them; the others mostly of their own with the answer cut out.
    """
    near = near_texts(examples) if examples[0].is_question and config.near_share else None
    refused = sum(example.target == REFUSAL for example in examples) / len(examples)
    share = max(0.0, config.refusal_share - refused) / max(1 - refused, 1e-9)
    for row, example in endless(list(enumerate(examples)), rng):
        varied = example
        asked = example.is_question and example.target != REFUSAL
        if asked and rng.random() < share:
            if near is not None and rng.random() < config.near_share:
                varied = _of_near_text(varied, near[row], rng)
            else:
                varied = without_answer(varied, window=300, rng=rng, others=examples)
        if varied.is_question and rng.random() < config.preface_share:
            varied = replace(varied, prompt=f"{varied.prompt}\n{rng.choice(titles)}")
        yield varied


def near_texts(examples: Sequence[Example], *, count: int = 5) -> list[list[str]]:
    """Return each question's ``count`` likest texts of the others', by the bigrams they share."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    texts = list(dict.fromkeys(example.source for example in examples))
    vectorizer = TfidfVectorizer(analyzer="char", ngram_range=(2, 2), sublinear_tf=True)
    index = vectorizer.fit_transform(texts).T.tocsr()
    found = []
    for start in range(0, len(examples), 512):
        batch = examples[start : start + 512]
        scores = vectorizer.transform([example.prompt for example in batch]) @ index
        for example, row in zip(batch, scores.toarray(), strict=True):
            likest = (texts[i] for i in np.argsort(-row)[: count + 1])
            found.append([text for text in likest if text != example.source][:count])
    return found


def _of_near_text(example: Example, near: Sequence[str], rng: random.Random) -> Example:
    """Return a refusal: the question asked of a near text that does not hold its answer."""
    other = [text for text in near if example.target not in text]
    if not other:
        return example
    return replace(example, source=rng.choice(other), target=REFUSAL, answer=None)


def _titles(data: Sequence[Path]) -> list[str]:
    """Return headlines with their dates, as they stand in front of a chunk when asked."""
    paths = [path for folder in data for path in sorted(folder.glob("archive_xwlb*.jsonl*"))]
    rows = (row for path in paths for row in islice(read_rows(path), TITLES))
    return [f"{row['title']} {row['date'] or ''}".strip() for row in rows] or [""]
