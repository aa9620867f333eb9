"""What another edition of the day says in place of the words that an answer quotes."""

import datetime as dt
from dataclasses import replace

import pytest

from qa.answering.editions import said_there, with_editions
from qa.errors import InputError
from qa.records import (
    Answer,
    Article,
    Chunk,
    Citation,
    Field,
    Hit,
    SameStory,
    Span,
)

TEXT = "本报讯 昨日，东坡粮库修缮完工，耗资1650万元，历时十四个月。主任何远说，粮库12月6日启用。"


def other(words, text, changed):
    """Return what a changed text says in place of words of the first one."""
    start = text.index(words)
    span = said_there(text, Span(start=start, end=start + len(words)), changed)
    return None if span is None else changed[span.start : span.end]


@pytest.mark.parametrize(
    ("words", "old", "new", "said"),
    [
        ("1650万元", "1650万元", "1680万元", "1680万元"),
        ("1650万元", "1650万元", "1.7亿元", "1.7亿元"),
        ("1650", "1650万元", "1680万元", "1680"),
        ("1650万元", "1650万元", "１６５０万元", None),  # the same figure
        ("十四个月", "十四个月", "14个月", None),
        ("十四个月", "1650万元", "1680万元", None),  # another figure than the one quoted
        ("12月6日", "12月6日", "12月8日", "12月8日"),
        ("何远", "何远", "邱玉兰", "邱玉兰"),
        ("东坡粮库修缮完工，耗资1650万元，", "1650", "1680", "东坡粮库修缮完工，耗资1680万元，"),
        ("1650万元", "耗资1650万元，", "", None),  # which it does not say
    ],
)
def test_what_stands_there_instead(words, old, new, said):
    assert other(words, TEXT, TEXT.replace(old, new)) == said


def test_a_text_without_such_a_sentence_says_nothing_instead():
    assert (
        other("1650万元", TEXT, "渡口今天停航，渡船开往南岸。投资1680万元的码头明年完工。") is None
    )
    assert other("1650万元", TEXT, "") is None


DAY = dt.date(2031, 7, 12)
EARLY = Article(id="早", title="粮库完工", text=TEXT, date=DAY)
LATE = replace(EARLY, id="晚", text=TEXT.replace("1650", "1680"))
ARTICLES = {one.id: one for one in (EARLY, LATE)}


def get(id_):
    try:
        return ARTICLES[id_]
    except KeyError:
        raise InputError(f"no article {id_}") from None


def answer(*cited, stories=("晚",), field=Field.TEXT):
    start = TEXT.index("1650")
    citations = tuple(
        Citation(
            article_id=id_, start=start, end=start + 6, quote="1650万元", title="", field=field
        )
        for id_ in cited
    )
    also = tuple(
        SameStory(article_id=id_, title="粮库", source=None, imprint=None, similarity=0.9)
        for id_ in stories
    )
    chunk = Chunk(article_id="早", start=0, end=len(TEXT), text=TEXT)
    hit = Hit(chunk=chunk, score=1.0, also_in=also)
    text = "1650万元" if cited else None
    return Answer(question="多少", text=text, confidence=0.5, citations=citations, hits=(hit,))


def test_an_answer_has_the_other_edition_and_its_figure():
    (story,) = with_editions(answer("早"), get).also_in
    assert (story.article_id, story.quote) == ("晚", "1680万元")
    assert LATE.text[story.start : story.end] == story.quote


def test_what_is_cited_too_is_none_and_of_a_title_nothing_is_compared():
    assert with_editions(answer("早", "晚"), get).also_in == ()
    (story,) = with_editions(answer("早", field=Field.TITLE), get).also_in
    assert (story.article_id, story.quote) == ("晚", None)


def test_an_edition_that_was_deleted_meanwhile_and_a_refusal():
    (story,) = with_editions(answer("早", stories=("无",)), get).also_in
    assert (story.article_id, story.quote) == ("无", None)
    assert with_editions(answer(), get).also_in == ()
