"""How this Kanbao was installed, and so which line adds an extra to it."""

from __future__ import annotations

import re
import sys
from pathlib import Path

__all__ = ["fitted"]

_LINE = re.compile(r"pip install '(kanbao\[\w+\])'")
_UVX = re.compile(r"(?:archive|environments)-v\d+")


def fitted(message: str, *, prefix: Path | None = None) -> str:
    """Return a message with its ``pip install 'kanbao[…]'`` as it is said here.

    That line adds nothing to what pipx or uv keep in an environment of their own. ``prefix`` is
    that of the environment, None for this one.
    """
    if not _LINE.search(message):
        return message
    place = Path(sys.prefix) if prefix is None else prefix
    return _LINE.sub(lambda line: _line(line[1], place), message)


def _line(wanted: str, prefix: Path) -> str:
    if (prefix / "pipx_metadata.json").is_file():
        return f"pipx runpip {prefix.name} install '{wanted}'"
    if (prefix / "uv-receipt.toml").is_file():
        return f"uv pip install --python '{prefix.as_posix()}' '{wanted}'"
    if any(map(_UVX.fullmatch, prefix.parts)):
        return f"uvx --from '{wanted}{_place()}' kanbao"
    return f"pip install '{wanted}'"


def _place() -> str:
    """Return where the package was installed from, for one that is in no registry."""
    import json
    from importlib.metadata import PackageNotFoundError, distribution

    try:
        direct = distribution("kanbao").read_text("direct_url.json")
    except PackageNotFoundError:
        return ""
    return f" @ {json.loads(direct)['url']}" if direct else ""
