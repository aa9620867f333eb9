"""Quick dev scores for the training log. The reported numbers come from the evaluation harness."""

from __future__ import annotations

import unicodedata

__all__ = ["exact_match", "overlap_f1", "rouge_l"]


def _bare(text: str) -> str:
    return "".join(c for c in text.lower() if unicodedata.category(c)[0] not in "PSZ")


def exact_match(text: str, references: list[str]) -> float:
    """1 if the text equals a reference, punctuation aside, else 0."""
    return float(_bare(text) in {_bare(reference) for reference in references})


def overlap_f1(text: str, references: list[str]) -> float:
    """Best F1 in [0, 1] of the longest common substring of characters, as CMRC 2018 has it."""
    return max(_f1(_substring(_bare(text), _bare(r)), _bare(text), _bare(r)) for r in references)


def rouge_l(text: str, reference: str) -> float:
    """F1 in [0, 1] of the longest common subsequence of characters (Lin 2004)."""
    return _f1(_subsequence(text, reference), text, reference)


def _f1(common: int, text: str, reference: str) -> float:
    return 2 * common / (len(text) + len(reference)) if common else 0.0


def _substring(a: str, b: str) -> int:
    best, row = 0, [0] * (len(b) + 1)
    for x in a:
        row = [0] + [row[j] + 1 if x == y else 0 for j, y in enumerate(b)]
        best = max(best, *row)
    return best


def _subsequence(a: str, b: str) -> int:
    row = [0] * (len(b) + 1)
    for x in a:
        new = [0]
        for j, y in enumerate(b):
            new.append(row[j] + 1 if x == y else max(row[j + 1], new[-1]))
        row = new
    return row[-1]
