"""The pages of docs/ say what is so."""

import contextlib
import io
import json
import re
import shutil
from pathlib import Path

import pytest

from qa.command.cli import main
from qa.reading.files import can_read

ROOT = Path(__file__).parents[1]
COMMAND = (ROOT / "docs" / "command.md").read_text("utf-8")
PAGE = ROOT / "examples" / "page.txt"
VARIABLE = re.compile(r"\"((?:KANBAO|HF|TRANSFORMERS|OMP)_\w+)\"")
REFUSED = "云河市机场什么时候通航？"


def fields(heading):
    """Return the names that a section of docs/command.md has in code, but values and commands."""
    section = re.search(rf"^## {heading}\n(.*?)(?=^## |\Z)", COMMAND, re.MULTILINE | re.DOTALL)[1]
    names = re.findall(r"`([a-z_]+)`", section)
    return set(names) - {"null", *re.findall(r"`(?:null)`[^)]*\)", section)}


def keys(value):
    """Return every key of a JSON value, but those of citations, hits, dates and spans."""
    found = set()
    if isinstance(value, dict):
        for key, inner in value.items():
            found.add(key)
            found |= set() if key in ("citations", "hits", "dates", "source") else keys(inner)
    for inner in value if isinstance(value, list) else ():
        found |= keys(inner)
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("docs")
    shutil.copy(PAGE, folder / "page.txt")
    shutil.copy(PAGE, folder / "again.txt")
    (folder / "torn.pdf").write_bytes(b"%PDF-1.7 torn")
    (folder / "picture.xyz").write_bytes(b"")
    return folder


@pytest.fixture(scope="module")
def said(folder):
    """Return what each command says with ``--json``, by its name."""
    found = {}

    def run(name, *arguments):
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            main([name, *arguments, "--archive", str(folder / "archive"), "--json"])
        found.setdefault(name, []).append(json.loads(out.getvalue()))

    run("add", str(folder))
    run("ask", "午夜书房有多少个座位？")
    run("ask", REFUSED)
    run("search", "早稻育秧", "-k", "1")
    run("digest", "早稻育秧", "--limit", "2")
    run("summarize", "--all")
    run("list")
    run("verify", "--files")
    run("delete", "nothing")
    run("rebuild")
    return found


REASONS = {"no_articles", "no_candidate", "improbable", "unsure", "not_relevant", "no_sentences"}


@pytest.mark.parametrize(
    "name",
    ["add", "ask", "search", "digest", "summarize", "list", "verify", "delete", "rebuild"],
)
def test_the_fields_of_json_are_those_of_the_page(said, name):
    given = set().union(*(keys(one) for one in said[name]))
    told = fields(f"kanbao {name}") - REASONS
    assert given - {"start", "end"} == told - {"start", "end"}


@pytest.mark.parametrize(("heading", "key"), [("A citation", "citations"), ("A hit", "hits")])
def test_the_fields_of_what_is_nested(said, heading, key):
    assert set(said["ask"][0][key][0]) == fields(heading)


def test_a_refusal_gives_a_code_of_the_page(said):
    refused = said["ask"][1]
    assert refused["text"] is None
    assert refused["reason"] in REASONS
    assert f"`{refused['reason']}`" in COMMAND


@pytest.mark.parametrize("page", sorted((ROOT / "docs").glob("*.md")), ids=lambda page: page.name)
def test_links_lead_somewhere(page):
    targets = re.findall(r"\]\(([^)#:]+)\)", page.read_text("utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_the_files_of_an_archive_are_those_of_the_page(said, folder):
    page = (ROOT / "docs" / "archive.md").read_text("utf-8")
    files = {path.name for path in (folder / "archive").iterdir()}
    assert [name for name in files if f"`{name}`" not in page] == []


def test_the_jsonl_page_has_every_field(tmp_path):
    page = (ROOT / "docs" / "jsonl.md").read_text("utf-8")
    (example,) = re.findall(r"```json\n(.*?)```", page, re.DOTALL)
    (tmp_path / "news.jsonl").write_text(example, "utf-8")
    assert can_read(tmp_path / "news.jsonl")
    named = set(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE))
    assert set(json.loads(example)) <= named
    assert named == {"id", "text", "title", "date", "source", "byline", "tags"}


def test_every_variable_that_the_code_reads_is_on_its_page():
    page = (ROOT / "docs" / "environment.md").read_text("utf-8")
    used = set()
    for package in ("qa", "models", "eval"):
        for file in (ROOT / package).rglob("*.py"):
            used |= set(
                re.findall(r"\"((?:KANBAO|HF|TRANSFORMERS|OMP)_\w+)\"", file.read_text("utf-8"))
            )
    assert used - set(re.findall(r"`(\w+)`", page)) == set()
