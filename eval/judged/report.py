"""Labels counted: shares with intervals, how far two judges agree, two systems on the same items.

Where judges differ, no label is invented. Two counts stand beside those of each judge: ``worse``
gives a text the worse of its labels, ``mean`` half a text to each. Both are over the texts that two
judges have read (over all, if there is one judge). A judge who read a text twice, on the sheets of
two drawings, counts with the worse label.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import asdict, dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

from eval.errors import DataError, ScoreError
from eval.judged.labels import FAULTS, LABELS, MEAN, WORSE
from eval.judged.texts import DIGEST
from eval.markdown import table
from eval.statistics import sign_test, wilson

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from eval.judged.labels import Label

__all__ = [
    "Agreement",
    "Judged",
    "Pair",
    "Report",
    "Share",
    "as_markdown",
    "by_text",
    "kappa",
    "report",
]

COMPARED = ("A", "C", "D")
ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A text with each judge's label, and the faults that any of them named."""

    task: str
    item: str
    kind: str
    systems: frozenset[str]
    labels: Mapping[str, str]
    faults: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """The share in [0, 1] of a system's ``n`` texts with a label, with its 95% Wilson interval.

    ``group`` is ``all``, a kind, or a task of a kind that has several; ``reading`` a judge,
    ``worse`` or ``mean``.
    """

    group: str
    system: str
    reading: str
    label: str
    share: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How two judges label the same ``n`` texts: the share labelled alike, and Cohen's kappa.

    ``of`` is ``ABCD`` for the four labels, or one label: given or not. ``kappa`` is None where
    both gave one and the same label to all: there is nothing that chance could explain less.
    """

    judges: tuple[str, str]
    of: str
    share: float
    kappa: float | None
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A label of two systems on the ``n`` items of which both have one text that was judged.

    ``only_left`` and ``only_right`` count the items on which one of them has the label and the
    other has not; ``p`` is of the exact sign test (McNemar's) on these.
    """

    group: str
    left: str
    right: str
    reading: str
    label: str
    left_share: float
    right_share: float
    only_left: int
    only_right: int
    p: float
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything that is counted. ``faults`` has the number of texts by system, label and fault."""

    texts: int
    twice: int
    shares: list[Share]
    agreements: list[Agreement]
    pairs: list[Pair]
    faults: dict[str, dict[str, dict[str, int]]]

    def as_json(self) -> dict[str, Any]:
        """Return it as plain lists and dictionaries."""
        return asdict(self)


def report(labels: Sequence[Label], *, compared: Sequence[tuple[str, str]] | None = None) -> Report:
    """Count labels; ``compared`` are the pairs of systems, all of them if None.

    Raises :class:`ScoreError` if a system to be compared has no text.
    """
    judged = by_text(labels)
    systems = sorted({name for one in judged for name in one.systems})
    pairs = list(combinations(systems, 2)) if compared is None else list(compared)
    for name in (name for pair in pairs for name in pair):
        if name not in systems:
            raise ScoreError(f"no text of {name!r} was judged: there are {systems}")
    groups = _groups(judged)
    return Report(
        texts=len(judged),
        twice=sum(len(one.labels) > 1 for one in judged),
        shares=[one for name, group in groups.items() for one in _shares(name, group)],
        agreements=_agreements(judged),
        pairs=[one for name, group in groups.items() for one in _pairs(name, group, pairs)],
        faults={name: _faults(judged, name) for name in systems},
    )


def by_text(labels: Iterable[Label]) -> list[Judged]:
    """Return each text once, with the labels of all its judges.

    Raises :class:`DataError` for a text that has labels of two kinds.
    """
    texts: dict[tuple[str, str, str], list[Label]] = defaultdict(list)
    for label in labels:
        texts[label.task, label.item, label.sha256].append(label)
    return [_judged(found) for found in texts.values()]


def _judged(labels: Sequence[Label]) -> Judged:
    first = labels[0]
    if len({label.kind for label in labels}) > 1:
        raise DataError(f"{first.task}, {first.item!r}: a text has labels of two kinds")
    given: dict[str, str] = {}
    for label in labels:
        given[label.judge] = max(label.label, given.get(label.judge, label.label))
    return Judged(
        task=first.task,
        item=first.item,
        kind=first.kind,
        systems=frozenset(name for label in labels for name in label.systems),
        labels=given,
        faults=frozenset((label.label, label.fault) for label in labels if label.fault),
    )


def _groups(judged: Sequence[Judged]) -> dict[str, list[Judged]]:
    """Return the texts of all, of each kind, and of each task of a kind that has several."""
    found = {ALL: list(judged)}
    for kind in sorted({one.kind for one in judged}):
        of_kind = [one for one in judged if one.kind == kind]
        found[kind] = of_kind
        tasks = sorted({one.task for one in of_kind})
        if len(tasks) > 1:
            found |= {task: [one for one in of_kind if one.task == task] for task in tasks}
    return found


def _judges(judged: Iterable[Judged]) -> list[str]:
    return sorted({judge for one in judged for judge in one.labels})


def _readings(judged: Sequence[Judged]) -> dict[str, list[tuple[Judged, tuple[str, ...]]]]:
    """Return each reading's texts, with their labels: one, or for ``mean`` those of all judges."""
    judges = _judges(judged)
    found: dict[str, list[tuple[Judged, tuple[str, ...]]]] = {
        judge: [(one, (one.labels[judge],)) for one in judged if judge in one.labels]
        for judge in judges
    }
    if len(judges) > 1:
        twice = [one for one in judged if len(one.labels) > 1]
        found[WORSE] = [(one, (max(one.labels.values()),)) for one in twice]
        found[MEAN] = [(one, tuple(one.labels.values())) for one in twice]
    return found


def _shares(group: str, judged: Sequence[Judged]) -> Iterator[Share]:
    for reading, texts in _readings(judged).items():
        for system in sorted({name for one, _ in texts for name in one.systems}):
            own = [labels for one, labels in texts if system in one.systems]
            for label in LABELS:
                share = sum(labels.count(label) / len(labels) for labels in own) / len(own)
                low, high = wilson(share, len(own))
                yield Share(
                    group=group,
                    system=system,
                    reading=reading,
                    label=label,
                    share=share,
                    low=low,
                    high=high,
                    n=len(own),
                )


def _agreements(judged: Sequence[Judged]) -> list[Agreement]:
    return [
        one
        for pair in combinations(_judges(judged), 2)
        if (both := [one.labels for one in judged if set(pair) <= set(one.labels)])
        for one in _agreement(pair, [(labels[pair[0]], labels[pair[1]]) for labels in both])
    ]


def _agreement(judges: tuple[str, str], both: Sequence[tuple[str, str]]) -> Iterator[Agreement]:
    for of in ("".join(LABELS), *COMPARED):
        seen = both if len(of) > 1 else [(str(one == of), str(two == of)) for one, two in both]
        share = sum(one == two for one, two in seen) / len(seen)
        yield Agreement(judges=judges, of=of, share=share, kappa=kappa(seen), n=len(seen))


def kappa(both: Sequence[tuple[str, str]]) -> float | None:
    """Return Cohen's kappa of pairs of labels, at most 1; None where it is undefined."""
    left, right = (Counter(one) for one in zip(*both, strict=True))
    agreed = sum(one == two for one, two in both) / len(both)
    chance = sum(left[label] * right[label] for label in left) / len(both) ** 2
    return None if chance == 1 else (agreed - chance) / (1 - chance)


def _pairs(
    group: str, judged: Sequence[Judged], pairs: Sequence[tuple[str, str]]
) -> Iterator[Pair]:
    """Compare systems, but for digests: two systems choose their sentences, there are no pairs."""
    for reading, texts in _readings(judged).items():
        if reading == MEAN:
            continue
        given: dict[str, dict[tuple[str, str], str]] = defaultdict(dict)
        for one, (label,) in texts:
            for system in one.systems if one.kind != DIGEST else ():
                item = (one.task, one.item)
                given[system][item] = max(label, given[system].get(item, label))
        for left, right in pairs:
            yield from _pair(group, reading, (left, right), given[left], given[right])


def _pair(
    group: str,
    reading: str,
    names: tuple[str, str],
    left: Mapping[tuple[str, str], str],
    right: Mapping[tuple[str, str], str],
) -> Iterator[Pair]:
    both = [(left[item], right[item]) for item in left if item in right]
    for label in COMPARED if both else ():
        ours, theirs = [one == label for one, _ in both], [two == label for _, two in both]
        only_left = sum(one and not two for one, two in zip(ours, theirs, strict=True))
        only_right = sum(two and not one for one, two in zip(ours, theirs, strict=True))
        yield Pair(
            group=group,
            left=names[0],
            right=names[1],
            reading=reading,
            label=label,
            left_share=sum(ours) / len(both),
            right_share=sum(theirs) / len(both),
            only_left=only_left,
            only_right=only_right,
            p=sign_test(only_left, only_right),
            n=len(both),
        )


def _faults(judged: Sequence[Judged], system: str) -> dict[str, dict[str, int]]:
    counted = Counter(fault for one in judged if system in one.systems for fault in one.faults)
    return {
        label: {fault: counted[label, fault] for fault in FAULTS if counted[label, fault]}
        for label in LABELS[2:]
    }


def as_markdown(found: Report) -> str:
    """Return the report's tables; the pairs by the worse label, or by that of the only judge."""
    readings = {one.reading for one in found.shares}
    decisive = [one for one in found.pairs if one.reading == WORSE or WORSE not in readings]
    parts = [
        f"{found.texts} texts, {found.twice} of them read by two judges. "
        "In brackets: 95% intervals (Wilson).\n",
        _share_table(found.shares),
        _agreement_table(found.agreements) if found.agreements else "",
        _pair_table(decisive) if decisive else "",
        _fault_table(found.faults),
    ]
    return "\n".join(part for part in parts if part)


def _share_table(shares: Sequence[Share]) -> str:
    rows: dict[tuple[str, str, str], list[Share]] = defaultdict(list)
    for one in shares:
        rows[one.group, one.system, one.reading].append(one)
    lines = [[*names, str(own[0].n), *(_shown(one) for one in own)] for names, own in rows.items()]
    return table(["texts", "system", "judge", "n", *LABELS], lines)


def _shown(one: Share) -> str:
    return f"{_percent(one.share)} [{100 * one.low:.1f}, {100 * one.high:.1f}]"


def _percent(share: float) -> str:
    return f"{100 * share:.1f}%"


def _agreement_table(agreements: Sequence[Agreement]) -> str:
    lines = [
        [
            " · ".join(one.judges),
            one.of,
            str(one.n),
            _percent(one.share),
            "—" if one.kappa is None else f"{one.kappa:.2f}",
        ]
        for one in agreements
    ]
    return table(["judges", "labels", "n", "alike", "kappa"], lines)


def _pair_table(pairs: Sequence[Pair]) -> str:
    rows: dict[tuple[str, str, str], list[Pair]] = defaultdict(list)
    for one in pairs:
        rows[one.group, one.left, one.right].append(one)
    lines = [[*names, str(own[0].n), *map(_compared, own)] for names, own in rows.items()]
    return table(["texts", "left", "right", "n", *COMPARED], lines)


def _compared(one: Pair) -> str:
    p = "<0.001" if one.p < 0.001 else f"{one.p:.3f}"
    shares = f"{_percent(one.left_share)} → {_percent(one.right_share)}"
    return f"{shares} (−{one.only_left} +{one.only_right}, p {p})"


def _fault_table(faults: Mapping[str, Mapping[str, Mapping[str, int]]]) -> str:
    """Return the faults that occur, a row each, and the number of texts of each system."""
    lines = [
        [label, fault, *(str(own[label].get(fault, 0)) for own in faults.values())]
        for label in LABELS[2:]
        for fault in FAULTS
        if any(fault in own[label] for own in faults.values())
    ]
    return table(["label", "fault", *faults], lines) if lines else ""
