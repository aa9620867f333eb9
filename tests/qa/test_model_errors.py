"""Whatever is wrong with a model, a user sees a ModelError."""

import shutil

import pytest

from models.loading import PRETRAINED
from qa.defaults import load_embedder, load_generator
from qa.errors import KanbaoError, ModelError

LOADERS = [(load_embedder, "embedder"), (load_generator, "generator")]


@pytest.mark.parametrize("load", [load_embedder, load_generator])
def test_a_missing_model(load, tmp_path):
    with pytest.raises(ModelError, match="no model"):
        load(str(tmp_path))
    assert issubclass(ModelError, KanbaoError)


@pytest.mark.parametrize(("load", "name"), LOADERS)
@pytest.mark.parametrize(
    ("pattern", "data"),
    [("*.safetensors", "torn" * 10), ("config.json", "{"), ("tokenizer.json", "[]")],
)
def test_a_damaged_model(load, name, pattern, data, tmp_path):
    shutil.copytree(PRETRAINED / name, tmp_path / "m")
    for file in (tmp_path / "m").rglob(pattern):
        file.write_text(data)
    with pytest.raises(ModelError, match="cannot load the model"):
        load(str(tmp_path / "m"))


@pytest.mark.parametrize(("load", "name"), LOADERS)
def test_a_damaged_embedded_model_is_to_be_installed_again(load, name, tmp_path, monkeypatch):
    shutil.copytree(PRETRAINED, tmp_path / "pretrained")
    monkeypatch.setattr("models.loading.PRETRAINED", tmp_path / "pretrained")
    max((tmp_path / "pretrained" / name).glob("*.safetensors")).unlink()
    with pytest.raises(ModelError, match="its files are damaged: install Kanbao again"):
        load(name)


def test_a_wrong_setting_is_no_damage(monkeypatch):
    monkeypatch.setenv("KANBAO_PRECISION", "int3")
    with pytest.raises(ModelError, match=r"^KANBAO_PRECISION=int3: give fp32, bf16 or int8$"):
        load_embedder("embedder")
