"""Where an article stands in its paper is kept: from fields, imprints, numbers, file names."""

import json

import pytest

from qa.reading import read_file
from qa.records import Imprint
from tests.qa.reading.kinds import web_pages
from tests.qa.reading.kinds.pages import HEAD, LEAD, read
from tests.qa.reading.kinds.test_feeds import item, rss
from tests.qa.reading.papers import column, pdf


def record(more):
    return json.dumps({"标题": HEAD, "正文": LEAD} | more, ensure_ascii=False)


@pytest.mark.parametrize(
    ("name", "text", "made"),
    [
        (
            "a.txt",
            f"标题：{HEAD}\n版次：第03版\n版名：要闻\n期号：第9876期\n正文：{LEAD}",
            Imprint(page="3", section="要闻", issue="9876"),
        ),
        (
            "a.txt",
            f"【 日  期 】20310403\n【 版  号 】7\n【 标  题 】{HEAD}\n【正文】{LEAD}",
            Imprint(page="7"),
        ),
        ("a.txt", f"20310403-02-001-001{HEAD}\n20310403-02-001-002{LEAD}", Imprint(page="2")),
        ("a.txt", f"{HEAD}\n\n{LEAD}", None),
        ("a.txt", f"云岭日报 第3版 2031年4月3日 星期四\n\n{HEAD}\n\n{LEAD}", Imprint(page="3")),
        (
            "a.jsonl",
            record({"page": 3, "栏目": "国际"}),
            Imprint(page="3", section="国际"),
        ),
        (
            "a.jsonl",
            record({"版次": "A02", "期号": "12"}),
            Imprint(page="A2", issue="12"),
        ),
        ("a.jsonl", record({"版次": None, "栏目": ""}), None),
        (
            "a.xml",
            rss(item(f"[01版：要闻] {HEAD}", f"<p>{LEAD}</p>")),
            Imprint(page="1", section="要闻"),
        ),
        (
            "a.xml",
            rss(item(HEAD, f"<p>《云岭日报》（ 2031年04月03日 第 05 版）</p><p>{LEAD}</p>")),
            Imprint(page="5"),
        ),
    ],
)
def test_where_an_article_stands(tmp_path, name, text, made):
    (article,) = read(tmp_path, text, name).articles
    assert (article.title, article.text, article.imprint) == (HEAD, LEAD, made)


@pytest.mark.parametrize(
    ("body", "name", "made"),
    [
        ("<p>《云岭日报》（2031年04月03日 第 03 版）</p>", "a.html", Imprint(page="3")),
        ("", "20310403_第04版_桥.html", Imprint(page="4")),
        ("<p>2031年04月03日 第 03 版</p>", "20310403_第04版_桥.html", Imprint(page="3")),
        ("<p>2031年04月03日 08:30</p>", "a.html", None),
    ],
)
def test_where_an_article_of_a_digital_edition_stands(tmp_path, body, name, made):
    text = web_pages.page(f"<h1>{web_pages.TITLE}</h1>{body}{web_pages.BODY}")
    assert web_pages.only(tmp_path, text, name=name).imprint == made


NEWS = [
    ("南坡村修通盘山公路", "本报讯（记者 田守义）南坡村盘山公路昨日修通，全长七公里。"),
    ("青石镇夜校开课", "本报讯（记者 邱玉兰）青石镇夜校昨晚开课，今年报名的有312人。"),
    ("渔港补种红树林", "本报讯（记者 李桂英）白沙渔港今春补种红树林四十亩，成活九成。"),
]


def printed(tmp_path, *heads):
    """Return where the articles of a PDF are, each page with its head and an article."""
    file = tmp_path / "a.pdf"
    rows = (
        [(60, 40, 9, head), (60, 130, 22, title), *column(60, 170, text)]
        for head, (title, text) in zip(heads, NEWS, strict=False)
    )
    file.write_bytes(pdf(*rows))
    return [one.imprint for one in read_file(file).articles]


def test_the_heads_of_a_pdfs_pages_say_where_its_articles_stand(tmp_path):
    three, four = (Imprint(page=page, section="要闻") for page in ("3", "4"))
    heads = [f"第{page}版 要闻 2031年4月3日 星期四" for page in (3, 4)]
    assert printed(tmp_path, heads[0]) == [three]
    assert printed(tmp_path, *heads) == [three, four]
    # Without a day they are running heads, and in no text.
    assert printed(tmp_path, "第3版 要闻", "第4版 要闻") == [three, four]
    assert printed(tmp_path, *["新闻学 第3版"] * 3) == [None] * 3
