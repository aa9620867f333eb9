"""Scans in the service: pages as pictures, rectangles, and what an unsure character looks like."""

import io
import json

import pytest
from PIL import Image

from qa import Archive, read_articles
from tests.fakes import HashEmbedder
from tests.scans import DOTS, SIZE, STEP, articles_of, picture, recognise
from tests.service.conftest import problem
from tests.service.test_page_views import seen

PAGE = ("云岭市水文站新设雨量计三十二处，", "站长邵平说，汛期每小时报送一次。")
SECOND = ("青石镇夜校昨晚开课，", "今年报名的有三百一十二人。")
API, VIEW = "/api/v1/archives/news", "/a/news"


@pytest.fixture
def scans(make, tmp_path):
    """A client of an archive of a scan of two pages, the file, and its articles."""
    file = tmp_path / "scan.tif"
    articles = articles_of(file, PAGE, SECOND, kind="TIFF", unsure="邵")
    with Archive.open(tmp_path / "s", embedder=HashEmbedder()) as archive:
        archive.add(articles)
    return make(archives={"news": tmp_path / "s"}), file, articles


def test_the_rectangles_of_a_quotation_are_given_page_by_page(scans):
    client, _, (first, second) = scans
    start = first.text.index("三十二处")
    response = client.get(f"{API}/articles/{first.id}/boxes?start={start}&end={start + 8}")
    assert response.json() == {
        "article_id": first.id,
        "start": start,
        "end": start + 8,
        "field": "text",
        "quote": "三十二处，站长邵",
        "text_confidence": 0.5,
        "pages": [
            {
                "page": 1,
                "width": SIZE[0],
                "height": SIZE[1],
                "quoted": True,
                "boxes": [
                    {"page": 1, "left": 540, "top": 100, "width": 5 * DOTS, "height": DOTS},
                    {"page": 1, "left": 100, "top": 100 + STEP, "width": 3 * DOTS, "height": DOTS},
                ],
            }
        ],
    }
    found = client.get(f"{API}/articles/{second.id}/boxes?start=0&end=2").json()
    assert [page["page"] for page in found["pages"]] == [2]
    wrong = f"{API}/articles/{first.id}/boxes"
    problem(client.get(f"{wrong}?start=3&end=3"), 400, "bad-request")
    problem(client.get(f"{wrong}?start=0&end=9999"), 400, "bad-request")
    problem(client.get(f"{wrong}?start=0"), 400, "bad-request")
    problem(client.get(f"{wrong}?start=0&end=2&field=title"), 400, "bad-request")


def test_the_rectangles_of_a_pdf_are_given_where_they_are_sure(make, tmp_path):
    from tests.qa.reading.papers import column, pdf

    file = tmp_path / "page.pdf"
    told = "云岭市水文站新设雨量计三十二处。\n站长邵平说，汛期每小时报送一次，平时每日两次。"
    file.write_bytes(pdf(column(60, 80, told, width=30)))
    with Archive.open(tmp_path / "p", embedder=HashEmbedder()) as archive:
        (article,) = read_articles(file)
        archive.add([article])
    client = make(archives={"news": tmp_path / "p"})
    start = article.text.index("汛期每小时")
    found = client.get(f"{API}/articles/{article.id}/boxes?start={start}&end={start + 5}").json()
    assert found["text_confidence"] is None
    (page,) = found["pages"]
    (box,) = page["boxes"]
    assert 4 * 50 - 20 < box["width"] < 4 * 50 + 20  # five characters of 10 points, 4 dots each
    file.write_bytes(file.read_bytes() + b"\n")
    at = f"{API}/articles/{article.id}/boxes?start={start}&end={start + 5}"
    problem(client.get(at), 409, "changed")


def test_an_article_of_no_scan_has_no_rectangles(client):
    problem(client.get(f"{API}/articles/%E4%BA%91%E5%B2%AD%2F%E9%A6%86%201/boxes?start=0&end=1"),
            404, "not-found")  # fmt: skip


def test_the_pages_of_a_scan_are_pictures(scans):
    client, file, (first, second) = scans
    response = client.get(f"{API}/articles/{second.id}/pages/2.png?width=600")
    assert response.headers["content-type"] == "image/png", response.text[:300]
    shown = Image.open(io.BytesIO(response.content))
    assert shown.size == (600, 800)
    assert shown.getpixel((60, 60)) < 50  # the first character, at half its size
    assert shown.getpixel((300, 400)) > 200
    whole = Image.open(io.BytesIO(client.get(f"{API}/articles/{first.id}/pages/1.png").content))
    assert whole.size == SIZE  # never larger than the scan
    problem(client.get(f"{API}/articles/{first.id}/pages/3.png"), 404, "not-found")
    problem(client.get(f"{API}/articles/{first.id}/pages/1.png?width=9"), 400, "bad-request")
    file.write_bytes(picture(SECOND))
    problem(client.get(f"{API}/articles/{first.id}/pages/1.png"), 409, "changed")


def test_a_quotation_is_lit_on_the_scan(scans):
    client, file, (first, _) = scans
    start = first.text.index("站长邵平")
    address = f"{VIEW}/articles/{first.id}"
    page = seen(client, f"{address}?start={start}&end={start + 4}")
    image = page.one("//div[@class='page']/img")
    assert (image.get("width"), image.get("height")) == (str(SIZE[0]), str(SIZE[1]))
    assert client.get(image.get("src")).headers["content-type"] == "image/png"
    (rect,) = page.all("//*[name()='rect'][@class='lit']")
    assert [int(rect.get(name)) for name in ("x", "y", "width", "height")] == [
        100,
        100 + STEP,
        4 * DOTS,
        DOTS,
    ]
    assert "字迹识别把握 50%，请看原图" in page.text
    page = seen(client, f"{address}?start=0&end=4")
    assert "字迹识别把握" not in page.text
    page = seen(client, address)
    assert page.all("//*[name()='rect'][@class='lit']") == []
    assert len(page.all("//div[@class='page']/img")) == 1
    file.write_bytes(picture(SECOND))
    page = seen(client, f"{address}?start={start}&end={start + 4}")
    assert "已不是入库时的样子" in page.text
    assert page.all("//img") == []


def test_an_unsure_answer_says_so_on_the_page_in_the_api_and_to_chats(make, tmp_path):
    articles = articles_of(tmp_path / "a.png", PAGE, unsure="水站")
    with Archive.open(tmp_path / "s", embedder=HashEmbedder()) as archive:
        archive.add(articles)
    client = make(archives={"news": tmp_path / "s"})
    question = "云岭市水文站新设雨量计"
    answer = client.post(f"{API}/answers", json={"question": question}).json()
    assert answer["text_confidence"] == 0.5
    assert answer["text_unsure"] is True
    assert answer["citations"][0]["boxes"]
    page = seen(client, f"{VIEW}/ask?q={question}")
    assert "字迹识别把握 50%，请看原图" in page.text
    body = {"model": "kanbao:news", "messages": [{"role": "user", "content": question}]}
    said = client.post("/v1/chat/completions", json=body).json()
    assert "注意：字迹识别把握 50%，请看原图" in said["choices"][0]["message"]["content"]


def test_a_whole_article_says_how_large_its_pages_are(scans):
    client, _, (first, _) = scans
    found = client.get(f"{API}/articles/{first.id}").json()
    assert found["origin"]["page_sizes"] == [list(SIZE), list(SIZE)]
    assert "places" not in found["origin"]


def test_evidence_of_a_scan_is_proven_by_the_same_recogniser(scans, tmp_path, monkeypatch):
    from qa.service.proof import prove, read_evidence, verdict

    client, file, (first, _) = scans
    at = f"{API}/articles/{first.id}/citation?start=0&end=6&as=evidence"
    (tmp_path / "e.json").write_text(client.get(at).text, "utf-8")
    assert len(json.loads((tmp_path / "e.json").read_text("utf-8"))["citation"]["boxes"]) == 1
    (evidence,) = read_evidence(tmp_path / "e.json")
    recognise(monkeypatch, PAGE, SECOND)
    assert prove(evidence, archive=None).proven
    recognise(monkeypatch, SECOND, PAGE)
    assert "这个版本读出的文字不同" in verdict(prove(evidence, archive=None))
    for other in ("another", None):
        recognise(monkeypatch, PAGE, SECOND, installed=other)
        proof = prove(evidence, archive=None)
        assert (proof.proven, proof.in_place, proof.recognised_otherwise) == (False, None, True)
        assert "不能逐字核对：请照证据里的页码和方框看图" in verdict(proof)
    with Archive.open(tmp_path / "s", embedder=HashEmbedder()) as archive:
        proof = prove(evidence, archive=archive)
        assert proof.proven
        assert "档案里的文章与证据一字不差" in verdict(proof)
        file.write_bytes(picture(SECOND))
        proof = prove(evidence, archive=archive)
    assert not proof.proven
    assert verdict(proof).startswith("原文件已改动")


def test_a_scan_is_corrected_in_the_service(scans):
    client, _, (first, _) = scans
    start = first.text.index("邵平")
    at = f"{API}/articles/{first.id}"
    body = {"text": "邹", "start": start, "end": start + 1, "by": "李桂英"}
    made = client.post(f"{at}/corrections", json=body).json()
    assert made["text"] == first.text.replace("邵", "邹")
    (one,) = made["corrections"]
    assert (one["start"], one["original"], one["by"]) == (start, "邵", "李桂英")
    assert client.get(at).json()["text"] == made["text"]
    assert client.get(f"{at}/original").json()["text"] == first.text
    cited = client.get(f"{at}/citation?start={start}&end={start + 2}").json()
    assert (cited["quote"], cited["file_state"]) == ("邹平", "same")
    assert cited["corrections"] == made["corrections"]
    page = seen(client, f"{VIEW}/articles/{first.id}?start={start}&end={start + 2}&check=true")
    assert "识别的“邵”已更正为“邹”" in page.text
    assert "李桂英" in page.text
    assert "字迹识别把握" not in page.text
    problem(client.post(f"{at}/corrections", json=body | {"end": 9999}), 400, "bad-request")
    problem(client.post(f"{API}/articles/no/corrections", json=body), 404, "not-found")


def test_evidence_of_a_correction_says_so(scans, tmp_path, monkeypatch):
    from qa.service.proof import prove, read_evidence, verdict

    client, _, (first, _) = scans
    start = first.text.index("邵平")
    at = f"{API}/articles/{first.id}"
    client.post(f"{at}/corrections", json={"text": "邹", "start": start, "end": start + 1})
    got = client.get(f"{at}/citation?start={start - 2}&end={start + 2}&as=evidence")
    (tmp_path / "e.json").write_text(got.text, "utf-8")
    (evidence,) = read_evidence(tmp_path / "e.json")
    recognise(monkeypatch, PAGE, SECOND)
    proof = prove(evidence, archive=None)
    assert (proof.proven, proof.corrected) == (True, 1)
    assert "其中 1 处是人更正的" in verdict(proof)
    recognise(monkeypatch, ("水" + PAGE[0][1:], PAGE[1].replace("站长", "战长")), SECOND)
    assert not prove(evidence, archive=None).proven


@pytest.mark.parametrize("turn", [1, 2, 3])
def test_a_page_that_lies_on_its_side_is_shown_upright(make, tmp_path, turn):
    (article,) = articles_of(tmp_path / "a.png", PAGE, turns=(turn,))
    with Archive.open(tmp_path / "s", embedder=HashEmbedder()) as archive:
        archive.add([article])
        assert archive.get(article.id) == article
        assert archive.verify().ok
    client = make(archives={"news": tmp_path / "s"})
    at = f"{API}/articles/{article.id}"
    shown = Image.open(io.BytesIO(client.get(f"{at}/pages/1.png").content))
    assert shown.size == SIZE
    (page,) = client.get(f"{at}/boxes?start=0&end=4").json()["pages"]
    (box,) = page["boxes"]
    assert shown.getpixel((box["left"] + 20, box["top"] + 20)) < 50
    assert shown.getpixel((box["left"] + 20, box["top"] - 20)) > 200
    assert client.get(at).json()["origin"]["page_turns"] == [turn]
