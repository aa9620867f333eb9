"""标题：/作者：/日期：/正文： and 【 标  题 】: fields, not text; numbered paragraphs."""

import datetime as dt

import pytest

from qa.errors import ReadError
from qa.reading import read_file
from qa.records import DateFrom, Imprint, Reason
from tests.qa.reading.kinds.pages import LEAD, read, shape
from tests.qa.reading.papers import check_places

TEXT = ["清河大桥昨日建成通车，总投资1.5亿元。", "市长宋怀远到场祝贺。"]
DAY = dt.date(2031, 4, 3)


@pytest.mark.parametrize(
    "head",
    [
        "标题：清河大桥通车\n作者：邱玉兰\n日期：2031年4月3日\n版次：第1版\n正文：",
        "标题:清河大桥通车\n记者:邱玉兰\n发布时间:2031-04-03 08:00\n正文:",
        "【标题】清河大桥通车\n【作者】邱玉兰\n【日期】2031-04-03\n【正文】",
        "【 日  期 】20310403\n【 版  号 】7\n【 标  题 】清河大桥通车\n【作  者】邱玉兰\n【正文】",
        "[标题] 清河大桥通车\n[作者] 邱玉兰\n[日期] 2031.4.3\n[正文]",
        "标　题：清河大桥通车\n作　者：邱玉兰\n日　期：二〇三一年四月三日\n正　文：",
        "标题：清河大桥通车\n作者：邱玉兰\n日期：2031年4月3日\n",
    ],
)
def test_fields_by_name(tmp_path, head):
    record = "\n".join([head, *TEXT])
    for count in (1, 2):
        reading = read(tmp_path, "\n\n".join([record] * count))
        assert shape(reading) == [("清河大桥通车", TEXT)] * count
        for article in reading.articles:
            assert (article.byline, article.date, article.date_from) == (
                "邱玉兰",
                DAY,
                DateFrom.FIELD,
            )
        assert {part.reason for part in reading.left_out} == {Reason.FIELD}


def test_a_source_and_a_title_in_two_lines(tmp_path):
    page = (
        "【标题】清河大桥通车\n　　　　两岸居民出行更方便\n【来源】云岭日报\n【正文】"
        + "\n".join(TEXT)
    )
    (article,) = read(tmp_path, page).articles
    assert (article.title, article.source) == ("清河大桥通车 两岸居民出行更方便", "云岭日报")
    assert article.text.split("\n") == TEXT


@pytest.mark.parametrize(
    "page",
    [
        "时间：5月1日\n地点：云岭市体育馆\n请大家准时参加。",
        "标题：怎样写好一篇新闻？\n写新闻先要有事实。",
        "报名须知\n\n本报讯 夜校开始报名。\n\n时间：5月1日\n\n地点：青石镇中学\n",
    ],
)
def test_what_only_looks_like_fields_stays_in_the_text(tmp_path, page):
    reading = read(tmp_path, page)
    assert [part for part in reading.left_out if part.reason is Reason.FIELD] == []
    kept = "".join(article.title + article.text for article in reading.articles)
    assert sorted("".join(page.split())) == sorted("".join(kept.split()))


def test_numbered_paragraphs(tmp_path):
    page = (
        "20310403-01-001-001清河大桥建成通车\n20310403-01-001-002本报讯 清河大桥昨日通车。\n"
        "20310403-01-001-003市长宋怀远到场祝贺。\n"
        "20310403-02-001-001青石镇夜校开课\n20310403-02-001-002本报记者邱玉兰\n"
        "20310403-02-001-003　　报名的有312人。\n没有编号的一行接着上一段。\n"
    )
    reading = read(tmp_path, page)
    assert shape(reading) == [
        ("清河大桥建成通车", ["本报讯 清河大桥昨日通车。", "市长宋怀远到场祝贺。"]),
        ("青石镇夜校开课", ["报名的有312人。", "没有编号的一行接着上一段。"]),
    ]
    assert [article.byline for article in reading.articles] == [None, "本报记者邱玉兰"]
    assert {(article.date, article.date_from) for article in reading.articles} == {
        (DAY, DateFrom.FIELD)
    }
    assert [part.text for part in reading.left_out][:2] == [
        "20310403-01-001-001",
        "20310403-01-001-002",
    ]


TRS = f"""<REC>
<标题>=石桥通车
<副题>=全长三百米
<日期>=2031.04.03
<版次>=03
<作者>=李桂英
<正文>=　　{LEAD}
　　石桥昨日通车。
<版名>=要闻
<摘要>=桥通了，
车也通了。
<REC>
<标题>=夜校开课
<日期>=2031.04.04
<正文>=
夜校今年开设9门课程。
"""


@pytest.mark.parametrize("name", ["a.trs", "a.txt"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_the_export_of_a_trs_database(tmp_path, name, encoding):
    file = tmp_path / name
    file.write_bytes(TRS.replace("\n", "\r\n").encode(encoding))
    reading = read_file(file)
    first, second = reading.articles
    check_places(file, reading.articles)
    assert (first.title, first.text) == ("石桥通车", f"{LEAD}\n石桥昨日通车。")
    assert (first.byline, first.imprint) == ("李桂英", Imprint(page="3", section="要闻"))
    assert [one.date for one in reading.articles] == [dt.date(2031, 4, day) for day in (3, 4)]
    assert (second.title, second.text) == ("夜校开课", "夜校今年开设9门课程。")
    out = "".join(one.text for one in reading.left_out)
    assert "<副题>=全长三百米" in out
    assert "<摘要>=桥通了，车也通了。" in out


def test_a_trs_date_that_is_none_refuses_the_file_or_is_dropped_and_said(tmp_path):
    file = tmp_path / "a.trs"
    file.write_text(TRS.replace("2031.04.04", "2031.02.30"), "utf-8")
    with pytest.raises(ReadError, match=r"a\.trs, line 14: .*'2031\.02\.30'.*--repair"):
        read_file(file)
    reading = read_file(file, repair=True)
    assert [one.date for one in reading.articles] == [DAY, None]
    (repair,) = reading.repairs
    assert (repair.line, repair.what) == (14, "'2031.02.30' 不是日期，这篇文章不记日期")


def test_a_trs_record_without_a_text_is_left_out_and_said(tmp_path):
    bare = "<REC>\n<标题>=只有题目\n<日期>=2031.04.05\n<作者>=李桂英\n<正文>=\n"
    file = tmp_path / "a.trs"
    file.write_text(TRS + bare, "utf-8")
    reading = read_file(file)
    assert [one.title for one in reading.articles] == ["石桥通车", "夜校开课"]
    assert "有 1 条记录没有正文，没有入库：第 17 行" in reading.notes
    assert {"只有题目", "李桂英"} <= {part.text for part in reading.left_out}
    file.write_text(bare, "utf-8")
    with pytest.raises(ReadError, match="none of its 1 records has text"):
        read_file(file)


@pytest.mark.parametrize(
    "page",
    [
        "标题：只有题目\n作者：李桂英\n正文：\n\n标题：石桥通车\n正文：石桥今天通车，长三百米。\n",
        "【标题】只有题目\n【日期】2031-04-05\n【正文】\n【标题】石桥通车\n【正文】石桥今天通车，长三百米。\n",
        "题名：石桥通车\n全文：石桥今天通车，长三百米。\n\n题名：只有题目\n全文：\n",
        "20310403-01-001-001 石桥今天通车，长三百米。\n20310403-01-002-001\n",
    ],
)
def test_so_is_one_of_other_pages(tmp_path, page):
    file = tmp_path / "a.txt"
    file.write_text(page, "utf-8")
    reading = read_file(file)
    assert [one.text for one in reading.articles] == ["石桥今天通车，长三百米。"]
    assert reading.notes[-1].startswith("有 1 条记录没有正文，没有入库：第 ")
    if "只有题目" in page:
        assert "只有题目" in {part.text for part in reading.left_out}
