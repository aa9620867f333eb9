"""The task ``scans``: the picture of a newspaper page to its articles, against what was set.

The data is a folder that ``python -m eval.scans make`` wrote: ``gold.jsonl`` and ``NAME.png``.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eval.articles import in_half
from eval.errors import DataError, SuiteError
from eval.measures import COST
from eval.measures import SCANS as MEASURES
from eval.scans.found import FoundArticle
from eval.scans.gold import FILE, GoldPage, read_gold
from eval.scans.memory import PeakMemory
from eval.scans.reading import read_gold_lines, read_picture
from eval.scans.scoring import faults_of, score_page
from eval.tasks.kind import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from eval.setup import Setup
    from eval.suite import TaskSpec

__all__ = ["SCANS", "Scan", "ScanRead"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """A page's picture and what stands on it."""

    id: str
    group: str
    path: Path
    gold: GoldPage


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanRead:
    """What was read of a page, and the most memory that the process had meanwhile, in MB."""

    articles: tuple[FoundArticle, ...]
    peak: float


def _load(spec: TaskSpec) -> list[Scan]:
    folder = spec.only_data
    if not (folder / FILE).is_file():
        raise SuiteError(
            f"task {spec.name!r}: data must be a folder of `python -m eval.scans make`, with "
            f"{FILE} in it, not {folder}"
        )
    wanted = dict(spec.select)
    scans = [
        Scan(id=gold.id, group=gold.id, path=folder / f"{gold.id}.png", gold=gold)
        for gold in read_gold(folder / FILE)
        if wanted.items() <= _kind_of(gold).items()
    ]
    if not scans:
        raise DataError(f"{folder}: no page is {wanted}: an empty set cannot be scored")
    missing = next((scan.path for scan in scans if not scan.path.is_file()), None)
    if missing:
        raise DataError(f"{missing}: named in {FILE}, and not there")
    return in_half(scans, spec)[: spec.limit]


def _kind_of(gold: GoldPage) -> dict[str, str]:
    """Return what ``select`` can ask for."""
    return {
        "direction": "vertical" if gold.vertical else "horizontal",
        "look": "scan" if gold.scan_like else "clean",
    }


def _measured(read: Callable[[Scan], Sequence[FoundArticle]], scan: Scan) -> ScanRead:
    memory = PeakMemory()
    articles = tuple(read(scan))
    return ScanRead(articles=articles, peak=memory.peak())


def _read(_: Setup, __: TaskSpec, scan: Scan) -> ScanRead:
    return _measured(lambda one: read_picture(one.path), scan)


def _read_gold_lines(_: Setup, __: TaskSpec, scan: Scan) -> ScanRead:
    return _measured(lambda one: read_gold_lines(one.gold), scan)


def _score(scan: Scan, read: ScanRead) -> dict[str, float]:
    return {**score_page(scan.gold, read.articles), "peak": read.peak}


def _detail(scan: Scan, read: ScanRead) -> dict[str, Any]:
    return {
        "question": scan.path.name,
        "references": [article.headline for article in scan.gold.articles],
        "prediction": ["".join(c.text for c in article.title) for article in read.articles],
        "faults": faults_of(scan.gold, read.articles),
    }


SCANS: Kind[Scan, ScanRead] = Kind(
    load=_load,
    systems={"kanbao": _read, "gold_lines": _read_gold_lines},
    score=_score,
    detail=_detail,
    measures=MEASURES | COST,
    primary=("cer", "order", "boundary_f1", "boxes_exact"),
)
