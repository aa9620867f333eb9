"""Imports run in a child with real models: progress, skipped files, cancelling, going on."""

import gzip
import json
import os
import signal

import psutil
import pytest

from models.embedder import SentenceEmbedder
from qa import Archive, load_embedder
from tests.models.tiny import save_tiny
from tests.service.conftest import PAGE, problem, until

NEWS = "/api/v1/archives/news"


@pytest.fixture(scope="module")
def tiny(tmp_path_factory):
    return str(save_tiny(tmp_path_factory.mktemp("tiny")) / "embedder")


@pytest.fixture
def empty(tmp_path, tiny):
    Archive.open(tmp_path / "empty", embedder=load_embedder(tiny)).close()
    return tmp_path / "empty"


@pytest.fixture
def start(make, empty, tiny):
    """Start a service with a real, tiny embedder, which its children load too."""

    def start():
        return make(archives={"news": empty}, embedder=load_embedder(tiny), embedder_name=tiny)

    return start


def upload(client, files, **fields):
    files = [("files", file) for file in files]
    response = client.post(f"{NEWS}/imports", files=files, data=fields)
    assert response.status_code == 202, response.text
    return response.headers["location"]


def over(client, at):
    """Wait for a job's end; return it."""

    def ended():
        said = client.get(at).json()
        return said["state"] not in ("waiting", "running") and said

    return until(ended, seconds=200)


def test_uploads_are_read_kept_and_cited(start, empty):
    client = start()
    at = upload(
        client,
        [
            ("版面.txt", PAGE.encode("gb18030")),
            ("夜校.txt.gz", gzip.compress("青石镇夜校开课，今年报名的有312人。".encode())),
            ("torn.pdf", b"%PDF-1.7 torn"),
            ("../../../evil.txt", "云岭市水文站新设雨量计三十二处。".encode()),
        ],
        source="云岭日报",
        date="2031-04-05",
    )
    job = over(client, at)
    assert (job["state"], job["files"], job["done"], job["problem"]) == ("done", 4, 4.0, None)
    result = job["result"]
    assert result["added"] == 4
    (skipped,) = result["skipped"]
    assert skipped["file"].endswith("torn.pdf")
    assert "torn.pdf" in skipped["reason"]
    shown = client.get("/a/news/import", headers={"accept": "text/html"}).text
    assert "torn.pdf：当作 PDF 读不了" in shown
    articles = client.get(f"{NEWS}/articles").json()["items"]
    assert {article["source"] for article in articles} == {"云岭日报"}
    assert {article["date"] for article in articles} == {"2031-04-03", "2031-04-05"}
    assert all(article["file"].startswith(f"{empty}/files/") for article in articles)
    assert not list(empty.parent.glob("**/../evil.txt"))
    (bridge,) = [article for article in articles if article["title"] == "清河大桥建成通车"]
    body = client.get(f"{NEWS}/articles/{bridge['id']}/file").content
    assert body == PAGE.encode("gb18030")
    same = upload(client, [("版面.txt", PAGE.encode("gb18030"))], source="云岭日报")
    again = over(client, same)
    assert (again["result"]["unchanged"], again["result"]["added"]) == (2, 0)
    assert client.get("/api/v1/jobs").json()["items"][0]["id"] == job["id"]
    assert client.delete(at).status_code == 204
    problem(client.get(at), 404, "not-found")


def test_fields_are_named_in_the_form(start):
    client = start()
    table = "题,稿件,号\r\n夜校开课,青石镇夜校开课，今年报名的有312人。,3\r\n".encode()
    job = over(client, upload(client, [("稿库.csv", table)], field="text=稿件\r\n title=题\r\n"))
    assert (job["state"], job["result"]["added"]) == ("done", 1)
    (article,) = client.get(f"{NEWS}/articles").json()["items"]
    assert article["title"] == "夜校开课"
    for wrong in ("稿件", "body=稿件", "text=a\ntitle=a"):
        files = [("files", ("稿库.csv", table))]
        response = client.post(f"{NEWS}/imports", files=files, data={"field": wrong})
        assert "每行写一个" in problem(response, 400, "bad-request")


def test_an_import_that_fails_says_why(start):
    client = start()
    job = over(client, upload(client, [("page.pdf", b"%PDF-1.7 torn")]))
    assert job["state"] == "failed"
    assert "page.pdf" in job["problem"]
    assert job["result"] is None


def many(count):
    rows = (
        json.dumps({"id": f"m{n}", "text": f"云岭市第{n}号通告：集市照常。"}, ensure_ascii=False)
        for n in range(count)
    )
    return ("many.jsonl", "\n".join(rows).encode())


def running(client):
    """Wait until a child works; return its process."""
    jobs = client.service.jobs

    def child():
        kept = jobs.running("import")
        return kept and kept.child and psutil.Process(kept.child["pid"])

    return until(child)


def test_a_crash_harms_nobody_and_is_said(start):
    client = start()
    at = upload(client, [many(400)])
    child = running(client)
    assert child.nice() == 10
    child.kill()
    job = over(client, at)
    assert job["state"] == "failed"
    assert "-9" in job["problem"]
    assert client.get(f"{NEWS}/search?q=集市&arms=sparse").status_code == 200
    assert over(client, upload(client, [many(3)]))["result"]["added"] == 3


def test_a_job_can_be_cancelled_running_or_waiting(start):
    client = start()
    first, second = upload(client, [many(400)]), upload(client, [("a.txt", "一。".encode())])
    child = running(client)
    assert client.delete(second).status_code == 204
    assert client.delete(first).status_code == 204
    child.wait(60)
    until(lambda: client.service.jobs.running("import") is None)
    states = [client.get(at).json()["state"] for at in (first, second)]
    assert states == ["cancelled", "cancelled"]
    with Archive.open(client.service.shelves["news"].folder) as archive:
        assert archive.verify().ok


def test_a_stop_cuts_off_nothing(start, empty):
    client = start()
    at, later = upload(client, [many(400)]), upload(client, [many(2)])
    child = running(client)
    client.__exit__(None, None, None)  # a graceful stop
    assert not child.is_running()
    again = start()
    assert over(again, at)["state"] == "done"
    assert over(again, later)["state"] == "done"
    assert again.get(NEWS).json()["holdings"]["articles"] == 400


def test_a_killed_service_goes_on_and_ends_the_orphan(start, empty):
    client = start()
    at = upload(client, [many(400)])
    child = running(client)
    os.kill(child.pid, signal.SIGSTOP)  # it outlives its server, as after a kill
    kept = client.service.jobs.running("import")
    saved = kept.path.read_text("utf-8")
    assert json.loads(saved)["child"]["pid"] == child.pid
    again = start()
    until(lambda: not child.is_running() or child.status() == "zombie")
    assert over(again, at)["result"]["ids"][-1] == "m399"
    assert again.get(NEWS).json()["holdings"]["articles"] == 400


def test_what_cannot_be_started_is_said_and_the_next_one_is(start, monkeypatch):
    client = start()
    with monkeypatch.context() as patch:
        patch.setattr("sys.executable", "/nowhere/python")
        job = over(client, upload(client, [many(1)]))
    assert (job["state"], "/nowhere/python" in job["problem"]) == ("failed", True)
    assert over(client, upload(client, [many(2)]))["state"] == "done"


def test_a_damaged_job_is_left_alone(start, empty):
    (empty / "imports").mkdir()
    (empty / "imports" / "torn.json").write_text("", "utf-8")
    client = start()
    assert client.get("/api/v1/jobs").json()["items"] == []
    assert (empty / "imports" / "torn.json").exists()


def test_the_tiny_embedder_is_a_real_one(tiny):
    assert isinstance(load_embedder(tiny), SentenceEmbedder)
