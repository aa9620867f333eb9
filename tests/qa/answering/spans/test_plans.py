"""What is only planned or expected is said so."""

from __future__ import annotations

import pytest

from qa.answering.spans.plans import as_planned
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
