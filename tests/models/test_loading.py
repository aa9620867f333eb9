from concurrent.futures import ThreadPoolExecutor

import pytest
import torch

from models.embedder import SentenceEmbedder
from models.generator import Seq2SeqGenerator
from models.loading import MissingModelError, resolve, weights_hash


def test_a_missing_model_names_what_was_tried():
    with pytest.raises(MissingModelError, match=r"no model 'nobody/nothing': tried .*offline"):
        resolve("nobody/nothing", online=True)


def test_an_existing_folder_wins(tiny):
    assert resolve(tiny / "generator") == tiny / "generator"


def test_the_hash_is_of_the_weights_and_nothing_else(tmp_path):
    (tmp_path / "a.safetensors").write_bytes(b"1")
    known = weights_hash(tmp_path)
    (tmp_path / "config.json").write_text("{}")
    assert weights_hash(tmp_path) == known
    assert len(known) == 16
    (tmp_path / "a.safetensors").write_bytes(b"2")
    assert weights_hash(tmp_path) != known


def test_models_loaded_in_threads_leave_the_default_dtype_alone(tiny):
    """transformers sets it while it loads; two at once must not leave the first one's behind."""

    def load(number):
        kind, name = [(SentenceEmbedder, "embedder"), (Seq2SeqGenerator, "generator")][number % 2]
        kind.load(tiny / name, precision="bf16", compiled=False)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(load, range(32)))
        assert list(pool.map(lambda _: torch.get_default_dtype(), range(8))) == [torch.float32] * 8
