"""A server that speaks OpenAI's protocol (llama.cpp, vLLM, Ollama) as a generator.

It is asked for the words of the text that answer, and believed in nothing: an answer is given on
only where it stands in the context, character for character; else there is none. What it proposes
as a headline or brief has to run forward in its text, and is judged like any other by who asked.

A connection is made straight to the address, past any proxy; no redirection is followed, nothing is
tried twice, and each exchange ends within its time, whatever comes or does not come.
"""

from __future__ import annotations

import hashlib
import http.client
import ipaddress
import json
import logging
import math
import os
import re
import socket
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, urlsplit

from models.outputs import Generation, GeneratorOutput
from models.prompts import REFUSAL, TEXT_PROMPTS

__all__ = ["ServerError", "ServerGenerator"]

SECONDS = 120.0
MAX_BYTES = 2**20  # of a reply
MAX_TOKENS = 512  # of a reply, what a model thinks before it included
READ = 6000  # characters of a text
UNKNOWN = 0.5  # what is believed of an answer whose probability the server does not tell

_LOG = logging.getLogger("kanbao")
_THOUGHT = re.compile(r"\A\s*<think>.*?</think>", re.DOTALL)
_ASKED = (
    "阅读下面的报道，回答问题。只写出报道里回答问题的那几个字，一字不改地照抄，越短越好，"
    f"不要解释，不要加引号或标点。报道里没有答案，就只写：{REFUSAL}\n\n"
    "{preface}报道：\n{context}\n\n问题：{question}"
)
_TEXTS = {
    "headline": "给下面的报道拟一个标题，30 字以内，"
    "只用其中一句话的原字，依原来的次序，可以略去一些字。",
    "brief": "从下面的报道里选出说出新闻的一句话，原样照抄，可以略去一些字，80 字以内。",
}


class ServerError(RuntimeError):
    """A server gave no reply that can be read; the message says which and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reply:
    """What was said, empty if it broke off; and the mean log-probability of a token, if told."""

    text: str
    log_probability: float | None


class ServerGenerator:
    """A model of a server. Safe to use from several threads.

    ``name`` is ``openai:URL#MODEL``: ``openai:http://127.0.0.1:8080/v1#qwen3``. ``key`` is sent to
    the server. ``seconds`` is how long one exchange may take. Raises ValueError for another name.
    """

    threshold = 0.5
    calibrated = False
    max_tokens = READ

    def __init__(
        self,
        name: str,
        *,
        key: str | None = None,
        seconds: float = SECONDS,
        error: type[Exception] = ServerError,
    ) -> None:
        self.name = name
        self._url, self._model = _parsed(name)
        self._key, self._seconds, self._error = key, seconds, error

    @classmethod
    def load(cls, name: str, *, error: type[Exception] = ServerError) -> ServerGenerator:
        """Take the key and time of the environment, and note once where texts are sent.

        ``KANBAO_OPENAI_KEY``, else ``OPENAI_API_KEY``; the key goes to another machine over http
        only if ``KANBAO_PLAIN_HTTP`` is 1. ``KANBAO_OPENAI_SECONDS``. Raises ValueError.
        """
        url, _ = _parsed(name)
        key = os.environ.get("KANBAO_OPENAI_KEY") or os.environ.get("OPENAI_API_KEY")
        safe = url.scheme == "https" or _is_here(url) or os.environ.get("KANBAO_PLAIN_HTTP") == "1"
        if key and not safe:
            raise ValueError(
                "the key would go over the network unencrypted: use https, take the key out of the "
                "environment, or set KANBAO_PLAIN_HTTP=1 where nobody on the way can see it"
            )
        seconds = float(os.environ.get("KANBAO_OPENAI_SECONDS") or SECONDS)
        where = "本机" if _is_here(url) else "另一台机器"
        _LOG.warning("问题和文章的片段会发送到 %s（%s）", url.netloc.rpartition("@")[2], where)
        return cls(name, key=key, seconds=seconds, error=error)

    @property
    def fingerprint(self) -> Mapping[str, str]:
        """What makes the answers: the server's address, the model's name, what it is asked."""
        asked = hashlib.sha256((_ASKED + repr(_TEXTS)).encode()).hexdigest()
        return {"name": self.name, "revision": self._address(), "prompt": asked[:16]}

    def _address(self) -> str:
        return f"{self._url.scheme}://{self._url.netloc}{self._url.path}#{self._model}"

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return the numbers of characters: how a server counts is not known."""
        return [len(text) for text in texts]

    def answer(
        self,
        questions: Sequence[str],
        contexts: Sequence[str],
        *,
        prefaces: Sequence[str] | None = None,
        verbatim: bool = True,
        candidates: int = 4,
    ) -> list[GeneratorOutput]:
        """Ask each question of its context, in turn; at most one answer, a span of the context.

        That is so whether ``verbatim`` or not. What the server says that does not stand there is
        dropped, also what only nearly does. Raises the error that was given for a server that
        cannot be reached, is too slow or replies with what cannot be read.
        """
        prefaces = prefaces or [""] * len(questions)
        return [
            self._answer(question, context, preface)
            for question, context, preface in zip(questions, contexts, prefaces, strict=True)
        ]

    def summarize(
        self, texts: Sequence[str], *, kind: str, verbatim: bool = False, candidates: int = 4
    ) -> list[GeneratorOutput]:
        """Return at most one text of a kind for each text, as the server wrote it.

        ``verbatim`` it is asked to be, and not held to. Raises ValueError for another kind, and as
        :meth:`answer` does.
        """
        if kind not in _TEXTS:
            raise ValueError(f"unknown kind {kind!r}: choose one of {sorted(TEXT_PROMPTS)}")
        outputs = []
        for text in texts:
            reply = self._ask(f"{_TEXTS[kind]}\n\n{text[:READ]}") if text.strip() else None
            made = (_written(reply, "", None),) if reply and reply.text else ()
            outputs.append(GeneratorOutput(generations=made, truncated=len(text) > READ))
        return outputs

    def rate(
        self, texts: Sequence[str], candidates: Sequence[Sequence[str]], *, kind: str
    ) -> list[list[float]]:
        """Return an empty list for each text: a server does not tell. Raises ValueError."""
        if kind not in _TEXTS:
            raise ValueError(f"unknown kind {kind!r}: choose one of {sorted(TEXT_PROMPTS)}")
        return [[] for _ in texts]

    def _answer(self, question: str, context: str, preface: str) -> GeneratorOutput:
        if not context.strip():
            return GeneratorOutput(generations=())
        before = f"标题和日期：{preface}\n" if preface else ""
        read = context[:READ]
        reply = self._ask(_ASKED.format(preface=before, context=read, question=question))
        start = read.find(reply.text) if reply.text else -1
        found = () if start < 0 else (_written(reply, read, start),)
        return GeneratorOutput(generations=found, truncated=len(context) > READ)

    def _ask(self, prompt: str) -> _Reply:
        """Return what the server says. Raises the error that was given."""
        asked = {
            "model": self._model,
            "messages": [{"role": "user", "content": prompt}],
            "temperature": 0,
            "max_tokens": MAX_TOKENS,
            "logprobs": True,
        }
        try:
            return _reply(self._posted(asked))
        except ServerError as error:
            raise self._error(f"{self.name}: {error}") from error

    def _posted(self, asked: Mapping[str, Any]) -> bytes:
        """Return the body of a reply. Raises ServerError."""
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if self._key:
            headers["Authorization"] = f"Bearer {self._key}"
        path = f"{self._url.path.rstrip('/')}/chat/completions"
        kind = (
            http.client.HTTPSConnection
            if self._url.scheme == "https"
            else http.client.HTTPConnection
        )
        connection = kind(self._url.hostname or "", self._url.port, timeout=self._seconds)
        with _ended_after(connection, self._seconds) as expired:
            try:
                connection.request("POST", path, json.dumps(asked).encode(), headers)
                response = connection.getresponse()
                body = _read(response)
            except (OSError, http.client.HTTPException) as error:
                if expired.is_set() or isinstance(error, TimeoutError):
                    raise ServerError(self._slow()) from error
                raise ServerError(_unreached(error)) from error
        if expired.is_set():
            raise ServerError(self._slow())
        if len(body) > MAX_BYTES:
            raise ServerError(f"the reply is longer than {MAX_BYTES} bytes: is it the right URL?")
        if response.status != http.HTTPStatus.OK:
            raise ServerError(f"HTTP {response.status}: {_said(body) or response.reason}")
        return body

    def _slow(self) -> str:
        return (
            f"no reply within {self._seconds:g} seconds: take a smaller model, or more of "
            "KANBAO_OPENAI_SECONDS"
        )


def _read(response: http.client.HTTPResponse) -> bytes:
    """Return a body, or more than MAX_BYTES of it. Raises IncompleteRead where it breaks off."""
    body = response.read(MAX_BYTES + 1)
    if len(body) <= MAX_BYTES and response.length:  # not told by a read of so many bytes
        raise http.client.IncompleteRead(body, response.length)
    return body


@contextmanager
def _ended_after(
    connection: http.client.HTTPConnection, seconds: float
) -> Iterator[threading.Event]:
    """Close a connection at the end, and break it off after some seconds: then the event is set.

    A socket's own limit holds for each time it waits; a server that sends a byte now and then is
    never past it.
    """
    expired = threading.Event()

    def end() -> None:
        expired.set()
        if (sock := connection.sock) is not None:
            with suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield expired
    finally:
        timer.cancel()
        connection.close()


def _reply(body: bytes) -> _Reply:
    """Read a completion. Raises ServerError for what is none."""
    try:
        (choice, *_) = json.loads(body)["choices"]
        content = choice["message"]["content"]
        if not isinstance(content, str | None):
            raise TypeError("content")
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        said = _said(body)
        raise ServerError(f"the reply is no chat completion: {said or 'empty'}") from error
    broke_off = choice.get("finish_reason") == "length"
    text = "" if broke_off else _THOUGHT.sub("", content or "").strip()
    return _Reply(text=text, log_probability=_mean(choice.get("logprobs")))


def _mean(logprobs: Any) -> float | None:
    """Return the mean log-probability of a reply's tokens; None where it is not told."""
    try:
        known = [float(token["logprob"]) for token in logprobs["content"]]
    except (TypeError, KeyError, ValueError, RecursionError):
        return None
    if not known or not all(map(math.isfinite, known)):
        return None
    return min(math.fsum(known) / len(known), 0.0)


def _written(reply: _Reply, context: str, start: int | None) -> Generation:
    """Return a reply as an answer that begins at ``start`` of a context, or as a text."""
    known = reply.log_probability
    sure = UNKNOWN if known is None else math.exp(known)
    end = None if start is None else start + len(reply.text)
    return Generation(
        text=reply.text if start is None else context[start:end],
        log_probability=math.log(max(sure, 1e-9)),
        confidence=sure,
        # Of five chunks as sure as this one answer: see models.calibration.
        answerable=1.0 if start is None else 5 * sure / (5 * sure + (1 - sure)),
        start=start,
        end=end,
    )


def _parsed(name: str) -> tuple[SplitResult, str]:
    """Return the address and the model of ``openai:URL#MODEL``. Raises ValueError."""
    url = urlsplit(name.removeprefix("openai:"))
    try:
        known = url.scheme in ("http", "https") and bool(url.hostname) and (url.port or 1) > 0
    except ValueError:
        known = False
    if not known or not url.fragment or url.query or "@" in url.netloc:
        raise ValueError(
            "write it as openai:http://127.0.0.1:8080/v1#MODEL, without a key or a question mark"
        )
    return url, url.fragment


def _is_here(url: SplitResult) -> bool:
    """Whether an address is this machine's own."""
    host = url.hostname or ""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _unreached(error: Exception) -> str:
    if isinstance(error, http.client.IncompleteRead):
        return "the reply broke off in its middle"
    if isinstance(error, ConnectionRefusedError | socket.gaierror):
        return f"no server answers there: {error}"
    return f"the exchange failed: {type(error).__name__} {error}".strip()


def _said(body: bytes) -> str:
    """Return what a reply says, its error if any, in a line of at most 200 characters."""
    text = body.decode("utf-8", "replace")
    with suppress(ValueError, KeyError, TypeError):
        error = json.loads(text)["error"]
        text = error if isinstance(error, str) else str(error["message"])
    line = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return line[:200]
