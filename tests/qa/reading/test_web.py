"""HTML pages: main text, metadata, encodings, and what cannot be read."""

import datetime as dt

import pytest

from qa.errors import ReadError
from qa.reading import file_text, read_articles
from tests.qa.reading.papers import check_places

FIRST = "本报讯 昨日,清河大桥在云岭市建成通车。市长宋怀远说,大桥总投资1.5亿元——建设用时两年。"
SECOND = "大桥由市交通局负责管理,非机动车可以免费通行。"
PAGE = """<!doctype html><html><head><meta charset="utf-8">
<title>清河大桥通车 - 云岭日报网</title>
<meta property="og:title" content="清河大桥通车">
<meta property="og:site_name" content="云岭日报">
<meta name="author" content="李桂英">
<meta property="article:published_time" content="2021-04-03T08:00:00+08:00">
<style>p { color: red }</style><script>var a = "脚本里的话,不是正文。";</script></head><body>
<nav><ul><li><a href="/">首页</a></li><li><a href="/n">要闻</a></li></ul></nav>
<article><h1>清河大桥通车</h1><!-- 注释里的话 -->
<p>本报讯 昨日,<b>清河大桥</b>在云岭市建成通车。\
市长宋怀远说,大桥总投资1.5亿元&mdash;&mdash;建设用时两年。</p>
<p>大桥由市交通局负责管理,非机动车可以免费通行。</p>
<ul><li>行人请走两侧步道</li><li>夜间限速</li></ul>
<table><tr><td>总长</td><td>820米</td></tr></table></article>
<div class="comments" id="comments"><h3>评论</h3>
<p>网友甲:终于通车了,等了好多年,真不容易。</p></div>
<footer>版权所有 云岭日报社 <a href="/c">联系我们</a></footer></body></html>"""


def read(tmp_path, data, name="page.html"):
    file = tmp_path / name
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    return file, read_articles(file)


def test_the_main_text_and_what_the_page_says_of_itself(tmp_path, capfd):
    _, (article,) = read(tmp_path, PAGE)
    assert article.title == "清河大桥通车"
    assert article.date == dt.date(2021, 4, 3)
    assert (article.byline, article.source) == ("李桂英", "云岭日报")
    assert article.text.split("\n") == [
        FIRST,
        SECOND,
        "行人请走两侧步道",
        "夜间限速",
        "总长\t820米",
    ]
    assert article.id.startswith("page-")
    assert article.origin.encoding == "html:utf-8"
    assert capfd.readouterr() == ("", "")


def test_a_citation_points_into_the_text_that_was_taken_out(tmp_path):
    file, articles = read(tmp_path, PAGE)
    check_places(file, articles)
    start = articles[0].text.index("1.5亿元——")
    place = articles[0].origin.locate(start, start + 7)
    assert file_text(file)[place.start : place.end] == "1.5亿元——"
    assert articles[0].origin.page(place.start) is None


@pytest.mark.parametrize(
    ("declared", "codec", "encoding"),
    [
        ("gb2312", "gb18030", "gb18030"),
        ("GBK", "gb18030", "gb18030"),
        ("big5", "utf-8", "utf-8"),
        ("utf-8", "gb18030", "gb18030"),
        ("no-such-codec", "gb18030", "gb18030"),
    ],
)
def test_encodings(tmp_path, declared, codec, encoding):
    page = PAGE.replace(
        'charset="utf-8"', f'http-equiv="x" content="text/html; charset={declared}"'
    )
    _, (article,) = read(tmp_path, page.encode(codec))
    assert article.text.startswith(FIRST)
    assert article.origin.encoding == f"html:{encoding}"


def test_a_declared_encoding_is_believed_where_a_guess_would_err(tmp_path):
    text = "橋の工事は三月に終わりました。市長は費用が一億円だったと話しました。歩道もあります。"
    page = f'<html><head><meta charset="shift_jis"></head><body><p>{text}</p></body></html>'
    _, (article,) = read(tmp_path, page.encode("shift_jis"))
    assert (article.text, article.origin.encoding) == (text, "html:shift_jis")


def test_malformed_html_is_read(tmp_path):
    broken = (
        PAGE.replace("</p>", "").replace("</li>", "").replace("</b>", "").replace("</body>", "")
    )
    file, articles = read(tmp_path, broken + "<div><<p")
    assert "总投资1.5亿元——建设用时两年。" in articles[0].text
    assert "首页" not in articles[0].text
    check_places(file, articles)


@pytest.mark.parametrize(
    "page", ["<p>{}</p>", "<!doctype html><p>{}</p>", "<div>{}<br></div>", "{}"]
)
def test_a_page_without_its_frame_is_read(tmp_path, page):
    file, (article,) = read(tmp_path, page.format(SECOND))
    assert article.text == SECOND
    check_places(file, [article])


def test_what_metadata_lack_the_lead_says(tmp_path):
    lead = "新华社云岭2021年4月5日电（记者 周小满）清河大桥通车一周,共有两万辆汽车过桥,秩序良好。"
    _, (article,) = read(tmp_path, f"<html><body><article><p>{lead}</p></article></body></html>")
    assert (article.title, article.source) == ("", None)
    assert (article.date, article.byline) == (dt.date(2021, 4, 5), "记者 周小满")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "the file is empty"),
        (b"<html><body></body></html>", "no main text in this HTML page"),
        (b"<html>", "no main text in this HTML page"),
        (
            PAGE.encode("gb18030").replace("管理".encode("gb18030"), b"\xff\xff"),
            "column 13: gb18030 text is damaged or cut off",
        ),
        (PAGE.encode().replace(b"</p>", b"\0</p>"), "control character U+0000"),
    ],
)
def test_what_cannot_be_read(tmp_path, data, message):
    with pytest.raises(ReadError, match=r"page\.html") as error:
        read(tmp_path, data)
    assert message in str(error.value)
