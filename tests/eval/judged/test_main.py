"""The whole way at the command line: two runs, sheets, two judges, a report."""

import json

import pytest

from eval.judged.__main__ import main
from eval.judged.sheets import key_of, read_key
from tests.eval.judged.drawn import TITLES, run_of
from tests.eval.judged.test_texts import sentence
from tests.eval.runs import run_fakes, write_lines, write_suite

LEADS = """
[[tasks]]
name = "headline"
kind = "headline"
data = "summaries.jsonl"
articles = ["articles.jsonl"]
systems = ["kanbao", "lead_cut"]

[[tasks]]
name = "summary"
kind = "summary"
data = "summaries.jsonl"
articles = ["articles.jsonl"]
systems = ["kanbao", "lead"]
"""


def judge(tmp_path, name, given):
    """Judge all that is drawn: the texts of these systems as given, the others A."""
    key = read_key(key_of(tmp_path / "sheets"))
    rows = []
    for n, entry in key.entries.items():
        label = next((given[one] for one in entry.systems if one in given), "A")
        rows.append({"n": n, "label": label} | ({"fault": "other"} if label in "CD" else {}))
    write_lines(tmp_path / f"{name}.jsonl", rows)
    files = [str(key_of(tmp_path / "sheets")), str(tmp_path / f"{name}.jsonl")]
    out = ["--judge", name, "--out", str(tmp_path / "labels.jsonl"), "--date", "2031-04-02"]
    return main(["keep", *files, *out])


def test_draw_keep_report_and_draw_afresh(tmp_path, capsys):
    suite = write_suite(tmp_path, LEADS)
    run_fakes(suite, tmp_path / "run")
    run = tmp_path / "run"
    sources = [f"new={run}", f"lead={run}:lead_cut", f"lead={run}:lead"]
    write_lines(tmp_path / "digest.jsonl", [sentence()])
    words = [*sources, "--texts", f"new={tmp_path / 'digest.jsonl'}", "--limit", "lead=3"]
    words += ["--references", "2", "--per-sheet", "5"]
    assert main(["draw", *words, "--out", str(tmp_path / "sheets")]) == 0
    entries = read_key(key_of(tmp_path / "sheets")).entries.values()
    counted = {name: sum(name in entry.systems for entry in entries)
               for name in ("new", "lead", "reference")}  # fmt: skip
    assert counted == {"new": 9, "lead": 3, "reference": 2}
    assert judge(tmp_path, "first", {"lead": "C"}) == judge(tmp_path, "second", {"lead": "D"}) == 0
    capsys.readouterr()
    labels = str(tmp_path / "labels.jsonl")
    assert main(["report", labels, "--compare", "lead", "new"]) == 0
    assert "| all | lead | worse | 3 | 0.0%" in capsys.readouterr().out
    assert main(["report", labels, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert {one["of"]: one["share"] for one in found["agreements"]}["A"] == 1
    assert main(["draw", *words, "--out", str(tmp_path / "more"), "--fresh", labels]) == 2
    assert "no texts to judge" in capsys.readouterr().err


def test_two_runs_are_presented_together(tmp_path, capsys):
    old = run_of(tmp_path / "old", TITLES)
    new = run_of(tmp_path / "new", TITLES | {"c": "望溪小学增设两个班"})
    assert main(["draw", f"old={old}", f"new={new}", "--out", str(tmp_path / "sheets")]) == 0
    assert "4 条，1 卷" in capsys.readouterr().out
    assert judge(tmp_path, "first", {}) == 0


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["draw"], "nothing to draw from"),
        (["draw", "runs/old"], "'runs/old' is not NAME="),
        (["draw", "reference=runs/old"], "but not reference"),
        (["draw", "old=none"], "none: is not a run"),
        (["draw", "--texts", "old=none.jsonl"], "none.jsonl: no such file"),
        (["draw", "old=none", "--limit", "old=-1"], "'old=-1' is not NAME=N"),
        (["report", "none.jsonl"], "none.jsonl: no such file"),
        (["keep", "none.jsonl", "j.jsonl", "--judge", "first"], "none.jsonl: no such file"),
    ],
)
def test_errors_are_one_line(tmp_path, monkeypatch, capsys, words, message):
    monkeypatch.chdir(tmp_path)
    assert main([*words, *(["--out", "out"] if words[0] != "report" else [])]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("错误：")
    assert message in lines[0]
