"""An interview's summary has the questions to its answers."""

import pytest

from qa.checking.source import Source
from qa.writing.interviews import interview

WHOM = "记者专访了云河市桥梁局局长何远。\n"
FIRST = (
    "记者：老桥大修什么时候开工？\n"
    "何远：5月10日开工，工期四个月，9月上旬恢复通行，行人从新桥过河。\n"
)
SECOND = (
    "记者：为什么要全桥封闭？\n"
    "何远：桥面要全部凿除重铺。支座也都要换，半幅施工不安全，工期也会更长，花费更多。\n"
)
THIRD = "记者：以后会收费吗？\n何远：不会。\n"


def told(text, length=200):
    return "".join(one.text for one in interview(Source(text), length))


def test_each_answer_stands_under_its_question():
    assert told(WHOM + FIRST + SECOND + THIRD) == (WHOM + FIRST + SECOND + THIRD).replace("\n", "")


def test_he_who_was_asked_is_named():
    named = "八旬院士何远上周回到母校。\n记者在桥头采访了他。\n"
    whole = named + FIRST + SECOND + THIRD
    assert told(whole) == whole.replace("\n", "")


def test_as_many_as_fit_are_told_the_first_always():
    assert told(WHOM + FIRST + SECOND + THIRD, 60) == (WHOM + FIRST).replace("\n", "")
    assert told(FIRST + SECOND + THIRD, 20) == FIRST.replace("\n", "")


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        (f"{WHOM}记者：您好，欢迎！\n何远：大家好。\n{FIRST}{SECOND}{THIRD}", "欢迎"),
        (f"{WHOM}{FIRST}记者：怎么修？\n何远：有以下几个方面。\n{SECOND}{THIRD}", "几个方面"),
        (f"{WHOM}{FIRST}记者：怎么修？\n何远：一是换支座。\n{SECOND}{THIRD}", "一是"),
        (f"老桥怎么修\n{WHOM}{FIRST}{SECOND}{THIRD}", "老桥怎么修"),
        (f"{WHOM}{FIRST}{SECOND}{THIRD}记者：谢谢您接受采访。\n何远：不客气。\n", "不客气"),
    ],
)
def test_what_says_nothing_is_left_out(text, gone):
    assert "9月上旬" in told(text, 400)
    assert gone not in told(text, 400)


def test_of_a_long_question_the_last_sentence_is_told():
    long = f"问：{'老桥建成以后一直是进城的要道，' * 6}车流很大。什么时候修？\n答：5月10日开工。\n"
    short = "问：多久？\n答：四个月。\n问：收费吗？\n答：不会。\n"
    assert (
        told(long + short)
        == "什么时候修？答：5月10日开工。问：多久？答：四个月。问：收费吗？答：不会。"
    )


@pytest.mark.parametrize(
    "text",
    [
        WHOM + FIRST + SECOND,
        "记者：何远\n通讯员：李明\n编辑：王青\n老桥昨日开工。\n",
        "何远说：“桥很宽。”\n李明问：“能走吗？”\n何远答：“能。”\n",
        "问：老桥怎么了？\n问：谁来修？\n问：多久修好？\n市民都在等。\n",
        "老桥昨日开工。\n",
        "",
    ],
)
def test_other_texts_are_no_interviews(text):
    assert interview(Source(text), 200) == []
