"""Judges' labels: checked as they come in, and kept by id and hash without a word of the texts."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from eval.errors import DataError
from eval.jsonl import Line, read_jsonl

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from eval.judged.sheets import Entry, Key

__all__ = ["FAULTS", "FAULTY", "LABELS", "MEAN", "WORSE", "Label", "keep", "read_labels"]

LABELS = ("A", "B", "C", "D")
"""Publishable; right but weak; broken; wrong. From the best to the worst."""
FAULTY = ("C", "D")
FAULTS = (
    "spliced",
    "agent",
    "condition",
    "negation",
    "modality",
    "subject",
    "object",
    "cut_off",
    "repetition",
    "lone_mark",
    "glued",
    "speaker",
    "points_at_nothing",
    "figure",
    "off_question",
    "says_nothing",
    "other",
)
"""What can be the matter with a text labelled C or D; described in the instructions."""
WORSE, MEAN = "worse", "mean"
"""What a report calls two judges together; no judge is called so."""
_SHOWN = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What a judge made of a text: of an item of a task, by its hash.

    ``fault`` is one of :data:`FAULTS` for C and D, else None. ``draw`` names the drawing of the
    sheets it was on.
    """

    systems: tuple[str, ...]
    task: str
    item: str
    kind: str
    sha256: str
    label: str
    fault: str | None
    judge: str
    date: dt.date
    draw: str


def keep(
    key: Key, judgements: Sequence[Path], *, judge: str, date: dt.date, out: Path
) -> tuple[int, list[int]]:
    """Append a judge's labels to ``out``; return how many, and the sheets not judged at all.

    A sheet that was begun must be finished. Raises :class:`DataError` with every complaint (ten of
    more), and then nothing is written: number not of the key or given twice, number missing,
    label or fault unknown, fault missing or not called for, text labelled by this judge before.
    """
    if not judge.strip() or judge in (WORSE, MEAN):
        raise DataError(f"a judge cannot be called {judge!r}: say another --judge")
    lines = [line for path in judgements for line in read_jsonl(path)]
    complaints = [said for line in lines if (said := _complaint(line, key))]
    judged = [line.record.get("n") for line in lines]
    complaints += [f"number {n} is judged twice" for n in sorted(_twice(judged, key))]
    begun = {entry.sheet for n, entry in key.entries.items() if n in judged}
    missing = [n for n, one in key.entries.items() if one.sheet in begun and n not in judged]
    if missing:
        complaints.append(f"no judgement of numbers {_some(missing)}")
    done = _done(out, key, judge)
    again = [n for n, one in key.entries.items() if n in judged and _text_of(one) in done]
    if again:
        complaints.append(f"{out} has judge {judge!r} on numbers {_some(again)} already")
    if complaints:
        raise DataError(f"nothing kept: {'; '.join(complaints[:_SHOWN])}{_more(complaints)}")
    labels = [_label(line, key, judge=judge, date=date) for line in lines]
    _append(out, labels)
    return len(labels), sorted({entry.sheet for entry in key.entries.values()} - begun)


def read_labels(paths: Iterable[Path]) -> list[Label]:
    """Return the labels of files. Raises :class:`DataError` for what is not one."""
    return [_read_label(line) for path in paths for line in read_jsonl(path)]


def _complaint(line: Line, key: Key) -> str | None:
    """Return what is wrong with a judgement, taken by itself."""
    n, label, fault = (line.record.get(name) for name in ("n", "label", "fault"))
    if type(n) is not int or n not in key.entries:
        return f"{line.where}: n is {n!r}, not a number from 1 to {len(key.entries)}"
    if unknown := sorted(set(line.record) - {"n", "label", "fault", "note"}):
        return f"{line.where}: number {n} has {unknown}: only n, label, fault and note"
    said = _wrong(label, fault)
    return said and f"{line.where}: number {n}: {said}"


def _wrong(label: Any, fault: Any) -> str | None:
    if label not in LABELS:
        return f"label is {label!r}, not one of {', '.join(LABELS)}"
    if label in FAULTY and fault not in FAULTS:
        return f"{label} with fault {fault!r}: one of {', '.join(FAULTS)}"
    if label not in FAULTY and fault is not None:
        return f"{label} with fault {fault!r}: only C and D have one"
    return None


def _twice(judged: Sequence[Any], key: Key) -> set[int]:
    return {n for n in key.entries if judged.count(n) > 1}


def _done(path: Path, key: Key, judge: str) -> set[tuple[str, str, str]]:
    """Return the texts of this drawing that the judge has labels of."""
    before = read_labels([path]) if path.exists() else []
    return {_text_of(one) for one in before if (one.draw, one.judge) == (key.draw, judge)}


def _text_of(one: Entry | Label) -> tuple[str, str, str]:
    return one.task, one.item, one.sha256


def _some(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers[:_SHOWN])) + _more(numbers)


def _more(found: Sequence[Any]) -> str:
    return f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""


def _label(line: Line, key: Key, *, judge: str, date: dt.date) -> Label:
    entry = key.entries[line.record["n"]]
    return Label(
        systems=entry.systems,
        task=entry.task,
        item=entry.item,
        kind=entry.kind,
        sha256=entry.sha256,
        label=line.record["label"],
        fault=line.record.get("fault"),
        judge=judge,
        date=date,
        draw=key.draw,
    )


def _append(path: Path, labels: Sequence[Label]) -> None:
    """Write the labels behind those that are there, so that a kill leaves all of them or none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    part = path.with_suffix(".tmp")
    part.write_text(before + "".join(_lines(labels)), encoding="utf-8")
    part.replace(path)


def _lines(labels: Iterable[Label]) -> Iterator[str]:
    for label in labels:
        record = {**asdict(label), "date": label.date.isoformat()}
        yield json.dumps(record, ensure_ascii=False) + "\n"


def _read_label(line: Line) -> Label:
    named = ("task", "item", "kind", "sha256", "label", "judge", "draw")
    texts = {name: line.text(name) for name in named}
    fault = line.optional("fault")
    if said := _wrong(texts["label"], fault):
        raise DataError(f"{line.where}: {said}")
    return Label(**texts, systems=line.texts("systems"), fault=fault, date=_date(line))


def _date(line: Line) -> dt.date:
    try:
        return dt.date.fromisoformat(line.text("date"))
    except ValueError as error:
        raise DataError(f"{line.where}: date is not YYYY-MM-DD") from error
