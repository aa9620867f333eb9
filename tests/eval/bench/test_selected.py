"""How sure a selector is: fitted on what the reader refuses, and saved beside its weights."""

import json
import lzma
import shutil
from pathlib import Path

import pytest

import models
from eval.bench import selected
from eval.bench.selected import Refused, as_table, fit
from models.selector import CHANCE, FOLDER, load_rules
from models.training.examples import held_out
from qa import load_generator
from qa.errors import InputError
from tests.eval.bench.asked_of import ByWord


def rows():
    """What the surer selector is right of, in two kinds."""
    made = []
    for number in range(40):
        seen = {"selected": number / 10 - 2, "answerable": float(number % 3)}
        kind = "why" if number % 2 else "trap"
        made.append(Refused(kind=kind, seen=seen, right=number > 20 and number % 5 > 0))
    return made


def test_the_rule_follows_what_is_right():
    rule = fit(rows())
    assert rule.weights["selected"] > 0.5
    low, high = ({"selected": x, "answerable": 1.0} for x in (-1.5, 1.5))
    assert rule.probability(low) < 0.3 < 0.5 < rule.probability(high)


def test_the_table_counts_what_would_be_given():
    table = as_table(rows(), fit(rows())).splitlines()
    assert table[0] == "| kind | refused | right | from 0.4 | from 0.5 | from 0.6 | from 0.7 |"
    kinds = {line.split(" | ")[0].strip("| "): line.split(" | ") for line in table[2:]}
    assert kinds["trap"][1] == kinds["why"][1] == "20"
    right, given = map(int, kinds["why"][4].split(" of "))
    assert 0 < right <= given <= 20


def test_sentences_all_right_tell_nothing():
    with pytest.raises(InputError, match="all are right, or none is"):
        fit([one for one in rows() if one.right])


@pytest.fixture
def data(labels):
    """Articles with questions, and a reading set, of which texts are set aside."""
    texts = (f"第{number}座桥的墩子歪了。河水很急。" for number in range(400))
    kept = [text for text in texts if held_out(text)][:6]
    with lzma.open(labels / "qa_train.jsonl.xz", "wt", encoding="utf-8") as file:
        for number, text in enumerate(kept):
            row = {"source": "dureader_checklist", "question": "谁来付修缮的钱？", "context": text}
            answered = number % 2 == 0
            row |= {
                "answers": ["墩子"] if answered else [],
                "answer_start": 5 if answered else None,
            }
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    return labels


def test_what_is_refused_is_asked_of_the_archive_and_of_texts(data):
    generator = load_generator("generator")
    generator.selector = ByWord()
    noting = selected._Noting(generator)
    found = list(selected.of_texts(data, noting))
    assert [one.kind for one in found] == ["dureader_checklist"] * len(found)
    assert len(found) == 6
    assert [one.right for one in found] == [True, False] * 3
    assert all(one.seen["selected"] == pytest.approx(1.386, abs=0.01) for one in found)
    asked = list(selected.of_archive(data, noting))
    assert {one.kind for one in asked} <= {"fact", "trap"}


def test_a_generator_without_a_selector_is_told(data, tmp_path, capsys):
    folder = tmp_path / "generator"
    shipped = Path(models.__file__).parent / "pretrained" / "generator"
    shutil.copytree(shipped, folder, ignore=shutil.ignore_patterns(FOLDER))
    assert selected.main(["--data", str(data), "--generator", str(folder)]) == 2
    assert "has no selector" in capsys.readouterr().err


def test_what_was_kept_is_fitted_and_saved(tmp_path, capsys):
    kept = tmp_path / "rows.jsonl"
    lines = ({"kind": one.kind, "seen": one.seen, "right": one.right} for one in rows())
    kept.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    (tmp_path / FOLDER).mkdir()
    arguments = ["--data", str(tmp_path), "--generator", str(tmp_path), "--rows", str(kept)]
    assert selected.main(arguments) == 0
    assert "| why | 20 |" in capsys.readouterr().out
    assert load_rules(tmp_path / FOLDER) == {CHANCE: fit(rows())}
