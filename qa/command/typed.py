"""Commands that a user is told to type: as a shell takes them, of the archive that was asked."""

from __future__ import annotations

import os
import shlex
from typing import TYPE_CHECKING

from qa.command.options import ARCHIVE, as_archive
from qa.quoting import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = ["archive_words", "typed", "typed_id"]

_ESCAPES = {"\\": r"\\", "'": r"\'", "\n": r"\n", "\r": r"\r", "\t": r"\t"}


def typed(words: Iterable[str]) -> str:
    r"""Return words as they are typed; those with what no line shows as bash has it: $'a\nb'."""
    return " ".join(shlex.quote(word) if _is_shown(word) else _escaped(word) for word in words)


def typed_id(id_: str) -> str:
    """Return an article's id as a list shows it: as it is, where a line can show it."""
    return id_ if _is_shown(id_) else _escaped(id_)


def archive_words(archive: Path, server: str | None = None) -> list[str]:
    """Return the options that name an archive: none where a command takes it without them."""
    usual = as_archive(os.environ.get("KANBAO_ARCHIVE") or ARCHIVE)
    words = [] if archive == usual else ["--archive", str(archive)]
    if server and server != os.environ.get("KANBAO_SERVER"):
        words += ["--server", server]
    return words


def _is_shown(word: str) -> bool:
    return one_line(word) == word


def _escaped(word: str) -> str:
    return "$'" + "".join(map(_character, word)) + "'"


def _character(char: str) -> str:
    return _ESCAPES.get(char) or (char if _is_shown(char) else f"\\u{ord(char):04x}")
