"""The service beside others: ``python -m eval.bench.service_peers NEWS.jsonl --questions FILE``.

``kanbao serve``, txtai's API and Hayhooks (Haystack's), each with an index that it made itself of
the same articles (:mod:`eval.bench.peer`), with the same weights, one after another on this
machine. The questions are sent over HTTP, by one client and by several at once. Prints a Markdown
table and with ``--json`` a JSON object: requests a second, latency, processor time, memory, whether
the first hit is of the question's own article, and how many lines someone has to write before it
answers. ``--python`` names an environment's that has the other libraries: ``pip install
'kanbao[peers]' 'txtai[api]' hayhooks``. What cannot be run there is left out, and said.
"""

from __future__ import annotations

import argparse
import http.client
import itertools
import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import psutil

from eval.bench.peers import add_options, side_by_side, with_inputs
from eval.bench.sides import ROOT, Side
from eval.bench.speed import percentiles
from eval.errors import EvalError
from qa import KanbaoError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

__all__ = ["SERVICES", "Peer", "compare", "main", "table"]

_PEER = Path(__file__).with_name("peer.py")
_PATIENCE = 300.0  # seconds until a service answers
_SHOWN = (
    "start s",
    "start cpu s",
    "1 client: requests/s",
    "1 client: p50 ms",
    "1 client: p95 ms",
    "clients: requests/s",
    "clients: p50 ms",
    "clients: p95 ms",
    "cpu ms a request",
    "memory MB",
    "R@1",
    "lines to start",
    "errors",
)

_TXTAI = """\
path: {work}/index
embeddings:
  path: {model}
  method: sentence-transformers
  content: true
  hybrid: {hybrid}
"""
_HAYHOOKS = """\
from hayhooks import BasePipelineWrapper
from haystack import Pipeline
from haystack.components.joiners import DocumentJoiner
from haystack.components.retrievers.in_memory import (
    InMemoryBM25Retriever,
    InMemoryEmbeddingRetriever,
)
from haystack.document_stores.in_memory import InMemoryDocumentStore
from haystack.utils import ComponentDevice
from haystack_integrations.components.embedders.sentence_transformers import (
    SentenceTransformersTextEmbedder,
)
class PipelineWrapper(BasePipelineWrapper):
    def setup(self) -> None:
        store = InMemoryDocumentStore.load_from_disk("{work}/index/store")
        embed = SentenceTransformersTextEmbedder(
            model="{model}",
            prefix="query: ",
            device=ComponentDevice.from_str("cpu"),
            model_kwargs={{"dtype": "{dtype}"}},
            progress_bar=False,
        )
        self.pipeline = Pipeline()
        self.pipeline.add_component("embed", embed)
        self.pipeline.add_component("near", InMemoryEmbeddingRetriever(store, top_k=10))
        self.pipeline.add_component("words", InMemoryBM25Retriever(store, top_k=10))
        self.pipeline.add_component("join", DocumentJoiner(join_mode="reciprocal_rank_fusion"))
        self.pipeline.connect("embed.embedding", "near.query_embedding")
        self.pipeline.connect("near", "join")
        self.pipeline.connect("words", "join")
    def run_api(self, question: str) -> list[dict]:
        found = self.pipeline.run({{"embed": {{"text": question}}, "words": {{"query": question}}}})
        return [
            {{"article": one.meta["article"], "text": one.content, "score": one.score}}
            for one in found["join"]["documents"]
        ]
"""
"""What its user writes, without blank lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """A service: how it is started, asked and understood.

    ``index``: whose index of :mod:`eval.bench.peer` it serves. ``files``: what its user writes,
    by name, with ``{work}``, ``{model}`` and ``{dtype}``. ``command`` comes after the interpreter,
    with ``{port}`` too. ``ask`` gives method, path and body, ``first`` the article of the best hit.
    """

    index: str
    command: tuple[str, ...]
    ask: Callable[[str], tuple[str, str, str]]
    first: Callable[[Any], str]
    files: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, str] = field(default_factory=dict)


def _txtai(index: str, hybrid: str) -> Peer:
    return Peer(
        index=index,
        files={"app.yml": _TXTAI.replace("{hybrid}", hybrid)},
        settings={"CONFIG": "{work}/app.yml"},
        command=("-m", "uvicorn", "txtai.api:app", "--port", "{port}"),
        ask=lambda question: ("GET", f"/search?limit=10&query={quote(question)}", ""),
        first=lambda found: str(found[0]["id"]).rsplit("#", 1)[0],
    )


SERVICES: Mapping[str, Peer] = {
    "Kanbao": Peer(
        index="Kanbao",
        command=("-m", "qa", "serve", "--archive", "news={work}/index", "--port", "{port}"),
        ask=lambda question: ("GET", f"/api/v1/archives/news/search?q={quote(question)}", ""),
        first=lambda found: str(found["hits"][0]["article_id"]),
    ),
    "txtai": _txtai("txtai", "false"),
    "txtai, hybrid": _txtai("txtai, hybrid", "true"),
    "Hayhooks": Peer(
        index="Haystack, hybrid",
        files={"pipelines/search/pipeline_wrapper.py": _HAYHOOKS},
        command=(
            *("-c", "from hayhooks.cli import hayhooks_cli as run; run()", "run"),
            *("--host", "127.0.0.1", "--port", "{port}"),
            *("--pipelines-dir", "{work}/pipelines"),
        ),
        ask=lambda question: ("POST", "/search/run", json.dumps({"question": question})),
        first=lambda found: str(found["result"][0]["article"]),
    ),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; return 0, or 2 for an error."""
    options = _parser().parse_args(argv)
    try:
        with with_inputs(options, kills=0) as work:
            rows = compare(
                options.peers,
                work,
                python=options.python,
                clients=options.clients,
                seconds=options.seconds,
            )
    except KanbaoError as error:
        print(f"错误：{error}", file=sys.stderr)
        return 2
    print(json.dumps(rows, ensure_ascii=False, indent=1) if options.json else table(rows))
    return 0


def compare(
    names: Sequence[str], work: Path, *, python: str, clients: int, seconds: float
) -> list[dict[str, Any]]:
    """Return a row each; one that fails has ``error`` instead of numbers."""
    rows = []
    for name in names:
        print(name, file=sys.stderr)
        own = sys.executable if name == "Kanbao" else python
        try:
            numbers = _measure(SERVICES[name], work, own, clients=clients, seconds=seconds)
        except (EvalError, OSError) as error:
            numbers = {"error": (str(error).splitlines() or [repr(error)])[-1]}
        rows.append({"service": name, **numbers})
    return rows


def table(rows: Sequence[dict[str, Any]]) -> str:
    """Return a Markdown table, a column a service; below it what failed."""
    return side_by_side(rows, "service", _SHOWN)


def _measure(
    peer: Peer, work: Path, python: str, *, clients: int, seconds: float
) -> dict[str, Any]:
    side = Side(name=peer.index, tree=ROOT, python=python, settings=_SETTINGS)
    side.run(_PEER, peer.index, "index", work)
    asked: list[list[str]] = json.loads((work / "questions.json").read_text("utf-8"))
    told = json.loads((work / "peer.json").read_text("utf-8"))
    places = {"work": str(work), "model": told["model"], "dtype": told["dtype"]}
    for name, text in peer.files.items():
        (work / name).parent.mkdir(parents=True, exist_ok=True)
        (work / name).write_text(text.format(**places), "utf-8")
    began = time.monotonic()
    with _serving(peer, work, python, places) as (port, process):
        _until_it_answers(peer, port, process, asked[0][0])
        started, cpu = time.monotonic() - began, _cpu(process)
        right = sum(peer.first(_send(peer, port, question)) == own for question, own in asked)
        one, failed = _load(peer, port, asked, clients=1, seconds=seconds)
        before = _cpu(process)
        many, failed_too = _load(peer, port, asked, clients=clients, seconds=seconds)
        after, memory = _cpu(process), _memory(process)
    return {
        "start s": started,
        "start cpu s": cpu,
        "1 client: requests/s": len(one) / seconds,
        **percentiles("1 client:", one),
        "clients": clients,
        "clients: requests/s": len(many) / seconds,
        **percentiles("clients:", many),
        "cpu ms a request": 1000 * (after - before) / max(1, len(many)),
        "memory MB": memory / 1e6,
        "R@1": right / len(asked),
        "lines to start": 1 + sum(len(text.splitlines()) for text in peer.files.values()),
        "errors": failed + failed_too,
    }


@contextmanager
def _serving(
    peer: Peer, work: Path, python: str, places: Mapping[str, str]
) -> Iterator[tuple[int, psutil.Process]]:
    """Give port and process of a service that is being started."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    words = {**places, "port": str(port)}
    settings = {name: text.format(**words) for name, text in peer.settings.items()}
    with (work / "log").open("w+b") as log:
        process = subprocess.Popen(  # noqa: S603 - the interpreters that the user named
            [python, *(word.format(**words) for word in peer.command)],
            cwd=ROOT if peer.index == "Kanbao" else work,
            env={**os.environ, **_SETTINGS, **_precision(places["dtype"]), **settings},
            stdout=log,
            stderr=log,
        )
        try:
            yield port, psutil.Process(process.pid)
        finally:
            process.terminate()
            process.wait()


_SETTINGS = {"TOKENIZERS_PARALLELISM": "false", "HAYSTACK_TELEMETRY_ENABLED": "False"}


def _precision(dtype: str) -> dict[str, str]:
    return {"KANBAO_PRECISION": "fp32"} if dtype == "float32" else {}


def _until_it_answers(peer: Peer, port: int, process: psutil.Process, question: str) -> None:
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            _send(peer, port, question)
        except (OSError, EvalError) as error:
            if not process.is_running() or process.status() == psutil.STATUS_ZOMBIE:
                raise EvalError("the service ended before it answered") from error
            if time.monotonic() > end:
                raise
            time.sleep(0.1)
        else:
            return


def _send(peer: Peer, port: int, question: str) -> Any:
    """Return the answer's JSON. Raises :class:`EvalError` for any status but 200."""
    method, path, body = peer.ask(question)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
    try:
        headers = {"content-type": "application/json"} if body else {}
        connection.request(method, path, body.encode() or None, headers)
        response = connection.getresponse()
        said = response.read()
    except http.client.HTTPException as error:
        raise EvalError(repr(error)) from error
    finally:
        connection.close()
    if response.status != 200:
        raise EvalError(f"{response.status}: {said[:200].decode(errors='replace')}")
    return json.loads(said)


def _load(
    peer: Peer, port: int, asked: Sequence[Sequence[str]], *, clients: int, seconds: float
) -> tuple[list[float], int]:
    """Ask one question after the other, as many at a time as there are clients.

    Return the seconds of each answer and how many failed.
    """
    questions, lock = itertools.cycle(question for question, _ in asked), threading.Lock()
    end = time.monotonic() + seconds

    def work() -> tuple[list[float], int]:
        taken, failed = [], 0
        while time.monotonic() < end:
            with lock:
                question = next(questions)
            began = time.perf_counter()
            try:
                _send(peer, port, question)
                taken.append(time.perf_counter() - began)
            except (OSError, EvalError):
                failed += 1
        return taken, failed

    with ThreadPoolExecutor(clients) as pool:
        made = [one.result() for one in [pool.submit(work) for _ in range(clients)]]
    return [x for taken, _ in made for x in taken], sum(failed for _, failed in made)


def _all(process: psutil.Process) -> list[psutil.Process]:
    return [process, *process.children(recursive=True)]


def _cpu(process: psutil.Process) -> float:
    return float(sum(sum(one.cpu_times()[:2]) for one in _all(process)))


def _memory(process: psutil.Process) -> int:
    return int(sum(one.memory_info().rss for one in _all(process)))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m eval.bench.service_peers", description=__doc__)
    add_options(parser, list(SERVICES))
    parser.add_argument("--clients", type=int, default=8, help="at once (8)")
    parser.add_argument("--seconds", type=float, default=30.0, help="of each load (30)")
    parser.add_argument("--dtype", default="float32", choices=["float32", "bfloat16"])
    return parser


if __name__ == "__main__":
    sys.exit(main())
