"""The README's quickstart and first answer hold, with the real models."""

import re
import shutil
from pathlib import Path

README = Path(__file__).parents[1] / "README.md"


def test_the_quickstart_prints_an_answer_and_where_it_stands(tmp_path, monkeypatch, capsys):
    text = README.read_text("utf-8")
    (code,) = re.findall(r"<!-- quickstart -->\n```python\n(.*?)```", text, re.DOTALL)
    assert len(code.splitlines()) < 12
    shutil.copytree(README.parent / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)

    exec(compile(code, "README.md", "exec"), {})  # noqa: S102 - it is our own README

    answer, citation = capsys.readouterr().out.splitlines()[:2]
    page = (tmp_path / "examples/page.txt").read_text("utf-8")
    text, confidence = answer.rsplit(" ", 1)
    quote, file, start, end = citation.rsplit(" ", 3)
    assert text == quote == page[int(start) : int(end)] == "86个"
    assert Path(file).name == "page.txt"
    assert 0.5 < float(confidence) <= 1


def test_the_answer_shown_first_stands_where_it_says():
    shown = re.search(
        r"答案：(.*?)（.*?(examples/page.txt):(\d+)-(\d+)", README.read_text("utf-8"), re.DOTALL
    )
    assert shown
    text, file, start, end = shown.groups()
    page = (README.parent / file).read_text("utf-8")
    assert "".join(page[int(start) : int(end)].split()) == text
