"""Whom and what a sentence takes for known, and the sentence that introduces it."""

import pytest

from qa.chinese.sentences import sentences
from qa.writing.antecedents import NOWHERE, antecedents, defined


def needed(text, *, pointing=(), unusable=(), called=(), standing=None, known=False):
    spans = sentences(text)
    texts = [text[span.start : span.end] for span in spans]
    usable = set(range(len(texts))) - set(unusable)
    before = [n - 1 for n in range(len(texts))]
    found = antecedents(
        texts,
        dict(enumerate(texts)),
        usable,
        set(pointing),
        before,
        called=set(called),
        standing=standing,
        known=known,
    )
    return [sorted(one) for one in found]


FIRST = "云岭市市长宋怀远4月3日表示，清河大桥通车。"


@pytest.mark.parametrize(
    "text",
    [
        FIRST + "宋怀远说，大桥总投资1.5亿元。",
        "甲国总统泽米尔·阿万访问云岭市。阿万认为，大桥很美。",
        "云岭市印发《关于推广桥梁管理的若干措施》。《若干措施》提出，要每年检修。",
        "云岭市印发《桥梁管理办法》。《办法》明确，要每年检修。",
        "云岭市桥梁博览会（以下简称“桥博会”）开幕。桥博会有百家企业参展。",
        "云岭联邦存款公司（YLC）接管银行。YLC称，存款安全。",
        "甲国司法部证实此事。司法部表示，案件不公开。",
        "云岭市座谈会昨天举行。会上，各方交流经验。",
        "清河大桥项目开工。该项目总投资1.5亿元。",
        "云岭市举行大会。此次大会有百人参加。",
        "清河市与云岭市签约。两市将共建大桥。",
        "居民李桂英走过大桥。以后她每天都要走。",
        "北岸通车一公里。同期，南岸通车两公里。",
        "三成居民每天过桥。26%的人认为，桥面太窄。",
        "三成居民每天过桥。有49%的受访者认为，桥面太窄。",
        "北岸修了大桥。在南岸，居民则修了公园。",
        "大桥三十年前建成。在那个年代，桥面只有两条车道。",
        "云岭市的管理办法写了三十页。结果，居民看不懂，没有人照办。",
        "清河奥委会主席久洛·若尔宣布旗手名单。久洛说，队伍很强。",
        "居民何远翻过栏杆时摔倒。送医治疗后，医生说要休养三个月。",
        "一名男子掉进清河。接警后，三名民警赶到河边。",
        "一名男子掉进清河。接到报警后，三名民警赶到河边。",
        "货车撞上桥墩。事发后，桥面封闭了两小时。",
        "社区组织了三支队伍。巡查过程中，居民抬头看有没有松动的砖。",
        "学校请来木匠。授课过程中，孩子们学会了用刨子。",
        "旅客要转两次车。那些住在南岸的居民要多走三公里。",
        "青年代表祝远游来到云岭市。在祝远游看来，大桥很美。",
        "居民何远女士住在北岸。何女士认为，大桥很美。",
        "大桥该拆还是该留，居民看法不一。两种观点都有道理。",
        "居民涌上桥头，博物馆排起长队。人数创新高，馆方增加了讲解。",
        "云岭市修好三百座旧桥。不仅如此，旧桥还成了书店。",
        "云岭市修好三百座旧桥。数字变化的背后，是管理的变化。",
        "作家何远写成《过河》。书中写到三百座旧桥，最老的一座六百岁。",
        "五街镇修好三百座旧桥。去年，全镇有四成旧桥成了书店。",
        "北岸的旧桥拆了三座。一批同样古老的桥等待检修。",
        "何远等三人画了老桥。创作中，团队走遍两岸。",
        "指导员问大家怕不怕。官兵们的回答响彻夜空。",
        "何远画了老桥。老桥的美在于曲线，这5幅画都画出了曲线。",
        "北岸通车一公里。另一组数据说明，南岸也在变。",
        "云岭市修了三口井。还在北岸修了水泥路。",
        "云岭市2014年缺电。清河镇当年就通了网电。",
        "译者何远翻译了三本桥书。作为桥梁爱好者，她走遍两岸。",
    ],
)
def test_what_was_introduced_before_is_needed(text):
    assert needed(text, pointing={1} if "该项目" in text or "此次" in text else ()) == [[], [0]]


@pytest.mark.parametrize(
    "text",
    [
        FIRST + "云岭市副市长李梅说，大桥总投资1.5亿元。",
        FIRST + "居民李桂英走过大桥，她很高兴。",
        "云岭市印发《桥梁管理办法》。清河市印发《公园管理办法》。",
        "大桥通车。专家表示，桥很美。",
        "云岭市修桥。2014年大桥通车，当年就有十万人走过。",
        "云岭市修桥。北桥、南桥、老桥这3座桥通车。",
        "云岭市修桥。清河镇还在修井。",
        "云岭市修桥。居民李桂英带着女儿们走过大桥。",
        "大桥通车。甲乙两国签约，丙国与丁国通航。",
        "云岭市大雨。造成两人死亡。",
        "大桥通车。清河大桥公司（YLC）接管大桥，YLC称桥很美。",
    ],
)
def test_what_a_sentence_introduces_itself_is_not(text):
    if "两国" in text:
        text = text.replace("甲乙两国签约，丙国与丁国通航", "甲国和乙国签约，两国通航")
    assert needed(text) == [[], []]


def test_an_article_is_that_of_the_last_paper():
    text = "《云岭晨报》说，大桥很美。市长宋怀远表示，大桥很宽。文章认为，桥面还要加宽。"
    assert needed(text)[2] == [0]
    assert needed(text, unusable={0})[2] == [NOWHERE]


def test_what_is_said_above_is_where_it_was_first_told():
    text = "云岭市查出十座旧桥。其中，有三座旧桥停用。市长表示，对上述旧桥将加固。"
    assert needed(text, pointing={2})[2] == [0]


def test_a_speaker_who_speaks_for_his_part_needs_no_other():
    assert needed("大桥通车。市长则表示，桥很美。") == [[], []]


def test_the_nearest_sentence_with_the_noun_is_needed_not_the_one_before():
    text = "云岭市举行桥梁大会。居民走过大桥。大会还讨论了桥面。"
    assert needed(text, pointing={2}) == [[], [], [0]]


def test_what_only_an_unusable_sentence_introduces_cannot_be_had():
    text = FIRST + "宋怀远说，大桥总投资1.5亿元。"
    assert needed(text, unusable={0}) == [[], [NOWHERE]]
    assert needed("该局修桥。", pointing={0}) == [[NOWHERE]]


def test_short_names_that_brackets_define():
    assert defined("桥博会公司（以下简称“桥博”）、存款公司（YLC）和CPI（消费价格）") == {
        "桥博",
        "YLC",
        "CPI",
    }
    assert defined("大桥（长三百米）") == frozenset()


def test_who_is_only_called_by_name_needs_who_introduces_them():
    text = FIRST + "大桥很美。宋怀远说，大桥总投资1.5亿元。"
    assert needed(text, pointing={2}, called={2})[2] == [0]
    assert needed(text, pointing={2})[2] == [0, 1]


def test_who_says_who_they_are_needs_no_one():
    text = "王建国走过大桥。王建国是云岭市大桥的总工程师。"
    assert needed(text, pointing={1}, called={1}, unusable={0}) == [[], []]


def test_where_who_is_introduced_cannot_be_had_who_is_named_will_do():
    text = FIRST + "宋怀远走上大桥。宋怀远说，大桥总投资1.5亿元。"
    assert needed(text, unusable={0})[2] == [1]


def test_of_those_who_introduce_a_name_one_that_can_be_had_will_do():
    text = FIRST + "云岭市市长宋怀远走上大桥。宋怀远说，大桥总投资1.5亿元。"
    assert needed(text)[2] == [0]
    assert needed(text, standing={1})[2] == [1]
    assert needed(text, standing=set())[2] == [NOWHERE]


@pytest.mark.parametrize("later", ["习近平总书记强调，桥梁要管好。", "云岭市用AI检查桥梁。"])
def test_what_all_know_is_not_introduced(later):
    text = "习近平总书记4月3日谈到AI（人工智能）。" + later
    assert needed(text, unusable={0})[1] == []


def test_if_all_is_known_no_name_is_needed_but_what_is_pointed_at():
    text = FIRST + "宋怀远说，大桥总投资1.5亿元。该项目历时三年。"
    assert needed(text, pointing={2}, known=True) == [[], [], [1]]


def test_an_event_is_needed_where_it_is_held():
    text = "云岭市通车仪式昨天举行。活动以大桥为主题。活动中，大桥公司获得投资。"
    assert needed(text, pointing={1, 2})[2] == [0]


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("云岭市出台电动车充电新规。", "局长何远介绍，新规要求小区建充电棚。"),
        ("云岭市的禁渔禁令下月到期。", "数据显示，禁令生效后鱼多了一倍。"),
        ("市里印发《外卖餐盒管理规定》。", "专家何远说，规定压实了平台的责任。"),
        ("市里审议了旧房改造方案。", "局长何远说，方案明确了补助标准。"),
    ],
)
def test_a_rule_that_is_spoken_of_was_named_before(first, later):
    assert needed(f"{first}图书馆开门。{later}")[2] == [0]


def test_who_rules_something_speaks_of_no_rule():
    text = "市里印发《餐盒管理规定》。图书馆开门。条例明确，规定用人单位缴费。"
    assert 0 not in needed(text)[2]


def test_what_was_before_the_news_needs_the_news():
    text = "大桥昨天通车。桥面很宽。此前，大桥公司曾三次推迟通车。"
    assert needed(text, pointing={2})[2] == [0]


def test_provinces_by_one_character_are_a_pair():
    assert needed("大桥通车。京津冀三省市检查桥梁。") == [[], []]


def test_what_does_not_say_of_whom_it_is_needs_the_one_before_if_that_is_of_another():
    text = "云岭市建成三座大桥。杭州市修了两座水闸。截至目前，总投资超1亿元。"
    assert needed(text)[2] == [1]
    text = "云岭市建成三座大桥。云岭市修了两座水闸。截至目前，总投资超1亿元。"
    assert needed(text)[2] == []
    text = "云岭市建成三座大桥。杭州市修了两座水闸。截至目前，云岭市投资1亿元。"
    assert needed(text)[2] == []


@pytest.mark.parametrize(
    "second",
    [
        "寥寥四字，写出了造桥人的用心。",
        "工人走上前，想起那位老人的话。",
        "画家常以此三桥入画。",
        "小区三百户居民每天过桥。",
        "同为水乡的河东市也修了三座桥。",
        "一个是桥面太窄。",
        "另一种办法是修隧道。",
        "如今全乡有三座桥。",
        "几组桥梁的检查结果相同。",
        "银行与公司商量，三方签了合同。",
        "奖励金额达到每座一百万元。",
        "工程师何远也认为，桥面太窄。",
        "施工时，研发团队采用新的钢材。",
        "不远处，三百名工人正在检修桥面。",
        "不过在当天发布的报告中，桥面的评分下降。",
        "另一项桥面检修的专利也有了新进展。",
        "工程师何远就是其中一员。",
        "新规从4月起实施。",
        "了解情况后，桥梁局立即派人检修桥面。",
        "闲聊中何远得知，老人没有儿女。",
        "何远爽快地说：“没问题，我送您过桥。”",
        "第二个变化将让桥面更宽。",
        "三个岗位、三种技术，不是各做各的，而是一起管桥。",
        "两场展览，一个讲老桥，一个讲新桥。",
        "管委会立足实情，每月检修桥面。",
        "警方昨天在桥头抓到此人。",
        "这个功能可以让桥面更平。",
        "作为桥梁工程师，我更愿意把它们看作路标。",
        "像这样守桥的老人，云岭有三百位。",
        "三天后，桥面裂了一条缝。",
        "一个多月后，桥面修好了。",
        "不久后，渡船停航。",
        "唯有如此，老桥才能长久。",
        "只有这样，桥面才不会再裂。",
        "反观渡船，乘客越来越少。",
        "除了便捷之外，居民喜欢大桥还因为它很美。",
        "除桥面外，桥塔也刷了漆。",
        "后期总结经验，推广养护办法。",
        "历任云岭公司桥工、总工程师。",
        "观众走过桥面，拍下晚霞。",
        "主办方表示，桥会每年办一次。",
        "三个关键词，最后归于“稳”。",
        "在两大桥头，人们写下留言。",
        "变化，始于一次桥面检修。",
        "何怀远转达市长的问候，希望大桥早日通车。",
    ],
)
def test_what_points_at_another_sentence_needs_it(second):
    assert needed("云河边的乡里修了大桥。" + second) == [[], [0]]


@pytest.mark.parametrize(
    "second",
    [
        "银行、公司和学校商量，三方签了合同。",
        "京津冀三地检查桥梁。",
        "因此三座桥都修好了。",
        "如今，云岭的桥梁企业有三百家。",
        "他们记忆中那座桥很窄，居民何远说。",
        "全国有三万座大桥。",
        "大桥奖的奖励金额达到每座一百万元。",
        "云岭大学研发团队采用新的钢材。",
        "新疆喀什的三百座旧桥昨天修好。",
        "新就业群体普遍反映，桥头没有停车的地方。",
        "中非合作论坛闭幕，双方决定合建三座桥。",
        "云岭高新区管委会每月检修桥面。",
        "三个乡、五个村昨天通了公路。",
        "第二个月，云岭市又修了三座桥。",
        "两座大桥，每座长三百米。",
        "居民何远说，桥面很宽。",
        "作为桥梁工程师，我愿意把大桥看作路标。",
        "三天前，云岭市检修了大桥。",
        "2021年后，云岭市不再收过桥费。",
        "几公里长的桥面昨天铺好。",
        "只有这座桥不收费。",
        "除夕夜，居民在桥头放灯。",
        "中期待办的三件事昨天都办好了。",
        "观众可在桥头看灯。",
        "游客、居民昨天都走过大桥。",
        "三个月，云岭市修了三座桥。",
        "在两河岸边，云岭市修了大桥。",
    ],
)
def test_what_says_itself_what_it_means_needs_none(second):
    assert 0 not in needed("云河边修了大桥。" + second)[1] or "那座" in second


@pytest.mark.parametrize(
    "text",
    [
        "云岭市启用监测系统。居民走过大桥。系统上线后，裂缝一天就能查出。",
        "云岭市修好码头工程。居民走过大桥。工程全部建成后，货船一天就能到海。",
        "云岭市举办桥梁文化活动。居民走过大桥。市文化局局长何远介绍，活动以老桥为主题。",
        "云岭市启用检修平台。居民走过大桥。桥梁局局长何远说，平台已有百家企业。",
        "云岭公司修好码头。居民走过大桥。公司总经理何远昨天到桥上检查。",
        "云岭市桥梁服务中心派人巡桥。居民走过大桥。桥头，服务中心农艺师何远正在看树。",
        "清河社区办了食堂。居民走过大桥。社区党支部书记何远到食堂吃饭。",
        "清河村修好码头。居民走过大桥。昨天，村党支部书记何远到码头检查。",
    ],
)
def test_what_is_told_of_by_its_kind_is_needed_where_it_is_named(text):
    assert needed(text)[2] == [0]


@pytest.mark.parametrize(
    "third",
    [
        "改革开放后，云岭市修了三座桥。",
        "云岭大桥通车后，渡船停航。",
        "活动负责人何远介绍，活动以老桥为主题。",
        "桥梁局局长何远说，平台上的字要写大。",
        "在云岭市清河社区，社区书记何远到食堂吃饭。",
        "云岭市清河社区党支部书记何远到食堂吃饭。",
        "公司负责人、专家和居民昨天看了大桥。",
        "云岭公司里，公司总经理何远正在看图。",
    ],
)
def test_what_is_told_of_by_its_kind_needs_none_where_it_is_named_itself(third):
    named = "云岭市的社区、公司、活动和平台很多。居民走过大桥。"
    assert needed(named + third)[2] == []


@pytest.mark.parametrize(
    "text",
    [
        "云岭市桥梁局副局长卞青屿，昨天走上大桥。卞青屿结合实际讲了养护。",
        "老桥爱好者林子屿说，桥很美。昨天，林子屿又走上大桥。",
        "退役将军宋子屿12日走上大桥。宋子屿接着指出，桥面太窄。",
        "桥工宋子屿说，桥很美。宋子屿举例说，老桥的石头有三百块。",
        "环卫工人何大姐走上大桥。何大姐负责的桥面有三百米。",
        "工程师吴怀远走上大桥。习惯了画图的吴怀远拿起了扫帚。",
    ],
)
def test_who_is_only_named_needs_who_says_who_it_is(text):
    assert needed(text) == [[], [0]]


@pytest.mark.parametrize(
    "second",
    [
        "来自清河镇的吴怀远拿起了扫帚。",
        "三十岁的吴怀远拿起了扫帚。",
        "居民在桥头看到吴怀远教授。",
        "曾任桥梁局局长的吴怀远拿起了扫帚。",
        "作为大桥检修工的吴怀远拿起了扫帚。",
        "桥工吴怀远拿起了扫帚。",
        "居民走进云河烈士纪念馆，看了大桥的照片。纪念馆免费开放。",
    ],
)
def test_who_is_told_of_with_what_he_is_needs_no_one(second):
    assert not any(needed("工程师吴怀远走上大桥。" + second)[1:])


def test_what_was_later_needs_the_nearest_sentence_that_can_be_had():
    text = "云岭市修了大桥。居民走过大桥。桥面很宽吗？三天后，桥面裂了一条缝。"
    assert needed(text, unusable={2})[3] == [1]
    assert needed(text, unusable={0, 1, 2})[3] == [NOWHERE]


def test_who_is_described_may_stand_where_nothing_that_can_be_had_says_who_he_is():
    text = "工程师吴怀远走上大桥。习惯了画图的吴怀远拿起了扫帚。吴怀远扫了三天。"
    assert needed(text, unusable={0}) == [[], [], [1]]


@pytest.mark.parametrize(
    "second",
    [
        "《过河》书中写到三百座旧桥，最老的一座六百岁。",
        "何远女士认为，大桥很美。",
        "全县域的桥梁规划昨天印发。",
    ],
)
def test_what_names_its_book_person_or_place_needs_none(second):
    assert needed("云岭市昨天印发了桥梁规划。" + second)[1] == []


def test_the_book_is_the_last_that_is_named():
    text = "作家何远写成《过河》。云岭市上周下了雨。书中写到三百座旧桥。"
    assert needed(text)[2] == [0]


def test_the_whole_county_is_the_one_that_was_named_if_the_news_names_none():
    part = "全县已有四成旧桥成了书店。"
    assert needed("云岭市上周下了雨。清河县修好三百座旧桥。" + part)[2] == [1]
    assert needed("清河县修好三百座旧桥。云岭市上周下了雨。" + part)[2] == []
