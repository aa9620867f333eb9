"""The other of two that a text tells apart is no answer."""

from __future__ import annotations

import pytest

from qa.answering.spans.contrasts import (
    is_a_difference,
    is_all_of_them,
    is_day_of_sending,
    is_day_of_signing,
    is_house_number,
    is_no_place,
    is_not_undone,
    is_of_another_bound,
    is_of_another_figure,
    is_of_another_holder,
    is_of_another_house,
    is_of_another_kind,
    is_of_another_stage,
    is_of_another_stop,
    is_of_its_building,
    is_who_lost,
)
from qa.records import Span
from tests.qa.answering.marked import place

PARTS = "云岭市报告新增病例112例，其中境外输入病例18例，本土病例94例。"


@pytest.mark.parametrize(
    ("question", "clause", "another"),
    [
        ("大桥什么时候开工？", "大桥2030年竣工", True),
        ("大桥什么时候竣工？", "大桥2030年开工", True),
        ("大桥什么时候开工？", "大桥2030年开工", False),
        ("大桥什么时候开工、竣工？", "大桥2030年竣工", False),
        ("展览什么时候开始？", "展览5月1日结束", True),
        ("展览什么时候开始？", "展览5月1日开幕", False),
        ("文化馆哪天休息？", "文化馆3月9日重新开放", True),
        ("文化馆哪天休息？", "文化馆周二休息", False),
        ("文化馆哪天开放？", "文化馆周二闭馆", True),
        ("几点起火的？", "4时10分扑灭明火", True),
        ("几点扑灭的？", "凌晨3时发生火灾", True),
        ("几点起火的？", "凌晨3时发生火灾", False),
    ],
)
def test_what_ends_does_not_begin(question: str, clause: str, another: bool) -> None:
    assert is_of_another_bound(question, clause) is another


@pytest.mark.parametrize(
    ("question", "clause", "another"),
    [
        ("4月份新增融资多少？", "融资规模存量为32万亿元", True),
        ("4月份新增融资多少？", "融资规模增量为3万亿元", False),
        ("4月份新增融资多少？", "融资规模3万亿元", False),
        ("4月末融资存量多少？", "新增融资3万亿元", True),
        ("出口额是多少？", "进口额20亿元", True),
        ("出口额是多少？", "进出口总额50亿元", True),
        ("出口额是多少？", "出口额30亿元", False),
        ("进出口总额是多少？", "进出口总额50亿元", False),
        ("物价同比上涨多少？", "环比上涨0.4%", True),
        ("有多少人死亡？", "12人受伤", True),
        ("有多少人死亡？", "5人死亡12人受伤", False),
        ("有多少人伤亡？", "12人受伤", False),
        ("谁死亡了？", "12人受伤", False),
        ("最高气温几度？", "最低气温5度", True),
        ("多少批次不合格？", "合格831批次", True),
        ("多少批次合格？", "不合格5批次", True),
        ("多少批次不合格？", "5批次不合格", False),
    ],
)
def test_the_figure_of_one_is_not_that_of_the_other(
    question: str, clause: str, another: bool
) -> None:
    assert is_of_another_figure(question, clause, clause, clause) is another


@pytest.mark.parametrize(
    ("question", "clause", "another"),
    [
        ("全县人均储蓄是多少？", "全县储蓄达到41亿元", True),
        ("全县人均储蓄是多少？", "人均储蓄5.2万元", False),
        ("全县人均储蓄是多少？", "平均每人存了5.2万元", False),
        ("全县储蓄是多少？", "全县储蓄达到41亿元", False),
        ("人均每年读几本书？", "全县读者借书41万册", False),
    ],
)
def test_the_sum_of_all_is_not_that_of_each(question: str, clause: str, another: bool) -> None:
    assert is_of_another_figure(question, clause, clause, clause) is another


@pytest.mark.parametrize(
    ("question", "clause", "text", "another"),
    [
        ("新增本土病例多少例？", "云岭市报告新增病例112例", PARTS, True),
        ("新增本土病例多少例？", "本土病例94例", PARTS, False),
        ("新增本土病例多少例？", "其中境外输入病例18例", PARTS, True),
        ("新增病例多少例？", "云岭市报告新增病例112例", PARTS, False),
        ("新增本土病例多少例？", "新增病例94例", "云岭市本土疫情：新增病例94例。", False),
        ("女选手有多少人？", "共有选手90人", "共有选手90人，男选手50人，女选手40人。", True),
    ],
)
def test_the_figure_of_the_whole_is_not_that_of_a_part(
    question: str, clause: str, text: str, another: bool
) -> None:
    assert is_of_another_figure(question, clause, clause, text) is another


@pytest.mark.parametrize(
    ("sentence", "another"),
    [
        ("新增无症状感染者24例，其中本土20例。", True),
        ("新增确诊病例24例，其中本土20例。", False),
        ("新增24例，其中本土20例。", False),
        ("无症状感染者转为确诊病例24例，其中本土20例。", False),
    ],
)
def test_a_sentence_says_of_what_its_figures_are(sentence: str, another: bool) -> None:
    question = "昨天新增本土确诊病例多少例？"
    assert is_of_another_figure(question, "其中本土20例", sentence, sentence) is another


@pytest.mark.parametrize(
    ("question", "answer", "another"),
    [
        ("奖牌榜第一的是哪个国家？", "北京", True),
        ("奖牌榜第一的是哪个国家？", "法国", False),
        ("奖牌榜第一的是哪个国家？", "中国队", False),
        ("他是哪国人？", "雅典", False),
        ("茶园在哪里？", "北京市", False),
        ("云岭队排名第几？", "前五", True),
        ("云岭队排名第几？", "第五", False),
        ("他们来自多少个国家？", "42位", True),
        ("他们来自多少个国家？", "9个", False),
        ("有多少个志愿者？", "42位", False),
        ("早场多少钱？", "6:30至9:00", True),
        ("船票多少钱？", "9点", True),
        ("早场多少钱？", "20元", False),
        ("设备多少钱？", "5000人民币", False),
        ("青菜多少钱一斤？", "六十来斤", True),
        ("报名费多少钱？", "一个岗位", True),
        ("青菜多少钱一斤？", "每斤3元", False),
        ("青菜多少钱一斤？", "三块五一斤", False),
        ("停车多少钱？", "9点后免费", False),
        ("皮肤多少钱？", "588点券", False),
        ("几点开船？", "9:00", False),
        ("渡船几点开？", "12小时", True),
        ("渡船几点开？", "3辆", True),
        ("渡船几点开？", "早上6点", False),
        ("渡船几点开？", "9:30", False),
        ("菜场几号搬家？", "三天", True),
        ("手表修了几天？", "1958年", True),
        ("手表修了几天？", "九天", False),
        ("消防员多久到的？", "4时10分", True),
        ("消防员多久到的？", "凌晨四点", True),
        ("消防员多久到的？", "4小时10分", False),
        ("消防员多久到的？", "十分钟", False),
        ("什么时候开始降温？", "48小时", True),
        ("什么时候开始降温？", "48小时后", True),
        ("什么时候修好？", "48小时", False),
        ("菜场几号搬家？", "西河街28号", True),
        ("菜场几号搬家？", "28号", False),
        ("菜场哪天搬家？", "零时起", True),
        ("菜场哪天搬家？", "三个月", True),
        ("菜场哪天搬家？", "10月", False),
        ("菜场哪天搬家？", "2031年", False),
        ("菜场哪天搬家？", "昨日零时起", False),
        ("租约有效期几年？", "2031年", True),
        ("租约有效期几年？", "五年", False),
        ("大桥是哪年建的？", "2031年", False),
        ("一根钢索多少钱？", "24根", True),
        ("一根钢索几块钱？", "24元", False),
    ],
)
def test_another_kind_is_no_answer(question: str, answer: str, another: bool) -> None:
    assert is_of_another_kind(question, answer) is another


@pytest.mark.parametrize(
    ("question", "text", "place", "source"),
    [
        ("研究在哪里进行？", "新华社北京6月3日电 研究在云岭进行。", "北京", True),
        ("研究在哪里进行？", "新华社北京6月3日电 研究在云岭进行。", "云岭", False),
        ("研究什么时候进行？", "新华社北京6月3日电 研究在云岭进行。", "北京", False),
        ("论坛在哪里举行？", "新华社云岭6月3日电 论坛今天举行。", "云岭", False),
        ("统计的是哪个城市？", "云岭日报讯（记者方远）青石市存款增加。", "云岭", True),
        ("统计的是哪个城市？", "云岭日报讯（记者方远）青石市存款增加。", "青石市", False),
    ],
)
def test_where_news_comes_from_is_no_place(
    question: str, text: str, place: str, source: bool
) -> None:
    start = text.index(place)
    assert is_no_place(question, text, Span(start=start, end=start + len(place))) is source


@pytest.mark.parametrize(
    ("text", "said", "sent"),
    [
        ("本报6月4日讯 青石桥昨天通车。", "6月4日", True),
        ("本报6月4日讯 青石桥昨天通车。", "6月4", True),
        ("云岭社6月4日电 青石桥前日通车。", "6月4日", True),
        ("本报6月4日讯 青石桥今天通车。", "6月4日", False),
        ("本报6月4日讯 青石桥通车。", "6月4日", False),
        ("青石桥昨天（6月3日）通车。", "6月3日", False),
        ("【新华社青石十二日电】调解组于十一日前往云岭。", "十二日", True),
        ("（青石廿三日路透电）渡轮于廿一日停航。", "廿三日", True),
        ("（青石廿三日路透电）渡轮于廿一日停航。", "廿一日", False),
        ("新华社青石5月7日电 渡轮6日停航。", "5月7日", True),
        ("新华社青石5月7日电 渡轮今日停航，十六日复航。", "5月7日", False),
        ("新华社青石5月7日电 渡轮停航六十日。", "5月7日", False),
        ("新华社青石5月7日电 渡轮停航三日。", "5月7日", False),
        ("渡轮昨天停航。（新华社青石5月7日电）", "5月7日", True),
    ],
)
def test_the_day_of_sending_is_not_that_of_yesterday(text: str, said: str, sent: bool) -> None:
    start = text.index(said)
    assert is_day_of_sending(text, Span(start=start, end=start + len(said)), text) is sent


@pytest.mark.parametrize(
    ("question", "marked", "another"),
    [
        ("副市长是谁？", "原副市长|邵平|因病辞职。", True),
        ("市长是谁？", "前市长|邵平|被捕，现任市长到会。", True),
        ("市长是谁？", "时任市长|邵平|剪彩，现任市长到会。", True),
        ("原市长是谁？", "现任市长|邵平|到会。", True),
        ("市长是谁？", "副市长|邵平|到会。", True),
        ("现任市长是谁？", "随行的副市长|邵平|到会。", True),
        ("副市长是谁？", "市长|邵平|到会。", True),
        ("副市长是谁？", "常务副市长|邵平|到会。", False),
        ("市长是谁？", "市长|邵平|因病辞职。", False),
        ("市长是谁？", "时任市长|邵平|剪彩。", False),
        ("原市长是谁？", "原市长|邵平|因病辞职。", False),
        ("前市长是谁？", "前市长|邵平|因病辞职。", False),
        ("谁因病辞职？", "原市长|邵平|因病辞职。", False),
        ("市长哪年上任？", "前市长|2019年|上任。", False),
        ("站长是谁？", "车站前站长|邵平|在值班。", True),
        ("组长是谁？", "三年前组长|邵平|到任。", False),
    ],
)
def test_another_holder_of_an_office(question: str, marked: str, another: bool) -> None:
    assert is_of_another_holder(question, *place(marked)) is another


@pytest.mark.parametrize(
    ("question", "marked", "difference"),
    [
        ("妻子多少岁？", "他的妻子比他小|5岁|。", True),
        ("妻子多少岁？", "他的妻子比他|小5岁|。", True),
        ("桥长多少米？", "桥比旧桥长|30米|。", True),
        ("今年投了多少钱？", "投资比去年|增加30万元|。", True),
        ("妻子比他小多少岁？", "他的妻子比他小|5岁|。", False),
        ("妻子多少岁？", "比他小的妻子今年|50岁|。", False),
        ("产量增长多少？", "产量比去年高|20%|。", False),
        ("桥长多少米？", "桥长|300米|，比旧桥长30米。", False),
    ],
)
def test_a_difference_is_not_the_figure(question: str, marked: str, difference: bool) -> None:
    assert is_a_difference(question, *place(marked)) is difference


@pytest.mark.parametrize(
    ("question", "sentence", "another"),
    [
        ("城东为什么停电？", "因水管爆裂，城东停水。", True),
        ("城东为什么停水？", "因水管爆裂，城东停水。", False),
        ("城东为什么停电？", "城东停电停水三小时。", False),
        ("城东为什么停电？", "大树砸断了电线。", False),
        ("学校为什么停课？", "学校停课，周边工厂停工。", False),
    ],
)
def test_another_thing_stopped(question: str, sentence: str, another: bool) -> None:
    assert is_of_another_stop(question, sentence) is another


@pytest.mark.parametrize(
    ("question", "sentence", "another"),
    [
        ("船厂第三季度收入多少？", "前三季度，船厂收入8亿元。", True),
        ("船厂三季度收入多少？", "上半年，船厂收入5亿元。", True),
        ("船厂第三季度收入多少？", "其中第三季度收入3亿元。", False),
        ("船厂第三季度收入多少？", "前三季度收入8亿元，其中三季度3亿元。", False),
        ("船厂前三季度收入多少？", "前三季度，船厂收入8亿元。", False),
    ],
)
def test_some_quarters_together_are_not_one(question: str, sentence: str, another: bool) -> None:
    assert is_of_another_figure(question, sentence, sentence, sentence) is another


@pytest.mark.parametrize(
    ("question", "marked", "another"),
    [
        ("谁当选商会会长？", "|何远|以41票落选会长，宋清以67票当选。", True),
        ("谁当选商会会长？", "何远以41票落选会长，|宋清|以67票当选。", False),
        ("谁落选了？", "|何远|以41票落选会长。", False),
        ("哪家公司中标？", "|甲公司|未中标。", True),
        ("哪支队晋级？", "|江豚队|止步八强。", True),
        ("哪支队晋级？", "|江豚队|晋级，山猫队出局。", False),
    ],
)
def test_who_lost_is_not_who_won(question: str, marked: str, another: bool) -> None:
    assert is_who_lost(question, *place(marked)) is another


@pytest.mark.parametrize(
    ("question", "marked", "another"),
    [
        ("谁当选商会会长？", "|何远|当选副会长。", True),
        ("谁当选商会副会长？", "|何远|当选副会长。", False),
        ("谁当选商会会长？", "|宋清|当选会长，何远当选副会长。", False),
        ("桥梁局局长是谁？", "|何远|改任桥梁局副局长。", True),
    ],
)
def test_who_became_a_deputy_does_not_hold_the_office(
    question: str, marked: str, another: bool
) -> None:
    assert is_of_another_holder(question, *place(marked)) is another


@pytest.mark.parametrize(
    ("question", "marked", "another"),
    [
        ("青石镇的镇长是谁？", "青石镇办了灯会。白沙镇镇长|祁雪|到场。", True),
        ("青石镇镇长是谁？", "青石镇办了灯会。白沙镇镇长|祁雪|到场。", True),
        ("谁是青石镇的镇长？", "青石镇办了灯会。白沙镇镇长|祁雪|到场。", True),
        ("白沙镇的镇长是谁？", "青石镇办了灯会。白沙镇镇长|祁雪|到场。", False),
        ("青石镇的镇长是谁？", "青石镇办了灯会。该镇镇长|祁雪|到场。", False),
        ("青石镇的镇长是谁？", "青石镇办了灯会，镇长|祁雪|到场。", False),
        ("云岭市水利局局长是谁？", "云岭市水利局昨日开会，市水利局局长|祁雪|到场。", False),
        ("云岭市水利局局长是谁？", "云岭市水利局昨日开会，市粮食局局长|祁雪|到场。", True),
        ("青石中学的校长是谁？", "青石中学来了客人，白沙中学校长|祁雪|带队。", True),
        ("青石镇有多少人？", "青石镇办了灯会。白沙镇镇长|祁雪|到场。", False),
        ("青石镇的镇长是谁？", "古镇灯会开幕。白沙镇镇长|祁雪|到场。", False),  # not told of at all
    ],
)
def test_an_office_of_another_house_is_another(question: str, marked: str, another: bool) -> None:
    text, span = place(marked)
    assert is_of_another_house(question, text, span) is another


@pytest.mark.parametrize(
    ("question", "marked", "differs"),
    [
        ("上届有多少人参赛？", "本届有900人参赛，比上届多出|120人|。", True),
        ("全厂有多少工人？", "全厂工人比前年减少|30人|。", True),
        ("本届比上届多出多少人？", "本届有900人参赛，比上届多出|120人|。", False),
        ("工人减少了多少？", "全厂工人比前年减少|30人|。", False),
        ("本届有多少人参赛？", "本届有|900人|参赛，比上届多出120人。", False),
    ],
)
def test_by_how_much_more_is_no_count(question: str, marked: str, differs: bool) -> None:
    text, span = place(marked)
    assert is_a_difference(question, text, span) is differs


@pytest.mark.parametrize(
    ("question", "marked", "another"),
    [
        ("渡口条例哪天通过的？", "条例自|6月1日|起施行。", True),
        ("渡口条例从哪天开始实行？", "条例自|6月1日|起施行。", False),
        ("渡口条例什么时候施行？", "条例于|3月5日|经会议表决通过，自6月1日起施行。", True),
        ("渡口条例何时批准？", "|4月2日|由省人大批准。", False),
        ("办法哪天签发？", "|4月2日|印发，即日起实施。", True),
        ("旧办法哪天废止？", "新办法|5月1日|起施行。", True),
        ("条例什么时候公布并施行？", "条例|5月1日|公布。", False),
        ("展览哪天开幕？", "展览|5月1日|开幕。", False),
    ],
)
def test_a_law_has_a_day_for_each_stage(question: str, marked: str, another: bool) -> None:
    text, span = place(marked)
    assert is_of_another_stage(question, text, span) is another


@pytest.mark.parametrize(
    ("question", "marked", "signed"),
    [
        ("从哪天开始收费？", "即日起试行。\n河东镇政府\n|2031年5月8日|", True),
        ("从哪天开始收费？", "河东镇政府\n　　|5月8日|\n", True),
        ("从哪天开始收费？", "河东镇政府\n|二〇三一年五月八日|", True),
        ("通告是哪天发布的？", "河东镇政府\n|5月8日|", False),
        ("从哪天开始收费？", "|5月8日|起收费。", False),
        ("从哪天开始收费？", "5月8日收费，|5月9日|停收。", False),
    ],
)
def test_the_day_of_signing_is_that_of_nothing_else(
    question: str, marked: str, signed: bool
) -> None:
    text, span = place(marked)
    assert is_day_of_signing(question, text, span) is signed


@pytest.mark.parametrize(
    ("marked", "house"),
    [
        ("门店在西河街|28号|，月底开张。", True),
        ("住在桃园里|3号|。", True),
        ("门店在西河街1|28号|。", True),
        ("门店|28号|开张。", False),
        ("门店在西河街，|28号|开张。", False),
        ("门店6月|28号|开张。", False),
    ],
)
def test_a_house_number_is_no_day(marked: str, house: bool) -> None:
    text, span = place(marked)
    assert is_house_number(text, span) is house


@pytest.mark.parametrize(
    ("question", "marked", "all_of_them"),
    [
        ("多少员工转岗？", "该厂约|260名|员工中200人转岗。", True),
        ("多少员工转岗？", "该厂约260名员工中|200人|转岗。", False),
        ("该厂有多少员工？", "该厂约|260名|员工中200人转岗。", False),
        ("员工中多少人转岗？", "该厂约|260名|员工中200人转岗。", False),
        ("来了多少人？", "来了|260人|，其中200人是学生。", False),
    ],
)
def test_the_number_of_all_is_not_that_of_a_part_of_them(question, marked, all_of_them):
    assert is_all_of_them(question, *place(marked)) is all_of_them


@pytest.mark.parametrize(
    ("question", "marked", "done"),
    [
        ("还有多少户没有签约？", "共48户，已签约|45户|。", True),
        ("还有多少户未签约？", "共48户，未签约|3户|。", False),
        ("已签约多少户？", "共48户，已签约|45户|。", False),
        ("没人住的房有几间？", "没人住的房有|3间|。", False),
    ],
)
def test_what_is_done_is_not_what_is_not(question, marked, done):
    assert is_not_undone(question, *place(marked)) is done


@pytest.mark.parametrize(
    ("question", "marked", "built"),
    [
        ("影院什么时候拆的？", "建于|1954年|的影院要不要拆，意见不一。", True),
        ("影院哪年拆的？", "影院|2014年|拆除。", False),
        ("影院哪年建的？", "建于|1954年|的影院要不要拆，意见不一。", False),
    ],
)
def test_when_it_was_built_is_not_when_it_went(question, marked, built):
    assert is_of_its_building(question, *place(marked)) is built
