"""Two Ray nodes on this machine, one of which is killed midway: nothing is lost."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from qa import Archive
from tests.qa.spread.jobs import SlowEmbedder, articles
from tests.qa.spread.nodes import ARTICLES, BATCH
from tests.qa.spread.tables import digests

ROOT = Path(__file__).parents[3]


@pytest.mark.slow
@pytest.mark.ray
def test_a_node_killed_midway_changes_nothing(tmp_path):
    pytest.importorskip("ray", reason="Ray is not installed: pip install 'kanbao[ray]'")
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-m", "tests.qa.spread.nodes", str(tmp_path)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=200,
    )
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout.splitlines()[-1])
    assert (said["nodes"], said["nodes left"], said["nodes again"]) == (2, 1, 2)
    assert 0 < said["removed"][0] < ARTICLES
    with Archive.open(tmp_path / "here", embedder=SlowEmbedder(seconds=0)) as archive:
        archive.add(articles(ARTICLES), batch=BATCH)
    here = digests(tmp_path / "here")
    assert digests(tmp_path / "whole") == here
    assert digests(tmp_path / "halved") == here
    with Archive.open(tmp_path / "halved", embedder=SlowEmbedder(seconds=0)) as archive:
        assert archive.verify().ok
