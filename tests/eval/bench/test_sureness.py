"""The rule of how sure an answer is: fitted so that what is seen of right answers counts."""

from __future__ import annotations

import json
from dataclasses import asdict

import numpy as np
import pytest

from eval.bench import sureness
from eval.bench.sureness import NAMES, Asked
from eval.errors import EvalError
from models.calibration import Calibration, Logistic
from models.prompts import REFUSAL, question_prompt
from models.training.examples import Example
from tests.generators import ScriptedGenerator, Written

TEXT = "云岭市清河新桥今天通车。市长何远出席通车仪式并剪彩。新桥全长三公里，总投资十二亿元。"


def _rows(count: int = 240, *, source: str = "a") -> list[Asked]:
    """Return answers that are right the more often the surer the reader is."""
    rng = np.random.default_rng(5)
    made = []
    for number in range(count):
        seen = {name: float(value) for name, value in zip(NAMES, rng.normal(size=6), strict=True)}
        right = rng.random() < 1 / (1 + np.exp(-2 * seen["confidence"]))
        has_answer = number % 5 > 0
        f1 = float(right) if has_answer else 0.0
        made.append(Asked(source=source, seen=seen, f1=f1, has_answer=has_answer))
    return made


@pytest.mark.parametrize(("f1", "right"), [(1.0, 1.0), (0.8, 1.0), (0.6, 0.25), (0.4, 0.0)])
def test_an_answer_near_the_only_reference_is_right_in_part(f1: float, right: float) -> None:
    assert Asked(source="a", seen={}, f1=f1, has_answer=True).right == right


def test_the_rule_weighs_what_tells_right_from_wrong() -> None:
    rule = sureness.fit(_rows())
    assert rule.weights["confidence"] > 0.5
    others = [abs(weight) for name, weight in rule.weights.items() if name != "confidence"]
    assert max(others) < 0.5 * rule.weights["confidence"]


def test_questions_without_an_answer_weigh_a_seventh() -> None:
    rows = _rows()
    weights = sureness._weights(rows)
    without = [not one.has_answer for one in rows]
    assert weights[without].sum() / weights.sum() == pytest.approx(1 / 7)
    assert sureness._weights(rows[1:5]).tolist() == [1.0] * 4  # all have one


def test_answers_that_are_all_right_tell_nothing() -> None:
    with pytest.raises(EvalError, match="right"):
        sureness.fit([one for one in _rows() if one.f1 == 1.0])


@pytest.mark.parametrize(("target", "f1"), [("何远", 1.0), ("十二亿元", 0.0), (REFUSAL, 0.0)])
def test_a_question_is_answered_from_its_text(target: str, f1: float) -> None:
    example = Example(
        prompt=question_prompt("谁出席通车仪式？"), source=TEXT, target=target, is_question=True
    )
    start = TEXT.index("何远")
    said = Written(text="何远", confidence=0.8, start=start, end=start + 2)
    read = sureness.read(ScriptedGenerator(answers={TEXT: [said]}), "a", example)
    assert read is not None
    assert (read.f1, read.has_answer) == (f1, target != REFUSAL)
    assert set(read.seen) == set(NAMES)


def test_the_rule_goes_into_the_calibration(tmp_path, capsys) -> None:
    right = Logistic(weights={"span": 0.5}, bias=1.0)
    before = Calibration(right=right, answerable=right, threshold=0.4, note="fitted")
    before.save(tmp_path)
    kept = tmp_path / "rows.jsonl"
    rows = [*_rows(), *_rows(source="b")]
    kept.write_text("".join(json.dumps(asdict(row)) + "\n" for row in rows), encoding="utf-8")
    arguments = ["--data", str(tmp_path), "--generator", str(tmp_path), "--rows", str(kept)]
    assert sureness.main(arguments) == 0
    after = Calibration.load(tmp_path)
    assert after.sureness == sureness.fit(rows)
    assert (after.right, after.threshold) == (before.right, before.threshold)
    told = capsys.readouterr().out.splitlines()
    assert [line.split(" | ")[0] for line in told[:4]] == ["source", "a", "b", "mean"]
