"""``kanbao watch``: each file once, half-written ones later, nothing lost by a kill."""

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from qa import Archive
from qa.command.keeping import Keeper
from qa.command.watch import _stopped_by_a_signal
from qa.command.watched import Seen, Settling, Watched
from qa.errors import BusyError
from qa.records import Added
from tests.fakes import HashEmbedder
from tests.qa.command.sample import PAGE, result

CHILD = """
import os, select, sys
import qa.defaults
from qa.command.cli import main
from tests.fakes import HashEmbedder

class Embedder(HashEmbedder):
    def embed_passages(self, texts):
        if any("等候" in text for text in texts):
            os.write(int(sys.argv[1]), b"!")
            # In short waits: a signal just before a long one would only be seen after it.
            while not select.select([int(sys.argv[2])], [], [], 0.1)[0]:
                pass
        return super().embed_passages(texts)

qa.defaults.default_embedder = lambda **_: Embedder()
sys.exit(main(sys.argv[3:]))
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


@pytest.fixture
def once(kanbao, folder):
    """Run ``watch --once`` on the folder; return what it says of each batch."""

    def once(*words, code=0):
        done, out, _ = kanbao("watch", folder, "--once", "--settle", "0", "--json", *words)
        assert done == code
        return [json.loads(line) for line in out.splitlines()]

    return once


def names(files):
    return sorted(Path(file).name for file in files)


def write(folder, name, text):
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    return file


def test_each_file_is_taken_once_and_again_when_it_changed(once, folder, kanbao):
    write(folder, "a.txt", "云岭市水文站新设雨量计三十二处。")
    write(folder, "2031/b.txt", PAGE)
    (said,) = once("--source", "云岭日报", "--date", "2031-04-03")
    assert names(said["files"]) == ["a.txt", "b.txt"]
    assert (said["added"], said["skipped"]) == (3, [])
    assert once() == []
    os.utime(folder / "a.txt", (1, 1))  # another time, the same bytes
    assert once() == []
    write(folder, "a.txt", "云岭市水文站新设雨量计三十三处。")
    (said,) = once()
    assert (names(said["files"]), said["added"], said["replaced"]) == (["a.txt"], 0, 1)
    listed = result(kanbao, "list")[1]["articles"]
    assert len(listed) == 3
    assert {article["source"] for article in listed} == {"云岭日报"}  # which was given stays
    (folder / "a.txt").unlink()
    assert once() == []
    assert len(result(kanbao, "list")[1]["articles"]) == 3


def test_what_is_hidden_or_being_written_is_left_alone(once, folder, tmp_path):
    for name in (
        ".a.txt", ".git/b.txt", "c.txt.part", "d.tmp", "e.txt~", "~$f.docx", "g.part/g.txt",
        "h.abc", "i.txt.crdownload",
    ):  # fmt: skip
        write(folder, name, PAGE)
    assert once() == []
    (folder / "c.txt.part").rename(folder / "c.txt")
    (said,) = once()
    assert names(said["files"]) == ["c.txt"]


def test_the_archive_in_the_folder_is_not_read(folder, kanbao):
    write(folder, "a.txt", PAGE)
    archive = folder / "archive"
    for _ in range(2):
        assert kanbao("watch", folder, "--once", "--settle", "0", archive=archive)[0] == 0
        write(archive, "files/0/upload.txt", "云岭市水文站新设雨量计三十二处。")
    with Archive.open(archive) as opened:
        assert len(opened) == 2


def test_a_failure_is_said_once_and_tried_again_when_the_file_changed(once, folder, kanbao):
    torn = write(folder, "a.pdf", "%PDF-1.7 torn")
    write(folder, "b.txt", PAGE)
    (said,) = once(code=2)
    assert (names(said["files"]), said["added"]) == (["b.txt"], 2)
    ((file, why),) = [row.values() for row in said["skipped"]]
    assert file == str(torn)
    assert "a.pdf" in why
    assert once() == []
    torn.write_text("%PDF-1.7 torn more", "utf-8")
    (said,) = once(code=2)
    assert (said["files"], names(row["file"] for row in said["skipped"])) == ([], ["a.pdf"])
    torn.write_text("", "utf-8")
    code, out, err = kanbao("watch", folder, "--once", "--settle", "0")
    assert code == 2
    assert out.startswith("跳过 ")
    assert "a.pdf" in out
    assert "1 个文件没有读成" in err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_be_read_now_is_tried_again(once, folder):
    file = write(folder, "a.txt", PAGE)
    file.chmod(0)
    once(code=2)
    file.chmod(0o644)
    assert once()[0]["added"] == 2


class Steps:
    """A keeper whose clock, files and archive are those of the test."""

    def __init__(self, folder, tmp_path, *, seconds=2.0):
        self.now = 0.0
        self.taken = []
        self.busy = False
        self.keeper = Keeper(
            [folder],
            Watched(tmp_path / "watched.jsonl"),
            Settling(seconds, clock=lambda: self.now),
            outside=tmp_path / "archive",
            add=self.add,
            tell=lambda taken: None,
            check=lambda: None,
        )

    def add(self, files):
        if self.busy:
            raise BusyError("another writer")
        self.taken.append(names(files))
        self.meanwhile()
        return Added(added=len(files)), {}

    def meanwhile(self):
        pass

    def look(self, now):
        self.now = now
        return self.keeper.look(changed=False)


def test_a_file_is_whole_when_it_has_not_changed_for_some_time(folder, tmp_path):
    steps = Steps(folder, tmp_path)
    file = write(folder, "a.txt", "云岭")
    assert not steps.look(0)
    assert not steps.look(1.9)
    file.write_text("云岭市", "utf-8")
    write(folder, "b.txt", "青石镇")
    assert not steps.look(2.5)
    file.write_text("云岭市图书馆", "utf-8")
    assert steps.look(4.5)
    assert steps.taken == [["b.txt"]]
    assert not steps.look(4.6)
    assert steps.look(6.5)
    assert steps.taken == [["b.txt"], ["a.txt"]]
    assert not steps.look(9)


def test_what_changes_while_it_is_read_is_read_again(folder, tmp_path):
    steps = Steps(folder, tmp_path, seconds=0)
    file = write(folder, "a.txt", "云岭")
    steps.meanwhile = lambda: file.write_text("云岭市", "utf-8")
    steps.look(0)
    steps.meanwhile = lambda: None
    steps.look(1)
    steps.look(2)
    assert steps.taken == [["a.txt"], ["a.txt"]]


def test_files_wait_while_another_process_writes(folder, tmp_path):
    steps = Steps(folder, tmp_path, seconds=0)
    write(folder, "a.txt", "云岭")
    steps.busy = True
    assert not steps.look(0)
    steps.busy = False
    assert steps.look(1)
    assert steps.taken == [["a.txt"]]


def test_a_torn_line_costs_only_that_line(tmp_path):
    path = tmp_path / "watched.jsonl"
    first, second = (Seen(file=name, mark=(1, 2, 3), sha256="0") for name in ("a", "b\udcff"))
    Watched(path).note([first, second])
    path.write_bytes(path.read_bytes() + b'{"file": "c", "mar')
    again = Watched(path)
    assert [again.get(name) for name in ("a", "b\udcff", "c")] == [first, second, None]
    assert path.read_bytes().count(b"\n") == 2


class Process:
    """A real ``kanbao watch``, which waits where it embeds a text with 等候."""

    def __init__(self, folder, archive):
        reader, writer = os.pipe()
        self.go, going = os.pipe()[::-1]
        self.process = subprocess.Popen(  # noqa: S603 - our own interpreter
            [sys.executable, "-c", CHILD, str(writer), str(going), "watch", str(folder),
             "--archive", str(archive), "--settle", "0.1", "--json"],
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3]),
                 "PYTHONIOENCODING": "utf-8"},
            pass_fds=[writer, going],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )  # fmt: skip
        os.close(writer)
        os.close(going)
        self.waits = os.fdopen(reader, "rb")

    def said(self):
        """Wait for the next batch."""
        return json.loads(self.process.stdout.readline())

    def stop(self, sig):
        self.process.send_signal(sig)
        return self.end()

    def end(self):
        """Wait for its end; return its exit code and errors."""
        _, err = self.process.communicate(timeout=120)
        self.waits.close()
        os.close(self.go)
        return self.process.returncode, err


@pytest.fixture
def start(folder, tmp_path):
    started = []

    def start():
        started.append(Process(folder, tmp_path / "archive"))
        return started[-1]

    yield start
    for one in started:
        one.process.kill()
        one.process.communicate(timeout=60)


def holds(archive):
    with Archive.open(archive, embedder=HashEmbedder()) as opened:
        assert opened.verify().problems == ()
        return sorted(article.text for article in opened.articles())


def test_what_falls_into_the_folder_is_taken_until_a_signal(start, folder, tmp_path, kanbao):
    write(folder, "a.txt", "云岭市水文站新设雨量计三十二处。")
    watching = start()
    assert names(watching.said()["files"]) == ["a.txt"]
    write(folder, "新/b.txt", "青石镇夜校开课，今年报名的有312人。")
    assert names(watching.said()["files"]) == ["b.txt"]
    code, _, err = kanbao("watch", folder, "--once")
    assert (code, "已有一个 kanbao watch" in err) == (2, True)
    code, err = watching.stop(signal.SIGTERM)
    assert (code, err) == (0, "已停止；入库的都在，再次运行会接着做\n")
    assert len(holds(tmp_path / "archive")) == 2


def waiting_in_the_second_batch(folder, start):
    """Write two files, wait until one is in and the other is being embedded."""
    write(folder, "a.txt", "云岭市水文站新设雨量计三十二处。")
    watching = start()
    watching.said()
    write(folder, "b.txt", "渡口的乘客在等候渡船。")
    assert watching.waits.read(1) == b"!"
    return watching


def test_a_killed_one_goes_on_with_exactly_what_is_missing(start, folder, tmp_path):
    watching = waiting_in_the_second_batch(folder, start)
    assert watching.stop(signal.SIGKILL)[0] == -signal.SIGKILL
    assert holds(tmp_path / "archive") == ["云岭市水文站新设雨量计三十二处。"]
    again = start()
    assert again.waits.read(1) == b"!"
    os.write(again.go, b"!")
    said = again.said()
    assert (names(said["files"]), said["added"], said["unchanged"]) == (["b.txt"], 1, 0)
    again.stop(signal.SIGTERM)
    assert len(holds(tmp_path / "archive")) == 2


def test_a_kill_before_the_note_adds_nothing_twice(once, folder, tmp_path):
    write(folder, "a.txt", PAGE)
    once()
    (tmp_path / "archive" / "watched.jsonl").unlink()
    (said,) = once()
    assert (said["added"], said["unchanged"]) == (0, 2)


CRASHING = """
import os, signal, sys
import qa.archive, qa.defaults, qa.store.store
from qa.command import watched
from qa.command.cli import main
from tests.fakes import HashEmbedder

left = int(sys.argv[1])

def counted(run):
    def counting(*args, **options):
        global left
        for before in (True, False):
            left -= 1
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)
            if before:
                made = run(*args, **options)
        return made
    return counting

HashEmbedder.embed_passages = counted(HashEmbedder.embed_passages)
qa.store.store.Writer.put = counted(qa.store.store.Writer.put)
qa.archive.Archive._stored = counted(qa.archive.Archive._stored)
watched.Watched.note = counted(watched.Watched.note)
qa.defaults.default_embedder = lambda **_: HashEmbedder()
sys.exit(main(sys.argv[2:]))
"""


def crashed(count, *args):
    """Run a command that is killed at the ``count``-th of its steps; return its exit code."""
    return subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", CRASHING, str(count), *map(str, args)],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
        capture_output=True,
        check=False,
    ).returncode


def test_killed_at_any_step_it_ends_as_one_that_was_not(folder, tmp_path, kanbao):
    rows = (json.dumps({"id": f"m{n}", "text": f"云岭市第{n}号通告。"}) for n in range(300))
    write(folder, "many.jsonl", "\n".join(rows))
    write(folder, "page.txt", PAGE)
    write(folder, "torn.pdf", "%PDF-1.7 torn")
    words = ["watch", folder, "--once", "--settle", "0"]
    assert kanbao(*words, archive=tmp_path / "whole")[0] == 2
    whole = holds(tmp_path / "whole")
    assert len(whole) == 302
    count = -1
    while True:
        count += 3  # of some twenty steps; all of them take minutes
        archive = tmp_path / f"a{count}"
        if crashed(count, *words, "--archive", archive) != -signal.SIGKILL:
            break
        kanbao(*words, archive=archive)
        assert holds(archive) == whole, f"killed at step {count}"
        assert kanbao(*words, archive=archive) == (0, "", "")
    assert count > 12


def test_a_signal_ends_it_between_two_transactions(start, folder, tmp_path):
    watching = waiting_in_the_second_batch(folder, start)
    watching.process.send_signal(signal.SIGTERM)
    os.write(watching.go, b"!")
    code, err = watching.end()
    assert (code, err) == (0, "已停止；入库的都在，再次运行会接着做\n")
    texts = holds(tmp_path / "archive")
    assert texts in (
        ["云岭市水文站新设雨量计三十二处。"],
        ["云岭市水文站新设雨量计三十二处。", "渡口的乘客在等候渡船。"],
    )


def test_a_signal_ends_what_is_blocked_in_reading(tmp_path):
    pipe, stop, ended = tmp_path / "pipe", threading.Event(), False
    os.mkfifo(pipe)
    with _stopped_by_a_signal(stop, grace=0.1):
        os.kill(os.getpid(), signal.SIGTERM)
        pipe.read_bytes()  # nobody writes to it
        ended = True
    assert (stop.is_set(), ended) == (True, False)
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)


def test_a_pipe_in_the_folder_is_said_once_and_not_waited_for(folder, kanbao):
    write(folder, "a.txt", PAGE)
    os.mkfifo(folder / "b.txt")
    code, out, _ = kanbao("watch", folder, "--once", "--settle", "0")
    assert code == 2
    assert f"跳过 {folder / 'b.txt'}：是管道，不是文件" in out
    assert "新增 2 篇" in out
    assert kanbao("watch", folder, "--once", "--settle", "0") == (0, "", "")


def test_ctrl_c_says_what_is_left(start, folder, tmp_path):
    watching = waiting_in_the_second_batch(folder, start)
    code, err = watching.stop(signal.SIGINT)
    assert (code, err) == (130, "kanbao: 错误：已中断；入库的都在，再次运行会接着做\n")
    assert holds(tmp_path / "archive") == ["云岭市水文站新设雨量计三十二处。"]


def test_a_folder_that_is_not_there_is_said(kanbao, tmp_path, folder):
    code, _, err = kanbao("watch", tmp_path / "nowhere")
    assert (code, "没有这个文件夹" in err) == (2, True)
    assert not (tmp_path / "archive").exists()
    assert kanbao("watch", folder, "--settle", "-1")[0] == 2
    assert kanbao("watch", folder, "--settle", "soon")[0] == 2


def test_a_stop_before_the_first_look_ends_it_at_once():
    from qa.service.watching import changes

    stop = threading.Event()
    stop.set()
    assert list(changes([Path.cwd()], stop, every=0.1)) == [True]
