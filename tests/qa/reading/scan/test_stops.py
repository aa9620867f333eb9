"""Stops that the reader passed over, in a vertical line laid flat: its top to the left."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from qa.reading.scan.engine import Read
from qa.reading.scan.stops import with_stops

EM = 40


def ring(pen, x):
    pen.ellipse((x + 4, 4, x + 14, 14), outline=1, width=2)


def closed_ring(pen, x):
    pen.ellipse((x + 4, 4, x + 14, 14), fill=1)


def comma(pen, x):
    pen.ellipse((x + 4, 4, x + 9, 9), fill=1)
    pen.line((x + 8, 8, x + 14, 10), fill=1, width=2)


def dot(pen, x):
    pen.ellipse((x + 4, 4, x + 10, 10), fill=1)


def stroke(pen, x):
    pen.line((x + 4, 15, x + 13, 4), fill=1, width=3)


def block(pen, x):
    pen.rectangle((x + 2, 3, x + EM - 3, EM - 4), fill=1)


def low(pen, x):
    pen.ellipse((x + 4, EM - 14, x + 10, EM - 8), fill=1)


def speck(pen, x):
    pen.point((x + 8, 8), fill=1)


def strip(draw, *, at=2, cells=6):
    """Return the ink of a line of ``cells``: blocks, but what ``draw`` draws in the cell ``at``."""
    picture = Image.new("1", (cells * EM, EM))
    pen = ImageDraw.Draw(picture)
    for cell in range(cells):
        (draw if cell == at else block)(pen, cell * EM)
    return np.asarray(picture)


def read(text, *, missing=2, cells=6):
    places = [cell for cell in range(cells) if cell != missing]
    middles = tuple((cell + 0.5) / cells for cell in places)
    return Read(text=text, middles=middles, confidences=(1.0,) * len(places))


@pytest.mark.parametrize(
    ("draw", "stop"),
    [
        (ring, "。"),
        (closed_ring, "。"),  # blurred
        (comma, "，"),
        (dot, "，"),  # the comma of a type whose tail is short
        (stroke, "、"),
        (low, ""),
        (speck, ""),
        (block, ""),
    ],
)
def test_what_stands_in_the_corner_of_a_cell(draw, stop):
    assert with_stops(strip(draw), read("风起云山水")).text == f"风起{stop}云山水"


@pytest.mark.parametrize("draw", [ring, comma])
def test_the_stop_at_the_end_of_a_line(draw):
    made = with_stops(strip(draw, at=5), read("风起云山水", missing=5))
    assert made.text[:5] == "风起云山水"
    assert len(made.text) == len(made.confidences) == 6
    assert made.middles is not None
    assert made.middles[5] == pytest.approx(5.5 / 6, abs=0.01)


def test_where_all_was_read_nothing_is_looked_for():
    whole = read("风起云山水石", missing=-1)
    assert with_stops(strip(ring), whole) == whole


def test_a_mark_that_was_read_is_no_second_time_found():
    made = read("风起，云山", missing=3)  # its middle is where its ink is, so that there is room
    assert with_stops(strip(comma, at=3), made).text == "风起，云山"


def test_the_tail_of_the_character_before_is_no_stop():
    def tail(pen, x):
        pen.rectangle((x - 6, 4, x + 12, 14), fill=1)

    assert with_stops(strip(tail), read("风起云山水")).text == "风起云山水"
