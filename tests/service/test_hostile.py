"""Someone who means harm: over a real socket, in what is sent, in the folders under the service."""

import csv
import http.client
import io
import json
import os
import socket
import sqlite3
import sys
from contextlib import closing, contextmanager
from pathlib import Path

import psutil
import pytest

from qa import Archive, read_articles
from qa.errors import InputError
from qa.service.core import Service
from qa.service.keys import Keys, Scope
from qa.service.server import serve
from qa.service.settings import Settings
from qa.service.uploads import read_form
from tests.fakes import HashEmbedder
from tests.generators import ExtractiveGenerator
from tests.service.conftest import archive_of, listening, problem, until

NEWS = "/api/v1/archives/news"
JSON = {"content-type": "application/json"}
FORM = {"content-type": "multipart/form-data; boundary=x"}
HEAD = b"Host: 127.0.0.1\r\n"


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """Host and port of a service that has little patience."""
    with other(tmp_path_factory.mktemp("hostile"), patience=0.3) as (host, port, _):
        yield host, port


def raw(place, data):
    """Send bytes and return all that comes back until the service hangs up."""
    with socket.create_connection(place, timeout=60) as client:
        client.sendall(data)
        said = b""
        try:
            while part := client.recv(65536):
                said += part
        except ConnectionError:
            pass
    return said


def asked(place, method, path, body=None, headers=None):
    client = http.client.HTTPConnection(*place, timeout=60)
    client.request(method, path, body, headers or {})
    response = client.getresponse()
    said = response.read()
    client.close()
    return response.status, said


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GET /healthz HT",
        b"GET /healthz HTTP/1.1\r\n" + HEAD + b"X: a",
        b"POST /login HTTP/1.1\r\n" + HEAD + b"Content-Length: 100\r\n\r\nkey=",
        b"POST /login HTTP/1.1\r\n" + HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\nkey=",
    ],
    ids=["nothing", "line", "head", "body", "chunk"],
)
def test_who_does_not_go_on_is_cut_off(place, data):
    assert raw(place, data) == b""
    assert asked(place, "GET", "/healthz")[0] == 200


def test_who_goes_on_slowly_is_waited_for(tmp_path):
    body = '{"question": "大桥总投资多少？"}'.encode()
    head = f"POST {NEWS}/answers HTTP/1.1\r\nContent-Length: {len(body)}\r\n".encode()
    head += HEAD + b"Content-Type: application/json\r\nConnection: close\r\n\r\n"
    with (
        other(tmp_path, patience=4) as place,
        socket.create_connection(place[:2], timeout=0.5) as client,
    ):
        client.sendall(head)
        for n in range(9):  # longer in all than any pause may be
            client.sendall(body[n : n + 1])
            with pytest.raises(TimeoutError):
                client.recv(1)
        client.settimeout(60)
        client.sendall(body[9:])
        assert client.recv(100).startswith(b"HTTP/1.1 200")


def test_who_takes_nothing_is_cut_off(tmp_path):
    file = tmp_path / "long.jsonl"
    row = json.dumps({"id": "long", "text": "云岭市集市照常。"}, ensure_ascii=False)
    file.write_text(row + "\n" * 30_000_000, "utf-8")
    with other(tmp_path, patience=0.3) as (host, port, service):
        service.shelves["news"].asked().add(read_articles(file))
        with socket.socket() as client:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            client.connect((host, port))
            client.sendall(f"GET {NEWS}/articles/long/file HTTP/1.1\r\n".encode() + HEAD + b"\r\n")
            until(lambda: b'articles/{id:segment}/file",method="GET"' in service.metrics.text())
        assert asked((host, port), "GET", "/healthz")[0] == 200


@contextmanager
def other(folder, **told):
    """Serve an archive of one's own; give host, port and the service."""
    archives = {"news": archive_of(folder / "news")}
    settings = Settings(archives=archives, keys=folder / "keys.json", **told)
    service = Service(settings, embedder=HashEmbedder(), generator=ExtractiveGenerator())
    with listening(service) as (host, port):
        service.models.get()
        yield host, port, service


def test_a_client_that_leaves_while_it_sends_is_no_fault(place, caplog):
    caplog.set_level("INFO", "kanbao")
    raw(place, b"POST /login HTTP/1.1\r\n" + HEAD + b"Content-Length: 100\r\n\r\nkey=")
    until(lambda: '"status": 499' in caplog.text)
    assert '"fault"' not in caplog.text


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (b"GET /healthz HTTP/1.0\r\n\r\n", b"421"),
        (b"GET /healthz HTTP/1.1\r\n" + HEAD + b"Host: evil\r\n\r\n", b"400"),
        (b"GET http://evil.example/healthz HTTP/1.1\r\n" + HEAD, b"404"),
        (b"GET /healthz HTTP/1.1\r\n" + HEAD + b"X: " + b"a" * 200_000, b"400"),
        (b"GET /heal\x00thz HTTP/1.1\r\n" + HEAD, b"400"),
        (b"POST /login HTTP/1.1\r\n" + HEAD + b"Content-Length: -1\r\n", b"400"),
        (
            b"GET /healthz HTTP/1.1\r\n" + HEAD + b"Connection: Upgrade\r\nUpgrade: websocket",
            b"200",
        ),
    ],
    ids=["no host", "two", "absolute", "large", "nul", "length", "websocket"],
)
def test_heads_that_are_none(place, data, status):
    said = raw(place, data + b"\r\nConnection: close\r\n\r\n")
    assert said.split(b" ")[1] == status, said[:200]


def test_a_hundred_megabytes_in_chunks_are_refused_without_being_kept(place):
    with socket.create_connection(place, timeout=60) as client:
        head = f"POST {NEWS}/answers HTTP/1.1\r\nContent-Type: application/json\r\n".encode()
        client.sendall(head + HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
        try:
            for _ in range(100):
                client.sendall(b"fffff\r\n" + b"a" * 0xFFFFF + b"\r\n")
        except ConnectionError:
            pass
        assert client.recv(100).startswith(b"HTTP/1.1 413")


def test_made_up_methods_do_not_fill_the_metrics(client):
    for n in range(30):
        problem(client.request(f"M{n}", NEWS), 405, "method")
    text = client.get("/metrics").text
    assert 'method="M' not in text
    assert 'method="other",status="405"} 30.0' in text


def part(name, head=b"", body=b"a"):
    return (
        f'--x\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n'.encode()
        + head
        + b"\r\n"
        + body
        + b"\r\n"
    )


@pytest.mark.parametrize(
    "body",
    [
        b"".join(part(f"{n}.txt") for n in range(5000)) + b"--x--\r\n",
        part("a.txt", b"X: " + b"a" * 1_000_000 + b"\r\n") + b"--x--\r\n",
        part("a.txt", b"X: a\r\n" * 100_000) + b"--x--\r\n",
        b'--x\r\nContent-Disposition: form-data; name="source"\r\n\r\n'
        + b"a" * 20_000
        + b"\r\n--x--",
        b'--x\r\nContent-Disposition: form-data; name="y"\r\n\r\na\r\n' * 9 + b"--x--\r\n",
    ],
    ids=["files", "header", "headers", "field", "fields"],
)
def test_forms_without_measure(client, folder, body):
    said = problem(client.post(f"{NEWS}/imports", content=body, headers=FORM), 400, "bad-request")
    assert "表单" in said
    assert not (folder / "files").exists()


def test_many_files_are_not_kept_in_memory(make):
    client = make()
    seen = []

    async def keeping(request, settings):
        form = await read_form(request, settings)
        seen.extend(one.file._rolled for _, one in form.multi_items())
        return form

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("qa.service.routes.imports.read_form", keeping)
        files = [("files", (f"{n}.txt", b"0" * 100_000)) for n in range(3)]
        client.post(f"{NEWS}/imports", files=files)
    assert seen == [True] * 3


def test_where_there_is_no_room_it_is_said(client, folder):
    (folder / "imports").write_text("", "utf-8")  # no folder can be made here
    response = client.post(f"{NEWS}/imports", files=[("files", ("a.txt", "一。".encode()))])
    assert "磁盘" in problem(response, 503, "archive")
    assert response.headers["retry-after"] == "60"
    (folder / "files").rename(folder / "away")
    (folder / "files").write_text("", "utf-8")
    response = client.post(f"{NEWS}/imports", files=[("files", ("b.txt", "二。".encode()))])
    assert "磁盘" in problem(response, 503, "archive")
    assert client.get("/api/v1/jobs").json()["items"] == []


def test_an_object_that_says_something_twice_is_none(client):
    body = b'{"question": "a", "question": "b"}'
    response = client.post(f"{NEWS}/answers", content=body, headers=JSON)
    assert "twice" in problem(response, 400, "bad-request")


@pytest.mark.parametrize("word", ["=1+1", "@A1", " =1", "\n=1", "＝1+1", "－1", "\t=1"])
def test_no_cell_is_a_formula(client, word):
    body = {"text": "青石镇通告。", "title": word, "source": word, "tags": [word]}
    assert client.put(f"{NEWS}/articles/{'=x'}", json=body).status_code == 201
    rows = list(csv.reader(io.StringIO(client.get(f"{NEWS}/articles.csv").text, newline="")))
    row = rows[-1]
    assert row[1] == f"'{word}"
    assert not any(cell.lstrip().startswith(tuple("=@＝－")) for cell in row)


@pytest.mark.parametrize(
    "headers",
    [
        {"authorization": "Basic eDp5", "sec-fetch-site": "cross-site"},
        {"authorization": "Negotiate YII=", "origin": "https://evil.example"},
        {"authorization": "", "sec-fetch-site": "cross-site"},
    ],
    ids=str,
)
def test_what_a_browser_sends_by_itself_is_no_key(client, headers):
    body = {"text": "青石镇通告。"}
    response = client.put(f"{NEWS}/articles/p", json=body, headers=headers)
    problem(response, 403, "cross-site")


def test_a_picture_on_another_site_asks_nothing_here(client):
    """A link to a page may be followed; a picture or a frame would only make the models work."""
    site = {"sec-fetch-site": "cross-site"}
    assert client.get("/status", headers=site | {"sec-fetch-dest": "document"}).status_code == 200
    for kind in ("image", "iframe", "script", "empty"):
        problem(client.get("/status", headers=site | {"sec-fetch-dest": kind}), 403, "cross-site")
    own = {"sec-fetch-site": "same-origin", "sec-fetch-dest": "empty"}
    assert client.get("/status", headers=own).status_code == 200


def test_behind_a_proxy_nobody_is_let_in_without_a_key(make, tmp_path):
    client = make(hosts=("news.example",))
    problem(client.get(NEWS), 401, "unauthorized")
    keys = Keys(tmp_path / "keys.json")
    key, secret = keys.new(scope=Scope.ADMIN)
    headers = {"authorization": f"Bearer {secret}"}
    assert client.get("/metrics", headers=headers).status_code == 200
    keys.revoke(key.id)  # the last one: that opens the door to nobody
    for address in (NEWS, "/metrics", "/"):
        problem(client.get(address), 401, "unauthorized")


def test_it_does_not_start_for_a_proxy_without_keys(folder, tmp_path):
    settings = Settings(
        archives={"news": folder}, keys=tmp_path / "none.json", hosts=("news.example",), port=0
    )
    with pytest.raises(InputError, match=r"news\.example .*kanbao key new"):
        serve(settings)


def test_a_damaged_file_of_keys_opens_nothing_and_is_not_shown(make, tmp_path):
    client = make()
    (tmp_path / "keys.json").write_text("{", "utf-8")
    for address in (NEWS, "/metrics", "/"):
        said = problem(client.get(address), 503, "keys")
        assert str(tmp_path) not in said


def test_why_it_is_not_ready_is_told_to_those_who_may_read(make, folder, tmp_path):
    client = make()
    _, secret = Keys(tmp_path / "keys.json").new(scope=Scope.READ)
    folder.rename(tmp_path / "away")
    told = client.get("/readyz")
    assert (told.status_code, "news" in told.text) == (503, False)
    told = client.get("/readyz", headers={"authorization": f"Bearer {secret}"})
    assert (told.status_code, "news" in told.text) == (503, True)


def test_a_cookie_is_only_sent_by_https_where_the_page_is(make, tmp_path):
    client = make(hosts=("news.example",))
    _, secret = Keys(tmp_path / "keys.json").new(scope=Scope.READ)
    for origin, secure in (("https://news.example", True), ("http://news.example", False)):
        headers = {"origin": origin, "host": "news.example"}
        response = client.post("/login", data={"key": secret}, headers=headers)
        assert ("secure" in response.headers["set-cookie"].lower()) is secure


def test_an_import_of_an_archive_that_has_another_name_now(make, folder, tmp_path):
    client = make(embedder_name="none")
    at = client.post(f"{NEWS}/imports", files=[("files", ("a.txt", "一。".encode()))])
    at = at.headers["location"]
    until(lambda: client.get(at).json()["state"] == "failed")
    client.__exit__(None, None, None)
    (file,) = (folder / "imports").glob("*.json")
    kept = json.loads(file.read_text("utf-8"))
    kept["job"] |= {"state": "running"}
    file.write_text(json.dumps(kept), "utf-8")
    again = make(archives={"旧报": folder}, embedder_name="none")
    assert again.get(at).json()["archive"] == "旧报"
    until(lambda: again.get(at).json()["state"] == "failed")  # the model there is none of


def test_a_child_that_nobody_listens_to_is_ended(make, tmp_path):
    """A line without an end comes from it: what it says can no longer be understood."""
    client = make(embedder_name="none")
    jobs, note = client.service.jobs, tmp_path / "pid"
    said = "import os,sys,time; open(sys.argv[1], 'w').write(str(os.getpid())); "
    said += "sys.stderr.write('x' * 5_000_000); time.sleep(600)"

    importer = jobs._runners["import"]

    class Loud(type(importer)):
        def _command(self, kept):
            return [sys.executable, "-c", said, str(note)]

    importer.__class__ = Loud
    at = client.post(f"{NEWS}/imports", files=[("files", ("a.txt", "一。".encode()))])
    until(lambda: client.get(at.headers["location"]).json()["state"] == "failed")
    until(lambda: jobs.running("import") is None)
    assert not psutil.pid_exists(int(note.read_text("utf-8")))


def test_a_link_in_the_place_of_an_original_is_not_followed(client, folder):
    (one,) = [a for a in client.get(f"{NEWS}/articles").json()["items"] if "大桥" in a["title"]]
    file = Path(one["file"])
    copy = file.with_name("copy.txt")
    file.rename(copy)
    file.symlink_to(copy)
    problem(client.get(f"{NEWS}/articles/{one['id']}/file"), 404, "not-found")
    file.unlink()
    os.mkfifo(file)
    problem(client.get(f"{NEWS}/articles/{one['id']}/file"), 409, "changed")


def test_a_database_that_is_none_any_more(client, folder):
    file = folder / "archive.sqlite"
    kept = file.read_bytes()
    draft = folder / "other"
    draft.write_bytes(b"garbage" * 1000)
    draft.replace(file)
    for response in (
        client.get(NEWS),
        client.get(f"{NEWS}/articles.csv"),
        client.post(f"{NEWS}/answers", json={"question": "谁"}),
    ):
        problem(response, 503, "archive")
    draft.write_bytes(kept)
    draft.replace(file)
    for rest in folder.glob("archive.sqlite-*"):
        rest.unlink()
    assert client.get(NEWS).json()["holdings"]["articles"] == 3


def test_a_full_disk_is_said_and_nothing_is_half_there(client, folder):
    """SQLite is told that there is no room: it says what it says on a full disk."""
    shelf = client.service.shelves["news"]
    store = shelf.asked()._store
    with store._connection() as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")
    body = {"text": "青石镇通告：" + "集市照常。" * 20_000}
    response = client.put(f"{NEWS}/articles/big", json=body)
    assert "磁盘满了" in problem(response, 503, "archive")
    problem(client.get(f"{NEWS}/articles/big"), 404, "not-found")
    with Archive.open(folder, embedder=HashEmbedder()) as archive:
        assert archive.verify().ok


def test_a_writer_that_does_not_end_is_a_503(client, folder):
    with closing(sqlite3.connect(folder / "archive.sqlite")) as writer:
        writer.execute("BEGIN IMMEDIATE")
        response = client.delete(f"{NEWS}/articles/{'云岭%2F馆%201'}")
        problem(response, 503, "writing")
        assert int(response.headers["retry-after"]) > 0
        assert client.get(f"{NEWS}/search?q=大桥&arms=sparse").status_code == 200


def test_dates_at_the_ends_of_the_calendar(client):
    for day in ("0001-01-01", "9999-12-31"):
        body = {"text": "昨日和明年大桥通车。", "date": day}
        assert client.put(f"{NEWS}/articles/{day}", json=body).status_code == 201
        for words in ("去年", "明年", "昨天", "明天", "上个月", "下周"):
            about = {"question": f"{words}大桥怎么样？", "today": day}
            for what in ("answers", "digests"):
                assert client.post(f"{NEWS}/{what}", json=about).status_code == 200, (day, words)
