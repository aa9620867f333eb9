"""Articles as OCR, PDFs and old papers write them are found by what is seen of them."""

import datetime as dt

import pytest

from qa import Archive, Article
from qa.chinese.fold import folded, seen
from qa.chinese.numerals import fold_width
from qa.errors import InputError, MismatchError
from qa.records import Refusal, Where
from tests.fakes import HashEmbedder
from tests.generators import ExtractiveGenerator

PLAIN = "云岭市民政局昨日公布，补贴资金1280万元。局长蒋素云说，老年食堂将再建12家。"
OTHERS = [
    Article(id=f"o{n}", title="", text=f"第{n}版：青石镇今天多云，最高气温{n}度。")
    for n in range(20)
]
WRITTEN = {
    "spaced": " ".join(PLAIN),
    "wide spaces": "\u3000".join(PLAIN),
    "zero width": "\u200b".join(PLAIN),
    "marks": PLAIN.replace("素", "\u2060素\ufeff").replace("80", "\u200b80\xad"),
    "selectors": PLAIN.replace("蒋", "蒋\U000e0100"),
    "kangxi": PLAIN.replace("老", "⽼").replace("食", "⾷").replace("民", "⺠"),
    "radicals": PLAIN.replace("民", "⺠").replace("长", "⻓").replace("食", "⻝"),
    "wide": PLAIN.replace("1280", "１２８０"),
    "thousands": PLAIN.replace("1280", "1,280"),
    "traditional": "雲嶺市民政局昨日公布，補貼資金1280萬元。局長蔣素雲說，老年食堂將再建12家。",
}


@pytest.fixture(scope="module", params=WRITTEN)
def archive(request, tmp_path_factory):
    models = {"embedder": HashEmbedder(), "generator": ExtractiveGenerator()}
    with Archive.open(tmp_path_factory.mktemp("a") / "a", **models) as made:
        made.add([*OTHERS, Article(id="here", title="", text=WRITTEN[request.param])])
        yield made


@pytest.mark.parametrize("arm", ["sparse", "dense"])
@pytest.mark.parametrize(
    "text",
    [
        "老年食堂",
        "1280万元",
        "蒋素云",
        "民政局",
        "老 年 食 堂",
        "⽼年⻝堂",
        "民\u200b政局",
        "蔣素雲",
    ],
)
def test_every_way_to_write_is_found_by_every_way_to_ask(archive, text, arm):
    hits = archive.search(text, arms=(arm,))
    assert hits[0].chunk.article_id == "here"
    assert hits[0].score == pytest.approx(1.0)


@pytest.mark.parametrize("question", ["补贴资金多少", "补 贴 资 金 多 少", "補貼資金多少"])
def test_an_answer_is_quoted_as_the_article_has_it(archive, question):
    answer = archive.ask(question, threshold=0.0)
    [citation, *_] = answer.citations
    article = archive.get("here")
    assert citation.article_id == "here"
    assert answer.text == citation.quote == article.text[citation.start : citation.end]
    assert "1280" in "".join(filter(str.isalnum, fold_width(seen(citation.quote).text)))
    assert archive.check(citation) == citation


@pytest.mark.parametrize("kind", ["headline", "brief", "summary"])
def test_a_summary_has_nothing_that_is_not_seen(archive, kind):
    summary = archive.summarize("here", kind=kind)
    assert seen(summary.text).text == summary.text
    assert "民政局" in folded(summary.text).text
    text = archive.get("here").text
    for sentence in summary.sentences:
        assert text[sentence.source.start] == sentence.text[0] or not text[0].isascii()
        assert 0 <= sentence.source.start < sentence.source.end <= len(text)


SALT = [
    Article(id="salt", title="", text="城中米价飞涨。青盐每斤二角。茶价平稳。"),
    Article(id="river", title="", text="清河大桥限行，绕行路线为省道208线。投资9,200万元"),
    Article(id="rare", title="", text="局长蒋𠮷云说，航班MU5735今日复航"),
]


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    models = {"embedder": HashEmbedder(), "generator": ExtractiveGenerator()}
    with Archive.open(tmp_path_factory.mktemp("b") / "a", **models) as made:
        made.add([*OTHERS, *SALT])
        yield made


@pytest.mark.parametrize("arms", [("sparse",), ("dense", "sparse")])
@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("盐", ["salt"]),
        ("鹽？", ["salt"]),
        ("茶", ["salt"]),
        ("稳", ["salt"]),
        ("河", ["river"]),
        ("元", ["river"]),
        ("208", ["river"]),
        ("9200", ["river"]),
        ("9,200", ["river"]),
        ("９２００万元", ["river"]),
        ("𠮷", ["rare"]),
        ("航", ["rare"]),
        ("mu5735", ["rare"]),
        ("虫", []),
        ("1280", []),
        ("320", []),
    ],
)
def test_a_character_or_a_number_finds_what_has_it_and_nothing_else(small, text, ids, arms):
    assert [hit.chunk.article_id for hit in small.search(text, arms=arms)] == ids


@pytest.mark.parametrize(
    ("text", "first"), [("米价 盐", "salt"), ("大桥 河", "river"), ("盐 茶", "salt")]
)
def test_a_character_beside_other_words_counts_too(small, text, first):
    assert small.search(text, arms=("sparse",))[0].chunk.article_id == first


def test_a_character_that_no_article_has_is_refused(small):
    for asked in ("虫", "𪚥", "1280"):
        answer = small.ask(asked)
        assert (answer.text, answer.reason, answer.hits) == (None, Refusal.NO_ARTICLES, ())
        assert small.digest(asked).reason is Refusal.NO_ARTICLES


@pytest.mark.parametrize("text", ["\u200b", "\ufeff \u2060", "\ufe0f", "？！", "……", "😀", "\xad"])
def test_a_question_in_which_nothing_can_be_read_is_refused(small, text):
    for ask in (small.ask, small.search, small.digest):
        with pytest.raises(InputError, match=r"the question has (nothing but|only)"):
            ask(text)


def test_an_archive_of_another_version_is_not_mixed_but_rebuilt(tmp_path):
    with Archive.open(tmp_path / "a", embedder=HashEmbedder()) as archive:
        archive.add(SALT)
        with archive._store.write() as writer:
            old = writer.recipe().chunking.replace('"version": 2', '"version": 1')
            writer.rows("UPDATE meta SET value = ? WHERE key = 'chunking'", old)
    with Archive.open(tmp_path / "a") as archive:
        archive._embedder = HashEmbedder()
        for use in (
            lambda: archive.search("盐"),
            lambda: archive.search("盐", arms=("sparse",)),
            lambda: archive.add([Article(id="new", title="", text="新盐上市。")]),
            lambda: archive.delete(["salt"]),
        ):
            with pytest.raises(MismatchError, match=r"another version .* run `kanbao rebuild`"):
                use()
        assert archive.get("salt") == SALT[0]
        [problem] = archive.verify().problems
        assert "run `kanbao rebuild`" in problem
        archive.rebuild()
        assert archive.verify().ok
        assert archive.search("盐", arms=("sparse",))[0].chunk.article_id == "salt"


PAPERS = [
    Article(id="then", title="", text="副局长唐启明说，今年建12家。", date=dt.date(2021, 4, 2)),
    Article(id="now", title="", text="副局长蒋素云说，今年建12家。", date=dt.date(2022, 4, 3)),
    Article(
        id="told",
        title="",
        text="青石镇去年供应午餐31万份。",
        date=dt.date(2021, 4, 2),
    ),
    Article(
        id="tells",
        title="",
        text="青石镇去年共供应午餐40万份。",
        date=dt.date(2022, 4, 3),
    ),
    Article(id="late", title="", text="去年4月建成的食堂共5家。", date=dt.date(2023, 9, 9)),
    Article(id="undated", title="", text="副局长名叫什么没有说。"),
]


@pytest.mark.parametrize(
    ("question", "id_", "outside"),
    [
        ("2022年4月副局长是谁说", "now", False),
        ("2021年4月副局长是谁说", "then", False),
        ("2021年副局长是谁说", "then", False),
        ("去年副局长是谁说", "then", False),
        ("2022年4月建成的食堂共几家", "late", False),
        ("去年青石镇供应午餐多少份", "tells", False),
        ("2020年青石镇供应午餐多少份", "told", False),
        ("2021年以来副局长蒋素云说什么", "now", False),
        ("4月1日到4月20日副局长是谁说", "now", False),
        ("4月2日之前副局长是谁说", "then", False),
        ("2020年副局长唐启明说建几家", "then", True),
    ],
)
def test_articles_of_the_days_asked_come_first_and_others_are_said_to_be(
    tmp_path, question, id_, outside
):
    models = {"embedder": HashEmbedder(), "generator": ExtractiveGenerator()}
    dated = PAPERS[:-1] if outside else PAPERS
    with Archive.open(tmp_path / "a", **models) as archive:
        archive.add([*OTHERS, *dated])
        answer = archive.ask(question, today=dt.date(2022, 4, 11), threshold=0.1)
    assert (answer.citations[0].article_id, answer.outside) == (id_, outside)


def test_a_filter_by_days_is_kept_and_not_widened(tmp_path):
    models = {"embedder": HashEmbedder(), "generator": ExtractiveGenerator()}
    with Archive.open(tmp_path / "a", **models) as archive:
        archive.add(PAPERS)
        where = Where(since=dt.date(2021, 1, 1), until=dt.date(2021, 12, 31))
        answer = archive.ask("2022年4月副局长是谁说", where=where, threshold=0.0)
    assert {hit.chunk.article_id for hit in answer.hits} <= {"then", "told"}
    assert answer.text is not None
    assert answer.outside is False
