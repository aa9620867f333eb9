"""What is asked: checked, in simplified characters as well, with the days it names."""

import datetime as dt

import pytest

from qa.errors import InputError
from qa.records import Span
from qa.search.query import as_queries

TODAY = dt.date(2031, 4, 12)


def test_a_query_knows_its_copy_its_tokens_and_its_days():
    old, plain = as_queries(["清河大橋昨日通車了嗎", "清河大桥何时通车？"], today=TODAY)
    assert (old.text, old.simplified) == ("清河大橋昨日通車了嗎", "清河大桥昨日通车了吗")
    assert old.tokens[:3] == ("清河", "河大", "大桥")
    assert [(day.text, day.since) for day in old.dates] == [("昨日", dt.date(2031, 4, 11))]
    assert (plain.simplified, plain.dates, plain.days) == ("清河大桥何时通车？", (), ())


def test_days_are_placed_in_the_question_and_in_its_copy():
    [query] = as_queries(["清 河 大 桥 昨 日 通 车 了 吗"], today=TODAY)
    assert query.simplified == "清河大桥昨日通车了吗"
    assert [(day.text, day.start) for day in query.dates] == [("昨 日", 8)]
    assert query.days == (Span(start=4, end=6),)


@pytest.mark.parametrize(
    ("text", "word", "tokens"),
    [
        ("盐", "盐*", ("盐*",)),
        ("1280万元", "1280", ("1280",)),
        ("盐价", None, ("盐价",)),
        ("盐 茶", None, ("盐茶", "盐*", "茶*")),
    ],
)
def test_a_query_of_one_word_is_that_word(text, word, tokens):
    [query] = as_queries([text])
    assert (query.word, query.tokens) == (word, tokens)


def test_no_days_are_named_without_a_day_to_count_from():
    assert as_queries(["昨日通车了吗"])[0].dates == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is empty"),
        (" \u3000", "is empty"),
        ("\u200b\ufeff", "only characters that cannot be seen"),
        ("？！", "nothing but marks"),
        ("问" * 1001, "has 1001 characters, at most 1000"),
        ("\udcff", "is not Unicode text"),
    ],
)
def test_a_question_has_1_to_1000_characters(text, message):
    with pytest.raises(InputError, match=message):
        as_queries([text])
    assert as_queries(["问" * 1000])[0].text == "问" * 1000


@pytest.mark.parametrize(
    ("texts", "message"),
    [
        ("谁", "questions: one string where a list is wanted: put it in a list"),
        (None, "questions is a NoneType: give a list of strings"),
        (["谁", 5], "questions has 5: give a list of strings"),
        (b"ab", "questions has 97: give a list of strings"),
    ],
)
def test_questions_are_a_list_of_strings(texts, message):
    with pytest.raises(InputError, match=message):
        as_queries(texts)


@pytest.mark.parametrize("today", ["2031-04-12", dt.datetime(2031, 4, 12)])
def test_today_is_a_day(today):
    with pytest.raises(InputError, match=r"today is a (str|datetime): give a datetime\.date"):
        as_queries(["谁"], today=today)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("渡口为啥停航？", "渡口为什么停航？"),
        ("渡口咋样了？", "渡口怎么样了？"),
        ("渡口啥时候通？", "渡口什么时候通？"),
        ("听众为何咋舌？", "听众为何咋舌？"),
        ("渡口为什么停航？", "渡口为什么停航？"),
    ],
)
def test_spoken_words_are_read_as_written_ones(typed, read):
    (query,) = as_queries([typed])
    assert (query.text, query.simplified) == (typed, read)


def test_a_day_stands_where_it_was_typed():
    (query,) = as_queries(["为啥12月2日停航？"], today=dt.date(2031, 12, 5))
    (day,) = query.dates
    assert query.text[day.start : day.end] == "12月2日"
    (read,) = query.days
    assert query.simplified[read.start : read.end] == "12月2日"
