"""DOCX: characters that are elements, what is hidden or crossed out, formulas, notes, margins."""

import datetime as dt

import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

from qa.reading import file_text
from qa.records import DateFrom
from tests.qa.reading.kinds.web_pages import FIRST, SECOND, TITLE, left_out, read
from tests.qa.reading.papers import word

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


def r(text, properties=""):
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def document(*paragraphs, change=None):
    def insert(made):
        for inside in paragraphs:
            made.element.body.insert(-1, parse_xml(f"<w:p {SPACES}>{inside}</w:p>"))
        if change:
            change(made)

    return word(TITLE, FIRST, change=insert)


@pytest.mark.parametrize(
    ("inside", "text", "out"),
    [
        (r("0571") + "<w:r><w:noBreakHyphen/></w:r>" + r("8800。"), "0571-8800。", []),
        (r("九六") + "<w:r><w:softHyphen/></w:r>" + r("三。"), "九六三。", []),
        (r("25") + '<w:r><w:sym w:font="Symbol" w:char="F0B0"/></w:r>' + r("C。"), "25°C。", []),
        ('<w:r><w:sym w:font="Symbol" w:char="F061"/></w:r>' + r("波。"), "α波。", []),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>' + r("到。"), "✓到。", []),
        ('<w:r><w:sym w:font="宋体" w:char="25CB"/></w:r>' + r("。"), "○。", []),
        ('<w:r><w:sym w:font="宋体" w:char="无"/></w:r>' + r("到。"), "到。", []),
        (r("今年12家。") + r("勿刊。", "<w:vanish/>"), "今年12家。", [("hidden", "勿刊。")]),
        (r("今年12家。") + r("照刊。", '<w:vanish w:val="0"/>'), "今年12家。照刊。", []),
        (r("九元", "<w:strike/>") + r("八元。"), "八元。", [("struck", "九元")]),
        (r("九元", "<w:dstrike/>") + r("八元。"), "八元。", [("struck", "九元")]),
        (
            f"<w:del><w:r><w:delText>九家</w:delText></w:r></w:del><w:ins>{r('十二家。')}</w:ins>",
            "十二家。",
            [("struck", "九家")],
        ),
        (
            f"<w:moveFrom>{r('九家')}</w:moveFrom><w:moveTo>{r('十二家。')}</w:moveTo>",
            "十二家。",
            [("struck", "九家")],
        ),
        (
            f"<w:r><w:ruby><w:rt>{r('sòng')}</w:rt><w:rubyBase>{r('宋')}</w:rubyBase></w:ruby></w:r>"
            + r("怀远。"),
            "宋怀远。",
            [("annotation", "sòng")],
        ),
        (f"<w:smartTag><w:smartTag>{r('面积八十。')}</w:smartTag></w:smartTag>", "面积八十。", []),
        (f"<w:sdt><w:sdtContent>{r('宋怀远。')}</w:sdtContent></w:sdt>", "宋怀远。", []),
        (f"<w:hyperlink>{r('见公告。')}</w:hyperlink>", "见公告。", []),
        (f'<w:fldSimple w:instr="DATE">{r("4月3日。")}</w:fldSimple>', "4月3日。", []),
        ("<w:r><w:instrText>PAGE</w:instrText></w:r>" + r("到。"), "到。", []),
        ("<m:oMath><m:r><m:t>120m²</m:t></m:r></m:oMath>" + r("。"), "120m²。", []),
        (
            "<m:oMath><m:sSup><m:e><m:r><m:t>m</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup>"
            "</m:sSup></m:oMath>" + r("。"),
            "m²。",
            [],
        ),
        (
            "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den>"
            "</m:f></m:oMath>" + r("。"),
            "1/2。",
            [],
        ),
        (
            "<m:oMath><m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>a+1</m:t></m:r></m:sup>"
            "</m:sSup></m:oMath>" + r("。"),
            "x^a+1。",
            [],
        ),
    ],
)
def test_marks(tmp_path, inside, text, out):
    reading = read(tmp_path, document(r("桥长八百米，") + inside), name="page.docx")
    assert reading.articles[0].text == f"{FIRST}\n桥长八百米，{text}"
    assert left_out(reading) == out


def test_a_style_that_hides_its_text(tmp_path):
    def change(made):
        style = made.styles.add_style("Inner", 2)
        style.font.hidden = True
        made.paragraphs[-1].add_run("勿刊。").style = style

    reading = read(tmp_path, document(r("今年12家。"), change=change), name="page.docx")
    assert reading.articles[0].text.endswith("\n今年12家。")
    assert left_out(reading) == [("hidden", "勿刊。")]


@pytest.mark.parametrize(
    ("header", "date"),
    [
        ("云岭日报 2022年4月3日 第1版", dt.date(2022, 4, 3)),
        ("内部资料 注意保存", None),
        ("档案号 2022年4月3日收到", None),
        ("", None),
    ],
)
def test_margins_and_the_day_they_state(tmp_path, header, date):
    def change(made):
        made.sections[0].header.paragraphs[0].text = header
        made.sections[0].footer.paragraphs[0].text = "第 1 页"

    reading = read(tmp_path, document(r(SECOND), change=change), name="page.docx")
    (article,) = reading.articles
    assert article.text == f"{FIRST}\n{SECOND}"
    assert (article.date, article.date_from) == (date, DateFrom.MASTHEAD if date else None)
    assert sorted(text for _, text in left_out(reading)) == sorted(
        filter(None, [header, "第 1 页"])
    )
    assert {reason for reason, _ in left_out(reading)} == {"margin"}


def attach(made, kind, content):
    uri = PackURI(f"/word/{kind}.xml")
    mime = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"
    part = Part(uri, mime, content.encode(), made.part.package)
    made.part.relate_to(part, getattr(RELATIONSHIP_TYPE, kind.upper()))


def test_notes_follow_their_paragraph(tmp_path):
    def change(made):
        notes = (
            f'<w:footnotes {SPACES}><w:footnote w:id="0" w:type="separator"><w:p/></w:footnote>'
            f'<w:footnote w:id="2"><w:p>{r("数据来自交通局，截至三月。")}</w:p></w:footnote>'
            "</w:footnotes>"
        )
        attach(made, "footnotes", notes)

    inside = r("桥长八百米") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + r("。")
    data = document(inside, r(SECOND), change=change)
    article = read(tmp_path, data, name="page.docx").articles[0]
    assert article.text.split("\n")[1:] == ["桥长八百米。", "数据来自交通局，截至三月。", SECOND]


def test_remarks_of_reviewers_are_left_out(tmp_path):
    def change(made):
        remark = f'<w:comment w:id="1"><w:p>{r("再核。")}</w:p></w:comment>'
        attach(made, "comments", f"<w:comments {SPACES}>{remark}</w:comments>")

    reading = read(tmp_path, document(r(SECOND), change=change), name="page.docx")
    assert left_out(reading) == [("comments", "再核。")]


@pytest.mark.parametrize(
    ("properties", "size", "title"),
    [
        ('<w:pStyle w:val="Title"/>', 24, "青石镇夜校"),
        ('<w:pStyle w:val="Heading1"/>', 24, "青石镇夜校"),
        ('<w:jc w:val="center"/>', 32, "青石镇夜校"),
        ('<w:jc w:val="center"/>', 24, ""),
        ("", 32, ""),
    ],
)
def test_the_first_paragraph_that_looks_like_a_title(tmp_path, properties, size, title):
    def change(made):
        rows = [
            ("青石镇夜校", properties, size),
            ("摘要", "", 24),
            (SECOND, "", 24),
            (SECOND, "", 24),
        ]
        for place, (text, about, points) in enumerate(rows):
            run = r(text, f'<w:sz w:val="{points}"/>')
            paragraph = f"<w:p {SPACES}><w:pPr>{about}</w:pPr>{run}</w:p>"
            made.element.body.insert(place, parse_xml(paragraph))

    file = tmp_path / "page.docx"
    article = read(tmp_path, word(change=change), name="page.docx").articles[0]
    rest = f"摘要\n{SECOND}\n{SECOND}"
    assert (article.title, article.text) == (title, rest if title else f"青石镇夜校\n{rest}")
    assert file_text(file).startswith(f"青石镇夜校\n{rest}")
