"""Weights are the file's own memory; damage is seen before anything is read."""

import numpy as np
import pytest
from safetensors import SafetensorError
from safetensors.numpy import save_file

from models.weights import Weights, are_readable, as_float32

HALVES = np.array([[1.5, -2.0], [0.0, 65504.0], [6e-8, -0.25]], np.float16)
WHOLE = np.linspace(-1, 1, 5, dtype=np.float32)


@pytest.fixture
def folder(tmp_path):
    save_file({"a": HALVES, "b.bias": WHOLE}, tmp_path / "1.safetensors", {"format": "pt"})
    save_file({"c": WHOLE[:1]}, tmp_path / "2.safetensors")
    return tmp_path


def test_tensors_of_all_files_by_name(folder):
    weights = Weights(folder)
    for name, tensor in (("a", HALVES), ("b.bias", WHOLE), ("c", WHOLE[:1])):
        assert weights[name].dtype == tensor.dtype
        np.testing.assert_array_equal(weights[name], tensor)
    assert weights.formats() == {"F16", "F32"}
    with pytest.raises(KeyError):
        weights["d"]


def test_what_is_written_to_them_is_not_written_to_the_file(folder):
    before = (folder / "1.safetensors").read_bytes()
    Weights(folder)["a"][:] = 0
    assert (folder / "1.safetensors").read_bytes() == before


def test_only_numbers_that_numpy_has_are_readable(folder, tmp_path):
    assert are_readable(folder)
    save_file({"d": np.arange(3)}, folder / "3.safetensors")
    assert not are_readable(folder)
    assert not are_readable(tmp_path / "nowhere")


def test_every_finite_float16_is_the_same_in_float32():
    every = np.arange(1 << 16, dtype=np.uint16).view(np.float16)
    finite = every[np.isfinite(every)]
    wide = as_float32(finite)
    np.testing.assert_array_equal(wide.view(np.int32), finite.astype(np.float32).view(np.int32))
    turned = as_float32(finite.reshape(4, -1).T)
    np.testing.assert_array_equal(turned, wide.reshape(4, -1).T)
    assert as_float32(np.zeros((0, 3), np.float16)).shape == (0, 3)
    assert as_float32(WHOLE) is WHOLE


@pytest.mark.parametrize("damage", [lambda data: data[:-1], lambda data: b"\xff" + data[1:]])
def test_a_damaged_file_is_an_error(folder, damage):
    path = folder / "1.safetensors"
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(SafetensorError):
        Weights(folder)
