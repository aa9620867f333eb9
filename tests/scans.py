"""A scan for tests: a picture drawn here, its characters as dark squares, and what it says."""

import io
from functools import partial

from qa.places import Place, PlacedBox, Places
from qa.reading.documents import Decoded, whole
from qa.reading.origin import NOTHING, Source
from qa.records import Piece, Reading

SIZE = (1200, 1600)
DOTS = 40  # a character
STEP = 60  # from line to line
FINGERPRINT = "0123456789abcdef"


def boxes_of(lines, *, page=1, left=100, top=100):
    """Return where the characters of printed lines are, a list a line."""
    return [
        [
            PlacedBox(page=page, left=left + DOTS * i, top=top + STEP * n, width=DOTS, height=DOTS)
            for i, _ in enumerate(line)
        ]
        for n, line in enumerate(lines)
    ]


def picture(*pages, kind="PNG"):
    """Return a file of pictures with the lines of each page drawn on it."""
    from PIL import Image, ImageDraw

    drawn = []
    for lines in pages:
        image = Image.new("L", SIZE, 255)
        draw = ImageDraw.Draw(image)
        for box in (box for line in boxes_of(lines) for box in line):
            draw.rectangle((box.left + 3, box.top + 3, box.right - 4, box.bottom - 4), fill=0)
        drawn.append(image)
    made = io.BytesIO()
    more = {"save_all": True, "append_images": drawn[1:]} if kind == "TIFF" else {}
    drawn[0].save(made, kind, **more)
    return made.getvalue()


def decoded(*pages, unsure="", fingerprint=FINGERPRINT, turns=()):
    """Return what a recogniser would read of :func:`picture`: a page's lines joined to one text.

    The characters of ``unsure`` have a confidence of 0.5, the others 0.95.
    """
    text, starts, places = "", [], []
    for number, lines in enumerate(pages, start=1):
        if number > 1:
            text += "\n\f\n"
            places += [None] * 3
        starts.append(len(text))
        for line, boxes in zip(lines, boxes_of(lines, page=number), strict=True):
            text += line
            places += [
                Place(box=box, confidence=0.5 if char in unsure else 0.95)
                for char, box in zip(line, boxes, strict=True)
            ]
    return Decoded(
        text=text,
        encoding=f"ocr:{fingerprint}",
        pages=tuple(starts),
        places=Places.of(places, [SIZE] * len(pages), turns),
        read=partial(_read, starts=starts),
    )


def lying(data, turn=0):
    """Return a picture that has to be turned by so many quarters clockwise to stand upright."""
    from PIL import Image

    if not turn:
        return data
    made = io.BytesIO()
    Image.open(io.BytesIO(data)).rotate(90 * turn, expand=True).save(made, "PNG")
    return made.getvalue()


def _read(source, *, starts):
    """Return the reading of a scan: an article a page."""
    ends = [*(start - 3 for start in starts[1:]), len(source.text)]
    return Reading(
        articles=tuple(
            whole(
                source,
                about=NOTHING,
                text=source.text[start:end],
                pieces=[Piece(start=0, file_start=start, length=end - start)],
                number=number,
            )
            for number, (start, end) in enumerate(zip(starts, ends, strict=True), start=1)
        )
    )


def articles_of(file, *pages, kind="PNG", **how):
    """Write a scan to ``file``; return its articles, one a page."""
    data = lying(picture(*pages, kind=kind), *how.get("turns", ()))
    file.write_bytes(data)
    made = decoded(*pages, **how)
    source = Source.of(
        data,
        file=str(file),
        encoding=made.encoding,
        text=made.text,
        pages=made.pages,
        places=made.places,
    )
    return list(made.read(source).articles)


def recognise(monkeypatch, *pages, installed=FINGERPRINT, **how):
    """Let files of pictures be read as these pages; ``installed``: what recognises them here."""
    from qa.reading import files

    def decode(data, *, name, repair=False):
        return decoded(*pages, **how)

    for ending in (".png", ".tif"):
        kind = files._Kind(decode=decode, read=lambda source: Reading(articles=()))
        monkeypatch.setitem(files._KINDS, ending, lambda kind=kind: kind)
    for module in ("qa.reading.originals", "qa.service.proof"):
        monkeypatch.setattr(f"{module}.recogniser_here", lambda: installed)
