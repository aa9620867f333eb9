"""Numbers and dates as values."""

from decimal import Decimal

import pytest

from qa.chinese.numerals import chinese_value, fold_width, quantities


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("零", 0),
        ("十", 10),
        ("二十三", 23),
        ("一百零五", 105),
        ("三百五", 350),
        ("一千零五十", 1050),
        ("两万", 20_000),
        ("两万五", 25_000),
        ("百万", 1_000_000),
        ("一百五十万三千", 1_503_000),
        ("一亿两千万", 120_000_000),
        ("一万亿", 1_000_000_000_000),
        ("二〇二二", 2022),
    ],
)
def test_chinese_value(numeral, value):
    assert chinese_value(numeral) == value


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("1,500元", "1500", "元"),
        ("1.5万人", "15000", "人"),
        ("15000名", "15000", "人"),
        ("三千多万元", "30000000", "元"),
        ("1亿2000万", "120000000", ""),
        ("百分之二十", "20", "%"),
        ("四分之一", "0.25", "分之"),
        ("5千米", "5", "公里"),
        ("５ＧＢ", "5", "GB"),
        ("第1次", "1", "第次"),
        ("第二十届", "20", "届"),
        ("20多个国家", "20", "个"),
        ("10号线", "10", "号"),
        ("1980年代", "1980", "年代"),
    ],
)
def test_number(text, value, unit):
    [item] = quantities(fold_width(text))
    assert (item.value, item.unit, item.date) == (Decimal(value), unit, None)
    assert item.span.start == 0


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("2022年4月3日", [(2022, 4, 3)]),
        ("二〇二二年四月三日", [(2022, 4, 3)]),
        ("二○二二年四月三日", [(2022, 4, 3)]),
        ("二O二二年", [(2022, None, None)]),
        ("民国三十六年四月", [(1947, 4, None)]),
        ("19年4月", [(2019, 4, None)]),
        ("九八年六月八日", [(1998, 6, 8)]),
        ("2022 年 4 月 3 日", [(2022, 4, 3)]),
        ("元月廿三日", [(None, 1, 23)]),
        ("2022-04-03", [(2022, 4, 3)]),
        ("4月3日至5日", [(None, 4, 3), (None, 4, 5)]),
        ("2020至2022年", [(2020, None, None), (2022, None, None)]),
        ("三月", [(None, 3, None)]),
    ],
)
def test_date(text, dates):
    assert [item.date for item in quantities(text)] == dates


@pytest.mark.parametrize(
    "text", ["（1）修桥\n2、铺路", "一个", "十分重要", "统一部署", "数百人", "四川", ""]
)
def test_no_quantity(text):
    assert quantities(fold_width(text)) == []


def test_a_range_shares_its_unit():
    assert [(item.value, item.unit) for item in quantities("3至5天")] == [(3, "天"), (5, "天")]
