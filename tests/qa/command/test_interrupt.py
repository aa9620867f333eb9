"""Ctrl-C, a real signal to a process that waits: each command says what is left behind."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from qa import Archive, Article
from tests.fakes import HashEmbedder

CHILD = """
import os, signal, sys, threading
import qa.archive, qa.defaults
from qa.command.cli import main
from tests.fakes import HashEmbedder
from tests.generators import ExtractiveGenerator

def wait(*args, **options):
    os.write(int(sys.argv[1]), b"!")
    threading.Event().wait()

class Embedder(HashEmbedder):
    def embed_queries(self, texts):
        if any("等候" in text for text in texts):
            wait()
        return super().embed_queries(texts)

class Generator(ExtractiveGenerator):
    def rate(self, texts, candidates, **options):
        if any("等候" in text for text in texts):
            wait()
        return super().rate(texts, candidates, **options)

signal.signal(signal.SIGINT, signal.default_int_handler)
qa.defaults.default_embedder = lambda **_: Embedder()
qa.defaults.default_generator = lambda **_: Generator()
if sys.argv[2]:
    setattr(qa.archive.Archive, sys.argv[2], wait)
sys.exit(main(sys.argv[3:]))
"""

LONG = "市民出门请带好雨伞,河边的步道已经关闭,下周天气转晴后再开放。" * 8


def interrupted(folder, *args, at=""):
    """Run a command, interrupt it where it waits; return its exit code, output and errors."""
    reader, writer = os.pipe()
    child = subprocess.Popen(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", CHILD, str(writer), at, *map(str, args), "--archive", str(folder)],
        env={
            **os.environ,
            "PYTHONPATH": str(Path(__file__).parents[3]),
            "PYTHONIOENCODING": "utf-8",
        },
        pass_fds=[writer],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    os.close(writer)
    with open(reader, "rb") as pipe:  # noqa: PTH123 - a file descriptor
        waits = pipe.read(1)
    if waits:
        child.send_signal(signal.SIGINT)
    out, err = child.communicate()
    assert waits == b"!", err
    return child.returncode, out, err


def articles(count, last):
    texts = [f"云岭市第{number}条:今天有雨。" + LONG for number in range(1, count)]
    return [
        Article(id=f"n{number}", title=f"第{number}条", text=text)
        for number, text in enumerate([*texts, last])
    ]


@pytest.fixture
def folder(tmp_path):
    with Archive.open(tmp_path / "archive", embedder=HashEmbedder()) as archive:
        archive.add(articles(20, "渡口的乘客在等候渡船。" + LONG))
    return tmp_path / "archive"


@pytest.mark.parametrize(
    ("command", "at"),
    [
        (["ask", "谁在等候"], ""),
        (["search", "谁在等候"], ""),
        (["digest", "谁在等候"], ""),
        (["list"], "listed"),
        (["verify"], "verify"),
    ],
    ids=str,
)
def test_a_command_that_only_reads_was_interrupted(folder, command, at):
    assert interrupted(folder, *command, at=at) == (130, "", "kanbao: 错误：已中断\n")


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["delete", "n1"], "或全部删除了，或一篇也没有，见 kanbao list"),
        (["relocate", "旧", "新"], "或全部改记了，或一处也没有，可再运行一次"),
    ],
    ids=str,
)
def test_a_command_of_one_transaction_did_all_or_nothing(folder, command, said):
    code, out, err = interrupted(folder, *command, at=command[0])
    assert (code, out, err) == (130, "", f"kanbao: 错误：已中断；{said}\n")


def test_add_says_how_many_articles_are_in(folder, tmp_path):
    rows = [
        json.dumps({"id": f"m{number}", "text": f"青溪镇第{number}条:今天有雾。"})
        for number in range(300)
    ]
    rows[280] = json.dumps({"id": "last", "text": "渡口的乘客在等候渡船。"})
    (tmp_path / "a.jsonl").write_text("\n".join(rows), encoding="utf-8")
    code, out, err = interrupted(folder, "add", tmp_path / "a.jsonl")
    said = "档案里现有 276 篇文章，比开始时多 256 篇；再次运行会接着做"
    assert (code, out, err) == (130, "", f"kanbao: 错误：已中断；{said}\n")
    with Archive.open(folder, embedder=HashEmbedder()) as archive:
        assert (len(archive), archive.verify().problems) == (276, ())


def test_an_interrupted_rebuild_leaves_the_archive_as_it_was(folder):
    with Archive.open(folder) as archive:
        before = list(archive.articles())
    code, out, err = interrupted(folder, "rebuild")
    said = "原档案未变，再次运行会接着做"
    assert (code, out, err) == (130, "", f"kanbao: 错误：已中断；{said}\n")
    with Archive.open(folder, embedder=HashEmbedder()) as archive:
        assert (list(archive.articles()), archive.verify().problems) == (before, ())


def test_summaries_that_were_printed_stay_good(folder):
    code, out, err = interrupted(folder, "summarize", "--all")
    assert (code, err) == (130, "kanbao: 错误：已中断；已输出的摘要仍有效\n")
    assert out.count("提要") == 16
    code, out, err = interrupted(folder, "summarize", "--all", "--json")
    assert (code, err) == (130, "kanbao: 错误：已中断；已输出的摘要仍有效\n")
    document = json.loads(out)
    summaries = document["summaries"]
    assert document["complete"] is False
    assert [summary["article_id"] for summary in summaries] == [f"n{n}" for n in range(16)]


BEGINNING = """
import os, signal, sys
from importlib.abc import MetaPathFinder

class Stop(MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name == "typer":
            os.kill(os.getpid(), signal.SIGINT)

signal.signal(signal.SIGINT, signal.default_int_handler)
sys.meta_path.insert(0, Stop())
from qa.command.entry import main
sys.exit(main(["search", "桥"]))
"""


def test_while_the_command_is_still_imported():
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", BEGINNING],
        env={
            **os.environ,
            "PYTHONPATH": str(Path(__file__).parents[3]),
            "PYTHONIOENCODING": "utf-8",
        },
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "kanbao: 错误：已中断\n")
