"""Search, answers, digests, summaries over HTTP: what the library says, in the shape of --json."""

import json

import pytest

from qa import Archive
from qa.shapes import answer_json, hit_json
from tests.fakes import HashEmbedder
from tests.generators import ExtractiveGenerator
from tests.service.conftest import LIBRARY, problem

NEWS = "/api/v1/archives/news"
QUESTION = "清河大桥总投资多少？"


def plain(value):
    return json.loads(json.dumps(value, default=str))


@pytest.fixture
def archive(folder):
    opened = Archive.open(folder, embedder=HashEmbedder(), generator=ExtractiveGenerator())
    with opened as archive:
        yield archive


def test_an_answer_is_the_librarys_own_object(client, archive):
    said = client.post(f"{NEWS}/answers", json={"question": QUESTION}).json()
    assert said == plain(answer_json(archive.ask(QUESTION)))
    (citation, *_) = said["citations"]
    text = client.get(f"{NEWS}/articles/{citation['article_id']}").json()["text"]
    assert text[citation["start"] : citation["end"]] == citation["quote"]
    assert "1.5亿元" in said["text"]


def test_a_link_answers_as_a_body_does(client):
    body = {"question": QUESTION, "k": 2, "since": "2031-01-01", "verbatim": True}
    link = {"q": QUESTION, "k": "2", "since": "2031-01-01", "verbatim": "true"}
    one = client.post(f"{NEWS}/answers", json=body)
    assert one.json() == client.get(f"{NEWS}/answers", params=link).json()
    assert 1 <= len(one.json()["hits"]) <= 2


def test_a_refusal_is_an_answer_with_its_reason(client):
    asked = {"question": QUESTION, "since": "2050-01-01"}
    response = client.post(f"{NEWS}/answers", json=asked)
    assert response.status_code == 200
    assert (response.json()["text"], response.json()["reason"]) == (None, "no_articles")


def test_answers_come_in_stages_where_they_are_wanted(client):
    response = client.get(
        f"{NEWS}/answers", params={"q": QUESTION}, headers={"accept": "text/event-stream"}
    )
    assert response.headers["content-type"].startswith("text/event-stream")
    events = [event.split("\ndata: ") for event in response.text.strip().split("\n\n")]
    assert [name for name, _ in events] == ["event: hits", "event: answer", "event: done"]
    assert json.loads(events[0][1])["hits"][0]["title"] == "清河大桥建成通车"
    assert json.loads(events[1][1]) == client.get(f"{NEWS}/answers", params={"q": QUESTION}).json()


def test_what_goes_wrong_in_a_stream_is_an_event(client):
    response = client.get(
        f"{NEWS}/answers", params={"q": " "}, headers={"accept": "text/event-stream"}
    )
    name, data = response.text.strip().split("\ndata: ")
    assert name == "event: problem"
    assert json.loads(data)["type"] == "/problems/bad-request"
    assert json.loads(data)["instance"] == f"/requests/{response.headers['x-request-id']}"


def test_a_search_by_words_takes_no_model(make, folder):
    embedder = HashEmbedder()
    client = make(embedder=embedder)
    embedder.embed_queries = None  # whoever calls it fails
    link = {"q": "图书馆", "arms": "sparse", "k": "1"}
    (hit,) = client.get(f"{NEWS}/search", params=link).json()["hits"]
    assert (hit["article_id"], hit["dense"]) == (LIBRARY.id, None)
    assert hit["sparse"] > 0


def test_a_search_is_the_librarys(client, archive):
    body = {"text": "夜校报名", "k": 2, "tag": None}
    said = client.post(f"{NEWS}/search", json=body).json()
    assert said == {
        "text": "夜校报名",
        "hits": plain([hit_json(hit) for hit in archive.search("夜校报名", k=2)]),
    }
    assert said["hits"][0]["title"] == "青石镇夜校开课"


def test_several_questions_are_answered_in_their_order(client):
    questions = [{"question": QUESTION}, {"question": "夜校报名的有多少人？", "k": 1}]
    items = client.post(f"{NEWS}/answers:batch", json={"questions": questions}).json()["items"]
    assert items == [client.post(f"{NEWS}/answers", json=one).json() for one in questions]


def test_digests_and_summaries(client, archive):
    from dataclasses import asdict

    said = client.post(f"{NEWS}/digests", json={"question": "清河大桥", "limit": 2}).json()
    assert said == plain(asdict(archive.digest("清河大桥", limit=2)))
    assert said["items"]
    ids = [LIBRARY.id]
    assert client.post(f"{NEWS}/digests", json={"ids": ids}).json()["items"]
    problem(client.post(f"{NEWS}/digests", json={}), 400, "bad-request")
    said = client.post(f"{NEWS}/summaries", json={"ids": ids, "kind": "headline"}).json()
    assert said == plain(
        {"summaries": [asdict(archive.summarize(LIBRARY.id, kind="headline"))], "complete": True}
    )


def test_the_numbers_have_the_outcomes_and_no_words(client):
    client.post(f"{NEWS}/answers", json={"question": QUESTION})
    client.post(f"{NEWS}/answers", json={"question": QUESTION, "since": "2050-01-01"})
    text = client.get("/metrics").text
    assert 'kanbao_answers_total{outcome="answered"} 1.0' in text
    assert 'kanbao_answers_total{outcome="no_articles"} 1.0' in text
    assert 'kanbao_articles{archive="news"} 3.0' in text
    assert "大桥" not in text


@pytest.mark.parametrize("question", ["？？", "……", "\u200b"])
def test_a_question_without_words_is_refused_in_chinese(client, question):
    for response in (
        client.get(f"{NEWS}/answers", params={"q": question}),
        client.post(f"{NEWS}/answers", json={"question": question}),
        client.post(f"{NEWS}/search", json={"text": question}),
        client.post(f"{NEWS}/digests", json={"question": question}),
    ):
        assert problem(response, 400, "bad-request").startswith("问题里只有")
    page = client.get("/a/news/ask", params={"q": question}, headers={"accept": "text/html"})
    assert page.status_code == 400
    assert "问题里只有" in page.text
    assert "the question" not in page.text


@pytest.mark.parametrize(
    ("method", "path", "words"),
    [
        ("GET", "/answers", {"q": QUESTION}),
        ("POST", "/answers", {"question": QUESTION}),
        ("POST", "/search", {"text": QUESTION}),
        ("POST", "/digests", {"question": "清河大桥"}),
        ("GET", "/articles", {}),
        ("GET", "/articles.csv", {}),
        ("GET", "/articles.jsonl", {}),
        ("GET", "/facets", {"by": "year"}),
    ],
)
def test_ids_that_no_article_has_are_named(client, method, path, words):
    asked = words | {"ids": [LIBRARY.id, "nosuch", "没有"]}
    how = {"params": asked} if method == "GET" else {"json": asked}
    detail = problem(client.request(method, f"{NEWS}{path}", **how), 404, "not-found")
    assert "nosuch、没有" in detail
    assert LIBRARY.id not in detail


def test_an_id_that_is_not_there_is_no_event_but_an_error(client):
    response = client.get(
        f"{NEWS}/answers",
        params={"q": QUESTION, "ids": "nosuch"},
        headers={"accept": "text/event-stream"},
    )
    assert "nosuch" in problem(response, 404, "not-found")
