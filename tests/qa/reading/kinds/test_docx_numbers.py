"""DOCX: the numbers that a word processor counts and sets before paragraphs."""

import io

import docx
import pytest
from docx.oxml import parse_xml

from qa.reading import file_text
from qa.reading.word_numbers import NUMERALS
from tests.qa.reading.kinds.web_pages import FIRST, SECOND, TITLE, read
from tests.qa.reading.papers import word

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ITEMS = ["面积不少于六十平方米", "离村委会不超过一公里", "有两名持证厨师"]


def level(number, kind, text, start=1):
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbered(levels, items):
    """Return a document whose paragraphs have a number of the given level, or none (None)."""

    def change(document):
        numbering = document.part.numbering_part.element
        for child in list(numbering):
            numbering.remove(child)
        abstract = f'<w:abstractNum {W} w:abstractNumId="7">{"".join(levels)}</w:abstractNum>'
        numbering.append(parse_xml(abstract))
        numbering.append(parse_xml(f'<w:num {W} w:numId="3"><w:abstractNumId w:val="7"/></w:num>'))
        for text, at in items:
            number = f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="3"/></w:numPr>'
            about = number if at is not None else ""
            paragraph = f"<w:p {W}><w:pPr>{about}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
            document.element.body.insert(-1, parse_xml(paragraph))

    return word(TITLE, FIRST[:-1] + "，条件如下：", change=change)


@pytest.mark.parametrize(
    ("kind", "text", "numbers"),
    [
        ("decimal", "%1.", ["1. ", "2. ", "3. "]),
        ("decimal", "（%1）", ["（1） ", "（2） ", "（3） "]),
        ("chineseCounting", "%1、", ["一、 ", "二、 ", "三、 "]),
        ("decimalEnclosedCircle", "%1", ["① ", "② ", "③ "]),
        ("lowerLetter", "%1)", ["a) ", "b) ", "c) "]),
        ("upperRoman", "%1.", ["I. ", "II. ", "III. "]),
        ("bullet", "\uf0b7", ["• ", "• ", "• "]),
        ("none", "", ["", "", ""]),
        ("someOther", "%1.", ["1. ", "2. ", "3. "]),
    ],
)
def test_formats(tmp_path, kind, text, numbers):
    data = numbered([level(0, kind, text)], [(item, 0) for item in ITEMS])
    read(tmp_path, data, name="page.docx")
    lines = file_text(tmp_path / "page.docx").split("\n")
    assert lines[2:] == [number + item for number, item in zip(numbers, ITEMS, strict=True)]


def test_levels_count_on_their_own(tmp_path):
    levels = [level(0, "chineseCounting", "%1、"), level(1, "decimal", "%1.%2", start=3)]
    items = [("甲", 0), ("乙", 1), ("丙", 1), ("丁", 0), ("戊", 1), ("己", None), ("庚", 0)]
    read(tmp_path, numbered(levels, items), name="page.docx")
    lines = file_text(tmp_path / "page.docx").split("\n")[2:]
    assert lines == ["一、 甲", "一.3 乙", "一.4 丙", "二、 丁", "二.3 戊", "己", "三、 庚"]


def test_a_numbered_heading_is_no_title(tmp_path):
    data = numbered([level(0, "decimal", "%1.")], [("引言", 0), (SECOND, None), (SECOND, None)])
    document = docx.Document(io.BytesIO(data))
    for paragraph in document.paragraphs[:2]:
        paragraph._element.getparent().remove(paragraph._element)
    document.paragraphs[0].style = "Title"
    file = io.BytesIO()
    document.save(file)
    (article,) = read(tmp_path, file.getvalue(), name="page.docx").articles
    assert (article.title, article.text) == ("", f"1. 引言\n{SECOND}\n{SECOND}")


@pytest.mark.parametrize("kind", ["bullet", "decimal"])
def test_items_are_lines_of_the_text(tmp_path, kind):
    items = [(item, 0) for item in ITEMS] + [(SECOND, None)]
    reading = read(tmp_path, numbered([level(0, kind, "%1.")], items), name="page.docx")
    (article,) = reading.articles
    assert article.pull_quotes == ()
    assert [line.split(" ")[-1] for line in article.text.split("\n")[1:4]] == ITEMS
    assert article.text.endswith(f"\n{SECOND}")


@pytest.mark.parametrize(
    ("kind", "number", "said"),
    [
        ("chineseCounting", 10, "十"),
        ("chineseCounting", 12, "十二"),
        ("chineseCounting", 20, "二十"),
        ("chineseCounting", 23, "二十三"),
        ("chineseCounting", 105, "一零五"),
        ("decimalEnclosedCircle", 20, "⑳"),
        ("decimalEnclosedCircle", 21, "21"),
        ("upperLetter", 27, "AA"),
        ("lowerRoman", 44, "xliv"),
    ],
)
def test_numerals(kind, number, said):
    assert NUMERALS[kind](number) == said
