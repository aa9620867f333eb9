"""What an answer, a summary or a ranking is worth: pure functions with sources and ranges."""

from eval.metrics.cmrc import cmrc_em, cmrc_f1, cmrc_tokens
from eval.metrics.confidence import (
    aurc,
    auroc,
    balanced_accuracy_of_sums,
    calibration_bins,
    ece,
    precision_at,
    risk_coverage,
)
from eval.metrics.faults import answer_faults, text_faults
from eval.metrics.overlap import (
    BLEU_RECIPE,
    CHRF_RECIPE,
    bleu_counts,
    bleu_of_counts,
    char_f1,
    characters,
    chrf,
    normalize,
    rouge_l,
    rouge_n,
    words,
)
from eval.metrics.ranking import RANKING_RECIPE, ranking_scores

__all__ = [
    "BLEU_RECIPE",
    "CHRF_RECIPE",
    "RANKING_RECIPE",
    "answer_faults",
    "aurc",
    "auroc",
    "balanced_accuracy_of_sums",
    "bleu_counts",
    "bleu_of_counts",
    "calibration_bins",
    "char_f1",
    "characters",
    "chrf",
    "cmrc_em",
    "cmrc_f1",
    "cmrc_tokens",
    "ece",
    "normalize",
    "precision_at",
    "ranking_scores",
    "risk_coverage",
    "rouge_l",
    "rouge_n",
    "text_faults",
    "words",
]
