"""Lists of questions: what they may look like, and results that a kill cut off anywhere."""

import csv
import datetime as dt
import io
import json

import pytest

from qa import Archive
from qa.errors import BusyError, InputError, ReadError
from qa.questions import COLUMNS, Question, Results, answered, csv_row, outcome, read_questions
from qa.records import Where
from qa.tables import MARK
from tests.fakes import HashEmbedder
from tests.generators import ExtractiveGenerator
from tests.service.conftest import LIBRARY, archive_of

DAY = dt.date(2031, 4, 3)
ASKED = ["清河大桥总投资多少？", "夜校报名的有多少人？", "图书馆周末开到几点？", "木星有几颗卫星？"]


def read(text, name="list.csv", encoding="utf-8"):
    return read_questions(text.encode(encoding), name=name)


@pytest.fixture
def archive(tmp_path):
    folder = archive_of(tmp_path / "news")
    opened = Archive.open(folder, embedder=HashEmbedder(), generator=ExtractiveGenerator())
    with opened as archive:
        yield archive


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("question,id,since\n桥多长？,7,2031-04-03\n", "utf-8"),
        ("编号,问题,起始日期\n7,桥多长？,2031/4/3\n", "gb18030"),
        (MARK + "问题;编号;since\r\n桥多长？;7;2031.04.03\r\n", "utf-8"),
        ("id\tQuestion\t备注\tsince\r\n7\t桥多长？\t急\t2031-4-3\r\n", "utf-16"),
    ],
)
def test_a_table_as_a_spreadsheet_saves_it(text, encoding):
    (one,) = read(text, encoding=encoding)
    assert one == Question(line=2, question="桥多长？", id="7", since=DAY)
    assert one.where() == Where(since=DAY)


def test_lines_of_json():
    text = (
        '{"问题": "桥多长？", "id": 7, "until": "2031-04-03", "k": 3}\n\n'
        '{"question": "谁？", "tag": null, "today": "2031-04-03"}'
    )
    assert read(text, "list.jsonl") == [
        Question(line=1, question="桥多长？", id="7", until=DAY),
        Question(line=3, question="谁？", today=DAY),
    ]


def test_a_row_may_have_several_lines_and_is_counted_by_its_first():
    rows = read('问题\n"桥多长？\n多宽？"\n\n夜校？\n')
    assert [(row.line, row.question) for row in rows] == [(2, "桥多长？\n多宽？"), (5, "夜校？")]


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        ("问题\n桥多长,多宽？\n", "a.csv", "引号"),
        ("问题,id\n,7\n", "a.csv", "没有问题"),
        ("问题,since\n桥？,昨天\n", "a.csv", "since 不是日期：昨天"),
        ("问题,since\n桥？,2031-13-01\n", "a.csv", "since 不是日期"),
        (f"问题\n{'桥' * 1001}\n", "a.csv", "最多 1000 字"),
        ('问题\n"桥？\n', "a.csv", "引号不成对"),
        ("{", "a.jsonl", "不是 JSON"),
        ("[1]", "a.jsonl", "不是一个 JSON 对象"),
        ('{"question": 5}', "a.jsonl", "question 不是文字"),
        ('{"id": "7"}', "a.jsonl", "没有问题"),
        ("问题\n？！\n", "a.csv", "只有标点"),
        ('{"question": "\\ud800桥？"}', "a.jsonl", "不是 Unicode"),
        ("问题,since,until\n桥？,2031-04-04,2031-04-03\n", "a.csv", "请对调"),
        ("[" * 100_000, "a.jsonl", "不是 JSON"),
    ],
)
def test_what_is_wrong_with_a_row_is_said_in_it(text, name, said):
    (row,) = read(text, name)
    assert said in row.problem
    assert row.line == (2 if name == "a.csv" else 1)


def test_a_row_that_cannot_be_read_does_not_take_the_next_ones_with_it():
    rows = read('问题,id\n桥？,1\n"夜校？,2\n馆？,3\n"好"吗？,4\n谁？,5\n')
    assert [(row.line, row.question) for row in rows if not row.problem] == [
        (2, "桥？"), (4, "馆？"), (6, "谁？"),
    ]  # fmt: skip
    assert [row.line for row in rows if row.problem] == [3, 5]
    (*_, last) = read("问题\n" + '"桥？\n' * 300)
    assert "从这一行起都没有读" in last.problem


@pytest.mark.parametrize(
    ("text", "name", "error", "said"),
    [
        ("桥多长？\n夜校？\n", "a.csv", InputError, "没有 question（或 问题）这一列"),
        ("问题\n", "a.csv", InputError, "没有问题"),
        (" \n", "a.csv", InputError, "是空的"),
        ("问题\n桥？", "a.txt", InputError, ".csv 或 .jsonl"),
        ("\udcff\udcfe\udc80", "a.csv", ReadError, "a.csv"),
    ],
)
def test_what_is_no_list_is_said(text, name, error, said):
    with pytest.raises(error, match="a\\.") as raised:
        read_questions(text.encode(errors="surrogateescape"), name=name)
    assert said in str(raised.value)


def questions():
    return [Question(line=2 + n, question=one, id=f"q{n}") for n, one in enumerate(ASKED)] + [
        Question(line=9, problem="没有问题"),
        Question(line=10, question="谁？", since=DAY, until=dt.date(2031, 1, 1)),
    ]


@pytest.fixture
def rows(archive):
    return [answered(archive, one, link=lambda _: "http://a/b#c") for one in questions()]


def test_answers_refusals_and_what_cannot_be_asked_have_a_row_each(rows, archive):
    assert [outcome(row) for row in rows] == [
        "answered", "answered", "answered", "refused", "problems", "problems",
    ]  # fmt: skip
    assert [row["line"] for row in rows] == [2, 3, 4, 5, 9, 10]
    assert len({tuple(row) for row in rows}) == 1
    bridge, library = rows[0], rows[2]
    (first, *_) = bridge["citations"]
    text = archive.get(first["article_id"]).text
    assert text[first["start"] : first["end"]] == first["quote"]
    assert (bridge["source"], bridge["permalink"]) == ("云岭日报", "http://a/b#c")
    assert library["citations"][0]["article_id"] == LIBRARY.id
    assert rows[3]["reason"] in ("improbable", "no_candidate")
    assert (rows[3]["permalink"], rows[3]["source"]) == (None, None)
    assert rows[5]["problem"] == "起始日期 2031-04-03 晚于截止日期 2031-01-01：对调"


def test_what_the_row_says_goes_before_what_holds_for_all(archive):
    everywhere = Where(since=dt.date(2050, 1, 1), source="云岭日报")
    one = Question(line=1, question=ASKED[0], since=dt.date(2031, 1, 1))
    assert one.where(everywhere) == Where(since=dt.date(2031, 1, 1), source="云岭日报")
    assert answered(archive, one, where=everywhere)["text"]
    assert not answered(archive, Question(line=1, question=ASKED[0]), where=everywhere)["text"]


def test_a_table_has_the_first_citation(rows):
    (cells,) = csv.reader([csv_row(rows[0])])
    made = dict(zip(COLUMNS, cells, strict=True))
    first = rows[0]["citations"][0]
    assert made["answer"] == rows[0]["text"]
    assert (made["quote"], made["start"]) == (first["quote"], str(first["start"]))
    assert (made["title"], made["date"]) == ("清河大桥建成通车", "2031-04-03")
    assert made["line"] == "2"
    (refused,) = csv.reader([csv_row(rows[3])])
    assert refused[COLUMNS.index("quote")] == ""


def cells_of(row):
    (cells,) = csv.reader([csv_row(row)])
    return dict(zip(COLUMNS, cells, strict=True))


def test_a_cell_has_all_of_a_list_and_what_was_asked_whether(rows):
    row = rows[0]
    first, second = row["citations"][0], {**row["citations"][0], "quote": "三个月"}
    several = {**row, "kind": "list", "citations": [first, second], "items": [first, second]}
    made = cells_of({**several, "unanswered": ["谁设计", "要收费吗"]})
    assert made["answer"] == f"{first['quote']}；三个月"
    assert made["unanswered"] == "谁设计；要收费吗"
    assert (made["verdict"], made["quote"]) == ("", first["quote"])
    together = cells_of({**several, "text": "甲、乙", "citations": [first]})
    assert together["answer"] == "甲、乙"
    for kind, verdict in (("yes", "是"), ("no", "否"), ("span", "")):
        made = cells_of({**row, "kind": kind, "text": "桥通车了。"})
        assert (made["verdict"], made["answer"]) == (verdict, "桥通车了。")


def whole(path, rows):
    with Results(path, questions()) as results:
        for row in rows[results.count :]:
            results.write(row)
        return results


@pytest.mark.parametrize("name", ["out.csv", "out.jsonl"])
def test_results_that_were_cut_off_at_any_byte_are_gone_on_with(tmp_path, rows, name):
    results = whole(tmp_path / name, rows)
    assert (results.count, dict(results.outcomes)) == (
        6, {"answered": 3, "refused": 1, "problems": 2},
    )  # fmt: skip
    data = (tmp_path / name).read_bytes()
    torn = tmp_path / f"torn-{name}"
    for size in range(len(data) + 1):
        torn.write_bytes(data[:size])
        with Results(torn, questions()) as opened:
            assert data.startswith(torn.read_bytes())
            done = opened.count
        assert whole(torn, rows).outcomes == results.outcomes
        assert torn.read_bytes() == data, f"cut off after {size} bytes, {done} rows"


def test_a_cell_with_line_ends_and_quotes_is_one_cell(tmp_path, rows):
    path = tmp_path / "out.csv"
    strange = rows[0] | {"text": '第一行\n第二行\r\n说"好"，=1+1', "question": ASKED[0]}
    with Results(path, questions()) as results:
        results.write(strange)
    with Results(path, questions()) as results:
        assert results.count == 1
    (_, cells) = csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""))
    assert cells[COLUMNS.index("answer")] == strange["text"]


@pytest.mark.parametrize("name", ["out.csv", "out.jsonl"])
def test_the_results_of_another_list_are_left_alone(tmp_path, rows, name):
    path = tmp_path / name
    whole(path, rows[:2])
    before = path.read_bytes()
    others = [Question(line=2, question=ASKED[0]), Question(line=3, question="别的？")]
    with pytest.raises(InputError, match="第 2 行起不同"):
        Results(path, others)
    with pytest.raises(InputError, match="第 2 行起不同"):
        Results(path, others[:1])
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("out.csv", "日记"),
        ("out.csv", "a,b\r\n1,2\r\n"),
        ("out.jsonl", '{"text": "x"}\n'),
        ("out.jsonl", "{"),
        ("out.jsonl", '{"question": "x"}'),
    ],
)
def test_a_file_of_something_else_is_left_alone(tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text, "utf-8", newline="")
    if text == "{":  # it may be the first byte of ours
        with Results(path, questions()) as results:
            assert results.count == 0
        return
    with pytest.raises(InputError, match="换一个结果文件"):
        Results(path, questions())
    assert path.read_text("utf-8") == text.replace("\r\n", "\n")


@pytest.mark.parametrize("name", ["out.csv", "out.jsonl"])
def test_a_row_that_was_changed_by_hand_is_not_cut_away(tmp_path, rows, name):
    path = tmp_path / name
    whole(path, rows)
    lines = path.read_bytes().split(b"\n")
    lines[2] = b'"changed' + lines[2] if name == "out.csv" else b"changed"
    path.write_bytes(b"\n".join(lines))
    before = path.read_bytes()
    with pytest.raises(InputError, match="换一个结果文件"):
        Results(path, questions())
    assert path.read_bytes() == before


def test_one_writer_at_a_time(tmp_path):
    with Results(tmp_path / "out.csv", questions()), pytest.raises(BusyError, match="正在写"):
        Results(tmp_path / "out.csv", questions())
    with pytest.raises(InputError, match=r"\.csv"):
        Results(tmp_path / "out.txt", questions())


def test_a_line_of_json_is_the_answer_without_its_hits(tmp_path, rows, archive):
    from qa.shapes import answer_json

    path = tmp_path / "out.jsonl"
    whole(path, rows)
    first = json.loads(path.read_text("utf-8").split("\n")[0])
    said = json.loads(json.dumps(answer_json(archive.ask(ASKED[0])), default=str))
    del said["hits"]
    assert first == {
        "line": 2, "id": "q0", **said, "source": "云岭日报", "permalink": "http://a/b#c",
        "problem": None,
    }  # fmt: skip
