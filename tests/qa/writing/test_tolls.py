"""What an early report says of those who suffered, where a later one says what became of them."""

import pytest

from qa.writing.tolls import is_overtaken

COLLAPSE = "4月4日，救援结束，事故造成4人死亡、4人轻伤。"


@pytest.mark.parametrize(
    ("text", "article"),
    [
        ("云岭市一座桥坍塌 8人被困", COLLAPSE),
        ("清河渡船沉没，三人失联。", "昨晚，三名船员均已遇难。"),
        ("煤矿透水 12人下落不明", "5日，12人全部获救。"),
        ("老桥起火 两人受伤送医", "两人经抢救无效，2人死亡。"),
        ("山洪冲走游客 5人失踪", "搜救队说，5人全部遇难。"),
        ("渔船翻沉 6人失联", "此前失联的6名船员已全部获救。"),
        ("仓库失火 两人受伤", "据曾某的同事说，两人不治身亡。"),
        ("工地塌方，3名工人被困。", "截至8日，致3人死亡。"),
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
        ("云岭市一座桥坍塌 8人被困", "救援正在进行。"),
        ("纸厂锅炉爆炸 7人受伤", "2024年，这家厂曾发生爆炸，两人死亡。"),
        ("纸厂锅炉爆炸 7人受伤", "此前，邻县一家纸厂的锅炉爆炸，造成两人死亡。"),
        ("货轮搁浅 9人被困", "去年，这里有4人遇难！海事局提醒船只减速。"),
        ("雪崩 3名登山者失联", "五年前，同一面山坡上有两人遇难。"),
        ("雪崩 3名登山者失联", "1998年的雪崩造成11人死亡。"),
        ("受伤的白鹤飞回清河", "市民很高兴。"),
    ],
)
def test_what_nothing_overtakes_stays(text, article):
    assert not is_overtaken(text, article)


def test_a_year_is_past_that_is_before_the_articles():
    told = "截至2031年5月2日，透水事故造成两人死亡。"
    assert is_overtaken("煤矿透水 两人被困", told, 2031)
    assert not is_overtaken("煤矿透水 两人被困", told, 2032)
    assert not is_overtaken("煤矿透水 两人被困", told)
