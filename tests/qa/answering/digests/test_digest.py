"""From hits and articles to a digest: what is chosen, merged, ordered, narrowed, refused."""

import datetime as dt
from dataclasses import replace

import pytest

from qa.answering.digests.arrangement import MOST, OWN, arranged
from qa.answering.digests.digest import (
    EMBEDDED,
    digest_articles,
    digest_hits,
    digest_question,
)
from qa.answering.digests.scoring import Scored
from qa.archive import Archive
from qa.checking.source import Source
from qa.errors import ArchiveError, InputError
from qa.records import Article, Chunk, Hit, Imprint, Refusal, Span, Where
from qa.search.query import as_queries
from tests.fakes import HashEmbedder
from tests.generators import ExtractiveGenerator

TODAY = dt.date(2031, 4, 12)
QUESTION = "云岭市的防汛工作做了哪些准备"
LESS = 0.55  # of what is relevant: this embedder sees less likeness than that of the models
WIRE = "云岭市防汛指挥部检查了沿江三座水库，备足沙袋二万条。"
OLD = Article(
    id="晨报",
    title="云岭市沿江水库防汛查险",
    text=f"据通讯社消息，昨日，{WIRE}市民可以照常到江边散步。",
    date=dt.date(2031, 4, 3),
    source="云岭晨报",
)
SAME = Article(
    id="晚报", title="云岭市防汛物资到位", text=f"{WIRE}记者杨小禾。", date=dt.date(2031, 4, 4)
)
NEW = Article(
    id="日报",
    title="云岭市防汛泵站完工",
    text="城东泵站去年十一月开工，本周一完工，云岭市防汛工作又多一道准备。泵站旁边种了桂花树。",
    date=dt.date(2031, 4, 9),
)
UNDATED = Article(
    id="手册", title="防汛手册", text="防汛工作的准备包括巡堤、值班和转移演练，云岭市每年做一次。"
)
FILM = Article(
    id="影讯",
    title="新片上映",
    text="喜剧新片周六上映，导演说笑点很多。",
    date=dt.date(2031, 4, 10),
)
ALL = {article.id: article for article in (OLD, SAME, NEW, UNDATED, FILM)}


def hit(article):
    end = len(article.text)
    return Hit(chunk=Chunk(article_id=article.id, start=0, end=end, text=article.text), score=1.0)


def digest(question=QUESTION, articles=None, *, selector=None, **options):
    (query,) = as_queries([question], today=TODAY)
    return digest_hits(
        query,
        [hit(article) for article in (ALL.values() if articles is None else articles)],
        embedder=HashEmbedder(),
        get_article=ALL.__getitem__,
        selector=lambda: selector,
        **{"relevant": LESS, **options},
    )


def test_the_sentences_that_answer_newest_first_each_as_its_article_has_it():
    found = digest(share=0.75)
    assert [(item.article_id, str(item.date)) for item in found.items] == [
        ("日报", "2031-04-09"),
        ("晨报", "2031-04-03"),
        ("手册", "None"),
    ]
    assert found.items[0].text == NEW.text.split("泵站旁边")[0]
    assert found.text == "\n".join(item.text for item in found.items)
    assert found.citations == tuple(c for item in found.items for c in item.citations)
    for item in found.items:
        assert item.text == item.citations[0].quote
        assert LESS <= item.score <= 1
    for citation in found.citations:
        article = ALL[citation.article_id]
        assert article.text[citation.start : citation.end] == citation.quote
    assert (found.reason, found.left_out) == (None, 0)


def test_a_story_in_two_papers_stands_once_with_both_citations():
    [item] = digest(articles=[SAME, OLD]).items
    assert [(c.article_id, c.quote) for c in item.citations] == [
        ("晨报", f"据通讯社消息，昨日，{WIRE}"),
        ("晚报", WIRE),
    ]
    assert item.text == f"据通讯社消息，昨日，{WIRE}"


@pytest.mark.parametrize(
    ("first", "second", "day", "merged"),
    [
        ("云岭市防汛办昨日转移群众300人。", "云岭市防汛办昨日转移群众300人。", 3, True),
        ("云岭市防汛办昨日转移群众300人。", "云岭市防汛办昨日转移群众300人。", 4, False),
        ("云岭市防汛办昨日转移群众300人。", "云岭市防汛办前天转移群众300人。", 3, False),
        ("云岭市防汛办昨日转移群众300人。", "云岭市防汛办前天转移群众300人。", 4, True),
        ("云岭市防汛办4月2日转移群众300人。", "云岭市防汛办前天转移群众300人。", 4, True),
        ("云岭市防汛办3月2日转移群众300人。", "云岭市防汛办前天转移群众300人。", 4, False),
        ("今年3月云岭市转移群众300人。", "2031年3月，云岭市转移群众300人。", 4, True),
        ("云岭市防汛办昨日转移群众300人。", "防汛办转移群众300人。", 4, True),
        ("云岭市防汛办昨日转移群众300人。", "云岭市防汛办昨日转移群众500人。", 3, False),
    ],
)
def test_the_same_words_of_another_day_or_number_are_other_news(first, second, day, merged):
    one = Article(id="a", title="转移", text=first, date=dt.date(2031, 4, 3))
    other = Article(id="b", title="转移", text=second, date=dt.date(2031, 4, day))
    found = digest_articles([one, other], embedder=HashEmbedder())
    assert len(found.items) == (1 if merged else 2)
    assert len(found.citations) == 2


@pytest.mark.parametrize(
    ("plan", "merged"),
    [
        ("云岭市河长大会将于4月3日在城东举行。", True),
        ("云岭市河长大会定于4月3日举行。", True),
        ("云岭市河长大会将于4月9日在城东举行。", False),
        ("云岭市排水大会将于4月3日在青泽举行。", False),
        ("云岭市河长大会4月3日在城东举行，二百人到会。", False),
    ],
)
def test_what_was_planned_and_came_stands_once(plan, merged):
    told = "云岭市河长大会今天（4月3日）在城东举行，三百人到会。"
    one = Article(id="a", title="河长大会", text=told, date=dt.date(2031, 4, 3))
    other = Article(id="b", title="河长大会", text=plan, date=dt.date(2031, 4, 1))
    found = digest_articles([other, one], embedder=HashEmbedder())
    assert len(found.items) == (1 if merged else 2)
    assert told in {item.text for item in found.items}


@pytest.mark.parametrize(("also", "items"), [("", 1), ("渡口不收费。", 2)])
def test_no_article_is_named_under_what_it_denies(also, items):
    begun = "云岭市新渡口今年开工，工期二年"
    one = Article(id="a", title="新渡口", text=f"{begun}，渡口建成后将收费。", date=TODAY)
    again = Article(id="b", title="新渡口", text=f"{begun}。{also}", date=TODAY)
    found = digest_articles([one, again], embedder=HashEmbedder(), limit=2)
    assert len(found.items) == items
    assert {c.article_id for c in found.citations} == {"a", "b"}


def test_where_nothing_is_asked_of_nothing_is_searched():
    def find(where):
        raise AssertionError

    for question in ("吃了吗", "在吗？", "你是谁", "怎么样"):
        (query,) = as_queries([question], today=TODAY)
        found = digest_question(query, find=find, embedder=HashEmbedder())
        assert (found.text, found.reason) == (None, Refusal.NO_QUESTION)


def test_words_of_the_articles_time_are_shown_with_their_days():
    item = digest(articles=[NEW]).items[0]
    shown = [(x.text, str(x.since), str(x.until)) for x in item.citations[0].dates]
    assert shown == [
        ("去年十一月", "2030-11-01", "2030-11-30"),
        ("本周一", "2031-04-07", "2031-04-07"),
    ]
    for x in item.citations[0].dates:
        assert NEW.text[x.start : x.end] == x.text


def test_the_best_two_sentences_of_each_article_come_before_a_third():
    parts = [
        "云岭市防汛的准备工作早做了，水泵已检修。",
        "水文站做了防汛准备，云岭市值班员到岗。",
        "物资准备充足，云岭市民不慌，防汛人员全天值班。",
    ]
    long = Article(id="长", title="云岭市的防汛准备", text="".join(parts), date=SAME.date)
    articles = {"长": long, "晚报": SAME}

    def chosen(limit):
        found = digest_hits(
            *as_queries([QUESTION]),
            [hit(long), hit(SAME)],
            embedder=HashEmbedder(),
            get_article=articles.__getitem__,
            limit=limit,
            relevant=LESS,
            share=0.5,
        )
        return [item.text for item in found.items]

    assert chosen(4) == [*parts, WIRE]
    three = chosen(3)
    assert WIRE in three
    assert len(set(three) & set(parts)) == 2


@pytest.mark.parametrize("question", ["云岭市的防汛准备", "云岭市的防汛准备有哪些？"])
@pytest.mark.parametrize(("others", "most"), [(0, MOST[1]), (1, MOST[2]), (2, OWN), (3, OWN)])
def test_no_article_is_retold(question, others, most):
    text = "".join(f"云岭市第{n}座泵站做好防汛准备，{n}名值班员到岗。" for n in range(11, 20))
    long = Article(id="长", title="云岭市的防汛准备", text=text, date=SAME.date)
    towns = ("青泽镇", "白渡镇", "清河镇")
    more = [
        Article(
            id=town, title="", text=f"云岭市{town}的防汛准备做完，{town}修了河堤。", date=SAME.date
        )
        for town in towns[:others]
    ]
    found = digest_hits(
        *as_queries([question]),
        [hit(one) for one in (long, *more)],
        embedder=HashEmbedder(),
        get_article={one.id: one for one in (long, *more)}.__getitem__,
        relevant=0.3,
        share=0.3,
    )
    assert sum(item.article_id == "长" for item in found.items) == most
    assert len({item.article_id for item in found.items}) == 1 + others
    assert found.left_out >= 9 - most


def test_a_sentence_far_behind_the_best_is_left_out():
    best = Article(id="最", title="", text="云岭市的巡堤、值班和转移演练昨日做完。")
    found = digest_hits(
        *as_queries(["云岭市的巡堤、值班和转移演练"]),
        [hit(best), hit(UNDATED), hit(OLD)],
        embedder=HashEmbedder(),
        get_article={**ALL, "最": best}.__getitem__,
        relevant=0.0,
        share=0.6,
    )
    assert [item.article_id for item in found.items] == ["最", "手册"]
    assert found.items[1].score >= 0.6 * found.items[0].score > 0


def test_what_there_was_no_room_for_is_counted():
    found = digest(limit=1, relevant=0.1, share=0.1)
    assert (len(found.items), found.left_out) == (1, 4)


def test_nothing_relevant_is_a_refusal():
    found = digest("木星有几颗卫星")
    assert (found.text, found.items, found.citations) == (None, (), ())
    assert (found.reason, found.sentences_read) == (Refusal.NOT_RELEVANT, 7)
    none = digest(articles=[])
    assert (none.reason, none.sentences_read) == (Refusal.NO_ARTICLES, 0)


def test_sentences_of_another_city_are_not_taken():
    found = digest("青泽市的防汛工作")
    assert (found.text, found.reason) == (None, Refusal.NOT_RELEVANT)
    both = Article(
        id="两市",
        title="省内快讯",
        text="云岭市防汛办检修了三座泵站。\n青泽市防汛办检修了五座泵站。",
        date=dt.date(2031, 4, 5),
    )
    for city, other in (("云岭市", "青泽市"), ("青泽市", "云岭市")):
        [item] = digest_hits(
            *as_queries([f"{city}的防汛工作"]),
            [hit(both)],
            embedder=HashEmbedder(),
            get_article={"两市": both}.__getitem__,
            relevant=0.4,
        ).items
        assert city in item.text
        assert other not in item.text


@pytest.mark.parametrize("question", ["云岭市的工作", "云岭市有什么新进展"])
def test_where_only_a_name_is_asked_of_whatever_has_it_is_taken(question):
    found = digest(question, articles=[FILM, SAME], relevant=0.5)
    assert [item.article_id for item in found.items] == ["晚报"]
    assert found.items[0].score >= 0.5


def digest_of(question, text, title="云岭市", **options):
    article = Article(id="一", title=title, text=text, date=dt.date(2031, 4, 3))
    (query,) = as_queries([question], today=TODAY)
    found = digest_hits(
        query,
        [hit(article)],
        embedder=HashEmbedder(),
        get_article={"一": article}.__getitem__,
        **{"relevant": 0.2, "share": 0.1, **options},
    )
    return [item.text for item in found.items]


@pytest.mark.parametrize(
    ("question", "given"),
    [
        ("云河治理大会", ["云河治理大会4月2日闭幕，签约三十项。"]),
        (
            "各方对云河治理大会的评价",
            [
                "云河治理大会4月2日闭幕，签约三十项。",
                "国际人士高度评价云河治理大会，认为它为世界贡献了智慧。",
            ],
        ),
    ],
)
def test_praise_by_all_and_sundry_is_given_where_it_is_asked_for(question, given):
    text = (
        "云河治理大会4月2日闭幕，签约三十项。国际人士高度评价云河治理大会，认为它为世界贡献了智慧。"
    )
    assert digest_of(question, text, "云河治理大会闭幕") == given


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("渔民上岸后转产就业，4月新增岗位三百个。", True),
        ("农户进城就业创业，4月新增岗位三百个。", False),
    ],
)
def test_a_sentence_is_of_the_thing_that_is_asked_of(text, given):
    assert bool(digest_of("渔民就业补贴有哪些办法", text, "促进就业")) == given


def test_under_a_persons_name_only_what_names_him_is_given():
    text = "杨小禾4月2日检查三座水库。每天有八百辆卡车运石料。"
    assert digest_of("杨小禾", text, "杨小禾查水库") == ["杨小禾4月2日检查三座水库。"]


def test_a_word_among_many_in_a_row_is_not_what_a_sentence_is_of():
    row = "大会设帆船、赛艇、龙舟、皮艇、水球、跳水六个项目，4月2日开票。"
    own = "云岭龙舟队4月2日在决赛中夺冠。"
    assert digest_of("龙舟", f"{own}{row}", "赛会", relevant=0.7) == [own]


def test_sentences_that_say_nothing_are_not_taken():
    text = "云岭市防汛工作行稳致远，未来可期。云岭市的防汛靠什么？图为云岭市防汛演练。"
    empty = Article(id="空话", title="云岭市的防汛", text=text)
    found = digest_hits(
        *as_queries([QUESTION]),
        [hit(empty), hit(SAME)],
        embedder=HashEmbedder(),
        get_article={**ALL, "空话": empty}.__getitem__,
    )
    assert [item.article_id for item in found.items] == ["晚报"]


def test_sentences_of_one_event_stand_together():
    texts = {
        "早": ("云河大桥通车", "云河大桥通车，首日过桥车辆三千。", 5),
        "中": ("城东泵站完工", "云河大桥旁的城东泵站完工。", 5),
        "晚": ("云河大桥通车", "云河大桥通车次日，过桥车辆五千。", 6),
    }
    articles = {
        id_: Article(id=id_, title=title, text=text, date=dt.date(2031, 4, day))
        for id_, (title, text, day) in texts.items()
    }
    found = digest_hits(
        *as_queries(["云河大桥"]),
        [hit(article) for article in articles.values()],
        embedder=HashEmbedder(),
        get_article=articles.__getitem__,
        share=0.01,
        relevant=0.0,
    )
    assert [item.article_id for item in found.items] == ["晚", "早", "中"]


def test_only_the_nearest_sentences_are_embedded():
    text = "".join(f"云岭市防汛办检修了第{n}座泵站。" for n in range(3 * EMBEDDED))
    long = Article(id="长", title="", text=text)
    embedder = HashEmbedder()
    found = digest_hits(
        *as_queries([QUESTION]),
        [hit(long)],
        embedder=embedder,
        get_article={"长": long}.__getitem__,
    )
    assert found.sentences_read == 3 * EMBEDDED
    assert 0 < embedder.calls < EMBEDDED + 10


def test_a_chunk_that_is_gone_is_an_error():
    gone = replace(hit(OLD), chunk=replace(hit(OLD).chunk, text="别的字"))
    with pytest.raises(ArchiveError, match="rebuild"):
        digest_hits(
            *as_queries([QUESTION]), [gone], embedder=HashEmbedder(), get_article=ALL.__getitem__
        )


def test_articles_give_their_main_sentence_each():
    found = digest_articles([FILM, NEW, OLD], embedder=HashEmbedder(), limit=3)
    assert [item.article_id for item in found.items] == ["影讯", "日报", "晨报"]
    assert found.question is None
    assert found.items[1].text.startswith("城东泵站去年十一月开工")
    bare = Article(id="空", title="空", text="（完）\n………………………………\n")
    refused = digest_articles([bare], embedder=HashEmbedder())
    assert (refused.text, refused.reason) == (None, Refusal.NO_SENTENCES)
    some = digest_articles([FILM, bare, NEW], embedder=HashEmbedder(), limit=1)
    assert (found.without, refused.without, some.without) == ((), ("空",), ("空",))


def narrowed(question, where=None):
    """Digest over articles filtered by date, noting the filters that were searched with."""
    asked = []

    def find(where):
        asked.append(where)
        since = (where and where.since) or dt.date.min
        until = (where and where.until) or dt.date.max
        found = [a for a in ALL.values() if where is None or (a.date and since <= a.date <= until)]
        return [hit(article) for article in found], ALL

    (query,) = as_queries([question], today=TODAY)
    found = digest_question(query, find=find, embedder=HashEmbedder(), where=where)
    return found, asked


def test_days_in_a_question_narrow_the_search():
    found, asked = narrowed("上周云岭市的防汛工作做了哪些准备")
    assert asked == [Where(since=dt.date(2031, 3, 31), until=dt.date(2031, 4, 6))]
    assert [item.article_id for item in found.items] == ["晨报"]
    assert [x.text for x in found.dates] == ["上周"]
    assert (found.since, found.until, found.widened) == (asked[0].since, asked[0].until, False)


def test_of_a_single_day_the_next_days_paper_reports():
    found, asked = narrowed("4月8日云岭市防汛工作的准备")
    assert asked == [Where(since=dt.date(2031, 4, 8), until=dt.date(2031, 4, 9))]
    assert [item.article_id for item in found.items] == ["日报"]


def test_several_days_are_searched_from_the_first_to_the_last():
    _, asked = narrowed("2031年2月到4月云岭市防汛工作做了哪些准备")
    assert asked == [Where(since=dt.date(2031, 2, 1), until=dt.date(2031, 4, 30))]


def test_without_anything_on_these_days_the_nearest_are_named_and_nothing_is_given():
    found, asked = narrowed("前年云岭市防汛工作的准备", where=Where(source="云岭晨报"))
    assert asked == [
        Where(since=dt.date(2029, 1, 1), until=dt.date(2029, 12, 31), source="云岭晨报"),
        Where(source="云岭晨报"),
    ]
    assert (found.text, found.reason) == (None, Refusal.OTHER_DAYS)
    assert (found.widened, str(found.since)) == (False, "2029-01-01")
    assert [str(day) for day in found.nearest] == ["2031-04-03"]


def test_what_articles_of_other_days_say_of_these_days_is_given():
    report = Article(
        id="年报",
        title="云岭市防汛工作",
        text="2030年，云岭市防汛工作做了准备，备足沙袋二万条，修堤三公里。",
        date=dt.date(2031, 3, 1),
    )

    def find(where):
        since = (where and where.since) or dt.date.min
        until = (where and where.until) or dt.date.max
        return [hit(report)] if since <= report.date <= until else [], {"年报": report}

    (query,) = as_queries(["去年云岭市防汛工作的准备"], today=TODAY)
    found = digest_question(query, find=find, embedder=HashEmbedder())
    assert [item.text for item in found.items] == [report.text]
    assert found.widened


def on(day, id_, title, text, **more):
    return Article(id=id_, title=title, text=text, date=dt.date(2031, 4, day), **more)


DAY = [
    on(7, "桥", "白水桥通车", "白水桥昨日通车，市民步行过桥。桥头种了柳树，树下有石凳。"),
    on(7, "船", "青石渡口换新船", "青石渡口昨日换上两条新船，每条坐四十人。船票不变。"),
    on(7, "茶", "云岭春茶开采", "云岭春茶昨日开采，三百名茶农上山。今年雨水好，茶芽壮。"),
    on(8, "雨", "明起有雨", "气象台预报，云岭市明日起有中雨。出门要带伞。"),
]


@pytest.mark.parametrize(
    ("question", "given"),
    [
        ("4月7日的新闻", ["桥", "船", "茶"]),
        ("4月7日有什么大事", ["桥", "船", "茶"]),
        ("4月7日渡口换新船的新闻", ["船"]),
    ],
)
def test_of_a_day_alone_each_article_has_a_line(tmp_path, question, given):
    with Archive.open(tmp_path / "a", embedder=HashEmbedder()) as archive:
        archive.add(DAY)
        found = archive.digest(question, today=TODAY)
        few = archive.digest(question, today=TODAY, limit=1)
    assert sorted(item.article_id for item in found.items) == sorted(given)
    assert (found.since, found.question) == (dt.date(2031, 4, 7), question)
    assert (len(few.items), few.left_out) == (1, len(given) - 1)


def test_of_a_day_without_articles_as_before(tmp_path):
    with Archive.open(tmp_path / "a", embedder=HashEmbedder()) as archive:
        archive.add(DAY[3:])
        found = archive.digest("4月7日的新闻", today=TODAY)
    assert {item.article_id for item in found.items} <= {"雨"}
    assert str(found.until) == "2031-04-08" or found.widened


def test_a_figure_that_the_evening_edition_gives_otherwise_is_left_out():
    head = "云岭市防汛指挥部昨日检查沿江水库，"
    early, late = (
        on(
            9,
            name,
            "云岭市检查沿江水库",
            f"{head}巡堤人员{count}人。",
            imprint=Imprint(edition=name),
        )
        for name, count in (("早版", 80), ("晚版", 120))
    )
    both = {one.id: one for one in (early, late)}
    (query,) = as_queries(["云岭市检查沿江水库"], today=TODAY)
    found = digest_hits(
        query,
        [hit(early), hit(late)],
        embedder=HashEmbedder(),
        get_article=both.__getitem__,
        relevant=LESS,
    )
    assert [item.article_id for item in found.items] == ["晚版"]


def test_what_another_sentence_says_wholly_stands_once():
    first = "云岭市防汛指挥部备足沙袋二万条，六座泵站昨日试机。"
    second = "此前，云岭市防汛指挥部备足沙袋一万条，四座水库昨日查险。"
    whole = on(9, "a", "云岭市防汛准备", f"{first}{second}")
    groups = [
        Scored(
            article=whole,
            span=Span(start=start, end=end),
            said=Source(whole.text[start:end]),
            score=score,
        )
        for start, end, score in (
            (0, len(first), 0.9),
            (len(first), len(whole.text), 0.8),
            (0, len(whole.text), 0.7),
        )
    ]
    items, left_out = arranged(groups, each=2, limit=12)
    assert [item.text for item in items] == [whole.text]
    assert left_out == 0


@pytest.mark.parametrize("where", [Where(since=dt.date(2031, 4, 1)), Where(until=TODAY)])
def test_a_users_own_days_come_first(where):
    found, asked = narrowed("去年云岭市防汛工作的准备", where=where)
    assert asked == [where]
    assert [x.text for x in found.dates] == ["去年"]
    assert (found.since, found.until, found.widened) == (None, None, False)


@pytest.fixture
def archive(tmp_path):
    with Archive.open(tmp_path / "a", embedder=HashEmbedder()) as archive:
        archive.add(ALL.values())
        yield archive


def test_an_archive_digests_a_question(archive):
    found = archive.digest(f"上周{QUESTION}", today=TODAY)
    assert [item.text[-len(WIRE) :] for item in found.items] == [WIRE]  # of one paper or the other
    assert {c.article_id for c in found.citations} <= {"晨报", "晚报"}  # of last week only
    assert str(found.until) == "2031-04-06"
    none = archive.digest(QUESTION, where=Where(source="云岭夜报"))
    assert (none.text, none.reason) == (None, Refusal.NO_ARTICLES)
    with pytest.raises(InputError, match="question is empty"):
        archive.digest(" ")


def test_an_archive_digests_articles(archive):
    found = archive.digest(["影讯", "日报"])
    assert {item.article_id for item in found.items} == {"影讯", "日报"}
    only = archive.digest(["影讯", "日报"], where=Where(ids=("日报",)))
    assert {item.article_id for item in only.items} == {"日报"}
    assert archive.digest([]).text is None
    with pytest.raises(InputError, match="no article '没有'"):
        archive.digest(["影讯", "没有"])


def test_of_another_countrys_affairs_only_where_there_are_none_of_the_home_one():
    home = Article(id="内", title="铁路客运量增长", text="铁路昨日发送旅客200万人次。")
    abroad = Article(id="外", title="南非铁路客运量增长", text="南非铁路昨日发送旅客20万人次。")

    def taken(question, articles):
        found = digest_hits(
            *as_queries([question]),
            [hit(article) for article in articles],
            embedder=HashEmbedder(),
            get_article={"内": home, "外": abroad}.__getitem__,
            relevant=0.4,
            share=0.4,
        )
        return {item.article_id for item in found.items}

    assert taken("铁路的客运量", [home, abroad]) == {"内"}
    assert taken("铁路的客运量", [abroad]) == {"外"}
    assert taken("全国铁路的客运量", [abroad]) == set()
    assert taken("南非铁路的客运量", [home, abroad]) == {"外"}


def test_what_is_asked_of_a_named_place_is_of_home_wherever_that_is():
    home = Article(id="内", title="何远谈云河湾大火", text="云河湾大火北京昨日有200人捐款。")
    abroad = Article(id="外", title="美国云河湾大火", text="美国云河湾大火昨日烧毁房屋300座。")
    found = digest_hits(
        *as_queries(["“云河湾”大火"]),
        [hit(home), hit(abroad)],
        embedder=HashEmbedder(),
        get_article={"内": home, "外": abroad}.__getitem__,
        relevant=0.3,
        share=0.3,
    )
    assert {item.article_id for item in found.items} == {"内", "外"}


HEADED = Article(
    id="甲",
    title="云岭市渡口换新船",
    text="两条新船4月3日下水，每条坐四十人。渡口在城东。",
    date=dt.date(2031, 4, 3),
)
WORDED = Article(
    id="乙",
    title="云岭渡口客流增长",
    text="云岭市渡口换新船以来，渡口新船4月9日运客300人，云岭市渡口新船票价2元。",
    date=dt.date(2031, 4, 9),
)


@pytest.mark.parametrize(("found", "given"), [(True, {"甲", "乙"}), (False, {"乙"})])
def test_the_lead_of_an_article_whose_headline_has_all_that_is_asked_of_is_given(found, given):
    def lead(article):
        return Span(start=0, end=article.text.index("。") + 1) if found else None

    made = digest_hits(
        *as_queries(["云岭市渡口换新船"], today=TODAY),
        [hit(HEADED), hit(WORDED)],
        embedder=HashEmbedder(),
        get_article={"甲": HEADED, "乙": WORDED}.__getitem__,
        share=0.95,
        lead_of=lead,
    )
    assert {item.article_id for item in made.items} == given


@pytest.mark.parametrize(("above", "given"), [(0.01, False), (-0.01, True)])
def test_where_none_is_relevant_the_nearest_is_given_down_to_a_bar(monkeypatch, above, given):
    best = max(item.score for item in digest().items)
    monkeypatch.setattr("qa.answering.digests.digest.NEARLY", best + above)
    found = digest(relevant=best + 0.02)
    assert (found.text is not None) is given


@pytest.mark.parametrize("question", ["最近有什么新闻", "近日有哪些大事", "近期要闻"])
def test_news_of_lately_are_those_of_the_last_week(tmp_path, question):
    older = on(1, "旧", "云岭修堤", "云岭河堤昨日完工，长三公里。")
    with Archive.open(tmp_path / "a", embedder=HashEmbedder()) as archive:
        archive.add([*DAY, older])
        found = archive.digest(question, today=dt.date(2032, 1, 1))
    assert {item.article_id for item in found.items} == {"雨", "桥", "船", "茶"}
    assert [(str(x.since), str(x.until)) for x in found.dates] == [("2031-04-02", "2031-04-08")]


def test_lately_is_a_month_where_the_week_has_nothing(tmp_path):
    older = on(1, "旧", "云岭河堤完工", "云岭河堤昨日完工，长三公里。")
    with Archive.open(tmp_path / "a", embedder=HashEmbedder()) as archive:
        archive.add([*DAY, older])
        found = archive.digest("最近云岭河堤完工", today=TODAY)
    assert [item.article_id for item in found.items] == ["旧"]
    assert (str(found.since), str(found.until)) == ("2031-03-09", "2031-04-08")


@pytest.mark.parametrize(
    ("question", "nearest"),
    [
        ("上周的新闻", ["2031-04-08"]),
        ("3月的新闻", ["2031-04-07"]),
        ("上周白水桥通车", ["2031-04-07"]),
    ],
)
def test_of_days_without_articles_the_nearest_are_named(tmp_path, question, nearest):
    with Archive.open(tmp_path / "a", embedder=HashEmbedder()) as archive:
        archive.add(DAY)
        found = archive.digest(question, today=dt.date(2031, 5, 20))
    assert (found.text, found.reason) == (None, Refusal.OTHER_DAYS)
    assert [str(day) for day in found.nearest] == nearest


def test_the_first_of_many_days_is_told(tmp_path):
    days = [
        on(day, str(day), f"{day}号泵站完工", f"云岭{day}号泵站今日完工，投资二亿元。")
        for day in range(1, 21)
    ]
    with Archive.open(tmp_path / "a", embedder=HashEmbedder()) as archive:
        archive.add(days)
        found = archive.digest("4月1日以来的新闻", today=dt.date(2031, 4, 20), limit=5)
        after = archive.digest("4月1日之后的新闻", today=dt.date(2031, 4, 20), limit=5)
    assert [item.date.day for item in found.items] == [20, 15, 10, 6, 1]
    assert (str(after.since), min(item.date.day for item in after.items)) == ("2031-04-02", 2)


def test_without_a_day_the_news_are_those_of_the_newest(tmp_path):
    with Archive.open(tmp_path / "a", embedder=HashEmbedder()) as archive:
        archive.add(DAY)
        found = archive.digest("最新消息", today=TODAY)
        week = archive.digest("4月7日和4月8日的新闻", today=TODAY)
    assert [item.article_id for item in found.items] == ["雨"]
    assert (str(found.since), str(found.until)) == ("2031-04-08", "2031-04-08")
    assert {item.article_id for item in week.items} == {"雨", "桥", "船", "茶"}
    assert (str(week.since), str(week.until)) == ("2031-04-07", "2031-04-08")


def test_the_first_sentence_given_of_an_article_is_its_lead(tmp_path):
    scene = Article(
        id="景",
        title="云岭白水桥恢复通车",
        text="清晨，云岭白水桥上一派忙碌。云岭市白水桥4月3日恢复通车，工程历时一百四十天。",
    )
    with Archive.open(tmp_path / "a", embedder=HashEmbedder()) as archive:
        archive.add([scene])
        found = archive.digest(["景"])
    assert [item.text for item in found.items] == [scene.text.partition("。")[2]]


def test_asked_of_an_office_who_holds_it_counts_and_his_country_does_not():
    guest = Article(
        id="客",
        title="李清照同法国总统马拉尼会谈",
        text="李清照昨日在云岭同法国总统马拉尼会谈。马拉尼6日出席外长会议。",
    )
    firm = Article(id="企", title="法国企业家访问云岭", text="法国企业家代表团昨日访问云岭。")
    found = digest_hits(
        *as_queries(["法国总统的外交活动"]),
        [hit(guest), hit(firm)],
        embedder=HashEmbedder(),
        get_article={"客": guest, "企": firm}.__getitem__,
        relevant=0.3,
        share=0.3,
    )
    assert {item.article_id for item in found.items} == {"客"}
    assert any("6日" in item.text for item in found.items)


class Weighing:
    """A selector that finds relevant what it was told to, and notes what it read."""

    def __init__(self, *, weighs=True, **relevant):
        self.weighs, self.relevant, self.read = weighs, relevant, []

    def relevances(self, question, sentences, scores):
        self.read += [(question, *one) for one in sentences]
        assert all(0 <= score <= 1 for score in scores)
        return [
            next((p for part, p in self.relevant.items() if part in said), 0.01)
            for _, said in sentences
        ]


@pytest.mark.parametrize(
    ("relevant", "given"),
    [
        ({"城东泵站": 0.9}, {"日报"}),
        ({"城东泵站": 0.9, "检查了": 0.8}, {"日报", "晨报"}),
        ({"城东泵站": 0.9, "巡堤": 0.69}, {"日报"}),
        ({"巡堤": 0.51}, {"手册"}),
        ({"巡堤": 0.49}, set()),
        ({"城东泵站": 0.99, "巡堤": 0.8}, {"日报"}),
        ({}, set()),
    ],
)
def test_what_a_selector_that_read_the_sentences_finds_relevant_is_given(relevant, given):
    found = digest(selector=Weighing(**relevant), relevant=None)
    assert {item.article_id for item in found.items} == given
    assert {round(item.score, 2) for item in found.items} <= set(relevant.values())
    assert found.reason is (None if given else Refusal.NOT_RELEVANT)


def test_a_selector_that_does_not_weigh_changes_nothing():
    selector = Weighing(weighs=False)
    assert digest(selector=selector) == digest()
    assert selector.read == []


def test_what_a_selector_reads_of_a_sentence_is_its_title_or_how_its_article_begins(monkeypatch):
    bare = Article(id="无题", title="", text="雲嶺市防汛物資昨日到位，備足沙袋三萬條。")
    monkeypatch.setitem(ALL, bare.id, bare)
    selector = Weighing()
    digest(articles=[OLD, bare], selector=selector)
    plain = "云岭市防汛物资昨日到位，备足沙袋三万条。"
    assert (QUESTION, plain, plain) in selector.read
    said = OLD.text.partition("市民")[0]
    assert (QUESTION, OLD.title, said) in selector.read


@pytest.mark.parametrize(
    ("possible", "read"), [(0.0, {"日报", "影讯"}), (0.5, {"日报"}), (1, set())]
)
def test_a_selector_reads_what_can_be_given(monkeypatch, possible, read):
    monkeypatch.setattr("qa.answering.digests.scoring.POSSIBLE", possible)
    selector = Weighing()
    digest("防汛", articles=[NEW, FILM], selector=selector)
    titles = {title for _, title, _ in selector.read}
    assert {one.id for one in (NEW, FILM) if one.title in titles} == read


def test_an_archive_asks_the_selector_of_its_generator(tmp_path):
    generator = ExtractiveGenerator()
    generator.selector = Weighing(城东泵站=0.9)
    with Archive.open(tmp_path / "a", embedder=HashEmbedder(), generator=generator) as archive:
        archive.add(ALL.values())
        [item] = archive.digest(QUESTION, today=TODAY).items
    assert (item.article_id, item.score) == ("日报", 0.9)
    assert generator.calls == []


@pytest.mark.parametrize(
    ("question", "read"),
    [
        ("云岭市的防汛泵站", True),
        ("云岭市防汛备了哪些物资", True),
        ("云岭市防汛备足沙袋多少条", False),
        ("云岭市防汛泵站哪天完工", False),
    ],
)
def test_a_selector_is_not_asked_for_one_fact(question, read):
    selector = Weighing()
    digest(question, selector=selector)
    assert bool(selector.read) is read


def test_there_is_nothing_that_news_of_days_could_be_read_for(tmp_path):
    generator = ExtractiveGenerator()
    generator.selector = Weighing()
    with Archive.open(tmp_path / "a", embedder=HashEmbedder(), generator=generator) as archive:
        archive.add(DAY)
        assert archive.digest("最近有什么新闻", today=TODAY).items
    assert generator.selector.read == []


@pytest.mark.parametrize(
    ("question", "loads"),
    [("最近有什么新闻", 0), ("云岭市防汛泵站哪天完工", 0), ("云岭市的防汛泵站", 1)],
)
def test_a_selector_is_loaded_only_where_there_is_something_to_read(
    tmp_path, monkeypatch, question, loads
):
    loaded = []
    monkeypatch.setattr("qa.defaults.default_selector", lambda **_: loaded.append(1))
    with Archive.open(tmp_path / "a", embedder=HashEmbedder()) as archive:
        archive.add([*DAY, *ALL.values()])
        archive.digest(question, today=TODAY)
    assert len(loaded) == loads
