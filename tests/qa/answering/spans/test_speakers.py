"""What another says is no answer to what somebody says, thinks or fears."""

from __future__ import annotations

import pytest

from qa.answering.spans.speakers import is_said_by_another, is_said_by_nobody_asked
from qa.chinese.sentences import sentences_around
from tests.qa.answering.marked import place

MARKET = "贾明是菜场经理，他说：“账早就平了。”"
SPOKEN = "菜场经理贾明说：“账早就平了。”"


@pytest.mark.parametrize(
    ("question", "marked", "another"),
    [
        ("贾明担心什么？", f"{MARKET}沈丽表示，|最怕摊位费|再涨。", True),
        ("贾明担心什么？", f"{MARKET}“|最怕摊位费|再涨。”沈丽说。", True),
        ("贾明说摊位费涨了多少？", f"{MARKET}沈丽说，摊位费涨了|三成|。", True),
        ("贾明表示菜场哪天开门？", f"{MARKET}沈丽说，菜场|八日|开门。", True),
        ("沈丽说摊位费涨了多少？", f"{MARKET}沈丽说，摊位费涨了|三成|。", False),
        ("摊位费涨了多少？", f"{MARKET}沈丽说，摊位费涨了|三成|。", False),
        ("听说贾明的摊位费涨了多少？", f"{MARKET}沈丽说，摊位费涨了|三成|。", False),
        ("说贾明小气的人多大？", f"{MARKET}邻居|沈丽|说，他小气。", False),
        ("贾明担心什么？", f"{MARKET}“|最怕摊位费|再涨，”沈丽说，“我只好改行。”", True),
        ("贾明怎么看摊位费？", f"{MARKET}\n沈丽说：“生意难做。|摊位费|不能再涨。”", True),
        ("贾明希望怎样？", f"{MARKET}\n沈丽表示，菜场要改造。|摊位费|应当降。", True),
        ("贾明对改造有什么要求？", f"{MARKET}局长沈丽强调，|改造|不能误了春节。", True),
        ("廖师傅怎么说？", "廖师傅没有多话。沈丽说：“|小事一桩|。”", True),
        ("廖师傅，对走红是怎么说的？", "廖师傅走了。面对记者，白雅娴说：“|小事一桩|。”", True),
        ("魏长河担心什么？", "指挥部魏长河说，线路不长。市民郑阿姨说，她怕|票价高|。", True),
        ("魏长河担心什么？", "指挥部魏长河说，线路不长。安委会说，要防|塌方|。", False),
        ("贾明担心什么？", "贾明是菜场经理。贾明表示，|最怕摊位费|再涨。", False),
        ("贾明担心什么？", f"{MARKET}他还说，|最怕摊位费|再涨。", False),
        ("贾明担心什么？", f"{MARKET}“|最怕摊位费|再涨。”贾明说。", False),
        ("贾明担心什么？", f"{MARKET}沈丽说，|贾明最怕摊位费|再涨。", False),
        ("贾明担心什么？", f"{MARKET}|最怕摊位费|再涨。", False),
        ("贾明担心什么？", "沈丽表示，|最怕摊位费|再涨。", False),  # he may be called otherwise
        ("贾明担心什么？", f"{MARKET}对贾明，记者沈丽说，|最怕摊位费|再涨。", False),
        ("贾明为什么改行？", f"{MARKET}沈丽说，|摊位费|涨了三成。", False),
        ("贾明的妻子担心什么？", f"{MARKET}沈丽说，|最怕摊位费|再涨。", False),
        ("顾客怎么评价贾明？", f"{MARKET}沈丽说，|这人实在|。", False),
        ("贾明走后，顾客怎么说？", f"{MARKET}沈丽说，|这人实在|。", False),
        ("贾明是怎么被说动的？", f"{MARKET}沈丽说：“|摊位费可以免|。”", False),
        ("小贾怎么说？", "小贾笑了。贾明说：“|小事一桩|。”", False),
    ],
)
def test_what_another_says(question: str, marked: str, another: bool) -> None:
    text, span = place(marked)
    sentence = sentences_around(text, span)
    assert is_said_by_another(question, text, sentence, text) is another


def test_the_article_has_the_one_asked_of_though_not_the_chunk() -> None:
    text, span = place("沈丽表示，|最怕摊位费|再涨。")
    assert is_said_by_another("贾明担心什么？", text, sentences_around(text, span), MARKET)


@pytest.mark.parametrize(
    ("question", "marked", "nobody"),
    [
        ("贾明担心什么？", f"{SPOKEN}\n|菜场的摊位费|去年涨了三成。", True),
        ("贾明怎么看改造？", f"{SPOKEN}\n|改造|从春天开始，分三期。", True),
        ("贾明担心什么？", f"{SPOKEN}|菜场的摊位费|去年涨了三成。", False),
        ("贾明担心什么？", f"{SPOKEN}\n“|摊位费|去年涨了三成。”", False),
        ("贾明担心什么？", f"{SPOKEN}\n他叹了口气，|摊位费|去年涨了三成。", False),
        ("贾明有什么要求？", f"{SPOKEN}\n要|按时交摊位费|。", False),
        (
            "贾明担心什么？",
            "贾明是菜场经理。\n|菜场的摊位费|去年涨了三成。",
            False,
        ),  # he says nothing
        ("摊位费涨了多少？", f"{SPOKEN}\n|菜场的摊位费|去年涨了三成。", False),
    ],
)
def test_what_nobody_says_where_he_is_told_to_speak(
    question: str, marked: str, nobody: bool
) -> None:
    text, span = place(marked)
    sentence = sentences_around(text, span)
    assert is_said_by_nobody_asked(question, text, sentence, text) is nobody
