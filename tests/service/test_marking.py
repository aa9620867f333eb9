"""Quotations in their sentences and in their files, words in hits, bars over time."""

import datetime as dt

import pytest

from qa import Facet, Origin, Piece, read_articles
from qa.records import Span
from qa.service.histogram import histogram
from qa.service.marking import lit, quoted, snippet, spans_in_file, visible, window
from tests.service.conftest import PAGE

TEXT = "清河大桥通车。宋怀远说，总投资1.5亿元。行人走两侧。夜校开课。\n报名312人。"


def span(text, words):
    start = text.index(words)
    return Span(start=start, end=start + len(words))


def shown(part):
    return "".join(f"[{bit.text}]" if bit.lit else bit.text for bit in part.bits)


def test_exactly_the_span_is_lit_in_its_sentence_with_one_on_each_side():
    part = quoted(TEXT, span(TEXT, "1.5亿元"))
    assert shown(part) == "清河大桥通车。宋怀远说，总投资[1.5亿元]。行人走两侧。"
    assert (part.before, part.after) == (False, True)
    part = quoted(TEXT, span(TEXT, "两侧。夜校"))
    assert shown(part) == "宋怀远说，总投资1.5亿元。行人走[两侧。夜校]开课。\n报名312人。"
    assert (part.first, part.last, part.before, part.after) == (1, 1, True, False)


@pytest.mark.parametrize("text", ["云" * 100_000, "云。" * 50_000, " " * 100_000 + "云"])
def test_a_line_without_end_is_cut_around_the_quotation(text):
    part = quoted(text, Span(start=len(text) - 60, end=len(text) - 50))
    assert sum(len(bit.text) for bit in part.bits) < 600
    assert [len(bit.text) for bit in part.bits if bit.lit] == [10]
    assert part.before


def test_bits_are_the_text_whatever_the_spans():
    spans = [Span(start=0, end=2), Span(start=2, end=3), Span(start=30, end=99)]
    part = lit(TEXT, spans, start=1, end=32)
    assert "".join(bit.text for bit in part.bits) == TEXT[1:32]
    assert shown(part).startswith("[河][大]桥")
    assert shown(lit("", [])) == ""


def test_the_same_characters_are_lit_in_the_file_also_across_a_broken_line(tmp_path):
    file = tmp_path / "page.txt"
    file.write_text(PAGE, "utf-8")
    bridge, school = read_articles(file)
    for article, words in ((bridge, "1.5亿元，建设用时"), (school, "文化站二楼")):
        place = span(article.text, words)
        spans = spans_in_file(article.origin, place.start, place.end)
        assert len(spans) == 2  # the line is broken between them
        assert "".join(PAGE[x.start : x.end] for x in spans) == words


def test_pieces_that_meet_are_one_span_and_escapes_are_wholly_lit():
    pieces = (
        Piece(start=0, file_start=10, length=2),
        Piece(start=2, file_start=12, length=2, width=6),
        Piece(start=4, file_start=40, length=1),
    )
    origin = Origin(file="/a.jsonl", encoding="utf-8", sha256="", pieces=pieces)
    assert spans_in_file(origin, 1, 5) == [Span(start=11, end=24), Span(start=40, end=41)]


def test_a_snippet_begins_with_the_sentence_that_has_the_words():
    found = snippet(TEXT, "总投资1.5亿多少")
    assert TEXT[found.best.start : found.best.end] == "宋怀远说，总投资1.5亿元。"
    assert "[总投资1.5亿]元" in shown(found.shown)
    long = "云岭市" + "的" * 900 + "清河大桥" + "了" * 900
    assert "[清河大桥]" in shown(snippet(long, "清河大桥").shown)
    assert shown(snippet("只有一个桥字的桥。", "桥").shown) == "只有一个[桥]字的[桥]。"
    assert shown(snippet("KANBAO看报", "kanbao").shown) == "[KANBAO]看报"
    assert shown(snippet("云", "没有").shown) == "云"


def test_a_window_ends_at_lines_where_they_are_near():
    text = "".join(f"第{n:04}行\n" for n in range(1000))
    place = Span(start=3000, end=3010)
    part = window(text, place, around=500)
    assert text[part.start - 1] == text[part.end] == "\n"
    assert part.start <= 2510
    assert part.end >= 3500
    assert window("云" * 9000, place, around=500) == Span(start=2500, end=3510)


def test_control_characters_are_seen():
    assert visible("\x1b[31m红\x00\x7f\t\r\n") == "␛[31m红␀␡\t\r\n"


def counts(*pairs):
    return [Facet(value=value, count=count) for value, count in pairs]


def test_bars_are_months_without_gaps():
    made = histogram(
        counts(("2031-11", 4), ("2032-02", 1), (None, 7)), since=dt.date(2032, 2, 1), until=None
    )
    assert [(bar.label, bar.count, bar.height, bar.chosen) for bar in made.bars] == [
        ("2031-11", 4, 100, False),
        ("2031-12", 0, 0, False),
        ("2032-01", 0, 0, False),
        ("2032-02", 1, 25, True),
    ]
    assert (made.bars[3].since, made.bars[3].until) == (dt.date(2032, 2, 1), dt.date(2032, 2, 29))
    assert (made.most, made.months) == (4, 1)
    assert histogram(counts((None, 3)), since=None, until=None) is None


def test_long_times_have_longer_bars():
    years = histogram(counts(("1946-05", 1), ("1998-12", 2)), since=None, until=None)
    assert (years.months, years.bars[0].label, len(years.bars)) == (12, "1946", 53)
    assert years.bars[-1].until == dt.date(1998, 12, 31)
    ages = histogram(counts(("0001-01", 1), ("9999-12", 1)), since=None, until=None)
    assert (ages.months, ages.bars[0].since) == (120, dt.date(1, 1, 1))
    assert ages.bars[-1].until == dt.date(9999, 12, 31)
    assert ages.bars[-1].label == "9990–9999"
