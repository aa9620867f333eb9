"""Several archives are served as one, and only read."""

import pytest

from qa import Archive, Article
from qa.service.settings import Settings
from tests.fakes import HashEmbedder
from tests.service.conftest import archive_of, started

NEW = Article(id="新", title="新校开学", text="清河新校今年开学，学生有四百人。")


@pytest.fixture
def client(tmp_path):
    archive_of(tmp_path / "one")
    with Archive.open(tmp_path / "two", embedder=HashEmbedder()) as archive:
        archive.add([NEW])
    folder = tmp_path / "all"
    folder.mkdir()
    (folder / "federation.toml").write_text('archives = ["../one/archive", "../two"]', "utf-8")
    client = started(Settings(archives={"全部": folder}))
    yield client
    client.__exit__(None, None, None)


def test_what_is_in_any_of_them_is_found(client):
    at = "/api/v1/archives/全部"
    assert client.get(at).json()["holdings"]["articles"] == 4
    ids = [one["id"] for one in client.get(f"{at}/articles").json()["items"]]
    assert ids[-1] == "新"
    assert client.get(f"{at}/articles/新").json()["text"] == NEW.text
    hits = client.post(f"{at}/search", json={"text": "清河新校开学"}).json()["hits"]
    assert hits[0]["article_id"] == "新"
    assert {hit["article_id"] for hit in hits} == set(ids)
    answer = client.post(f"{at}/answers", json={"question": "清河新校的学生有多少人？"}).json()
    assert "四百人" in answer["text"]
    assert client.get("/readyz").status_code == 200


def test_writing_is_refused(client):
    at = "/api/v1/archives/全部"
    for response in (
        client.put(f"{at}/articles/x", json={"title": "", "text": "文。"}),
        client.delete(f"{at}/articles/新"),
        client.post(f"{at}/articles/新/corrections", json={"text": "文"}),
        client.post(f"{at}/imports", files={"files": ("a.txt", "文。")}),
    ):
        assert response.status_code == 409
        assert response.json()["type"] == "/problems/read-only"
        assert "合在一起读" in response.json()["detail"]
    assert client.get(at).json()["holdings"]["articles"] == 4


def test_one_that_is_gone_is_missed(client, tmp_path):
    (tmp_path / "two" / "archive.sqlite").rename(tmp_path / "two" / "away")
    assert client.get("/readyz").status_code == 503
    response = client.get("/api/v1/archives/全部/articles/新")
    assert (response.status_code, response.json()["type"]) == (503, "/problems/archive")
