"""Marks beside the ends of a line, which the detector found without them."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from qa.reading.scan.line_ends import lengthened

EM, LEFT, TOP = 40, 120, 60


def page(draw, *, turned=False):
    """Return a picture of a line of five blocks and what ``draw`` draws in dots from its end."""
    picture = Image.new("L", (640, 160), 255)
    pen = ImageDraw.Draw(picture)
    for cell in range(5):
        x = LEFT + cell * EM
        pen.rectangle((x + 3, TOP + 3, x + EM - 4, TOP + EM - 4), fill=0)
    draw(pen, LEFT + 5 * EM)
    dots = np.asarray(picture)
    return np.ascontiguousarray(np.rot90(dots, -1)) if turned else dots


def box(left, right, *, turned=False):
    top, bottom = TOP - 3, TOP + EM + 3
    corners = [(left, top), (right, top), (right, bottom), (left, bottom)]
    if turned:  # clockwise: x is what was counted from below
        sides = [(160 - bottom, left), (160 - top, left), (160 - top, right), (160 - bottom, right)]
        return np.asarray([sides], dtype=np.float32)
    return np.asarray([corners], dtype=np.float32)


def quotes(pen, x):
    for shift in (20, 28):
        pen.ellipse((x + shift, TOP + 5, x + shift + 5, TOP + 10), fill=0)


def character(pen, x):
    pen.rectangle((x + 20, TOP + 3, x + 20 + 34, TOP + EM - 4), fill=0)


def nothing(pen, x):
    pass


def dirt(pen, x):
    pen.point((x + 15, TOP + 20), fill=0)


@pytest.mark.parametrize("draw", [character, nothing, dirt])
def test_what_is_no_mark_lengthens_no_line(draw):
    line = box(LEFT, LEFT + 5 * EM)
    assert np.array_equal(lengthened(page(draw), line), line)


def test_a_quotation_mark_beside_its_end_lengthens_a_line():
    line = box(LEFT, LEFT + 5 * EM)
    (made,) = lengthened(page(quotes), line)
    assert made[0] == pytest.approx(line[0, 0])
    assert LEFT + 5 * EM + 33 < made[1, 0] < LEFT + 5 * EM + 50
    assert made[1, 1] == pytest.approx(line[0, 1, 1])


def test_of_a_vertical_line_too():
    def stop(pen, x):  # laid flat, at the upper left of its cell
        pen.ellipse((x + 12, TOP + 5, x + 24, TOP + 17), outline=0, width=2)

    line = box(LEFT, LEFT + 5 * EM, turned=True)
    (made,) = lengthened(page(stop, turned=True), line)
    assert LEFT + 5 * EM + 24 < made[2, 1] < LEFT + 5 * EM + 40


def test_a_line_that_is_the_mark_of_another_is_none():
    end = LEFT + 5 * EM
    both = np.concatenate([box(LEFT, end), box(end + 18, end + 36)])
    assert len(lengthened(page(quotes), both)) == 1
