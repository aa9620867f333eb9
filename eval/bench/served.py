"""``kanbao serve`` in a process of its own, for measures that ask it over HTTP."""

from __future__ import annotations

import http.client
import os
import re
import subprocess
import sys
import tempfile
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

__all__ = ["Served", "until"]

_TIMEOUT = 120.0  # seconds a request may take
_PATIENCE = 300.0  # seconds to wait for something
_PAUSE = 0.01  # seconds between two looks


class Served:
    """A service on one archive, ``news``, at a port that is free, until it is closed.

    ``address`` is its host and port, ``process`` the process, ``began`` when it was started
    (:func:`time.monotonic`). ``more`` are further arguments of the command, ``env`` variables of
    its environment. Raises :class:`RuntimeError`, with what the command says, if it does not start.
    """

    def __init__(self, archive: Path, *more: str, env: Mapping[str, str] | None = None) -> None:
        self._log = tempfile.TemporaryFile("w+")  # noqa: SIM115 (closed at the end)
        self.began = time.monotonic()
        command = [sys.executable, "-m", "qa", "serve", "--port", "0"]
        self.process = subprocess.Popen(  # noqa: S603 - our own interpreter
            [*command, "--archive", f"news={archive}", *more],
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
            env={**os.environ, **(env or {})},
        )
        said = self.process.stdout.readline() if self.process.stdout else ""
        found = re.search(r"http://([^/]+)/", said)
        if found is None:
            self._log.seek(0)
            why = self._log.read().strip() or "the service does not start"
            self.close()
            raise RuntimeError(why)
        self.address = found[1]

    def send(
        self, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> tuple[int, bytes]:
        """Return status and body. Raises ``OSError`` where there is none."""
        connection = http.client.HTTPConnection(self.address, timeout=_TIMEOUT)
        try:
            connection.request(method, path, body or None, dict(headers or {}))
            response = connection.getresponse()
            return response.status, response.read()
        except http.client.HTTPException as error:
            raise ConnectionError(repr(error)) from error
        finally:
            connection.close()

    def close(self) -> None:
        """End the process, if it has not ended, and wait for it."""
        self.process.terminate()
        self.process.communicate()
        self._log.close()


def until(happened: Callable[[], Any], *, patience: float = _PATIENCE) -> Any:
    """Wait for something to be so and return it; what cannot be asked is not so yet.

    Raises :class:`RuntimeError` after ``patience`` seconds.
    """
    end = time.monotonic() + patience
    while True:
        try:
            if made := happened():
                return made
        except OSError:
            pass
        if time.monotonic() > end:
            raise RuntimeError(f"it did not get there in {patience:.0f} s")
        time.sleep(_PAUSE)
