"""A service over real archives, with models that compute what they say."""

import socket
import threading
import time
from contextlib import contextmanager
from dataclasses import replace

import pytest
import uvicorn
from starlette.testclient import TestClient

from qa import Archive, Article, read_articles
from qa.service.app import create_app
from qa.service.core import Service
from qa.service.server import config_of
from qa.service.settings import Settings
from tests.fakes import HashEmbedder
from tests.generators import ExtractiveGenerator

PAGE = """云岭日报 2031年4月3日

清河大桥建成通车

本报讯（记者 李桂英） 昨日，清河大桥在云岭市建成通车。市长宋怀远说，清河大桥总投资1.5亿元，
建设用时两年。大桥由市交通局负责管理，非机动车可以免费通行，行人请走两侧步道。

青石镇夜校开课

本报讯（通讯员 邱玉兰） 青石镇夜校昨晚开课，今年报名的有312人，比去年多了一倍。夜校设在镇文化
站二楼，每周二、周四晚上七点上课，不收学费。
"""
LIBRARY = Article(
    id="云岭/馆 1",
    title="图书馆延长开放时间",
    text="云岭市图书馆延长开放时间，周末开到晚上九点。",
    source="云岭日报",
    byline="本报记者 沈小满 陆一鸣",
    tags=("文化", "图书"),
)


def archive_of(folder, *, embedder=None):
    """Make an archive of a page and of an article that comes from no file."""
    folder.mkdir(parents=True)
    page = folder.parent / f"{folder.name}-page.txt"
    page.write_text(PAGE, "utf-8")
    with Archive.open(folder / "archive", embedder=embedder or HashEmbedder()) as archive:
        articles = [replace(one, source="云岭日报") for one in read_articles(page)]
        archive.add([*articles, LIBRARY])
    return folder / "archive"


@pytest.fixture
def folder(tmp_path):
    return archive_of(tmp_path / "news")


def started(settings, *, embedder=None, generator=None):
    """Return a client of a service of these settings, its models loaded."""
    service = Service(
        settings,
        embedder=embedder or HashEmbedder(),
        generator=generator or ExtractiveGenerator(),
    )
    client = TestClient(
        create_app(service),
        base_url="http://127.0.0.1:8000",
        raise_server_exceptions=False,
        follow_redirects=False,
    )
    client.__enter__()
    service.models.get()
    client.service = service
    return client


@pytest.fixture
def make(folder, tmp_path):
    """Return a function that makes a service of settings and gives a client to it, started."""
    clients = []

    def make(
        *, archives=None, embedder=None, generator=None, headers=None, embedder_name="", **changes
    ):
        settings = Settings(
            archives=archives or {"news": folder},
            keys=tmp_path / "keys.json",
            embedder=embedder_name,
            **changes,
        )
        clients.append(started(settings, embedder=embedder, generator=generator))
        return clients[-1]

    yield make
    for client in clients:
        client.__exit__(None, None, None)


@pytest.fixture
def client(make):
    return make()


@pytest.fixture(scope="package")
def shared(tmp_path_factory):
    """A client of a service that no test changes."""
    place = tmp_path_factory.mktemp("shared")
    settings = Settings(archives={"news": archive_of(place / "news")}, keys=place / "keys.json")
    client = started(settings)
    yield client
    client.__exit__(None, None, None)


def problem(response, status, name):
    """Check that a response is a problem document of this kind; return what it says to do."""
    assert response.headers["content-type"] == "application/problem+json", response.text
    said = response.json()
    assert set(said) == {"type", "title", "status", "detail", "instance"}
    assert (response.status_code, said["type"]) == (status, f"/problems/{name}"), said
    assert said["status"] == status
    assert said["instance"] == f"/requests/{response.headers['x-request-id']}"
    assert "Traceback" not in response.text
    return said["detail"]


def until(happened, *, seconds=60):
    """Wait for something to be so."""
    end = time.monotonic() + seconds
    while not (found := happened()):
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.02)
    return found


@contextmanager
def listening(service):
    """Serve on a real socket, from a thread; give host and port."""
    server = uvicorn.Server(config_of(create_app(service), service.settings))
    with socket.create_server(("127.0.0.1", 0)) as opened:
        serving = threading.Thread(target=server.run, kwargs={"sockets": [opened]}, daemon=True)
        serving.start()
        until(lambda: server.started)
        try:
            yield opened.getsockname()
        finally:
            server.should_exit = True
            serving.join(60)
