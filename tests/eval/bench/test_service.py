"""The load on a service: with tiny real models, every number is there and nothing fails."""

import json

import pytest

from eval.bench.service import main
from qa import Archive, Article, load_embedder
from tests.models.tiny import save_tiny


@pytest.fixture
def archive(tmp_path, monkeypatch):
    save_tiny(tmp_path)
    monkeypatch.setenv("KANBAO_EMBEDDER", str(tmp_path / "embedder"))
    monkeypatch.setenv("KANBAO_GENERATOR", str(tmp_path / "generator"))
    monkeypatch.setenv("KANBAO_KEYS", str(tmp_path / "keys.json"))
    articles = [
        Article(id=f"n{n}", title=f"第{n}号通告", text=f"云岭市第{n}号通告：集市照常，共{n}摊。")
        for n in range(1, 9)
    ]
    with Archive.open(
        tmp_path / "archive", embedder=load_embedder(str(tmp_path / "embedder"))
    ) as made:
        made.add(articles)
    return tmp_path / "archive"


def test_a_short_load(archive, capsys):
    assert main([str(archive), "--clients", "4", "--seconds", "2", "--each", "2", "--json"]) == 0
    numbers = json.loads(capsys.readouterr().out)
    assert numbers["errors"] == 0
    assert numbers["statuses"]["200"] > 0  # how many in two seconds is the machine's affair
    for name in ("alone: ask p50 ms", "lane busy: words p50 ms", "8 waiting: ask p50 ms"):
        assert numbers[name] > 0
    assert numbers["a place is free after s"] > 0


def test_what_is_no_archive_is_said(tmp_path, capsys):
    assert main([str(tmp_path / "none")]) == 2
    assert "kanbao add" in capsys.readouterr().err
