import datetime as dt
import random

import pytest

from qa.chinese.tokens import bigrams
from qa.errors import InputError
from qa.records import Article, Where
from qa.search.chunks import Chunking
from qa.search.encode import embed, encode, recipe
from qa.search.index import Index
from qa.search.query import as_queries
from qa.search.retrieve import Fusion, check_arms, retrieve
from qa.store import Store
from tests.fakes import HashEmbedder

EMBEDDER = HashEmbedder()
WORDS = [
    "湖边",
    "图书馆",
    "地铁",
    "开通",
    "大雪",
    "学校",
    "运动会",
    "丰收",
    "渔民",
    "车站",
    "书展",
    "医院",
]


def articles(number):
    draw = random.Random(5)
    return [
        Article(
            id=f"a{i:03}",
            title=f"{draw.choice(WORDS)}{draw.choice(WORDS)}",
            text="".join(draw.choice(WORDS) for _ in range(draw.randint(3, 60))) + f"第{i}号。",
            date=dt.date(2024, 1, 1) + dt.timedelta(days=i),
            source=f"报{i % 3}",
            tags=(f"每{i % 7}",),
        )
        for i in range(number)
    ]


class Shelf:
    """A store with its index and the brute force to compare with."""

    def __init__(self, folder, items):
        self.store = Store(folder, create=True)
        self.index = Index(folder)
        self.items = items
        with self.store.write() as writer:
            writer.claim(recipe(EMBEDDER, Chunking()))
            self.entries = encode(items, embedder=EMBEDDER, chunking=Chunking())
            writer.put(self.entries)

    def search(self, *texts, **options):
        with self.store.snapshot() as view:
            return retrieve(
                as_queries(texts),
                view=view,
                index=self.index,
                **{"vectors": embed(EMBEDDER, texts, queries=True), **options},
            )

    def cosines(self, text, ids):
        (query,) = embed(EMBEDDER, [text], queries=True)
        passages = [f"{item.title}\n{item.text}" for item in self.items if item.id in ids]
        return sorted((embed(EMBEDDER, passages) @ query).tolist(), reverse=True) if ids else []


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    shelf = Shelf(tmp_path_factory.mktemp("shelf") / "a", articles(300))
    yield shelf
    shelf.store.close()


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    shelf = Shelf(
        tmp_path_factory.mktemp("small") / "a",
        [
            Article(id="地铁", title="城东线开通", text="地铁城东线今天开通，共有九个车站。"),
            Article(id="大雪", title="", text="昨夜大雪，三条公路封闭。"),
            Article(id="鱼汛", title="GDP与渔民", text="今年的鱼汛来得早，ＧＤＰ增长3.5%。"),
        ],
    )
    yield shelf
    shelf.store.close()


def test_the_winner_and_its_scores(small):
    (hits,) = small.search("地铁有几个车站")
    (vector, query) = embed(
        EMBEDDER, ["城东线开通\n地铁城东线今天开通，共有九个车站。", "地铁有几个车站"]
    )
    assert hits[0].chunk.article_id == "地铁"
    assert hits[0].chunk.text == "地铁城东线今天开通，共有九个车站。"
    assert hits[0].score == pytest.approx(1.0)
    assert hits[0].dense == pytest.approx(float(vector @ query))
    assert hits[0].sparse > 0
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert {hit.chunk.article_id for hit in hits} == {"地铁", "大雪", "鱼汛"}


def test_each_arm_alone(small):
    (dense,) = small.search("大雪封路", arms=("dense",))
    (sparse,) = small.search("大雪封路", arms=("sparse",))
    assert [hit.chunk.article_id for hit in sparse] == ["大雪"]
    assert (sparse[0].score, sparse[0].dense) == (pytest.approx(1.0), None)
    assert dense[0].chunk.article_id == "大雪"
    assert (dense[0].score, dense[0].sparse) == (pytest.approx(1.0), None)
    assert len(dense) == 3


@pytest.mark.parametrize("query", ["gdp", "ＧＤＰ", "3.5", "渔民"])
def test_words_numbers_and_titles_are_found(small, query):
    (hits,) = small.search(query, arms=("sparse",))
    assert [hit.chunk.article_id for hit in hits] == ["鱼汛"]


@pytest.mark.parametrize("query", ['"" OR NOT * ^', "没遇见过的词句"])
def test_a_question_without_known_words(small, query):
    assert small.search(query, arms=("sparse",)) == [[]]
    assert len(small.search(query)[0]) == 3


@pytest.mark.parametrize(("length", "words"), [(0.0, 0.75), (0.2, 0.76), (40.0, 1.0)])
def test_weights(small, length, words):
    """A question of two characters is a twentieth of a long one."""
    (hits,) = small.search("大雪", fusion=Fusion(dense=1.0, sparse=3.0, length=length))
    near = {hit.chunk.article_id: hit.dense for hit in hits}
    best, last = max(near.values()), min(near.values())
    for hit in hits:
        expected = (1 - words) * (near[hit.chunk.article_id] - last) / (best - last)
        expected += words * (hit.chunk.article_id == "大雪")
        assert hit.score == pytest.approx(expected)


def test_words_count_more_where_one_article_stands_out_by_them(small):
    def search(margin):
        (hits,) = small.search("大雪公路地铁", fusion=Fusion(length=0.0, margin=margin))
        return {hit.chunk.article_id: hit for hit in hits}

    found = search(0.0)
    best, second = sorted((hit.sparse for hit in found.values() if hit.sparse), reverse=True)[:2]
    words = 0.2 + 0.5 * (1 - second / best)
    near = {id_: hit.dense for id_, hit in found.items()}
    span = max(near.values()) - min(near.values())
    for id_, hit in search(0.5).items():
        expected = (1 - words) * (near[id_] - min(near.values())) / span
        assert hit.score == pytest.approx(expected + words * (hit.sparse or 0.0) / best)
    assert second < best


def test_arms_without_weight_are_refused(small):
    with pytest.raises(InputError, match="add up to 0"):
        small.search("大雪", arms=("dense",), fusion=Fusion(dense=0.0))


def test_the_order_does_not_depend_on_how_many_are_wanted(shelf):
    (few,) = shelf.search("图书馆旁的地铁车站", k=5)
    (many,) = shelf.search("图书馆旁的地铁车站", k=300)
    assert [hit.score for hit in many[:5]] == pytest.approx([hit.score for hit in few])
    assert [hit.chunk for hit in many[:5]] == [hit.chunk for hit in few]


def test_a_long_question(shelf):
    text = shelf.items[7].text
    (hits,) = shelf.search((text * 30)[:1000], k=3)
    assert hits[0].chunk.article_id == "a007"


def test_many_at_once_are_as_one_by_one(shelf):
    texts = ["湖边的书展", "学校运动会", "第42号"]
    together = shelf.search(*texts, k=7)
    for text, hits in zip(texts, together, strict=True):
        assert [hit.chunk for hit in shelf.search(text, k=7)[0]] == [hit.chunk for hit in hits]
    assert shelf.search() == []


def day(number):
    return dt.date(2024, 1, 1) + dt.timedelta(days=number)


FILTERS = {
    "none": (Where(ids=()), set()),
    "one": (Where(ids=("a123",)), {123}),
    "a day": (Where(since=day(50), until=day(50)), {50}),
    "ten": (Where(since=day(290)), set(range(290, 300))),
    "a tag": (Where(tag="每3"), set(range(3, 300, 7))),
    "a source": (Where(source="报1"), set(range(1, 300, 3))),
    "both": (Where(source="报1", tag="每3"), set(range(10, 300, 21))),
    "all but one": (Where(until=day(298)), set(range(299))),
    "all": (Where(since=day(0)), set(range(300))),
}


@pytest.mark.parametrize("name", FILTERS)
@pytest.mark.parametrize("k", [5, 400])
def test_a_filter_gives_what_brute_force_gives(shelf, name, k):
    where, numbers = FILTERS[name]
    ids = {f"a{number:03}" for number in numbers}
    query = "图书馆旁的地铁车站"
    (dense,) = shelf.search(query, k=k, where=where, arms=("dense",))
    assert {hit.chunk.article_id for hit in dense} <= ids
    assert [hit.dense for hit in dense] == pytest.approx(shelf.cosines(query, ids)[:k], abs=1e-6)
    (everything,) = shelf.search(query, k=400, arms=("sparse",))
    expected = [hit.sparse for hit in everything if hit.chunk.article_id in ids]
    (sparse,) = shelf.search(query, k=k, where=where, arms=("sparse",))
    assert [hit.sparse for hit in sparse] == expected[:k]
    assert {hit.chunk.article_id for hit in sparse} <= ids
    (both,) = shelf.search(query, k=k, where=where)
    assert len(both) == min(k, len(ids))


def test_the_sparse_arm_finds_every_chunk_with_a_word(shelf):
    words = set(bigrams("渔民"))
    expected = {
        item.id for item in shelf.items if words & set(bigrams(f"{item.title}\n{item.text}"))
    }
    (hits,) = shelf.search("渔民", k=400, arms=("sparse",))
    assert {hit.chunk.article_id for hit in hits} == expected


def test_common_words_are_left_out_where_the_rare_find_enough(shelf):
    def found(postings, where=None, k=400):
        fusion = Fusion(postings=postings, depth=k)
        options = {"k": k, "where": where, "arms": ("sparse",), "fusion": fusion}
        return {hit.chunk.article_id: hit.sparse for hit in shelf.search(query, **options)[0]}

    def having(word):
        return {item.id for item in shelf.items if word in bigrams(f"{item.title}\n{item.text}")}

    query = "第42号 湖边 书展 学校 渔民"
    with shelf.store.snapshot() as view:
        counts = view.frequencies(list(set(bigrams(query))))
    rarest = sorted(counts, key=lambda word: (counts[word], word))
    assert set(found(10**9)) == set().union(*map(having, rarest))
    assert set(found(0)) == set().union(*map(having, rarest[:3]))
    four = sum(counts[word] for word in rarest[:4])
    assert set(found(four)) == set().union(*map(having, rarest[:4]))
    assert set(found(four - 1)) == set(found(0))
    broad, narrow = Where(until=day(298)), Where(source="报1", tag="每3")
    for where in (broad, narrow):
        assert found(0, where) == found(10**9, where)
    best = dict(list(found(0).items())[:2])
    assert best == found(0, broad, k=2) != found(10**9, broad, k=2)
    assert found(0, narrow, k=2) == found(10**9, narrow, k=2)


def test_ties_are_in_the_order_of_ids(tmp_path):
    same = [Article(id=id_, title="", text="一模一样的话。") for id_ in ("c", "a", "b")]
    shelf = Shelf(tmp_path / "a", same)
    for arm in ("dense", "sparse"):
        (hits,) = shelf.search("一模一样", arms=(arm,))
        assert len({getattr(hit, arm) for hit in hits}) == 1
        assert [hit.chunk.article_id for hit in hits] == ["a", "b", "c"]
    shelf.store.close()


def test_hits_have_the_title_and_date_of_their_article(shelf):
    for hit in shelf.search("图书馆旁的地铁车站", k=20)[0]:
        article = shelf.items[int(hit.chunk.article_id[1:])]
        assert (hit.title, hit.date) == (article.title, article.date)


@pytest.mark.parametrize(
    ("arms", "message"),
    [
        ((), "not none"),
        (("dense", "bm25"), "not dense, bm25"),
        ("dense", "arms: one string where a list is wanted: put it in a list"),
        (None, "arms is a NoneType"),
        ([1], "arms has 1: give a list of strings"),
    ],
)
def test_arms_that_there_are_not(arms, message):
    with pytest.raises(InputError, match=message):
        check_arms(arms)


def test_the_dense_arm_needs_vectors(small):
    with pytest.raises(InputError, match="the vectors of 1 queries, and has none"):
        small.search("好", vectors=None)
