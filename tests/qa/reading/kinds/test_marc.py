"""MARC records, written by pymarc and as Chinese library systems write them."""

import datetime as dt
import gzip
import io
import re

import pymarc
import pytest
from pymarc import Field, Indicators, MARCWriter, Record, Subfield
from pymarc.marcxml import record_to_xml

from qa.errors import ReadError
from qa.reading import file_text, read_file
from qa.reading.originals import is_in_file
from qa.records import DateFrom, Imprint

ABSTRACT = "历时两年建设的清河大桥昨日通车，全长八百二十米，总投资1.5亿元。"
SCHOOL = "青石镇夜校开课，今年开设木工、剪纸等九门课程。"


def _field(tag, *subfields, indicators="  "):
    return Field(
        tag=tag,
        indicators=Indicators(*indicators),
        subfields=[Subfield(code=one[0], value=one[1:]) for one in subfields],
    )


def _record(*fields, number="", leader="00000nab a2200000 i 4500"):
    record = Record(leader=leader, force_utf8=True)
    if number:
        record.add_field(Field(tag="001", data=number))
    for field in fields:
        record.add_field(field)
    return record


def marc21(number="ML1"):
    return _record(
        Field(tag="008", data="210504e20210503cc            000 0 chi d"),
        _field("100", "a周小满,", "e记者", indicators="1 "),
        _field("245", "a清河大桥昨日通车 :", "b两岸居民少走十二公里 /", "c周小满"),
        _field("520", f"a{ABSTRACT}"),
        _field("650", "a桥梁.", indicators=" 4"),
        _field("773", "t云岭日报.", "g2021年5月3日，第2版", indicators="0 "),
        number=number,
    )


def cnmarc(number="CN1", text=SCHOOL):
    return _record(
        _field("100", "a20210510d2021    em y0chiy50      ea"),
        _field("200", "a青石镇夜校开课", "e三百人报名", "f方晴", indicators="1 "),
        *([_field("330", f"a{text}")] if text else []),
        _field("461", "12001 ", "a云岭晚报", indicators=" 0"),
        _field("463", "12001 ", "a云岭晚报", "v第3版", "1210  ", "d2021-05-04", indicators=" 0"),
        _field("606", "a成人教育", indicators="0 "),
        _field("701", "a方晴", "4记者", indicators=" 0"),
        number=number,
    )


def _written(*records):
    out = io.BytesIO()
    writer = MARCWriter(out)
    for record in records:
        writer.write(record)
    return out.getvalue()


def _in_gbk(data):
    """Return records as a program leaves them that turns UTF-8 into GBK and no more."""
    return data.decode().encode("gbk")


def _read(tmp_path, data, name="records.mrc", **kwargs):
    file = tmp_path / name
    file.write_bytes(data)
    reading = read_file(file, **kwargs)
    text = file_text(file, repair=kwargs.get("repair", False))
    for article in reading.articles:
        assert is_in_file(article, text, 0, len(article.text))
        for piece in article.origin.title:
            shown = text[piece.file_start : piece.file_start + piece.length]
            assert article.title[piece.start : piece.start + piece.length] == shown
    return reading


def test_a_record_of_marc21_is_an_article_with_its_day_paper_and_page(tmp_path):
    (article,) = _read(tmp_path, _written(marc21())).articles
    assert article.title == "清河大桥昨日通车 两岸居民少走十二公里"
    assert article.text == ABSTRACT
    assert (article.date, article.date_from) == (dt.date(2021, 5, 3), DateFrom.FIELD)
    assert (article.byline, article.source, article.tags) == ("周小满", "云岭日报", ("桥梁",))
    assert article.imprint == Imprint(page="2")
    assert article.id.endswith("-ML1")


@pytest.mark.parametrize(
    "change", [lambda data: data, _in_gbk, lambda data: b"\xef\xbb\xbf" + data]
)
def test_records_of_cnmarc_are_read_in_utf8_and_gbk(tmp_path, change):
    data = change(_written(cnmarc(), cnmarc("CN2", ABSTRACT)))
    first, second = _read(tmp_path, data).articles
    assert (first.title, first.text) == ("青石镇夜校开课 三百人报名", SCHOOL)
    assert (first.date, first.source) == (dt.date(2021, 5, 4), "云岭晚报")
    assert (first.byline, first.imprint) == ("方晴", Imprint(page="3"))
    assert first.tags == ("成人教育",)
    assert second.text == ABSTRACT


def test_lengths_that_another_encoding_left_wrong_do_not_matter(tmp_path):
    data = _in_gbk(_written(cnmarc()))
    with pytest.raises(UnicodeDecodeError):
        data.decode()
    assert pymarc.MARCReader(data, file_encoding="gbk").__next__() is None  # it believes them
    assert _read(tmp_path, data).articles[0].text == SCHOOL


def test_a_library_reads_the_same(tmp_path):
    data = _written(marc21(), cnmarc())
    text = file_text(_saved(tmp_path, data))
    for record in pymarc.MARCReader(data):
        for field in record.get_fields():
            for one in field.subfields:
                assert (
                    f"{field.tag} {field.indicator1}{field.indicator2} ${one.code}{one.value}"
                    in text
                )


def _saved(tmp_path, data, name="records.mrc"):
    file = tmp_path / name
    file.write_bytes(data)
    return file


def test_marcxml_is_read_alike(tmp_path):
    records = b"".join(record_to_xml(one, namespace=True) for one in (marc21(), cnmarc()))
    data = b'<collection xmlns="http://www.loc.gov/MARC21/slim">' + records + b"</collection>"
    data = data.replace(b' xmlns="http://www.loc.gov/MARC21/slim"><leader', b"><leader")
    found = _read(tmp_path, data, "records.xml").articles
    other = _read(tmp_path, _written(marc21(), cnmarc())).articles
    told = [[one.title, one.text, one.date, one.byline, one.source, one.imprint] for one in found]
    assert told == [
        [one.title, one.text, one.date, one.byline, one.source, one.imprint] for one in other
    ]


def test_a_record_without_a_text_is_left_out_and_said(tmp_path):
    reading = _read(tmp_path, _written(cnmarc(), cnmarc("CN2", text=""), cnmarc("CN3")))
    assert [one.id[-3:] for one in reading.articles] == ["CN1", "CN3"]
    assert "有 1 条记录没有正文或提要，没有入库：第 2 条" in reading.notes
    assert any("001    CN2" in one.text for one in reading.left_out)


def test_a_file_of_records_without_texts_says_what_to_do(tmp_path):
    with pytest.raises(ReadError, match=r"none of its 1 records .* --field text=905"):
        _read(tmp_path, _written(cnmarc(text="")))


def test_the_user_names_the_fields_of_a_library(tmp_path):
    record = cnmarc(text="")
    record.add_field(_field("905", "a馆藏号", f"t{SCHOOL}"))
    record.add_field(_field("906", "a要闻"))
    fields = {"text": "905t", "section": "906$a", "tags": ""}
    (article,) = _read(tmp_path, _written(record), fields=fields).articles
    assert (article.text, article.imprint.section, article.tags) == (SCHOOL, "要闻", ())
    with pytest.raises(ReadError, match="text=正文: no field of a MARC record"):
        _read(tmp_path, _written(record), fields={"text": "正文"})


@pytest.mark.parametrize(
    ("fields", "day", "paper", "page"),
    [
        ([("463", "t云岭日报", "v2021.5.3 第A2版")], dt.date(2021, 5, 3), "云岭日报", "A2"),
        ([("461", "t云岭日报"), ("210", "d20210503")], dt.date(2021, 5, 3), "云岭日报", None),
        ([("461", "t云岭日报"), ("210", "d2021")], None, "云岭日报", None),
        ([("300", "a原载《云岭日报》2021年5月3日第2版")], dt.date(2021, 5, 3), "云岭日报", "2"),
        ([("300", "a据《云岭县志》2021年版重排")], None, "云岭县志", None),
        ([("463", "v2021-05-03"), ("210", "d2021-05-04")], None, None, None),  # they disagree
        ([("100", "a20210510j20210503  em y0chiy50      ea")], dt.date(2021, 5, 3), None, None),
        ([], None, None, None),
    ],
)
def test_where_a_record_says_day_paper_and_page(tmp_path, fields, day, paper, page):
    own = [_field(tag, *subfields) for tag, *subfields in fields]
    record = _record(_field("200", "a青石镇夜校开课"), _field("330", f"a{SCHOOL}"), *own)
    (article,) = _read(tmp_path, _written(record)).articles
    assert (article.date, article.source) == (day, paper)
    assert (article.imprint.page if article.imprint else None) == page


def test_paragraphs_of_a_text_are_lines(tmp_path):
    record = _record(
        _field("200", "a青石镇夜校开课"),
        _field("330", f"a{SCHOOL}\r\n学费全免。"),
        _field("330", "a  课程每周两晚。"),
    )
    (article,) = _read(tmp_path, _written(record)).articles
    assert article.text == f"{SCHOOL}\n学费全免。\n课程每周两晚。"


@pytest.mark.parametrize(
    ("damage", "what"),
    [
        (lambda data: data[:-20], "record 2: the record is cut off"),
        (lambda data: data.replace(b"\x1e", b"", 1), "record 1: its directory is damaged"),
        (
            lambda data: data.replace(b"\x1eCN1\x1e", b"\x1eCN1", 1),
            "record 1: its directory has 8 fields, 7 are there",
        ),
    ],
)
def test_a_damaged_record_is_named_and_may_be_left_out(tmp_path, damage, what):
    data = damage(_written(cnmarc(), cnmarc("CN2")))
    with pytest.raises(ReadError, match=what):
        _read(tmp_path, data)
    reading = _read(tmp_path, data, repair=True)
    assert len(reading.articles) == 1
    assert "条记录没有读" in reading.repairs[0].what


@pytest.mark.parametrize(
    ("data", "name", "what"),
    [
        (b"no records here" * 10, "records.mrc", "is no MARC file"),
        (_written(cnmarc()).replace("青石".encode(), b"\x1b$1"), "records.mrc", "MARC-8"),
        (_written(cnmarc()), "records.txt", "name it .mrc"),
        (_written(cnmarc()), "records.dat", "name it .mrc"),
    ],
)
def test_what_is_refused_says_what_to_do(tmp_path, data, name, what):
    with pytest.raises(ReadError, match=re.escape(what)):
        _read(tmp_path, data, name)


def test_records_are_read_compressed_and_under_the_other_names(tmp_path):
    data = _written(cnmarc())
    for name, packed in (("a.mrc.gz", gzip.compress(data)), ("a.marc", data), ("a.iso", data)):
        assert _read(tmp_path, packed, name).articles[0].text == SCHOOL
