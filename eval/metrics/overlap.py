"""Overlap of a text with its reference: character F1, ROUGE, BLEU, chrF.

ROUGE is written here because the library for Chinese, rouge-chinese 1.0.3, is another measure: it
counts *sets* of n-grams (a repeated character counts once), cuts sentences by itself, adds 1e-8 to
the denominator and fails on an empty text. This is Lin (2004): clipped counts, F1.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
import rjieba
import sacrebleu
from rapidfuzz.distance import LCSseq
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

__all__ = [
    "BLEU_RECIPE",
    "CHRF_RECIPE",
    "bleu_counts",
    "bleu_of_counts",
    "char_f1",
    "characters",
    "chrf",
    "normalize",
    "rouge_l",
    "rouge_n",
    "words",
]

_BLEU = BLEU(tokenize="zh", effective_order=True)
_CHRF = CHRF()
BLEU_RECIPE = f"corpus|tok:zh|smooth:exp|case:mixed|sacrebleu:{sacrebleu.__version__}"
CHRF_RECIPE = f"mean-of-sentences|nc:6|nw:0|sacrebleu:{sacrebleu.__version__}"


def normalize(text: str) -> str:
    """Return the text in NFKC and lower case, without white space."""
    return "".join(unicodedata.normalize("NFKC", text).lower().split())


def characters(text: str) -> list[str]:
    """Return the characters of the normalised text, punctuation included."""
    return list(normalize(text))


def words(text: str) -> list[str]:
    """Return the words of the normalised text as jieba cuts them (rjieba, with its HMM)."""
    return list(rjieba.cut(normalize(text)))


def char_f1(prediction: str, references: Sequence[str]) -> float:
    """Return SQuAD's F1 on bags of characters without punctuation, best reference, in [0, 1].

    Rajpurkar et al. (2016); two texts without a character left are equal (1.0).
    """
    found = _bag(prediction)
    return max(_bag_f1(found, _bag(reference)) for reference in references)


def rouge_n(prediction: Sequence[str], reference: Sequence[str], *, n: int) -> float:
    """Return the F1 of clipped n-gram counts, in [0, 1]; 0.0 where a side has no n-gram."""
    found, wanted = _ngrams(prediction, n), _ngrams(reference, n)
    return _f1((found & wanted).total(), found.total(), wanted.total())


def rouge_l(prediction: Sequence[str], reference: Sequence[str]) -> float:
    """Return the F1 of the longest common subsequence, in [0, 1]; 0.0 for an empty side."""
    return _f1(LCSseq.similarity(prediction, reference), len(prediction), len(reference))


def bleu_counts(prediction: str, reference: str) -> list[int]:
    """Return sacrebleu's 10 counts of a pair: matches and totals of 1- to 4-grams, two lengths."""
    score = _BLEU.sentence_score(prediction, [reference])
    return [*score.counts, *score.totals, score.sys_len, score.ref_len]


def bleu_of_counts(sums: NDArray[np.float64], _: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the corpus BLEU, in [0, 1], of each row of summed counts, float64 (n, 10)."""
    return np.array(
        [
            BLEU.compute_bleu(
                correct=[int(count) for count in row[:4]],
                total=[int(count) for count in row[4:8]],
                sys_len=int(row[8]),
                ref_len=int(row[9]),
            ).score
            / 100
            for row in np.rint(sums)
        ]
    )


def chrf(prediction: str, reference: str) -> float:
    """Return sacrebleu's chrF2 of a sentence, in [0, 1]."""
    return float(_CHRF.sentence_score(prediction, [reference]).score) / 100


def _bag(text: str) -> Counter[str]:
    kept = (char for char in normalize(text) if not unicodedata.category(char).startswith("P"))
    return Counter(kept)


def _bag_f1(found: Counter[str], wanted: Counter[str]) -> float:
    if not found and not wanted:
        return 1.0
    return _f1((found & wanted).total(), found.total(), wanted.total())


def _ngrams(tokens: Sequence[str], n: int) -> Counter[tuple[str, ...]]:
    return Counter(tuple(tokens[at : at + n]) for at in range(len(tokens) - n + 1))


def _f1(common: int, found: int, wanted: int) -> float:
    return 2 * common / (found + wanted) if common else 0.0
