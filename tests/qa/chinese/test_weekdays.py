"""Days of the week that a text names."""

import pytest

from qa.chinese.weekdays import weekdays


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("周一闭馆", {0}),
        ("星期天开门吗", {6}),
        ("每周二至周日开放", {1, 2, 3, 4, 5, 6}),
        ("周六到周一", {5, 6, 0}),
        ("星期三和礼拜五", {2, 4}),
        ("一周七天", set()),
        ("周期长", set()),
    ],
)
def test_each_day_of_a_range_is_named(text, days):
    assert weekdays(text) == days
