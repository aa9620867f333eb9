"""Pages in another script: texts are converted, and nothing else."""

import re
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa import Archive, Article
from qa.service.marking import visible
from qa.service.script import converted
from tests.fakes import HashEmbedder
from tests.service.test_page_views import HTML, NEWS, Page, by_class, marked, seen

OLD = Article(
    id="舊",
    title="皇后大橋通車",
    text="皇后大橋昨日通車，橋後麵館頭髮店皆閉門。市長說，里程碑也。",
    source="雲嶺日報",
    byline="後藤",
)


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("<p>头<mark>发</mark>长</p>", "<p>頭<mark>髮</mark>長</p>"),
        ('<a href="/发" title="发">发展</a>', '<a href="/发" title="发">發展</a>'),
        ('<b translate="no">发<b>发</b>发</b>发', '<b translate="no">发<b>发</b>发</b>發'),
        ('<bdi translate="no">发</bdi><bdi>发</bdi>', '<bdi translate="no">发</bdi><bdi>發</bdi>'),
        ('<p lang="zh-Hans">&lt;发&gt;</p>', '<p lang="zh-Hant">&lt;發&gt;</p>'),
        ('<input translate="x"><br>发', '<input translate="x"><br>發'),
    ],
)
def test_texts_are_converted_and_nothing_else(page, shown):
    assert converted(page, "hant") == shown
    assert converted(page, "") == page
    assert converted(shown, "hans") == page.replace("zh-Hans", "zh-Hant")


@settings(max_examples=200, deadline=None)
@given(
    st.text(st.sampled_from('头发后里只台面 a<>&"\n𠮷髮後裡隻乾\x1b\u2028')),
    st.sampled_from(("hans", "hant")),
)
def test_whatever_the_text_is_the_tags_and_every_place_stay(text, script):
    from markupsafe import escape

    page = f"<p>{escape(visible(text))}</p><i>{escape(visible(text))}</i>"
    made = converted(page, script)
    assert len(made) == len(page)
    assert re.findall("<[^>]*>|&[^;]*;", made) == re.findall("<[^>]*>|&[^;]*;", page)


@pytest.fixture
def old(make, tmp_path):
    with Archive.open(tmp_path / "old", embedder=HashEmbedder()) as archive:
        archive.add([OLD])
    return make(archives={"news": tmp_path / "old"})


def test_the_switch_converts_what_is_shown_and_keeps_what_is_cited(old):
    start = OLD.text.index("頭髮")
    address = f"{NEWS}/articles/{quote(OLD.id)}?start={start}&end={start + 1}"
    page = seen(old, address)
    assert marked(page.one(by_class("text"))) == "頭"
    switch = page.one(by_class("scripts"))
    assert [b.get("aria-pressed") for b in switch.xpath("./button")] == ["true", "false", "false"]
    response = old.post(
        switch.get("action"),
        data={"script": "hans"},
        headers=HTML | {"referer": f"http://127.0.0.1:8000{address}"},
    )
    assert (response.status_code, response.headers["location"]) == (303, address)
    page = seen(old, address)
    text = page.one(by_class("text"))
    plain = "皇后大桥昨日通车，桥后面馆头发店皆闭门。市长说，里程碑也。"
    assert text.text_content().strip().replace("引文始", "").replace("引文终", "") == plain
    assert marked(text) == "头"
    assert page.one("//h1").text_content() == "皇后大桥通车"
    assert "只供阅读" in page.text
    reference = page.one("//*[@data-reference]").text_content()
    assert reference.startswith("後藤. 皇后大橋通車[N]. 雲嶺日報")
    cited = old.get(f"/api/v1/archives/news/articles/{quote(OLD.id)}/citation?start=0&end=4")
    assert cited.json()["quote"] == OLD.text[:4]
    page = seen(old, f"{NEWS}/ask?q={quote('皇后大橋')}")
    assert page.one("//input[@name='q']").get("value") == "皇后大橋"
    old.post("/script", data={"script": "hant"}, headers=HTML)
    page = seen(old, f"{NEWS}/import")
    assert page.links("入庫") == [f"{NEWS}/import"]
    assert page.tree.get("lang") == "zh-Hant"
    old.post("/script", data={"script": ""}, headers=HTML)
    assert "只供阅读" not in seen(old, address).text


def test_a_script_that_there_is_none_of_is_a_problem_and_a_strange_cookie_nothing(old):
    page = Page(old.post("/script", data={"script": "x"}, headers=HTML))
    assert page.status == 400
    page = seen(old, f"{NEWS}/ask", cookie="kanbao-script=x")
    assert page.status == 200
    elsewhere = {"referer": "https://evil.example/a"}
    response = old.post("/script", data={"script": "hans"}, headers=HTML | elsewhere)
    assert response.headers["location"] == "/"


def test_a_visitor_chooses_the_language_of_the_page(old):
    page = seen(old, f"{NEWS}/ask")
    assert page.tree.get("lang").startswith("zh")
    switch = page.one(by_class("languages"))
    assert [b.text_content() for b in switch.xpath("./button")] == ["中文", "EN"]
    response = old.post(switch.get("action"), data={"language": "en"}, headers=HTML)
    assert response.status_code == 303
    assert seen(old, f"{NEWS}/ask").tree.get("lang") == "en"
    old.post("/language", data={"language": "zh-Hans"}, headers=HTML)
    english = Page(old.get(f"{NEWS}/ask", headers=HTML | {"accept-language": "en-US,en;q=0.9"}))
    assert english.tree.get("lang") == "zh-Hans"
