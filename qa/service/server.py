"""The process: a socket, signals, the log; uvicorn does the rest."""

from __future__ import annotations

import json
import logging
import socket
from typing import TYPE_CHECKING

import uvicorn

from qa.errors import InputError
from qa.service.access import is_loopback
from qa.service.app import create_app
from qa.service.core import Service

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

    from qa.service.settings import Settings

__all__ = ["serve"]

_BACKLOG = 256


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
    if not (is_loopback(settings.host) or settings.open or service.access.keys.all()):
        raise InputError(
            f"{settings.host} 别的机器也能访问，却还没有密钥：先用 kanbao key new 发一个，"
            "或加 --open 让谁都能读"
        )
    _log_as_json()
    listening = _listen(settings)
    config = uvicorn.Config(
        create_app(service),
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=settings.drain,
    )
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    started(f"http://{host}:{listening.getsockname()[1]}/")
    _Server(config, service).run(sockets=[listening])


def _listen(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listening = socket.socket(family)
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
