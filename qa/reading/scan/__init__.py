"""Pages that are pictures: recognised, put into reading order, divided into articles."""

from __future__ import annotations

from importlib.util import find_spec

__all__ = ["PICTURES", "is_installed"]

PICTURES = frozenset({".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp"})
"""The endings of files whose pages are pictures."""


def is_installed() -> bool:
    """Whether the libraries that recognition needs are there; none is imported."""
    try:
        return all(map(find_spec, ("rapidocr", "onnxruntime", "cv2", "PIL")))
    except ModuleNotFoundError:  # one of them may not be imported
        return False
