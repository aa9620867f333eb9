"""What is seen of an answer, and what a generator's rule makes of it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest

from qa.answering.answer import answer_questions
from qa.answering.sureness import Evidence
from qa.records import Answer, Article, Chunk, Hit, Refusal
from qa.search.query import as_queries
from tests.generators import Read, Written

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

TEXT = "石桥镇粮仓由林秋禾设计。梅岭书店的馆长是何远。书店每天早上九点开门。"
ARTICLE = Article(id="one", title="梅岭书店迁入老粮仓", text=TEXT)


class _Rule:
    """A rule of one number, which keeps what it was asked."""

    def __init__(self, name: str = "worth", bias: float = 0.0) -> None:
        self._name, self._bias = name, bias
        self.asked: list[Mapping[str, float]] = []

    def probability(self, features: Mapping[str, float]) -> float:
        self.asked.append(features)
        return 1 / (1 + math.exp(-self._bias - features[self._name]))


class _Reader:
    """A generator that answers what it is told to, and has a rule."""

    threshold = 0.3

    def __init__(self, answers: Sequence[tuple[str, float]], rule: _Rule | None) -> None:
        self._answers = answers
        if rule is not None:
            self.sureness = rule

    def answer(self, questions: Sequence[str], contexts: Sequence[str], **_: object) -> list[Read]:
        return [
            Read(generations=tuple(self._said(text, sure) for text, sure in self._answers))
            for _ in contexts
        ]

    @staticmethod
    def _said(text: str, sure: float) -> Written:
        start = TEXT.index(text)
        return Written(
            text=text,
            confidence=sure,
            answerable=0.9,
            start=start,
            end=start + len(text),
            order=-1.0,
        )


def _ask(
    question: str,
    answers: Sequence[tuple[str, float]],
    rule: _Rule | None,
    *,
    threshold: float | None = None,
) -> Answer:
    chunk = Chunk(article_id="one", start=0, end=len(TEXT), text=TEXT)
    (answer,) = answer_questions(
        as_queries([question]),
        [[Hit(chunk=chunk, score=1.0)]],
        generator=_Reader(answers, rule),  # type: ignore[arg-type]
        get_article=lambda _: ARTICLE,
        threshold=threshold,
    )
    return answer


def _seen(question: str, *answers: tuple[str, float]) -> Evidence:
    rule = _Rule()
    _ask(question, answers, rule, threshold=0.0)
    return Evidence(**rule.asked[0])


def test_the_confidence_is_that_of_the_rule() -> None:
    assert _ask("馆长是谁？", [("何远", 0.8)], None).confidence == pytest.approx(0.8)
    ruled = _ask("馆长是谁？", [("何远", 0.8)], _Rule("confidence", bias=-1.0))
    assert ruled.text == "何远"
    assert ruled.confidence == pytest.approx(1 / (1 + math.exp(1) / 4))
    assert ruled.answerable == pytest.approx(0.9)


def test_a_threshold_of_the_caller_is_one_of_what_the_rule_says() -> None:
    sure = _Rule("confidence", bias=5.0)
    assert _ask("馆长是谁？", [("何远", 0.4)], sure, threshold=0.9).text == "何远"
    unsure = _Rule("confidence", bias=-5.0)
    refused = _ask("馆长是谁？", [("何远", 0.8)], unsure, threshold=0.3)
    assert refused.reason is Refusal.UNSURE


def test_the_rule_chooses_no_answer() -> None:
    answers = [("何远", 0.8), ("林秋禾", 0.3)]
    turned = _ask("馆长是谁？", answers, _Rule("confidence", bias=-9.0), threshold=0.0)
    assert turned.text == _ask("馆长是谁？", answers, None).text


def test_an_answer_is_ahead_of_the_others_of_its_reading() -> None:
    alone = _seen("馆长是谁？", ("何远", 0.8))
    beside = _seen("馆长是谁？", ("何远", 0.8), ("林秋禾", 0.5))
    assert alone.ahead == 8.0
    assert 0 < beside.ahead < 8.0
    assert beside.worth == alone.worth
    assert beside.ahead > _seen("馆长是谁？", ("何远", 0.8), ("林秋禾", 0.7)).ahead


def test_log_odds_are_those_of_the_reader() -> None:
    seen = _seen("馆长是谁？", ("何远", 0.8))
    assert seen.confidence == pytest.approx(math.log(4))
    assert seen.answerable == pytest.approx(math.log(9))


@pytest.mark.parametrize(
    ("question", "yes_no"), [("书店早上九点开门吗？", 1.0), ("书店几点开门？", 0.0)]
)
def test_yes_or_no_is_told(question: str, yes_no: float) -> None:
    assert _seen(question, ("九点", 0.8)).yes_no == yes_no


@pytest.mark.parametrize(
    ("question", "answer", "least", "most"),
    [
        ("梅岭书店的馆长是谁？", "何远", 1.0, 1.0),
        ("石桥镇粮仓由谁设计？", "林秋禾", 1.0, 1.0),
        ("老粮仓的书店馆长是谁？", "何远", 0.6, 0.99),  # 老粮仓 stands in the title alone
        ("镇医院的院长是谁？", "何远", 0.0, 0.5),
        ("谁？", "何远", 1.0, 1.0),
    ],
)
def test_how_much_of_the_question_is_said_around_an_answer(
    question: str, answer: str, least: float, most: float
) -> None:
    assert least <= _seen(question, (answer, 0.8)).said <= most
