import shutil
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
import torch
from pytest import approx
from transformers import AutoTokenizer, BertModel

from models.embedder import SentenceEmbedder

TEXTS = ["粮食会议", "新建的图书馆位于东湖路八号，每天从九点开到晚上", "县长"]


@pytest.fixture(scope="module")
def embedder(tiny):
    return SentenceEmbedder.load(tiny / "embedder", precision="f32")


def test_vectors_are_those_of_plain_transformers(embedder, tiny):
    """The oracle: BERT, mean over tokens, unit length, E5's prompts."""
    tokenizer = AutoTokenizer.from_pretrained(tiny / "embedder")
    bert = BertModel.from_pretrained(tiny / "embedder", dtype=torch.float32).eval()
    for prompt, embed in (
        ("query: ", embedder.embed_queries),
        ("passage: ", embedder.embed_passages),
    ):
        vectors = embed(TEXTS)
        for text, vector in zip(TEXTS, vectors, strict=True):
            batch = tokenizer(prompt + text, return_tensors="pt")
            with torch.no_grad():
                hidden = bert(input_ids=batch["input_ids"]).last_hidden_state[0].mean(dim=0)
            assert vector == approx((hidden / hidden.norm()).numpy(), abs=1e-5)


def test_shapes_and_lengths(embedder):
    vectors = embedder.embed_passages(TEXTS)
    assert vectors.shape == (3, embedder.dimension)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == approx([1.0] * 3, abs=1e-6)
    assert embedder.embed_queries([]).shape == (0, embedder.dimension)


def test_padded_batches_have_few_lengths(tiny):
    embedder = SentenceEmbedder.load(tiny / "embedder", precision="f32", compiled=False)
    lengths = set()
    hook = embedder._reader._model[0].register_forward_pre_hook(
        lambda _, inputs: lengths.add(inputs[0]["input_ids"].shape[1])
    )
    for size in [*range(1, 40), 600]:
        embedder.embed_passages(["粮" * size])
    hook.remove()
    assert {length % 8 for length in lengths} == {0}
    assert max(lengths) == embedder.max_tokens


def test_tokens_are_counted_whole(embedder, tiny):
    tokenizer = AutoTokenizer.from_pretrained(tiny / "embedder")
    expected = [len(tokenizer("passage: " + text)["input_ids"]) for text in TEXTS]
    assert embedder.count_tokens(TEXTS) == expected


def test_a_text_longer_than_the_limit_is_counted_beyond_it(embedder):
    assert embedder.count_tokens(["粮" * 2000])[0] > 2000
    assert embedder.embed_passages(["粮" * 2000]).shape == (1, embedder.dimension)
    assert embedder.count_tokens(["粮" * 2000])[0] > 2000


def test_the_fingerprint_changes_with_the_weights(embedder, tiny, tmp_path):
    shutil.copytree(tiny / "embedder", tmp_path / "embedder")
    same = SentenceEmbedder.load(tmp_path / "embedder", precision="f32")
    assert same.fingerprint == embedder.fingerprint
    shard = next((tmp_path / "embedder").glob("*.safetensors"))
    data = bytearray(shard.read_bytes())
    data[-1] ^= 1
    shard.write_bytes(bytes(data))
    other = SentenceEmbedder.load(tmp_path / "embedder", precision="f32")
    assert other.fingerprint != embedder.fingerprint


def work(embedder):
    """Return how long texts are, and the vectors of one that must be cut, again and again."""
    counts, vectors = [], []
    for _ in range(25):
        counts += embedder.count_tokens(["粮" * 700, "会议"])
        vectors.append(embedder.embed_queries(["粮" * 700]))
    return counts, np.concatenate(vectors)


@pytest.mark.parametrize("compiled", [True, False])
def test_threads_count_and_embed_as_one_does(tiny, compiled, one_core):
    embedder = SentenceEmbedder.load(tiny / "embedder", precision="f32", compiled=compiled)
    counts, vectors = work(embedder)
    assert counts == embedder.count_tokens(["粮" * 700, "会议"]) * 25
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: work(embedder), range(8)))
    assert all(own == counts for own, _ in found)
    assert np.stack([own for _, own in found]) == approx(np.stack([vectors] * 8), abs=1e-5)
