"""A compiled model on the disk is whole and the same, or it is not used; nothing fails for it."""

import json
import os
import resource
import shutil
import subprocess
import sys
import time
import zlib
from collections import namedtuple
from pathlib import Path

import pytest

from models import graph
from models.generator import Seq2SeqGenerator
from models.kept import KEPT, ROOM, Kept

ROOT = Path(__file__).parents[2]
CONTEXT = "新建的图书馆位于东湖路八号，每天从九点开到晚上，共有座位个。"
QUESTION = "图书馆位于哪里？"


def load(tiny, kept, precision="f32"):
    return Seq2SeqGenerator.load(tiny / "generator", precision=precision, once=True, kept=kept)


def answers(model):
    (found,) = model.answer([QUESTION], [CONTEXT])
    return [(one.text, one.score) for one in found.generations]


@pytest.fixture
def compiles(monkeypatch):
    """A list that gets longer when a model is compiled."""
    done, compiled = [], graph._compiled
    monkeypatch.setattr(graph, "_compiled", lambda *given: (done.append(1), compiled(*given))[1])
    return done


@pytest.mark.parametrize("precision", ["f32", "int8"])
def test_what_was_kept_is_not_compiled_again_and_answers_the_same(
    tiny, tmp_path, compiles, precision
):
    folder = tmp_path / "made" / "here"
    first = load(tiny, folder, precision)
    assert (len(compiles), len(list(folder.iterdir()))) == (1, 1)
    again = load(tiny, folder, precision)
    assert len(compiles) == 1
    assert answers(first)
    assert answers(again) == answers(first) == answers(load(tiny, None, precision))
    for name in ("INFERENCE_NUM_THREADS", "INFERENCE_PRECISION_HINT"):
        one, other = (
            model._network._encoder._compiled.get_property(name) for model in (first, again)
        )
        assert one == other


def test_only_a_process_that_asks_once_keeps_any(tiny, tmp_path):
    Seq2SeqGenerator.load(tiny / "generator", precision="f32", kept=tmp_path / "kept")
    assert not (tmp_path / "kept").exists()


def with_a_sum(data):
    return data + zlib.crc32(data).to_bytes(4, "little")


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: b"",
        lambda _: b"abc",
        lambda data: data[:-1],
        lambda data: data[: len(data) // 2],
        lambda data: data[:9999] + bytes([data[9999] ^ 1]) + data[10_000:],
        lambda data: data + b"\0",
        lambda _: with_a_sum(b""),
        lambda _: with_a_sum(b"no model at all"),
    ],
    ids=["empty", "short", "less", "half", "a bit", "more", "nothing", "another thing"],
)
def test_what_is_damaged_is_made_anew(tiny, tmp_path, compiles, damage):
    expected = answers(load(tiny, tmp_path))
    (file,) = tmp_path.iterdir()
    file.write_bytes(damage(file.read_bytes()))
    assert answers(load(tiny, tmp_path)) == expected
    assert len(compiles) == 2
    assert answers(load(tiny, tmp_path)) == expected
    assert len(compiles) == 2


def test_another_model_has_another_place(tiny, tmp_path):
    places = {
        Kept.of(tmp_path, tiny / "generator", precision=name).path for name in ("f32", "bf16")
    }
    for changed in ("config.json", "model.safetensors"):
        other = shutil.copytree(tiny / "generator", tmp_path / changed)
        path = other / changed
        if changed == "config.json":
            path.write_text(path.read_text("utf-8") + "\n", "utf-8")
        else:
            data = bytearray(path.read_bytes())
            data[-1] ^= 1
            path.write_bytes(data)
        places.add(Kept.of(tmp_path, other, precision="f32").path)
    assert len(places) == 4
    assert Kept.of(tmp_path, tiny / "generator", precision="f32").path in places


def test_where_nothing_can_be_kept_it_is_compiled(tiny, tmp_path, compiles):
    (tmp_path / "file").write_text("", "utf-8")
    expected = answers(load(tiny, None))
    for folder in (tmp_path / "file", tmp_path / "file" / "below", Path("/proc/kanbao")):
        assert answers(load(tiny, folder)) == expected
    assert len(compiles) == 4
    assert (tmp_path / "file").read_text("utf-8") == ""


def test_a_write_that_breaks_off_leaves_nothing(tmp_path):
    """As on a disk that is full: the system takes no byte over a limit."""
    kept = Kept(path=tmp_path / "a.blob")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 16, before[1]))
    try:
        kept.write(bytes(1 << 20))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert list(tmp_path.iterdir()) == []
    assert kept.read() is None


def test_the_last_of_a_disk_is_not_taken(tmp_path, monkeypatch):
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr("shutil.disk_usage", lambda _: usage(10 * ROOM, 9 * ROOM, ROOM))
    Kept(path=tmp_path / "a.blob").write(b"data")
    assert list(tmp_path.iterdir()) == []


def test_so_many_are_kept_and_what_was_left_half_written_goes(tmp_path):
    names = [f"{number}.blob" for number in range(KEPT + 2)]
    now = time.time()
    for age, name in enumerate(reversed(names), 1):
        (tmp_path / name).write_bytes(b"old")
        os.utime(tmp_path / name, (now - age, now - age))
    (tmp_path / "left.part").write_bytes(b"left")
    os.utime(tmp_path / "left.part", (now - 7200, now - 7200))
    (tmp_path / "new.part").write_bytes(b"being written")
    (tmp_path / "mine.txt").write_bytes(b"")
    new = Kept(path=tmp_path / "new.blob")
    new.write(b"data")
    assert {path.name for path in tmp_path.iterdir()} == {
        "new.blob",
        *names[-KEPT + 1 :],
        "new.part",
        "mine.txt",
    }
    assert new.read().tobytes() == b"data"


STEP = """
import json, sys
from pathlib import Path
from models.generator import Seq2SeqGenerator
model, kept, context, question = sys.argv[1:]
for _ in range(3):
    loaded = Seq2SeqGenerator.load(model, precision="f32", once=True, kept=Path(kept))
    (found,) = loaded.answer([question], [context])
    print(json.dumps([(one.text, one.score) for one in found.generations]))
"""


def test_processes_that_start_at_once_agree(tiny, tmp_path):
    command = [sys.executable, "-c", STEP, str(tiny / "generator"), str(tmp_path / "kept")]
    started = [
        subprocess.Popen(  # noqa: S603 - our own interpreter
            [*command, CONTEXT, QUESTION],
            cwd=ROOT,
            env={**os.environ, "OMP_NUM_THREADS": "1"},
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    out = [process.communicate(timeout=120)[0] for process in started]
    assert [process.returncode for process in started] == [0, 0, 0]
    expected = [list(pair) for pair in answers(load(tiny, None))]
    assert all(json.loads(line) == expected for text in out for line in text.splitlines())
    assert [path.suffix for path in (tmp_path / "kept").iterdir()] == [".blob"]


def test_a_file_may_go_while_it_is_used(tiny, tmp_path):
    load(tiny, tmp_path)
    model = load(tiny, tmp_path)
    (file,) = tmp_path.iterdir()
    file.unlink()
    assert answers(model) == answers(load(tiny, None))
