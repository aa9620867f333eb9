"""Which of a text's answers is given."""

from __future__ import annotations

import pytest

from qa.answering.spans.choosing import suits, worth
from qa.records import Span
from tests.generators import Written


def _span(text: str, said: str) -> Span:
    start = text.index(said)
    return Span(start=start, end=start + len(said))


TEXT = "梅岭镇的老粮仓由市建筑公司修建，1958年10月竣工，现为梅岭书店，馆长林秋禾介绍。"


@pytest.mark.parametrize(
    ("question", "said", "field", "value"),
    [
        ("老粮仓是谁修建的？", "市建筑公司", "follows", False),
        ("馆长是谁？", "林秋禾", "follows", True),
        ("老粮仓是谁修建的？", "老粮仓由市建筑公司", "begins", True),
        ("老粮仓是谁修建的？", "市建筑公司", "begins", False),
        ("老粮仓在哪里？", "梅岭镇的老粮仓", "repeated", 3),
        ("书店叫什么？", "梅岭书店", "repeated", 2),
        ("老粮仓是谁修建的？", "市建筑公司修建", "verb", True),
        ("老粮仓是谁修建的？", "市建筑公司", "verb", False),
        ("老粮仓什么时候竣工？", "1958年10月", "length", 8),
        ("老粮仓花了多少年？", "1958年", "length", 5),
        ("老粮仓由哪家公司修建？", "市建筑公司", "length", 0),
    ],
)
def test_what_an_answers_words_say(question: str, said: str, field: str, value: bool | int) -> None:
    assert getattr(suits(question, TEXT, _span(TEXT, said)), field) == value


@pytest.mark.parametrize(
    ("question", "said", "field", "value"),
    [
        ("谁把木柱借给苏州？", "博物馆", "within", True),
        ("谁把木柱借给苏州？", "博物馆", "follows", False),
        ("谁把木柱借给苏州？", "苏州博物馆", "begins", False),
        ("谁把木柱借给苏州？", "苏州博物馆", "within", False),
        ("香港谁来参观？", "特别行政区政府", "within", True),
        ("香港谁来参观？", "香港特别行政区政府", "within", False),
    ],
)
def test_an_answer_does_not_begin_within_a_name(
    question: str, said: str, field: str, value: bool
) -> None:
    text = "木柱借自苏州博物馆，香港特别行政区政府的客人来参观过。"
    assert getattr(suits(question, text, _span(text, said)), field) is value


@pytest.mark.parametrize(
    ("question", "better", "worse"),
    [
        ("老粮仓是谁修建的？", "市建筑公司", "市建筑公司修建"),
        ("老粮仓是谁修建的？", "市建筑公司", "老粮仓由市建筑公司"),
        ("馆长是谁？", "林秋禾", "馆长林秋禾"),
        ("老粮仓什么时候竣工？", "1958年10月", "1958年10月竣工"),
    ],
)
def test_of_answers_as_likely_the_one_without_the_questions_words_is_better(
    question: str, better: str, worse: str
) -> None:
    def of(said: str) -> float:
        written = Written(text=said, confidence=0.5)
        return worth(written, question, TEXT, _span(TEXT, said))

    assert of(better) > of(worse)


def test_a_much_surer_answer_is_given_all_the_same() -> None:
    said, other = "老粮仓由市建筑公司", "市建筑公司"
    question = "老粮仓是谁修建的？"
    surer = worth(Written(text=said, confidence=1.0), question, TEXT, _span(TEXT, said))
    less = worth(Written(text=other, confidence=1e-4), question, TEXT, _span(TEXT, other))
    assert surer > less


def test_yes_or_no_is_left_to_the_reader() -> None:
    question, said = "老粮仓是市建筑公司修建的吗？", "老粮仓由市建筑公司修建"
    other = "1958年10月"
    repeating = worth(Written(text=said, confidence=0.5), question, TEXT, _span(TEXT, said))
    new = worth(Written(text=other, confidence=0.5), question, TEXT, _span(TEXT, other))
    assert repeating == new
