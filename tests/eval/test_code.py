"""A run goes on only with the code that began it, unless it is told to."""

import json
import shutil
import subprocess
from dataclasses import replace

import pytest

from eval import manifest as manifests
from eval.baseline import save_baseline
from eval.code import PACKAGES, Code, code_here, code_in
from eval.compare import compare
from eval.errors import RunError
from eval.manifest import read_manifest
from eval.scores import load_run, score_run
from tests.eval.runs import READING, run_fakes, write_suite

OLD = Code(version="0.2.0", commit="a" * 40, dirty=False, files=dict.fromkeys(PACKAGES, "1"))
NEW = replace(OLD, commit="b" * 40, files={**OLD.files, "qa": "2"})


def git(folder, *arguments):
    program = shutil.which("git")
    if program is None:
        pytest.skip("git is not installed")
    who = ["-c", "user.name=t", "-c", "user.email=t@example.com"]
    subprocess.run([program, "-C", folder, *who, *arguments], check=True, capture_output=True)  # noqa: S603


@pytest.fixture
def packages(tmp_path):
    """Return a folder with three packages of one file each, and suites and weights beside."""
    folder = tmp_path / "packages"
    for name in PACKAGES:
        (folder / name / "room").mkdir(parents=True)
        (folder / name / "room" / "code.py").write_text(f"# {name}\n", encoding="utf-8")
    for other in ("eval/suites", "models/pretrained", "qa/__pycache__"):
        (folder / other).mkdir()
        (folder / other / "file").write_text("1", encoding="utf-8")
    return folder


def test_a_changed_moved_or_new_file_is_other_code(packages):
    was = code_in(packages)
    assert (was.commit, was.dirty) == (None, None)
    for other in ("eval/suites", "models/pretrained", "qa/__pycache__"):
        (packages / other / "file").write_text("2", encoding="utf-8")
    assert code_in(packages) == was
    (packages / "qa" / "room" / "code.py").write_text("# other\n", encoding="utf-8")
    assert code_in(packages).changed(was) == ["qa"]
    (packages / "eval" / "room" / "code.py").rename(packages / "eval" / "code.py")
    assert code_in(packages).changed(was) == ["eval", "qa"]
    assert "(installed, files " in str(was)
    assert str(code_in(packages)) != str(was)


def test_a_checkout_names_its_commit_and_whether_it_was_changed(packages):
    git(packages, "init", "-q")
    git(packages, "add", ".")
    git(packages, "commit", "-q", "-m", "first")
    first = code_in(packages)
    assert len(first.commit) == 40
    assert first.dirty is False
    assert str(first).endswith(f"({first.commit[:8]})")
    (packages / "README.md").write_text("a page", encoding="utf-8")
    assert code_in(packages) == first
    git(packages, "add", ".")
    git(packages, "commit", "-q", "-m", "a page")
    assert code_in(packages).commit != first.commit
    assert code_in(packages).changed(first) == []
    (packages / "eval" / "new.py").write_text("", encoding="utf-8")
    changed = code_in(packages)
    assert changed.dirty is True
    assert f"{changed.commit[:8]} with changes, files " in str(changed)


@pytest.fixture
def begun(tmp_path, monkeypatch):
    """Return a suite and a run of it that the old code began; what is here is the new code."""
    suite = write_suite(tmp_path, READING + "answerable = true\n")
    monkeypatch.setattr(manifests, "code_here", lambda: OLD)
    run_fakes(suite, tmp_path / "out")
    monkeypatch.setattr(manifests, "code_here", lambda: NEW)
    return suite, tmp_path / "out"


def test_the_manifest_names_the_code_that_runs(tmp_path):
    run_fakes(write_suite(tmp_path, READING + "answerable = true\n"), tmp_path / "out")
    assert read_manifest(tmp_path / "out").code == [code_here()]


def test_a_run_does_not_go_on_after_the_code_has_changed(begun):
    said = (
        r"code 0\.2\.0 \(aaaaaaaa\), this is 0\.2\.0 \(bbbbbbbb\) \(changed: qa\): .*--other-code"
    )
    with pytest.raises(RunError, match=said):
        run_fakes(*begun)
    assert read_manifest(begun[1]).code == [OLD]


def test_a_run_that_goes_on_with_other_code_says_so(begun, monkeypatch):
    suite, out = begun
    run_fakes(suite, out, other_code=True)
    assert read_manifest(out).code == [OLD, NEW]
    run_fakes(suite, out)  # it is that of the code here now
    assert read_manifest(out).code == [OLD, NEW]
    monkeypatch.setattr(manifests, "code_here", lambda: OLD)
    with pytest.raises(RunError, match=r"aaaaaaaa\), then 0\.2\.0 \(bbbbbbbb\), this is"):
        run_fakes(suite, out)


def test_a_commit_that_changes_no_package_is_the_same_code(begun, monkeypatch):
    monkeypatch.setattr(manifests, "code_here", lambda: replace(OLD, commit="c" * 40))
    run_fakes(*begun)
    assert read_manifest(begun[1]).code == [OLD]


def test_a_run_of_before_is_read_and_compared_but_does_not_go_on(begun, tmp_path):
    suite, out = begun
    found = json.loads((out / "run.json").read_text(encoding="utf-8"))
    del found["code"]
    (out / "run.json").write_text(json.dumps(found), encoding="utf-8")
    assert read_manifest(out).code == []
    save_baseline(load_run(out), score_run(load_run(out)), tmp_path / "base")
    assert compare(load_run(tmp_path / "base"), load_run(out))
    with pytest.raises(RunError, match=r"of code of a version before 0\.2, this is"):
        run_fakes(suite, out)
