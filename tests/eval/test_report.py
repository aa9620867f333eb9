import re
from dataclasses import replace

from eval.baseline import save_baseline
from eval.report import _marked, write_report
from eval.rows import Row
from eval.scores import load_run, score_run
from tests.eval.runs import run_fakes, write_suite

TASKS = """
[[tasks]]
name = "refusal"
kind = "refusal"
data = "questions.jsonl"
articles = ["articles.jsonl"]
systems = ["kanbao", "sentence"]
primary = ["f1"]

[[tasks]]
name = "headline"
kind = "headline"
data = "summaries.jsonl"
articles = ["articles.jsonl"]
systems = ["kanbao", "oracle"]
measures = ["rouge_l", "length"]
"""


def test_report(tmp_path):
    suite = write_suite(tmp_path, TASKS)
    articles = (tmp_path / "articles.jsonl").read_text(encoding="utf-8")
    (tmp_path / "articles.jsonl").write_text(articles.replace("周文兰", "周<b>文兰"), "utf-8")
    run_fakes(suite, tmp_path / "out")
    run = load_run(tmp_path / "out")
    write_report(run, score_run(run), tmp_path / "r.html")
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    # nothing is fetched: every address in the page is a place in it or a name of an XML vocabulary
    assert set(re.findall(r'(?:src|href)="(?!#)([^"]*)"', page)) == set()
    assert "url(http" not in page
    assert page.count("<svg") == 4  # risk-coverage, calibration, latency; lengths
    assert "周&lt;b&gt;文兰" in page
    assert "周<b>文兰" not in page
    # the worst example: its prediction is marked in its text
    assert '<mark class="predicted">馆长是周&lt;b&gt;文兰，馆内有藏书三万册</mark>' in page
    assert "refusal_accuracy|refused-iff-unanswerable|task:refusal|system:kanbao|n:5" in page


def test_what_was_said_and_what_was_wanted_are_marked_also_where_they_overlap():
    detail = {
        "context": "桥长三百米，宽十米。",
        "prediction": "三百米，宽",
        "references": ["三百米", "十米"],
    }
    row = Row(id="a", group="a", scores={}, detail=detail)
    assert _marked(row) == [
        ("桥长", ""),
        ("三百米", "predicted wanted"),
        ("，宽", "predicted"),
        ("十米", "wanted"),
        ("。", ""),
    ]
    assert _marked(Row(id="a", group="a", scores={}, detail={"prediction": ["n1"]})) == []


def test_every_unscored_example_is_listed_with_its_reason(tmp_path):
    suite = write_suite(tmp_path, TASKS)
    run_fakes(suite, tmp_path / "out")
    run = load_run(tmp_path / "out")
    rows = {
        place: [replace(row, scores=None, error=f"Boom: {row.id} of {place[1]}") for row in found]
        if place[0] == "headline"
        else found
        for place, found in run.rows.items()
    }
    run = replace(run, rows=rows)
    write_report(run, score_run(run), tmp_path / "r.html")
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "8 例未计分" in page
    for system in ("kanbao", "oracle"):
        for name in ("n1-h", "n2-h", "n3-h", "n4-h"):
            assert f"<code>{name}</code>：Boom: {name} of {system}" in page


def test_a_baselines_report_has_no_examples(tmp_path):
    suite = write_suite(tmp_path, TASKS)
    run_fakes(suite, tmp_path / "out")
    run = load_run(tmp_path / "out")
    save_baseline(run, score_run(run), tmp_path / "base")
    base = load_run(tmp_path / "base")
    write_report(base, score_run(base), tmp_path / "r.html")
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "周文兰" not in page
    assert page.count("<svg") == 4
