"""Where recognised characters are: packing, cutting, and the rectangles of a quotation."""

import pytest

from qa.places import Place, PlacedBox, Places
from qa.reading.origin import Source
from qa.records import Piece

SIZES = ((1200, 1600), (1200, 1600))


def place(left, top, *, width=40, height=40, page=1, sure=0.9):
    box = PlacedBox(page=page, left=left, top=top, width=width, height=height)
    return Place(box=box, confidence=sure)


def row(text, left, top, **rest):
    """Return the places of characters printed from left to right; none for a line feed."""
    return [place(left + 40 * i, top, **rest) for i, _ in enumerate(text)]


def column(text, left, top, **rest):
    return [place(left, top + 40 * i, **rest) for i, _ in enumerate(text)]


def spans(boxes):
    return [(box.page, box.left, box.top, box.width, box.height) for box in boxes]


def test_a_character_keeps_its_place_and_confidence():
    made = Places.of([place(10, 20, sure=0.625), None, place(65_535, 0, page=2)], SIZES)
    assert len(made) == 3
    assert made.at(0).box == PlacedBox(page=1, left=10, top=20, width=40, height=40)
    assert made.at(0).confidence == pytest.approx(0.625, abs=1e-4)
    assert made.at(1) is None
    assert made.at(2).box.page == 2
    again = Places(made.packed, made.sizes)
    assert again == made
    assert hash(again) == hash(made)
    with pytest.raises(IndexError, match="no character 3"):
        made.at(3)


@pytest.mark.parametrize(
    "wrong",
    [
        place(0, 0, page=3),
        place(0, 0, page=0),
        place(65_536, 0),
        place(-1, 0),
        place(0, 0, sure=1.01),
        place(0, 0, sure=float("nan")),
    ],
)
def test_what_is_no_place_is_refused(wrong):
    with pytest.raises(ValueError, match="a character"):
        Places.of([wrong], SIZES)
    with pytest.raises(ValueError, match="12 a character"):
        Places(b"123", SIZES)


def test_rectangles_are_those_of_printed_lines():
    # Two lines of a column, the rest at the head of the next column, then another page.
    text = Places.of(
        [
            *row("今日通车", 100, 100),
            *row("三座", 100, 150),
            None,
            *row("桥", 600, 100),
            *row("梁", 100, 100, page=2),
        ],
        SIZES,
    )
    assert spans(text.boxes(0, 9)) == [
        (1, 100, 100, 160, 40),
        (1, 100, 150, 80, 40),
        (1, 600, 100, 40, 40),
        (2, 100, 100, 40, 40),
    ]
    assert spans(text.boxes(1, 3)) == [(1, 140, 100, 80, 40)]
    assert text.boxes(6, 7) == ()


def test_rectangles_of_vertical_lines():
    text = Places.of([*column("今日通车", 500, 100), *column("三座", 440, 100)], SIZES)
    assert spans(text.boxes(0, 6)) == [(1, 500, 100, 40, 160), (1, 440, 100, 40, 80)]


def test_a_slanting_line_is_one_rectangle():
    slope = [place(100 + 40 * i, 100 + 2 * i) for i in range(30)]
    assert spans(Places.of(slope, SIZES).boxes(0, 30)) == [(1, 100, 100, 1200, 98)]


def test_small_marks_stay_with_their_line():
    line = [place(100, 100), place(150, 128, width=10, height=10), place(175, 100)]
    assert spans(Places.of(line, SIZES).boxes(0, 3)) == [(1, 100, 100, 115, 40)]


def test_a_quotation_is_as_sure_as_its_least_sure_character():
    made = Places.of([place(0, 0, sure=0.9), None, place(40, 0, sure=0.4)], SIZES)
    assert made.confidence(0, 3, text="甲\n乙") == pytest.approx(0.4, abs=1e-4)
    assert made.confidence(0, 1, text="甲\n乙") == pytest.approx(0.9, abs=1e-4)
    assert made.confidence(1, 2, text="甲\n乙") is None
    assert made.confidence(0, 3, text="甲\n。") == pytest.approx(0.9, abs=1e-4)
    assert made.confidence(0, 3, text="1\n%") == pytest.approx(0.4, abs=1e-4)
    assert made.confidence(1, 3, text="甲\n。") is None
    assert made.page(1, 3) == 1


def test_an_article_takes_the_places_of_its_pieces():
    text = "标题\n第一行\n第二行"
    whole = Places.of(
        [
            *row("标题", 100, 50),
            None,
            *row("第一行", 100, 100),
            None,
            *row("第二行", 100, 150, sure=0.5),
        ],
        SIZES,
    )
    source = Source.of(b"", file="a.png", encoding="scan", text=text, places=whole)
    pieces = [Piece(start=0, file_start=3, length=3), Piece(start=3, file_start=7, length=3)]
    origin = source.origin(pieces, title=[Piece(start=0, file_start=0, length=2)])
    assert len(origin.places) == 6
    assert spans(origin.places.boxes(0, 6)) == [(1, 100, 100, 120, 40), (1, 100, 150, 120, 40)]
    assert spans(origin.title_places.boxes(0, 2)) == [(1, 100, 50, 80, 40)]
    assert source.origin([Piece(start=0, file_start=2, length=1)]).places is None
