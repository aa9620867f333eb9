"""The archives as tools of an assistant: the Model Context Protocol. Needs ``kanbao[mcp]``.

Each tool is a way of asking that the API has too; what it returns is the API's object, and the same
as text. Over HTTP each request stands alone; over standard input the service has no address.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

from mcp import MCPError
from mcp.server import Server
from mcp.server.stdio import stdio_server
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp.types import (
    INVALID_PARAMS,
    CallToolResult,
    ListToolsResult,
    TextContent,
    Tool,
    ToolAnnotations,
)
from starlette.requests import Request
from starlette.responses import Response

from qa import Citation, Field, FileState, __version__
from qa.chinese.beginnings import beginning
from qa.errors import KanbaoError
from qa.quoting import one_line, title_of
from qa.service.access import Visitor
from qa.service.bodies import Asked, FieldName, SearchBody
from qa.service.call import Call, Gone
from qa.service.core import Service
from qa.service.keys import Scope
from qa.service.openapi import schemas
from qa.service.problems import Problem, problem_of
from qa.service.routes.archives import whole_json
from qa.service.routes.asking import ask, found
from qa.service.schema import Range, properties, read, required
from qa.service.telling import heading, told
from qa.shapes import answer_json, hit_json

if TYPE_CHECKING:
    from mcp.server import ServerRequestContext
    from mcp.types import CallToolRequestParams, PaginatedRequestParams
    from starlette.types import Receive, Send
    from starlette.types import Scope as Connection

    from qa.service.settings import Settings

__all__ = ["Exchange", "serve_stdio"]

_ABOUT = (
    "中文报纸档案。ask 的答案是文章里的原句，拒答时说明原因，不要替它编；"
    "引用时写明文章的题名和日期，可用 check_citation 核对原文件。"
)
_FIELDS = {
    "archive": "档案的名字；只有一个时可省",
    "text": "要找的话",
    "question": "一个完整的中文问句",
    "k": "几个片段",
    "since": "只看这一天起的文章（含），如 2022-04-03",
    "until": "只看到这一天为止的文章（含）",
    "source": "只看这个来源",
    "tag": "只看有这个标签的",
    "ids": "只看这些编号的文章",
    "page": "只看这一版，如 3、A2",
    "section": "只看这个版名或栏目",
    "arms": "dense 按意思，sparse 按字词；默认两路",
    "verbatim": "答案必须是原文的字句",
    "threshold": "置信度低于它就拒答",
    "today": "问题里的昨日、上周从这一天算起",
    "id": "文章的编号，即 article_id",
    "article_id": "文章的编号",
    "start": "引文在正文（或标题）里从第几个字开始，从 0 数",
    "end": "到第几个字之前",
    "field": "引文在哪里：text 正文，title 标题",
    "quote": "引文；与那里的字不同就报错",
}
_STATES = {
    None: "这篇文章不是从文件读来的，只与档案核对过",
    FileState.SAME: "✓ 原文件没有变，引文还在那里",
    FileState.CHANGED: "✗ 原文件已改动",
    FileState.MISSING: "✗ 原文件不在了",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Search(SearchBody):
    archive: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ask(Asked):
    archive: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _GetArticle:
    id: str
    archive: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _CheckCitation:
    article_id: str
    start: Annotated[int, Range(0, 100_000_000)]
    end: Annotated[int, Range(1, 100_000_000)]
    field: FieldName = "text"
    quote: str | None = None
    archive: str | None = None


_Made: TypeAlias = "tuple[str, dict[str, Any]]"


async def _search(call: Call, asked: _Search) -> _Made:
    hits = await found(call, asked)
    rows = [
        f"[{n}] {title_of(hit.title, hit.opening)}（{hit.date or '日期不详'}）\n"
        f"{hit.chunk.article_id} [{hit.chunk.start}, {hit.chunk.end})\n{hit.chunk.text}"
        for n, hit in enumerate(hits, start=1)
    ]
    return "\n\n".join(rows) or "没有找到", {
        "text": asked.text,
        "hits": [hit_json(hit) for hit in hits],
    }


async def _ask(call: Call, asked: _Ask) -> _Made:
    answer = await ask(call, asked)
    return told(answer, lambda cited: _place(call, cited)).text, answer_json(answer)


async def _get_article(call: Call, asked: _GetArticle) -> _Made:
    article = await call.article(asked.id)
    called = title_of(article.title, beginning(article.title, article.text))
    about = (called, article.byline, article.source, article.date)
    head = "　".join(one_line(str(part)) for part in about if part)
    return f"{head}\n\n{article.text}", whole_json(article)


async def _check_citation(call: Call, asked: _CheckCitation) -> _Made:
    id_, start, end = asked.article_id, asked.start, asked.end
    await call.check_ids([id_])
    field = Field(asked.field)
    cited = await call.look(lambda archive: archive.cite(id_, start, end, field=field))
    if asked.quote is not None and asked.quote != cited.quote:
        raise Problem("bad-request", f"字段 quote：那里写的是“{cited.quote}”", field="quote")
    text = f"{_STATES[cited.file_state]}\n{heading(cited)}\n> {one_line(cited.quote)}"
    return f"{text}\n{_place(call, cited)}", asdict(cited)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tool:
    """A tool: its arguments as a record, what it does with them, and the schema of its result."""

    about: str
    takes: type[Any]
    run: Callable[[Call, Any], Awaitable[_Made]]
    returns: str


_TOOLS = {
    "search": _Tool(
        about="在档案里检索：最相关的片段，按意思和字词两路",
        takes=_Search,
        run=_search,
        returns="search",
    ),
    "ask": _Tool(
        about="向档案提问：答案是文章里的原句，附出处；档案没说的就拒答",
        takes=_Ask,
        run=_ask,
        returns="ask",
    ),
    "get_article": _Tool(
        about="读一篇文章的全文", takes=_GetArticle, run=_get_article, returns="whole_article"
    ),
    "check_citation": _Tool(
        about="核对引文：重读原文件，看那里是否还是这些字",
        takes=_CheckCitation,
        run=_check_citation,
        returns="citation",
    ),
}


def _server(call_of: Callable[[ServerRequestContext[Any, Any]], Call]) -> Server[Any]:
    """Return a server of the tools; ``call_of`` tells who calls, and from where."""

    async def list_tools(
        context: ServerRequestContext[Any, Any], _: PaginatedRequestParams | None
    ) -> ListToolsResult:
        names = _reached(call_of(context))
        return ListToolsResult(tools=[_described(name, names) for name in _TOOLS])

    async def call_tool(
        context: ServerRequestContext[Any, Any], params: CallToolRequestParams
    ) -> CallToolResult:
        if params.name not in _TOOLS:
            detail = f"没有工具 {params.name}；有的是 {'、'.join(_TOOLS)}"
            raise MCPError(code=INVALID_PARAMS, message=detail)
        return await _result(call_of(context), _TOOLS[params.name], params.arguments or {})

    return Server(
        "kanbao",
        title="看报",
        version=__version__,
        instructions=_ABOUT,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


async def _result(call: Call, tool: _Tool, arguments: dict[str, Any]) -> CallToolResult:
    try:
        asked = read(tool.takes, arguments)
        text, made = await tool.run(call.of(_archive(call, asked.archive)), asked)
    except (KanbaoError, Problem) as error:
        problem = problem_of(error)
        return CallToolResult(content=[_text(problem.detail)], is_error=True)
    except Gone:
        return CallToolResult(content=[], is_error=True)  # nobody reads it
    return CallToolResult(content=[_text(text)], structured_content=_plain(made))


def _text(text: str) -> TextContent:
    return TextContent(type="text", text=text.encode(errors="backslashreplace").decode())


def _plain(made: dict[str, Any]) -> Any:
    """Return what JSON has for it: a day is a string."""
    return json.loads(json.dumps(made, default=str))


def _reached(call: Call) -> list[str]:
    return [name for name in call.service.shelves if call.visitor.reaches(name)]


def _archive(call: Call, name: str | None) -> str:
    """Return the archive that is meant: the only one, where none is named."""
    if name is not None:
        return name
    names = _reached(call)
    if len(names) != 1:
        detail = f"字段 archive：有 {len(names)} 个档案（{'、'.join(names)}），写明是哪一个"
        raise Problem("bad-request", detail, field="archive")
    return names[0]


def _place(call: Call, cited: Citation) -> str:
    """Return where a citation stands: an address, or without a server the file."""
    if "host" in call.request.headers:
        return call.link(cited)
    if cited.file is None:
        return f"{cited.article_id}:{cited.start}-{cited.end}"
    return f"{cited.file}:{cited.file_start}-{cited.file_end}"


def _described(name: str, archives: list[str]) -> Tool:
    tool = _TOOLS[name]
    fields = {
        field: schema | {"description": _FIELDS[field]}
        for field, schema in properties(tool.takes).items()
    }
    fields["archive"]["type"] = "string"
    fields["archive"]["enum"] = archives
    needed = [*required(tool.takes), *(["archive"] if len(archives) != 1 else [])]
    return Tool(
        name=name,
        description=tool.about,
        input_schema={
            "type": "object",
            "properties": fields,
            "required": needed,
            "additionalProperties": False,
        },
        output_schema=_standing_alone(tool.returns),
        annotations=ToolAnnotations(read_only_hint=True, open_world_hint=False),
    )


@cache
def _standing_alone(name: str) -> dict[str, Any]:
    """Return the schema of a shape with all that it refers to."""
    known = schemas()
    text = json.dumps({**known[name], "$defs": known})
    schema: dict[str, Any] = json.loads(text.replace("#/components/schemas/", "#/$defs/"))
    used, waiting = set[str](), [name]
    while waiting:
        one = json.dumps(known[waiting.pop()])
        new = {other for other in known if f'schemas/{other}"' in one} - used
        used |= new
        waiting += new
    schema["$defs"] = {one: schema["$defs"][one] for one in sorted(used)}
    return schema


class Exchange(Response):
    """One request of an assistant and its response, by a server of its own."""

    def __init__(self, call: Call) -> None:
        super().__init__()
        self._call = call

    async def __call__(self, scope: Connection, receive: Receive, send: Send) -> None:
        """Answer it."""
        manager = StreamableHTTPSessionManager(
            _server(lambda _: self._call),
            json_response=True,
            stateless=True,
            max_request_body_size=self._call.service.settings.json_bytes,
        )
        async with manager.run():
            await manager.handle_request(scope, receive, send)


def serve_stdio(settings: Settings) -> None:
    """Serve an assistant over standard input and output until it closes them."""
    asyncio.run(_serve_stdio(Service(settings)))


async def _serve_stdio(service: Service) -> None:
    server = _server(lambda _: _own_call(service))
    await service.start()
    try:
        async with stdio_server() as (incoming, outgoing):
            await server.run(incoming, outgoing, server.create_initialization_options())
    finally:
        await service.close()


def _own_call(service: Service) -> Call:
    """Return a call of whoever started this process: it comes from nowhere and nobody leaves."""

    async def stays() -> Any:
        await asyncio.Event().wait()

    nowhere = {"type": "http", "method": "POST", "path": "/mcp", "headers": [], "state": {}}
    return Call(
        request=Request(nowhere, stays), service=service, visitor=Visitor(scope=Scope.ADMIN)
    )
