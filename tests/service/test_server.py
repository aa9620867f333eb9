"""The command in its own process over a real socket: start, leave, drain, stop."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx2 as httpx
import pytest

from qa import Archive, Article, load_embedder
from qa.command.cli import main
from qa.service.server import _listen
from qa.service.settings import Settings
from tests.models.tiny import save_tiny
from tests.service.conftest import LIBRARY, until

ROOT = Path(__file__).parents[2]
NEWS = "/api/v1/archives/news"


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A folder with an archive, tiny models and a kanbao.toml that names them."""
    place = tmp_path_factory.mktemp("served")
    save_tiny(place)
    with Archive.open(place / "archive", embedder=load_embedder(str(place / "embedder"))) as made:
        made.add(
            [
                LIBRARY,
                *(Article(id=f"n{n}", title="", text=f"云岭市第{n}号通告。") for n in range(9)),
            ]
        )
    (place / "kanbao.toml").write_text(
        f'embedder = "{place}/embedder"\ngenerator = "{place}/generator"\n'
        f'keys = "{place}/keys.json"\nport = 0\ndrain = 120\ndeadline = 120\n'
        f'[archives]\nnews = "{place}/archive"\n',
        "utf-8",
    )
    return place


class Served:
    """A service in a process of its own."""

    def __init__(self, place, *words):
        with (place / "log").open("w") as log:
            self.process = subprocess.Popen(  # noqa: S603 - our own interpreter
                [sys.executable, "-m", "qa", "serve", *words],
                cwd=place,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        said = self.process.stdout.readline()
        self.url = re.search(r"http://\S+", said)[0].rstrip("/")
        self.log = place / "log"

    def get(self, path, **how):
        return httpx.get(self.url + path, timeout=120, **how)

    def ready(self):
        until(lambda: self.get("/readyz").status_code == 200, seconds=200)
        return self

    def number(self, name):
        return float(re.search(rf"^{name} (\S+)$", self.get("/metrics").text, re.MULTILINE)[1])

    def lines(self, event):
        rows = map(json.loads, self.log.read_text("utf-8").splitlines())
        return [row for row in rows if row["event"] == event]

    def stop(self, sig=signal.SIGTERM):
        self.process.send_signal(sig)
        return self.process.wait(120)


@pytest.fixture
def serve(place):
    served = []

    def serve(*words):
        served.append(Served(place, *words))
        return served[-1]

    yield serve
    for one in served:
        one.process.kill()
        one.process.wait(60)
        one.process.stdout.close()


def test_it_answers_from_real_models_and_stops_when_it_is_told(serve):
    served = serve()
    waiting = served.get("/readyz")
    assert waiting.status_code in (200, 503)
    assert served.get(f"{NEWS}/search?q=图书馆&arms=sparse").status_code == 200  # at once
    served.ready()
    about = {"q": "图书馆几点关门？", "k": 10}
    found = served.get(f"{NEWS}/search", params=about).json()
    assert LIBRARY.id in [hit["article_id"] for hit in found["hits"]]
    said = served.get(f"{NEWS}/answers", params=about).json()
    assert (said["text"] is None) == (said["reason"] is not None)
    assert served.stop() == -signal.SIGTERM
    assert "Traceback" not in served.log.read_text("utf-8")


def sent(served, path):
    """Send a request and return its open socket."""
    host, port = served.url.removeprefix("http://").split(":")
    client = socket.create_connection((host, int(port)))
    client.sendall(f"GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
    return client


def test_who_leaves_frees_the_place_and_what_was_begun_is_finished_at_a_stop(serve):
    served = serve()
    # The models are still being loaded: the first job holds the lane, the others wait.
    clients = [sent(served, f"{NEWS}/answers?q=n{n}") for n in range(4)]
    ready = served.get("/readyz").status_code == 200
    if not ready:
        until(lambda: served.number("kanbao_queue") == 3 or served.number("kanbao_ready"))
    for client in clients[1:]:
        client.close()
    until(lambda: served.number("kanbao_queue") == 0)
    if not ready:
        assert served.number("kanbao_given_up") >= 1
    served.process.send_signal(signal.SIGTERM)
    assert b"200 OK" in clients[0].recv(1000)
    assert served.process.wait(120) == -signal.SIGTERM
    clients[0].close()


def test_a_port_in_use_is_said_in_one_line(place, serve, capsys, monkeypatch):
    monkeypatch.chdir(place)
    served = serve()
    port = served.url.rpartition(":")[2]
    assert main(["serve", "--port", port]) == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert f"127.0.0.1:{port} 用不了" in err
    assert "--port" in err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--host", "0.0.0.0"], "kanbao key new"),  # noqa: S104 - nothing listens there
        (["--port", "99999"], "用不了"),
        (["--port", "-1"], "设置 port"),
        (["--host", "no.such.host.invalid", "--open"], "用不了"),
        (["--archive", "news=/nowhere"], "kanbao add"),
        (["--archive", "a b=."], "档案的名字"),
        (["--archive", "x=a", "--archive", "x=b"], "同名"),
        (["--config", "none.toml"], "none.toml"),
        (["--config", "embedder/config.json"], "不是 TOML"),
    ],
    ids=str,
)
def test_what_it_cannot_serve_is_said_before_anything_is_opened(
    place, capsys, monkeypatch, words, said
):
    monkeypatch.chdir(place)
    assert main(["serve", *words]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert said in err


def test_without_a_word_it_is_the_archive_of_the_other_commands(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["serve"]) == 2
    assert "kanbao-archive：里面没有档案" in capsys.readouterr().err
    monkeypatch.setenv("KANBAO_ARCHIVE", f"{tmp_path}/my news")
    assert main(["serve"]) == 2
    assert f"{tmp_path}/my news：里面没有档案" in capsys.readouterr().err


def test_settings_come_from_file_then_environment_then_flags(tmp_path, monkeypatch):
    from qa.errors import InputError
    from qa.service.settings import load_settings

    file = tmp_path / "kanbao.toml"
    file.write_text('port = 1\nqueue = 2\nhosts = ["a.example"]\n[archives]\nold = "x"\n', "utf-8")
    monkeypatch.setenv("KANBAO_PORT", "3")
    monkeypatch.setenv("KANBAO_OPEN", "true")
    monkeypatch.setenv("KANBAO_ARCHIVES", "新=/a;old=/b")
    made = load_settings(file, port=None, queue=5)
    assert (made.port, made.queue, made.open, made.hosts) == (3, 5, True, ("a.example",))
    assert made.archives == {"新": Path("/a"), "old": Path("/b")}
    for name, value in (("PORT", "x"), ("OPEN", "maybe"), ("DEADLINE", "-1"), ("ARCHIVES", "x")):
        with monkeypatch.context() as patch:
            patch.setenv(f"KANBAO_{name}", value)
            with pytest.raises(InputError, match=name.lower()):
                load_settings(file)
    file.write_text("colour = 1", "utf-8")
    with pytest.raises(InputError, match="colour"):
        load_settings(file)


def test_keys_are_made_listed_and_revoked(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KANBAO_KEYS", str(tmp_path / "keys.json"))
    assert main(["key", "new", "--archive", "news", "--scope", "write", "--days", "90"]) == 0
    secret, about, first = capsys.readouterr().out.splitlines()
    assert "第一个密钥" in first
    id_ = re.search(r"编号 (\w+)", about)[1]
    assert main(["key", "list"]) == 0
    listed = capsys.readouterr().out
    assert listed.startswith(f"{id_}  write  news  ")
    assert secret not in listed
    assert main(["key", "list", "--json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)["keys"]
    assert (row["id"], row["scope"], row["archives"]) == (id_, "write", ["news"])
    assert main(["key", "revoke", id_]) == 0
    capsys.readouterr()
    assert main(["key", "revoke", id_]) == 2
    assert id_ in capsys.readouterr().err
    assert main(["key", "new"]) == main(["key", "new"]) == 0
    assert capsys.readouterr().out.count("第一个密钥") == 1
    assert main(["key", "new", "--days", "0"]) == 2
    assert main(["key", "new", "--scope", "god"]) == 2


def test_answers_on_a_connection_that_is_kept_are_sent_at_once():
    with _listen(Settings(port=0)) as listening:
        assert listening.proto == socket.IPPROTO_TCP  # by which asyncio knows that it may
