"""The script ``kanbao``: Ctrl-C while the command is still being imported ends it as later."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from qa.command.exit_codes import INTERRUPTED

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["main"]


def main(argv: Sequence[str] | None = None) -> int:
    """Run :func:`qa.command.cli.main` and return its exit code."""
    try:
        from qa.command.cli import main as run
    except KeyboardInterrupt:
        print("kanbao: 错误：已中断", file=sys.stderr)
        return INTERRUPTED
    return run(argv)
