"""Documents made for the tests: PDF pages with columns, DOCX files."""

import io

import docx
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from qa.reading import file_text, read_articles
from qa.reading.origin import LINE_ENDS

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))


def pdf(*pages, title="", password=None):
    """Return a PDF; a page is a list of (x, y from the top, size, text)."""
    file = io.BytesIO()
    secret = StandardEncryption(password, canPrint=0) if password else None
    canvas = Canvas(file, pagesize=(600, 800), encrypt=secret)
    canvas.setTitle(title)
    for page in pages:
        for x, y, size, text in page:
            canvas.setFont("STSong-Light", size)
            canvas.drawString(x, 800 - y, text)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def column(x, y, text, *, width=16, size=10, leading=15, indent=2):
    """Return the lines of paragraphs set in a column of ``width`` characters."""
    rows = []
    for paragraph in text.split("\n"):
        paragraph = "\u3000" * indent + paragraph
        while paragraph:
            line, paragraph = paragraph[:width], paragraph[width:]
            pushed = len(line) - len(line.lstrip("\u3000"))
            rows.append((x + pushed * size, y, size, line.lstrip("\u3000")))
            y += leading
    return rows


def word(*paragraphs, title="", change=None):
    """Return a DOCX of paragraphs; ``change`` is given the document."""
    document = docx.Document()
    document.core_properties.title = title
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if change:
        change(document)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def check_places(path, articles):
    """Check that each character of the articles stands where its origin says."""
    whole = file_text(path)
    for article in articles:
        assert article.text
        for place, character in enumerate(article.text):
            span = article.origin.locate(place, place + 1)
            found = whole[span.start : span.end]
            assert found == character or (character == "\n" and found in LINE_ENDS)


def read_file(file, data):
    """Write the file, read it and check its places; return it and its articles."""
    file.write_bytes(data)
    articles = read_articles(file)
    check_places(file, articles)
    return file, articles
