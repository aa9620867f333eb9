"""Keys: who may do what with which archives. Only their hashes are kept.

And the hashes of the cookies that their holders ended by logging out.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import json
import os
import secrets
import time
from dataclasses import asdict, dataclass, replace
from enum import IntEnum
from typing import TYPE_CHECKING

from filelock import FileLock

from qa.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = ["Key", "Keys", "Scope"]

_PREFIX = "kb_"
_SESSION = 12 * 3600  # seconds


class Scope(IntEnum):
    """What a key may do; each may do what those before it may."""

    READ = 1
    WRITE = 2
    ADMIN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A key as it is kept: ``hash`` is the SHA-256 of what its holder has.

    ``archives`` None: all of them. ``until``: its last day, None for ever.
    """

    id: str
    hash: str
    scope: Scope
    archives: tuple[str, ...] | None
    made: dt.date
    until: dt.date | None = None

    def is_valid(self, today: dt.date) -> bool:
        """Whether its last day is not over."""
        return self.until is None or today <= self.until

    def reaches(self, archive: str) -> bool:
        """Whether it is a key to this archive."""
        return self.archives is None or archive in self.archives


class Keys:
    """The keys of a file, readable by its owner only; read again when it has changed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._mark: tuple[int, int] | None = None
        self._keys: tuple[Key, ...] = ()
        self._seal = b""
        self._ended: dict[str, int] = {}

    def all(self) -> tuple[Key, ...]:
        """Return all keys, also those whose day is over."""
        self._refresh()
        return self._keys

    def find(self, secret: str) -> Key | None:
        """Return the valid key that this is; None if it is none."""
        wanted = _hash(secret)
        return self._valid(key for key in self.all() if hmac.compare_digest(key.hash, wanted))

    def new(
        self, *, scope: Scope, archives: Iterable[str] | None = None, days: int | None = None
    ) -> tuple[Key, str]:
        """Make a key, keep its hash, and return it and what its holder needs, seen only now."""
        secret = _PREFIX + secrets.token_urlsafe(32)
        today = _today()
        if days is not None and not 1 <= days <= 36_500:
            raise InputError(f"密钥的天数应在 1 到 36500 之间，而不是 {days}")
        key = Key(
            id=secrets.token_hex(4),
            hash=_hash(secret),
            scope=scope,
            archives=tuple(archives) if archives else None,
            made=today,
            until=today + dt.timedelta(days=days) if days else None,
        )
        with self._locked():
            self._write((*self.all(), key))
        return key, secret

    def revoke(self, id_: str) -> None:
        """Delete a key. Raises :class:`InputError` if there is none of this id."""
        with self._locked():
            rest = tuple(key for key in self.all() if key.id != id_)
            if len(rest) == len(self.all()):
                raise InputError(f"没有编号为 {id_} 的密钥：见 kanbao key list")
            self._write(rest)

    def session(self, key: Key) -> str:
        """Return the cookie of a key's holder: signed, good for twelve hours or until it is ended.

        Each has a number of its own, so that ending one ends no other of the same key.
        """
        self._refresh()
        named = f"{key.id}.{int(time.time()) + _SESSION}.{secrets.token_hex(8)}"
        return f"{named}.{self._sign(named)}"

    def of_session(self, cookie: str) -> Key | None:
        """Return the valid key whose holder got this cookie from :meth:`session`."""
        self._refresh()
        if self._until(cookie) < time.time() or _hash(cookie) in self._ended:
            return None
        id_ = cookie.partition(".")[0]
        return self._valid(key for key in self._keys if key.id == id_)

    def end_session(self, cookie: str) -> None:
        """Make a cookie worth nothing, whoever has a copy of it, also after the next start.

        Raises ``OSError`` where that cannot be written down.
        """
        if self.of_session(cookie) is None:
            return
        with self._locked():
            self._refresh()
            self._ended[_hash(cookie)] = self._until(cookie)
            self._write(self._keys)

    def _until(self, cookie: str) -> int:
        """Return the second up to which a cookie is good, if nobody ends it; 0 for one not ours."""
        named, _, signed = cookie.rpartition(".")
        if not self._seal or not hmac.compare_digest(self._sign(named).encode(), signed.encode()):
            return 0
        return int(named.split(".")[1])

    def _valid(self, found: Iterable[Key]) -> Key | None:
        return next((key for key in found if key.is_valid(_today())), None)

    def _sign(self, named: str) -> str:
        return hmac.new(self._seal, named.encode(), "sha256").hexdigest()

    def _locked(self) -> FileLock:
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        return FileLock(f"{self._path}.lock")

    def _refresh(self) -> None:
        try:
            about = self._path.stat()
        except FileNotFoundError:
            self._mark, self._keys, self._seal, self._ended = None, (), b"", {}
            return
        mark = (about.st_mtime_ns, about.st_ino)
        if mark != self._mark:
            self._keys, self._seal, self._ended = _read(self._path)
            self._mark = mark

    def _write(self, keys: tuple[Key, ...]) -> None:
        seal = self._seal or secrets.token_bytes(32)
        rows = [asdict(key) | {"scope": key.scope.name.lower()} for key in keys]
        ended = {one: until for one, until in self._ended.items() if until >= time.time()}
        kept = {"seal": seal.hex(), "keys": rows, "ended": ended}
        text = json.dumps(kept, indent=2, default=str)
        draft = self._path.with_suffix(".tmp")
        draft.unlink(missing_ok=True)
        file = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(file, "w", encoding="utf-8") as opened:
            opened.write(text + "\n")
        draft.replace(self._path)


def _read(path: Path) -> tuple[tuple[Key, ...], bytes, dict[str, int]]:
    """Return the keys, what signs cookies, and the hashes of cookies that were ended.

    Files of version 0.2 and before have no ``ended``.
    """
    try:
        kept = json.loads(path.read_text("utf-8"))
        keys = tuple(_key(row) for row in kept["keys"])
        return keys, bytes.fromhex(kept["seal"]), dict(kept.get("ended", {}))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(
            f"{path}：不是密钥文件，或已损坏：从备份恢复，或删掉它重新发密钥"
        ) from error


def _key(row: dict[str, str]) -> Key:
    made = Key(**row)  # type: ignore[arg-type]  # the words of JSON are read below
    return replace(
        made,
        scope=Scope[row["scope"].upper()],
        archives=None if made.archives is None else tuple(made.archives),
        made=dt.date.fromisoformat(row["made"]),
        until=dt.date.fromisoformat(row["until"]) if row["until"] else None,
    )


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode(errors="backslashreplace")).hexdigest()


def _today() -> dt.date:
    return dt.datetime.now(tz=dt.UTC).date()
