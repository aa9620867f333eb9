"""What is said of another of a row than the one asked of is no answer."""

from __future__ import annotations

import pytest

from qa.answering.spans.ordinals import is_of_another_ordinal
from tests.qa.answering.marked import place


@pytest.mark.parametrize(
    ("question", "marked", "another"),
    [
        ("他第二十六次进山是什么时候？", "他|5月|进山。这是他第二十五次进山采药。", True),
        ("第26届灯会在哪里办？", "第25届灯会在|南湖|开幕。", True),
        ("第二十六届灯会在哪里办？", "25届灯会在|南湖|开幕。", True),
        ("第三批名单有多少人？", "第二批名单公布，共|41人|。", True),
        ("3号线什么时候通车？", "4号线将在|6月|通车。", True),
        ("第8轮谈判谈了几天？", "第七轮谈判谈了|两天|。", True),
        ("第26届灯会在哪里办？", "第26届灯会在|南湖|开幕。第25届灯会在北山。", False),
        ("第26届灯会在哪里办？", "第二十六届灯会在|南湖|开幕，比第二十五届灯会早。", False),
        ("第26届灯会在哪里办？", "灯会在|南湖|开幕。", False),
        ("第26届灯会在哪里办？", "灯会在|南湖|开幕。第3届棋赛同日开始。", False),
        ("第26届灯会来了多少人？", "第25届灯会来了|九万|人。第26届灯会将在北山办。", True),
        ("第26届灯会来了多少人？", "第25届灯会闭幕，来了|九万|人。第26届灯会更大。", True),
        ("第26届灯会来了多少人？", "第25届灯会闭幕。五天来了|九万|人。第26届灯会更大。", True),
        ("第三期工程花了多少？", "第二期工程完工，花了|2亿元|。第三期工程明年开工。", True),
        (
            "第十三届书展为什么人多？",
            "第十二届书展开到夜里，|所以人多|。第十三届书展在外地。",
            True,
        ),
        ("第26届灯会来多少人？", "第25届灯会闭幕。第26届灯会更大，会来|十万|人。", False),
        ("第26届灯会来多少人？", "第25届灯会闭幕。第26届灯会在北山。会来|十万|人。", False),
        ("第26届灯会来多少人？", "第26届灯会开幕，第25届灯会在北山。已来|十万|人。", False),
        ("第26届灯会来九万人了吗？", "第25届灯会来了|九万|人。第26届灯会更大。", False),  # says no
        ("第一届灯会哪年办的？", "灯会始于|1990年|，第二届灯会停办。", False),
        ("灯会第几届了？", "今年是|第25届|灯会。", False),
        ("第26届和第25届灯会差几天？", "第25届灯会办了|九天|。", False),
        ("3号什么时候放假？", "4号线将在|6月|通车。", False),
    ],
)
def test_of_another_of_a_row(question: str, marked: str, another: bool) -> None:
    text, span = place(marked)
    assert is_of_another_ordinal(question, text, span) is another


def test_the_title_says_of_which_a_text_is() -> None:
    text, span = place("灯会在|南湖|开幕。")
    assert is_of_another_ordinal("第26届灯会在哪里办？", text, span, "第25届灯会开幕")
    assert not is_of_another_ordinal("第26届灯会在哪里办？", text, span, "第26届灯会开幕")


def test_a_run_of_digits_is_no_number_of_a_row() -> None:
    text, span = place(f"第25届灯会在|南湖|开幕，编号{'1' * 5000}。")
    assert is_of_another_ordinal("第26届灯会在哪里办？", text, span)
