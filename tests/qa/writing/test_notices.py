"""A notice's list is its summary, with what it is about."""

import pytest

from qa.checking.source import Source
from qa.writing.notices import announced_list, begins_item, notice, notice_title

BRIDGE = (
    "关于老桥封闭施工的通告\n\n因大修需要，自4月10日起对老桥实行封闭施工。现将有关事项通告如下：\n\n"
    "一、封闭时间：4月10日至8月31日。夜间照常施工。\n\n二、绕行路线：经云河新桥。\n\n"
    "三、公交3路不停靠老桥站。\n\n敬请谅解。\n\n云河市交警支队\n4月3日\n"
)
LIBRARY = (
    "白石县图书馆通知\n各位读者：\n读书节期间有系列活动，具体安排如下：\n"
    "4月20日上午9时，一楼报告厅，讲座。\n4月22日下午2时，少儿部，故事会。\n欢迎参加。\n"
)
HEADED = (
    "河灯节5月举办，现将安排通知如下：\n"
    "一、时间\n5月4日晚7时。\n二、地点\n新桥以西河段。\n云河市文化馆\n"
)
ONE_LINE = (
    "各学校：为做好招生工作，现将有关事项通知如下：一、7月1日报名。二、到各校报名。"
    "外来务工人员子女到居住地报名。三、带户口簿。请张贴本通知。"
)


def told(text, length=200):
    return "".join(one.text for one in notice(Source(text), length))


@pytest.mark.parametrize(
    ("text", "summary"),
    [
        (
            BRIDGE,
            "因大修需要，自4月10日起对老桥实行封闭施工。现将有关事项通告如下："
            "一、封闭时间：4月10日至8月31日。夜间照常施工。二、绕行路线：经云河新桥。"
            "三、公交3路不停靠老桥站。",
        ),
        (
            LIBRARY,
            "读书节期间有系列活动，具体安排如下：4月20日上午9时，一楼报告厅，讲座。"
            "4月22日下午2时，少儿部，故事会。",
        ),
        (
            HEADED,
            "河灯节5月举办，现将安排通知如下：一、时间5月4日晚7时。二、地点新桥以西河段。",
        ),
        (ONE_LINE, ONE_LINE),
    ],
)
def test_its_list_is_told(text, summary):
    assert told(text) == summary


def test_of_what_does_not_fit_first_sentences_are_told_and_last_items_left_out():
    assert "夜间" not in told(BRIDGE, 64)
    assert told(BRIDGE, 64).endswith("二、绕行路线：经云河新桥。三、公交3路不停靠老桥站。")
    assert told(BRIDGE, 56).endswith("二、绕行路线：经云河新桥。")
    assert told(BRIDGE, 40) == ""


@pytest.mark.parametrize(
    "text",
    [
        "本报讯 老桥昨日封闭施工。\n4月10日起绕行。\n4月20日公交改道。\n",
        "专家提出三点建议。\n一、养桥重在日常。\n二、桥要常养。\n",
        "现将有关事项通告如下：\n一、封闭时间：4月10日。\n",
        "现将有关事项通告如下：\n云河市交警支队\n4月3日\n",
        "他的办法如下，先量桥面。\n一、量长。\n二、量宽。\n",
        "一季度主要情况如下：\n一、接待游客12万人次。\n二、门票收入300万元。\n三、修船八艘。\n",
        "本报讯 前八个月全县生产情况如下：\n一、产粮8万吨。\n二、产茶三百吨。\n",
        "早稻收购情况如下：\n一、收购8万吨，同比增长两成。\n二、价格下降3%。\n",
        "",
    ],
)
def test_what_is_no_notice_has_no_list(text):
    assert notice(Source(text), 200) == []


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (BRIDGE, "关于老桥封闭施工的通告"),
        ("云河市教育局关于秋季招生的通知\n各学校：\n", "云河市教育局关于秋季招生的通知"),
        (LIBRARY, None),
        ("停水通知\n因检修停水。\n", None),
        ("本报讯 市政府昨日发布关于限行的通告。\n", None),
        ("关于老桥封闭施工的通告今日发布，市民可以查阅。\n", None),
    ],
)
def test_a_notice_has_a_title_that_says_of_what(text, title):
    span = notice_title(text)
    assert (span and text[span.start : span.end]) == title


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (BRIDGE, 2),
        ("停水范围如下：\n", 0),
        ("老桥封闭。具体安排如下。", 1),
        ("现就有关工作通知如下：一、报名时间。", 0),
        ("通知如下发到各校。", None),
        ("本馆自12月1日起调整开放时间。\n大厅：周二至周日9:00—20:00。\n", 0),
        ("现公布节日营业时间：\n门诊：每天8:00—12:00。\n", 0),
        ("窗口延长办理时间。\n户籍窗口：上午8:30—12:00。\n", 0),
        ("本馆自12月1日起调整开放时间。\n读者：请早到。\n", None),
        ("本馆自12月1日起调整开放时间。市民可以预约。", None),
        ("展览的开放时间很长。\n大厅：周二至周日9:00—20:00。\n", None),
        ("现将三季度停水情况通告如下：\n一、东街4日停水。\n二、西街5日停水。", 0),
        ("停水情况如下：\n一、东街4日停水。\n二、西街5日停水。", 0),
        ("三季度用水情况如下：\n一、东街8万吨。\n二、西街5万吨。", None),
        ("他说得如下雨一般快。", None),
    ],
)
def test_which_sentence_announces_a_list(text, place):
    assert announced_list(Source(text)) == place


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("一、封闭时间", True),
        ("（二）绕行路线", True),
        ("3. 公交改道", True),
        ("3.5万人过桥", False),
        ("二十人过桥", False),
        ("一桥飞架南北", False),
    ],
)
def test_what_begins_an_item(text, begins):
    assert begins_item(text) is begins


HOURS = (
    "云河市科技馆关于冬季开放的公告\n各位观众：\n为节约用电，本馆自12月1日起缩短开放时间。\n"
    "主展厅：周二至周五9:30—16:00，周一闭馆。\n球幕影院：周六、周日10:00—17:00。\n"
    "儿童馆：每天9:30—15:30，每场一百人。\n敬请谅解。\n云河市科技馆\n11月20日\n"
)


def test_a_notice_of_hours_is_told_with_them():
    told = [sentence.text for sentence in notice(Source(HOURS), 200)]
    assert told[0] == "为节约用电，本馆自12月1日起缩短开放时间。"
    assert told[1:] == [
        "主展厅：周二至周五9:30—16:00，周一闭馆。",
        "球幕影院：周六、周日10:00—17:00。",
        "儿童馆：每天9:30—15:30，每场一百人。",
    ]
