import json
import re
from functools import partial

import pytest

from eval.compare import compare
from eval.errors import DataError, RunError, SuiteError
from eval.rows import RowFile, read_rows
from eval.run import run_suite
from eval.scores import load_run, score_run
from eval.setup import Options, open_setup
from eval.suite import load_suite
from qa.search.query import MAX_QUESTION
from qa.spread import Processes
from tests.eval import runs
from tests.eval.runs import ARTICLES, record_run, run_fakes, values, write_lines, write_suite
from tests.models.tiny import save_tiny

READING = runs.READING + "answerable = true\n"
TASKS = (
    READING
    + """systems = ["kanbao", "sentence", "lead", "reference"]
measures = ["em", "f1", "latency_p50"]

[[tasks]]
name = "open_qa"
kind = "open_qa"
data = "questions.jsonl"
articles = ["articles.jsonl"]
systems = ["kanbao", "bm25", "dense", "sentence"]
measures = ["em", "refusal_precision", "refusal_recall", "citation_precision", "auroc"]
primary = ["em"]

[[tasks]]
name = "retrieval"
kind = "retrieval"
data = "questions.jsonl"
articles = ["articles.jsonl"]
answerable = true
systems = ["kanbao", "bm25", "dense"]

[[tasks]]
name = "headline"
kind = "headline"
data = "summaries.jsonl"
articles = ["articles.jsonl"]
systems = ["kanbao", "lead", "textrank", "lexrank", "oracle"]
measures = ["rouge_l", "bleu", "length"]

[[tasks]]
name = "summary"
kind = "summary"
data = "summaries.jsonl"
articles = ["articles.jsonl"]
systems = ["kanbao", "lead"]

[[tasks]]
name = "faithfulness"
kind = "faithfulness"
of = "headline"
select = { kind = "headline" }
data = "summaries.jsonl"
articles = ["articles.jsonl"]
systems = ["kanbao", "lead"]
"""
)
SQUAD = """
[[tasks]]
name = "open_qa"
kind = "open_qa"
format = "squad"
data = "squad.json"
distractors = ["articles.jsonl"]
sample = 3
"""
REFUSAL = """
[[tasks]]
name = "refusal"
kind = "refusal"
data = "questions.jsonl"
articles = ["articles.jsonl"]
"""


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    """Return a suite and a run of it with one worker."""
    folder = tmp_path_factory.mktemp("run")
    suite = write_suite(folder, TASKS)
    run_fakes(suite, folder / "out")
    return suite, folder / "out"


def test_scores(finished):
    scores = values(finished[1])
    assert scores["reading", "kanbao", "em"] == 1.0
    assert scores["reading", "lead", "em"] == 0.0
    assert scores["reading", "reference", "em"] == 1.0
    assert scores["open_qa", "kanbao", "em"] == 1.0  # the unanswerable one is refused
    assert scores["open_qa", "kanbao", "refusal_recall"] == 1.0
    assert scores["open_qa", "kanbao", "citation_precision"] == 1.0
    assert scores["open_qa", "sentence", "refusal_precision"] is None  # it never refuses
    assert scores["retrieval", "bm25", "recall@1"] == 1.0
    assert scores["headline", "oracle", "rouge_l"] >= scores["headline", "lead", "rouge_l"] > 0.5
    assert scores["summary", "lead", "rouge_1_words"] == 1.0
    assert scores["summary", "kanbao", "compression"] <= 1.0
    assert scores["faithfulness", "kanbao", "supported"] == 1.0


def test_manifest_says_what_made_the_run(finished):
    manifest = load_run(finished[1]).manifest
    assert manifest.sha256 == load_suite(finished[0]).sha256
    assert manifest.models["embedder"] == {"name": "hash-0", "dimension": "256"}
    assert manifest.models["generator"] == {
        "name": "extractive",
        "revision": "1",
        "threshold": 0.3,
    }
    assert manifest.archives["open_qa"] == {"articles": 4, "generation": 2}
    assert manifest.command == "kanbao-eval run small"
    assert {"torch", "kanbao", "sacrebleu"} <= set(manifest.libraries)


def test_signatures_name_recipe_task_and_counts(finished):
    score = next(s for s in score_run(load_run(finished[1])) if s.measure == "recall@1")
    assert str(score).startswith("recall@1|unit:article|ir-measures:")
    assert "|task:retrieval|system:kanbao|n:4|unscored:0|v:" in str(score)


def test_a_second_run_does_nothing_and_two_runs_are_equal(finished, tmp_path):
    suite, out = finished
    before = {path: path.read_bytes() for path in sorted((out / "rows").iterdir())}
    run_fakes(suite, out)
    assert {path: path.read_bytes() for path in sorted((out / "rows").iterdir())} == before
    run_fakes(suite, tmp_path / "again")
    differences = compare(load_run(out), load_run(tmp_path / "again"))
    assert len(differences) > 50
    tested = [one for one in differences if one.p is not None]
    assert {one.delta for one in tested} == {0.0}
    assert {one.p for one in tested} == {1.0}


def test_a_torn_line_is_redone_and_nothing_else(finished, tmp_path):
    suite, _ = finished
    run_fakes(suite, tmp_path / "out")
    path = tmp_path / "out" / "rows" / "reading.kanbao.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:2]) + lines[2][:40])
    assert [row.id for row in read_rows(path)] == ["q1", "q2"]
    with pytest.raises(RunError, match="2 of 4 examples have rows: finish it with"):
        load_run(tmp_path / "out")
    run_fakes(suite, tmp_path / "out")
    again = path.read_bytes().splitlines(keepends=True)
    assert again[:2] == lines[:2]
    assert [json.loads(line)["id"] for line in again] == ["q1", "q2", "q3", "q4"]
    unlike = {"seconds", "memory"}
    for line, other in zip(again, lines, strict=True):
        one, two = json.loads(line)["scores"], json.loads(other)["scores"]
        assert {k: v for k, v in one.items() if k not in unlike} == {
            k: v for k, v in two.items() if k not in unlike
        }


def test_several_worker_processes_score_the_same(finished, tmp_path):
    suite, out = finished
    with Processes(2) as spread:
        run_fakes(suite, tmp_path / "out", spread=spread)
    costs = {"latency_p50", "latency_p95", "memory"}
    ours, theirs = values(tmp_path / "out"), values(out)
    assert {k: v for k, v in ours.items() if k[2] not in costs} == {
        k: v for k, v in theirs.items() if k[2] not in costs
    }


def test_a_folder_of_another_suite_or_of_anything_else(finished, tmp_path):
    suite, out = finished
    other = write_suite(tmp_path, REFUSAL)
    with pytest.raises(RunError, match=r"has a run with sha256 .*, this one has .*another folder"):
        run_fakes(other, out)
    with pytest.raises(
        RunError, match=r"options {'retrieval': 'hybrid'}, this one has {'retrieval': 'bm25'}"
    ):
        run_fakes(suite, out, retrieval="bm25")
    old = (out / "run.json").read_text("utf-8")
    (out / "run.json").write_text(re.sub('("kanbao": ").*"', r'\g<1>0.0.9"', old), "utf-8")
    with pytest.raises(RunError, match=r"libraries {'kanbao': '0.0.9'}, this one has"):
        run_fakes(suite, out)
    (out / "run.json").write_text(old, "utf-8")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("x")
    with pytest.raises(RunError, match="neither empty nor a run"):
        run_fakes(other, tmp_path / "full")


def test_an_example_that_raises_is_unscored_and_counted(tmp_path):
    suite = write_suite(tmp_path, REFUSAL)
    text = (tmp_path / "questions.jsonl").read_text(encoding="utf-8")
    questions = [json.loads(line) for line in text.split("\n") if line]
    questions[1]["question"] = "长" * (MAX_QUESTION + 1)
    write_lines(tmp_path / "questions.jsonl", questions)
    run_fakes(suite, tmp_path / "out")
    run = load_run(tmp_path / "out")
    ((task, system, row),) = run.failures
    assert (task, system, row.id, row.scores) == ("refusal", "kanbao", "q2", None)
    assert row.error.startswith(f"InputError: the question has {MAX_QUESTION + 1} characters")
    score = next(s for s in score_run(run) if s.measure == "f1")
    assert (score.n, score.unscored) == (4, 1)
    assert "|n:4|unscored:1|" in score.signature


def test_predictions_files_are_scored_as_systems(tmp_path):
    suite = write_suite(tmp_path, REFUSAL + 'predictions = { other = "other.json" }\n')
    answers = {
        "q1": "馆长是周文兰，馆内有藏书三万册。",
        "q2": "",
        "q3": "今年的头茶每斤卖到一千八百元",
        "q4": "两年",
        "q5": "",
    }
    (tmp_path / "other.json").write_text(json.dumps(answers))
    run_fakes(suite, tmp_path / "out")
    scores = values(tmp_path / "out")
    assert scores["refusal", "other", "em"] == pytest.approx(4 / 5)
    assert scores["refusal", "other", "refusal_precision"] == 0.5
    # a file of texts has neither time nor confidence
    unknown = {"latency_p50", "latency_p95", "memory", "aurc", "auroc", "ece"}
    assert unknown.isdisjoint(m for _, system, m in scores if system == "other")
    assert unknown == {m for _, system, m in scores if system == "kanbao"} & unknown


def test_predictions_of_other_questions(tmp_path):
    suite = write_suite(tmp_path, REFUSAL + 'predictions = { other = "other.json" }\n')
    (tmp_path / "other.json").write_text('{"q1": "x"}')
    with pytest.raises(DataError, match="1 predictions for 5 references: 4 missing"):
        run_fakes(suite, tmp_path / "out")
    assert not (tmp_path / "out").exists()  # said before anything is run


def test_squad_questions_and_distractors(tmp_path):
    suite = write_suite(tmp_path, SQUAD)
    contexts = [text for _, _, text in ARTICLES]
    asked = [("馆长是谁？", "周文兰"), ("大桥长多少？", "二百八十六米")]
    entries = [
        {
            "context": context,
            "qas": [{"id": str(number), "question": question, "answers": [{"text": answer}]}],
        }
        for number, (context, (question, answer)) in enumerate(zip(contexts, asked, strict=False))
    ]
    (tmp_path / "squad.json").write_text(json.dumps({"data": [{"paragraphs": entries}]}))
    run_fakes(suite, tmp_path / "out")
    run = load_run(tmp_path / "out")
    assert run.manifest.archives["open_qa"]["articles"] == 2 + 3
    assert values(tmp_path / "out")["open_qa", "kanbao", "f1"] > 0.3
    (tmp_path / "suite.toml").write_text('name = "small"\n' + SQUAD.replace("= 3", "= 5"))
    with pytest.raises(DataError, match="sample is 5, the distractors are 4 articles, 0 of them"):
        run_fakes(suite, tmp_path / "five")
    twin = SQUAD.replace("sample", 'articles = ["twin.jsonl"]\nsample')
    (tmp_path / "suite.toml").write_text('name = "small"\n' + twin)
    write_lines(tmp_path / "twin.jsonl", [{"id": "n2", "title": "", "text": "另一篇。"}])
    with pytest.raises(DataError, match=r"1 of them with the id of another article: \['n2'\]"):
        run_fakes(suite, tmp_path / "twin")


def test_a_beir_folder_has_no_answers_to_score(tmp_path):
    suite = write_suite(tmp_path, SQUAD.replace("squad.json", ".").replace("squad", "beir"))
    with pytest.raises(SuiteError, match="no answers: make it a retrieval"):
        run_fakes(suite, tmp_path / "out")


def test_reading_with_and_without_constraints_and_span_head(tmp_path):
    systems = ["generator", "beams", "unconstrained", "decoder"]
    suite = write_suite(tmp_path, READING + f"systems = {systems}\n")
    options = Options()
    models = save_tiny(tmp_path / "tiny")
    names = str(models / "embedder"), str(models / "generator")
    opener = partial(open_setup, *names, tmp_path / "out", options)
    run_suite(load_suite(suite), tmp_path / "out", open_setup=opener, options=options)
    run = load_run(tmp_path / "out")
    assert run.failures == []
    texts = {
        system: [row.detail["prediction"] for row in run.rows["reading", system]]
        for system in systems
    }
    contexts = [row.detail["context"] for row in run.rows["reading", "generator"]]
    for system in ("generator", "beams"):
        assert all(text in read for text, read in zip(texts[system], contexts, strict=True))
    # a decoder of random weights writes what no text has, unless it is held to one
    assert not any(text in read for text, read in zip(texts["decoder"], contexts, strict=True))
    assert texts["beams"] != texts["generator"]


def test_a_generator_without_a_span_head_has_none_to_leave_out(tmp_path):
    run_fakes(write_suite(tmp_path, READING + 'systems = ["beams"]\n'), tmp_path / "out")
    rows = load_run(tmp_path / "out").rows["reading", "beams"]
    assert [row.scores for row in rows] == [None] * 4
    assert all("unexpected keyword argument 'span_head'" in row.error for row in rows)


def test_no_limit_below_one(finished, tmp_path):
    suite = load_suite(finished[0])
    with pytest.raises(SuiteError, match="limit is 0"):
        run_suite(suite, tmp_path, open_setup=lambda: None, options=Options(), limit=0)


def test_reading_refuses_unanswerable_questions(tmp_path):
    suite = write_suite(tmp_path, REFUSAL.replace("refusal", "reading"))
    with pytest.raises(DataError, match="'q5' has no answer"):
        run_fakes(suite, tmp_path / "out")


def test_rows_of_no_example_and_rows_given_twice(finished, tmp_path):
    suite = load_suite(finished[0])
    rows = read_rows(finished[1] / "rows" / "reading.kanbao.jsonl")
    folder = record_run(tmp_path / "out", suite, {s.name: rows for s in suite.tasks})
    file = RowFile(folder / "rows" / "reading.kanbao.jsonl")
    file.append(rows[0])
    file.close()
    with pytest.raises(RunError, match="example 'q1' is scored twice"):
        load_run(folder)


def test_a_broken_line_in_the_middle(tmp_path):
    path = tmp_path / "r.jsonl"
    path.write_text('{"id": "a", "group": "a", "scores": {}}\n{"id"\n{"id": "b"}\n')
    with pytest.raises(RunError, match=r"r\.jsonl:2: not a row of a run"):
        read_rows(path)


def test_a_score_that_is_no_number(tmp_path):
    path = tmp_path / "r.jsonl"
    path.write_text('{"id": "a", "group": "a", "scores": {"f1": NaN}}\n')
    with pytest.raises(RunError, match=r"r\.jsonl:1: .* a score is NaN"):
        read_rows(path)
