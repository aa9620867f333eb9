"""``kanbao add --report``: what of each file is in no article, what was repaired, and notes."""

import json

import pytest

from qa.reasons import left_out_label
from qa.records import Reason
from tests.qa.command.sample import PAGE, result

FURNITURE = "云岭日报 2031年4月3日 第3版"


@pytest.fixture
def files(tmp_path):
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "a.txt").write_text(f"{FURNITURE}\n\n{PAGE}\n责任编辑：李桂英", encoding="utf-8")
    (pages / "b.txt").write_text("一行字，别无他物。", encoding="utf-8")
    rows = [{"id": "1", "content": "今天有雨。"}, {"id": "2", "text": "明天有雪。"}]
    lines = "\n\ufeff".join(json.dumps(row, ensure_ascii=False) for row in rows)
    (pages / "c.jsonl").write_text(lines, encoding="utf-8")
    return pages


def test_a_report_says_what_is_in_no_article_by_reason(kanbao, files):
    code, out, _ = kanbao("add", files, "--report")
    assert (code, out.splitlines()) == (
        0,
        [
            "新增 5 篇，更新 0 篇，未变 0 篇",
            "没有日期的 3 篇，按日期提问找不到：同一天的可加 --date 2022-04-03 再入库一次"
            "；日期在某一栏里的，加 --field date=栏名 再入库一次",
            str(files / "a.txt"),
            f"    未入库：版面文字 2 处 24 字：“{FURNITURE}”、“责任编辑：李桂英”",
            "    未入库：署名的括号与标记 4 处 4 字：“(”、“)”、“(”……",
            str(files / "c.jsonl"),
            "    修补：第 2 行第 1 字，略过文件中间的字节顺序标记（U+FEFF）",
            "    注意：字段 content 当作 text",
        ],
    )


def test_repairs_and_notes_are_said_without_a_report_too(kanbao, files):
    out = kanbao("add", files)[1]
    assert "未入库" not in out
    assert "修补：第 2 行第 1 字" in out
    assert "注意：字段 content 当作 text" in out


def test_the_report_as_json(kanbao, files):
    _, done = result(kanbao, "add", files, "--report")
    first, second = done["readings"]
    assert (first["file"], second["file"]) == (str(files / "a.txt"), str(files / "c.jsonl"))
    assert first["left_out"][0] == {
        "text": FURNITURE,
        "reason": "furniture",
        "start": 0,
        "end": len(FURNITURE),
    }
    assert second["repairs"] == [
        {"line": 2, "column": 1, "what": "略过文件中间的字节顺序标记（U+FEFF）"}
    ]
    assert second["notes"] == ["字段 content 当作 text"]
    _, without = result(kanbao, "add", files)
    assert [(row["file"], row["left_out"]) for row in without["readings"]] == [
        (str(files / "c.jsonl"), [])
    ]


def test_many_repairs_are_counted(kanbao, tmp_path):
    rows = [json.dumps({"id": f"{number}", "text": "今天有雨。"}) for number in range(23)]
    (tmp_path / "a.jsonl").write_text("\n\ufeff".join(rows), encoding="utf-8")
    lines = kanbao("add", tmp_path / "a.jsonl")[1].splitlines()
    assert sum("修补：第" in line for line in lines) == 20
    assert "    修补共 22 处（全部见 --json）" in lines


def test_a_damaged_file_is_refused_or_repaired(kanbao, tmp_path):
    page = tmp_path / "旧稿.txt"
    good = PAGE.encode("gb18030")
    at = good.index("。".encode("gb18030"))
    page.write_bytes(good[:at] + b"\xff" + good[at:])
    code, out, err = kanbao("add", page)
    assert (code, out) == (2, "")
    assert "第 3 行第 20 列" in err
    assert "--repair" in err
    code, out, _ = kanbao("add", page, "--repair")
    assert code == 0
    assert "新增 2 篇" in out
    assert "修补：第 3 行第" in out
    assert "0xFF 不是 gb18030 的字，换成了 1 个 U+FFFD" in out
    code, report = result(kanbao, "verify", "--files")
    assert (code, report["ok"], report["problems"]) == (0, True, [])
    assert result(kanbao, "add", page, "--repair")[1]["unchanged"] == 2


def test_repair_reads_good_files_beside_damaged_ones(kanbao, tmp_path):
    (tmp_path / "a.txt").write_text(PAGE, encoding="utf-8")
    (tmp_path / "b.jsonl").write_text(
        '{"id": "1", "text": "今天有雨。"}\n坏了的一行\n', encoding="utf-8"
    )
    code, done = result(kanbao, "add", tmp_path, "--repair")
    assert (code, done["skipped"]) == (0, [])
    [reading] = done["readings"]
    assert (reading["repairs"][0]["line"], reading["file"]) == (2, str(tmp_path / "b.jsonl"))


def test_every_reason_has_its_label():
    assert len({left_out_label(reason) for reason in Reason}) == len(Reason)
