import json
import subprocess
import sys

import pytest
from pytest import approx

from eval.bench import before_after, steps
from eval.bench.peak import peaks
from eval.bench.sides import ROOT, Side, check_out, run
from eval.errors import EvalError

SIGNALLED = """
import signal
from eval.bench.peak import peaks

peaks(64)
signal.signal(signal.SIGUSR1, lambda *_: print("handled"))
signal.raise_signal(signal.SIGUSR1)
"""
ECHO = "import json, sys\nfor line in sys.stdin: print(json.dumps(line.strip()))"


def test_what_children_take_counts_too():
    burn = "import time\nwhile time.process_time() < 0.5: pass"
    child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {burn!r}])"
    ran = run([sys.executable, "-c", f"{child}; print(7)"], {})
    assert ran.out == "7\n"
    assert ran.cpu >= 0.5


def test_a_failure_says_what_and_why():
    with pytest.raises(EvalError, match=r"exit code 3: no archive"):
        run([sys.executable, "-c", "import sys; print('no archive', file=sys.stderr); exit(3)"], {})
    assert run([sys.executable, "-c", "exit(1)"], {}, codes=(0, 1)).out == ""


def test_a_side_runs_with_its_own_packages_and_settings(tmp_path):
    (tmp_path / "qa.py").write_text("import os; print(os.environ['KANBAO_PRECISION'])", "utf-8")
    side = Side(name="after", tree=tmp_path, settings={"KANBAO_PRECISION": "fp32"})
    assert side.run("-c", "import qa").out == "fp32\n"


def test_a_worker_answers_line_by_line():
    with Side(name="after", tree=ROOT).start("-u", "-c", ECHO) as worker:
        assert [worker.ask("search 0"), worker.ask("ask 1")] == ["search 0", "ask 1"]


def test_a_worker_that_ended_is_an_error():
    with (
        Side(name="after", tree=ROOT).start("-c", "pass") as worker,
        pytest.raises(EvalError, match="no answer"),
    ):
        worker.ask("search 0")


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="not a git checkout")
def test_a_commit_is_checked_out_and_can_be_forced_to_float32(tmp_path):
    tree = check_out("HEAD", tmp_path / "tree")
    tracked = subprocess.run(  # noqa: S603 - git, of our own checkout
        ["git", "-C", ROOT, "ls-tree", "-r", "--name-only", "HEAD", "qa"],  # noqa: S607
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert [name for name in tracked if not (tree / name).is_file()] == []
    texts = "".join(path.read_text("utf-8") for path in (tree / "models").glob("*.py"))
    assert "KANBAO_PRECISION" in texts


def test_a_commit_that_there_is_not(tmp_path):
    with pytest.raises(EvalError, match="no-such-commit"):
        check_out("no-such-commit", tmp_path / "tree")


def test_the_sides_take_turns_and_the_first_is_lost():
    order = []

    def measure(side):
        order.append(side.name)
        return {"n": float(len(order))}

    sides = [Side(name=name, tree=ROOT) for name in ("before", "after")]
    values = before_after._in_turn(measure, sides, 2, first=True)
    assert order == ["before", "after", "before", "after", "after", "before"]
    assert values == {"n": {"before": [3.0, 6.0], "after": [4.0, 5.0]}}


def test_every_batch_is_embedded_and_added_before_anything_is_asked():
    acts = {"embed": 2, "add": 2, "search": 2, "ask": 1, "headline": 1, "summary": 1}
    first, filling, asking = before_after._lines(acts)
    assert first == [("embed", 0)]
    assert filling == [("embed", 0), ("add", 0), ("embed", 1), ("add", 1)]
    assert asking[:5] == [("search", 0), ("search", 0), ("search", 1), ("ask", 0), ("ask", 0)]


def test_the_numbers_of_one_side():
    times = {name: [(9.0, 9.0), (0.1, 0.2), (0.3, 0.4)] for name in before_after._ANSWERS}
    times |= {"embed": [(9.0, 9.0), (0.5, 1.0), (0.5, 1.0)], "add": [(1.0, 1.0), (1.0, 2.0)]}
    size = {"characters": 1000, "operations": 4e9, "indexing peak MB": 5.0, "peak MB": 6.0}
    numbers = before_after._numbers(times, size)
    assert numbers["indexing: characters/cpu s"] == 500
    assert numbers["indexing: share of the embedder alone"] == 0.5
    assert numbers["indexing: GFLOPS"] == 2
    assert numbers["warm search: p50 cpu ms"] == approx(200)
    assert numbers["warm summary: p95 wall ms"] == approx(390)


def test_ratios_are_to_the_same_torch_and_the_best_peak():
    values = {
        "import torch, cpu s": {"before": [1.0, 3.0]},
        "cold search, cpu s": {"before": [4.0], "after": [1.0]},
        "cold ask, cpu s": {"before": [8.0], "after": [2.0]},
        "cold ask, nothing kept, cpu s": {"before": [8.0], "after": [3.0]},
        "indexing: GFLOPS": {"before": [30.0], "after": [60.0]},
    }
    start = {"GEMM peak fp32, GFLOPS": {"before": [100.0], "after": [120.0]}}
    before_after._add_shares(values, start)
    assert values["cold search / import torch"] == {"before": [2.0], "after": [0.5]}
    assert values["indexing: share of GEMM peak fp32"] == {"before": [0.25], "after": [0.5]}
    table = before_after.table({"auto": values})
    assert "| cold ask / import torch | 4 | 1 | 0.25 |" in table
    assert "| cold ask, nothing kept / import torch | 4 | 1.5 | 0.38 |" in table
    assert "| import torch, cpu s | 1 · 3 |  |  |" in table


def test_the_operations_of_a_small_bert():
    # one layer, hidden 2, inner 4, a text of 3 tokens: 2 * (3 * (16 + 16) + 2 * 9 * 2)
    assert (
        steps.cost([3], hidden_size=2, intermediate_size=4, num_hidden_layers=1, vocab_size=9)
        == 264
    )


def test_this_processor_multiplies_matrices():
    assert 0.01 < peaks(64)["fp32"] < 1e5


def test_signals_are_handled_after_it():
    ran = run([sys.executable, "-c", SIGNALLED], {})
    assert ran.out == "handled\n"


def test_articles_are_made_up_all_different():
    articles, questions = before_after.invented(3)
    assert len({article["text"] for article in articles}) == 3
    assert all(500 < len(article["text"]) < 800 for article in articles)
    assert "第5日过车" in questions[1]
    assert "第5日" in articles[1]["text"]


def test_questions_without_articles_are_an_error(tmp_path, capsys):
    (tmp_path / "q.jsonl").write_text(json.dumps({"question": "谁来了？"}), "utf-8")
    arguments = ["--before", "HEAD", "--questions", str(tmp_path / "q.jsonl")]
    assert before_after.main(arguments) == 2
    assert "go together" in capsys.readouterr().err


@pytest.mark.slow
def test_the_working_tree_is_as_fast_as_itself(tmp_path):
    articles, questions = before_after.invented(4)
    rows = "".join(f"{json.dumps(article, ensure_ascii=False)}\n" for article in articles)
    (tmp_path / "articles.jsonl").write_text(rows, "utf-8")
    asked = json.dumps({"search": questions, "ask": questions[:2]}, ensure_ascii=False)
    (tmp_path / "questions.json").write_text(asked, "utf-8")
    sides = [Side(name=name, tree=ROOT) for name in ("before", "after")]
    found = before_after.compare(sides, tmp_path, runs=1, precisions=["auto"])
    for name, runs in found["auto"].items():
        if name != "import torch, cpu s":
            assert set(runs) == {"before", "after"}, name
            assert runs["before"][0] > 0
    shares = found["auto"]["indexing: share of the embedder alone"]
    assert all(0 < share < 2 for runs in shares.values() for share in runs)
