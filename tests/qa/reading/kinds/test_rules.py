"""Lines of one mark between articles end them; within a text they are a line of it."""

import pytest

from qa.records import Reason
from tests.qa.reading.kinds.pages import read, shape

ONE = ("清河大桥建成通车", ["清河大桥昨日建成通车，总投资1.5亿元。", "市长宋怀远到场祝贺。"])
TWO = ("青石镇夜校开课", ["青石镇夜校昨日开课，报名的有312人。"])
THREE = ("图书馆延长开放时间", ["云岭市图书馆周末开放到晚上九点，新增座位二百个。"])


@pytest.mark.parametrize(
    "rule", ["-----", "=====", "---", "**********", "* * *", "————————", "＊＊＊", "______", "◆◆◆"]
)
def test_a_rule_ends_an_article(tmp_path, rule):
    stories = ["\n".join([title, *lines]) for title, lines in (ONE, TWO, THREE)]
    reading = read(tmp_path, f"\n{rule}\n".join(stories))
    assert shape(reading) == [ONE, TWO, THREE]
    assert [(part.text, part.reason) for part in reading.left_out] == [(rule, Reason.SEPARATOR)] * 2


def test_a_rule_under_a_headline_and_at_the_edges_divides_nothing(tmp_path):
    title, lines = ONE
    page = "\n".join(["=====", title, "=====", *lines, "-----"])
    reading = read(tmp_path, page)
    assert shape(reading) == [ONE]
    assert len(reading.left_out) == 3


def test_a_rule_between_scenes_is_a_line_of_the_text(tmp_path):
    rows = [
        "那年冬天，河水结了冰，渡船停在岸边。",
        "***",
        "第二年春天，冰化了，船又下了水，老人却没有回来。",
    ]
    reading = read(tmp_path, "\n".join(rows))
    assert "\n".join(lines for _, text in shape(reading) for lines in text) == "\n".join(rows)
    assert reading.left_out == ()
