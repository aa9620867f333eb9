"""Whether a sentence says yes or no."""

import pytest

from qa.answering.deciding import decision, own_words

CASES = [
    ("清河大桥通车了吗？", "清河大桥昨日通车。", True),
    ("清河大桥是否通车？", "清河大桥没有通车。", False),
    ("清河大桥没有通车吗？", "清河大桥没有通车。", True),
    ("清河大桥通车了吗？", "清河大桥将于明年通车。", None),
    ("清河大桥通车了吗？", "清河大桥有望通车。", None),
    ("清河大桥会通车吗？", "清河大桥可能通车。", None),
    ("清河大桥通车了吗？", "人们问：清河大桥是否通车？", None),
    ("清河大桥收费吗？", "大桥长三百米。", None),
    ("青石镇的人口下降了吗？", "青石镇的人口上涨。", False),
    ("大桥总长是300米吗？", "大桥总长500米。", False),
    ("大桥总长是500米吗？", "大桥总长500米。", True),
    ("夜校开课是首次吗？", "夜校开课。", None),
    ("鸡蛋致癌吗？", "鸡蛋壳不致癌。", None),
    ("青石镇有人死亡吗？", "暴雨中青石镇无人死亡。", False),
    ("青石镇的无人机起飞了吗？", "青石镇的无人机起飞。", True),
    ("火灾是纵火吗？", "火灾排除纵火。", False),
    ("清河大桥动工了吗？", "清河大桥推迟动工。", False),
    ("清河大桥推迟动工了吗？", "清河大桥推迟动工。", True),
    ("火灾中工人遇难了吗？", "火灾中一名保安遇难，两名工人受伤。", None),
    ("火灾中保安遇难了吗？", "火灾中一名保安遇难，两名工人受伤。", True),
    ("火灾是纵火吗？", "火灾不排除纵火。", None),
    ("烤箱可以当微波炉吗？", "微波炉可以当烤箱。", None),
    ("图书馆周一开放吗？", "图书馆周二至周日开放，周一闭馆。", False),
    ("图书馆星期三开放吗？", "图书馆周二至周日开放，周一闭馆。", True),
    ("图书馆周一开放吗？", "图书馆周二至周日开放。", None),
    ("食堂周六开放吗？", "食堂周一到周五开放，周六、周日休息。", False),
]


@pytest.mark.parametrize(("question", "sentence", "yes"), CASES)
def test_a_sentence_decides_or_does_not(question, sentence, yes):
    made = decision(question, sentence)
    said = made.yes if made and made.share >= 0.9 else None
    assert said is yes


def test_what_stands_before_a_sentence_says_of_whom_it_is():
    alone = decision("清河大桥通车了吗？", "昨日通车。")
    after = decision("清河大桥通车了吗？", "昨日通车。", "清河大桥")
    assert alone.share == pytest.approx(2 / 6)
    assert (after.yes, after.share) == (True, pytest.approx(1.0))


def test_what_something_is_stands_in_the_sentence_itself():
    question, title = "云岭一中学生腹泻是食物中毒吗？", "学生腹泻 排除食物中毒"
    assert decision(question, "云岭一中学生出现腹泻。", title) is None


@pytest.mark.parametrize(
    ("answer", "sentence", "yes"),
    [
        ("可以骑车", "桥上可以骑车。", True),
        ("不可以", "桥上骑车不可以。", False),
        ("骑车的人", "桥上有骑车的人。", None),
        ("可以", "桥上可以骑车吗？", None),
        ("可以", "渡口可以钓鱼。", None),
    ],
)
def test_an_answer_says_yes_or_no_itself(answer, sentence, yes):
    assert own_words("桥上可以骑车吗？", answer, sentence) is yes
