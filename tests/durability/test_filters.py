"""Filters at any selectivity, in each arm, against brute force over every article."""

import datetime as dt
import math
import random
from collections import Counter

import numpy as np
import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from qa.archive import Archive
from qa.chinese.tokens import bigrams, row_tokens
from qa.records import Article, Where
from qa.search.encode import embed
from qa.search.retrieve import Fusion
from tests.fakes import HashEmbedder

POSTINGS = Fusion().postings
COUNT = 10_000  # one of them is 0.01%
START, DAYS = dt.date(2020, 1, 1), 1000
WORDS = ["湖边", "地铁", "大雪", "学校", "丰收", "渔民", "车站", "书展", "医院", "公路"]
SHARES = {"一": 1, "十": 10, "百": 100, "千": 1000, "余": 8889}  # 0.01% to 89%
EMBEDDER = HashEmbedder(dimension=32)


def made():
    draw = random.Random(6)
    names = [[name for name, share in SHARES.items() for _ in range(share)] for _ in "st"]
    for kind in names:
        draw.shuffle(kind)
    return [
        Article(
            id=f"a{i}",
            title=draw.choice(WORDS),
            text="".join(draw.choices(WORDS, k=draw.randint(2, 8))) + f"{i}号。",
            date=None if i % 50 == 0 else START + dt.timedelta(days=draw.randrange(DAYS)),
            source=source,
            tags=(tag, "全"),
        )
        for i, (source, tag) in enumerate(zip(*names, strict=True))
    ]


class Shelf:
    """An archive, and the same in plain lists."""

    def __init__(self, folder):
        self.articles = made()
        self.archive = Archive.open(folder, embedder=EMBEDDER)
        self.archive.add(self.articles, batch=COUNT)
        passages = [f"{article.title}\n{article.text}" for article in self.articles]
        self.vectors = embed(EMBEDDER, passages)
        self.tokens = [Counter(row_tokens(passage)) for passage in passages]
        self.having = Counter(token for tokens in self.tokens for token in tokens)
        self.lengths = np.array([tokens.total() for tokens in self.tokens])

    def allowed(self, where):
        """Return which articles a filter lets pass, said in Python instead of SQL."""
        ids = None if where.ids is None else set(where.ids)
        return np.array(
            [
                (where.since is None or (a.date is not None and a.date >= where.since))
                and (where.until is None or (a.date is not None and a.date <= where.until))
                and (where.source is None or a.source == where.source)
                and (where.tag is None or where.tag in a.tags)
                and (ids is None or a.id in ids)
                for a in self.articles
            ]
        )

    def cosines(self, text):
        return self.vectors @ embed(EMBEDDER, [text], queries=True)[0]

    def is_searched_whole(self, text):
        """Whether no token of a text is so common that the search may leave it out."""
        tokens = set(bigrams(text)) & set(self.having)
        return len(tokens) <= 3 or sum(self.having[token] for token in tokens) <= POSTINGS

    def bm25(self, text):
        """Return Robertson's BM25 with k1 = 1.2 and b = 0.75, as SQLite documents its own."""
        scores = np.zeros(COUNT)
        room = 1.2 * (0.25 + 0.75 * self.lengths / self.lengths.mean())
        for token in set(bigrams(text)) & set(self.having):
            times = np.array([tokens[token] for tokens in self.tokens])
            have = self.having[token]
            weight = max(1e-6, math.log((COUNT - have + 0.5) / (have + 0.5)))
            scores += weight * times * 2.2 / (times + room)
        return scores


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    shelf = Shelf(tmp_path_factory.mktemp("filters") / "a")
    yield shelf
    shelf.archive.close()


def between(one, other):
    """Return the two days in order, either of them None for no limit."""
    return (one, other) if one is None or other is None or one <= other else (other, one)


days = st.none() | st.integers(-1, DAYS).map(lambda day: START + dt.timedelta(days=day))
names = st.none() | st.sampled_from([*SHARES, "没有"])
some = st.builds(
    lambda seed, size: tuple(f"a{i}" for i in random.Random(seed).sample(range(COUNT + 9), size)),
    st.integers(0, 99),
    st.sampled_from([0, 1, 10, 1000, COUNT]),
)
filters = st.builds(
    lambda period, **rest: Where(since=period[0], until=period[1], **rest),
    st.builds(between, days, days),
    source=names,
    tag=names | st.just("全"),
    ids=st.none() | some,
)
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map("".join)


@settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],  # shrinking takes minutes here
)
@given(filters, texts, st.sampled_from([1, 10, 300]))
@example(Where(source="一"), "湖边大雪", 10)
@example(Where(tag="十"), "湖边大雪", 10)
@example(Where(source="百"), "湖边大雪", 10)
@example(Where(tag="千"), "湖边大雪", 10)
@example(Where(tag="全"), "湖边大雪", 10)
@example(Where(), "湖边大雪", 10)
@example(Where(since=START), "大雪大雪学校", 1)
@example(Where(tag="全", ids=tuple(f"a{i}" for i in range(COUNT))), "湖边大雪", 10)
def test_a_filtered_search_is_brute_force_over_what_passes(shelf, where, text, k):
    allowed = shelf.allowed(where)
    arms = [("dense", shelf.cosines(text))]
    if shelf.is_searched_whole(text):
        arms.append(("sparse", shelf.bm25(text)))
    for arm, scores in arms:
        hits = shelf.archive.search(text, k=k, where=where, arms=(arm,))
        found = [int(hit.chunk.article_id[1:]) for hit in hits]
        passing = allowed & (scores > 0) if arm == "sparse" else allowed
        best = np.sort(scores[passing])[::-1][:k]
        assert len(set(found)) == len(found) == len(best)
        assert passing[found].all()
        assert [getattr(hit, arm) for hit in hits] == pytest.approx(best.tolist(), abs=1e-5)
        assert scores[found] == pytest.approx(best, abs=1e-5)
    both = shelf.archive.search(text, k=k, where=where)
    assert len(both) == min(k, allowed.sum())
    assert all(allowed[int(hit.chunk.article_id[1:])] for hit in both)
