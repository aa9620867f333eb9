import sys

import pytest

from eval.bench import peers, service_peers
from eval.bench.sides import ROOT
from qa import Article

ARTICLES = [
    Article(id=f"a{i}", title="", text=f"云岭市第{i}座桥今天恢复通行，历时{i}天。")
    for i in range(12)
]


def write(work):
    settings = {"model": str(ROOT / "models/pretrained/embedder"), "dtype": "float32", "kills": 0}
    asked = [(f"第{i}座桥历时几天？", ARTICLES[i]) for i in range(2)]
    peers.write_inputs(work, ARTICLES[2:], asked, count=2, settings=settings)


def test_a_service_that_cannot_be_had_is_left_out_and_said(tmp_path):
    write(tmp_path)
    bare = tmp_path / "python"  # an interpreter without site-packages
    bare.write_text(f'#!/bin/sh\nexec {sys.executable} -S "$@"\n', "utf-8")
    bare.chmod(0o755)
    rows = service_peers.compare(["Hayhooks"], tmp_path, python=str(bare), clients=1, seconds=1)
    assert "No module named" in rows[0]["error"]
    lines = service_peers.table(rows).splitlines()
    assert lines[0] == "| | Hayhooks |"
    assert lines[-1].startswith("Hayhooks: ")


@pytest.mark.slow
def test_our_own_row(tmp_path):
    write(tmp_path)
    (row,) = service_peers.compare(
        ["Kanbao"], tmp_path, python=sys.executable, clients=2, seconds=2
    )
    assert (row["R@1"], row["errors"], row["lines to start"]) == (1.0, 0, 1)
    assert row["clients: requests/s"] > 0
