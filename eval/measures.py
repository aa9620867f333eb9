"""Named scores: how each is computed from the columns of a run's rows, and its recipe."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from typing import TYPE_CHECKING

import nltk
import numpy as np

from eval.metrics import (
    BLEU_RECIPE,
    CHRF_RECIPE,
    RANKING_RECIPE,
    aurc,
    auroc,
    balanced_accuracy_of_sums,
    bleu_of_counts,
    ece,
    precision_at,
)
from eval.statistics import Aggregate, OfRows, OfSums, mean, ratio

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = [
    "ANSWERING",
    "COST",
    "FAITHFULNESS",
    "FAULTS",
    "OF_THE_MACHINE",
    "PAGES",
    "PEAK",
    "RANKING",
    "RENAMED",
    "SCANS",
    "SUMMARISING",
    "Measure",
    "shown",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A score of a set of examples.

    ``columns`` of the rows' scores go into ``aggregate``. ``better`` is 1 where higher is better,
    -1 where lower is, 0 where neither. ``unit`` is empty for a share in [0, 1].
    """

    columns: tuple[str, ...]
    recipe: str
    aggregate: Aggregate = mean
    better: int = 1
    unit: str = ""


def _quantile(level: float) -> OfRows:
    return OfRows(score=lambda values: float(np.quantile(values[:, 0], level)))


def _largest(values: NDArray[np.float64]) -> float:
    return float(values[:, 0].max())


def _mean(name: str, recipe: str, *, better: int = 1, unit: str = "") -> Measure:
    return Measure(columns=(name,), recipe=recipe, better=better, unit=unit)


def _ratio(over: str, under: str, recipe: str, *, better: int = 1) -> Measure:
    return Measure(columns=(over, under), recipe=recipe, aggregate=ratio, better=better)


_CMRC = f"refs:max|none:1-if-refused|norm:lower-punct|seg:mixed+nltk{nltk.__version__}"
_CHARS = "tok:char|norm:nfkc+lower-space"
_WORDS = f"tok:rjieba{version('rjieba')}|norm:nfkc+lower-space"

COST = {
    "latency_p50": Measure(
        columns=("seconds",), recipe="wall", aggregate=_quantile(0.5), better=-1, unit="s"
    ),
    "latency_p95": Measure(
        columns=("seconds",), recipe="wall", aggregate=_quantile(0.95), better=-1, unit="s"
    ),
    "memory": Measure(
        columns=("memory",),
        recipe="rss:max|of:worker",
        aggregate=OfRows(score=_largest),
        better=-1,
        unit="MB",
    ),
}

PEAK = Measure(
    columns=("peak",),
    recipe="rss:peak-while-reading|of:worker",
    aggregate=OfRows(score=_largest),
    better=-1,
    unit="MB",
)
OF_THE_MACHINE = frozenset({*COST, "peak"})
"""Measures of one machine in one hour: they have no interval and are not tested."""

FAULTS = {
    "loops": _mean("loops", "share|twice-at-once-or-a-run-again", better=-1),
    "cut_numbers": _mean("cut_numbers", "share|piece-of-a-number-or-unit-lost", better=-1),
    "lost_marks": _mean("lost_marks", "share|mark-without-partner", better=-1),
    "cut_words": _mean(
        "cut_words",
        f"share|edge-inside-a-word-or-word-or-list-that-wants-another|seg:rjieba{version('rjieba')}",
        better=-1,
    ),
    "faults": _mean("faults", "share|loops-numbers-marks-or-words", better=-1),
}
"""Shares of texts with a fault that :mod:`qa.checking.faults` defines.

Of answers, by dictionary alone."""

ANSWERING = {
    "em": _mean("em", f"official:cmrc2018|{_CMRC}"),
    "f1": _mean("f1", f"official:cmrc2018|lcs:substring|{_CMRC}"),
    "char_f1": _mean("char_f1", "refs:max|bag:char|norm:nfkc+lower-space-punct"),
    "rouge_l": _mean("rouge_l", f"refs:max|{_CHARS}"),
    "refusal_accuracy": _mean("decision", "refused-iff-unanswerable"),
    "coverage": _mean("answered", "share-answered", better=0),
    "refusal_precision": _ratio("rightly_refused", "refused", "unanswerable-of-refused"),
    "refusal_recall": _ratio("rightly_refused", "unanswerable", "refused-of-unanswerable"),
    "balanced_accuracy": Measure(
        columns=("rightly_refused", "unanswerable", "decision", "answerable"),
        recipe="mean-of-refused-unanswerable-and-answered-answerable",
        aggregate=OfSums(finish=balanced_accuracy_of_sums),
    ),
    "precision@50%": Measure(
        columns=("confidence", "correct"),
        recipe="right-of-the-surest-half|correct:f1>=0.8|ties:mean",
        aggregate=OfRows(score=partial(precision_at, share=0.5)),
    ),
    "auroc": Measure(
        columns=("confidence", "answerable"),
        recipe="confidence-separates-answerable",
        aggregate=OfRows(score=auroc),
    ),
    "aurc": Measure(
        columns=("confidence", "risk"),
        recipe="risk:1-f1-of-candidate|ties:mean",
        aggregate=OfRows(score=aurc),
        better=-1,
    ),
    "ece": Measure(
        columns=("confidence", "correct"),
        recipe="bins:10|width:equal|correct:f1>=0.8",
        aggregate=OfRows(score=ece),
        better=-1,
    ),
    "citation_precision": _ratio(
        "citations_right", "citations", "quote-contains-a-reference|norm:nfkc+lower-space"
    ),
    "truncated": _mean("truncated", "share", better=-1),
    **FAULTS,
}

RANKING = {
    name: _mean(name, RANKING_RECIPE)
    for name in ("recall@1", "recall@5", "recall@10", "mrr@10", "ndcg@10", "map@100")
}

_BLEU_COLUMNS = tuple(f"bleu_{number}" for number in range(10))

SUMMARISING = {
    "rouge_1": _mean("rouge_1", f"f1|{_CHARS}"),
    "rouge_2": _mean("rouge_2", f"f1|{_CHARS}"),
    "rouge_l": _mean("rouge_l", f"f1|{_CHARS}"),
    "rouge_1_words": _mean("rouge_1_words", f"f1|{_WORDS}"),
    "rouge_2_words": _mean("rouge_2_words", f"f1|{_WORDS}"),
    "rouge_l_words": _mean("rouge_l_words", f"f1|{_WORDS}"),
    "bleu": Measure(
        columns=_BLEU_COLUMNS, recipe=BLEU_RECIPE, aggregate=OfSums(finish=bleu_of_counts)
    ),
    "chrf": _mean("chrf", CHRF_RECIPE),
    "length": _mean("length", "characters", better=0, unit="字"),
    "compression": _mean("compression", "characters-of-summary/of-text", better=0),
    "coverage": _mean("coverage", "bigrams-found-in-text", better=0),
    "truncated": _mean("truncated", "share", better=-1),
    **FAULTS,
}

FAITHFULNESS = {
    "supported": _mean("supported", "no-number-date-name-title-that-the-text-lacks"),
    "unsupported": _mean("unsupported", "numbers-dates-names-titles-a-summary", better=-1),
    "extractive": _mean("extractive", "share-that-fell-back", better=0),
}

RENAMED = {"faithful": "supported"}
"""What measures and columns were called in runs of versions before 0.2, to today's names."""


def _f1(name: str, recipe: str) -> Measure:
    """Return F1 of what is right, of what was found and of what was wanted."""
    return Measure(
        columns=(f"{name}_right", f"{name}_found", f"{name}_wanted"),
        recipe=recipe,
        aggregate=OfSums(
            finish=lambda sums, _: 2 * sums[:, 0] / np.maximum(sums[:, 1] + sums[:, 2], 1)
        ),
    )


PAGES = {
    "boundary_f1": _f1("boundary", "article:same-first-and-last-10-characters"),
    "headline": _ratio("headline_right", "boundary_wanted", "exact|norm:space"),
    "byline": _ratio("byline_right", "boundary_wanted", "exact|none-equals-none"),
    "join": _ratio("paragraphs_right", "paragraphs", "paragraph-reproduced-exactly"),
    "lost": _mean("lost", "characters-of-the-file-in-no-article", better=-1),
}

_HEADLINES_AND_TEXT = "headline+text|by:place"

SCANS = {
    "cer": _ratio("edits", "characters", f"{_HEADLINES_AND_TEXT}|norm:nfkc-space", better=-1),
    "cer_words": _ratio(
        "word_edits", "word_characters", f"{_HEADLINES_AND_TEXT}|norm:nfkc-space-punct", better=-1
    ),
    "order": _ratio("concordant", "pairs", "kendall-tau|characters-of-an-article"),
    "page_order": _ratio("line_concordant", "line_pairs", "kendall-tau|lines-of-the-page"),
    "boundary_f1": _f1("boundary", "headline-and-text>=0.9|nothing-else|notices:left-out"),
    "pair_f1": _f1("pairs", "two-characters-in-one-article|notices:left-out"),
    "boxes_exact": _ratio(
        "citations_exact", "citations", "quotation-right|middles-of-its-characters-and-no-others"
    ),
    "peak": PEAK,
}


def shown(value: float | None, unit: str) -> str:
    """Return a value as tables show it: a share with three decimals, else with its unit."""
    if value is None or math.isnan(value):
        return "—"
    if not unit:
        return f"{value:.3f}"
    if unit == "s" and value < 1:
        return f"{1000 * value:.0f} ms" if value >= 0.001 else "<1 ms"
    return f"{value:.3g} {unit}" if value < 1000 else f"{value:.0f} {unit}"
