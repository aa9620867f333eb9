"""A generator calibrated on an archive's own questions."""

import json
from dataclasses import dataclass

import pytest

from eval.__main__ import main
from eval.calibrate import Asked, calibrate, read_asked
from eval.errors import EvalError
from qa import Archive, ArchiveError, Article
from qa.answering.calibration import FILE
from tests.fakes import HashEmbedder
from tests.models.tiny_any import save_extractive


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    text: str
    confidence: float
    start: int
    end: int
    log_probability: float = 0.0
    score: float = 0.0

    @property
    def answerable(self):
        return self.confidence


@dataclass(frozen=True, slots=True)
class Output:
    generations: tuple
    truncated: bool = False


class Boaster:
    """Answers with the figure before 座 of a chunk, and is far too sure of it.

    Surer still where the chunk has the place that is asked for.
    """

    name, max_tokens, threshold = "boaster", 512, 0.5

    def __init__(self, revision="1"):
        self.fingerprint = {"name": self.name, "revision": revision}

    def count_tokens(self, texts):
        return [len(text) for text in texts]

    def answer(self, questions, contexts, *, prefaces=None, verbatim=True, candidates=4):
        return [
            Output((self._said(*pair),) if "座" in pair[1] else ())
            for pair in zip(questions, contexts, strict=True)
        ]

    def _said(self, question, context):
        end = context.index("座")
        start = end - 3
        known = question[:3] in context
        return Said(
            text=context[start:end], start=start, end=end, confidence=0.999 if known else 0.9
        )

    def summarize(self, texts, *, kind, verbatim=False, candidates=4):
        return [Output(()) for _ in texts]

    def rate(self, texts, candidates, *, kind):
        return [[] for _ in texts]


TOWNS = [first + second + "镇" for first in "东西南北河" for second in "山水桥林湖"]


@pytest.fixture
def folder(tmp_path):
    with Archive.open(tmp_path / "a", embedder=HashEmbedder()) as archive:
        archive.add(
            Article(id=town, title=town, text=f"{town}图书馆今天开放，共有{100 + n}座席位。")
            for n, town in enumerate(TOWNS)
        )
    return tmp_path / "a"


def questions():
    return [
        Asked(question=f"{town}图书馆有多少席位？", answers=(str(100 + n),))
        for n, town in enumerate(TOWNS)
    ]


def asked(folder, question, generator):
    with Archive.open(folder, embedder=HashEmbedder(), generator=generator) as archive:
        return archive.ask(question)


def test_guesses_become_what_they_are_worth(folder):
    there, gone = "河桥镇图书馆有多少席位？", "天门镇图书馆有多少席位？"
    before = asked(folder, gone, Boaster())
    assert before.text is not None  # it answers what the archive does not say
    assert not before.calibrated
    made = calibrate(folder, questions(), generator=Boaster(), embedder=HashEmbedder())
    assert made.answerable.probability(0.999) > 0.9
    assert made.answerable.probability(0.9) < 0.1
    right, refused = asked(folder, there, Boaster()), asked(folder, gone, Boaster())
    assert (right.text, refused.text) == ("122", None)
    assert right.calibrated
    assert refused.calibrated


def test_it_holds_for_its_generator_and_is_kept_beside_others(folder):
    calibrate(folder, questions(), generator=Boaster(), embedder=HashEmbedder())
    assert not asked(folder, "河桥镇图书馆有多少席位？", Boaster("2")).calibrated
    calibrate(folder, questions(), generator=Boaster("2"), embedder=HashEmbedder())
    calibrate(folder, questions(), generator=Boaster("2"), embedder=HashEmbedder())
    for revision in "12":
        assert asked(folder, "河桥镇图书馆有多少席位？", Boaster(revision)).calibrated
    assert len(json.loads((folder / FILE).read_text("utf-8"))) == 2


def test_too_few_questions_calibrate_nothing(folder):
    with pytest.raises(EvalError, match=r"5 have an answer .* at least 20 are needed"):
        calibrate(folder, questions()[:5], generator=Boaster(), embedder=HashEmbedder())
    assert not (folder / FILE).exists()


def test_a_damaged_calibration_is_an_error(folder):
    (folder / FILE).write_text('[{"generator": 1}]')
    with pytest.raises(ArchiveError, match="is no calibration: delete it"):
        asked(folder, "河桥镇图书馆有多少席位？", Boaster())


def test_questions_of_both_kinds_of_files(tmp_path):
    (tmp_path / "q.csv").write_text("问题,答案\n几点开门？,九点\n谁来？,\n", "utf-8-sig")
    (tmp_path / "q.jsonl").write_text(
        '{"question": "几点开门？", "answers": ["九点", "9点"]}\n\n{"question": "谁来？"}\n'
    )
    assert [one.answers for one in read_asked(tmp_path / "q.csv")] == [("九点",), ()]
    assert [one.answers for one in read_asked(tmp_path / "q.jsonl")] == [("九点", "9点"), ()]


@pytest.mark.parametrize(
    ("line", "message"),
    [("{", "cannot be read"), ("[]", "is no object"), ('{"answer": "x"}', "row 1: has no question"),
     ('{"question": "x", "answer": 3}', "the answer is 3")],
)  # fmt: skip
def test_questions_that_are_none(line, message, tmp_path):
    (tmp_path / "q.jsonl").write_text(line)
    with pytest.raises(EvalError, match=message):
        read_asked(tmp_path / "q.jsonl")


def test_the_command_says_what_is_missing(tmp_path, capsys):
    head = save_extractive(tmp_path / "head")
    (tmp_path / "q.jsonl").write_text('{"question": "谁来？"}')
    Archive.open(tmp_path / "a").close()
    words = ["calibrate", "--archive", str(tmp_path / "a"), "--generator", str(head)]
    assert main([*words, "--questions", str(tmp_path / "q.jsonl")]) == 2
    assert "at least 20 are needed" in capsys.readouterr().err
