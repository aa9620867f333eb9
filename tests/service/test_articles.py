"""Articles over HTTP: pages, one with its file, put and delete, facets, exports, citations."""

import csv
import datetime as dt
import io
import json
import shutil
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from qa import Archive, Article, read_articles
from qa.chinese.imprint import KINDS
from qa.records import Imprint
from qa.service.citations import FORMS
from qa.shapes import article_json
from tests.fakes import HashEmbedder
from tests.service.conftest import LIBRARY, problem

NEWS = "/api/v1/archives/news"
LIBRARY_AT = f"{NEWS}/articles/%E4%BA%91%E5%B2%AD%2F%E9%A6%86%201"


@pytest.fixture
def archive(folder):
    with Archive.open(folder, embedder=HashEmbedder()) as archive:
        yield archive


def plain(value):
    return json.loads(json.dumps(value, default=str))


def walk(client, **query):
    """Return all items of a list, page by page."""
    items, cursor = [], None
    while True:
        page = client.get(
            f"{NEWS}/articles", params={**query, "cursor": cursor} if cursor else query
        )
        items += page.json()["items"]
        cursor = page.json()["next"]
        if cursor is None:
            return items


def test_pages_have_each_article_once_while_others_come_and_go(client, archive):
    first = client.get(f"{NEWS}/articles?limit=2").json()
    assert first["items"] == plain([article_json(a) for a in archive.articles()][:2])
    client.put(f"{NEWS}/articles/n9", json={"text": "青石镇集市改为周三。"})
    client.delete(f"{NEWS}/articles/{first['items'][0]['id']}")
    rest = client.get(f"{NEWS}/articles?limit=2&cursor={first['next']}").json()
    assert [item["id"] for item in rest["items"]] == [LIBRARY.id, "n9"]
    assert rest["next"] is None


def test_a_filter_holds_over_pages(client):
    for n in range(5):
        body = {"text": f"第{n}号通告。", "source": "青石报", "date": f"2031-05-0{n + 1}"}
        client.put(f"{NEWS}/articles/p{n}", json=body)
    asked = {"source": "青石报", "since": "2031-05-02", "limit": 2}
    assert [item["id"] for item in walk(client, **asked)] == ["p1", "p2", "p3", "p4"]


def test_an_article_has_its_text_and_its_place_in_the_file(client, archive):
    (bridge, _, _) = archive.articles()
    said = client.get(f"{NEWS}/articles/{bridge.id}").json()
    origin = asdict(bridge.origin) | {"page_sizes": (), "page_turns": ()}
    del origin["places"], origin["title_places"]
    assert said == plain(
        article_json(bridge)
        | {"text": bridge.text, "pull_quotes": (), "origin": origin, "corrections": ()}
    )
    assert client.get(LIBRARY_AT).json()["origin"] is None


def test_put_adds_replaces_and_is_read_back(client, archive):
    body = {"title": "集市", "text": "青石镇集市改为周三。", "date": "2031-05-02", "tags": ["集市"]}
    address = f"{NEWS}/articles/a%2Fb%3Fc%23%25"
    assert client.put(address, json=body).status_code == 201
    assert client.put(address, json=body | {"byline": "李桂英"}).status_code == 200
    assert archive.get("a/b?c#%").byline == "李桂英"
    assert client.get(address).json()["text"] == body["text"]
    (hit, *_) = client.get(f"{NEWS}/search", params={"q": "集市", "arms": "sparse"}).json()["hits"]
    assert hit["article_id"] == "a/b?c#%"
    assert client.delete(address).status_code == 204
    problem(client.delete(address), 404, "not-found")
    problem(client.get(address), 404, "not-found")


def test_facets_count_by_month_source_and_tag(client):
    for n, (day, tag) in enumerate(
        (("2031-05-02", "集市"), ("2031-05-30", "文化"), ("2032-01-01", ""))
    ):
        body = {"text": "青石镇通告。", "date": day, "tags": [tag] if tag else []}
        client.put(f"{NEWS}/articles/p{n}", json=body)

    def counts(by, **query):
        said = client.get(f"{NEWS}/facets", params={"by": by, **query}).json()
        assert said["by"] == by
        return [(item["value"], item["count"]) for item in said["items"]]

    assert counts("month") == [("2031-04", 2), ("2031-05", 2), ("2032-01", 1), (None, 1)]
    assert counts("year", until="2031-12-31") == [("2031", 4)]
    assert counts("source") == [("云岭日报", 3), (None, 3)]
    assert counts("tag") == [("图书", 1), ("文化", 2), ("集市", 1), (None, 3)]
    assert counts("tag", tag="图书") == [("图书", 1), ("文化", 1)]


def test_the_archive_says_what_it_holds(client):
    said = client.get(NEWS).json()
    assert said == {
        "name": "news",
        "problem": None,
        "holdings": {
            "articles": 3,
            "chunks": 3,
            "since": "2031-04-03",
            "until": "2031-04-03",
            "sources": [{"value": "云岭日报", "count": 3}],
            "embedder": "hash-0",
            "generation": said["holdings"]["generation"],
        },
    }
    client.put(f"{NEWS}/articles/p", json={"text": "青石镇通告。"})
    assert client.get(NEWS).json()["holdings"]["generation"] > said["holdings"]["generation"]
    assert client.get("/api/v1/archives").json()["items"] == [client.get(NEWS).json()]


def test_the_jsonl_has_all_rows_and_can_be_read_again(client, archive, tmp_path):
    for n in range(300):  # more than a page of the archive
        archive.add([article(n)])
    printed = Imprint(page="A2", section="要闻", edition="海外版", issue="9876")
    beside = {"captions": ("图为大桥。",), "pull_quotes": ("两年建成",)}
    archive.add([replace(article(300), byline="李桂英", imprint=printed, **beside)])
    archive.add([replace(article(301), imprint=Imprint(page="3"), date=dt.date(2031, 4, 3))])
    response = client.get(f"{NEWS}/articles.jsonl")
    assert response.headers["content-disposition"] == 'attachment; filename="articles.jsonl"'
    (tmp_path / "again.jsonl").write_bytes(response.content)
    again = read_articles(tmp_path / "again.jsonl")
    with Archive.open(tmp_path / "again", embedder=HashEmbedder()) as other:
        other.add(again)
        both = [list(one.articles()) for one in (archive, other)]
    kept, read = ([replace(a, origin=None, date_from=None) for a in one] for one in both)
    assert read == kept
    assert len(again) == 305


def article(n):
    return Article(id=f"p{n}", title=f"通告{n}", text=f"青石镇第{n}号通告。", tags=("通告",))


def test_the_csv_has_all_rows_and_no_formula(client, archive):
    client.put(f"{NEWS}/articles/f", json={"title": '=HYPERLINK("x")', "text": "一，\n二。"})
    archive.add([replace(article(0), imprint=Imprint(page="A2", section="要闻"))])
    response = client.get(f"{NEWS}/articles.csv")
    assert response.headers["content-type"].startswith("text/csv")
    text = response.content.decode("utf-8")
    assert text.startswith("\ufeffid,title,date")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert [row["id"] for row in rows][2:] == [LIBRARY.id, "f", "p0"]
    assert [rows[4][kind] for kind in KINDS] == ["A2", "要闻", "", ""]
    assert rows[3]["title"] == '\'=HYPERLINK("x")'
    assert (rows[2]["tags"], rows[2]["characters"]) == ("文化；图书", str(len(LIBRARY.text)))
    only = client.get(f"{NEWS}/articles.csv", params={"tag": "文化"}).text
    assert len(only.splitlines()) == 2


def span(archive, quote):
    (bridge, _, _) = archive.articles()
    start = bridge.text.index(quote)
    return bridge, start, start + len(quote)


def test_a_citation_is_checked_against_the_file(client, archive):
    # The line of the page breaks after 总投资1.5亿元，
    bridge, start, end = span(archive, "总投资1.5亿元，建设用时两年")
    address = f"{NEWS}/articles/{bridge.id}/citation?start={start}&end={end}"
    said = client.get(address).json()
    assert said == plain(asdict(archive.cite(bridge.id, start, end)))
    text = Path(bridge.origin.file).read_text("utf-8")
    assert text[said["file_start"] : said["file_end"]] == "总投资1.5亿元，\n建设用时两年"
    assert said["file_state"] == "same"
    Path(bridge.origin.file).write_text(text.replace("1.5", "2.5"), "utf-8")
    assert client.get(address).json()["file_state"] == "changed"
    Path(bridge.origin.file).unlink()
    assert client.get(address).json()["file_state"] == "missing"


def test_references_in_four_forms(client, archive):
    bridge, start, end = span(archive, "1.5亿元")
    at = f"{NEWS}/articles/{bridge.id}/citation?start={start}&end={end}"
    response = client.get(f"{at}&as=gbt7714")
    assert response.headers["content-type"].startswith("text/plain")
    assert response.text == "李桂英. 清河大桥建成通车[N]. 云岭日报, 2031-04-03.\n"
    assert client.get(f"{LIBRARY_AT}/citation?as=gbt7714").text == (
        "沈小满, 陆一鸣. 图书馆延长开放时间[N]. 云岭日报.\n"
    )
    assert client.get(f"{at}&as=bibtex").text.splitlines()[1:-1] == [
        "  author = {李桂英},",
        "  title = {清河大桥建成通车},",
        "  journal = {云岭日报},",
        "  date = {2031-04-03},",
        "  year = {2031},",
        "  langid = {chinese},",
    ]
    ris = client.get(f"{at}&as=ris").content.decode()
    assert ris.startswith("TY  - NEWS\r\nAU  - 李桂英\r\nTI  - 清河大桥建成通车\r\n")
    assert ris.endswith("ER  - \r\n")
    (item,) = client.get(f"{at}&as=csl").json()
    assert item["type"] == "article-newspaper"
    assert item["issued"] == {"date-parts": [[2031, 4, 3]]}
    assert set(FORMS) == {"gbt7714", "bibtex", "ris", "csl"}


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("本报记者 何 远", "何远"),
        ("云岭日报记者 何　远 汤润之", "云岭日报, 何远, 汤润之"),
        ("何 远、李 满 通讯员 汤润之", "何远, 李满, 汤润之"),
        ("何远 李满", "何远, 李满"),
        ("汤润之 何 远", "汤润之, 何远"),
        ("欧阳远 何小满", "欧阳远, 何小满"),
    ],
)
def test_a_name_with_a_space_in_it_is_one_author(client, byline, authors):
    made = {"title": "石桥通车", "text": "青石镇通告。", "byline": byline}
    client.put(f"{NEWS}/articles/b", json=made)
    cited = client.get(f"{NEWS}/articles/b/citation?as=gbt7714").text
    assert cited == f"{authors}. 石桥通车[N].\n"


def test_an_article_without_a_title_is_cited_by_how_it_begins_and_its_id(client):
    client.put(f"{NEWS}/articles/b", json={"title": "", "text": "青石镇通告。今日停水。"})
    cited = client.get(f"{NEWS}/articles/b/citation?as=gbt7714").text
    assert cited == "（无标题）青石镇通告。今日停水。[N]. 编号 b.\n"
    assert client.get(f"{NEWS}/articles/b").json()["opening"] == "青石镇通告。今日停水。"


def test_what_has_a_meaning_in_bibtex_is_escaped(client):
    client.put(f"{NEWS}/articles/b", json={"title": "50% {A&B} \\x", "text": "青石镇通告。"})
    text = client.get(f"{NEWS}/articles/b/citation?as=bibtex").text
    assert "  title = {50\\% \\{A\\&B\\} \\textbackslash{}x},\n" in text


def test_the_evidence_proves_the_quotation_without_the_archive(client, archive):
    import hashlib

    bridge, start, end = span(archive, "1.5亿元")
    response = client.get(
        f"{NEWS}/articles/{bridge.id}/citation?start={start}&end={end}&as=evidence"
    )
    assert "attachment" in response.headers["content-disposition"]
    said = response.json()
    file = Path(said["citation"]["file"]).read_bytes()
    assert said["file_sha256"] == hashlib.sha256(file).hexdigest()
    assert said["text_sha256"] == hashlib.sha256(bridge.text.encode()).hexdigest()
    assert said["before"].endswith("总投资")
    assert said["after"].startswith("，建设用时两年")
    assert said["citation"]["quote"] == "1.5亿元"
    assert said["url"] == f"/a/news/articles/{bridge.id}?start={start}&end={end}#c{start}-{end}"
    assert said["reference"] == "李桂英. 清河大桥建成通车[N]. 云岭日报, 2031-04-03."


def test_a_title_is_cited_lit_on_its_page_and_proven(client, archive, tmp_path):
    from qa.service.proof import prove, read_evidence

    bridge, _, _ = span(archive, "1.5亿元")
    at = f"{NEWS}/articles/{bridge.id}/citation?start=2&end=4&field=title"
    said = client.get(at).json()
    assert (said["quote"], said["field"], said["file_state"]) == ("大桥", "title", "same")
    text = Path(said["file"]).read_text("utf-8")
    assert text[said["file_start"] : said["file_end"]] == "大桥"
    assert said["file_end"] < archive.cite(bridge.id, 0, 1).file_start
    evidence = client.get(f"{at}&as=evidence")
    file = tmp_path / "evidence.json"
    file.write_bytes(evidence.content)
    [one] = read_evidence(file)
    assert prove(one, archive=archive).proven
    assert prove(one, original=tmp_path / "away.txt", archive=archive).proven
    address = f"/a/news/articles/{bridge.id}?start=2&end=4&field=title#c2-4"
    assert evidence.json()["url"] == address
    shown = client.get(address, headers={"accept": "text/html"}).text
    assert '<h1 id="c2-4"><bdi>清河<span class="vh">引文始</span><mark>大桥</mark>' in shown
    problem(client.get(at.replace("end=4", "end=99")), 400, "bad-request")
    problem(client.get(at.replace("=title", "=byline")), 400, "bad-request")


@pytest.mark.parametrize(
    "query", ["start=1", "end=1", "start=5&end=5", "start=0&end=9999", "", "as=evidence"]
)
def test_a_span_that_is_none_is_a_400(client, query):
    problem(client.get(f"{LIBRARY_AT}/citation?{query}"), 400, "bad-request")


def test_the_original_file_is_an_attachment_and_has_ranges(client, archive):
    bridge, _, _ = span(archive, "1.5亿元")
    whole = Path(bridge.origin.file).read_bytes()
    at = f"{NEWS}/articles/{bridge.id}/file"
    response = client.get(at)
    assert response.content == whole
    assert response.headers["content-disposition"].startswith(
        "attachment; filename*=UTF-8''news-page"
    )
    assert response.headers["content-type"] == "application/octet-stream"
    for asked, part in (("0-9", slice(0, 10)), ("10-", slice(10, None)), ("-7", slice(-7, None))):
        response = client.get(at, headers={"range": f"bytes={asked}"})
        assert (response.status_code, response.content) == (206, whole[part])
        assert response.headers["content-length"] == str(len(whole[part]))
    assert (
        response.headers["content-range"] == f"bytes {len(whole) - 7}-{len(whole) - 1}/{len(whole)}"
    )
    for asked in ("bytes=99999-", "bytes=-", "lines=1-2", "bytes=5-1"):
        assert client.get(at, headers={"range": asked}).status_code == 416
    problem(client.get(f"{LIBRARY_AT}/file"), 404, "not-found")


def test_a_page_of_a_pdf_is_a_picture(client, archive, tmp_path):
    from tests.qa.reading.papers import column, pdf

    file = tmp_path / "scan.pdf"
    text = "云岭市水文站新设雨量计三十二处。\n站长邵平说，汛期每小时报送一次。"
    file.write_bytes(pdf(column(60, 80, text, width=30)))
    (gauge,) = read_articles(file)
    archive.add([gauge])
    at = f"{NEWS}/articles/{gauge.id}/pages"
    response = client.get(f"{at}/1.png")
    assert response.headers["content-type"] == "image/png", response.text[:300]
    assert response.content.startswith(b"\x89PNG")
    assert int.from_bytes(response.content[16:20]) == 1400  # pixels across
    for number in ("0", "2", "99999999999999999999"):
        problem(client.get(f"{at}/{number}.png"), 404, "not-found")
    problem(client.get(f"{LIBRARY_AT}/pages/1.png"), 404, "not-found")
    file.write_bytes(pdf(column(60, 80, "另一页。", width=30)))
    problem(client.get(f"{at}/1.png"), 409, "changed")


def test_only_what_was_read_is_given_out(client, archive, tmp_path):
    bridge, _, _ = span(archive, "1.5亿元")
    file, at = Path(bridge.origin.file), f"{NEWS}/articles/{bridge.id}/file"
    shutil.move(file, tmp_path / "kept.txt")
    problem(client.get(at), 404, "not-found")
    file.symlink_to(tmp_path / "kept.txt")  # even to what was read
    problem(client.get(at), 404, "not-found")
    file.unlink()
    file.write_text("另一个文件", "utf-8")
    problem(client.get(at), 409, "changed")
    file.unlink()
    file.mkdir()
    problem(client.get(at), 409, "changed")
    file.rmdir()
    shutil.move(tmp_path / "kept.txt", file)
    assert client.get(at).status_code == 200
