"""``kanbao``: run one command; errors are one line on standard error. Exit codes: ``app``."""

from __future__ import annotations

import io
import logging
import os
import sys
from typing import TYPE_CHECKING

import typer
from typer.main import get_command

from qa.command.app import app
from qa.command.completion import speak_chinese
from qa.command.exit_codes import ERROR, INTERRUPTED
from qa.command.installed import fitted
from qa.command.usage import usage_message
from qa.errors import KanbaoError
from qa.messages import in_chinese, of_system

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["main"]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    for library in ("trafilatura", "htmldate"):
        logging.getLogger(library).setLevel(logging.CRITICAL)
    if isinstance(sys.stdout, io.TextIOWrapper):
        # GBK, say, lacks 𠮷: an escape for it is better than no output at all.
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        code = _run(list(sys.argv[1:] if argv is None else argv))
        if sys.stdout is not None:  # closed by whoever started us
            sys.stdout.flush()
    except BrokenPipeError:
        # The reader (head, less) has seen enough; nothing may be written at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except typer.TyperException as error:
        return _fail(usage_message(error))
    except KanbaoError as error:
        return _fail(fitted(in_chinese(str(error))))
    except OSError as error:
        return _fail(of_system(error))
    except KeyboardInterrupt as stop:
        _fail(str(stop) or "已中断")
        return INTERRUPTED
    return code


def _run(argv: list[str]) -> int:
    command = get_command(app(argv[0] if argv else None))
    speak_chinese(command)
    if "_KANBAO_COMPLETE" in os.environ:
        # A shell asks what may come next: typer answers it and exits.
        command.main(prog_name="kanbao")
    try:
        # Not command.main: that makes another exit code of a closed pipe and of Ctrl-C.
        with command.make_context("kanbao", argv) as context:
            return int(command.invoke(context))
    except typer.Exit as stop:
        return stop.exit_code


def _fail(message: str) -> int:
    line = " ".join(message.split())
    print(f"kanbao: 错误：{line}", file=sys.stderr)
    return ERROR
