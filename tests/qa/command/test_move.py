"""``kanbao move``, and archives in Lance tables on the command line."""

import json

import pytest

from qa import Archive
from qa.errors import ArchiveError
from qa.service.archives import Models, shelves
from tests.qa.command.sample import PAGE

QUESTION = "清河大桥总投资多少"


def answered(kanbao, archive):
    code, out, err = kanbao("ask", QUESTION, "--json", archive=archive)
    assert (code, err) == (0, "")
    return json.loads(out)


def test_an_archive_is_moved_to_another_folder(filled, tmp_path):
    code, out, err = filled("move", "--to", tmp_path / "new")
    assert (code, err) == (0, "")
    verdict, where = out.splitlines()
    assert verdict.endswith("个片段：完好")
    assert (
        where == f"已复制到 {tmp_path / 'new'}；原来的还在 {tmp_path / 'archive'}，不要了就自己删除"
    )
    assert answered(filled, tmp_path / "new") == answered(filled, tmp_path / "archive")


def stop(_):
    raise KeyboardInterrupt


def test_half_of_a_copy_is_not_sound_and_says_how_to_go_on(filled, page, tmp_path):
    whole, half, copy = tmp_path / "archive", tmp_path / "half", tmp_path / "copy"
    with Archive.open(whole) as archive, pytest.raises(KeyboardInterrupt):
        archive.copy_to(half, batch=1, progress=stop)
    told = f"{half}：复制未完成：再运行 kanbao move --archive {whole} --to {half}；"
    code, out, _ = filled("verify", archive=half)
    assert code == 1
    assert out.startswith(f"问题：{told}只要已复制的，就删除 {half / 'copying.txt'}\n")
    assert "：有 1 处问题" in out
    for command in (("list",), ("ask", QUESTION)):
        code, _, err = filled(*command, archive=half)
        assert (code in (0, 1), err.startswith(f"注意：{told}")) == (True, True)
    for command in (("add", page), ("delete", "nobody"), ("rebuild",), ("move", "--to", copy)):
        code, out, err = filled(*command, archive=half)
        assert (code, out) == (2, "")
        assert err.startswith(f"kanbao: 错误：{told}")
    with pytest.raises(ArchiveError, match="is a copy that is not finished"):
        shelves({"half": half}, Models(check=list), create=False)
    assert filled("move", "--to", half)[0] == 0
    code, out, err = filled("verify", archive=half)
    assert (code, out.endswith("：完好\n"), err) == (0, True, "")
    assert answered(filled, half) == answered(filled, whole)


@pytest.mark.parametrize("to", ["archive", "archive/in", "."])
def test_it_is_not_moved_into_itself(filled, tmp_path, monkeypatch, to):
    monkeypatch.chdir(tmp_path)
    code, out, err = filled("move", "--to", to)
    assert (code, out) == (2, "")
    assert "换一个文件夹" in err
    assert len(err.splitlines()) == 1


def test_other_articles_are_not_mixed_with_it(filled, page, tmp_path):
    page.write_text(PAGE.replace("清河", "白河"), "utf-8")
    assert filled("add", page, archive=tmp_path / "other")[0] == 0
    code, _, err = filled("move", "--to", tmp_path / "archive", archive=tmp_path / "other")
    assert code == 2
    assert "里面已有文章：换一个新的文件夹" in err


def test_into_lance_tables_and_every_command_on_them(filled, page, tmp_path):
    pytest.importorskip("lancedb", reason="needs kanbao[lance]")
    tables = tmp_path / "tables"
    assert filled("move", "--to", f"lance:{tables}")[0] == 0
    expected = answered(filled, tmp_path / "archive")
    for name in (tables, f"lance:{tables}"):
        assert answered(filled, name) == expected
        assert filled("verify", "--files", archive=name)[0] == 0
        assert filled("add", page, "--source", "云岭日报", "--date", "2031-04-03", archive=name)[
            1
        ].startswith("新增 0 篇，更新 0 篇，未变 2 篇")
        assert filled("standing", "add", QUESTION, archive=name)[0] == 0
        assert filled("standing", "run", archive=name)[0] in (0, 1)
    assert (tables / "standing.json").exists()
    assert filled("move", "--to", tmp_path / "back", archive=tables)[0] == 0
    assert answered(filled, tmp_path / "back") == expected
    assert filled("delete", "nobody", archive=tables)[0] == 1
    assert not (tmp_path / "lance:").exists()


def test_a_new_archive_in_lance_tables(kanbao, page, tmp_path):
    pytest.importorskip("lancedb", reason="needs kanbao[lance]")
    tables = tmp_path / "new"
    assert kanbao("ask", QUESTION, archive=f"lance:{tables}")[0] == 2  # there is none yet
    assert not tables.exists()
    assert kanbao("add", page, archive=f"lance:{tables}")[0] == 0
    assert answered(kanbao, tables)["text"]
    watched = tmp_path / "watched"
    watched.mkdir()
    (watched / "page.txt").write_text(PAGE, "utf-8")
    other = tmp_path / "other"
    assert kanbao("watch", "--once", "--settle", "0", watched, archive=f"lance:{other}")[0] == 0
    assert (other / "watched.jsonl").exists()
    assert (other / "archive.lance.json").exists()
    code, out, _ = kanbao("doctor", "--no-measure", "--json", archive=tables)
    assert json.loads(out)["archive"]["articles"] == 2, code


@pytest.mark.parametrize("to", ["", "lance:"])
def test_a_place_without_a_folder_is_said_so(filled, to):
    code, out, err = filled("move", "--to", to)
    assert (code, out) == (2, "")
    assert "没有文件夹" in err


def test_lance_before_an_archive_of_another_kind_is_an_error(filled, tmp_path):
    code, out, err = filled("list", archive=f"lance:{tmp_path / 'archive'}")
    assert (code, out) == (2, "")
    assert "去掉前面的 lance:" in err


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [("--page", "", "是空的"), ("--since", "2023-02-30", "没有 2023-02-30 这一天")],
)
def test_a_filter_that_is_none_is_said_so(filled, option, value, said):
    code, out, err = filled("list", option, value)
    assert (code, out) == (2, "")
    assert said in err


def test_a_day_that_no_calendar_has_is_said_by_search_and_digest(filled):
    assert filled("search", "2月30日 大桥")[1].startswith("注意：没有2月30日这一天\n")
    code, out, _ = filled("digest", "2月30日大桥怎么样了")
    assert (code, out) == (1, "没有综述：没有2月30日这一天\n")
