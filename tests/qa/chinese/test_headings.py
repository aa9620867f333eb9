"""Headings that stand before a sentence without a mark between them."""

import pytest

from qa.chinese.headings import heading_end

TITLE = "清河大桥建成通车给南北两岸带来新生活"


def cut(text):
    end = text.index("。") + 1
    past = heading_end(text, 0, end)
    return text[past:end] if past is not None else None


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        (f"{TITLE}近日，记者走访两岸。{TITLE}。", "近日，记者走访两岸。"),
        (f"{TITLE}居民李桂英走过大桥。大桥全长三百米。{TITLE}。", "居民李桂英走过大桥。"),
        (
            "宋怀远管好每一座桥梁的桥面和桥塔，守好每一条通往南岸的道路，用好每一处公园管理是大考。"
            "要管好每一座桥梁的桥面和桥塔，守好每一条通往南岸的道路，用好每一处公园，让百姓满意。",
            "管理是大考。",
        ),
        (
            "清河大桥4月3日在云岭市建成通车 云岭市政府的消息说，清河大桥当天建成通车，长三百米。",
            "云岭市政府的消息说，清河大桥当天建成通车，长三百米。",
        ),
    ],
)
def test_a_heading_that_the_text_says_again_is_told(text, rest):
    assert cut(text) == rest


@pytest.mark.parametrize(
    "text",
    [
        # nor is what the sentence tells of
        "《云岭桥梁谈丛》第五卷新书推介会4月3日在云岭市举行。何远参加《云岭桥梁谈丛》第五卷新书推介会，并致辞。",
        # a name with its offices is no heading, whatever follows it elsewhere
        "云岭市人民政府副市长、桥梁工程总指挥宋怀远出席会议。"
        "会议由云岭市人民政府副市长、桥梁工程总指挥宋怀远，主持。",
        # what a plan is for goes on into the name of what was held
        "推进清河上下游十座桥梁的养护和改造工作会议昨天召开。"
        "会议强调，推进清河上下游十座桥梁的养护和改造，让百姓满意。",
        # the same words in both sentences, with a mark after them in both
        f"{TITLE}，居民很高兴。{TITLE}，市长说。",
        "桥通两岸 情满清河——云岭市桥梁展开幕式昨天举行，百人参加。",
        "云岭市昨天开通三条公交线路，方便两岸居民出行。",
    ],
)
def test_what_begins_a_sentence_is_no_heading(text):
    assert cut(text) is None
