"""From hits to an answer, its citations, or a refusal."""

import datetime as dt
import math
from dataclasses import replace

import pytest

from qa.answering.answer import answer_questions
from qa.answering.spans.candidates import Weighing
from qa.errors import ArchiveError, InputError
from qa.records import Article, Chunk, Hit, Origin, Piece, Refusal, Span
from qa.search.query import as_queries
from qa.search.timely import Days
from tests.generators import ExtractiveGenerator, Read, ScriptedGenerator, Written

ALL = Weighing(near=0.0, sure=math.inf)
BRIDGE = "本报讯 清河大桥昨日通车。大桥长三百米，由《桥梁条例》规定的单位建设。总投资1.5亿元。"
SCHOOL = "城东小学新建教学楼。清河大桥昨日通车后，学生上学更方便。"
ARTICLES = {
    "bridge": Article(
        id="bridge",
        title="清河大桥通车",
        text=BRIDGE,
        date=dt.date(2031, 4, 3),
        origin=Origin(
            file="page.txt",
            encoding="utf-8",
            sha256="0" * 64,
            pieces=(
                Piece(start=0, file_start=10, length=8),
                Piece(start=8, file_start=20, length=len(BRIDGE) - 8),
            ),
        ),
    ),
    "school": Article(id="school", title="新教学楼", text=SCHOOL),
}


def chunk(article_id, start=0, end=None):
    text = ARTICLES[article_id].text
    end = len(text) if end is None else end
    return Chunk(article_id=article_id, start=start, end=end, text=text[start:end])


def hit(article_id, score=1.0, start=0, end=None):
    return Hit(chunk=chunk(article_id, start, end), score=score)


def said(context, text, confidence, answerable=1.0):
    start = context.index(text)
    end = start + len(text)
    return Written(text=text, confidence=confidence, answerable=answerable, start=start, end=end)


def ask(generator, hits, question="大桥多长？", **options):
    [answer] = answer_questions(
        as_queries([question], today=dt.date(2031, 4, 4)),
        [hits],
        generator=generator,
        get_article=ARTICLES.__getitem__,
        **options,
    )
    return answer


def test_the_answer_is_cited_in_its_article_and_file():
    hits = [hit("bridge"), hit("school", 0.5)]
    answer = ask(ExtractiveGenerator(), hits, question="清河大桥昨日通车")
    [citation] = answer.citations
    assert (answer.text, answer.reason) == ("本报讯 清河大桥昨日通车", None)
    assert answer.confidence == pytest.approx(1.0)
    assert (citation.article_id, citation.start, citation.end) == ("bridge", 0, 12)
    assert (citation.quote, citation.title) == (answer.text, "清河大桥通车")
    assert citation.date == dt.date(2031, 4, 3)
    assert (citation.file, citation.file_start, citation.file_end) == ("page.txt", 10, 24)
    assert answer.hits == tuple(hits[:1])
    assert not answer.truncated


def test_a_call_reads_a_chunk_of_each_question_that_is_not_settled():
    unsure, sure = said(BRIDGE, "三百米", 0.1, 0.1), said(SCHOOL, "城东小学", 0.9, 0.9)
    generator = ScriptedGenerator(answers={BRIDGE: [unsure], SCHOOL: [sure]})
    queries = as_queries(["大桥多长", "教学楼在哪", "谁"])
    hits = [[hit("bridge"), hit("school"), hit("bridge", 0.9)], [hit("school"), hit("bridge")], []]
    answers = answer_questions(queries, hits, generator=generator, get_article=ARTICLES.__getitem__)
    assert generator.calls == ["answer 2", "answer 1"]
    assert [answer.text for answer in answers] == ["城东小学", "城东小学", None]
    assert [len(answer.hits) for answer in answers] == [2, 1, 0]


@pytest.mark.parametrize(
    ("score", "first", "read"), [(1.0, 0.75, 1), (1.0, 0.65, 2), (0.5, 0.65, 1)]
)
def test_a_chunk_is_read_if_found_near_the_best_while_none_answers(score, first, read):
    answers = {
        BRIDGE: [said(BRIDGE, "三百米", 0.2, first)],
        SCHOOL: [said(SCHOOL, "城东小学", 0.9, 0.9)],
    }
    generator = ScriptedGenerator(answers=answers)
    answer = ask(generator, [hit("bridge"), hit("school", score)], threshold=0.0)
    title = ["answer 1"] if read == 1 else []  # the school's text leaves no doubt
    assert generator.calls == ["answer 1"] * read + title
    assert len(answer.hits) == read
    assert answer.text == ("城东小学" if read == 2 else "三百米")


@pytest.mark.parametrize(("first", "among"), [(0.75, 1), (0.65, 3)])
def test_an_answer_is_the_best_of_what_was_read_or_of_all_that_was_found(first, among):
    generator = ScriptedGenerator(answers={BRIDGE: [said(BRIDGE, "三百米", 0.9, first)]})
    answer = ask(generator, [hit("bridge"), hit("school"), hit("school", 0.1)])
    assert answer.answerable == pytest.approx(first / (first + among * (1 - first)))
    assert len(answer.hits) == (1 if among == 1 else 2)


def test_which_chunks_are_read_does_not_depend_on_the_threshold():
    generator = ScriptedGenerator(answers={BRIDGE: [said(BRIDGE, "三百米", 0.9, 0.9)]})
    answers = [
        ask(generator, [hit("bridge"), hit("school")], threshold=threshold)
        for threshold in (0.0, 0.95, None)
    ]
    assert [answer.text for answer in answers] == ["三百米", None, "三百米"]
    assert [len(answer.hits) for answer in answers] == [1, 1, 1]


def test_no_hits_is_a_refusal():
    generator = ExtractiveGenerator()
    answer = ask(generator, [])
    assert (answer.text, answer.confidence, answer.citations) == (None, 0.0, ())
    assert (answer.reason, answer.threshold) == (Refusal.NO_ARTICLES, None)
    assert generator.calls == []


def test_what_hardly_answers_is_refused_with_both_numbers():
    generator = ScriptedGenerator(answers={BRIDGE: [said(BRIDGE, "三百米", 0.2, 0.25)]})
    answer = ask(generator, [hit("bridge")], question="大桥多宽？")
    assert answer.text is None
    assert (answer.confidence, answer.answerable) == pytest.approx((0.2, 0.25))
    assert (answer.reason, answer.threshold) == (Refusal.IMPROBABLE, generator.threshold)
    assert answer.citations == ()
    assert len(answer.hits) == 1
    given = ask(generator, [hit("bridge")], threshold=0.1)
    assert (given.text, given.reason, given.threshold) == ("三百米", None, 0.1)


def test_a_threshold_is_of_the_confidence():
    generator = ScriptedGenerator(answers={BRIDGE: [said(BRIDGE, "三百米", 0.25, 0.9)]})
    assert ask(generator, [hit("bridge")]).text == "三百米"
    answer = ask(generator, [hit("bridge")], threshold=0.3)
    assert (answer.text, answer.answerable) == (None, pytest.approx(0.9))
    assert (answer.reason, answer.threshold) == (Refusal.UNSURE, 0.3)


def test_one_place_that_answers_is_enough():
    answers = {
        BRIDGE: [said(BRIDGE, "清河大桥", 0.6, 0.1)],
        SCHOOL: [said(SCHOOL, "清河大桥", 0.5, 0.8)],
    }
    answer = ask(ScriptedGenerator(answers=answers), [hit("bridge"), hit("school")], weighing=ALL)
    assert (answer.text, answer.answerable) == ("清河大桥", pytest.approx(0.8 / (0.8 + 2 * 0.2)))


@pytest.mark.parametrize("text", ["无法回答", "", "。"])
def test_no_answer_is_a_trained_output(text):
    generator = ScriptedGenerator(answers={BRIDGE: [Written(text=text, confidence=0.9)]})
    answer = ask(generator, [hit("bridge")])
    assert (answer.text, answer.reason, answer.threshold) == (None, Refusal.NO_CANDIDATE, None)


def test_articles_that_agree_support_each_other():
    generator = ScriptedGenerator(
        answers={
            BRIDGE: [said(BRIDGE, "清河大桥", 0.5), said(BRIDGE, "三百米", 0.6)],
            SCHOOL: [said(SCHOOL, "清河大桥", 0.6)],
        }
    )
    answer = ask(generator, [hit("bridge"), hit("school")], weighing=ALL)
    assert answer.text == "清河大桥"
    assert answer.confidence == pytest.approx(1 - 0.4 * (1 - Weighing().agreement * 0.5))
    assert [(c.article_id, c.start) for c in answer.citations] == [("school", 10), ("bridge", 4)]


def test_the_generators_own_order_stands_within_a_reading():
    generator = ScriptedGenerator(
        answers={
            BRIDGE: [
                replace(said(BRIDGE, "三百米", 0.4), order=-1.0),
                replace(said(BRIDGE, "大桥长三百米", 0.9), order=-50.0),
            ]
        }
    )
    answer = ask(generator, [hit("bridge")])
    assert (answer.text, answer.confidence) == ("三百米", pytest.approx(0.4))


def test_overlapping_chunks_show_one_place_once():
    whole, part = chunk("bridge"), chunk("bridge", 13, 36)
    generator = ScriptedGenerator(
        answers={
            whole.text: [said(whole.text, "三百米", 0.5)],
            part.text: [said(part.text, "三百米", 0.6)],
        }
    )
    answer = ask(generator, [hit("bridge"), hit("bridge", 1.0, 13, 36)], weighing=ALL)
    assert answer.confidence == pytest.approx(0.6)
    [citation] = answer.citations
    assert BRIDGE[citation.start : citation.end] == citation.quote == "三百米"


def test_retrieval_decides_between_equally_sure_answers():
    generator = ScriptedGenerator(
        answers={
            BRIDGE: [said(BRIDGE, "三百米", 0.5)],
            SCHOOL: [said(SCHOOL, "城东小学", 0.5)],
        }
    )
    answer = ask(generator, [hit("school", 0.2), hit("bridge", 0.4)], weighing=ALL)
    assert (answer.text, answer.confidence) == ("三百米", pytest.approx(0.5))


def test_marks_are_completed_and_punctuation_trimmed():
    generator = ScriptedGenerator(answers={BRIDGE: [said(BRIDGE, "，由《桥梁条例", 0.9)]})
    assert ask(generator, [hit("bridge")]).text == "《桥梁条例》"


def test_half_a_word_is_completed():
    generator = ScriptedGenerator(answers={SCHOOL: [said(SCHOOL, "清河大桥昨日通", 0.9)]})
    answer = ask(generator, [hit("school")], question="昨日如何？")
    assert answer.text == answer.citations[0].quote
    assert answer.text[answer.read.start : answer.read.end] == "清河大桥昨日通车"


def test_all_hits_are_read_where_none_answers():
    generator = ScriptedGenerator(answers={BRIDGE: [said(BRIDGE, "三百米", 0.01, 0.01)]})
    hits = [hit("bridge"), hit("school"), *[hit("bridge", 0.9, 13, 36)] * 8]
    answer = ask(generator, hits, question="大桥多宽？")
    assert generator.calls == ["answer 1"] * 10 + ["answer 2"]  # the titles of the two articles
    assert (answer.text, answer.hits) == (None, tuple(hits))


def test_the_days_of_the_question_are_the_answers():
    [mention] = ask(ExtractiveGenerator(), [hit("bridge")], question="昨日大桥通车了吗").dates
    assert (mention.text, mention.since) == ("昨日", dt.date(2031, 4, 3))


def test_what_was_not_read_is_said():
    assert ask(ExtractiveGenerator(max_tokens=20), [hit("bridge")]).truncated


def test_free_words_are_cited_by_the_sentence_that_supports_them():
    free = [Written(text="大桥长300米，由单位建设", confidence=0.9)]
    answer = ask(ScriptedGenerator(answers={BRIDGE: free}), [hit("bridge")], verbatim=False)
    [citation] = answer.citations
    assert answer.text == "大桥长300米，由单位建设"
    assert citation.quote == "大桥长三百米，由《桥梁条例》规定的单位建设。"


def test_each_sentence_of_free_words_has_its_own_citation():
    free = [Written(text="大桥长300米。清河大桥昨日通车。大桥由单位建设。", confidence=0.9)]
    answer = ask(ScriptedGenerator(answers={BRIDGE: free}), [hit("bridge")], verbatim=False)
    assert [citation.quote for citation in answer.citations] == [
        "大桥长三百米，由《桥梁条例》规定的单位建设。",
        "本报讯 清河大桥昨日通车。",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "大桥长400米，由单位建设",
        "股市大跌",
        "清河大桥昨日通车。股市大跌。",
        "大桥长1.5亿元，由单位建设",  # of two sentences put together
        "大桥昨日由单位建设",
    ],
)
def test_free_words_without_support_are_refused(text):
    generator = ScriptedGenerator(answers={BRIDGE: [Written(text=text, confidence=0.9)]})
    assert ask(generator, [hit("bridge")], verbatim=False).text is None


def test_words_that_are_not_in_the_chunk_are_not_a_verbatim_answer():
    lie = [Written(text="大桥长300米", confidence=0.9, start=0, end=7)]
    assert ask(ScriptedGenerator(answers={BRIDGE: lie}), [hit("bridge")]).text is None


def test_questions_and_hits_are_as_many():
    with pytest.raises(InputError, match="1 questions but hits for 0"):
        answer_questions(
            as_queries(["谁"]),
            [],
            generator=ExtractiveGenerator(),
            get_article=ARTICLES.__getitem__,
        )


def test_a_chunk_that_no_longer_fits_its_article_is_an_error():
    stale = Hit(chunk=Chunk(article_id="bridge", start=0, end=2, text="旧文"), score=1.0)
    with pytest.raises(ArchiveError, match="rebuild"):
        ask(ExtractiveGenerator(), [stale])


def test_a_citation_is_its_span():
    answer = ask(ExtractiveGenerator(), [hit("school")], question="教学楼在哪")
    [citation] = answer.citations
    span = Span(start=citation.start, end=citation.end)
    assert SCHOOL[span.start : span.end] == citation.quote == "城东小学新建教学楼"
    assert (citation.file, citation.file_start) == (None, None)


def test_the_day_that_stands_nearest_to_an_answer_counts():
    texts = {
        "old": "本报讯 青石镇昨日公布，去年供餐31万份。",
        "new": "本报讯 青石镇昨日公布，去年共供餐40万份。",
    }
    days = {"old": dt.date(2030, 4, 2), "new": dt.date(2031, 4, 2)}
    articles = {
        id_: Article(id=id_, title="", text=text, date=days[id_]) for id_, text in texts.items()
    }
    hits = [
        Hit(
            chunk=Chunk(article_id=id_, start=0, end=len(text), text=text),
            score=1.0,
            date=days[id_],
        )
        for id_, text in texts.items()
    ]
    generator = ScriptedGenerator(
        answers={
            texts["old"]: [said(texts["old"], "31万份", 0.9)],
            texts["new"]: [said(texts["new"], "40万份", 0.7)],
        }
    )
    [query] = as_queries(["去年供餐多少？"], today=dt.date(2031, 4, 4))
    [answer] = answer_questions(
        [query],
        [hits],
        generator=generator,
        get_article=articles.__getitem__,
        days=[Days.of(query.dates, None)],
    )
    assert (answer.text, answer.outside) == ("40万份", False)


@pytest.mark.parametrize(
    ("question", "reason"),
    [("2030年大桥什么时候通车？", Refusal.OTHER_DAYS), ("2030年大桥长多少？", None)],
)
def test_a_day_of_another_year_is_no_answer(question, reason):
    text = "预计4月21日大桥通车，桥长三百米。"
    article = Article(id="a", title="", text=text, date=dt.date(2031, 4, 3))
    found = Chunk(article_id="a", start=0, end=len(text), text=text)
    [query] = as_queries([question], today=dt.date(2031, 4, 9))
    [answer] = answer_questions(
        [query],
        [[Hit(chunk=found, score=1.0, date=article.date)]],
        generator=ExtractiveGenerator(),
        get_article={"a": article}.__getitem__,
        days=[Days.of(query.dates, None)],
    )
    assert (answer.reason, answer.text is None) == (reason, reason is not None)


@pytest.mark.parametrize(
    ("date", "text", "read"),
    [
        ("2031-04-03", "大桥长三百米。", True),
        ("2031-04-04", "大桥长三百米。", True),
        ("2031-04-05", "大桥长三百米。", False),
        ("2031-04-03", "4月1日大桥长三百米。", False),
        ("2031-04-03", "大桥4月1日通车。大桥长三百米。", True),
    ],
)
def test_days_are_not_read_where_the_article_is_of_them(date, text, read):
    class Reader(ExtractiveGenerator):
        def _answer(self, question, context, **options):
            bare = question == "大桥多长？"
            one = said(context, "三百米", 0.9 if bare else 0.5, 0.9 if bare else 0.5)
            return Read(generations=(one,))

    article = Article(id="a", title="", text=text, date=dt.date.fromisoformat(date))
    found = Chunk(article_id="a", start=0, end=len(text), text=text)
    [query] = as_queries(["4月3日大桥多长？"], today=dt.date(2031, 4, 9))
    generator = Reader()
    [answer] = answer_questions(
        [query],
        [[Hit(chunk=found, score=1.0, date=article.date)]],
        generator=generator,
        get_article={"a": article}.__getitem__,
        days=[Days.of(query.dates, None)],
    )
    other_days = date > "2031-04-04"
    assert answer.text == (None if other_days else "三百米")
    assert answer.reason == (Refusal.OTHER_DAYS if other_days else None)
    assert answer.confidence == pytest.approx(0.9 if read else 0.5)
    assert len(generator.calls) == 1


@pytest.mark.parametrize(
    ("question", "text", "read", "given"),
    [
        ("书市什么时候开幕？", "书市4月3日闭幕。", "4月3日", None),
        ("书市什么时候闭幕？", "书市4月3日闭幕。", "4月3日", "4月3日"),
        ("书市什么时候开幕？", "书市4月1日开幕，4月3日闭幕。", "4月1日", "4月1日"),
        ("大桥什么时候开工？", "原定2030年开工的大桥推迟到2031年。", "2030年", "2031年"),
        ("大桥什么时候开工？", "大桥2030年开工，验收推迟到2031年。", "2030年", "2030年"),
        ("哪座桥推迟？", "原定2030年开工的大桥推迟到2031年。", "大桥", "大桥"),
    ],
)
def test_a_day_is_that_of_what_is_asked_as_it_is_now(question, text, read, given):
    assert given_of(question, text, read) == given


@pytest.mark.parametrize(
    ("text", "read", "given"),
    [
        ("护坡高十二米。", "二米", "十二米"),
        ("护坡高十二米。", "十", "十二"),
        ("护坡高十 二米。", "二米", "十 二米"),
        ("护坡高一百八 十 二米。", "二米", "一百八 十 二米"),
        ("护坡高十\n二米。", "十", "十\n二"),
        ("护坡高一万\n二千米。", "二千米", "一万\n二千米"),
        ("护坡高一米二。", "一米二", "一米二"),
        ("护坡分四 二米高。", "二米", "二米"),
    ],
)
def test_a_numeral_cut_in_two_is_one(text, read, given):
    assert given_of("护坡多高？", text, read) == given


@pytest.mark.parametrize(
    ("question", "read", "sure", "given"),
    [
        ("谁撤回了上诉？", "法院", 0.9, "甲某"),
        ("谁裁定准许撤回上诉？", "法院", 0.9, "法院"),
        ("谁裁定准许撤回上诉？", "法院", 0.1, "法院"),
        ("谁以年迈为由撤回上诉？", "法院", 0.9, "法院"),
    ],
)
def test_a_rule_overrules_the_reader_only_where_it_explains_the_question(
    question, read, sure, given
):
    text = "上月，甲某撤回上诉，法院裁定准许。"
    assert given_of(question, text, read, sure) == given


def given_of(question, text, read, sure=0.9):
    article = Article(id="a", title="", text=text, date=dt.date(2031, 4, 4))
    found = Hit(
        chunk=Chunk(article_id="a", start=0, end=len(text), text=text), score=1.0, date=article.date
    )

    class Reader(ExtractiveGenerator):
        def _answer(self, question, context, **options):
            return Read(generations=(said(context, read, sure),))

    [answer] = answer_questions(
        as_queries([question]),
        [[found]],
        generator=Reader(),
        get_article={"a": article}.__getitem__,
    )
    return answer.text


class _Reader(ScriptedGenerator):
    """Answers each question as it was given; ``asked`` are those that it was asked."""

    def __init__(self, answers):
        super().__init__()
        self.by_question = answers
        self.asked = []

    def _answer(self, question, context, *, verbatim, candidates):
        self.asked.append(question)
        return Read(generations=tuple(self.by_question.get(question, ()))[:candidates])


SPOKEN, WRITTEN = "那座大桥一共花了多少钱？", "大桥投资多少元？"
COST = "1.5亿元"
LONG = "三百"


@pytest.mark.parametrize(
    ("as_asked", "as_written", "given"),
    [
        (said(BRIDGE, LONG, 0.1, 0.1), said(BRIDGE, COST, 0.6, 0.9), COST),
        (said(BRIDGE, LONG, 0.1, 0.1), said(BRIDGE, COST, 0.6, 0.7), None),
        (said(BRIDGE, COST, 0.1, 0.1), said(BRIDGE, COST, 0.6, 0.7), COST),
        (said(BRIDGE, COST, 0.1, 0.1), said(BRIDGE, COST, 0.6, 0.5), None),
    ],
)
def test_what_is_doubted_is_asked_in_written_words(as_asked, as_written, given):
    reader = _Reader({SPOKEN: [as_asked], WRITTEN: [as_written]})
    assert ask(reader, [hit("bridge")], question=SPOKEN).text == given
    assert reader.asked.count(WRITTEN) == 1


def test_what_is_answered_is_asked_once():
    reader = _Reader({SPOKEN: [said(BRIDGE, COST, 0.9, 0.9)]})
    assert ask(reader, [hit("bridge")], question=SPOKEN).text == COST
    assert reader.asked == [SPOKEN]


def test_words_of_its_own_are_not_read_again():
    reader = _Reader({SPOKEN: [said(BRIDGE, COST, 0.1, 0.1)]})
    assert ask(reader, [hit("bridge")], question=SPOKEN, verbatim=False).text is None
    assert WRITTEN not in reader.asked
