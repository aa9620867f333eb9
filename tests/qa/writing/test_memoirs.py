"""What someone tells of himself gives its first sentences, as they are."""

import pytest

from qa.checking.source import Source
from qa.writing.memoirs import beginning

MEMOIR = (
    "桥头的柳树下，我第一次见到何远。他蹲在那里修车。我问他，桥那边有没有茶馆。"
    "他说：“有，我带你去。”\n我们走过老桥。我记得那天的雾。\n"
    "后来我离开了云岭。他还在桥头。我有时想起他。桥已经换了栏杆。"
)


def texts(text, length=60):
    return [one.text for one in beginning(Source(text), length)]


def test_the_first_sentences_are_given_as_they_are():
    source = Source(MEMOIR)
    found = beginning(source, 40)
    assert "".join(one.text for one in found) == (
        "桥头的柳树下，我第一次见到何远。他蹲在那里修车。我问他，桥那边有没有茶馆。"
    )
    assert [source.slice(one.source) for one in found] == [one.text for one in found]


def test_it_does_not_end_within_a_quotation():
    open_quote = MEMOIR.replace("“有，我带你去。”", "“有。我带你去。你跟着我走过那座桥。”")
    assert texts(open_quote, 45)[-1] == "我问他，桥那边有没有茶馆。"


def test_a_picture_that_is_referred_to_is_left_out():
    text = MEMOIR.replace("何远。", "何远（见图，资料图片）。", 1)
    assert texts(text)[0] == "桥头的柳树下，我第一次见到何远。"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "清河大桥通车。桥面有六条车道。" * 6,
        "云岭4月3日电（记者何远）" + MEMOIR,
        "我叫何远，是修桥的工人。" + MEMOIR,
        MEMOIR + "（作者为云岭大学教授）",
        "“我很高兴。我要走过大桥。我会再来。”何远说。" * 6,
        "我们修好了大桥。我们还要修路。我国桥梁很多。" * 6,
    ],
)
def test_other_texts_are_no_memoir(text):
    assert texts(text) == []
