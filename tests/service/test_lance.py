"""An archive in Lance tables is served as every other is."""

import re
from dataclasses import replace

import pytest

from qa import Archive
from qa.service.settings import Settings
from tests.fakes import HashEmbedder
from tests.service.conftest import LIBRARY, started

pytest.importorskip("lancedb", reason="needs kanbao[lance]")


def found(client):
    response = client.get("/api/v1/archives/news/search", params={"q": "图书馆"})
    if response.status_code != 200:
        return response.status_code
    return [hit["article_id"] for hit in response.json()["hits"]]


def test_it_is_searched_counted_and_seen_when_it_is_replaced(folder, tmp_path):
    tables = tmp_path / "tables"
    with Archive.open(folder, embedder=HashEmbedder()) as archive:
        archive.copy_to(f"lance:{tables}")
    client = started(Settings(archives={"news": tables}, keys=tmp_path / "keys.json"))
    try:
        assert found(client)[0] == LIBRARY.id
        size = sum(path.stat().st_size for path in tables.rglob("*") if path.is_file())
        held = re.search(
            r"^kanbao_archive_bytes\{.*\} (\S+)$", client.get("/metrics").text, re.MULTILINE
        )
        assert float(held[1]) == pytest.approx(size, rel=0.01)
        tables.rename(tmp_path / "old")
        assert found(client) == 503
        with Archive.open(f"lance:{tables}", embedder=HashEmbedder()) as other:
            other.add([replace(LIBRARY, id="另")])
        assert found(client) == ["另"]
    finally:
        client.__exit__(None, None, None)
