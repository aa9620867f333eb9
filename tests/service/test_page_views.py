"""Every view of the page as a browser gets it without JavaScript."""

import csv
import datetime as dt
import io
import json
import re
import threading
from dataclasses import replace
from urllib.parse import quote

import pytest
from lxml import html

from qa import Archive, Article, Imprint, read_articles
from qa.service.keys import Keys, Scope
from qa.service.lane import Urgency
from tests.fakes import HashEmbedder
from tests.generators import ExtractiveGenerator, ScriptedGenerator, Written
from tests.service.conftest import LIBRARY, PAGE, archive_of, until
from tests.stories import WIRE

HTML = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
QUESTION = "清河大桥总投资多少？"
NEWS = "/a/news"
VIEWS = (
    f"{NEWS}/ask",
    f"{NEWS}/ask?q={quote(QUESTION)}",
    f"{NEWS}/ask?q={quote(QUESTION)}&since=2050-01-01&until=&source=&tag=",
    f"{NEWS}/search",
    f"{NEWS}/search?q={quote('夜校')}&since=2031-01-01",
    f"{NEWS}/articles",
    f"{NEWS}/articles?source={quote('云岭日报')}&tag={quote('文化')}",
    f"{NEWS}/articles/{quote(LIBRARY.id, safe='')}",
    f"{NEWS}/articles/{quote(LIBRARY.id, safe='')}?start=0&end=6&check=true",
    f"{NEWS}/digest",
    f"{NEWS}/digest?q={quote('清河大桥')}",
    f"{NEWS}/digest?article={quote(LIBRARY.id, safe='')}&kind=brief",
    f"{NEWS}/lists",
    f"{NEWS}/import",
    "/status",
    "/login",
)


class Page:
    """A page: its response and its tree."""

    def __init__(self, response):
        assert response.headers["content-type"] == "text/html; charset=utf-8", response.text
        self.response = response
        self.status = response.status_code
        self.tree = html.fromstring(response.content)
        self.text = " ".join(self.tree.find("body").text_content().split())

    def all(self, path):
        return self.tree.xpath(path)

    def one(self, path):
        (found,) = self.all(path)
        return found

    def links(self, text):
        return [a.get("href") for a in self.all("//a") if text in a.text_content()]


def seen(client, address, **headers):
    return Page(client.get(address, headers=HTML | headers))


def by_class(name):
    return f"//*[contains(concat(' ', @class, ' '), ' {name} ')]"


def marked(element):
    return "".join(mark.text_content() for mark in element.xpath(".//mark"))


@pytest.mark.parametrize("address", VIEWS)
@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_every_view_is_a_whole_page_and_keeps_the_policy(shared, address, language):
    page = seen(shared, address, **{"accept-language": language})
    assert page.status == 200
    assert page.tree.get("lang") == {"zh-CN": "zh-Hans", "en": "en"}[language]
    assert page.all("//style | //*[@style] | //script[not(@src)]") == []
    assert not any(name.startswith("on") for e in page.all("//*") for name in e.attrib)
    assert "script-src 'self'" in page.response.headers["content-security-policy"]
    ids = [element.get("id") for element in page.all("//*[@id]")]
    assert len(ids) == len(set(ids))
    assert len(page.all("//h1")) == 1
    assert page.one("//main").get("id") == "main"
    assert page.one(by_class("skip")).get("href") == "#main"
    for field in page.all("//input[not(@type='hidden')] | //select"):
        labels = page.all(f"//label[@for='{field.get('id')}']") or field.xpath("ancestor::label")
        assert labels, html.tostring(field)
    frame = page.all("//header//a | //main//a | //main//label/span | //main//button | //dialog//dd")
    if language == "en":
        theirs = "ancestor-or-self::*[@lang='zh-Hans']"
        ours = (e for e in frame if not e.xpath(f"{theirs} | bdi"))
        assert not re.search("[\u4e00-\u9fff]", " ".join(e.text_content() for e in ours))


@pytest.mark.parametrize("address", VIEWS)
def test_the_links_of_a_page_lead_somewhere(shared, address):
    page = seen(shared, address)
    for link in {a.get("href") for a in page.all("//a")}:
        if not link.startswith("#"):
            response = shared.get(link, headers=HTML)
            assert response.status_code in (200, 303), (address, link, response.text)
        else:
            assert page.all(f"//*[@id='{link[1:]}']"), link


def test_one_archive_is_opened_at_once_and_of_several_one_is_chosen(make, folder, tmp_path):
    client = make()
    assert client.get("/", headers=HTML).headers["location"] == f"{NEWS}/ask"
    assert client.get(NEWS, headers=HTML).headers["location"] == f"{NEWS}/ask"
    client = make(archives={"news": folder, "旧报": archive_of(tmp_path / "old")})
    page = seen(client, "/")
    assert [a.text_content() for a in page.all("//main//h2/a")] == ["news", "旧报"]
    assert page.links("旧报") == [f"/a/{quote('旧报')}/ask"]


@pytest.mark.parametrize("question", [QUESTION, "清河大桥为什么总投资1.5亿元？"])
def test_an_answer_has_its_sentences_with_exactly_the_cited_characters_marked(shared, question):
    page = seen(shared, f"{NEWS}/ask?q={quote(question)}")
    said = shared.get("/api/v1/archives/news/answers", params={"q": question}).json()
    assert said["kind"] == ("span" if question == QUESTION else "passage")
    assert page.one(by_class("said-by-archive")).text_content() == said["text"]
    assert f"置信度 {said['confidence']:.2f}" in page.text
    assert ("答案正确的可能" in page.text) is (said["confidence"] >= 0.4)  # else it is said why
    sources = page.all(by_class("source"))
    assert len(sources) == len(said["citations"]) >= 1
    for source, cited in zip(sources, said["citations"], strict=True):
        (quotation,) = source.xpath(".//blockquote")
        assert marked(quotation) == cited["quote"]
        hidden = [e.text_content() for e in quotation.xpath(".//span[@class='vh']")]
        assert hidden == ["引文始", "引文终"]
        whole = quotation.text_content().replace("引文始", "").replace("引文终", "")
        text = shared.get(f"/api/v1/archives/news/articles/{cited['article_id']}").json()["text"]
        assert whole.replace("……", "") in text
        assert whole.count("。") >= 2  # a sentence on each side that there is
        link = f"?start={cited['start']}&end={cited['end']}#c{cited['start']}-{cited['end']}"
        assert source.xpath(".//a[@class='to']")[0].get("href").endswith(link)
        assert "[N]. 云岭日报, 2031-04-03" in source.text_content()


def test_a_refusal_says_why_and_what_to_do_above_the_nearest_passages(make, folder):
    client = make(generator=ExtractiveGenerator())
    page = seen(client, f"{NEWS}/ask?q={quote('木星有几颗卫星')}")
    assert page.status == 200
    refusal = page.one(by_class("refusal"))
    assert "没有找到有把握的答案" in refusal.text_content()
    assert "门槛" in refusal.text_content() or "没有可以当作答案" in refusal.text_content()
    assert ("可能性：" in refusal.text_content()) is ("低于门槛 " in refusal.text_content())
    assert refusal.xpath(".//li")
    assert page.all(by_class("hit"))
    order = [e.get("class") for e in page.all("//*[@id='result']/section")]
    assert order == ["refusal", "below"]
    page = seen(client, VIEWS[2])
    assert "档案里没有答案" in page.one(by_class("refusal")).text_content()
    assert "没有符合这些条件的文章" in page.text
    assert page.links("放宽日期或来源") == [f"{NEWS}/ask?q={quote(QUESTION)}"]


def test_a_lone_noun_is_told_to_become_a_question(shared):
    page = seen(shared, f"{NEWS}/ask?q={quote('夜校')}")
    assert page.one("//h2[@id='answer-title']").text_content() == "这不是一个问题"
    assert "写成问句" in page.text
    assert "写明人、地、事、时间" not in page.text
    assert page.all(by_class("hit"))


def test_a_refusal_of_a_day_says_how_days_are_counted(shared):
    page = seen(shared, f"{NEWS}/ask?q={quote('昨天谁去了月球？')}")
    assert page.one("//h2[@id='answer-title']").text_content() == "没有找到有把握的答案"
    assert "“昨天”等从今天算起" in page.text
    other = seen(shared, f"{NEWS}/ask?q={quote('谁去了月球？')}&since=2050-01-01")
    assert "从今天算起" not in other.text


def test_an_answer_says_what_another_edition_has_instead_and_leads_there(make, tmp_path):
    told = "清河大桥在云岭市建成通车，大桥总投资1.5亿元。大桥由市交通局负责管理，行人请走两侧步道。"
    early = Article(id="a", title="大桥通车", text=told, date=dt.date(2031, 7, 12))
    late = replace(
        early, id="b", text=told.replace("1.5", "1.8"), imprint=Imprint(page="A3", edition="晚版")
    )
    with Archive.open(tmp_path / "two", embedder=HashEmbedder()) as archive:
        archive.add([early, late])
    page = seen(make(archives={"news": tmp_path / "two"}), f"{NEWS}/ask?q={quote(QUESTION)}&ids=a")
    (other,) = [one for one in page.all(by_class("warn")) if "同日另见" in one.text_content()]
    assert "那里写的是" in other.text_content()
    assert "1.8亿元" in other.text_content()
    assert other.xpath(".//a")[0].get("href").startswith(f"{NEWS}/articles/b?start=")


def test_an_article_without_a_date_says_so_in_the_list(make, tmp_path):
    page = tmp_path / "undated.txt"
    page.write_text("\n青石镇图书馆开馆\n\n本报讯 青石镇图书馆昨日开馆。(夏雨)\n", "utf-8")
    with Archive.open(tmp_path / "undated", embedder=HashEmbedder()) as archive:
        archive.add(read_articles(page))
    listed = seen(make(archives={"news": tmp_path / "undated"}), f"{NEWS}/articles")
    assert listed.one(by_class("undated")).text_content() == "未注明日期"


def test_search_shows_hits_with_their_words_and_what_they_can_be_narrowed_to(shared):
    page = seen(shared, f"{NEWS}/search?q={quote('夜校报名')}")
    first = page.all(by_class("hit"))[0]
    assert "青石镇夜校开课" in first.text_content()
    assert next(b.text_content() for b in first.xpath(".//b")) == "夜校"
    here = f"{NEWS}/search?q={quote('夜校报名')}"
    (paper,) = page.all("//aside//section[1]//a")
    assert paper.get("href") == f"{here}&source={quote('云岭日报')}"
    assert paper.text_content().split() == ["云岭日报", "3"]
    page = seen(shared, paper.get("href"))
    (paper,) = page.all("//aside//section[1]//a")
    assert (paper.get("href"), paper.get("aria-current")) == (here, "true")
    assert page.links("来源 云岭日报") == [here]


def test_a_hit_is_shown_with_the_other_editions_of_its_day(make, tmp_path):
    city, country = (Imprint(page=page, edition=of) for page, of in (("1", "城市版"), ("3", None)))
    told = Article(id="a/1", title="四水库泄洪", text=WIRE, date=dt.date(2031, 7, 12))
    with Archive.open(tmp_path / "day", embedder=HashEmbedder()) as archive:
        archive.add([replace(told, source="云岭日报", imprint=city)])
        archive.add([replace(told, id="a2", imprint=country), replace(told, id="a3")])
    client = make(archives={"news": tmp_path / "day"})
    address = f"{NEWS}/search?q={quote('泄洪')}"
    shown = {}
    for language in ("zh-CN", "en"):
        page = seen(client, address, **{"accept-language": language})
        hit = next(h for h in page.all(by_class("hit")) if "a2" in h.xpath(".//h3/a/@href")[0])
        shown[language] = [" ".join(p.text_content().split()) for p in hit.xpath("./p")[-2:]]
        links = hit.xpath("./p[last()]/a/@href")
        assert links == [f"{NEWS}/articles/a%2F1", f"{NEWS}/articles/a3"]
    assert shown == {
        "zh-CN": ["2031-07-12第 3 版", "同日另见：云岭日报 · 第 1 版 · 城市版四水库泄洪"],
        "en": ["2031-07-12Printed page 3", "Also in:云岭日报 · Printed page 1 · 城市版四水库泄洪"],
    }


def test_the_hits_go_on_on_the_next_page(make, tmp_path):
    with Archive.open(tmp_path / "many", embedder=HashEmbedder()) as archive:
        archive.add(
            [
                Article(id=f"n{n}", title=f"第{n}号通告", text=f"云岭市第{n}号通告。")
                for n in range(25)
            ]
        )
    client = make(archives={"news": tmp_path / "many"})
    titles = []
    address = f"{NEWS}/search?q={quote('通告')}"
    pages = 0
    while address:
        page = seen(client, address)
        titles += [h.text_content() for h in page.all("//main//h3[ancestor::li]")]
        address = next(iter(page.all("//a[@rel='next']/@href")), None)
        pages += 1
    assert (pages, len(titles), len(set(titles))) == (3, 25, 25)


def test_hits_of_one_article_stand_under_it_the_best_first(make, tmp_path):
    from qa import Article

    told = [
        f"清河大桥第{n}段由云岭市交通局维护，{'沿途有路灯和步道。' * 40}" for n in "一二三四五六"
    ]
    with Archive.open(tmp_path / "long", embedder=HashEmbedder()) as archive:
        archive.add(
            [
                Article(id="long", title="大桥养护", text="\n".join(told), source="云岭日报"),
                Article(id="short", title="夜校", text="夜校在清河大桥边。"),
            ]
        )
    client = make(archives={"news": tmp_path / "long"})
    query = "清河大桥第四段维护"
    page = seen(client, f"{NEWS}/search?q={quote(query)}")
    hits = page.all(by_class("hit"))
    titles = [hit.xpath("./h3")[0].text_content() for hit in hits]
    assert sorted(titles) == ["夜校", "大桥养护"]
    (long,) = (hit for hit in hits if "大桥养护" in hit.text_content())
    asked = client.get("/api/v1/archives/news/search", params={"q": query, "k": 200}).json()
    chunks = [hit for hit in asked["hits"] if hit["article_id"] == "long"]
    assert len(chunks) > 6  # the answer to programs is as it was: a chunk a hit
    (others,) = long.xpath("./details")
    shown = [long, *others.xpath(".//li")]
    assert others.xpath("./summary")[0].text == f"还有 {len(shown) - 1} 处"
    places = []
    for place in shown:
        link = place.xpath("./h3/a | ./a")[0].get("href")
        places.append(marked(seen(client, link).one(by_class("text"))))
        assert place.xpath("./p[1]//b | ./a//b")
    assert "第四段" in places[0]
    assert len(set(places)) == len(places) >= 6
    assert all("清河大桥" in place for place in places)


def test_bars_lead_to_their_months(make, tmp_path):
    import datetime as dt

    from qa import Article

    with Archive.open(tmp_path / "old", embedder=HashEmbedder()) as archive:
        archive.add(
            [
                Article(id=f"n{n}", title="", text=f"第{n}号。", date=dt.date(2031, month, 1))
                for n, month in enumerate((1, 1, 4))
            ]
        )
    client = make(archives={"news": tmp_path / "old"})
    page = seen(client, f"{NEWS}/search?since=2031-01-01&until=2031-01-31")
    bars = page.all("//svg//a")
    assert [bar.text_content() for bar in bars] == ["2031-01：2 篇", "2031-04：1 篇"]
    april = bars[1].get("href")
    assert april == f"{NEWS}/search?since=2031-04-01&until=2031-04-30"
    classes = [rect.get("class") for rect in page.all("//svg//rect[@x!='0'][2 or 1]")]
    assert "bar out" in classes
    listed = seen(client, april.replace("search", "articles"))
    assert len(listed.all(by_class("list") + "/li")) == 1


def test_a_search_says_that_no_passage_has_a_word(shared):
    said = "这些段落里都没有要找的字"
    page = seen(shared, f"{NEWS}/search?q={quote('王羲之')}")
    assert page.all(by_class("hit"))
    assert said in page.text
    assert said not in seen(shared, f"{NEWS}/search?q={quote('大桥')}").text


def test_words_are_searched_before_the_models_are_there(tmp_path, folder):
    from starlette.testclient import TestClient

    from qa.service.app import create_app
    from qa.service.core import Service
    from qa.service.settings import Settings

    embedder = HashEmbedder()
    service = Service(
        Settings(archives={"news": folder}, keys=tmp_path / "keys.json"),
        embedder=embedder,
        generator=ExtractiveGenerator(),
    )
    service.models.start = lambda: None  # they take for ever
    with TestClient(create_app(service), base_url="http://127.0.0.1:8000") as client:
        page = seen(client, f"{NEWS}/search?q={quote('夜校')}")
        assert page.status == 200
        assert "模型正在载入" in page.one("//main//*[@role='status']").text_content()
        assert "青石镇夜校开课" in page.all(by_class("hit"))[0].text_content()
        for view in ("ask", "digest"):
            page = seen(client, f"{NEWS}/{view}?q={quote('夜校')}")
            assert page.status == 503
            assert "模型正在载入" in page.text
            assert page.links("再试一次") == [f"{NEWS}/{view}?q={quote('夜校')}"]
        assert "正在载入模型" in seen(client, "/status").text
        service.models.start = type(service.models).start.__get__(service.models)
        service.models.start()
        service.models.get()
        assert seen(client, f"{NEWS}/ask?q={quote('夜校')}").status == 200


@pytest.fixture(scope="module")
def place(shared):
    """Where an article of the page stands: its address and its text."""
    items = shared.get("/api/v1/archives/news/articles").json()["items"]
    id_ = items[0]["id"]
    text = shared.get(f"/api/v1/archives/news/articles/{id_}").json()["text"]
    return f"{NEWS}/articles/{id_}", text


def test_the_same_characters_are_lit_in_the_text_and_in_the_file_across_a_broken_line(
    shared, place
):
    address, text = place
    words = "总投资1.5亿元，建设用时两年"
    start = text.index(words)
    page = seen(shared, f"{address}?start={start}&end={start + len(words)}")
    clean = page.one(by_class("text"))
    assert marked(clean) == words
    assert clean.xpath(".//mark")[0].get("id") == f"c{start}-{start + len(words)}"
    file = page.one("//pre")
    assert marked(file) == words
    assert len(file.xpath(".//mark")) == 2
    between = file.text_content().replace("引文始", "").replace("引文终", "")
    assert between == f"\n{PAGE}"  # the line end after <pre> is not part of it
    assert [e.text_content() for e in file.xpath(".//span")] == ["引文始", "引文终"]


def test_all_paragraphs_of_a_quotation_are_lit_once_said(make, tmp_path):
    from qa import Article

    with Archive.open(tmp_path / "two", embedder=HashEmbedder()) as archive:
        archive.add([Article(id="a", title="云岭", text="一二三。\n四五六。\n七八九。")])
    client = make(archives={"news": tmp_path / "two"})
    page = seen(client, f"{NEWS}/articles/a?start=2&end=7")
    assert [marked(p) for p in page.all("//div[@class='text']/p")] == ["三。", "四五", ""]
    hidden = [e.text_content() for e in page.all("//div[@class='text']//span")]
    assert hidden == ["引文始", "引文终"]
    assert "没有原文件" in page.text


@pytest.mark.parametrize(("language", "word"), [("zh-CN", "字位"), ("en", "Offsets")])
def test_a_quotation_is_counted_as_its_address_counts_it(shared, language, word):
    address = f"{NEWS}/articles/{quote(LIBRARY.id, safe='')}?start=3&end=6"
    page = seen(shared, address, **{"accept-language": language})
    assert f"{word} 3–6" in page.one("//*[@id='cite-title']").text_content()


def test_a_quotation_is_checked_against_its_file(make, folder, tmp_path):
    client = make()
    file = tmp_path / "news-page.txt"
    id_ = client.get("/api/v1/archives/news/articles").json()["items"][0]["id"]
    address = f"{NEWS}/articles/{id_}?start=0&end=5&check=true"
    page = seen(client, address)
    assert "✓ 刚才重读了原文件" in page.one("//*[@id='check']").text_content()
    assert "news-page.txt:" in page.one("//*[@id='check']").text_content()
    file.write_text(PAGE.replace("1.5亿元", "9.9亿元"), "utf-8")
    page = seen(client, address)
    said = page.one("//*[@id='check']").text_content()
    assert "原文件已改动" in said
    assert len(set(re.findall("[0-9a-f]{64}", said.replace("SHA-256", " ")))) == 2
    assert "9.9亿元" not in page.response.text  # whatever it is now is not shown
    assert "已不是入库时的样子" in page.one("//*[@id='original']").getparent().text_content()
    file.unlink()
    page = seen(client, address)
    assert "找不到原文件" in page.one("//*[@id='check']").text_content()
    file.symlink_to("/etc/hostname")
    assert "已改动" in seen(client, address).one("//*[@id='check']").text_content()
    page = seen(client, f"{NEWS}/articles/{quote(LIBRARY.id, safe='')}?start=0&end=5&check=true")
    assert "✓ 引文与档案里的正文一字不差" in page.text


def test_the_forms_of_a_citation_are_links(shared, place):
    address, _ = place
    page = seen(shared, f"{address}?start=0&end=5")
    forms = page.all(by_class("forms") + "/a")
    assert [a.text_content() for a in forms] == ["GB/T 7714", "BibTeX", "RIS", "CSL", "证据文件"]
    said = [shared.get(a.get("href")) for a in forms]
    assert page.one("//*[@data-reference]").text_content() == said[0].text.strip()
    assert said[4].json()["citation"]["end"] == 5
    page = seen(shared, address)
    assert len(page.all(by_class("forms") + "/a")) == 4
    assert page.all("//mark") == []


@pytest.mark.parametrize(
    ("encoding", "name"), [("gb18030", "a.txt"), ("utf-16", "b.txt"), ("utf-8-sig", "c.txt")]
)
def test_a_file_is_shown_in_its_own_encoding(make, tmp_path, encoding, name):
    file = tmp_path / name
    file.write_bytes(PAGE.replace("\n", "\r\n").encode(encoding))
    with Archive.open(tmp_path / "e", embedder=HashEmbedder()) as archive:
        (first, *_) = articles = read_articles(file)
        archive.add(articles)
    client = make(archives={"news": tmp_path / "e"})
    start = first.text.index("两年")
    page = seen(client, f"{NEWS}/articles/{first.id}?start={start}&end={start + 2}")
    assert marked(page.one("//pre")) == "两年"


def test_a_long_file_is_shown_around_the_quotation_and_whole_when_wanted(make, tmp_path):
    file = tmp_path / "long.jsonl"
    rows = [f'{{"id": "n{n}", "text": "云岭市第{n}号通告：\\u6e05河大桥。"}}\n' for n in range(900)]
    file.write_text("".join(rows), "utf-8")
    with Archive.open(tmp_path / "l", embedder=HashEmbedder()) as archive:
        archive.add(read_articles(file))
    client = make(archives={"news": tmp_path / "l"})
    page = seen(client, f"{NEWS}/articles/n700?start=0&end=15")
    assert "只显示引文前后" in page.text
    shown = page.one("//pre")
    assert marked(shown) == "云岭市第700号通告：\\u6e05河大桥"
    assert 5000 < len(shown.text_content()) < 7000
    page = seen(client, *page.links("显示全部"))
    assert page.one("//pre").text_content().count("通告") == 900
    assert marked(page.one("//pre")) == "云岭市第700号通告：\\u6e05河大桥"


def test_a_web_page_is_shown_as_the_text_that_was_taken_out_of_it(make, tmp_path):
    file = tmp_path / "page.html"
    body = "".join(f"<p>清河大桥第{n}段，在云岭市建成通车，总投资1.5亿元。</p>" for n in range(9))
    file.write_text(
        f"<html><head><title>清河大桥通车</title></head><body><article><h1>清河大桥通车</h1>{body}"
        "</article></body></html>",
        "utf-8",
    )
    with Archive.open(tmp_path / "w", embedder=HashEmbedder()) as archive:
        (article,) = read_articles(file)
        archive.add([article])
    client = make(archives={"news": tmp_path / "w"})
    start = article.text.index("第3段")
    page = seen(
        client, f"{NEWS}/articles/{quote(article.id, safe='')}?start={start}&end={start + 3}"
    )
    assert "从文件里取出的文字" in page.text
    assert marked(page.one("//pre")) == "第3段"


@pytest.fixture
def paper(make, tmp_path):
    """A client of an archive of a PDF, the file, and its article's address and text."""
    from tests.qa.reading.papers import column, pdf

    file = tmp_path / "page.pdf"
    told = "云岭市水文站新设雨量计三十二处。\n站长邵平说，汛期每小时报送一次，平时每日两次。"
    file.write_bytes(pdf(column(60, 80, told, width=30), column(60, 80, "次日报道。", width=30)))
    with Archive.open(tmp_path / "p", embedder=HashEmbedder()) as archive:
        (article, *_) = articles = read_articles(file)
        archive.add(articles)
    client = make(archives={"news": tmp_path / "p"})
    return client, file, f"{NEWS}/articles/{article.id}", article.text


def test_the_cited_characters_are_lit_on_the_page_of_a_pdf(paper):
    client, file, address, text = paper
    start = text.index("汛期每小时")
    page = seen(client, f"{address}?start={start}&end={start + 5}")
    picture = page.one("//div[@class='page']/img")
    assert "引文已标出" in picture.get("alt")
    assert client.get(picture.get("src")).headers["content-type"] == "image/png"
    (lit,) = page.all("//*[name()='rect'][@class='lit']")
    assert 4 * 50 - 20 < int(lit.get("width")) < 4 * 50 + 20  # five characters of 10 points
    size = (picture.get("width"), picture.get("height"))
    assert page.one("//*[name()='svg'][@viewbox]").get("viewbox").split()[2:] == list(size)
    page = seen(client, address)  # without a quotation nothing is lit
    assert page.all("//*[name()='rect'][@class='lit']") == []
    assert "没有标出" not in page.text
    file.write_bytes(file.read_bytes() + b"\n")
    page = seen(client, f"{address}?start={start}&end={start + 5}")
    assert page.status == 200
    assert "已不是入库时的样子" in page.text
    assert page.all("//img") == []


def test_what_cannot_be_found_on_the_page_is_said_not_lit(make, tmp_path):
    from tests.qa.reading.papers import pdf

    file = tmp_path / "page.pdf"
    file.write_bytes(pdf([(60, 80, 10, "快讯：通车。"), (60, 300, 10, "快讯：通车。")]))
    with Archive.open(tmp_path / "p", embedder=HashEmbedder()) as archive:
        (article, *_) = articles = read_articles(file)
        archive.add(articles)
    client = make(archives={"news": tmp_path / "p"})
    start = article.text.index("通车")
    page = seen(client, f"{NEWS}/articles/{article.id}?start={start}&end={start + 2}")
    assert "没有标出" in page.text
    assert page.all("//*[name()='rect'][@class='lit']") == []
    assert page.one("//div[@class='page']/img").get("alt").endswith("版面")


def test_articles_are_listed_narrowed_and_exported(shared):
    page = seen(shared, f"{NEWS}/articles?limit=2")
    rows = page.all(by_class("list") + "/li")
    assert "清河大桥建成通车" in rows[0].text_content()
    assert len(rows) == 2
    following = page.one("//a[@rel='next']").get("href")
    page = seen(shared, following)
    assert "图书馆延长开放时间" in page.one(by_class("list") + "/li").text_content()
    assert page.links("第一页") == [f"{NEWS}/articles?limit=2"]
    page = seen(shared, f"{NEWS}/articles?tag={quote('文化')}")
    table, lines = (shared.get(*page.links(name)) for name in ("表格 CSV", "JSONL"))
    assert table.text.count("\n") == 2
    assert lines.json()["id"] == LIBRARY.id
    assert page.one("//select[@name='tag']/option[@selected]").get("value") == "文化"


@pytest.mark.parametrize(
    ("language", "why"), [("zh-CN", "文章自己说不是这样"), ("en", "says that it is not so")]
)
def test_a_refusal_shows_the_sentence_that_denies(make, folder, language, why):
    text, said = "青石镇夜校校长昨天否认夜校将迁往云岭市区。", "云岭市区"
    at = text.index(said)
    read = Written(text=said, confidence=0.9, start=at, end=at + len(said))
    with Archive.open(folder, embedder=HashEmbedder()) as archive:
        archive.add([Article(id="夜校", title="夜校", text=text)])
    client = make(generator=ScriptedGenerator(answers={text: [read]}))
    asked = "青石镇夜校将迁往哪里？"
    page = seen(client, f"{NEWS}/ask?q={quote(asked)}", **{"accept-language": language})
    refused = page.one(by_class("refusal"))
    assert why in refused.text_content()
    (source,) = refused.xpath("." + by_class("source"))
    assert marked(source) == text
    answer = client.post("/api/v1/archives/news/answers", json={"question": asked}).json()
    assert (answer["text"], answer["reason"]) == (None, "denied")
    assert [one["quote"] for one in answer["denials"]] == [text]


def test_the_two_numbers_of_a_refusal_are_told_apart(make, folder):
    text, said = "青石镇夜校今年招收学员二百人。", "学员"
    at = text.index(said)
    read = Written(text=said, confidence=0.9, start=at, end=at + len(said), answerable=0.01)
    with Archive.open(folder, embedder=HashEmbedder()) as archive:
        archive.add([Article(id="夜校", title="夜校", text=text)])
    client = make(generator=ScriptedGenerator(answers={text: [read]}))
    page = seen(client, f"{NEWS}/ask?q={quote('青石镇夜校的校长是谁？')}&ids={quote('夜校')}")
    refusal = page.one(by_class("refusal")).text_content()
    assert "可能性 0.01，低于门槛" in refusal
    assert "它不是置信度，那是答案正确的可能" in refusal


@pytest.mark.parametrize("view", ["ask", "digest"])
def test_a_day_that_no_calendar_has_is_said_to_be_none(shared, view):
    asked = "2031年2月30日清河大桥有多长？"
    page = seen(shared, f"{NEWS}/{view}?q={quote(asked)}")
    assert page.status == 200
    refused = page.one(by_class("refusal")).text_content()
    assert "那个月没有这一天" in refused
    assert "写明年月日" in refused
    body = {"question": asked}
    path = {"ask": "answers", "digest": "digests"}[view]
    said = shared.post(f"/api/v1/archives/news/{path}", json=body).json()
    assert (said["text"], said["reason"]) == (None, "no_such_day")


def test_a_digest_leads_to_the_sentences_that_it_did_not_list(shared):
    page = seen(shared, f"{NEWS}/digest?q={quote('清河大桥')}&limit=1")
    assert len(page.all(by_class("source"))) == 1
    left = page.one("//a[contains(., '全部列出')]")
    whole = seen(shared, left.get("href"))
    assert len(whole.all(by_class("source"))) > 1
    assert "全部列出" not in whole.text


@pytest.mark.parametrize(("view", "said"), [("ask", "没有写问题"), ("digest", "没有说综述什么")])
def test_a_question_that_is_empty_is_asked_for(shared, view, said):
    page = seen(shared, f"{NEWS}/{view}")
    assert page.one("//input[@id='q']").get("required") is not None
    assert not page.all("//*[@role='alert']")
    for asked in ("", "+", "%E3%80%80"):
        page = seen(shared, f"{NEWS}/{view}?q={asked}")
        assert page.status == 200
        assert said in page.one("//*[@role='alert']").text_content()
    assert (
        "There is"
        in seen(shared, f"{NEWS}/{view}?q=", **{"accept-language": "en"})
        .one("//*[@role='alert']")
        .text_content()
    )
    assert seen(shared, f"{NEWS}/search").one("//input[@id='q']").get("required") is None


def test_an_article_without_a_title_is_called_by_how_it_begins_and_has_its_id(make, tmp_path):
    text = "青石镇集市改为周三开集。摊位费不变，镇里新修了厕所。"
    file = tmp_path / "news.jsonl"
    file.write_text(json.dumps({"id": "r1", "text": text, "title": " "}), "utf-8")
    with Archive.open(tmp_path / "untitled", embedder=HashEmbedder()) as archive:
        archive.add(read_articles(file))
    client = make(archives={"news": tmp_path / "untitled"})
    views = ("articles", "articles/r1", f"search?q={quote('集市')}", f"digest?q={quote('集市')}")
    for address in (*views, f"ask?q={quote('集市改为周几？')}", "digest?article=r1"):
        page = seen(client, f"{NEWS}/{address}")
        assert "无标题 青石镇集市改为周三开集。" in " ".join(page.text.split()), address
        assert "编号 r1" in page.text, address
    assert "无标题 青石镇集市" in seen(client, f"{NEWS}/articles/r1").one("//title").text_content()
    page = seen(client, f"{NEWS}/ask?q={quote('集市改为周几？')}")
    (cited,) = page.all(by_class("source"))
    assert re.search(r"编号 r1字位 \d+–\d+ · news\.jsonl", cited.text_content())
    assert "（无标题）青石镇集市改为周三开集。[N]. 编号 r1." in cited.text_content()


def test_a_refusal_shows_the_nearest_sentence_and_of_a_broad_question_the_digest(make, folder):
    generator = ExtractiveGenerator()
    generator.threshold = 1.0
    client = make(generator=generator)
    page = seen(
        client, f"{NEWS}/ask?q={quote('青石镇夜校开课有哪些新做法')}&source={quote('云岭日报')}"
    )
    refusal = page.one(by_class("refusal"))
    assert "最接近的一句（没有把握，请看原文）：" in refusal.text_content()
    (link,) = page.links("问得宽，可以试试综述这个题目")
    assert link.startswith(f"{NEWS}/digest?")
    digest = seen(client, link)
    assert digest.one("//input[@id='q']").get("value") == "青石镇夜校开课有哪些新做法"
    assert digest.one("//input[@name='source']").get("value") == "云岭日报"
    page = seen(client, f"{NEWS}/ask?q={quote('木星有几颗卫星')}")
    assert "最接近的一句" not in page.text
    assert not page.links("问得宽，可以试试综述这个题目")


def test_a_digest_links_every_sentence_to_its_source(shared):
    page = seen(shared, f"{NEWS}/digest?q={quote('清河大桥')}")
    said = shared.post("/api/v1/archives/news/digests", json={"question": "清河大桥"}).json()
    items = page.all(by_class("source"))
    assert [i.xpath(".//blockquote")[0].text_content() for i in items] == [
        item["text"] for item in said["items"]
    ]
    for item, shown in zip(said["items"], items, strict=True):
        first = item["citations"][0]
        link = shown.xpath(".//a[@class='to']")[0].get("href")
        assert link.endswith(f"#c{first['start']}-{first['end']}")
        assert marked(seen(shared, link).one(by_class("text"))) == first["quote"]
    page = seen(shared, f"{NEWS}/digest?q={quote('木星的卫星')}")
    assert "没有综述" in page.one(by_class("refusal")).text_content()


def test_one_article_is_summarised_and_each_sentence_has_its_source(shared):
    for kind in ("headline", "brief", "summary"):
        page = seen(shared, f"{NEWS}/digest?article={quote(LIBRARY.id, safe='')}&kind={kind}")
        body = {"ids": [LIBRARY.id], "kind": kind}
        said = shared.post("/api/v1/archives/news/summaries", json=body).json()["summaries"][0]
        assert page.one(by_class("said-by-archive")).text_content() == said["text"]
        spans = [sentence["source"] for sentence in said["sentences"]]
        assert [marked(s) for s in page.all(by_class("source"))] == [
            LIBRARY.text[span["start"] : span["end"]] for span in spans
        ]


def test_files_are_uploaded_by_the_form_and_what_was_skipped_is_said(make, folder, tmp_path):
    from tests.models.tiny import save_tiny

    save_tiny(tmp_path)
    from qa import load_embedder

    with Archive.open(tmp_path / "a", embedder=load_embedder(str(tmp_path / "embedder"))) as made:
        made.add([LIBRARY])
    client = make(
        archives={"news": tmp_path / "a"},
        embedder=load_embedder(str(tmp_path / "embedder")),
        embedder_name=str(tmp_path / "embedder"),
    )
    page = seen(client, f"{NEWS}/import")
    form = page.one("//form[@enctype]")
    assert (form.get("method"), form.get("action")) == ("post", None)
    response = client.post(
        f"{NEWS}/import",
        data={"source": "云岭日报", "date": ""},
        files=[("files", ("page.txt", PAGE.encode())), ("files", ("bad.pdf", b"\0\1\2"))],
        headers=HTML | {"origin": "http://127.0.0.1:8000", "sec-fetch-site": "same-origin"},
    )
    at, _, id_ = response.headers["location"].partition("#")
    assert (response.status_code, at) == (303, f"{NEWS}/import")
    until(lambda: "完成" in seen(client, at).one(f"//*[@id='{id_}']").text_content(), seconds=200)
    job = seen(client, at).one(f"//*[@id='{id_}']")
    assert "新增 2 篇" in job.text_content()
    (skipped,) = job.xpath(".//ul/li")
    assert skipped.text_content().startswith("bad.pdf ")
    assert str(tmp_path) not in job.text_content()
    cancel = job.xpath(".//form")[0].get("action")
    assert client.post(cancel, headers=HTML).headers["location"] == at
    assert seen(client, at).all(f"//*[@id='{id_}']") == []


def test_an_upload_that_is_refused_is_a_page(make):
    client = make(file_bytes=10)
    files = [("files", ("page.txt", PAGE.encode()))]
    page = Page(client.post(f"{NEWS}/import", files=files, headers=HTML))
    assert page.status == 413
    assert "分成几个" in page.text
    page = Page(client.post(f"{NEWS}/import", data={"source": "x"}, headers=HTML))
    assert page.status == 415


LIST = f"问题,编号,来源\n{QUESTION},甲一,\n木星有几颗卫星？,,\n,丙三,\n{QUESTION},丁四,没有这张报\n"


def sent(client, text=LIST, name="我的问题.csv", **fields):
    files = [("files", (name, text if isinstance(text, bytes) else text.encode()))]
    empty = {"since": "", "until": "", "source": "", "tag": "", "today": ""}
    return client.post(f"{NEWS}/lists", files=files, data=empty | fields, headers=HTML)


def answered_list(client, **how):
    """Send a list by the form; return its address when it is over."""
    response = sent(client, **how)
    assert response.status_code == 303, response.text
    at = response.headers["location"]
    until(lambda: "完成" in seen(client, at).one(by_class("job-head")).text_content())
    return at


def test_a_list_of_questions_is_sent_followed_read_and_taken_home(make):
    client = make()
    page = seen(client, f"{NEWS}/lists")
    form = page.one("//form[@enctype]")
    assert (form.get("method"), form.get("action")) == ("post", f"{NEWS}/lists")
    sample = client.get(*page.links("样表")).content
    head, *rows = csv.reader(io.StringIO(sample.decode("utf-8-sig"), newline=""))
    assert {len(row) for row in rows} == {len(head)}
    at = answered_list(client, text=sample, name="样表.csv")
    assert "不能问 0 行" in seen(client, at).text
    at = answered_list(client)
    page = seen(client, at)
    assert page.one("//h1").text_content() == "我的问题.csv"
    assert "答出 1 题，档案没有答案 2 题，不能问 1 行" in page.text
    bar = page.one("//progress")
    assert (bar.get("value"), bar.get("max")) == ("4", "4")
    assert page.all("//*[@data-refresh]") == []  # it is over: nothing to follow
    answered, refused, wrong, narrowed = page.all(by_class("hit"))
    assert answered.xpath("./h3")[0].text_content().split() == ["甲一", QUESTION]
    assert "1.5亿元" in answered.xpath(by_class("list-answer"))[0].text_content()
    link = answered.xpath(".//a[@class='to']")[0].get("href")
    cited = seen(client, link).one(by_class("text"))
    assert marked(answered.xpath(".//blockquote")[0]) == marked(cited)
    assert "没有找到有把握的答案" in refused.text_content()
    assert "第 3 行" in refused.text_content()
    assert seen(client, refused.xpath(".//a")[0].get("href")).all(by_class("refusal"))
    assert "没有问题" in wrong.text_content()
    assert "第 4 行" in wrong.xpath("./p[2]")[0].text_content()
    assert "没有符合这些条件的文章" in narrowed.text_content()
    table, lines = (client.get(*page.links(name)) for name in ("表格 CSV", "JSONL"))
    rows = list(csv.DictReader(io.StringIO(table.content.decode("utf-8-sig"), newline="")))
    assert [row["id"] for row in rows] == ["甲一", "", "丙三", "丁四"]
    assert lines.text.count("\n") == 4
    for name, count in (("答出的", 1), ("没有答案的", 2), ("不能问的", 1), ("全部", 4)):
        page = seen(client, *page.links(name))
        assert len(page.all(by_class("hit"))) == count
    page = seen(client, f"{NEWS}/lists")
    titles = [h.text_content().split()[0] for h in page.all("//li/h3")]
    assert titles == ["我的问题.csv", "样表.csv"]
    assert page.links("我的问题.csv") == [at]
    response = client.post(f"{at}/end", headers=HTML)
    assert response.headers["location"] == f"{NEWS}/lists"
    assert seen(client, at).status == 404
    assert len(seen(client, f"{NEWS}/lists").all("//li/h3")) == 1


def test_a_list_has_pages_and_is_there_after_the_next_start(make):
    client = make()
    text = "question\n" + f"{QUESTION}\n" * 21
    at = answered_list(client, text=text, name="long.csv", since="2050-01-01")
    client.__exit__(None, None, None)
    client = make()
    page = seen(client, at)
    assert len(page.all(by_class("hit"))) == 20
    page = seen(client, page.one("//a[@rel='next']").get("href"))
    assert len(page.all(by_class("hit"))) == 1
    assert "没有符合这些条件的文章" in page.text
    assert page.all("//a[@rel='next']") == []


def test_a_list_is_stopped_and_what_is_done_stays(make, occupied):
    client = make()
    occupied(client)
    at = sent(client).headers["location"]
    page = seen(client, at)
    assert page.all("//*[@data-refresh]")
    assert "第一题还没有做完" in page.text
    stop = page.one("//form[contains(@action, '/end')]").get("action")
    assert client.post(stop, headers=HTML).headers["location"] == at
    page = seen(client, at)
    assert "已取消" in page.text
    assert "删除这份清单和结果" in page.text


def test_what_a_list_cites_and_is_gone_is_said(make):
    client = make()
    at = answered_list(client)
    (cited,) = {
        hit.xpath(".//a[@class='to']")[0].get("href").partition("?")[0]
        for hit in seen(client, f"{at}?show=answered").all(by_class("hit"))
    }
    client.delete(f"/api/v1/archives/news/articles/{cited.rpartition('/')[2]}")
    page = seen(client, at)
    assert "出处已不在档案里" in page.text
    assert page.all("//blockquote") == []
    assert "清河大桥建成通车" in page.text


@pytest.mark.parametrize(
    ("text", "name", "status", "said"),
    [
        ("桥？\n", "a.csv", 400, "没有 question（或 问题）这一列"),
        ("", "a.csv", 400, "是空的"),
        ("问题\n桥？\n", "a.xlsx", 415, ".csv 或 .jsonl"),
        (b"\xff\xfe\x80\x81\x00", "a.csv", 422, "a.csv"),
    ],
)
def test_what_is_wrong_with_a_list_is_said_above_the_form(shared, text, name, status, said):
    page = Page(sent(shared, text, name))
    assert page.status == status
    assert said in page.one("//*[@role='alert']").text_content()
    assert page.all("//form[@enctype]")
    assert page.all("//li[contains(@class, 'job')]") == []
    page = Page(sent(shared, LIST, since="2031-02-30"))
    assert "字段 since" in page.one("//*[@role='alert']").text_content()


def test_a_list_is_its_keys_own_and_takes_one(make, tmp_path):
    client = make(open=True)
    keys = Keys(tmp_path / "keys.json")
    (_, mine), (_, other) = (keys.new(scope=Scope.READ) for _ in range(2))
    page = seen(client, f"{NEWS}/lists")
    assert page.all("//form[@enctype]") == []
    assert page.links("登录")[0] == f"/login?next={quote(f'{NEWS}/lists', safe='/')}"
    assert Page(sent(client)).status == 401
    client.post("/login", data={"key": mine}, headers=HTML)
    at = answered_list(client)
    client.cookies.clear()
    client.post("/login", data={"key": other}, headers=HTML)
    assert seen(client, at).status == 404
    assert seen(client, f"{NEWS}/lists").all("//li/h3") == []
    assert Page(client.post(f"{at}/end", headers=HTML)).status == 404


def test_the_status_says_what_there_is(shared):
    text = seen(shared, "/status").text
    for words in (
        "✓ 可以提问",
        "文章3",
        "2031-04-03",
        "hash-0",
        "extractive",
        "空闲",
    ):
        assert words in text


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/nowhere", 404, "没有这个地址"),
        ("/a/none/ask", 404, "没有名叫 none 的档案"),
        (f"{NEWS}/articles/none", 404, "没有编号为 none 的文章"),
        (f"{NEWS}/search?q=a&since=2031-02-30", 400, "字段 since：应是一个日期"),
        (f"{NEWS}/search?q=a&since=2031-02-02&until=2031-01-01", 400, "2031-02-02"),
        (f"{NEWS}/search?q=a&sheet=21", 400, "字段 sheet"),
        (f"{NEWS}/search?colour=red", 400, "字段 colour"),
        (f"{NEWS}/ask?q={'云' * 1001}", 400, "字段 q"),
        (f"{NEWS}/articles?cursor=x", 400, "从第一页重新翻起"),
        (f"{NEWS}/articles/{quote(LIBRARY.id, safe='')}?start=5&end=5", 400, "没有从 5 到 5"),
        (f"{NEWS}/articles/{quote(LIBRARY.id, safe='')}?start=0&end=999", 400, "正文有"),
        (f"{NEWS}/digest?article=none", 404, "没有编号为 none"),
        (f"{NEWS}/digest?article=x&kind=poem", 400, "字段 kind"),
        ("/login?x=1", 200, "密钥"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_goes_wrong_is_a_page_that_says_what_to_do(shared, address, status, said):
    page = seen(shared, address)
    assert page.status == status
    assert said in page.text
    if status >= 400:
        assert page.response.headers["x-request-id"] in page.text
        assert "Traceback" not in page.response.text
        english = seen(shared, address, **{"accept-language": "en"})
        assert not re.search("[\u4e00-\u9fff]", english.one("//main//h1").text_content())


def test_programs_get_documents_and_browsers_pages(shared):
    for address, headers in (
        ("/nowhere", {}),
        (f"{NEWS}/search?since=x", {"accept": "application/json"}),
        ("/api/v1/archives/none", HTML),
        ("/api/v1/nowhere", HTML),
        ("/healthz/x", HTML),
    ):
        response = shared.get(address, headers=headers)
        assert response.headers["content-type"] == "application/problem+json", address
    page = Page(shared.post(f"{NEWS}/ask", headers=HTML))
    assert page.status == 405


@pytest.fixture
def occupied():
    """Return a function that makes the lane of a client compute until the test is over."""
    began, over = threading.Barrier(3), threading.Event()

    def work():
        began.wait(60)
        over.wait()

    def occupy(client):
        for _ in range(2):  # as many searches as run side by side
            client.portal.start_task_soon(client.service.lane.run, work, Urgency.SEARCH)
        began.wait(60)

    yield occupy
    over.set()


def test_too_busy_is_a_page_with_a_link_to_try_again(make, occupied):
    client = make(queue=0)
    occupied(client)
    address = f"{NEWS}/ask?q={quote(QUESTION)}"
    page = seen(client, address)
    assert page.status == 503
    assert page.response.headers["retry-after"].isdigit()
    assert "秒后可以再试" in page.text
    assert page.links("再试一次") == [address]
    page = seen(client, f"{NEWS}/search?q={quote('夜校')}")
    assert page.status == 200
    assert "这次只按字词检索" in page.text
    assert page.all(by_class("hit"))


def test_an_answer_comes_in_stages_made_of_the_same_parts(shared):
    headers = {"accept": "text/event-stream"}
    response = shared.get(VIEWS[1], headers=headers)
    import json

    events = [event.split("\ndata: ") for event in response.text.strip().split("\n\n")]
    assert [name for name, _ in events] == ["event: hits", "event: answer"]
    hits, answer = (html.fromstring(json.loads(data)["html"]) for _, data in events)
    assert "最接近的段落" in hits.text_content()
    whole = seen(shared, VIEWS[1]).one("//*[@id='result']")
    assert answer.text_content().split() == whole.text_content().split()
    bad = shared.get(
        f"{NEWS}/ask?q={quote('a' * 999)}&since=2031-02-02&until=2031-01-01", headers=headers
    )
    assert bad.text.startswith("event: problem")
    assert "填写有误" in bad.text


@pytest.fixture
def locked(make, tmp_path):
    """A client of a service that takes a key, and one."""
    client = make()
    _, secret = Keys(tmp_path / "keys.json").new(scope=Scope.READ)
    return client, secret


def test_without_a_key_there_is_the_login_which_leads_back(locked):
    client, secret = locked
    address = f"{NEWS}/search?q={quote('夜校')}&since=2031-01-01"
    page = seen(client, address)
    assert page.status == 401
    form = page.one("//form[@action='/login']")
    (next_,) = form.xpath(".//input[@name='next']/@value")
    assert next_ == address
    page = Page(client.post("/login", data={"key": "kb_x", "next": next_}, headers=HTML))
    assert page.status == 401
    assert "这个密钥不对" in page.one("//*[@role='alert']").text_content()
    assert page.all("//input[@name='next']/@value") == [next_]
    response = client.post("/login", data={"key": secret, "next": next_}, headers=HTML)
    assert (response.status_code, response.headers["location"]) == (303, address)
    page = seen(client, address)
    assert page.status == 200
    assert page.one("//form[@action='/logout']") is not None
    page = seen(client, f"{NEWS}/import")
    assert page.status == 403
    assert "write" in page.text
    client.post("/logout", headers=HTML)
    client.cookies.clear()
    assert seen(client, address).status == 401


@pytest.mark.parametrize(
    "address", ["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_a_login_that_failed_leads_nowhere_else(locked, address):
    client, _ = locked
    page = Page(client.post("/login", data={"key": "kb_x", "next": address}, headers=HTML))
    assert page.all("//input[@name='next']/@value") == ["/"]
    page = seen(client, f"/login?next={quote(address, safe='')}")
    assert page.all("//input[@name='next']/@value") == ["/"]


def test_another_site_cannot_send_the_forms(shared):
    files = [("files", ("page.txt", PAGE.encode()))]
    for headers in ({"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}):
        page = Page(shared.post(f"{NEWS}/import", files=files, headers=HTML | headers))
        assert page.status == 403
        assert "别的网站" in page.text or "Origin" in page.text
