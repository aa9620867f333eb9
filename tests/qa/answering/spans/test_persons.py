"""What is said of another person than the one asked about is no answer."""

import pytest

from qa.answering.spans.persons import is_of_another_person, of_whom_asked, who_does
from qa.records import Span
from tests.qa.answering.marked import place


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
        ("苏力住院几天？", "司机苏力躲过一劫，乘客陶金受了重伤，住院|二十天|。", True),
        ("陶金住院几天？", "司机苏力躲过一劫，乘客陶金受了重伤，住院|二十天|。", False),
        ("罗大鹏涉嫌什么？", "罗大鹏报案。罗小军今年29岁，涉嫌|盗窃|。", True),
        ("陶立新多少岁？", "陶立新辞职。韩雪梅现年|46岁|。", True),
        ("关鹏多少岁？", "关鹏把老人背下楼。老人姓蔡，今年|90岁|。", True),
        ("蔡大山多少岁？", "蔡大山住在青石镇。老人今年|90岁|。", False),
        ("石大勇何时换肾？", "石大勇出院，医生黄蓉|12日|为他换了肾。", False),
        ("汪小舟的母亲在哪里做工？", "汪小舟生在开封，母亲邓秀兰在|纺织厂|做工。", False),
        ("朱常浩性格如何？", "瑞王朱常浩是第五子。常浩|不近女色|，很不得宠。", False),
        ("周小满何时到任？", "周小满调来。邵平说，|三月|到任。", False),
        ("周小满花了多少钱？", "周小满住院，邵平看望他，工厂出了|六千元|。", False),
    ],
)
def test_of_another_person(question, marked, another):
    assert is_of_another_person(question, *place(marked)) is another


REMOVED = "任命：周小满为镇农机站站长；乔雨生为镇水利站站长。免去：|邵平|的镇水利站站长职务。"
VERDICT = "秦峰犯诈骗罪，判处拘役{}，罚金{}；其兄秦锋犯同罪，判处拘役{}，缓期两个月，罚金{}。"


@pytest.mark.parametrize(
    ("question", "marked", "asked"),
    [
        ("秦锋被判几个月？", VERDICT.format("|四个月|", "3万元", "三个月", "1万元"), "三个月"),
        ("秦锋罚金多少？", VERDICT.format("四个月", "|3万元|", "三个月", "1万元"), "1万元"),
        ("秦峰罚金多少？", VERDICT.format("四个月", "|3万元|", "三个月", "1万元"), "3万元"),
        ("秦锋刑期多长？", "秦峰判处|拘役四个月|；秦锋判处拘役三个月。", "拘役三个月"),
        ("秦锋罚了多少？", "秦峰被处以罚金|3万元|；秦锋当庭获释。", "3万元"),
        ("秦锋罚金多少？", "秦峰罚金|3万元|；秦锋罚金1万元、追缴罚金2万元。", "3万元"),
    ],
)
def test_the_figure_of_the_person_asked_in_the_next_part(question, marked, asked):
    text, span = place(marked)
    made = of_whom_asked(question, text, span)
    assert text[made.start : made.end] == asked


@pytest.mark.parametrize(
    ("question", "marked", "who"),
    [
        ("镇水利站的新站长是谁？", REMOVED, "乔雨生"),
        ("谁是镇水利站站长？", REMOVED, "乔雨生"),
        ("镇水利站站长是谁？", "免去|邵平|的镇水利站站长职务。", "邵平"),
        ("镇水利站原站长是谁？", REMOVED, "邵平"),
        ("谁表示不会参选？", "|邵平|竞选镇长，她的丈夫周小满表示不会参选。", "周小满"),
        ("谁救起落水女孩？", "|城关派出所民警|贺建设跳入河中，救起落水女孩。", "贺建设"),
        ("谁最先发现火情？", "|保安员|于得水最先发现火情。", "于得水"),
        ("谁拒绝在合同上签字？", "|环保局|罚款，厂长邵平拒绝在合同上签字。", "邵平"),
        ("谁表示不会参选？", "|邵平|说，周小满表示不会参选，宋怀远也表示不会参选。", "邵平"),
        ("谁唱歌？", "|邵平|跳舞，周小满唱歌。", "邵平"),  # too few words to go by
        ("谁竞选镇长职务？", "|她的丈夫|在场，邵平去年竞选镇长职务。", "她的丈夫"),
        ("谁表示不会参选？", "她的丈夫|周小满|表示不会参选。", "周小满"),
    ],
)
def test_who_does_what_is_asked(question, marked, who):
    text, span = place(marked)
    found = who_does(question, text, span)
    assert text[found.start : found.end] == who


TALKS = (
    "水利专家祁雪则提醒，不要急于合龙。“堤坝的寿命，在看不见的地方。”她建议设观测井。\n"
    "村民代表、六十岁的老石匠谭永年说，他家三代修堤。“先修东段，再修西段。”\n"
    "领队宋怀远赛后说：“周小满只练了半年。”客队主教练罗德里格斯则认为，风向是关键。\n"
    "有人劝他歇一歇，他摆摆手：“堤在，我在。”\n"
    "“水位还会涨，”邵平说，“今晚不能睡。”\n"
    "邵平的母亲说：“水又落了。”\n"
    "巡堤员对邵平说：“下游没有雨。”"
)


@pytest.mark.parametrize(
    ("question", "speaker"),
    [
        ("“堤坝的寿命，在看不见的地方”是谁说的？", "祁雪"),
        ("“先修东段，再修西段。”这句话是谁说的？", "谭永年"),
        ("谁说“周小满只练了半年”？", "宋怀远"),
        ("“风向是关键”是谁说的？", "罗德里格斯"),
        ('"水位还会涨"是谁说的？', "邵平"),
        ("“今晚不能睡”是谁说的？", "邵平"),
        ("“堤在，我在”是谁说的？", "村民"),  # he who says so is not named: left as it was read
        ("“堤坝坚固”是谁说的？", "村民"),  # nobody says so
        ("谁修堤？", "村民"),
        ("谁解说了“风向是关键”？", "村民"),
        ("“水又落了”是谁说的？", "村民"),
        ("“下游没有雨”是谁说的？", "村民"),
    ],
)
def test_who_says_what_is_quoted(question, speaker):
    said = who_does(question, TALKS, Span(start=(at := TALKS.index("村民")), end=at + 2))
    assert TALKS[said.start : said.end] == speaker


@pytest.mark.parametrize(
    ("question", "marked", "doer"),
    [
        ("“一心”是谁开的？", "|周小满|守着店。店叫“一心”，是祖父1931年开的。", "祖父"),
        ("石桥是谁修的？", "|周小满|爱桥。村口的石桥是老石匠谭永年修的。", "老石匠谭永年"),
        ("石桥是谁修的？", "|周小满|爱桥。村口的石桥是1931年修的。", "周小满"),
        ("石桥是谁修的？", "|周小满|爱桥。庙是祖父修的。", "周小满"),
        ("石桥是谁修的？", "|周小满|爱桥。石桥是去年修的。", "周小满"),
        ("石桥是谁修的？", "|周小满|爱桥。石桥不是县里修的。", "周小满"),
        ("石桥是谁修的？", "|周小满|爱桥。石桥是由县里修的。", "县里"),
    ],
)
def test_who_did_what_is_said_of_the_thing(question, marked, doer):
    text, span = place(marked)
    done = who_does(question, text, span)
    assert text[done.start : done.end] == doer
