"""The rule that says whether a sentence answers to a question."""

from dataclasses import replace

import pytest

from qa.answering.digests.digest import RELEVANT
from qa.answering.digests.relevance import (
    Evidence,
    asks,
    asks_for_measures,
    asks_for_one,
    is_broad,
    is_column,
    relevance,
    wants_digest,
)
from qa.records import Answer, Citation

GOOD = Evidence(
    near=0.45,
    headed=0.5,
    lift=0.9,
    said=1.0,
    together=1.0,
    figure=True,
    fact=True,
    spoken=False,
    pale=False,
    column=False,
)


def test_a_sentence_that_has_all_words_and_is_near_is_relevant():
    assert RELEVANT < relevance(GOOD) < 1


@pytest.mark.parametrize(
    "change",
    [
        {"near": 0.1},
        {"headed": 0.1},
        {"lift": 0.1},
        {"said": 0.0},
        {"together": 0.4, "said": 0.4},
        {"figure": False},
        {"fact": False},
        {"spoken": True},
        {"pale": True},
        {"column": True},
    ],
)
def test_less_of_anything_is_less_relevant(change):
    assert 0 < relevance(replace(GOOD, **change)) < relevance(GOOD)


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("云岭大桥的加固", False),
        ("云岭大桥哪天通车", True),
        ("云岭市有什么特产", True),
        ("云岭市最近有什么新举措", False),
        ("云岭大桥有哪些进展？", False),
        ("云岭大桥怎么样了", False),
        ("古桥保护有哪些新做法", False),
        ("停水造成了哪些影响", False),
        ("养蜂户得到了哪些帮扶", False),
        ("抢修进展如何", False),
        ("云岭的航运发展怎样", False),
        ("水库移民获得哪些支持", False),
        ("云岭取得了哪些突破", False),
        ("水库出了什么问题", False),
        ("云岭有哪些水库", True),
        ("水厂如何收费", True),
        ("云岭采取了什么办法收水费", True),
        ("各地怎么保护古桥？", False),
        ("多地如何应对缺水", False),
        ("各县怎样用茶园带动旅游", False),
        ("各校怎么样了", False),
        ("各国选手谁得了冠军", True),
        ("各县什么时候放假", True),
    ],
)
def test_whether_a_question_asks_for_a_fact_or_for_all_that_there_is(question, fact):
    assert asks(question) is fact


@pytest.mark.parametrize(
    ("question", "broad"),
    [
        ("各地怎么保护古桥", True),
        ("各县是如何收水费的？", True),
        ("各校食堂都有哪些花样", True),
        ("多地采取了什么办法应对缺水", True),
        ("哪些地方在办夜校", True),
        ("古桥保护有哪些新做法", True),
        ("大桥最近有什么进展？", True),
        ("云岭大桥", True),
        ("各国选手谁得了冠军", False),
        ("各界捐了多少钱", False),
        ("各县什么时候放假", False),
        ("云岭大桥哪天通车", False),
        ("夜校怎么报名", False),
        ("最近的渡口怎么走", False),
        ("水厂收费了吗？", False),
        ("多少地要退耕", False),
    ],
)
def test_whether_a_question_is_for_a_digest_rather(question, broad):
    assert is_broad(question) is broad


@pytest.mark.parametrize(
    ("question", "sentences", "wanted"),
    [
        ("古桥保护有哪些新举措", 1, True),
        ("这些年云岭有什么变化？", 1, True),
        ("各地怎么保护古桥", 1, True),
        ("大桥怎么样了", 1, True),
        ("古桥保护有哪些新举措", 3, False),
        ("云岭大桥的总投资", 1, False),
        ("云岭有哪些水库", 1, False),
        ("大桥哪天通车", 1, False),
        ("夜校怎么报名", 1, False),
    ],
)
def test_what_is_answered_with_one_sentence_may_be_for_a_digest_too(question, sentences, wanted):
    cited = Citation(article_id="a", start=0, end=1, quote="桥", title="桥", date=None)
    answer = Answer(
        question=question,
        text="桥",
        confidence=0.7,
        answerable=0.7,
        citations=(cited,) * sentences,
        hits=(),
    )
    assert wants_digest(answer) is wanted


@pytest.mark.parametrize(
    ("question", "one"),
    [
        ("云岭大桥哪天通车", True),
        ("渡口停航多少天", True),
        ("渡口为什么停航", True),
        ("谁主持了通车仪式？", True),
        ("渡口是否恢复", True),
        ("县里怎样修复河堤", True),
        ("各县怎样修复河堤", True),
        ("云岭市有什么特产", False),
        ("县长会见了哪些客人", False),
        ("云岭市最近有什么新举措", False),
        ("渔民怎么看停航", False),
        ("云岭大桥的加固", False),
        ("云岭大桥怎么样了", False),
    ],
)
def test_whether_what_is_asked_for_is_one_thing_or_may_be_several(question, one):
    assert asks_for_one(question) is one


def test_a_sentence_of_something_else_is_not():
    off = {"said": 0.4, "together": 0.4, "near": 0.3, "headed": 0.2, "lift": 0.5}
    assert relevance(replace(GOOD, **off)) < RELEVANT


@pytest.mark.parametrize(
    ("title", "comment"),
    [
        ("守住河堤（河边时评）", True),
        ("一条河的四季（河边随笔）", True),
        ("云岭日报社论：守住河堤", True),
        ("云河大桥通车（开局之年）", True),
        ("云河大桥通车（图）", False),
        ("云河大桥通车（附时刻表）", False),
        ("云河大桥通车", False),
        ("三座桥分批加固（权威发布）", False),
        ("困难补助怎么领（政策问答）", False),
        ("桥梁养护有新规（法治聚焦）", False),
        ("桥边的守望（人间烟火）", True),
    ],
)
def test_a_comment_is_known_by_its_column(title, comment):
    assert is_column(title) is comment


@pytest.mark.parametrize(
    ("question", "measures"),
    [
        ("怎么防火？", True),
        ("各地如何应对缺水", True),
        ("古桥保护有哪些做法", True),
        ("县里推出了哪些节水措施？", True),
        ("怎样减轻果农的负担", True),
        ("缺水有什么对策", True),
        ("渔民怎么看停航", False),
        ("大桥怎么样了", False),
        ("火灾是怎么发生的", False),
        ("怎么回事", False),
        ("云岭大桥哪天通车", False),
        ("缺水有哪些影响", False),
        ("怎么定义极端干旱？", False),
        ("如何认定危桥？", False),
        ("怎样判断果子熟了", False),
        ("这个生僻字怎么念？", False),
        ("去渡口怎么走?", False),
        ("夜校怎么走出困境？", True),
    ],
)
def test_whether_a_question_asks_for_what_is_done(question, measures):
    assert asks_for_measures(question) is measures
