"""Answers of another sort than is asked for, and the value of it beside them."""

import pytest

from qa.answering.spans.sorts import is_of_another_sort, of_its_sort
from tests.qa.answering.marked import place


@pytest.mark.parametrize(
    ("question", "marked", "found"),
    [
        ("新桥总共要投多少钱？", "总投资30亿美元的|青石路桥|项目今天开工。", "30亿美元"),
        ("修渠花了多少钱？", "|云岭水利局|修渠花去八十万元。", "八十万元"),
        ("修渠花了多少钱？", "这条渠由|云岭水利局|修。花去80万元。", "80万元"),
        ("修渠花了多少钱？", "这条渠由|云岭水利局|修。\n花去80万元。", None),
        ("修渠花了多少钱？", "|云岭水利局|修渠花去80万元，修路花去90万元。", None),
        ("茶会的住宿多少钱？", "茶会在|云岭会堂|开。门票20元。", None),
        ("茶会的门票多少钱？", "茶会在|云岭会堂|开。门票20元。", "20元"),
        ("救了多少人？", "|青石消防队|昨天救出12人。", "12人"),
        ("救了多少人？", "青石消防队昨天救出|12人|，转移30人。", None),
        ("那个最年轻的厨师叫什么名字？", "|19岁|的厨师邵平昨天获奖。", "邵平"),
        ("那个会修钟的老师叫什么？", "|36岁|的埃莉·托布会修钟。", "埃莉·托布"),
        ("那座最长的桥叫什么名字？", "邵平走过|3公里|长的青石桥。", None),
        ("谁跑得最快？", "邵平和乔雨生跑了|9秒8|。", None),
        ("渡口是哪天通航的？", "|云岭渡口|6月3日通航。", "6月3日"),
    ],
)
def test_the_value_of_the_sort_asked_for(question, marked, found):
    text, span = place(marked)
    given = of_its_sort(question, text, span)
    assert text[given.start : given.end] == (found or text[span.start : span.end])


@pytest.mark.parametrize(
    ("question", "answer", "another"),
    [
        ("新桥总共要投多少钱？", "青石路桥公司", True),
        ("新桥总共要投多少钱？", "一期", True),
        ("新桥总共要投多少钱？", "三亿元", False),
        ("新桥总共要投多少钱？", "不收费", False),
        ("养猪场有多少头猪？", "云岭农场", True),
        ("养猪场有多少头猪？", "没有", False),
        ("养猪场有多少头猪？", "大量", False),
        ("这块石头有多重？", "青石", True),
        ("几个村民找到了什么？", "铜锅", False),
        ("汽车的车牌号是多少？", "云A", False),
        ("那个养蜂的大婶叫什么名字？", "61岁", True),
        ("那个养蜂的大婶叫什么名字？", "3月5日", True),
        ("那个养蜂的大婶叫什么名字？", "周小满", False),
        ("是谁先发现火情的？", "两分钟", True),
        ("展馆在哪里？", "300平方米", True),
        ("展馆在哪里？", "3号楼", False),
        ("渡口是哪一年建的？", "云岭县志", True),
        ("渡口是哪一年建的？", "民国初", False),
        ("渡口是哪天建好的？", "端午节", False),
        ("那颗陨石叫什么，有多重？", "3公斤", False),
        ("暴雨是从哪里来的，有几级风？", "8级", False),
        ("这条鱼有多重？", "3米", True),
        ("这条鱼有多重？", "3公斤", False),
        ("这条鱼有多长？", "3公斤", True),
        ("隧道有多长？", "80亩", True),
        ("修渠用了多长时间？", "30公里", True),
        ("修渠用了多长时间？", "3年", False),
        ("渡口离县城多远？", "20分钟", False),
        ("渡口离县城多远？", "20元", True),
        ("老人今年多大年纪？", "30米", True),
        ("那棵古树有多少岁？", "300多年", False),
        ("老人今年多大年纪？", "80岁", False),
        ("来了多少人？", "5岁", True),
        ("来了多少人？", "5户", False),
        ("来了多少人？", "三成", False),
    ],
)
def test_what_cannot_be_of_the_sort_asked_for(question, answer, another):
    assert is_of_another_sort(question, answer) is another
