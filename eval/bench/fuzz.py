"""Damaged files: ``python -m eval.bench.fuzz FILE... --count 1000 --out FOLDER``.

Each file is changed at random again and again, also within the parts of one that is a ZIP file, and
read. What is read must stand where its places say; what is refused must be named in one line. Any
other error, more than ten seconds or a gigabyte is a failure: such a file is kept in ``--out``, and
the exit code is 1. The same files and ``--seed`` give the same changes.
"""

from __future__ import annotations

import argparse
import io
import multiprocessing
import resource
import signal
import sys
import tempfile
import warnings
import zipfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random

from qa.errors import ReadError
from qa.reading import file_text, read_file
from qa.reading.originals import is_in_file

__all__ = ["Tally", "changed", "main", "outcome"]

SECONDS = 10
KILOBYTES = 1_000_000
_BATCH = 50
_MOST_CHANGES = 8
_WITHIN = 0.7  # of the changes to a ZIP file are within its parts
_TOKENS = (
    b"\0",
    b"\xff",
    b'"',
    b"\n",
    b"\r",
    b",",
    b"<",
    b">",
    b"&#x0;",
    b"]]>",
    b"{",
    b"}",
    b"\\u",
    b"\\bin9999999999 ",
    b"99999999999",
    b"-1",
    b"../",
    "正文".encode(),
)


@dataclass(slots=True, kw_only=True)
class Tally:
    """What came of the changed files, by the ending of the file; ``failures`` in words."""

    outcomes: dict[str, Counter[str]] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)


class _SlowError(BaseException):
    """A file took too long; no ``Exception``, so that no reader takes it for a damaged file."""


def changed(data: bytes, random: Random) -> bytes:
    """Return a file with some changes: to its bytes, or to those of a part of a ZIP file."""
    if data.startswith(b"PK") and random.random() < _WITHIN:
        return _changed_within(data, random)
    return _changed(data, random)


def _changed_within(data: bytes, random: Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        parts = [(info, opened.read(info)) for info in opened.infolist()]
    which = random.randrange(len(parts))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as opened:
        for number, (info, part) in enumerate(parts):
            opened.writestr(info, _changed(part, random) if number == which else part)
    return made.getvalue()


def _changed(data: bytes, random: Random) -> bytes:
    made = bytearray(data)
    for _ in range(random.randint(1, _MOST_CHANGES)):
        start = random.randrange(len(made) + 1)
        end = min(len(made), start + random.choice((1, 1, 2, 8, 64)))
        kind = random.randrange(5)
        if kind == 0 and start < len(made):
            made[start] = random.randrange(256)
        elif kind == 1:
            made[start:start] = random.choice(_TOKENS)
        elif kind == 2:
            del made[start:end]
        elif kind == 3:
            made[start:start] = made[start:end] * random.choice((1, 2, 50))
        elif random.random() < 1 / _MOST_CHANGES:
            del made[start:]
    return bytes(made)


def outcome(file: Path, *, repair: bool) -> str:
    """Return ``read`` or ``refused``. Raises whatever is a failure."""
    try:
        reading = read_file(file, repair=repair)
    except ReadError as error:
        message = str(error)
        if not message.startswith(str(file)) or "\n" in message:
            raise AssertionError(f"names no file in one line: {message!r}") from error
        return "refused"
    text = file_text(file, repair=True)
    for article in reading.articles:
        if not is_in_file(article, text, 0, len(article.text)):
            raise AssertionError(f"{article.id} does not stand where its origin says")
    return "read"


def _try(file: Path, number: int) -> str:
    """Return what came of a file: ``read``, ``refused``, or the failure."""

    def stop(*_: object) -> None:
        raise _SlowError(f"more than {SECONDS} s")

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(SECONDS)
    try:
        found = outcome(file, repair=number % 2 == 1)
    except (Exception, _SlowError) as error:  # noqa: BLE001 - whatever it is, it is a failure
        return f"{type(error).__name__}: {' '.join(str(error).split())}"
    finally:
        signal.alarm(0)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return found if peak <= KILOBYTES else f"a peak of {peak} kB"


def _batch(original: Path, numbers: Sequence[int], seed: int, sent: Connection, out: Path) -> None:
    """Change and read a file once for each number, and send what came of each."""
    warnings.simplefilter("ignore")
    data = original.read_bytes()
    with tempfile.TemporaryDirectory() as folder:
        for number in numbers:
            file = Path(folder, original.name)
            file.write_bytes(made := changed(data, Random(f"{seed} {original.name} {number}")))
            found = _try(file, number)
            if found not in ("read", "refused"):
                (out / f"{number}-{original.name}").write_bytes(made)
            sent.send((number, found))


def _run(original: Path, numbers: Sequence[int], seed: int, tally: Tally, out: Path) -> None:
    """Take a batch in a process of its own: one that dies or hangs is a failure."""
    received, sent = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.Process(target=_batch, args=(original, numbers, seed, sent, out))
    process.start()
    sent.close()
    counts = tally.outcomes.setdefault("".join(original.suffixes), Counter())
    waiting = list(numbers)
    try:
        while waiting and received.poll(2 * SECONDS):
            number, found = received.recv()
            waiting.remove(number)
            ok = found in ("read", "refused")
            counts[found if ok else "failed"] += 1
            if not ok:
                tally.failures.append(f"{number}-{original.name}: {found}")
    except EOFError:
        pass
    if waiting:
        counts["failed"] += len(waiting)
        tally.failures.append(f"{waiting[0]}-{original.name}: the process died or hung")
    process.kill()
    process.join()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m eval.bench.fuzz", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--count", type=int, default=1000, help="changes of each file")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path, default=Path("fuzz-failures"))
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Change and read files; return 1 where one failed."""
    options = _parser().parse_args(argv)
    options.out.mkdir(exist_ok=True)
    tally = Tally()
    for original in options.files:
        for start in range(0, options.count, _BATCH):
            numbers = range(start, min(start + _BATCH, options.count))
            _run(original, numbers, options.seed, tally, options.out)
    for ending, counts in sorted(tally.outcomes.items()):
        told = ", ".join(f"{counts[what]} {what}" for what in ("read", "refused", "failed"))
        print(f"{ending}: {told}")
    for failure in tally.failures:
        print(failure)
    return int(bool(tally.failures))


if __name__ == "__main__":
    sys.exit(main())
