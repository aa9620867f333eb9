"""Work spread over the machines of a Ray cluster."""

from __future__ import annotations

import os
import socket
import time
from collections import Counter
from typing import Any
from urllib.parse import urlsplit

from qa.errors import InputError, WorkerError
from qa.spread.base import LostError, Workers, work

__all__ = ["INSTALL", "Ray"]

INSTALL = "pip install 'kanbao[ray]'"
_KNOCK = 5.0  # seconds
_HELLO = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + bytes([0, 0, 0, 4, 0, 0, 0, 0, 0])
_SETTINGS = 4
_OBJECTS = 200 * 2**20  # bytes for what is on its way, of a cluster begun here


class Ray(Workers):
    """Actors of a Ray cluster, each with its own models.

    ``address`` is ``auto`` (``RAY_ADDRESS``, or else the cluster that runs on this machine),
    ``HOST:PORT``, or ``local``: one of this machine alone, ended with this. ``workers`` is as many
    as the cluster has processors, unless given. ``patience`` is how many seconds they may take to
    begin. Each machine has the same Kanbao with the same models, named alike. Raises
    :class:`InputError` where Ray is not installed, or nothing answers at the address.
    """

    def __init__(self, address: str, workers: int | None = None, *, patience: float = 120) -> None:
        if workers is not None and workers < 1:
            raise InputError(f"{workers} workers: at least 1 is needed")
        self._patience = patience
        self._ray, self._own = _connected(address)
        self._pickle = self._ray.cloudpickle.dumps
        total = int(self._ray.cluster_resources().get("CPU", 0))
        self._workers = workers or max(1, total)
        self._threads = max(1, total // self._workers)
        self._actors: list[Any] = []
        self._coming: dict[Any, Any] = {}
        self._given: list[tuple[Any, Any]] = []
        self._runs: dict[bytes, Any] = {}

    @property
    def workers(self) -> int:
        """How many actors."""
        return self._workers

    def close(self) -> None:
        """End the actors, and the cluster if it is ours."""
        self._end()
        if self._own:
            self._ray.shutdown()
            self._own = False

    def _end(self) -> None:
        for actor in (*self._actors, *self._coming.values()):
            self._ray.kill(actor)
        self._actors, self._coming, self._given, self._runs = [], {}, [], {}

    def _submit(self, run: bytes, batch: bytes) -> tuple[Any, Any]:
        if not (self._actors or self._coming):
            self._begin()
        self._welcome()
        if run not in self._runs:
            self._runs[run] = self._ray.put(run)
        actor = self._least_busy()
        coming = actor.work.remote(self._runs[run], batch)
        self._given.append((actor, coming))
        return actor, coming

    def _least_busy(self) -> Any:
        """Return the actor with the fewest batches."""
        self._given = [(actor, one) for actor, one in self._given if not self._is_done(one)]
        busy = Counter(id(actor) for actor, _ in self._given)
        return min(self._actors, key=lambda actor: busy[id(actor)])

    def _is_done(self, coming: Any) -> bool:
        done, _ = self._ray.wait([coming], timeout=0, fetch_local=False)
        return bool(done)

    def _result(self, coming: Any) -> bytes:
        try:
            return bytes(self._ray.get(coming))
        except self._ray.exceptions.RayError as error:
            raise LostError(_first_line(error)) from error

    def _replace(self, owner: Any) -> None:
        if owner not in self._actors:
            return
        self._ray.kill(owner)  # what it has lost may not have ended it
        self._actors = [one for one in self._actors if one is not owner]
        self._given = [(actor, one) for actor, one in self._given if actor is not owner]
        self._begin_another()

    def _begin_another(self) -> None:
        """Begin one that is given work once it is there: there may be no room for it any more."""
        actor = self._actor()
        self._coming[actor.version.remote()] = actor

    def _welcome(self) -> None:
        """Count in those that have begun in the place of others; wait only where none is left.

        Raises :class:`WorkerError` where none begins.
        """
        end = time.monotonic() + self._patience
        while self._coming:
            patience = 0 if self._actors else max(0, end - time.monotonic())
            begun, _ = self._ray.wait(list(self._coming), timeout=patience)
            if not begun:
                break
            self._take_on(begun[0])
        if not self._actors:
            self._end()
            raise WorkerError(
                f"no worker of the cluster is left, and none began in {self._patience:g} s: see "
                "which of its machines are there"
            )

    def _take_on(self, version: Any) -> None:
        """Take on the actor that says its version, or begin another where it is lost already."""
        actor = self._coming.pop(version)
        try:
            found = self._ray.get(version)
        except self._ray.exceptions.RayError:
            self._begin_another()
            return
        self._actors.append(actor)
        _check_versions({found})

    def _actor(self) -> Any:
        return self._ray.remote(num_cpus=self._threads, max_restarts=0)(_Actor).remote()

    def _begin(self) -> None:
        self._actors = [self._actor() for _ in range(self._workers)]
        try:
            self._check()
        except WorkerError:
            self._end()
            raise

    def _check(self) -> None:
        """Wait until all actors are there. Raises :class:`WorkerError`."""
        versions = [actor.version.remote() for actor in self._actors]
        try:
            found = set(self._ray.get(versions, timeout=self._patience))
        except self._ray.exceptions.GetTimeoutError as error:
            raise WorkerError(
                f"the cluster did not begin {self._workers} workers of {self._threads} processors "
                f"in {self._patience:g} s: take fewer, or wait until it has room"
            ) from error
        except self._ray.exceptions.RayError as error:
            raise WorkerError(
                f"a worker of the cluster does not begin ({_first_line(error)}): install the same "
                "Kanbao on each machine"
            ) from error
        _check_versions(found)


class _Actor:
    """A worker, on whatever machine."""

    def version(self) -> str:
        """Return the version of Kanbao that is installed there."""
        return _version()

    def work(self, run: bytes, batch: bytes) -> bytes:
        """See :func:`qa.spread.base.work`."""
        return work(run, batch)


def _check_versions(found: set[str]) -> None:
    """Raise :class:`WorkerError` for a version that is not ours."""
    if others := found - {_version()}:
        raise WorkerError(
            f"the cluster's workers have Kanbao {', '.join(sorted(others))}, here is "
            f"{_version()}: install the same on each machine"
        )


def _version() -> str:
    from qa import __version__

    return __version__


def _connected(address: str) -> tuple[Any, bool]:
    """Return Ray, connected, and whether the connection is ours to end."""
    # Whoever works offline reports nothing to Ray's makers. Read when it is imported.
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    try:
        import ray
    except ModuleNotFoundError as error:
        raise InputError(f"Ray is not installed: {INSTALL}") from error
    if ray.is_initialized():
        return ray, False
    if address == "auto":
        address = os.environ.get("RAY_ADDRESS") or address
    settings: dict[str, Any] = {"log_to_driver": False, "logging_level": "ERROR"}
    if address == "local":
        settings |= {"include_dashboard": False, "object_store_memory": _OBJECTS}
    elif address != "auto":
        _check_answers(address)
    try:
        ray.init(address=address, **settings)
    except (ConnectionError, ValueError, RuntimeError, TimeoutError) as error:
        raise InputError(
            f"no Ray cluster at {address!r}: begin one with `ray start --head`, give HOST:PORT, or "
            f"`local` for this machine alone ({_first_line(error)})"
        ) from error
    return ray, True


def _check_answers(address: str) -> None:
    """Raise :class:`InputError` unless something at an address speaks as Ray does: HTTP/2.

    Ray itself would try for minutes.
    """
    parts = urlsplit(address if "://" in address else f"//{address}")
    try:
        place = parts.hostname or "", parts.port or 6379
        with socket.create_connection(place, timeout=_KNOCK) as connection:
            connection.settimeout(_KNOCK)
            connection.sendall(_HELLO)
            head = connection.recv(9)
    except (OSError, ValueError) as error:
        raise InputError(
            f"nothing answers at {address!r}: is it a Ray cluster? ({error})"
        ) from error
    if len(head) < 4 or head[3] != _SETTINGS:
        raise InputError(f"what answers at {address!r} is no Ray cluster: give its HOST:PORT")


def _first_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
