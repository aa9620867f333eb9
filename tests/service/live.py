"""A service that real clients reach: over a socket, in a thread of this process."""

from __future__ import annotations

import socket
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import uvicorn

from qa.service.app import create_app
from qa.service.core import Service
from tests.fakes import HashEmbedder
from tests.generators import ExtractiveGenerator
from tests.service.conftest import until

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa.service.settings import Settings


@contextmanager
def live(settings: Settings, *, generator=None) -> Iterator[Live]:
    """Serve on a port of the system's choice; its models are loaded."""
    service = Service(
        settings, embedder=HashEmbedder(), generator=generator or ExtractiveGenerator()
    )
    listening = socket.socket(proto=socket.IPPROTO_TCP)  # as the service makes it
    listening.bind(("127.0.0.1", 0))
    config = uvicorn.Config(create_app(service), lifespan="on", log_config=None)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        until(lambda: server.started or not thread.is_alive())
        service.models.get()
        yield Live(f"http://127.0.0.1:{listening.getsockname()[1]}", service)
    finally:
        server.should_exit = True
        thread.join(120)
        listening.close()


class Live:
    """Where a service answers, and the service."""

    def __init__(self, url: str, service: Service) -> None:
        self.url = url
        self.service = service
