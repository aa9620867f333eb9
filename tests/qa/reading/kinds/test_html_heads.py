"""Titles without the site's name, parts of headlines, bylines that are no ids, publishers."""

import pytest

from tests.qa.reading.kinds.web_pages import BODY, FIRST, SECOND, TITLE, left_out, only, page, read

UNSIGNED = f"<p>{FIRST.replace('（记者 周小满）', ' ')}</p><p>{SECOND}</p>"


@pytest.mark.parametrize(
    ("title", "body", "found"),
    [
        (TITLE, "", TITLE),
        (f"{TITLE}_云岭新闻网", "", TITLE),
        (f"{TITLE}_云岭新闻网_云岭市", "", TITLE),
        (f"{TITLE}--民生频道--云岭网", "", TITLE),
        (f"{TITLE} - 云岭日报", "", TITLE),
        (f"云岭日报数字报-{TITLE}", "", TITLE),
        (f"云岭日报数字报 | {TITLE}", "", TITLE),
        ("2021-2022年度大桥通车-云岭网", "", "2021-2022年度大桥通车"),
        ("走进新时代——青石镇卫生站", "", "走进新时代——青石镇卫生站"),
        ("云岭网", "", ""),
        ("云岭日报 2031年4月3日 第3版", "", ""),
        ("云岭网", "<p><b>县医院试行夜门诊</b></p>", "县医院试行夜门诊"),
        ("", "", ""),
        ("简讯", "<h1>县医院试行夜门诊</h1>", "县医院试行夜门诊"),
        ("云岭网", "<h2>县医院试行夜门诊</h2>", "县医院试行夜门诊"),
        ("云岭日报", "<h2>县医院试行夜门诊</h2><p>本报记者 沈一鸣</p>", "县医院试行夜门诊"),
        ("云岭日报", "<h2>县医院试行夜门诊</h2><p>2021年4月3日</p>", "县医院试行夜门诊"),
        ("云岭日报", "<h1>云岭日报</h1><h2>县医院试行夜门诊</h2>", "县医院试行夜门诊"),
        (
            "首页",
            "<h1>云岭在线</h1><p>2021年4月3日</p><h2>县医院试行夜门诊</h2>",
            "县医院试行夜门诊",
        ),
        (
            "云岭网",
            "<div><h1>云岭日报</h1><h2>县医院试行夜门诊</h2></div><p>本报记者 沈一鸣</p>",
            "县医院试行夜门诊",
        ),
        ("云岭网", "<h1>云岭日报</h1>", "云岭日报"),
        (f"{TITLE} - 云岭网", f"<h1>云岭网</h1><h2>{TITLE}</h2>", TITLE),
        (f"{TITLE} - 云岭网", f"<h1><a href=/>云岭网</a></h1><h2>{TITLE}</h2>", TITLE),
        (f"{TITLE} - 云岭网", f"<div class=t>{TITLE}</div>", TITLE),
        (f"云岭日报-{TITLE}", f"<founder-title>{TITLE}</founder-title>", TITLE),
        (f"{TITLE}_网", f"<h1><a href=1>{TITLE}</a></h1>", TITLE),
        (TITLE, f"<h1>{TITLE}</h1><p>{TITLE}</p>", TITLE),
    ],
)
def test_titles(tmp_path, title, body, found):
    article = only(tmp_path, page(body + BODY, title=title))
    assert article.title == found
    assert article.text.startswith(FIRST)


def test_the_name_for_other_sites_comes_first(tmp_path):
    head = f'<meta property="og:title" content="{TITLE}">'
    assert only(tmp_path, page(BODY, head=head, title="要闻")).title == TITLE


@pytest.mark.parametrize(
    ("body", "title", "rest"),
    [
        (
            f"<div><h3>一年来——</h3><h1>{TITLE}</h1><h2>今年再建十二座</h2></div><div>{BODY}</div>",
            f"一年来—— {TITLE} 今年再建十二座",
            [],
        ),
        (
            f"<div><h3>一年来，桥上车来车往，两岸的人都说过河快了——</h3><h1>{TITLE}</h1>"
            "<table><tr><td><img src=a></td></tr><tr><td><p>大桥夜景。</p></td></tr></table>"
            f"<div>{BODY}</div></div>",
            f"一年来，桥上车来车往，两岸的人都说过河快了—— {TITLE}",
            [],
        ),
        (
            f"<div><h3></h3><h1>{TITLE}</h1><h2></h2></div><div>{BODY}</div>",
            TITLE,
            [],
        ),
        (
            f"<p>引题：一年来</p><h1>{TITLE}</h1><p>副题：今年再建十二座</p>{BODY}",
            f"一年来 {TITLE} 今年再建十二座",
            [("field", "引题："), ("field", "副题：")],
        ),
        (
            f'<p class="BSHARE">副题：今年再建十二座</p><h1>{TITLE}</h1>{BODY}',
            f"{TITLE} 今年再建十二座",
            [("field", "副题：")],
        ),
        (
            f'<h1>{TITLE}</h1><div class="sub-title">今年再建十二座</div>{BODY}',
            f"{TITLE} 今年再建十二座",
            [],
        ),
    ],
)
def test_parts_of_a_headline(tmp_path, body, title, rest):
    reading = read(tmp_path, page(body))
    assert reading.articles[0].title == title
    assert reading.articles[0].text.startswith(FIRST)
    assert left_out(reading) == rest


@pytest.mark.parametrize(
    ("head", "line", "byline"),
    [
        ("周小满", "", "周小满"),
        ("周小满 罗青", "", "周小满 罗青"),
        ("记者：周小满", "", "周小满"),
        ("100123", "", None),
        ("第003版", "", None),
        ("u_83921", "", None),
        ("云岭网", "", None),
        ("云岭日报", "", None),
        ("admin", "", None),
        ("", "本报记者 周小满", "本报记者 周小满"),
        ("", "■ 本报记者 周小满", "本报记者 周小满"),
        (
            "第003版",
            "本报记者 周小满 罗青 《云岭日报》（2031年04月03日 第 03 版）",
            "本报记者 周小满 罗青",
        ),
        ("", "2031年04月03日 来源：云岭日报 作者：周小满", "周小满"),
        ("", "作者：周小满", "周小满"),
        ("", "作者：周小满 <a>分享</a>", "周小满"),
        ("", "作者：周小满 罗青 <a href=#>分享</a> <span>收藏</span>", "周小满 罗青"),
        ("", "本报记者 周小满 <a>分享</a>", "本报记者 周小满"),
        ("", "作者：云岭网", None),
    ],
)
def test_bylines(tmp_path, head, line, byline):
    head = f"<meta name=author content='{head}'>" if head else ""
    article = only(tmp_path, page(f"<h1>{TITLE}</h1><p>{line}</p>{UNSIGNED}", head=head))
    assert article.byline == byline
    assert article.text.startswith("本报讯 云岭市")


@pytest.mark.parametrize("line", ["（周小满）", "本报记者 周小满", "新华社记者 周 满 罗青"])
def test_a_byline_under_the_text(tmp_path, line):
    reading = read(tmp_path, page(f"<h1>{TITLE}</h1>{UNSIGNED}<p>{line}</p>"))
    article = reading.articles[0]
    assert article.byline == line.strip("（）")
    assert article.text.endswith(SECOND)
    assert "".join(text for _, text in left_out(reading)) == ("（）" if "（" in line else "")


@pytest.mark.parametrize(
    ("head", "line", "source"),
    [
        ("", "", None),
        ("<meta property='og:site_name' content='云岭网'>", "", "云岭网"),
        ("<meta name=source content='来源：云岭日报'>", "", "云岭日报"),
        ("<meta name=source content='云岭网'>", "2031-04-03 来源：云岭日报", "云岭日报"),
        ("", "《云岭日报》（2031年04月03日 第03版）", "云岭日报"),
    ],
)
def test_publishers(tmp_path, head, line, source):
    article = only(tmp_path, page(f"<h1>{TITLE}</h1><p>{line}</p>{BODY}", head=head))
    assert article.source == source


@pytest.mark.parametrize(
    "account",
    ["<a id=js_name>云岭生活</a>", "<span id=profileBt><a href=# id=js_name>云岭生活 </a></span>"],
)
def test_a_wechat_page(tmp_path, account):
    line = f"{account} <em id=publish_time>2023-11-20 18:02</em> <em>江西</em>"
    body = (
        f"<h1 id=activity-name>{TITLE}</h1><div id=meta_content>{line}</div>"
        f"<div id=js_content>{BODY}</div>"
    )
    reading = read(tmp_path, page(body, title=""))
    (article,) = reading.articles
    assert (article.title, article.source, str(article.date)) == (TITLE, "云岭生活", "2023-11-20")
    assert article.text.startswith(FIRST)
    assert left_out(reading) == [("furniture", "云岭生活 2023-11-20 18:02 江西")]
