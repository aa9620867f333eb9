"""Runs of before are read with today's names of measures and columns."""

import json

from eval.baseline import save_baseline
from eval.compare import compare
from eval.scores import load_run, score_run
from tests.eval.runs import run_fakes, write_lines, write_suite

TASKS = """
[[tasks]]
name = "headline"
kind = "headline"
data = "summaries.jsonl"
articles = ["articles.jsonl"]

[[tasks]]
name = "faithfulness"
kind = "faithfulness"
of = "headline"
select = { kind = "headline" }
data = "summaries.jsonl"
articles = ["articles.jsonl"]
"""


def renamed_back(folder):
    """Write a run's faithfulness as versions before 0.2 did."""
    manifest = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    task = manifest["tasks"][1]
    for part in ("measures", "primary"):
        task[part] = ["faithful" if name == "supported" else name for name in task[part]]
    (folder / "run.json").write_text(json.dumps(manifest), encoding="utf-8")
    path = folder / "rows" / "faithfulness.kanbao.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for row in rows:
        row["scores"]["faithful"] = row["scores"].pop("supported")
    write_lines(path, rows)


def test_a_run_with_the_old_name_is_compared_with_one_of_today(tmp_path):
    suite = write_suite(tmp_path, TASKS)
    run_fakes(suite, tmp_path / "old")
    run_fakes(suite, tmp_path / "new")
    renamed_back(tmp_path / "old")
    old = load_run(tmp_path / "old")
    assert old.task("faithfulness").primary == ["supported"]
    tested = [d for d in compare(old, load_run(tmp_path / "new")) if d.measure == "supported"]
    assert [(d.left, d.right, d.adjusted) for d in tested] == [(1.0, 1.0, 1.0)]
    save_baseline(old, score_run(old), tmp_path / "base")
    assert score_run(load_run(tmp_path / "base")) == score_run(old)
    assert "faithful" not in (tmp_path / "base" / "scores.json").read_text(encoding="utf-8").split(
        '"'
    )
