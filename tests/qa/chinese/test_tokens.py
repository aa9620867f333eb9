"""Copies for matching, and the tokens that a text is found by."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.chinese.tokens import asked_tokens, bigrams, normalise, row_tokens, word_of


def test_normalise():
    assert normalise("ＡＢＣ１２３ ＫＢ㎏ Ⅷ ﬁ") == "abc123 kbkg viii fi"


@given(st.text(max_size=50))
@settings(max_examples=300)
def test_normalising_twice_changes_nothing(text):
    assert normalise(normalise(text)) == normalise(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("。！", []),
        ("看报", ["看报"]),
        ("看报人", ["看报", "报人"]),
        ("水，电", ["水", "电"]),
        ("2022年无锡GDP增长3.5%", ["2022", "年无", "无锡", "gdp", "增长", "3.5"]),
        ("ＡＢＣ１２３", ["abc123"]),
        ("𠮷野家café_x", ["𠮷野", "野家", "café", "x"]),
        ("G20峰会·5G", ["g20", "峰会", "5g"]),
        ("1,280万元", ["1280", "万元"]),
        ("1,280,000.5元", ["1280000.5", "元"]),
        ("第1,2号", ["第", "1", "2", "号"]),
    ],
)
def test_bigrams(text, expected):
    assert bigrams(text) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # What several traditional characters share a simplified one for.
        ("後湖里的皇后", "后湖里的皇后"),
        ("理髮店發票", "理发店发票"),
        ("裡面裏面里面", "里面里面里面"),
        ("舊錶與鐘錶義賣", "旧表与钟表义卖"),
        ("麵粉面子", "面粉面子"),
        ("臺東縣颱風", "台东县台风"),
        ("乾洗幹部干戈", "干洗干部干戈"),
        ("乾隆年間", "乾隆年间"),
        ("隻身只有", "只身只有"),
        ("週末周家", "周末周家"),
        ("看著著名", "看着着名"),
        ("瞭解了解", "了解了解"),
        ("徵收特徵", "征收特征"),
        ("峯羣裏", "峰群里"),
        # What is seen is the same.
        ("云 岭 市 老 年 食 堂", "云岭市老年食堂"),
        ("市⻓⺠政局⻋站", "市长民政局车站"),
        ("蒋\u2060素\ufeff云1\u200b280", "蒋素云1280"),
        ("ＧＤＰ３．５％", "gdp3.5%"),
    ],
)
def test_two_ways_to_write_give_the_same_tokens(one, other):
    assert bigrams(one) == bigrams(other)
    assert row_tokens(one) == row_tokens(other)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("盐每斤二角", ["盐每", "每斤", "斤二", "二角", "角"]),
        ("水，青盐", ["水", "青盐", "盐"]),
        ("3.5升GDP", ["3.5", "升", "gdp"]),
    ],
)
def test_every_character_begins_a_token_of_its_row(text, expected):
    assert row_tokens(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("盐价", ["盐价"]),
        ("云岭 盐", ["云岭", "盐*"]),
        ("盐 茶", ["盐茶", "盐*", "茶*"]),
        ("云 岭 市 老 年 食 堂", ["云岭", "岭市", "市老", "老年", "年食", "食堂"]),
        ("盐，茶", ["盐", "茶"]),
        ("盐盐", ["盐盐"]),
        ("？！", []),
    ],
)
def test_what_is_asked_for(text, expected):
    assert asked_tokens(text) == expected


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("盐", "盐*"),
        ("x", "x"),
        ("Ｘ？", "x"),
        ("xy", None),
        ("x元", None),
        (" 盐？", "盐*"),
        ("⽼", "老*"),
        ("髮", "发*"),
        ("𠮷", "𠮷*"),
        ("盐\u200b", "盐*"),
        ("1280", "1280"),
        ("１２８０", "1280"),
        ("1,280万元", "1280"),
        ("9200万元", "9200"),
        ("40.3万份", "40.3"),
        ("“86万元”", "86"),
        ("MU5735", "mu5735"),
        ("盐价", None),
        ("GDP", None),
        ("2022年", None),
        ("4月3日", None),
        ("多少1280", None),
        ("？", None),
        ("", None),
    ],
)
def test_a_word_by_itself(text, word):
    assert word_of(text) == word
