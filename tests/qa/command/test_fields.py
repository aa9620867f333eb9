"""``kanbao add`` of tables and packed files: columns by name, what is in files and was not read."""

import json

from tests.qa.reading.packed import table, zipped

TEXT = "青石镇的石桥昨日通车，全长三百米，总投资两千万元。"
DATA = table(["题目", "稿"], ["石桥通车", TEXT])


def test_columns_are_named_and_the_others_are_guessed(kanbao, tmp_path):
    (tmp_path / "a.csv").write_bytes(DATA)
    code, out, err = kanbao("add", tmp_path / "a.csv")
    assert (code, out) == (2, "")
    assert "没有认出哪一列是正文（各列：'题目', '稿'）：把那一列的列名改成“正文”" in err
    code, out, _ = kanbao("add", tmp_path / "a.csv", "--field", "text=稿")
    assert (code, out.splitlines()) == (
        0,
        [
            "新增 1 篇，更新 0 篇，未变 0 篇",
            "没有日期的 1 篇，按日期提问找不到：同一天的可加 --date 2022-04-03 再入库一次"
            "；日期在某一栏里的，加 --field date=栏名 再入库一次",
            str(tmp_path / "a.csv"),
            "    注意：各列：题目 当作 title，稿 当作 text",
        ],
    )
    assert kanbao("verify", "--files")[0] == 0


def test_a_field_that_no_article_has_is_an_error(kanbao, tmp_path):
    for wrong in ("txt=稿", "text", "=稿"):
        code, out, err = kanbao("add", tmp_path, "--field", wrong)
        assert (code, out, err.count("\n")) == (2, "", 1)
        assert "请写成 text=正文；等号前可以是 id、title、text" in err


def test_what_is_in_an_archive_and_was_not_read_is_listed(kanbao, tmp_path):
    file = tmp_path / "三月.zip"
    line = json.dumps({"id": "1"}).encode()
    file.write_bytes(zipped({"a.txt": TEXT, "b.jsonl": line, "c.doc": b"x"}))
    code, out, err = kanbao("add", file)
    assert code == 2
    assert out.startswith("新增 1 篇")
    assert f"跳过 {file}/b.jsonl，第 1 行：text 要是文字" in out
    assert "里面没有去读 .doc 1 个：旧版 Word、WPS 文档：用 Word、WPS 或 LibreOffice 另存为" in out
    assert "文件里的文件有 1 个没有读成" in err
    code, out, _ = kanbao("add", file, "--json")
    done = json.loads(out)
    assert (code, done["unchanged"]) == (2, 1)
    assert [row["file"] for row in done["skipped"]] == [f"{file}/b.jsonl"]
    assert kanbao("verify", "--files")[0] == 0


def test_what_is_not_tried_is_listed_by_kind_with_what_to_do(kanbao, tmp_path):
    for name in ("a.txt", "b.doc", "c.doc", "d.odp", "e.abc"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    code, out, _ = kanbao("add", tmp_path)
    assert (code, out.splitlines()[2:]) == (
        0,
        [
            "没有去读 .doc 2 个：旧版 Word、WPS 文档：用 Word、WPS 或 LibreOffice 另存为 .docx",
            "没有去读 .odp 1 个：OpenDocument 演示文稿：另存为 .pptx",
            "没有去读的其他文件：.abc 1",
        ],
    )
