"""What works without the extra ``eval``, in a process that cannot import what the extra brings."""

import json
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from eval.extras import INSTALL
from tests.eval.runs import READING, write_suite

ROOT = Path(__file__).parents[2]
PLAIN = READING + 'answerable = true\nsystems = ["kanbao", "sentence"]\n'
RANKED = """
[[tasks]]
name = "headline"
kind = "headline"
data = "summaries.jsonl"
articles = ["articles.jsonl"]
systems = ["kanbao", "textrank"]
"""
SCRIPT = """
import json, sys
from importlib.abc import MetaPathFinder

class Blocked(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in json.loads(sys.argv[1]):
            raise ModuleNotFoundError(f"No module named {name!r}")

sys.meta_path.insert(0, Blocked())

from eval.__main__ import main
from qa import defaults
from tests.fakes import HashEmbedder
from tests.generators import ExtractiveGenerator

defaults.load_embedder = lambda name: HashEmbedder()
defaults.load_generator = lambda name: ExtractiveGenerator()
for command in json.loads(sys.argv[2]):
    print("exit", main(command), flush=True)
"""


def extra_modules():
    """Return the modules of the packages that only the extra ``eval`` asks for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extra = {asked.partition(">=")[0] for asked in project["optional-dependencies"]["eval"]}
    return [m for m, names in packages_distributions().items() if extra & set(names)]


def run_plainly(folder, *commands):
    """Return the exit codes of commands of ``kanbao-eval``, and what they wrote to stderr."""
    arguments = [sys.executable, "-c", SCRIPT, json.dumps(extra_modules()), json.dumps(commands)]
    done = subprocess.run(  # noqa: S603
        arguments, cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    codes = [line.split()[1] for line in done.stdout.splitlines() if line.startswith("exit ")]
    return list(map(int, codes)), done.stderr.splitlines()


def test_what_the_extra_has_is_blocked():
    assert {"matplotlib", "sumy"} <= set(extra_modules())


@pytest.mark.timeout(600)
def test_ones_own_questions_are_run_compared_and_gated(tmp_path):
    suite, out, base = write_suite(tmp_path, PLAIN), str(tmp_path / "out"), str(tmp_path / "base")
    codes, said = run_plainly(
        tmp_path,
        ["run", str(suite), "--out", out],
        ["compare", out, out],
        ["baseline", out, "--out", base],
        ["gate", out, "--against", base],
        ["report", out],
    )
    assert codes == [0, 0, 0, 0, 0], said
    assert [line for line in said if INSTALL in line] == [
        f"没有图：画图要用 matplotlib，没有装：{INSTALL}"
    ] * 2
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert "没有图：画图要用 matplotlib" in page
    assert "<svg" not in page


@pytest.mark.timeout(600)
def test_a_system_of_the_extra_says_in_one_line_what_to_install(tmp_path):
    suite = write_suite(tmp_path, RANKED)
    codes, said = run_plainly(tmp_path, ["run", str(suite), "--out", str(tmp_path / "out")])
    assert codes == [2]
    (line,) = said
    assert line.startswith("错误：")
    assert line.endswith(f"system 'textrank' needs sumy, which is not installed: {INSTALL}")
    assert not (tmp_path / "out").exists()  # said before anything is run
