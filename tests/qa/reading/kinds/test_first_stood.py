"""The note of where an article first stood: who, when and on which page, and no person."""

import datetime as dt

import pytest

from qa.reading.fields import first_stood
from qa.records import Imprint
from tests.qa.reading.kinds.pages import read
from tests.qa.reading.kinds.test_copied_pages import check_all_kept

TITLE = "茶山上的修路人"
FIRST = "我第一次见到老路，是在前年的谷雨。那天雾大，山道上只听见锄头声。"
SECOND = "如今路通了，茶叶当天就能送到县城，他却还是每天上山看一看。"
DAY = dt.date(2021, 5, 3)

NOTES = [
    ("（原载《云岭日报》2021年5月3日第2版）", "云岭日报", DAY, "2"),
    ("(原载《云岭日报》2021年5月3日)", "云岭日报", DAY, None),
    ("（原载2021年5月3日《江南晚报》“夜航船”副刊，有删节）", "江南晚报", DAY, None),
    ("（本文原载于《山风》2021年第4期）", "山风", None, None),
    ("（摘自《云岭晚报》）", "云岭晚报", None, None),
    ("（摘编自《云岭日报》，原题为《修路的人》）", "云岭日报", None, None),
    ("（转自云岭日报）", "云岭日报", None, None),
    ("原载《山风》2021年5月3日", "山风", DAY, None),
]


@pytest.mark.parametrize(("note", "source", "day", "page"), NOTES)
@pytest.mark.parametrize("glued", [True, False])
def test_a_note(tmp_path, note, source, day, page, glued):
    if glued and note[0] not in "（(":
        return
    text = [FIRST, SECOND + note] if glued else [FIRST, SECOND, note]
    reading = read(tmp_path, "\n".join([TITLE, "武夷生", *text]))
    (article,) = reading.articles
    assert (article.title, article.text) == (TITLE, f"{FIRST}\n{SECOND}")
    assert (article.byline, article.source, article.date) == ("武夷生", source, day)
    assert (article.imprint or Imprint()).page == page
    check_all_kept(tmp_path, reading)


@pytest.mark.parametrize(("note", "source", "day", "page"), NOTES)
def test_a_note_in_html_and_markdown(tmp_path, note, source, day, page):
    lines = ["作者：武夷生", FIRST, SECOND, note]
    markup = "".join(f"<p>{line}</p>" for line in lines)
    html = f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{markup}</body></html>"
    for name, text in (("page.html", html), ("page.md", "\n\n".join([f"# {TITLE}", *lines]))):
        (article,) = read(tmp_path, text, name=name).articles
        assert (article.text, article.byline) == (f"{FIRST}\n{SECOND}", "武夷生")
        assert (article.source, article.date) == (source, day)


def test_a_page_says_for_itself_whose_and_of_which_day_it_is(tmp_path):
    head = "白石日报 2025年3月10日 第3版"
    reading = read(tmp_path, "\n".join([head, TITLE, "武夷生", FIRST, SECOND + NOTES[0][0]]))
    (article,) = reading.articles
    assert (article.source, article.date) == ("白石日报", dt.date(2025, 3, 10))
    assert article.byline == "武夷生"
    html = (
        f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1><div>2025-03-10 08:00 "
        f"来源：白石网</div><p>{FIRST}</p><p>{SECOND}</p><p>{NOTES[0][0]}</p></body></html>"
    )
    (article,) = read(tmp_path, html, name="page.html").articles
    assert (article.source, article.date) == ("白石网", dt.date(2025, 3, 10))


def test_each_article_of_a_page_has_its_own(tmp_path):
    other = ["修钟表的人", "钟声远", f"{FIRST}（摘自《江南晚报》）"]
    text = [TITLE, "武夷生", FIRST, SECOND + NOTES[0][0], "", *other]
    reading = read(tmp_path, "\n".join(text))
    said = [(one.title, one.byline, one.source) for one in reading.articles]
    assert said == [(TITLE, "武夷生", "云岭日报"), ("修钟表的人", "钟声远", "江南晚报")]


@pytest.mark.parametrize(
    "text",
    [
        "他的第一篇文章原载《白石文艺》，写的就是茶山。",
        "（原载《白石文艺》的那篇文章，写的就是这件事。）",
        "摘自《茶经》的一段话，他能背下来。",
        "（作者系县作家协会会员，原载《山风》）",
        "（据新华社电）",
        "（记者 常青）",
        "载着茶叶的《白石号》开走了",
    ],
)
def test_what_is_no_note(text):
    assert first_stood(text) is None


@pytest.mark.parametrize("gap", [" ", "\u3000", "\t"])
def test_no_gap_takes_long(gap):
    # In the square of the length this would take many minutes.
    for text in (f"（原载{gap * 50_000}）", f"（{gap * 50_000}原载", f"原载{gap * 50_000}《山风》"):
        assert first_stood(text) is None
    assert first_stood(f"（原载{gap}《山风》）")
