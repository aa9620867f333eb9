"""Compiled models, kept on the disk for the next process: compiling takes longer than reading one.

A file is what OpenVINO exports, and after it its CRC-32. It has its name once it is whole; one that
is damaged all the same is not used, and made anew. Its name is the key of all that makes it:
OpenVINO, the processor, the weights, our own code. Nothing fails because nothing can be kept.
"""

from __future__ import annotations

import hashlib
import logging
import mmap
import os
import shutil
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkstemp

import numpy as np
from numpy.typing import NDArray

from models.loading import weights_hash
from models.precision import instructions
from models.program import capabilities, processor
from models.runtime import version

__all__ = ["KEPT", "Kept"]

KEPT = 2  # files in a folder: those made last
ROOM = 1 << 30  # bytes that stay free on the disk
_ABANDONED = 3600.0  # seconds after which what nobody finished goes
_PART = ".part"
_SUM = 4  # bytes of a checksum, little-endian
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """The place of one compiled model. Several processes may read and write it at once."""

    path: Path

    @classmethod
    def of(cls, folder: Path, model: Path, *, precision: str) -> Kept:
        """Return the place in ``folder`` of the model of another folder in a number format."""
        digest = hashlib.sha256()
        here = (version, processor(), capabilities(), instructions())
        digest.update(repr((*here, precision, weights_hash(model))).encode())
        digest.update((model / "config.json").read_bytes())
        for source in sorted(Path(__file__).parent.glob("*.py")):
            digest.update(source.read_bytes())
        return cls(path=folder / f"{digest.hexdigest()[:32]}.blob")

    def read(self) -> NDArray[np.uint8] | None:
        """Return what was kept, mapped into memory; None for nothing, or what is damaged."""
        try:
            with self.path.open("rb") as file:
                # A copy on writing: OpenVINO takes no memory that is read-only.
                mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY)
        except (OSError, ValueError):  # not there, or empty
            return None
        data = np.frombuffer(mapped, np.uint8)
        blob, end = data[:-_SUM], data[-_SUM:]
        if _sum(blob.data) != end.tobytes():
            _LOG.info("%s is damaged: the model is compiled again", self.path)
            return None
        return blob

    def write(self, blob: bytes) -> None:
        """Keep it where there is room for it, and of all that is kept the last :data:`KEPT`."""
        folder = self.path.parent
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if shutil.disk_usage(folder).free >= ROOM + len(blob):
                self._write(blob)
                for old in _superfluous(folder):
                    old.unlink(missing_ok=True)
        except OSError as error:
            _LOG.info("%s is not kept: %s", self.path, error)

    def _write(self, blob: bytes) -> None:
        """Write it under another name, and rename it once it is whole."""
        handle, name = mkstemp(dir=self.path.parent, suffix=_PART)
        part = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(blob)
                file.write(_sum(blob))
            part.replace(self.path)
        finally:
            part.unlink(missing_ok=True)


def _sum(blob: bytes | memoryview) -> bytes:
    return zlib.crc32(blob).to_bytes(_SUM, "little")


def _superfluous(folder: Path) -> Iterator[Path]:
    """Yield the files that were made first, and what processes that were killed left."""
    made = sorted(folder.glob("*.blob"), key=_made)
    yield from made[:-KEPT]
    before = time.time() - _ABANDONED
    yield from (part for part in folder.glob(f"*{_PART}") if _made(part) < before)


def _made(path: Path) -> float:
    """Return when a file was made; 0 for one that another process just took away."""
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return 0.0
