"""Files of pictures, and PDFs whose pages are pictures, to articles."""

import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader

from qa.errors import ReadError
from qa.reading import can_read, file_text, page_count, read_file, why_not
from qa.reading.scan import ahead, cache, document, pictures
from qa.reading.scan.ahead import recognise_ahead
from qa.spread import InLine
from tests.installed import modules_of, run_without
from tests.qa.reading.papers import column, drawn, pdf, written
from tests.qa.reading.scan.drawn import horizontal, saved, vertical

FIRST = "青石镇图书馆昨日开馆，馆内设座位八百个。"
SECOND = "白河镇的粮站上周收购小麦三百吨，农民当天领到现金。"
THIRD = "双桥镇的集市逢五开市，卖菜的人天不亮就来。"


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("KANBAO_CACHE", str(tmp_path / "kept"))


def text_of(file):
    """Return what the articles of a file say, having compared each with the file's own text."""
    whole = file_text(file)
    for article in read_file(file).articles:
        place = article.origin.locate(0, len(article.text))
        assert whole[place.start : place.end].replace("\n", "") == article.text.replace("\n", "")
    return "".join(article.text for article in read_file(file).articles)


def file_of(tmp_path, name, data):
    file = tmp_path / name
    file.write_bytes(data)
    return file


def scanned(*texts, stamp=""):
    """Return a PDF of pages that are pictures, but for those that are tuples: rows of text."""

    def page(text):
        def draw(canvas):
            if isinstance(text, tuple):
                written(canvas, text)
            elif text:
                picture = io.BytesIO(saved(horizontal(text, width=14)))
                canvas.drawImage(ImageReader(picture), 0, 0, 600, 800)
                if stamp:
                    written(canvas, [(20, 790, 8, stamp)])

        return draw

    return drawn(*map(page, texts))


@pytest.mark.parametrize(
    ("name", "form", "options"),
    [
        ("a.png", "PNG", {}),
        ("b.JPG", "JPEG", {"quality": 90}),
        ("c.webp", "WEBP", {"quality": 90}),
        ("d.tif", "TIFF", {"compression": "tiff_lzw"}),
    ],
)
def test_a_picture_is_read(tmp_path, name, form, options):
    file = file_of(tmp_path, name, saved(horizontal(FIRST), form, **options))
    assert can_read(file)
    assert text_of(file) == FIRST


def test_vertical_columns_are_read_from_the_right(tmp_path):
    assert text_of(file_of(tmp_path, "a.png", saved(vertical(SECOND, height=9)))) == SECOND


def test_a_cameras_note_which_way_up_is_followed():
    exif = Image.Exif()
    exif[0x0112] = 6  # held so that the upper side is at the right
    data = saved(Image.new("L", (300, 200), 255), "JPEG", exif=exif)
    assert pictures.picture(data, 1, name="a.jpg").shape == (300, 200)


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "LA", "CMYK", "I;16", "I", "F"])
def test_every_kind_of_dots_is_grey(mode):
    grey = Image.fromarray(np.repeat(np.asarray([[0, 255]], np.uint8), 20, axis=1), "L")
    if mode == "I;16":
        image = Image.fromarray(np.asarray(grey, np.uint16) * 257)
    else:
        image = grey.convert(mode)
    read = pictures.picture(saved(image, "TIFF"), 1, name="a.tif")
    assert read.dtype == np.uint8
    assert (read[0, 5], read[0, 35]) == (0, 255)


def test_what_is_transparent_is_paper():
    image = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
    assert pictures.picture(saved(image), 1, name="a.png").min() == 255


def test_a_file_of_many_pages_names_them(tmp_path):
    pages = [horizontal(text, width=11) for text in (FIRST, SECOND, THIRD)]
    data = saved(pages[0], "TIFF", save_all=True, append_images=pages[1:])
    file = file_of(tmp_path, "a.tiff", data)
    assert page_count(file) == 3
    assert text_of(file).replace("\n", "") == FIRST + SECOND + THIRD
    (origin,) = {one.origin.pages: one.origin for one in read_file(file).articles}.values()
    assert len(origin.pages) == 3
    whole = file_text(file)
    assert [origin.page(whole.index(text[:4])) for text in (FIRST, SECOND, THIRD)] == [1, 2, 3]


def test_a_page_that_cannot_be_read_is_named_and_the_others_are_read(tmp_path):
    pages = [horizontal(text, width=11) for text in (FIRST, SECOND, THIRD)]
    options = {"save_all": True, "append_images": pages[1:], "compression": "tiff_adobe_deflate"}
    data = bytearray(saved(pages[0], "TIFF", **options))
    with Image.open(io.BytesIO(data)) as image:
        image.seek(1)
        (start, *_) = image.tag_v2[273]
    data[start : start + 40] = b"\xff" * 40
    file = file_of(tmp_path, "a.tif", bytes(data))
    assert text_of(file).replace("\n", "") == FIRST + THIRD
    reading = read_file(file)
    (unread,) = reading.unread
    assert unread.name == "第2页"
    assert unread.why.startswith(f"{file}, page 2: cannot be read as a picture")
    assert not any("第2页" in note for note in reading.notes)
    assert list(recognise_ahead([file], InLine())) == [1, 2, 3, None]
    assert {one.origin.page(one.origin.pieces[0].file_start) for one in reading.articles} == {1, 3}


def test_pages_without_text_refuse_no_pdf_that_has_some(tmp_path, monkeypatch):
    rows = tuple(column(60, 100, SECOND, width=30))

    def text(canvas):
        written(canvas, rows)

    def frame(canvas):
        canvas.rect(50, 50, 400, 600)

    file = file_of(tmp_path, "a.pdf", drawn(text, frame, lambda _: None))
    assert text_of(file) == SECOND
    assert read_file(file).notes == ("第2页没有读到文字。",)

    def broken(*_, **__):
        raise ReadError(f"{file}: cannot be read as PDF")

    monkeypatch.setenv("KANBAO_CACHE", str(tmp_path / "other"))
    monkeypatch.setattr(document.pdf, "grey_page", broken)
    reading = read_file(file)
    assert [one.text for one in reading.articles] == [SECOND]
    assert [one.why for one in reading.unread] == [f"{file}, page 2: cannot be read as PDF"]


def test_the_further_pictures_of_an_animation_are_said(tmp_path):
    pages = [horizontal(text, width=11) for text in (FIRST, FIRST[::-1])]
    data = saved(pages[0], "WEBP", lossless=True, save_all=True, append_images=pages[1:])
    file = file_of(tmp_path, "a.webp", data)
    assert text_of(file) == FIRST
    assert read_file(file).notes[0].startswith("这是有 2 幅的动画，只读了第一幅")


def test_where_nothing_can_be_kept_pages_are_recognised_once(tmp_path, monkeypatch):
    (tmp_path / "kept").write_text("")
    file, made = file_of(tmp_path, "a.png", saved(horizontal(FIRST))), []
    real = document.page_of

    def counted(*args, **options):
        made.append(args)
        return real(*args, **options)

    monkeypatch.setattr(document, "page_of", counted)
    monkeypatch.setattr(ahead, "page_of", counted)
    assert list(recognise_ahead([file], InLine())) == [None]
    assert read_file(file).articles[0].text == FIRST
    assert len(made) == 1


def test_a_scan_is_recognised_once(tmp_path, monkeypatch):
    file = file_of(tmp_path, "a.png", saved(horizontal(FIRST)))
    read_file(file)

    def never(*_, **__):
        raise AssertionError("recognised again")

    monkeypatch.setattr("qa.reading.scan.document.page_of", never)
    assert file_text(file) == FIRST
    assert text_of(file) == FIRST


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.png", b"", "the file is empty"),
        ("a.png", saved(horizontal(FIRST))[:900], "cannot be read as a picture"),
        ("a.jpg", saved(horizontal(FIRST), "JPEG")[:1500], "cannot be read as a picture"),
        ("a.tif", b"II*\0" + bytes(60), "is no picture that can be opened"),
        ("a.webp", b"RIFF\0\0\0\0WEBPVP8 ", "cannot be read as a picture"),
        ("a.png", saved(Image.new("L", (300, 200), 255)), "no text was recognised"),
        ("a.png", pdf([]), "is a PDF file"),
    ],
)
def test_what_cannot_be_read(tmp_path, name, data, message):
    file = file_of(tmp_path, name, data)
    with pytest.raises(ReadError, match=message) as error:
        read_file(file)
    assert str(error.value).startswith(f"{file}: ")
    assert "\n" not in str(error.value)


def test_a_thread_of_a_picture_has_no_text(tmp_path):
    file = file_of(tmp_path, "thread.png", saved(Image.new("1", (40_000, 1))))
    with pytest.raises(ReadError, match="no text was recognised"):
        read_file(file)


def test_what_is_too_large(tmp_path, monkeypatch):
    file = file_of(tmp_path, "a.png", saved(Image.new("1", (70_000, 3))))
    with pytest.raises(ReadError, match="page 1 has 70000 x 3 dots"):
        read_file(file)
    monkeypatch.setattr(pictures, "MOST_PIXELS", 9_999)
    file = file_of(tmp_path, "b.png", saved(Image.new("1", (100, 100))))
    with pytest.raises(ReadError, match="page 1 has 100 x 100 dots, 9999 may be read"):
        read_file(file)
    pages = [Image.new("1", (9, 9)) for _ in range(501)]
    data = saved(pages[0], "TIFF", save_all=True, append_images=pages[1:])
    with pytest.raises(ReadError, match="has 501 pages, 500 may be read"):
        read_file(file_of(tmp_path, "c.tif", data))


def test_a_pdf_of_pictures_is_recognised(tmp_path):
    file = file_of(tmp_path, "a.pdf", scanned(FIRST, "", SECOND))
    assert page_count(file) == 3
    assert text_of(file).replace("\n", "") == FIRST + SECOND
    whole, origin = file_text(file), read_file(file).articles[0].origin
    assert origin.page(whole.index(SECOND[:4])) == 3
    place = origin.places.at(0)
    assert (place.box.page, len(origin.places.sizes)) == (1, 3)


def test_what_a_program_stamps_on_a_scan_is_not_its_text(tmp_path):
    file = file_of(tmp_path, "a.pdf", scanned(FIRST, stamp="Scanned by Scanner"))
    assert FIRST in text_of(file)


def test_pages_of_text_beside_pictures_stay_as_they_are(tmp_path):
    rows = [(tuple(column(60, 100, text, width=30))) for text in (FIRST, THIRD)]
    file = file_of(tmp_path, "a.pdf", scanned(rows[0], SECOND, rows[1]))
    reading = read_file(file)
    whole = file_text(file)
    assert page_count(file) == 0  # its first page has text: a quick look
    assert [len(whole.split("\n\f\n"))] == [3]
    texts = "".join(one.text for one in reading.articles).replace("\n", "")
    assert sorted(texts) == sorted(FIRST + SECOND + THIRD)
    assert len({one.id for one in reading.articles}) == len(reading.articles)
    for article in reading.articles:
        for number, text in enumerate((FIRST, SECOND, THIRD), start=1):
            if text in article.text:
                start = article.text.index(text)
                place = article.origin.locate(start, start + len(text))
                assert whole[place.start : place.end].replace("\n", "") == text
                assert article.origin.page(place.start) == number
                recognised = article.origin.places and article.origin.places.at(start)
                assert bool(recognised) == (number == 2)


SCRIPT = """
from pathlib import Path
from qa import ReadError, read_articles
from qa.reading import can_read, page_count, why_not

for file in map(Path, sys.argv[2:]):
    try:
        print(json.dumps([article.text for article in read_articles(file)]))
    except ReadError as error:
        print(json.dumps(str(error)))
    print(json.dumps([can_read(file), page_count(file), why_not(file.suffix)]))
"""


def test_without_the_extra_it_is_said_what_to_install(tmp_path):
    files = {
        "a.png": saved(horizontal(FIRST)),
        "a.pdf": scanned(FIRST),
        "b.pdf": pdf(column(60, 100, SECOND, width=30)),
    }
    made = [file_of(tmp_path, name, data) for name, data in files.items()]
    done = run_without(modules_of("ocr") - {"numpy"}, SCRIPT, *made)
    assert done.returncode == 0, done.stderr
    said = [json.loads(line) for line in done.stdout.splitlines()]
    assert "kanbao[ocr]" in said[0]
    assert said[1][:2] == [False, 0]
    assert "kanbao[ocr]" in said[1][2]
    assert "no text layer" in said[2]
    assert "kanbao[ocr]" in said[2]
    assert said[4] == [SECOND]
    assert why_not(".png") != said[1][2]


def test_a_folder_of_scans_goes_on_after_a_kill(tmp_path):
    folder = tmp_path / "scans"
    folder.mkdir()
    for number in range(12):
        data = saved(horizontal(f"第{number}号仓库昨日入库小麦{7 * number + 3}吨。", width=16))
        file_of(folder, f"s{number:02}.png", data)
    command = [sys.executable, "-m", "qa", "add", "--workers", "2", "--json", "--archive"]
    command += [str(tmp_path / "archive"), str(folder)]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[4])}
    first = subprocess.Popen(  # noqa: S603 - our own interpreter
        command, env=environment, stdout=subprocess.DEVNULL, start_new_session=True
    )
    kept = tmp_path / "kept"
    end = time.monotonic() + 120
    while len(list(kept.rglob("*.gz"))) < 4:
        assert time.monotonic() < end
        assert first.poll() is None
        time.sleep(0.05)
    os.kill(first.pid, signal.SIGKILL)
    first.wait()
    time.sleep(1.5)  # who helped has seen that and is gone
    before = {file: file.stat().st_mtime_ns for file in kept.rglob("*.gz")}
    assert 4 <= len(before) < 12
    time.sleep(1)
    assert len(list(kept.rglob("*.gz"))) == len(before)
    done = subprocess.run(  # noqa: S603 - our own interpreter
        command, env=environment, stdout=subprocess.PIPE, check=True
    )
    added = json.loads(done.stdout)
    assert (added["added"] + added["unchanged"], added["skipped"]) == (12, [])
    after = {file: file.stat().st_mtime_ns for file in kept.rglob("*.gz")}
    assert len(after) == 12
    assert before.items() <= after.items()  # nothing was recognised twice
    assert cache.folder() == kept / "scans"
