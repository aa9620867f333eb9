"""A sentence is of what the question names, by itself or by its article's head."""

import pytest

from qa.answering.digests.binding import (
    Told,
    before_others,
    binding_names,
    is_bound,
    is_unplaced,
    part_of,
    stands,
)
from qa.records import Article, Span

ROUND_UP = Article(
    id="联播",
    title="省内快讯",
    text="云岭市新建泵站\n云岭市三座泵站昨日开工。总投资二亿元。\n"
    "青泽市修缮古桥\n青泽市的古桥昨日重新开放。门票免费。",
)
ONE = Article(
    id="一",
    title="云岭市加固河堤",
    text="沿江河堤昨日完工。青泽市也派来工程队。东坪镇段长三公里。李清照到场查看。",
)
TWO = Article(
    id="二", title="云岭市青泽市共建大桥", text="大桥昨日通车。青泽市段长两公里。云岭市段长一公里。"
)
LEAD = Article(
    id="导语",
    title="沿江加固河堤",
    text="记者从云岭市获悉，河堤昨日完工。全长三公里。",
)
LEADER = Article(
    id="会见",
    title="李清照会见客人",
    text="李清照昨日会见客人。张思远说，大桥通车在即。客人参观了大桥。",
)
PROVINCE = Article(id="省", title="", text="浙江省云岭市三座泵站昨日同时开工。总投资二亿元。")
OTHER = Article(id="外", title="青泽市下雨", text="青泽市昨日下雨。")


GUEST = Article(
    id="客",
    title="张思远出席论坛",
    text="张思远表示，李清照曾会见各方代表。李清照会见张思远。",
)


def test_who_is_only_spoken_of_is_not_who_acts():
    assert not bound("李清照的会见", GUEST, "张思远表示，李清照曾会见各方代表。")
    assert bound("李清照的会见", GUEST, "李清照会见张思远。")


@pytest.mark.parametrize(
    ("title", "text", "unplaced"),
    [
        ("云岭市改造泵站", "全年改造泵站300座。", True),
        ("云岭市改造泵站", "云岭市全年改造泵站300座。", False),
        ("云岭市改造泵站", "改造泵站的工程昨日开工。", False),
        ("泵站改造提速", "全年改造泵站300座。", False),
    ],
)
def test_a_figure_wants_its_place(title, text, unplaced):
    article = Article(id="a", title=title, text=text)
    assert is_unplaced(Told(article), Span(start=0, end=len(text))) is unplaced


def bound(question, article, sentence):
    start = article.text.index(sentence)
    span = Span(start=start, end=start + len(sentence))
    return is_bound(Told(article), span, binding_names(question))


@pytest.mark.parametrize(
    ("article", "sentence", "expected"),
    [
        (ONE, "沿江河堤昨日完工。", True),  # the headline speaks for it
        (ONE, "青泽市也派来工程队。", False),  # it is of another city
        (ONE, "东坪镇段长三公里。", True),  # a town can lie in the city
        (TWO, "云岭市段长一公里。", True),
        (TWO, "青泽市段长两公里。", False),
        (TWO, "大桥昨日通车。", False),  # the head names two cities
        (LEAD, "全长三公里。", True),
        (PROVINCE, "总投资二亿元。", True),  # a city and the province that it is in
        (OTHER, "青泽市昨日下雨。", False),
        (ROUND_UP, "云岭市三座泵站昨日开工。", True),
        (ROUND_UP, "总投资二亿元。", True),  # of its own piece
        (ROUND_UP, "门票免费。", False),
    ],
)
def test_a_place_binds(article, sentence, expected):
    assert bound("云岭市的建设", article, sentence) is expected


@pytest.mark.parametrize(
    ("title", "sentence", "expected"),
    [
        ("民航加班", "今天全国加开航班三百班，在云岭市、青泽市等热门航线加大运力。", False),
        ("民航加班", "目前，云岭市、青泽市等11个港口启用岸电。", False),
        ("云岭市加开航班", "今天全国加开航班三百班，在云岭市、青泽市等热门航线加大运力。", True),
        ("四市立法", "云岭市、青泽市昨日分别通过条例。", True),
        ("民航加班", "云岭市加开航班，水果、海鲜等运得更快。", True),
    ],
)
def test_a_place_among_examples_is_not_what_a_sentence_is_of(title, sentence, expected):
    article = Article(id="a", title=title, text=sentence)
    assert bound("云岭市的航班", article, sentence) is expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("李清照昨日会见客人。", True),
        ("张思远说，大桥通车在即。", False),
        ("客人参观了大桥。", True),
    ],
)
def test_a_person_binds(sentence, expected):
    assert bound("李清照的活动", LEADER, sentence) is expected


def test_a_reporter_is_not_who_the_news_is_about():
    text = "本报云岭4月3日电（记者李清照）云岭大桥昨日通车，市民过桥。大桥全长三公里。"
    article = Article(id="电", title="大桥通车", text=text)
    assert not bound("李清照的活动", article, "大桥全长三公里。")
    assert bound("云岭的大桥", article, "大桥全长三公里。")


@pytest.mark.parametrize(
    ("title", "text", "question", "expected"),
    [
        # news from the capital is of the whole country
        ("两部门印发规定", "本报北京7月20日电（记者宋怀远）两部门印发规定。", "北京", False),
        ("两部门印发规定", "新华社北京7月20日电 两部门印发规定。", "北京", False),
        ("北京修缮河堤", "本报北京7月20日电（记者宋怀远）河堤修缮开工。", "北京", True),
        ("河堤修缮开工", "本报北京7月20日电（记者宋怀远）北京市河堤修缮开工。", "北京", True),
        # elsewhere another sign is wanted
        ("全国论坛举行", "本报云岭7月20日电（记者宋怀远）全国论坛举行。", "云岭", False),
        ("河堤修缮开工", "本报云岭7月20日电（记者宋怀远）云岭修缮河堤。", "云岭", True),
        ("云岭修缮河堤", "本报云岭7月20日电（记者宋怀远）河堤开工。", "云岭", True),
    ],
)
def test_a_dateline_alone_does_not_bind(title, text, question, expected):
    article = Article(id="电", title=title, text=f"{text}工期三个月。")
    assert bound(f"{question}的建设", article, "工期三个月。") is expected


@pytest.mark.parametrize(
    ("title", "question", "expected"),
    [
        ("云岭：建港 青泽市：治沙", "云岭的港口", "云岭：建港"),
        ("云岭建港 明年通航", "云岭的港口", "云岭建港 明年通航"),
        ("青泽市治沙 东坪建港", "云岭的港口", "青泽市治沙 东坪建港"),
        ("云岭建港", "港口建设", "云岭建港"),
    ],
)
def test_the_part_of_a_headline_that_is_of_a_place(title, question, expected):
    assert part_of(title, binding_names(question)) == expected


def test_a_lead_with_several_titles_speaks_for_none():
    text = "会议讨论《云河保护条例》和《城市供水条例》草案。附则删去两条。"
    article = Article(id="会", title="常务会议举行", text=text)
    assert bound(
        "《云河保护条例》的内容", article, "会议讨论《云河保护条例》和《城市供水条例》草案。"
    )
    assert not bound("《云河保护条例》的内容", article, "附则删去两条。")
    one = Article(id="令", title="《云河保护条例》公布", text="条例昨日公布施行。附则删去两条。")
    assert bound("《云河保护条例》的内容", one, "附则删去两条。")


def test_every_name_binds():
    assert bound("李清照和云岭市的河堤", ONE, "李清照到场查看。")
    assert not bound("李清照和青泽市的河堤", ONE, "李清照到场查看。")


def test_of_two_places_that_are_asked_of_in_one_either_binds():
    assert bound("云岭市和青泽市的河堤", ONE, "李清照到场查看。") is bound(
        "云岭市的河堤", ONE, "李清照到场查看。"
    )
    assert not bound("东坪县和青泽市的河堤", ONE, "李清照到场查看。")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("不仅在云岭市，各地都在修堤。", False),
        ("不只是云岭市，多地都在修堤。", False),
        ("除云岭市外，多地都在修堤。", False),
        ("不仅修堤，云岭市还建闸。", True),
        ("云岭市不仅修堤，还建闸。", True),
    ],
)
def test_a_sentence_that_leaves_a_place_behind_is_not_of_it(text, expected):
    article = Article(id="外", title="修堤", text=text)
    assert bound("云岭市的河堤", article, text) is expected


def test_whoever_is_asked_for_may_act_before_the_one_that_is_named():
    text = "张思远表示，支持李清照修堤。"
    article = Article(id="谁", title="修堤", text=text)
    assert bound("谁支持李清照修堤？", article, text)
    assert not bound("李清照修堤的情况", article, text)


def test_traditional_characters_are_the_same_name():
    article = Article(id="繁", title="雲嶺市加固河堤", text="河堤昨日完工，雲嶺市無人受傷。")
    assert bound("云岭市的河堤", article, "河堤昨日完工，雲嶺市無人受傷。")
    assert not bound("青泽市的河堤", article, "河堤昨日完工，雲嶺市無人受傷。")


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("河堤加固的情况", []),
        ("中国的渔业", []),
        ("云岭市的渔业", ["云岭市"]),
        ("浙江省云岭市的渔业", ["云岭市"]),
        ("云岭市和浙江的渔业", ["云岭市和浙江"]),
        ("广东、广西和海南的洪水", ["广东、广西和海南"]),
        ("云岭市到浙江的铁路", ["云岭市", "浙江"]),
        ("日本和韩国的贸易", ["日本", "韩国"]),
        ("云河取水法的制定", ["云河取水法"]),
        ("《云河保护条例》在云岭市的实施", ["《云河保护条例》", "云岭市"]),
        ("云岭河长工作会议", ["云岭河长工作会议"]),
        ("云岭河长工作会议的召开", ["云岭河长工作会议"]),
        ("全国云岭河长工作会议", ["云岭河长工作会议"]),
        ("云岭市河堤的最新进展", ["云岭市"]),
        ("李清照、李强的活动", ["李清照、李强"]),
        ("李清照和李强分别会见了谁", ["李清照和李强"]),
        ("李清照和李强的会谈", ["李清照", "李强"]),
        ("李清照出席的会议", ["李清照"]),
        ("有多少位专家参加了会议？", []),
        ("云岭市哪些桥梁专家出席大会？", ["云岭市"]),
    ],
)
def test_which_names_of_a_question_bind(question, names):
    assert [name.text for name in binding_names(question)] == names


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("李清照表示，张思远应邀出访，两国关系更近。", "李清照表示，"),
        ("李清照出访三国，会见了张思远。", None),
        ("李清照表示，两国关系更近。", None),
        ("会议指出，要抓好防汛。", None),
    ],
)
def test_what_one_says_of_another_is_not_of_him(text, kept):
    assert before_others(text, binding_names("李清照的外访")) == (kept or text)


def test_asked_of_a_place_whoever_speaks_counts():
    text = "李清照表示，张思远到过云岭市。"
    assert before_others(text, binding_names("云岭市的防汛")) == text


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("昨日财政部公布，出口增长一成。", True),
        ("昨日越南出口增长一成。", True),
        ("中国经济增长百分之五，昨日公布。", False),
    ],
)
def test_under_another_countrys_name_the_home_country_is_another(text, bound):
    article = Article(id="越", title="越南的经济", text=text)
    assert is_bound(Told(article), Span(start=0, end=len(text)), binding_names("越南经济")) is bound


def test_a_country_does_not_stand_in_a_longer_ones_name():
    [india] = binding_names("印度的港口")
    assert stands(india, "印度的港口扩建。")
    assert not stands(india, "印度尼西亚的港口扩建。")


@pytest.mark.parametrize(
    ("text", "there"), [("“云河”大桥通车。", True), ("云河「大桥」", True), ("“云河”的桥", False)]
)
def test_quotation_marks_in_a_text_do_not_part_a_name(text, there):
    (bridge,) = binding_names("“云河大桥”")
    assert stands(bridge, text) is there


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("俄乌冲突", "俄罗斯国防部4日称，俄军击落12架无人机。", True),
        ("俄乌冲突", "乌军4日撤出两个阵地。", True),
        ("巴以局势", "以军4日空袭加沙。", True),
        ("伊以冲突", "伊朗4日发射导弹。", True),
        ("俄乌冲突", "以军4日空袭加沙。", False),
        ("俄罗斯局势", "乌军4日撤出两个阵地。", False),
    ],
)
def test_asked_of_a_war_either_side_stands_for_it(question, text, expected):
    assert all(stands(name, text) for name in binding_names(question)) == expected
