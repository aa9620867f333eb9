"""What is only planned or expected is said so."""

from __future__ import annotations

import pytest

from qa.answering.spans.plans import as_planned, is_only_planned
from qa.records import Span


@pytest.mark.parametrize(
    ("question", "text", "said", "given"),
    [
        ("大桥投资多少？", "大桥预计投资3.2亿元。", "3.2亿元", "预计投资3.2亿元"),
        ("大桥什么时候通车？", "大桥计划于明年6月通车。", "明年6月", "计划于明年6月"),
        ("大桥什么时候开工？", "大桥拟于6月开工。", "6月", "拟于6月"),
        ("大桥预计投资多少？", "大桥预计投资3.2亿元。", "3.2亿元", "3.2亿元"),
        ("大桥将投资多少？", "大桥预计投资3.2亿元。", "3.2亿元", "3.2亿元"),
        ("大桥投资多少？", "大桥预计6月完工，投资3.2亿元。", "3.2亿元", "3.2亿元"),
        ("大桥投资多少？", "大桥投资3.2亿元。", "3.2亿元", "3.2亿元"),
        ("播种面积多少？", "预计今年播种面积120万亩。", "120万亩", "预计今年播种面积120万亩"),
        ("谁建大桥？", "大桥计划由市政公司建。", "市政公司", "市政公司"),
        ("模拟赛几个人？", "参加模拟赛的20人。", "20人", "20人"),
    ],
)
def test_a_plan_is_said_to_be_one(question: str, text: str, said: str, given: str) -> None:
    start = text.index(said)
    span = as_planned(question, text, Span(start=start, end=start + len(said)))
    assert text[span.start : span.end] == given


@pytest.mark.parametrize(
    ("question", "sentence", "planned"),
    [
        ("书展推出了哪些新书？", "书展预计推出二十种新书。", True),
        ("镇里建成了几座桥？", "镇里将建成三座桥。", True),
        ("二期追加了多少投资？", "二期拟在年底追加投资2亿元。", True),
        ("公司开通了哪些航线？", "公司有望在春天开通两条航线。", True),
        ("剧团排练了什么？", "剧团打算冬天排练新戏。", True),
        ("峰会上最后推出了哪些办法？", "外界预计峰会将推出三项办法。", True),
        ("书展推出了哪些新书？", "书展推出二十种新书。", False),
        ("书展推出了哪些新书？", "书展推出二十种新书，明年将推出更多。", False),
        ("书展计划推出哪些新书？", "书展预计推出二十种新书。", False),
        ("书展推出了哪些新书？", "书展预计有十万人来。", False),
        ("镇里建成了几座桥？", "镇里已将建成的桥编号。", False),
        ("他了解多少？", "他预计了解更多。", False),
        ("民警找回了多少头牛？", "民警将走失的12头牛悉数找回。", False),
        ("船员救起了几个人？", "船员将五名落水者救起。", False),
        ("馆里修复了哪些书？", "馆里将修复的三百册古书上架。", False),
        ("馆里修复了哪些书？", "馆里将会议记录和三百册古书修复。", False),
        ("馆里修复了哪些书？", "馆里将陆续修复三百册古书。", True),
        ("县里开设了几所夜校？", "县里将在秋天开设四所夜校。", True),
        ("县里开设了几所夜校？", "四所夜校即将在县里开设。", True),
    ],
)
def test_what_is_only_planned_is_not_done(question: str, sentence: str, planned: bool) -> None:
    assert is_only_planned(question, sentence) is planned
