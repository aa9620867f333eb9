"""Drawing a page: type, rules and pictures, and what scanning does to it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from eval.scans.typeset import is_sideways

if TYPE_CHECKING:
    from eval.scans.fonts import Face, Faces
    from eval.scans.pages import MadePage, Wear
    from eval.scans.sheet import Area, Glyph, Picture, SheetLine

__all__ = ["draw"]

_TURNED = frozenset("（）《》〈〉「」『』【】“”‘’…—：；")
_CORNER = frozenset("，。、")
_INSET = 0.1  # of a character: how far a stop is from the corner of its cell


def draw(made: MadePage, faces: Faces) -> Image.Image:
    """Return the page's picture, in greys; its dots are those of the gold boxes."""
    sheet = made.sheet
    picture = Image.new("L", (sheet.width, sheet.height), 255)
    rng = np.random.default_rng(made.seed)
    for item in sheet.pictures:
        _paint(picture, item)
    pen = ImageDraw.Draw(picture)
    for rule in sheet.rules:
        pen.rectangle((rule.x, rule.y, rule.right - 1, rule.bottom - 1), fill=0)
    for line in sheet.lines:
        _line(picture, line, faces.of(line.face))
    return _worn(picture, made.wear, rng)


def _line(picture: Image.Image, line: SheetLine, face: Face) -> None:
    for glyph in line.glyphs:
        _glyph(picture, glyph, line, face)


def _glyph(picture: Image.Image, glyph: Glyph, line: SheetLine, face: Face) -> None:
    """Draw a character in the middle of its cell, as high as its line's type stands."""
    cell, size = glyph.cell, line.size
    lying = line.vertical and (is_sideways(glyph.text) or glyph.text in _TURNED)
    width, height = (cell.height, cell.width) if lying else (cell.width, cell.height)
    tile = _tile(glyph.text, face, round(size), max(1, round(width)), max(1, round(height)))
    if lying:
        tile = tile.transpose(Image.Transpose.ROTATE_270)
    x, y = round(cell.x), round(cell.y)
    if line.vertical and glyph.text in _CORNER:
        x, y = _in_corner(tile, cell, size)
    ink = Image.new("L", tile.size, 0)
    picture.paste(ink, (x, y), tile)


def _in_corner(tile: Image.Image, cell: Area, size: float) -> tuple[int, int]:
    """Return where a tile goes so that its ink is in the upper right corner of its cell.

    Fonts put a horizontal stop at different heights: moved by the same, some would touch the
    character before, as no type does.
    """
    _, top, right, _ = tile.getbbox() or (0, 0, 0, 0)
    return round(cell.right - _INSET * size) - right, round(cell.y + _INSET * size) - top


@lru_cache(maxsize=20_000)
def _tile(text: str, face: Face, size: int, width: int, height: int) -> Image.Image:
    font = _font(face, size)
    tile = Image.new("L", (width, height), 0)
    pen = ImageDraw.Draw(tile)
    length = font.getlength(text)
    if length > width * 1.02:  # a letter wider than its cell
        font = _font(face, max(1, int(size * width / length)))
        length = font.getlength(text)
    ascent, descent = font.getmetrics()
    pen.text(((width - length) / 2, height / 2 + (ascent - descent) / 2), text, 255, font, "ls")
    return tile


@lru_cache(maxsize=256)
def _font(face: Face, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(
        face.file, size, index=face.index, layout_engine=ImageFont.Layout.BASIC
    )


def _paint(picture: Image.Image, item: Picture) -> None:
    """Draw a photograph: a horizon, shapes, grain; or the light ground of an advertisement."""
    area = item.area
    width, height = max(1, round(area.width)), max(1, round(area.height))
    rng = np.random.default_rng(item.seed)
    if item.kind == "ground":
        tones = np.full((height, width), 225.0)
        tones[::4] = 190
    else:
        rows = np.linspace(rng.uniform(150, 230), rng.uniform(60, 120), height)
        tones = np.repeat(rows[:, None], width, axis=1)
    tile = Image.fromarray(tones.astype(np.uint8))
    pen = ImageDraw.Draw(tile)
    for _ in range(int(rng.integers(4, 9))):
        x, y = rng.uniform(0, width), rng.uniform(0.2, 1) * height
        w, h = rng.uniform(0.1, 0.4) * width, rng.uniform(0.1, 0.5) * height
        shape = pen.ellipse if rng.random() < 0.5 else pen.rectangle
        shape((x - w / 2, y - h / 2, x + w / 2, y + h / 2), fill=int(rng.uniform(30, 220)))
    grain = rng.normal(0, 14, (height, width))
    tile = tile.filter(ImageFilter.GaussianBlur(max(1, width / 120)))
    grey = np.clip(np.asarray(tile, dtype=np.float32) + grain, 20, 245)
    picture.paste(Image.fromarray(grey.astype(np.uint8)), (round(area.x), round(area.y)))


def _worn(picture: Image.Image, wear: Wear, rng: np.random.Generator) -> Image.Image:
    """Return the picture as a scanner gives an old page."""
    if wear.through:
        back = picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
        back = back.filter(ImageFilter.GaussianBlur(2.5))
        faint = back.point(lambda tone: int(255 - (255 - tone) * 0.16 * wear.through))
        picture = ImageChops.multiply(picture, faint)
    if wear.skew:
        picture = picture.rotate(wear.skew, Image.Resampling.BICUBIC, fillcolor=255)
    if wear.blur:
        picture = picture.filter(ImageFilter.GaussianBlur(0.4 + 0.6 * wear.blur))
    if not (wear.grey or wear.noise):
        return picture
    tones = np.asarray(picture, dtype=np.float32)
    height, width = tones.shape
    paper = 250 - 60 * wear.grey
    coarse = rng.normal(0, 6 * wear.grey, (height // 64 + 2, width // 64 + 2)).astype(np.float32)
    clouds = Image.fromarray(coarse).resize((width, height), Image.Resampling.BICUBIC)
    ink = 25 + 45 * wear.grey
    tones = ink + tones / 255 * (paper - ink) + np.asarray(clouds)
    tones += rng.normal(0, 10 * wear.noise, tones.shape)
    return Image.fromarray(np.clip(tones, 0, 255).astype(np.uint8))
