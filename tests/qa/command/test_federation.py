"""Several archives that a folder lists, on the command line."""

import json

import pytest

from qa import Archive, Article
from qa.service.settings import Settings
from tests.fakes import HashEmbedder
from tests.qa.command.sample import QUESTION
from tests.service.live import live

TRAIN = Article(id="车", title="夜班火车", text="云岭到白河的夜班火车今晚开行，票价48元。")


def result(kanbao, *command, archive):
    """Return the exit code of a command, and its JSON."""
    code, out, err = kanbao(*command, "--json", archive=archive)
    assert err == ""
    return code, json.loads(out)


@pytest.fixture
def listed(filled, tmp_path):
    """Return the folder that lists the page's archive and another one."""
    with Archive.open(tmp_path / "trains", embedder=HashEmbedder()) as archive:
        archive.add([TRAIN])
    folder = tmp_path / "all"
    folder.mkdir()
    (folder / "federation.toml").write_text('archives = ["../archive", "../trains"]', "utf-8")
    return folder


def test_each_command_that_reads_has_all_of_them(filled, listed):
    code, found = result(filled, "list", archive=listed)
    assert (code, len(found["articles"])) == (0, 3)
    places = [f"{listed}/../archive"] * 2 + [f"{listed}/../trains"]
    assert [one["archive"] for one in found["articles"]] == places
    code, out, _ = filled("list", archive=listed)
    assert [line.rpartition("  档案 ")[2] for line in out.splitlines()] == ["archive"] * 2 + [
        "trains"
    ]
    code, answer = result(filled, "ask", QUESTION, archive=listed)
    assert code == 0
    assert "1.5亿元" in answer["text"]
    code, answer = result(filled, "ask", "夜班火车的票价是多少？", archive=listed)
    assert (code, answer["citations"][0]["article_id"]) == (0, "车")
    code, found = result(filled, "search", "夜班火车", archive=listed)
    assert found["hits"][0]["article_id"] == "车"
    assert result(filled, "summarize", "--id", "车", "--kind", "headline", archive=listed)[0] == 0
    assert result(filled, "verify", archive=listed)[1]["articles"] == 3


def test_what_writes_is_refused(filled, listed, page):
    for command in (["add", page], ["delete", "车"], ["rebuild"], ["relocate", "a", "b"]):
        code, out, err = filled(*command, archive=listed)
        assert (code, out) == (2, "")
        assert "合起来只能读" in err
        assert "trains" in err


def test_they_are_moved_into_one(filled, listed, tmp_path):
    code, out, err = filled("move", "--to", tmp_path / "one", archive=listed)
    assert (code, err) == (0, "")
    assert f"2 个档案已合并成一个：{listed}/../archive、{listed}/../trains\n" in out
    assert not (tmp_path / "one" / "federation.toml").exists()
    moved, together = (
        result(filled, "list", archive=folder)[1]["articles"]
        for folder in (tmp_path / "one", listed)
    )
    assert moved == [{**article, "archive": None} for article in together]


def test_what_is_on_a_server_is_named_by_verify_and_not_moved(filled, listed, tmp_path):
    settings = Settings(archives={"车": tmp_path / "trains"}, keys=tmp_path / "keys.json")
    with live(settings) as served:
        text = f'archives = ["../archive", "{served.url}#车"]'
        (listed / "federation.toml").write_text(text, "utf-8")
        code, found = result(filled, "verify", archive=listed)
        assert (code, found["articles"], found["elsewhere"]) == (0, 2, [f"{served.url}#车"])
        code, out, _ = filled("verify", archive=listed)
        assert f"没有检查 {served.url}#车：到那台机器上运行 kanbao verify" in out
        code, out, err = filled("move", "--to", tmp_path / "one", archive=listed)
        assert (code, out) == (2, "")
        assert "到那里运行 kanbao move" in err
        assert not (tmp_path / "one").exists()


def test_verify_names_a_silent_server_and_checks_the_rest(filled, listed, tmp_path):
    settings = Settings(archives={"车": tmp_path / "trains"}, keys=tmp_path / "keys.json")
    with live(settings) as served:
        silent = f"{served.url}#车"
    text = f'archives = ["../archive", "{silent}"]'
    (listed / "federation.toml").write_text(text, "utf-8")
    code, found = result(filled, "verify", archive=listed)
    assert (code, found["ok"], found["articles"], found["elsewhere"]) == (1, False, 2, [silent])
    (problem,) = found["problems"]
    assert problem.startswith(f"{silent}: does not answer")
    assert f"问题：{silent}：没有应答（" in filled("verify", archive=listed)[1]
    code, out, err = filled("list", archive=listed)
    assert (code, out) == (2, "")
    assert f"{silent}：没有应答（" in err


def test_doctor_counts_what_all_of_them_take(filled, listed, tmp_path):
    code, found = result(filled, "doctor", "--no-measure", archive=listed)
    assert code == 0
    parts = [file for name in ("archive", "trains") for file in (tmp_path / name).iterdir()]
    assert found["archive"]["mb"] * 1e6 >= sum(file.stat().st_size for file in parts)
