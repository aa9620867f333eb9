"""An archive is the same wherever its models ran, and whoever was killed meanwhile."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from qa import (
    Archive,
    ArchiveError,
    Article,
    Chunking,
    InLine,
    InputError,
    MismatchError,
    ModelError,
    Processes,
    Ray,
    WorkerError,
)
from qa.defaults import load_embedder, load_generator
from tests.models.tiny import save_tiny
from tests.qa.spread.jobs import OtherThere, SlowEmbedder, articles
from tests.qa.spread.tables import digests

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def models(tmp_path_factory):
    return save_tiny(tmp_path_factory.mktemp("models"))


def made(folder, spread, embedder):
    """Make an archive in steps: new ones, the same again, one that changed; return its tables."""
    several = articles(90)
    with Archive.open(folder, embedder=embedder) as archive:
        assert archive.add(several[:70], spread=spread, batch=40).added == 70
        changed = [Article(id="a3", title="新题", text=several[3].text + "又添一句。")]
        added = archive.add([*several[60:], *changed], spread=spread)
        assert (added.added, added.replaced, added.unchanged) == (20, 1, 10)
        assert archive.verify().problems == ()
        added_to = digests(folder)
        archive.rebuild(chunking=Chunking(target=60), spread=spread)
        assert archive.verify().problems == ()
    return added_to, digests(folder)


@pytest.fixture(scope="module")
def expected(tmp_path_factory, models):
    folder = tmp_path_factory.mktemp("in line") / "a"
    return made(folder, InLine(), load_embedder(str(models / "embedder")))


def test_two_processes_make_the_same_tables(tmp_path, models, expected):
    with Processes(2) as spread:
        assert made(tmp_path / "a", spread, load_embedder(str(models / "embedder"))) == expected
    assert expected[0].keys() == expected[1].keys() > {"articles", "chunks", "vectors"}
    assert expected[0]["chunks"] != expected[1]["chunks"]


@pytest.mark.ray
def test_two_actors_make_the_same_tables(tmp_path, models, expected, cluster):
    with Ray("auto", 2) as spread:
        assert made(tmp_path / "a", spread, load_embedder(str(models / "embedder"))) == expected


def test_the_shipped_embedder_is_loaded_there(tmp_path):
    tables, short = [], articles(136)[::4]  # two shares
    for name, spread in (("a", InLine()), ("b", Processes(2))):
        with spread, Archive.open(tmp_path / name) as archive:
            assert archive.add(short, spread=spread).added == 34
        tables.append(digests(tmp_path / name))
    assert tables[0] == tables[1]


def test_summaries_are_the_same(tmp_path, models):
    generator = load_generator(str(models / "generator"))
    several = [one for one in articles(40) if len(one.text) > 60]
    with Archive.open(tmp_path / "a", generator=generator) as archive, Processes(2) as spread:
        here = archive.summarize_many(several, kind="headline")
        assert archive.summarize_many(several, kind="headline", spread=spread) == here
        assert len(here) == len(several) > 16
        with pytest.raises(InputError, match="not a kind of summary"):
            archive.summarize_many([], kind="novel", spread=spread)


def kill_once(kill, when):
    """Return a progress that kills when so many articles are done."""
    todo = [when]

    def progress(done):
        if todo and done >= todo[0]:
            todo.clear()
            kill()

    return progress


def test_a_process_killed_midway_changes_nothing(tmp_path):
    embedder, several = SlowEmbedder(), articles(200)
    with Archive.open(tmp_path / "a", embedder=embedder) as archive:
        archive.add(several, batch=64)
    with Archive.open(tmp_path / "b", embedder=embedder) as archive, Processes(2) as spread:

        def kill():
            child = next(c for c in psutil.Process().children() if "spawn_main" in str(c.cmdline()))
            child.kill()

        archive.add(several, batch=64, spread=spread, progress=kill_once(kill, 60))
        assert archive.verify().ok
    assert digests(tmp_path / "a") == digests(tmp_path / "b")


@pytest.mark.ray
def test_an_actor_killed_midway_changes_nothing(tmp_path, cluster):
    embedder, several = SlowEmbedder(), articles(200)
    with Archive.open(tmp_path / "a", embedder=embedder) as archive:
        archive.add(several, batch=64)
    with Archive.open(tmp_path / "b", embedder=embedder) as archive, Ray("auto", 2) as spread:
        before = []

        def kill():
            before.extend(spread._actors)
            cluster.kill(before[0])

        archive.add(several, batch=64, spread=spread, progress=kill_once(kill, 60))
        assert archive.verify().ok
        assert before[0] not in spread._actors
        assert before[1] in spread._actors
    assert digests(tmp_path / "a") == digests(tmp_path / "b")


@contextlib.contextmanager
def adding(folder, marks, way):
    """Yield a process that adds articles, some are there; its workers leave their numbers."""
    marks.mkdir()
    with subprocess.Popen(  # noqa: S603 - our own interpreter
        [sys.executable, "-m", "tests.qa.spread.adding", str(folder), str(marks), way],
        cwd=ROOT,
        start_new_session=True,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as driver:
        try:
            until(lambda: driver.poll() is not None or count(folder) >= 32)
            assert driver.poll() is None
            yield driver
        finally:
            driver.kill()


def until(there, seconds=100):
    end = time.monotonic() + seconds
    while not there():
        assert time.monotonic() < end
        time.sleep(0.02)


def count(folder):
    try:
        with Archive.open(folder, create=False) as archive:
            return len(archive)
    except ArchiveError:  # it is being made
        return 0


def gone(marks):
    """Return whether every process that left its number has ended."""
    return not any(psutil.pid_exists(int(mark.name)) for mark in marks.iterdir())


@pytest.mark.parametrize("way", ["processes", pytest.param("ray", marks=pytest.mark.ray)])
def test_the_driver_killed_and_resumed(tmp_path, way, request):
    if way == "ray":
        request.getfixturevalue("cluster")
    with adding(tmp_path / "a", tmp_path / "marks", way):
        pass  # killed at the end
    until(lambda: gone(tmp_path / "marks"), seconds=30)
    with Archive.open(tmp_path / "a", embedder=SlowEmbedder(seconds=0)) as archive:
        assert archive.verify().problems == ()
        there = len(archive)
        assert 32 <= there < 300
        assert there % 32 == 0
        with Processes(2) as spread:
            added = archive.add(articles(300), spread=spread, batch=32)
        assert (added.added, added.unchanged) == (300 - there, there)
        assert archive.verify().problems == ()
    with Archive.open(tmp_path / "b", embedder=SlowEmbedder(seconds=0)) as archive:
        archive.add(articles(300), batch=32)
    tables = digests(tmp_path / "a"), digests(tmp_path / "b")
    assert tables[0] == tables[1]


def test_ctrl_c_ends_the_workers_at_once_and_leaves_whole_batches(tmp_path):
    with adding(tmp_path / "a", tmp_path / "marks", "processes") as driver:
        os.killpg(driver.pid, signal.SIGINT)
        _, said = driver.communicate(timeout=20)
    assert "KeyboardInterrupt" in said.splitlines()[-1]
    assert said.count("Traceback") == 1  # the workers say nothing
    until(lambda: gone(tmp_path / "marks"), seconds=5)
    with Archive.open(tmp_path / "a") as archive:
        assert archive.verify().problems == ()
        assert len(archive) % 32 == 0


def test_an_error_in_a_later_batch_keeps_the_earlier(tmp_path):
    several = articles(90)
    with Archive.open(tmp_path / "a", embedder=SlowEmbedder(seconds=0)) as archive:
        with Processes(2) as spread, pytest.raises(InputError, match="two articles have the id"):
            archive.add([*several, several[0]], batch=40, spread=spread)
        assert len(archive) == 80
        assert archive.verify().ok


def test_a_model_that_is_not_there_or_another_there(tmp_path, models):
    folder = tmp_path / "embedder"
    shutil.copytree(models / "embedder", folder)
    embedder = load_embedder(str(folder))
    shutil.rmtree(folder)
    with Archive.open(tmp_path / "a", embedder=embedder) as archive, Processes(2) as spread:
        with pytest.raises(WorkerError, match=r"a worker cannot load .*no model .*/embedder"):
            archive.add(articles(3), spread=spread)
        assert len(archive) == 0
    other = OtherThere(os.getpid())
    with Archive.open(tmp_path / "b", embedder=other) as archive, Processes(2) as spread:
        with pytest.raises(ModelError, match=r"a worker's embedder is .*'other'.*'here'"):
            archive.add(articles(3), spread=spread)
        assert len(archive) == 0
        assert archive.verify().ok


def test_a_model_that_cannot_be_sent(tmp_path):
    class Here(SlowEmbedder):
        pass

    with Archive.open(tmp_path / "a", embedder=Here()) as archive, Processes(2) as spread:
        with pytest.raises(InputError, match=r"cannot be sent .*Here.*work in line"):
            archive.add(articles(3), spread=spread)
        assert archive.add(articles(3)).added == 3


def test_what_has_not_changed_needs_no_worker_and_no_model(tmp_path):
    with Archive.open(tmp_path / "a", embedder=SlowEmbedder(seconds=0)) as archive:
        archive.add(articles(70))
    with Archive.open(tmp_path / "a") as archive, Processes(2) as spread:
        done = []
        added = archive.add(articles(70), batch=20, spread=spread, progress=done.append)
        assert (added.unchanged, done[-1]) == (70, 70)
        assert spread._pool is None
        with pytest.raises(MismatchError):
            archive.add([*articles(71)], spread=spread)
