"""Where an article stands in its paper is kept: from fields, imprints, numbers, file names."""

import json

import pytest

from qa.records import Imprint
from tests.qa.reading.kinds import web_pages
from tests.qa.reading.kinds.pages import HEAD, LEAD, read
from tests.qa.reading.kinds.test_feeds import item, rss


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
