import datetime as dt
import math
import sys
import threading
from collections import Counter
from dataclasses import replace

import pytest

from qa.answering.spans.candidates import Weighing
from qa.archive import Archive
from qa.errors import ArchiveError, BusyError, InputError, MismatchError
from qa.records import Article, Origin, Piece, Where
from qa.search.chunks import Chunking
from tests.durability.plan import article as version_of
from tests.fakes import HashEmbedder
from tests.generators import ExtractiveGenerator

SNOW = Article(
    id="大雪",
    title="大雪封路",
    text="昨夜大雪，三条公路封闭。\n抢险队在清晨六点打通了两条公路。",
    date=dt.date(2024, 1, 5),
    source="山城日报",
    tags=("天气",),
)
METRO = Article(
    id="地铁",
    title="城东线开通",
    text="地铁城东线今天开通，共有九个车站。首班车在五点半发出。",
    date=dt.date(2024, 3, 1),
    source="山城日报",
    origin=Origin(
        file="版.txt",
        encoding="utf-8",
        sha256="0" * 64,
        pieces=(
            Piece(start=0, file_start=4, length=10),
            Piece(start=10, file_start=15, length=17),
        ),
    ),
)
FISH = Article(id="鱼汛", title="渔民丰收", text="今年的鱼汛来得早，渔民收了三千斤鱼。")
ALL = [SNOW, METRO, FISH]


@pytest.fixture
def embedder():
    return HashEmbedder()


@pytest.fixture
def archive(tmp_path, embedder):
    with Archive.open(
        tmp_path / "a", embedder=embedder, generator=ExtractiveGenerator()
    ) as archive:
        archive.add(ALL)
        yield archive


def folder(archive):
    return archive._store.folder


def test_the_round_trip(archive):
    assert [archive.get(article.id) for article in ALL] == ALL
    assert list(archive.articles()) == ALL
    assert list(archive.articles(where=Where(source="山城日报"))) == [SNOW, METRO]
    assert len(archive) == 3
    assert archive.verify().problems == ()
    with pytest.raises(InputError, match="no article '没有'"):
        archive.get("没有")


def test_pages_follow_each_other(archive):
    first, after = archive.page(limit=2)
    assert [article.id for article in first] == ["大雪", "地铁"]
    archive.delete(["大雪"])
    assert archive.page(after=after, limit=2) == ([FISH], None)
    assert archive.page(where=Where(source="山城日报"), limit=1) == ([METRO], None)
    with pytest.raises(InputError, match="limit"):
        archive.page(limit=0)


def test_articles_are_counted_by_what_they_have(archive):
    def counts(by, where=None):
        return [(facet.value, facet.count) for facet in archive.facets(by, where=where)]

    assert counts("year") == [("2024", 2), (None, 1)]
    assert counts("month", Where(until=dt.date(2024, 2, 1))) == [("2024-01", 1)]
    assert counts("source") == [("山城日报", 2), (None, 1)]
    assert counts("tag") == [("天气", 1), (None, 2)]
    assert counts("page") == counts("section") == [(None, 3)]
    with pytest.raises(InputError, match="year, month, source, tag, page, section"):
        archive.facets("colour")


def test_what_an_archive_holds(archive):
    holds = archive.holdings()
    assert (holds.articles, holds.chunks, holds.embedder) == (3, 3, "hash-0")
    assert (holds.since, holds.until) == (dt.date(2024, 1, 5), dt.date(2024, 3, 1))
    assert [(facet.value, facet.count) for facet in holds.sources] == [("山城日报", 2), (None, 1)]
    archive.delete(["大雪"])
    assert archive.holdings().generation == holds.generation + 1


def test_a_span_is_cited(archive):
    cited = archive.cite("地铁", 2, 5)
    assert cited == archive.check(cited)
    assert (cited.quote, cited.file_start, cited.file_end) == (METRO.text[2:5], 6, 9)
    for start, end in ((5, 5), (-1, 2), (0, 99)):
        with pytest.raises(InputError, match="no span"):
            archive.cite("地铁", start, end)
    with pytest.raises(InputError, match="no article"):
        archive.cite("nobody", 0, 1)


def test_search_and_delete(archive):
    assert archive.search("地铁有几个车站", k=1)[0].chunk.article_id == "地铁"
    assert archive.search("地铁有几个车站", where=Where(tag="天气"))[0].chunk.text == SNOW.text
    assert archive.delete(["地铁", "没有", "地铁"]) == ["地铁"]
    assert {hit.chunk.article_id for hit in archive.search("地铁有几个车站")} == {"大雪", "鱼汛"}
    assert archive.verify().articles == 2


def test_ask(archive):
    answer = archive.ask("地铁城东线共有几个车站")
    assert answer.text == "九个车站"
    assert (answer.citations[0].quote, answer.citations[0].article_id) == (answer.text, "地铁")
    assert (answer.citations[0].file_start, answer.citations[0].file_end) == (17, 21)
    assert answer.hits[0].chunk.article_id == "地铁"
    many = archive.ask_many(["地铁城东线共有几个车站", "火星上有水吗"])
    assert [found.text for found in many] == [answer.text, None]
    assert archive.ask("地铁城东线共有几个车站", where=Where(ids=())).text is None


def test_summarize(archive):
    (one, other) = archive.summarize_many(["大雪", METRO], kind="headline")
    assert (one.article_id, other.article_id) == ("大雪", "地铁")
    assert archive.summarize("大雪", kind="headline") == one


def test_what_is_the_same_is_not_embedded_again(archive, embedder):
    before = embedder.calls
    same = archive.add(ALL)
    assert (same.added, same.replaced, same.unchanged, same.ids) == (
        0,
        0,
        3,
        ("大雪", "地铁", "鱼汛"),
    )
    assert embedder.calls == before
    changed = archive.add([replace(SNOW, byline="甲"), replace(FISH, title="渔民大丰收"), METRO])
    assert (changed.added, changed.replaced, changed.unchanged) == (0, 2, 1)
    assert embedder.calls == before + 1
    assert archive.get("大雪").byline == "甲"
    assert archive.verify().ok


def test_only_the_new_sentences_of_a_long_article_are_embedded(tmp_path):
    embedder = HashEmbedder()
    with Archive.open(tmp_path / "a", embedder=embedder, chunking=Chunking(target=20)) as archive:
        text = "".join(f"这一句是第{i}句话。" for i in range(30))
        archive.add([replace(FISH, text=text)])
        before = embedder.calls
        archive.add([replace(FISH, text=text + "又添了一句新的话。")])
        assert embedder.calls == before + 1


def test_progress_and_batches(tmp_path, embedder):
    many = [
        replace(FISH, id=f"a{i}", text="".join(f"第{i}船第{n}条鱼。" for n in range(200)))
        for i in range(70)
    ]
    done = []
    with Archive.open(tmp_path / "a", embedder=embedder) as archive:
        archive.add(iter(many), batch=40, progress=done.append)
        assert done == sorted(done)
        assert {40, 70} < set(done)
        assert len(archive) == 70


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        (replace(FISH, id=""), "without an id"),
        (replace(FISH, id="x", text="鱼\0"), "'x': text has a character"),
        (SNOW, "two articles have the id '大雪'"),
    ],
)
def test_bad_articles_add_nothing_of_their_batch(tmp_path, embedder, bad, message):
    with Archive.open(tmp_path / "a", embedder=embedder) as archive:
        with pytest.raises(InputError, match=message):
            archive.add([SNOW, METRO, bad])
        assert len(archive) == 0
        with pytest.raises(InputError, match=message):
            archive.add([SNOW, METRO, bad], batch=2)
        assert len(archive) == 2
        assert archive.verify().ok


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is empty"),
        (" \n\u3000", "is empty"),
        ("问" * 1001, "has 1001 characters, at most 1000"),
        ("\ud800", "is not Unicode text"),
    ],
)
def test_questions_out_of_range(archive, text, message):
    for ask in (archive.search, archive.ask):
        with pytest.raises(InputError, match=message):
            ask(text)
    assert len(archive.search("问" * 1000)) == 3


def test_one_string_is_not_a_list(archive):
    for ask in (
        archive.search_many,
        archive.ask_many,
        archive.summarize_many,
        lambda text: archive.search(text, arms="dense"),
        lambda text: archive.search(text, where=Where(ids="地铁")),
    ):
        with pytest.raises(InputError, match="one string where a list is wanted: put it in a list"):
            ask("地铁有几个车站")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"threshold": math.nan}, "threshold is nan: give a number from 0 to 1"),
        ({"threshold": 2.0}, r"threshold is 2\.0: give a number from 0 to 1"),
        ({"threshold": -0.1}, "threshold is -0.1"),
        ({"threshold": "0.5"}, "threshold is '0.5'"),
        ({"k": 0}, "k is 0: give a whole number of at least 1"),
        ({"k": 2.5}, r"k is 2\.5"),
        ({"today": "2031-04-12"}, "today is a str: give a datetime.date"),
    ],
)
def test_asking_out_of_range(archive, options, message):
    with pytest.raises(InputError, match=message):
        archive.ask("地铁有几个车站", **options)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"k": 0}, "k is 0: give a whole number of at least 1"),
        ({"limit": 0}, "limit is 0: give a whole number of at least 1"),
        ({"limit": "3"}, "limit is '3'"),
        ({"today": dt.datetime(2031, 4, 12)}, "today is a datetime"),
    ],
)
def test_a_digest_out_of_range(archive, options, message):
    with pytest.raises(InputError, match=message):
        archive.digest("地铁有几个车站", **options)


def test_what_is_out_of_range_loads_no_model(archive):
    with Archive.open(folder(archive), create=False) as bare:
        for call in (
            lambda: bare.ask("地铁", threshold=2.0),
            lambda: bare.ask(" "),
            lambda: bare.digest("地铁", limit=0),
            lambda: bare.search("地铁", arms="dense"),
            lambda: bare.search("地铁", k=0),
        ):
            with pytest.raises(InputError):
                call()
        assert (bare._embedder, bare._generator) == (None, None)


def test_at_most_k_chunks_are_read_and_all_near_the_best_where_none_answers(tmp_path, embedder):
    stations = [
        replace(
            METRO,
            id=f"站{number}",
            title="",
            text=f"第{number}站今天开通，共有九个出口。",
            origin=None,
        )
        for number in range(12)
    ]
    generator = ExtractiveGenerator()
    with Archive.open(tmp_path / "a", embedder=embedder, generator=generator) as archive:
        archive.add(stations)
        for question, k in (("王伯今天去哪里喝茶聊天看书下棋", n) for n in (1, 5, 12)):
            found = archive.search(question, k=12)
            near = [hit for hit in found[:k] if hit.score >= Weighing().near * found[0].score]
            generator.calls.clear()
            assert archive.ask(question, k=k).hits == tuple(near)
            assert generator.calls == ["answer 1"] * len(near)
        assert len(near) > 5
        assert len(archive.ask("第3站今天开通，共有九个出口", k=12).hits) == 1


def test_hits_have_the_title_and_date_of_their_article(archive):
    for hit in archive.search("今天", k=3):
        article = archive.get(hit.chunk.article_id)
        assert (hit.title, hit.date) == (article.title, article.date)


def test_a_question_is_checked_and_simplified_once(archive):
    question, calls = "地鐵城東線共有幾個車站", Counter()

    def count(frame, event, _):
        if event == "call" and frame.f_locals.get("text") == question:
            calls[frame.f_code.co_name] += 1

    sys.setprofile(count)
    try:
        answer = archive.ask(question)
    finally:
        sys.setprofile(None)
    assert answer.citations[0].article_id == "地铁"
    assert (calls["_query"], calls["simplified"]) == (1, 1)


def test_an_empty_archive(tmp_path, embedder):
    with Archive.open(
        tmp_path / "a", embedder=embedder, generator=ExtractiveGenerator()
    ) as archive:
        assert archive.search("好") == []
        assert archive.ask("好不好").text is None
        assert list(archive.articles()) == []
        assert archive.delete(["a"]) == []
        assert archive.verify().ok


def test_no_model_is_loaded_for_what_needs_none(archive):
    with Archive.open(folder(archive), create=False) as bare:
        assert bare.get("大雪") == SNOW
        assert len(list(bare.articles())) == 3
        assert bare.add(ALL).unchanged == 3
        assert bare.search("大雪", arms=("sparse",))[0].chunk.article_id == "大雪"
        assert bare.delete(["大雪"]) == ["大雪"]
        assert bare.verify().ok
        assert (bare._embedder, bare._generator) == (None, None)


def test_another_embedder(archive):
    with pytest.raises(MismatchError, match=r"hash-0.*hash-1.*rebuild"):
        Archive.open(folder(archive), embedder=HashEmbedder(seed=1))
    with pytest.raises(MismatchError, match=r'"target": 300.*"target": 99'):
        Archive.open(folder(archive), embedder=HashEmbedder(), chunking=Chunking(target=99))


def test_another_embedder_of_the_same_name(archive):
    class Liar(HashEmbedder):
        fingerprint = HashEmbedder().fingerprint

    with pytest.raises(MismatchError, match="other weights than the one it was made with"):
        Archive.open(folder(archive), embedder=Liar(seed=1))


def test_rebuild(archive):
    other = HashEmbedder(seed=1, dimension=48)
    archive.rebuild(other, chunking=Chunking(target=20))
    assert archive.verify().ok
    assert archive.search("打通了公路", k=1)[0].chunk.text == "抢险队在清晨六点打通了两条公路。"
    assert list(archive.articles()) == ALL
    with pytest.raises(MismatchError, match="hash-1"):
        Archive.open(folder(archive), embedder=HashEmbedder())
    with Archive.open(folder(archive), embedder=other) as again:
        assert len(again.search("公路")) == 5


def test_a_rebuild_goes_on_where_it_was_stopped(archive):
    class Failing(HashEmbedder):
        left = 2

        def embed_passages(self, texts):
            self.left -= 1
            if self.left < 0:
                raise KeyboardInterrupt
            return super().embed_passages(texts)

    with pytest.raises(KeyboardInterrupt):
        archive.rebuild(Failing(seed=1), batch=1)
    assert archive.search("大雪", k=1)[0].chunk.article_id == "大雪"
    assert archive.verify().ok
    archive.add([replace(SNOW, text="雪化了，公路通了。")])
    other = HashEmbedder(seed=1)
    archive.rebuild(other)
    assert other.calls == 4  # the probe, what was changed, and what was not done; not the first
    assert archive.verify().ok
    assert archive.search("雪化了", k=1)[0].chunk.text == "雪化了，公路通了。"


def test_the_index_file_is_written_on_closing_and_read_on_opening(archive):
    archive.search("大雪")
    archive.close()
    path = folder(archive) / "vectors.faiss"
    written = path.stat().st_mtime_ns
    with Archive.open(folder(archive), embedder=HashEmbedder()) as again:
        assert again.search("大雪", k=1)[0].chunk.article_id == "大雪"
        assert again.verify().ok
    assert path.stat().st_mtime_ns == written
    path.write_bytes(b"torn")
    with Archive.open(folder(archive), embedder=HashEmbedder()) as again:
        assert again.verify().problems[0].startswith("vectors.faiss is torn")
        assert again.search("大雪", k=1)[0].chunk.article_id == "大雪"
    with Archive.open(folder(archive)) as again:
        assert again.verify().ok


def test_a_second_writer_waits_and_a_reader_does_not(archive):
    with Archive.open(folder(archive), embedder=HashEmbedder(), wait=0.1) as second:
        with archive._store.write():
            with pytest.raises(BusyError, match="another process is writing"):
                second.add([replace(FISH, id="新")])
            assert second.search("鱼汛", k=1)[0].chunk.article_id == "鱼汛"
        second.add([replace(FISH, id="新")])
    assert archive.get("新").text == FISH.text


def test_readers_see_whole_articles_while_one_writes(archive):
    stop, wrong, read = threading.Event(), [], [0, 0]

    def reader(which):
        while not stop.is_set():
            for hits in archive.search_many(["第稿下雪", "湖边的雪"], k=30):
                read[which] += 1
                versions = {}
                for hit in hits:
                    if hit.chunk.article_id.startswith("a") and "稿" in hit.chunk.text:
                        versions.setdefault(hit.chunk.article_id, set()).add(hit.chunk.text[:9])
                wrong.extend(found for found in versions.values() if len(found) > 1)

    threads = [threading.Thread(target=reader, args=(which,)) for which in (0, 1)]
    for thread in threads:
        thread.start()
    for version in range(12):
        archive.add([version_of(number, version) for number in range(10)])
        archive.delete([f"a{version % 10}"])
    stop.set()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert min(read) > 0
    assert archive.verify().ok


def test_killed_while_it_is_made(tmp_path):
    (tmp_path / "archive.sqlite").touch()
    with Archive.open(tmp_path, embedder=HashEmbedder()) as archive:
        archive.add(ALL)
        assert archive.verify().ok


def test_missing(tmp_path):
    with pytest.raises(ArchiveError, match="does not exist"):
        Archive.open(tmp_path / "none", create=False)


def test_a_closed_archive(archive):
    archive.close()
    with pytest.raises(ArchiveError, match="was closed"):
        archive.search("好")
