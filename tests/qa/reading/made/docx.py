"""DOCX files: paragraphs, lists, tables, boxes, notes in margins, and marks in runs."""

from docx.oxml import parse_xml
from hypothesis import strategies as st

from tests.qa.reading.made import Made
from tests.qa.reading.made.news import HEADLINES, PARAGRAPHS
from tests.qa.reading.papers import word

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
M = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
MARKED = (
    f"<w:p {W} {M}><w:r><w:t>电话0571</w:t></w:r><w:r><w:noBreakHyphen/></w:r>"
    '<w:r><w:t>8800，</w:t></w:r><w:r><w:sym w:font="Symbol" w:char="F0B0"/></w:r>'
    "<w:r><w:rPr><w:vanish/></w:rPr><w:t>勿刊</w:t></w:r>"
    "<w:r><w:rPr><w:strike/></w:rPr><w:t>九元</w:t></w:r>"
    "<w:moveFrom><w:r><w:t>九家</w:t></w:r></w:moveFrom>"
    "<w:r><w:ruby><w:rt><w:r><w:t>sòng</w:t></w:r></w:rt>"
    "<w:rubyBase><w:r><w:t>宋</w:t></w:r></w:rubyBase></w:ruby></w:r>"
    "<m:oMath><m:r><m:t>120m</m:t></m:r></m:oMath><w:r><w:t>。</w:t></w:r></w:p>"
)


def _cell(text, columns=1):
    wide = f'<w:tcPr><w:gridSpan w:val="{columns}"/></w:tcPr>' if columns > 1 else ""
    return f"<w:tc>{wide}<w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


def _table(rows):
    inside = "".join(f"<w:tr>{''.join(_cell(*cell) for cell in row)}</w:tr>" for row in rows)
    return f"<w:tbl {W}>{inside}</w:tbl>", "".join(cell[0] for row in rows for cell in row)


def _paragraph(text):
    return f"<w:p {W}><w:r><w:t>{text}</w:t></w:r></w:p>", text


CELLS = st.tuples(st.sampled_from(["青石镇", "14", "6.7", "", "待核"]), st.integers(1, 2))
PARTS = st.one_of(
    PARAGRAPHS.map(_paragraph),
    PARAGRAPHS.map(_paragraph),
    st.just((MARKED, "电话0571-8800，°勿刊九元九家sòng宋120m。")),
    st.builds(_table, st.lists(st.lists(CELLS, min_size=1, max_size=3), min_size=1, max_size=3)),
    st.builds(lambda text: _table([[(text * 3, 1), (text, 1)]]), PARAGRAPHS),
)


def _made(title, first, parts, margin):
    def change(document):
        for part, _ in parts:
            document.element.body.insert(-1, parse_xml(part))
        if margin:
            document.sections[0].header.paragraphs[0].text = margin

    visible = title + first + "".join(text for _, text in parts) + margin
    return Made(name="page.docx", data=word(title, first, change=change), visible=visible)


MARGINS = st.sampled_from(["", "云岭日报 2031年4月3日 第1版", "内部资料"])
PAGES = st.builds(_made, HEADLINES, PARAGRAPHS, st.lists(PARTS, max_size=6), MARGINS)
