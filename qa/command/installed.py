"""How this Kanbao was installed, and so which line adds an extra to it."""

from __future__ import annotations

import re
import sys
from pathlib import Path

__all__ = ["fitted"]

_LINE = re.compile(r"pip install '(kanbao)(\[\w+\])'")
_UVX = re.compile(r"(?:archive|environments)-v\d+")


def fitted(message: str, *, prefix: Path | None = None) -> str:
    """Return a message with its ``pip install 'kanbao[…]'`` as it is said here.

    That line adds nothing to what pipx or uv keep in an environment of their own. ``prefix`` is
    that of the environment, None for this one.
    """
    if not _LINE.search(message):
        return message
    return _LINE.sub(_line(Path(sys.prefix) if prefix is None else prefix), message)


def _line(prefix: Path) -> str:
    """Return the line, with the name and the extra as groups 1 and 2."""
    if (prefix / "pipx_metadata.json").is_file():
        return rf"pipx runpip {prefix.name} install '\1\2'"
    if (prefix / "uv-receipt.toml").is_file():
        return rf"uv pip install --python '{prefix.as_posix()}' '\1\2'"
    if any(map(_UVX.fullmatch, prefix.parts)):
        return rf"uvx --from '\1\2{_place()}' \1"
    return r"pip install '\1\2'"


def _place() -> str:
    """Return where the package was installed from, for one that is in no registry."""
    import json
    from importlib.metadata import PackageNotFoundError, distribution

    try:
        direct = distribution("kanbao").read_text("direct_url.json")
    except PackageNotFoundError:
        return ""
    return f" @ {json.loads(direct)['url']}" if direct else ""
