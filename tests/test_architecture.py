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

# Imports point to a higher line, or stay within a room; no room is in a circle.
FLOORS = [
    {"errors"},
    {"caches", "inputs", "places", "server"},
    {"records"},
    {"interfaces", "chinese", "spread"},
    {"checking", "messages", "quoting", "reading", "reasons", "shapes", "store", "tables"},
    {"search"},
    {"answering", "writing"},
    {"defaults"},
    {"archive"},
    {"questions", "standing"},
    {"service"},
    {"command"},
]
LEVEL = {room: level for level, floor in enumerate(FLOORS) for room in floor}
PRINTING = {
    "qa/command/cli.py",
    "qa/command/entry.py",
    "eval/__main__.py",
    "eval/bench/before_after.py",
    "eval/bench/chunking.py",
    "eval/bench/chunks.py",
    "eval/bench/asked.py",
    "eval/bench/digests.py",
    "eval/bench/engines.py",
    "eval/bench/federation.py",
    "eval/bench/fuzz.py",
    "eval/bench/peak.py",
    "eval/bench/peer.py",
    "eval/bench/peers.py",
    "eval/bench/readers.py",
    "eval/bench/relevance.py",
    "eval/bench/scale.py",
    "eval/scans/__main__.py",
    "eval/bench/scans.py",
    "eval/bench/selected.py",
    "eval/bench/service.py",
    "eval/bench/service_kills.py",
    "eval/bench/service_peers.py",
    "eval/bench/soak.py",
    "eval/bench/speed.py",
    "eval/bench/spread.py",
    "eval/bench/steps.py",
    "eval/bench/stores.py",
    "eval/bench/sureness.py",
    "eval/bench/worth.py",
    "eval/entry.py",
    "eval/judged/__main__.py",
    "eval/kinds/__main__.py",
}
NEAR_MODELS = {
    "eval/__main__.py",
    "eval/bench/engines.py",
    "eval/bench/peak.py",
    "eval/bench/relevance.py",
    "eval/bench/selected.py",
    "eval/bench/sureness.py",
}


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


def room(file):
    return file.relative_to(ROOT / "qa").with_suffix("").parts[0]


def module(file):
    """Return the dotted name of a file's module; a package's is its folder's."""
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@pytest.mark.parametrize("file", sources("qa"), ids=name)
def test_imports_in_qa_point_one_way(file):
    if room(file) in ("__init__", "__main__"):
        return
    used = {
        part[1] for full in imported(file) if len(part := full.split(".")) > 1 and part[0] == "qa"
    }
    upward = {
        other
        for other in used & set(LEVEL)
        if other != room(file) and LEVEL[other] >= LEVEL[room(file)]
    }
    assert upward == set()


WITHIN_ANSWERING = {"digests": set(), "spans": set(), "yes_no": set()}


@pytest.mark.parametrize("own", WITHIN_ANSWERING)
def test_what_answers_is_apart_from_what_digests(own):
    used = {full for file in sources(f"qa/answering/{own}") for full in imported(file)}
    others = {part[2] for full in used if (part := full.split("."))[:2] == ["qa", "answering"]}
    assert others & WITHIN_ANSWERING.keys() <= {own} | WITHIN_ANSWERING[own]


def test_every_room_of_qa_has_its_floor():
    rooms = {room(file) for file in sources("qa")}
    assert rooms - {"__init__", "__main__"} == set(LEVEL)


def test_no_module_is_in_a_circle():
    files = {module(file): file for package in OURS for file in sources(package)}
    imports = {
        one: {other for other in imported(file) if other in files and other != one}
        for one, file in files.items()
        if file.name != "__init__.py"  # a package names what its modules hold
    }
    assert [one for one in imports if one in reached(one, imports)] == []


def reached(start, imports):
    """Return all modules that one imports, and those these import, and so on."""
    found, waiting = set(), [*imports[start]]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += imports.get(one, ())
    return found


def test_only_the_store_writes_sql():
    sql = re.compile(r"\b(SELECT|INSERT|DELETE|UPDATE|PRAGMA)\b.*\b(FROM|INTO|SET|journal)\b")
    rooms = {
        file for package in OURS for file in sources(package) if sql.search(file.read_text("utf-8"))
    }
    assert {file.parent for file in rooms} <= {ROOT / "qa" / "store"}


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
    assert at_import == {"__future__", "functools", "typing", "qa.errors"}


def test_only_one_module_imports_openvino():
    files = {
        name(file)
        for package in OURS
        for file in sources(package)
        if any(full.split(".")[0] == "openvino" for full in imported(file))
    }
    assert files == {"models/runtime.py"}


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
