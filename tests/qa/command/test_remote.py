"""The command against a running server: the same output, and no model loaded for it."""

import json
import os
import socket
import subprocess
import sys
import threading
from dataclasses import asdict, replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from qa import Archive, Article
from qa.command.cli import main
from qa.records import Digest, Summary
from qa.service.keys import Keys, Scope
from qa.service.settings import Settings
from qa.shapes import Listed, answer_json, answer_of, hit_json, hit_of, record_of
from tests.fakes import HashEmbedder
from tests.generators import ExtractiveGenerator
from tests.service.conftest import LIBRARY, archive_of
from tests.service.live import live
from tests.service.test_busy import ASKED, Held

ROOT = Path(__file__).parents[3]
QUESTION = "清河大桥总投资多少？"
NOTICES = [
    Article(id=f"n/{n}", title="", text=f"云岭市第{n}号通告。今日有雨，市民请带伞。")
    for n in range(230)  # more than a page of the server, more than a batch of summaries
]


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return tmp_path_factory.mktemp("remote")


@pytest.fixture(scope="module")
def folder(place):
    folder = archive_of(place / "news")
    with Archive.open(folder, embedder=HashEmbedder()) as archive:
        archive.add(NOTICES)
    return folder


@pytest.fixture(scope="module")
def served(place, folder):
    with live(Settings(archives={"news": folder}, keys=place / "keys.json")) as served:
        yield served


@pytest.fixture(scope="module")
def two(place, folder):
    """A server of two archives."""
    archives = {"news": folder, "旧报": archive_of(place / "old")}
    with live(Settings(archives=archives, keys=place / "keys.json")) as served:
        yield served


@pytest.fixture
def run(capsys):
    """Run a command; return its exit code, output and errors."""

    def run(*words):
        code = main([*map(str, words)])
        return code, *capsys.readouterr()

    return run


COMMANDS = [
    ("ask", QUESTION),
    ("ask", QUESTION, "-k", "2", "--threshold", "0.1", "--today", "2031-04-04"),
    ("ask", "昨日清河大桥总投资多少？", "--today", "2031-04-04", "--since", "2031-01-01"),
    ("ask", "木星的卫星"),
    ("ask", QUESTION, "--until", "1950-01-01"),
    ("ask", "图书馆几点关门？", "--id", LIBRARY.id, "--free"),
    ("search", "大桥 <b>", "-k", "3"),
    ("search", "大桥", "--arm", "sparse", "--source", "云岭日报"),
    ("search", "大桥", "--tag", "没有"),
    ("digest", "2031年4月清河大桥的情况", "--today", "2031-04-08", "--limit", "2"),
    ("digest", "木星"),
    ("digest", "--ids", LIBRARY.id, "n/3"),
    ("summarize", "--all"),
    ("summarize", "--kind", "headline", "--length", "12", "--tag", "文化", "--explain"),
    ("summarize", "--id", LIBRARY.id, "--id", "n/7", "--kind", "summary"),
    ("summarize", "--tag", "没有"),
    ("list",),
    ("list", "--tag", "文化", "--id", LIBRARY.id),
    ("list", "--since", "2050-01-01"),
    ("list", "--page", "99"),
    ("show", LIBRARY.id, "n/3"),
]


@pytest.mark.parametrize("json_too", [[], ["--json"]], ids=["text", "json"])
@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_the_output_is_that_of_the_archive_itself(run, served, folder, words, json_too):
    code, out, err = here = run(*words, *json_too, "--archive", folder)
    there = out.replace(f"--archive {folder}", f"--server {served.url}")  # where to digest
    assert run(*words, *json_too, "--server", served.url) == (code, there, err)
    assert here[2] == "" or (here[0] == 1 and here[2].startswith("注意：没有"))


def test_the_variable_names_the_server_and_the_option_the_archive(run, two, folder, monkeypatch):
    monkeypatch.setenv("KANBAO_SERVER", two.url + "/")
    monkeypatch.setenv("KANBAO_ARCHIVE", str(folder))  # of this machine: not of the server
    code, out, err = run("list")
    assert (code, out) == (2, "")
    assert "有 2 个档案（news、旧报）：用 --archive 写明名字" in err
    assert run("list", "--archive", "旧报")[1].count("\n") == 3
    assert run("list", "--archive", "news")[1].count("\n") == 233
    code, _, err = run("ask", QUESTION, "--archive", "nowhere")
    assert (code, err) == (2, "kanbao: 错误：没有名叫 nowhere 的档案；有的是 news、旧报\n")
    monkeypatch.setenv("KANBAO_SERVER", "")
    assert run("list")[1].count("\n") == 233


@pytest.fixture
def asked(tmp_path):
    """Return how a list is asked, and where its results are."""
    listed, out = tmp_path / "asked.csv", tmp_path / "out.jsonl"
    listed.write_text(f"问题\n{QUESTION}\n图书馆几点关门？\n", "utf-8")
    return ["ask", "--questions", listed, "--out", out], out


def test_no_archive_of_the_name_ends_a_list(run, two, asked):
    words, out = asked
    words += ["--server", two.url]
    code, said, err = run(*words, "--archive", "nowhere")
    assert (code, said) == (2, "")
    assert err == "kanbao: 错误：没有名叫 nowhere 的档案；有的是 news、旧报\n"
    assert not out.exists() or out.read_text("utf-8") == ""
    assert run(*words, "--archive", "news")[0] == 0


SCRIPT = """
import json, sys
from qa.command.cli import main
code = main(sys.argv[1:])
print(json.dumps([code, sorted(sys.modules)]), file=sys.stderr)
"""
HEAVY = {"asyncio", "faiss", "filelock", "models", "numpy", "openvino", "sqlite3", "starlette"}
HEAVY |= {"tokenizers", "uvicorn"}


@pytest.mark.parametrize("words", [COMMANDS[0], COMMANDS[6], COMMANDS[9], COMMANDS[13], ("list",)])
@pytest.mark.parametrize("json_too", [[], ["--json"]], ids=["text", "json"])
def test_no_model_and_no_index_is_loaded(served, words, json_too):
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", SCRIPT, *words, *json_too, "--server", served.url],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    code, modules = json.loads(done.stderr)
    assert (code, bool(done.stdout)) == (0, True)
    assert HEAVY & set(modules) == set()
    assert not {"qa.archive", "qa.search", "qa.answering", "qa.service"} & set(modules)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("ask", " "), None),
        (("ask", "问" * 1001), "字段 question：应在 1 到 1000 字之间"),
        (("ask", QUESTION, "-k", "0"), "字段 k"),
        (("search", "桥", "-k", "201"), "字段 k：应在 1 到 200 之间"),
        (("summarize", "--id", "none"), "没有编号为 none 的文章"),
        (("digest", "--ids", "none"), "没有编号为 none 的文章"),
        (("summarize", "--all", "--kind", "brief", "--length", "0"), "字段 length"),
        (("ask", QUESTION, "--embedder", "x"), "--embedder"),
        (("search", QUESTION, "--online"), "--online"),
        (("list", "--since", "2031-05-01", "--until", "2031-04-01"), None),
    ],
    ids=str,
)
def test_what_is_wrong_is_one_line(run, served, folder, words, said):
    code, out, err = run(*words, "--server", served.url)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("kanbao: 错误：")
    if said is None:  # what the library says is said here too
        assert err == run(*words, "--archive", folder)[2]
    else:
        assert said in err


@pytest.mark.parametrize(
    "server",
    [
        "127.0.0.1:8000",
        "ftp://127.0.0.1",
        "http://",
        "http://127.0.0.1:99999",
        "http://127.0.0.1:x",
        "http://127.0.0.1:0",
        "http://u:p@127.0.0.1",
        "http://127.0.0.1/?a",
        "http://127.0.0.1/#a",
        "http://[::1",
        "http://a\nb/",
    ],
)
def test_an_address_that_is_none_is_said(run, server):
    code, out, err = run("list", "--server", server)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "写成 http://127.0.0.1:8000 这样" in err


def test_where_no_server_is_it_says_what_to_do(run):
    with socket.socket() as taken:  # bound, but nobody listens
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        code, out, err = run("ask", QUESTION, "--server", f"http://127.0.0.1:{port}")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "kanbao serve" in err
    code, _, err = run("list", "--server", f"http://{'a' * 70}.invalid")
    assert (code, err.count("\n")) == (2, 1)


def test_a_key_is_sent_and_without_it_the_way_to_one_is_said(run, tmp_path, folder, monkeypatch):
    settings = Settings(archives={"news": folder}, keys=tmp_path / "keys.json")
    _, secret = Keys(settings.keys).new(scope=Scope.READ)
    _, other = Keys(settings.keys).new(scope=Scope.READ, archives=["old"])
    with live(settings) as served:
        for key in ("", "kb_x"):
            monkeypatch.setenv("KANBAO_KEY", key)
            code, out, err = run("list", "--server", served.url)
            assert (code, out, err.count("\n")) == (2, "", 1)
            assert "KANBAO_KEY" in err
        monkeypatch.setenv("KANBAO_KEY", other)
        assert "上没有你能用的档案" in run("list", "--server", served.url)[2]
        code, _, err = run("list", "--server", served.url, "--archive", "news")
        assert (code, "打不开档案 news" in err) == (2, True)
        monkeypatch.setenv("KANBAO_KEY", secret)
        assert run("list", "--server", served.url)[0] == 0


@pytest.mark.parametrize("host", ["archive.invalid", "192.0.2.1"])
def test_a_key_is_not_sent_in_the_clear(run, monkeypatch, host):
    monkeypatch.setenv("KANBAO_KEY", "kb_x")
    monkeypatch.setattr("qa.command.remote._SECONDS", 0.2)
    refused = run("list", "--server", f"http://{host}")
    assert refused[0] == 2
    assert f"不把密钥明文发给 {host}" in refused[2]
    for server, allowed in ((f"https://{host}", "0"), (f"http://{host}", "1")):
        monkeypatch.setenv("KANBAO_PLAIN_HTTP", allowed)
        code, _, err = run("list", "--server", server)
        assert (code, f"连不上 {server}" in err) == (2, True)


@pytest.mark.parametrize("key", ["kb_\n", "密钥", "kb_\x7f"])
def test_a_key_that_is_none_is_said(run, monkeypatch, key):
    monkeypatch.setenv("KANBAO_KEY", key)
    code, _, err = run("list", "--server", "http://127.0.0.1:9")
    assert (code, "KANBAO_KEY" in err) == (2, True)


def test_a_full_server_says_when_to_come_again(run, tmp_path, folder):
    generator = Held()
    settings = Settings(archives={"news": folder}, keys=tmp_path / "keys.json", queue=0)
    with live(settings, generator=generator) as served:
        code, out, err = run("ask", ASKED["question"], "--server", served.url)
        assert (code, out) == (2, "")
        assert "请稍后再试（约 " in err
        generator.let.set()


class Other(BaseHTTPRequestHandler):
    """A server that is none of ours: it answers what it was told, and notes what it was sent."""

    said = (200, "text/html", b"<html>")
    seen = ()  # paths and keys

    def do_GET(self):
        Other.seen.append((self.path, self.headers["authorization"]))
        status, media, body = Other.said
        self.send_response(status)
        self.send_header("Content-Type", media)
        self.send_header("Location", "http://127.0.0.1:9/")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET  # noqa: N815

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture
def other():
    with HTTPServer(("127.0.0.1", 0), Other) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join(60)


@pytest.mark.parametrize(
    "said",
    [
        (200, "text/html", b"<html>"),
        (200, "application/json", b"{"),
        (200, "application/json", b"\xff"),
        (200, "application/json", b"[]"),
        (200, "application/json", b"3"),
        (200, "application/json", b'{"items": [{}]}'),
        (302, "application/json", b"{}"),
        (502, "text/html", b"bad gateway"),
    ],
    ids=str,
)
def test_a_server_that_is_none_of_ours_is_said(run, other, said):
    Other.said, Other.seen = said, []
    code, out, err = run("list", "--server", other)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert f"（HTTP {said[0]}）" in err


def test_a_key_does_not_follow_to_another_address(run, other, monkeypatch):
    monkeypatch.setenv("KANBAO_KEY", "kb_x")
    Other.said, Other.seen = (307, "application/json", b"{}"), []
    assert run("list", "--server", other, "--archive", "news")[0] == 2
    assert [key for _, key in Other.seen] == ["Bearer kb_x"]


def test_an_error_of_a_proxy_is_said_as_it_is(run, other):
    Other.said, Other.seen = (500, "application/json", b"[]"), []
    assert run("list", "--server", other) == (2, "", "kanbao: 错误：HTTP 500\n")


def test_what_a_server_refuses_to_be_asked_is_said_in_its_row(run, other, asked):
    words, out = asked
    Other.said, Other.seen = (
        (400, "application/problem+json", '{"detail": "请写短些"}'.encode()),
        [],
    )
    code, _, err = run(*words, "--server", other, "--archive", "news")
    assert (code, "2 行不能问，其余的都写在" in err) == (2, True)
    rows = [json.loads(row) for row in out.read_text("utf-8").splitlines()]
    assert [row["problem"] for row in rows] == ["请写短些"] * 2


def test_a_path_before_the_api_is_kept(run, other):
    Other.said, Other.seen = (404, "application/problem+json", '{"detail": "没有"}'.encode()), []
    assert run("list", "--server", f"{other}/kanbao/") == (2, "", "kanbao: 错误：没有\n")
    assert Other.seen == [("/kanbao/api/v1/archives", None)]


def test_what_an_older_server_leaves_out_has_its_default(folder):
    with Archive.open(folder, embedder=HashEmbedder(), generator=ExtractiveGenerator()) as archive:
        answer = archive.ask("木星")
        [listed, *_] = map(Listed.of, archive.articles())
    older = json.loads(json.dumps(answer_json(answer), default=str))
    del older["nearest"]
    for hit in older["hits"]:
        del hit["opening"]
    assert answer_of(older) == replace(
        answer, nearest=None, hits=tuple(replace(hit, opening="") for hit in answer.hits)
    )
    row = json.loads(json.dumps(asdict(listed), default=str))
    del row["opening"]
    assert record_of(Listed, row) == replace(listed, opening="")
    del row["id"]
    with pytest.raises(KeyError):
        record_of(Listed, row)


def test_records_come_back_as_they_were(folder):
    def through(value):
        return json.loads(json.dumps(value, default=str))

    with Archive.open(folder, embedder=HashEmbedder(), generator=ExtractiveGenerator()) as archive:
        for question in ("昨日清河大桥总投资多少？", "木星"):
            answer = archive.ask(question)
            assert answer_of(through(answer_json(answer))) == answer
        for hit in archive.search("大桥"):
            assert hit_of(through(hit_json(hit))) == hit
        for made in (
            archive.digest("2031年4月清河大桥的情况"),
            archive.summarize(LIBRARY.id, kind="headline"),
            *map(Listed.of, archive.articles()),
        ):
            assert record_of(type(made), through(asdict(made))) == made
    for kind in (Digest, Summary):
        with pytest.raises(KeyError):
            record_of(kind, {})
