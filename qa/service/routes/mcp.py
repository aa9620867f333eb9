"""Where assistants come in: the Model Context Protocol over HTTP."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from qa.service.problems import Problem

if TYPE_CHECKING:
    from starlette.responses import Response

    from qa.service.call import Call

__all__ = ["mcp"]


async def mcp(call: Call) -> Response:
    """Let an assistant use the archives that its key opens, as tools."""
    try:
        # It takes a second or two the first time: beside the loop that others wait for.
        assistants = await call.service.desk.run(lambda: import_module("qa.service.assistants"))
    except ImportError as error:
        detail = "这里没有装 MCP：在服务器上 pip install 'kanbao[mcp]'，再重新启动"
        raise Problem("not-found", detail) from error
    answered: Response = assistants.Exchange(call)
    return answered
