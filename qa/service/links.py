"""Addresses of pages and of what programs ask for, made and changed."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from qa.records import Field

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Here", "api", "article_api", "article_view", "view"]


def view(archive: str, name: str, **about: Any) -> str:
    """Return the address of a view of an archive."""
    return _address(f"/a/{quote(archive, safe='')}/{name}", about)


def api(archive: str, name: str, **about: Any) -> str:
    """Return the address of something of an archive for programs, and for downloads."""
    return _address(f"/api/v1/archives/{quote(archive, safe='')}/{name}", about)


def article_view(
    archive: str,
    id_: str,
    start: int | None = None,
    end: int | None = None,
    field: Field = Field.TEXT,
) -> str:
    """Return the address of an article's page, with a span of it or its title lit, if any."""
    of = None if field is Field.TEXT else field
    path = view(archive, f"articles/{quote(id_, safe='')}", start=start, end=end, field=of)
    return path if start is None else f"{path}#c{start}-{end}"


def article_api(archive: str, id_: str, name: str, **about: Any) -> str:
    """Return the address of something of an article: its file, a page of it, a citation."""
    return api(archive, f"articles/{quote(id_, safe='')}/{name}", **about)


class Here:
    """The address that was asked for; called, the same with some of it changed."""

    def __init__(self, path: str, asked: Any) -> None:
        given = {one.name: getattr(asked, one.name) for one in fields(asked)}
        defaults = {one.name: one.default for one in fields(asked)}
        self.path = path
        self.about = {n: v for n, v in given.items() if v != defaults[n]}

    def __call__(self, **changes: Any) -> str:
        """Return the address; None for what is to be left out."""
        return _address(self.path, self.about | changes)

    def hidden(self, *names: str) -> list[tuple[str, Any]]:
        """Return what a form has to send along, but for the fields it shows, ``names``."""
        return [
            (name, one)
            for name, value in self.about.items()
            if name not in names
            for one in (value if isinstance(value, tuple) else (value,))
        ]


def _address(path: str, about: Mapping[str, Any]) -> str:
    given = {name: value for name, value in about.items() if value is not None}
    return f"{path}?{urlencode(given, doseq=True)}" if given else path
