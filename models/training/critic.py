"""A critic of sentences: whether one printed by itself hangs, is broken, or says nothing.

It learns from sentences that readers labelled: :mod:`models.training.labelled`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from models.training.labelled import Labelled, is_aside, rows_of, tokens_of

__all__ = ["KINDS", "NAME", "read_labels", "shown"]

NAME = "critic"
KINDS = ("hangs", "broken", "empty")
"""What it tells: who or what a sentence speaks of was said before; it is a caption, a fragment, a
heading run into it; it says nothing."""

TITLE, BEFORE = 40, 70  # characters of the title, and before the sentence


def shown(title: str, before: str, sentence: str) -> str:
    """Return what is read of a sentence: its article's title, what stands before it, itself."""
    return "</s>".join([title[:TITLE], before[-BEFORE:].strip(), sentence.strip()])


def read_labels(files: Sequence[Path], data: Path, start: Path) -> list[Labelled]:
    """Return the labelled sentences of the archives in ``data``, in tokens of ``start``.

    A line has ``sentences`` too, of each its start, its end and its fault, empty where it has none:
    see :func:`models.training.labelled.rows_of`, also for the errors.
    """
    read = [
        (line, shown(title, text[max(0, begin - BEFORE) : begin], text[begin:end]), fault)
        for line, title, text in rows_of(files, data)
        for begin, end, fault in line["sentences"]
    ]
    rows = tokens_of(start).ids([text for _, text, _ in read])
    return [
        Labelled(
            ids=ids,
            parts=[(0, len(ids))],
            truth=[tuple(float(kind == fault) for kind in KINDS)],
            aside=is_aside(line["id"]),
        )
        for (line, _, fault), ids in zip(read, rows, strict=True)
    ]
