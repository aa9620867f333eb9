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

from models import bert
from models.bert import Bert
from models.embedder import SentenceEmbedder

TEXTS = ["粮食", "今年全县总产量达到万吨，比去年增加" * 9, "县长李明远", "", "图书馆" * 900, "会议"]


@pytest.fixture
def folder(tiny, tmp_path):
    return Path(shutil.copytree(tiny / "embedder", tmp_path / "embedder"))


@pytest.fixture
def build(folder):
    def build(*, compiled=True, **settings):
        if settings:
            change(folder / "1_Pooling" / "config.json", settings)
        return SentenceEmbedder.load(folder, precision="f32", compiled=compiled)

    return build


def change(path, settings):
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), **settings}), "utf-8")


@pytest.mark.parametrize("pooling", ["mean", "cls"])
def test_the_vectors_are_those_of_sentence_transformers(build, pooling):
    plain = build(compiled=False, pooling_mode=pooling)
    compiled = build()
    assert compiled.embed_passages(TEXTS) == approx(plain.embed_passages(TEXTS), abs=1e-5)
    assert compiled.fingerprint == plain.fingerprint
    assert compiled.max_tokens == plain.max_tokens
    assert compiled.dimension == plain.dimension
    assert compiled.count_tokens(TEXTS) == plain.count_tokens(TEXTS)


def test_the_embedded_models_need_no_torch_and_call_nobody(tiny):
    """OpenVINO's converter, left out, reports its import over the network; so nothing connects."""
    code = f"""
import sys
calls = []
sys.addaudithook(lambda name, _: calls.append(name) if name.startswith("socket.") else None)
from models.embedder import SentenceEmbedder
from models.generator import Seq2SeqGenerator
SentenceEmbedder.load({str(tiny / "embedder")!r}).embed_queries(["粮食"])
generator = Seq2SeqGenerator.load({str(tiny / "generator")!r})
generator.answer(["谁？"], ["县长主持会议。"])
generator.summarize(["县长主持会议。"], kind="headline")
loaded = {{"torch", "transformers", "sentence_transformers", "openvino_telemetry"}}
print(sorted(loaded & set(sys.modules)), calls)
"""
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)  # noqa: S603
    assert run.stdout.decode().strip() == "[] []"


@pytest.mark.parametrize("pooling", ["mean", "cls"])
def test_what_is_not_compiled_gives_the_same_vectors(build, folder, pooling):
    compiled = build(pooling_mode=pooling)
    once = SentenceEmbedder.load(folder, precision="f32", once=True)
    assert once.embed_passages(TEXTS) == approx(compiled.embed_passages(TEXTS), abs=1e-6)
    assert once.embed_queries(TEXTS) == approx(compiled.embed_queries(TEXTS), abs=1e-6)
    assert once.fingerprint == compiled.fingerprint
    assert once.max_tokens == compiled.max_tokens
    assert once.count_tokens(TEXTS) == compiled.count_tokens(TEXTS)


def test_the_embedded_model_that_is_not_compiled_gives_the_same_vectors():
    texts = ["清河大桥总投资多少？", "a", "图书馆" * 300]
    compiled = SentenceEmbedder.load(precision="f32").embed_queries(texts)
    assert SentenceEmbedder.load(once=True).embed_queries(texts) == approx(compiled, abs=1e-6)


def test_who_only_searches_compiles_questions_only_and_finds_the_same_vectors():
    texts = ["清河大桥总投资多少？", "a", "图书馆周末开放到几点" * 9]
    exact = SentenceEmbedder.load(precision="f32")
    embedder = SentenceEmbedder.load(precision="f32", questions="int8")
    compiled = embedder._reader._runners
    assert embedder.embed_passages(texts[1:2]) == approx(exact.embed_passages(texts[1:2]), abs=1e-6)
    assert list(compiled) == []
    for asked in (texts, texts[:1], texts[1:2], texts[2:]):
        near = np.sum(embedder.embed_queries(asked) * exact.embed_queries(asked), axis=1)
        assert near == approx(1, abs=2e-3)
    assert list(compiled) == ["int8"]
    assert embedder.embed_passages(texts[:1]) == approx(exact.embed_passages(texts[:1]), abs=1e-6)
    assert list(compiled) == ["int8", "f32"]


def test_batches_of_any_size_keep_the_order(build, monkeypatch):
    whole = build().embed_passages(TEXTS)
    monkeypatch.setattr(bert, "TOKENS", 64)
    assert build().embed_passages(TEXTS) == approx(whole, abs=1e-6)


def test_what_fills_a_text_up_changes_no_vector(build, monkeypatch):
    filled = build().embed_passages(TEXTS)
    monkeypatch.setattr(bert, "NARROW", 1)
    monkeypatch.setattr(bert, "WIDE", 1)
    assert build().embed_passages(TEXTS) == approx(filled, abs=1e-6)


@pytest.mark.parametrize(
    ("tokens", "width"), [(1, 16), (16, 16), (17, 32), (128, 128), (129, 160), (512, 512)]
)
def test_texts_have_few_lengths(tokens, width):
    assert bert._wide(tokens, bert.NARROW) == width
    assert len({bert._wide(n, bert.NARROW) for n in range(1, 513)}) == 20
    assert len({bert._wide(n, bert.QUESTION) for n in range(1, 513)}) == 28


def test_a_model_that_reads_fewer_tokens_than_a_width_is_never_given_more(build, folder):
    change(folder / "sentence_bert_config.json", {"max_seq_length": 300})
    found, plain = build().embed_passages(TEXTS), build(compiled=False).embed_passages(TEXTS)
    assert found == approx(plain, abs=1e-5)


@pytest.mark.parametrize(("precision", "apart"), [("f32", 1e-6), ("bf16", 1e-2)])
def test_a_vector_does_not_depend_on_its_neighbours(tiny, precision, apart):
    embedder = SentenceEmbedder.load(tiny / "embedder", precision=precision)
    together = embedder.embed_passages(TEXTS)
    alone = np.concatenate([embedder.embed_passages([text]) for text in TEXTS])
    assert alone == approx(together, abs=apart)


def test_other_models_run_as_they_are(build, folder):
    other = build(pooling_mode="max")
    assert Bert.load(folder, precision="f32") is None
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
def test_what_reads_otherwise_is_not_compiled(folder, name, settings):
    change(folder / f"{name}.json", settings)
    assert Bert.load(folder, precision="f32") is None


def test_a_folder_of_an_older_version_is_compiled(build, folder):
    expected = build().embed_passages(TEXTS)
    flags = {"word_embedding_dimension": 1, "pooling_mode_mean_tokens": True}
    older = {**flags, "pooling_mode_cls_token": False, "pooling_mode_max_tokens": False}
    (folder / "1_Pooling" / "config.json").write_text(json.dumps(older), "utf-8")
    change(folder / "sentence_bert_config.json", {"max_seq_length": 512, "do_lower_case": False})
    model = Bert.load(folder, precision="f32")
    found = SentenceEmbedder(model, name="tiny", revision="1").embed_passages(TEXTS)
    assert found == approx(expected, abs=1e-6)
