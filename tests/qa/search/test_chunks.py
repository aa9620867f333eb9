"""Articles cut into chunks: whole sentences, within a model's tokens, nothing lost."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.errors import InputError
from qa.records import Article
from qa.search.chunks import chunk

CHINESE = st.text(
    alphabet="春夏秋冬𠮷ab1 .,!?;，。！？；…、“”（）《》\"'\n\r\u3000\u2028", max_size=200
)


def count(texts):
    return [len(text) + 2 for text in texts]


def chunks(text, **options):
    article = Article(id="a", title="", text=text)
    return chunk(article, count_tokens=count, **{"max_tokens": 512, **options})


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


@pytest.mark.parametrize("part", ["国", "国。", '"。', "国，", "\n", "国\n"])
def test_calls_and_tokens_grow_as_the_text_does(part):
    """Eight times the text: in quadratic time it would take sixty-four times as much."""

    def work(size):
        tokens, calls = [], 0

        def counting(texts):
            tokens.extend(map(len, texts))
            return count(texts)

        def called(_frame, event, _what):
            nonlocal calls
            calls += event in ("call", "c_call")

        article = Article(id="a", title="", text=(part * size)[:size])
        sys.setprofile(called)
        try:
            chunk(article, count_tokens=counting, max_tokens=512)
        finally:
            sys.setprofile(None)
        return calls, sum(tokens)

    (few_calls, few_tokens), (calls, tokens) = work(10_000), work(80_000)
    assert calls <= 8.2 * few_calls
    assert tokens <= 8.2 * few_tokens


@pytest.mark.parametrize("part", ["国", "国。", '"。', "\n"])
def test_a_long_line_is_there_in_whole(part):
    line = part * 100_000
    found = chunks(line, overlap=0)
    assert sum(len(piece.text) for piece in found) == len(line.strip())
