"""What ``kanbao-eval`` says in a process that cannot import what the extra ``eval`` brings."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from eval.entry import INSTALL
from tests.installed import modules_of

ROOT = Path(__file__).parents[2]
SCRIPT = """
import json, sys
from importlib.abc import MetaPathFinder

class Blocked(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in json.loads(sys.argv[1]):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Blocked())

from eval.entry import main

sys.exit(main(["suites"]))
"""


@pytest.mark.parametrize("missing", [modules_of("eval"), {"jinja2"}], ids=["all", "one"])
def test_the_script_says_in_one_line_what_to_install(missing):
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", SCRIPT, json.dumps(sorted(missing))],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert line.startswith("错误：评测要用 ")
    assert line.endswith(f"没有装：{INSTALL}")
    assert any(name in line for name in missing)
