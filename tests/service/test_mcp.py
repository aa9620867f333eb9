"""The real client of the Model Context Protocol, over HTTP and over standard input and output."""

import asyncio
import json
import os
import sys
from contextlib import asynccontextmanager
from dataclasses import asdict
from pathlib import Path

import httpx2 as httpx
import pytest
from mcp import Client, MCPError
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp.client.streamable_http import streamable_http_client

from qa import Archive, Article, load_embedder
from qa.command.cli import main
from qa.service.keys import Keys, Scope
from qa.service.routes.archives import whole_json
from qa.service.settings import Settings
from qa.shapes import answer_json, hit_json
from tests.fakes import HashEmbedder
from tests.generators import ExtractiveGenerator
from tests.installed import modules_of, run_without
from tests.models.tiny import save_tiny
from tests.service.conftest import LIBRARY, archive_of, problem, until
from tests.service.live import live
from tests.service.test_busy import Held

ROOT = Path(__file__).parents[2]
QUESTION = "清河大桥总投资多少？"
TOOLS = ["search", "ask", "get_article", "check_citation"]
MODES = ["auto", "legacy"]
HELLO = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "tools/list",
    "params": {},
}
HEADERS = {"accept": "application/json, text/event-stream"}


def plain(value):
    return json.loads(json.dumps(value, default=str))


def settings_of(place, *names, **changes):
    archives = {name: archive_of(place / name) for name in names}
    return Settings(archives=archives, keys=place / "keys.json", **changes)


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    with live(settings_of(tmp_path_factory.mktemp("mcp"), "news", "old")) as served:
        yield served


@pytest.fixture
def archive(served):
    folder = served.service.shelves["news"].folder
    opened = Archive.open(folder, embedder=HashEmbedder(), generator=ExtractiveGenerator())
    with opened as archive:
        yield archive


@asynccontextmanager
async def connected(served, *, mode="auto", key=None):
    headers = {"authorization": f"Bearer {key}"} if key else {}
    async with httpx.AsyncClient(headers=headers, timeout=60) as http:
        transport = streamable_http_client(f"{served.url}/mcp", http_client=http)
        async with Client(transport, mode=mode) as client:
            yield client


def call(served, name, mode="auto", key=None, **arguments):
    """Call a tool; return its text, and its object or None for an error."""

    async def run():
        async with connected(served, mode=mode, key=key) as client:
            return await client.call_tool(name, arguments)

    return read(asyncio.run(run()))


def read(result):
    (content,) = result.content
    assert result.is_error == (result.structured_content is None)
    return content.text, result.structured_content


@pytest.mark.parametrize("mode", MODES)
def test_the_tools_say_what_they_take_and_which_archives_there_are(served, mode):
    async def run():
        async with connected(served, mode=mode) as client:
            return (await client.list_tools()).tools

    tools = asyncio.run(run())
    assert [tool.name for tool in tools] == TOOLS
    for tool in tools:
        schema = tool.input_schema
        assert schema["properties"]["archive"]["enum"] == ["news", "old"]
        assert "archive" in schema["required"]
        assert all(field["description"] for field in schema["properties"].values())
        assert tool.annotations.read_only_hint
    for tool in tools[:2]:
        assert tool.input_schema["properties"]["since"]["format"] == "date"


@pytest.mark.parametrize("mode", MODES)
def test_an_answer_is_the_apis_object_and_text_with_its_source(served, archive, mode):
    text, made = call(served, "ask", mode, archive="news", question=QUESTION)
    assert made == plain(answer_json(archive.ask(QUESTION)))
    (citation,) = made["citations"]
    assert text.startswith(f"{made['text']} [1]\n\n[1] 清河大桥建成通车（2031-04-03）\n> ")
    address = f"{served.url}/a/news/articles/{citation['article_id']}"
    start, end = citation["start"], citation["end"]
    assert text.endswith(f"\n{address}?start={start}&end={end}#c{start}-{end}")


def test_dates_narrow_and_a_refusal_is_no_error(served):
    text, made = call(served, "ask", archive="news", question=QUESTION, since="2050-01-01")
    assert text == "未作答：档案里没有相关文章"
    assert (made["text"], made["reason"]) == (None, "no_articles")
    text, made = call(served, "search", archive="news", text="大桥", until="2000-01-01")
    assert (text, made) == ("没有找到", {"text": "大桥", "hits": []})


def test_a_search_is_the_apis_object(served, archive):
    text, made = call(served, "search", archive="news", text="大桥", k=2)
    hits = archive.search("大桥", k=2)
    assert made == plain({"text": "大桥", "hits": [hit_json(hit) for hit in hits]})
    assert text.startswith(f"[1] 清河大桥建成通车（2031-04-03）\n{hits[0].chunk.article_id} [0, ")
    assert hits[0].chunk.text in text


def test_an_article_is_read_whole(served, archive):
    text, made = call(served, "get_article", archive="news", id=LIBRARY.id)
    assert made == plain(whole_json(archive.get(LIBRARY.id)))
    assert text.startswith("图书馆延长开放时间　本报记者 沈小满 陆一鸣　云岭日报\n\n")
    assert text.endswith(LIBRARY.text)


def test_an_article_without_a_title_is_called_by_how_it_begins(tmp_path):
    settings = settings_of(tmp_path, "news")
    with Archive.open(settings.archives["news"], embedder=HashEmbedder()) as archive:
        archive.add([Article(id="n1", title=" ", text="青石镇集市改为周三开集。")])
    with live(settings) as served:
        text, _ = call(served, "get_article", id="n1")
    assert text == "（无标题）青石镇集市改为周三开集。\n\n青石镇集市改为周三开集。"


def test_a_citation_is_checked_against_its_file(tmp_path):
    settings = settings_of(tmp_path, "news")
    page = tmp_path / "news-page.txt"
    with live(settings) as served:
        _, answer = call(served, "ask", question=QUESTION)  # the only archive need not be named
        (cited,) = answer["citations"]
        where = {name: cited[name] for name in ("article_id", "start", "end", "quote")}
        with Archive.open(settings.archives["news"], embedder=HashEmbedder()) as archive:
            expected = archive.cite(cited["article_id"], cited["start"], cited["end"])
        text, made = call(served, "check_citation", **where)
        assert made == plain(asdict(expected))
        assert made["file_state"] == "same"
        assert text.startswith("✓ 原文件没有变")
        page.write_text("全改了", "utf-8")
        text, made = call(served, "check_citation", **where)
        assert (text[:7], made["file_state"]) == ("✗ 原文件已改", "changed")
        page.unlink()
        text, made = call(served, "check_citation", **where)
        assert (text[:8], made["file_state"]) == ("✗ 原文件不在了", "missing")
        text, made = call(served, "check_citation", **{**where, "quote": "别的话"})
        assert made is None
        assert cited["quote"] in text
        text, made = call(served, "check_citation", article_id=LIBRARY.id, start=0, end=3)
        assert text.startswith("这篇文章不是从文件读来的")
        assert made["quote"] == "云岭市"


@pytest.mark.parametrize(
    ("name", "arguments", "said"),
    [
        ("ask", {"question": QUESTION}, "字段 archive：有 2 个档案（news、old）"),
        ("ask", {"archive": "nowhere", "question": QUESTION}, "没有名叫 nowhere 的档案"),
        ("ask", {"archive": "news"}, "字段 question：缺少"),
        ("ask", {"archive": "news", "question": ""}, "1 到 1000 字"),
        ("ask", {"archive": "news", "question": "字" * 10_001}, "1 到 1000 字"),
        ("ask", {"archive": "news", "question": 3}, "字段 question：应是一个字符串"),
        ("ask", {"archive": "news", "question": QUESTION, "since": "昨天"}, "字段 since"),
        ("search", {"archive": "news", "text": "桥", "colour": 1}, "字段 colour"),
        ("search", {"archive": "news", "text": "桥", "k": 0}, "字段 k"),
        ("search", {"archive": 3, "text": "桥"}, "字段 archive"),
        ("get_article", {"archive": "news", "id": "none"}, "没有编号为 none 的文章"),
        ("get_article", {"archive": "news", "id": ""}, "没有编号为  的文章"),
        (
            "check_citation",
            {"archive": "news", "article_id": "none", "start": 0, "end": 1},
            "没有编号为 none 的文章",
        ),
        (
            "check_citation",
            {"archive": "news", "article_id": LIBRARY.id, "start": 5, "end": 5000},
            "5000",
        ),
    ],
    ids=str,
)
def test_what_is_wrong_is_a_tools_error_that_says_what_to_do(served, name, arguments, said):
    text, made = call(served, name, **arguments)
    assert made is None
    assert said in text


@pytest.mark.parametrize("mode", MODES)
def test_an_unknown_tool_is_an_error_of_the_protocol(served, mode):
    async def run():
        async with connected(served, mode=mode) as client:
            with pytest.raises(MCPError, match="search、ask"):
                await client.call_tool("fly", {})

    asyncio.run(run())


def test_a_key_opens_its_archives_only(tmp_path):
    settings = settings_of(tmp_path, "news", "old")
    _, secret = Keys(settings.keys).new(scope=Scope.READ, archives=["old"])
    with live(settings) as served:
        for headers in ({}, {"authorization": "Bearer kb_x"}):
            response = httpx.post(f"{served.url}/mcp", json=HELLO, headers={**HEADERS, **headers})
            problem(response, 401, "unauthorized")

        async def run():
            async with connected(served, key=secret) as client:
                return (await client.list_tools()).tools

        tools = asyncio.run(run())
        assert {tuple(one.input_schema["properties"]["archive"]["enum"]) for one in tools} == {
            ("old",)
        }
        assert call(served, "ask", key=secret, question=QUESTION)[1]["text"]
        for name in ("news", "nowhere"):
            text, made = call(served, "ask", key=secret, question=QUESTION, archive=name)
            assert (made, text.startswith("这个密钥打不开档案")) == (None, True)


def test_other_sites_and_other_hosts_get_nothing(served):
    for headers, status, name in (
        ({"origin": "http://evil.example"}, 403, "cross-site"),
        ({"sec-fetch-site": "cross-site"}, 403, "cross-site"),
        ({"host": "evil.example"}, 421, "host"),
    ):
        response = httpx.post(f"{served.url}/mcp", json=HELLO, headers={**HEADERS, **headers})
        problem(response, status, name)
    for method in ("GET", "DELETE"):
        problem(httpx.request(method, f"{served.url}/mcp", headers=HEADERS), 405, "method")


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"3", b"\xff", b"[" * 100_000])
def test_a_body_that_is_none_is_an_error_of_the_protocol(served, content):
    headers = {**HEADERS, "content-type": "application/json"}
    for more in ({}, {"mcp-protocol-version": "2026-07-28"}):
        response = httpx.post(f"{served.url}/mcp", content=content, headers={**headers, **more})
        assert response.status_code == 400
        assert response.json()["error"]["code"] < 0
    large = httpx.post(f"{served.url}/mcp", content=b" " * 1_000_001, headers=headers)
    assert large.status_code == 413


def test_tools_wait_in_the_one_lane_and_words_go_on(tmp_path):
    generator = Held()
    with live(settings_of(tmp_path, "news", queue=1), generator=generator) as served:
        lane = served.service.lane

        async def run():
            async with connected(served) as client:

                def ask():
                    return client.call_tool("ask", {"question": QUESTION})

                first = asyncio.ensure_future(ask())
                await asyncio.to_thread(generator.began.wait, 60)
                second = asyncio.ensure_future(ask())
                await asyncio.to_thread(until, lambda: lane.depth == 1)
                full = read(await ask())
                words = read(await client.call_tool("search", {"text": "大桥", "arms": ["sparse"]}))
                second.cancel()
                await asyncio.to_thread(until, lambda: lane.depth == 0)
                generator.let.set()
                return full, words, read(await first)

        full, words, first = asyncio.run(run())
        assert full == ("已有 1 个请求在排队：请稍后再试", None)
        assert words[1]["hits"]
        assert "1.5亿元" in first[1]["text"]


def test_a_client_that_leaves_frees_the_lane(tmp_path):
    generator = Held()
    asked = {"name": "ask", "arguments": {"question": QUESTION}}
    with live(settings_of(tmp_path, "news"), generator=generator) as served:

        async def leave():
            body = {**HELLO, "method": "tools/call", "params": asked}
            async with httpx.AsyncClient(headers=HEADERS, timeout=60) as client:
                waiting = asyncio.ensure_future(client.post(f"{served.url}/mcp", json=body))
                assert await asyncio.to_thread(generator.began.wait, 60)
                waiting.cancel()
                await asyncio.gather(waiting, return_exceptions=True)

        asyncio.run(leave())
        until(lambda: served.service.lane.stopped == 1)
        generator.let.set()
        assert "1.5亿元" in call(served, "ask", question=QUESTION)[1]["text"]


def test_without_the_extra_it_says_how_to_install_it(make):
    client = make()
    hidden = {name: None for name in sys.modules if name.split(".")[0] == "mcp"}
    with pytest.MonkeyPatch.context() as patch:
        patch.delitem(sys.modules, "qa.service.assistants", raising=False)
        for name in {"mcp", *hidden}:
            patch.setitem(sys.modules, name, None)
        said = problem(client.post("/mcp", json=HELLO), 404, "not-found")
    assert "pip install 'kanbao[mcp]'" in said


def test_the_command_without_the_extra_says_so_too():
    code = "from qa.command.cli import main; sys.exit(main(['mcp']))"
    done = run_without({"mcp"}, code)
    assert (done.returncode, done.stdout) == (2, "")
    assert "pip install 'kanbao[mcp]'" in done.stderr
    assert done.stderr.count("\n") == 1
    assert "mcp" in modules_of("mcp")


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A folder with an archive, tiny models, and a kanbao.toml that names them."""
    place = tmp_path_factory.mktemp("stdio")
    save_tiny(place)
    with Archive.open(place / "archive", embedder=load_embedder(str(place / "embedder"))) as made:
        made.add([LIBRARY])
    (place / "kanbao.toml").write_text(
        f'embedder = "{place}/embedder"\ngenerator = "{place}/generator"\n'
        f'deadline = 120\nkeys = "{place}/keys.json"\n',
        "utf-8",
    )
    return place


@pytest.mark.parametrize("mode", MODES)
def test_over_standard_input_and_output(place, mode):
    parameters = StdioServerParameters(
        command=sys.executable,
        args=["-m", "qa", "mcp", "--archive", f"news={place}/archive"],
        cwd=place,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )

    async def run():
        with (place / "log").open("w") as log:
            transport = stdio_client(parameters, errlog=log)
            async with Client(transport, mode=mode) as client:
                tools = [tool.name for tool in (await client.list_tools()).tools]
                asked = {"question": "图书馆几点关门？"}
                answer = read(await client.call_tool("ask", asked))
                words = read(await client.call_tool("search", {"text": "图书馆"}))
                where = {"article_id": LIBRARY.id, "start": 0, "end": 6, "archive": "news"}
                checked = read(await client.call_tool("check_citation", where))
                wrong = read(await client.call_tool("ask", {"question": ""}))
                return tools, answer, words, checked, wrong

    tools, answer, words, checked, wrong = asyncio.run(run())
    assert tools == TOOLS
    assert (answer[1]["text"] is None) == (answer[1]["reason"] is not None)
    assert [hit["article_id"] for hit in words[1]["hits"]] == [LIBRARY.id]
    assert checked[0].endswith("> 云岭市图书馆\n云岭/馆 1:0-6")  # no server, no address
    assert wrong[1] is None
    assert "Traceback" not in (place / "log").read_text("utf-8")


def test_what_it_cannot_serve_is_said_before_it_begins(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["mcp", "--archive", "news=/nowhere"]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert "kanbao add" in err
