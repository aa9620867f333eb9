"""The figure or day that a yes-or-no question is about, and what denies it."""

import datetime as dt

import pytest

from qa.answering.answer import answer_questions
from qa.answering.yes_no.figures_asked import figure_asked
from qa.records import AnswerKind, Article, Chunk, Hit
from qa.search.query import as_queries
from tests.generators import ExtractiveGenerator, Read, Written


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("今年纪念的是建馆50周年吗？", "今年纪念的是建馆多少周年？"),
        ("大桥投资是3600万元吗？", "大桥投资是多少元？"),
        ("老城区是不是有三所小学？", "老城区是有多少所小学？"),
        ("书展是在5月4日开幕的吗？", "书展是在几月几日开幕的？"),
        ("纪念馆是1987年建的吗？", "纪念馆是哪一年建的？"),
        ("绿化率是45%吗？", "绿化率是多少？"),
    ],
)
def test_the_figure_is_asked_for(question, asks):
    found = figure_asked(question)
    assert found is not None
    assert found.question == asks


@pytest.mark.parametrize(
    "question",
    [
        "大桥投资超过3600万元吗？",
        "大桥投资约3600万元吗？",
        "大桥投资三千多万元吗？",
        "5月4日书展开幕了吗？",
        "书展从5月4日到8日举行吗？",
        "在2005年，书展停办了吗？",
        "第5届书展开幕了吗？",
        "二十名工人获救了吗？",
        "客车比货车多20辆吗？",
        "投资从20万元增加到30万元吗？",
        "大桥收费吗？",
        "大桥投资是3600万元，对吗，还是多少？",
        "大桥投资多少元？",
    ],
)
def test_a_question_of_no_one_figure_asks_for_none(question):
    assert figure_asked(question) is None


@pytest.mark.parametrize(
    ("question", "answer", "sentence", "so"),
    [
        ("大桥投资是3600万元吗？", "4200万元", "大桥总投资4200万元。", False),
        ("大桥投资是3600万元吗？", "3600万元", "大桥总投资3600万元。", True),
        ("大桥投资是3600万元吗？", "三千六百万元", "大桥总投资三千六百万元。", True),
        ("大桥投资是3600万元吗？", "3600万元", "大桥计划投资3600万元。", None),
        ("大桥投资是3600万元吗？", "3600万元", "大桥投资不是3600万元。", None),
        ("大桥投资是3600万元吗？", "3600万元", "总投资3600万元。", None),
        ("大桥首次投资是3600万元吗？", "3600万元", "大桥首次投资3600万元。", None),
        ("大桥投资是3600万元吗？", "约3700万元", "大桥总投资约3700万元。", None),
        ("大桥投资是3600万元吗？", "约5000万元", "大桥总投资约5000万元。", False),
        ("大桥投资是3600万元吗？", "4200万元", "隧道耗资4200万元。", None),
        ("大桥投资是3600万元吗？", "三年", "大桥投资分三年到位。", None),
        ("大桥投资是3600万元吗？", "3600万元，另600万元", "大桥投资3600万元，另600万元。", None),
        ("书展是在5月4日开幕的吗？", "5月6日", "书展5月6日开幕。", False),
        ("书展是在5月4日开幕的吗？", "5月4日", "书展5月4日开幕。", True),
        ("书展是在5月4日开幕的吗？", "4日", "书展4日开幕。", None),
        ("纪念馆是1987年建的吗？", "5月", "纪念馆5月建成。", None),
        ("纪念馆是1987年建的吗？", "1978年", "纪念馆建于1978年。", False),
    ],
)
def test_the_figure_or_another_of_the_kind(question, answer, sentence, so):
    asked = figure_asked(question)
    assert asked is not None
    assert asked.is_so(answer, sentence) is so


@pytest.mark.parametrize(
    ("question", "text", "stands"),
    [
        ("大桥投资是3600万元吗？", "隧道耗资三千六百万元。", True),
        ("大桥投资是3600万元吗？", "大桥长3600万米。", False),
        ("书展是在5月4日开幕的吗？", "2031年5月4日，书展布展。", True),
        ("书展是在5月4日开幕的吗？", "书展4日开幕，5月布展。", False),
        ("纪念馆是1987年建的吗？", "5月建成。", False),
    ],
)
def test_the_figure_may_stand_there_of_another_thing(question, text, stands):
    asked = figure_asked(question)
    assert asked is not None
    assert asked.stands_in(text) is stands


TEXT = "两国领导人互致贺电。今年春天，庆祝活动在首都举办，纪念双方建交40周年。"
ARTICLE = Article(id="a", title="", text=TEXT, date=dt.date(2031, 4, 3))


class AskedAgain(ExtractiveGenerator):
    """One that finds the figure only where it is asked for, and notes what it is asked."""

    def __init__(self, *, answerable):
        super().__init__()
        self.asked = []
        self._answerable = answerable

    def _answer(self, question, context, *, verbatim, candidates):
        self.asked.append(question)
        found, sure = ("40周年", self._answerable) if "多少" in question else ("庆祝活动", 0.6)
        start = context.index(found)
        best = Written(
            text=found, confidence=0.8, answerable=sure, start=start, end=start + len(found)
        )
        return Read(generations=(best,))


def ask(question, *, answerable):
    generator = AskedAgain(answerable=answerable)
    hit = Hit(chunk=Chunk(article_id="a", start=0, end=len(TEXT), text=TEXT), score=1.0)
    [answer] = answer_questions(
        as_queries([question]), [[hit]], generator=generator, get_article=lambda _: ARTICLE
    )
    return answer, generator.asked


def test_another_figure_that_the_reader_surely_gives_says_no():
    answer, asked = ask("活动庆祝的是两国建交50周年吗？", answerable=0.95)
    assert asked[-1] == "活动庆祝的是两国建交多少周年？"
    assert (answer.kind, answer.confidence) == (AnswerKind.NO, 0.85)
    assert answer.text == "今年春天，庆祝活动在首都举办，纪念双方建交40周年。"


def test_the_same_figure_says_yes_where_nearly_all_else_stands_there():
    answer, _ = ask("庆祝活动纪念的是建交40周年吗？", answerable=0.95)
    assert (answer.kind, answer.text) == (AnswerKind.YES, TEXT.partition("。")[2])
    assert ask("活动庆祝的是两国建交40周年吗？", answerable=0.95)[0].kind is AnswerKind.PASSAGE


def test_an_unsure_figure_decides_nothing():
    assert ask("活动庆祝的是两国建交50周年吗？", answerable=0.8)[0].kind is AnswerKind.PASSAGE


def test_nothing_is_read_again_where_no_figure_is_asked_about():
    assert ask("活动庆祝的是两国结盟吗？", answerable=0.95)[1] == ["活动庆祝的是两国结盟吗？"]
