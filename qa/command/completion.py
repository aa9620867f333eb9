"""``--install-completion`` and ``--show-completion``: typer's own, with its words in Chinese."""

from __future__ import annotations

import io
import sys
from contextlib import redirect_stderr, redirect_stdout, suppress
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["speak_chinese"]

_HELP = {
    "install_completion": "给当前的 shell（bash、zsh、fish）装上命令补全",
    "show_completion": "输出当前 shell 的补全脚本",
}
_INSTALLED = "命令补全已装好，重新打开终端后生效\n"


def speak_chinese(commands: Any) -> None:
    """Translate the help, the message and the error of the two options that typer adds."""
    for param in commands.params:
        if param.name in _HELP:
            param.help = _HELP[param.name]
            said = _INSTALLED if param.name == "install_completion" else None
            param.callback = _translated(param.callback, said)


def _translated(run: Callable[[Any, Any, Any], Any], said: str | None) -> Callable[..., None]:
    """Return ``run``, a callback that writes and exits, saying ``said`` if that is not None."""

    def callback(ctx: Any, param: Any, value: Any) -> None:
        if not value or ctx.resilient_parsing:
            return
        written = io.StringIO()
        try:
            with redirect_stdout(written), redirect_stderr(written), suppress(SystemExit):
                run(ctx, param, value)
        except typer.Exit as error:
            raise typer.BadParameter(
                "认不出当前的 shell：bash、zsh、fish、PowerShell 有命令补全"
            ) from error
        sys.stdout.write(said or written.getvalue())
        raise typer.Exit

    return callback
