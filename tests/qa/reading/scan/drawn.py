"""Scans drawn for tests: type of a free font, set in lines or in columns."""

from __future__ import annotations

import functools
import io
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

FONTS = (
    "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
)
TEXT = (
    "青石镇图书馆昨日开馆，馆内设座位八百个，每天开放十二小时。市民凭身份证即可入馆借阅，"
    "儿童由家长陪同。该馆总投资3600万元，藏书120万册，由镇政府与三家企业合建。"
)


@functools.cache
def face(size):
    """Return a Chinese font; the machine must have one: fonts-noto-cjk."""
    for font in FONTS:
        if Path(font).exists():
            return ImageFont.truetype(font, size, index=2 if "noto" in font else 0)
    pytest.fail("no Chinese font: apt-get install fonts-noto-cjk")


def horizontal(text=TEXT, *, size=32, width=20, paper=255):
    """Return a picture of lines of ``width`` characters."""
    rows = [text[start : start + width] for start in range(0, len(text), width)]
    picture = Image.new(
        "L", (width * size + 4 * size, int(len(rows) * size * 1.7) + 4 * size), paper
    )
    pen = ImageDraw.Draw(picture)
    for row, line in enumerate(rows):
        for column, character in enumerate(line):
            place = (2 * size + column * size, 2 * size + int(row * size * 1.7))
            pen.text(place, character, font=face(size), fill=20)
    return picture


def vertical(text=TEXT, *, size=32, height=20, paper=255):
    """Return a picture of columns of ``height`` characters, from the right to the left."""
    columns = [text[start : start + height] for start in range(0, len(text), height)]
    shape = (int(len(columns) * size * 1.7) + 4 * size, height * size + 4 * size)
    picture = Image.new("L", shape, paper)
    pen = ImageDraw.Draw(picture)
    for number, column in enumerate(columns):
        x = picture.width - 3 * size - int(number * size * 1.7)
        for row, character in enumerate(column):
            y = 2 * size + row * size
            corner = character in "，。、"  # at the upper right of its cell
            shift = round(0.6 * size) if corner else 0
            pen.text((x + shift, y - shift), character, font=face(size), fill=20)
    return picture


def saved(picture, form="PNG", **options):
    """Return a picture's file as bytes."""
    made = io.BytesIO()
    picture.save(made, form, **options)
    return made.getvalue()
