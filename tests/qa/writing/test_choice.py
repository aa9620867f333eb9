"""Which sentences make a summary, and in which order they come in."""

import pytest

from qa.checking.source import Source
from qa.writing.choice import choose, paragraph_openings
from qa.writing.units import units

LEAD = "清河大桥4月3日在云岭市建成通车，全长三百米，总投资1.5亿元。"
SECOND = "大桥有六条车道，每天可过车两万辆，方便两岸居民出行。"
OTHER = "图书馆上周添置了一批新书，读者可以免费借阅两个星期。"


def chosen(text, length=220):
    source = Source(text)
    return [unit.number for unit in choose(units(source), source, length)]


def test_the_lead_comes_first_and_what_goes_on_from_it_before_what_begins_anew():
    other = "图书馆上周添置了三百本新书，读者可以免费借阅。"
    text = LEAD + other + "清河大桥建成后每天可过车两万辆，方便两岸居民出行。"
    assert chosen(text, 60) == [0, 1]


def test_a_general_first_sentence_is_no_lead():
    text = "近年来，桥梁受到人们喜爱。" + LEAD + SECOND
    assert chosen(text, 60) == [1, 2]


def test_a_lead_of_two_hundred_characters_is_taken_whole_whatever_the_length():
    assert chosen(LEAD + SECOND, 8) == [0]


def test_each_speaker_is_heard():
    text = (
        "市长宋怀远4月3日在云岭市会见甲国外长何远。宋怀远表示，两地共建大桥多年，桥梁合作不断走深走实。"
        "大桥通车后来往更多，双方要把桥建得更好。桥梁建设要扩大到清河上游，惠及更多的居民和游客。"
        "桥梁养护也要共同出资，确保来往安全。何远表示，甲国愿为大桥提供钢材，并同云岭市一道建好新桥。"
    )
    assert 5 in chosen(text, 130)


def test_who_speaks_again_does_not_go_on():
    text = (
        "市长宋怀远4月3日在云岭市会见甲国外长何远。宋怀远表示，两地共建大桥多年，桥梁合作不断走深走实。"
        "宋怀远指出，两地要把桥建得更好，扩大到清河上游。"
        "甲国外长何远表示，甲国愿为大桥提供钢材。"
    )
    assert chosen(text, 70) == [0, 1, 3]


def test_one_item_of_a_series_does_not_come_before_what_goes_on():
    items = "".join(
        f"在{one}岸一线，今年上半年通车里程约{n}公里，较去年同期增长{n}%，车主主要来自{one}岸各镇。"
        for n, one in enumerate("东西南北", 12)
    )
    assert chosen(LEAD + SECOND + items, 80) == [0, 1]


def test_a_short_sentence_that_others_say_is_left_out():
    text = LEAD + SECOND + "清河大桥在云岭市通车。" + OTHER
    assert 2 not in chosen(text)


def test_nothing_of_nothing():
    assert chosen("") == []


def test_it_reaches_further_than_the_first_sentences():
    text = (
        LEAD
        + "大桥有六条车道。大桥有两座桥塔。大桥有四条匝道。大桥有八盏路灯。"
        + "公园里种了三百棵树，市民种树两天。" * 1
        + "图书馆上周添置了一批新书，读者可以免费借阅两个星期。"
        + "云岭市最终决定，过桥费由10元下调至5元，从5月1日起执行。"
    )
    assert chosen(text, 70)[-1] == 7


def test_what_adds_to_something_comes_after_what_begins_anew():
    park = "公园里种了三百棵树，市民种树两天。"
    also = "云岭市水利局也检修了两座水闸，投资1.5亿元，方便居民用水。"
    assert chosen(LEAD + park + also, 60) == [0, 1]


def test_what_stands_before_the_lead_is_had_where_there_is_little_else():
    text = "随着桥梁增多，居民出行方便。" + LEAD
    assert chosen(text) == [0, 1]
    assert chosen(text + SECOND * 1 + OTHER + "云岭市最终决定，过桥费由10元下调至5元。", 60)[0] == 1


def test_what_was_in_another_year_is_no_lead():
    earlier = "2019年2月1日，云岭市起诉清河大桥公司，索赔290万元，要求停止收费，公司不服。"
    text = "近日一场官司引发关注。" + LEAD + earlier + SECOND
    assert chosen(text, 40)[0] == 1


PARAGRAPHS = (
    LEAD
    + SECOND
    + "\n图书馆上周添置了一批新书，读者可以免费借阅。李桂英借走了三本讲茶的小册子。"
    + "\n公园里新栽了一片桃林，市民春天可以赏花。何远带着孩子在林边放风筝。"
    + "\n剧团排练了一出新戏，下月开始巡回演出。老演员教会了年轻人怎样甩水袖。"
)


def test_what_begins_a_paragraph_comes_before_what_stands_alone_in_one():
    assert set(chosen(PARAGRAPHS, 100)) <= {0, 1, 2, 4, 6}


def test_a_dispatch_is_not_divided_into_matters():
    assert paragraph_openings(Source("新华社云岭4月3日电 " + PARAGRAPHS)) == set()
    assert paragraph_openings(Source(PARAGRAPHS)) == {2, 4, 6}


def test_items_of_a_series_headings_and_what_tells_on_are_no_beginnings():
    text = (
        LEAD
        + "\n桥面结构上，全桥采用了新的材料。它比旧材料轻。"
        + "\n桥塔结构上，两座桥塔高三百米。它们用了三年建成。"
        + "\n夯实桥梁根基。工人打下了三百根桩。"
        + "\n解决了难题，工程师何远很快架好了桥面。他只用了三天。"
        + "\n云岭市图书馆上周添置了一批新书。读者可以免费借阅。"
    )
    assert paragraph_openings(Source(text)) == {9}


def test_an_article_that_begins_with_a_quotation_begins_with_who_says_it():
    text = "“大桥修得很好。它让两岸近了。”云岭市桥梁专家何远4月3日接受采访时表示。" + SECOND
    assert chosen(text, 60)[:3] == [0, 1, 2]


def test_a_paper_that_says_our_city_is_heard_after_what_names_the_place():
    ours = "我市昨天检修了两座水闸，投资1.5亿元，方便居民用水。"
    named = "云岭市昨天检修了两座水库，投资1.5亿元，方便居民灌溉。"
    assert chosen(LEAD + ours + named, 60) == [0, 2]


def test_a_case_is_told_with_how_it_ended():
    text = (
        "车主何远驾车过桥时撞上护栏，桥梁公司要求他赔偿修理费三万元。双方协商不成，公司诉至法院。"
        "法院认为，护栏归公司所有。护栏由钢管和水泥桩做成，去年三月刚刚换过一次，每米造价八百元。"
        "何远投保时没有读完条款，保险公司的业务员也没有提醒他。桥面共有三条车道，每天过车两万辆。"
        "法院判决驳回公司的诉讼请求。"
    )
    assert chosen(text, 60) == [0, 1, 2, 6]


def test_what_the_police_look_into_is_told_with_whom_they_have():
    text = (
        "云岭市居民李梅向警方报案，称桥头的铜牌被人撬走。民警调看了桥头的监控录像。"
        "录像里一名男子骑着三轮车经过桥头。铜牌由清河铜厂铸成，每块重三十斤，上面刻着桥名。"
        "三轮车的车斗里铺着一层稻草。桥头的灯坏了两盏，去年冬天换过一次。居民常在那里下棋。"
        "云岭市警方通报，撬走铜牌的何某已被刑事拘留。"
    )
    assert chosen(text, 90)[-1] == 7


@pytest.mark.parametrize(
    "ending", ["判决生效后，公司仍未修好护栏。", "桥上的警示牌已由公司换成新的。"]
)
def test_what_comes_after_a_verdict_is_not_how_the_case_ended(ending):
    text = (
        "车主何远驾车过桥时撞上护栏，桥梁公司诉至法院。法院认为，护栏归公司所有。"
        "护栏由钢管和水泥桩做成，每米造价八百元。桥面共有三条车道，每天过车两万辆。"
        "法院判决何远赔偿公司三万元。" + ending
    )
    assert 4 in chosen(text, 60)


SCENE = "清晨，市民何远推开窗户，眼前是三百米长的大桥。"
MATTER = "近年来，清河县大力更新老桥，已经把三百座旧桥改成书店和球馆，惠及十万居民。"
RULE = "云岭市去年印发老桥更新办法，规定旧桥由居民商量用处，费用由市里承担六成。"
STORY = "\n".join([SCENE, OTHER, MATTER, RULE])
WORKS = (
    "老桥更新工程同时开工，三百座旧桥要改成书店和球馆，惠及十万居民，工期一年，"
    "资金由市财政承担六成，其余由居民筹集。"
)


def titled(text, title, length):
    source = Source(text)
    return [unit.number for unit in choose(units(source), source, length, title=title)]


def test_a_story_that_begins_with_a_scene_begins_where_it_comes_to_its_matter():
    assert chosen(STORY, 80) == [2, 3]


def test_the_lead_of_a_story_says_what_the_title_says():
    assert chosen(STORY, 40) == [2]
    assert titled(STORY, "云岭老桥更新由居民商量用处", 40) == [3]


def test_a_dispatch_has_no_scenes():
    assert 0 in chosen("本报云岭4月3日电（记者何远）" + SCENE + "\n" + MATTER, 80)


def test_where_there_is_an_editors_note_it_is_chosen_from():
    note = (
        "编者按：云岭市印发老桥更新规划，三百座旧桥有了新用处，惠及十万居民，费用由市里承担六成，工期一年。"
        "旧桥头成了书店，桥下的仓库变成球馆，渡口改为茶馆，居民都说老桥活了过来，两岸比从前更热闹，游客也多了三成。"
        "本版讲三座桥的故事。\n"
    )
    assert set(chosen(note + "\n".join([MATTER, RULE, LEAD]), 120)) == {0, 1}


def test_what_says_little_is_left_out_once_enough_is_said():
    line = "两岸的居民脸上露出笑容，高兴得唱起歌来。"
    assert chosen("\n".join([LEAD, SECOND, WORKS, line]), 190) == [0, 1, 2]


def test_what_is_needed_and_has_been_said_is_not_said_again():
    lead = "清河大桥4月3日在云岭市被货船撞坏，桥面塌了三十米，桥上有五辆货车。"
    again = "4月3日，清河大桥在云岭市被货船撞坏，桥面塌了三十米，过桥的居民看见了。"
    then = "对此，市长宋怀远要求三天内查清货船的航线。"
    assert chosen(lead + again + then, 90) == [0, 2]


def test_what_goes_on_from_what_was_said_stands_right_behind_it():
    lead = "清河大桥4月3日在云岭市被货船撞坏，桥面塌了三十米。"
    other = "图书馆上周添置了一批新书，读者可以免费借阅两个星期。"
    again = "4月3日，清河大桥在云岭市被货船撞坏，桥面塌了三十米，桥上有五辆货车。"
    then = "对此，市长宋怀远要求三天内查清货船的航线。"
    for length in (60, 90, 120):
        numbers = chosen(lead + other + again + then, length)
        assert 3 not in numbers or 2 in numbers or 1 not in numbers


def test_what_is_said_only_after_what_needs_it_is_not_left_out():
    lead = "清河大桥4月3日在云岭市被货船撞坏，桥面塌了三十米。"
    who = "宋怀远是云岭市清河大桥管理处的桥工、工程师，修过三百座老桥。"
    then = "他这一次用三天修好了塌下的桥面。"
    again = "云岭市清河大桥管理处的桥工、工程师宋怀远修过三百座老桥，去年退休。"
    numbers = chosen(lead + who + then + again, 90)
    assert 2 not in numbers or 1 in numbers


def test_the_day_of_a_lead_counts_also_where_it_is_not_printed():
    today = "今天（4月3日），云岭市的小学和中学、清河县的小学正式开学。"
    second = "4月3日，云岭市的三百所小学开学。"
    assert chosen(today + second, 60)[0] == 0


@pytest.mark.parametrize(
    ("lead", "rest"),
    [
        ("4月3日，云岭市的桥过车九万辆，同比增长6%；", "过桥费收入三百万元。"),
        ("昨天，云岭市的渡口运客三千人，创下新高；", "运费收入九十万元，增长一成。"),
        ("4月3日，清河县的茶园采茶二百吨，增长6%；", "卖茶一百吨，收入三百万元。"),
    ],
)
def test_a_lead_that_semicolons_part_is_one(lead, rest):
    assert chosen(lead + rest + LEAD + SECOND, 40) == [0, 1]


MET = "市长宋怀远4月3日在云岭市同清河县县长李明举行会谈。"
SAYS = "宋怀远表示，三座老桥连着两岸，愿同清河县一道养好老桥，今年再换三百盏桥灯。"
MORE = "宋怀远指出，两岸的居民每天要过桥两次，修桥的钱由云岭市出七成，桥工由云岭市出五成。"
ANSWER = "李明说，清河县愿意出桥工五十名，每天上桥巡查。"


@pytest.mark.parametrize(
    "met",
    [
        MET,
        "市长宋怀远4月3日在云岭市会见清河县县长李明。",
        "市长宋怀远昨晚同清河县县长李明通电话。",
    ],
)
def test_of_two_who_met_both_are_heard(met):
    assert {0, 3} < set(chosen(met + SAYS + MORE + ANSWER + OTHER, 110))


@pytest.mark.parametrize(
    "text",
    [
        MET.replace("会谈", "比赛") + SAYS + MORE + ANSWER,
        MET + SAYS + MORE + ANSWER.replace("李明", "何远"),
        MET + SAYS + MORE,
    ],
)
def test_who_did_not_meet_or_is_not_named_is_not_brought_in(text):
    assert 3 not in chosen(text, 80)
