"""The README's quickstart runs as printed, with the real models."""

import re
import shutil
from pathlib import Path

README = Path(__file__).parents[1] / "README.md"


def test_the_quickstart_prints_an_answer_and_where_it_stands(tmp_path, monkeypatch, capsys):
    (code,) = re.findall(
        r"<!-- quickstart -->\n```python\n(.*?)```", README.read_text("utf-8"), re.S
    )
    assert len(code.splitlines()) < 12
    shutil.copytree(README.parent / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)

    exec(compile(code, "README.md", "exec"), {})

    answer, citation = capsys.readouterr().out.splitlines()[:2]
    page = (tmp_path / "examples/page.txt").read_text("utf-8")
    text, confidence = answer.rsplit(" ", 1)
    quote, file, start, end = citation.rsplit(" ", 3)
    assert text == quote == "86个"
    assert file == "examples/page.txt"
    assert page[int(start) : int(end)] == "86个"
    assert 0.5 < float(confidence) <= 1


def test_the_answer_shown_first_is_in_the_examples_page():
    shown = re.search(
        r"<!-- demo:begin -->\n(.*?)<!-- demo:end -->", README.read_text("utf-8"), re.S
    )
    assert shown
    assert "86个" in shown[1]
    assert "examples/page.txt" in shown[1]
