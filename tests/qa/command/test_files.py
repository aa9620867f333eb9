"""Files of an archive on the command line: changed, gone, moved, and named from here."""

import json
import os

import pytest

from tests.qa.command.sample import PAGE, QUESTION, result


def place(kanbao):
    return kanbao("ask", QUESTION)[1].splitlines()[-1]


def test_a_citation_says_if_its_file_is_not_what_was_read(filled, page):
    assert "原文件" not in place(filled)
    page.write_text(PAGE.replace("1.5亿", "2.5亿"), encoding="utf-8")
    assert place(filled).endswith("（原文件已改动）")
    assert result(filled, "ask", QUESTION)[1]["citations"][0]["file_state"] == "changed"
    page.unlink()
    assert place(filled).endswith("（原文件不在）")
    line = filled("digest", "清河大桥建成通车")[1].splitlines()[-1]
    assert line.endswith("（原文件不在）")


def test_a_file_below_the_current_folder_is_named_from_here(filled, page, monkeypatch):
    assert place(filled).startswith(f"    {page}:")
    monkeypatch.chdir(page.parent)
    assert place(filled).startswith("    page.txt:")
    assert result(filled, "ask", QUESTION)[1]["citations"][0]["file"] == str(page)


def test_verify_reads_the_files_only_when_asked(filled, page):
    size = "2 篇文章，2 个片段"
    assert filled("verify", "--files")[:2] == (0, f"{size}，比对了 1 个原文件：完好\n")
    page.write_text(PAGE.replace("1.5亿", "2.5亿"), encoding="utf-8")
    assert filled("verify")[:2] == (0, f"{size}：完好\n")
    code, out, err = filled("verify", "--files")
    first, *_, last = out.splitlines()
    assert (code, err) == (1, "")
    assert first.startswith(f"问题：{page}：入库后改动过")
    assert last.startswith(f"{size}，比对了 1 个原文件：有")
    code, report = result(filled, "verify", "--files")
    assert (code, report["ok"], report["files"]) == (1, False, 1)


def test_a_folder_that_was_moved(filled, page, tmp_path):
    new = tmp_path / "旧报"
    new.mkdir()
    page.rename(new / "page.txt")
    assert filled("verify", "--files")[0] == 1
    old = tmp_path / "page.txt"
    moved = filled("relocate", old, new / "page.txt")
    assert moved == (0, f"2 篇文章的原文件改记到 {new / 'page.txt'}\n", "")
    assert filled("verify", "--files")[0] == 0
    assert "原文件" not in place(filled)
    again = filled("add", new, "--source", "云岭日报", "--date", "2031-04-03")
    assert again[1] == "新增 0 篇，更新 0 篇，未变 2 篇\n"
    assert filled("relocate", old, new)[:2] == (1, f"没有文章来自 {old}\n")
    assert result(filled, "relocate", old, new) == (1, {"articles": 0})


@pytest.mark.parametrize("args", [["relocate"], ["relocate", "a"], ["relocate", "a", ""]])
def test_relocate_takes_two_places(filled, args):
    code, out, err = filled(*args)
    assert (code, out, err.count("\n")) == (2, "", 1)


def test_a_place_within_the_other_is_an_error(filled, tmp_path):
    code, out, err = filled("relocate", tmp_path, tmp_path / "sub")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "一个在另一个里面" in err
    _, listed = result(filled, "list")
    assert {article["file"] for article in listed["articles"]} == {str(tmp_path / "page.txt")}
    assert json.dumps(listed)


def test_a_place_that_is_not_there_is_pointed_out(filled, page, tmp_path):
    typo = tmp_path / "typo.txt"
    code, out, _ = filled("relocate", page, typo)
    assert code == 0
    assert f"注意：{typo} 现在不在" in out
    assert "注意" not in filled("relocate", typo, page)[1]
    assert filled("verify", "--files")[0] == 0


def test_a_pipe_is_refused_and_not_waited_for(kanbao, page, tmp_path):
    pipe = tmp_path / "pages" / "b.txt"
    pipe.parent.mkdir()
    page.rename(pipe.with_name("a.txt"))
    os.mkfifo(pipe)
    told = f"{pipe}：是管道，不是文件：把它给出的内容存成文件再加入"
    assert kanbao("add", pipe) == (2, "", f"kanbao: 错误：{told}\n")
    code, out, _ = kanbao("add", pipe.parent, "--date", "2031-04-03")
    assert (code, out.splitlines()[:2]) == (2, ["新增 2 篇，更新 0 篇，未变 0 篇", f"跳过 {told}"])


def test_a_device_is_refused_and_never_read(kanbao):
    code, out, err = kanbao("add", "/dev/zero")
    assert (code, out) == (2, "")
    assert err == "kanbao: 错误：/dev/zero：是设备，不是文件：把它给出的内容存成文件再加入\n"


@pytest.mark.parametrize(
    ("name", "why"), [("大.txt", "一次最多读 256000000 字节"), ("大.txt.gz", "gz 文件坏了")]
)
def test_a_file_that_is_too_long_is_refused_by_its_size(kanbao, tmp_path, name, why):
    file = tmp_path / name
    with file.open("wb") as opened:
        opened.truncate(256_000_001)
    code, _, err = kanbao("add", file)
    assert (code, why in err) == (2, True)
