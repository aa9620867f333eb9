"""Every example runs and says what it promises, with the real models."""

import runpy
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[1] / "examples"
SAYS = {
    "demo.py": ["86个", "没有找到有把握的答案"],
    "jsonl_archive.py": ["新增 3 篇", "46艘 | 云河市启动防汛演练", "三百二十名队员"],
    "mixed_folder.py": ["跳过 broken.pdf", "2022-05-09 城西分馆开放", "1860人"],
    "own_model.py": ["48个传感器", "云河市三座老桥同日恢复通行"],
}


def test_every_example_is_run_and_listed():
    files = {path.name for path in EXAMPLES.glob("*.py")}
    assert files == set(SAYS)
    listed = (EXAMPLES / "README.md").read_text("utf-8")
    assert all(f"examples/{name}" in listed for name in files)


@pytest.mark.parametrize("name", sorted(SAYS))
def test_an_example_says_what_it_promises(name, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    runpy.run_path(str(EXAMPLES / name), run_name="__main__")
    printed = capsys.readouterr().out
    assert [words for words in SAYS[name] if words not in printed] == []
