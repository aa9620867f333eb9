"""The article's own words as its summary."""

import pytest

from qa.checking.source import Source
from qa.writing.extract import headline_span, lead_spans


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        (
            "本报讯 昨日，清河大桥在云岭市建成通车，市领导出席。清河大桥方便了云岭市居民。",
            "清河大桥在云岭市建成通车",
        ),
        ("（记者 周小满）新华社云岭4月3日电 图书馆延长开放时间。", "图书馆延长开放时间"),
        ("天晴。", "天晴"),
        ("云" * 40 + "，" + "山" * 35 + "。", "山" * 35),
        ("……", "……"),
        ("没有标点的一行文字", "没有标点的一行文字"),
    ],
)
def test_headline_span(text, headline):
    span = headline_span(Source(text))
    assert text[span.start : span.end] == headline


def test_lead_spans_are_the_first_two_sentences():
    text = "一月。二月。三月。"
    assert list(map(Source(text).slice, lead_spans(Source(text)))) == [
        "一月。",
        "二月。",
    ]


@pytest.mark.parametrize(
    ("text", "longest", "count"),
    [
        ("一月。二月。三月。", 6, 2),
        ("一月。二月。三月。", 5, 1),
        ("他说：“一月。二月。三月。”四月。", 30, 3),
        ("他说：“一月。二月。”三月。", 5, 2),
    ],
)
def test_lead_spans_fit_and_close_their_quotations(text, longest, count):
    assert len(lead_spans(Source(text), longest=longest)) == count


def test_a_quotation_that_is_never_closed_is_passed_over():
    text = "他说：“一月。二月。三月。四月。五月。六月。"
    assert list(map(Source(text).slice, lead_spans(Source(text)))) == [
        "二月。",
        "三月。",
    ]
