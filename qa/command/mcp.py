"""``kanbao mcp``: the archives as tools of an assistant that starts this command."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from qa.command.exit_codes import FOUND
from qa.command.options import ARCHIVE, as_path, as_text
from qa.command.serve import folders_of
from qa.errors import InputError

__all__ = ["mcp"]


def mcp(
    *,
    archives: Annotated[
        list[str] | None,
        typer.Option(
            "--archive",
            parser=as_text,
            metavar="名字=文件夹",
            help="档案，可多次给出；不写名字就用文件夹的名字"
            f"（默认 KANBAO_ARCHIVE 或设置文件所指，没有则是 {ARCHIVE}）",
        ),
    ] = None,
    config: Annotated[
        Path | None,
        typer.Option(parser=as_path, metavar="文件", help="设置文件（默认 kanbao.toml，如果有）"),
    ] = None,
) -> int:
    """Serve the Model Context Protocol on standard input and output until it is closed."""
    try:
        from qa.service.assistants import serve_stdio
    except ImportError as error:
        needed = "kanbao mcp 要装 kanbao[mcp]：pip install 'kanbao[mcp]'"
        raise InputError(f"{needed}（{error}）") from error
    from qa.service.settings import load_settings

    settings = load_settings(config, archives=folders_of(archives))
    if not settings.archives:
        one = os.environ.get("KANBAO_ARCHIVE") or str(ARCHIVE)
        settings = load_settings(config, archives=folders_of([one]))
    serve_stdio(settings)
    return FOUND
