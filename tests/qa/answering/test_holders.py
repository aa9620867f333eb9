"""Who holds an office whose name stands right before his."""

import pytest

from qa.answering.holders import holder


@pytest.mark.parametrize(
    ("question", "text", "who"),
    [
        (
            "岭国海军参谋长是谁",
            "岭国海军参谋长罗梅奥·埃斯皮诺说，演习为期五天。",
            "罗梅奥·埃斯皮诺",
        ),
        ("岭国海军参谋长是谁？", "岭国海军参谋长阿达西当天说，演习为期五天。", "阿达西"),
        ("自卫队副大队长是谁？", "自卫队副大队长鲁大成光荣牺牲。", "鲁大成"),
        ("县渔业协会会长叫什么？", "县渔业协会会长祁维民介绍，今年减产。", "祁维民"),
        ("合作社社长叫啥？", "雨溪村合作社社长危水莲说，都卖完了。", "危水莲"),
        ("谁是市棋协主席？", "市棋协主席路建平颁奖。", "路建平"),
        ("泳池救生队长是谁？", "泳池救生队长尉迟刚提醒家长。", "尉迟刚"),
        ("哪个副团长被俘了？", "俘敌副团长祝守义以下三百人。", "祝守义"),
        ("岭国总统叫什么？", "岭国总统阿什拉夫·蒙塔兰博说，会谈顺利。", None),
        ("民政局局长是谁？", "县民政局副局长苗向荣说，费用由财政承担。", None),
        ("民政局局长是谁？", "民政局局长苗向荣卸任，民政局局长童欣到任。", None),
        ("图书馆馆长是谁？", "图书馆馆长昨天说，新馆下月开放。", None),
        ("海军司令是谁？", "海军司令部昨天说，演习结束。", None),
        ("第一个到的是哪位运动员？", "终点线前，运动员庞立跌倒。", None),
        ("县渔业协会会长说了什么？", "县渔业协会会长祁维民介绍，今年减产。", None),
    ],
)
def test_who_holds_the_office_asked_of(question, text, who):
    found = holder(question, text)
    assert (text[found.start : found.end] if found else None) == who
