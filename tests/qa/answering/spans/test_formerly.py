"""Where someone works, and where he worked before."""

import pytest

from qa.answering.spans.formerly import former_place, is_new_place, workplace
from tests.qa.answering.marked import place

TWO = "县水利局原局长李明和前县交通局党组书记、局长何远，"
NEW = "原实验小学副校长何远接任|第三小学|校长。"


@pytest.mark.parametrize(
    ("question", "marked", "given"),
    [
        ("何远以前在哪儿工作？", NEW, "实验小学"),
        ("何远原来是哪个学校的？", NEW, "实验小学"),
        (
            "何远此前在什么单位任职？",
            f"{TWO}到|省厅|。",
            "县交通局",
        ),
        ("李明此前在什么单位任职？", f"{TWO}到|省厅|。", "县水利局"),
        ("何远现在在哪儿工作？", NEW, "第三小学"),
        ("何远为什么以前不接任？", NEW, "第三小学"),
        ("李明以前在哪儿工作？", NEW, "第三小学"),
        ("何远以前在哪儿工作？", "目前，县交通局局长何远在|省城|开会。", "省城"),
        ("何远以前在哪儿工作？", "由于种种原因，县交通局局长何远去了|省城|。", "省城"),
    ],
)
def test_former_place(question, marked, given):
    text, span = place(marked)
    found = former_place(question, text, span)
    assert text[found.start : found.end] == given


@pytest.mark.parametrize(
    ("question", "marked", "new"),
    [
        ("何远以前在哪儿工作？", "何远昨天接任|第三小学|校长。", True),
        ("何远原来是哪家公司的？", "何远现任|云岭地产|总经理。", True),
        ("何远以前在哪儿工作？", "何远曾在|实验小学|工作。", False),
        ("何远在哪儿工作？", "何远昨天接任|第三小学|校长。", False),
    ],
)
def test_a_new_place_is_no_former_one(question, marked, new):
    assert is_new_place(question, *place(marked)) is new


MOVES = "市教育局宣布，实验小学副校长何远调任第三小学校长。原第三小学校长周明退休。"


@pytest.mark.parametrize(
    ("question", "text", "given"),
    [
        ("何远现在在哪儿工作？", MOVES, "第三小学"),
        ("何远在哪所学校工作？", MOVES, "第三小学"),
        ("何远去了哪所学校？", MOVES, "第三小学"),
        ("何远调到了哪个单位？", MOVES, "第三小学"),
        ("何远以前在哪儿工作？", MOVES, "实验小学"),
        ("何远现在在哪儿上班？", "昨天，云岭地产总经理何远到会。", "云岭地产"),
        ("周明现在在哪儿工作？", MOVES, None),
        ("何远以前在哪儿工作？", "昨天，云岭地产总经理何远到会。", None),
        ("何远在哪儿出生？", MOVES, None),
        ("李明现在在哪儿工作？", MOVES, None),
        ("何远为什么去第三小学？", MOVES, None),
    ],
)
def test_workplace(question, text, given):
    found = workplace(question, text)
    assert (text[found.start : found.end] if found else None) == given
