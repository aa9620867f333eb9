"""RSS and Atom files with whole articles: an item an article."""

import datetime as dt
from html import escape

import pytest

from qa.errors import ReadError
from qa.reading import read_file
from qa.records import DateFrom, Reason
from tests.qa.reading.kinds.pages import LEAD, read, shape

MORE = "大桥由市交通局管理，非机动车免费通行。"
DAY = dt.date(2031, 4, 3)


def rss(*items, title="云岭日报 - 每日全文"):
    channel = f"<channel><title>{title}</title>{''.join(items)}</channel>"
    return f'<?xml version="1.0"?><rss version="2.0">{channel}</rss>'


def item(title, html, more=""):
    return f"<item><title>{title}</title><description>{escape(html)}</description>{more}</item>"


TITLE = "清河大桥建成通车"
IMPRINT = "（ 2031年04月03日 第 01 版）"


@pytest.mark.parametrize(
    ("title", "html", "more", "date", "source"),
    [
        (TITLE, f"<p>{LEAD}</p><p>{MORE}</p>", "", None, None),
        (f"[01版：要闻] {TITLE}", f"<div>{LEAD}<br/>{MORE}</div>", "", None, None),
        (TITLE, f"<h1>{TITLE}</h1><p>{LEAD}</p><p>{MORE}</p>", "", None, None),
        (TITLE, f"<p>《云岭日报》{IMPRINT}</p><p>{LEAD}</p><p>{MORE}</p>", "", DAY, DateFrom.LINE),
        (
            TITLE,
            f"<script>var a;</script><p>{LEAD}</p>\n<p>{MORE}</p>",
            "<pubDate>Thu, 03 Apr 2031 08:00:00 +0800</pubDate>",
            DAY,
            DateFrom.METADATA,
        ),
        (
            TITLE,
            f"{LEAD}<br>{MORE}",
            "<link>https://example.cn/content/203104/03/c1.html</link>",
            DAY,
            DateFrom.ADDRESS,
        ),
        (TITLE, f"{LEAD}\n{MORE}", "<link>https://example.cn/a/123456789.html</link>", None, None),
    ],
)
def test_items_of_rss(tmp_path, title, html, more, date, source):
    reading = read(
        tmp_path, rss(item(title, html, more), item("夜校开课", "<p>报名的有312人。</p>")), "a.xml"
    )
    assert shape(reading) == [(TITLE, [LEAD, MORE]), ("夜校开课", ["报名的有312人。"])]
    first = reading.articles[0]
    assert (first.date, first.date_from, first.source) == (date, source, "云岭日报")
    assert {part.reason for part in reading.left_out} <= {Reason.FURNITURE, Reason.REPEATED}


def test_atom_and_ids(tmp_path):
    feed = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>云岭日报</title><entry>'
        f"<title>{TITLE}</title><author><name>邱玉兰</name></author><published>2031-04-03T08:00:00Z"
        f'</published><content type="html">{escape(f"<p>{LEAD}</p>")}</content></entry></feed>'
    )
    (article,) = read(tmp_path, feed, "a.atom").articles
    assert (article.title, article.byline, article.date) == (TITLE, "邱玉兰", DAY)
    assert article.id.startswith("a-")
    assert article.id.endswith("-1")


WHOLE = rss(item(TITLE, LEAD), item("夜校开课", MORE))


@pytest.mark.parametrize("last", [LEAD[:9], MORE[:9], "夜校开", "</item></cha", "</rs"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_torn_feed_is_refused_or_said(tmp_path, last, encoding):
    file = tmp_path / "a.xml"
    file.write_bytes(WHOLE[: WHOLE.rindex(last) + len(last)].encode(encoding))
    with pytest.raises(ReadError, match=r"is cut off.*--repair"):
        read_file(file)
    reading = read_file(file, repair=True)
    assert reading.articles[0].title == TITLE
    note, *bare = reading.notes
    assert note.startswith("文件没有完，后面的丢了")
    assert bare == ["有 1 条没有正文，没有入库：第 2 条"] * (last == "夜校开")


@pytest.mark.parametrize(
    "html",
    [
        "",
        "  \n",
        "\u200b",
        "<p> </p>",
        "<p>\u200b</p>",
        "<script>var a;</script>",
        f"<h1>{TITLE}</h1>",
    ],
)
def test_an_item_without_a_text_is_left_out_and_said(tmp_path, html):
    bare = item(TITLE, html, "<author>邱玉兰</author>")
    reading = read(tmp_path, rss(item("夜校开课", MORE), bare), "a.xml")
    assert shape(reading) == [("夜校开课", [MORE])]
    assert reading.notes == ("有 1 条没有正文，没有入库：第 2 条",)
    assert [
        (part.text, part.reason) for part in reading.left_out if part.reason is Reason.FIELD
    ] == [(TITLE, Reason.FIELD), ("邱玉兰", Reason.FIELD)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("after", ["", "\n", "<!-- 缓存 -->", "\x1a"])
def test_a_whole_feed_has_no_note(tmp_path, encoding, after):
    file = tmp_path / "a.xml"
    file.write_bytes((WHOLE + after).encode(encoding))
    reading = read_file(file)
    assert (len(reading.articles), reading.notes) == (2, ())


@pytest.mark.parametrize(
    ("other", "reason"),
    [("摘要：桥通了。", Reason.FIELD), (LEAD, Reason.REPEATED), (f"{LEAD[:9]}……", Reason.FIELD)],
)
@pytest.mark.parametrize("name", ["description", "summary", "x:description"])
def test_what_stands_beside_the_content_is_left_out(tmp_path, other, reason, name):
    more = f'<x:{name[2:]} xmlns:x="urn:x">' if name.startswith("x:") else f"<{name}>"
    first = "" if not name.startswith("x:") else f"<description>{LEAD}</description>"
    data = (
        f"<item><title>{TITLE}</title>{first}{more}{other}</{name}>"
        f'<c:encoded xmlns:c="urn:c">{escape(f"<p>{LEAD}</p>")}</c:encoded></item>'
    )
    reading = read(tmp_path, rss(data), "a.xml")
    assert shape(reading) == [(TITLE, [LEAD])]
    assert (other, reason) in [(part.text, part.reason) for part in reading.left_out]


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("&lt;b&gt;大桥&lt;/b&gt;通车", "大桥通车"),
        ("大桥&amp;nbsp;通车", "大桥 通车"),
        ("&amp;lt;b&amp;gt;大桥&amp;lt;/b&amp;gt;通车", "大桥通车"),
        ("<![CDATA[<font color='red'>大桥</font>通车]]>", "大桥通车"),
        ("甲&amp;乙", "甲&乙"),
        ("a&lt;b, c&gt;d", "a<b, c>d"),
        ("&lt;渡口&gt;出版", "<渡口>出版"),
    ],
)
def test_escaped_html_in_a_title(tmp_path, written, title):
    data = f"<item><title>{written}</title><description>{LEAD}</description></item>"
    assert read(tmp_path, rss(data), "a.xml").articles[0].title == title


@pytest.mark.parametrize("image", ["", "<image><title>报头</title></image>"])
def test_a_channel_without_a_title_is_no_source(tmp_path, image):
    data = f"<rss><channel>{image}{item(TITLE, LEAD)}</channel></rss>"
    assert read(tmp_path, data, "a.xml").articles[0].source is None


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("<doc>夜校开课。</doc>", "is XML, no feed of news"),
        (rss(), "no text in this feed's items"),
        (rss("<item><title>只有题目</title></item>"), "no text in this feed's items"),
        ("不是标记", "a.rss"),
    ],
)
def test_what_is_no_feed(tmp_path, data, message):
    with pytest.raises(ReadError, match=message):
        read(tmp_path, data, "a.rss")
