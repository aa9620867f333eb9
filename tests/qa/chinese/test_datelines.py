"""What news opens with before it says anything."""

import pytest

from qa.chinese.datelines import dateline, is_dateline, past_dateline, past_lead_in
from qa.records import Span


def rest(past, text):
    span = past(text, Span(start=0, end=len(text)))
    return text[span.start : span.end]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("本报讯 大桥通车。", "本报讯"),
        ("新华社云岭4月3日电 大桥通车。", "新华社云岭4月3日电"),
        ("新華社雲嶺4月3日電 大橋通車。", "新華社雲嶺4月3日電"),
        ("大桥通车。", None),
        ("本报讯息灵通。", None),
        ("", None),
        ("云岭5月3日电（记者 周小满）大桥通车。", "云岭5月3日电"),
        ("云岭2031年5月3日电 大桥通车。", "云岭2031年5月3日电"),
        ("【青石镇5月3日讯】夜校开课。", "【青石镇5月3日讯"),
        ("云岭5月3日电价下调。", None),
        ("云岭5月3日电，是一天中最早的。", None),
        ("截至5月3日电（力）负荷未减。", None),
        ("云岭从5月3日电 网改造。", None),
        ("云岭市在5月3日讯 问了他。", None),
        ("昨日云岭5月3日电 大桥通车。", None),
        ("【云岭市讯】大桥通车。", "【云岭市讯】"),
        ("【云岭社清河分社讯】大桥通车。", "【云岭社清河分社讯】"),
        ("【本市讯】大桥通车。", "【本市讯】"),
        ("【本报清河讯】大桥通车。", "【本报清河讯】"),
        ("【本市消息】大桥通车。", "【本市消息】"),
        ("（雲嶺廿七日路透電）大橋通車、", "（雲嶺廿七日路透電）"),
        ("（雲嶺二十七日電）大橋通車、", "（雲嶺二十七日電）"),
        ("〔本報雲嶺十日電〕大橋通車。", "〔本報雲嶺十日電〕"),
        ("【本埠訊】大橋通車。", "【本埠訊】"),
        ("【又讯】大桥通车。", None),
        ("【体育简讯】大桥通车。", None),
        ("【市民来信】大桥通车。", None),
        ("【最新消息】大桥通车。", None),
        ("（停电）大桥封闭。", None),
        ("（据传闻讯）大桥封闭。", None),
    ],
)
def test_dateline(line, found):
    assert dateline(line) == found
    assert is_dateline(line) == (found is not None)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("本报讯 大桥通车。", "大桥通车。"),
        ("云岭社云岭4月3日电（记者 周小满）大桥通车。", "大桥通车。"),
        ("【快报】大桥通车。", "大桥通车。"),
        ("4月3日，大桥通车。", "4月3日，大桥通车。"),
        ("（完）", "（完）"),
        ("〔本報雲嶺十日電〕大橋通車。", "大橋通車。"),
        ("〔三〕大橋通車。", "〔三〕大橋通車。"),
    ],
)
def test_past_dateline(text, left):
    assert rest(past_dateline, text) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("新华社云岭7月30日电 云岭电力公司停机。", "云岭电力公司停机。"),
        ("本报讯 昨日（3日），大桥通车。", "大桥通车。"),
        ("当地时间4月3日，大桥通车。", "大桥通车。"),
        ("据云岭晚报消息，大桥通车。", "大桥通车。"),
        ("大桥昨日通车。", "大桥昨日通车。"),
        ("昨日，大桥通车。", "昨日，大桥通车。"),
        ("4月3日，", "4月3日，"),
        ("1,000名学生到校。", "1,000名学生到校。"),
    ],
)
def test_past_lead_in(text, left):
    assert rest(past_lead_in, text) == left
