"""Nothing is imported that a command does not need."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.qa.command.sample import PAGE, QUESTION
from tests.qa.reading.papers import column, pdf, word

ROOT = Path(__file__).parents[3]
HEAVY = {
    "docx",
    "faiss",
    "filelock",
    "lxml",
    "markdown_it",
    "numpy",
    "opencc",
    "pypdfium2",
    "rich",
    "rjieba",
    "sqlite3",
    "trafilatura",
    "yaml",
}
LATER = {
    "qa.answering.answer",
    "qa.checking",
    "qa.reading.files",
    "qa.reading.newspaper",
    "qa.search.index",
    "qa.writing",
}
NEVER = {"asyncio", "jinja2", "matplotlib", "nltk", "pandas", "psutil", "scipy", "sklearn", "torch"}
# The small models of the tests stand in for the real ones, whose libraries are another test's.
SCRIPT = """
import json, sys
from qa import defaults
from qa.command.cli import main

def embedder(**_):
    from tests.fakes import HashEmbedder
    return HashEmbedder()

def generator(**_):
    from tests.generators import ExtractiveGenerator
    return ExtractiveGenerator()

defaults.default_embedder, defaults.default_generator = embedder, generator
code = main(sys.argv[1:])
print(json.dumps([code, sorted(sys.modules)]), file=sys.stderr)
"""


def loaded(folder, *args):
    """Return what of ``HEAVY`` and ``LATER`` a command has imported when it is done."""
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", SCRIPT, *map(str, args)],
        cwd=ROOT,
        env={"KANBAO_ARCHIVE": str(folder / "archive"), "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    code, modules = json.loads(done.stderr.splitlines()[-1])
    assert code in (0, 1), done.stderr
    assert {name.partition(".")[0] for name in modules}.isdisjoint(NEVER)
    return (HEAVY | LATER) & set(modules)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """An archive of a page, whose index file is there."""
    made = tmp_path_factory.mktemp("imports")
    (made / "page.txt").write_text(PAGE, encoding="utf-8")
    loaded(made, "add", made / "page.txt")
    assert "filelock" in loaded(made, "search", "大桥", "--json")  # that writes it
    return made


STORE = {"sqlite3"}
SEARCH = STORE | {"numpy", "opencc", "faiss", "qa.search.index"}
ASK = SEARCH | {"qa.answering.answer", "qa.checking"}


@pytest.mark.parametrize(
    ("command", "wanted"),
    [
        (["--help"], set()),
        (["--version"], set()),
        (["search", "--help"], set()),
        (["list", "--json"], STORE),
        (["list"], STORE | {"rich"}),
        (["delete", "nosuch"], STORE),
        (["relocate", "/old", "/new"], STORE),
        (["search", "大桥", "--json"], SEARCH),
        (["search", "大桥"], SEARCH | {"rich"}),
        (["ask", QUESTION, "--json"], ASK | {"rjieba"}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_command_imports_what_it_needs_and_no_more(folder, command, wanted):
    assert loaded(folder, *command) == wanted


ADD = STORE | {"numpy", "opencc", "rich", "qa.reading.files"}
ARTICLE = {"id": "n1", "title": "石桥通车", "text": "青石镇的石桥昨日通车，全长三百米。"}
TEXT = f"# {ARTICLE['title']}\n\n{ARTICLE['text']}\n"
HTML = f"<html><body><article><h1>石桥通车</h1><p>{ARTICLE['text'] * 3}</p></article></body></html>"


@pytest.mark.parametrize(
    ("name", "data", "wanted"),
    [
        ("a.jsonl", json.dumps(ARTICLE), set()),
        ("a.md", TEXT, {"markdown_it"}),
        ("a.txt", PAGE, {"qa.reading.newspaper"}),
        ("a.html", HTML, {"lxml", "trafilatura"}),
        (
            "a.pdf",
            pdf(column(60, 100, ARTICLE["text"], width=20)),
            {"pypdfium2", "qa.reading.newspaper"},
        ),
        ("a.docx", word(ARTICLE["text"]), {"docx", "lxml", "qa.reading.newspaper"}),
    ],
)
def test_adding_a_file_imports_what_reads_its_kind(tmp_path, name, data, wanted):
    (tmp_path / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    assert loaded(tmp_path, "add", tmp_path / name) == ADD | wanted
