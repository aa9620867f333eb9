"""The month, year or half-year of a question and of a text."""

import pytest

from qa.answering.yes_no.frames import without_frame


@pytest.mark.parametrize(
    ("statement", "sentence", "before", "left"),
    [
        ("6月末余额上升", "2022年6月末，余额上升。", "", "余额上升"),
        ("上半年利润下降", "上半年，利润下降，比一季度少。", "", "利润下降"),
        ("10月份糖价下降", "10月份糖价比9月份下降，比去年10月份上涨。", "", "糖价下降"),
        ("2022年产量上升", "产量上升。", "2022年，全县丰收。", "产量上升"),
        ("2022年产量上升", "产量上升。", "2022年丰收，2023年歉收。", None),
        ("6月糖价下降", "7月糖价下降。", "", None),
        ("6月糖价下降", "6月糖价上涨，7月糖价下降。", "", None),
        ("6月糖价下降", "糖价下降。", "", None),
        ("糖价下降", "6月糖价下降。", "", "糖价下降"),
    ],
)
def test_the_time_goes_where_both_are_of_it(statement, sentence, before, left):
    found = without_frame(statement, sentence, before)
    assert (found[0] if found else None) == left
