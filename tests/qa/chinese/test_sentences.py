import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.chinese.sentences import sentences
from qa.chinese.tokens import bigrams, normalise
from qa.errors import InputError
from qa.records import Article
from qa.search.chunks import chunk

CHINESE = st.text(
    alphabet="春夏秋冬𠮷ab1 .,!?;，。！？；…、“”（）《》\"'\n\r\u3000\u2028", max_size=200
)


def cut(text):
    return [text[span.start : span.end] for span in sentences(text)]


def count(texts):
    return [len(text) + 2 for text in texts]


def chunks(text, **options):
    article = Article(id="a", title="", text=text)
    return chunk(article, count_tokens=count, **{"max_tokens": 512, **options})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\u3000\n", []),
        ("没有标点的一行字", ["没有标点的一行字"]),
        ("天晴了。风停了！真的？", ["天晴了。", "风停了！", "真的？"]),
        ("他说：“走吧！”于是走了。", ["他说：“走吧！”", "于是走了。"]),
        ("“走吧！”，他说。", ["“走吧！”，他说。"]),
        ("「下雨了。」『是吗？』", ["「下雨了。」", "『是吗？』"]),
        ("（见上文。）下一句", ["（见上文。）", "下一句"]),
        ("读《怎么办？》一书。", ["读《怎么办？》一书。"]),
        ("怎么会？！……没人知道", ["怎么会？！……", "没人知道"]),
        ("一是水；二是电；三是路。", ["一是水；", "二是电；", "三是路。"]),
        ("第一行\r\n第二行\u2028第三行", ["第一行", "第二行", "第三行"]),
        ("涨了3.5%到1.2万元。", ["涨了3.5%到1.2万元。"]),
        ("见http://a.cn/b.html?x=1;y=2。完", ["见http://a.cn/b.html?x=1;y=2。", "完"]),
        ("Hello! World? 好!坏", ["Hello!", "World?", "好!", "坏"]),
        ('他说:"好。""行。"完', ['他说:"好。"', '"行。"', "完"]),
        ("𠮷野家开了。ＡＢＣ！", ["𠮷野家开了。", "ＡＢＣ！"]),
        ("臺灣來的。讀報！", ["臺灣來的。", "讀報！"]),
    ],
)
def test_sentences(text, expected):
    assert cut(text) == expected


@given(CHINESE)
def test_sentences_cover_all_but_white_space(text):
    spans = sentences(text)
    covered = {i for span in spans for i in range(span.start, span.end)}
    assert sum(span.end - span.start for span in spans) == len(covered)
    assert all(char.isspace() for i, char in enumerate(text) if i not in covered)
    assert all(text[span.start : span.end].strip() == text[span.start : span.end] for span in spans)
    assert spans == sorted(spans, key=lambda span: span.start)


def test_chunks_are_whole_sentences_that_overlap_by_one():
    text = "甲一二三四五六七八。乙一二三四五六七八。丙一二三四五六七八。丁一二三四五六七八。"
    found = chunks(text, target=20)
    assert [(piece.start, piece.end) for piece in found] == [(0, 20), (10, 30), (20, 40)]
    assert [piece.text for piece in found] == [text[0:20], text[10:30], text[20:40]]
    assert [piece.start for piece in chunks(text, target=20, overlap=0)] == [0, 20]


def test_an_overlap_that_does_not_fit_is_left_out():
    text = "甲一二三四五六七八。" + "乙" * 14 + "。"
    assert [piece.text for piece in chunks(text, target=20)] == [text[:10], text[10:]]


def test_a_long_sentence_is_cut_at_commas_and_then_anywhere():
    text = "春夏秋，" * 10 + "冬" * 30 + "。"
    found = chunks(text, target=20, overlap=0)
    assert found[0].text == "春夏秋，" * 5
    assert max(len(piece.text) for piece in found) == 20
    assert "".join(piece.text for piece in found) == text


def test_a_chunk_of_an_emptied_article():
    assert chunks("") == []
    assert chunks("\n \n") == []


@pytest.mark.parametrize(("max_tokens", "target"), [(2, 300), (512, 0)])
def test_no_room(max_tokens, target):
    with pytest.raises(InputError, match="no room for text"):
        chunks("好。", max_tokens=max_tokens, target=target)


@given(CHINESE, st.integers(3, 40), st.integers(1, 60), st.integers(0, 3))
def test_chunks_hold_every_character_within_the_limit(text, max_tokens, target, overlap):
    found = chunks(text, max_tokens=max_tokens, target=target, overlap=overlap)
    covered = {i for piece in found for i in range(piece.start, piece.end)}
    assert all(char.isspace() for i, char in enumerate(text) if i not in covered)
    for piece in found:
        assert piece.text == text[piece.start : piece.end]
        assert 0 < len(piece.text) <= min(max_tokens - 2, 2 * target)
    assert [piece.start for piece in found] == sorted({piece.start for piece in found})
    ends = [piece.end for piece in found]
    assert ends == sorted(set(ends))


@given(CHINESE)
def test_joining_that_makes_more_tokens_than_the_parts(text):
    def uneven(texts):
        return [len(text) + text.count("。") ** 2 for text in texts]

    article = Article(id="a", title="", text=text)
    for piece in chunk(article, count_tokens=uneven, max_tokens=30):
        assert uneven([piece.text]) <= [30]


@pytest.mark.parametrize(
    "line", ["国" * 2_000_000, "国。" * 200_000, '"。' * 200_000, "\n" * 2_000_000]
)
def test_time_is_linear(line):
    start = time.perf_counter()
    found = chunks(line)
    assert time.perf_counter() - start < 10
    assert sum(len(piece.text) for piece in chunks(line, overlap=0)) == len(line.strip())
    assert bool(found) == bool(line.strip())


def test_normalise():
    assert normalise("ＡＢＣ１２３ ＫＢ㎏ Ⅷ ﬁ") == "abc123 kbkg viii fi"


@given(st.text(max_size=50))
@settings(max_examples=300)
def test_normalising_twice_changes_nothing(text):
    assert normalise(normalise(text)) == normalise(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("。！", []),
        ("看报", ["看报"]),
        ("看报人", ["看报", "报人"]),
        ("水，电", ["水", "电"]),
        ("2022年无锡GDP增长3.5%", ["2022", "年无", "无锡", "gdp", "增长", "3.5"]),
        ("ＡＢＣ１２３", ["abc123"]),
        ("𠮷野家café_x", ["𠮷野", "野家", "café", "x"]),
        ("G20峰会·5G", ["g20", "峰会", "5g"]),
    ],
)
def test_bigrams(text, expected):
    assert bigrams(text) == expected
