"""What a sentence says of several things in a row, and the one that is asked for."""

import pytest

from qa.answering.spans.predicate import of_its_predicate, of_its_verb
from tests.qa.answering.marked import place


@pytest.mark.parametrize(
    ("question", "marked", "found"),
    [
        (
            "馆长说办馆最要紧的一条是什么？",
            "馆长说，最要紧的一条就是开门办馆，最管用的办法就是|请人来讲|。",
            "开门办馆",
        ),
        (
            "村里最大的难题是什么？",
            "最大的难题是|缺水，最急的事情是修渠|。",
            "缺水",
        ),
        (
            "村里最急的事情是什么？",
            "最大的难题是|缺水|，最急的事情是修渠。",
            "修渠",
        ),
        ("这种果树的优点是什么？", "它的缺点是怕冷，果树的优点是|耐旱|。", None),
        ("村里主要的难题是什么？", "次要的难题是|缺水|，最急的事情是修渠。", None),
        ("村里最大的难题是什么？", "最大的难题是缺水。当年的办法是|打井|。", None),
        ("村里最大的难题是什么？", "最大的难题是|缺水|，群众天天挑水。", None),
        ("为什么最大的难题是缺水？", "最大的难题是缺水，最急的事情是|修渠|。", None),
    ],
)
def test_what_is_said_of_the_thing_asked_for(question, marked, found):
    text, span = place(marked)
    given = of_its_predicate(question, text, span)
    assert text[given.start : given.end] == (found or text[span.start : span.end])


@pytest.mark.parametrize(
    ("question", "marked", "found"),
    [
        ("抽检了多少批次？", "共抽检12类800批次，合格|790批次|，合格率98.8%。", "800批次"),
        ("种了多少棵？", "全村种植900棵，成活|870棵|。", "870棵"),
        ("共种植多少棵？", "全村种植900棵，成活|870棵|。", "900棵"),
        ("成活多少棵？", "全村种植900棵，成活|870棵|。", "870棵"),
        ("种植多少棵？", "全村种植900棵，至少|870棵|成活。", "870棵"),
        ("种植了多少亩？", "全村种植900棵，成活|870棵|。", "870棵"),
        ("种植多少棵？", "春天种植900棵，秋天种植500棵，成活|870棵|。", "870棵"),
    ],
)
def test_the_number_of_the_verb_asked_for(question, marked, found):
    text, span = place(marked)
    given = of_its_verb(question, text, span)
    assert text[given.start : given.end] == found
