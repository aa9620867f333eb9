"""The recogniser: RapidOCR with the ONNX models in its wheel, one a process.

Nothing is downloaded: the paths of the models are given, and nothing here asks the network.
"""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["HEIGHT", "Read", "Recogniser", "fingerprint", "recogniser"]

HEIGHT = 48
"""How high a strip is that the model reads, in dots."""

_ALGORITHM = 4  # of this package: what is recognised anew when it changes
_DETECTOR = "PP-OCRv6_det_small.onnx"
_READER = "PP-OCRv6_rec_small.onnx"
_CLASSIFIER = "ch_ppocr_mobile_v2.0_cls_mobile.onnx"  # not used; named, so that none is fetched
_BATCH = 6
_lock = threading.Lock()
_made: list[Recogniser] = []


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What a strip says: ``text``, and of each of its characters where its middle is, how sure.

    ``middles`` are in (0, 1), from the left end of the strip to its right end; None where the
    reader did not give one a character. ``confidences`` are in [0, 1].
    """

    text: str
    middles: tuple[float, ...] | None
    confidences: tuple[float, ...]


class Recogniser:
    """Finds lines on a picture and reads them, with ``threads`` threads. Pictures are grey."""

    def __init__(self, threads: int) -> None:
        from rapidocr import RapidOCR
        from rapidocr.ch_ppocr_det import TextDetector
        from rapidocr.ch_ppocr_rec import TextRecognizer

        params = {
            "Global.log_level": "error",
            # The classifier of lines turns vertical ones upside down, which loses them.
            "Global.use_cls": False,
            "Det.model_path": str(_models() / _DETECTOR),
            "Rec.model_path": str(_models() / _READER),
            "Cls.model_path": str(_models() / _CLASSIFIER),
            # The picture is scaled before: it is taken as it comes, however large.
            "Det.limit_type": "max",
            "Det.limit_side_len": 1 << 30,
            "Det.max_candidates": 1 << 20,
            "Rec.rec_batch_num": _BATCH,
            "EngineConfig.onnxruntime.intra_op_num_threads": threads,
        }
        config = RapidOCR(params=params).cfg
        for part in (config.Det, config.Rec):
            part.engine_cfg = config.EngineConfig.onnxruntime
        config.Rec.font_path = None
        self._detector = TextDetector(config.Det)
        self._reader = TextRecognizer(config.Rec)

    def text_map(self, picture: NDArray[np.uint8]) -> NDArray[np.float32]:
        """Return float32 (h, w): how surely each dot is text, in [0, 1].

        ``picture`` is uint8 (h, w), both multiples of 32.
        """
        coloured = np.repeat(picture[:, :, np.newaxis], 3, axis=2)
        prepared = self._detector.get_preprocess()(coloured)
        found: NDArray[np.float32] = self._detector.session(prepared)[0, 0]
        return found

    def lines(self, text_map: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return float32 (n, 4, 2): the corners (x, y) of each line, the upper left first."""
        found, _ = self._detector.postprocess_op(text_map[np.newaxis, np.newaxis], text_map.shape)
        return np.asarray(found, dtype=np.float32).reshape(-1, 4, 2)

    def read(self, strips: Sequence[NDArray[np.uint8]]) -> list[Read]:
        """Return what each strip says; each is uint8 (:data:`HEIGHT`, w), one line of text."""
        from rapidocr.ch_ppocr_rec import TextRecInput

        if not strips:
            return []
        coloured = [np.repeat(strip[:, :, np.newaxis], 3, axis=2) for strip in strips]
        made = self._reader(TextRecInput(img=coloured, return_word_box=True))
        read = zip(made.txts or (), made.word_results, strict=True)
        return [_read(text, words) for text, words in read]


def _read(text: str, words: Any) -> Read:
    """Return what a strip says: the reader gives places to all characters but spaces."""
    confidences = tuple(float(one) for one in words.confs[: len(text)])
    columns = [column for word in words.word_cols for column in word]
    inked = [place for place, character in enumerate(text) if not character.isspace()]
    middles = None
    if len(columns) == len(inked) and words.line_txt_len:
        at = [(column + 0.5) / words.line_txt_len for column in columns]
        filled = np.interp(range(len(text)), inked, at) if inked else ()
        middles = tuple(min(max(float(one), 0.0), 1.0) for one in filled)
    return Read(text=text, middles=middles, confidences=confidences)


def recogniser() -> Recogniser:
    """Return this process's recogniser; it is made once, with as many threads as it may use.

    Raises ``ModuleNotFoundError`` where what it needs is not
    installed.
    """
    with _lock:
        if not _made:
            _made.append(Recogniser(_threads()))
        return _made[0]


@cache
def fingerprint() -> str:
    """Return what the text of a scan depends on but its picture: 16 hexadecimal digits.

    The version of the library, its models, and the algorithm of this package.
    """
    made = hashlib.sha256(f"{_ALGORITHM} {version('rapidocr')}".encode())
    for name in (_DETECTOR, _READER):
        made.update(hashlib.sha256((_models() / name).read_bytes()).digest())
    return made.hexdigest()[:16]


def _models() -> Path:
    found = find_spec("rapidocr")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("No module named 'rapidocr'", name="rapidocr")
    return Path(found.origin).parent / "models"


def _threads() -> int:
    """Return OMP_NUM_THREADS, at most the processors that this process may use."""
    processors = len(os.sched_getaffinity(0))
    asked = os.environ.get("OMP_NUM_THREADS", "")
    return min(int(asked), processors) if asked.isdecimal() and int(asked) else processors
