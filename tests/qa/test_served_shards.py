"""Archives on servers, read as one with others: what goes wrong is said, and names the server."""

import datetime as dt
import json
import socket
import threading
import time
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from qa.archive import Archive
from qa.errors import ArchiveError, BusyError, InputError, MismatchError
from qa.records import Article, Where
from qa.search import serving
from qa.search.served import ServedStore
from qa.service.keys import Keys, Scope
from qa.service.settings import Settings
from qa.shapes import whole_json, whole_of
from tests.fakes import HashEmbedder
from tests.qa.store.test_store import FULL, SCAN
from tests.service.live import live

DAY = dt.date(2031, 4, 3)
OLD = [
    Article(
        id="渡", title="渡口停航", text="白河渡口今天停航，渡船有四条。", date=DAY, source="东报"
    ),
    replace(FULL, id="全"),
    SCAN,
]
NEW = [
    Article(
        id="桥",
        title="白河大桥通车",
        text="白河大桥昨天通车，全长1200米。",
        date=DAY + dt.timedelta(90),
        source="西报",
    )
]


def filled(folder, articles, **options):
    with Archive.open(folder, embedder=HashEmbedder(**options)) as archive:
        archive.add(articles)
    return folder


@pytest.fixture
def here(tmp_path):
    return filled(tmp_path / "new", NEW)


@pytest.fixture
def settings(tmp_path):
    return Settings(archives={"旧": filled(tmp_path / "old", OLD)}, keys=tmp_path / "keys.json")


def both(places, **options):
    return Archive.federate(places, embedder=HashEmbedder(), **options)


@contextmanager
def answering(status, body, media="application/json", wait=0.0):
    """Serve one answer to everything."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            time.sleep(wait)
            self.send_response(status)
            self.send_header("Content-Type", media)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self):
            self.do_GET()

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.parametrize("article", [*OLD, *NEW], ids=lambda article: article.id)
def test_an_article_is_the_same_at_the_other_end(article):
    sent = json.dumps(whole_json(article), default=str)
    assert whole_of(json.loads(sent)) == article


def test_the_only_archive_of_a_server_needs_no_name(here, settings):
    with live(settings) as served, both([served.url, here]) as together:
        assert [article.id for article in together.articles()] == ["渡", "全", SCAN.id, "桥"]
        assert together.get("全") == OLD[1]
        assert together.get(SCAN.id) == SCAN
        assert together.search("白河渡口的渡船")[0].chunk.article_id == "渡"
        assert together.search("白河", where=Where(source="东报"))[0].chunk.article_id == "渡"


def test_what_is_here_is_verified_and_what_is_not_is_named(here, settings, tmp_path):
    with live(settings) as served, both([served.url, here]) as together:
        report = together.verify(files=True)
        assert (report.articles, report.ok, report.elsewhere) == (1, True, (served.url,))
        with Archive.open(here, embedder=HashEmbedder()) as archive:
            alone = archive.verify()
        assert (alone.elsewhere, alone.chunks) == ((), report.chunks)
        twice = filled(tmp_path / "twice", NEW)
        with both([served.url, here, twice]) as more:
            (problem,) = more.verify().problems
        assert f"'桥' is in two archives, {here} and {twice}:" in problem


def test_what_is_on_a_server_is_not_copied_from_here(here, settings, tmp_path):
    with live(settings) as served, both([served.url, here]) as together:
        with pytest.raises(ArchiveError, match=f"{served.url}: .*run kanbao move on that machine"):
            together.copy_to(tmp_path / "copy")
        assert not (tmp_path / "copy").exists()


def test_articles_come_together(here, settings, monkeypatch):
    with live(settings) as served, both([f"{served.url}#旧", here]) as together:
        asked = []
        read = ServedStore.read
        monkeypatch.setattr(
            ServedStore,
            "read",
            lambda self, what, **on: asked.append(what) or read(self, what, **on),
        )
        with together._store.snapshot() as view:
            found = view.articles(["桥", SCAN.id, "无", "全", "渡"])
        assert found == {article.id: article for article in [*OLD, *NEW]}
        assert asked.count("articles") == 1
        asked.clear()
        together.ask("白河渡口的渡船有几条？")
        assert asked.count("articles") == 1


def test_a_list_of_archives_may_name_servers(here, settings, tmp_path):
    folder = tmp_path / "all"
    folder.mkdir()
    with live(settings) as served:
        text = f'archives = ["{served.url}#旧", "../new"]'
        (folder / "federation.toml").write_text(text, "utf-8")
        with Archive.open(folder, embedder=HashEmbedder()) as together:
            assert len(together) == 4
        again = Settings(archives={"全部": folder}, keys=tmp_path / "keys.json")
        with live(again) as outer:
            one = f"{outer.url}#全部"
            with pytest.raises(MismatchError, match="是合起来读的几个档案"):
                both([one, here])


def test_a_name_that_is_not_there_and_one_that_is_missing(here, settings, tmp_path):
    more = Settings(archives={**settings.archives, "新": here}, keys=settings.keys)
    with live(more) as served:
        with pytest.raises(ArchiveError, match=r"#无: .*没有名叫 无 的档案"):
            both([f"{served.url}#无", here])
        with pytest.raises(InputError, match=r"serves 旧, 新: write http.*#NAME"):
            both([served.url, here])
        with pytest.raises(InputError, match="is given 2 times"):
            both([served.url, f"{served.url}/"])


def test_a_key_is_needed_where_there_are_keys(here, settings, monkeypatch):
    _, key = Keys(settings.keys).new(scope=Scope.READ, archives=["旧"])
    with live(settings) as served:
        with pytest.raises(ArchiveError, match="wants another key than KANBAO_KEY has"):
            both([f"{served.url}#旧", here])
        monkeypatch.setenv("KANBAO_KEY", key)
        with both([f"{served.url}#旧", here]) as together:
            assert len(together) == 4


def test_each_server_has_its_own_key(here, settings, tmp_path, monkeypatch):
    second = Settings(
        archives={
            "二": filled(tmp_path / "two", [Article(id="二", title="", text="二号车停开。")])
        },
        keys=tmp_path / "keys2.json",
    )
    _, one = Keys(settings.keys).new(scope=Scope.READ, archives=["旧"])
    _, two = Keys(second.keys).new(scope=Scope.READ, archives=["二"])
    with live(settings) as first, live(second) as other:
        places = [f"{first.url}#旧", f"{other.url}#二", here]
        with both(places, keys={f"{first.url}/": one, other.url: two}) as together:
            assert len(together) == 5
        monkeypatch.setenv("KANBAO_KEY", two)
        with both(places, keys={first.url: one}) as together:
            assert len(together) == 5
        with pytest.raises(ArchiveError, match=f"{first.url}#旧: wants another key than the one"):
            both(places, keys={first.url: two})
        with pytest.raises(InputError, match="a key for http://other, where none"):
            both(places, keys={"http://other": one})


def test_a_list_names_the_variables_that_have_the_keys(here, settings, tmp_path, monkeypatch):
    _, key = Keys(settings.keys).new(scope=Scope.READ, archives=["旧"])
    folder = tmp_path / "all"
    folder.mkdir()
    with live(settings) as served:
        text = f'archives = ["{served.url}#旧", "../new"]\n[keys]\n"{served.url}" = "OLD_KEY"'
        (folder / "federation.toml").write_text(text, "utf-8")
        with pytest.raises(ArchiveError, match=f"key for {served.url} is to be in OLD_KEY, which"):
            Archive.open(folder, embedder=HashEmbedder())
        monkeypatch.setenv("OLD_KEY", key)
        with Archive.open(folder, embedder=HashEmbedder()) as together:
            assert len(together) == 4


def test_another_embedder_is_refused_by_name(here, tmp_path):
    other = filled(tmp_path / "other", OLD, seed=1)
    with (
        live(Settings(archives={"旧": other}, keys=tmp_path / "keys.json")) as served,
        pytest.raises(MismatchError, match=f"{served.url}: was made with embedder"),
    ):
        Archive.federate([here, served.url])


def test_verify_says_that_a_server_has_another_embedder(here, tmp_path):
    other = filled(tmp_path / "other", OLD, seed=1)
    folder = tmp_path / "all"
    folder.mkdir()
    with live(Settings(archives={"旧": other}, keys=tmp_path / "keys.json")) as served:
        text = f'archives = ["{here}", "{served.url}"]'
        (folder / "federation.toml").write_text(text, "utf-8")
        with Archive.open(folder, here=True) as together:
            report = together.verify()
    (problem,) = report.problems
    assert problem.startswith(f"{served.url}: was made with embedder")
    assert (report.articles, report.elsewhere) == (1, (served.url,))


def test_another_version_is_refused(here, settings, monkeypatch):
    with live(settings) as served:
        monkeypatch.setattr(serving, "FORMAT", 99)
        with pytest.raises(MismatchError, match="use the same version on both sides"):
            both([served.url + "#旧", here])


@pytest.mark.parametrize(
    ("body", "media"),
    [
        (b"<html>", "text/html"),
        (b"[]", "application/json"),
        (b'{"format": 1, "generation": 1}', "application/json"),
        (b'{"format": 1, "generation": 1, "stamp": "x", "found": 3}', "application/json"),
    ],
)
def test_what_is_no_archive_is_refused(here, body, media):
    with (
        answering(200, body, media) as url,
        pytest.raises(MismatchError, match=f"{url}#a: what answers is no kanbao serve"),
    ):
        both([f"{url}#a", here])


def test_a_server_that_is_not_there_or_does_not_answer_in_time(here):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
        with pytest.raises(ArchiveError, match=f"{url}#a: does not answer"):
            both([f"{url}#a", here])
    with (
        answering(200, b"{}", wait=1.0) as url,
        pytest.raises(ArchiveError, match=f"{url}#a: does not answer .nothing came for 0.2 s"),
    ):
        both([f"{url}#a", here], timeout=0.2)


def test_a_server_that_ends_meanwhile_is_an_error_and_found_again(here, settings):
    with live(settings) as served:
        together = both([f"{served.url}#旧", here])
        assert len(together) == 4
    with together, pytest.raises(ArchiveError, match="#旧: does not answer"):
        together.search("白河")


def test_what_is_written_there_meanwhile_is_found_or_said(here, settings):
    late = Article(id="晚", title="", text="白河渡口夜里恢复。", date=DAY)
    with live(settings) as served, both([f"{served.url}#旧", here]) as together:
        with together._store.snapshot() as view:
            assert view.count("articles") == 4
            filled(settings.archives["旧"], [late])
            with pytest.raises(BusyError, match="was written while it was read: try again"):
                view.count("articles")
        assert len(together) == 5
        assert "晚" in {hit.chunk.article_id for hit in together.search("白河渡口夜里恢复")}


def test_servers_are_asked_at_once(here):
    body = b'{"format": 1, "generation": 1, "stamp": "x", "found": null}'
    with answering(200, body, wait=0.5) as one, answering(200, body, wait=0.5) as two:
        began = time.perf_counter()
        with both([f"{one}#a", f"{two}#a", here]):
            assert 0.5 <= time.perf_counter() - began < 1.0
