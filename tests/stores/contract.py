"""What every kind of archive keeps, whatever it is stored in: see :mod:`qa.store.protocols`.

A kind's tests are a class of its own: of :class:`Reading` for one that is only read (it says how
articles become such an archive), of :class:`Writing` for one that is written too. What is expected
is said in Python, or is what an archive of SQLite gives that is made of the same articles.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import random
import signal
import threading
import time
from dataclasses import replace

import pytest

from qa.archive import Archive
from qa.chinese.imprint import pages_asked
from qa.errors import ArchiveError, BusyError, InputError, MismatchError
from qa.records import Article, DateFrom, Field, Imprint, Where
from qa.search.chunks import Chunking
from qa.search.encode import encode, recipe
from tests.durability.plan import State
from tests.durability.processes import FORKED
from tests.durability.test_kill import check, kill
from tests.fakes import HashEmbedder
from tests.qa.store.test_store import FULL, SCAN

WORDS = ["湖边", "地铁", "大雪", "学校", "丰收", "渔民", "车站", "书展", "医院", "公路"]
START, DAYS, COUNT = dt.date(2020, 1, 1), 500, 240
EMBEDDER = HashEmbedder(dimension=32)
RARE = 'O\'Neil \\ "报" %_;--'  # whatever a filter is written in, this stays a name


def _article(number: int, draw: random.Random) -> Article:
    sentences = [
        "".join(draw.choices(WORDS, k=5)) + f"{number}号。" for _ in range(1 + number % 40)
    ]
    return Article(
        id=f"a{number}" if number % 9 else f"甲'{number}\"",
        title=draw.choice(WORDS),
        text="".join(sentences),
        date=None if number % 11 == 0 else START + dt.timedelta(days=draw.randrange(DAYS)),
        source=draw.choice(["晨报", "晚报", RARE, None]),
        tags=tuple(draw.sample(["文化", "教育", "it's", "文化"], number % 4)),
        imprint=Imprint(page=f"{'A' * (number % 4 == 3)}{number % 6}", section="要闻")
        if number % 3 == 0
        else None,
        date_from=DateFrom.FIELD if number % 2 else None,
    )


def made() -> list[Article]:
    """Return articles with everything that an article can have, and some that have nothing."""
    draw = random.Random(7)
    bare = [Article(id="空", title="", text=""), Article(id="题", title="只有标题", text="")]
    single = [Article(id="盐", title="盐价", text="盐价一斤3元。盐业公司说1,280家店有货。")]
    return [*(_article(i, draw) for i in range(COUNT)), *bare, *single, FULL, SCAN]


ARTICLES = made()
FILTERS = {
    "none": None,
    "empty": Where(),
    "source": Where(source="晚报"),
    "source with marks": Where(source=RARE),
    "source of none": Where(source="没有"),
    "tag": Where(tag="it's"),
    "tag and source": Where(tag="文化", source="晨报"),
    "ten days": Where(since=START + dt.timedelta(days=100), until=START + dt.timedelta(days=110)),
    "since": Where(since=START + dt.timedelta(days=480)),
    "until": Where(until=START),
    "page": Where(page="3"),
    "page as it is said": Where(page="第03版"),
    "page and section": Where(section="要闻", page="2"),
    "ids": Where(ids=("a7", "甲'9\"", "没有")),
    "no ids": Where(ids=()),
    "all ids and tag": Where(ids=tuple(article.id for article in ARTICLES), tag="教育"),
}
EACH_FILTER = pytest.mark.parametrize("where", FILTERS.values(), ids=FILTERS)
QUESTIONS = [
    "湖边大雪",
    "大雪大雪学校17号",
    "渔民在湖边的车站",
    "盐",
    "1280",
    "水厂 盐",
    "图书馆有三万册书",
    "没有一个字对得上的问题吧",
]


def passes(article: Article, where: Where | None) -> bool:
    """Say in Python what a filter lets pass."""
    if where is None:
        return True
    printed = article.imprint or Imprint()
    return (
        (where.since is None or (article.date is not None and article.date >= where.since))
        and (where.until is None or (article.date is not None and article.date <= where.until))
        and where.source in (None, article.source)
        and (where.tag is None or where.tag in article.tags)
        and (where.page is None or printed.page in pages_asked(where.page))
        and where.section in (None, printed.section)
        and (where.ids is None or article.id in where.ids)
    )


def alike(hits, expected) -> bool:
    """Whether two lists of hits are the same chunks in the same order with the same scores."""
    scores = [(hit.score, hit.dense or 0.0, hit.sparse or 0.0) for hit in hits]
    wanted = [(hit.score, hit.dense or 0.0, hit.sparse or 0.0) for hit in expected]
    assert [hit.chunk for hit in hits] == [hit.chunk for hit in expected]
    assert [(hit.title, hit.date) for hit in hits] == [(hit.title, hit.date) for hit in expected]
    assert scores == [pytest.approx(row, abs=1e-6) for row in wanted]
    return True


@pytest.fixture(scope="module")
def reference(tmp_path_factory):
    """Give the archive of SQLite that every other must be like."""
    with Archive.open(tmp_path_factory.mktemp("reference") / "a", embedder=EMBEDDER) as archive:
        archive.add(ARTICLES, batch=100)
        yield archive


class Reading:
    """Cases of an archive that is read."""

    @classmethod
    def filled(cls, folder, articles):
        """Return an opened archive of these articles, added in batches of 100."""
        raise NotImplementedError

    @pytest.fixture(scope="class")
    @classmethod
    def held(cls, tmp_path_factory):
        """Give an archive of :data:`ARTICLES`."""
        with cls.filled(tmp_path_factory.mktemp("held"), ARTICLES) as archive:
            yield archive

    def test_every_article_comes_back_as_it_was_added(self, held):
        assert len(held) == len(ARTICLES)
        assert {article.id: article for article in held.articles()} == {a.id: a for a in ARTICLES}
        assert [held.get(article.id) for article in ARTICLES] == ARTICLES
        for id_ in ("没有", "a", "' OR ''='", "%"):
            with pytest.raises(InputError, match="no article"):
                held.get(id_)

    @EACH_FILTER
    def test_a_listing_is_of_what_passes(self, held, where):
        wanted = {article.id for article in ARTICLES if passes(article, where)}
        assert {article.id for article in held.articles(where=where)} == wanted
        after, pages = 0, []
        while after is not None:
            page, after = held.page(where=where, after=after, limit=50)
            assert len(page) <= 50
            pages += [article.id for article in page]
        assert pages == [article.id for article in held.articles(where=where)]

    @pytest.mark.parametrize("by", ["year", "month", "source", "tag", "page", "section"])
    def test_what_is_counted(self, held, reference, by):
        for where in FILTERS.values():
            assert held.facets(by, where=where) == reference.facets(by, where=where)

    def test_what_it_holds(self, held, reference):
        found, wanted = held.holdings(), reference.holdings()
        assert replace(found, generation=0) == replace(wanted, generation=0)

    @pytest.mark.parametrize("arms", [("dense",), ("sparse",), ("dense", "sparse")], ids="+".join)
    @EACH_FILTER
    def test_hits_are_those_of_every_other_kind(self, held, reference, where, arms):
        for k in (1, 10, 1000):
            found = held.search_many(QUESTIONS, k=k, where=where, arms=arms)
            wanted = reference.search_many(QUESTIONS, k=k, where=where, arms=arms)
            assert all(alike(*pair) for pair in zip(found, wanted, strict=True))

    @EACH_FILTER
    def test_a_filter_leaves_as_many_hits_as_pass(self, held, where):
        passing = {article.id for article in ARTICLES if passes(article, where)}
        every = held.search("湖边大雪", k=5000, arms=("dense",))
        chunks = [hit for hit in every if hit.chunk.article_id in passing]
        for k in (1, 7, 5000):
            hits = held.search("湖边大雪", k=k, where=where, arms=("dense",))
            assert [hit.chunk for hit in hits] == [hit.chunk for hit in chunks[:k]]
            assert len(held.search("湖边大雪", k=k, where=where)) == min(k, len(chunks))

    def test_articles_come_together_as_they_come_one_by_one(self, held):
        known = [article.id for article in held.articles()]
        with held._store.snapshot() as view:
            together = view.articles([*reversed(known), "nosuch"])
            assert together == {id_: view.article(id_) for id_ in known}

    def test_nothing_is_wrong_with_it(self, held):
        assert held.verify().problems == ()


class Writing(Reading):
    """Cases of an archive that is written too."""

    @classmethod
    def place(cls, folder):
        """Return what :meth:`Archive.open` is given, for an archive in a new folder."""
        raise NotImplementedError

    @classmethod
    def filled(cls, folder, articles):
        archive = Archive.open(cls.place(folder / "a"), embedder=EMBEDDER)
        archive.add(articles, batch=100)
        return archive

    @pytest.fixture
    def where(self, tmp_path):
        return self.place(tmp_path / "a")

    @pytest.fixture
    def archive(self, where):
        with Archive.open(where, embedder=EMBEDDER) as archive:
            yield archive

    def test_none_is_made_where_none_is_asked_for(self, where):
        with pytest.raises(ArchiveError, match="does not exist"):
            Archive.open(where, create=False)

    def test_a_folder_that_is_not_empty_is_left_alone(self, where, tmp_path):
        (tmp_path / "a").mkdir()
        (tmp_path / "a" / "notes.txt").write_text("别动", "utf-8")
        with pytest.raises(ArchiveError, match=r"not empty \(has notes.txt\)"):
            Archive.open(where)
        assert [path.name for path in (tmp_path / "a").iterdir() if "lock" not in path.name] == [
            "notes.txt"
        ]

    def test_an_empty_archive(self, archive):
        assert (len(archive), list(archive.articles()), archive.search("湖边")) == (0, [], [])
        assert archive.search("湖边", where=Where(tag="一")) == []
        assert archive.delete(["a"]) == []
        assert archive.verify().problems == ()

    def test_adding_again(self, archive):
        first = archive.add(ARTICLES[:30])
        assert (first.added, first.replaced, first.unchanged) == (30, 0, 0)
        changed = replace(ARTICLES[3], text="换了一篇讲书展的短文。", date=START)
        again = archive.add([*ARTICLES[:3], changed, *ARTICLES[4:35]])
        assert (again.added, again.replaced, again.unchanged) == (5, 1, 29)
        order = [*ARTICLES[:3], changed, *ARTICLES[4:35]]
        assert list(archive.articles()) == order  # a replaced one keeps its place
        assert archive.get(changed.id) == changed
        gone = archive.search(ARTICLES[3].text[:30], k=1000, where=Where(ids=[changed.id]))
        assert {hit.chunk.text for hit in gone} == {changed.text}
        assert archive.verify().problems == ()

    def test_what_is_deleted_is_gone(self, archive, reference, tmp_path):
        archive.add(ARTICLES[:60])
        assert archive.delete(["a1", "没有", ARTICLES[9].id, "a1"]) == ["a1", ARTICLES[9].id]
        assert archive.delete(["a1"]) == []
        left = [a for a in ARTICLES[:60] if a.id not in ("a1", ARTICLES[9].id)]
        assert list(archive.articles()) == left
        with Archive.open(tmp_path / "other", embedder=EMBEDDER) as other:
            other.add(left)
            for question in QUESTIONS:
                for arms in (("dense",), ("sparse",), ("dense", "sparse")):
                    hits = archive.search(question, k=1000, arms=arms)
                    assert alike(hits, other.search(question, k=1000, arms=arms))
        archive.add([ARTICLES[1]])
        assert [a.id for a in archive.articles()] == [*(a.id for a in left), "a1"]
        assert archive.verify().problems == ()

    def test_near_duplicates_are_found(self, where, reference):
        sentences = [
            f"第{day}天，渔民在湖边收了{day * 7}斤鱼，价钱又落了一点。" for day in range(30)
        ]
        story = Article(id="鱼", title="渔民丰收", text="".join(sentences))
        other = Article(id="鱼二", title="丰收", text="".join(sentences[:-1]) + "大家都高兴。")
        with Archive.open(where, embedder=EMBEDDER) as archive:
            archive.add([*ARTICLES[:20], story])
            (near,) = archive.add([other]).near_duplicates
            assert (near.id, near.of) == ("鱼二", "鱼")
            assert archive.add([replace(other, tags=("新",))]).near_duplicates == (near,)

    def test_the_same_story_of_the_same_day_is_shown_with_a_hit(self, archive):
        text = (
            "清河大桥昨天在云岭市建成通车，全长三百米，双向六车道。市民说桥很宽，上学不用再绕路。"
        )
        papers = {"晨": START, "晚": START, "隔日": START + dt.timedelta(days=1)}
        archive.add(
            Article(id=id_, title="", text=text, date=day, source=id_, imprint=Imprint(page="3"))
            for id_, day in papers.items()
        )
        hits = archive.search("清河大桥", arms=("sparse",))
        also = {hit.chunk.article_id: [one.article_id for one in hit.also_in] for hit in hits}
        assert also == {"晨": ["晚"], "晚": ["晨"], "隔日": []}
        assert hits[0].also_in[0].imprint == Imprint(page="3")

    def test_generations(self, archive, where):
        def state():
            with archive._store.snapshot() as view:
                return view.state

        seen = [state()]
        for act in (
            lambda: archive.add(ARTICLES[:2]),
            lambda: archive.add(ARTICLES[:4]),
            lambda: archive.delete(["a1"]),
        ):
            act()
            seen.append(state())
            archive.search("湖边")
            assert state() == seen[-1]
        numbers, stamps = zip(*seen, strict=True)
        assert list(numbers) == list(range(numbers[0], numbers[0] + 4))
        assert len(set(stamps)) == 4
        with Archive.open(where) as other, other._store.snapshot() as view:
            assert view.state == seen[-1]
        assert archive.holdings().generation == numbers[-1]

    def test_what_made_the_vectors_is_kept(self, where):
        with Archive.open(where, embedder=EMBEDDER) as archive:
            archive.add(ARTICLES[:9])
            before = list(archive.articles()), archive.search("湖边大雪", k=99)
        others = {
            "was made with embedder": {"embedder": HashEmbedder(dimension=32, seed=1)},
            "was made with embedder .* this is": {"embedder": HashEmbedder(dimension=64)},
            "was made with chunking": {"embedder": EMBEDDER, "chunking": Chunking(target=99)},
            "has other weights": {"embedder": _Other(dimension=32)},
        }
        for message, given in others.items():
            with pytest.raises(MismatchError, match=message):
                Archive.open(where, **given)
        with Archive.open(where) as archive:  # the default one, when it is needed
            archive._embedder = HashEmbedder(dimension=32, seed=1)
            for act in (lambda: archive.add([ARTICLES[20]]), lambda: archive.search("湖边")):
                with pytest.raises(MismatchError, match="was made with embedder"):
                    act()
        with Archive.open(where, embedder=EMBEDDER) as archive:
            assert (list(archive.articles()), archive.search("湖边大雪", k=99)) == before

    def test_a_batch_that_fails_leaves_nothing(self, archive):
        archive.add(ARTICLES[:40])
        before = _all_of(archive)
        with contextlib.suppress(ZeroDivisionError), archive._store.write() as writer:
            _half_of_a_batch(writer)
            _ = 1 / 0
        assert _all_of(archive) == before
        assert archive.add(ARTICLES[:50]).added == 10
        assert archive.verify().problems == ()

    def test_a_process_killed_in_the_middle_of_a_batch_leaves_nothing(self, where):
        with Archive.open(where, embedder=EMBEDDER) as archive:
            archive.add(ARTICLES[:40])
            before = _all_of(archive)
        for _ in range(2):
            process = FORKED.Process(target=_die_in_a_batch, args=(where,))
            process.start()
            process.join()
            assert process.exitcode == -signal.SIGKILL
            with Archive.open(where, embedder=EMBEDDER) as archive:
                assert _all_of(archive) == before
        with Archive.open(where, embedder=EMBEDDER) as archive:
            assert archive.add(ARTICLES[:50]).added == 10
            assert list(archive.articles()) == ARTICLES[:50]
            assert archive.verify().problems == ()

    @pytest.mark.parametrize(
        "kills", [6, pytest.param(100, marks=[pytest.mark.slow, pytest.mark.timeout(1800)])]
    )
    def test_killed_at_random_moments(self, where, tmp_path, kills):
        draw, state = random.Random(kills), State()
        for _ in range(kills):
            steps, seconds = draw.randint(0, 3), draw.uniform(0, 0.3)
            reported = kill(where, state, tmp_path / "log", steps=steps, seconds=seconds)
            state = check(where, reported)
        assert state.steps >= kills // 2

    def test_a_view_does_not_change(self, archive):
        archive.add(ARTICLES[:20])
        with archive._store.snapshot() as view:
            seen = _seen(view)
            archive.add([replace(ARTICLES[2], text="换了。"), *ARTICLES[20:40]])
            archive.delete(["a1"])
            assert _seen(view) == seen
            with archive._store.snapshot() as later:
                assert later.count("articles") == 39
                assert later.state[0] == view.state[0] + 2

    def test_readers_see_whole_batches_while_one_writes(self, archive, where):
        archive.add(ARTICLES[:10])
        counts, stop = set(), threading.Event()

        def read():
            with Archive.open(where, embedder=EMBEDDER) as other:
                while not stop.is_set():
                    with other._store.snapshot() as view:
                        counts.add((view.count("articles"), len(list(view.all_articles()))))
                    assert len(other.search("湖边", k=3)) == 3

        reader = threading.Thread(target=read)
        reader.start()
        for end in (60, 110, 160):
            archive.add(ARTICLES[end - 50 : end])
        stop.set()
        reader.join()
        assert counts <= {(n, n) for n in (10, 60, 110, 160)}

    def test_a_second_writer_waits_and_then_gives_up(self, where):
        with Archive.open(where, embedder=EMBEDDER, wait=0.2) as archive:
            archive.add(ARTICLES[:3])
            with archive._store.write():
                with (
                    Archive.open(where, embedder=EMBEDDER, wait=0.2) as other,
                    pytest.raises(BusyError, match=r"another process is writing \(waited 0.2 s\)"),
                ):
                    other.delete(["a1"])
                assert len(archive.search("湖边", k=1)) == 1
            patient = Archive.open(where, embedder=EMBEDDER, wait=20)
            waiting = threading.Thread(target=patient.delete, args=(["a1"],))
            with archive._store.write():
                waiting.start()
                time.sleep(0.3)
            waiting.join()
            patient.close()
            assert len(archive) == 2

    def test_another_embedder_after_a_rebuild(self, where):
        aim = HashEmbedder(dimension=48, seed=3)
        with Archive.open(where, embedder=EMBEDDER) as archive:
            archive.add(ARTICLES[:30])
            before = archive.search("湖边大雪", k=50)
            with archive._store.write() as writer:  # a rebuild that was stopped
                writer.start_rebuild(recipe(aim, Chunking()))
            with archive._store.snapshot() as view:
                some = view.unstaged(limit=12)
            with archive._store.write() as writer:
                writer.stage(encode(some, embedder=aim, chunking=Chunking()))
            assert archive.search("湖边大雪", k=50) == before
            archive.add([replace(some[0], text="重写了的一篇，讲湖边。"), ARTICLES[30]])
            archive.delete([some[1].id])
            left = aim.calls
            archive.rebuild(aim, batch=7)
            chunks = archive.verify().chunks
            assert aim.calls - left < chunks  # what was staged and is unchanged was not made again
            assert archive.verify().problems == ()
            articles, hits = list(archive.articles()), archive.search("湖边大雪", k=50)
        with pytest.raises(MismatchError):
            Archive.open(where, embedder=EMBEDDER)
        with Archive.open(where, embedder=aim) as archive:
            assert (list(archive.articles()), archive.search("湖边大雪", k=50)) == (articles, hits)
            assert archive.add([ARTICLES[40]]).added == 1

    def test_a_scan_is_corrected_and_put_back(self, archive):
        archive.add([SCAN, *ARTICLES[:3]])
        now = archive.correct("scan", "新书", start=0, end=2, by="甲")
        assert archive.get("scan") == now
        assert now.corrections
        assert archive.original("scan") == SCAN
        title = archive.correct("scan", "湖滨", start=0, end=2, field=Field.TITLE)
        assert archive.get("scan") == title
        assert archive.add([SCAN]).unchanged == 1  # read again: its corrections stand
        assert archive.get("scan") == title
        assert archive.verify().problems == ()

    def test_a_folder_that_moved(self, archive):
        origin = FULL.origin
        assert origin is not None
        old = replace(FULL, origin=replace(origin, file="/报库/旧/一.txt"))
        archive.add([old, *ARTICLES[:3]])
        hits = archive.search("图书馆", k=9)
        assert archive.relocate("/报库/旧", "/报库/新") == 1
        moved = archive.get(FULL.id)
        assert moved == replace(old, origin=replace(origin, file="/报库/新/一.txt"))
        assert archive.search("图书馆", k=9) == hits
        assert archive.add([moved]).unchanged == 1
        changed = replace(moved, origin=replace(moved.origin, sha256="cd" * 32), text="别的。")
        other = replace(changed, id="另一篇")
        assert archive.add([other]).stale == (FULL.id,)
        with archive._store.snapshot() as view:
            assert view.rereads() == [(FULL.id, origin.sha256), ("另一篇", "cd" * 32)]
        assert [line for line in archive.verify().problems if "added again" not in line] == []

    def test_many_small_batches(self, archive, tmp_path):
        """More of them than any store lets lie before it puts itself in order."""
        draw = random.Random(3)
        now: dict[str, Article] = {}
        for step in range(60):
            some = draw.sample(ARTICLES[:80], 3)
            if step % 4 == 3:
                archive.delete([article.id for article in some])
                now = {id_: a for id_, a in now.items() if id_ not in {x.id for x in some}}
            else:
                new = [replace(article, tags=(f"第{step}批",)) for article in some]
                archive.add(new)
                now |= {article.id: article for article in new}
        assert {article.id: article for article in archive.articles()} == now
        assert archive.verify().problems == ()
        with Archive.open(tmp_path / "other", embedder=EMBEDDER) as other:
            other.add(archive.articles())
            for question in QUESTIONS:
                hits = archive.search(question, k=1000)
                assert alike(hits, other.search(question, k=1000))

    def test_what_was_closed_says_so(self, where):
        archive = Archive.open(where, embedder=EMBEDDER)
        archive.close()
        with pytest.raises(ArchiveError, match="was closed: open it again"):
            len(archive)

    def test_names_that_are_no_text(self, archive):
        archive.add(ARTICLES[:3])
        assert (
            archive.delete(["\udcff"]) == list(archive.articles(where=Where(ids=["\udcff"]))) == []
        )
        for where in (Where(source="\udcff"), Where(tag="\udcff")):
            with pytest.raises(InputError, match="is not Unicode text"):
                list(archive.articles(where=where))


class _Other(HashEmbedder):
    """Other weights under the same name."""

    def _vector(self, text):
        return super()._vector(text[::-1] + "别的权重")


def _seen(view):
    numbers = [number for number, _ in view.matches(["湖边", "大雪"], None, limit=1000)]
    return (
        view.state,
        view.count(),
        view.count("articles"),
        list(view.all_articles()),
        view.chunks(numbers),
        view.frequencies(["湖边", "大雪", "盐*", "没有"]),
        view.facets("source", None),
        view.period(),
    )


def _all_of(archive):
    with archive._store.snapshot() as view:
        seen = _seen(view)
    hits = [archive.search(question, k=1000) for question in QUESTIONS]
    return seen, hits, archive.verify()


def _half_of_a_batch(writer):
    """Do some of everything in a batch that does not end."""
    new = [replace(ARTICLES[0], text="换了的一篇，讲湖边大雪。"), *ARTICLES[40:60]]
    writer.claim(recipe(EMBEDDER, Chunking()))
    writer.put(encode(new, embedder=EMBEDDER, chunking=Chunking()))
    writer.delete(["a2", "a5"])
    writer.set_moves("[]")


def _die_in_a_batch(where):
    with Archive.open(where, embedder=EMBEDDER) as archive, archive._store.write() as writer:
        _half_of_a_batch(writer)
        os.kill(os.getpid(), signal.SIGKILL)
