"""``kanbao mcp``: the archives as tools of an assistant that starts this command."""

from __future__ import annotations

from qa.command.exit_codes import FOUND
from qa.command.serve import Archives, Config, settings_of
from qa.errors import InputError

__all__ = ["mcp"]


def mcp(*, archives: Archives = None, config: Config = None) -> int:
    """Serve the Model Context Protocol on standard input and output until it is closed."""
    try:
        from qa.service.assistants import serve_stdio
    except ImportError as error:
        needed = "kanbao mcp 要装 kanbao[mcp]：pip install 'kanbao[mcp]'"
        raise InputError(f"{needed}（{error}）") from error
    serve_stdio(settings_of(config, archives))
    return FOUND
