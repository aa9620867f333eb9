"""Answers in the shape that their questions ask for."""

import datetime as dt
from dataclasses import replace

import pytest

from qa.answering.answer import answer_questions
from qa.quoting import said
from qa.records import AnswerKind, Article, Chunk, Field, Hit, Refusal, Span
from qa.search.query import as_queries
from qa.search.timely import Days
from tests.generators import ScriptedGenerator, Written

TEXT = (
    "飞船航天员陈安、刘宁和蔡旭执行任务。清河大桥昨日通车。由于连日暴雨，清河大桥推迟到五月通车。"
    "桥上不可以骑车。"
)
OPENED = "清河大桥昨日通车。桥上不可以骑车。"
ARTICLE = Article(id="a", title="清河大桥", text=TEXT, date=dt.date(2031, 4, 3))


def ask(
    question,
    read,
    *,
    answerable=0.9,
    threshold=None,
    today=None,
    text=TEXT,
    title=ARTICLE.title,
    verbatim=True,
    newest=None,
):
    start = text.index(read) if verbatim else 0
    article = replace(ARTICLE, text=text, title=title)
    best = Written(
        text=read, confidence=0.7, answerable=answerable, start=start, end=start + len(read)
    )
    generator = ScriptedGenerator(answers={text: [best]})
    queries = as_queries([question], today=today)
    [answer] = answer_questions(
        queries,
        [
            [
                Hit(
                    chunk=Chunk(article_id="a", start=0, end=len(text), text=text),
                    score=1.0,
                    date=article.date,
                    title=title,
                )
            ]
        ],
        generator=generator,
        get_article=lambda _: article,
        days=[
            Days.newest(newest, None) if query.of_now else Days.of(query.dates, None)
            for query in queries
        ],
        threshold=threshold,
        verbatim=verbatim,
    )
    return answer


def quotes(answer):
    return [TEXT[item.start : item.end] for item in answer.items]


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("清河大桥昨日在青石镇柳林村的村口通车了吗？", AnswerKind.YES),
        ("清河大桥昨日在青石镇东街通车了吗？", AnswerKind.PASSAGE),
    ],
)
def test_nearly_all_that_is_asked_decides(question, kind):
    assert ask(question, "通车", text="清河大桥昨日在青石镇柳林村通车。").kind is kind


@pytest.mark.parametrize("question", ["飞船航天员是谁？", "有哪些航天员？"])
def test_a_list_is_given_whole_with_each_member(question):
    answer = ask(question, "陈安")
    assert (answer.kind, answer.text) == (AnswerKind.LIST, "陈安、刘宁和蔡旭")
    assert quotes(answer) == ["陈安", "刘宁", "蔡旭"]
    assert answer.citations[0].quote == answer.text
    assert said(answer) == answer.text


def test_one_person_is_no_list():
    answer = ask("谁推迟通车？", "清河大桥")
    assert (answer.kind, answer.items) == (AnswerKind.SPAN, ())


def test_yes_is_said_with_its_sentence():
    answer = ask("清河大桥通车了吗？", "昨日", text=OPENED)
    assert (answer.kind, answer.text) == (AnswerKind.YES, "清河大桥昨日通车。")
    assert [item.quote for item in answer.items] == ["清河大桥昨日通车。"]
    assert said(answer) == "是：清河大桥昨日通车。"
    assert answer.citations == answer.items
    assert answer.read == Span(start=4, end=6)


def test_what_the_reader_would_refuse_is_decided_by_its_sentence():
    answer = ask("清河大桥通车了吗？", "骑车", text=OPENED, answerable=0.1)
    assert (answer.kind, answer.text) == (AnswerKind.YES, "清河大桥昨日通车。")
    assert (answer.reason, answer.answerable, answer.confidence) == (None, 0.93, 0.93)


def test_what_two_sentences_decide_in_two_ways_is_not_decided():
    text = "清河大桥昨日通车。清河大桥没有通车。"
    assert ask("清河大桥通车了吗？", "昨日", text=text).kind is AnswerKind.PASSAGE


def test_another_number_denies_nothing_where_the_text_has_the_one_asked_about():
    one, other = "票价一律50元。", "学生凭证可买80元票。"
    assert ask("票价是80元吗？", "50元", text=one).kind is AnswerKind.NO
    assert ask("票价是80元吗？", "50元", text=one + other).kind is AnswerKind.PASSAGE


def test_a_question_in_an_interview_is_no_answer_what_follows_it_is():
    text = "记者：书中的“阿盐”就是您的母亲吗？\n祁雪：不是。她有我外婆的脾气。\n记者：您还写吗？"
    decided = ask("阿盐是不是祁雪的母亲？", "您的母亲", text=text, title="对话祁雪")
    assert (decided.kind, decided.text) == (AnswerKind.NO, "祁雪：不是。")
    text = text.replace("不是。她", "很多人这样问。她")
    shown = ask("阿盐是不是祁雪的母亲？", "您的母亲", text=text, title="对话祁雪")
    assert shown.kind is AnswerKind.PASSAGE
    assert shown.text == "祁雪：很多人这样问。她有我外婆的脾气。"


def test_what_another_holds_says_neither_yes_nor_no():
    text = "居民秦素兰认为，影院不能拆。开发商代表徐亮则主张拆除重建。"
    decided = ask("徐亮主张拆除吗？", "拆除", text=text, title="影院要不要拆")
    assert decided.kind is AnswerKind.YES
    other = ask("秦素兰主张拆除吗？", "拆除", text=text, title="影院要不要拆")
    assert other.kind not in (AnswerKind.YES, AnswerKind.NO)


def test_the_reader_says_no_itself():
    answer = ask("桥上骑车可以吗？", "不可以")
    assert (answer.kind, quotes(answer)) == (AnswerKind.NO, ["桥上不可以骑车。"])


def test_what_is_undecided_is_refused_or_shown_with_its_sentence():
    refused = ask("清河大桥收费吗？", "五月", answerable=0.1)
    assert (refused.text, refused.reason, refused.items) == (None, Refusal.IMPROBABLE, ())
    shown = ask("清河大桥收费吗？", "五月")
    assert (shown.kind, shown.text) == (
        AnswerKind.PASSAGE,
        "由于连日暴雨，清河大桥推迟到五月通车。",
    )
    assert quotes(shown) == [shown.text] == [said(shown)]
    assert shown.read == Span(start=14, end=16)
    assert shown.confidence == pytest.approx(0.8 * 0.9)


def test_a_passage_is_shown_cited_and_proven_to_its_end():
    text = "本报讯 石泉村的秦素兰行医四十年。新医生来了三回，走了三回，她没有走。村里办了茶会。"
    answer = ask("秦素兰为什么没有走？", "新医生来了三回", text=text)
    whole = "新医生来了三回，走了三回，她没有走。"
    assert (answer.kind, answer.text, said(answer)) == (AnswerKind.PASSAGE, whole, whole)
    [cited] = answer.citations
    assert (cited.quote, text[cited.start : cited.end]) == (whole, whole)
    assert answer.items == answer.citations
    assert answer.read == Span(start=0, end=7)


def test_free_words_that_explain_are_shown_as_they_are_and_cited_by_their_sentence():
    free = "由于暴雨，大桥推迟到五月通车"
    answer = ask("清河大桥为什么推迟通车？", free, verbatim=False)
    assert (answer.text, said(answer)) == (free, free)
    assert [one.quote for one in answer.citations] == ["由于连日暴雨，清河大桥推迟到五月通车。"]


def test_why_is_explained_though_the_reader_refuses():
    answer = ask("清河大桥为什么推迟通车？", "昨日", answerable=0.1)
    assert (answer.kind, answer.reason) == (AnswerKind.PASSAGE, None)
    assert answer.text == "由于连日暴雨，清河大桥推迟到五月通车。" == said(answer)
    assert quotes(answer) == [answer.text]
    assert ask("夜校为什么停课？", "昨日", answerable=0.1).reason is Refusal.IMPROBABLE


def test_a_threshold_holds_back_what_is_less_sure():
    answer = ask("清河大桥为什么推迟通车？", "昨日", answerable=0.1, threshold=0.95)
    assert (answer.text, answer.reason, answer.citations) == (None, Refusal.UNSURE, ())


def test_an_article_of_other_days_explains_nothing():
    today = dt.date(2033, 1, 1)
    answer = ask("清河大桥昨天为什么推迟通车？", "五月", answerable=0.1, today=today)
    assert answer.text is None


@pytest.mark.parametrize(
    ("question", "read", "given"),
    [
        ("谁被任命为馆长？", "宋怀远", None),  # he appoints
        ("谁被任命为馆长？", "邱玉兰", "邱玉兰"),
        ("谁被任命为司机？", "韦明川", "韦明川"),
        ("谁任命邱玉兰为馆长？", "宋怀远", "宋怀远"),
        ("谁任命了馆长？", "邱玉兰", None),  # she is appointed
        ("谁任命了馆长？", "玉兰", None),
    ],
)
def test_who_was_is_not_who_did(question, read, given):
    assert (
        ask(question, read, text="市长宋怀远任命邱玉兰为馆长。韦明川被任命为司机。").text == given
    )


def test_a_day_that_the_reader_does_not_give_is_taken_from_the_sentence_that_has_all():
    text = "清河大桥4月2日通车。仪式有百人参加。"
    answer = ask("清河大桥什么时候通车？", "仪式", answerable=0.1, text=text)
    assert (answer.kind, answer.text, answer.items) == (AnswerKind.SPAN, "4月2日", ())
    assert answer.citations[0].quote == "4月2日"
    assert [day.since for day in answer.days] == [dt.date(2031, 4, 2)]
    assert ask("清河大桥什么时候封闭？", "仪式", answerable=0.1, text=text).text is None


def test_a_title_decides():
    answer = ask(
        "清河大桥通车了吗？", "百人", text="仪式有百人参加。", title="清河大桥通车", answerable=0.1
    )
    assert answer.kind is AnswerKind.YES
    assert (answer.citations[0].quote, answer.citations[0].field) == ("清河大桥通车", Field.TITLE)


def test_an_explanation_begins_after_the_dateline():
    text = "本报讯 由于连日暴雨，清河大桥推迟到五月通车。"
    answer = ask("清河大桥为什么推迟通车？", "连日暴雨", text=text)
    assert answer.kind is AnswerKind.PASSAGE
    assert [item.quote for item in answer.items] == ["由于连日暴雨，清河大桥推迟到五月通车。"]
    refused = ask("清河大桥为什么推迟通车？", "五月", text=text, answerable=0.1)
    assert refused.text == "由于连日暴雨，清河大桥推迟到五月通车。"


def test_no_is_not_said_with_the_word_of_the_question():
    text = "书店周二至周日开放，周一闭馆。"
    answer = ask("书店周一开放吗？", "开放", text=text)
    assert (answer.kind, answer.text) == (AnswerKind.NO, text)


def test_a_day_that_there_is_not_is_said_not_to_be():
    answer = ask("清河大桥2月30日通车了吗？", "昨日")
    assert (answer.text, answer.reason, answer.hits) == (None, Refusal.NO_SUCH_DAY, ())


@pytest.mark.parametrize(
    ("text", "kind", "shown"),
    [
        (
            "可以的。山药健脾，产妇每天一碗，要蒸熟。",
            AnswerKind.YES,
            "可以的。山药健脾，产妇每天一碗，要蒸熟。",
        ),
        ("不可以，山药产妇要少碰。汤也一样。", AnswerKind.NO, "不可以，山药产妇要少碰。"),
        ("很难说。山药产地很多，产妇也多。", AnswerKind.PASSAGE, "山药产地很多，产妇也多。"),
    ],
)
def test_a_text_that_begins_with_the_answer_is_shown_with_what_follows(text, kind, shown):
    answer = ask("山药产妇能吃吗？", "山药", text=text, title="")
    assert (answer.kind, answer.text) == (kind, shown)


def test_where_nothing_is_decided_the_sentence_with_what_is_asked_is_shown():
    text = "渡口三月修过。清河渡口或将于明年恢复通航。"
    answer = ask("清河渡口恢复通航了吗？", "渡口三月修过", text=text, title="渡口")
    assert (answer.kind, answer.text) == (AnswerKind.PASSAGE, "清河渡口或将于明年恢复通航。")
    assert answer.citations[0].start == text.index("清河")


def test_where_the_reader_has_what_is_asked_its_sentence_is_shown():
    text = "清河渡口或将恢复通航。清河渡口或将于明年恢复通航。"
    answer = ask("清河渡口恢复通航了吗？", "清河渡口或将恢复通航", text=text, title="渡口")
    assert answer.text == "清河渡口或将恢复通航。"


CLASSES = "市文化馆秋季班即日起招生。因老师退休，古筝班今年秋季停招。"


def test_the_sentence_of_the_one_asked_about_decides():
    answer = ask("古筝班秋季招生吗？", "招生", text=CLASSES, title="文化馆秋季招生")
    assert (answer.kind, answer.text) == (AnswerKind.NO, "因老师退休，古筝班今年秋季停招。")


def test_of_another_year_it_decides_nothing_and_is_shown():
    today = dt.date(2033, 1, 1)
    answer = ask("古筝班今年秋季招生吗？", "招生", text=CLASSES, title="招生", today=today)
    assert (answer.kind, answer.text) == (AnswerKind.PASSAGE, "因老师退休，古筝班今年秋季停招。")


def test_what_the_next_sentence_turns_down_is_not_said_to_be_so():
    text = "公司建议柳河桥收费。市政府予以驳回。"
    answer = ask("柳河桥收费吗？", "收费", text=text, title="柳河桥")
    assert (answer.kind, answer.text) == (AnswerKind.PASSAGE, "公司建议柳河桥收费。")


def test_of_two_figures_asked_between_the_corrected_one_is_given():
    text = "此前通报失踪三人，经核对名册更正为四人。"
    answer = ask("失踪船员是三名还是四名？", "名册", text=text, title="船员失踪", answerable=0.1)
    assert (answer.kind, answer.text) == (AnswerKind.SPAN, "四人")


NOTICE = "云河书店每天9:00至21:00营业，周三歇业。读者可通过小程序购票听讲座，也可在前台购买。"


@pytest.mark.parametrize(
    ("question", "read", "kind", "sure", "text"),
    [
        ("书店星期几不开门？", "周三", AnswerKind.SPAN, 0.6, "周三"),
        ("书店几点关门？", "9:00至21:00", AnswerKind.SPAN, 0.7, "21:00"),
        ("讲座怎么买票？", "前台", AnswerKind.PASSAGE, 0.6, NOTICE.partition("。")[2]),
        ("书店有几个店员？", "周三", AnswerKind.SPAN, None, None),
        ("书店怎么退票？", "前台", AnswerKind.SPAN, None, None),
    ],
)
def test_what_the_reader_doubts_is_given_where_its_sentence_has_all_that_is_asked(
    question, read, kind, sure, text
):
    answer = ask(question, read, text=NOTICE, title="云河书店", answerable=0.1)
    assert answer.text == text
    if text is not None:
        assert (answer.kind, answer.answerable) == (kind, sure)
        assert answer.citations[0].quote == text


HOURS = "镇图书馆开放时间为9时至17时，周一闭馆。镇图书馆6月起试行20时熄灯，馆长说六成读者赞成。"


@pytest.mark.parametrize(
    ("question", "read", "answerable", "kind", "text"),
    [
        ("图书馆几点关门？", "六成", 0.1, AnswerKind.SPAN, "17时"),
        ("图书馆几点关门？", "六成", 0.9, AnswerKind.SPAN, "17时"),
        ("图书馆几点关门？", "20时", 0.9, AnswerKind.SPAN, "20时"),
        ("图书馆几点开门？", "9时", 0.9, AnswerKind.SPAN, "9时"),
        ("图书馆周一开门吗？", "周一", 0.9, AnswerKind.NO, HOURS.partition("镇图书馆6")[0]),
    ],
)
def test_hours_are_found_where_the_reader_gives_none(question, read, answerable, kind, text):
    answer = ask(question, read, text=HOURS, title="", answerable=answerable)
    assert (answer.kind, answer.text) == (kind, text)


def test_hours_say_nothing_of_a_day_of_the_week():
    text = "镇图书馆开放时间为9时至17时。"
    answer = ask("图书馆周三开门吗？", "9时", text=text, title="", answerable=0.1)
    assert answer.text is None


@pytest.mark.parametrize(
    ("question", "given"),
    [("4月9号停航影响多少户？", "1300户"), ("4月8号停航影响多少户？", None)],
)
def test_a_notice_is_of_the_day_that_its_first_line_names(question, given):
    text = "因清淤，定于4月9日8时起渡口停航。\n停航影响居民1300户、商铺40家。"
    day = dt.date(2031, 4, 5)
    assert ask(question, "1300户", text=text, title="停航通告", today=day).text == given


@pytest.mark.parametrize("newest", [dt.date(2031, 4, 3), dt.date(2031, 9, 1)])
def test_what_is_so_now_may_stand_in_an_older_article(newest):
    text = "莲藕上市时每斤3元，目前回落到2元。"
    answer = ask(
        "现在莲藕多少钱一斤？", "3元", text=text, title="莲藕上市", answerable=0.1, newest=newest
    )
    assert (answer.text, answer.as_of) == ("2元", ARTICLE.date)


def test_what_takes_a_deed_back_is_shown_with_it():
    text = "厂方不服，向市中级人民法院提起上诉。一周后，厂方撤回上诉。"
    answer = ask("厂方有没有上诉？", "提起上诉", text=text, title="")
    assert (answer.kind, answer.text) == (AnswerKind.YES, text)


def test_a_sentence_of_another_is_no_answer_to_yes_or_no():
    text = "南泉大桥下月合龙。木兰大桥通车后，车流增加一成。"
    assert ask("南泉大桥车流增加了吗？", "一成", text=text, title="两座桥").text is None
    assert ask("木兰大桥车流增加了吗？", "一成", text=text, title="两座桥").text is not None
