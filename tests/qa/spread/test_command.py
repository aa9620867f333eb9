"""``kanbao add`` and ``kanbao-eval run`` by processes and by Ray: the same, and what is said."""

import json
import os
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from qa import Ray
from tests.eval.runs import run_fakes, values, write_suite
from tests.installed import modules_of, run_without
from tests.models.tiny import save_tiny
from tests.qa.reading.papers import column, pdf
from tests.qa.reading.scan.drawn import horizontal
from tests.qa.spread.tables import digests

ROOT = Path(__file__).parents[3]
SUITE = """
[[tasks]]
name = "open_qa"
kind = "open_qa"
data = "questions.jsonl"
articles = ["articles.jsonl"]
"""
TEXT = "清河大桥昨日通车，全长{}米，总投资1.5亿元，建设用时两年。"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Return a folder of files of many kinds, three of which cannot be read, and two scans."""
    folder = tmp_path_factory.mktemp("files")
    (folder / "a.txt").write_text(f"大桥通车\n\n{TEXT.format(1)}", encoding="utf-8")
    (folder / "b.html").write_text(f"<p>{TEXT.format(2)}</p>", encoding="utf-8")
    (folder / "c.pdf").write_bytes(pdf(column(60, 100, TEXT.format(3))))
    (folder / "d.pdf").write_bytes(b"%PDF-1.4 no more")
    horizontal(TEXT.format(4)).save(folder / "e.png")
    (folder / "f.png").write_bytes(b"no picture")
    (folder / "g.txt").write_bytes(b"\x81\xff\xff")
    horizontal(TEXT.format(5)).save(folder / "h.png")
    rows = [{"id": f"j{n}", "title": "", "text": TEXT.format(n)} for n in range(9, 80)]
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (folder / "i.jsonl").write_text(lines, encoding="utf-8")
    save_tiny(folder / ".models")
    return folder


def kanbao(folder, archive, *options, **environment):
    """Run ``kanbao add`` of the folder; return its exit code, its output, and what was read."""
    command = [sys.executable, "-m", "qa", "add", "--json", "--archive", str(archive), *options]
    return subprocess.run(  # noqa: S603 - our own interpreter
        [*command, "--embedder", str(folder / ".models" / "embedder"), str(folder)],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=200,
    )


@pytest.fixture(scope="module")
def in_line(folder, tmp_path_factory):
    place = tmp_path_factory.mktemp("in line")
    done = kanbao(folder, place / "a", KANBAO_CACHE=str(place / "kept"))
    assert json.loads(done.stdout)["added"] == 5 + 71
    assert [row["file"][-5:] for row in json.loads(done.stdout)["skipped"]] == [
        "d.pdf",
        "f.png",
        "g.txt",
    ]
    return done, digests(place / "a"), sorted(one.name for one in (place / "kept").rglob("*.gz"))


@pytest.mark.parametrize("ray", [False, pytest.param(True, marks=pytest.mark.ray)])
def test_a_folder_of_all_kinds(folder, in_line, tmp_path, ray, request):
    if ray:
        request.getfixturevalue("cluster")
    where = ["--ray", "auto"] if ray else []
    kept = tmp_path / "kept"
    done = kanbao(folder, tmp_path / "a", "--workers", "2", *where, KANBAO_CACHE=str(kept))
    assert (done.returncode, done.stderr) == (in_line[0].returncode, in_line[0].stderr)
    assert done.stdout == in_line[0].stdout
    assert digests(tmp_path / "a") == in_line[1]
    assert sorted(one.name for one in kept.rglob("*.gz")) == in_line[2]


@contextmanager
def listening(reply):
    """Yield the address of something that says ``reply`` to whoever comes, and nothing else."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve():
            try:
                while True:
                    visitor, _ = server.accept()
                    visitor.sendall(reply)
                    held.append(visitor)
            except OSError:
                return

        held = []
        threading.Thread(target=serve, daemon=True).start()
        yield f"127.0.0.1:{server.getsockname()[1]}"
        server.shutdown(socket.SHUT_RDWR)
        for visitor in held:
            visitor.close()


def refused(folder, archive, *options, **environment):
    begun = time.monotonic()
    done = kanbao(folder, archive, *options, **environment)
    assert time.monotonic() - begun < 60
    assert done.returncode == 2
    assert not archive.exists()
    assert done.stderr.count("\n") == 1
    return done.stderr


@pytest.mark.ray
def test_an_address_where_there_is_no_ray(folder, tmp_path):
    pytest.importorskip("ray")
    with socket.create_server(("127.0.0.1", 0)) as server:
        closed = f"127.0.0.1:{server.getsockname()[1]}"
    said = refused(folder, tmp_path / "a", "--ray", closed)
    assert f"'{closed}' 没有应答" in said
    assert f"'{closed}'" in refused(folder, tmp_path / "a", "--ray", "auto", RAY_ADDRESS=closed)
    with listening(b"") as mute:
        assert f"'{mute}' 没有应答" in refused(folder, tmp_path / "a", "--ray", mute)
    with listening(b"HTTP/1.1 400 Bad Request\r\n\r\n") as other:
        said = refused(folder, tmp_path / "a", "--ray", other)
        assert f"'{other}' 不是 Ray 集群" in said


def test_without_ray_it_is_said_what_to_install():
    code = "from qa import Ray; Ray('auto', 2)"
    done = run_without(modules_of("ray") | {"ray"}, code)
    assert "InputError: Ray is not installed: pip install 'kanbao[ray]'" in done.stderr


@pytest.mark.ray
def test_a_suite_on_ray_scores_the_same(tmp_path, cluster):
    suite = write_suite(tmp_path, SUITE)
    run_fakes(suite, tmp_path / "here")
    with Ray("auto", 2) as spread:
        run_fakes(suite, tmp_path / "there", spread=spread)
    costs = {"latency_p50", "latency_p95", "memory"}
    here, there = (
        {k: v for k, v in values(tmp_path / name).items() if k[2] not in costs}
        for name in ("here", "there")
    )
    assert here == there != {}
