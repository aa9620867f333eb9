"""``kanbao doctor``: what this machine computes with, how fast, and what would make it faster."""

from __future__ import annotations

import os
import platform
import shutil
import time
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from qa import __version__
from qa.command.exit_codes import FOUND, NOTHING
from qa.command.installed import fitted
from qa.command.opening import open_archive
from qa.command.options import ARCHIVE, Folder, Json
from qa.command.output import print_json, say
from qa.errors import KanbaoError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from qa.interfaces import Embedder, Generator

__all__ = ["advice", "doctor"]

SECONDS = 2.5
"""How long each of the four things is measured, at most one of it more."""

_PACKAGES = ("openvino", "faiss-cpu", "tokenizers", "numpy", "rapidocr", "torch", "transformers")
_FORMATS = ("lxml", "pypdfium2", "docx", "trafilatura")
_PASSAGE = "清河市新建的图书馆昨天开馆，馆内有八百个座位，每天开放十二小时，市民凭证入馆。" * 6
_QUESTION = "清河市图书馆有多少个座位？"
_BATCH = 16
_MEMORY = 1.5  # GB: what an archive of 100,000 articles and both models need
_DISK = 1.0  # GB
_BUSY = 0.5  # programs a core: with more, what is measured is theirs too
_MEMINFO = Path("/proc/meminfo")


def doctor(
    *,
    measure: Annotated[
        bool, typer.Option("--measure/--no-measure", help="测一测速度，约 10 秒（默认测）")
    ] = True,
    archive: Folder = ARCHIVE,
    as_json: Json = False,
) -> int:
    """Say what this machine computes with; the archive need not be there."""
    from qa import defaults

    found = _machine(defaults.engine())
    found["archive"], fault = _archive(archive)
    damaged = defaults.damaged_models()
    found["damaged_models"] = damaged
    found["speed"] = _speed() if measure and not damaged else {}
    found["advice"] = [*fault, *map(fitted, advice(found))]
    if as_json:
        print_json(found)
    else:
        for line in _lines(found, readable=not fault):
            say(line)
    return NOTHING if damaged or fault else FOUND


def advice(found: dict[str, Any]) -> Iterator[str]:
    """Yield what would mend or speed up what was found, a Chinese sentence each."""
    from qa.reading.files import INSTALL, RECOGNITION

    engine = found["engine"]
    if found["damaged_models"]:
        yield f"自带模型的文件坏了（{'、'.join(found['damaged_models'])}）：请重新安装 kanbao"
    if engine["asked"]:
        yield "KANBAO_PRECISION 指定了精度：去掉它，就按处理器选"
    elif not engine["bfloat16"]:
        yield "处理器没有矩阵指令 AMX：在有的处理器上（英特尔至强第四代起）建索引快三四倍"
    if engine["threads"] < engine["cores"]:
        yield f"OMP_NUM_THREADS 只许 {engine['threads']} 个线程，可用 {engine['cores']} 个：去掉它"
    if found["memory_gb"] is not None and found["memory_gb"] < _MEMORY:
        yield f"空闲内存只有 {found['memory_gb']:.1f} GB：少于 {_MEMORY} GB 时会变慢"
    if found["speed"] and found["load"] is not None and found["load"] > _BUSY * engine["cores"]:
        yield (
            f"机器正忙，平均 {found['load']:.1f} 个程序在用或在等 {engine['cores']} 个核："
            "测得的偏慢，空闲时再测"
        )
    if found["archive"] and found["archive"]["free_gb"] < _DISK:
        yield f"档案所在的磁盘只剩 {found['archive']['free_gb']:.1f} GB"
    if not found["formats"]:
        yield f"要读网页、PDF、Word：{INSTALL}"
    if not found["ocr"]:
        yield f"要读扫描件：{RECOGNITION}"


def _machine(engine: Any) -> dict[str, Any]:
    from qa.defaults import compiled_folder
    from qa.reading.scan import is_installed
    from qa.reading.scan.cache import folder as recognised_folder

    compiled = compiled_folder()
    return {
        "kanbao": __version__,
        "python": platform.python_version(),
        "system": platform.platform(terse=True),
        "engine": asdict(engine),
        "memory_gb": _free_memory(),
        "load": _load(),
        "packages": {name: found for name in _PACKAGES if (found := _version(name))},
        "formats": all(map(find_spec, _FORMATS)),
        "ocr": is_installed(),
        "recognised": str(recognised_folder()),
        "compiled": None if compiled is None else str(compiled),
        "compiled_mb": 0.0 if compiled is None else _bytes_in(compiled) / 1e6,
    }


def _bytes_in(folder: Path) -> int:
    """Return the size of a folder's files, 0 where it cannot be read or one goes meanwhile."""
    try:
        return sum(file.stat().st_size for file in folder.iterdir() if file.is_file())
    except OSError:
        return 0


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _free_memory() -> float | None:
    """Return how many GB programs may still take; None where the system does not say.

    What the disk's cache holds they may take: of it Linux alone tells.
    """
    for line in _MEMINFO.read_text("utf-8").splitlines() if _MEMINFO.is_file() else ():
        if line.startswith("MemAvailable:"):
            return int(line.split()[1]) * 1024 / 1e9
    try:
        return os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 1e9
    except (ValueError, OSError):
        return None


def _load() -> float | None:
    """Return how many programs computed or waited to, on the mean of the last minute."""
    try:
        return os.getloadavg()[0]
    except (AttributeError, OSError):  # not of Windows, not everywhere
        return None


def _archive(folder: Path) -> tuple[dict[str, Any] | None, list[str]]:
    """Return what an archive has, None where there is none; and why it cannot be read."""
    try:
        return _kept(folder), []
    except (KanbaoError, OSError) as error:
        return None, [f"档案读不了：{error}"]


def _kept(folder: Path) -> dict[str, Any] | None:
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return None
    from qa.store import size_of

    with open_archive(folder) as opened:
        articles = len(opened)
    return {
        "folder": str(folder),
        "articles": articles,
        "mb": size_of(folder) / 1e6,
        "free_gb": shutil.disk_usage(folder).free / 1e9,
    }


def _speed() -> dict[str, float]:
    """Return characters a second of indexing, and milliseconds of all else, of the clock."""
    from qa.defaults import default_embedder, default_generator

    begun = time.perf_counter()
    embedder, generator = default_embedder(), default_generator()
    loading = time.perf_counter() - begun
    tasks = _tasks(embedder, generator)
    seconds = {name: _mean_seconds(task) for name, task in tasks.items()}
    return {
        "load_ms": loading * 1000,
        "index_characters_per_second": _BATCH * len(_PASSAGE) / seconds.pop("index"),
        **{f"{name}_ms": value * 1000 for name, value in seconds.items()},
    }


def _tasks(embedder: Embedder, generator: Generator) -> dict[str, Callable[[], object]]:
    return {
        "index": lambda: embedder.embed_passages([_PASSAGE] * _BATCH),
        "question": lambda: embedder.embed_queries([_QUESTION]),
        "answer": lambda: generator.answer([_QUESTION], [_PASSAGE]),
        "headline": lambda: generator.rate([_PASSAGE], [[_PASSAGE[:20]] * 8], kind="headline"),
    }


def _mean_seconds(task: Callable[[], object]) -> float:
    """Return the mean time of a task; the first time, when kernels are compiled, is not counted."""
    task()
    begun = time.perf_counter()
    count, seconds = 0, 0.0
    while not count or seconds < SECONDS:
        task()
        count, seconds = count + 1, time.perf_counter() - begun
    return seconds / count


def _lines(found: dict[str, Any], *, readable: bool) -> Iterator[str]:
    engine = found["engine"]
    chosen = "KANBAO_PRECISION 指定" if engine["asked"] else _reason(engine)
    yield f"kanbao {found['kanbao']}，Python {found['python']}，{found['system']}"
    yield f"处理器：{engine['processor']}，可用 {engine['cores']} 个核"
    yield f"引擎：{engine['name']}，精度 {_formats(engine)}（{chosen}），{engine['threads']} 个线程"
    if found["memory_gb"] is not None:
        yield f"空闲内存：{found['memory_gb']:.1f} GB"
    yield "软件包：" + "、".join(f"{name} {number}" for name, number in found["packages"].items())
    if found["ocr"]:
        yield f"扫描件：能识别；认过的页存在 {found['recognised']}"
    if found["compiled"]:
        yield f"编译好的模型：存在 {found['compiled']}，{found['compiled_mb']:.0f} MB"
    else:
        yield "编译好的模型：每次重新编译，不留在磁盘上"
    kept = found["archive"]
    if kept:
        yield (
            f"档案：{kept['folder']}，{kept['articles']} 篇，{kept['mb']:.1f} MB，"
            f"磁盘剩 {kept['free_gb']:.0f} GB"
        )
    elif readable:
        yield "档案：还没有（kanbao add 建立）"
    if found["speed"]:
        yield from _speed_lines(found["speed"])
    yield from (f"建议：{line}" for line in found["advice"])


def _formats(engine: dict[str, Any]) -> str:
    """Return what passages are computed in, and what is computed in int8 instead."""
    others = {"生成模型": engine["generator_precision"], "问题": engine["question_precision"]}
    bytes_ = "和".join(name for name, chosen in others.items() if chosen == "int8")
    return f"{engine['precision']}" + (f"，{bytes_} int8" if bytes_ else "")


def _reason(engine: dict[str, Any]) -> str:
    """Return why the number formats are those, for a processor that chose them."""
    questions = engine["question_precision"] == "int8"
    if engine["precision"] == "bf16":
        return "这种处理器用 bfloat16 最快" + ("，问题短，用 int8 更快" if questions else "")
    if questions:
        return "这种处理器有 VNNI，int8 最快；档案的向量不用 int8，到哪里都一样"
    return "这种处理器用 float32 最快"


def _speed_lines(speed: dict[str, float]) -> Iterator[str]:
    yield f"速度：装入、编译两个模型 {speed['load_ms']:.0f} 毫秒"
    yield f"  建索引每秒 {speed['index_characters_per_second']:.0f} 字（只算模型）"
    yield f"  一个问题变成向量 {speed['question_ms']:.1f} 毫秒"
    answer, headline = speed["answer_ms"], speed["headline_ms"]
    yield f"  读一段作答 {answer:.0f} 毫秒，比较八个标题 {headline:.0f} 毫秒"
