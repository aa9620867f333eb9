"""Answers that stand in a title, or hang on a day; read by the models that are shipped."""

import datetime as dt

import pytest

from qa import Archive, Article, Field
from qa.answering.spans.candidates import candidates_of
from qa.records import Chunk, Hit, Refusal
from qa.search.query import as_queries
from tests.generators import Read, Written

TODAY = dt.date(2031, 4, 11)
LEAST = 36
"""How many of the questions are answered right at least."""

ARTICLES = [
    (
        "2031-04-10",
        "云岭市第二艘渡轮下水 命名青石号",
        "云岭市第二艘渡轮下水仪式今天（4月10日）上午在清河船厂举行。渡轮长四十二米，可载客三百人。",
    ),
    ("2031-04-10", "清河水位上涨", "水文站通报，昨天清河水位为12.4米，比前一天上涨0.3米。"),
    ("2031-04-03", "清河水位回落", "水文站通报，4月3日清河水位为11.2米。"),
    (
        "2031-03-20",
        "茶商代表到访云岭市",
        "昨天，市长宋怀远会见了茶商代表邱玉兰，双方谈了春茶收购。",
    ),
    ("2031-04-09", "邻市代表团到访云岭市", "今天，市长宋怀远会见了邻市代表团团长陆知行。"),
    ("2030-06-01", "青石镇有新镇长", "青石镇今天宣布，方以诚任镇长。"),
    ("2031-04-01", "青石镇镇长换人", "青石镇今天宣布，蒋素云任镇长，接替调任的方以诚。"),
    (
        "2031-04-08",
        "云岭市春季运动会开幕",
        "云岭市春季运动会4月8日开幕，将于4月15日闭幕。32个镇的1200名运动员参加。",
    ),
    ("2030-12-28", "青石镇图书馆建成", "青石镇图书馆建成，将于1月3日开馆，藏书八万册。"),
    ("2031-03-15", "云岭市二月粮价公布", "统计局公布，2月份云岭市粮价同比上涨2.5%。"),
    ("2031-04-07", "云岭市三月粮价公布", "统计局公布，3月份云岭市粮价同比上涨1.8%。"),
    ("2031-04-02", "清河桥车流增加", "交通局统计，上周清河桥日均车流4200辆。"),
    ("2031-03-05", "云岭市有小雨", "今天云岭市有小雨，最高气温8度。"),
    (
        "2031-04-10",
        "周映川获云岭市首届茶艺赛冠军",
        "云岭市首届茶艺赛今天结束。比赛历时三天，四十名选手参加。",
    ),
    (
        "2031-04-05",
        "市图书馆新任馆长韦明川到岗",
        "市图书馆今天举行见面会，馆员介绍了阅览室和书库的情况。",
    ),
    (
        "2031-02-11",
        "云岭市确定市花为山茶",
        "市园林局介绍，市花投票历时一个月，共收到选票六万张。",
    ),
]
QUESTIONS = [
    ("云岭市第二艘渡轮叫什么名字？", "青石号"),
    ("云岭市第二艘渡轮命名为什么？", "青石号"),
    ("第二艘渡轮什么时候下水？", "4月10日"),
    ("第二艘渡轮下水是几月几日？", "4月10日"),
    ("第二艘渡轮可载客多少人？", "三百人"),
    ("首届茶艺赛冠军是谁？", "周映川"),
    ("谁获得了云岭市首届茶艺赛冠军？", "周映川"),
    ("多少名选手参加首届茶艺赛？", "四十名"),
    ("云岭市的市花是什么？", "山茶"),
    ("市花投票收到多少张选票？", "六万张"),
    ("市图书馆新任馆长是谁？", "韦明川"),
    ("前天清河水位是多少？", "12.4米"),
    ("4月9日清河水位是多少？", "12.4米"),
    ("4月3日清河水位多少米？", "11.2米"),
    ("2031年4月3日清河水位多少米？", "11.2米"),
    ("3月28日清河水位是多少？", None),
    ("昨天市长宋怀远会见了谁？", None),
    ("前天市长宋怀远会见了谁？", "陆知行"),
    ("4月9日市长会见了谁？", "陆知行"),
    ("3月19日宋怀远会见了谁？", "邱玉兰"),
    ("上个月粮价同比上涨多少？", "1.8%"),
    ("2月份粮价同比上涨多少？", "2.5%"),
    ("2031年3月云岭市粮价同比上涨多少？", "1.8%"),
    ("1月份粮价同比上涨多少？", None),
    ("今天天气怎么样？", None),
    ("今天云岭市最高气温多少度？", None),
    ("3月5日云岭市最高气温多少度？", "8度"),
    ("上周清河桥日均车流多少辆？", None),
    ("3月24日至30日清河桥日均车流多少辆？", "4200辆"),
    ("3月20日宋怀远会见了谁？", "邱玉兰"),
    ("青石镇现任镇长是谁？", "蒋素云"),
    ("现在青石镇镇长是谁？", "蒋素云"),
    ("目前清河水位是多少？", "12.4米"),
    ("云岭市最新粮价同比上涨多少？", "1.8%"),
    ("2030年青石镇镇长是谁？", "方以诚"),
    ("春季运动会什么时候闭幕？", "4月15日"),
    ("青石镇图书馆什么时候开馆？", "1月3日"),
    ("春季运动会哪天开幕？", "4月8日"),
    ("粮价", None),
    ("青石镇", None),
]


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    with Archive.open(tmp_path_factory.mktemp("days") / "archive") as opened:
        opened.add(
            Article(id=str(n), title=title, text=text, date=dt.date.fromisoformat(day))
            for n, (day, title, text) in enumerate(ARTICLES)
        )
        yield opened


@pytest.fixture(scope="module")
def answers(archive):
    asked = [question for question, _ in QUESTIONS]
    return dict(zip(asked, archive.ask_many(asked, today=TODAY), strict=True))


def test_most_questions_are_answered_right_or_refused_where_they_should_be(answers):
    wrong = [
        (question, wanted, answers[question].text)
        for question, wanted in QUESTIONS
        if (wanted or "") not in (answers[question].text or "")
        or (wanted is None) != (answers[question].text is None)
    ]
    assert len(QUESTIONS) - len(wrong) >= LEAST, wrong


def test_every_answer_stands_where_it_is_cited(answers, archive):
    cited = [one for answer in answers.values() for one in answer.citations]
    for one in cited:
        whole = archive.get(one.article_id)
        text = whole.title if one.field is Field.TITLE else whole.text
        assert text[one.start : one.end] == one.quote
        assert archive.check(one).quote == one.quote
    assert {one.field for one in cited} == {Field.TEXT, Field.TITLE}


def test_what_only_a_title_says_is_cited_from_it(answers):
    (cited,) = answers["首届茶艺赛冠军是谁？"].citations
    assert (cited.quote, cited.field, cited.start) == ("周映川", Field.TITLE, 0)


def test_a_lone_noun_is_not_answered_and_has_the_hits_of_a_search(answers, archive):
    assert (answers["粮价"].text, answers["粮价"].reason) == (None, Refusal.NO_QUESTION)
    assert list(answers["粮价"].hits) == archive.search("粮价", k=5)


def test_an_answer_about_now_is_the_newest_and_says_of_which_day(answers):
    answer = answers["青石镇现任镇长是谁？"]
    assert (answer.text, str(answer.as_of), answer.dates) == ("蒋素云", "2031-04-01", ())
    assert answers["第二艘渡轮可载客多少人？"].as_of is None


@pytest.mark.parametrize(
    ("question", "text", "day"),
    [
        ("第二艘渡轮下水是几月几日？", "4月10日", "2031-04-10"),
        ("青石镇图书馆什么时候开馆？", "1月3日", "2031-01-03"),
    ],
)
def test_a_day_is_answered_whole_with_its_year_beside_it(answers, question, text, day):
    (named,) = answers[question].days
    assert answers[question].text == text
    assert (named.text, named.start, str(named.since), str(named.until)) == (text, 0, day, day)


@pytest.mark.parametrize(
    ("title", "given"), [("李梅获刑七年", True), ("主犯获刑七年 云岭市昨宣判", False)]
)
def test_a_title_answers_for_those_whom_it_names(title, given):
    chunk = Chunk(article_id="a", start=0, end=len(title), text=title)
    start = title.index("七年")
    written = Written(text="七年", confidence=0.8, start=start, end=start + 2)
    [query] = as_queries(["李梅被判了几年？"])
    made = candidates_of(
        Hit(chunk=chunk, score=1.0, title=title),
        Read(generations=(written,)),
        query=query,
        prior=1.0,
        turn=1,
        verbatim=True,
        days=None,
        field=Field.TITLE,
    )
    assert [one.text for one in made] == ["七年"] * given
