"""An amount is given whole, with its half, its more, its unit and its bounds."""

from __future__ import annotations

import pytest

from qa.answering.spans.amounts import whole_amount, whole_numeral
from qa.records import Span


@pytest.mark.parametrize(
    ("question", "text", "said", "given"),
    [
        ("修桥用了多久？", "修桥前后用了两年半。", "两年", "两年半"),
        ("修桥用了多久？", "修桥前后用了两年半时间。", "两年", "两年半"),
        ("他学了多久？", "他跟师傅学了三个半月。", "三个", "三个半月"),
        ("走了多久？", "一行人走了两个半小时。", "两个", "两个半小时"),
        ("停产多久？", "窑厂停产一年多，今春复工。", "一年", "一年多"),
        ("他守了多少年？", "他守灯塔十多年了。", "十", "十多年"),
        ("修渠用了多久？", "修渠用了近三年。", "三年", "近三年"),
        ("多少家企业参加？", "超过40家企业参加。", "40家", "超过40家"),
        ("来了多少人？", "祠堂前来了近百人。", "百人", "近百人"),
        ("补贴多少？", "每户补贴不低于300元。", "300元", "不低于300元"),
        ("有多重？", "这口钟约两吨重。", "两吨", "约两吨"),
        ("要等多少天？", "至少7天才能取证。", "7天", "至少7天"),
        ("多少岁免票？", "70岁以上免票。", "70岁", "70岁以上"),
        ("水深多少？", "水深3米左右。", "3米", "3米左右"),
        ("这种布卖多少钱？", "这种布售价699 北洲林吉特。", "699", "699 北洲林吉特"),
        ("一天装多少？", "码头一天装5000标准箱。", "5000", "5000标准箱"),
        ("多久检一次？", "最长不得超过3个月。", "3个月", "不得超过3个月"),
        ("多久检一次？", "渡船检修未超过两年。", "两年", "未超过两年"),
        ("水位多少？", "水位高于120米。", "120米", "高于120米"),
        ("水位多少？", "水位不能高于120米。", "120米", "不能高于120米"),
        ("占多少？", "党员占一半以上。", "一半", "一半以上"),
    ],
)
def test_an_amount_is_given_whole(question: str, text: str, said: str, given: str) -> None:
    start = text.index(said)
    span = whole_amount(question, text, Span(start=start, end=start + len(said)))
    assert text[span.start : span.end] == given


@pytest.mark.parametrize(
    ("question", "text", "said"),
    [
        ("超过多少家企业参加？", "超过40家企业参加。", "40家"),
        ("多少岁以上免票？", "70岁以上免票。", "70岁"),
        ("什么时候开工？", "大桥约2019年开工。", "2019年"),
        ("几号开馆？", "新馆近5月3日开馆。", "5月3日"),
        ("第几届？", "约第3届时改名。", "3届"),
        ("下几天雨？", "未来3天多云转雨。", "3天"),
        ("门票多少钱？", "第一年半价，合约30元。", "30元"),
        ("歇了几天？", "他歇了两天半夜又发烧。", "两天"),
        ("增长多少年？", "近三年来产量一直增长。", "三年"),
        ("附近有几家店？", "附近3家店都关了。", "3家"),
        ("最近几天冷？", "最近三天冷。", "三天"),
        ("一年去几次？", "他一年多次进山。", "一年"),
        ("谁家的？", "超过李家的三倍。", "李家"),
        ("来了三十人吗？", "来了约30人。", "30人"),
    ],
)
def test_what_is_no_part_of_an_amount_is_not_given_with_it(
    question: str, text: str, said: str
) -> None:
    start = text.index(said)
    span = Span(start=start, end=start + len(said))
    assert whole_amount(question, text, span) == span


@pytest.mark.parametrize(
    ("text", "said", "given"),
    [("他干了四十一年。", "十一年", "四十一年"), ("他守了十个年头。", "十", "十个年头")],
)
def test_a_numeral_is_given_whole(text: str, said: str, given: str) -> None:
    start = text.index(said)
    span = whole_numeral(text, Span(start=start, end=start + len(said)))
    assert text[span.start : span.end] == given
