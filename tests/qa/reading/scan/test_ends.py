"""The marks at both ends of a line in the whole of their cells."""

import pytest

from qa.reading.scan.ends import whole_cells
from qa.reading.scan.page import Box, Character, Line, ScanPage


def page(text, boxes, *, vertical=False, width=400):
    """Return a page of one line, the ``boxes`` of its characters as (start, end) along it."""
    characters = tuple(
        Character(
            one,
            Box(50, start, 20, end - start) if vertical else Box(start, 50, end - start, 20),
            1.0,
        )
        for one, (start, end) in zip(text, boxes, strict=True)
    )
    line = Line(characters=characters, vertical=vertical)
    size = (100, width) if vertical else (width, 100)
    return ScanPage(number=1, width=size[0], height=size[1], lines=(line,))


def ends(made, place):
    """Return where the cell of a character begins and ends along its line."""
    (line,) = made.lines
    box = line.characters[place].box
    box = whole_cells(made).get(box, box)
    return (box.top, box.bottom) if line.vertical else (box.left, box.right)


def cells(start, count):
    return [(start + 20 * n, start + 20 * (n + 1)) for n in range(count)]


@pytest.mark.parametrize("vertical", [False, True])
@pytest.mark.parametrize("mark", "。，：”）")
def test_a_mark_ends_where_its_cell_does(mark, vertical):
    made = page(f"渡口昨日通船{mark}", [*cells(40, 6), (160, 168)], vertical=vertical)
    assert ends(made, -1) == (160, 180)
    assert ends(made, -2) == (140, 160)


@pytest.mark.parametrize("vertical", [False, True])
def test_a_mark_begins_where_its_cell_does(vertical):
    made = page("“渡口昨日通船", [(52, 60), *cells(60, 6)], vertical=vertical)
    assert ends(made, 0) == (40, 60)


@pytest.mark.parametrize(
    ("text", "boxes"),
    [
        ("渡口昨日通船一", [*cells(40, 6), (160, 168)]),  # no mark
        ("渡口昨日通船。", [*cells(40, 6), (160, 184)]),  # whole already
        ("查www.", [*cells(40, 1), *((60 + 8 * n, 68 + 8 * n) for n in range(4))]),  # half-width
        ("渡，口", [*cells(40, 1), (60, 68), (80, 100)]),  # not at an end
    ],
)
def test_what_stays(text, boxes):
    assert whole_cells(page(text, boxes)) == {}


def test_digits_do_not_make_a_cell_narrow():
    boxes = [*cells(40, 4), *((120 + 10 * n, 130 + 10 * n) for n in range(6)), (180, 188)]
    assert ends(page("渡口通船123456。", boxes), -1) == (180, 200)


@pytest.mark.parametrize("text", ["渡。", "3元。", "。"])
def test_a_short_line_has_cells_as_wide_as_it_is_high(text):
    boxes = [*cells(40, len(text) - 1), (100, 108)]
    assert ends(page(text, boxes), -1) == (100, 120)


def test_no_mark_goes_over_the_edge_of_the_page():
    made = page("渡口昨日通船。", [*cells(40, 6), (160, 168)], width=172)
    assert ends(made, -1) == (160, 172)
    first = page("“渡口昨日通船", [(4, 10), *cells(10, 6)])
    assert ends(first, 0) == (0, 10)
