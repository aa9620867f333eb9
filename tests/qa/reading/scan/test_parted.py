"""Lines that were found as one over a gutter or a white band."""

import pytest

from qa.reading.scan.page import Box, Character, Line, ScanPage
from qa.reading.scan.parted import parted

EM = 20


def line(text, start, row, *, vertical=False, size=EM):
    """Return a line; each 　 in ``text`` is white, shared by the characters beside it."""
    edges: list[tuple[str, float, float]] = []
    at = start
    for one in text:
        if one == "　":
            before = edges.pop()
            edges.append((before[0], before[1], before[2] + size / 2))
            at += size
            continue
        begin = edges[-1][2] if edges and edges[-1][2] > at - size else at
        edges.append((one, begin, at + size))
        at += size
    across = 500 - int(1.5 * EM * row)
    return Line(
        characters=tuple(
            Character(
                one,
                Box(across, int(low), size, int(high - low))
                if vertical
                else Box(int(low), across, int(high - low), size),
                1.0,
            )
            for one, low, high in edges
        ),
        vertical=vertical,
    )


def texts(*lines):
    made = parted(ScanPage(number=1, width=900, height=900, lines=lines))
    return sorted(one.text for one in made.lines)


@pytest.mark.parametrize("vertical", [False, True])
def test_lines_beside_one_part_it(vertical):
    made = texts(
        line("石桥镇的渡口", 100, 0, vertical=vertical),
        line("昨日通船", 260, 0, vertical=vertical),
        line("两岸居民过河　　小学今年多收", 100, 1, vertical=vertical),
        line("不再绕行十里", 100, 2, vertical=vertical),
        line("了一个班", 260, 2, vertical=vertical),
    )
    assert "两岸居民过河" in made
    assert "小学今年多收" in made


def test_white_in_a_line_that_others_run_over_is_no_gutter():
    whole = "两岸居民过河　　小学今年多收"
    made = texts(
        line("石桥镇的渡口昨日通船两岸居民", 100, 0),
        line(whole, 100, 1),
        line("不再绕行十里山路小学今年多收", 100, 2),
    )
    assert "两岸居民过河小学今年多收" in made


def test_rows_of_a_table_are_not_parted():
    rows = ["大白菜每斤　　零点八五元", "黄瓜每一斤　　三点八零元", "鸡蛋每一斤　　四点二零元"]
    made = texts(*(line(row, 100, number) for number, row in enumerate(rows)))
    assert len(made) == 3


def test_letter_spacing_is_no_gutter():
    made = texts(
        line("石桥镇的", 100, 0),
        line("昨日通船", 260, 0),
        line("本　报　记　者　林　小　满", 100, 1),
    )
    assert "本报记者林小满" in made


def test_the_characters_at_a_gutter_have_none_of_its_white():
    made = parted(
        ScanPage(
            number=1,
            width=900,
            height=900,
            lines=(
                line("石桥镇的渡口", 100, 0),
                line("昨日通船", 260, 0),
                line("两岸居民过河　　小学今年多收", 100, 1),
            ),
        )
    )
    first = next(one for one in made.lines if one.text == "两岸居民过河")
    second = next(one for one in made.lines if one.text == "小学今年多收")
    assert first.box.right == 100 + 6 * EM
    assert second.box.left == 100 + 8 * EM
