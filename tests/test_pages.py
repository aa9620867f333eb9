"""Commands that stand on the pages about evaluation and performance can be given as they are."""

import importlib
import re
import shlex
from pathlib import Path

import pytest

from eval.__main__ import _parser, _suite_path
from eval.labels import KIND_LABELS, MEASURE_LABELS, SYSTEM_LABELS
from eval.tasks.registry import TASK_KINDS

DOCS = Path(__file__).parents[1] / "docs"
PAGES = ["evaluation.md", "performance.md"]


def commands(page):
    """Return the lines of a page's shell blocks, and its commands between backticks."""
    text = (DOCS / page).read_text(encoding="utf-8")
    prose = re.sub(r"<!-- .*?:begin -->.*<!-- .*?:end -->", "", text, flags=re.DOTALL)
    blocks = re.findall(r"```sh\n(.*?)```", prose, re.DOTALL)
    found = [line for block in blocks for line in block.splitlines()]
    inline = re.findall(
        r"`((?:kanbao-eval|python -m eval)[^`]*)`", re.sub(r"```.*?```", "", prose, flags=re.DOTALL)
    )
    return [*found, *(" ".join(line.split()) for line in inline)]


CASES = [(page, line) for page in PAGES for line in commands(page)]


@pytest.mark.parametrize(("page", "line"), CASES, ids=[line for _, line in CASES])
def test_a_command_is_understood(page, line):
    words = shlex.split(line.replace(" ...", ""))
    if words[:1] == ["kanbao-eval"]:
        if len(words) > 1:
            _parser().parse_args([word.removesuffix("...") for word in words[1:]])
    elif words[:2] == ["python", "-m"]:
        module = importlib.import_module(words[2])
        if hasattr(module, "__path__"):  # a package: what -m runs of it
            module = importlib.import_module(f"{words[2]}.__main__")
        module._parser().parse_args(words[3:])
    else:
        assert words[0] == "make"
        targets = (DOCS.parent / "Makefile").read_text(encoding="utf-8")
        assert f"\n{words[1]}:" in targets
        assert all(f"$({word.partition('=')[0]})" in targets for word in words[2:])


def test_both_pages_have_commands():
    assert {page for page, _ in CASES} == set(PAGES)
    assert len(CASES) > 12


def test_every_suite_and_measure_named_is_there():
    text = (DOCS / "evaluation.md").read_text(encoding="utf-8")
    suites = re.findall(
        r"^\| `([\w-]+)` \|", text.partition("## What the measures")[0], re.MULTILINE
    )
    assert len(suites) == len(list((DOCS.parent / "eval" / "suites").glob("*.toml")))
    assert all(_suite_path(name).is_file() for name in suites)
    known = {name for kind in TASK_KINDS.values() for name in kind.measures}
    table = text.partition("## What the measures")[2].partition("The first system")[0]
    cells = [line.split(" | ")[1] for line in table.splitlines() if line.startswith("| ")]
    named = {name for cell in cells for name in re.findall(r"`([^`]+)`", cell)}
    assert named - known == {"recall@k"}


def test_every_kind_measure_and_system_has_a_label_and_no_other():
    kinds = TASK_KINDS.values()
    assert set(KIND_LABELS) == set(TASK_KINDS)
    assert set(MEASURE_LABELS) == {name for kind in kinds for name in kind.measures}
    assert set(SYSTEM_LABELS) == {name for kind in kinds for name in kind.systems}
