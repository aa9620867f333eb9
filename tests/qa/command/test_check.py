"""``kanbao check``: an evidence file is proven by the file itself, or says what became of it."""

import json
import shutil
import sqlite3
from contextlib import closing

import pytest

from qa.command.cli import main
from tests.qa.command.sample import PAGE, QUESTION, result


@pytest.fixture
def evidence(filled, tmp_path):
    """Ask with ``--evidence``; return the file."""
    file = tmp_path / "evidence.json"
    assert filled("ask", QUESTION, "--evidence", file)[0] == 0
    return file


@pytest.fixture
def checked(capsys, evidence, tmp_path):
    """Run ``check --json`` on the evidence; return the exit code and the only proof."""

    def checked(*words, file=evidence):
        code = main(["check", str(file), "--json", *map(str, words)])
        said = json.loads(capsys.readouterr().out)
        (proof,) = said["proofs"]
        assert said["ok"] is proof["proven"] is (code == 0)
        return code, proof

    return checked


def test_a_quotation_across_a_broken_line_is_proven_by_its_file(evidence, checked):
    (row,) = json.loads(evidence.read_text("utf-8"))
    assert "建设用时两年" in row["citation"]["quote"]
    assert "建设用\n\n时两年" in PAGE
    assert len(row["pieces"]) > 1
    code, proof = checked()
    assert (code, proof["file_state"], proof["in_place"]) == (0, "same", True)
    assert (proof["places"], proof["archive_state"]) == ([], None)
    assert proof["quote"] == row["citation"]["quote"]


def test_what_changed_is_said_and_where_the_quotation_stands_now(checked, page, tmp_path, capsys):
    page.write_text("号外\n\n" + PAGE, "utf-8")
    code, proof = checked("--archive", tmp_path / "archive")
    assert (code, proof["file_state"], proof["in_place"]) == (1, "changed", False)
    start = page.read_text("utf-8").index(proof["quote"][:10])
    assert proof["places"] == [start]
    assert proof["archive_state"] == "same"
    page.write_text(PAGE + "号外\n", "utf-8")
    code, proof = checked()
    assert (code, proof["file_state"], proof["in_place"]) == (1, "changed", True)
    page.write_text(PAGE.replace("清河大桥在", "青河大桥在").replace("1.5亿元", "2.5亿元"), "utf-8")
    code, proof = checked()
    assert (code, proof["in_place"], proof["places"]) == (1, False, [])


def test_a_quotation_of_an_archive_that_was_edited_by_hand_is_not_proven(filled, tmp_path, capsys):
    with (
        closing(sqlite3.connect(tmp_path / "archive" / "archive.sqlite")) as connection,
        connection,
    ):
        connection.execute("UPDATE articles SET text = replace(text, '1.5亿元', '9.5亿元')")
    file = tmp_path / "evidence.json"
    assert "9.5亿元" in filled("ask", QUESTION, "--evidence", file)[1]
    code, out, _ = run_check(capsys, file)
    assert (code, "引文已不在其中" in out) == (1, True)
    code, out, _ = filled("verify")
    assert (code, "内容不是入库时的" in out) == (1, True)


def run_check(capsys, *words):
    code = main(["check", *map(str, words)])
    return code, *capsys.readouterr()


def test_a_file_that_is_gone_is_proven_by_the_archive_or_by_where_it_is_now(
    checked, page, tmp_path, kanbao
):
    (tmp_path / "old" / "2031").mkdir(parents=True)
    moved = tmp_path / "old" / "2031" / page.name
    shutil.move(page, moved)
    (tmp_path / "old" / page.name).write_text("另一个同名的文件。", "utf-8")
    assert checked()[1]["file_state"] == "missing"
    for place in (tmp_path / "old", moved):
        code, proof = checked("--original", place)
        assert (code, proof["file"], proof["file_state"]) == (0, str(moved), "same")
    code, proof = checked("--archive", tmp_path / "archive")
    assert (code, proof["file_state"], proof["archive_state"]) == (0, "missing", "same")
    ids = [article["id"] for article in result(kanbao, "list")[1]["articles"]]
    kanbao("delete", *ids)
    code, proof = checked("--archive", tmp_path / "archive")
    assert (code, proof["archive_state"]) == (1, "missing")


def test_an_article_of_no_file_is_proven_by_its_archive(tmp_path, checked, evidence):
    from qa import Archive
    from qa.service.citations import evidence as made
    from tests.fakes import HashEmbedder
    from tests.service.conftest import LIBRARY

    with Archive.open(tmp_path / "other", embedder=HashEmbedder()) as archive:
        archive.add([LIBRARY])
        row = made("news", LIBRARY, archive.cite(LIBRARY.id, 0, 6))
    evidence.write_text(json.dumps(row, default=str), "utf-8")  # as the service gives it: one
    assert checked()[1]["file_state"] is None
    code, proof = checked("--archive", tmp_path / "other")
    assert (code, proof["file"], proof["archive_state"]) == (0, None, "same")


def test_it_is_said_in_chinese(evidence, page, capsys):
    from qa.command.cli import main

    assert main(["check", str(evidence)]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("✓ “")
    assert f"原文件未变，引文在原处：{page}" in out
    [row] = rows = json.loads(evidence.read_text("utf-8"))
    row["citation"]["title"] = " "
    evidence.write_text(json.dumps(rows), "utf-8")
    assert main(["check", str(evidence)]) == 0
    assert "”  （无标题）  2031" in capsys.readouterr()[0]
    page.unlink()
    assert main(["check", str(evidence), str(evidence)]) == 1
    out, err = capsys.readouterr()
    assert (out.count("✗ “"), out.count("原文件不在"), err) == (2, 2, "")


def test_a_refusal_has_no_evidence(filled, tmp_path):
    file = tmp_path / "none.json"
    assert filled("ask", QUESTION, "--since", "2050-01-01", "--evidence", file)[0] == 1
    assert not file.exists()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda row: "{", "不是 JSON"),
        (lambda row: [], "没有引文"),
        (lambda row: 1, "不是证据文件"),
        (lambda row: {"kanbao": "0"}, "不是证据文件"),
        (lambda row: row | {"pieces": []}, "被改过"),
        (lambda row: row | {"pieces": row["pieces"][1:]}, "被改过"),
        (lambda row: row | {"pieces": row["pieces"][:1]}, "被改过"),
        (lambda row: row | {"citation": row["citation"] | {"quote": "另一句"}}, "被改过"),
        (lambda row: row | {"citation": row["citation"] | {"date": "昨天"}}, "被改过"),
    ],
    ids=range(9),
)
def test_what_is_no_evidence_or_was_altered_is_said(evidence, capsys, change, said):
    from qa.command.cli import main

    (row,) = json.loads(evidence.read_text("utf-8"))
    made = change(row)
    evidence.write_text(made if isinstance(made, str) else json.dumps(made), "utf-8")
    assert main(["check", str(evidence)]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert said in err


def test_another_quotation_of_the_same_length_is_not_proven(evidence, checked):
    (row,) = json.loads(evidence.read_text("utf-8"))
    quote = row["citation"]["quote"].replace("1.5", "9.5")
    row["citation"]["quote"] = quote
    evidence.write_text(json.dumps(row), "utf-8")
    code, proof = checked()
    assert (code, proof["file_state"], proof["in_place"]) == (1, "same", False)


def test_a_file_that_is_not_there_is_said(capsys):
    from qa.command.cli import main

    assert main(["check", "nowhere.json"]) == 2
    assert "nowhere.json" in capsys.readouterr().err
