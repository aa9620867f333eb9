"""How much of an article a text says."""

import pytest
from hypothesis import given

from qa.checking.source import Source
from qa.chinese.tokens import bigrams
from qa.writing.centrality import relative_centrality
from tests.qa.writing.articles import articles, noise

DAM = "云岭大坝蓄水。茶馆换了招牌。大坝边有公园。"


def central(text, words):
    return relative_centrality(Source(text))(frozenset(bigrams(words)))


def test_the_sentence_that_the_others_repeat_is_1_and_what_nothing_repeats_0():
    assert central("大坝蓄水。大坝蓄水了。茶馆开张。", "大坝蓄水。") == 1
    assert central(DAM, "茶馆换了招牌。") == 0
    assert central(DAM, "股票上涨") == 0


def test_what_is_shared_is_weighed_against_what_is_said():
    # 大坝 is the only pair that two sentences have: of 5 in the first, of 5 in the last.
    assert central(DAM, "云岭大坝蓄水。") == central(DAM, "大坝边有公园。") == 1
    assert central(DAM, "大坝") == pytest.approx(5**0.5)
    assert central(DAM, "大坝蓄") == pytest.approx((5 / 2) ** 0.5)


def test_a_text_without_repetition_has_no_centre():
    assert central("大桥通车。", "大桥通车。") == 0
    assert central("", "大桥") == 0
    assert central("大桥通车。", "") == 0


@given(articles | noise)
def test_sentences_of_a_text_are_between_0_and_1_and_one_is_1_unless_all_are_0(text):
    source = Source(text)
    measure = relative_centrality(source)
    values = [measure(source.bigrams_of(span)) for span in source.sentences]
    assert all(0 <= value <= 1 for value in values)
    assert not any(values) or max(values) == 1
