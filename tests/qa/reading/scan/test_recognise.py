"""Pictures to lines of characters. What goes wrong with the library's defaults is tried here."""

import socket
from itertools import pairwise
from types import SimpleNamespace

import numpy as np
import pytest
from PIL import Image

from qa.reading.scan import engine
from qa.reading.scan.detect import find_lines, sides
from qa.reading.scan.engine import Read, recogniser
from qa.reading.scan.page import Box, Character, Line
from qa.reading.scan.recognise import recognise
from qa.reading.scan.strips import Strip, characters, parts_of
from qa.reading.scan.vertical import restored
from tests.qa.reading.scan.drawn import TEXT, horizontal, vertical

SMALL = "青石镇图书馆昨日开馆馆内设座位八百个"


def read(picture):
    return recognise(np.asarray(picture), number=1, recogniser=recogniser())


def said(page):
    """Return what a page's lines say, in the order of reading."""
    falls = sum(line.vertical for line in page.lines) * 2 > len(page.lines)
    lines = sorted(page.lines, key=lambda one: -one.box.left if falls else one.box.top)
    return "".join(line.text for line in lines)


def wrong(text, gold=TEXT):
    """Return how many characters are not as they should be, of 100."""
    row = list(range(len(gold) + 1))
    for one in text:
        above, row[0] = row[0], row[0] + 1
        for place, other in enumerate(gold, start=1):
            above, row[place] = (
                row[place],
                min(row[place] + 1, row[place - 1] + 1, above + (one != other)),
            )
    return 100 * row[-1] / len(gold)


@pytest.fixture(scope="module")
def across():
    return read(horizontal())


@pytest.fixture(scope="module")
def down():
    return read(vertical())


def test_horizontal_lines_are_read(across):
    assert wrong(said(across)) <= 1
    assert not any(line.vertical for line in across.lines)
    assert (across.turn, across.number) == (0, 1)


def test_every_column_is_read_with_its_commas_and_stops(down):
    assert all(line.vertical for line in down.lines)
    assert len(down.lines) == 5
    assert wrong(said(down)) <= 2
    assert said(down).count("，") == TEXT.count("，")
    assert said(down).count("。") == TEXT.count("。")


def test_every_character_has_a_box_of_its_own_around_it(across):
    for line in across.lines:
        row = round((line.box.top - 64) / (32 * 1.7))
        for place, one in enumerate(line.characters):
            gold = TEXT[20 * row + place]
            middle = one.box.left + one.box.width / 2
            assert one.text == gold
            if gold not in "，。":  # they are drawn at the left of their cells
                assert abs(middle - (64 + 32 * place + 16)) < 10
            assert 0 < one.confidence <= 1
            assert one.box.top <= 64 + row * 32 * 1.7 + 24 <= one.box.bottom
        assert all(a.box.right <= b.box.left + 2 for a, b in pairwise(line.characters))


@pytest.mark.parametrize("turn", [1, 2, 3])
@pytest.mark.parametrize("draw", [horizontal, vertical])
def test_a_page_on_its_side_or_upside_down_is_turned(draw, turn):
    picture = draw().rotate(90 * turn, expand=True)  # anticlockwise
    page = read(picture)
    assert page.turn == turn
    assert (page.width, page.height) == draw().size
    assert wrong(said(page)) <= 3


@pytest.mark.parametrize("draw", [horizontal, vertical])
def test_a_page_askew_on_grey_and_noisy_paper(draw):
    askew = draw(paper=205).rotate(2, fillcolor=205, resample=Image.Resampling.BICUBIC)
    dots = np.asarray(askew, dtype=np.float32)
    noisy = dots + np.random.default_rng(3).normal(0, 8, dots.shape)
    page = read(Image.fromarray(np.clip(noisy, 0, 255).astype(np.uint8)))
    assert page.turn == 0
    assert wrong(said(page)) <= 3


def test_small_type_on_a_large_page_is_not_shrunk():
    wide = Image.new("L", (4600, 300), 255)
    small = horizontal(SMALL, size=18)
    wide.paste(small, (3900, 80))
    wide.paste(small, (40, 80))
    assert [line.text for line in read(wide).lines] == [SMALL, SMALL]


def test_a_line_that_tiles_share_is_one():
    text = SMALL * 8
    page = read(horizontal(text, size=18, width=len(text)))
    (line,) = page.lines
    assert wrong(line.text, text) <= 2


def test_light_type_on_a_dark_ground():
    dark = Image.eval(horizontal(SMALL), lambda dot: 255 - dot)
    assert said(read(dark)) == SMALL


def test_a_headline_is_one_line_and_small_type_beside_it_is_not_lost():
    page = Image.new("L", (2300, 700), 255)
    page.paste(horizontal("镇图书馆开馆", size=180), (0, 0))
    page.paste(horizontal(SMALL, size=22), (1500, 300))
    assert sorted((line.text for line in read(page).lines), key=len) == ["镇图书馆开馆", SMALL]


def test_what_is_blank_has_no_lines():
    page = read(Image.new("L", (400, 300), 250))
    assert (page.lines, page.rules, page.turn) == ((), (), 0)


@pytest.mark.parametrize("size", [(1, 1), (3000, 2), (2, 3000), (31, 33)])
def test_no_picture_is_too_small(size):
    assert read(Image.new("L", size, 255)).lines == ()


def test_rules_between_columns_are_found_and_strokes_are_not():
    picture = horizontal(size=40)
    drawn = np.array(picture)
    drawn[20:24, 50:800] = 0
    drawn[100:600, 30:33] = 0
    page = read(Image.fromarray(drawn))
    level = [box for box in page.rules if box.width > box.height]
    upright = [box for box in page.rules if box.height > box.width]
    assert (len(level), len(upright)) == (1, 1)
    assert abs(level[0].left - 50) < 8
    assert abs(level[0].width - 750) < 16
    assert abs(upright[0].height - 500) < 16


def test_nothing_is_asked_of_the_network(monkeypatch):
    def refuse(*_):
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    fresh = engine.Recogniser(1)
    page = recognise(np.asarray(horizontal(SMALL)), number=1, recogniser=fresh)
    assert said(page) == SMALL


def test_spaces_do_not_shift_confidences():
    words = SimpleNamespace(confs=[0.9, 0.1, 0.8, 0.7], word_cols=[[2], [8, 14]], line_txt_len=18.0)
    made = engine._read("甲 乙丙", words)
    assert made.confidences == (0.9, 0.1, 0.8, 0.7)
    assert made.middles == pytest.approx((2.5 / 18, 5.5 / 18, 8.5 / 18, 14.5 / 18))


def test_boxes_that_do_not_spell_the_line_are_not_used():
    words = SimpleNamespace(confs=[0.9, 0.8], word_cols=[[2]], line_txt_len=12.0)
    made = engine._read("甲乙", words)
    assert made.middles is None
    strip = Strip(dots=np.full((40, 120), 255, np.uint8), to_picture=np.eye(3), vertical=False)
    boxes = [one.box for one in characters(strip, made)]
    assert [(box.left, box.right) for box in boxes] == [(0, 60), (60, 120)]


def test_boxes_end_between_characters():
    dots = np.full((40, 100), 255, np.uint8)
    dots[5:35, 2:38] = dots[5:35, 58:96] = 0
    strip = Strip(dots=dots, to_picture=np.eye(3), vertical=False)
    one, other = characters(strip, Read(text="甲乙", middles=(0.25, 0.75), confidences=(1.0, 1.0)))
    assert 38 <= one.box.right == other.box.left <= 58
    assert (one.box.top, one.box.bottom) == (5, 35)


def test_a_long_line_is_cut_between_characters():
    dots = np.full((40, 40 * 70), 255, np.uint8)
    for start in range(0, dots.shape[1], 40):
        dots[8:32, start + 4 : start + 36] = 0
    parts = parts_of(Strip(dots=dots, to_picture=np.eye(3), vertical=True))
    widths = [part.dots.shape[1] for part in parts]
    assert (len(parts), sum(widths)) == (3, 40 * 70)
    assert all(min(width % 40, -width % 40) < 8 for width in widths)
    moved = parts[1].on_picture(0, 0, 10, 10)
    assert moved.left == widths[0]


@pytest.mark.parametrize("degrees", [-4, 4, 0])
def test_the_corners_of_a_long_column_askew(degrees):
    found = find_lines(np.asarray(vertical().rotate(degrees, fillcolor=255)), recogniser())
    across, down = sides(found)
    assert (down > 4 * across).sum() >= 4


def line(text, *, is_vertical):
    return Line(
        characters=tuple(Character(one, Box(0, 0, 9, 9), 1.0) for one in text),
        vertical=is_vertical,
    )


@pytest.mark.parametrize(
    ("read", "written"),
    [
        ("昨日开馆’座位八百", "昨日开馆，座位八百"),
        ("﹁开馆﹂︵记者︶", "「开馆」（记者）"),
        ("﹃新馆﹄︽日报︾", "『新馆』《日报》"),
        ("日︱月|年°", "日—月—年。"),
        ("𠮷田先生", "𠮷田先生"),
    ],
)
def test_punctuation_of_vertical_lines(read, written):
    assert restored(line(read, is_vertical=True)).text == written
    assert restored(line(read, is_vertical=False)).text == read
