"""From a quotation back to the page of a PDF: exactly its characters, or nothing."""

import io
from itertools import chain, zip_longest

import pypdfium2
import pytest

from qa.reading import file_text, read_articles
from qa.reading.pdf import page_boxes, page_image
from qa.reading.pdf.glyphs import level
from qa.records import Span
from tests.qa.reading.papers import column, drawn, fallen, pdf

TITLE = "清河大桥昨日建成通车"
TEXT = (
    "本报讯 清河大桥昨日建成通车，云岭市市长宋怀远到场。大桥总投资一亿五千万元，建设用时两年，"
    "由市交通局负责管理。\n非机动车可以免费通行，行人请走两侧步道。桥上共装路灯三百二十盏。"
)
OTHER = (
    "青石镇夜校昨晚开课，今年报名的有三百一十二人，比去年多了一倍。夜校设在镇文化站二楼，不收学费。"
)


def boxes(data, text, quote, *, page=1):
    start = text.index(quote)
    return page_boxes(data, page, text, Span(start=start, end=start + len(quote)), name="page.pdf")


def by_line(rows, text, quote):
    """Return where rows of (x, y, size, text) draw a quotation, a box a line, in dots of 1/4 pt."""
    lines = [line for *_, line in rows]
    whole, start = "".join(lines), "".join(text.split()).index(quote)
    assert whole == "".join(text.split())
    made, at = [], 0
    for x, y, size, line in rows:
        first, last = max(start - at, 0), min(start + len(quote) - at, len(line))
        if first < last:
            made.append((4 * (x + first * size), 4 * y, 4 * (last - first) * size))
        at += len(line)
    return made


def check(found, wanted, *, size=10):
    """Check that boxes lie where lines are drawn: left, baseline and width."""
    assert len(found.boxes) == len(wanted)
    for (left, top, width, height), (x, baseline, across) in zip(found.boxes, wanted, strict=True):
        assert left == pytest.approx(x, abs=8)
        assert width == pytest.approx(across, abs=16)
        assert top < baseline - size
        assert height < 8 * size


@pytest.mark.parametrize(
    "quote",
    ["清河大桥", "总投资一亿五千万元，建设用时两年，由市交通局负责", "三百二十盏", "本报讯"],
)
def test_exactly_the_characters_are_found_line_by_line(quote):
    rows = column(60, 120, TEXT.replace(" ", ""), width=20)
    data = pdf([(60, 80, 18, TITLE), *rows])
    text = TEXT.replace(" ", "")
    check(boxes(data, text, quote), by_line(rows, text, quote))
    found = boxes(data, text, quote)
    assert (found.width, found.height) == (2400, 3200)
    assert page_image(data, 1, name="page.pdf").startswith(b"\x89PNG")


def test_two_columns_drawn_row_by_row():
    text = TEXT.replace(" ", "")
    left = column(60, 120, text, width=20)
    right = column(320, 120, OTHER * 2, width=20)
    rows = [row for row in chain(*zip_longest(left, right)) if row]
    data = pdf([(60, 80, 18, TITLE), *rows])
    quote = "总投资一亿五千万元，建设用时两年，由市交通局负责"
    check(boxes(data, text, quote), by_line(left, text, quote))
    assert boxes(data, text, "清河大桥昨日").boxes  # in the headline too, and told from that


def test_what_stands_in_several_places_alike_is_not_lit():
    data = pdf([(60, 80, 10, "快讯：通车。"), (60, 300, 10, "快讯：通车。")])
    assert boxes(data, "快讯：通车。", "通车").boxes == ()


def test_what_only_a_headline_has_in_one_piece_is_not_taken_from_there():
    rows = [(60, 80, 18, "大桥通车"), (60, 200, 10, "昨日大桥"), (400, 500, 10, "通车很热闹")]
    data = pdf(rows)
    assert boxes(data, "昨日大桥通车很热闹", "大桥通车").boxes == ()


def test_what_is_not_on_the_page_is_not_lit():
    data = pdf(column(60, 80, TEXT, width=20))
    assert boxes(data, OTHER, "夜校").boxes == ()


def test_vertical_columns_with_their_own_punctuation():
    text = OTHER.replace("，", "︐").replace("。", "︒")
    data = drawn(lambda canvas: fallen(canvas, 500, 80, text, long=20))
    found = boxes(data, OTHER, "三百一十二人，比去年多了一倍。夜校")
    assert len(found.boxes) == 2
    first, second = found.boxes
    assert first[0] > second[0]  # the next column is left of it
    assert all(height > 2 * width for _, _, width, height in found.boxes)


def test_a_turned_page_is_lit_as_it_is_shown():
    made, turned = pypdfium2.PdfDocument(pdf(column(60, 120, OTHER, width=20))), io.BytesIO()
    made[0].set_rotation(90)
    made.save(turned)
    found = boxes(turned.getvalue(), OTHER, "青石镇夜校昨晚")
    assert (found.width, found.height) == (3200, 2400)
    ((left, top, width, height),) = found.boxes
    assert height > 3 * width
    assert 0 <= left < 3200 - width
    assert 0 <= top < 2400 - height


def test_the_articles_of_a_page_are_lit_where_they_are_read(tmp_path):
    file = tmp_path / "page.pdf"
    rows = [(60, 80, 18, TITLE), *column(60, 120, f"本报讯 {OTHER}{OTHER}", width=20)]
    file.write_bytes(pdf(rows))
    (article,) = read_articles(file)
    for start in range(0, len(article.text) - 12, 7):
        span = Span(start=start, end=start + 12)
        found = page_boxes(file.read_bytes(), 1, article.text, span, name="page.pdf")
        across = sum(width for _, _, width, _ in found.boxes)
        assert across == pytest.approx(
            4 * 10 * len("".join(article.text[start : start + 12].split())), abs=60
        )


@pytest.mark.parametrize(
    ("form", "plain"),
    [("︙", "…"), ("︰", "‥"), ("︒", "。"), ("︐", "，"), ("﹅", "﹅"), ("云", "云")],
)
def test_the_forms_of_vertical_text(form, plain):
    assert level(form) == plain


def test_a_vertical_page_with_an_ellipsis_is_read(tmp_path):
    file = tmp_path / "page.pdf"
    text = "他说︙︙桥通了︒" + OTHER.replace("，", "︐").replace("。", "︒")
    file.write_bytes(drawn(lambda canvas: fallen(canvas, 500, 80, text, long=20)))
    assert "他说……桥通了。" in file_text(file).replace("\n", "")
