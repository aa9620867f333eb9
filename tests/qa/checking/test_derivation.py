"""How a text comes from one sentence, and what a sentence is made of."""

import pytest

from qa.checking.derivation import Taken, derivation
from qa.checking.source import Source


@pytest.mark.parametrize(
    ("text", "source", "kept"),
    [
        ("大桥通车", "大桥通车。", ["大桥通车"]),
        ("大桥通车", "开馆。大桥5日通车。", ["大桥", "通车"]),
        ("大桥通车 全长3公里", "大桥通车，全长3公里。", ["大桥通车，全长3公里"]),
        ("大桥全长3公里", "大桥通车，全长3公里。", ["大桥", "全长3公里"]),
        ("云河大桥", "云岭云河大桥。", ["云河大桥"]),
        ("开馆 闭馆", "开馆、闭馆。", ["开馆、闭馆"]),
        ("比分3:1", "比分3:1。", ["比分3:1"]),
        ("投资1.5亿元", "投资1.5亿元。", ["投资1.5亿元"]),
        ("投资15亿元", "投资1.5亿元。", ["投资1", "5亿元"]),
    ],
)
def test_the_fewest_parts_are_kept(text, source, kept):
    made = derivation(text, Source(source))
    assert made is not None
    assert [made.taken.source.slice(span) for span in made.kept] == kept


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("通车大桥", "大桥通车。"),
        ("大桥开馆", "大桥通车。图书馆开馆。"),
        ("大桥通车", ""),
        ("", "大桥通车。"),
        ("，", "大桥通车。"),
        ("共有31人", "比分3:1，共有人。"),
    ],
)
def test_what_no_sentence_has_in_order_is_not_derived(text, source):
    assert derivation(text, Source(source)) is None


def test_of_two_sentences_the_one_with_fewer_cuts_is_taken():
    made = derivation("大桥通车", Source("大桥5日通车。大桥通车。"))
    assert made is not None
    assert made.taken.sentence.start == len("大桥5日通车。")


@pytest.mark.parametrize(
    ("text", "source", "gaps"),
    [
        ("大桥通车", "大桥通车。", []),
        ("大桥通车", "大桥5日通车，全长3公里。", ["5日", "，全长3公里。"]),
        ("大桥通车", "新华社云岭4月3日电 大桥通车。", []),
        ("全长3公里", "大桥通车，全长3公里。", ["大桥通车，"]),
    ],
)
def test_what_is_left_out(text, source, gaps):
    made = derivation(text, Source(source))
    assert made is not None
    assert [made.taken.source.slice(span) for span in made.gaps] == gaps


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("新华社云岭4月3日电（记者何远）大桥通车。", "大桥通车。"),
        ("4月3日，大桥通车。", "大桥通车。"),
        ("大桥通车。", "大桥通车。"),
    ],
)
def test_the_opening_is_no_part_of_what_is_told(source, told):
    whole = Source(source)
    taken = Taken(source=whole, sentence=whole.sentences[0])
    assert whole.slice(taken.told) == told


def test_a_day_is_told_where_days_are_kept():
    whole = Source("4月3日，大桥通车。")
    taken = Taken(source=whole, sentence=whole.sentences[0], keeps_days=True)
    assert whole.slice(taken.told) == whole.text


@pytest.mark.parametrize(
    ("source", "adjuncts", "frames"),
    [
        ("随着天气转好，剧院开门。", ["随着天气转好"], []),
        ("上半年，产量达到3万辆。", [], ["上半年"]),
        ("与去年相比，旅客增加20%。", [], ["与去年相比"]),
        ("按照计划，大桥5日通车。", [], ["按照计划"]),
        ("按照有关部署，三家企业近日获得证书。", ["按照有关部署"], []),
        ("大桥建成后，车程可缩短一半。", [], ["大桥建成后"]),
        ("春节期间，剧院连演十场，观众达3万人。", [], ["春节期间"]),
        ("灯会期间，剧院连日演出。", ["灯会期间"], []),
        ("在一片反对声中，旧桥关闭。", [], ["在一片反对声中"]),
        ("在市民眼中，老街是一座博物馆。", [], ["在市民眼中"]),
        ("大桥通车，车程缩短。", [], []),
    ],
)
def test_what_stands_beside_and_what_frames(source, adjuncts, frames):
    whole = Source(source)
    taken = Taken(source=whole, sentence=whole.sentences[0])
    assert [taken.words[n] for n in sorted(taken.adjuncts)] == adjuncts
    assert [taken.words[n] for n in sorted(taken.frames)] == frames


@pytest.mark.parametrize(
    ("source", "asides"),
    [
        ("国家主席何远5日会见李明。", ["国家主席", "5日"]),
        ("甲国国家主席何远5日会见李明。", ["5日"]),
        ("大会5日在云岭市举行。", ["5日", "在云岭市"]),
        ("大会首次在云岭市举行。", []),
        ("何远在京同李明会见。", []),
        ("大会在云岭市之外举行。", []),
        ("何远在发布会上说，大桥通车。", ["在发布会上"]),
        ("图书馆每月1日免费开放。", []),
        ("大桥预计6日通车。", []),
        ("条例8月1日起施行。", []),
        ("出口额30亿元（美元，下同）。", []),
        ("公司（Cloud）成立。", ["（Cloud）"]),
        ("博物馆（河东分馆除外）开放。", []),
    ],
)
def test_asides(source, asides):
    whole = Source(source)
    taken = Taken(source=whole, sentence=whole.sentences[0])
    assert [whole.slice(span) for span in taken.asides] == asides


def test_a_time_of_the_articles_own_year_can_be_left_out():
    source = Source("2031年射箭赛云岭站比赛中，云岭队夺冠。")
    for year, beside in ((2031, {0}), (2032, set())):
        taken = Taken(source=source, sentence=source.sentences[0], year=year)
        assert taken.adjuncts == beside
