"""The year of the bare days of a chronicle."""

import pytest

from qa.chinese.chronicles import with_year

TEXT = "2018年\n3月2日，渡口通航。\n2019年大事记\n5月8日，环城路通车。当年8月修桥。\n"


@pytest.mark.parametrize(
    ("title", "text", "said", "dated"),
    [
        ("", TEXT, "3月2日，渡口通航。", "2018年3月2日，渡口通航。"),
        ("", TEXT, "5月8日，环城路通车。", "2019年5月8日，环城路通车。"),
        ("", TEXT, "当年8月修桥。", "当年8月修桥。"),
        ("云河县大事记（2017年）", "5月8日，通车。", "5月8日，通车。", "2017年5月8日，通车。"),
        ("云河县大事记（2016年至2017年）", "5月8日，通车。", "5月8日，通车。", "5月8日，通车。"),
        ("方以诚同志2017年在云河", "5月8日，通车。", "5月8日，通车。", "5月8日，通车。"),
        ("2017年云河县要修三座桥", "5月8日，通车。", "5月8日，通车。", "5月8日，通车。"),
        ("", "5月8日，通车。", "5月8日，通车。", "5月8日，通车。"),
    ],
)
def test_a_bare_day_is_of_the_year_above_it(title, text, said, dated):
    assert with_year(title, text, text.index(said), said) == dated
