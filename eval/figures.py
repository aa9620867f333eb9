"""The few figures of a front page: chosen here, taken from runs, in English or Chinese."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from eval.errors import EvalError
from eval.labels import SYSTEM_LABELS
from eval.markdown import shown_score, table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from eval.scores import Score

__all__ = ["FIGURES", "Figure", "figures_block"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A row: the first system's score of a measure, and what it is called in each language."""

    suite: str
    task: str
    measure: str
    english: str
    chinese: str


FIGURES = (
    Figure(
        suite="published",
        task="reading-cmrc2018",
        measure="em",
        english="Reading, whole CMRC 2018 dev: exact match",
        chinese="阅读（CMRC 2018 开发集全部）：完全一致",
    ),
    Figure(
        suite="published",
        task="reading-cmrc2018",
        measure="f1",
        english="Reading, whole CMRC 2018 dev: F1",
        chinese="阅读（CMRC 2018 开发集全部）：F1",
    ),
    Figure(
        suite="dev",
        task="retrieval-cmrc2018",
        measure="recall@1",
        english="Search: the right article comes first",
        chinese="检索：对的文章排第一",
    ),
    Figure(
        suite="dev",
        task="open_qa-cmrc2018",
        measure="f1",
        english="Asking an archive: F1",
        chinese="问档案：F1",
    ),
    Figure(
        suite="dev",
        task="refusal-dureader_checklist",
        measure="balanced_accuracy",
        english="Web pages that may have no answer: rightly answered or refused",
        chinese="网页里未必有答案：该答就答、该拒就拒（两类平均）",
    ),
    Figure(
        suite="dev",
        task="headline-xwlb",
        measure="rouge_l",
        english="Headline, television news: ROUGE-L",
        chinese="标题（电视新闻）：ROUGE-L",
    ),
    Figure(
        suite="dev",
        task="brief-xwlb",
        measure="rouge_l",
        english="Brief, television news: ROUGE-L",
        chinese="提要（电视新闻）：ROUGE-L",
    ),
    Figure(
        suite="dev",
        task="summary-crud_event",
        measure="rouge_l",
        english="Summary, news events: ROUGE-L",
        chinese="摘要（新闻事件）：ROUGE-L",
    ),
)
_HEADS = {
    "english": ("what", "n", "Kanbao [95%]", "best simple method"),
    "chinese": ("评什么", "例数", "看报 [95%]", "最好的简单方法"),
}
_NOT_METHODS = {"oracle", "reference", "generator"}  # they have seen the target, or are ours too


def figures_block(scores: Mapping[str, Sequence[Score]], *, chinese: bool) -> str:
    """Return the rows of :data:`FIGURES` that the suites' scores have, best rival beside.

    Raises :class:`EvalError` if they have none of them.
    """
    rows = [
        _row(figure, found, chinese=chinese)
        for figure in FIGURES
        if (found := _found(figure, scores.get(figure.suite, ())))
    ]
    if not rows:
        wanted = sorted({figure.suite for figure in FIGURES})
        raise EvalError(f"runs of {sorted(scores)} have no figure for the page: give {wanted}")
    return table(_HEADS["chinese" if chinese else "english"], rows)


def _found(figure: Figure, scores: Sequence[Score]) -> list[Score]:
    """Return the scores of the measure, the system of interest first."""
    return [s for s in scores if (s.task, s.measure) == (figure.task, figure.measure)]


def _row(figure: Figure, found: Sequence[Score], *, chinese: bool) -> list[str]:
    ours, *others = found
    rivals = [s for s in others if s.system not in _NOT_METHODS and s.value is not None]
    best = max(rivals, key=lambda score: (score.value or 0.0) * score.better, default=None)
    name = figure.chinese if chinese else figure.english
    return [name, str(ours.n), shown_score(ours), _rival(best, chinese=chinese)]


def _rival(best: Score | None, *, chinese: bool) -> str:
    if best is None or best.value is None:
        return "—"
    system = SYSTEM_LABELS.get(best.system, best.system) if chinese else best.system
    return f"{best.value:.3f}（{system}）" if chinese else f"{best.value:.3f} ({system})"
