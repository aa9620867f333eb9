"""What stands beside others of its kind, by the words that stand at it, and what it explains."""

import datetime as dt

import pytest

from qa.answering.spans.outright import Outright, outright
from qa.records import Span

VOTE = "村里昨天表决两件事。关于修路，31名代表赞成，9名代表反对，2人弃权；关于办厂，赞成者过半。"
CUP = (
    "男子团体决赛，东湖队3比1战胜西岭队。赛后东湖队感谢了教练高远。"
    "女子团体冠军由南浦队获得，来自电台的林森采访了她们。"
)
CASE = "甲某不服，提起上诉，调解员多次劝说。上月，甲某撤回上诉，市中级人民法院裁定准许。"
OFFICES = "东浦县公安局局长洪叶青介绍，行动成功。2019年的水利局局长江流到会，水利局局长是马海山。"
CROP = "柳庄收枣90吨，比上杨庄多收26吨。全乡比前年减产60吨。"
FIGHT = "我军于石门毙伤敌人四十名，生俘九名。我掩护部队伤亡七人。"


@pytest.mark.parametrize(
    ("question", "text", "given", "share"),
    [
        ("修路多少名代表反对？", VOTE, "9名", 1.0),
        ("多少名代表没有反对修路？", VOTE, "9名", 0.0),
        ("多少人不反对？", VOTE, "9名", 0.0),
        ("修路和架桥多少票弃权？", VOTE, "2人", 0.5),
        ("男团冠军是哪个队？", CUP, "东湖队", 1.0),
        ("男子团体谁得了第二？", CUP, "西岭队", 1.0),
        ("女团冠军是谁？", CUP, "南浦队", 1.0),
        ("男团冠军赛后感谢了谁？", CUP, "东湖队", 0.0),
        ("谁采访了女团冠军？", CUP, "南浦队", 0.0),
        ("男团冠军由谁颁发奖杯？", CUP, "东湖队", 0.0),
        ("谁撤回了上诉？", CASE, "甲某", 1.0),
        ("谁上月撤回了上诉？", CASE, "甲某", 1.0),
        ("谁裁定准许撤回上诉？", CASE, "甲某", 0.0),
        ("东浦县的公安局局长是谁？", OFFICES, "洪叶青", 1.0),
        ("云河县的公安局局长是谁？", f"云河县来人。{OFFICES}", "洪叶青", 0.0),
        ("水利局局长是谁？", OFFICES, "马海山", 1.0),
        ("2019年的水利局局长是谁？", OFFICES, None, None),
        ("柳庄比上杨庄多收多少吨？", CROP, "26吨", 1.0),
        ("柳庄比前年多收多少吨？", CROP, "26吨", 0.5),
        ("柳庄比邻村多收多少吨？", CROP, "26吨", 0.5),
        ("毙伤敌人多少名？", FIGHT, "四十名", 1.0),
        ("我掩护部队伤亡多少人？", FIGHT, "七人", 1.0),
        ("雨什么时候停？", VOTE, None, None),
    ],
)
def test_how_much_of_a_question_is_explained_by_what_is_found(question, text, given, share):
    found = outright(question, text, published=dt.date(2025, 5, 1))
    assert (text[found.span.start : found.span.end] if found else None) == given
    assert (found.share if found else None) == share


@pytest.mark.parametrize(
    ("share", "sure", "overrules"),
    [
        (1.0, 0.95, True),
        (0.9, 0.8, False),
        (0.9, 0.4, True),
        (0.6, 0.4, False),
        (0.6, 0.2, True),
        (0.5, 0.0, False),
        (0.0, 0.0, False),
    ],
)
def test_a_sure_reader_is_overruled_only_by_what_explains_all(share, sure, overrules):
    assert Outright(span=Span(start=0, end=1), share=share).overrules(sure) is overrules
