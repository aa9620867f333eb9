import hashlib
import json
import lzma

import pytest

from eval.errors import DataError
from eval.judged.choices import KEPT, as_table, overlap, read_choices, rows
from tests.generators import ExtractiveGenerator

NEWS = "云岭市清河大桥昨天通车，过桥时间缩短为五分钟。"
MORE = "大桥全长三千米，有六条车道，由云岭市桥梁局管理。"
SCENE = "清晨，桥头的广场上站满了人，鼓声响起，彩旗飘扬。" * 12
TEXT = NEWS + MORE + SCENE


def line(item, spans, *, reader="first", text=TEXT, kind="news"):
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return {
        "item": item,
        "sha256": sha256,
        "kind": kind,
        "spans": spans,
        "grade": "A",
        "reader": reader,
    }


@pytest.fixture
def data(tmp_path):
    article = {
        "id": "n1",
        "source": "云岭日报",
        "date": None,
        "title": "",
        "text": TEXT,
        "tags": [],
    }
    with lzma.open(tmp_path / "archive_rmrb_1998.jsonl.xz", "wt", encoding="utf-8") as file:
        file.write(json.dumps(article, ensure_ascii=False) + "\n")
    return tmp_path


def written(path, *lines):
    path.write_text("".join(json.dumps(one) + "\n" for one in lines), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("chosen", "wanted", "found"),
    [
        ([(0, 10)], [(0, 10)], (1.0, 1.0, 1.0)),
        ([(0, 10)], [(5, 15)], (0.5, 0.5, 0.5)),
        ([(0, 10)], [(0, 5), (5, 10), (20, 30)], (1.0, 0.5, 2 / 3)),
        ([(0, 10)], [(10, 20)], (0.0, 0.0, 0.0)),
        ([], [(10, 20)], (0.0, 0.0, 0.0)),
    ],
)
def test_the_overlap_is_counted_in_characters(chosen, wanted, found):
    assert overlap(chosen, wanted) == pytest.approx(found)


def test_a_summary_is_compared_with_the_first_reader_and_he_with_the_second(data, tmp_path):
    whole = [[0, len(NEWS)], [len(NEWS), len(NEWS + MORE)]]
    path = written(tmp_path / "c.jsonl", line("n1", whole), line("n1", whole[:1], reader="second"))
    (row,) = rows(read_choices([path]), data, ExtractiveGenerator())
    assert row["precision"] > 0.5
    assert row["recall"] == 1.0
    assert row["agreement"] == pytest.approx(2 * len(NEWS) / (2 * len(NEWS) + len(MORE)))
    table = as_table([row])
    assert "| news | 1 |" in table
    assert "| all | 1 |" in table


def test_who_could_choose_nothing_is_left_out(data, tmp_path):
    path = written(tmp_path / "c.jsonl", line("n1", []))
    assert rows(read_choices([path]), data, ExtractiveGenerator()) == []


@pytest.mark.parametrize(
    ("one", "complaint"),
    [
        (line("n2", [[0, 9]]), "'n2'.*none of its archives"),
        (line("n1", [[0, 9]], text="另一篇"), "another text"),
        (line("n1", [[9, 0]]), "'spans'"),
        (line("n1", "0-9"), "'spans'"),
        (line("n1", [[0]]), "'spans'"),
    ],
)
def test_what_does_not_fit_is_refused(data, tmp_path, one, complaint):
    with pytest.raises(DataError, match=complaint):
        rows(read_choices([written(tmp_path / "c.jsonl", one)]), data, ExtractiveGenerator())


def test_what_is_kept_can_be_read():
    choices = read_choices(sorted(KEPT.glob("*.jsonl")))
    assert len({(one.item, one.reader) for one in choices}) == len(choices) >= 672
    assert {one.reader for one in choices} == {"first", "second"}


def test_no_choices_are_no_figure(data):
    with pytest.raises(DataError, match="no choices"):
        rows([], data, ExtractiveGenerator())
