"""A folder of scans added with kills: ``python -m eval.bench.scans --scans 1000 --kills 2``.

Small scans are drawn, two lines each, with text that only they have. ``kanbao add`` is begun and
killed (SIGKILL) as often as asked for, each time once it has recognised its share, and then let to
its end. What was recognised must be there after each kill, to the byte, and each page be recognised
once; every scan must be an article, with its text; and the memory of the last run may not grow.

Prints a Markdown table, and with ``--json`` a JSON object. Exit codes: 0 nothing was lost or done
twice, 1 something was, 2 it could not be run. A Chinese font must be there (``--font``).
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from eval.bench.speed import table
from qa import Archive

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["main", "measure"]

_FONT = "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc"
_SIZE = (620, 150)
_TYPE = 32
_PAUSE = 0.2
_ENDED = 3.0  # seconds in which who helped a killed process sees that


@dataclass(slots=True, kw_only=True)
class _Found:
    """What came out; times in seconds, memory in MB of all processes of the run together."""

    scans: int
    kills: int
    workers: int
    kept_at_kills: list[int] = field(default_factory=list)
    lost: int = 0
    twice: int = 0
    articles: int = 0
    unlike: int = 0
    seconds: float = 0.0
    memory_early: float = 0.0
    memory_late: float = 0.0
    memory_peak: float = 0.0

    @property
    def is_well(self) -> bool:
        """Whether nothing was lost or recognised twice."""
        return not (self.lost or self.twice or self.unlike) and self.articles == self.scans


def measure(folder: Path, *, scans: int, kills: int, workers: int, font: str) -> _Found:
    """Draw the scans into ``folder``, which is empty, add them, and return what came out."""
    _draw(folder / "scans", scans, font)
    found = _Found(scans=scans, kills=kills, workers=workers)
    kept: dict[Path, int] = {}
    begun = time.monotonic()
    for kill in range(kills + 1):
        process = _begin(folder, workers)
        share = scans * (kill + 1) // (kills + 1)
        _watch(folder, process, found, until=share if kill < kills else None)
        if kill < kills:
            process.kill()
            process.wait()
            time.sleep(_ENDED)
        elif process.wait():
            raise RuntimeError(f"kanbao add ended with {process.returncode}")
        now = _kept(folder)
        found.kept_at_kills.append(len(now))
        found.lost += len(kept.keys() - now.keys())
        found.twice += sum(now[file] != at for file, at in kept.items() if file in now)
        kept = now
    found.seconds = time.monotonic() - begun
    found.lost += scans - len(kept)
    with Archive.open(folder / "archive") as archive:
        texts = [article.text for article in archive.articles()]
    found.articles = len(texts)
    found.unlike = len(set(map(_text, range(scans))) - {_plain(text) for text in texts})
    return found


def _text(number: int) -> str:
    return f"第{number}号仓库昨日入库小麦共{7 * number + 3}吨已全部过秤"


def _plain(text: str) -> str:
    return "".join(text.split())


def _draw(folder: Path, scans: int, font: str) -> None:
    from PIL import Image, ImageDraw, ImageFont

    face = ImageFont.truetype(font, _TYPE)
    folder.mkdir()
    for number in range(scans):
        picture = Image.new("L", _SIZE, 245)
        pen = ImageDraw.Draw(picture)
        text = _text(number)
        for row, line in enumerate((text[:14], text[14:])):
            pen.text((_TYPE, _TYPE // 2 + row * 2 * _TYPE), line, font=face, fill=15)
        picture.save(folder / f"scan-{number:05}.png")


def _begin(folder: Path, workers: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-P", "-m", "qa", "add", "--workers", str(workers)]
    command += ["--archive", str(folder / "archive"), str(folder / "scans")]
    return subprocess.Popen(  # noqa: S603 - our own interpreter
        command,
        env={**os.environ, "KANBAO_CACHE": str(folder / "cache")},
        stdout=subprocess.DEVNULL,
    )


def _watch(
    folder: Path, process: subprocess.Popen[bytes], found: _Found, *, until: int | None
) -> None:
    """Wait until so many pages are kept, or the process ends; note its memory in the last run."""
    memory: list[float] = []
    while process.poll() is None and (until is None or len(_kept(folder)) < until):
        time.sleep(_PAUSE)
        memory.append(_memory(process.pid))
    if until is None and len(memory) >= 4:
        quarter = len(memory) // 4
        found.memory_early = max(memory[quarter : 2 * quarter])
        found.memory_late = max(memory[-quarter:])
        found.memory_peak = max(memory)


def _kept(folder: Path) -> dict[Path, int]:
    """Return the pages that were recognised, and when each was written."""
    files = (folder / "cache").rglob("*.json.gz")
    return {file: file.stat().st_mtime_ns for file in files}


def _memory(pid: int) -> float:
    """Return the MB of a process and those it began."""
    try:
        process = psutil.Process(pid)
        all_of_them = [process, *process.children(recursive=True)]
        return float(sum(one.memory_info().rss for one in all_of_them)) / 1e6
    except psutil.NoSuchProcess:
        return 0.0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m eval.bench.scans", description=__doc__)
    parser.add_argument("--scans", type=int, default=1000)
    parser.add_argument("--kills", type=int, default=2)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--font", default=_FONT)
    parser.add_argument("--json", action="store_true")
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print."""
    args = _parser().parse_args(argv)
    if not Path(args.font).exists():
        print(f"{args.font}: no such font: --font FILE, one with Chinese characters")
        return 2
    with tempfile.TemporaryDirectory() as folder:
        found = measure(
            Path(folder), scans=args.scans, kills=args.kills, workers=args.workers, font=args.font
        )
    if args.json:
        print(json.dumps(asdict(found)))
    else:
        print(table(_rows(found)))
    return 0 if found.is_well else 1


def _rows(found: _Found) -> dict[str, str]:
    return {
        "scans": str(found.scans),
        "pages kept at each kill and at the end": " ".join(map(str, found.kept_at_kills)),
        "pages lost": str(found.lost),
        "pages recognised twice": str(found.twice),
        "articles": str(found.articles),
        "scans whose text is not an article's": str(found.unlike),
        "seconds, all runs": f"{found.seconds:.0f}",
        "memory of the last run, second and last quarter, MB": _memories(found),
        "peak, MB": f"{found.memory_peak:.0f}",
    }


def _memories(found: _Found) -> str:
    return f"{found.memory_early:.0f} {found.memory_late:.0f}"


if __name__ == "__main__":
    sys.exit(main())
