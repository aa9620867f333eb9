"""The sentences that explain."""

import pytest

from qa.answering.explaining import explanation, past_view
from qa.chinese.sentences import sentences
from qa.records import Span

TEXT = (
    "清河大桥推迟通车。由于连日暴雨，清河大桥推迟到五月通车。大桥长三百米。"
    "会议要求，各部门加强值守。夜校怎么报名？市民通过窗口报名夜校。"
)


@pytest.mark.parametrize(
    ("question", "said", "score"),
    [
        ("清河大桥为什么推迟通车？", "由于连日暴雨，清河大桥推迟到五月通车。", 1.0),
        ("市民怎样报名夜校？", "市民通过窗口报名夜校。", 1.0),
    ],
)
def test_the_sentence_with_the_words_and_the_cue(question, said, score):
    made = explanation(question, TEXT)
    assert TEXT[made.span.start : made.span.end] == said
    assert made.score == pytest.approx(score)


def test_what_came_before_explains():
    text = "他们走得慢，不是因为累。煤价涨了两倍以后，老陶转行了。老陶转行的那天没有人知道。"
    made = explanation("老陶为什么转行？", text)
    assert text[made.span.start : made.span.end] == "煤价涨了两倍以后，老陶转行了。"


def test_the_title_counts_half():
    text = "因为连日暴雨，工期延长。"
    assert (
        explanation("大桥为何延长工期？", text).score
        < explanation("大桥为何延长工期？", text, "大桥").score
    )


def test_what_goes_on_with_the_reasons_is_taken_in():
    text = "大桥推迟通车。原因是连日暴雨。水位已经回落。"
    made = explanation("大桥为什么推迟通车？", text)
    assert text[made.span.start : made.span.end] == "大桥推迟通车。原因是连日暴雨。"


def test_there_is_none_in_no_text():
    assert explanation("为什么？", "") is None


def test_a_sentence_of_another_person_explains_nothing():
    text = "周小满昨天当选会长。邵平因健康原因辞去会长职务。"
    whole = Span(start=text.index("邵平"), end=len(text))
    assert explanation("邵平为什么辞去会长职务？", text).span == whole
    assert explanation("周小满为什么辞去会长职务？", text).span != whole


@pytest.mark.parametrize(
    ("question", "text", "said"),
    [
        (
            "青石镇为什么停电？",
            "昨天，青石镇停电三小时。供电所介绍，一棵大树砸断了电线。",
            "供电所介绍，一棵大树砸断了电线。",
        ),
        (
            "青石镇为什么停电？",
            "昨天，青石镇停电三小时。供电所介绍，今晚恢复供电。",
            "昨天，青石镇停电三小时。",
        ),
        (
            "青石镇哪天停电？",
            "昨天，青石镇停电三小时。供电所介绍，一棵大树砸断了电线。",
            "昨天，青石镇停电三小时。",
        ),
    ],
)
def test_a_fault_that_is_told_explains_the_sentence_before(question, text, said):
    made = explanation(question, text)
    assert text[made.span.start : made.span.end] == said


@pytest.mark.parametrize(
    ("question", "text", "given"),
    [
        ("堤坝为什么垮？", "人们普遍认为，堤坝是水冲垮的。殊不知，是鼠洞掏空的。", 1),
        ("堤壩為什麼垮？", "人們普遍認為，堤壩是水沖垮的。殊不知，是鼠洞掏空的。", 1),
        ("窑为什么塌？", "工匠过去认为，窑是雨淋塌的。但塌窑并非雨淋，而是火候太急。", 1),
        ("窑为什么塌？", "工匠误以为窑是雨淋塌的。恰恰相反，是天太干。", 1),
        ("窯為什麼塌？", "許多人以為窯是雨淋塌的。其實是天太乾。", 1),
        ("堤坝为什么垮？", "人们普遍认为，堤坝是水冲垮的。但老石匠没有表态。", 0),
        ("渠为什么要挖？", "村里一致认为要挖渠，因为田里缺水。但是石料要等到开春。", 0),
        ("渠为什么要挖？", "大家都认为要挖渠，因为田里缺水。其实去年就开了会。", 0),
        ("塔为什么歪？", "人们认为塔歪是因为地软。但勘察队还没有定论。", 0),
        ("塔为什么歪？", "人们普遍认为塔歪是因为地软。但地软并非唯一原因。", 0),
        ("塔为什么歪？", "人们普遍认为塔歪是因为地软。但研究发现，确实如此。", 0),
        ("塔为什么歪？", "人们普遍认为塔歪是因为地软。其实老人也这么说。", 0),
        ("渡船为什么停？", "渡船可以为村民省路，因为水大停了。其实早该修。", 0),
        ("渡船为什么停？", "人们习以为常，渡船因为水大停了。其实早该修。", 0),
        ("盐碱地为什么长不出稻子？", "专家们普遍认为缺水。然而，试种表明是碱重。", 1),
        ("鱼为什么死？", "一般认为，鱼是热死的。事实上，水里没有氧。", 1),
        ("鱼为什么死？", "许多人以为是有人下药。不过，化验证明是缺氧。", 1),
        ("鱼为什么死？", "人们普遍认为，鱼是热死的。天热了十天。", 0),
        ("鱼为什么死？", "专家认为，鱼是热死的。但水也脏。", 0),
        ("鱼为什么死？", "人们普遍认为，鱼是热死的。\n其实天凉了。", 0),
        ("人们普遍认为鱼为什么死？", "人们普遍认为，鱼是热死的。但化验表明是缺氧。", 0),
        ("鱼为什么死？", "人们普遍不认为是热死的。其实天热了。", 0),
        ("鱼为什么死？", "人们普遍认为，鱼是热死的。但也有人说水脏。", 0),
    ],
)
def test_what_many_think_gives_way_to_what_is_said_against_it(question, text, given):
    first, behind = sentences(text)
    assert past_view(question, text, first) == (behind if given else first)


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("起初，大家认为井干是天旱。但事实并非如此。井壁漏了。", "但事实并非如此。井壁漏了。"),
        ("人们普遍认为，井干是天旱。其实不是这样。\n井壁漏了。", "其实不是这样。"),
    ],
)
def test_what_only_denies_is_given_with_what_goes_on(text, given):
    made = past_view("井为什么干？", text, sentences(text)[0])
    assert text[made.start : made.end] == given


def test_a_view_that_is_gainsaid_explains_nothing():
    text = "人们普遍认为，鱼死是因为天热。但化验表明，鱼死是因为缺氧。"
    made = explanation("鱼为什么死？", text)
    assert text[made.span.start : made.span.end] == "但化验表明，鱼死是因为缺氧。"
