"""What the generator thinks of an article's candidates, and what becomes of its own texts."""

import datetime as dt
from dataclasses import replace

import pytest

from qa.records import Article, Fault
from qa.writing.judge import judge
from tests.generators import ExtractiveGenerator, ScriptedGenerator
from tests.qa.writing.articles import FILLERS

THIN = (
    "谁修好了云岭市居民王青的自行车？王青去云河市看望住院的母亲，没有到场。"
    "他的邻居李桂英说她不想收钱。"
)
RICH = "清河大桥在云岭市建成通车，市长宋怀远出席仪式。云河的水位上涨，居民搬进新居。"
DAM = "云岭大坝建成蓄水，居民高兴。"


class Reader(ExtractiveGenerator):
    """Keeps the texts that it was given to read."""

    def __init__(self, **options):
        super().__init__(**options)
        self.read = []

    def rate(self, texts, candidates, *, kind):
        self.read += texts
        return super().rate(texts, candidates, kind=kind)


def article(text, **fields):
    return Article(id="a", title="", text=text, **fields)


def judged(text, *written, kind="headline", **options):
    generator = ScriptedGenerator(texts={(kind, True): written})
    [one] = judge([article(text)], kind=kind, generator=generator, candidates=9, **options)
    return one, generator


def test_the_news_is_counted_from_where_the_article_begins_to_tell():
    [one] = judge(
        [article("△云岭大桥（资料图）\n" + RICH)], kind="headline", generator=ScriptedGenerator()
    )
    lead = next(x for x in one.opinions if x.candidate.text == "清河大桥在云岭市建成通车")
    assert (lead.candidate.number, lead.values["late"], lead.values["lead"]) == (1, 0.0, 1.0)


def test_every_candidate_has_the_generators_opinion():
    generator = ScriptedGenerator(rates={"清河大桥在云岭市建成通车": -0.25})
    [one] = judge([article(RICH)], kind="headline", generator=generator)
    opinions = {opinion.candidate.text: opinion.values for opinion in one.opinions}
    assert opinions["清河大桥在云岭市建成通车"]["likely"] == -0.25
    assert opinions.keys() == one.found.passed.keys()
    assert generator.calls == [f"rate headline {len(opinions)}"]


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("李桂英看望住院的母亲", Fault.SPLICED),
        ("李桂英修好了自行车", Fault.SPLICED),
        ("王青不想收钱", Fault.SPLICED),
        ("王青的两辆自行车", Fault.SPLICED),
        ("王青没有到场", Fault.AGENT),
        ("王青看望住院的母亲", Fault.OBJECT),
        ("王青去云河市", Fault.NEGATION),
        ("李桂英说她想收钱", Fault.SUBJECT),
        ("他的邻居李桂英说她想收钱", Fault.NEGATION),
        ("没有到场", Fault.SUBJECT),
        ("他的邻居李桂英说她不想收钱", Fault.POINTING),
        ("谁修好了王青的自行车", Fault.OBJECT),
        ("谁修好了云岭市居民王青的自行车", Fault.QUESTION),
    ],
)
def test_what_the_generator_writes_passes_the_same_gates(written, fault):
    one, _ = judged(THIN, written)
    faults = {text.replace(" ", ""): each.fault for text, each in one.found.rejected.items()}
    assert faults[written] == fault
    assert written not in {text.replace(" ", "") for text in one.found.passed}


@pytest.mark.parametrize(
    ("kind", "written", "printed"),
    [
        ("headline", "王青去云河市看望住院的母亲没有到场。", "王青去云河市看望住院的母亲 没有到场"),
        ("brief", "王青去云河市看望住院的母亲没有到场", "王青去云河市看望住院的母亲，没有到场。"),
    ],
)
def test_what_passes_of_it_is_printed_as_all_others(kind, written, printed):
    one, generator = judged(THIN, written, kind=kind)
    assert generator.calls == [f"{kind} 1 verbatim", f"rate {kind} {len(one.opinions)}"]
    assert printed in one.found.passed
    assert written not in one.found.passed
    assert written not in one.found.rejected


def test_nothing_and_what_is_too_long_is_left_aside():
    one, _ = judged(THIN, "", "。", "王青去云河市看望住院的母亲没有到场", length=10)
    assert all(len(text) <= 10 for text in one.found.passed)
    assert "" not in one.found.rejected


def test_an_opening_alone_is_no_text():
    one, _ = judged("新华社云岭4月3日电 " + THIN, "新华社云岭4月3日电")
    assert one.found.rejected["新华社云岭4月3日电"].fault == Fault.GLUED


@pytest.mark.parametrize("kind", ["headline", "brief"])
def test_no_headline_that_is_glued_to_an_article_is_of_its_sentences(kind):
    glued = "本报讯新华社记者何远、本报记者李明报道：" + RICH
    generator = ScriptedGenerator()
    one, plain = judge([article(glued), article(RICH)], kind=kind, generator=generator)
    assert one.start == len(glued) - len(RICH)
    assert one.found.passed.keys() == plain.found.passed.keys()
    assert plain.start == 0


def test_of_an_article_that_has_its_own_title_the_generator_writes_nothing():
    titled = "原标题：云岭市老桥养护见成效4月3日，云岭市老桥养护见成效。居民高兴。"
    generator = ScriptedGenerator()
    one, _ = judge([article(titled), article(RICH)], kind="headline", generator=generator)
    assert one.found.titled
    assert list(one.found.passed) == ["云岭市老桥养护见成效"]
    assert len(generator.calls) == 1


def test_only_of_what_little_can_be_made_the_generator_writes():
    generator = ScriptedGenerator()
    judge([article(RICH), article(THIN), article(RICH)], kind="headline", generator=generator)
    assert generator.calls[0] == "headline 1 verbatim"
    assert len(generator.calls) == 2


def test_many_articles_take_one_call_and_keep_their_order():
    generator = ScriptedGenerator()
    texts = [RICH + name for name in FILLERS]
    several = judge([article(text) for text in texts], kind="headline", generator=generator)
    counts = " ".join(str(len(one.opinions)) for one in several)
    assert generator.calls == [f"rate headline {counts}"]
    assert [one.article.text for one in several] == texts
    assert [one.source.text for one in several] == texts


def test_no_articles_no_calls():
    generator = ScriptedGenerator()
    assert judge([], kind="brief", generator=generator) == []
    assert generator.calls == []


SCENES = [f"李桂英看见第{n}位客人在门口笑着挥手。" for n in range(1, 20)]
TOPICS = [f"云岭大桥为第{n}个村庄带来云岭大桥的新客。" for n in range(1, 8)]


def test_of_a_story_more_central_sentences_are_looked_at_and_worth_more():
    text = "".join([*SCENES, *TOPICS])
    [story] = judge([article(text)], kind="headline", generator=ExtractiveGenerator())
    [news] = judge([article("本报讯 " + text)], kind="headline", generator=ExtractiveGenerator())
    assert (story.style, news.style) == ("feature", "headline")
    late = [{one.candidate.number for one in x.opinions} - set(range(8)) for x in (story, news)]
    assert len(late[0]) > len(late[1])
    titles = ["", "云岭大桥为村庄带来新客"]
    articles = [replace(article(text), title=title) for title in titles]
    briefs = judge(articles, kind="brief", generator=ExtractiveGenerator())
    assert [brief.style for brief in briefs] == ["brief", "story"]
    first, wherever = ({one.candidate.number for one in brief.opinions} for brief in briefs)
    assert first <= set(range(8)) < wherever | set(range(8))


def test_what_says_what_the_title_says_is_more_about_it():
    [one] = judge(
        [replace(article(RICH), title="清河大桥建成")], kind="headline", generator=Reader()
    )
    about = {opinion.candidate.text: opinion.values["about"] for opinion in one.opinions}
    assert about["清河大桥在云岭市建成通车"] == 1.0
    assert about["云河的水位上涨 居民搬进新居"] == 0.0


def test_who_was_trapped_is_overtaken_by_who_died():
    text = "云岭市一座桥4月3日坍塌，8人被困。云岭市政府4日通报，救援已结束，事故造成4人死亡。"
    [one] = judge([article(text)], kind="headline", generator=Reader())
    overtaken = {opinion.candidate.text: opinion.values["overtaken"] for opinion in one.opinions}
    assert overtaken["云岭市一座桥坍塌 8人被困"] == 1.0
    assert overtaken["云岭市一座桥坍塌"] == 0.0


@pytest.mark.parametrize(
    "text",
    [
        "云岭纸厂4月3日爆炸，5人受伤。2019年，该厂曾发生爆炸，造成3人死亡。",
        "清河纸厂的爆炸造成3人死亡。云岭纸厂4月3日爆炸，5人受伤。",
    ],
)
def test_who_was_hurt_is_not_overtaken_by_those_of_another_event(text):
    [one] = judge([article(text)], kind="headline", generator=Reader())
    overtaken = {opinion.candidate.text: opinion.values["overtaken"] for opinion in one.opinions}
    assert any("5人受伤" in text for text in overtaken)
    assert not any(overtaken.values())


def test_few_candidates_of_many_are_rated():
    places = ["茶馆", "书店", "剧院", "球馆", "码头", "花园", "旅馆", "酒楼", "牧场"]
    text = "".join(
        f"云岭{place}在河东市开业，市长参观{place}，居民走进{place}，云岭{place}开到深夜，游客走进{place}，学生喜欢{place}。"
        for place in places
    )
    [one] = judge([article(text)], kind="brief", generator=ExtractiveGenerator())
    assert len(one.opinions) == 32 < len(one.found.passed)


def test_of_a_long_article_its_lead_and_its_centre_are_read():
    generator = Reader(max_tokens=100)
    text = "".join([*FILLERS * 3, DAM, "游客来到建成蓄水的云岭大坝。", *FILLERS])
    judge([article(text)], kind="headline", generator=generator)
    [read] = generator.read
    assert generator.count_tokens([read])[0] <= 100
    assert read.startswith("".join(FILLERS[:3]))
    short = Reader(max_tokens=1000)
    judge([article(text)], kind="headline", generator=short)
    assert short.read == [text]


def test_the_centre_of_a_long_article_is_read_and_found():
    generator = Reader(max_tokens=100)
    text = "".join([*FILLERS, DAM, "游客来到建成蓄水的云岭大坝。"])
    [one] = judge([article(text)], kind="headline", generator=generator)
    assert DAM in generator.read[0]
    assert "云岭大坝建成蓄水 居民高兴" in {x.candidate.text for x in one.opinions}


def test_an_article_of_one_endless_sentence_is_given_to_be_read_as_it_is():
    generator = Reader(max_tokens=50)
    text = "云岭大坝建成蓄水，" * 30
    judge([article(text)], kind="headline", generator=generator)
    assert generator.read == [text]


@pytest.mark.parametrize(("year", "stays"), [(2031, False), (2030, True)])
def test_the_year_of_the_articles_own_day_is_no_part_of_a_headline(year, stays):
    dated = article("2031年4月3日，" + RICH, date=dt.date(year, 4, 4))
    [one] = judge([dated], kind="headline", generator=ExtractiveGenerator())
    assert ("2031年4月3日 清河大桥在云岭市建成通车" in one.found.passed) is stays


def test_where_nothing_as_short_passes_a_longer_text_may():
    long = "云岭市图书馆" + "和各个城区的所有分馆" * 4 + "在本月向居民免费开放到深夜。"
    one, _ = judged(long)
    assert [len(text) > one.longest for text in one.found.passed] == [True]
    one, _ = judged(long, length=48)
    assert not one.found.passed


def test_the_sentences_are_read_whose_candidates_are_judged():
    generator = Reader(max_tokens=120)
    news = "云岭市代表团在河东市参观三座公园。"
    text = "".join(
        [*FILLERS[:7], news, *["茶馆的招牌换了，茶馆的柳树也发芽了，茶馆开到深夜。"] * 6]
    )
    [one] = judge([article(text)], kind="headline", generator=generator)
    best = max(one.found.passed.values(), key=lambda x: x.text == news[:-1])
    assert best.text == news[:-1]
    assert news in generator.read[0]


@pytest.mark.parametrize(
    "above",
    ["原标题：云岭老桥恢复通行 居民高兴", "原标题：刚刚！云岭老桥恢复通行 居民高兴"],
)
def test_a_brief_is_weighed_by_the_title_that_its_text_has_of_itself(above):
    text = f"{above}4月3日，云岭市下了一场少见的大雨。云岭老桥恢复通行，两岸居民都很高兴。"
    [one] = judge([article(text)], kind="brief", generator=ScriptedGenerator())
    about = {opinion.candidate.text: opinion.values["about"] for opinion in one.opinions}
    assert about["云岭老桥恢复通行，两岸居民都很高兴。"] == 1.0
    assert about["4月3日，云岭市下了一场少见的大雨。"] < 0.5
    assert "恢复通行" in one.title
