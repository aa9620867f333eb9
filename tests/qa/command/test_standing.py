"""Standing questions: told when an answer appears, changes or disappears, and not otherwise."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from qa import Archive, Article, Where
from qa.errors import ArchiveError, InputError
from qa.standing import Known, Standing, What
from tests.fakes import HashEmbedder
from tests.generators import ExtractiveGenerator
from tests.models.tiny_any import save_cross_encoder
from tests.qa.command.sample import QUESTION, result

NIGHT = "青石镇夜校报名的有多少人"


@pytest.fixture
def archive(tmp_path):
    opened = Archive.open(
        tmp_path / "archive", embedder=HashEmbedder(), generator=ExtractiveGenerator()
    )
    with opened as archive:
        archive.add([Article(id="bridge", title="", text="清河大桥总投资1.5亿元。")])
        yield archive


@pytest.fixture
def standing(archive, tmp_path):
    made = Standing(tmp_path / "archive")
    made.add("清河大桥总投资多少？")
    made.add("青石镇夜校报名多少人？")
    return made


def told(standing, archive, **how):
    return [(one.id, one.what) for one in standing.run(archive, **how)]


def test_the_first_time_is_recorded_and_an_archive_that_did_not_change_is_not_asked(
    standing, archive
):
    assert told(standing, archive) == [(1, What.FIRST), (2, What.FIRST)]
    assert told(standing, archive) == []
    assert told(standing, archive, every=True) == [(1, What.SAME), (2, What.SAME)]
    one, two = standing.all()
    assert one.known == Known(text="1.5亿元", places=(("bridge", 7, 12),))
    assert two.known == Known(text=None)
    assert one.generation == archive.holdings().generation


def test_an_answer_appears_changes_moves_and_disappears(standing, archive):
    list(standing.run(archive))
    archive.add([Article(id="night", title="", text="青石镇夜校报名三百人。")])
    (same, news) = standing.run(archive)
    assert (same.what, same.is_new) == (What.SAME, False)
    assert (news.what, news.before, news.answer.text) == (
        What.APPEARED, None, "三百人",
    )  # fmt: skip
    archive.add([Article(id="night", title="", text="青石镇夜校报名四百人。")])
    (_, news) = standing.run(archive)
    assert (news.what, news.before) == (What.CHANGED, "三百人")
    archive.add([Article(id="night", title="", text="本报讯。青石镇夜校报名四百人。")])
    (_, news) = standing.run(archive)
    assert (news.what, news.before) == (What.CHANGED, news.answer.text)
    archive.delete(["night"])
    (_, news) = standing.run(archive)
    assert (news.what, news.is_new, news.answer.text) == (What.DISAPPEARED, True, None)


def test_what_was_not_taken_is_told_again(standing, archive):
    assert next(standing.run(archive)).id == 1
    assert told(standing, archive) == [(1, What.FIRST), (2, What.FIRST)]


def test_a_question_stands_once_and_a_number_is_not_given_twice(standing):
    assert standing.add("清河大桥总投资多少？").id == 1
    other = standing.add("清河大桥总投资多少？", where=Where(source="云岭日报"))
    assert (other.id, other.where) == (3, Where(source="云岭日报"))
    assert standing.remove([3, 9]) == [3]
    assert standing.add("谁？").id == 4
    assert [one.id for one in standing.all()] == [1, 2, 4]


def test_what_cannot_stand_is_said(standing, tmp_path):
    with pytest.raises(InputError, match="empty"):
        standing.add(" ")
    with pytest.raises(InputError, match="ids"):
        standing.add("谁？", where=Where(ids=("a",)))
    with pytest.raises(ArchiveError, match="kanbao add"):
        Standing(tmp_path / "nowhere")
    (tmp_path / "archive" / "standing.json").write_text('{"next": 1, "quest', "utf-8")
    with pytest.raises(InputError, match=r"standing\.json"):
        standing.all()


def test_questions_added_while_others_are_asked_are_kept(standing, archive):
    for news in standing.run(archive):
        if news.id == 1:
            standing.add("谁？")
            standing.remove([2])
    assert [(one.id, one.known is None) for one in standing.all()] == [(1, False), (3, True)]


def test_the_command(filled, tmp_path):
    assert filled("standing", "list") == (0, "", "")
    made = result(filled, "standing", "add", QUESTION, "--source", "云岭日报")[1]
    assert (made["id"], made["source"], made["asked"], made["text"]) == (1, "云岭日报", None, None)
    assert filled("standing", "add", NIGHT)[1].startswith("记下了，编号 2")
    code, out, _ = filled("standing", "list")
    assert out.splitlines() == [
        f"1  {QUESTION}（云岭日报）  还没有问过", f"2  {NIGHT}  还没有问过",
    ]  # fmt: skip
    code, out, _ = filled("standing", "run")
    assert (code, out.splitlines()[0]) == (1, f"1  {QUESTION}  第一次问")
    assert out.splitlines()[-1] == "问了 2 题，0 题有变化"
    assert filled("standing", "run") == (1, "档案没有变，没有再问（--all：仍再问）\n", "")
    night = tmp_path / "night.txt"
    night.write_text("青石镇夜校报名的有多少人？三百人报名。", "utf-8")
    filled("add", night)
    code, said = result(filled, "standing", "run")
    assert (code, said["complete"]) == (0, True)
    assert [news["what"] for news in said["news"]] == ["same", "appeared"]
    (cited, *_) = said["news"][1]["answer"]["citations"]
    assert cited["file"] == str(night)
    code, out, _ = filled("standing", "run", "--all")
    assert (code, out) == (1, "问了 2 题，0 题有变化\n")
    assert result(filled, "standing", "list")[1]["questions"][1]["text"]
    assert filled("standing", "remove", "2", "7") == (1, "去掉 1 题；没有编号 7\n", "")
    assert filled("standing", "remove", "x")[0] == 2


def test_a_reranker_orders_what_is_read(filled, tmp_path):
    folder = save_cross_encoder(tmp_path / "cross")
    filled("standing", "add", QUESTION)
    code, said = result(filled, "standing", "run", "--reranker", folder)
    hits = said["news"][0]["answer"]["hits"]
    assert code == 1
    assert hits
    assert all(hit["reranked"] is not None for hit in hits)
    code, _, err = filled("standing", "run", "--all", "--reranker", tmp_path / "none")
    assert (code, "none" in err) == (2, True)


def test_without_an_archive_it_says_so(kanbao):
    for words in (["add", "谁？"], ["list"], ["run"]):
        code, out, err = kanbao("standing", *words)
        assert (code, out, err.count("\n")) == (2, "", 1)
        assert "里面没有档案" in err


def test_watching_asks_them_when_something_came(filled, tmp_path):
    filled("standing", "add", NIGHT)
    filled("standing", "run")
    (tmp_path / "in").mkdir()
    words = ["watch", tmp_path / "in", "--once", "--settle", "0", "--standing", "--json"]
    assert filled(*words) == (0, "", "")
    (tmp_path / "in" / "a.txt").write_text("青石镇夜校报名的有多少人？三百人报名。", "utf-8")
    code, out, _ = filled(*words)
    files, news = map(json.loads, out.splitlines())
    assert (code, files["added"], files["news"]) == (0, 1, None)
    assert (news["files"], news["news"]["what"]) == ([], "appeared")
    (tmp_path / "in" / "a.txt").write_text("青石镇夜校停课。", "utf-8")
    code, out, _ = filled(*words[:-1])
    assert out.splitlines()[1].startswith(f"1  {NIGHT}  答案")


CHILD = """
import os, signal, sys
import qa.defaults
from qa.command.cli import main
from tests.fakes import HashEmbedder
from tests.generators import ExtractiveGenerator

class Embedder(HashEmbedder):
    def embed_queries(self, texts):
        if any("夜校" in text for text in texts):
            os.kill(os.getpid(), signal.SIGKILL)
        return super().embed_queries(texts)

qa.defaults.default_embedder = lambda **_: Embedder()
qa.defaults.default_generator = lambda **_: ExtractiveGenerator()
sys.exit(main(sys.argv[1:]))
"""


def test_a_killed_run_keeps_what_it_asked(standing, archive, tmp_path):
    child = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", CHILD, "standing", "run", "--archive", str(tmp_path / "archive")],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
        check=False,
    )
    assert child.returncode == -signal.SIGKILL
    assert told(standing, archive) == [(2, What.FIRST)]
