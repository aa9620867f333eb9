import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from pytest import approx
from sentence_transformers import SentenceTransformer

from models import packed
from models.embedder import SentenceEmbedder
from models.packed import PackedBert

TEXTS = ["粮食", "今年全县总产量达到万吨，比去年增加" * 9, "县长李明远", "", "图书馆" * 900, "会议"]


@pytest.fixture
def folder(tiny, tmp_path):
    return Path(shutil.copytree(tiny / "embedder", tmp_path / "embedder"))


@pytest.fixture
def build(folder):
    def build(*, pack=True, **settings):
        if settings:
            change(folder / "1_Pooling" / "config.json", settings)
        return SentenceEmbedder.load(folder, dtype=torch.float32, packed=pack)

    return build


def change(path, settings):
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), **settings}), "utf-8")


@pytest.mark.parametrize("pooling", ["mean", "cls"])
def test_without_padding_the_vectors_are_the_same(build, pooling):
    plain = build(pack=False, pooling_mode=pooling)
    packed = build()
    assert packed.embed_passages(TEXTS) == approx(plain.embed_passages(TEXTS), abs=1e-5)
    assert packed.fingerprint == plain.fingerprint
    assert packed.max_tokens == plain.max_tokens
    assert packed.count_tokens(TEXTS) == plain.count_tokens(TEXTS)


def test_a_plain_bert_needs_no_sentence_transformers(folder):
    code = (
        "import sys; from models.embedder import SentenceEmbedder as E; "
        f"E.load({str(folder)!r}).embed_queries(['粮食']); "
        "sys.exit('sentence_transformers' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603


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


def test_other_models_run_as_they_are(build, folder):
    other = build(pooling_mode="max")
    assert PackedBert.load(folder, dtype=torch.float32) is None
    model = SentenceTransformer(str(folder), device="cpu", model_kwargs={"dtype": torch.float32})
    expected = model.encode(["passage: " + text for text in TEXTS])
    assert other.embed_passages(TEXTS) == approx(expected, abs=1e-5)


@pytest.mark.parametrize(
    ("name", "settings"),
    [
        ("config", {"model_type": "roberta"}),
        ("config", {"hidden_act": "relu"}),
        ("config", {"position_embedding_type": "relative_key"}),
        ("sentence_bert_config", {"do_lower_case": True}),
        ("1_Pooling/config", {"include_prompt": False}),
        ("1_Pooling/config", {"pooling_mode": ["mean", "cls"]}),
    ],
)
def test_what_reads_otherwise_is_not_packed(folder, name, settings):
    change(folder / f"{name}.json", settings)
    assert PackedBert.load(folder, dtype=torch.float32) is None


def test_a_folder_of_an_older_version_is_packed(build, folder):
    expected = build().embed_passages(TEXTS)
    flags = {"word_embedding_dimension": 1, "pooling_mode_mean_tokens": True}
    older = {**flags, "pooling_mode_cls_token": False, "pooling_mode_max_tokens": False}
    (folder / "1_Pooling" / "config.json").write_text(json.dumps(older), "utf-8")
    change(folder / "sentence_bert_config.json", {"max_seq_length": 512, "do_lower_case": False})
    model = PackedBert.load(folder, dtype=torch.float32)
    found = SentenceEmbedder(model, name="tiny", revision="1").embed_passages(TEXTS)
    assert found == approx(expected, abs=1e-6)
