"""What is built has all its files, and works where nothing else of the project is."""

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest
from setuptools import Distribution

from tests.qa.command.sample import PAGE, QUESTION

ROOT = Path(__file__).parents[1]
PACKAGES = ("qa", "models", "eval")
LEFT_OUT = "eval/judged/labels"  # given to the command by their paths
CACHE = "KANBAO_CACHE"  # not the user's own


def built(monkeypatch):
    """Return the files of the wheel, as setuptools finds them from pyproject.toml."""
    monkeypatch.chdir(ROOT)
    project = Distribution({"script_name": "setup.py"})
    project.parse_config_files()
    command = project.get_command_obj("build_py")
    command.ensure_finalized()
    folder = Path(command.build_lib)
    return {Path(file).relative_to(folder).as_posix() for file in command.get_outputs()}


def written():
    """Return the files of the packages' folders."""
    found = (file for package in PACKAGES for file in (ROOT / package).rglob("*"))
    files = (file for file in found if file.is_file() and file.parent.name != "__pycache__")
    return {file.relative_to(ROOT).as_posix() for file in files}


def test_the_wheel_has_every_file_of_the_packages(monkeypatch):
    there = {file for file in written() if not file.startswith(f"{LEFT_OUT}/")}
    assert built(monkeypatch) == there
    assert {f"models/pretrained/{name}/config.json" for name in ("embedder", "generator")} <= there


def run(*args, cwd, **variables):
    """Run a program with no variable of ours but ``variables``; return what it wrote."""
    theirs = ("PYTHONPATH", "KANBAO")
    kept = {k: v for k, v in os.environ.items() if k == CACHE or not k.startswith(theirs)}
    done = subprocess.run(  # noqa: S603 - programs of this test
        list(map(str, args)),
        cwd=cwd,
        env={**kept, **variables},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.slow  # builds a wheel of 118 MB, and installs 300 MB from the index
@pytest.mark.timeout(1800)
def test_the_wheel_works_in_an_environment_and_a_folder_of_its_own(tmp_path):
    pip = ("-m", "pip", "--disable-pip-version-check", "--quiet")
    source, home, folder = tmp_path / "source", tmp_path / "home", tmp_path / "folder"
    for package in PACKAGES:
        shutil.copytree(
            ROOT / package, source / package, ignore=shutil.ignore_patterns("__pycache__")
        )
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    run(sys.executable, *pip, "wheel", "--no-deps", "--wheel-dir", tmp_path, source, cwd=tmp_path)
    (wheel,) = tmp_path.glob("*.whl")
    venv.create(tmp_path / "venv", with_pip=True)
    programs = tmp_path / "venv" / "bin"
    constraints = ROOT / "constraints.txt"
    run(programs / "python", *pip, "install", "--constraint", constraints, wheel, cwd=tmp_path)
    home.mkdir()
    folder.mkdir()
    (folder / "page.txt").write_text(PAGE, encoding="utf-8")
    run(programs / "kanbao", "add", "page.txt", cwd=folder, HOME=str(home))
    said = run(programs / "kanbao", "ask", QUESTION, cwd=folder, HOME=str(home))
    assert said.startswith("答案：1.5亿元")
    assert "page.txt:" in said.splitlines()[-1]
    assert {path.name for path in folder.iterdir()} == {"page.txt", "kanbao-archive"}
    assert list(home.iterdir()) == []
