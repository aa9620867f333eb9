"""What the model wrote is scored as it is, beside what the checks make of it."""

from tests.eval.runs import run_fakes, values, write_suite
from tests.generators import ScriptedGenerator

UNTRUE = "五月九日周秀英宣布开馆开馆"
TASKS = """
[[tasks]]
name = "headline"
kind = "headline"
data = "summaries.jsonl"
articles = ["articles.jsonl"]
systems = ["kanbao", "generator"]
measures = ["rouge_l", "length", "faults"]

[[tasks]]
name = "faithfulness"
kind = "faithfulness"
of = "headline"
select = { kind = "headline" }
data = "summaries.jsonl"
articles = ["articles.jsonl"]
systems = ["kanbao", "generator"]
"""


def scores_of(folder, texts):
    suite = write_suite(folder, TASKS)
    run_fakes(suite, folder / "out", generator=ScriptedGenerator(texts=texts))
    return values(folder / "out")


def test_what_the_model_wrote_is_scored_as_it_is(tmp_path):
    scores = scores_of(tmp_path, {("headline", False): [UNTRUE]})
    assert scores["headline", "generator", "length"] == len(UNTRUE)
    assert scores["headline", "generator", "faults"] == 1
    assert scores["faithfulness", "generator", "supported"] == 0
    assert scores["faithfulness", "generator", "extractive"] == 0
    assert scores["headline", "kanbao", "faults"] == 0
    assert scores["faithfulness", "kanbao", "supported"] == 1
    assert scores["faithfulness", "kanbao", "extractive"] == 1


def test_a_model_that_writes_nothing_has_an_empty_text(tmp_path):
    scores = scores_of(tmp_path, {})
    assert scores["headline", "generator", "length"] == 0
    assert scores["headline", "kanbao", "length"] > 0
