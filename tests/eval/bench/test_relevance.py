"""How digests weigh a selector: what is noted of labelled sentences, the rule, and the table."""

from __future__ import annotations

import hashlib
import json
import lzma

import numpy as np
import pytest

from eval.bench import relevance
from eval.bench.relevance import Weighed, as_table, fit, main, weighed
from models.selector import FOLDER, RELEVANCE, SentenceSelector, load_rules
from qa.errors import InputError
from tests.fakes import HashEmbedder
from tests.generators import ExtractiveGenerator

TEXTS = {
    "n1": "周村图书馆昨日开馆，藏书三万册。周村图书馆的院子里种着桂花树，很香。",
    "n2": "周村图书馆今年四月新添阅览座位二百个。",
}
LABELS = {"n1": [[0, 16, "A"]], "n2": [[0, 19, "X"]]}
QUESTION = "周村图书馆有哪些变化"


def _rows(count: int = 200) -> list[Weighed]:
    """Return sentences that answer the more often the surer the selector is."""
    rng = np.random.default_rng(5)
    made = []
    for number in range(count):
        answers, score = (float(x) for x in rng.normal(size=2))
        label = "A" if answers + 0.3 * rng.normal() > 0 else "W" if number % 3 else "X"
        seen = {"score": score, "answers": answers}
        made.append(Weighed(question=f"问{number % 20}", label=label, seen=seen))
    return made


def test_the_rule_weighs_what_tells_answers_from_others() -> None:
    rule = fit(_rows())
    assert rule.weights["answers"] > 1
    assert abs(rule.weights["score"]) < 0.5


def test_what_is_weak_is_worth_less_than_an_answer() -> None:
    chances = {}
    for label in "AW":
        rows = [
            Weighed(question="问", label=one, seen={"score": 0.0}) for one in (label, label, "X")
        ]
        chances[label] = fit(rows).probability({"score": 0.0})
    assert chances == {"A": pytest.approx(2 / 3, abs=0.01), "W": pytest.approx(0.2, abs=0.01)}


@pytest.mark.parametrize("label", ["A", "X"])
def test_labels_that_are_all_the_same_tell_nothing(label) -> None:
    with pytest.raises(InputError, match="label more"):
        fit([one for one in _rows() if one.label == label])


def test_the_table_says_how_well_each_tells_apart_and_what_is_given() -> None:
    told = as_table(_rows())
    names = [line.split("|")[1].strip() for line in told.splitlines() if line.startswith("|")]
    assert names[2:5] == ["score", "answers", "together"]
    first = next(line for line in told.splitlines() if line.startswith("| 0.5 "))
    given = [int(cell) for cell in first.split("|")[2:5]]
    assert given[0] > 5 * given[2]


class Seeing(SentenceSelector):
    """A selector that sees in a sentence how long it is."""

    def __init__(self) -> None:
        """Read nothing."""

    def seen(self, question, sentences, scores):
        return [
            {"score": score, "answers": len(said) / 40}
            for score, (_, said) in zip(scores, sentences, strict=True)
        ]


@pytest.fixture
def data(tmp_path):
    """The folder of the articles, with the labels of what is found in them."""
    with lzma.open(tmp_path / "archive_own.jsonl.xz", "wt", encoding="utf-8") as file:
        for id_, text in TEXTS.items():
            file.write(json.dumps({"id": id_, "title": "", "text": text}) + "\n")
    with (tmp_path / "labels.jsonl").open("w", encoding="utf-8") as file:
        for id_, text in TEXTS.items():
            line = {
                "set": "archive_own",
                "id": id_,
                "sha256": hashlib.sha256(text.encode()).hexdigest()[:16],
                "question": QUESTION,
                "sentences": LABELS[id_],
            }
            file.write(json.dumps(line) + "\n")
    return tmp_path


@pytest.fixture
def generator():
    made = ExtractiveGenerator()
    made.selector = Seeing()
    return made


def test_the_sentences_found_for_a_question_are_noted_with_their_labels(data, generator) -> None:
    found = weighed(
        data / "labels.jsonl", data, generator, data / "archive", embedder=HashEmbedder()
    )
    told = {(one.question, one.label, one.seen["answers"]) for one in found}
    assert told == {(QUESTION, "A", 16 / 40), (QUESTION, "X", 19 / 40)}
    assert all(0 < one.seen["score"] < 1 for one in found)


def test_the_command_writes_the_rule_into_the_selectors_folder(
    tmp_path, generator, monkeypatch, capsys
) -> None:
    monkeypatch.setattr(relevance, "load_generator", lambda _: generator)
    monkeypatch.setattr(relevance, "weighed", lambda *_: _rows())
    (tmp_path / FOLDER).mkdir()
    assert main(["--data", str(tmp_path), "--generator", str(tmp_path)]) == 0
    rules = load_rules(tmp_path / FOLDER)
    assert set(rules) == {RELEVANCE}
    assert json.dumps(rules[RELEVANCE].weights) in capsys.readouterr().out


def test_a_generator_without_a_selector_cannot_be_weighed(data) -> None:
    with pytest.raises(InputError, match="has no selector"):
        weighed(data / "labels.jsonl", data, ExtractiveGenerator(), data / "archive")
