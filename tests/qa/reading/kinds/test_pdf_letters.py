"""PDF characters that are drawn apart, alone, or that the file does not name."""

import io

import pytest

from qa.reading import file_text, read_file
from qa.reading.pdf.font import box_font
from qa.records import LeftOut, Reason
from tests.qa.reading.papers import column, drawn, pdf, written

TITLE = "双桥镇集市改为逢五开市"
TEXT = "双桥镇集市昨日起改为逢五开市，摊位费每天15元，共有摊位210个。镇长沈有田说，这样不误农时。"


def text_of(tmp_path, data):
    file = tmp_path / "page.pdf"
    file.write_bytes(data)
    return file_text(file)


def lines_of(text, width=24):
    return [text[place : place + width] for place in range(0, len(text), width)]


@pytest.mark.parametrize("room", [2, 4, 6, 11, 20])
def test_letter_spaced_lines(tmp_path, room):
    def draw(canvas):
        for number, line in enumerate([TITLE, *lines_of(TEXT, 16)]):
            canvas.setFont("STSong-Light", 10)
            canvas.drawString(40, 740 - 30 * number, line, charSpace=room)

    assert text_of(tmp_path, drawn(draw, size=(800, 800))).replace("\n", "") == TITLE + TEXT


@pytest.mark.parametrize("headline", ["双 桥 镇", "集　市　开　市", "双 桥 镇 集 市 开 市"])
def test_a_headline_that_is_spaced_out(tmp_path, headline):
    text = text_of(tmp_path, pdf([(60, 60, 22, headline), *column(60, 100, TEXT, width=30)]))
    assert text.split("\n")[0] == "".join(headline.split())


@pytest.mark.parametrize(
    "line",
    ["本报记者 孟 舟", "清河两岸添新绿 市民开窗见公园", "第36卷 第1期", "第2版 Vol. 3, No. 1"],
)
def test_white_space_between_words_stays(tmp_path, line):
    assert text_of(tmp_path, pdf([(60, 60, 14, line)])) == line


def alone(pitch, spaces):
    def draw(canvas):
        canvas.beginText()
        for number, line in enumerate(lines_of(TITLE + TEXT)):
            for place, character in enumerate(line):
                mark = character + (" " if spaces else "")
                written(canvas, [(50 + place * pitch, 60 + 18 * number, 10, mark)])

    return draw


@pytest.mark.parametrize("pitch", [10, 12.5, 14])
@pytest.mark.parametrize("spaces", [False, True], ids=["", "with spaces"])
def test_characters_that_are_drawn_alone(tmp_path, pitch, spaces):
    text = text_of(tmp_path, drawn(alone(pitch, spaces)))
    assert text.replace("\n", "") == TITLE + TEXT


def test_an_invisible_layer_is_the_text(tmp_path):
    def draw(canvas):
        text = canvas.beginText(60, 700)
        text.setTextRenderMode(3)
        text.setFont("STSong-Light", 10)
        text.textOut(TITLE)
        canvas.drawText(text)

    assert text_of(tmp_path, drawn(draw)) == TITLE


@pytest.mark.parametrize(
    ("lines", "whole", "hyphens"),
    [
        (("昨日与 World Health Organi-", "zation 的专家座谈"),
         "昨日与 World Health Organization 的专家座谈", 1),
        (("咨询电话是 0571-8800-", "1234，每天八点到"), "咨询电话是 0571-8800-1234，每天八点到", 0),
        (("他们去看了 Jing-Jin-", "Ji 展台，展台上有"), "他们去看了 Jing-Jin-Ji 展台，展台上有", 0),
        (("演出的是 City Dance", "Company，一共三场"), "演出的是 City Dance Company，一共三场", 0),
        (("今年的预算是一共 1,2", "80万元，比去年多"), "今年的预算是一共 1,280万元，比去年多", 0),
    ],
)  # fmt: skip
def test_words_and_numbers_that_a_line_end_cuts(tmp_path, lines, whole, hyphens):
    def draw(canvas):
        rows = [(60, 100 + 15 * number, 10, line) for number, line in enumerate(lines)]
        written(canvas, [*rows, (60, 130, 10, "这里的水很清。")])

    file = tmp_path / "page.pdf"
    file.write_bytes(drawn(draw))
    assert whole in file_text(file).replace("\n", "")
    left_out = [one for one in read_file(file).left_out if one.reason == Reason.HYPHEN]
    assert left_out == [LeftOut(text="-", reason=Reason.HYPHEN)] * hyphens


NAMELESS = """%PDF-1.4
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R
/Resources<</Font<</F 5 0 R/G 6 0 R>>>>>> endobj
4 0 obj <</Length {length}>> stream
{content}
endstream endobj
5 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica>> endobj
6 0 obj <</Type/Font/Subtype/Type3/FontBBox[0 0 1000 1000]/FontMatrix[0.001 0 0 0.001 0 0]
/FirstChar 1/LastChar 2/Widths[1000 1000]/CharProcs<</box 7 0 R/no 8 0 R>>
/Encoding<</Type/Encoding/Differences[1/box 2/no]>>>> endobj
7 0 obj <</Length 45>> stream
1000 0 0 0 1000 1000 d1 0 0 900 900 re f     
endstream endobj
8 0 obj <</Length 24>> stream
1000 0 0 0 0 0 d1       
endstream endobj
trailer <</Root 1 0 R>>
"""  # noqa: W291


def nameless(codes):
    shown = "".join(f"{code:02x}" for code in codes)
    content = f"BT /F 10 Tf 60 700 Td (Twelve shops in the old town) Tj /G 10 Tf <{shown}> Tj ET"
    return NAMELESS.format(length=len(content), content=content).encode()


def test_characters_without_a_name_are_noted(tmp_path):
    file = tmp_path / "page.pdf"
    file.write_bytes(nameless([1, 1]))
    assert file_text(file) == "Twelve shops in the old town\ufffd\ufffd"
    assert read_file(file).notes == ("第1页有2个字的字体没有写明是什么字，读作 \ufffd。",)


def test_the_font_of_boxes_has_every_character():
    fonts = pytest.importorskip("fontTools.ttLib")
    font = fonts.TTFont(io.BytesIO(box_font()))
    characters = font.getBestCmap()
    assert {characters[ord(one)] for one in "A中，𠮷"} == {font.getGlyphOrder()[1]}
