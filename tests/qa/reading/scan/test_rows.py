import pytest

from qa.reading.scan.cells import whole_rules
from qa.reading.scan.heads import could_sign
from qa.reading.scan.margins import is_of_page
from qa.reading.scan.page import Box, Character, Line
from qa.reading.scan.rows import row_of, rule_of, setting_of


def line(*boxes, text=None, vertical=False):
    words = text or "河" * len(boxes)
    pairs = zip(words, boxes, strict=True)
    return Line(
        characters=tuple(Character(one, Box(*box), 1.0) for one, box in pairs), vertical=vertical
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("本报记者 何青", True),
        ("本報記者何青通訊員馬明", True),
        ("新华报道员 钱江", True),
        ("摄影 何青", True),
        ("记者昨天到了河岸，", False),
        ("河岸步道一期完工", False),
    ],
)
def test_who_could_have_written(text, expected):
    assert could_sign(text) is expected


@pytest.mark.parametrize(
    ("text", "top", "expected"),
    [
        ("第3版", True, True),
        ("1997年5月6日 星期二", True, True),
        ("白鹭日报 1997年5月6日", True, True),
        ("责任编辑：何青", False, True),
        ("河岸步道一期完工", True, False),
        ("步道全长三公里。", True, False),
        ("1997年5月6日", False, False),
    ],
)
def test_what_is_of_the_page(text, top, expected):
    assert is_of_page(text, top=top) is expected


@pytest.mark.parametrize(
    ("lefts", "text", "expected"),
    [
        ((0, 20, 40, 60, 80), "本报讯何青", "本报讯何青"),
        ((0, 20, 40, 80, 100), "本报讯何青", "本报讯 何青"),
        ((0, 30, 60, 90, 120), "河岸步道图", "河岸步道图"),
        ((0, 20, 40, 60), "河岸步道", "河岸步道"),
    ],
)
def test_white_within_a_line_is_a_space(lefts, text, expected):
    made = line(*((left, 0, 20, 20) for left in lefts), text=text)
    assert row_of(made, falls=False).text == expected


def test_a_vertical_line_is_turned():
    made = line((100, 10, 20, 20), (100, 30, 20, 20), (100, 50, 20, 20), vertical=True)
    row = row_of(made, falls=True)
    assert (row.left, row.right, row.top, row.bottom, row.size) == (10, 70, -120, -100, 20)


def test_boxes_larger_than_their_type_do_not_make_it_large():
    wide = [line(*((100 * n, 20 * k, 36, 20) for k in range(12)), vertical=True) for n in range(5)]
    short = line((600, 0, 36, 20), (600, 20, 36, 20), vertical=True)
    headline = line(*((700, 60 * k, 60, 60) for k in range(4)), vertical=True)
    setting = setting_of([*wide, short, headline])
    assert setting.swell == pytest.approx(1.8)
    sizes = [row_of(one, setting, falls=True).size for one in (wide[0], short, headline)]
    assert sizes == [20, 20, 60]


def test_the_parts_of_a_rule_are_one_unless_a_rule_passes_between():
    parts = [rule_of(box, falls=False) for box in (Box(0, 10, 100, 3), Box(120, 11, 100, 3))]
    across = rule_of(Box(109, 0, 3, 60), falls=False)
    assert [(rule.left, rule.right) for rule in whole_rules(parts, 20.0)] == [(0, 220)]
    assert len(whole_rules([*parts, across], 20.0)) == 3
