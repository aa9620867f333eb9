"""Lists of questions over HTTP: answered behind everything else, gone on with after a stop."""

import asyncio
import csv
import io
import json
import threading

import pytest

from qa.service.keys import Keys, Scope
from qa.service.lane import Urgency
from tests.fakes import HashEmbedder
from tests.service.conftest import archive_of, problem, until

NEWS = "/api/v1/archives/news"
ASKED = ["清河大桥总投资多少？", "夜校报名的有多少人？", "木星有几颗卫星？"]
TABLE = "问题,编号\n" + "".join(f"{text},q{n}\n" for n, text in enumerate(ASKED)) + ",q3\n"


class Gate(HashEmbedder):
    """Embeds a question with 等候 only when it is let; tells which questions came, in order."""

    def __init__(self):
        super().__init__()
        self.came = []
        self.waits = threading.Event()
        self.go = threading.Event()

    def embed_queries(self, texts):
        self.came += texts
        if any("等候" in text for text in texts):
            self.waits.set()
            assert self.go.wait(60)
        return super().embed_queries(texts)


def upload(client, text=TABLE, name="list.csv", at=NEWS, **more):
    data = more.pop("data", {})
    files = [("files", (name, text.encode() if isinstance(text, str) else text))]
    return client.post(f"{at}/question-lists", files=files, data=data, **more)


def over(client, at, **more):
    def ended():
        said = client.get(at, **more).json()
        return said["state"] not in ("waiting", "running") and said

    return until(ended)


def lines(client, at, **more):
    text = client.get(f"{at}/results.jsonl", **more).text
    return [json.loads(line) for line in text.splitlines()]


def test_a_list_is_answered_and_taken_home(client):
    response = upload(client)
    assert response.status_code == 202
    made, at = response.json(), response.headers["location"]
    assert (made["kind"], made["questions"], made["state"]) == ("questions", 4, "waiting")
    job = over(client, at)
    assert (job["state"], job["done"], job["problem"]) == ("done", 4.0, None)
    assert job["result"] == {
        "questions": 4, "before": 0, "answered": 2, "refused": 1,
        "problems": [{"line": 5, "problem": "没有问题"}],
    }  # fmt: skip
    rows = lines(client, at)
    assert [row["id"] for row in rows] == ["q0", "q1", "q2", "q3"]
    single = client.post(f"{NEWS}/answers", json={"question": ASKED[0]}).json()
    del single["hits"]
    assert {name: rows[0][name] for name in single} == single
    (cited, *_) = rows[0]["citations"]
    assert rows[0]["permalink"] == (
        f"http://127.0.0.1:8000/a/news/articles/{cited['article_id']}"
        f"?start={cited['start']}&end={cited['end']}#c{cited['start']}-{cited['end']}"
    )
    response = client.get(f"{at}/results.csv")
    assert response.headers["content-type"].startswith("text/csv")
    assert 'filename="answers.csv"' in response.headers["content-disposition"]
    table = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"), newline="")))
    assert [row["answer"] for row in table] == [row["text"] or "" for row in rows]
    assert table[0]["permalink"] == rows[0]["permalink"]
    assert client.get("/api/v1/jobs").json()["items"][0]["id"] == made["id"]
    assert client.delete(at).status_code == 204
    problem(client.get(at), 404, "not-found")
    folder = client.service.shelves["news"].folder / "lists"
    assert list(folder.iterdir()) == []


def test_fields_hold_for_all_rows(client):
    at = upload(client, data={"since": "2050-01-01", "k": "2"}).headers["location"]
    over(client, at)
    assert {row["reason"] for row in lines(client, at)} == {"no_articles", None}


def test_other_people_go_first(make):
    gate = Gate()
    client = make(embedder=gate)
    at = upload(client, "问题\n谁在等候？\n夜校在哪里？\n桥在哪里？\n").headers["location"]
    assert gate.waits.wait(60)
    got = []
    asked = threading.Thread(
        target=lambda: got.append(client.post(f"{NEWS}/answers", json={"question": ASKED[0]}))
    )
    asked.start()
    until(lambda: client.service.lane.depth == 1)
    assert client.get(at).json()["state"] == "running"
    gate.go.set()
    asked.join(60)
    assert got[0].status_code == 200
    assert over(client, at)["state"] == "done"
    came = [text for text in gate.came if text in (ASKED[0], "夜校在哪里？", "桥在哪里？")]
    assert came == [ASKED[0], "夜校在哪里？", "桥在哪里？"]


def test_a_list_waits_behind_a_full_queue_as_long_as_it_takes():
    from qa.service.lane import Lane

    async def tried():
        lane, go = Lane(size=1, deadline=0.05, per_key=8), threading.Event()
        first = asyncio.ensure_future(lane.run(go.wait, Urgency.LIST, patient=True))
        listed = asyncio.ensure_future(lane.run(lambda: "listed", Urgency.LIST, patient=True))
        await asyncio.sleep(0.2)
        assert not listed.done()
        go.set()
        assert await asyncio.gather(first, listed) == [True, "listed"]
        await lane.close()

    asyncio.run(tried())


def test_a_stop_cuts_off_nothing(make, folder):
    gate = Gate()
    client = make(embedder=gate)
    text = f"问题\n{ASKED[0]}\n谁在等候？\n{ASKED[1]}\n"
    at, later = (upload(client, text).headers["location"] for _ in range(2))
    assert gate.waits.wait(60)
    assert (client.get(at).json()["done"], len(lines(client, at))) == (1.0, 1)
    gate.go.set()  # so that the lane's thread can end
    client.__exit__(None, None, None)
    kept = json.loads((folder / "lists" / f"{at.rpartition('/')[2]}.json").read_text("utf-8"))
    assert kept["job"]["state"] == "running"
    results = folder / "lists" / f"{at.rpartition('/')[2]}.results.jsonl"
    done = results.read_bytes()
    results.write_bytes(done + b'{"line": 3, "que')  # as a kill leaves it
    after = Gate()
    after.go.set()
    again = make(embedder=after)
    assert over(again, at)["result"]["questions"] == 3
    assert [row["line"] for row in lines(again, at)] == [2, 3, 4]
    assert results.read_bytes().startswith(done)
    assert over(again, later)["state"] == "done"
    assert after.came.count(ASKED[0]) == 1  # the later list's only


def test_a_list_can_be_cancelled_running_or_waiting(make):
    gate = Gate()
    client = make(embedder=gate)
    first, second = (
        upload(client, f"问题\n{ASKED[0]}\n谁在等候？\n").headers["location"] for _ in range(2)
    )
    assert gate.waits.wait(60)
    for at in (second, first):
        assert client.delete(at).status_code == 204
    gate.go.set()
    until(lambda: client.service.jobs.running("questions") is None)
    assert [client.get(at).json()["state"] for at in (first, second)] == ["cancelled"] * 2
    assert (len(lines(client, first)), len(lines(client, second))) == (1, 0)
    assert over(client, upload(client).headers["location"])["state"] == "done"


def test_a_list_waits_for_an_archive_that_is_away(make, folder, monkeypatch):
    monkeypatch.setattr("qa.service.listing._AGAIN", 0.01)
    client = make()
    folder.rename(folder.with_name("away"))
    folder.mkdir()
    at = upload(client).headers["location"]
    said = until(lambda: (job := client.get(at).json())["problem"] and job)
    assert (said["state"], "没有档案" in said["problem"]) == ("running", True)
    (folder / "archive.sqlite").unlink(missing_ok=True)
    (folder.with_name("away") / "archive.sqlite").rename(folder / "archive.sqlite")
    for name in ("archive.sqlite-wal", "archive.sqlite-shm"):
        if (folder.with_name("away") / name).exists():
            (folder.with_name("away") / name).rename(folder / name)
    job = over(client, at)
    assert (job["state"], job["problem"]) == ("done", None)


def bearer(secret):
    return {"headers": {"authorization": f"Bearer {secret}"}}


def test_a_list_is_its_keys_own(make, tmp_path, folder):
    keys = Keys(tmp_path / "keys.json")
    scopes = (Scope.READ, Scope.READ, Scope.WRITE, Scope.ADMIN)
    one, two, writer, admin = (bearer(keys.new(scope=scope)[1]) for scope in scopes)
    elsewhere = bearer(keys.new(scope=Scope.ADMIN, archives=["old"])[1])
    old = archive_of(tmp_path / "old")
    client = make(archives={"news": folder, "old": old})
    problem(upload(client), 401, "unauthorized")
    problem(upload(client, **elsewhere), 403, "forbidden")
    at = upload(client, **one).headers["location"]
    assert over(client, at, **one)["state"] == "done"
    for key in (two, writer, elsewhere):
        assert client.get("/api/v1/jobs", **key).json()["items"] == []
        for path in (at, f"{at}/results.csv", f"{at}/results.jsonl"):
            problem(client.get(path, **key), 404, "not-found")
        problem(client.delete(at, **key), 404, "not-found")
    for key in (one, admin):
        assert len(client.get("/api/v1/jobs", **key).json()["items"]) == 1
        assert len(lines(client, at, **key)) == 4
    imported = client.post(
        f"{NEWS}/imports", files=[("files", ("a.txt", b"text"))], **writer
    ).headers["location"]
    problem(client.get(imported, **one), 404, "not-found")
    problem(client.get(f"{imported}/results.csv", **writer), 404, "not-found")


def test_whoever_has_no_key_cannot_leave_a_list(make, tmp_path):
    Keys(tmp_path / "keys.json").new(scope=Scope.READ)
    client = make(open=True)
    problem(upload(client), 401, "unauthorized")


@pytest.mark.parametrize(
    ("text", "name", "status", "kind", "said"),
    [
        ("", "a.csv", 400, "bad-request", "是空的"),
        ("桥？\n", "a.csv", 400, "bad-request", "问题"),
        ("问题\n", "a.csv", 400, "bad-request", "没有问题"),
        (b"\xff\xfe\x80\x81\x00", "a.csv", 422, "unreadable", "a.csv"),
        ("桥？", "a.exe", 415, "media-type", ".csv"),
        ("桥？", "../../x", 415, "media-type", ".csv"),
        ("问题\n" + "桥？\n" * 10_001, "a.csv", 400, "bad-request", "最多 10000 题"),
    ],
)
def test_what_is_no_list_is_a_problem_and_leaves_nothing(
    client, folder, text, name, status, kind, said
):
    assert said in problem(upload(client, text, name), status, kind)
    assert client.get("/api/v1/jobs").json()["items"] == []
    assert not (folder / "lists").exists()


def test_forms_that_are_none_are_problems(client, make):
    problem(client.post(f"{NEWS}/question-lists", json={}), 415, "media-type")
    two = [("files", (f"{n}.csv", TABLE.encode())) for n in range(2)]
    said = problem(client.post(f"{NEWS}/question-lists", files=two), 400, "bad-request")
    assert "而不是 2 个" in said
    problem(upload(client, data={"k": "0"}), 400, "bad-request")
    problem(upload(client, data={"colour": "red"}), 400, "bad-request")
    problem(upload(client, at="/api/v1/archives/none"), 404, "not-found")
    problem(upload(make(file_bytes=10)), 413, "too-large")
    problem(client.get("/api/v1/jobs/x/results.csv"), 404, "not-found")


def test_where_it_cannot_be_kept_it_is_a_problem(client, folder):
    (folder / "lists").write_text("in the way", "utf-8")
    said = problem(upload(client), 503, "archive")
    assert "磁盘" in said
    assert client.get("/api/v1/jobs").json()["items"] == []


def test_a_list_follows_its_archive_to_another_name(make, folder):
    client = make()
    at = upload(client).headers["location"]
    over(client, at)
    client.__exit__(None, None, None)
    again = make(archives={"papers": folder})
    assert again.get(at).json()["archive"] == "papers"
    assert len(lines(again, at)) == 4
