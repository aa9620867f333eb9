"""What a text says that its source does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.checking.faithfulness import support, unsupported
from qa.checking.source import Source
from qa.chinese.sentences import sentences

# Characters that the rules look at, so that short texts hold numbers, dates, marks and names.
TEXTS = st.text(
    st.sampled_from(
        '0123459.,-%％３第年月日号个人元至多几一二十百千万亿两点分之《》“”" \n王高省Abß𠮷赴'
    )
)

SOURCE = (
    "本报讯 2031年4月3日，云岭市市长宋怀远来到清河区，察看长桥健康驿站。驿站有床位２００张，"
    "投资1.5万元，完成率23.5%，服务居民二十三户。他在第二十次例会上提出，学好《城市更新条例》，"
    "做到“两手抓”。昨天，Delta公司的3至5名工人到岗，用时两个月。"
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("床位200张", []),
        ("床位二百张", []),
        ("床位２００个", ["２００个"]),
        ("床位19张", ["19张"]),
        ("投资15000元", []),
        ("投资15,000元", []),
        ("投资1.5亿元", ["1.5亿元"]),
        ("服务23户", []),
        ("服务居民二十四户", ["二十四户"]),
        ("完成百分之二十三点五", []),
        ("完成23.5个百分点", ["23.5个百分点"]),
        ("第20次例会", []),
        ("20次例会", ["20次"]),
        ("3名工人", []),
        ("4名工人", ["4名"]),
        ("用时两个月", []),
        ("2月完成", ["2月"]),
        ("31年", ["31年"]),
        ("4月3日", []),
        ("2031年4月", []),
        ("2031-04-03", []),
        ("4月4日", ["4月4日"]),
        ("2030年4月3日", ["2030年4月3日"]),
        ("昨日到岗", []),
        ("今天到岗", ["今天"]),
        ("《城市更新条例》", []),
        ("《城市改造条例》", ["《城市改造条例》"]),
        ("做到「两手抓」", []),
        ("做到“三手抓”", ["“三手抓”"]),
        ("【两手抓】驿站", []),
        ("【三手抓】驿站", ["【三手抓】"]),
        ("ＤＥＬＴＡ公司", []),
        ("Delt公司", ["Delt"]),
        ("Omega公司", ["Omega"]),
        ("New Delta", ["New"]),
        ("宋怀远察看", []),
        ("宋怀民察看", ["宋怀民"]),
        ("赵立新察看", ["赵立新"]),
        ("市长高立新察看", ["高立新"]),
        ("进展很快", []),
        ("在白沙县", ["在白沙县"]),
        ("一个驿站十分重要", []),
        ("", []),
    ],
)
def test_unsupported(text, found):
    assert unsupported(text, Source(SOURCE)) == found


def test_a_part_found_twice_is_listed_once_and_in_order():
    assert unsupported("9人、《甲》、9人、8人", Source("")) == ["9人", "《甲》", "8人"]


def test_a_number_is_whole():
    assert unsupported("19", Source("2019年")) == ["19"]
    assert unsupported("5000", Source("15000")) == ["5000"]
    assert unsupported("3.5", Source("23.5")) == ["3.5"]


def test_support_is_the_sentence_with_most_of_the_bigrams():
    text = "河上架起新桥。桥长三百米，花了两年。市民很高兴。"
    spans = sentences(text)
    assert support("新桥长三百米", Source(text), spans) == spans[1]
    assert support("市民高兴", Source(text), spans) == spans[2]


def test_support_prefers_the_shorter_then_the_earlier():
    text = "新桥通车，市民高兴。新桥通车。新桥通车。"
    spans = sentences(text)
    assert support("新桥通车", Source(text), spans) == spans[1]


def test_no_support_under_the_minimum():
    text = "河上架起新桥。"
    assert support("股市大跌", Source(text), sentences(text)) is None
    assert support("", Source(text), sentences(text)) is None
    assert support("新桥", Source(text), []) is None


@given(TEXTS, TEXTS, TEXTS)
def test_every_text_supports_itself(before, text, after):
    assert unsupported(text, Source(f"{before}。{text}。{after}")) == []


@given(TEXTS, TEXTS)
def test_what_is_reported_stands_in_the_text(text, source):
    found = unsupported(text, Source(source))
    assert all(part and part in text for part in found)
    assert len(set(found)) == len(found)
