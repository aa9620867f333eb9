"""``kanbao summarize`` by processes and by Ray: the texts of one process."""

import json
import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from qa import Archive
from tests.fakes import HashEmbedder
from tests.models.tiny import save_tiny
from tests.qa.spread.jobs import articles

ROOT = Path(__file__).parents[3]
COUNT = 120  # eight batches: four are on their way when the first is printed


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("archive")
    save_tiny(folder / "models")
    with Archive.open(folder / "a", embedder=HashEmbedder()) as archive:
        archive.add(articles(COUNT))
    return folder


@contextmanager
def summarizing(folder, *options):
    """Yield ``kanbao summarize --all --json``, begun, in a group of processes of its own."""
    command = [sys.executable, "-m", "qa", "summarize", "--all", "--json", "--kind", "headline"]
    models = ["--archive", str(folder / "a"), "--generator", str(folder / "models" / "generator")]
    with subprocess.Popen(  # noqa: S603 - our own interpreter
        [*command, *models, *options],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        start_new_session=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as command:
        try:
            yield command
        finally:
            command.kill()


def ended(command):
    """Wait for a command; return its exit code, and the rest of its output and errors."""
    out, err = command.stdout.read(), command.stderr.read()
    return command.wait(timeout=30), out, err


def workers_of(command):
    """Return the worker processes of a command."""
    children = psutil.Process(command.pid).children()
    return [child for child in children if "spawn_main" in str(child.cmdline())]


@pytest.fixture(scope="module")
def in_line(folder):
    with summarizing(folder) as command:
        code, out, err = ended(command)
    assert (code, err) == (0, "")
    document = json.loads(out)
    assert [row["article_id"] for row in document["summaries"]] == [f"a{n}" for n in range(COUNT)]
    assert len({row["text"] for row in document["summaries"]}) > 1
    return out


@pytest.mark.parametrize("ray", [False, pytest.param(True, marks=pytest.mark.ray)])
def test_the_texts_are_the_same(folder, in_line, ray, request):
    if ray:
        request.getfixturevalue("cluster")
    with summarizing(folder, "--workers", "2", *(["--ray", "auto"] if ray else [])) as command:
        assert ended(command) == (0, in_line, "")


def test_a_worker_killed_midway_changes_nothing(folder, in_line):
    with summarizing(folder, "--workers", "2") as command:
        begun = command.stdout.readline()
        one, _ = workers_of(command)
        one.kill()
        code, rest, err = ended(command)
    assert (code, begun + rest, err) == (0, in_line, "")


def test_ctrl_c_ends_the_workers_and_leaves_what_was_printed(folder, in_line):
    with summarizing(folder, "--workers", "2") as command:
        begun = command.stdout.readline()
        both = workers_of(command)
        os.killpg(command.pid, signal.SIGINT)  # as a terminal does
        code, rest, err = ended(command)
    assert (code, err) == (130, "kanbao: 错误：已中断；已输出的摘要仍有效\n")
    document, whole = json.loads(begun + rest), json.loads(in_line)
    count = len(document["summaries"])
    assert document["complete"] is False
    assert 1 <= count < COUNT
    assert document["summaries"] == whole["summaries"][:count]
    assert len(both) == 2
    _, alive = psutil.wait_procs(both, timeout=5)
    assert alive == []


def test_a_server_has_its_own_workers(folder):
    with summarizing(folder, "--workers", "2", "--server", "http://127.0.0.1:9") as command:
        code, out, err = ended(command)
    assert (code, out) == (2, "")
    assert "--workers、--ray 用于本机的档案，服务器自己安排" in err
