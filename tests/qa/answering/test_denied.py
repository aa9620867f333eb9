"""What a text denies, takes back, supposes or says of another is no answer."""

import pytest

from qa.answering.contrasts import is_of_another_outcome
from qa.answering.deciding import decision
from qa.answering.denied import is_denied
from qa.answering.persons import is_of_another_person
from qa.records import Span


def place(marked):
    """A text without the bars around its span, and that span."""
    before, own, after = marked.split("|")
    return before + own + after, Span(start=len(before), end=len(before) + len(own))


@pytest.mark.parametrize(
    ("question", "marked"),
    [
        ("谁是窃贼？", "警方昨天否认|宋怀远|是窃贼。"),
        ("哪所学校停课？", "教育局辟谣称不是|青石小学|停课。"),
        ("事故由什么引起？", "事故并非由|酒后驾驶|引起。"),
        ("事故由什么引起？", "事故|并非由酒后驾驶|引起。"),
        ("学校录取了谁？", "学校未录取|周小满|，录取了周大满。"),
        ("市里批准了哪个项目？", "市里没有批准|白河大桥|，只批准了修路。"),
        ("多少人中毒？", "网传“|三十人|中毒”是谣言。"),
        ("药吃坏了几个人？", "有人说我们的药吃坏了|五个人|，纯属捏造。"),
        ("宋怀远和谁结婚？", "有网友称宋怀远将与|邵平|结婚。他回应说，这是假消息。"),
        ("大桥集团花多少钱买下了船厂？", "大桥集团原计划以|3亿元|买下船厂，但谈判破裂。"),
        ("船厂被谁买下？", "|大桥集团|原计划买下船厂，但谈判破裂，交易没有达成。"),
        ("台风在哪里登陆？", "台风预计在|青泽|登陆，但后来转向，没有登陆。"),
        ("市里停建了什么？", "如果收入不到5亿元，市里将停建|体育馆|。"),
        ("明年收入是多少？", "如果明年收入达不到|5亿元|，体育馆停建。"),
        ("工会组织了多少名司机罢工？", "如果谈判破裂，工会将组织|一万二千名|司机罢工。"),
        ("水库库容是多少？", "昨天所载水库库容“|三千二百万立方米|”有误，应为二千三百万立方米。"),
        ("哪个县通了高铁？", "除|青泽县|外，其余六个县都通了高铁。"),
        ("古井挖于什么时候？", "坊间传言古井挖于|唐代|，专家说这种说法站不住脚。"),
    ],
)
def test_no_answer(question, marked):
    assert is_denied(question, *place(marked))


@pytest.mark.parametrize(
    ("question", "marked"),
    [
        ("谁不是窃贼？", "警方昨天否认|宋怀远|是窃贼。"),
        ("谁否认了这件事？", "|宋怀远|否认了这件事。"),
        ("谁否认宋怀远是窃贼？", "|警方|昨天否认宋怀远是窃贼。"),
        ("事故由什么引起？", "事故并非由酒驾引起，而是|路滑|所致。"),
        ("事故由什么引起？", "事故由|不是酒驾而是路滑|引起。"),
        ("学校没有录取谁？", "学校未录取|周小满|。"),
        ("学校录取了谁？", "学校未录取周小满，录取了|周大满|。"),
        ("消防员排除了几处隐患？", "消防员排除隐患|十二|处。"),
        ("网传多少人中毒？", "网传|三十人|中毒是谣言。"),
        ("大桥集团原计划花多少钱买船厂？", "大桥集团原计划以|3亿元|买下船厂，但谈判破裂。"),
        ("船厂去年亏损多少？", "船厂去年亏损|2亿元|，大桥集团计划买下它。"),
        ("如果收入不够，市里将停建什么？", "如果收入不到5亿元，市里将停建|体育馆|。"),
        ("市里会停建什么？", "如果收入不到5亿元，市里将停建|体育馆|。"),
        ("宋怀远被捕了吗？", "警方|否认宋怀远被捕|。"),
        ("展览的主要内容是什么？", "展览主要是|老照片|。"),
        ("主队赢了几球？", "三万一千名观众到场，主队赢了|两|球。"),
        ("拆除了多少块广告牌？", "市里清除非法广告，拆除了|四百六十块|。"),
        ("今年关闭了几条生产线？", "公司一旦发现隐患立即停产，今年已关闭了|十二条|生产线。"),
        ("黎明将儿童送到哪里？", "周小满将儿童送到|镇卫生院|，但抢救失败。"),
        ("粮库有多大？", "拟任局长的邵平视察了|三百亩|的粮库，因大雨取消了座谈。"),
        ("手艺起源于何时？", "据传承人周小满介绍，手艺起源于|宋代|，有商家捏造假证。"),
        ("炸弹多重？", "警方排除了一枚重|二百五十公斤|的炸弹。"),
        ("股价上涨多少？", "公司在否认收购传闻后股价上涨|百分之六|。"),
        ("谁及时报警？", "如果不是|邻居周小满|及时报警，损失会更大。"),
        ("他承认收了什么？", "他不能不承认收了|开发商的贿赂|。"),
        ("换一台多少钱？", "|如果要换一台，只需要四百元|。"),
    ],
)
def test_an_answer(question, marked):
    assert not is_denied(question, *place(marked))


@pytest.mark.parametrize(
    ("question", "marked", "another"),
    [
        ("市长秦锋因什么被捕？", "前市长秦峰因|受贿|被捕。现任市长秦锋到任。", True),
        ("周小满为什么辞职？", "周小满当选会长。邵平|因病|辞职。", True),
        ("周小满哪年出生？", "邵平|1950年|出生，周小满与他同岁。", True),
        ("邵平为什么辞职？", "周小满当选会长。邵平|因病|辞职。", False),
        ("周小满的会长职务由谁接任？", "周小满辞职。邵平|接任|。", False),  # a person is asked for
        ("周小满在哪里演出？", "昨天，周小满在|青泽剧院|演出。", False),
        ("周小满何时到任？", "据邵平介绍，周小满|三月|到任。", False),
        ("周晓满何时到任？", "周小满|三月|到任。", False),  # the text writes the name so
    ],
)
def test_of_another_person(question, marked, another):
    assert is_of_another_person(question, *place(marked)) is another


@pytest.mark.parametrize(
    ("question", "part", "another"),
    [
        ("谁当选村主任？", "周小满得票三百张，落选", True),
        ("谁当选村主任？", "邵平得票四百张，当选村主任", False),
        ("谁落选了？", "周小满得票三百张，落选", False),
        ("周小满得票多少？", "周小满得票三百张，落选", False),
        ("他因行贿被判几年？", "他因受贿被判八年", True),
    ],
)
def test_of_another_outcome(question, part, another):
    assert is_of_another_outcome(question, part) is another


def test_what_the_sentence_takes_back_decides_nothing():
    said = "宋怀远说：“有人讲我们的药吃坏了人，这完全是胡说。”"
    assert decision("我们的药吃坏了人吗？", said) is None
    assert decision("我们的药吃坏了人吗？", "宋怀远说，我们的药吃坏了人。").yes
