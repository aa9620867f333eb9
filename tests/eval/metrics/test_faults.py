"""Faults as columns, and as measures of a run."""

import pytest

from eval.metrics import answer_faults, text_faults
from eval.scores import load_run, score_run
from tests.eval.runs import run_fakes, write_suite

SOURCE = "大桥全长286米，5月8日起试运行，取名“望溪桥”。"
TASKS = """
[[tasks]]
name = "headline"
kind = "headline"
data = "summaries.jsonl"
articles = ["articles.jsonl"]
systems = ["kanbao", "lead_cut"]
measures = ["cut_words", "faults", "length"]
primary = ["faults"]

[[tasks]]
name = "refusal"
kind = "refusal"
data = "questions.jsonl"
articles = ["articles.jsonl"]
measures = ["balanced_accuracy", "precision@50%", "faults"]
primary = ["balanced_accuracy"]
"""


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("大桥5月8日起试运行", set()),
        ("大桥大桥试运行", {"loops"}),
        ("大桥全长286", {"cut_numbers"}),
        ("大桥全长86米", {"cut_numbers"}),
        ("取名“望溪桥", {"lost_marks"}),
        ("5月8日起试", {"cut_words"}),
        ("大桥大桥5月8日起试", {"loops", "cut_words"}),
        ("", set()),
    ],
)
def test_text_faults(text, names):
    found = text_faults(text, SOURCE)
    assert {name for name, value in found.items() if value} == names | (
        {"faults"} if names else set()
    )
    assert list(found) == ["loops", "cut_numbers", "lost_marks", "cut_words", "faults"]


def test_an_answer_may_end_before_its_unit():
    assert answer_faults("286", SOURCE)["faults"] == 0
    assert answer_faults("86米", SOURCE)["cut_numbers"] == 1
    assert answer_faults("5月8日起试", SOURCE)["cut_words"] == 1


def test_measures_of_a_run(tmp_path):
    run_fakes(write_suite(tmp_path, TASKS), tmp_path / "out")
    scores = {(s.task, s.system, s.measure): s for s in score_run(load_run(tmp_path / "out"))}
    # every headline of the fake is a clause; a lead cut to a headline's length may end anywhere
    assert scores["headline", "kanbao", "faults"].value == 0
    assert scores["headline", "lead_cut", "length"].value == 4.25
    assert scores["headline", "lead_cut", "faults"].better == -1
    assert scores["refusal", "kanbao", "balanced_accuracy"].value == 1
    assert scores["refusal", "kanbao", "precision@50%"].value == 1
    assert 0 <= scores["refusal", "kanbao", "balanced_accuracy"].low <= 1
