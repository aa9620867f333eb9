"""The command line, with the fakes in the models' place."""

import json
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import eval.__main__ as command
from eval.scores import load_run
from qa import defaults
from tests.eval.runs import write_lines, write_suite
from tests.fakes import HashEmbedder
from tests.generators import ExtractiveGenerator
from tests.models.tiny import save_tiny

TASKS = """
[[tasks]]
name = "open_qa"
kind = "open_qa"
data = "questions.jsonl"
articles = ["articles.jsonl"]
answerable = true
systems = ["kanbao", "sentence"]
measures = ["em", "f1", "coverage", "latency_p50"]
primary = ["em"]

[[tasks]]
name = "headline"
kind = "headline"
data = "summaries.jsonl"
articles = ["articles.jsonl"]
measures = ["rouge_l", "length"]
"""


@pytest.fixture
def suite(tmp_path, monkeypatch):
    """Return a suite's path; models called ``hash`` and ``extractive`` are the fakes."""
    monkeypatch.setattr(defaults, "load_embedder", lambda name: HashEmbedder())
    monkeypatch.setattr(defaults, "load_generator", lambda name: ExtractiveGenerator())
    return write_suite(tmp_path, TASKS)


def test_run_report_and_compare(suite, tmp_path, capsys):
    out = tmp_path / "out"
    assert command.main(["run", str(suite), "--out", str(out)]) == 0
    shown = capsys.readouterr().out
    assert "### open_qa (open_qa, n = 4)" in shown
    assert "| **em** | 1.000 [1.000, 1.000] | 1.000 [1.000, 1.000] |" in shown
    page = (out / "report.html").read_text(encoding="utf-8")
    assert page.count("<svg") == 2  # latency of one task, lengths of the other
    assert "看报评测报告" in page
    assert command.main(["compare", str(out), str(out)]) == 0
    assert "| open_qa | kanbao | em | 1.000 | 1.000 | +0.0000 |" in capsys.readouterr().out
    (out / "report.html").unlink()
    assert command.main(["report", str(out), "--markdown"]) == 0
    assert "### headline (headline, n = 4)" in capsys.readouterr().out
    assert (out / "report.html").exists()


def test_the_command_is_kept_without_the_machines_folders(suite, tmp_path):
    command.main(["run", str(suite), "--out", str(tmp_path / "out"), "--limit", "2"])
    manifest = load_run(tmp_path / "out").manifest
    assert manifest.command == "kanbao-eval run suite.toml --out out --limit 2"
    assert (manifest.limit, manifest.tasks[0].examples) == (2, 2)
    shown = command._command_line(
        ["run", "/a/b.toml", "--out=/tmp/o/", "--data", "../d", "-k", "5"]
    )
    assert shown == "kanbao-eval run b.toml --out=o --data ../d -k 5"


def test_gate(suite, tmp_path, capsys):
    out, base, worse = (str(tmp_path / name) for name in ("out", "base", "worse"))
    assert command.main(["run", str(suite), "--out", out]) == 0
    assert command.main(["baseline", out, "--out", base]) == 0
    assert command.main(["gate", out, "--against", base]) == 0
    assert "通过：2 项中没有显著变差的" in capsys.readouterr().out
    assert command.main(["run", str(suite), "--out", worse, "--retrieval", "off"]) == 0
    # 4 questions of 4 articles: no difference can be significant at 0.05, at 0.5 one is
    assert command.main(["gate", worse, "--against", base]) == 0
    assert command.main(["gate", worse, "--against", base, "--alpha", "0.5"]) == 1
    assert "不通过：1 项显著变差" in capsys.readouterr().out


def test_a_suite_that_grew_is_compared_and_one_that_shrank_does_not_pass(suite, tmp_path, capsys):
    out, grown = str(tmp_path / "out"), str(tmp_path / "grown")
    assert command.main(["run", str(suite), "--out", out]) == 0
    write_suite(tmp_path, TASKS + TASKS[TASKS.rindex("[[") :].replace('"headline"', '"more"', 1))
    assert command.main(["run", str(suite), "--out", grown]) == 0
    capsys.readouterr()
    assert command.main(["compare", out, grown]) == 0
    assert f"未比较，只有 {grown} 有：more\n" in capsys.readouterr().out
    assert command.main(["gate", grown, "--against", out]) == 0
    assert f"未比较，只有 {grown} 有：more\n通过：2 项" in capsys.readouterr().out
    assert command.main(["gate", out, "--against", grown]) == 2
    assert "不能通过：0 项只有一方有分数，1 项任务只有基线有" in capsys.readouterr().out


def test_readme(suite, tmp_path):
    command.main(["run", str(suite), "--out", str(tmp_path / "out")])
    readme = tmp_path / "README.md"
    readme.write_text("# 看报\n<!-- eval:begin -->\n<!-- eval:end -->\n", encoding="utf-8")
    card = tmp_path / "card.md"
    card.write_text(readme.read_text(encoding="utf-8") + "Not for\n", encoding="utf-8")
    arguments = ["readme", str(tmp_path / "out"), "--readme", str(readme), str(card)]
    assert command.main(arguments) == 0
    once = readme.read_text(encoding="utf-8")
    assert "| open_qa | **kanbao** | 4 | 1.000 [1.000, 1.000] |" in once
    assert "<!-- kanbao-eval readme out --readme README.md card.md -->" in once
    assert command.main(arguments) == 0
    assert readme.read_text(encoding="utf-8") == once
    assert card.read_text(encoding="utf-8") == once + "Not for\n"


def test_unscored_examples_make_the_exit_code_2(suite, tmp_path, capsys):
    articles = (tmp_path / "articles.jsonl").read_text(encoding="utf-8")
    (tmp_path / "articles.jsonl").write_text(articles, encoding="utf-8")
    questions = tmp_path / "questions.jsonl"
    text = questions.read_text(encoding="utf-8")
    questions.write_text(text.replace("大桥长多少，由哪里修建？", "桥" * 2000), encoding="utf-8")
    out = str(tmp_path / "out")
    assert command.main(["run", str(suite), "--out", out]) == 2
    assert "未计分：open_qa（kanbao）q2：InputError" in capsys.readouterr().err
    assert "例未计分" in (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert command.main(["gate", out, "--against", out]) == 2
    # a baseline that is short of examples is no better
    shutil.copytree(out, tmp_path / "whole")
    for path in (tmp_path / "whole" / "rows").iterdir():
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        for row in rows:
            row["scores"] = row["scores"] or rows[0]["scores"]
        write_lines(path, rows)
    assert load_run(tmp_path / "whole").failures == []
    capsys.readouterr()
    assert command.main(["gate", str(tmp_path / "whole"), "--against", out]) == 2
    assert "不能通过" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["run", "nothing", "--out", "x"],
            "no suite 'nothing': give a TOML file, or one of ['decoding', 'dev'",
        ),
        (["run", "dev", "--out", "x"], "say where with --data or KANBAO_DATA"),
        (["run", "smoke", "--out", "x", "--threshold", "nan"], "threshold is nan: give a number"),
        (["run", "smoke", "--out", "x", "-k", "0"], "k is 0: give a whole number"),
        (["compare", "here", "there"], "here: is not a run: it has no run.json"),
        (["report", "here"], "here: is not a run"),
    ],
)
def test_errors_are_one_line(arguments, message, capsys, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KANBAO_DATA", raising=False)
    assert command.main(arguments) == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("错误：")
    assert message in lines[0]


STOPS = """
import sys, time
from pathlib import Path
from tests.eval import runs
from tests.generators import ExtractiveGenerator

ROWS = Path(sys.argv[2]) / "rows" / "open_qa.kanbao.jsonl"

class Stopping(ExtractiveGenerator):
    def answer(self, *args, **kwargs):
        if sys.argv[3:] == ["stop"] and ROWS.exists() and ROWS.read_bytes().count(b"\\n") >= 2:
            time.sleep(3600)  # until it is killed
        return super().answer(*args, **kwargs)

runs.ExtractiveGenerator = Stopping
runs.run_fakes(Path(sys.argv[1]), Path(sys.argv[2]))
"""


def test_a_killed_run_goes_on_where_it_was(tmp_path):
    suite = write_suite(tmp_path, TASKS)
    rows = tmp_path / "out" / "rows" / "open_qa.kanbao.jsonl"
    arguments = [sys.executable, "-c", STOPS, str(suite), str(tmp_path / "out")]
    root = Path(__file__).parents[2]
    process = subprocess.Popen([*arguments, "stop"], cwd=root)  # noqa: S603
    while not (rows.exists() and rows.read_bytes().count(b"\n") >= 2):
        assert process.poll() is None
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.wait()
    kept = rows.read_bytes()
    done = kept[: kept.rindex(b"\n") + 1]
    assert done.count(b"\n") == 2
    subprocess.run(arguments, cwd=root, check=True)  # noqa: S603
    finished = rows.read_bytes()
    assert finished.startswith(done)
    assert finished.count(b"\n") == 4
    assert load_run(tmp_path / "out").failures == []


def test_several_workers_from_the_shell(tmp_path):
    # as a module's __main__ the command has functions that a worker process cannot look up
    models = save_tiny(tmp_path / "tiny")
    suite = write_suite(tmp_path, TASKS)
    command = [sys.executable, "-m", "eval", "run", str(suite), "--out", str(tmp_path / "out")]
    named = ["--embedder", str(models / "embedder"), "--generator", str(models / "generator")]
    root = Path(__file__).parents[2]
    subprocess.run([*command, *named, "--workers", "2"], cwd=root, check=True)  # noqa: S603
    run = load_run(tmp_path / "out")
    assert len(run.manifest.models["generator"]["revision"]) == 16
    assert len(run.rows["open_qa", "kanbao"]) == 4
