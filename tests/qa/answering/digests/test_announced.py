"""What is announced for days to come, read with the models that come with the package."""

import datetime as dt
from dataclasses import replace

import pytest

from qa import Archive, Article
from qa.answering.digests.announced import asks_what_is_on, asks_which
from qa.reasons import announced_text
from qa.records import AnswerKind, Refusal
from qa.search.query import as_queries

TODAY = dt.date(2029, 3, 26)  # a Monday
TEXTS = {
    "2029-01-15": "本报讯 白水镇文化站昨日公布全年安排：镇篮球赛5月12日在镇中学开赛。",
    "2029-02-20": "本报讯 白水镇桥工队昨日进场，南桥将于4月底修好。",
    "2029-03-12": "本报讯 白水镇春茶节定于4月6日开幕，持续到4月8日。4月7日上午，"
    "采茶比赛在东岭茶场举行；4月8日，茶器展在镇礼堂展出。",
    "2029-03-19": "本报讯 镇供电所昨日公布本月检修计划：3月26日8时至11时，东街停电；"
    "3月27日13时至17时30分，河沿路停电；3月29日全天，粮站一带停电。",
    "2029-03-20": "本报讯 镇图书室昨日贴出通知，清明假期4月4日至6日闭馆，4月7日9时开放。",
    "2029-03-24": "本报讯 白水镇卫生院下周六在集市义诊，当天免费测血压。",
    "2029-03-26": "本报讯 昨日，白水镇小学的三百名学生上山种树，种下松树六百棵。",
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    with Archive.open(tmp_path_factory.mktemp("days") / "archive") as opened:
        opened.add(
            Article(id=day, title="", text=text, date=dt.date.fromisoformat(day))
            for day, text in TEXTS.items()
        )
        yield opened


@pytest.mark.parametrize(
    ("question", "asks", "which"),
    [
        ("下周有什么活动", True, False),
        ("4月活动", True, False),
        ("下周有哪些展览", True, True),
        ("下周哪些地方停电", False, True),
        ("下周的新闻", False, False),
        ("昨天发生了什么", False, False),
        ("下周停电从几点到几点", False, False),
        ("下周开展多少活动", False, False),
        ("下周活动怎么安排", False, False),
        ("白水镇有什么活动", False, False),
    ],
)
def test_what_asks_for_all_there_is_on_some_days(question, asks, which):
    (query,) = as_queries([question], today=TODAY)
    assert (asks_what_is_on(query), asks_which(query)) == (asks, which)


OF_APRIL = ["2029-03-12", "2029-03-20", "2029-03-24"]


@pytest.mark.parametrize(
    ("question", "since", "told"),
    [
        ("4月有什么活动", "2029-04-01", {"2029-02-20", *OF_APRIL}),
        ("下个月有什么活动？", "2029-04-01", {"2029-02-20", *OF_APRIL}),
        ("下周有什么活动", "2029-04-02", {"2029-03-12", "2029-03-20"}),
        ("4月7日有什么活动", "2029-04-07", {"2029-03-12", "2029-03-20"}),
        ("4月有什么展览", "2029-04-01", {"2029-03-12"}),
        ("5月有什么活动", "2029-05-01", {"2029-01-15"}),
    ],
)
def test_sentences_of_before_that_name_the_days_are_given(archive, question, since, told):
    answer, digest = archive.ask(question, today=TODAY), archive.digest(question, today=TODAY)
    assert (str(answer.dates[0].since), answer.kind) == (since, AnswerKind.LIST)
    assert {one.article_id for one in answer.citations} <= told
    assert {one.article_id for one in digest.items} <= told
    assert {one.article_id for one in digest.items} & {one.article_id for one in answer.citations}
    assert (digest.widened, str(digest.since)) == (True, since)
    held = {hit.chunk.article_id for hit in answer.hits}
    assert {one.article_id for one in answer.citations} <= held


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("明天哪里停电", "3月27日13时至17时30分，河沿路停电"),
        ("3月27日停电从几点到几点", "3月27日13时至17时30分"),
        ("3月29日哪里停电", "粮站"),
    ],
)
def test_of_a_list_the_part_of_the_day_is_given(archive, question, text):
    assert archive.ask(question, today=TODAY).text == text


@pytest.mark.parametrize(
    "question", ["6月有什么活动", "5月13日有什么活动", "下下周有什么展览", "元旦有什么活动"]
)
def test_what_is_not_announced_is_refused(archive, question):
    assert archive.ask(question, today=TODAY).text is None
    assert archive.digest(question, today=TODAY).text is None


def test_a_list_of_what_is_announced_says_that_there_may_be_more(archive):
    answer, digest = (
        archive.ask("4月有什么活动", today=TODAY),
        archive.digest("4月有什么活动", today=TODAY),
    )
    assert answer.announced == len(answer.items)
    assert digest.announced
    assert announced_text(answer) == "这是读过的文章里预告的，可能不全"
    more = replace(answer, announced=len(answer.items) + 9)
    assert announced_text(more).endswith("；另有 9 条没有列出")
    assert archive.ask("3月27日停电从几点到几点", today=TODAY).announced is None


def test_of_a_plan_the_part_that_is_asked_of_is_listed(archive):
    answer = archive.ask("明天哪些路停电", today=TODAY)
    assert "河沿路" in answer.text
    assert "粮站" not in answer.text


def test_the_digest_of_a_matter_reads_what_is_announced_for_it(archive):
    found = archive.digest("明天停电", today=TODAY)
    assert [one.article_id for one in found.items] == ["2029-03-19"]
    assert found.widened


def test_what_is_over_is_told_of_its_own_days(archive):
    found = archive.digest("昨天有什么新闻", today=TODAY)
    assert [one.article_id for one in found.items] == ["2029-03-26"]
    assert not found.widened


def test_a_threshold_above_what_is_sure_leaves_a_refusal(archive):
    answer = archive.ask("4月有什么活动", today=TODAY, threshold=0.95)
    assert (answer.text, answer.reason) == (None, Refusal.UNSURE)


def test_the_news_of_long_are_of_all_of_it_and_counted(archive):
    found = archive.digest("今年以来的新闻", today=TODAY)
    assert {one.article_id for one in found.items} == set(TEXTS)
    assert (found.articles, str(found.since)) == (len(TEXTS), "2029-01-15")
    few = archive.digest("今年以来的新闻", today=TODAY, limit=3)
    assert len(few.items) == 3
    assert few.items[-1].date < dt.date(2029, 2, 28)


STRICT = {
    "2029-02-26": "本报讯 棋艺馆将于4月12日举办残局展览。茶史馆将于4月13日举办制茶活动。"
    "三中将于4月14日举办校庆活动。",
    "2029-03-02": "本报讯 镇文化站将于4月18日举办放鸢会。镇体育站将于4月19日举办登山赛。",
    "2029-03-05": "本报讯 受大风影响，原定4月18日的放鸢会取消。登山赛改到4月26日举行。",
    "2029-03-06": "本报讯 4月20日起豆油涨价两角。4月20日是谷雨。助学贷款4月20日前还清。"
    "他说：“4月20日举办婚礼，你们都来。”有人误传茶会4月20日开幕。",
    "2029-03-07": "本报讯 5月8日，棋艺馆闭馆，茶史馆照常开放。陶艺馆5月9日不闭馆。"
    "染坊馆5月10日延长开放至21时。青石桥5月11日封闭施工。",
    "2029-03-08": "本报讯 3月28日9时至11时，柳荫路停水；3月29日柳荫路恢复供水，前街不停水。",
}


@pytest.fixture(scope="module")
def strict(tmp_path_factory):
    with Archive.open(tmp_path_factory.mktemp("strict") / "archive") as opened:
        opened.add(
            Article(id=day, title="四月安排", text=text, date=dt.date.fromisoformat(day))
            for day, text in STRICT.items()
        )
        yield opened


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("棋艺馆4月有什么展览", ["棋艺馆将于4月12日举办残局展览。"]),
        ("茶史馆4月有什么活动", ["茶史馆将于4月13日举办制茶活动。"]),
        ("三中4月有什么活动", ["三中将于4月14日举办校庆活动。"]),
        ("陶艺馆4月有什么活动", []),
        ("4月18日有什么活动", []),
        ("4月19日有什么活动", []),
        ("4月26日有什么活动", ["登山赛改到4月26日举行。"]),
        ("4月20日有什么活动", []),
        ("5月8日哪些场馆闭馆", ["5月8日，棋艺馆闭馆，茶史馆照常开放。"]),
        ("5月9日哪些场馆闭馆", []),
        ("5月10日哪些场馆闭馆", []),
        ("5月11日哪些场馆闭馆", []),
    ],
)
def test_only_what_is_on_is_listed(strict, question, told):
    answer = strict.ask(question, today=TODAY)
    quotes = [one.quote.removeprefix("本报讯 ") for one in answer.items]
    assert quotes == told
    assert told or answer.confidence < 0.5


@pytest.mark.parametrize("question", ["4月18日有什么活动", "4月20日有什么活动"])
def test_a_digest_lists_nothing_that_is_not_on(strict, question):
    assert strict.digest(question, today=TODAY).text is None


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("3月28日哪里停水", "柳荫路"),
        ("3月28日从几点到几点停水", "3月28日9时至11时"),
    ],
)
def test_a_part_of_a_list_has_the_act(strict, question, text):
    assert strict.ask(question, today=TODAY).text == text


def test_a_part_of_a_list_that_denies_the_act_is_not_given(strict):
    assert strict.ask("3月29日哪里停水", today=TODAY).confidence < 0.7
