import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.constraints import Forward, Spans, Vocabulary, fold
from models.tokenizer import FixedTokenizer
from models.training.initial import generator_tokenizer
from qa.chinese.sentences import sentences
from tests.models.tiny import TEXT, runs_forward, tiny_base

TOKENIZER = generator_tokenizer(tiny_base())
VOCABULARY = Vocabulary(FixedTokenizer.of(TOKENIZER))


def ids(*tokens):
    return tuple(TOKENIZER.convert_tokens_to_ids(list(tokens)))


def written(spans, token_ids):
    return sorted(TOKENIZER.convert_ids_to_tokens(list(spans.allowed(token_ids))))


@pytest.mark.parametrize(
    ("text", "folded"),
    [("ＡＢＣ１２３", "ABC123"), ("a\u3000b\nc", "a b\nc"), ("，（）", "，（）"), ("½ﷺ", "½ﷺ")],
)
def test_fold_keeps_the_length(text, folded):
    assert fold(text) == folded


def test_any_piece_may_continue_whatever_the_source_was_cut_into():
    spans = Spans("县长李明远主持会议", VOCABULARY)
    assert written(spans, ids("县", "长")) == ["李", "李明"]
    assert written(spans, ids("李")) == ["明"]
    assert written(spans, ids("持")) == ["会", "会议"]


def test_where_a_text_may_stand():
    spans = Spans("会议，会议。", VOCABULARY)
    assert spans.ends(ids("会议")) == {2, 5}
    assert spans.ends(ids("议", "。")) == {6}
    assert spans.ends(ids("议", "会")) == frozenset()


def test_a_character_no_piece_writes_is_the_unknown_tokens():
    spans = Spans("会𠮷议", VOCABULARY)
    assert written(spans, ids("会")) == ["<unk>"]
    assert spans.ends(ids("会", "<unk>")) == {2}
    assert written(spans, ids("会", "<unk>")) == ["议"]


def test_full_width_digits_are_written_narrow():
    assert Spans("共有１２个", VOCABULARY).ends(ids("1", "2")) == {4}


def test_after_a_token_come_those_that_stand_later_in_its_sentence():
    forward = Forward("县长主持会议。图书馆开会", VOCABULARY)
    assert written(forward, ids("县")) == ["。", "主", "会", "会议", "持", "议", "长"]
    assert written(forward, ids("县", "持")) == ["。", "会", "会议", "议"]
    assert written(forward, ids("县", "会议", "。")) == []
    assert written(forward, ids("图", "馆")) == ["会", "开"]


def test_all_places_stay_alive_until_one_is_ruled_out():
    forward = Forward("会议在县。会议在镇！会议", VOCABULARY)
    assert forward.ends(ids("会议")) == {2, 7, 12}
    assert {"县", "镇"} <= set(written(forward, ids("会议")))
    assert forward.ends(ids("会议", "镇")) == {9}
    assert written(forward, ids("会议", "镇")) == ["！"] or "！" not in VOCABULARY.surfaces


@pytest.mark.parametrize(
    ("text", "tokens", "stops", "goes_on"),
    [
        ("产量12.5万吨", "1", False, "2"),
        ("产量12.5万吨", "12", False, "."),
        ("产量12.5万吨", "12.", False, "5"),
        ("产量12.5万吨", "12.5", False, "万"),  # else it were twelve tons
        ("产量12.5万吨", "12.5万", True, "吨"),
        ("增加3个，共3个", "3", True, "个，共"),  # never 33
        ("比3:1晚", "3", False, ":"),
        ("今年增30%，共", "30", False, "%"),
        ("座C9书", "C", False, "9"),
        ("C个9个", "C", True, "个"),  # never C9
        ("3个.5个", "3", True, "个"),  # never 3.5
        ("3个%书", "3", True, "个书"),  # never 3%
    ],
)
def test_numbers_and_latin_words_are_whole_and_never_joined(text, tokens, stops, goes_on):
    forward = Forward(text, VOCABULARY)
    assert forward.may_stop(ids(*tokens)) is stops
    known = {one for one in goes_on if one in VOCABULARY.surfaces} or {"<unk>"}
    assert known <= set(written(forward, ids(*tokens))) <= {*known, "<unk>"}


def test_nothing_begins_inside_a_number():
    assert written(Forward("12.5个", VOCABULARY), ()) == ["1", "个"]


def test_a_text_is_its_sources_own_characters():
    forward = Forward("共有１２个，会𠮷议", VOCABULARY)
    assert forward.written(ids("1", "2", "会", "<unk>")) == "１２会𠮷"
    with pytest.raises(ValueError, match="empty"):
        forward.written(ids("1"))


NUMBER = re.compile(r"[0-9A-Za-z]+(?:[.:][0-9]+)*%?")


@given(st.text(alphabet=TEXT + "0123.5%:C9 \n!?;”」", min_size=1, max_size=40), st.data())
def test_whatever_is_allowed_runs_forward_in_one_sentence(text, data):
    forward = Forward(text, VOCABULARY)
    tokens = ()
    for _ in range(data.draw(st.integers(1, 8))):
        allowed = sorted(forward.allowed(tokens))
        if not allowed:
            break
        tokens += (data.draw(st.sampled_from(allowed)),)
    if forward.may_stop(tokens):
        shown = forward.written(tokens).strip()
        assert not shown or any(runs_forward(shown, text[s.start : s.end]) for s in sentences(text))
        assert set(NUMBER.findall(shown)) <= set(NUMBER.findall(text))


@given(st.text(alphabet=TEXT + "0123456789 ab\n", min_size=1, max_size=40), st.data())
def test_whatever_is_allowed_is_a_span_of_the_text(text, data):
    spans = Spans(text, VOCABULARY)
    tokens = ()
    for _ in range(data.draw(st.integers(1, 6))):
        allowed = sorted(spans.allowed(tokens))
        if not allowed:
            break
        tokens += (data.draw(st.sampled_from(allowed)),)
    shown = TOKENIZER.decode(list(tokens))
    for end in spans.ends(tokens):
        assert text[end - len(shown) : end].replace("\u3000", " ") == shown
    assert spans.ends(tokens)
