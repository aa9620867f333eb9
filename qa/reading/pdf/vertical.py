"""The text of a page of vertical columns: its articles as the layout of scans finds them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qa.reading.line_shapes import latin_joint
from qa.reading.pdf.runs import Run
from qa.reading.scan.page import Box, Character
from qa.reading.scan.rows import Kind, Row, block
from qa.reading.scan.stories import Story, stories

__all__ = ["vertical_text"]

_INDENT = "\u3000\u3000"
_NOWHERE = Box(0, 0, 1, 1)  # where a run stands is known, not where its characters do


def vertical_text(runs: Sequence[Run], em: float) -> tuple[str, tuple[int, ...]]:
    """Return the text of a page's runs, one line a paragraph, and where its headlines begin.

    The runs are vertical columns as lines; ``em`` is the size of most characters.
    """
    found = stories([_row(run) for run in runs], [], em, falls=True)
    parts: list[str] = []
    headlines: list[int] = []
    length = 0
    for story in found:
        if story.headline:
            headlines.append(length)
        parts.append(_text(story))
        length += len(parts[-1]) + 2
    return "\n\n".join(parts), tuple(headlines)


def _row(run: Run) -> Row:
    row = Row(
        left=run.left,
        right=run.right,
        top=run.top,
        bottom=run.bottom,
        size=run.size,
        characters=tuple(Character(one, _NOWHERE, 1.0) for one in run.text),
    )
    return block([row], Kind.BOX) if run.is_block else row


def _text(story: Story) -> str:
    head = [" ".join(row.text for row in rows) for rows in (story.headline, story.bylines) if rows]
    indent = _INDENT if head or len(story.paragraphs) > 1 else ""
    paragraphs = [indent + _joined(rows) for rows in story.paragraphs]
    return "\n".join([*head, *paragraphs, *map(_joined, story.captions)])


def _joined(rows: Iterable[Row]) -> str:
    text = ""
    for row in rows:
        text += f" {row.text}" if text and latin_joint(text, row.text) else row.text
    return text
