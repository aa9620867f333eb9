"""What a clause says outright, and what it plans, wishes, doubts or says of a part."""

import pytest

from qa.answering.yes_no import hedges


def cases(*rows):
    return pytest.mark.parametrize(("left", "statement", "yes"), rows)


@cases(
    ("大桥原定昨日", "大桥通车了", True),
    ("工厂原计划今年", "工厂开工", True),
    ("原定八点的供水时间", "供水时间提前了", False),
    ("大桥昨日", "大桥通车了", False),
    ("大桥计划", "大桥计划扩建", False),
)
def test_what_is_planned(left, statement, yes):
    assert hedges.is_planned(left, statement) is yes


@pytest.mark.parametrize(
    ("left", "after", "yes"),
    [("工厂原定今年", "，推迟到明年", True), ("工厂今年", "，推迟到明年", False)],
)
def test_what_was_put_off(left, after, yes):
    assert hedges.was_put_off(left, after) is yes


@cases(
    ("笔者以为，食堂应当", "食堂收现金", True),
    ("老人们希望食堂", "食堂收现金", True),
    ("食堂应该", "食堂可以收现金", False),
    ("食堂", "食堂收现金", False),
    ("家属要求厂方", "厂方道歉了", True),
)
def test_what_is_wished(left, statement, yes):
    assert hedges.is_wished(left, statement) is yes


@cases(
    ("网传司机", "司机酒驾了", True),
    ("有一种说法，说钟", "钟是德国造的", True),
    ("司机涉嫌", "司机酒驾了", True),
    ("被指控的司机", "司机酒驾了", False),
    ("作品因涉嫌抄袭被", "作品被取消资格了", False),
    ("警方通报，司机", "司机酒驾了", False),
)
def test_what_is_hearsay(left, statement, yes):
    assert hedges.is_hearsay(left, statement) is yes


@pytest.mark.parametrize(
    ("after", "yes"),
    [
        ("”不实，警方说", True),
        ("，有误，它是白茶", True),
        ("，这是谣言", True),
        ("，这是好事", False),
        ("，检查结果合格", False),
    ],
)
def test_what_is_corrected(after, yes):
    assert hedges.is_corrected(after) is yes


@cases(
    ("如果下雨，学校", "学校停课了", True),
    ("井水烧开后能", "井水能喝", True),
    ("井水能", "井水能喝", False),
)
def test_what_is_conditional(left, statement, yes):
    assert hedges.is_conditional(left, statement) is yes


@cases(
    ("部分工人", "工人返岗了", True),
    ("两处已经", "渗水点堵住了", True),
    ("另外五口已经", "窖池填平了", True),
    ("2015年", "隧道大修过", False),
    ("部分工人", "部分工人返岗了", False),
    ("工人", "工人返岗了", False),
    ("两家的", "房子卖了", False),
)
def test_what_is_about_a_part(left, statement, yes):
    assert hedges.is_about_a_part(left, statement) is yes


@pytest.mark.parametrize(
    ("left", "right", "yes"),
    [("大楼险些", "", True), ("渡口", "的最后一天", True), ("大楼", "后重建", False)],
)
def test_what_is_almost(left, right, yes):
    assert hedges.is_almost(left, right, "大楼倒塌了") is yes


@cases(
    ("往年有", "有演出", True),
    ("岛上曾有", "岛上有居民", True),
    ("1992年渡口", "渡口还在营运", True),
    ("1992年大桥", "大桥建成了", False),
    ("岛上有", "岛上有居民", False),
)
def test_what_is_of_another_time(left, statement, yes):
    assert hedges.is_of_another_time(left, statement) is yes


@pytest.mark.parametrize(
    ("left", "told", "statement", "yes"),
    [
        ("要改造112个小区，已", "完成97个", "改造完成了", True),
        ("全集共十卷，已", "出版九卷", "全集出版了", True),
        ("原定八点的供水", "提前到六点", "供水提前了", False),
        ("要改造112个小区，已", "完成97个", "改造完成97个了", False),
        ("要改造97个小区，已", "完成97个", "改造完成了", False),
    ],
)
def test_what_is_of_fewer(left, told, statement, yes):
    assert hedges.is_of_fewer(left, told, statement) is yes


@cases(
    ("博物馆对学生", "博物馆免费", True),
    ("博物馆对学生", "博物馆对学生免费", False),
    ("博物馆", "博物馆免费", False),
)
def test_what_is_for_some(left, statement, yes):
    assert hedges.is_for_some(left, statement) is yes


@cases(("大量", "猫能吃肉", True), ("大量", "猫能大量吃肉", False), ("再", "猫能吃肉", False))
def test_a_denial_of_more(left, statement, yes):
    assert hedges.is_restricted_denial(left, statement) is yes


@cases(
    ("的最后一天", "渡口还在营运", True), ("的", "钟是德国造的", False), ("了", "桥通车了", False)
)
def test_what_describes_a_noun(left, statement, yes):
    assert hedges.is_attribute(left, statement) is yes


@cases(
    ("以后，车辆要驶离", "停车免费", True),
    ("以后仍每天上班", "他退休了", False),
    ("前，他常来", "他退休了", True),
    ("，车辆不限", "停车免费", False),
)
def test_what_only_leads_in(left, statement, yes):
    assert hedges.is_lead_in(left, statement) is yes
