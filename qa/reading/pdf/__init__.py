"""PDF files with a text layer: their columns in reading order, read as a newspaper page is.

From a file to its text, one module a step: :mod:`glyphs` (characters and where they stand),
:mod:`clutter` (what is no text of the page: printed twice, off the page, watermarks), :mod:`runs`
(characters that stand together), :mod:`order` (columns, which one comes next), :mod:`layout` (a
column's lines and paragraphs), :mod:`margins` (running heads of many pages), :mod:`document`.
"""

from qa.reading.pdf.document import decode_pdf

__all__ = ["decode_pdf"]
