"""Close answers of one reading read again, each with the sentences around it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qa.answering.answer import answer_questions
from qa.answering.calibration import Calibrated, Calibration, Scale
from qa.answering.candidates import Candidate
from qa.answering.rereading import Again, reread
from qa.defaults import default_generator
from qa.interfaces import rate_spans
from qa.records import Article, Chunk, Hit, Span
from qa.search.query import as_queries
from qa.service.stopping import StoppingGenerator
from tests.generators import ExtractiveGenerator, Read, Written

TEXT = (
    "青石镇的茶厂上月开工。厂长陆知行介绍了经过。设备由老技师邱玉兰安装。雨下了三天。"
    "路修好了。镇上来了客人。书记周映川讲了话。傍晚大家散去。"
)
QUESTION = "茶厂的设备是谁安装的？"


class Tells(ExtractiveGenerator):
    """Finds ``likely`` texts that likely, all others hardly; notes what it was asked to read."""

    def __init__(self, likely: dict[str, float]) -> None:
        super().__init__()
        self.likely = likely
        self.asked: list[tuple[str, str, str]] = []

    def rate_spans(self, questions, contexts, spans, *, prefaces):
        self.calls.append(f"rate_spans {len(contexts)}")
        self.asked += zip(questions, prefaces, contexts, strict=True)
        return [
            [self.likely.get(context[start:end], -20.0) for start, end in several]
            for context, several in zip(contexts, spans, strict=True)
        ]


def _calibrated(generator: ExtractiveGenerator) -> Calibrated:
    as_it_is = Scale(slope=1.0, offset=0.0)
    calibration = Calibration(generator={}, right=as_it_is, answerable=as_it_is, threshold=0.5)
    return Calibrated(generator, calibration)


def _stopping(generator: ExtractiveGenerator) -> StoppingGenerator:
    return StoppingGenerator(generator, lambda: None, together=4)


def _candidate(said: str, worth: float, confidence: float, *, text: str = TEXT) -> Candidate:
    start = text.index(said)
    return Candidate(
        text=said,
        article_id="a",
        span=Span(start=start, end=start + len(said)),
        confidence=confidence,
        worth=worth,
        answerable=confidence + 0.1,
        prior=1.0,
        turn=1,
    )


def _again(*candidates: Candidate, question: str = QUESTION, text: str = TEXT) -> Again:
    article = Article(id="a", title="茶厂开工", text=text)
    return Again(question=question, article=article, candidates=candidates)


def test_the_second_reading_decides_between_close_answers():
    first, second = _candidate("陆知行", 0.5, 0.8), _candidate("邱玉兰", 0.2, 0.4)
    [order] = reread([_again(first, second)], generator=Tells({"邱玉兰": -1.0, "陆知行": -6.0}))
    assert order == [
        replace(second, confidence=0.8, answerable=0.9),
        replace(first, confidence=0.4, answerable=0.5),
    ]


@pytest.mark.parametrize(
    ("likely", "first"),
    [({"邱玉兰": -1.0, "陆知行": -1.1}, "陆知行"), ({"邱玉兰": -1.0, "陆知行": -3.0}, "邱玉兰")],
)
def test_it_is_added_to_the_first(likely, first):
    close = _again(_candidate("陆知行", 0.5, 0.8), _candidate("邱玉兰", 0.2, 0.4))
    [order] = reread([close], generator=Tells(likely))
    assert order[0].text == first


@pytest.mark.parametrize(
    ("question", "worths"),
    [
        (QUESTION, (2.0, 0.5)),  # far apart
        (QUESTION, (0.5,)),
        (QUESTION, ()),
        ("设备是邱玉兰安装的吗？", (0.5, 0.2)),
    ],
)
def test_what_is_not_close_is_not_read_again(question, worths):
    names = ("陆知行", "邱玉兰")
    some = [_candidate(name, worth, 0.5) for name, worth in zip(names, worths, strict=False)]
    generator = Tells({"邱玉兰": -1.0})
    assert reread([_again(*some, question=question)], generator=generator) == [some]
    assert generator.calls == []


def test_who_is_not_close_stays_behind():
    some = [_candidate("陆知行", 0.5, 0.8), _candidate("邱玉兰", 0.4, 0.7)]
    far = _candidate("周映川", -3.0, 0.1)
    [order] = reread([_again(*some, far)], generator=Tells({"周映川": 0.0, "邱玉兰": -0.1}))
    assert [one.text for one in order] == ["邱玉兰", "陆知行", "周映川"]


def test_each_is_read_with_the_sentences_around_it():
    some = [_candidate("陆知行", 0.5, 0.8), _candidate("邱玉兰", 0.4, 0.7)]
    generator = Tells({})
    reread([_again(*some, _candidate("周映川", 0.3, 0.6))], generator=generator)
    beginning = TEXT[: TEXT.index("路修好了")]
    end = TEXT[TEXT.index("路修好了") :]
    assert generator.asked == [(QUESTION, "茶厂开工", beginning), (QUESTION, "茶厂开工", end)]
    assert generator.calls == ["rate_spans 2"]


def test_what_is_read_is_what_is_seen():
    text = "雨停了。廠長陸\u200b知行介紹，設備由邱玉蘭安裝。"
    some = [
        _candidate("陸\u200b知行", 0.5, 0.8, text=text),
        _candidate("邱玉蘭", 0.4, 0.7, text=text),
    ]
    [order] = reread([_again(*some, text=text)], generator=Tells({"陆知行": -9.0, "邱玉兰": -1.0}))
    assert [one.text for one in order] == ["邱玉蘭", "陸\u200b知行"]


def test_a_generator_that_cannot_tell_changes_nothing():
    some = [_candidate("陆知行", 0.5, 0.8), _candidate("邱玉兰", 0.2, 0.4)]
    assert reread([_again(*some)], generator=ExtractiveGenerator()) == [some]
    assert rate_spans(ExtractiveGenerator(), ["谁？"], [TEXT], [[(0, 3)]], prefaces=[""]) == [[]]


def test_several_questions_are_read_in_one_call():
    some = [_candidate("陆知行", 0.5, 0.8), _candidate("邱玉兰", 0.2, 0.4)]
    generator = Tells({"邱玉兰": -1.0})
    close, alone = _again(*some), _again(some[0])
    orders = reread([close, alone, close], generator=generator)
    assert [one[0].text for one in orders] == ["邱玉兰", "陆知行", "邱玉兰"]
    assert len(generator.calls) == 1


@pytest.mark.parametrize("can", [True, False])
@pytest.mark.parametrize("wrap", [_calibrated, _stopping])
def test_what_stands_around_a_generator_passes_it_on(wrap, can):
    generator = wrap(Tells({"邱玉兰": -1.0}) if can else ExtractiveGenerator())
    start = TEXT.index("邱玉兰")
    rates = rate_spans(generator, [QUESTION], [TEXT], [[(start, start + 3)]], prefaces=[""])
    assert rates == [[-1.0] if can else []]


class Undecided(Tells):
    """Reads two names that it finds nearly equally good."""

    def _answer(self, question, context, **options):
        found = [
            Written(text=name, confidence=sure, start=start, end=start + len(name), order=1.0)
            for name, sure in (("邱玉兰", 0.7), ("周映川", 0.6))
            for start in [context.index(name)]
        ]
        return Read(generations=tuple(found))


@pytest.mark.parametrize(
    ("likely", "verbatim", "given"),
    [
        ({"周映川": -1.0}, True, "周映川"),
        ({"邱玉兰": -1.0}, True, "邱玉兰"),
        ({"周映川": -1.0}, False, "邱玉兰"),
    ],
)
def test_an_archives_answer_is_the_one_of_both_readings(likely, verbatim, given):
    article = Article(id="a", title="", text=TEXT)
    chunk = Chunk(article_id="a", start=0, end=len(TEXT), text=TEXT)
    generator = Undecided(likely)
    [answer] = answer_questions(
        as_queries(["谁来到镇上？"]),
        [[Hit(chunk=chunk, score=1.0)]],
        generator=generator,
        get_article={"a": article}.__getitem__,
        verbatim=verbatim,
        threshold=0.0,
    )
    assert (answer.text, answer.confidence) == (given, pytest.approx(0.7))
    assert answer.citations[0].quote == given
    assert [call.split()[0] for call in generator.calls] == (
        ["answer", "rate_spans"] if verbatim else ["answer"]
    )


@pytest.fixture(scope="module")
def embedded():
    return default_generator()


@pytest.mark.parametrize(
    ("question", "right", "wrong"),
    [
        (QUESTION, "邱玉兰", "陆知行"),
        ("茶厂厂长是谁？", "陆知行", "邱玉兰"),
        ("雨下了几天？", "三天", "上月"),
        ("谁讲了话？", "书记周映川", "客人"),
    ],
)
def test_the_embedded_model_tells_a_right_answer_from_its_neighbour(
    embedded, question, right, wrong
):
    some = [_candidate(wrong, 0.5, 0.8), _candidate(right, 0.4, 0.7)]
    [order] = reread([_again(*some, question=question)], generator=embedded)
    assert [one.text for one in order] == [right, wrong]
