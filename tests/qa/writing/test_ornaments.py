"""Emoji, stars and arrows are no words of a headline."""

import pytest

from qa.records import Article
from qa.writing.ornaments import plain
from qa.writing.summarize import summarize_articles
from tests.generators import ExtractiveGenerator
from tests.qa.writing.articles import runs_forward


@pytest.mark.parametrize(
    ("headline", "given"),
    [
        ("🔥水渠修好了", "水渠修好了"),
        ("水渠修好了👍👍🎉", "水渠修好了"),
        ("★ 水渠修好了 ★", "水渠修好了"),
        ("▼夜市今晚开张", "夜市今晚开张"),
        ("□夜市今晚开张", "夜市今晚开张"),
        ("夜市几点开？摊主回应→", "夜市几点开？摊主回应"),
        ("↓↓夜市今晚开张⬇️", "夜市今晚开张"),
        ("夜市开张★三万人来逛", "夜市开张 三万人来逛"),
        ("夜市开张 ■ 一百个摊位 ◆ 三万人", "夜市开张 一百个摊位 三万人"),
        ("夜市开张🎉🎉 三万人来逛", "夜市开张 三万人来逛"),
        ("提示：● 夜市今晚不开", "提示：夜市今晚不开"),
        ("夜市开张了！🎊三万人来逛", "夜市开张了！三万人来逛"),
        ("三代人👨‍👩‍👧同逛夜市", "三代人 同逛夜市"),
        ("☀️周末天晴", "周末天晴"),
        ("•夜市今晚开张", "夜市今晚开张"),
        ("▲图为夜市", "图为夜市"),
        ("↓↓3家夜市开张", "3家夜市开张"),
        ("🔥↓3.2%！菜价又降", "↓3.2%！菜价又降"),
    ],
)
def test_ornaments_are_left_out(headline, given):
    assert plain(headline) == given


@pytest.mark.parametrize(
    "headline",
    [
        "云河→石桥公交开通",
        "菜价▲3.2%",
        "▲3.2%：菜价又涨",
        "今天最高25℃↑",
        "地图上的“★”号",
        "读者何远•史密斯来信",
        "入住5★酒店的人多了",
        "我❤云河",
        "二○三一年的夜市",
        "①水渠 ②夜市",
        "气温升到38℃",
        "读者何远·史密斯来信",
        "3×3篮球赛开打",
        "√选对了",
        "🔥🔥",
        "",
    ],
)
def test_what_says_something_stays(headline):
    assert plain(headline) == headline


@pytest.mark.parametrize(
    "text", ["🎉夜市今晚开张", "★夜市今晚开张，来了三万人。" + "夜市很热闹。" * 8]
)
def test_a_headline_has_none_and_names_the_sentence_it_is_of(text):
    article = Article(id="a", title="", text=text)
    [made] = summarize_articles([article], kind="headline", generator=ExtractiveGenerator())
    assert made.text.startswith("夜市")
    [sentence] = made.sentences
    assert runs_forward(sentence.text, text[sentence.source.start : sentence.source.end])
