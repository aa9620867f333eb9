"""Several articles on one page: where each surely begins."""

import datetime as dt

import pytest

from qa.records import DateFrom
from tests.qa.reading.kinds.web_pages import BODY, FIRST, SECOND, TITLE, page, read

OTHER = "本报讯（记者 罗青）青石镇夜校昨日开课，报名的有312人。"
PLAIN = "青石镇夜校今年开设木工、剪纸等9门课程，报名的有312人。"


@pytest.mark.parametrize(
    "body",
    [
        f"<h2>{TITLE}</h2><p>{FIRST}</p><p>{SECOND}</p><h2>夜校开课</h2><p>{OTHER}</p>",
        f"<h2>{TITLE}</h2><p>{FIRST}</p><h4>便桥</h4><p>{SECOND}</p><h3>夜校开课</h3><p>{OTHER}</p>",
        f"<div><h3>{TITLE}</h3><div>{FIRST}<br>{SECOND}</div></div><div><h3>夜校开课</h3>{OTHER}</div>",
        f"<p><b>{TITLE}</b></p><p>{FIRST}</p><p>{SECOND}</p><p><b>夜校开课</b></p><p>{OTHER}</p>",
        f"<h3><a name=a>{TITLE}</a></h3>{BODY}<h3>夜校开课</h3><p>{OTHER}</p>",
        f"<article><h2>{TITLE}</h2><p>{SECOND}</p></article>"
        f"<article><h2>夜校开课</h2><p>{PLAIN}</p></article>",
    ],
)
def test_several(tmp_path, body):
    reading = read(tmp_path, page(body, title="云岭日报 2031年4月3日 第3版"))
    assert [article.title for article in reading.articles] == [TITLE, "夜校开课"]
    assert [article.id[-2:] for article in reading.articles] == ["-1", "-2"]
    assert SECOND in reading.articles[0].text
    assert reading.articles[1].text in (OTHER, PLAIN)
    assert reading.left_out == ()


def test_each_has_its_byline_and_the_pages_day(tmp_path):
    body = f"<h2>{TITLE}</h2><p>{FIRST}</p><h2>夜校开课</h2><p>{OTHER}</p>"
    first, second = read(tmp_path, page(body, title="云岭日报 2021年4月3日 第3版")).articles
    assert (first.byline, second.byline) == ("记者 周小满", "记者 罗青")
    assert first.date == second.date == dt.date(2021, 4, 3)
    assert first.date_from is DateFrom.MASTHEAD


@pytest.mark.parametrize(
    "body",
    [
        f"<h1>{TITLE}</h1>{BODY}<h3>便桥</h3><p>{SECOND}</p><h3>夜校</h3><p>{PLAIN}</p>",
        f"<h1>{TITLE}</h1><article><p>{FIRST}</p><h3>便桥</h3><p>{SECOND}</p></article>",
        f"<article><h1>{TITLE}</h1>{BODY}</article>"
        f"<article><h3><a href=1>夜校开课</a></h3><p>{PLAIN}</p></article>",
        f"<h1>{TITLE}</h1>{BODY}<p>{OTHER}</p>",
    ],
)
def test_one(tmp_path, body):
    (article,) = read(tmp_path, page(body)).articles
    assert article.title == TITLE


SHORT = (
    "<article><h2>水库蓄水到120米</h2><p>水库今日蓄水到120米。</p></article>"
    "<article><h2>学校开学</h2><p>新生420人。</p></article>"
    "<article><h2>公园开放</h2><p>门票不收。</p></article>"
)


@pytest.mark.parametrize("above", ["", "<h1>今日快讯</h1>", "<h1>今日快讯</h1><p>2021年4月3日</p>"])
def test_short_articles(tmp_path, above):
    articles = read(tmp_path, page(above + SHORT, title="云岭日报")).articles
    assert [article.title for article in articles] == ["水库蓄水到120米", "学校开学", "公园开放"]
    assert [article.text for article in articles] == [
        "水库今日蓄水到120米。",
        "新生420人。",
        "门票不收。",
    ]


def test_a_sentence_of_an_article_without_a_heading_is_text(tmp_path):
    body = f"<article><p>{PLAIN}</p></article><article><p>新生420人。</p></article>"
    (article,) = read(tmp_path, page(body)).articles
    assert article.text == f"{PLAIN}\n新生420人。"
