"""The pages of docs/ say what is so. The fields of ``--json``: tests/test_json.py."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from qa import Archive, read_articles
from qa.reading.files import can_read
from qa.reading.named import NAMES

ROOT = Path(__file__).parents[1]
VARIABLE = re.compile(r"\"((?:KANBAO|HF|TRANSFORMERS|OMP)_\w+)\"")


def page(name):
    return (ROOT / "docs" / name).read_text("utf-8")


@pytest.mark.parametrize("path", sorted((ROOT / "docs").glob("*.md")), ids=lambda path: path.name)
def test_links_lead_somewhere(path):
    targets = re.findall(r"\]\(([^)#:]+)\)", path.read_text("utf-8"))
    assert [target for target in targets if not (path.parent / target).exists()] == []


def test_a_moved_folder_and_the_files_of_an_archive_are_as_the_page_says(
    tmp_path, monkeypatch, capsys
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pages").mkdir()
    (tmp_path / "moved").mkdir()
    shutil.copy(ROOT / "examples" / "page.txt", "pages")
    with Archive.open("my-archive") as archive:
        archive.add(read_articles("pages/page.txt"))
    files = {path.name for path in Path("my-archive").iterdir()}
    assert [name for name in files if f"`{name}`" not in page("archive.md")] == []
    shutil.move("pages", "moved/pages")
    (code,) = re.findall(r"```python\n(.*?)```", page("archive.md"), re.DOTALL)
    exec(compile(code, "archive.md", "exec"), {})  # noqa: S102 - it is our own page
    assert capsys.readouterr().out == "True 1 ()\n"


def test_own_models_are_loaded_as_the_page_says(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    pretrained = ROOT / "models" / "pretrained"
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "my-embedder").symlink_to(pretrained / "embedder")
    (tmp_path / "models" / "my-writer").symlink_to(pretrained / "generator")
    (code,) = re.findall(r"```python\n(.*?)```", page("models.md"), re.DOTALL)
    exec(compile(code, "models.md", "exec"), {})  # noqa: S102 - it is our own page
    assert capsys.readouterr().out == "None\n"


def test_two_processes_make_an_archive_as_the_page_says(tmp_path):
    (code,) = re.findall(r"```python\n(.*?)```", page("scale.md"), re.DOTALL)
    script = tmp_path / "script.py"
    script.write_text(code, "utf-8")
    (tmp_path / "examples").mkdir()
    shutil.copy(ROOT / "examples" / "page.txt", tmp_path / "examples")
    subprocess.run(  # noqa: S603 - our own interpreter and page
        [sys.executable, str(script)],
        cwd=tmp_path,
        check=True,
        timeout=200,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    with Archive.open(tmp_path / "my-archive") as archive:
        assert len(archive) == 3


def test_the_jsonl_page_has_every_field(tmp_path):
    (example,) = re.findall(r"```json\n(.*?)```", page("jsonl.md"), re.DOTALL)
    (tmp_path / "news.jsonl").write_text(example, "utf-8")
    assert can_read(tmp_path / "news.jsonl")
    [article] = read_articles(tmp_path / "news.jsonl")
    assert article.title == "柳溪桥恢复通行"
    named = set(re.findall(r"^\| `(\w+)` \|", page("jsonl.md"), re.MULTILINE))
    assert set(json.loads(example)) <= named
    assert named == {*NAMES, "imprint"}


def test_every_variable_that_the_code_reads_is_on_its_page():
    used = {
        name
        for package in ("qa", "models", "eval")
        for file in (ROOT / package).rglob("*.py")
        for name in VARIABLE.findall(file.read_text("utf-8"))
    }
    assert used - set(re.findall(r"`(\w+)`", page("environment.md"))) == set()
