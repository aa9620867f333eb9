"""Clauses end at commas, semicolons and colons, but not within quotations or numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.chinese.clauses import clauses
from qa.records import Span


def cut(text):
    whole = Span(start=0, end=len(text))
    return [(text[one.span.start : one.span.end], one.mark) for one in clauses(text, whole)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("大桥通车，居民高兴。", [("大桥通车", ","), ("居民高兴", "")]),
        ("大桥通车；居民高兴！！", [("大桥通车", ";"), ("居民高兴", "")]),
        ("市长说：大桥通车", [("市长说", ":"), ("大桥通车", "")]),
        ("桥:路;河", [("桥", ":"), ("路", ";"), ("河", "")]),
        ("比分3:1，1,000人观看。", [("比分3:1，1,000人观看", "")]),
        ("共１，０００人，通车", [("共１，０００人", ","), ("通车", "")]),
        ("他说：“好，走。”居民笑了", [("他说", ":"), ("“好，走。”居民笑了", "")]),
        ("《桥，河》上映；书展开幕", [("《桥，河》上映", ";"), ("书展开幕", "")]),
        ("（南门，北门）两座桥，通车", [("（南门，北门）两座桥", ","), ("通车", "")]),
        ("桥”通车，居民高兴", [("桥”通车", ","), ("居民高兴", "")]),
        ("，，大桥 ， 通车。", [("大桥", ","), ("通车", "")]),
        ("大桥通车，", [("大桥通车", "")]),
        ("南门桥、北门桥通车", [("南门桥、北门桥通车", "")]),
        ("渠水少了，少了0.4%.", [("渠水少了", ","), ("少了0.4%", "")]),
        ('站长说"修好了".', [('站长说"修好了"', "")]),
        ("渠修好了.", [("渠修好了", "")]),
        ("船叫U.S.S.", [("船叫U.S.S.", "")]),
        ("물이 왔다.", [("물이 왔다.", "")]),
        ("。", []),
        ("", []),
    ],
)
def test_clauses(text, found):
    assert cut(text) == found


def test_a_number_is_not_cut_where_a_clause_ends_on_one():
    assert cut("共有3,5个") == [("共有3,5个", "")]
    assert cut("共有3，另有5个") == [("共有3", ","), ("另有5个", "")]


def test_only_the_sentence_is_cut():
    text = "昨日，通车。今日，开馆，免费。"
    found = clauses(text, Span(start=6, end=len(text)))
    assert [text[one.span.start : one.span.end] for one in found] == ["今日", "开馆", "免费"]


TEXTS = st.text(st.sampled_from("桥路河12，；：,:;。！“”《》（） \n"), max_size=40)


@given(TEXTS)
def test_all_but_marks_and_white_space_is_in_a_clause(text):
    kept = {at for one in clauses(text, Span(start=0, end=len(text))) for at in places(one.span)}
    assert all(text[at] in "，；：,:;。！ \n" for at in range(len(text)) if at not in kept)


@given(TEXTS, st.integers(0, 40), st.integers(0, 40))
def test_clauses_stand_in_order_within_their_sentence_with_clean_edges(text, one, two):
    start, end = sorted((min(one, len(text)), min(two, len(text))))
    at = start
    for clause in clauses(text, Span(start=start, end=end)):
        assert at <= clause.span.start < clause.span.end <= end
        words = text[clause.span.start : clause.span.end]
        assert words == words.strip()
        at = clause.span.end


@given(TEXTS)
def test_no_mark_stands_in_a_clause_of_a_text_without_quotations_and_numbers(text):
    plain = "".join(char for char in text if char not in "“”《》（）12")
    for clause in clauses(plain, Span(start=0, end=len(plain))):
        assert not set(plain[clause.span.start : clause.span.end]) & set("，；：,:;")


def places(span):
    return range(span.start, span.end)
