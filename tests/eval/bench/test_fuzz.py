"""The command that reads damaged files: what it makes, what it counts, what it keeps."""

import time
from random import Random

import pytest

from eval.bench import fuzz
from tests.qa.reading.test_files import DOCUMENTS, OTHERS

FILES = DOCUMENTS | OTHERS


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_seed_gives_the_same_changes(kind):
    made = [fuzz.changed(FILES[kind], Random(f"{n}")) for n in (1, 1, 2)]
    assert made[0] == made[1] != made[2] != FILES[kind]


@pytest.mark.parametrize("kind", FILES)
def test_no_damaged_file_is_a_failure(tmp_path, capsys, kind):
    (tmp_path / f"a.{kind}").write_bytes(FILES[kind])
    out = tmp_path / "out"
    assert fuzz.main([str(tmp_path / f"a.{kind}"), "--count", "50", "--out", str(out)]) == 0
    read, refused, failed = capsys.readouterr().out.split(", ")
    assert failed == "0 failed\n"
    assert int(read.split()[1]) + int(refused.split()[0]) == 50
    assert [*out.iterdir()] == []


def test_a_failure_is_counted_told_and_kept(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(fuzz, "KILOBYTES", 1)  # whatever is read takes more
    (tmp_path / "a.csv").write_bytes(FILES["csv"])
    out = tmp_path / "out"
    assert fuzz.main([str(tmp_path / "a.csv"), "--count", "3", "--out", str(out)]) == 1
    first, *told = capsys.readouterr().out.splitlines()
    assert first == ".csv: 0 read, 0 refused, 3 failed"
    assert [line.split(":")[0] for line in told] == [f"{n}-a.csv" for n in range(3)]
    assert {file.name for file in out.iterdir()} == {f"{n}-a.csv" for n in range(3)}


def test_a_file_that_takes_too_long_is_a_failure_and_none_that_is_refused(
    tmp_path, capsys, monkeypatch
):
    monkeypatch.setattr(fuzz, "SECONDS", 1)
    monkeypatch.setattr("qa.reading.web._extract", lambda _: time.sleep(60))
    monkeypatch.setattr(fuzz, "changed", lambda data, _: data)
    (tmp_path / "a.html").write_bytes(FILES["html"])
    out = tmp_path / "out"
    assert fuzz.main([str(tmp_path / "a.html"), "--count", "1", "--out", str(out)]) == 1
    first, told = capsys.readouterr().out.splitlines()
    assert first == ".html: 0 read, 0 refused, 1 failed"
    assert told == "0-a.html: _SlowError: more than 1 s"


def test_a_process_that_dies_is_a_failure(tmp_path, capsys):
    out = tmp_path / "out"
    assert fuzz.main([str(tmp_path / "gone.csv"), "--count", "2", "--out", str(out)]) == 1
    assert "0-gone.csv: the process died or hung" in capsys.readouterr().out
