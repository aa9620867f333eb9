"""What kind of answer a question asks for."""

import pytest

from qa.chinese.asking import Wanted, statement_of, wanted, written

CASES = [
    ("清河大桥多长？", Wanted.SPAN),
    ("大桥是哪一年通车的？", Wanted.SPAN),
    ("第三座桥叫什么名字？", Wanted.SPAN),
    ("这个时期被称为什么？", Wanted.SPAN),
    ("谁出席了通车仪式？", Wanted.WHO),
    ("飞船的航天员是谁", Wanted.WHO),
    ("会议审议了哪些文件？", Wanted.LIST),
    ("大桥连接哪两个区？", Wanted.LIST),
    ("两位候选人分别是谁？", Wanted.LIST),
    ("现场都有谁？", Wanted.LIST),
    ("方案分为哪几个方面", Wanted.LIST),
    ("大桥通车了吗？", Wanted.YES_NO),
    ("大桥是否收费", Wanted.YES_NO),
    ("云岭市是不是省会？", Wanted.YES_NO),
    ("桥上有没有路灯？", Wanted.YES_NO),
    ("能否骑车过桥？", Wanted.YES_NO),
    ("澡堂周末开不开", Wanted.YES_NO),
    ("票价涨了没有？", Wanted.YES_NO),
    ("他当过校长没有", Wanted.YES_NO),
    ("渡口修好了码头没有？", Wanted.YES_NO),
    ("难道桥上不收费吗？", Wanted.YES_NO),
    ("他上没上诉", Wanted.YES_NO),
    ("书店周末收费不？", Wanted.YES_NO),
    ("老街禁摩托车吧？", Wanted.YES_NO),
    ("渡口要停航么", Wanted.YES_NO),
    ("渡口停航了，对吗？", Wanted.YES_NO),
    ("莫非渡口停航了？", Wanted.YES_NO),
    ("他支持不支持修桥？", Wanted.YES_NO),
    ("会停电不会？", Wanted.YES_NO),
    ("码头修好没有？", Wanted.YES_NO),
    ("乘客过千了没", Wanted.YES_NO),
    ("村里有井没有？", Wanted.YES_NO),
    ("渡口停航吗，谢谢", Wanted.YES_NO),
    ("渡口停航吗？在线等！", Wanted.YES_NO),
    ("渡口停航吗～", Wanted.YES_NO),
    ("渡口停航吗……", Wanted.YES_NO),
    ("澡堂还开着没", Wanted.YES_NO),
    ("渡口停航了没呢", Wanted.YES_NO),
    ("浴室能洗不啊", Wanted.YES_NO),
    ("老街明天停水吧？", Wanted.YES_NO),
    ("村里发补贴吧", Wanted.YES_NO),
    ("庙会是不是没什么人去？", Wanted.YES_NO),
    ("新渡口谁都能用吗", Wanted.YES_NO),
    ("渡船任何时间都开吗", Wanted.YES_NO),
    ("渡口是不是最老的几处之一", Wanted.YES_NO),
    ("开业没几天就停航了吗", Wanted.YES_NO),
    ("庙会上有没有什么表演？", Wanted.SPAN),
    ("不管下不下雨都开的澡堂", Wanted.SPAN),
    ("无论是否本地人都能坐吗", Wanted.YES_NO),
    ("船家管不管行李，也收钱？", Wanted.YES_NO),
    ("你知道渡口的开航时间吗？", Wanted.SPAN),
    ("能告诉我渡船票价吗", Wanted.SPAN),
    ("请问可以查一下澡堂的地址吗？谢谢", Wanted.SPAN),
    ("你知道渡口停航了吗？", Wanted.YES_NO),
    ("能告诉我渡口是不是停航了吗", Wanted.YES_NO),
    ("船家知道停航时间吗？", Wanted.YES_NO),
    ("能改渡船的开航时间吗？", Wanted.YES_NO),
    ("老街的咖啡吧", Wanted.SPAN),
    ("新开的电竞吧？", Wanted.SPAN),
    ("那家酒吧？", Wanted.SPAN),
    ("街角的清吧", Wanted.SPAN),
    ("村里时不时停水的原因", Wanted.SPAN),
    ("《去不去》的作者", Wanted.SPAN),
    ("《去不去》演了没有", Wanted.YES_NO),
    ("新开的水吧？", Wanted.SPAN),
    ("他会上什么也没有？", Wanted.SPAN),
    ("邻村从来没有？", Wanted.SPAN),
    ("动不动罚款是谁定的？", Wanted.WHO),
    ("还有没有没修的路，有多少条？", Wanted.SPAN),
    ("池里的水有没有，剩多少", Wanted.SPAN),
    ("这对居民有什么影响吗？", Wanted.SPAN),
    ("无论是否下雨，谁都要到场？", Wanted.WHO),
    ("大桥为什么推迟通车？", Wanted.PASSAGE),
    ("工期为何延长", Wanted.PASSAGE),
    ("市里怎样解决停车难？", Wanted.PASSAGE),
    ("如何申请补贴？", Wanted.PASSAGE),
    ("会议对“一老一小”有什么要求？", Wanted.PASSAGE),
    ("采取了哪些措施？", Wanted.PASSAGE),
    ("市长怎么称呼？", Wanted.SPAN),
    ("她被任命为什么职务？", Wanted.SPAN),
]


@pytest.mark.parametrize(("question", "kind"), CASES)
def test_what_a_question_wants(question, kind):
    assert wanted(question) is kind


@pytest.mark.parametrize(
    ("question", "statement"),
    [
        ("大桥通车了吗？", "大桥通车了"),
        ("大桥是否收费", "大桥收费"),
        ("云岭市是不是省会？", "云岭市是省会"),
        ("桥上有没有路灯", "桥上有路灯"),
        ("他当过校长没有？", "他当过校长"),
        ("票价涨了没有", "票价涨了"),
        ("难道桥上不收费吗？", "桥上不收费"),
        ("难道说，船停了？", "船停了"),
        ("会不会下雨？", "会下雨"),
        ("他有没有喂那只猫？", "他喂那只猫了"),
        ("船上有没有超载", "船上超载了"),
        ("货主有没有提出赔偿了？", "货主提出赔偿了"),
        ("村里有没有补贴", "村里有补贴"),
        ("有没有人落水？", "有人落水"),
        ("浴室收不收押金", "浴室收押金"),
        ("剧院支不支持退票？", "剧院支持退票"),
        ("法庭判没判违约金", "法庭判违约金了"),
        ("渡船票涨了没有？", "渡船票涨了"),
        ("他去过没？", "他去过"),
        ("码头修好没有？", "码头修好了"),
        ("村里有井没有？", "村里有井"),
        ("书店周末收费不？", "书店周末收费"),
        ("老街禁摩托车吧？", "老街禁摩托车"),
        ("渡口停航了，对吗？", "渡口停航了"),
        ("周末免费是吧？", "周末免费"),
        ("莫非渡口停航了？", "渡口停航了"),
        ("门票涨价是真的假的？", "门票涨价"),
        ("会停电不会？", "会停电"),
        ("渡口停航吗？谢谢", "渡口停航"),
        ("渡口会不会停航呢？", "渡口会停航"),
        ("澡堂还开着没", "澡堂还开着"),
        ("那条狗找着没有", "那条狗找着了"),
        ("渡口有没有可能停航？", "渡口可能停航"),
        ("船票有无可能涨价", "船票可能涨价"),
        ("该罚不该罚？", "该罚"),
        ("他支持不支持修桥？", "他支持修桥"),
        ("他对不对外出租？", "他对外出租"),
        ("汤好不好喝？", "汤好喝"),
    ],
)
def test_what_a_question_asks_whether_it_is_so(question, statement):
    assert statement_of(question) == statement


@pytest.mark.parametrize(
    "question",
    [
        "演讲什么时候开始？",
        "小说什么时候出版？",
        "他说什么时候来？",
        "地图什么时候发布？",
        "听说什么公司中标？",
        "凭什么证件可以免费入场？",
        "有什么建议价是多少？",
        "设计图什么时候公布？",
    ],
)
def test_what_only_looks_like_a_question_for_reasons_or_words(question):
    assert wanted(question) is Wanted.SPAN


@pytest.mark.parametrize(
    "question",
    [
        "他图什么？",
        "修桥图的是什么？",
        "凭什么说鱼变多了？",
        "馆长强调了什么？",
        "她都抱怨了些什么？",
        "镇里有什么打算？",
    ],
)
def test_reasons_and_what_was_said_in_other_words(question):
    assert wanted(question) is Wanted.PASSAGE


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("《啥都敢问》是谁写的？", "《啥都敢问》是谁写的？"),
        ("他为啥咋咋唬唬？", "他为什么咋咋唬唬？"),
        ("那“啥”说了啥？", "那“啥”说了什么？"),
        ("馆长干吗去了？", "馆长干什么去了？"),
        ("馆长干嘛不来？", "馆长为什么不来？"),
        ("这么早开门干嘛？", "这么早开门是为什么？"),
        ("他卖豆腐干吗？", "他卖豆腐干吗？"),
        ("他能干吗？", "他能干吗？"),
    ],
)
def test_quoted_words_stay_as_they_are(typed, read):
    assert written(typed) == read
