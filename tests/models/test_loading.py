import json
import shutil
from concurrent.futures import ThreadPoolExecutor

import pytest
import torch

from models.embedder import SentenceEmbedder
from models.generator import Seq2SeqGenerator
from models.loading import MissingModelError, is_whole, note_hash, resolve, weights_hash

INDEX = "model.safetensors.index.json"


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


@pytest.mark.parametrize("name", ["embedder", "generator"])
def test_the_hash_noted_of_an_embedded_model_is_that_of_its_weights(name, tmp_path):
    folder = shutil.copytree(resolve(name), tmp_path / name)
    (folder / INDEX).unlink()
    assert weights_hash(resolve(name)) == weights_hash(folder)
    assert "kanbao" in json.loads((resolve(name) / INDEX).read_text("utf-8"))["metadata"]


def test_a_noted_hash_counts_as_long_as_the_files_are_the_same(tmp_path):
    weights = tmp_path / "a.safetensors"
    weights.write_bytes(b"1")
    note_hash(tmp_path)
    assert list(tmp_path.iterdir()) == [weights]
    (tmp_path / INDEX).write_text('{"weight_map": {}}')
    (tmp_path / "tokenizer.json").write_text("{}")
    note_hash(tmp_path)
    known = weights_hash(tmp_path)
    assert is_whole(tmp_path)
    weights.write_bytes(b"2")
    assert (weights_hash(tmp_path), is_whole(tmp_path)) == (known, False)
    weights.write_bytes(b"22")
    assert weights_hash(tmp_path) != known
    weights.write_bytes(b"1")
    (tmp_path / "b.safetensors").write_bytes(b"")
    assert weights_hash(tmp_path) != known


@pytest.mark.parametrize("name", [INDEX, "tokenizer.json", "config.json", "1_Pooling/config.json"])
def test_a_model_whose_json_is_cut_off_is_not_whole(name, tmp_path):
    folder = shutil.copytree(resolve("embedder"), tmp_path / "embedder")
    assert is_whole(folder)
    (folder / name).write_text('{"a')
    assert not is_whole(folder)


def test_a_model_without_its_tokenizer_is_not_whole(tmp_path):
    folder = shutil.copytree(resolve("embedder"), tmp_path / "embedder")
    (folder / "tokenizer.json").unlink()
    assert not is_whole(folder)


def test_models_loaded_in_threads_leave_the_default_dtype_alone(tiny):
    """transformers sets it while it loads; two at once must not leave the first one's behind."""

    def load(number):
        kind, name = [(SentenceEmbedder, "embedder"), (Seq2SeqGenerator, "generator")][number % 2]
        kind.load(tiny / name, precision="bf16", compiled=False)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(load, range(32)))
        assert list(pool.map(lambda _: torch.get_default_dtype(), range(8))) == [torch.float32] * 8
