"""JSONL as other programs write it: fields, dates, ids, arrays, joined files, bad lines."""

import datetime as dt
import json

import pytest

from qa.errors import ReadError
from qa.reading import read_file
from qa.records import Imprint, Reason
from tests.qa.reading.papers import check_places

TEXT = "青石镇夜校今年开设木工、剪纸等9门课程。"
DAY = dt.date(2031, 4, 3)


def read(tmp_path, data, *, name="news.jsonl", repair=False):
    file = tmp_path / name
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    reading = read_file(file, repair=repair)
    if not repair:
        check_places(file, [article for article in reading.articles if article.text])
    return reading


def dumps(**fields):
    return json.dumps(fields, ensure_ascii=False)


@pytest.mark.parametrize(
    ("fields", "kind", "value"),
    [
        ({"text": TEXT}, "text", TEXT),
        ({"content": TEXT}, "text", TEXT),
        ({"body": TEXT}, "text", TEXT),
        ({"正文": TEXT}, "text", TEXT),
        ({"text": None, "内容": TEXT}, "text", TEXT),
        ({"text": TEXT, "标题": "夜校开课"}, "title", "夜校开课"),
        ({"text": TEXT, "headline": "夜校开课"}, "title", "夜校开课"),
        ({"text": TEXT, "author": "邱玉兰"}, "byline", "邱玉兰"),
        ({"text": TEXT, "authors": ["邱玉兰", "宋怀远"]}, "byline", "邱玉兰 宋怀远"),
        ({"text": TEXT, "作者": ""}, "byline", None),
        ({"text": TEXT, "来源": "云岭日报"}, "source", "云岭日报"),
        ({"text": TEXT, "tags": "民生，教育"}, "tags", ("民生", "教育")),
        ({"text": TEXT, "关键词": ["民生"]}, "tags", ("民生",)),
        ({"text": TEXT, "id": 17}, "id", "17"),
        ({"text": TEXT, "_id": "x9"}, "id", "x9"),
        ({"text": TEXT, "date": "2031-04-03"}, "date", DAY),
        ({"text": TEXT, "date": "2031-4-3"}, "date", DAY),
        ({"text": TEXT, "date": "2031/04/03"}, "date", DAY),
        ({"text": TEXT, "date": "2031.4.3"}, "date", DAY),
        ({"text": TEXT, "date": "2031年4月3日"}, "date", DAY),
        ({"text": TEXT, "date": "20310403"}, "date", DAY),
        ({"text": TEXT, "date": 20310403}, "date", DAY),
        ({"text": TEXT, "date": "2031-04-03 08:15:00"}, "date", DAY),
        ({"text": TEXT, "date": "2031-04-03T08:15:00+08:00"}, "date", DAY),
        ({"text": TEXT, "date": "2031年4月3日 星期四"}, "date", DAY),
        ({"text": TEXT, "publish_time": "2031-04-03"}, "date", DAY),
        ({"text": TEXT, "日期": "2031-04-03"}, "date", DAY),
        ({"text": TEXT, "date": ""}, "date", None),
        ({"text": TEXT, "date": None}, "date", None),
    ],
)
def test_names_and_types_of_other_programs(tmp_path, fields, kind, value):
    (article,) = read(
        tmp_path, dumps(**{"id": "a", **fields} if "_id" not in fields else fields)
    ).articles
    assert getattr(article, kind) == value
    assert article.text == TEXT


@pytest.mark.parametrize(
    ("fields", "notes"),
    [
        ({"id": "a", "text": TEXT}, ()),
        ({"id": "a", "content": TEXT}, ("字段 content 当作 text",)),
        ({"text": TEXT}, ("没有 id 的文章，按文件名和在文件里的次序编号",)),
        (
            {"id": "a", "text": "<p>第一段。</p>"},
            ("正文里有网页标记，原样入库：先转成纯文本，搜索和摘要会更好",),
        ),
    ],
)
def test_what_was_assumed_is_said(tmp_path, fields, notes):
    assert read(tmp_path, f"{dumps(**fields)}\n").notes == notes


def test_articles_without_an_id_are_called_by_file_and_number(tmp_path):
    first, second = read(tmp_path, f"{dumps(text=TEXT)}\n{dumps(text=TEXT)}\n").articles
    assert first.id.startswith("news-")
    assert (first.id[-2:], second.id) == ("-1", f"{first.id[:-1]}2")


def test_other_fields_are_left_out_and_said(tmp_path):
    reading = read(
        tmp_path, dumps(id="a", text=TEXT, url="https://example.cn/1", hits=3, none=None)
    )
    assert [(part.text, part.reason) for part in reading.left_out] == [
        ('"https://example.cn/1"', Reason.FIELD),
        ("3", Reason.FIELD),
    ]


ONE, TWO = dumps(id="1", text=TEXT), dumps(id="2", text="第二篇。")


@pytest.mark.parametrize(
    "data",
    [
        f"{ONE}\n{TWO}\n",
        f"{ONE}\r\n{TWO}",
        f"{ONE}\r{TWO}",
        f"{ONE}{TWO}",
        f"[{ONE}, {TWO}]",
        f"[\n{ONE},\n{TWO}\n]\n",
        json.dumps([json.loads(ONE), json.loads(TWO)], indent=2, ensure_ascii=False),
        "\n".join(json.dumps(json.loads(row), indent=1, ensure_ascii=False) for row in (ONE, TWO)),
        f"\ufeff{ONE}\n\ufeff{TWO}\n",
    ],
    ids=["lines", "crlf", "cr", "joined", "array", "array-lines", "pretty", "pretty-rows", "boms"],
)
@pytest.mark.parametrize("name", ["news.jsonl", "news.ndjson", "news.json"])
def test_objects_however_they_are_laid_out(tmp_path, data, name):
    articles = read(tmp_path, data, name=name).articles
    assert [(article.id, article.text) for article in articles] == [("1", TEXT), ("2", "第二篇。")]


def test_a_byte_order_mark_between_joined_files_is_said(tmp_path):
    reading = read(tmp_path, f"\ufeff{ONE}\n\ufeff{TWO}\n")
    assert [(repair.line, repair.column) for repair in reading.repairs] == [(2, 1)]


BAD = [
    ('{"id": "b", "text": ', "no JSON"),
    ('{"id": "b"}', "field 'text' must be a string"),
    ('{"id": "1", "text": "又一篇。"}', "id '1' stands in line 1 already"),
    ("随便一行字", "expected '{'"),
]


@pytest.mark.parametrize(("line", "message"), BAD)
def test_one_bad_line_refuses_the_file_or_is_left_out_with_repair(tmp_path, line, message):
    data = f"{ONE}\n{line}\n{TWO}\n"
    with pytest.raises(ReadError, match=r"news\.jsonl, line 2: .*; nothing of the file was read"):
        read(tmp_path, data)
    reading = read(tmp_path, data, repair=True)
    assert [article.id for article in reading.articles] == ["1", "2"]
    (repair,) = reading.repairs
    assert (repair.line, repair.column) == (2, 1)
    assert message in repair.what
    assert [(part.text, part.reason) for part in reading.left_out if part.text == line] == [
        (line, Reason.DAMAGED)
    ]


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"稿件全貌": TEXT, "标题": "夜校"}, "fields found: '稿件全貌', '标题'; "),
        ({"articles": [{"text": TEXT}]}, "fields found: 'articles'; "),
        ({"text": [TEXT, [TEXT]]}, "not list; fields found: 'text'; "),
        ({"data": {"content": TEXT}, "text": None}, "fields found: 'data', 'text'; "),
        ({f"f{number}": 1 for number in range(30)}, "'f19', …; "),
    ],
)
def test_other_fields_are_named_with_those_accepted(tmp_path, fields, found):
    with pytest.raises(ReadError) as error:
        read(tmp_path, dumps(**fields))
    assert f"{found}accepted as text: text, content, body, 正文, 内容" in str(error.value)


@pytest.mark.parametrize("day", ["0000-00-00", "昨天", 1648944000])
def test_a_date_that_is_none_is_dropped_only_with_repair(tmp_path, day):
    with pytest.raises(ReadError, match="line 1: field 'date'"):
        read(tmp_path, dumps(id="a", text=TEXT, date=day))
    reading = read(tmp_path, dumps(id="a", text=TEXT, date=day), repair=True)
    assert reading.articles[0].date is None
    assert f"{day}" in reading.repairs[0].what


def test_an_imprint_is_read_as_exports_write_it(tmp_path):
    imprint = {"page": "A02", "section": "要闻", "edition": None, "issue": 9876}
    lines = [
        dumps(text=TEXT, imprint=imprint, captions=["图为夜校。"], pull_quotes=["9门课程"]),
        dumps(text=TEXT, imprint=imprint, page="5"),
        dumps(text=TEXT, imprint=None),
        dumps(text=TEXT, imprint="云岭出版社"),
        dumps(text=TEXT, imprint={"city": "云岭"}),
        dumps(text=TEXT, captions=[{"url": "a.jpg"}]),
    ]
    reading = read(tmp_path, "\n".join(lines))
    assert [one.imprint for one in reading.articles] == [
        Imprint(page="A2", section="要闻", issue="9876"),
        Imprint(page="5", section="要闻", issue="9876"),
        *[None] * 4,
    ]
    first = reading.articles[0]
    assert (first.captions, first.pull_quotes) == (("图为夜校。",), ("9门课程",))
    assert [part.text for part in reading.left_out] == [
        '"云岭出版社"',
        '{"city": "云岭"}',
        '[{"url": "a.jpg"}]',
    ]
    with pytest.raises(ReadError, match="field 'page' must be a string, not list"):
        read(tmp_path, dumps(text=TEXT, imprint={"page": ["3"]}))


BARE = dumps(id="3", title="只有题目", text="")


@pytest.mark.parametrize(
    ("rows", "places"),
    [
        ([BARE, ONE], "1"),
        ([ONE, BARE, TWO], "2"),
        ([ONE, dumps(title="图片新闻", text=" \u3000\n", captions=["桥上"])], "2"),
        ([dumps(id="3", 正文="\t"), ONE, dumps(id="4", content="", date="不详")], "1、3"),
        ([ONE, dumps(title="图片新闻", text="\u200b \ufeff"), TWO], "2"),
        ([ONE, BARE, BARE, BARE], "2、3、4"),
        ([ONE, *[BARE] * 12], "2、3、4、5、6、7、8、9、10、11……"),
    ],
)
@pytest.mark.parametrize("array", [False, True])
def test_a_row_without_a_text_is_left_out_and_said(tmp_path, rows, places, array):
    data = f"[{(chr(44) + chr(10)).join(rows)}]" if array else "\n".join(rows)
    reading = read(tmp_path, data)
    own = [row for row in rows if row in (ONE, TWO)]
    bare = [row for row in rows if row not in own]
    assert [article.text for article in reading.articles] == [json.loads(x)["text"] for x in own]
    assert reading.notes[-1] == f"有 {len(bare)} 条没有正文，没有入库：第 {places} 行"
    assert [part.text for part in reading.left_out] == bare
    assert {part.reason for part in reading.left_out} == {Reason.FIELD}


@pytest.mark.parametrize("blank", ["", " ", "\u3000\n"])
def test_of_two_fields_for_a_text_the_one_that_has_it_counts(tmp_path, blank):
    rows = [dumps(id="1", text=blank, content=TEXT), dumps(id="2", text=TEXT, content=blank)]
    reading = read(tmp_path, "\n".join(rows))
    assert [article.text for article in reading.articles] == [TEXT, TEXT]


def test_a_file_of_rows_without_a_text_is_refused(tmp_path):
    with pytest.raises(ReadError, match="no article: none of its 2 records has text"):
        read(tmp_path, f"{BARE}\n{BARE}\n")
