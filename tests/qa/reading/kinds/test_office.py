"""Office documents of other kinds, e-books and mails: their text, and what is left out."""

import datetime as dt

import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment

from qa.errors import ReadError
from qa.reading import file_text, read_file
from qa.records import Reason
from tests.qa.reading.packed import book, mail, odt, rtf, shape, slides, workbook, zipped
from tests.qa.reading.papers import check_places

LEAD = "本报讯 昨日，清河大桥在云岭市建成通车，总投资1.5亿元。"
MORE = "市长宋怀远说：“过去要绕行十二公里。”"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def read(tmp_path, name, data, **options):
    file = tmp_path / name
    file.write_bytes(data)
    reading = read_file(file, **options)
    check_places(file, reading.articles)
    return reading


def left_out(reading):
    return [(part.text, part.reason) for part in reading.left_out]


def test_an_odt_has_its_paragraphs_tables_notes_and_what_is_beside_them(tmp_path):
    body = (
        "<text:h>清河大桥建成通车</text:h>"
        f"<text:p>{LEAD}<text:note><text:note-citation>1</text:note-citation><text:note-body>"
        "<text:p>大桥去年开工。</text:p></text:note-body></text:note></text:p>"
        f'<text:p>{MORE[:8]}<text:s text:c="2"/>{MORE[8:]}'
        "<office:annotation><text:p>核实</text:p></office:annotation>"
        '<text:span text:style-name="T1">勿刊</text:span></text:p>'
        "<table:table><table:table-row><table:table-cell><text:p>长</text:p></table:table-cell>"
        "<table:table-cell><text:p>三百米</text:p></table:table-cell></table:table-row>"
        "</table:table>"
    )
    styles = (
        '<style:style style:name="T1"><style:text-properties text:display="none"/></style:style>'
    )
    data = odt(body, styles=styles, margins="<text:p>内部资料</text:p>")
    reading = read(tmp_path, "通讯2021-04-03.odt", data)
    [article] = reading.articles
    assert article.title == "清河大桥建成通车"
    assert article.text.split("\n") == [
        LEAD,
        "大桥去年开工。",
        f"{MORE[:8]}  {MORE[8:]}",
        "长\t三百米",
    ]
    assert (article.date, article.date_from) == (dt.date(2021, 4, 3), "file_name")
    assert left_out(reading) == [
        ("核实", Reason.COMMENTS),
        ("勿刊", Reason.HIDDEN),
        ("内部资料", Reason.MARGIN),
    ]


def test_a_presentation_is_one_article_and_its_pages_are_its_slides(tmp_path):
    data = slides(
        shape("清河大桥", kind="ctrTitle") + shape("云岭日报"),
        shape("建设", kind="title") + shape(LEAD, MORE) + shape("2", kind="sldNum"),
        shape("备用的一页"),
        notes="讲稿：请看图",
        hidden=(3,),
    )
    reading = read(tmp_path, "a.pptx", data)
    [article] = reading.articles
    assert (article.title, article.text) == ("清河大桥", f"云岭日报\n建设\n{LEAD}\n{MORE}")
    place = article.origin.locate(article.text.index("市长"), len(article.text))
    assert article.origin.page(place.start) == 2
    assert left_out(reading) == [
        ("讲稿：请看图", Reason.HIDDEN),
        ("2", Reason.MARGIN),
        ("备用的一页", Reason.HIDDEN),
    ]


def test_an_rtf_has_its_text_in_any_coding_and_what_is_beside_it(tmp_path):
    units = "".join(f"\\u{ord(sign)}?" for sign in "宋怀远")
    far = "\\u-10174?\\u-8265?"  # one character beyond U+FFFF, as two
    body = (
        "{\\header\\pard 内部资料\\par}{\\*\\generator Writer;}{\\info{\\title 草稿}}"
        f"\\pard {LEAD}{{\\footnote 大桥去年开工。}}\\par\n"
        f"市长{units}说，{far}{{\\v 勿刊}}{{\\strike 九元}}好。\\par "
        "\\trowd 长\\cell 三百米\\cell\\row"
    )
    reading = read(tmp_path, "a.rtf", rtf(body))
    [article] = reading.articles
    assert article.text.split("\n") == [
        LEAD,
        "大桥去年开工。",
        "市长宋怀远说，𠮷好。",
        "长\t三百米",
    ]
    assert left_out(reading) == [
        ("内部资料", Reason.MARGIN),
        ("勿刊", Reason.HIDDEN),
        ("九元", Reason.STRUCK),
    ]


def test_the_bytes_of_a_character_may_stand_on_two_lines(tmp_path):
    data = rtf(LEAD).replace(b"\\'bd\\'a8", b"\\'bd\r\n\\'a8")  # 建
    [article] = read(tmp_path, "a.rtf", data).articles
    assert article.text == LEAD


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (rtf(LEAD)[:-20], "cut off at its end"),
        (rtf(f"{LEAD}\\'81"), "bytes that are no characters"),
        (b"{\\rtf1" + b"{" * 9000, "more than 500 groups in each other"),
        (b"hello", "is no RTF document"),
    ],
)
def test_a_wrong_rtf_says_what_is_wrong(tmp_path, data, message):
    with pytest.raises(ReadError, match=f"a.rtf.*{message}"):
        read(tmp_path, "a.rtf", data)


def test_a_cut_rtf_is_read_with_repair(tmp_path):
    (tmp_path / "a.rtf").write_bytes(rtf(f"{LEAD}\\par {MORE}\\par")[:-1])
    reading = read_file(tmp_path / "a.rtf", repair=True)
    assert file_text(tmp_path / "a.rtf", repair=True).startswith(f"{LEAD}\n{MORE}")
    assert reading.articles[0].text == f"{LEAD}\n{MORE}"
    assert reading.notes == ("文件没有完，后面的丢了",)


def test_the_chapters_of_a_book_are_articles(tmp_path):
    data = book(
        "<p>云岭日报集</p>",
        f"<h1>大桥通车</h1><p>{LEAD}</p><p>{MORE}</p>",
        f"<h1>夜校开课</h1><p>青石镇夜校今年开设木工、剪纸等9门课程，报名的有312人。</p><p>{MORE}</p>",
        creator="邱玉兰",
        date="2021-05-01",
        publisher="云岭出版社",
    )
    reading = read(tmp_path, "a.epub", data)
    assert [article.title for article in reading.articles][-2:] == ["大桥通车", "夜校开课"]
    last = reading.articles[-1]
    assert (last.byline, last.source, last.date) == ("邱玉兰", "云岭出版社", dt.date(2021, 5, 1))
    assert ("目录", Reason.NAVIGATION) in left_out(reading)
    whole = "".join([*(article.text for article in reading.articles), *dict(left_out(reading))])
    assert "云岭日报集" in whole


def test_a_mail_is_an_article_with_its_subject_and_its_files(tmp_path):
    data = mail(
        f"{LEAD}\n\n{MORE}\n",
        subject="清河大桥通车",
        sender="李桂英 <li@yunling.example>",
        date="Sat, 03 Apr 2021 08:30:00 +0800",
        page=f"<p>{LEAD}</p>",
        files=[("附稿.txt", "青石镇昨日有雨。".encode()), ("图.jpg", b"\xff\xd8\xff")],
    )
    reading = read(tmp_path, "a.eml", data)
    first, second = reading.articles
    assert (first.title, first.byline, first.date) == (
        "清河大桥通车",
        "李桂英",
        dt.date(2021, 4, 3),
    )
    assert first.text == f"{LEAD}\n\n{MORE}"
    assert second.text == "青石镇昨日有雨。"
    assert reading.notes == ("里面没有去读 .jpg 1 个：图片：是扫描件的话存成单独的文件再加入",)
    assert ("To: bianji@yunling.example", Reason.FIELD) in left_out(reading)


def test_an_old_mail_in_gbk_without_a_word_of_it(tmp_path):
    head = "Subject: 大桥通车\r\nFrom: 李桂英 <a@b.example>\r\n\r\n"
    reading = read(tmp_path, "a.eml", (head + LEAD).encode("gb18030"))
    [article] = reading.articles
    assert (article.title, article.byline, article.text) == ("大桥通车", "李桂英", LEAD)


def test_a_mail_with_a_charset_that_is_none(tmp_path):
    head = b"Subject: =?ut\0f-8?b?5aSn5qGl?=\r\nFrom: a@b.example\r\n"
    kind = b"Content-Type: text/plain; charset=no\0thing\r\n\r\n"
    [article] = read(tmp_path, "a.eml", head + kind + LEAD.encode()).articles
    assert (article.title, article.text) == ("大桥", LEAD)


def test_a_page_that_is_a_mail_has_its_subject_and_a_saved_page_its_own(tmp_path):
    page = f"<html><head><title>旧题</title></head><body><p>{LEAD}</p><p>{MORE}</p></body></html>"
    body = f"Content-Type: text/html; charset=utf-8\r\n\r\n{page}".encode()
    sent = b"Subject: =?utf-8?b?5aSn5qGl?=\r\nFrom: a@b.example\r\nDate: 3 Apr 2021 08:30 +0800\r\n"
    [article] = read(tmp_path, "a.eml", sent + body).articles
    assert (article.title, article.date) == ("大桥", dt.date(2021, 4, 3))
    saved = b"From: <Saved by Blink>\r\nSnapshot-Content-Location: http://a.example/1\r\n"
    kept = b"Date: 3 Apr 2021 08:30 +0800\r\nSubject: x\r\n"
    [article] = read(tmp_path, "a.mht", saved + kept + body).articles
    assert article.date is None
    assert article.text == f"{LEAD}\n{MORE}"


def test_what_stands_beside_the_cells_of_a_workbook_is_left_out(tmp_path):
    def change(book):
        book.create_sheet("底稿").append(["不要用"])
        book["底稿"].sheet_state = "hidden"
        book["三月"]["B2"].comment = Comment("核实", "李")
        chart = BarChart()
        chart.title = "过车数"
        chart.add_data(Reference(book["三月"], min_col=1, min_row=1))
        book["三月"].add_chart(chart)

    data = workbook(("三月", [["标题", "正文"], ["大桥", LEAD]]), change=change)
    reading = read(tmp_path, "a.xlsx", data)
    assert [article.text for article in reading.articles] == [LEAD]
    assert left_out(reading) == [
        ("不要用", Reason.HIDDEN),
        ("核实", Reason.COMMENTS),
        ("过车数", Reason.MARGIN),
        ("标题\t正文", Reason.FIELD),
    ]


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.doc", OLE + "WordDocument".encode("utf-16-le"), "save it as .docx"),
        ("a.wps", OLE + "WordDocument".encode("utf-16-le"), "save it as .docx"),
        ("a.xls", OLE + "Workbook".encode("utf-16-le"), "save it as .xlsx"),
        ("a.ppt", OLE + "PowerPoint Document".encode("utf-16-le"), "save it as .pptx"),
        ("a.doc", OLE + "__substg1.0_".encode("utf-16-le"), "name it .msg"),
        ("a.msg", OLE + "__substg1.0_".encode("utf-16-le"), "cannot be read as an Outlook mail"),
        ("a.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "locked with a password"),
        ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "locked with a password"),
        ("a.docx", workbook(("a", [["x"]])), "name it .xlsx"),
        ("a.xlsx", slides(shape("x")), "name it .pptx"),
        ("a.zip", b"PK\x03\x04 torn", "damaged ZIP archive"),
        ("a.xlsx", workbook(("a", [["x"]]))[:900], "a.xlsx"),
        ("a.pptx", zipped({"ppt/presentation.xml": "<p"}), "cannot be read as PPTX"),
        ("a.epub", zipped({"a": "application/epub"}), "a.epub"),
        ("a.xlsx", b"no workbook", "is plain text"),
        ("a.eml", "没有抬头的一行字".encode(), "is no e-mail"),
        (
            "a.odt",
            zipped(
                {"META-INF/manifest.xml": "<a><encryption-data/></a>"},
                first=("mimetype", "application/vnd.oasis.opendocument.text"),
            ),
            "asks for a password",
        ),
    ],
)
def test_what_cannot_be_read_says_what_to_do(tmp_path, name, data, message):
    with pytest.raises(ReadError) as error:
        read(tmp_path, name, data)
    assert str(error.value).startswith(str(tmp_path / name))
    assert message in str(error.value)
    assert "\n" not in str(error.value)


def test_the_text_of_a_file_is_what_the_places_count_in(tmp_path):
    (tmp_path / "a.rtf").write_bytes(rtf(LEAD))
    assert file_text(tmp_path / "a.rtf") == LEAD


@pytest.mark.parametrize(
    ("field", "text", "beside"),
    [
        (r"EQ \\* jc2 \\* hps10 \\o\\ad(\\s\\up 9(sòng),宋)", "市长宋怀远。", "sòng"),
        (r" EQ \\o(\\s\\up 10(sòng),宋)", "市长宋怀远。", "sòng"),
        (r"eq \\o\\ac(○,宋)", "市长宋怀远。", "○"),
        (r" PAGE ", "市长怀远。", None),
        (r"EQ \\f(1,2)", "市长怀远。", None),
        (r"HYPERLINK bridge.example", "市长怀远。", None),
    ],
)
def test_what_a_field_of_an_rtf_draws_is_read(tmp_path, field, text, beside):
    body = f"\\pard 市长{{\\field{{\\*\\fldinst {{{field}}}}}{{\\fldrslt }}}}怀远。\\par "
    reading = read(tmp_path, "page.rtf", rtf(body))
    assert [article.text for article in reading.articles] == [text]
    assert left_out(reading) == ([(beside, Reason.ANNOTATION)] if beside else [])


def test_a_cells_paragraphs_are_in_its_row_but_prose_has_its_lines(tmp_path):
    def cell(*paragraphs):
        inside = "\\par ".join(paragraphs)
        return f"{{\\pard\\intbl {inside}\\par}}\\cell "

    rows = f"\\trowd {cell('青石镇', '城关')}{cell('14')}\\row "
    prose = f"\\trowd {cell(LEAD * 3, MORE)}\\row "
    reading = read(tmp_path, "page.rtf", rtf(f"\\pard {LEAD}\\par {rows}\\pard {MORE}\\par "))
    assert "\n青石镇 城关\t14\n" in reading.articles[0].text
    reading = read(tmp_path, "page.rtf", rtf(prose))
    assert reading.articles[0].text == f"{LEAD * 3}\n{MORE}"


LEVELS = (
    '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" '
    'style:num-format="一, 二, 三, ..." style:num-suffix="、"/><text:list-level-style-number '
    'text:level="2" style:num-format="1" style:num-prefix="(" style:num-suffix=")" '
    'text:start-value="3"/></text:list-style><text:list-style style:name="L2">'
    '<text:list-level-style-bullet text:level="1" text:bullet-char="x"/></text:list-style>'
    '<text:list-style style:name="L3"><text:list-level-style-number text:level="1" '
    'style:num-format=""/></text:list-style>'
)


def _list(*items, style="L1", more=""):
    inside = "".join(f"<text:list-item>{item}</text:list-item>" for item in items)
    named = f'text:style-name="{style}"' if style else ""
    return f"<text:list {named} {more}>{inside}</text:list>"


def _p(text):
    return f"<text:p>{text}</text:p>"


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        (_list(_p("木工课；"), _p("剪纸课。")), ["一、 木工课；", "二、 剪纸课。"]),
        (
            _list(_p("木工课；") + _list(_p("初级；"), _p("高级。"), style="")),
            ["一、 木工课；", "(3) 初级；", "(4) 高级。"],
        ),
        (
            _list(_p("木工课。")) + _list(_p("剪纸课。"), more='text:continue-numbering="true"'),
            ["一、 木工课。", "二、 剪纸课。"],
        ),
        (_list(_p("木工课。")) + _list(_p("剪纸课。")), ["一、 木工课。", "一、 剪纸课。"]),
        (_list(_p("木工课。") + _p("每周两晚。")), ["一、 木工课。", "每周两晚。"]),
        (_list(_p("木工课。"), style="L2"), ["• 木工课。"]),
        (_list(_p("木工课。"), style="L3"), ["木工课。"]),
        (_list(_p("木工课。"), style="L9"), ["木工课。"]),
    ],
)
def test_the_numbers_of_an_odts_lists_are_read(tmp_path, body, lines):
    read(tmp_path, "page.odt", odt(body, styles=LEVELS))
    assert file_text(tmp_path / "page.odt").split("\n") == lines
