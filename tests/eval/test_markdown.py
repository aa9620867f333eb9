import contextlib
import re
import shlex
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from eval.__main__ import main
from eval.baseline import save_baseline
from eval.compare import changes, compare
from eval.errors import EvalError
from eval.markdown import BEGIN, END, compare_table, readme_block, replace_block, score_tables
from eval.scores import score_run
from tests.eval.test_compare import record  # noqa: F401 (a fixture)

ROOT = Path(__file__).parents[2]
BASELINES = sorted(path.parent for path in (ROOT / "eval" / "baselines").glob("*/run.json"))
PAGES = ["README.md", "models/pretrained/generator/README.md", "docs/training.md"]
HOW = "run in the repository: kanbao-eval readme eval/baselines/NAME --readme PAGE..."


def test_score_tables(record):  # noqa: F811
    text = score_tables(score_run(record("a")))
    assert "### pages (retrieval, n = 60)" in text
    assert "| **recall@1** | 0.833 [" in text
    assert "| latency_p50 | 395 ms |" in text


def test_compare_table(record):  # noqa: F811
    one, other = record("a"), record("b", places=[0] * 60)
    text = compare_table(compare(one, other), changes(one, other, count=1))
    assert "| pages | kanbao | recall@1 | 0.833 | 0.000 | -0.8333 ↓ | [" in text
    assert "| <0.001 |" in text
    assert "| pages | q00 | recall@1 | 1.000 | 0.000 | 答案0 | 答案0 |" in text


def test_readme_block(record):  # noqa: F811
    run = record("a")
    block = readme_block(run.manifest, score_run(run))
    assert "Suite `small`, made by `recorded` on " in block
    assert "| pages | **kanbao** | 60 | 0.833 [" in block
    assert "ndcg@10|unit:article|ir-measures:" in block


def test_replace_block():
    text = f"# A\n{BEGIN}\nold\n{END}\nrest\n"
    assert replace_block(text, "new\n") == f"# A\n{BEGIN}\nnew\n{END}\nrest\n"
    assert replace_block(replace_block(text, "new"), "new") == replace_block(text, "new")
    for broken in ("no markers", f"{BEGIN}", f"{END}{BEGIN}", text + text):
        with pytest.raises(EvalError, match="each once"):
            replace_block(broken, "new")


def written_anew(page, root, folder):
    """Return a page of ``root`` as the command in its block writes it from the baselines there."""
    text = (root / page).read_text(encoding="utf-8")
    block = text.partition(BEGIN)[2].partition(END)[0]
    if not block.strip():
        return text
    found = re.match(r"\n<!-- kanbao-eval (readme .*) -->\n", block)
    assert found, f"{page}: its scores say no command that made them: {HOW}"
    arguments = shlex.split(found[1])
    split = arguments.index("--readme")
    runs, pages = arguments[1:split], arguments[split + 1 :]
    assert all(run.startswith("eval/baselines/") for run in runs), f"{page}: {runs}: {HOW}"
    for name in pages:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(root / name, folder / name)
    (folder / "eval").symlink_to(root / "eval")
    with contextlib.chdir(folder):
        assert main(arguments) == 0
    return (folder / page).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES)
def test_pages_say_what_the_committed_baselines_say(page, tmp_path):
    assert (ROOT / page).read_text(encoding="utf-8") == written_anew(page, ROOT, tmp_path), HOW


def test_committed_baselines_are_in_the_readme():
    block = (ROOT / "README.md").read_text(encoding="utf-8").partition(BEGIN)[2].partition(END)[0]
    assert bool(block.strip()) == bool(BASELINES), HOW


@pytest.fixture
def root(record, tmp_path, monkeypatch):  # noqa: F811
    """Return a repository with one baseline and two pages made from it."""
    folder = tmp_path / "root"
    run = record("a")
    (folder / "eval" / "baselines").mkdir(parents=True)
    save_baseline(run, score_run(run), folder / "eval" / "baselines" / "small")
    for page in PAGES:
        (folder / page).parent.mkdir(parents=True, exist_ok=True)
        (folder / page).write_text(f"# {page}\n{BEGIN}\n{END}\nrest\n", encoding="utf-8")
    monkeypatch.chdir(folder)
    assert main(["readme", "eval/baselines/small", "--readme", *PAGES]) == 0
    return folder


@pytest.mark.parametrize("page", PAGES)
def test_a_page_that_disagrees_with_its_baseline_is_found(root, record, page, tmp_path):  # noqa: F811
    def disagrees(number):
        (tmp_path / number).mkdir()
        return (root / page).read_text(encoding="utf-8") != written_anew(
            page, root, tmp_path / number
        )

    assert not disagrees("same")
    text = (root / page).read_text(encoding="utf-8")
    (root / page).write_text(text.replace("0.833", "0.843", 1), encoding="utf-8")
    assert disagrees("changed")
    (root / page).write_text(text, encoding="utf-8")
    worse = record("b", places=[0] * 60)
    save_baseline(worse, score_run(worse), root / "eval" / "baselines" / "small")
    assert disagrees("newer baseline")
    (root / page).write_text(text.replace("eval/baselines/", "runs/"), encoding="utf-8")
    with pytest.raises(AssertionError, match="runs/small"):
        disagrees("not committed")


def test_an_undefined_score_is_a_dash(record):  # noqa: F811
    run = record("a", threshold=0.0)
    text = score_tables([replace(s, unscored=3) for s in score_run(run)])
    assert "| refusal_precision | — |" in text
    assert "n = 60, 3 unscored" in text
