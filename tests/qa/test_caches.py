"""Where what can be made again is kept."""

from pathlib import Path

import pytest

from qa.caches import cache_folder
from qa.defaults import compiled_folder


@pytest.mark.parametrize(
    ("settings", "folder"),
    [
        ({"KANBAO_CACHE": "/own", "XDG_CACHE_HOME": "/shared"}, "/own/scans"),
        ({"XDG_CACHE_HOME": "/shared"}, "/shared/kanbao/scans"),
        ({"KANBAO_CACHE": "", "XDG_CACHE_HOME": ""}, "/home/li/.cache/kanbao/scans"),
    ],
)
def test_a_cache_is_where_the_user_says(monkeypatch, settings, folder):
    for name in ("KANBAO_CACHE", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {"HOME": "/home/li", **settings}.items():
        monkeypatch.setenv(name, value)
    assert cache_folder("scans") == Path(folder)


def test_compiled_models_are_kept_unless_told_not_to(monkeypatch):
    monkeypatch.setenv("KANBAO_CACHE", "/own")
    assert compiled_folder() == Path("/own/compiled")
    monkeypatch.setenv("KANBAO_KEEP_COMPILED", "0")
    assert compiled_folder() is None


def test_a_user_without_a_home_keeps_none(monkeypatch):
    def home():
        raise RuntimeError("Could not determine home directory.")

    for name in ("KANBAO_CACHE", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(Path, "home", home)
    assert compiled_folder() is None
