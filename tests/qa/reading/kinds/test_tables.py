"""Tables and records: which columns are taken for what, what is in no article, wrong rows."""

import datetime as dt
import io
import json
import re
import zipfile

import pytest

from qa.errors import InputError, ReadError
from qa.reading import file_text, read_file
from qa.records import Imprint, Reason
from tests.qa.reading.packed import cells, ods, table, workbook, zipped
from tests.qa.reading.papers import check_places

TEXT = "青石镇的石桥昨日通车，全长三百米。"
MORE = "云岭市夜校今年开设9门课程。"
HEAD = ["编号", "标题", "正文", "日期", "作者", "版次"]
ROWS = [
    HEAD,
    ["1", "石桥通车", TEXT, "2031/4/3 8:30", "李桂英", "03"],
    ["2", "夜校开课", f"{MORE}\n他说：“好,好。”", "2031年4月4日", "", "04"],
]


def read(tmp_path, name, data, **options):
    file = tmp_path / name
    file.write_bytes(data)
    reading = read_file(file, **options)
    if not reading.repairs:
        check_places(file, reading.articles)
    return reading


def texts(reading):
    return [article.text for article in reading.articles]


FILES = {
    "a.csv": table(*ROWS, encoding="gb18030"),
    "b.csv": table(*ROWS, mark=";", encoding="utf-8-sig"),
    "c.csv": table(*ROWS, mark="\t", encoding="utf-16"),
    "d.tsv": table(*ROWS, mark="\t", encoding="gb18030").replace(b"\r\n", b"\r"),
    "e.xlsx": workbook(("稿件", ROWS)),
    "e.ods": ods(("稿件", "", cells(*ROWS))),
    "f.xlsx": workbook(("稿件", [["2031年稿件一览"], *ROWS])),
}


@pytest.mark.parametrize("name", FILES)
def test_a_row_is_an_article(tmp_path, name):
    reading = read(tmp_path, name, FILES[name])
    first, second = reading.articles
    assert (first.title, first.text, first.byline) == ("石桥通车", TEXT, "李桂英")
    assert (first.date, first.date_from) == (dt.date(2031, 4, 3), "field")
    assert (second.text, second.byline) == (ROWS[2][2], None)
    assert [one.imprint for one in (first, second)] == [Imprint(page="3"), Imprint(page="4")]
    assert len({first.id, second.id, "1", "2"}) == 4
    assert reading.notes == (
        "各列：标题 当作 title，正文 当作 text，日期 当作 date，作者 当作 byline，版次 当作 page；"
        "没有用的：编号",
    )
    left = [re.sub("[,;]", "\t", part.text) for part in reading.left_out]
    assert left == ["2031年稿件一览"] * (name == "f.xlsx") + [
        *("\t".join(HEAD), "1", "2"),
    ]
    whole = file_text(tmp_path / name)
    assert all(whole[part.start : part.end] == part.text for part in reading.left_out)


@pytest.mark.parametrize(
    ("row", "asked"),
    [
        ('夜校开课,"夜校今年开设""九门""课程，学费三百元。"', "三百元"),
        ('夜校开课,"夜校今年开设""九门""课程，学费三百元。"', '开设"九门"课程'),
        ('"夜校""秋季班""开课","学费三百元，名额""不限""。"', "学费三百元"),
        ('"夜校,开课",学费三百元，校长说"欢迎"。', '说"欢迎"'),
        ('"夜校","第一行。\r\n\r\n学费三百元。"', "学费三百元"),
        ('"夜校","第一行。\n学费三百元""起""。"', '三百元"起"'),
        (',"""学费""三百元。"', '"学费"三百元'),
        ("夜校,学费三百元。", "三百元"),
    ],
)
@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("codec", ["utf-8-sig", "gb18030", "utf-16"])
def test_places_are_those_of_the_file_with_its_quotation_marks(tmp_path, row, asked, mark, codec):
    whole = f"标题,正文\r\n\r\n{row}\r\n夜班,{MORE}\r\n"
    whole = re.sub(',(?!开课|")|,(?=")', mark, whole)
    article = read(tmp_path, "a.csv", whole.encode(codec)).articles[0]
    start = article.text.index(asked)
    place = article.origin.locate(start, start + len(asked))
    assert file_text(tmp_path / "a.csv") == whole
    assert whole[place.start : place.end].replace('""', '"') in (asked, f'"{asked}')


def test_columns_may_be_named(tmp_path):
    data = table(["稿", "题", "id"], [TEXT, "石桥", "x1"], [MORE, "夜校", "x2"])
    fields = {"text": "稿", "title": "题", "id": "id"}
    reading = read(tmp_path, "a.csv", data, fields=fields)
    assert [(one.id, one.title, one.text) for one in reading.articles] == [
        ("x1", "石桥", TEXT),
        ("x2", "夜校", MORE),
    ]
    with pytest.raises(ReadError, match=r"no column of texts among '稿', '题', 'id': name it"):
        read(tmp_path, "a.csv", data)


def test_a_column_without_a_name_is_given_by_its_number(tmp_path):
    data = table(["石桥", TEXT, "3"], ["夜校", MORE, "4"])
    reading = read(tmp_path, "a.csv", data, fields={"text": "2", "title": "1"})
    assert [one.title for one in reading.articles] == ["石桥", "夜校"]
    assert [part.text for part in reading.left_out] == ["3", "4"]
    named = table(["题", "稿"], ["石桥", TEXT])
    assert texts(read(tmp_path, "a.csv", named, fields={"text": "2"})) == [TEXT]


def test_a_guess_may_be_taken_back(tmp_path):
    data = table(["标题", "正文", "时间"], ["石桥", TEXT, "上午"])
    with pytest.raises(ReadError, match=r"line 2: field '时间' .*if it is no date: --field"):
        read(tmp_path, "a.csv", data)
    assert read(tmp_path, "a.csv", data, fields={"date": ""}).articles[0].date is None
    assert len(read(tmp_path, "a.csv", data, repair=True).repairs) == 1


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"txt": "a"}, "no field is called 'txt': give one of id, title, text"),
        ({"text": 3}, "give the name it has in the file"),
        ({"text": "a", "title": "A"}, "two fields have one name"),
    ],
)
def test_fields_that_are_none_are_refused(tmp_path, fields, message):
    (tmp_path / "a.csv").write_bytes(FILES["a.csv"])
    with pytest.raises(InputError, match=message):
        read_file(tmp_path / "a.csv", fields=fields)


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.csv", b"", "the file is empty"),
        ("a.csv", b"\n\n", "every line is blank"),
        ("a.csv", table(HEAD), "no row has a text"),
        (
            "a.csv",
            table(["镇", "户"], ["青石", "3"]),
            "among '镇', '户': name it, --field text=NAME",
        ),
        (
            "a.csv",
            f'标题,正文\n石桥,"{TEXT}\n夜校,{MORE}\n'.encode(),
            "line 2: the row that begins",
        ),
        ("a.csv", f'标题,正文\n石桥,"甲"{TEXT}"\n'.encode(), "line 2: the row that begins"),
        ("a.csv", f"标题,正文\n石桥,{TEXT},多\n".encode(), "line 2: 3 cells under 2 columns"),
        ("a.csv", f"标题,正文\n石桥,{TEXT}\0\n".encode(), "control character U+0000"),
        ("a.csv", f"正文,日期\n{TEXT},2031-13-01\n".encode(), "line 2: field '日期' is not a date"),
        ("a.csv", b"a,b\n" * 4_000_001, "more than 4000000 lines: split the table"),
        ("a.csv", b"a\n" + b"," * 20_000_001, "more than 20000000 cells: split the table"),
        ("a.xml", b"<a>" + b"<b/>" * 2_000_001 + b"</a>", "more than 2000000 marks of XML"),
        ("a.xlsx", workbook(("甲", [])), "the sheets are blank"),
        ("a.xlsx", workbook(("甲", [["镇"]]), ("乙", [["户"]])), "sheet '乙': no column of texts"),
        ("a.xlsx", workbook(("甲", [["正文", "日期"], [TEXT, "明天"]])), "row 2: field '日期'"),
    ],
)
def test_a_wrong_table_says_what_is_wrong_and_where(tmp_path, name, data, message):
    with pytest.raises(ReadError) as error:
        read(tmp_path, name, data)
    assert str(error.value).startswith(str(tmp_path / name))
    assert message in str(error.value)
    assert "\n" not in str(error.value)


def test_a_quotation_mark_that_is_not_closed_costs_its_line_with_repair(tmp_path):
    data = f'标题,正文\n石桥,"{TEXT}\n夜校,{MORE}\n'.encode()
    reading = read(tmp_path, "a.csv", data, repair=True)
    assert texts(reading) == [f'"{TEXT}', MORE]
    assert [(one.line, "引号不成对" in one.what) for one in reading.repairs] == [(2, True)]


@pytest.mark.parametrize("blank", [" ", "\u200b", "\u3000\ufeff"])
def test_rows_without_a_text_are_left_out_and_said(tmp_path, blank):
    data = table(["标题", "正文"], ["石桥", TEXT], ["只有题目", blank], ["夜校", MORE])
    reading = read(tmp_path, "a.csv", data)
    assert len(reading.articles) == 2
    assert reading.notes[-1] == "有 1 行没有正文，没有入库：第 3 行"
    assert any(part.text.startswith("只有题目") for part in reading.left_out)


def test_sheets_without_texts_are_left_out_beside_one_with_them(tmp_path):
    day = dt.datetime(2031, 4, 3)
    data = workbook(
        ("统计", [["镇", "户"], ["青石", 14]]), ("稿件", [["正文", "日期"], [TEXT, day]])
    )
    reading = read(tmp_path, "a.xlsx", data)
    assert [(one.text, one.date) for one in reading.articles] == [(TEXT, day.date())]
    assert "青石\t14" in [part.text for part in reading.left_out]
    assert reading.notes[-1] == "工作表“统计”没有正文列，没有入库：镇、户"


def test_a_cell_of_a_megabyte_and_many_rows(tmp_path):
    long = TEXT * 60_000
    rows = [["标题", "正文"], ["长", long], *([f"第{n}号", MORE] for n in range(20_000))]
    (tmp_path / "a.csv").write_bytes(table(*rows))
    reading = read_file(tmp_path / "a.csv")
    assert len(reading.articles) == 20_001
    assert reading.articles[0].text == long
    last = reading.articles[-1]
    place = last.origin.locate(0, len(MORE))
    assert file_text(tmp_path / "a.csv")[place.start : place.end] == MORE


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (b'<row r="2"', b'<row r="99999999999"', "numbered beyond 1048576"),
        (b"</row>", b"<c/>" * 2_000_001 + b"</row>", "more than 2000000 marks of XML"),
    ],
)
def test_a_sheet_that_fills_a_memory_is_refused(tmp_path, old, new, message):
    sheet = workbook(("甲", [["正文"], [TEXT]]))
    with zipfile.ZipFile(io.BytesIO(sheet)) as opened:
        files = {name: opened.read(name) for name in opened.namelist()}
    page = "xl/worksheets/sheet1.xml"
    files[page] = files[page].replace(old, new, 1)
    with pytest.raises(ReadError, match=message):
        read(tmp_path, "a.xlsx", zipped(files))


RECORDS = (
    '<?xml version="1.0" encoding="{}"?><稿库 单位="云岭日报"><说明>三月</说明>'
    f"<稿件 日期='2031-04-03'><标题>石桥通车</标题><正文><p>{TEXT}</p><p>{MORE}</p></正文></稿件>"
    f"<稿件><标题>夜校<b>开课</b></标题><正文>{MORE}</正文><图><说明>课堂</说明><号>1</号></图></稿件>"
    "</稿库>"
)


@pytest.mark.parametrize("encoding", ["utf-8", "gb2312", "utf-16"])
def test_records_of_xml_are_articles(tmp_path, encoding):
    codec = "gb18030" if encoding == "gb2312" else encoding
    text = RECORDS.format(encoding).replace("通车</标题>", "通车㛃</标题>")
    reading = read(tmp_path, "a.xml", text.encode(codec))
    first, second = reading.articles
    assert (first.title, first.text) == ("石桥通车㛃", f"{TEXT}\n{MORE}")
    assert first.date == dt.date(2031, 4, 3)
    assert (second.title, second.text) == ("夜校开课", MORE)
    assert [part.text for part in reading.left_out] == ["三月", "课堂", "1"]


def test_records_of_xml_with_other_names(tmp_path):
    data = f"<list><n><h>石桥</h><c>{TEXT}</c></n><n><h>夜校</h><c>{MORE}</c></n></list>".encode()
    with pytest.raises(ReadError, match="no column of texts among 'h', 'c': name it"):
        read(tmp_path, "a.xml", data)
    assert texts(read(tmp_path, "a.xml", data, fields={"text": "c"})) == [TEXT, MORE]
    with pytest.raises(ReadError, match="cut off"):
        read(tmp_path, "a.xml", data[:-20], fields={"text": "c"})


def test_objects_of_json_with_other_names(tmp_path):
    lines = "\n".join(
        json.dumps({"稿": text, "记者 ": "李桂英"}, ensure_ascii=False) for text in (TEXT, MORE)
    )
    reading = read(tmp_path, "a.jsonl", lines.encode(), fields={"text": "稿"})
    assert texts(reading) == [TEXT, MORE]
    assert reading.articles[0].byline == "李桂英"
    assert "字段 稿 当作 text" in reading.notes
    with pytest.raises(ReadError, match="name it: --field text=NAME"):
        read(tmp_path, "a.jsonl", lines.encode())


def test_the_names_of_fields_are_compared_as_they_are_seen(tmp_path):
    data = table(["Title", "ＣＯＮＴＥＮＴ *", "Pub-Date"], ["石桥", TEXT, "2031-04-03"])
    [article] = read(tmp_path, "a.csv", data).articles
    assert (article.title, article.text, article.date) == ("石桥", TEXT, dt.date(2031, 4, 3))


def test_what_is_wrong_with_a_row_is_left_out_with_repair(tmp_path):
    data = f"标题,正文\n石桥,{TEXT},多\n夜校,{MORE}\n".encode()
    reading = read(tmp_path, "a.csv", data, repair=True)
    assert texts(reading) == [MORE]
    assert [part.text for part in reading.left_out if part.reason is Reason.DAMAGED] == [
        f"石桥,{TEXT},多"
    ]


def test_what_an_opendocument_table_shows_and_what_not(tmp_path):
    styled = '<style:style style:name="ta2"><style:table-properties table:display="false"/>'
    blank = '<table:table-cell table:number-columns-repeated="16380"/>'
    day = '<table:table-cell office:value-type="date" office:date-value="2031-04-03T08:30:00">'
    page = '<table:table-cell office:value-type="float" office:value="3">'
    row = (
        f"<table:table-row>{day}<text:p>31年4月3日</text:p></table:table-cell>"
        f"{page}<text:p>3.00</text:p></table:table-cell>"
        f"<table:table-cell><office:annotation><text:p>待核</text:p></office:annotation>"
        f"<text:p>{TEXT}</text:p><text:p>又<text:s text:c='2'/>一段。</text:p></table:table-cell>"
        f"{blank}</table:table-row>"
        '<table:table-row table:number-rows-repeated="1048570"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row>'
    )
    rows = cells(["日期", "版次", "正文"]) + row
    data = ods(
        ("稿件", "ta1", rows),
        ("底稿", "ta2", cells(["正文"], ["不发。"])),
        styles=f"{styled}</style:style>",
    )
    reading = read(tmp_path, "a.ods", data)
    (article,) = reading.articles
    assert article.text == f"{TEXT}\n又  一段。"
    assert (article.date, article.imprint) == (dt.date(2031, 4, 3), Imprint(page="3"))
    hidden = [(one.text, one.reason) for one in reading.left_out if one.start is None]
    assert hidden == [
        ("待核", Reason.COMMENTS),
        ("正文", Reason.HIDDEN),
        ("不发。", Reason.HIDDEN),
    ]


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        (
            cells(["正文"])
            + '<table:table-row><table:table-cell table:number-columns-repeated="999999999">'
            "<text:p>桥</text:p></table:table-cell></table:table-row>",
            "more than 16384 cells",
        ),
        (
            cells(["正文"])
            + '<table:table-row table:number-rows-repeated="99999999"><table:table-cell>'
            "<text:p>桥</text:p></table:table-cell></table:table-row>",
            "more than 4000000 cells|beyond 1048576",
        ),
        ("", "the sheets are blank"),
    ],
)
def test_an_opendocument_table_that_promises_too_much(tmp_path, rows, why):
    with pytest.raises(ReadError, match=why):
        read(tmp_path, "a.ods", ods(("稿件", "", rows)))


FIGURES = [
    ["渠名", "镇", "长（米）"],
    ["东渠", "青石", "300"],
    ["西渠", "云岭", ""],
    ["合计：两条"],
]
LINES = ["渠名：东渠，镇：青石，长（米）：300", "渠名：西渠，镇：云岭", "合计：两条"]


@pytest.mark.parametrize(
    ("above", "title", "lines", "day"),
    [
        ([], "a", [], None),
        ([["水渠明细表"]], "水渠明细表", [], None),
        (
            [["水渠明细表"], ["（截至2031年6月2日）"]],
            "水渠明细表",
            ["（截至2031年6月2日）"],
            dt.date(2031, 6, 2),
        ),
    ],
)
@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.xlsx", "a.txt"])
def test_a_table_of_figures_is_an_article_a_row_a_line(tmp_path, name, above, title, lines, day):
    rows = [*above, *FIGURES]
    if name == "a.xlsx":
        data = workbook(("甲", rows))
    else:
        data = "\n".join(("," if name == "a.csv" else "\t").join(row) for row in rows).encode()
    reading = read(tmp_path, name, data)
    (article,) = reading.articles
    assert (article.title, article.text.split("\n")) == (title, [*lines, *LINES])
    assert article.date == day
    assert reading.notes == ("这张表没有正文列，整张作为一篇文章：每行写成“列名：内容”",)


@pytest.mark.parametrize(
    "rows",
    [
        [["题", "稿"], ["石桥", TEXT], ["夜校", MORE]],
        [["渠名", "长"], ["东渠", "300"]],
        [["1", "2"], ["3", "4"], ["5", "6"]],
        [["渠名"], ["东渠"], ["西渠"]],
    ],
)
def test_a_table_of_texts_or_without_names_is_none_of_figures(tmp_path, rows):
    with pytest.raises(ReadError, match="no column of texts among"):
        read(tmp_path, "a.csv", table(*rows))


def test_a_column_of_texts_may_be_named_in_a_table_of_figures(tmp_path):
    reading = read(tmp_path, "a.csv", table(*FIGURES[:3]), fields={"text": "渠名"})
    assert texts(reading) == ["东渠", "西渠"]
    assert "\n".join(LINES[:2]) in [part.text for part in reading.left_out]


def test_a_text_that_has_a_table_in_it_stays_a_text(tmp_path):
    rows = "\n".join("\t".join(row) for row in FIGURES[:3])
    assert read(tmp_path, "b.txt", f"{TEXT}\t\n\t\n".encode()).articles[0].text == TEXT
    data = f"水渠通水\n\n{TEXT}\n{MORE}\n{TEXT}\n{MORE}\n{rows}\n".encode()
    assert "东渠\t青石\t300" in read(tmp_path, "a.txt", data).articles[0].text
