"""Which version of which table is the archive: one small file, put in place when all else is."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any

from qa.errors import ArchiveError, MismatchError
from qa.store.rows import Recipe

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["FILE", "Manifest", "Version", "read_manifest", "sync_since", "write_manifest"]

FILE = "archive.lance.json"
FORMAT = 1
_KEPT = 3600.0  # seconds that a view may be open
_STEP = 300.0  # seconds between two of the past that are noted
_SLACK = 2.0  # seconds by which a disk's clock may be behind


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A table as it was after a batch: ``since`` is when the batch that changed it last began."""

    name: str
    number: int
    since: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """The tables of an earlier batch, that a view may still be reading, and when it ended."""

    ended: float
    tables: dict[str, Version]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """An archive after a batch.

    ``tables`` are by what they hold; ``past`` are those that views may be reading, a few minutes
    apart. ``words`` is the number of tokens of all chunks,
    ``terms`` the number of rows of the vocabulary when it was last summed up; ``unsettled`` counts
    the batches since the tables were last put in order, ``corrected`` says whether an article ever
    was.
    """

    generation: int = 1
    stamp: str = ""
    ended: float = 0.0
    tables: dict[str, Version] = field(default_factory=dict)
    past: tuple[Past, ...] = ()
    recipe: Recipe | None = None
    moves: str | None = None
    rebuild: str | None = None
    next_article: int = 1
    next_chunk: int = 1
    chunks: int = 0
    words: int = 0
    terms: int = 0
    unsettled: int = 0
    corrected: bool = False

    def followed(self, tables: dict[str, Version], now: float) -> Manifest:
        """Return the manifest of the next batch, which left ``tables``."""
        old = {version.name for version in self.tables.values()}
        is_noted = (
            not self.past
            or self.ended - self.past[-1].ended >= _STEP
            or not old <= {version.name for version in tables.values()}
        )
        past = (*self.past, Past(ended=self.ended, tables=self.tables)) if is_noted else self.past
        over = sum(now - one.ended >= _KEPT for one in past)  # the last of them may be in use
        return replace(
            self,
            generation=self.generation + 1,
            stamp=secrets.token_hex(8),
            ended=now,
            tables=tables,
            past=past[max(0, over - 1) :],
        )

    def needed_since(self, what: str) -> float:
        """Return the time before which no version of a table is one that a view may be reading."""
        tables = [self.tables, *(one.tables for one in self.past)]
        return min((known[what].since for known in tables if what in known), default=0.0)

    def keeps(self, other: Manifest) -> bool:
        """Whether the tables of an earlier batch can be read still."""
        return all(
            known.name in self.names and known.since >= self.needed_since(what)
            for what, known in other.tables.items()
        )

    @property
    def names(self) -> set[str]:
        """The names of all tables that a view may be reading."""
        tables = [self.tables, *(one.tables for one in self.past)]
        return {version.name for known in tables for version in known.values()}


def read_manifest(folder: Path) -> Manifest:
    """Return an archive's; :class:`ArchiveError` if it is not one, or of another version."""
    try:
        values = json.loads((folder / FILE).read_text("utf-8"))
        if values["format"] != FORMAT:
            raise MismatchError(
                f"{folder}: has format {values['format']}, this version of kanbao reads {FORMAT}: "
                "update kanbao"
            )
        return _manifest(values)
    except OSError as error:
        raise ArchiveError(f"{folder}: {FILE} cannot be read ({error.strerror})") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ArchiveError(f"{folder}: {FILE} is damaged: restore it from a copy") from error


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Put a manifest in the place of the old one: what it names must be on the disk by then."""
    values = {"format": FORMAT, **asdict(replace(manifest, recipe=None))}
    if made := manifest.recipe:
        values["recipe"] = {**asdict(made), "probe": made.probe.hex()}
    part = folder / f"{FILE}.tmp"
    with part.open("w", encoding="utf-8") as file:
        json.dump(values, file, ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())
    part.replace(folder / FILE)
    _sync(folder)


def sync_since(folder: Path, since: float) -> None:
    """Bring to the disk what was written since; Lance leaves that to the system."""
    for root, _, names in os.walk(folder):
        new = [path for name in names if _is_new(path := os.path.join(root, name), since)]  # noqa: PTH118
        for path in new:
            _sync(path)
        if new or _is_new(root, since):
            _sync(root)


def _is_new(path: str, since: float) -> bool:
    try:
        return os.stat(path).st_mtime >= since - _SLACK  # noqa: PTH116 (thousands of files)
    except FileNotFoundError:
        return False


def _sync(path: Path | str) -> None:
    if os.name == "nt":  # a folder cannot be opened there
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _manifest(values: dict[str, Any]) -> Manifest:
    rest = {key: value for key, value in values.items() if key != "format"}
    recipe, past = rest.pop("recipe"), rest.pop("past")
    return Manifest(
        **{
            **rest,
            "tables": _tables(rest["tables"]),
            "past": tuple(Past(ended=p["ended"], tables=_tables(p["tables"])) for p in past),
            "recipe": recipe and Recipe(**{**recipe, "probe": bytes.fromhex(recipe["probe"])}),
        }
    )


def _tables(values: dict[str, dict[str, Any]]) -> dict[str, Version]:
    return {what: Version(**version) for what, version in values.items()}
