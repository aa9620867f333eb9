"""Several archives read as one give what one archive of all their articles gives."""

import datetime as dt
import random
from contextlib import ExitStack

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qa.archive import Archive
from qa.defaults import default_embedder, default_generator
from qa.errors import ArchiveError, InputError, MismatchError
from qa.records import Article, Where
from qa.search.chunks import Chunking
from qa.search.retrieve import Fusion
from qa.search.words import Statistics, best_by_words
from qa.service.settings import Settings
from tests.fakes import HashEmbedder
from tests.generators import ExtractiveGenerator
from tests.service.live import live

WORDS = (
    *("湖边", "图书馆", "地铁", "开通", "大雪", "学校", "运动会", "丰收", "渔民", "车站"),
    *("书展", "医院", "盐", "1280", "一千人", "封闭", "今年", "，", "。"),
)
SOURCES = (None, "山城日报", "湖州晚报")
QUESTIONS = ("地铁哪天开通？", "盐", "1280", "今年湖边的图书馆有一千人吗", "水 盐 大雪")
DAY = dt.date(2024, 1, 1)
FILTERS = (
    None,
    Where(since=DAY + dt.timedelta(20)),
    Where(since=DAY + dt.timedelta(10), until=DAY + dt.timedelta(12)),
    Where(source="山城日报"),
    Where(source="没有的报"),
    Where(since=DAY + dt.timedelta(3), source="湖州晚报", tag="要闻"),
)


@st.composite
def articles(draw):
    """Draw articles of few words: many have the same text, some no date, title or text."""
    texts = draw(
        st.lists(st.lists(st.sampled_from(WORDS), max_size=40).map("".join), min_size=1, max_size=8)
    )
    return [
        Article(
            id=f"篇{number:02}",
            title=draw(st.sampled_from(("", "地铁开通", "大雪封路", draw(st.sampled_from(WORDS))))),
            text=draw(st.sampled_from(texts)),
            date=draw(
                st.none() | st.integers(0, 40).map(lambda n: DAY + dt.timedelta(days=n)),
            ),
            source=draw(st.sampled_from(SOURCES)),
            tags=draw(st.sampled_from(((), ("要闻",), ("要闻", "体育")))),
        )
        for number in range(draw(st.integers(0, 24)))
    ]


class Divided:
    """One archive, and the same articles in several, some of which were deleted again.

    The archives of the numbers ``served`` are on a server, which is reached over HTTP.
    """

    def __init__(self, folder, items, places, *, deleted=(), shards, served=(), **models):
        self.stack = ExitStack()
        models = {"embedder": HashEmbedder(), "generator": ExtractiveGenerator(), **models}
        self.one = self.stack.enter_context(Archive.open(folder / "one", **models))
        self.folders = [folder / f"shard{number}" for number in range(shards)]
        for number, part in enumerate(self.folders):
            with Archive.open(part, **models) as shard:
                shard.add(
                    item for item, place in zip(items, places, strict=True) if place == number
                )
                shard.delete([items[n].id for n in deleted if places[n] == number])
        self.one.add(items)
        self.one.delete([items[n].id for n in deleted])
        self.places = list(self.folders)
        if served:
            archives = {f"第{number}个": self.folders[number] for number in served}
            settings = Settings(archives=archives, keys=folder / "keys.json")
            self.server = self.stack.enter_context(live(settings))
            for number in served:
                self.places[number] = f"{self.server.url}#第{number}个"
        self.all = self.stack.enter_context(Archive.federate(self.places, **models))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stack.close()


def shown(hits):
    return [
        (
            hit.chunk,
            hit.title,
            hit.date,
            hit.also_in,
            *(None if x is None else pytest.approx(x, abs=1e-6) for x in scores(hit)),
        )
        for hit in hits
    ]


def plain(hits):
    return [(hit.chunk, hit.title, hit.date, hit.also_in, *scores(hit)) for hit in hits]


def scores(hit):
    return hit.score, hit.dense, hit.sparse


def assert_alike(divided, filters=FILTERS):
    one, together = divided.one, divided.all
    assert len(together) == len(one)
    for where in filters:
        for arms in (("dense", "sparse"), ("sparse",), ("dense",)):
            for question in QUESTIONS:
                wanted = one.search(question, where=where, arms=arms)
                assert plain(together.search(question, where=where, arms=arms)) == shown(wanted)
        kept = {article.id: article for article in one.articles(where=where)}
        assert {article.id: article for article in together.articles(where=where)} == kept
        for by in ("year", "month", "source", "tag", "page", "section"):
            assert together.facets(by, where=where) == one.facets(by, where=where)


def assert_answers_alike(divided, today=DAY):
    one, together = divided.one, divided.all
    for where in FILTERS[:3]:
        wanted = one.ask_many(QUESTIONS, where=where, today=today)
        given = together.ask_many(QUESTIONS, where=where, today=today)
        for mine, theirs in zip(given, wanted, strict=True):
            assert plain(mine.hits) == shown(theirs.hits)
            assert (mine.text, mine.reason, mine.citations) == (
                theirs.text,
                theirs.reason,
                theirs.citations,
            )
            assert mine.confidence == pytest.approx(theirs.confidence, abs=1e-6)
    wanted, given = (
        archive.digest("地铁和图书馆今年怎么样", today=today) for archive in (one, together)
    )
    assert (given.text, given.reason, given.citations) == (
        wanted.text,
        wanted.reason,
        wanted.citations,
    )


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(items=articles(), data=st.data())
def test_any_division_gives_what_one_archive_gives(tmp_path_factory, items, data):
    shards = data.draw(st.integers(1, 5))
    places = [data.draw(st.integers(0, shards - 1)) for _ in items]
    deleted = [n for n in range(len(items)) if data.draw(st.integers(0, 5)) == 0]
    folder = tmp_path_factory.mktemp("divided")
    with Divided(folder, items, places, deleted=deleted, shards=shards) as divided:
        assert_alike(divided)
        assert_answers_alike(divided)


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(items=articles(), data=st.data())
def test_so_does_one_with_archives_on_a_server(tmp_path_factory, items, data):
    shards = data.draw(st.integers(1, 4))
    served = data.draw(st.sets(st.integers(0, shards - 1), min_size=1))
    places = [data.draw(st.integers(0, shards - 1)) for _ in items]
    folder = tmp_path_factory.mktemp("served")
    with Divided(folder, items, places, shards=shards, served=sorted(served)) as divided:
        assert_alike(divided, data.draw(st.sets(st.sampled_from(FILTERS), min_size=2, max_size=2)))
        assert_answers_alike(divided)


def stories(number):
    draw = random.Random(3)
    return [
        Article(
            id=f"s{n:03}",
            title=draw.choice(WORDS),
            text="".join(draw.choices(WORDS, k=draw.randint(5, 200))) + f"第{n}号。",
            date=DAY + dt.timedelta(n // 10),
            source=draw.choice(SOURCES),
        )
        for n in range(number)
    ]


def test_years_of_articles_of_which_each_arm_gives_only_the_best(tmp_path):
    items = stories(400)
    places = [n * 4 // 400 for n in range(400)]
    with Divided(tmp_path, items, places, shards=5, fusion=Fusion(postings=300)) as divided:
        assert_alike(divided)
        assert_answers_alike(divided)


def test_real_models_find_and_answer_alike(tmp_path):
    items = [
        Article(
            id="桥",
            title="三座老桥恢复通行",
            text="市交通局说，三座桥的加固工程历时140天，总投资3600万元。",
            date=DAY,
        ),
        Article(
            id="馆",
            title="图书馆开放",
            text="云河市图书馆新馆昨天开放，共有一千二百个座位，每天九点开门。",
            date=DAY + dt.timedelta(30),
        ),
        Article(
            id="雪",
            title="大雪封路",
            text="昨夜大雪，三条公路封闭，抢险队在清晨六点打通了两条。",
            date=DAY + dt.timedelta(60),
        ),
    ]
    models = {"embedder": default_embedder(), "generator": default_generator()}
    with Divided(tmp_path, items, [0, 1, 2], shards=4, **models) as divided:
        asked = ["桥的加固工程总投资多少？", "图书馆新馆有多少个座位？", "机场什么时候通航？"]
        wanted = divided.one.ask_many(asked, today=DAY)
        assert [answer.text for answer in wanted] == ["3600万元", "一千二百个", None]
        for mine, theirs in zip(divided.all.ask_many(asked, today=DAY), wanted, strict=True):
            assert plain(mine.hits) == shown(theirs.hits)
            assert (mine.text, mine.citations) == (theirs.text, theirs.citations)
        assert divided.all.digest("桥的加固", today=DAY) == divided.one.digest(
            "桥的加固", today=DAY
        )
        assert divided.all.summarize("雪", kind="headline") == divided.one.summarize(
            "雪", kind="headline"
        )
        for arms in (("dense",), ("sparse",), ("dense", "sparse")):
            assert plain(divided.all.search("新馆开放", arms=arms)) == shown(
                divided.one.search("新馆开放", arms=arms)
            )


def test_words_of_one_archive_are_ranked_as_full_text_search_ranks_them(tmp_path):
    items = stories(200)
    tokens = ["地铁", "图书", "1280", "盐*", "没有"]
    with Divided(tmp_path, items, [0] * 200, shards=1) as divided:
        divided.one.delete([item.id for item in items[::7]])
        with divided.one._store.snapshot() as view:
            statistics = Statistics.of(view, tokens)
            for where in (None, Where(since=DAY + dt.timedelta(3))):
                wanted = view.matches(tokens, where, limit=50)
                assert len(wanted) == 50
                assert best_by_words(view, tokens, statistics, where=where, limit=50) == wanted


@pytest.fixture
def divided(tmp_path):
    items = stories(40)
    with Divided(tmp_path, items, [n // 20 for n in range(40)], shards=2) as divided:
        yield divided


def test_reading(divided):
    one, together = divided.one, divided.all
    assert together.get("s003") == one.get("s003")
    assert together.original("s030") == one.get("s030")
    cited = together.cite("s030", 2, 5)
    assert cited == one.cite("s030", 2, 5)
    assert together.check(cited) == cited
    holdings = together.holdings()
    assert (holdings.articles, holdings.since, holdings.until, holdings.sources) == (
        40,
        one.holdings().since,
        one.holdings().until,
        one.holdings().sources,
    )
    assert together.digest(["s003", "s030"]) == one.digest(["s003", "s030"])
    report = together.verify()
    assert (report.ok, report.articles, report.chunks) == (True, 40, one.verify().chunks)
    with pytest.raises(InputError, match=r"shard0 \+ .*shard1: no article 's099'"):
        together.get("s099")


@pytest.mark.parametrize("where", [None, FILTERS[3]])
def test_pages_have_each_article_once_in_order(divided, where):
    found, after = [], 0
    while after is not None:
        page, after = divided.all.page(where=where, after=after, limit=7)
        assert after is None or len(page) == 7
        found += page
    assert found == list(divided.one.articles(where=where))


def test_what_is_written_to_one_meanwhile_is_found(divided):
    new = Article(id="新", title="", text="地铁城西线明天动工。", date=DAY + dt.timedelta(900))
    late = Where(since=DAY + dt.timedelta(800))
    before = divided.all.holdings().generation
    assert divided.all.search("城西线动工", where=late) == []
    with Archive.open(divided.folders[1], embedder=HashEmbedder()) as shard:
        shard.add([new])
    divided.one.add([new])
    assert [hit.chunk.article_id for hit in divided.all.search("城西线动工", where=late)] == ["新"]
    assert plain(divided.all.search("城西线动工")) == shown(divided.one.search("城西线动工"))
    assert divided.all.holdings().generation > before


def test_a_filter_by_day_or_source_asks_only_the_archives_that_may_match(divided):
    first = Where(until=DAY + dt.timedelta(1))
    with divided.all._store.snapshot() as view:
        assert [place for place, _, _ in view.matching(None)] == [0, 1]
        assert [place for place, _, _ in view.matching(first)] == [0]
        assert [place for place, _, _ in view.matching(Where(since=DAY + dt.timedelta(3)))] == [1]
        assert [place for place, _, _ in view.matching(Where(source="没有的报"))] == []
        assert [place for place, _, _ in view.matching(Where(tag="要闻"))] == [0, 1]


@pytest.mark.parametrize(
    "write",
    [
        lambda archive: archive.add([Article(id="x", title="", text="文。")]),
        lambda archive: archive.delete(["s003"]),
        lambda archive: archive.correct("s003", "文"),
        lambda archive: archive.relocate("a", "b"),
        lambda archive: archive.rebuild(),
    ],
)
def test_writing_is_refused_and_says_where_to_write(divided, write):
    with pytest.raises(ArchiveError, match=r"only read together: .* the last, .*shard1"):
        write(divided.all)
    assert len(divided.all) == 40


def test_the_same_story_of_a_day_is_shown_whichever_archive_it_is_in(tmp_path):
    story = "".join(f"渔民在湖边第{n}天收了{n * 7}斤鱼，价钱落了一点。" for n in range(30))
    items = [
        Article(id="晨", title="渔民丰收", text=story, date=DAY, source="晨报"),
        Article(id="晚", title="丰收", text=story[:-20] + "大家都高兴。", date=DAY, source="晚报"),
        Article(id="乙", title="渔民丰收", text=story, date=DAY, source="乙报"),
        Article(id="次", title="渔民丰收", text=story, date=DAY + dt.timedelta(1), source="晨报"),
    ]
    with Divided(tmp_path, items, [2, 0, 1, 0], shards=3) as divided:
        wanted = divided.one.search("渔民丰收", k=20)
        assert {hit.chunk.article_id: len(hit.also_in) for hit in wanted} == {
            "晨": 2,
            "晚": 2,
            "乙": 2,
            "次": 0,
        }
        assert plain(divided.all.search("渔民丰收", k=20)) == shown(wanted)


def test_an_article_in_two_archives(divided):
    with Archive.open(divided.folders[1], embedder=HashEmbedder()) as shard:
        shard.add([stories(40)[3]])
    message = "article 's003' is in two archives, .*shard0 and .*shard1: delete it from one"
    with pytest.raises(ArchiveError, match=message):
        divided.all.get("s003")
    with pytest.raises(ArchiveError, match=message):
        divided.all.search(stories(40)[3].text[:500])
    (problem,) = divided.all.verify().problems
    assert problem.startswith("article 's003' is in two archives")


def test_archives_of_different_models_or_chunkings_are_not_read_as_one(divided, tmp_path):
    item = Article(id="x", title="", text="地铁开通。")
    with Archive.open(tmp_path / "other", embedder=HashEmbedder(seed=1)) as other:
        other.add([item])
    with Archive.open(
        tmp_path / "cut", embedder=HashEmbedder(), chunking=Chunking(target=20)
    ) as cut:
        cut.add([item])
    for name, what in (("other", "embedder"), ("cut", "chunking")):
        with pytest.raises(MismatchError, match=f"{name}: was made with {what} .*shard0"):
            Archive.federate([*divided.folders, tmp_path / name])
    with pytest.raises(MismatchError, match="shard1: was made with embedder"):
        Archive.federate(divided.folders, embedder=HashEmbedder(seed=1))


def test_folders_that_cannot_be_read_as_one(divided, tmp_path):
    with pytest.raises(InputError, match="no archives"):
        Archive.federate([])
    with pytest.raises(InputError, match="put it in a list"):
        Archive.federate("shard0")
    with pytest.raises(InputError, match="is given 2 times"):
        Archive.federate([divided.folders[0], divided.folders[0] / ".." / "shard0"])
    with pytest.raises(ArchiveError, match="missing: does not exist"):
        Archive.federate([*divided.folders, tmp_path / "missing"])


def test_empty_archives(tmp_path):
    with Divided(tmp_path, [], [], shards=3) as divided:
        assert len(divided.all) == 0
        assert divided.all.search("地铁") == []
        assert divided.all.ask("地铁哪天开通？").text is None
        assert divided.all.holdings().since is None


def listing(folder, text):
    folder.mkdir(exist_ok=True)
    (folder / "federation.toml").write_text(text, "utf-8")
    return folder


def test_a_folder_that_lists_archives_stands_for_them(divided, tmp_path):
    shards = ", ".join(f'"../{folder.name}"' for folder in divided.folders)
    folder = listing(tmp_path / "all", f"archives = [{shards}]  # 从旧到新\n")
    with Archive.open(folder, embedder=HashEmbedder()) as together:
        assert list(together.articles()) == list(divided.one.articles())
        assert plain(together.search("地铁")) == shown(divided.one.search("地铁"))
        with pytest.raises(InputError, match="all: no article 'x'"):
            together.get("x")
        with pytest.raises(ArchiveError, match=r"all: .* the last, .*shard1"):
            together.delete(["s003"])
    assert [path.name for path in folder.iterdir()] == ["federation.toml"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("archives", "is not TOML"),
        ("archives = []", "lists no archives"),
        ('archive = ["a"]', "'archive' is not known here"),
        ('archives = ["a"]\nname = "b"', "'name' is not known here"),
        ('archives = ["."]', "is a list of archives itself"),
        ('archives = ["a", 3]', "names of archives are texts"),
        ('archives = ["a"]\nkeys = "KEY"', "keys is no table"),
        ('archives = ["a"]\n[keys]\n"http://h" = "KEY"', "a key for http://h, which is not listed"),
        ('archives = ["http://h#a"]\n[keys]\n"http://h" = 3', "is no name of a variable"),
        ('archives = ["http://h#a"]\n[keys]\n"http://h" = "kb_1"', "variable: write .*, not here"),
        ('archives = ["a"]', r"all[/\\]a: does not exist: .*federation.toml lists it"),
    ],
)
def test_a_list_of_archives_that_is_none(tmp_path, text, message):
    with pytest.raises(ArchiveError, match=message):
        Archive.open(listing(tmp_path / "all", text))


def test_a_list_may_begin_with_the_mark_of_an_editor(divided, tmp_path):
    folder = listing(tmp_path / "marked", "")
    file = folder / "federation.toml"
    text = f'archives = ["{divided.folders[0].as_posix()}"]'
    file.write_text(text, "utf-8-sig")
    with Archive.open(folder, embedder=HashEmbedder()) as together:
        assert len(together)
    file.write_text(f"{text}  # 旧", "gb18030")
    with pytest.raises(ArchiveError, match="save it as UTF-8"):
        Archive.open(folder)


def test_an_article_that_is_in_two_of_three_archives_is_told_of_those(tmp_path):
    for name, id_ in (("a", "same"), ("b", "same"), ("c", "other")):
        with Archive.open(tmp_path / name, embedder=HashEmbedder()) as archive:
            archive.add([Article(id=id_, title="", text="地铁通车。")])
    folders = [tmp_path / name for name in "abc"]
    with Archive.federate(folders, embedder=HashEmbedder()) as together:
        (problem,) = together.verify().problems
    assert f"two archives, {folders[0]} and {folders[1]}:" in problem
