"""CPU time of reading files that grow: ``python -m eval.bench.readers [FORMAT...] --sizes 1 5 20``.

A file of each format and size (in MB, of the file) is made of invented news and read; what is
printed is the CPU time a MB. Time that is linear in size stays the same from row to row.
"""

from __future__ import annotations

import argparse
import io
import json
import re
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from qa.reading import read_file

__all__ = ["FORMATS", "Row", "main", "measure", "news"]

_MB = 1_000_000
_TITLE = "清河大桥建成通车第{number}日"
_PARAGRAPHS = (
    "本报讯（记者 邱玉兰）昨日，清河大桥在云岭市通车第{number}日，过车三千辆，总投资1.5亿元。",
    "市长宋怀远说：“过去进城要绕行十二公里，现在只要一刻钟。”大桥由市交通局管理。",
    "青石镇夜校今年开设木工、剪纸等9门课程，报名的有312人，比去年多了一倍。",
)
_LINE = 40  # characters of a line of a PDF
_LINES = 50  # of a page of a PDF


def news(count: int) -> list[tuple[str, list[str]]]:
    """Return ``count`` stories, no two alike: title and paragraphs."""
    return [
        (_TITLE.format(number=number), [text.format(number=number) for text in _PARAGRAPHS])
        for number in range(count)
    ]


def _text(count: int) -> bytes:
    stories = ("\n\n".join([title, *paragraphs]) for title, paragraphs in news(count))
    return "\n\n".join(stories).encode()


def _jsonl(count: int) -> bytes:
    rows = (
        json.dumps({"id": title, "title": title, "text": "\n".join(text)}, ensure_ascii=False)
        for title, text in news(count)
    )
    return "\n".join(rows).encode()


def _markdown(count: int) -> bytes:
    stories = ("\n\n".join([f"## {title}", *text]) for title, text in news(count))
    return "\n\n".join(stories).encode()


def _html(count: int) -> bytes:
    body = "".join(f"<p>{paragraph}</p>" for _, text in news(count) for paragraph in text)
    title = _TITLE.format(number=0)
    head = f"<html><head><title>{title}</title></head>"
    return f"{head}<body><h1>{title}</h1>{body}</body></html>".encode()


def _feed(count: int) -> bytes:
    items = (
        f"<item><title>{title}</title><description>{escape('<br>'.join(text))}</description></item>"
        for title, text in news(count)
    )
    return f"<rss><channel><title>云岭日报</title>{''.join(items)}</channel></rss>".encode()


def _docx(count: int) -> bytes:
    import docx

    document = docx.Document()
    lines = (line for title, text in news(count) for line in (title, *text))
    paragraphs = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    file = io.BytesIO()
    document.save(file)
    return _with_body(file.getvalue(), paragraphs.encode())


def _with_body(document: bytes, paragraphs: bytes) -> bytes:
    """Return a DOCX with paragraphs put into its body, stored as they are: sizes are the text's."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                data = re.sub(rb"(<w:body[^>]*>)", lambda mark: mark[1] + paragraphs, data)
            new.writestr(name, data)
    return file.getvalue()


def _pdf(count: int) -> bytes:
    """Return a PDF of one column, in a font that every reader knows and no file has to bring."""
    text = "".join(part for title, paragraphs in news(count) for part in (title, *paragraphs))
    lines = [text[start : start + _LINE] for start in range(0, len(text), _LINE)]
    pages = [lines[start : start + _LINES] for start in range(0, len(lines), _LINES)]
    kids = " ".join(f"{6 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H "
        "/DescendantFonts [4 0 R] >>",
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /FontDescriptor 5 0 R "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 0 >> /DW 1000 >>",
        "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] "
        "/ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
    ]
    for number, page in enumerate(pages):
        drawn = "".join(
            f"BT /F 10 Tf 50 {780 - 15 * row} Td <{line.encode('utf-16-be').hex()}> Tj ET\n"
            for row, line in enumerate(page)
        )
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {7 + 2 * number} 0 R "
            "/Resources << /Font << /F 3 0 R >> >> >>",
            f"<< /Length {len(drawn)} >>\nstream\n{drawn}endstream",
        ]
    return _numbered(objects)


def _numbered(objects: Sequence[str]) -> bytes:
    """Return the PDF of these objects, with the table of where each stands."""
    file = bytearray(b"%PDF-1.4\n")
    places = []
    for number, text in enumerate(objects, start=1):
        places.append(len(file))
        file += f"{number} 0 obj\n{text}\nendobj\n".encode()
    rows = "".join(f"{place:010} 00000 n \n" for place in places)
    table = f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{rows}"
    end = f"trailer\n<< /Size {len(places) + 1} /Root 1 0 R >>\nstartxref\n{len(file)}\n%%EOF\n"
    return bytes(file) + table.encode() + end.encode()


FORMATS: dict[str, Callable[[int], bytes]] = {
    "txt": _text,
    "jsonl": _jsonl,
    "md": _markdown,
    "html": _html,
    "xml": _feed,
    "docx": _docx,
    "pdf": _pdf,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A file that was read: its bytes, CPU seconds, and how many articles came out."""

    format: str
    size: int
    seconds: float
    articles: int

    @property
    def seconds_a_mb(self) -> float:
        """CPU seconds a million bytes."""
        return self.seconds / self.size * _MB


def measure(format_: str, size: int, folder: Path) -> Row:
    """Make a file of about ``size`` bytes, read it and return what that took."""
    make = FORMATS[format_]
    few = 64
    each = max(1, (len(make(2 * few)) - len(make(few))) // few)
    path = folder / f"news.{format_}"
    path.write_bytes(make(max(1, size // each)))
    before = time.process_time()
    reading = read_file(path)
    seconds = time.process_time() - before
    return Row(
        format=format_,
        size=path.stat().st_size,
        seconds=seconds,
        articles=len(reading.articles),
    )


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; return 0."""
    options = _parser().parse_args(argv)
    print("format       MB    CPU s  s a MB  articles")
    with tempfile.TemporaryDirectory() as folder:
        for name in options.formats or FORMATS:
            for size in options.sizes:
                row = measure(name, int(size * _MB), Path(folder))
                print(
                    f"{row.format:6} {row.size / _MB:8.2f} {row.seconds:8.2f} "
                    f"{row.seconds_a_mb:7.3f} {row.articles:9,}"
                )
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="eval.bench.readers", description=__doc__)
    parser.add_argument("formats", nargs="*", metavar="FORMAT", choices=[[], *FORMATS])
    parser.add_argument("--sizes", nargs="+", type=float, default=[1, 5, 20], metavar="MB")
    return parser


if __name__ == "__main__":
    sys.exit(main())
