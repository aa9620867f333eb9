"""What a reader sees in a text, with the way back to its characters."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.chinese.fold import folded, seen

RADICALS = [
    chr(code) for code in (*range(0x2E81, 0x2EF4), *range(0x2F00, 0x2FD6)) if code != 0x2E9A
]


@pytest.mark.parametrize(
    ("text", "copy"),
    [
        ("", ""),
        ("云岭市昨日通车，全长3.5公里。", "云岭市昨日通车，全长3.5公里。"),
        # What nobody sees.
        ("云\u200b岭\u200c市", "云岭市"),
        ("12\u200b80万\xad元", "1280万元"),
        ("\ufeff云岭\u2060市", "云岭市"),
        ("葛\U000e0100云㐂\ufe00", "葛云㐂"),
        ("\u202a云岭\u202c市\u200e", "云岭市"),
        # Radicals and compatibility forms.
        ("市⻓⺠政局⻋站", "市长民政局车站"),
        ("⼀⽼⾷堂⼭", "一老食堂山"),
        ("⻢⻛⻝⻘⻰⻬", "马风食青龙齐"),
        ("豈\uf900更\uf901", "豈豈更更"),
        ("\U0002f800", "丽"),
        # What GB 18030-2000 kept in the private area.
        ("\ue81e\ue864", "龴龻"),
        ("蒋\ue000云", "蒋\ue000云"),
        # OCR's spaces, and a layout's.
        ("云 岭 市 民 政 局 昨 日 公 布 , 全 市 6 1 家", "云岭市民政局昨日公布,全市61家"),
        ("云 岭 市 公 布, 全 市 61 家 食 堂。", "云岭市公布,全市61家食堂。"),
        ("全 年 增 长 4 0 . 3 %", "全年增长40.3%"),
        ("云\u3000岭\u3000市\u3000公\u3000报", "云岭市公报"),
        ("云\u200b \u200b岭\u200b \u200b市\u200b \u200b公\u200b \u200b报", "云岭市公报"),
        ("通　知", "通知"),
        ("（记者 韩 枫）报道", "（记者 韩枫）报道"),
        ("云 岭 市 与 Tesla Model 3 签 约 办 厂", "云岭市与Tesla Model 3签约办厂"),
        # Spaces that say something stay.
        ("云岭大桥通车 工期三个月", "云岭大桥通车 工期三个月"),
        ("第 3 版 要闻", "第 3 版 要闻"),
        ("增长 3.5 个百分点", "增长 3.5 个百分点"),
        ("甲    乙    丙    丁    戊", "甲    乙    丙    丁    戊"),
        ("　　云岭市昨日", "　　云岭市昨日"),
        ("1 2 3 4", "1 2 3 4"),
        ("电话 0571 8800 1234", "电话 0571 8800 1234"),
        ("米\n面\n油\n盐", "米\n面\n油\n盐"),
        ("天晴👨\u200d👩\u200d👧", "天晴👨👩👧"),
    ],
)
def test_what_is_seen(text, copy):
    assert seen(text).text == copy


@pytest.mark.parametrize("char", RADICALS)
def test_every_radical_is_a_character(char):
    copy = seen(f"甲{char}乙").text
    assert len(copy) == 3
    assert "\u3400" <= copy[1] <= "\u9fff" or "\U00020000" <= copy[1] <= "\U0003ffff"


@pytest.mark.parametrize(
    ("text", "part", "there"),
    [
        ("补 贴 资 金 1 2 8 0 万 元 。", "1280万元", "1 2 8 0 万 元"),
        ("局长蒋\u2060素\ufeff云说", "蒋素云", "蒋\u2060素\ufeff云"),
        ("局长蒋葛\U000e0100说", "蒋葛", "蒋葛\U000e0100"),
        ("局长蒋葛\U000e0100 说", "蒋葛", "蒋葛\U000e0100"),
        ("县⺠政局⽼年科", "民政局老年科", "⺠政局⽼年科"),
        ("縣民政局", "县民政局", "縣民政局"),
        ("后湖里的理髮店", "理发店", "理髮店"),
        ("云岭市通车", "云岭", "云岭"),
    ],
)
def test_the_way_back(text, part, there):
    copy = folded(text)
    start = copy.text.index(part)
    place = copy.span(start, start + len(part))
    assert text[place.start : place.end] == there


def test_a_plain_text_is_its_own_copy():
    text = "云岭市昨日通车，ＧＤＰ增长3.5%。\n（记者 韩枫）朱镕基、陶喆。"
    for copy in (seen(text), folded(text)):
        assert copy.text == text
        assert copy.places is None


PIECES = st.sampled_from(
    [
        *["云", "岭", "韩 枫", " ", "  ", "\u3000", "\n", "\u200b", "\ufe0f", "⺠", "⽼", "縣"],
        *["髮", "3", "1 2", "GDP", "，", "。", "𠮷", "👨\u200d👩", "\ue000", "\xad"],
    ]
)


@given(st.lists(PIECES, max_size=30).map("".join) | st.text(max_size=40))
@settings(max_examples=300)
def test_every_character_of_a_copy_stands_for_one_of_the_text(text):
    copy = folded(text)
    for place in range(len(copy.text)):
        span = copy.span(place, place + 1)
        assert 0 <= span.start < span.end <= len(text)
    places = copy.places if copy.places is not None else range(len(text))
    assert list(places) == sorted(set(places))
    assert len(places) == len(copy.text)
    assert all(seen(text).text[i] == text[p] for i, p in enumerate(places) if text[p].isascii())


@given(st.lists(PIECES, max_size=30).map("".join))
def test_no_letter_is_lost(text):
    kept = [char for char in text if not char.isspace() and unicodedata.category(char) != "Cf"]
    kept = [char for char in kept if char != "\ufe0f"]
    assert len([char for char in seen(text).text if not char.isspace()]) == len(kept)


@pytest.mark.parametrize(
    "picture",
    [
        "👨\u200d👩\u200d👧",
        "👩🏽\u200d🌾",
        "❤\ufe0f\u200d🔥",
        "☀\ufe0f",
        "1\ufe0f\u20e3",
        "👨\u200d👩\u200d👧、👨\u200d👩",
    ],
)
def test_pictures_of_several_characters_are_joined_again(picture):
    copy = seen(f"⽼街{picture}晚\u200b会")
    assert copy.text == f"老街{picture.replace(chr(0x200D), '').replace(chr(0xFE0F), '')}晚会"
    assert copy.joined(copy.text) == f"老街{picture}晚会"


@pytest.mark.parametrize("text", ["老\u200d街", "老街\ufe0f", "老\u200b街👨", "👨\u200b👩"])
def test_what_joins_no_pictures_stays_unseen(text):
    copy = seen(text)
    assert copy.joined(copy.text) == copy.text
