"""The pages of a file of pictures: PNG, JPEG, TIFF of many pages, WebP. They come out grey."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import numpy as np

from qa.errors import ReadError
from qa.reading.documents import library

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = [
    "MOST_PAGES",
    "MOST_PIXELS",
    "check_count",
    "check_pixels",
    "count",
    "frames",
    "picture",
    "shown",
    "turned",
]

MOST_PIXELS = 200_000_000
MOST_PAGES = 500
_MOST_DOTS = 65_535  # on a side: places are kept in 16 bits
_REMEDY = "open it in another program and save it anew, or scan the page again"


def count(data: bytes, *, name: str) -> int:
    """Return how many pages a file of pictures has; only a TIFF has more than one.

    Raises :class:`ReadError` for what is no picture or has more than :data:`MOST_PAGES`.
    """
    with _opened(data, name) as image:
        pages = image.n_frames if image.format == "TIFF" else 1
        check_count(pages, name=name)
        return int(pages)


def frames(data: bytes, *, name: str) -> int:
    """Return how many pictures an animation has (WebP, PNG); 1 for any other file."""
    with _opened(data, name) as image:
        return 1 if image.format == "TIFF" else int(getattr(image, "n_frames", 1))


def picture(data: bytes, number: int, *, name: str) -> NDArray[np.uint8]:
    """Return a page of a file, from 1, as it is to be shown: uint8 (h, w), 255 is white.

    A camera's note which way up it was held is followed. Raises :class:`ReadError` for a picture
    that is damaged or has more than :data:`MOST_PIXELS`.
    """
    from PIL import ImageOps

    with _opened(data, name) as image:
        if number > 1:
            image.seek(number - 1)
        check_pixels(image.width, image.height, name=name, number=number)
        image.draft("L", None)  # a JPEG is decoded grey, in a third of the memory
        shown = ImageOps.exif_transpose(image)
        return _grey(shown)


def shown(data: bytes, number: int, *, name: str, width: int, turn: int = 0) -> bytes:
    """Return a page of a file, from 1, as a PNG of ``width`` dots, at most three times as high.

    It is turned by ``turn`` quarters clockwise. It has its own size if that is smaller. Raises
    :class:`ReadError` as :func:`picture` does, and for a page that the file does not have.
    """
    from PIL import ImageOps

    with _opened(data, name) as image:
        if not 1 <= number <= getattr(image, "n_frames", 1):
            raise ReadError(f"{name}: has no page {number}")
        if number > 1:
            image.seek(number - 1)
        check_pixels(image.width, image.height, name=name, number=number)
        image.draft("RGB", (width, 3 * width))  # a JPEG is decoded no larger than it has to be
        upright = ImageOps.exif_transpose(image)
        if turn:
            upright = upright.rotate(-90 * turn, expand=True)
        if upright.mode not in ("L", "RGB"):
            upright = upright.convert("L" if upright.mode in ("1", "LA") else "RGB")
        upright.thumbnail((width, 3 * width))
        made = io.BytesIO()
        upright.save(made, "PNG")
        return made.getvalue()


def turned(png: bytes, turn: int) -> bytes:
    """Return a PNG turned by so many quarters clockwise."""
    from PIL import Image

    if not turn:
        return png
    made = io.BytesIO()
    with Image.open(io.BytesIO(png)) as image:
        image.rotate(-90 * turn, expand=True).save(made, "PNG")
    return made.getvalue()


def check_count(pages: int, *, name: str) -> None:
    """Raise :class:`ReadError` where a scan has more pages than are read."""
    if pages > MOST_PAGES:
        raise ReadError(
            f"{name}: has {pages} pages, {MOST_PAGES} may be read of one scan: split the file"
        )


def check_pixels(width: int, height: int, *, name: str, number: int) -> None:
    """Raise :class:`ReadError` where a page has more dots than are read."""
    if width * height > MOST_PIXELS or max(width, height) > _MOST_DOTS:
        raise ReadError(
            f"{name}: page {number} has {width} x {height} dots, {MOST_PIXELS} may be read "
            f"and {_MOST_DOTS} on a side: save it smaller (300 dots an inch are enough)"
        )


@contextmanager
def _opened(data: bytes, name: str) -> Iterator[Any]:
    from PIL import Image, UnidentifiedImageError

    with library(name, "a picture", remedy=_REMEDY), warnings.catch_warnings():
        # Pillow warns of large pictures and of damaged notes; the size is checked here.
        warnings.simplefilter("ignore")
        try:
            image = Image.open(io.BytesIO(data))
        except Image.DecompressionBombError as error:
            raise ReadError(
                f"{name}: has more than {MOST_PIXELS} dots: save it smaller "
                "(300 dots an inch are enough)"
            ) from error
        except UnidentifiedImageError as error:
            raise ReadError(
                f"{name}: is no picture that can be opened (PNG, JPEG, TIFF, WebP): {_REMEDY}"
            ) from error
        with image:
            yield image


def _grey(image: Any) -> NDArray[np.uint8]:
    """Return a picture in grey, what is transparent as white."""
    from PIL import Image

    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        over = image.convert("RGBA")
        white = Image.new("RGBA", over.size, "white")
        image = Image.alpha_composite(white, over)
    if image.mode.startswith(("I", "F")):  # 16 bits and more
        values = np.asarray(image, dtype=np.float32)
        most = 65535.0 if image.mode.startswith("I;16") else max(float(values.max()), 1.0)
        return np.asarray(np.clip(values * (255 / most), 0, 255), dtype=np.uint8)
    return np.asarray(image.convert("L"), dtype=np.uint8)
