"""Of things told in a row with their values, the value of the one that a question names."""

import pytest

from qa.answering.spans.alignment import aligned, is_unaligned
from tests.qa.answering.marked import place

VISITORS = (
    "甲县、乙县和丙县的游客分别为|12万人次|、8万人次和4万人次，旅游收入分别为9亿元、6亿元和2亿元。"
)
POSTS = "招聘语文、数学、体育三个岗位，报名人数依次为|210人|、156人和43人，下月笔试。"
PRIZES = "获一、二、三等奖的作品分别是《|晨雾|》《归舟》《麦浪》，作者都是本省青年。"
STOCKS = "大米、面粉、食油的库存分别可供全市食用|95天|、70天和38天。"
STATIONS = "昨日，青石、望楼、河口三座水文站水位分别是|31.2米|，28.7米和25.5米。"
HEADS = "甲厂和乙厂的厂长分别是|老高|和老孟。"


@pytest.mark.parametrize(
    ("question", "marked", "asked"),
    [
        ("乙县的游客是多少？", VISITORS, "8万人次"),
        ("丙县的旅游收入是多少？", VISITORS, "2亿元"),
        ("甲县的游客是多少？", VISITORS, "12万人次"),
        ("三个县的游客是多少？", VISITORS, "12万人次"),
        ("甲县和乙县的游客是多少？", VISITORS, "12万人次"),
        ("体育岗位有多少人报名？", POSTS, "43人"),
        ("语文岗位有多少人报名？", POSTS.replace("|210人|、156人", "210人、|156人|"), "210人"),
        ("什么作品获二等奖？", PRIZES, "《归舟》"),
        ("什么作品获三等奖？", PRIZES, "《麦浪》"),
        ("食油可供全市食用多少天？", STOCKS, "38天"),
        ("面粉可供全市食用多少天？", STOCKS.replace("|95天|、70天", "|95天、70天|"), "70天"),
        ("河口水文站的水位是多少？", STATIONS, "25.5米"),
        ("乙厂的厂长是谁？", HEADS, "老孟"),
        ("甲厂的厂长是谁？", HEADS, "老高"),
    ],
)
def test_the_value_of_the_one_named(question, marked, asked):
    text, span = place(marked)
    found = aligned(question, text, span)
    assert text[found.start : found.end] == asked
    assert not is_unaligned(question, text, span)


@pytest.mark.parametrize(
    ("question", "marked"),
    [
        ("乙县的游客是多少？", "甲县、乙县和丙县的游客分别为|12万人次|和8万人次。"),
        ("数学岗位有多少人报名？", "语文、数学岗位的报名人数依次为|210人|、156人和43人。"),
    ],
)
def test_without_a_value_for_each_none_is_of_one(question, marked):
    assert is_unaligned(question, *place(marked))


@pytest.mark.parametrize(
    ("question", "marked"),
    [
        ("丁县的游客是多少？", "甲县、乙县的游客分别为|12万人次|和8万人次。"),
        ("乙县有多少个乡？", "乙县有|12个乡|。甲县、乙县的游客分别为12万人次和8万人次。"),
        ("比赛分别在哪里举行？", "甲队和乙队将分别在|东湖|和西山集训。"),
    ],
)
def test_what_is_of_no_row_is_left(question, marked):
    text, span = place(marked)
    assert aligned(question, text, span) == span
    assert not is_unaligned(question, text, span)
