"""What is built has all its files, and works where nothing else of the project is."""

import os
import re
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
LEFT_OUT = tuple(f"eval/judged/{name}/" for name in ("labels", "choices", "standing"))
TOOL = ("pip wheel", "WHEEL=", "pipx ", "uvx ")  # the README's lines
README = (ROOT / "README.md").read_text("utf-8")
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
    there = {file for file in written() if not file.startswith(LEFT_OUT)}
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


PIP = ("-m", "pip", "--disable-pip-version-check", "--quiet")


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    """Return a folder with what a wheel is made of, and no git."""
    folder = tmp_path_factory.mktemp("source")
    for package in PACKAGES:
        shutil.copytree(
            ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__")
        )
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, folder)
    return folder


@pytest.fixture
def places(tmp_path):
    """Return a home and a folder with nothing of anybody's."""
    home, folder = tmp_path / "home", tmp_path / "folder"
    home.mkdir()
    folder.mkdir()
    return home, folder


@pytest.mark.slow  # builds a wheel of 118 MB, and installs 300 MB from the index
@pytest.mark.timeout(1800)
def test_the_wheel_works_in_an_environment_and_a_folder_of_its_own(source, places, tmp_path):
    home, folder = places
    run(sys.executable, *PIP, "wheel", "--no-deps", "--wheel-dir", tmp_path, source, cwd=tmp_path)
    (wheel,) = tmp_path.glob("*.whl")
    venv.create(tmp_path / "venv", with_pip=True)
    programs = tmp_path / "venv" / "bin"
    constraints = ROOT / "constraints.txt"
    run(programs / "python", *PIP, "install", "--constraint", constraints, wheel, cwd=tmp_path)
    (folder / "page.txt").write_text(PAGE, encoding="utf-8")
    run(programs / "kanbao", "add", "page.txt", cwd=folder, HOME=str(home))
    said = run(programs / "kanbao", "ask", QUESTION, cwd=folder, HOME=str(home))
    assert said.startswith("答案：1.5亿元")
    assert "page.txt:" in said.splitlines()[-1]
    assert {path.name for path in folder.iterdir()} == {"page.txt", "kanbao-archive"}
    assert list(home.iterdir()) == []


WEB = """<html><head><title>城南公园改造完工</title></head><body><article><h1>城南公园改造完工</h1>
<p>城南公园改造工程7日完工，历时八个月，新增座椅一百二十把，市民明天起可以免费入园。</p>
<p>公园管理处主任罗文静说，改造花了九百万元。</p></article></body></html>"""
COSTS = "城南公园改造花了多少钱？"


@pytest.mark.slow  # the same, twice: by pipx and by uvx
@pytest.mark.timeout(1800)
def test_the_lines_that_make_a_tool_of_it_bring_the_extra(source, places, tmp_path):
    home, folder = places
    lines = [line for line in re.findall(r"`([^`\n]+)`", README) if line.startswith(TOOL)]
    assert [line.split()[0].partition("=")[0] for line in lines] == ["pip", "WHEEL", "pipx", "uvx"]
    build, name, install, at_once = (line.replace("…", COSTS) for line in lines)
    venv.create(tmp_path / "tools", with_pip=True)
    programs = tmp_path / "tools" / "bin"
    run(programs / "python", *PIP, "install", "pipx", "uv", cwd=tmp_path)
    (folder / "park.html").write_text(WEB, encoding="utf-8")
    script = f"""set -e
        cd {source} && {build} && {name} && {install} && cd {folder} && kanbao add park.html >&2
        kanbao ask {COSTS} && {at_once}"""
    kept = {"PIPX_HOME": tmp_path / "pipx", "PIPX_BIN_DIR": tmp_path / "bin", "HOME": home}
    path = f"{programs}:{tmp_path / 'bin'}:{os.environ['PATH']}"
    said = run(
        "bash", "-c", script, cwd=tmp_path, PATH=path, **{k: str(v) for k, v in kept.items()}
    )
    assert said.count("答案：九百万元") == 2
