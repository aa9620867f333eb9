"""The rules the packages keep, read from their syntax trees."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

import eval as eval_package
import models
import qa

ROOT = Path(__file__).parents[1]
OURS = ("qa", "models", "eval")

# Imports point to the same number or a lower one.
LAYERS = {
    "records": 0,
    "errors": 0,
    "interfaces": 1,
    "text": 1,
    "scripts": 1,
    "reading": 1,
    "numerals": 1,
    "dates": 1,
    "edges": 1,
    "names": 1,
    "words": 1,
    "faults": 1,
    "repair": 1,
    "choose": 2,
    "faithfulness": 1,
    "extract": 1,
    "duplicates": 2,
    "encode": 2,
    "store": 2,
    "vectors": 1,
    "index": 2,
    "retrieve": 3,
    "rebuild": 3,
    "answer": 4,
    "summarize": 4,
    "digest": 4,
    "defaults": 5,
    "archive": 5,
    "intake": 3,
    "progress": 6,
    "show": 6,
    "commands": 6,
    "cli": 7,
    "__main__": 8,
}
PRINTING = {
    "qa/cli.py",
    "eval/__main__.py",
    "eval/digests.py",
    "eval/engines.py",
    "eval/scale.py",
    "eval/soak.py",
    "eval/speed.py",
}
NEAR_MODELS = {"eval/__main__.py", "eval/engines.py"}


def sources(package):
    return sorted((ROOT / package).rglob("*.py"))


def imported(file):
    """Return the absolute names of the modules a file imports, also inside functions."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: relative import"
            found |= {f"{node.module}.{alias.name}" for alias in node.names} | {node.module}
    return found


def packages(file):
    return {name.split(".")[0] for name in imported(file)} & set(OURS)


def name(file):
    return file.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("file", sources("qa"), ids=name)
def test_imports_in_qa_point_one_way(file):
    module = file.relative_to(ROOT / "qa").with_suffix("").parts[0]
    if module == "__init__":
        return
    used = {
        part[1] for full in imported(file) if len(part := full.split(".")) > 1 and part[0] == "qa"
    }
    upward = {other for other in used & set(LAYERS) if LAYERS[other] > LAYERS[module]}
    assert upward == set()


def test_every_module_of_qa_has_its_layer():
    modules = {file.relative_to(ROOT / "qa").with_suffix("").parts[0] for file in sources("qa")}
    assert modules - {"__init__"} == set(LAYERS)


@pytest.mark.parametrize("file", [file for p in OURS for file in sources(p)], ids=name)
def test_packages_import_only_whom_they_may(file):
    allowed = {
        "qa": {"qa", "models"} if file.name == "defaults.py" else {"qa"},
        "models": {"models"},
        "eval": {"eval", "qa", "models"} if name(file) in NEAR_MODELS else {"eval", "qa"},
    }
    assert packages(file) <= allowed[name(file).split("/")[0]]


def test_models_are_imported_only_when_needed():
    tree = ast.parse((ROOT / "qa" / "defaults.py").read_text(encoding="utf-8"))
    at_import = {node.module for node in tree.body if isinstance(node, ast.ImportFrom)}
    assert at_import == {"__future__", "typing", "qa.errors"}


@pytest.mark.parametrize("file", [file for p in OURS for file in sources(p)], ids=name)
def test_only_the_command_lines_print(file):
    tree = ast.parse(file.read_text(encoding="utf-8"))
    prints = [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "print"
    ]
    allowed = name(file) in PRINTING or name(file).startswith("models/training/")
    assert prints == [] or allowed


def test_the_packages_are_ours():
    folders = [Path(package.__file__).parent for package in (qa, models, eval_package)]
    assert folders == [ROOT / package for package in OURS]


def test_the_version_is_the_newest_in_the_changelog():
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.search(r"^## \[(\d+\.\d+\.\d+)\] - \d{4}-\d\d-\d\d$", text, re.MULTILINE)
    assert newest is not None
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert newest[1] == qa.__version__ == project["version"]
