"""Answers that the reader doubts and the words of their sentence vouch for."""

from __future__ import annotations

import pytest

from qa.answering.vouching import asks_price, interviewed, is_headed, values, vouched, ways
from qa.records import Span
from tests.qa.answering.marked import place

TALK = """年过六十的养蜂人桑树根住在云岭。
记者：遇到黑熊偷蜜怎么办？
桑树根：敲铁盆。它怕响。我从不打它。后来它也不来了。
记者：一年能收多少蜜？
桑树根：六百来斤。
"""


@pytest.mark.parametrize(
    ("question", "marked", "title"),
    [
        ("书店星期几不开门？", "书店每逢|周三|歇业盘点。", ""),
        ("游船几点发船？", "游船每日|9:00|发船。", ""),
        ("学生票多少钱？", "成人票40元，学生票|15元|。", ""),
        ("展览馆哪天闭馆？", "开放首月免费，|周一|闭馆。", "云河展览馆开放"),
        ("果园停车怎么收费？", "停车场|每次5元|，当天有效。", "果园开园"),
        ("合唱队拿了多少分？", "合唱队以|98分|名列第一。", ""),
        ("决赛什么时候开打？", "决赛将于|5月6日|打响。", ""),
        ("每天限多少人？", "每日限额|800人|，额满为止。", ""),
        ("客运公司要赔多少钱？", "法院判决客运公司赔偿医药费等|6万元|。", ""),
        ("云谷最低多少度？", "城区8℃，云谷|零下3℃|。", ""),
        ("大巴多久一班？", "往返机场的班线|每半小时一班|。", ""),
        ("停水时间是什么时候？", "定于|6月2日9时至17时|对北街停止供水。", ""),
    ],
)
def test_a_sentence_that_has_all_that_is_asked_vouches(question, marked, title):
    text, span = place(marked)
    assert vouched(question, text, title, span) == span


@pytest.mark.parametrize(
    ("question", "marked", "title"),
    [
        ("游泳馆年卡多少钱？", "游泳馆成人每场|35元|。", ""),
        ("书店有几个店员？", "书店有|三个|阅览区。", ""),
        ("篮球馆哪天闭馆？", "游泳馆|周一|闭馆。", "体育中心开放"),
        ("大桥多宽？", "大桥全长|三百米|。", ""),
        ("清河大桥造价多少？", "清河大桥全长|三百米|，昨天通车。", ""),
        ("《外婆的酱缸》是谁写的？", "外婆姓尹，镇上人叫她|尹氏|。", "外婆的酱缸"),
        ("学生票多少钱？", "成人票|40元|，学生票15元。", ""),
        ("奖学金每人发多少钱？", "祁云山捐出|50万元|设立奖学金。", ""),
        ("大桥什么时候开工？", "大桥总投资|3亿元|。", ""),
        ("展览什么时候闭幕？", "展览|5月6日|开幕。", ""),
        ("主教练是谁？", "队长|章平|伤愈归队。", ""),
        ("河道多少公里？", "河道清淤|3万立方米|。", ""),
        ("书店哪天歇业？", "书店|周三|歇业吗？", ""),
        ("决赛第二场哪天打？", "决赛首场|5月6日|打响。", ""),
        ("云河是什么意思？", "|云河|是一条河。", ""),
    ],
)
def test_a_sentence_that_lacks_a_word_does_not(question, marked, title):
    text, span = place(marked)
    assert vouched(question, text, title, span) is None


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("游船几点发船？", "游船每天发船四班，分别为9:00、11:00、14:00。", ["9:00、11:00、14:00"]),
        ("夜市几点到几点？", "夜市每晚18:00至23:30营业。", ["18:00至23:30"]),
        ("夜市几点结束？", "夜市每晚18:00至23:30营业。", ["23:30"]),
        ("果园几点开门？", "果园每天7时至19时开放。", ["7时"]),
        ("大巴多久一班？", "大巴首班6:00，末班20:00，每小时一班，票价9元。", ["每小时一班"]),
        ("一审判赔多少钱？", "县人民法院一审判决章某赔偿2万元。", ["2万元"]),
        ("章某拿到多少赔偿？", "法院判决公司赔偿章某2万元。", ["2万元"]),
        ("章某拿到多少赔偿？", "法院判决公司赔偿章某2万元，赔偿孟某3万元。", []),
        ("展馆哪天闭馆？", "展馆9:00开放，16:00停止入馆，逢周一闭馆。", ["逢周一"]),
        ("哪天不开门？", "从5月1日起，展馆开放到21:00，周一照常闭馆整理。", ["周一"]),
        ("观赛门票多少钱？", "观赛不收门票。", ["不收门票"]),
        ("展馆晚上几点关门？", "展馆开放时间为9:00至21:00，周一闭馆。", ["21:00"]),
        ("展馆什么时候开放？", "展馆5月1日至7日开放。", ["5月1日至7日"]),
        ("夜校什么时候报名？", "夜校5月1日起接受报名，6月2日开课。", ["5月1日"]),
        ("集市几点开始？", "庙会每天9:00开始。", []),
        ("果园投资多少？", "果园每天7时至19时开放。", []),
        ("一共修了多少座桥？", "全县修桥41座，投入9亿元。", ["41座"]),
        ("全县修了几座石桥？", "全县修桥41座，其中石桥9座。", ["9座"]),
        ("捕捞队有几个人？", "捕捞队有28名队员。", ["28名"]),
        ("渡口停航影响多少户？", "渡口停航预计影响居民约1300户。", ["1300户"]),
        ("一家可以认养几棵树？", "每户限认养两棵树。", ["两棵"]),
        ("展厅里有多少座位？", "展厅座位由200个增加到350个。", ["350个"]),
        ("展厅原来有多少个座位？", "展厅座位由200个增加到350个。", ["200个"]),
        ("渡船末班几点？", "渡船首班7时，末班由19时延至20时。", ["20时"]),
        ("以前渡船末班几点？", "渡船首班7时，末班由19时延至20时。", ["19时"]),
        ("坡道限速多少？", "坡道限速由每小时30公里调整为20公里。", ["20公里"]),
        ("渡船票价多少？", "渡船票价3元，月票60元。", ["3元"]),
        ("一只羊羔多少钱？", "每只羊羔卖800元。", ["800元"]),
        ("渡口打什么电话问？", "渡口咨询电话：7213344。", ["7213344"]),
        ("渡口热线是多少？", "渡口热线7213344，全年开通。", ["7213344"]),
        ("门店几号重新开张？", "门店搬到西河街28号，将于6月9日重新开放。", ["6月9日"]),
        ("6月9号停航影响多少户？", "停航影响1300户。", []),
        ("影响几家医院？", "渡口停航影响居民1300户、商铺40家。", []),
        ("有多少条船？", "渡口停航影响居民1300户。", []),
        ("夜市有多少家店？", "夜市37名住户被疏散。", []),
        ("中学生有几名？", "展厅由12名小学生讲解。", []),
        ("办学点有几所学校？", "严格说来，办学点是一所学校。", []),
        ("有几人受伤？", "沉船致12人死亡、多人受伤。", []),
        ("船工支付多少押金？", "船工9支付押金500元。", ["500元"]),
        ("有多少人参加庙会？", "约40,000人参加庙会。", ["40,000人"]),
        ("合并后有几个村？", "合并之前有38个村。", []),
        ("毛豆补贴多少？", "玉米补贴由每亩60元提高到80元。", []),
        ("玉米种植面积多少？", "玉米补贴由每亩60元提高到80元。", []),
        ("队员以前有几名？", "捕捞队有28名队员。", []),
    ],
)
def test_the_one_value_of_a_sentence_is_found(question, text, answer):
    assert [text[x.start : x.end] for x in values(question, text, "")] == answer


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("桑树根遇到黑熊怎么处理？", "敲铁盆。它怕响。我从不打它。"),
        ("养蜂人一年能收多少蜜？", "六百来斤。"),
        ("桑树根怎么看黑熊？", None),
        ("桑树根一年卖多少钱？", None),
        ("遇到野猪怎么办？", None),
        ("桑树根几岁？", None),
    ],
)
def test_an_interview_answers_what_it_asks(question, answer):
    lead = TALK.splitlines()[0]
    found = interviewed(question, TALK, "云岭蜂蜜", lead=lead)
    assert (TALK[found.start : found.end] if found else None) == answer


@pytest.mark.parametrize(
    ("question", "text", "title", "told"),
    [
        ("怎么买票？", "市民可通过官网购票。", "云河展馆开放", True),
        ("展馆怎么买票？", "首年免费开放，周一闭馆。", "云河展馆开放", True),
        ("二审怎么判的？", "市中级人民法院驳回上诉，维持原判。", "", True),
        ("章某为什么说自己不该赔？", "章某辩称，自己没有收钱，不该赔偿。", "", True),
        ("怎么报名？", "居民可登录云河网报名。", "", True),
        ("怎么退票？", "市民可通过官网购票。", "云河展馆开放", False),
        ("二审怎么判的？", "县人民法院判决章某赔偿2万元。", "", False),
        ("戏院怎么买票？", "市民可通过官网购票。", "云河展馆开放", False),
        ("怎么看待报名？", "居民可登录云河网报名。", "", False),
        ("报名人数怎么样？", "居民可登录云河网报名。", "", False),
        ("为什么停业？", "书店周三停业。", "", False),
        ("怎么报名？", "怎么报名？可登录云河网。", "", False),
    ],
)
def test_a_sentence_tells_how_or_why(question, text, title, told):
    found = ways(question, text, title)
    assert (found is not None) is told


def test_what_only_the_title_names_is_told_by_the_sentence_that_names_it():
    text = "机场线票价20元。古塔线票价9元。"
    title = "机场线和古塔线开通"
    at = text.index("9元")
    assert vouched("机场线票价多少钱？", text, title, Span(start=at, end=at + 2)) is None
    assert [text[x.start : x.end] for x in values("机场线票价多少钱？", text, title)] == ["20元"]


def test_a_value_is_cut_from_what_was_read():
    text = "机场线首班5:40，末班20:40，每小时一班，全程约70分钟。"
    read = Span(start=text.index("20:40"), end=len(text) - 1)
    found = vouched("机场线多久一班？", text, "", read)
    assert found is not None
    assert text[found.start : found.end] == "每小时一班"


def test_a_price_is_asked_with_how():
    assert asks_price("停车怎么收费？")
    assert not asks_price("怎么停车？")


@pytest.mark.parametrize(
    ("question", "title", "lead", "headed"),
    [
        ("6月9号停航影响多少户？", "6月9日渡口停航通告", "", True),
        ("6月9日停航影响多少户？", "停航通告", "定于6月9日8时起停航。", True),
        ("6月8号停航影响多少户？", "6月9日渡口停航通告", "", False),
        ("停航影响多少户？", "6月9日渡口停航通告", "", False),
        ("6月9号停航影响多少户？", "停航通告", "停航从6月9日到6月12日。", False),
        ("6月9号停航影响多少户？", "停航通告", "定于6月停航。", False),
    ],
)
def test_a_notice_is_of_the_day_at_its_head(question, title, lead, headed):
    assert is_headed(question, title, lead) is headed


def test_a_day_at_the_head_need_not_be_said_again():
    text = "停航影响1300户。6月10日恢复，影响20户。"
    found = values("6月9号停航影响多少户？", text, "6月9日渡口停航通告")
    assert [text[x.start : x.end] for x in found] == ["1300户"]


def test_a_price_stands_where_the_title_names_what_it_is_of():
    text = "票价维持3元不变，老人免费。"
    found = values("12路多少钱？", text, "12路公交明起延长")
    assert [text[x.start : x.end] for x in found] == ["3元"]
    assert not list(values("13路多少钱？", text, "12路公交明起延长"))
