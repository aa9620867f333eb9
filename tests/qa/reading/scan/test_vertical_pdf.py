"""Glyphs of a PDF's page with vertical columns: articles as the layout of scans finds them."""

from qa.reading.newspaper import read_page
from qa.reading.origin import Source
from qa.reading.pdf.glyphs import Glyph
from qa.reading.pdf.page import page_of, page_text
from tests.qa.reading.scan.typesetting import EM, Paper, prose


def glyphs(paper):
    return [
        Glyph(
            text=one.text,
            left=one.box.left,
            right=one.box.right,
            top=one.box.top,
            bottom=one.box.bottom,
        )
        for line in paper.lines
        for one in line.characters
    ]


def test_two_articles_in_bands_are_two():
    paper = Paper(vertical=True)
    first, second = prose(1, 3, 5), prose(2, 3, 5)
    for text, title, right in ((first, "河岸步道一期完工", 2300), (second, "白鹭怕灯光", 1200)):
        each = -(-len(paper.wrapped(text, 12)) // 2)
        paper.line(title, right - 2 * EM, 150, size=2 * EM)
        paper.flow(text, [(right - 80, 100, each), (right - 80, 100 + 14 * EM, each)], count=12)
    made = page_text(page_of(glyphs(paper)))
    source = Source.of(
        b"x", file="page.pdf", encoding="pdf", text=made.text, headlines=made.headlines
    )
    found = [(article.title, article.text) for article in read_page(source).articles]
    assert found == [
        ("河岸步道一期完工", "\n".join(first)),
        ("白鹭怕灯光", "\n".join(second)),
    ]
