"""The labelled questions, and how what came out of them is counted."""

import hashlib
import json
import lzma
from pathlib import Path

import pytest

import eval.kinds
from eval.errors import DataError
from eval.kinds.asked import HALVES, half_of, taught
from eval.kinds.report import as_markdown, counted, same

LABELS = Path(eval.kinds.__file__).parent / "labels"


def row(about, right, *, kind=None, text=None, items=(), read="", elsewhere=None):
    return {
        "about": about,
        "right": right,
        "own": False,
        "read": {"text": read, "answerable": 0.5},
        "answer": {"kind": kind, "text": text, "items": list(items)},
        "elsewhere": {"text": elsewhere},
    }


def labels(name):
    text = (LABELS / f"{name}.jsonl").read_text("utf-8")
    return [json.loads(line) for line in text.split("\n") if line]


ROWS = [
    row(
        "list",
        ["东区", "西区"],
        kind="list",
        text="东区和西区",
        items=["东区", "西区"],
        read="东区",
    ),
    row("list", ["东区"], kind="list", text="东区和西区", items=["东区", "西区"], read="东区"),
    row("yes_no", ["yes"], kind="yes", text="通车"),
    row("yes_no", ["no"], kind="yes", text="通车"),
    row("yes_no", ["no"]),
    row("yes_no", [], kind="no", text="通车", elsewhere="通车"),
    row("passage", ["连日暴雨"], kind="passage", text="暴雨", items=["由于连日暴雨。"]),
    row("passage", [], kind="passage", text="暴雨", items=["由于连日暴雨。"]),
]


def test_each_count():
    found = {(name, what): (some, n) for name, what, some, n in counted(ROWS)}
    assert found["清单", "阅读器的答案含全部各项，多不过 6 字"] == (1, 2)
    assert found["清单", "答案含全部各项，多不过 6 字"] == (2, 2)
    assert found["清单", "各项一项不差"] == (1, 2)
    assert found["清单（两项以上）", "各项一项不差"] == (1, 1)
    assert found["是非", "判了的，判得对"] == (1, 3)
    assert found["是非", "判得了的，判了"] == (2, 3)
    assert found["是非", "判不了的，也判了"] == (1, 1)
    assert found["是非", "问别的文章，也答了"] == (1, 4)
    assert found["为何如何", "有答案，答了"] == (1, 1)
    assert found["为何如何", "答了的，含答案"] == (1, 1)
    assert found["为何如何", "没有答案，也答了"] == (1, 1)


def test_the_report_has_a_line_a_count():
    assert "| 是非 | 判了的，判得对 | 1 / 3 | 33.3% |" in as_markdown(ROWS)
    assert "| 是非（报道） | 判了的，判得对 | 0 / 0 | | |" in as_markdown(ROWS)


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        ("东区", "“东区”", True),
        ("云岭市东区", "东区", True),
        ("东区", "西区", False),
        ("", "西区", False),
        ("云岭市人民政府所在的东区", "东区", False),
    ],
)
def test_when_two_members_are_one(one, other, equal):
    assert same(one, other) is equal


def test_labels_have_places_and_no_words_of_a_set():
    lists, yes_no = labels("lists"), labels("yes_no")
    assert len(lists) >= 150
    assert len(yes_no) >= 150
    assert all(set(one) == {"set", "id", "items"} for one in lists)
    for one in lists:
        places = [at for place in one["items"] for at in place]
        assert places == sorted(places)
    assert {one["gold"] for one in yes_no} == {"yes", "no", None}
    assert all(set(one) - {"question"} == {"set", "id", "gold"} for one in yes_no)


def test_the_questions_of_an_article_are_in_one_half():
    assert half_of("cmrc2018-DEV_1_QUERY_0", "a") == half_of("cmrc2018-DEV_1_QUERY_3", "b")
    assert half_of("x-1", "同文") == half_of("x-2", "同文")
    assert {half_of(f"x-{n}", f"{n}") for n in range(20)} == set(HALVES)


def test_what_a_model_could_be_taught_with_is_on_texts_that_no_set_measures(tmp_path):
    kept = labels("taught")
    assert len(kept) > 4000
    assert {one["gold"] for one in kept} == {"yes", "no", None}
    assert not any("dev" in one["set"] for one in kept)


def test_questions_that_are_taught_come_with_their_texts(tmp_path, monkeypatch):
    text = "云岭市清河大桥昨天通车。"
    sha256 = hashlib.sha256(text.encode()).hexdigest()[:16]
    kept = [
        {"set": "a", "id": "a1", "sha256": sha256, "question": "大桥通车了吗？", "gold": "yes"},
        {"set": "q", "id": "q1", "sha256": sha256, "gold": None},
    ]
    monkeypatch.setattr("eval.kinds.asked._read_labels", lambda _: kept)
    for name, record in (
        ("a", {"id": "a1", "text": text}),
        ("q", {"id": "q1", "question": "大桥收费吗？", "context": text}),
    ):
        with lzma.open(tmp_path / f"{name}.jsonl.xz", "wt", encoding="utf-8") as file:
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
    found = {one.id: one for one in taught(tmp_path)}
    assert (found["a1"].question, found["a1"].right, found["a1"].own) == (
        "大桥通车了吗？",
        ("yes",),
        True,
    )
    assert (found["q1"].question, found["q1"].right, found["q1"].own) == ("大桥收费吗？", (), False)
    kept[0]["sha256"] = "0" * 16
    with pytest.raises(DataError, match="'a1' is missing, or another"):
        taught(tmp_path)
