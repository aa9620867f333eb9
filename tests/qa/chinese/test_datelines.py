"""What news opens with before it says anything."""

import datetime as dt

import pytest

from qa.chinese.datelines import (
    counted_from,
    dateline,
    is_dateline,
    is_day_of_dispatch,
    past_dateline,
    past_lead_in,
)
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


@pytest.mark.parametrize(
    ("published", "text", "day"),
    [
        ("1935-04-29", "（雲嶺廿八日電）今日", "1935-04-28"),
        ("1935-04-24", "（靑石廿三日路透電）渡輪昨日", "1935-04-23"),
        ("1935-04-24", "（靑石二十二日電路透電）今日", "1935-04-22"),
        ("1935-04-24", "靑石廿二日路透社電）今日", "1935-04-22"),
        ("1935-04-24", "（靑石廿二日下午六時急電）今日", "1935-04-22"),
        ("1935-04-24", "靑石廿二日廣播：渡口訊，今日", "1935-04-22"),
        ("1946-05-28", "【新华社云岭二十五日电】昨日", "1946-05-25"),
        ("1946-05-28", "【新华社云岭十日电】塔斯社青石八日电：今日", "1946-05-08"),
        ("1946-05-03", "【新华社云岭三十日电】今日", "1946-04-30"),
        ("1990-05-08", "新华社云岭5月7日电渡轮今天", "1990-05-07"),
        ("1990-05-08", "据新华社云岭５月７日电（记者周小满）今天", "1990-05-07"),
        ("1998-01-02", "本报青石12月31日电 记者周小满报道：今天", "1997-12-31"),
        ("2026-06-04", "本报6月3日讯 昨晚", "2026-06-03"),
        ("2026-06-04", "新 华 社 云 岭 6 月 3 日 电 昨晚", "2026-06-03"),
        ("2026-06-04", "新华社云岭6月3日新媒体专电 今天", "2026-06-03"),
        ("1935-04-29", "（甲城廿七日電）開渠\n（乙城廿八日電）今日", "1935-04-28"),
        ("1946-05-28", "【新华社云岭二十五日电】开渠。\n【本报讯】今日", "1946-05-28"),
        # Of what stands before it, of no day there is, of long ago, and no datelines.
        ("1946-05-05", "渡轮试航。（新华社云岭四日电）\n今日", "1946-05-05"),
        ("1946-05-05", "【新华社云岭三十一日电】今日", "1946-05-05"),
        ("2026-06-04", "新华社云岭1949年4月3日电 今天", "2026-06-04"),
        ("2026-06-04", "本报讯 今天", "2026-06-04"),
        ("2026-06-04", "代表团二日电贺开工，今天", "2026-06-04"),
        ("2026-06-04", "（该村三日开始通电）今天", "2026-06-04"),
        ("2026-06-04", "合作社三月五日来电，今天", "2026-06-04"),
        ("2026-06-04", "他在3日电话中说，今天", "2026-06-04"),
        ("1938-03-02", "（靑石二月什八日電）今日", "1938-03-02"),
        (None, "新华社云岭1990年5月7日电 今天", "1990-05-07"),
        (None, "新华社云岭5月7日电 今天", None),
        (None, "今天", None),
    ],
)
def test_the_day_that_words_are_counted_from(published, text, day):
    of_paper = published and dt.date.fromisoformat(published)
    counted = counted_from(text, len(text), of_paper)
    assert (counted and str(counted)) == day


def test_what_stands_before_a_dateline_is_counted_from_what_is_before_that():
    text = "今日要闻\n（云岭廿七日电）开渠\n（青石廿八日电）停航"
    published = dt.date(1935, 4, 29)
    places = [0, text.index("开渠"), text.index("（青石"), text.index("停航")]
    counted = [counted_from(text, place, published) for place in places]
    assert [day.day for day in counted] == [29, 27, 27, 28]


def test_the_rest_of_a_dispatch_is_counted_from_its_day():
    published, sent = dt.date(1935, 4, 29), dt.date(1935, 4, 27)
    assert counted_from("今日停航", 0, published, sent=sent) == sent


@pytest.mark.parametrize(
    ("text", "said", "sent"),
    [
        ("（青石廿八日路透电）渡轮于廿五日停航。", "廿八日", True),
        ("（青石廿八日路透电）渡轮于廿五日停航。", "廿五日", False),
        ("新华社云岭5月7日电 渡轮停航。", "7日", True),
        ("渡轮停航。（新华社云岭5月7日电）", "5月7日", True),
        ("渡轮5月7日停航。", "5月7日", False),
    ],
)
def test_the_day_of_a_dispatch(text, said, sent):
    start = text.index(said)
    assert is_day_of_dispatch(text, Span(start=start, end=start + len(said))) is sent
