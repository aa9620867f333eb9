"""How good a text is for its article."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.writing.worth import WEIGHTS, features, sentence_worth, worth

ANY = {"log_probability": -1.0, "centrality": 0.5, "number": 0, "text": "桥" * 20}


def judged(kind, **changed):
    return worth(kind, features(kind, **{**ANY, **changed}))


def test_features():
    assert features("headline", **{**ANY, "log_probability": -2.0}) == {
        "likely": -2.0,
        "central": 0.5,
        "late": 0.0,
        "lead": 1.0,
        "long": 0.0,
        "short": 0.0,
        "parts": 0,
        "bare": 0.0,
        "named": 0.0,
        "common": 1.0,
        "scene": 0.0,
        "figure": 0.0,
        "issued": 0.0,
        "met": 0.0,
        "seen": 0.0,
        "creed": 0.0,
        "opens": 0.0,
        "static": 0.0,
        "lately": 0.0,
        "placed": 0.0,
        "sets_out": 0.0,
        "guided": 0.0,
        "ruled": 0.0,
        "won": 0.0,
        "sued": 0.0,
        "earlier": 0.0,
        "calls": 0.0,
        "holds": 0.0,
        "example": 0.0,
        "past": 0.0,
        "today": 0.0,
        "about": 0.0,
        "shown": 0.0,
        "comes": 0.0,
        "nowhere": 0.0,
        "quoted": 0.0,
        "hangs": 0.0,
        "slogan": 0.0,
        "overtaken": 0.0,
    }
    assert features("brief", **ANY)["nowhere"] == 1.0
    assert features("headline", **ANY, about=0.7)["about"] == 0.7
    assert features("headline", **{**ANY, "number": 3})["late"] == pytest.approx(1.386, abs=1e-3)


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("云岭市举行新闻发布会", 1.0),
        ("云岭市举行书展", 0.0),
        ("云岭市介绍大桥有关情况 并回答记者提问", 1.0),
        ("云岭市议会公布投票初步结果", 1.0),
        ("云岭市议会公布投票初步结果 何远当选", 0.0),
        ("云岭报刊发何远的评论文章", 1.0),
        ("何远到水利局召开会议 分析当前汛情", 1.0),
        ("读者来信引发关注", 1.0),
        ("县文化馆公布了冬季培训班的报名安排", 1.0),
        ("水务集团发布下周检修时间表", 1.0),
        ("市教育局发布了关于明年招生的通知", 1.0),
        ("县文化馆调整冬季培训班", 0.0),
        ("铁路公布新时间表 三趟车提速", 0.0),
        ("云岭市法院作出判决", 1.0),
        ("云岭市法院作出判决 老桥不得拆除", 0.0),
        ("本报记者在云岭市实地探访", 1.0),
        ("云岭市举行发布会介绍大桥", 0.0),
        ("有人：桥太长", 1.0),
        ("云岭市专场发布会在河东举行", 1.0),
        ("云岭市长签署命令", 1.0),
        ("云岭劫案发生逾一周", 1.0),
        ("云岭市等七部门联合印发通知", 1.0),
        ("云岭市印发《桥梁管理通知》", 0.0),
        ("云岭等市代表在河东举行会议", 1.0),
        ("云岭等市代表在河东举行会议 支持修桥", 0.0),
        ("云岭市议会通过一项决议", 1.0),
        ("何远向法院提交了诉状", 1.0),
        ("何远 1958年10月生 云岭人", 1.0),
        ("云岭县图书馆发布通告", 1.0),
        ("云岭县图书馆发布通告 读书节将办六项活动", 0.0),
        ("云岭县政府发布通告禁止电鱼", 0.0),
        ("云岭县召开干部大会", 1.0),
        ("云岭县召开老桥养护大会", 0.0),
        ("市长何远出席会议并讲话", 1.0),
        ("市长何远主持会议", 1.0),
        ("桥梁局局长何远接受本报采访", 1.0),
        ("记者专访了云岭市桥梁局局长何远", 1.0),
        ("何远回答了记者提问", 1.0),
        ("各乡代表畅谈体会", 1.0),
        ("云岭警方持续发力", 1.0),
        ("云岭警方持续发力 抓获盗桥者三人", 0.0),
        ("桥牌锦标赛各项赛事在云岭展开", 1.0),
        ("锦旗上写着“修桥有功”", 1.0),
    ],
)
def test_that_the_press_was_met_says_nothing(text, bare):
    assert features("headline", **{**ANY, "text": text})["bare"] == bare


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("云岭市举行书展", "named"),
        ("公司举行书展", "common"),
        ("走进云岭市书展 热闹非凡", "scene"),
        ("何远观察着桥上的灯", "scene"),
        ("云岭市郊绿意盎然", "scene"),
        ("炊事员攥着锅铲", "scene"),
        ("云岭市新建3座桥", "figure"),
        ("2019年云岭市建桥", "past"),
        ("云岭市2019年3月建成老桥", "past"),
        ("云岭市议会于2019年通过方案", "past"),
        ("千百年来 居民等船过河", "lately"),
        ("云岭老桥村依山傍水", "scene"),
        ("桥梁是城市发展的重要基础", "creed"),
        ("桥梁安全关乎每个家庭", "creed"),
        ("4月3日是全国桥梁日", "creed"),
        ("云岭市高度重视桥梁", "creed"),
        ("何远来到桥边 清晨有雾", "scene"),
        ("20多年前 云岭市无桥", "past"),
        ("本月10日 云岭市老桥停用", "past"),
        ("笔者发现桥栏生锈", "bare"),
        ("新华社记者奔赴云岭市", "bare"),
        ("云岭报去年11月披露名单", "past"),
        ("如今 云岭市处处有桥", "today"),
        ("云岭市拥有老桥100多座", "static"),
        ("云岭大桥是全省最长的桥之一", "static"),
        ("一些居民绕桥而行", "static"),
        ("云岭由三个区组成", "static"),
        ("近年来 云岭市建成30座桥", "lately"),
        ("云岭市老桥村 麦浪一片金黄", "placed"),
        ("推动桥梁养护提质增效", "calls"),
        ("总书记深刻指出“桥要牢”", "guided"),
        ("习近平总书记：桥要牢", "guided"),
        ("在云河南岸 坐落着五座桥", "sets_out"),
        ("夏日 沿着云河一路前行", "sets_out"),
        ("老桥 就在云河南岸", "static"),
        ("大桥具有重要战略地位", "creed"),
        ("何远1929年11月2日出生于云岭市", "bare"),
        ("云岭市桥梁知识总决赛在河东打响", "bare"),
        ("何远对大桥停用作出表态", "bare"),
        ("切实守住桥梁安全底线", "calls"),
        ("云岭市七部门联合发布通知", "bare"),
        ("云河大桥自三月开工以来 目前进展顺利", "bare"),
        ("今年的活动主题为“养桥护桥”", "bare"),
        ("传统认知里 桥是连接两岸的路", "bare"),
        ("在许多人的印象中 养桥就是刷漆", "bare"),
        ("云岭指数以3012.5点小幅低开 全天走弱", "bare"),
        ("早盘云岭指数冲高", "bare"),
        ("在云岭市调研期间 记者走访了三座桥", "bare"),
        ("“我是守桥人”活动引发参与热潮", "bare"),
        ("云岭杯在河东展开决赛争夺", "bare"),
        ("云岭队对阵河东队", "bare"),
        ("桥梁局的内部邮件被公布", "bare"),
        ("云岭公司发布照片", "bare"),
        ("云岭市议会举行第三十一次会议", "bare"),
        ("云岭市政府提交一份法案草案", "bare"),
        ("何远发表题为《桥》的文章", "bare"),
        ("云岭市委作出部署", "bare"),
        ("老桥案曝出更多细节", "bare"),
        ("桥梁局发布关于夜间行车的提醒", "bare"),
        ("司机何远没想到 桥已停用", "bare"),
        ("何远是云岭的一名桥工", "bare"),
        ("桥梁协会成立于1949年", "past"),
        ("老桥号货轮此前从云岭启航", "past"),
        ("观桥人行走在云河边", "scene"),
        ("云河南岸果树枝繁叶茂", "scene"),
        ("队员们相互拥抱", "scene"),
        ("《老桥》是一部方言电影", "static"),
        ("云岭公司的前身是河东公司", "static"),
        ("青石镇是石桥技艺的发源地", "static"),
        ("云岭造桥业起步于二十年前", "static"),
        ("至2012年 云岭市大桥达50座", "past"),
        ("桥上一派繁忙", "scene"),
        ("桥梁局发布《2025年养桥公报》", "bare"),
        ("云岭市素有“桥城”的美誉", "bare"),
        ("何远：今年是云岭大桥通车20周年", "bare"),
        ("盛夏的云岭市 河水与长桥相映成趣", "bare"),
        ("养桥一头连着安全 一头连着民生", "bare"),
        ("下午4点半 老桥茶市陆续开张", "bare"),
        ("养桥重在日常", "holds"),
        ("修桥不是为了好看 而是为了好走", "holds"),
        ("各地应把旧桥管起来", "holds"),
        ("养桥人要多走桥面", "holds"),
        ("云岭市青石镇 三座石桥连起两岸", "example"),
    ],
)
def test_what_a_headline_begins_with_and_has(text, name):
    of_text = features("headline", **{**ANY, "text": text})
    assert of_text[name] == 1
    assert features("headline", **{**ANY, "text": "由市长说明"})[name] == 0


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("过去 修桥要跑五个部门", "holds"),
        ("习近平总书记强调桥要牢", "holds"),
        ("老桥反应灵敏 需求旺盛", "holds"),
        ("全国 三座石桥入选名单", "example"),
        ("云岭市大桥通车 两岸相连", "example"),
        ("桥梁局印发《养桥办法》", "bare"),
        ("今年是丰收之年 云岭市粮食增产", "bare"),
        ("到2030年 云岭市建桥50座", "past"),
    ],
)
def test_what_a_headline_is_not_taken_for(text, name):
    assert features("headline", **{**ANY, "text": text})[name] == 0


def test_an_opinion_is_worth_more_for_what_it_holds_than_for_its_example():
    holds, example, neither = (
        {**features("headline", **ANY), "holds": held, "example": shown}
        for held, shown in ((1.0, 0.0), (0.0, 1.0), (0.0, 0.0))
    )
    ranked = [worth("opinion", one) for one in (holds, neither, example)]
    assert ranked == sorted(set(ranked), reverse=True)
    assert len({worth("headline", one) for one in (holds, neither, example)}) == 1


@pytest.mark.parametrize(
    ("text", "issued"),
    [
        ("云岭市近日印发《桥梁管理办法》。", 1.0),
        ("云岭市近日联合发布了《关于桥梁管理的通知》。", 1.0),
        ("云岭市近日印发《桥梁管理办法》，要求每年检修。", 0.0),
        ("何远写了《桥》。", 0.0),
    ],
)
def test_a_brief_that_something_was_issued_does_not_say_what(text, issued):
    assert features("brief", **{**ANY, "text": text})["issued"] == issued
    assert features("headline", **{**ANY, "text": text})["issued"] == 0


@pytest.mark.parametrize(
    ("text", "month", "earlier"),
    [
        ("今年6月 甲国对乙国发动空袭", 12, 1.0),
        ("7月 两国签署宣言", 10, 1.0),
        ("停火协议于10月10日生效", 11, 1.0),
        ("停火协议于10月生效", 11, 0.0),
        ("甲国于今年9月21日宣布疫情", 10, 1.0),
        ("9月 云岭市出口增长", 10, 0.0),
        ("今年1月以来 局势升级", 10, 0.0),
        ("12月 云岭市出口增长", 2, 0.0),
        ("大桥将于11月通车", 10, 0.0),
        ("大桥通车", 10, 0.0),
        ("7月 两国签署宣言", None, 0.0),
    ],
)
def test_what_was_months_before(text, month, earlier):
    assert features("headline", **{**ANY, "text": text}, month=month)["earlier"] == earlier


def test_only_a_story_is_worth_less_where_it_sets_out():
    sets_out, told = ({**features("headline", **ANY), "sets_out": value} for value in (1.0, 0.0))
    assert worth("headline", sets_out) == worth("headline", told)
    assert worth("feature", sets_out) < worth("feature", told)


def test_a_source_is_said_in_a_lead_and_is_bare_later():
    text = "据云岭报报道 大桥通车"
    assert features("headline", **{**ANY, "text": text})["bare"] == 0
    assert features("headline", **{**ANY, "text": text, "number": 2})["bare"] == 1


def test_a_foreigners_name_counts_as_a_short_one():
    names = [features("headline", **{**ANY, "text": "桥" * 40 + dot + "桥"}) for dot in ("桥", "·")]
    assert names[0]["long"] - names[1]["long"] == pytest.approx(0.4)


@pytest.mark.parametrize("kind", ["headline", "brief"])
def test_length_counts_in_tens_of_characters_over_and_under_the_usual(kind):
    sizes = [features(kind, **{**ANY, "text": "桥" * size}) for size in (0, 10, 200, 210)]
    assert sizes[0]["short"] - sizes[1]["short"] == pytest.approx(1)
    assert sizes[3]["long"] - sizes[2]["long"] == pytest.approx(1)
    assert sizes[0]["long"] == sizes[3]["short"] == 0


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("清晨，雾气还没散，渡口已经站满了人。", 1.0),
        ("青山叠翠，溪水潺潺，竹影婆娑。", 1.0),
        ("桥好不好，走一走就知道。云岭市修了三座桥。", 1.0),
        ("一位老人望着断桥，半天没有说话。", 1.0),
        ("去年冬天的一天，校车停在了桥头。", 1.0),
        ("最近，一位朋友说起他的烦心事：孩子上学要绕路。", 1.0),
        ("有一次，我坐船过河。", 1.0),
        ("那天，渡船没有来。", 1.0),
        ("村民何远每天走过老桥。", 1.0),
        ("云岭市三年修桥二十座，两岸村民出行时间缩短一半。", 0.0),
        ("一座新桥在云岭市通车。", 0.0),
        ("一位工程师和他的团队建成了云岭大桥。", 0.0),
        ("近年来，云岭市大力推进老桥改造，完好率逐年提升。", 0.0),
        ("一天之内三座桥通车，云岭人奔走相告。", 0.0),
        ("那年轻人造的桥成为一景。", 0.0),
    ],
)
def test_what_stands_before_a_storys_matter(text, shown):
    persons = frozenset({"何远"})
    assert features("brief", **{**ANY, "text": text}, persons=persons)["shown"] == shown
    assert features("headline", **{**ANY, "text": text}, persons=persons)["shown"] == 0


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("近年来，云岭市大力推进老桥改造，桥梁完好率逐年提升。", "comes", 1.0),
        ("老桥改造后，行人多了起来。", "comes", 0.0),
        ("云岭市推进老桥改造。", "nowhere", 0.0),
        ("走的人多了，桥就旧了。", "nowhere", 1.0),
        ("“以前过河要等船，现在抬脚就到，真是方便多了！”一名村干部说。", "quoted", 1.0),
        ("“云岭桥”工程开工。", "quoted", 0.0),
        ("不过，新桥比老桥宽一倍。", "hangs", 1.0),
        ("新桥比老桥宽一倍。", "hangs", 0.0),
        ("桥工的精神将激励云岭人砥砺前行。", "slogan", 1.0),
        ("两市一定能继续谱写共建大桥的新篇章。", "slogan", 1.0),
        ("两市决定共建大桥。", "slogan", 0.0),
    ],
)
def test_how_a_brief_of_a_story_stands(text, name, value):
    assert features("brief", **{**ANY, "text": text})[name] == value


def test_a_headline_that_goes_on_from_something_is_worth_less():
    assert judged("headline", text="最终 桥上的人被救起") < judged(
        "headline", text="市民 桥上的人被救起"
    )


@pytest.mark.parametrize("kind", ["headline", "feature", "opinion", "brief", "story"])
def test_worth_is_the_weighted_sum(kind):
    written = "brief" if kind in ("brief", "story") else "headline"
    assert WEIGHTS[kind].keys() <= features(written, **ANY).keys()
    for name, weight in WEIGHTS[kind].items():
        values = dict.fromkeys(WEIGHTS[kind], 0.0) | {name: 2.0}
        assert worth(kind, values) == pytest.approx(2 * weight)


@pytest.mark.parametrize("kind", ["headline", "brief"])
@given(st.floats(-9, 0), st.floats(0, 1), st.integers(0, 50), st.integers(8, 160))
def test_what_is_likelier_more_central_or_earlier_is_no_worse(kind, likely, central, number, size):
    given_all = {
        "log_probability": likely,
        "centrality": central,
        "number": number,
        "text": "桥" * size,
    }
    value = judged(kind, **given_all)
    assert judged(kind, **{**given_all, "log_probability": likely + 1}) > value
    assert judged(kind, **{**given_all, "centrality": central + 1}) >= value
    assert judged(kind, **{**given_all, "number": number + 1}) <= value


def sentence(text="大桥昨天建成通车。", *, centrality=0.5, number=3, like_lead=0.2):
    return sentence_worth(text, centrality=centrality, number=number, like_lead=like_lead)


@given(st.floats(0, 1), st.integers(0, 200))
def test_a_sentence_is_worth_less_later_and_more_the_more_central_it_is(central, number):
    value = sentence(centrality=central, number=number)
    assert value > 0
    assert sentence(centrality=central, number=number + 1) <= value
    assert sentence(centrality=central + 0.1, number=number) > value


def test_figures_are_worth_more_and_what_is_quoted_or_general_less():
    assert sentence("大桥总投资三亿元。") > sentence()
    assert sentence("何远说：“大桥昨天建成通车。”") < sentence()
    assert sentence("多年来，大桥建成通车。") < sentence()
    assert sentence(like_lead=0.6) > sentence()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("市长宋怀远4月3日主持召开领导小组会议。", "met"),
        ("云岭市4月3日举行桥梁论坛。", "met"),
        ("窗外，清河大桥飞驰而过。", "seen"),
        ("老师何远正在给学生们讲解桥梁。", "seen"),
        ("日前，记者在何远的船厂采访了他。", "seen"),
    ],
)
def test_a_brief_that_one_met_or_what_is_seen(text, name):
    more = text + "会议指出，要修好大桥。"
    assert features("brief", **{**ANY, "text": text})[name] == 1.0
    assert features("brief", **{**ANY, "text": more})["met"] == 0.0
    assert features("headline", **{**ANY, "text": text})["seen"] == 0.0


@pytest.mark.parametrize(
    ("text", "met"),
    [
        ("云岭市召开桥梁养护工作会议", 1.0),
        ("县图书馆举办读书活动", 1.0),
        ("云岭医院开展急救培训", 0.0),
        ("乡镇联合举行防汛培训", 1.0),
        ("国际桥梁理事会会议在河东市召开", 1.0),
        ("云岭市召开桥梁养护工作会议 部署汛前检查", 0.0),
        ("县图书馆举办读书活动 两千人参加", 0.0),
        ("云岭市桥梁协会成立", 0.0),
        ("国际桥梁理事会会议举行", 1.0),
        ("何远在会上强调要修好大桥", 0.0),
    ],
)
def test_a_headline_that_one_met_does_not_say_what_came_of_it(text, met):
    assert features("headline", **{**ANY, "text": text, "number": 2})["met"] == met


@pytest.mark.parametrize(
    ("text", "won"),
    [
        ("云岭队以3：1战胜河东队", 1.0),
        ("何远两局不敌李明 赛后表示满意", 0.0),
        ("云岭女排25比20拿下首局获胜", 1.0),
        ("何远夺得男子跳水冠军", 1.0),
        ("老桥村队晋级全县农民篮球赛决赛", 1.0),
        ("云岭队负于青石镇队 无缘决赛", 1.0),
        ("上轮0：2不敌河东队的云岭队保级形势严峻", 0.0),
        ("曾夺得冠军的何远出任教练", 0.0),
        ("去年何远夺得冠军", 0.0),
        ("云岭市战胜洪水", 0.0),
        ("何远夺冠后接受采访", 0.0),
        ("大桥以3比1的票数通过验收", 0.0),
    ],
)
def test_who_won_a_match(text, won):
    assert features("headline", **{**ANY, "text": text})["won"] == won
    assert features("brief", **{**ANY, "text": text})["won"] == 0.0


@pytest.mark.parametrize(
    ("text", "played"),
    [
        ("第12分钟 何远头球破门", 1.0),
        ("云岭队上半场以10分领先", 1.0),
        ("李明为对手送出三个破发点", 1.0),
        ("何远坐在替补席上", 1.0),
        ("次局云岭队攻势凌厉", 1.0),
        ("云岭女篮队员在比赛中", 1.0),
        ("第一节课从认识桥梁开始", 0.0),
        ("首次局部通车", 0.0),
        ("云岭市宣传中小桥梁养护", 0.0),
        ("小偷破门而入被抓获", 0.0),
    ],
)
def test_how_a_match_went_is_a_scene(text, played):
    assert features("headline", **{**ANY, "text": text})["scene"] == played


@pytest.mark.parametrize(
    ("text", "earlier"),
    [
        ("2001年 老桥建成通车", 1.0),
        ("早在2019年 云岭市开始修桥", 1.0),
        ("2030年9月 何远因公牺牲", 1.0),
        ("2031年2月 大桥开工", 0.0),
        ("2030年 云岭市出口增长一成", 0.0),
        ("2001年至2030年 云岭市修桥百座", 0.0),
        ("2001年以来 云岭市修桥百座", 0.0),
        ("2031年桥梁大会开幕", 0.0),
        ("老桥建成通车", 0.0),
    ],
)
def test_what_was_years_before(text, earlier):
    day = {"month": 4, "year": 2031}
    assert features("headline", **{**ANY, "text": text}, **day)["earlier"] == earlier
    brief = text.replace(" ", "，") + "。今年，新桥开工。"
    assert features("brief", **{**ANY, "text": brief}, **day)["earlier"] == earlier
    assert features("headline", **{**ANY, "text": text})["earlier"] == 0.0


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("云岭市出席桥梁大会并讲话。", 0.0),
        ("何远出席会议并讲话。", 1.0),
        ("何远出席会议并讲话。他说，桥要修好。", 0.0),
        ("记者走访了三座桥。", 1.0),
        ("三座桥同日通车。", 0.0),
    ],
)
def test_what_a_brief_of_one_sentence_ends_with_is_all_it_says(text, bare):
    assert features("brief", **{**ANY, "text": text})["bare"] == bare


def test_what_was_said_at_a_meeting_is_half_of_it_after_the_lead():
    text = "市长宋怀远在主持会议时强调，要修好每一座大桥，让居民放心过桥。"
    assert features("brief", **{**ANY, "text": text, "number": 1})["met"] == 1.0
    assert features("brief", **{**ANY, "text": text, "number": 0})["met"] == 0.0


@pytest.mark.parametrize(
    ("text", "ruled", "sued"),
    [
        ("县法院一审判处何某有期徒刑三年", 1.0, 0.0),
        ("云河市中院驳回店家的上诉", 1.0, 0.0),
        ("男子偷剪电缆获刑八个月", 1.0, 0.0),
        ("法院判决物业公司退还电费", 1.0, 0.0),
        ("邻居随后另行起诉 索赔三万元", 0.0, 1.0),
        ("店家提起民事诉讼", 0.0, 1.0),
        ("一审判庭搬进新楼", 0.0, 0.0),
        ("判决书长达四十页", 0.0, 0.0),
        ("县法院审理了一起盗窃案", 0.0, 0.0),
    ],
)
def test_how_a_case_ended_is_its_news(text, ruled, sued):
    values = features("headline", **{**ANY, "text": text})
    assert (values["ruled"], values["sued"]) == (ruled, sued)
