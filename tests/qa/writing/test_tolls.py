"""What an early report says of those who suffered, where a later one says what became of them."""

import pytest

from qa.writing.tolls import is_overtaken

COLLAPSE = "云岭市一座桥坍塌，8人被困。4月4日，救援结束，事故造成4人死亡、4人轻伤。"


@pytest.mark.parametrize(
    ("text", "article"),
    [
        ("云岭市一座桥坍塌 8人被困", COLLAPSE),
        ("清河渡船沉没，三人失联。", "清河渡船沉没，三人失联。昨晚，三名船员均已遇难。"),
        ("煤矿透水 12人下落不明", "煤矿透水，12人下落不明。5日，12人全部获救。"),
        ("老桥起火 两人受伤送医", "老桥起火，两人受伤送医。两人经抢救无效，2人死亡。"),
        ("山洪冲走游客 5人失踪", "山洪冲走游客，5人失踪。搜救队说，5人全部遇难。"),
        ("工地塌方，3名工人被困。", "工地塌方，3名工人被困。截至8日，致3人死亡。"),
    ],
)
def test_what_became_of_them_is_the_news(text, article):
    assert is_overtaken(text, article)


@pytest.mark.parametrize(
    ("text", "article"),
    [
        ("云岭市一座桥坍塌", COLLAPSE),
        ("云岭市一座桥坍塌 造成4人死亡", COLLAPSE),
        ("8人被困 4人死亡", COLLAPSE),
        ("8名被困人员获救", COLLAPSE),
        ("云岭市一座桥坍塌 8人被困", "云岭市一座桥坍塌，8人被困。救援正在进行。"),
        ("受伤的白鹤飞回清河", "受伤的白鹤飞回清河。市民很高兴。"),
    ],
)
def test_what_nothing_overtakes_stays(text, article):
    assert not is_overtaken(text, article)
