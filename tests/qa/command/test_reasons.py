"""The library gives a code for a refusal; these are the sentences a reader gets."""

import datetime as dt

import pytest

from qa.quoting import other_days
from qa.reasons import digest_reason, doubt_of, reason_of
from qa.records import Answer, Chunk, Citation, DateMention, Digest, Hit, Refusal

HITS = (Hit(chunk=Chunk(article_id="桥", start=0, end=2, text="大桥"), score=1.0),) * 3


def refused(reason, **fields):
    numbers = {"confidence": 0.25, "answerable": 0.125, **fields}
    fields = {"question": "谁来了", "text": None, "reason": reason, "hits": HITS, **numbers}
    return Answer(**fields)


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (refused(Refusal.NO_ARTICLES), "档案里没有相关文章"),
        (refused(Refusal.NO_ARTICLES, question="盐？"), "档案里没有一篇文章有“盐？”"),
        (refused(Refusal.NO_ARTICLES, question="1280"), "档案里没有一篇文章有“1280”"),
        (refused(Refusal.NO_CANDIDATE), "读过的 3 段文字里没有答案"),
        (refused(Refusal.NO_SUCH_DAY, question="2月30日谁来了"), "没有2月30日这一天"),
        (
            refused(Refusal.IMPROBABLE, threshold=0.3),
            "没有找到有把握的答案（可能性 0.12，低于门槛 0.30）",
        ),
        (refused(Refusal.UNSURE, threshold=0.9), "把握不足：置信度 0.25，低于门槛 0.90"),
        (Answer(question="谁", text="桥", confidence=0.9, threshold=0.3), ""),
    ],
)
def test_answers(answer, sentence):
    assert reason_of(answer) == sentence


@pytest.mark.parametrize(
    ("said", "since", "until", "told"),
    [
        ("五月底", "2026-05-21", "2026-05-31", "五月底按 2026-05-21至2026-05-31 理解"),
        ("6月3日", "2026-06-03", "2026-06-03", "6月3日按 2026-06-03 理解"),
        ("今年", "2026-01-01", "2026-12-31", "今年按 2026-01-01至2026-12-31 理解"),
        ("去年五月", "2025-05-01", "2025-05-31", "去年五月按 2025-05-01至2025-05-31 理解"),
        ("1997年5月", "1997-05-01", "1997-05-31", None),
        ("2027-05-02", "2027-05-02", "2027-05-02", None),
        ("2027/5/2", "2027-05-02", "2027-05-02", None),
        ("2026年五月底", "2026-05-21", "2026-05-31", None),
    ],
)
def test_a_refusal_says_of_which_days_the_archive_is_and_how_those_asked_were_read(
    said: str, since: str, until: str, told: str | None
) -> None:
    first, last, begin, end = map(dt.date.fromisoformat, ("1946-05-12", "1998-01-31", since, until))
    day = DateMention(text=said, start=0, end=len(said), since=begin, until=end)
    answer = refused(Refusal.NO_CANDIDATE, dates=(day,), held=(first, last))
    why = "读过的 3 段文字里没有答案"
    if told:
        why += f"；档案里的文章从 1946-05-12 到 1998-01-31，问题里的{told}"
        why += "：请写明年份，或用 --today 说明从哪天算"
    assert reason_of(answer) == why


def test_no_year_is_asked_for_that_another_month_gives():
    days = [
        DateMention(
            text="2027年3月", start=0, end=7, since=dt.date(2027, 3, 1), until=dt.date(2027, 3, 31)
        ),
        DateMention(
            text="4月", start=8, end=10, since=dt.date(2027, 4, 1), until=dt.date(2027, 4, 30)
        ),
    ]
    answer = refused(Refusal.OTHER_DAYS, dates=tuple(days), held=(dt.date(2026, 1, 1),) * 2)
    assert "请写明" not in reason_of(answer)


@pytest.mark.parametrize("said", ["明天", "昨日", "下周", "本周末"])
def test_a_word_counted_from_today_wants_no_year(said):
    day = dt.date(2027, 5, 2)
    named = DateMention(text=said, start=0, end=2, since=day, until=day)
    answer = refused(Refusal.OTHER_DAYS, dates=(named,), held=(dt.date(2026, 1, 1),) * 2)
    assert reason_of(answer).endswith("：请写明日期，或用 --today 说明从哪天算")


@pytest.mark.parametrize(
    ("confidence", "threshold", "said"),
    [
        (0.82, 0.39, ""),
        (0.4, 0.39, ""),
        (
            0.07,
            0.39,
            "把握很小，请核对原文：读到的文字多半有答案（可能性 0.76，门槛 0.39），"
            "但未必是这一句（置信度 0.07）",
        ),
        (0.07, 0.05, "把握很小，请核对原文"),  # the caller's own threshold, of the confidence
        (0.399, 0.39, "把握很小，请核对原文"),
    ],
)
def test_a_doubtful_answer_is_called_so_and_why_it_is_given(confidence, threshold, said):
    answer = Answer(
        question="谁", text="桥", confidence=confidence, answerable=0.76, threshold=threshold
    )
    assert doubt_of(answer) == said
    assert doubt_of(refused(Refusal.IMPROBABLE, threshold=0.3)) == ""


@pytest.mark.parametrize(
    ("asked", "told", "outside", "other"),
    [
        (("2026-11-28",) * 2, [("昨日", "2026-11-27")], False, ["昨日"]),
        (("2026-11-27",) * 2, [("昨日", "2026-11-27")], False, []),
        (("2026-11-01", "2026-11-30"), [("昨日", "2026-11-27")], False, []),
        (("2026-11-28",) * 2, [("昨日", "2026-11-27"), ("今日", "2026-11-28")], False, []),
        (("2026-11-28",) * 2, [("明日", "2026-11-29")], False, []),  # what is to come
        (("2026-11-28",) * 2, [], False, []),
        (("2026-10-01",) * 2, [("昨日", "2026-11-27")], True, []),  # which is said otherwise
    ],
)
def test_a_sentence_that_speaks_of_another_day(asked, told, outside, other):
    def mention(text, since, until):
        days = map(dt.date.fromisoformat, (since, until))
        return DateMention(text=text, start=0, end=len(text), since=next(days), until=next(days))

    cited = Citation(
        article_id="甲",
        start=0,
        end=2,
        quote="粮库",
        title="",
        date=dt.date(2026, 11, 28),
        dates=tuple(mention(text, day, day) for text, day in told),
    )
    answer = Answer(
        question="哪里起火",
        text="粮库",
        confidence=0.5,
        citations=(cited,),
        dates=(mention("那天", *asked),),
        outside=outside,
    )
    assert [day.text for day in other_days(answer)] == other


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        (Refusal.NO_ARTICLES, "档案里没有相关文章"),
        (Refusal.NO_QUESTION, "没有说综述什么：写上一件事、一个人名或地名，或者日期"),
        (Refusal.NOT_RELEVANT, "读过的 7 句里没有一句与问题足够相关"),
        (Refusal.NO_SENTENCES, "没有文章，或文章里没有可引用的句子"),
        (None, ""),
    ],
)
def test_digests(reason, sentence):
    digest = Digest(
        question="谁来了", items=(), text=None, citations=(), reason=reason, sentences_read=7
    )
    assert digest_reason(digest) == sentence


def test_every_reason_has_its_sentence():
    of_digests = {Refusal.NO_ARTICLES, Refusal.NOT_RELEVANT, Refusal.NO_SENTENCES}
    of_answers = set(Refusal) - of_digests | {Refusal.NO_ARTICLES}
    assert all(reason_of(refused(reason, threshold=0.5)) for reason in of_answers)
