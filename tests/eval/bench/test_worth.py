"""Weights of a text's worth: fitted so that what is nearest to an editor's text is worth most."""

import hashlib
import json

import numpy as np
import pytest

from eval.bench import worth
from eval.datasets import Pair
from eval.errors import DataError
from qa.writing.worth import WEIGHTS
from tests.generators import ScriptedGenerator

TEXT = (
    "云岭市清河新桥今天通车。市长何远出席通车仪式并剪彩。新桥全长三公里，连接河东和河西两个城区。"
    "施工单位介绍，工程历时三年，总投资十二亿元。"
)


def test_the_weights_find_what_the_scores_prefer():
    rng = np.random.default_rng(3)
    rows = []
    for _ in range(60):
        values = rng.normal(size=(8, 3))
        rows.append((values, values[:, 0] - 0.5 * values[:, 2]))
    weights = worth.fit(rows)
    assert weights[0] > 0 > weights[2]
    assert abs(weights[1]) < 0.2 * weights[0]
    assert weights[2] / weights[0] == pytest.approx(-0.5, abs=0.1)


def test_no_choice_beats_the_nearest_candidate():
    pairs = [
        Pair(id=str(n), group=str(n), kind="headline", text=TEXT, target="云岭市清河新桥通车")
        for n in range(6)
    ]
    weights, shown = worth.measure(pairs, kind="headline", generator=ScriptedGenerator())
    assert weights.keys() == WEIGHTS["headline"].keys()
    assert shown["best"] == 1.0
    assert all(0 <= value <= shown["best"] for value in shown.values())


def test_the_command_says_what_is_wrong(tmp_path, capsys):
    path = tmp_path / "pairs.jsonl"
    path.write_text(json.dumps({"id": "a", "kind": "headline"}) + "\n", "utf-8")
    assert worth.main(["headline", str(path)]) == 2
    assert "pairs.jsonl" in capsys.readouterr().err


def labelled(text, label):
    return {hashlib.sha256(text.encode()).hexdigest()[:16]: label}


def test_labels_say_which_candidate_is_best_and_how_often_it_is_chosen(tmp_path):
    path = tmp_path / "labels.jsonl"
    letters = labelled("云岭市清河新桥通车", "A") | labelled("市长何远出席通车仪式并剪彩", "B")
    lines = [json.dumps({"item": str(n), "labels": letters}) for n in range(6)]
    path.write_text("\n".join(lines), "utf-8")
    pairs = [
        Pair(id=str(n), group=str(n), kind="headline", text=TEXT, target="不看") for n in range(6)
    ]
    labels = worth.read_labels(path)
    options = {"kind": "headline", "generator": ScriptedGenerator()}
    shown = worth.measure(pairs, **options, labels=labels)[1]
    assert shown["best"] == shown["fitted"] == shown["now"] == 1.0
    worse = {item: dict.fromkeys(of_item, "B") for item, of_item in labels.items()}
    assert worth.measure(pairs, **options, labels=worse)[1]["best"] == 0.0
    with pytest.raises(DataError, match="0 articles"):
        worth.measure(pairs, **options, labels={item: {} for item in labels})


def test_a_label_that_is_no_letter_is_refused(tmp_path):
    path = tmp_path / "labels.jsonl"
    path.write_text(json.dumps({"item": "a", "labels": {"00": "E"}}), "utf-8")
    with pytest.raises(DataError, match=r"labels\.jsonl:1"):
        worth.read_labels(path)
