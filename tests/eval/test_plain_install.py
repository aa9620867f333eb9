"""What ``kanbao-eval`` says in a process that cannot import what the extra ``eval`` brings."""

import pytest

from eval.entry import INSTALL
from tests.installed import modules_of, run_without

SCRIPT = """
from eval.entry import main

sys.exit(main(["suites"]))
"""


@pytest.mark.parametrize("missing", [modules_of("eval"), {"jinja2"}], ids=["all", "one"])
def test_the_script_says_in_one_line_what_to_install(missing):
    done = run_without(missing, SCRIPT)
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert line.startswith("错误：评测要用 ")
    assert line.endswith(f"没有装：{INSTALL}")
    assert any(name in line for name in missing)
