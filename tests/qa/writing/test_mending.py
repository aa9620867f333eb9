"""A correction's headline and brief are what it puts right."""

import pytest

from qa.records import Article
from qa.writing.mending import put_right
from qa.writing.summarize import summarize_articles
from tests.generators import ExtractiveGenerator


def told(title, text, longest=64):
    return [one.text for one in put_right(Article(id="a", title=title, text=text), longest)]


@pytest.mark.parametrize(
    ("title", "text", "headline"),
    [
        (
            "更正",
            "本报《河堤加高》一文中，堤顶高程有误，堤顶高程应为22.5米，特此更正。",
            "本报《河堤加高》一文中，堤顶高程有误，堤顶高程应为22.5米",
        ),
        (
            "",
            "更正：昨日第3版《夜校开课》中“三百元”应为“二百元”。特此更正。",
            "昨日第3版《夜校开课》中“三百元”应为“二百元”",
        ),
        (
            "【重要更正】",
            "《老街修缮》将面积误写为“1.2万平方米”，应为“1200平方米”，向读者致歉。",
            "《老街修缮》将面积误写为“1.2万平方米”，应为“1200平方米”",
        ),
        (
            "更正启事",
            "因编校疏漏，《东渠通水》中渠长有误。正确数据为310米。谨致歉意。",
            "《东渠通水》中渠长有误，正确数据为310米",
        ),
        (
            "勘误",
            "第21页“流量”数值有误，流量应为每秒2.5立方米。",
            "第21页“流量”数值有误，流量应为每秒2.5立方米",
        ),
        (
            "更正",
            f"本报{'四月三日' * 12}第2版《河堤加高》中“22米”系“25米”之误。",
            "《河堤加高》中“22米”系“25米”之误",
        ),
        (
            "更正",
            "《水库清淤》一文中库容有误，更正为3200万立方米。",
            "《水库清淤》一文中库容有误，更正为3200万立方米",
        ),
        (
            "订正",
            "《果园丰收》的亩数有误，现订正为460亩，特此说明。",
            "《果园丰收》的亩数有误，现订正为460亩",
        ),
        ("更正 ", "更正 《夜市开张》中摊位应为85个。", "《夜市开张》中摊位应为85个"),
    ],
)
def test_all_of_it_is_told(title, text, headline):
    assert told(title, text) == [headline]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("河堤加高", "河堤加高工程的数据有误，应为22.5米。"),
        ("关于更正中标结果的公告", "中标单位名称有误，应为云河公司。"),
        ("更正错别字的老人", "他每天为街上的招牌更正错别字。"),
        ("", "更正后的票价明日执行。"),
        ("更正", ""),
        ("", "更正 老师把错题的正确答案写在黑板上，学生都记下了。"),
        ("", "更正　姐姐说应为五个，弟弟点头。"),
        ("更正", "《果园丰收》的亩数有误，特此更正。"),
        ("更正", "“460亩”应为“640亩”，" + "见于" * 40 + "《果园丰收》一文。"),
        ("更正", "《河堤加高》中" + "高程" * 40 + "应为22.5米。"),
    ],
)
def test_other_texts_and_what_is_too_long_are_left(title, text):
    assert told(title, text) == []


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (
            "《老塔开放》中塔高有误。正确高度为41米。谨致歉意。",
            "《老塔开放》中塔高有误。正确高度为41米。",
        ),
        ("更正：《夜校开课》里价格有误。实为90元。", "更正：《夜校开课》里价格有误。实为90元。"),
        ("《老塔开放》中塔高应为41米。谨致歉意。", "《老塔开放》中塔高应为41米。"),
    ],
)
def test_two_sentences_in_one_are_both_its_source(text, source):
    (made,) = put_right(Article(id="a", title="更正", text=text), 64)
    assert text[made.source.start : made.source.end] == source


@pytest.mark.parametrize("kind", ["headline", "brief"])
def test_a_correction_is_told_by_what_it_puts_right(kind):
    text = (
        "本报3月6日第2版《东渠通水 两岸受益》一文中，“渠长约96公里”应为“渠长约69公里”，"
        "“周晓”的职务应为水利局局长，照片中的大桥应为青石大桥。以上差错系编辑核对不严所致。"
        "特此更正，并向读者致歉。"
    )
    article = Article(id="a", title="更正", text=text)
    (made,) = summarize_articles([article], kind=kind, generator=ExtractiveGenerator())
    assert "渠长约69公里" in made.text
    assert "致歉" not in made.text
