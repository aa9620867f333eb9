"""What a text says was not done has no day, place or number."""

import pytest

from qa.answering.spans.denied import denial, is_denied
from qa.answering.spans.undone import undone
from tests.qa.answering.marked import place

BUS = "原定6月1日开通的15路公交车因修路没有开通。另有两条线路调整。"
COTTON = "往年种得最多的棉花，今年一亩也没有种。全乡种麦8000亩。"
MOVE = "有人说县医院要搬到新区。院长说，县医院没有搬迁。中医院已搬到开发区。"
GIFT = "老魏没有向一中捐款，他捐款30万元给镇小学。"
CLUB = "前锋老何没有转会到海港队，而是转会到山东队，转会费800万元。"


@pytest.mark.parametrize(
    ("question", "text", "denied"),
    [
        ("15路公交车什么时候开通？", BUS, "原定6月1日开通的15路公交车因修路没有开通"),
        ("15路公交车是哪天开通的？", BUS, "原定6月1日开通的15路公交车因修路没有开通"),
        ("今年种棉花多少亩？", COTTON, "今年一亩也没有种"),
        ("县医院搬到哪里？", MOVE, "县医院没有搬迁"),
        ("老魏向一中捐了多少钱？", GIFT, "老魏没有向一中捐款"),
        ("老何转会到海港队的转会费是多少？", CLUB, "前锋老何没有转会到海港队"),
        ("养犬登记收费多少？", "养犬登记不收费，罚款共37起。", "养犬登记不收费"),
        ("早稻受灾面积多少？", "早稻没有受灾，晚稻增产。", "早稻没有受灾"),
        ("今年改造坡道多少户？", "坡道改造未列入今年计划。", "坡道改造未列入今年计划"),
        ("球队引进了几名外援？", "球队提拔新人5名，一个外援也没有引进。", "一个外援也没有引进"),
    ],
)
def test_what_was_not_done(question, text, denied):
    found = undone(question, text)
    assert found is not None
    assert text[found.start : found.end] == denied


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("15路公交车为什么没有开通？", BUS),
        ("15路公交车原定什么时候开通？", BUS),
        ("15路公交车开通了吗？", BUS),
        ("哪路公交车开通了？", BUS),
        ("种麦多少亩？", COTTON),
        ("中医院搬到哪里？", MOVE),
        ("老魏向镇小学捐了多少钱？", GIFT),
        ("老何转会到山东队的转会费是多少？", CLUB),
        ("龙舟赛什么时候举行？", "原定端午举行的龙舟赛没有举行，改在8日举行。"),
        ("工厂什么时候发工资？", "去年冬天，工厂没有发工资。今年起，工厂每月10日发工资。"),
        ("大桥什么时候通车？", "大桥此前没有通车，昨日通车。"),
    ],
)
def test_what_was_done_after_all_or_is_not_asked_as_done(question, text):
    assert undone(question, text) is None


def test_the_sentence_that_denies_is_shown_not_the_one_beside_it():
    text, span = place("地铁将于|2028年|动工，设站19座。二号线没有获批。")
    assert is_denied("二号线什么时候获批？", text, span)
    shown = denial("二号线什么时候获批？", text, span)
    assert shown is not None
    assert text[shown.start : shown.end] == "二号线没有获批。"


def test_a_day_to_come_is_not_denied_by_what_is_not_yet():
    question = "14号线什么时候贯通？"
    assert not is_denied(question, *place("14号线还没有贯通，预计|2030年|贯通。"))
    assert is_denied("14号线是什么时候贯通的？", *place("14号线还没有贯通，预计|2030年|贯通。"))
