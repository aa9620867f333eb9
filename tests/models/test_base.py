from dataclasses import replace

import numpy as np
import pytest
import torch
from pytest import approx
from transformers import BertModel

from models.training.base import cut, read_folder, read_quantised
from models.training.initial import generator_tokenizer, start_generator
from tests.models.tiny import TEXT, quantised_file, save_tiny, tiny_base


def test_a_quantised_file_gives_back_pieces_scores_and_tensors(tmp_path):
    base = tiny_base()
    path = tmp_path / "small.bin"
    path.write_bytes(quantised_file(base))

    read = read_quantised(path)

    assert read.pieces == base.pieces
    assert read.scores == base.scores
    assert read.tensors.keys() == base.tensors.keys()
    for name, values in base.tensors.items():
        assert read.tensors[name].shape == values.shape, name
        assert np.abs(read.tensors[name] - values).max() <= np.abs(values).max() / 14 + 1e-3, name


def test_a_hub_folder_goes_the_same_way_as_the_wheel(tmp_path):
    base = tiny_base()
    save_tiny(tmp_path)
    read = read_folder(tmp_path / "embedder")
    assert read.pieces == base.pieces
    word = "embeddings.word_embeddings.weight"
    assert read.tensors[word] == approx(base.tensors[word], abs=1e-3)


def test_another_file_is_refused(tmp_path):
    (tmp_path / "x.bin").write_bytes(b"GGUF....")
    with pytest.raises(ValueError, match="not an E5S1 file"):
        read_quantised(tmp_path / "x.bin")


def test_cut_keeps_chinese_ascii_and_marks_and_drops_the_rest():
    base = tiny_base()
    extra = ("かな", "한국", "Москва", "東京の")
    tensors = dict(base.tensors)
    word = "embeddings.word_embeddings.weight"
    rows = np.concatenate([np.full((len(extra), 32), 9, np.float32), tensors[word]])
    order = [
        *range(len(extra), len(extra) + 4),
        *range(len(extra)),
        *range(len(extra) + 4, len(rows)),
    ]
    tensors[word] = rows[order]
    wide = replace(
        base,
        tensors=tensors,
        pieces=base.pieces[:4] + extra + base.pieces[4:],
        scores=base.scores[:4] + (-1.0,) * len(extra) + base.scores[4:],
    )
    kept = cut(wide)
    assert kept.pieces == base.pieces
    assert (kept.tensors[word] == base.tensors[word]).all()


def test_the_generators_encoder_computes_what_the_base_does(tiny):
    base = tiny_base()
    model = start_generator(base, decoder_layers=1).eval()
    tokenizer = generator_tokenizer(base)
    ids = tokenizer("粮食会议", return_tensors="pt")["input_ids"]
    rows = [base.pieces.index(tokenizer.convert_ids_to_tokens(int(i))) for i in ids[0]]
    bert = BertModel.from_pretrained(tiny / "embedder", dtype=torch.float32).eval()
    with torch.no_grad():
        ours = model.get_encoder()(input_ids=ids).last_hidden_state
        theirs = bert(input_ids=torch.tensor([rows])).last_hidden_state
    assert (ours - theirs).abs().max() < 2e-2  # the folder is fp16


def test_the_generators_tokenizer_keeps_the_sources_characters():
    tokenizer = generator_tokenizer(tiny_base())
    text = "（二期）共有１２座位；每天：9.5点！\n《图书》"
    ids = tokenizer(text, add_special_tokens=False)["input_ids"]
    assert tokenizer.decode(ids) == text.replace("１２", "12")
    assert tokenizer.convert_ids_to_tokens(ids)[6:8] == ["1", "2"]


def test_no_piece_of_the_generator_is_longer_than_two_han_characters():
    tokenizer = generator_tokenizer(tiny_base())
    assert tokenizer.tokenize("李明远会议") == ["李明", "远", "会议"]
    assert "▁会议" not in tokenizer.get_vocab()
    assert set(TEXT) - set("，（）：；！？") <= {*tokenizer.get_vocab(), " "}
