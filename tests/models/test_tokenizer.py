import pytest
from pytest import approx
from transformers import AutoTokenizer

from models.tokenizer import FixedTokenizer

TEXTS = ["粮食会议", "", "图书馆" * 30, "县长李明远，主持２次会议 abc"]


@pytest.fixture
def tokenizer(tiny):
    return AutoTokenizer.from_pretrained(tiny / "embedder")


def test_ids_are_those_of_transformers(tokenizer):
    fixed = FixedTokenizer.of(tokenizer)
    expected = tokenizer(TEXTS)["input_ids"]
    assert fixed.ids(TEXTS) == expected
    assert fixed.lengths(TEXTS) == [len(ids) for ids in expected]
    assert fixed.ids(TEXTS, special=False) == tokenizer(TEXTS, add_special_tokens=False).input_ids


def test_a_cut_text_keeps_its_special_tokens(tokenizer):
    cut = FixedTokenizer.of(tokenizer).cut_at(7).ids(TEXTS)
    assert cut == tokenizer(TEXTS, truncation=True, max_length=7)["input_ids"]
    assert [len(ids) for ids in cut] == approx([5, 2, 7, 7], abs=2)
    assert (cut[2][0], cut[2][-1]) == (tokenizer.bos_token_id, tokenizer.eos_token_id)


def test_offsets_are_those_of_transformers(tokenizer):
    encoded = FixedTokenizer.of(tokenizer).encode(TEXTS[3])
    expected = tokenizer(TEXTS[3], add_special_tokens=False, return_offsets_mapping=True)
    assert encoded.ids == expected["input_ids"]
    assert encoded.offsets == expected["offset_mapping"]


def test_no_texts_no_ids(tokenizer):
    assert FixedTokenizer.of(tokenizer).ids([]) == []


def test_neither_changes_the_other(tokenizer):
    whole = FixedTokenizer.of(tokenizer)
    cut = whole.cut_at(5)
    before = whole.ids(TEXTS), cut.ids(TEXTS)
    assert tokenizer.backend_tokenizer.truncation is None
    tokenizer(TEXTS, padding="max_length", truncation=True, max_length=9)
    assert (whole.ids(TEXTS), cut.ids(TEXTS)) == before


def test_a_folder_is_read_without_transformers(tiny, tokenizer):
    fixed = FixedTokenizer.load(tiny / "embedder")
    assert fixed.ids(TEXTS) == tokenizer(TEXTS)["input_ids"]
    assert fixed.limit == tokenizer.model_max_length
    assert fixed.special == FixedTokenizer.of(tokenizer).special
    assert fixed.special_ids() == set(tokenizer.all_special_ids)
    assert fixed.tokens() == tokenizer.convert_ids_to_tokens(range(len(tokenizer)))
    ids = fixed.ids(TEXTS)[3]
    assert fixed.decode(ids) == tokenizer.decode(ids, skip_special_tokens=True)
