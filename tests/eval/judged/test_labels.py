import json
import re
from pathlib import Path

import pytest

import eval.judged
from eval.errors import DataError
from eval.judged.labels import FAULTS, LABELS, keep, read_labels
from eval.judged.sheets import key_of, read_key, write_sheets
from tests.eval.judged.drawn import DAY
from tests.eval.judged.test_sheets import TEXTS
from tests.eval.runs import write_lines

WHOLE = [
    {"n": 1, "label": "A"},
    {"n": 2, "label": "B"},
    {"n": 3, "label": "C", "fault": "cut_off"},
    {"n": 4, "label": "D", "fault": "agent"},
]


@pytest.fixture
def key(tmp_path):
    """The key of seven texts on sheets of 1 to 4 and 5 to 7."""
    write_sheets(TEXTS, tmp_path / "out", per_sheet=4, seed=1)
    return read_key(key_of(tmp_path / "out"))


def kept(tmp_path, key, *records, judge="first"):
    write_lines(tmp_path / "judged.jsonl", list(records))
    return keep(
        key, [tmp_path / "judged.jsonl"], judge=judge, date=DAY, out=tmp_path / "labels.jsonl"
    )


def test_labels_are_kept_by_id_and_hash_without_the_texts(tmp_path, key):
    assert kept(tmp_path, key, *WHOLE) == (4, [2])
    labels = read_labels([tmp_path / "labels.jsonl"])
    assert [(one.label, one.fault) for one in labels] == [
        ("A", None),
        ("B", None),
        ("C", "cut_off"),
        ("D", "agent"),
    ]
    for one, entry in zip(labels, key.entries.values(), strict=False):
        assert (one.task, one.item, one.sha256) == (entry.task, entry.item, entry.sha256)
        assert (one.systems, one.kind) == (entry.systems, entry.kind)
        assert (one.judge, one.date, one.draw) == ("first", DAY, key.draw)
    content = (tmp_path / "labels.jsonl").read_text("utf-8")
    assert not re.search("[\u4e00-\u9fff]", content)


def test_labels_are_appended(tmp_path, key):
    kept(tmp_path, key, *WHOLE)
    first = (tmp_path / "labels.jsonl").read_bytes()
    assert kept(tmp_path, key, *WHOLE, judge="second") == (4, [2])
    rest = [{"n": n, "label": "A"} for n in (7, 6, 5)]
    assert kept(tmp_path, key, *rest) == (3, [1])
    assert (tmp_path / "labels.jsonl").read_bytes().startswith(first)
    assert len(read_labels([tmp_path / "labels.jsonl"])) == 11


@pytest.mark.parametrize(
    ("records", "message"),
    [
        ([*WHOLE, {"n": 8, "label": "A"}], r"jsonl:5: n is 8, not a number from 1 to 7"),
        ([*WHOLE, {"n": "5", "label": "A"}], r"jsonl:5: n is '5', not a number"),
        ([*WHOLE, {"n": True, "label": "A"}], r"jsonl:5: n is True, not a number"),
        ([*WHOLE, {"label": "A"}], r"jsonl:5: n is None, not a number"),
        (WHOLE[:2], r"no judgement of numbers 3, 4"),
        ([*WHOLE, WHOLE[1]], r"number 2 is judged twice"),
        ([{"n": 1, "label": "E"}, *WHOLE[1:]], r"jsonl:1: number 1: label is 'E', not one of A, B"),
        ([{"n": 1}, *WHOLE[1:]], r"number 1: label is None"),
        ([{"n": 1, "label": "D"}, *WHOLE[1:]], r"number 1: D with fault None: one of spliced"),
        ([{"n": 1, "label": "C", "fault": "ugly"}, *WHOLE[1:]], r"C with fault 'ugly': one of"),
        ([{"n": 1, "label": "B", "fault": "agent"}, *WHOLE[1:]], r"B with fault 'agent': only C"),
        ([{"n": 1, "label": "A", "why": "好"}, *WHOLE[1:]], r"number 1 has \['why'\]: only n,"),
        (
            [{"n": 9, "label": "A"}, {"n": 1, "label": "F"}],
            r"n is 9.*; .*label is 'F'.*; no judgement of numbers 2, 3, 4",
        ),
    ],
)
def test_bad_judgements_are_all_named_and_none_is_kept(tmp_path, key, records, message):
    kept(tmp_path, key, *WHOLE, judge="second")
    before = (tmp_path / "labels.jsonl").read_bytes()
    with pytest.raises(DataError, match=f"nothing kept: .*{message}"):
        kept(tmp_path, key, *records)
    assert (tmp_path / "labels.jsonl").read_bytes() == before


def test_a_judge_reads_a_text_of_a_drawing_once_and_has_a_name(tmp_path, key):
    kept(tmp_path, key, *WHOLE)
    with pytest.raises(DataError, match="has judge 'first' on numbers 1, 2, 3, 4 already"):
        kept(tmp_path, key, *WHOLE)
    for name in (" ", "worse", "mean"):
        with pytest.raises(DataError, match="a judge cannot be called"):
            kept(tmp_path, key, *WHOLE, judge=name)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"label": "E"}, r"labels\.jsonl:1: label is 'E'"),
        ({"label": "D", "fault": None}, r"labels\.jsonl:1: D with fault None"),
        ({"date": "2. April"}, r"labels\.jsonl:1: date is not YYYY-MM-DD"),
        ({"judge": ""}, r"labels\.jsonl:1: field 'judge' is empty"),
        ({"systems": "new"}, r"labels\.jsonl:1: field 'systems' is 'new', not a list"),
    ],
)
def test_malformed_labels(tmp_path, key, changed, message):
    kept(tmp_path, key, *WHOLE)
    path = tmp_path / "labels.jsonl"
    first = json.loads(path.read_text("utf-8").splitlines()[0])
    write_lines(path, [first | changed])
    with pytest.raises(DataError, match=message):
        read_labels([path])


def test_the_instructions_name_every_label_and_fault():
    text = Path(eval.judged.__file__).with_name("instructions.md").read_text("utf-8")
    assert tuple(re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)) == FAULTS
    assert all(f"**{name} " in text and f"**{name}**" in text for name in LABELS)
