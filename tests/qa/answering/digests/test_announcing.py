"""Which sentences announce what is asked of, and which say that it is not on."""

import datetime as dt

import pytest

from qa import Article
from qa.answering.citations import cite
from qa.answering.digests.announced import in_whole_sentences
from qa.answering.digests.announcing import (
    acts_asked,
    calls_off,
    has_house,
    is_not_on,
    moved_from,
    sentences_of,
    tells_event,
    unquoted,
    with_act,
)
from qa.records import Answer, Span
from qa.search.query import as_queries


@pytest.mark.parametrize(
    ("question", "text", "told"),
    [
        ("哪些场馆闭馆", "棋艺馆5月3日闭馆", "棋艺馆5月3日闭馆"),
        ("哪些场馆闭馆", "苗圃园5月3日起关闭两天", "苗圃园5月3日起关闭两天"),
        ("哪些场馆关闭", "苗圃园5月3日起关闭两天", "苗圃园5月3日起关闭两天"),
        ("哪些场馆闭馆", "棋艺馆5月3日开放，9时到16时，5月4日闭馆", "5月4日闭馆"),
        ("哪些场馆闭馆", "棋艺馆5月3日延长开放到22时", None),
        ("哪些场馆闭馆", "棋艺馆5月3日不闭馆", None),
        ("哪些场馆闭馆", "棋艺馆5月3日照常开放", None),
        ("哪些场馆闭馆", "苗圃园从不闭园，5月3日也一样", None),
        ("哪些场馆闭馆", "5月3日，青石桥封闭施工", None),
        ("哪些道路封闭", "5月3日，柳荫路封闭施工", "5月3日，柳荫路封闭施工"),
        ("哪些道路封闭", "5月3日，柳荫路解除封闭", None),
        ("哪些地方停水", "5月3日8时，柳荫路停水", "5月3日8时，柳荫路停水"),
        ("哪些地方停水", "5月3日柳荫路不停水", None),
        ("哪些地方停水", "5月3日柳荫路恢复供水", None),
        ("哪些地方停水", "5月3日柳荫路停水取消", None),
        ("哪些地方停水", "5月3日柳荫路原定停水改期", None),
        ("哪些学校停课", "5月3日，河口小学停课", "5月3日，河口小学停课"),
        ("哪些学校停课", "5月3日，河口小学不停课", None),
        ("哪些场馆开放", "棋艺馆5月3日开放", "棋艺馆5月3日开放"),
        ("哪些场馆开放", "棋艺馆5月3日停止开放", None),
        ("哪些场馆开放", "棋艺馆5月3日恢复开放", "棋艺馆5月3日恢复开放"),
        ("哪些场馆恢复开放", "棋艺馆5月3日恢复开放", "棋艺馆5月3日恢复开放"),
        ("哪些场馆开放", "棋艺馆5月3日延长开放到22时", "棋艺馆5月3日延长开放到22时"),
        ("哪些小区停电", "5月3日，桂花里、锦绣苑停电", "5月3日，桂花里、锦绣苑停电"),
        ("哪些小区停电", "5月3日，听松园停电", "5月3日，听松园停电"),
        ("哪些小区停电", "5月3日，南塘村停电", "5月3日，南塘村停电"),
        ("哪些小区停电", "5月3日，翠湖庭三期停电", "5月3日，翠湖庭三期停电"),
        ("哪些小区停电", "5月3日，动物园停电", None),
        ("哪些小区停电", "5月3日，镇政府停电", None),
        ("哪些小区停电", "5月3日，柳荫路商铺停电", None),
        ("哪些小区停电", "5月3日，他家里停电", None),
        ("哪些场馆不闭馆", "棋艺馆5月3日不闭馆", None),
    ],
)
def test_the_act_asked_of_is_done_on_the_day_before_it(question, text, told):
    places = [place for act in acts_asked(question) for place in with_act(question, act, text)]
    found = {text[since:until] for since, until in places}
    assert found == ({told} if told else set())


@pytest.mark.parametrize(
    ("text", "not_on"),
    [
        ("原定5月3日的放鸢会因故取消", True),
        ("有人误传茶会5月3日开幕", True),
        ("主办方澄清，茶会已经开过", True),
        ("每年5月3日的龙舟赛今年停办", True),
        ("去年5月3日的茶会来了两万人", True),
        ("茶会5月3日举行，但也可能取消", True),
        ("棋赛5月3日举行，不举办颁奖会", True),
        ("棋赛推迟", True),
        ("棋赛5月3日开赛", False),
        ("5月3日8时柳荫路停水，如遇雨顺延", False),
        ("镇上将于5月3日举办茶会", False),
        ("水墨展5月3日开展，展览将持续到5月20日结束", False),
        ("报名4月30日结束，棋赛5月3日开赛", False),
        ("棋赛5月3日开赛，去年冠军将参赛", False),
        ("去年获奖的水墨画5月3日展出", False),
        ("5月3日起礼堂上演折子戏，比往年多两场", False),
        ("活动5月3日举行，预计吸引千人", False),
        ("去年，棋赛在礼堂举行", True),
        ("去年举办的棋赛在礼堂", True),
        ("棋赛昨日结束", True),
    ],
)
def test_what_is_denied_or_called_off_is_not_on(text, not_on):
    assert is_not_on(text) == not_on


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("棋赛原定5月3日举行，现推迟到5月10日", "5月10日"),
        ("棋赛改到5月10日举行", "5月10日举行"),
        ("茶会延期至6月举办", "6月举办"),
        ("放鸢会提前到4月30日", "4月30日"),
        ("棋赛5月3日举行", "棋赛5月3日举行"),
        ("夜校改为收费", "夜校改为收费"),
    ],
)
def test_of_what_is_moved_the_new_day_counts(text, new):
    assert text[moved_from(text) :] == new


@pytest.mark.parametrize(
    ("later", "told", "off"),
    [
        ("受大风影响，原定5月3日的放鸢会取消。", "镇文化站将于5月3日举办放鸢会。", True),
        ("放鸢会改到5月10日举行。", "镇文化站将于5月3日举办放鸢会。", True),
        ("青年棋赛推迟到9月。", "青年棋赛5月3日在礼堂开赛。", True),
        ("茶会因故取消。", "5月3日，镇上举办新茶会。", True),
        ("放鸢会取消。", "青年棋赛5月3日在礼堂开赛。", False),
        ("放鸢会照常举行。", "镇文化站将于5月3日举办放鸢会。", False),
        ("夜间收费取消。", "镇文化站将于5月3日举办放鸢会。", False),
        ("体育馆的青年篮球赛因雨取消。", "老年乒乓球赛5月8日在体育馆举行。", False),
        ("乒乓球赛推迟。", "老年乒乓球赛5月8日在体育馆举行。", True),
        ("原定5月8日的比赛取消。", "老年乒乓球赛5月8日在体育馆举行。", True),
        ("原定5月9日的比赛取消。", "老年乒乓球赛5月8日在体育馆举行。", False),
        ("因文化宫检修，5月2日的停车优惠取消。", "木偶剧《水漫桥》5月2日在文化宫上演。", False),
        ("木偶剧《水漫桥》改到5月9日上演。", "《水漫桥》5月2日在文化宫上演。", True),
        ("棋院原定5月8日举行的棋赛因场馆检修取消。", "游泳馆5月1日起停业检修。", False),
        ("图书馆取消借书押金。", "图书馆5月3日举办家谱讲座。", False),
        ("受雨影响，环湖跑推迟一周。", "第五届镜湖环湖跑5月3日鸣枪。", True),
    ],
)
def test_a_later_sentence_calls_off_the_same_event(later, told, off):
    assert calls_off(later, told) == off


@pytest.mark.parametrize(
    ("question", "text", "tells"),
    [
        ("有什么活动", "镇文化站将于5月3日举办放鸢会", True),
        ("有什么活动", "镇上的集市5月3日开市", True),
        ("有什么活动", "棋赛原定5月3日举行，现推迟到5月10日", True),
        ("有什么活动", "5月3日起豆油涨价", False),
        ("有什么活动", "5月5日是立夏", False),
        ("有什么活动", "助学贷款5月3日前还清", False),
        ("有什么活动", "5月3日全镇停课一天", False),
        ("有什么活动", "去年5月3日举办的茶会吸引两万人", False),
        ("有什么展览", "棋艺馆5月3日展出旧棋谱", True),
        ("有什么展览", "展览即日起至5月20日", True),
        ("有什么展览", "棋艺馆5月3日举办讲座", False),
        ("有什么比赛", "青年棋赛5月3日开赛", True),
        ("有什么比赛", "镇文化站5月3日举办茶会", False),
        ("有什么演出", "大戏台5月3日上演折子戏", True),
        ("有什么新规", "《渡口办法》5月3日起施行", True),
        ("有什么新规", "镇上5月3日举办茶会", False),
        ("有什么活动", "木偶剧《水漫桥》5月3日在文化宫上演", True),
        ("有什么活动", "作家5月3日在书店与读者见面", True),
        ("有什么活动", "5月3日是“家谱怎么修”讲座", True),
        ("有什么活动", "水墨展5月3日起开展", True),
        ("有什么活动", "环湖跑5月3日8时鸣枪", True),
        ("有什么活动", "5月3日起，剧团在社区加演一场", True),
        ("有什么活动", "讲座方案5月3日公布", False),
        ("有什么活动", "剧团昨日贴出节目单：5月3日晚是折子戏专场", True),
        ("有什么活动", "5月的讲座反响热烈", False),
        ("有什么活动", "5月，招聘会上来了三百人", False),
        ("有什么活动", "5月起，镇上常态化开展禁毒教育", False),
        ("有什么活动", "镇上5月3日开展种树活动", True),
        ("有什么展览", "镇上5月3日举行种树活动，开展教育", False),
        ("有什么活动", "庙会筹备会的经费5月3日拨付", False),
        ("有什么演出", "木偶剧《水漫桥》5月3日上演", True),
        ("有什么演出", "水墨展5月3日起开展", False),
        ("有什么比赛", "环湖跑5月3日8时鸣枪", True),
        ("有什么讲座", "棋赛5月3日开赛", False),
    ],
)
def test_an_event_of_the_kind_asked_of_is_announced(question, text, tells):
    assert tells_event(question, text) == tells


@pytest.mark.parametrize(
    ("question", "title", "text", "has"),
    [
        ("棋艺馆5月有什么活动", "", "棋艺馆5月3日举办棋赛", True),
        ("5月棋艺馆有什么活动", "棋艺馆五月安排", "5月3日举办棋赛", True),
        ("棋艺馆5月有什么活动", "棋艺馆五月安排", "茶史馆5月3日举办茶会", False),
        ("棋艺馆5月有什么活动", "棋艺馆五月安排", "三中5月3日举办校庆", False),
        ("棋艺馆5月有什么活动", "棋艺馆五月安排", "镇水务局5月3日举办茶会", False),
        ("棋艺馆5月有什么活动", "棋艺馆和茶史馆五月安排", "5月3日举办茶会", False),
        ("棋艺馆5月有什么活动", "五月安排", "5月3日举办茶会", False),
        ("市棋艺馆5月有什么活动", "", "棋艺馆5月3日举办棋赛", True),
        ("三中5月有什么活动", "", "三中5月3日举办校庆", True),
        ("5月有什么活动", "", "茶史馆5月3日举办茶会", True),
        ("河口镇5月有什么活动", "", "茶史馆5月3日举办茶会", True),
    ],
)
def test_the_house_asked_of_stands_in_the_sentence(question, title, text, has):
    (query,) = as_queries([question], today=dt.date(2029, 4, 2))
    assert has_house(query, title, text) == has


def test_days_of_a_quotation_do_not_count():
    text = "他说：“下周六摆酒。你们都来。”棋赛5月3日开赛。"
    plain = unquoted(text)
    assert len(plain) == len(text)
    assert "下周六" not in plain
    said = "甲馆开。乙馆关！\n丙馆开"
    assert [said[a:b] for a, b in sentences_of(said)] == ["甲馆开。", "乙馆关！", "丙馆开"]


@pytest.mark.parametrize(
    ("text", "said", "whole"),
    [
        (
            "甲馆四月闭馆。乙馆五月展出棋谱。丙馆不开。",
            "闭馆。乙馆",
            "甲馆四月闭馆。乙馆五月展出棋谱。",
        ),
        ("甲馆四月闭馆。乙馆五月展出棋谱。丙馆不开。", "展出棋谱", "展出棋谱"),
    ],
)
def test_an_answer_out_of_two_sentences_has_both_whole(text, said, whole):
    article = Article(id="1", title="", text=text)
    start = text.index(said)
    cited = cite(article, Span(start=start, end=start + len(said)))
    answer = Answer(question="四月", text=said, confidence=0.1, citations=(cited,))
    found = in_whole_sentences(answer, article)
    assert (found.text, found.citations[0].quote) == (whole, whole)
