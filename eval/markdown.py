"""Scores as Markdown: for the terminal, and for pages between two markers."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from eval.errors import EvalError
from eval.measures import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from eval.compare import Change, Difference
    from eval.manifest import Manifest
    from eval.scores import Score

__all__ = [
    "BLOCKS",
    "compare_table",
    "has_block",
    "made_by",
    "markers",
    "replace_block",
    "run_block",
    "score_tables",
    "shown_score",
    "table",
]

BLOCKS = ("eval", "figures")
"""The names of blocks: all scores of some runs, and the few of a front page."""

_ON_PAGES = {
    "reading": ("em", "f1", "char_f1", "rouge_l", "ece", "aurc", "faults"),
    "refusal": (
        "refusal_accuracy",
        "refusal_precision",
        "refusal_recall",
        "balanced_accuracy",
        "precision@50%",
        "auroc",
        "f1",
    ),
    "open_qa": ("em", "f1", "rouge_l", "citation_precision", "coverage", "latency_p50"),
    "retrieval": ("recall@1", "recall@10", "mrr@10", "ndcg@10"),
    "headline": ("rouge_1", "rouge_2", "rouge_l", "length", "faults"),
    "brief": ("rouge_1", "rouge_2", "rouge_l", "length", "faults"),
    "summary": ("rouge_1", "rouge_2", "rouge_l", "length", "faults"),
    "faithfulness": ("supported", "extractive"),
    "pages": ("boundary_f1", "headline", "byline", "join"),
}


def score_tables(scores: Sequence[Score]) -> str:
    """Return a table a task: a row a measure, a column a system; the primary ones are bold."""
    parts = []
    for task, group in groupby(scores, key=lambda score: score.task):
        found = list(group)
        systems = list(dict.fromkeys(score.system for score in found))
        by_place = {(score.measure, score.system): score for score in found}
        unscored = sum({score.system: score.unscored for score in found}.values())
        left_out = f", {unscored} unscored" if unscored else ""
        lines = [
            [f"**{name}**" if by_place[name, systems[0]].primary else name]
            + [_cell(by_place.get((name, system))) for system in systems]
            for name in dict.fromkeys(
                score.measure for score in found if score.system == systems[0]
            )
        ]
        parts.append(f"### {task} ({found[0].kind}, n = {found[0].n}{left_out})\n")
        parts.append(table(["measure", *systems], lines))
    return "\n".join(parts)


def run_block(manifest: Manifest, scores: Sequence[Score]) -> str:
    """Return what a page says of a run: a table a kind of task, and the recipes."""
    machine = manifest.machine
    parts = [
        f"Suite `{manifest.suite}`, made by `{manifest.command}` on {manifest.started[:10]} "
        f"({machine['cores']} cores of {machine['processor']}){_by(manifest)}. "
        "In brackets: 95% intervals, bootstrapped by article.\n"
    ]
    kinds = dict.fromkeys(task.kind for task in manifest.tasks)
    main = {task.name: task.systems[0] for task in manifest.tasks}
    for kind in kinds:
        found = [score for score in scores if score.kind == kind]
        names = [n for n in _ON_PAGES[kind] if any(score.measure == n for score in found)]
        rows = dict.fromkeys((score.task, score.system, score.n) for score in found)
        by_place = {(score.task, score.system, score.measure): score for score in found}
        lines = [
            [task, f"**{system}**" if system == main[task] else system, str(n)]
            + [_cell(by_place.get((task, system, name))) for name in names]
            for task, system, n in rows
        ]
        parts.append(table([kind, "system", "n", *names], lines))
    parts += ["<details><summary>Signatures</summary>\n", "```text"]
    parts += [str(s) for s in scores if s.primary and s.system == main[s.task]]
    return "\n".join([*parts, "```", "\n</details>\n"])


def _by(manifest: Manifest) -> str:
    """Return with which code a run was made; runs of versions before 0.2 do not say."""
    return f" by code {', then '.join(map(str, manifest.code))}" if manifest.code else ""


def made_by(command: str) -> str:
    """Return the line, unseen on the page, that says which command writes the block anew."""
    return f"<!-- {command} -->"


def markers(name: str) -> tuple[str, str]:
    """Return the lines between which a page's block of that name stands."""
    return f"<!-- {name}:begin -->", f"<!-- {name}:end -->"


def has_block(text: str, name: str) -> bool:
    """Return whether a page has a marker of a block of that name, be it one only."""
    return any(marker in text for marker in markers(name))


def replace_block(text: str, name: str, block: str) -> str:
    """Return ``text`` with ``block`` between its markers; without them, :class:`EvalError`."""
    start, stop = markers(name)
    before, begin, rest = text.partition(start)
    _, end, after = rest.partition(stop)
    if not begin or not end or start in after or stop in after:
        raise EvalError(f"the text must have {start} and, after it, {stop}, each once")
    return f"{before}{start}\n{block.strip()}\n{stop}{after}"


def compare_table(differences: Iterable[Difference], changed: Sequence[Change]) -> str:
    """Return a row a difference, and the examples that changed most.

    ``p Holm`` is given for what a gate tests; ``↓`` marks the worse.
    """
    lines = [
        [
            one.task,
            one.system,
            one.measure,
            shown(one.left, one.unit),
            shown(one.right, one.unit),
            f"{one.delta:+.4f}" + (" ↓" if one.worse else ""),
            f"[{one.low:+.4f}, {one.high:+.4f}]",
            _p(one.p),
            _p(one.adjusted),
        ]
        for one in differences
    ]
    heads = ["task", "system", "measure", "A", "B", "B − A", "95%", "p", "p Holm"]
    parts = [table(heads, lines)]
    if changed:
        examples = [
            [one.task, one.id, one.measure, f"{one.left:.3f}", f"{one.right:.3f}", *_texts(one)]
            for one in changed
        ]
        heads = ["task", "example", "measure", "A", "B", "text of A", "text of B"]
        parts.append(table(heads, examples))
    return "\n".join(parts)


def _texts(change: Change) -> list[str]:
    return [
        str(row.detail.get("prediction", "—"))[:60].replace("|", "｜").replace("\n", " ")
        for row in (change.left_row, change.right_row)
    ]


def _p(value: float | None) -> str:
    if value is None:
        return ""
    return "<0.001" if value < 0.001 else f"{value:.3f}"


def _cell(score: Score | None) -> str:
    return "" if score is None else shown_score(score)


def shown_score(score: Score) -> str:
    """Return a score's value, with its 95% interval if it has one."""
    value = shown(score.value, score.unit)
    if score.value is None or score.low is None or score.high is None:
        return value
    digits = 1 if score.unit else 3
    return f"{value} [{score.low:.{digits}f}, {score.high:.{digits}f}]"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table."""
    lines = [f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}"]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows), ""])
