"""Stops that the reader passed over, in a vertical line laid flat: its top to the left."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from qa.reading.scan.engine import Read
from qa.reading.scan.stops import is_stopped, with_commas, with_stops

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


def bracket(pen, x):
    pen.line((x + 4, EM - 4, x + 16, EM - 4), fill=1, width=2)
    pen.line((x + 16, 8, x + 16, EM - 4), fill=1, width=2)


def semicolon(pen, x):
    pen.ellipse((x + 17, 8, x + 22, 13), fill=1)
    pen.ellipse((x + 17, 22, x + 22, 27), fill=1)
    pen.line((x + 20, 26, x + 18, 31), fill=1, width=2)


def bar(pen, x):
    pen.line((x + 18, 4, x + 18, EM - 4), fill=1, width=3)


def test_two_marks_between_two_characters():
    picture = Image.new("1", (7 * EM, EM))
    pen = ImageDraw.Draw(picture)
    for cell, draw in enumerate([block, block, block, ring, bracket, block, block]):
        draw(pen, cell * EM)
    middles = tuple((cell + 0.5) / 7 for cell in (0, 1, 2, 5, 6))
    made = with_stops(
        np.asarray(picture), Read(text="风起云山水", middles=middles, confidences=(1.0,) * 5)
    )
    assert made.text == "风起云。」山水"


@pytest.mark.parametrize(
    ("draw", "was", "now"),
    [
        (stroke, "，", "、"),
        (comma, "、", "，"),
        (comma, "’", "，"),
        (semicolon, "，", "；"),
        (bracket, "一", "」"),
        (bracket, "—", "」"),
        (bar, "一", "一"),
        (ring, "”", "”"),  # what is no comma is left as it was read
        (block, "，", "，"),
    ],
)
def test_what_was_read_for_another_mark(draw, was, now):
    made = with_stops(strip(draw), read(f"风起{was}云山水", missing=-1))
    assert made.text == f"风起{now}云山水"


def test_a_comma_read_twice_is_one():
    middles = tuple((cell + 0.5) / 6 for cell in (0, 1, 1.9, 2.1, 3, 4, 5))
    twice = Read(text="风起，’云山水", middles=middles, confidences=(1.0,) * 7)
    made = with_stops(strip(comma), twice)
    assert made.text == "风起，云山水"
    assert len(made.confidences) == len(made.middles or ()) == 6


def test_no_mark_that_opens_ends_a_line():
    def part(pen, x):  # of the next column's first character
        pen.line((x + 22, 4, x + 36, 4), fill=1, width=2)
        pen.line((x + 22, 4, x + 22, 32), fill=1, width=2)

    assert with_stops(strip(part, at=5), read("风起云山水", missing=5)).text == "风起云山水"


@pytest.mark.parametrize(("draw", "is_one"), [(ring, True), (block, False), (low, False)])
def test_a_character_and_a_full_stop(draw, is_one):
    assert is_stopped(strip(draw, at=1, cells=2)) is is_one


def level(draw, text):
    """Return what a level line says in whose third cell ``draw`` draws."""
    picture = Image.new("1", (6 * EM, EM))
    pen = ImageDraw.Draw(picture)
    for cell in range(6):
        (draw if cell == 2 else block)(pen, cell * EM)
    return with_commas(np.asarray(picture), read(text, missing=-1)).text


def low_comma(pen, x):
    pen.ellipse((x + 6, 28, x + 11, 33), fill=1)
    pen.line((x + 9, 32, x + 6, 36), fill=1, width=2)


def low_stroke(pen, x):
    pen.line((x + 4, 27, x + 13, 36), fill=1, width=3)


@pytest.mark.parametrize(
    ("draw", "was", "now"),
    [
        (low_comma, "风起.云山水", "风起，云山水"),
        (low_comma, "风起、云山水", "风起，云山水"),
        (low_stroke, "风起，云山水", "风起、云山水"),
        (low_stroke, "风起.云山水", "风起、云山水"),
        (block, "风起.云山水", "风起，云山水"),  # its shape says nothing: no point stands there
        (low_comma, "www.cn", "www.cn"),
        (low_comma, "12.345", "12.345"),
    ],
)
def test_commas_of_level_lines(draw, was, now):
    assert level(draw, was) == now


def test_of_a_strip_in_which_nothing_was_read_nothing_is_made():
    nothing = Read(text="", middles=(), confidences=())
    assert with_stops(strip(ring), nothing) == nothing


def test_a_dot_within_a_foreign_name_stays():
    def dot(pen, x):
        pen.ellipse((x + 17, 16, x + 22, 21), fill=1)

    assert with_stops(strip(dot), read("亞當·斯密氏", missing=-1)).text == "亞當·斯密氏"
