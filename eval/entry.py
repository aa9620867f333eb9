"""The script ``kanbao-eval``, of which a plain installation of Kanbao has the name only."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["INSTALL", "main"]

INSTALL = "pip install 'kanbao[eval]'"


def main(argv: Sequence[str] | None = None) -> int:
    """Run :func:`eval.__main__.main`; return 2, and say what to install, where it cannot run."""
    try:
        from eval.__main__ import main as run
    except ModuleNotFoundError as error:
        print(f"错误：评测要用 {error.name}，没有装：{INSTALL}", file=sys.stderr)
        return 2
    return run(argv)
