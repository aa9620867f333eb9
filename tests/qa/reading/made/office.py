"""Office documents of other kinds than DOCX: ODT, PPTX and RTF."""

from hypothesis import strategies as st

from tests.qa.reading.made import Made
from tests.qa.reading.made.news import HEADLINES, PARAGRAPHS
from tests.qa.reading.packed import odt, rtf, shape, slides

_HIDDEN = '<style:style style:name="T1"><style:text-properties text:display="none"/></style:style>'


def _row(cells):
    inside = "".join(
        f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in cells
    )
    return f"<table:table><table:table-row>{inside}</table:table-row></table:table>"


# A part of a document: in ODT, in RTF, and what it shows.
CELLS = st.lists(st.sampled_from(["青石镇", "14", "", "待核"]), min_size=1, max_size=3)
PARTS = st.one_of(
    PARAGRAPHS.map(lambda text: (f"<text:p>{text}</text:p>", f"{text}\\par ", text)),
    CELLS.map(
        lambda cells: (
            _row(cells),
            "\\trowd " + "".join(f"{cell}\\cell " for cell in cells) + "\\row ",
            "".join(cells),
        )
    ),
    PARAGRAPHS.map(
        lambda text: (
            f'<text:p>{text}<text:span text:style-name="T1">勿刊</text:span></text:p>',
            f"{text}{{\\v 勿刊}}\\par ",
            f"{text}勿刊",
        )
    ),
    PARAGRAPHS.map(
        lambda text: (
            f"<text:p>{text}<text:note><text:note-body><text:p>注文。</text:p></text:note-body>"
            "</text:note></text:p>",
            f"{text}{{\\footnote 注文。}}\\par ",
            f"{text}注文。",
        )
    ),
)
MARGINS = st.sampled_from(["", "云岭日报 2021年4月3日 第1版", "内部资料"])


def _odt(first, parts, margin):
    body = f"<text:p>{first}</text:p>" + "".join(part[0] for part in parts)
    data = odt(body, styles=_HIDDEN, margins=margin and f"<text:p>{margin}</text:p>")
    shown = first + "".join(part[2] for part in parts) + margin
    return Made(name="page.odt", data=data, visible=shown)


def _rtf(first, parts, margin):
    body = f"{{\\header {margin}\\par}}" if margin else ""
    body += f"\\pard {first}\\par " + "".join(part[1] for part in parts)
    shown = margin + first + "".join(part[2] for part in parts)
    return Made(name="page.rtf", data=rtf(body), visible=shown)


def _pptx(title, pages, notes, footer):
    shown = [
        shape(title, kind="ctrTitle") + shape(*pages[0]),
        *(shape(*page) + (shape(footer, kind="ftr") if footer else "") for page in pages[1:]),
    ]
    feet = footer * (len(pages) - 1)
    visible = title + "".join("".join(page) for page in pages) + notes + feet
    return Made(name="page.pptx", data=slides(*shown, notes=notes), visible=visible)


ODT = st.builds(_odt, PARAGRAPHS, st.lists(PARTS, max_size=6), MARGINS)
RTF = st.builds(_rtf, PARAGRAPHS, st.lists(PARTS, max_size=6), MARGINS)
PPTX = st.builds(
    _pptx,
    HEADLINES,
    st.lists(st.lists(PARAGRAPHS, min_size=1, max_size=3), min_size=1, max_size=4),
    st.sampled_from(["", "讲稿：请看图"]),
    MARGINS,
)
