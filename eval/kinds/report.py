"""What came out of the labelled questions, counted, with Wilson's intervals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from eval.statistics import wilson
from qa.chinese.tokens import normalise

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["as_markdown", "counted", "same"]

Row = dict[str, Any]

_MORE = 6
"""How many characters more or fewer a member may have than the label: its title, 等."""


def as_markdown(rows: Sequence[Row]) -> str:
    """Return the counts as a table."""
    head = "| 问题 | 数的是 | 数 | 份额 | 95% 区间 |\n|---|---|---|---|---|"
    return "\n".join([head, *(_line(*count) for count in counted(rows))])


def counted(rows: Sequence[Row]) -> list[tuple[str, str, int, int]]:
    """Return each count: of what questions, of what, how many, of how many."""
    lists = _about(rows, "list")
    several = [row for row in lists if len(row["right"]) > 1]
    yes_no = _about(rows, "yes_no")
    passages = _about(rows, "passage")
    found = [
        _count("清单", "阅读器的答案含全部各项，多不过 6 字", lists, _reader_has_all),
        _count("清单", "答案含全部各项，多不过 6 字", lists, _has_all),
        _count("清单", "各项一项不差", lists, _all_right),
        _count("清单（两项以上）", "各项一项不差", several, _all_right),
        *_decided("是非", yes_no),
        *_decided("是非（报道）", [row for row in yes_no if row["own"]]),
        *_decided("是非（网页）", [row for row in yes_no if not row["own"]]),
    ]
    answered = [row for row in passages if row["right"]]
    found += [
        _count("为何如何", "有答案，答了", answered, _is_given),
        _count("为何如何", "答了的，含答案", [r for r in answered if _is_given(r)], _explains),
        _count("为何如何", "没有答案，也答了", [r for r in passages if not r["right"]], _is_given),
    ]
    for name, some in (("是非", yes_no), ("为何如何", passages)):
        found.append(_count(name, "问别的文章，也答了", some, _is_given_elsewhere))
    return found


def same(one: str, other: str) -> bool:
    """Return whether two members are one: equal, or one in the other and hardly longer."""
    one, other = _plain(one), _plain(other)
    held = one and other and (one in other or other in one)
    return bool(held) and abs(len(one) - len(other)) <= _MORE


def _decided(name: str, rows: Sequence[Row]) -> list[tuple[str, str, int, int]]:
    told = [row for row in rows if _verdict(row)]
    return [
        _count(name, "判了的，判得对", told, lambda row: row["right"] == [_verdict(row)]),
        _count(name, "判得了的，判了", [row for row in rows if row["right"]], _verdict),
        _count(name, "判不了的，也判了", [row for row in rows if not row["right"]], _verdict),
    ]


def _count(
    name: str, what: str, rows: Sequence[Row], holds: Callable[[Row], object]
) -> tuple[str, str, int, int]:
    return name, what, sum(bool(holds(row)) for row in rows), len(rows)


def _line(name: str, what: str, some: int, n: int) -> str:
    if not n:
        return f"| {name} | {what} | 0 / 0 | | |"
    low, high = wilson(some / n, n)
    return f"| {name} | {what} | {some} / {n} | {some / n:.1%} | {low:.1%}–{high:.1%} |"


def _about(rows: Sequence[Row], about: str) -> list[Row]:
    return [row for row in rows if row["about"] == about]


def _plain(text: str) -> str:
    return "".join(filter(str.isalnum, normalise(text)))


def _covers(text: str | None, members: Sequence[str]) -> bool:
    """Return whether a text has all members in order and at most 6 characters around them."""
    told, at = _plain(text or ""), 0
    ends = []
    for member in map(_plain, members):
        start = told.find(member, at)
        if start < 0:
            return False
        at = start + len(member)
        ends += [start, at]
    return ends[0] + len(told) - ends[-1] <= _MORE


def _reader_has_all(row: Row) -> bool:
    return _covers(row["read"]["text"], row["right"])


def _has_all(row: Row) -> bool:
    return _covers(row["answer"]["text"], row["right"])


def _all_right(row: Row) -> bool:
    items = row["answer"]["items"]
    return len(items) == len(row["right"]) and all(map(same, items, row["right"]))


def _verdict(row: Row) -> str | None:
    kind = row["answer"]["kind"]
    return kind if kind in ("yes", "no") else None


def _is_given(row: Row) -> bool:
    return row["answer"]["text"] is not None


def _is_given_elsewhere(row: Row) -> bool:
    return row["elsewhere"]["text"] is not None


def _explains(row: Row) -> bool:
    """Return whether the whole sentences have a reference, or are a part of one."""
    told = [_plain(item) for item in row["answer"]["items"]] or [_plain(row["answer"]["text"])]
    wanted = [_plain(answer) for answer in row["right"]]
    return any(one in whole or whole in one for one in wanted for whole in told)
