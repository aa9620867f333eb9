"""kanbao correct: by place, by words, in an editor; what was recognised shown and restored."""

import json
import sys

import pytest

from qa import Archive
from tests.fakes import HashEmbedder
from tests.scans import articles_of, recognise

PAGE = ("云岭市水文站新设雨量汁三十二处，", "站长邵平说，汛期每小时报送一次。")
RIGHT = "云岭市水文站新设雨量计三十二处，站长邵平说，汛期每小时报送一次。"


@pytest.fixture
def scan(kanbao, tmp_path):
    """Run a command on an archive of a scan."""
    (article,) = articles_of(tmp_path / "a.png", PAGE, unsure="汁")
    with Archive.open(tmp_path / "archive", embedder=HashEmbedder()) as archive:
        archive.add([article])
    kanbao.id, kanbao.text = article.id, article.text
    return kanbao


def text_of(run):
    return json.loads(run("correct", run.id, "--original", "--json")[1])["text"]


def made_by(run, *args):
    code, out, err = run("correct", run.id, *args, "--json")
    assert (code, err) == (0, "")
    return json.loads(out)


def test_by_words_and_by_place(scan):
    code, out, err = scan("correct", scan.id, "--find", "雨量汁", "--text", "雨量计", "--by", "甲")
    assert (code, err) == (0, "")
    assert "共有 1 处更正" in out
    assert "“汁”更正为“计”（20" in out
    assert "，甲）" in out
    assert text_of(scan) == scan.text
    made = made_by(scan, "--start", "0", "--end", "3", "--text", "青石镇")
    assert made["text"] == RIGHT.replace("云岭市", "青石镇")
    assert [one["original"] for one in made["corrections"]] == ["云岭市", "汁"]
    assert made_by(scan, "--restore")["corrections"] == []
    assert "没有改动" in scan("correct", scan.id, "--restore")[1]
    scan("correct", scan.id, "--find", "雨量汁", "--text", "雨量计")
    assert "已恢复识别的原样，撤销更正 1 处" in scan("correct", scan.id, "--restore")[1]


def test_in_an_editor(scan, tmp_path, monkeypatch):
    editor = tmp_path / "editor.py"
    editor.write_text(
        "import pathlib, sys\n"
        "file = pathlib.Path(sys.argv[1])\n"
        "file.write_text(file.read_text('utf-8').replace('汁', '计'), 'utf-8')\n",
        "utf-8",
    )
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", f"{sys.executable} {editor}")
    assert made_by(scan)["text"] == RIGHT
    editor.write_text("raise SystemExit(3)\n", "utf-8")
    code, _, err = scan("correct", scan.id)
    assert code == 2
    assert "出错退出（3）：没有改动" in err
    for left in ("file.unlink()", "file.write_bytes(b'\\xff\\xfe\\xff')"):
        editor.write_text(f"import pathlib, sys; file = pathlib.Path(sys.argv[1]); {left}", "utf-8")
        code, _, err = scan("correct", scan.id)
        assert (code, "留下的不是 UTF-8 文本：没有改动" in err) == (2, True)
    monkeypatch.setenv("EDITOR", "/no/such/editor")
    assert "打不开：用 EDITOR 指定" in scan("correct", scan.id)[2]


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("--find", "水星", "--text", "x"), "文章里没有“水星”"),
        (("--find", "，", "--text", "x"), "“，”有 2 处（从第 15、21 字起）"),
        (("--text", "x"), "没有说改哪里"),
        (("--find", "汁"), "没有说改成什么"),
        (("--find", "汁", "--start", "1", "--text", "x"), "只能用一种"),
        (("--start", "1", "--end", "999", "--text", "x"), "不在文章"),
        (("--restore", "--find", "汁"), "--restore 不改字：不能同 --find 一起用"),
        (("--restore", "--text", ""), "--restore 不改字：不能同"),
        (("--original", "--start", "1"), "--original 不改字：不能同"),
        (("--original", "--restore"), "--original 不改字：不能同"),
        (("--find", "汁", "--text", "x", "--by", "a\nb"), "写一个至多 100 字的名字"),
    ],
)
def test_what_is_not_clear_changes_nothing(scan, args, message):
    code, _, err = scan("correct", scan.id, *args)
    assert code == 2
    assert message in err
    assert json.loads(scan("correct", scan.id, "--original", "--json")[1])["corrections"] == []


def test_an_answer_shows_what_was_recognised_and_how_sure_it_is(scan):
    out = scan("ask", "云岭市水文站新设雨量汁")[1]
    assert "字迹识别把握 50%，请看原图" in out
    made_by(scan, "--find", "汁", "--text", "计", "--by", "李桂英")
    out = scan("ask", "云岭市水文站新设雨量计")[1]
    assert "字迹识别把握" not in out
    assert "识别的字：“汁”更正为“计”" in out


def test_corrections_without_a_place_are_said(scan, tmp_path, monkeypatch):
    made_by(scan, "--find", "汁", "--text", "计")
    (tmp_path / "in").mkdir()
    recognise(monkeypatch, ("青石镇夜校昨晚开课。",))
    code, out, err = scan("add", tmp_path / "a.png")
    assert (code, err) == (0, "")
    assert f"更正没有用上：{scan.id}，“汁”更正为“计”" in out
