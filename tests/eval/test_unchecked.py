"""What the model wrote is scored as it is, beside what the checks make of it."""

from functools import partial

from eval.bench import Bench, Options
from eval.run import run_suite
from eval.scores import load_run, score_run
from eval.suite import load_suite
from tests.eval.bench import write_suite
from tests.fakes import HashEmbedder
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


def open_scripted(folder, options, texts):
    return Bench(
        embedder=HashEmbedder(),
        generator=ScriptedGenerator(texts=texts),
        folder=folder,
        options=options,
    )


def scores_of(folder, texts):
    run_suite(
        load_suite(write_suite(folder, TASKS)),
        folder / "out",
        open_bench=partial(open_scripted, folder / "out", Options(), texts),
        options=Options(),
        command="kanbao-eval run small",
    )
    scores = score_run(load_run(folder / "out"))
    return {(score.task, score.system, score.measure): score.value for score in scores}


def test_what_the_model_wrote_is_scored_as_it_is(tmp_path):
    scores = scores_of(tmp_path, {("headline", False): [UNTRUE]})
    assert scores["headline", "generator", "length"] == len(UNTRUE)
    assert scores["headline", "generator", "faults"] == 1
    assert scores["faithfulness", "generator", "faithful"] == 0
    assert scores["faithfulness", "generator", "extractive"] == 0
    assert scores["headline", "kanbao", "faults"] == 0
    assert scores["faithfulness", "kanbao", "faithful"] == 1
    assert scores["faithfulness", "kanbao", "extractive"] == 1


def test_a_model_that_writes_nothing_has_an_empty_text(tmp_path):
    scores = scores_of(tmp_path, {})
    assert scores["headline", "generator", "length"] == 0
    assert scores["headline", "kanbao", "length"] > 0
