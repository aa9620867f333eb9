"""The example of one's own questions is evaluated, with the real models, and scores."""

from pathlib import Path

from eval.__main__ import main
from eval.scores import load_run, score_run

SUITE = Path(__file__).parents[1] / "examples" / "own_questions" / "suite.toml"


def test_own_questions_are_scored(tmp_path, capsys):
    assert main(["run", str(SUITE), "--out", str(tmp_path / "mine")]) == 0
    scores = {
        (score.task, score.system, score.measure): score.value
        for score in score_run(load_run(tmp_path / "mine"))
    }
    assert scores["retrieval", "kanbao", "recall@1"] == 1
    assert scores["reading", "kanbao", "f1"] > 0.8 > scores["reading", "sentence", "f1"]
    assert main(["baseline", str(tmp_path / "mine"), "--out", str(tmp_path / "kept")]) == 0
    assert main(["gate", str(tmp_path / "mine"), "--against", str(tmp_path / "kept")]) == 0
