import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.constraints import Pieces, Spans, Vocabulary, fold
from models.training.initial import generator_tokenizer
from tests.models.tiny import TEXT, tiny_base

TOKENIZER = generator_tokenizer(tiny_base())
VOCABULARY = Vocabulary(TOKENIZER)


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


def test_pieces_may_go_on_anywhere_but_never_inside_a_number():
    pieces = Pieces("产量12.5万吨，会议", VOCABULARY)
    assert "会议" in written(pieces, ids("产", "量"))
    assert written(pieces, ids("产", "量", "1")) == ["2"]
    assert not pieces.may_stop(ids("1", "2"))
    assert not pieces.may_stop(ids("1", "2", "."))
    assert pieces.may_stop(ids("1", "2", ".", "5"))
    assert "5" not in written(pieces, ())
    assert "2" not in written(pieces, ids("量"))


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
