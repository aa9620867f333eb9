"""PDF files with a text layer: their columns in reading order, read as a newspaper page is.

From a file to its text, one module a step: :mod:`glyphs` (characters and where they stand),
:mod:`hidden` and :mod:`clutter` (what is no text of the page: white on white, printed twice,
watermarks), :mod:`strips` and :mod:`runs` (characters that stand together), :mod:`order` (columns,
which one comes next), :mod:`layout` (a column's lines and paragraphs), :mod:`page` (all of these),
:mod:`margins` (running heads of many pages), :mod:`contents` (tables of contents), :mod:`document`.
:mod:`places` is the way back, from a quotation to the page. :mod:`font` is what PDFium measures by
where the machine lacks a font.
"""

from qa.reading.pdf.document import (
    PageBoxes,
    TextPages,
    decode_pdf,
    finished,
    grey_page,
    page_boxes,
    page_image,
    scanned_count,
    text_pages,
)

__all__ = [
    "PageBoxes",
    "TextPages",
    "decode_pdf",
    "finished",
    "grey_page",
    "page_boxes",
    "page_image",
    "scanned_count",
    "text_pages",
]
