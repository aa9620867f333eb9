"""The day of a web page: what states it, and what does not."""

import datetime as dt

import pytest

from qa.records import DateFrom
from tests.qa.reading.kinds.web_pages import BODY, FIRST, SECOND, TITLE, only, page

DAY = dt.date(2022, 4, 3)
META = "<meta property='article:published_time' content='{}'>"
JSON = '<script type="application/ld+json">{}</script>'
NEWS = (
    '{"@type":"NewsArticle","datePublished":"2022-04-03T08:00:00+08:00",'
    '"dateModified":"2025-01-01"}'
)
GRAPH = '{"@graph":[{"@type":["NewsArticle"],"datePublished":"2022-04-03"}]}'
FOUNDER = "<!--mpproperty <founder-date>\n2022-04-03\n</founder-date> /mpproperty-->"
TWO = META.format("2022-04-03") + "<meta name=pubdate content='2022-04-05'>"
LINK = "<link rel=canonical href='http://a.cn/{}'>"


def meta(name, value="2022-04-03"):
    return f"<meta name='{name}' content='{value}'>"


@pytest.mark.parametrize(
    ("head", "above", "after", "date", "date_from"),
    [
        (META.format("2022-04-03T00:30:00+08:00"), "", "", DAY, "metadata"),
        (META.format("2022-04-02T16:30:00Z"), "", "", DAY, "metadata"),
        (META.format("1956-04-03"), "", "", dt.date(1956, 4, 3), "metadata"),
        (META.format("2922-04-03"), "", "", None, None),
        (META.format("昨天"), "", "", None, None),
        (meta("publishdate"), "", "", DAY, "metadata"),
        (meta("publishdate", "2022年4月3日"), "", "", DAY, "metadata"),
        (meta("PubDate", "2022年04月03日"), "", "", DAY, "metadata"),
        (meta("weibo:article:create_at", "2022-04-03 08:15:00"), "", "", DAY, "metadata"),
        (meta("date", "1989-04-03"), "", "", dt.date(1989, 4, 3), "metadata"),
        ("<meta itemprop=datePublished content='2022-04-03'>", "", "", DAY, "metadata"),
        (meta("lastmodified"), "", "", None, None),
        ("<meta property='article:modified_time' content='2022-04-03'>", "", "", None, None),
        (JSON.format(NEWS), "", "", DAY, "metadata"),
        (JSON.format(GRAPH), "", "", DAY, "metadata"),
        (JSON.format('{"@type":"WebSite","datePublished":"2022-04-03"}'), "", "", None, None),
        (JSON.format('{"@type":'), "", "", None, None),
        ("", "<time datetime='2022-04-03'>4月3日</time>", "", DAY, "metadata"),
        ("", "", "<ul><li><a href=1>夜</a><time datetime='2022-04-03'>4月</time></ul>", None, None),
        ("", "<div class=date>2022年04月03日</div>", "", DAY, "line"),
        ("", "<div>1956年4月3日</div>", "", dt.date(1956, 4, 3), "line"),
        ("", "<span>2022年4月3日 08:15</span>", "", DAY, "line"),
        ("", "<p>二〇二二年四月三日 星期日 农历壬寅年三月初三</p>", "", DAY, "line"),
        ("", "<p>二○二二年四月三日</p>", "", DAY, "line"),
        ("", "<p>2022年04月03日08:15 | 来源：<a href=1>云岭日报</a></p>", "", DAY, "line"),
        ("", "<p>来源：云岭日报 2022-04-03</p>", "", DAY, "line"),
        ("", "<p>2022年4月3日 本报记者 韩一舟</p>", "", DAY, "line"),
        ("", "<p>本报记者 韩一舟 2022年4月3日</p>", "", DAY, "line"),
        ("", "<p>2022年4月3日，本报记者韩一舟来到桥上。</p>", "", None, None),
        ("", "<p>《云岭日报》（ 2022年04月03日\n &nbsp; 第&nbsp;03 版）</p>", "", DAY, "line"),
        ("", "<p>03/04/2022</p>", "", None, None),
        ("", "<p>开标时间：2022年4月3日</p>", "", None, None),
        ("", "<p>大桥于2022年4月3日通车。</p>", "", None, None),
        (LINK.format("n/2022-04-03/1.html"), "", "", DAY, "address"),
        (LINK.format("n1/2022/0403/c1-2.html"), "", "", DAY, "address"),
        (LINK.format("t20220403_123.html"), "", "", DAY, "address"),
        (LINK.format("123456789.html"), "", "", None, None),
        ("<meta property='og:url' content='http://a.cn/2022/04/03/1'>", "", "", DAY, "address"),
        # Not of the article.
        ("", "", "<div>网站更新时间 2022-04-03 Copyright</div>", None, None),
        ("", "", "<p>页面更新：2022-04-03</p>", None, None),
        ("", "", "<ul><li><a href=1>停水通知</a> 2022-04-03</li></ul>", None, None),
        ("", "", "<p>据悉，第一座桥于2022年4月3日建成，已有七年。</p>", None, None),
        ("", "", "<p>2022年4月3日</p>", None, None),
        # Ranks.
        (META.format("2022-04-03"), "<p>2022年4月4日</p>", "", DAY, "metadata"),
        (LINK.format("2022-04-04/1.html"), "<p>2022年4月3日</p>", "", DAY, "line"),
        # One rank that contradicts itself; what another rank says decides.
        (TWO, "", "", None, None),
        (TWO, "<p>2022年4月3日</p>", "", DAY, "metadata"),
        # A template's day, against two that agree.
        (
            meta("publishdate", "2013-07-17") + LINK.format("2022-04-03/1.html"),
            "<p>2022年4月3日</p>",
            "",
            DAY,
            "line",
        ),
        # What a digital edition's own fields say.
        (
            meta("publishdate", "2013-07-17"),
            "",
            FOUNDER,
            DAY,
            "field",
        ),
    ],
)
def test_days(tmp_path, head, above, after, date, date_from):
    article = only(tmp_path, page(f"<h1>{TITLE}</h1>{above}{BODY}{after}", head=head))
    assert (article.date, article.date_from) == (date, date_from and DateFrom(date_from))


def test_the_day_of_publication_counts_before_the_dateline(tmp_path):
    text = f"新华社云岭2022年4月2日电 {FIRST}"
    article = only(
        tmp_path, page(f"<h1>{TITLE}</h1><p>2022年4月3日</p><p>{text}</p><p>{SECOND}</p>")
    )
    assert (article.date, article.date_from) == (dt.date(2022, 4, 3), DateFrom.LINE)


@pytest.mark.parametrize(
    ("name", "date", "date_from"),
    [
        ("20220403_第03版_通车.html", DAY, DateFrom.FILE_NAME),
        ("2022年4月3日.html", DAY, DateFrom.FILE_NAME),
        ("2022-04-03.html", DAY, DateFrom.FILE_NAME),
        ("120220403.html", None, None),
        ("20220403-20220405.html", None, None),
        ("29220403.html", None, None),
    ],
)
def test_the_files_name(tmp_path, name, date, date_from):
    article = only(tmp_path, page(f"<h1>{TITLE}</h1>{BODY}"), name=name)
    assert (article.date, article.date_from) == (date, date_from)


def test_the_top_of_a_papers_page(tmp_path):
    body = f"<p>云岭日报 2022年04月03日 星期日</p><h1>{TITLE}</h1>{BODY}"
    article = only(tmp_path, page(body))
    assert (article.date, article.date_from) == (DAY, DateFrom.MASTHEAD)


NUMBER = "<td>索引号</td><td>0001/2022-1</td>"
MADE = "<td>成文日期</td><td>2022-04-01</td>"
SENT = "<td>发布日期</td><td>2022-04-03</td>"


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        (f"<table><tr>{SENT}</tr></table>", DAY),
        (f"<table><tr>{MADE}{SENT}</tr></table>", DAY),
        (f"<table><tr>{NUMBER}{MADE}</tr><tr>{SENT}{NUMBER}</tr></table>", DAY),
        (f"<table><tr>{NUMBER}</tr><tr>{MADE}</tr></table>", dt.date(2022, 4, 1)),
        ("<table><tr><td>发布日期：2022-04-03</td></tr></table>", DAY),
        ("<table><tr><th>发 布 日 期：</th><td>2022年4月3日 08:15</td></tr></table>", DAY),
        ("<ul><li>索 引 号：0001</li><li>发布日期：2022年04月03日</li></ul>", DAY),
        ("<ul><li>【发布日期】</li><li>2022-04-03</li></ul>", DAY),
        ("<dl><dt>发布日期:</dt><dd>2022-04-03</dd></dl>", DAY),
        ("<table><tr><td>废止日期</td><td>2022-04-03</td></tr></table>", None),
        ("<table><tr><td>开标日期</td><td>2022-04-03</td></tr></table>", None),
        ("<table><tr><td>发布日期</td><td></td></tr></table>", None),
    ],
)
def test_the_fields_of_a_table(tmp_path, fields, date):
    for body in (f"{fields}<h1>{TITLE}</h1>{BODY}", f"<h1>{TITLE}</h1>{fields}{BODY}"):
        article = only(tmp_path, page(body, head=LINK.format("t20220407_1.html")))
        days = (date, DateFrom.FIELD) if date else (dt.date(2022, 4, 7), DateFrom.ADDRESS)
        assert (article.date, article.date_from) == days
        assert "开标" in fields or article.text.startswith(FIRST)


def test_the_field_of_another_page_is_not_this_ones(tmp_path):
    article = only(tmp_path, page(f"<h1>{TITLE}</h1>{BODY}<ul><li>发布日期：2022-04-03</li></ul>"))
    assert article.date is None


def test_a_day_between_the_papers_name_and_the_headline(tmp_path):
    body = f"<h1>云岭日报</h1><p>2022年04月03日</p><h2>{TITLE}</h2>{BODY}"
    article = only(tmp_path, page(body, title="云岭日报"))
    assert (article.date, article.date_from) == (DAY, DateFrom.MASTHEAD)
