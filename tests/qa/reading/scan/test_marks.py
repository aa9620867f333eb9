"""Marks by their shape: in a cell of 40 dots of a level line, or of a vertical one laid flat."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from qa.reading.scan.marks import Cell, blobs_of, mark_of

EM = 40


def drawn(draw):
    picture = Image.new("1", (EM, EM))
    draw(ImageDraw.Draw(picture))
    return np.asarray(picture)


def seen(draw, *, falls):
    return mark_of(blobs_of(drawn(draw)), Cell(start=0.0, size=EM, height=EM, falls=falls))


def ring(top):
    return lambda pen: pen.ellipse((5, top, 15, top + 10), outline=1, width=2)


def comma(top, way):
    def draw(pen):
        pen.ellipse((6, top, 11, top + 5), fill=1)
        pen.line((9, top + 4, 9 - way * 4, top + 8), fill=1, width=2)

    return draw


def stroke(top, way):
    ends = (5, top + 10, 14, top) if way < 0 else (5, top, 14, top + 10)
    return lambda pen: pen.line(ends, fill=1, width=3)


def dots(*places, tail=False):
    def draw(pen):
        for x, y in places:
            pen.ellipse((x, y, x + 5, y + 5), fill=1)
        if tail:
            x, y = places[-1]
            pen.line((x + 3, y + 4, x + 1, y + 9), fill=1, width=2)

    return draw


def opening(pen):
    pen.line((22, 4, 36, 4), fill=1, width=2)
    pen.line((22, 4, 22, 32), fill=1, width=2)


def closing(pen):
    pen.line((4, 35, 18, 35), fill=1, width=2)
    pen.line((18, 8, 18, 35), fill=1, width=2)


def left_round(pen):
    pen.arc((26, 2, 50, 38), 120, 240, fill=1, width=2)


def right_round(pen):
    pen.arc((-10, 2, 14, 38), -60, 60, fill=1, width=2)


@pytest.mark.parametrize(
    ("draw", "mark"),
    [
        (ring(5), "。"),
        (comma(6, -1), "，"),
        (stroke(5, -1), "、"),
        (dots((17, 8), (17, 26)), "："),
        (dots((8, 17), (26, 17)), "："),  # not turned
        (dots((17, 8), (17, 24), tail=True), "；"),
        (dots((4, 4), (12, 4)), "”"),
        (dots((24, 4), (32, 4)), "“"),
        (opening, "「"),
        (closing, "」"),
        (left_round, "（"),
        (right_round, "）"),
        (ring(26), ""),  # at the left of a vertical line's cell there is no stop
    ],
)
def test_marks_of_vertical_lines(draw, mark):
    assert seen(draw, falls=True) == mark


@pytest.mark.parametrize(
    ("draw", "mark"),
    [
        (ring(26), "。"),
        (comma(28, 1), "，"),
        (stroke(26, 1), "、"),
        (dots((4, 4), (12, 4)), "”"),
        (ring(5), ""),
        (lambda pen: pen.rectangle((2, 2, 37, 37), fill=1), ""),  # a character
        (lambda pen: pen.line((20, 4, 20, 36), fill=1, width=3), ""),  # a stroke
        (lambda pen: pen.point((8, 30)), ""),  # dirt
    ],
)
def test_marks_of_level_lines(draw, mark):
    assert seen(draw, falls=False) == mark
