import numpy as np
import pytest
import torch
from pytest import approx
from sentence_transformers import SentenceTransformer

from models import packed
from models.embedder import SentenceEmbedder

TEXTS = ["粮食", "今年全县总产量达到万吨，比去年增加" * 9, "县长李明远", "", "图书馆" * 900, "会议"]


@pytest.fixture
def build(tiny):
    def build(*, pack=True, pooling="mean"):
        model = SentenceTransformer(
            str(tiny / "embedder"), device="cpu", model_kwargs={"dtype": torch.float32}
        )
        model[1].pooling_mode = pooling
        return SentenceEmbedder(model, name="tiny", revision="1", packed=pack)

    return build


@pytest.mark.parametrize("pooling", ["mean", "cls"])
def test_without_padding_the_vectors_are_the_same(build, pooling):
    plain = build(pack=False, pooling=pooling).embed_passages(TEXTS)
    assert build(pooling=pooling).embed_passages(TEXTS) == approx(plain, abs=1e-5)


def test_rows_longer_than_one_batch_keep_their_order(build, monkeypatch):
    whole = build().embed_passages(TEXTS)
    monkeypatch.setattr(packed, "TOKENS", 64)
    assert build().embed_passages(TEXTS) == approx(whole, abs=1e-6)


def test_what_fills_a_row_up_changes_no_vector(build, monkeypatch):
    filled = build().embed_passages(TEXTS)
    monkeypatch.setattr(packed, "NARROW", 1)
    monkeypatch.setattr(packed, "WIDE", 1)
    assert build().embed_passages(TEXTS) == approx(filled, abs=1e-6)


@pytest.mark.parametrize(
    ("tokens", "width"), [(1, 8), (16, 16), (17, 24), (128, 128), (129, 192), (2048, 2048)]
)
def test_rows_have_few_lengths(tokens, width):
    assert packed._wide(tokens) == width
    assert len({packed._wide(n) for n in range(1, packed.TOKENS + 1)}) == 46


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16])
def test_a_vector_does_not_depend_on_its_neighbours(tiny, dtype):
    embedder = SentenceEmbedder.load(tiny / "embedder", dtype=dtype)
    together = embedder.embed_passages(TEXTS)
    alone = np.concatenate([embedder.embed_passages([text]) for text in TEXTS])
    assert alone == approx(together, abs=1e-6)


def test_where_weights_cannot_be_packed_the_vectors_are_the_same(build, monkeypatch):
    expected = build().embed_passages(TEXTS)
    monkeypatch.setattr(packed.platform, "machine", lambda: "riscv64")
    assert packed._pack(torch.eye(8)) is None
    assert build().embed_passages(TEXTS) == approx(expected, abs=1e-5)


def test_other_models_run_as_they_are(build, tiny):
    other = build(pooling="max")
    assert not packed.can_pack(other._model)
    expected = other._model.encode(["passage: " + text for text in TEXTS])
    assert other.embed_passages(TEXTS) == approx(expected, abs=1e-5)
