"""Summaries against those that a reader made by choosing sentences: how much of them is chosen too.

``eval/judged/choices/*.jsonl`` has a line for each article and reader: its ``item`` (id) in the
training archives of the shared data and its text's ``sha256``, its ``kind``, and the ``spans`` of
the text whose sentences the reader chose among those that may be given out, with the ``grade`` he
gave the summary that they make (A to D, :data:`eval.judged.labels.LABELS`); ``free`` and
``free_grade`` are his choice among all sentences. No word of an article is kept.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING, Any

from eval.articles import half_of, load_articles
from eval.errors import DataError
from eval.jsonl import read_jsonl
from qa.writing.summarize import summarize_articles

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from eval.jsonl import Line
    from qa.interfaces import Generator
    from qa.records import Article

__all__ = ["ARCHIVES", "KEPT", "Choice", "as_table", "overlap", "read_choices", "rows"]

KEPT = Path(__file__).parent / "choices"
"""Where the choices that were made are kept."""

ARCHIVES = (
    "archive_rmrb_2026_train",
    "archive_xhmrdx_xxsb_2026_train",
    "archive_news2023_a",
    "archive_webnews_small",
    "archive_rmrb_1998",
)
"""The archives of the shared data that the articles were drawn from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The spans of an article's text that a reader chose for its summary, with his grade of it."""

    item: str
    sha256: str
    kind: str
    spans: tuple[tuple[int, int], ...]
    grade: str
    reader: str


def read_choices(paths: Iterable[Path]) -> list[Choice]:
    """Return what readers chose, an article and reader a row. Raises :class:`DataError`."""
    return [
        Choice(
            item=line.text("item"),
            sha256=line.text("sha256"),
            kind=line.text("kind"),
            spans=_spans(line),
            grade=line.text("grade"),
            reader=line.text("reader"),
        )
        for path in paths
        for line in read_jsonl(path)
    ]


def _spans(line: Line) -> tuple[tuple[int, int], ...]:
    value = line.record.get("spans")
    try:
        found = tuple((int(start), int(end)) for start, end in value or ())
    except (TypeError, ValueError):
        found = ((0, 0),)
    if not isinstance(value, list) or any(not 0 <= start < end for start, end in found):
        raise DataError(f"{line.where}: field 'spans' is {value!r}, not a list of [start, end]")
    return found


def overlap(
    chosen: Iterable[tuple[int, int]], wanted: Iterable[tuple[int, int]]
) -> tuple[float, float, float]:
    """Return precision, recall and F1, in [0, 1], of chosen characters of a text.

    0 where either is empty.
    """
    own = {place for start, end in chosen for place in range(start, end)}
    other = {place for start, end in wanted for place in range(start, end)}
    both = len(own & other)
    if not both:
        return 0.0, 0.0, 0.0
    return both / len(own), both / len(other), 2 * both / (len(own) + len(other))


def rows(
    choices: Sequence[Choice], data: Path, generator: Generator, *, half: str | None = None
) -> list[dict[str, Any]]:
    """Return a row for each article that the first reader named could make a summary of.

    With its ``item``, ``kind`` and the ``precision``, ``recall`` and ``f1`` of Kanbao's summary,
    and, where another reader chose too, ``agreement``: the F1 of his choice. Raises
    :class:`DataError` for an article that is missing or has another text.
    """
    by_reader: dict[str, dict[str, Choice]] = defaultdict(dict)
    for one in choices:
        by_reader[one.reader][one.item] = one
    if not by_reader:
        raise DataError("no choices are given, and a package keeps none: name the files of a clone")
    first, *others = by_reader.values()
    wanted = [one for one in first.values() if one.spans and half in {None, half_of(one.item)}]
    articles = _articles(wanted, data)
    made = summarize_articles(
        [articles[one.item] for one in wanted], kind="summary", generator=generator
    )
    found = []
    for one, summary in zip(wanted, made, strict=True):
        own = [(s.source.start, s.source.end) for s in summary.sentences if s.source is not None]
        precision, recall, f1 = overlap(own, one.spans)
        second = next((other[one.item] for other in others if one.item in other), None)
        agreement = None if second is None else overlap(second.spans, one.spans)[2]
        found.append(
            {
                "item": one.item,
                "kind": one.kind,
                "grade": one.grade,
                "precision": precision,
                "recall": recall,
                "f1": f1,
                "agreement": agreement,
            }
        )
    return found


def _articles(choices: Sequence[Choice], data: Path) -> Mapping[str, Article]:
    """Return the articles of choices by id, each with the text that was read."""
    wanted = {one.item: one.sha256 for one in choices}
    found = {}
    for name in ARCHIVES:
        path = data / f"{name}.jsonl.xz"
        kept = load_articles([path]) if path.exists() else {}
        found.update({item: kept[item] for item in wanted.keys() & kept.keys()})
    for item, sha256 in wanted.items():
        if item not in found:
            raise DataError(f"{data}: article {item!r} of the choices is in none of its archives")
        if hashlib.sha256(found[item].text.encode()).hexdigest() != sha256:
            raise DataError(f"{data}: article {item!r} has another text than the one chosen from")
    return found


def as_table(found: Sequence[Mapping[str, Any]]) -> str:
    """Return the mean of each kind of article, and of all, as a Markdown table."""
    kinds = sorted({row["kind"] for row in found})
    lines = [
        "| kind | articles | precision | recall | F1 | two readers' F1 |",
        "|---|---|---|---|---|---|",
    ]
    for kind in [*kinds, "all"]:
        own = [row for row in found if kind in {row["kind"], "all"}]
        means = " | ".join(
            f"{fmean(row[name] for row in own):.3f}" for name in ("precision", "recall", "f1")
        )
        both = [row["agreement"] for row in own if row["agreement"] is not None]
        agreed = f"{fmean(both):.3f} ({len(both)})" if both else "–"
        lines.append(f"| {kind} | {len(own)} | {means} | {agreed} |")
    return "\n".join(lines)
