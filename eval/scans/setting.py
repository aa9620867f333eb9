"""Setting an article into its place: what is over the text, a picture, and the text in columns."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from eval.scans.notices import CAPTIONS
from eval.scans.sheet import Area
from eval.scans.typeset import SetLine, set_centred, set_text

if TYPE_CHECKING:
    from eval.scans.placing import Placer
    from eval.scans.stories import Story

__all__ = ["head_parts", "sentences_of", "set_article"]

_SENTENCE = re.compile(r".+?(?:[。！？]+[”」』]*|……|$)(?:（[^）]*）)?")
_HEADS = (1.5, 2.0, 2.5, 3.0)
"""How large a headline's type is over one, two, three columns and more, of the text's size."""
_Row = tuple[SetLine, str, str]


def set_article(placer: Placer, story: Story, area: Area, columns: int, number: int) -> Story:
    """Set a story into an area, cut where it does not fit; return it as it stands there."""
    plan, rng = placer.plan, placer.rng
    if plan.mixed and columns > 1 and not story.kicker and rng.random() < 0.5:
        body = _head_beside(placer, story, area, number)
    else:
        body = _head_over(placer, story, area, columns, number)
    width = (body.width - plan.gutter * (columns - 1)) / columns
    slots = [
        Area(body.x + i * (width + plan.gutter), body.y, width, body.height) for i in range(columns)
    ]
    slots = _with_picture(placer, story, slots, number)
    story, rows = _fitted(placer, story, slots)
    bottom = _poured(placer, rows, slots, number)
    _under(placer, slots, bottom, number)
    return story


def _head_over(placer: Placer, story: Story, area: Area, columns: int, number: int) -> Area:
    """Set what is over the text; return what is left for the text."""
    plan, rng = placer.plan, placer.rng
    large = plan.size * _HEADS[min(columns, 4) - 1] * rng.uniform(0.95, 1.15)
    face = rng.choice(("head", "head", "sans", "kai"))
    signed = story.byline and not story.byline.startswith("（")
    y = area.y
    for text, role, size, look in (
        (story.kicker, "kicker", plan.size * 1.25, "kai"),
        (story.headline, "headline", large, face),
        (story.subtitle, "subtitle", plan.size * 1.3, "sans"),
        (story.byline if signed else "", "byline", plan.size, "kai"),
    ):
        if not text:
            continue
        size = min(size, area.width / 6)
        for part in head_parts(text, area.width / size):
            placer.centred(part, area, y, size, role, number, look)
            y += size * 1.2
        y += 0.25 * plan.size
    y += 0.35 * plan.size
    return Area(area.x, y, area.width, area.bottom - y)


def _head_beside(placer: Placer, story: Story, area: Area, number: int) -> Area:
    """Set what is over the text beside it, in the other direction; return what is left."""
    plan = placer.plan
    signed = story.byline and not story.byline.startswith("（")
    length, x = area.height, area.x
    lines: list[_Row] = []
    for text, role, size, face in (
        (story.headline, "headline", plan.size * 2.0, "head"),
        (story.subtitle, "subtitle", plan.size * 1.25, "sans"),
        (story.byline if signed else "", "byline", plan.size, "kai"),
    ):
        for part in head_parts(text, length / size) if text else ():
            line = set_centred(part, length, size, vertical=not plan.vertical)
            lines.append((line, role, face))
    if not plan.vertical:  # vertical lines follow each other from right to left
        x += sum(line.size * 1.25 for line, _, _ in lines)
    for line, role, face in lines:
        if plan.vertical:
            placer.put_beside(line, x, area.y, length, role, number, face)
            x += line.size * 1.25
        else:
            x -= line.size * 1.25
            placer.put_beside(line, x, area.y, length, role, number, face)
    used = sum(line.size * 1.25 for line, _, _ in lines) + 0.6 * plan.size
    return Area(area.x + used, area.y, area.width - used, area.height)


def head_parts(text: str, holds: float) -> list[str]:
    """Cut a headline into lines of at most ``holds`` characters, at its space if that does."""
    if len(text) <= holds:
        return [text]
    spaced = text.split(" ")
    if len(spaced) > 1 and all(len(part) <= holds for part in spaced):
        return spaced
    plain = text.replace(" ", "　")
    count = -(-len(plain) // max(1, int(holds)))
    each = -(-len(plain) // count)
    return [plain[i : i + each].strip("　") for i in range(0, len(plain), each)]


def _with_picture(placer: Placer, story: Story, slots: list[Area], number: int) -> list[Area]:
    """Put a picture with its caption where the text leaves room; return what is left."""
    plan, rng = placer.plan, placer.rng
    each = sum(slot.width for slot in slots) / plan.size
    room = slots[0].height - (1.2 * story.length / each + 2) * plan.pitch
    wide = rng.randint(1, max(1, len(slots) - 1))
    span = slots[wide - 1].right - slots[0].x
    height = min(room * len(slots) / wide, 0.7 * slots[0].height, 0.9 * span)
    if height < 7 * plan.pitch:
        return slots
    at = rng.choice((0, len(slots) - wide))
    _picture(placer, Area(slots[at].x, slots[at].y, span, height), number)
    used = height + 0.5 * plan.pitch
    return [
        Area(s.x, s.y + used, s.width, s.height - used) if at <= i < at + wide else s
        for i, s in enumerate(slots)
    ]


def _picture(placer: Placer, area: Area, number: int) -> None:
    """Put a picture and, under it, a caption of one line."""
    plan = placer.plan
    small = plan.size * 0.9
    placer.picture(replace(area, height=area.height - 1.8 * small), "photo")
    caption = placer.printed(placer.rng.choice(CAPTIONS))
    line = set_text(caption, area.width, small, vertical=plan.vertical, indent=0)[0]
    placer.put(line, area.x, area.bottom - 1.3 * small, "caption", number, "kai")


def _fitted(placer: Placer, story: Story, slots: list[Area]) -> tuple[Story, list[_Row]]:
    """Cut a story at a sentence's end so that it fits; return it and its lines."""
    room = sum(_rows_in(placer, slot) for slot in slots)
    kept = list(story.paragraphs)
    while True:
        fitted = replace(story, paragraphs=tuple(kept))
        rows = _rows(placer, fitted, slots[0].width)
        if len(rows) <= room or (len(kept) == 1 and len(sentences_of(kept[0])) == 1):
            return fitted, rows
        shorter = sentences_of(kept[-1])[:-1]
        kept[-1:] = ["".join(shorter)] if shorter else []


def _rows(placer: Placer, story: Story, width: float) -> list[_Row]:
    plan = placer.plan
    rows: list[_Row] = [
        (line, "text", "body")
        for paragraph in story.paragraphs
        for line in set_text(paragraph, width, plan.size, vertical=plan.vertical)
    ]
    if story.byline.startswith("（"):
        natural = placer.natural(story.byline, plan.size) / plan.size
        indent = max(0.0, width / plan.size - natural - 0.5)
        last = set_text(story.byline, width, plan.size, vertical=plan.vertical, indent=indent)
        rows += [(line, "byline", "kai") for line in last]
    return rows


def sentences_of(paragraph: str) -> list[str]:
    """Return a paragraph's sentences; together they are the paragraph."""
    return [part for part in _SENTENCE.findall(paragraph) if part]


def _rows_in(placer: Placer, slot: Area) -> int:
    return max(0, int((slot.height - placer.plan.size) / placer.plan.pitch + 0.001) + 1)


def _poured(placer: Placer, rows: list[_Row], slots: list[Area], number: int) -> float:
    """Put lines into the columns as evenly as they go; return where they end."""
    pitch = placer.plan.pitch
    bottom = max(slot.bottom for slot in slots)
    depths = _depths(placer, slots, bottom)
    while sum(fewer := _depths(placer, slots, bottom - pitch)) >= len(rows):
        bottom, depths = bottom - pitch, fewer
    depths[-1] += max(0, len(rows) - sum(depths))
    waiting = iter(rows)
    for slot, depth in zip(slots, depths, strict=True):
        for row, (line, role, face) in zip(range(depth), waiting, strict=False):
            placer.put(line, slot.x, slot.y + row * pitch, role, number, face)
    return bottom


def _depths(placer: Placer, slots: list[Area], bottom: float) -> list[int]:
    return [
        _rows_in(placer, replace(slot, height=min(slot.bottom, bottom) - slot.y)) for slot in slots
    ]


def _under(placer: Placer, slots: list[Area], bottom: float, number: int) -> None:
    """Put a picture under the text where much is left."""
    area = Area(slots[0].x, bottom, slots[-1].right - slots[0].x, slots[-1].bottom - bottom)
    if area.height > 9 * placer.plan.pitch:
        top = area.y + 1.0 * placer.plan.pitch
        _picture(placer, replace(area, y=top, height=area.bottom - top), number)
