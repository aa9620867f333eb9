"""A server that speaks OpenAI's protocol over real HTTP, and says what it is told to."""

from __future__ import annotations

import json
import threading
import time
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MODEL = "tiny-chat"


class Lies(ThreadingHTTPServer):
    """``reply(handler, asked)`` replies to each request; ``asked`` collects them."""

    daemon_threads = True

    def __init__(self, reply: Callable[[BaseHTTPRequestHandler, dict[str, Any]], None]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.reply = reply
        self.asked: list[tuple[dict[str, Any], str | None]] = []

    @property
    def name(self) -> str:
        return f"openai:http://127.0.0.1:{self.server_address[1]}/v1#{MODEL}"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append((asked, self.headers["Authorization"]))
        self.close_connection = True
        if self.path != "/v1/chat/completions":
            send(self, {"error": {"message": "no such path"}}, status=404)
        elif asked["model"] != MODEL:
            send(self, {"error": {"message": f"model '{asked['model']}' not found"}}, status=404)
        else:
            self.server.reply(self, asked)

    def log_message(self, *_: object) -> None:
        pass


def send(handler: BaseHTTPRequestHandler, body: object, *, status: int = 200) -> None:
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    handler.send_response(status)
    handler.send_header("Content-Length", str(len(data)))
    handler.end_headers()
    handler.wfile.write(data)


def says(text: str | None, *, logprob: float | None = None, finish: str = "stop"):
    """Return a reply that says a text."""
    choice: dict[str, Any] = {"message": {"content": text}, "finish_reason": finish}
    if logprob is not None:
        choice["logprobs"] = {"content": [{"token": "x", "logprob": logprob}]}
    return lambda handler, _: send(handler, {"choices": [choice]})


def raw(body: bytes, *, status: int = 200):
    return lambda handler, _: send(handler, body, status=status)


def half(*, chunked: bool):
    """Return a reply that breaks off in its middle."""

    def reply(handler: BaseHTTPRequestHandler, _: object) -> None:
        handler.send_response(200)
        if chunked:
            handler.send_header("Transfer-Encoding", "chunked")
            handler.end_headers()
            handler.wfile.write(b'10\r\n{"choices": [{"m\r\n20\r\nessage"')
        else:
            handler.send_header("Content-Length", "1000")
            handler.end_headers()
            handler.wfile.write(b'{"choices": [{"message"')

    return reply


def dripping(handler: BaseHTTPRequestHandler, _: object) -> None:
    """Send a byte now and then, for ever."""
    handler.send_response(200)
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    with suppress(OSError):
        for _ in range(300):
            handler.wfile.write(b" ")
            handler.wfile.flush()
            time.sleep(0.1)


def silent(handler: BaseHTTPRequestHandler, _: object) -> None:
    """Say nothing until the client leaves."""
    handler.connection.settimeout(30)
    with suppress(OSError):
        handler.connection.recv(1)


@contextmanager
def lying(reply: Callable[[BaseHTTPRequestHandler, dict[str, Any]], None]) -> Iterator[Lies]:
    server = Lies(reply)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
