"""Who someone is, by what stands before his name."""

import pytest

from qa.answering.spans.posts import holders, post


@pytest.mark.parametrize(
    ("question", "text", "said"),
    [
        ("何敏是谁？", "教育局副局长何敏说，合同到期。", "教育局副局长"),
        ("何敏是谁？", "何敏来了。记者采访了云河区教育局副局长何敏。", "云河区教育局副局长"),
        ("何远是谁？", "市政工程处处长何远说，大桥明天封闭。", "市政工程处处长"),
        ("请问何远是什么人？", "昨天，市民何远拨打了电话。", "市民"),
        ("何远的职务是什么？", "会议由县委书记、县长何远主持。", "县委书记、县长"),
        ("何远担任什么职务？", "医生、护士和县长何远都来了。", "县长"),
        ("吴国光以前是干什么的？", "发起人是退休教师吴国光。", "退休教师"),
        ("约翰·史密斯是谁", "云国外交大臣约翰·史密斯抵达。", "云国外交大臣"),
        ("何远是谁？", "何远说，教育局副局长来过。", None),
        ("何远是谁？", "女儿的老师很喜欢何远。", None),
        ("何远是谁？", "被告人何远到庭。", None),
        ("何远是谁打伤的？", "教师何远被打伤。", None),
        ("市长是谁？", "副市长何远来了，市长没来。", None),
        ("河水是谁污染的？", "记者河水采样。", None),
    ],
)
def test_who_someone_is(question, text, said):
    found = post(question, text)
    assert (found and text[found.start : found.end]) == said


@pytest.mark.parametrize(
    ("question", "text", "named"),
    [
        ("市长是谁？", "会议由市长何怀远主持，副市长李明参加。", ["何怀远"]),
        ("我们市长叫什么名字", "市长何怀远说，原市长李明退休。", ["何怀远"]),
        ("市长是谁？", "市长热线接到来电。", []),
        ("市长是谁选的？", "会议由市长何怀远主持。", []),
        ("云岭市市长是谁？", "会议由市长何怀远主持。", []),
    ],
)
def test_who_holds_a_short_post(question, text, named):
    assert [text[one.start : one.end] for one in holders(question, text)] == named


@pytest.mark.parametrize(
    ("question", "title", "named"),
    [
        ("女排教练是谁？", "青年女排夺冠归来", ["田军"]),
        ("女排的主教练叫什么？", "青年女排夺冠归来", ["田军"]),
        ("男排教练是谁？", "青年女排夺冠归来", []),
        ("女排队长是谁？", "青年女排夺冠归来", []),
        ("女排教练是谁的学生？", "青年女排夺冠归来", []),
    ],
)
def test_who_holds_a_post_in_what_the_title_tells_of(question, title, named):
    text = "主教练田军说，输球后全队没有慌。助理教练李明也来了。"
    assert [text[one.start : one.end] for one in holders(question, text, title)] == named
