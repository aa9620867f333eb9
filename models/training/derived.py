"""Which headlines the writer could make of their texts: the share of each source."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from models.training.examples import copyable_share, is_derived, load_examples

__all__ = ["COPYABLE", "shares"]

COPYABLE = 0.85


def shares(data: Path, *, since: str = "") -> Iterator[tuple[str, int, float, float]]:
    """Yield each source's name, the number of its headlines, and two shares of them in [0, 1].

    Those that run forward in one sentence of their text's beginning
    (:func:`models.training.examples.is_derived`), and those of whose characters 85% stand there.
    """
    for name, examples in load_examples([data], since=since).items():
        source, _, task = name.rpartition(" ")
        if task == "headline":
            derived = sum(is_derived(one.target, one.source) for one in examples)
            known = sum(copyable_share(one.target, one.source) >= COPYABLE for one in examples)
            yield source, len(examples), derived / len(examples), known / len(examples)
