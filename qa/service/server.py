"""The process: a socket, signals, the log; uvicorn does the rest."""

from __future__ import annotations

import json
import logging
import socket
import sys
from functools import partial
from typing import TYPE_CHECKING, Any, cast

import h11
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from qa.errors import InputError
from qa.service.access import is_local
from qa.service.app import create_app
from qa.service.core import Service

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable
    from types import FrameType

    from starlette.types import ASGIApp

    from qa.service.settings import Settings

__all__ = ["config_of", "serve"]

_BACKLOG = 256
_TURN = 0.0005
"""Seconds after which a thread that computes lets another have its turn. A request changes threads
several times; with Python's 0.005 a search took seven times as long while models work."""
_MOST = 500
"""Connections at a time: a process may have some 1,000 files open, and the archives need theirs."""
_FULL = (
    b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\n"
    b"Content-Length: 0\r\nConnection: close\r\n\r\n"
)


class _Connection(H11Protocol):
    """HTTP/1.1 with clients that may be slow, or gone, or mean no good.

    ``patience``: after so many seconds a connection is cut whose client has not sent the whole head
    of a request, or no more of its body, or takes nothing of what it is sent.
    """

    def __init__(self, *, patience: float, **others: Any) -> None:
        super().__init__(**others)
        self._patience = patience
        self._sending: asyncio.TimerHandle | None = None
        self._taking: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request."""
        super().connection_made(transport)
        if len(self.connections) > _MOST:
            transport.write(_FULL)
            transport.close()
        self._sending = self._cut_later()

    def data_received(self, data: bytes) -> None:
        """Take in what was sent; what is still to come must come in time."""
        super().data_received(data)
        waits = self.conn.their_state in (h11.IDLE, h11.SEND_BODY)
        if self._sending and (not waits or self._is_reading):
            self._sending.cancel()
            self._sending = None
        if waits and self._sending is None:
            self._sending = self._cut_later()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        super().connection_lost(exc)
        for timer in (self._sending, self._taking):
            if timer:
                timer.cancel()

    def pause_writing(self) -> None:
        """Note that the client does not take what it is sent."""
        super().pause_writing()
        self._taking = self._cut_later()

    def resume_writing(self) -> None:
        """Note that it takes it again."""
        super().resume_writing()
        if self._taking:
            self._taking.cancel()

    @property
    def _is_reading(self) -> bool:
        """Whether a body is being sent that is still of use: each part of it gives more time."""
        return self.conn.their_state is h11.SEND_BODY and self.conn.our_state is not h11.DONE

    def _cut_later(self) -> asyncio.TimerHandle:
        return self.loop.call_later(self._patience, self.transport.abort)


class _Server(uvicorn.Server):
    """A server that says at ``/readyz`` that it is about to stop."""

    def __init__(self, config: uvicorn.Config, service: Service) -> None:
        super().__init__(config)
        self._service = service

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Take note of a signal: accept nothing new, and finish what was begun."""
        self._service.is_draining = True
        super().handle_exit(sig, frame)


def serve(
    settings: Settings, *, create: bool = False, started: Callable[[str], None] = lambda _: None
) -> None:
    """Serve until a signal ends it; ``started`` is told the address.

    Raises :class:`InputError` for an address that cannot be had, or that others could reach
    without a key, and :class:`KanbaoError` for an archive that cannot be opened.
    """
    service = Service(settings, create=create)
    if not (is_local(settings) or settings.open or service.access.keys.all()):
        name = " ".join(settings.hosts) or settings.host
        raise InputError(
            f"{name} 别的机器也能访问，却还没有密钥：先用 kanbao key new 发一个，"
            "或加 --open 让谁都能读"
        )
    _log_as_json()
    sys.setswitchinterval(_TURN)
    listening = _listen(settings)
    config = config_of(create_app(service), settings)
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    started(f"http://{host}:{listening.getsockname()[1]}/")
    _Server(config, service).run(sockets=[listening])


def config_of(app: ASGIApp, settings: Settings) -> uvicorn.Config:
    """Return how an application is served."""
    return uvicorn.Config(
        app,
        http=cast("type[H11Protocol]", partial(_Connection, patience=settings.patience)),
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=settings.drain,
    )


def _listen(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    # Named, the protocol makes asyncio send at once; without, each answer on a connection that is
    # kept waited 40 ms for the client's acknowledgement.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((settings.host, settings.port))
        listening.listen(_BACKLOG)
    except (OSError, OverflowError) as error:
        listening.close()
        raise InputError(
            f"{settings.host}:{settings.port} 用不了（{error}）：换一个 --port，或停掉占用它的程序"
        ) from error
    listening.set_inheritable(False)
    return listening


class _Json(logging.Formatter):
    """A line a record: JSON, also of what libraries say."""

    def format(self, record: logging.LogRecord) -> str:
        said = record.getMessage()
        if record.name == "kanbao" and said.startswith("{"):
            about = json.loads(said)
        else:
            about = {"event": "said", "by": record.name, "said": said}
        when = self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z")
        return json.dumps(
            {"time": when, "level": record.levelname.lower(), **about}, ensure_ascii=False
        )


def _log_as_json() -> None:
    handler = logging.StreamHandler()
    handler.setFormatter(_Json())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger("kanbao").setLevel(logging.INFO)
