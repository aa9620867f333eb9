"""One retrieval library at work, for :mod:`eval.bench.peers`: ``python peer.py NAME STEP FOLDER``.

Run by its path with the libraries' own Python; of ours it imports only what Kanbao's rows need.
The working folder has ``articles.json`` and ``more.json`` (rows of id, title, text),
``questions.json`` (pairs of a question and its article's id) and ``peer.json`` (the model's folder,
the number format, how many kills). Each library cuts, embeds, stores and searches in its own way,
with the same weights, prompts and length of chunk.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

__all__ = ["PEERS", "Peer", "killed", "main", "plain_chunks"]

SIZE, OVERLAP = 300, 30  # characters of a chunk, and of it those of the one before
_ENDS = ["\n\n", "\n", "。", "！", "？", "；", "，"]
_READY, _DONE = "writing", "written"  # what a process says before it writes, and after
QUERY, PASSAGE = "query: ", "passage: "

Row = dict[str, str]
Settings = dict[str, Any]


class Peer(Protocol):
    """A library with an index in a folder; what is there is read when it is made."""

    def add(self, rows: Sequence[Row]) -> None:
        """Cut, embed and index articles."""

    def prepare(self, rows: Sequence[Row]) -> None:
        """Do of adding articles all that comes before they are written."""

    def save(self) -> None:
        """Write the index into its folder."""

    def best(self, question: str) -> str:
        """Return the id of the article that the best hit is of."""

    def count(self) -> int:
        """Return how many chunks (Kanbao: articles) there are."""


def _told(row: Row) -> str:
    return f"{row['title']}\n{row['text']}" if row["title"] else row["text"]


def plain_chunks(text: str) -> list[str]:
    """Return pieces of at most 300 characters that end, where they can, with a sentence."""
    pieces, start = [], 0
    while start < len(text):
        end = min(start + SIZE, len(text))
        stop = max(text.rfind(mark, start, end) for mark in _ENDS[1:5])
        end = stop + 1 if end < len(text) and stop > start + SIZE // 2 else end
        pieces.append(text[start:end])
        start = end
    return pieces


class _Adding:
    """A library that writes nothing before it is told to save."""

    def add(self, rows: Sequence[Row]) -> None:
        raise NotImplementedError

    def prepare(self, rows: Sequence[Row]) -> None:
        self.add(rows)


class _Once:
    """An embedder that reads a passage once, so that what is added again is only written."""

    def __init__(self, embedder: Any) -> None:
        self._embedder = embedder
        self._rows: dict[str, Any] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(self._embedder, name)

    def embed_passages(self, texts: Sequence[str]) -> Any:
        if new := [text for text in texts if text not in self._rows]:
            self._rows |= zip(new, self._embedder.embed_passages(new), strict=True)
        return np.array([self._rows[text] for text in texts], np.float32)


def _articles(rows: Sequence[Row]) -> list[Any]:
    from qa import Article

    return [Article(id=row["id"], title=row["title"], text=row["text"]) for row in rows]


class Kanbao:
    """The archive of this repository: it writes as it adds."""

    arms: tuple[str, ...] = ("dense", "sparse")

    def __init__(self, folder: Path, settings: Settings) -> None:
        if settings["dtype"] == "float32":
            os.environ["KANBAO_PRECISION"] = "fp32"
        from qa import Archive
        from qa.defaults import default_embedder

        self._embedder = _Once(default_embedder())
        self._archive = Archive.open(folder, embedder=self._embedder)
        self._pending: list[Any] = []

    def add(self, rows: Sequence[Row]) -> None:
        self._archive.add(_articles(rows))

    def prepare(self, rows: Sequence[Row]) -> None:
        from eval.bench.speed import passages

        self._pending = _articles(rows)
        self._embedder.embed_passages(passages(self._pending, self._embedder))

    def save(self) -> None:
        self._archive.add(self._pending)
        self._archive.close()

    def best(self, question: str) -> str:
        (hit,) = self._archive.search(question, k=1, arms=self.arms)
        return str(hit.chunk.article_id)

    def count(self) -> int:
        if problems := self._archive.verify().problems:
            raise ValueError(problems)
        return len(self._archive)


class KanbaoDense(Kanbao):
    """The same by vectors alone."""

    arms = ("dense",)


class Txtai(_Adding):
    """txtai with its content database; it has no splitter for Chinese, so a plain one cuts."""

    hybrid = False

    def __init__(self, folder: Path, settings: Settings) -> None:
        from txtai import Embeddings

        vectors = {"model_kwargs": {"dtype": settings["dtype"]}}
        self._folder = folder
        self._index = Embeddings(
            path=settings["model"],
            method="sentence-transformers",
            vectors=vectors,
            content=True,
            hybrid=self.hybrid,
            gpu=False,
        )
        if folder.exists():
            self._index.load(str(folder))

    def add(self, rows: Sequence[Row]) -> None:
        self._index.upsert(
            (f"{row['id']}#{number}", text, None)
            for row in rows
            for number, text in enumerate(plain_chunks(_told(row)))
        )

    def save(self) -> None:
        self._index.save(str(self._folder))

    def best(self, question: str) -> str:
        return str(self._index.search(question, 1)[0]["id"]).rsplit("#", 1)[0]

    def count(self) -> int:
        return int(self._index.count())


class TxtaiHybrid(Txtai):
    """The same with its word index."""

    hybrid = True


class Haystack(_Adding):
    """Haystack with its store in memory, written as one JSON file."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        from haystack.components.preprocessors import RecursiveDocumentSplitter
        from haystack.utils import ComponentDevice
        from haystack_integrations.components.embedders.sentence_transformers import (
            SentenceTransformersDocumentEmbedder,
            SentenceTransformersTextEmbedder,
        )

        common = {
            "model": settings["model"],
            "device": ComponentDevice.from_str("cpu"),
            "model_kwargs": {"dtype": settings["dtype"]},
            "progress_bar": False,
        }
        self._cut = RecursiveDocumentSplitter(
            split_length=SIZE, split_overlap=OVERLAP, split_unit="char", separators=_ENDS
        )
        self._passages = SentenceTransformersDocumentEmbedder(prefix=PASSAGE, **common)
        self._queries = SentenceTransformersTextEmbedder(prefix=QUERY, **common)
        for part in (self._cut, self._passages, self._queries):
            part.warm_up()
        self._file = folder / "store"
        folder.mkdir(parents=True, exist_ok=True)
        self._open()

    def _open(self) -> None:
        from haystack.components.retrievers.in_memory import InMemoryEmbeddingRetriever
        from haystack.document_stores.in_memory import InMemoryDocumentStore

        found = self._file.exists()
        self._store: Any = (
            InMemoryDocumentStore.load_from_disk(str(self._file))
            if found
            else InMemoryDocumentStore(bm25_tokenization_regex=r"(?=(\w\w))")
        )
        self._find: Any = InMemoryEmbeddingRetriever(self._store, top_k=10)

    def add(self, rows: Sequence[Row]) -> None:
        from haystack import Document

        whole = [Document(content=_told(row), meta={"article": row["id"]}) for row in rows]
        pieces = self._cut.run(documents=whole)["documents"]
        self._store.write_documents(self._passages.run(documents=pieces)["documents"])

    def save(self) -> None:
        self._store.save_to_disk(str(self._file))

    def best(self, question: str) -> str:
        return str(self._found(question)[0].meta["article"])

    def _found(self, question: str) -> list[Any]:
        vector = self._queries.run(text=question)["embedding"]
        found: list[Any] = self._find.run(query_embedding=vector)["documents"]
        return found

    def count(self) -> int:
        return int(self._store.count_documents())


class HaystackHybrid(Haystack):
    """The same joined with its BM25 over character pairs by reciprocal rank."""

    def _open(self) -> None:
        from haystack.components.joiners import DocumentJoiner
        from haystack.components.retrievers.in_memory import InMemoryBM25Retriever

        super()._open()
        self._words = InMemoryBM25Retriever(self._store, top_k=10)
        self._join = DocumentJoiner(join_mode="reciprocal_rank_fusion")

    def _found(self, question: str) -> list[Any]:
        arms = [super()._found(question), self._words.run(query=question)["documents"]]
        found: list[Any] = self._join.run(documents=arms)["documents"]
        return found


class HaystackFaiss(Haystack):
    """Haystack with its FAISS store, written as two files."""

    def _open(self) -> None:
        from haystack_integrations.components.retrievers.faiss import FAISSEmbeddingRetriever
        from haystack_integrations.document_stores.faiss import FAISSDocumentStore

        self._store = FAISSDocumentStore(str(self._file), embedding_dim=384)
        self._find = FAISSEmbeddingRetriever(document_store=self._store, top_k=10)

    def save(self) -> None:
        self._store.save(str(self._file))


class LlamaIndex(_Adding):
    """LlamaIndex with its own vector store, written as JSON."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        from llama_index.core import Settings as Shared
        from llama_index.core import StorageContext, VectorStoreIndex, load_index_from_storage
        from llama_index.core.node_parser import SentenceSplitter
        from llama_index.embeddings.huggingface import HuggingFaceEmbedding

        Shared.embed_model = HuggingFaceEmbedding(
            settings["model"],
            query_instruction=QUERY,
            text_instruction=PASSAGE,
            device="cpu",
            model_kwargs={"dtype": settings["dtype"]},
        )
        Shared.node_parser = SentenceSplitter(
            chunk_size=SIZE, chunk_overlap=OVERLAP, tokenizer=list
        )
        self._folder = folder
        self._index: Any = (
            load_index_from_storage(StorageContext.from_defaults(persist_dir=str(folder)))
            if folder.exists()
            else VectorStoreIndex([])
        )
        self._cut = Shared.node_parser

    def add(self, rows: Sequence[Row]) -> None:
        from llama_index.core import Document

        whole = [Document(text=_told(row), doc_id=row["id"]) for row in rows]
        self._index.insert_nodes(self._cut.get_nodes_from_documents(whole))

    def save(self) -> None:
        self._index.storage_context.persist(str(self._folder))

    def best(self, question: str) -> str:
        (hit,) = self._index.as_retriever(similarity_top_k=1).retrieve(question)
        return str(hit.node.ref_doc_id)

    def count(self) -> int:
        return len(self._index.docstore.docs)


class LangChain(_Adding):
    """LangChain with its FAISS store, written as an index and a pickle."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        from langchain_community.vectorstores import FAISS
        from langchain_huggingface import HuggingFaceEmbeddings
        from langchain_text_splitters import RecursiveCharacterTextSplitter

        self._cut = RecursiveCharacterTextSplitter(
            separators=[*_ENDS, ""], chunk_size=SIZE, chunk_overlap=OVERLAP, keep_separator="end"
        )
        self._embed = HuggingFaceEmbeddings(
            model_name=settings["model"],
            model_kwargs={"device": "cpu", "model_kwargs": {"dtype": settings["dtype"]}},
            encode_kwargs={"prompt": PASSAGE},
            query_encode_kwargs={"prompt": QUERY},
        )
        self._folder = folder
        self._make: Callable[..., Any] = FAISS.from_texts
        self._store: Any = None
        if folder.exists():
            self._store = FAISS.load_local(
                str(folder), self._embed, allow_dangerous_deserialization=True
            )

    def add(self, rows: Sequence[Row]) -> None:
        pairs = [(text, row["id"]) for row in rows for text in self._cut.split_text(_told(row))]
        texts, owners = [text for text, _ in pairs], [{"article": owner} for _, owner in pairs]
        if self._store:
            self._store.add_texts(texts, owners)
        else:
            self._store = self._make(texts, self._embed, owners)

    def save(self) -> None:
        self._store.save_local(str(self._folder))

    def best(self, question: str) -> str:
        (hit,) = self._store.similarity_search(question, k=1)
        return str(hit.metadata["article"])

    def count(self) -> int:
        return int(self._store.index.ntotal)


PEERS: Mapping[str, Callable[[Path, Settings], Peer]] = {
    "Kanbao": Kanbao,
    "Kanbao, vectors": KanbaoDense,
    "txtai": Txtai,
    "txtai, hybrid": TxtaiHybrid,
    "Haystack": Haystack,
    "Haystack, hybrid": HaystackHybrid,
    "Haystack, FAISS": HaystackFaiss,
    "LlamaIndex": LlamaIndex,
    "LangChain": LangChain,
}


def main(argv: Sequence[str]) -> int:
    """Do one step of one library in a working folder; print a JSON object; return 0."""
    name, step, work = argv[0], argv[1], Path(argv[2])
    numbers = {"index": index, "search": search, "save": save, "kills": kills}[step](name, work)
    print(json.dumps(numbers, ensure_ascii=False))
    return 0


def _open(name: str, work: Path, folder: str = "index") -> Peer:
    return PEERS[name](work / folder, _read(work / "peer.json"))


def _read(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def index(name: str, work: Path) -> dict[str, float]:
    """Index the articles into a new folder and save: characters a second of the processor."""
    shutil.rmtree(work / "index", ignore_errors=True)
    rows = _read(work / "articles.json")
    peer = _open(name, work)
    began = time.process_time()
    peer.add(rows)
    peer.save()
    seconds = time.process_time() - began
    size = sum(path.stat().st_size for path in (work / "index").rglob("*") if path.is_file())
    characters = sum(len(row["text"]) for row in rows)
    return {"characters/s": characters / seconds, "disk MB": size / 1e6, "index peak MB": _peak()}


def search(name: str, work: Path) -> dict[str, Any]:
    """Open the index and ask all questions, whose own articles' ids are known."""
    asked: list[list[str]] = _read(work / "questions.json")
    began = time.process_time()
    peer = _open(name, work)
    opened = time.process_time()
    peer.best(asked[0][0])
    first = time.process_time()
    times, right = [], []
    for question, own in asked:
        before = time.process_time()
        found = peer.best(question)
        times.append(time.process_time() - before)
        right.append(found == own)
    return {
        "import and open cpu s": opened - began,
        "first search cpu s": first - opened,
        "search p50 cpu ms": float(np.median(times)) * 1000,
        "search p95 cpu ms": float(np.percentile(times, 95)) * 1000,
        "search peak MB": _peak(),
        "right": right,
    }


def save(name: str, work: Path) -> dict[str, Any]:
    """Add articles to the index in ``kill``; say so when only writing is left, and write."""
    peer = _open(name, work, "kill")
    peer.prepare(_read(work / "more.json"))
    print(_READY, flush=True)
    peer.save()
    print(_DONE, flush=True)
    return {}


def kills(name: str, work: Path) -> dict[str, Any]:
    """Let processes add articles and end them while they write, at moments spread over it.

    Whole is what opens afterwards, answers, and has as many chunks as before or as intended.
    """
    count = _read(work / "peer.json")["kills"]
    command = [sys.executable, "-P", __file__, name, "save", str(work)]
    took = killed(command, work, "saved", None)
    moments = [took * (number + 0.5) / count for number in range(count)]
    for number, moment in enumerate(moments):
        killed(command, work, f"killed-{number}", moment)
    possible = {_count(name, work, "index"), _count(name, work, "saved")}
    found = [_count(name, work, f"killed-{number}") for number in range(count)]
    whole = sum(size is not None and size in possible for size in found)
    return {"save ms": took * 1000, "kills": count, "whole": whole, "counts": found}


def killed(command: Sequence[str], work: Path, folder: str, after: float | None) -> float:
    """Let a process write into a copy of the index, ``kill``, and end it; return seconds it wrote.

    It is killed ``after`` so many seconds of writing, or not. What is left is moved to ``folder``.
    """
    shutil.rmtree(work / "kill", ignore_errors=True)
    shutil.rmtree(work / folder, ignore_errors=True)
    shutil.copytree(work / "index", work / "kill")
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        assert process.stdout  # noqa: S101 (it is a pipe)
        lines = (line.strip() for line in iter(process.stdout.readline, ""))
        if _READY not in lines:
            raise ChildProcessError(f"{command}: ended before it wrote anything")
        began = time.perf_counter()
        if after is None and _DONE not in lines:
            raise ChildProcessError(f"{command}: ended before it had written everything")
        if after is not None:
            time.sleep(after)
            process.kill()
        took = time.perf_counter() - began
        process.stdout.read()  # what it says at its end has somewhere to go
    (work / "kill").rename(work / folder)
    return took


def _count(name: str, work: Path, folder: str) -> int | None:
    """Open an index, ask it something, count its chunks; None where that cannot be done."""
    try:
        peer = _open(name, work, folder)
        peer.best(_read(work / "questions.json")[0][0])
        return peer.count()
    except Exception as error:  # noqa: BLE001 (what libraries raise on damaged files is not known)
        print(f"{folder}: {error!r}", file=sys.stderr)
        return None


def _peak() -> float:
    """Return the most memory this process has held, in 10^6 bytes (Linux)."""
    lines = Path("/proc/self/status").read_text("utf-8").splitlines()
    return next(int(line.split()[1]) * 1024 / 1e6 for line in lines if line.startswith("VmHWM"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
