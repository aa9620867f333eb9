"""What is asked: checked, in simplified characters as well, with the days it names."""

import datetime as dt

import pytest

from qa.errors import InputError
from qa.search.query import as_queries

TODAY = dt.date(2031, 4, 12)


def test_a_query_knows_its_forms_and_its_days():
    old, plain = as_queries(["清河大橋昨日通車了嗎", "清河大桥何时通车？"], today=TODAY)
    assert (old.text, old.simplified) == ("清河大橋昨日通車了嗎", "清河大桥昨日通车了吗")
    assert old.forms == [old.text, old.simplified]
    assert [(day.text, day.since) for day in old.dates] == [("昨日", dt.date(2031, 4, 11))]
    assert (plain.forms, plain.dates) == (["清河大桥何时通车？"], ())


def test_no_days_are_named_without_a_day_to_count_from():
    assert as_queries(["昨日通车了吗"])[0].dates == ()


def test_a_question_is_put_in_the_characters_of_the_text():
    old, plain = as_queries(["清河大橋何時通車？", "何时？"])
    assert old.like("清河大桥昨日通车，全长三百米。") == "清河大桥何时通车？"
    assert old.like("清河大橋昨日通車。") == old.text
    assert plain.like("清河大橋昨日通車。") == plain.text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is empty"),
        (" \u3000", "is empty"),
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
