"""Rules between articles: lines of one mark, ----- or =====, that end what stands above them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.reading import line_shapes
from qa.reading.fields import is_field
from qa.reading.lines import Line

__all__ = ["is_rule", "sections"]

_RULE = re.compile(r"([-=_*~#+＊＝—－─━═◇◆☆★○●※·…﹍])(?:\s*\1){2,}")


def is_rule(text: str) -> bool:
    """Whether a line is three or more of one mark and nothing else."""
    return _RULE.fullmatch(text) is not None


def sections(rows: Sequence[Line]) -> tuple[list[list[Line]], list[Line]]:
    """Return the lines between the rules of a page, and the rules.

    A rule divides where an article seems to begin after it; one that underlines a headline, or
    stands at the page's edge, divides nothing. Any other, as a novel has between scenes, is a line
    of the text.
    """
    parts: list[list[Line]] = [[]]
    rules: list[Line] = []
    last = max((n for n, row in enumerate(rows) if not is_rule(row.text)), default=-1)
    for place, row in enumerate(rows):
        if last < 0 or not is_rule(row.text):
            parts[-1].append(row)
        elif place > last or _is_under_headline(parts[-1]):
            rules.append(row)
        elif _begins(rows[place + 1 : place + 3]):
            rules.append(row)
            parts.append([])
        else:
            parts[-1].append(row)
    return parts, rules


def _is_under_headline(before: Sequence[Line]) -> bool:
    """Whether there is nothing before a rule, or only a headline."""
    return not before or (len(before) == 1 and line_shapes.is_headline(before[0].text))


def _begins(rows: Sequence[Line]) -> bool:
    """Whether an article begins: with a field, a dateline, or a headline and a line after it."""
    first = rows[0].text
    if is_field(first) or line_shapes.opens_article(first):
        return True
    return (
        len(rows) > 1
        and line_shapes.is_headline(first)
        and not line_shapes.is_headline(rows[1].text)
    )
