import contextlib
import re
import shlex
import shutil
import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from eval.__main__ import main
from eval.baseline import save_baseline
from eval.compare import changes, compare
from eval.errors import EvalError
from eval.figures import FIGURES, figures_block
from eval.markdown import (
    BLOCKS,
    compare_table,
    has_block,
    markers,
    replace_block,
    run_block,
    score_tables,
)
from eval.scores import score_run
from tests.eval.test_compare import record  # noqa: F401 (a fixture)

ROOT = Path(__file__).parents[2]
BASELINES = sorted(path.parent for path in (ROOT / "eval" / "baselines").glob("*/run.json"))
READMES = sorted(path.name for path in ROOT.glob("README*.md"))
PAGES = [
    "docs/evaluation.md",
    "docs/training.md",
    "models/pretrained/generator/README.md",
    *READMES,
]
BEGIN, END = markers("eval")
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


def test_run_block(record):  # noqa: F811
    run = record("a")
    block = run_block(run.manifest, score_run(run))
    assert "Suite `small`, made by `recorded` on " in block
    assert "| pages | **kanbao** | 60 | 0.833 [" in block
    assert "ndcg@10|unit:article|ir-measures:" in block
    assert f" by code {run.manifest.code[0]}. In brackets" in block
    before = replace(run.manifest, code=[])  # as the baselines of versions before 0.2
    assert "). In brackets" in run_block(before, score_run(run))


def test_replace_block():
    text = f"# A\n{BEGIN}\nold\n{END}\nrest\n"
    changed = replace_block(text, "eval", "new\n")
    assert changed == f"# A\n{BEGIN}\nnew\n{END}\nrest\n"
    assert replace_block(changed, "eval", "new") == changed
    for broken in ("no markers", f"{BEGIN}", f"{END}{BEGIN}", text + text):
        with pytest.raises(EvalError, match="each once"):
            replace_block(broken, "eval", "new")


def command_of(text, page):
    """Return the one command that a page says its blocks are made by, as arguments."""
    commands = set(re.findall(r"^<!-- kanbao-eval (readme .*) -->$", text, re.MULTILINE))
    assert len(commands) == 1, f"{page}: its scores say no one command that made them: {HOW}"
    return tuple(shlex.split(commands.pop()))


def written_anew(page, root, folder):
    """Return a page of ``root`` as the command in its block writes it from the baselines there."""
    arguments = command_of((root / page).read_text(encoding="utf-8"), page)
    return all_written_anew(arguments, root, folder)[page]


def all_written_anew(arguments, root, folder):
    """Return by name the pages that a command writes, from copies of those of ``root``."""
    split = arguments.index("--readme")
    runs, pages = arguments[1:split], arguments[split + 1 :]
    assert all(run.startswith("eval/baselines/") for run in runs), f"{pages}: {runs}: {HOW}"
    for name in pages:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(root / name, folder / name)
    (folder / "eval").symlink_to(root / "eval")
    with contextlib.chdir(folder):
        assert main(arguments) == 0
    return {name: (folder / name).read_text(encoding="utf-8") for name in pages}


@cache
def ours_written_anew(arguments):
    """Return our pages as a command writes them; several pages have the same command."""
    with tempfile.TemporaryDirectory() as folder:
        return all_written_anew(arguments, ROOT, Path(folder))


@pytest.mark.parametrize("page", PAGES)
def test_pages_say_what_the_committed_baselines_say(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    assert text == ours_written_anew(command_of(text, page))[page], HOW


def test_the_baselines_scores_stand_on_a_page():
    text = (ROOT / "docs" / "evaluation.md").read_text(encoding="utf-8")
    named = {word for word in text.split() if word.startswith("eval/baselines/")}
    assert {"eval/baselines/dev", "eval/baselines/published"} <= named
    assert {ROOT / name for name in named} <= set(BASELINES)


@pytest.mark.parametrize("page", READMES)
def test_a_readme_has_the_figures_and_nothing_longer(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    assert [name for name in BLOCKS if has_block(text, name)] == ["figures"]
    block = text.partition(markers("figures")[0])[2].partition(markers("figures")[1])[0]
    assert block.count("\n| ") == 1 + len(FIGURES)


def figures_of(record):  # noqa: F811
    """Return scores of a run called ``dev`` that has one of the figures, and a rival's."""
    run = record("a")
    ours = next(s for s in score_run(run) if s.measure == "recall@1")
    ours = replace(ours, task="retrieval-cmrc2018")
    others = [("dense", 0.5), ("bm25", 0.75), ("oracle", 0.99), ("broken", None)]
    return {"dev": [ours, *(replace(ours, system=name, value=value) for name, value in others)]}


def test_figures_name_the_best_rival_that_has_not_seen_the_answer(record):  # noqa: F811
    scores = figures_of(record)
    rows = figures_block(scores, chinese=False).splitlines()[2:]
    start = "| Search: the right article comes first | 60 | 0.833 ["
    assert [(row.startswith(start), row.endswith("| 0.750 (bm25) |")) for row in rows] == [
        (True, True)
    ]
    (row,) = figures_block(scores, chinese=True).splitlines()[2:]
    assert row.startswith("| 检索：对的文章排第一 | 60 | 0.833 [")
    assert row.endswith("| 0.750（只用字词检索） |")
    with pytest.raises(EvalError, match=r"runs of \['other'\] have no figure"):
        figures_block({"other": scores["dev"]}, chinese=False)


MADE = ["docs/evaluation.md", "models/pretrained/generator/README.md"]


@pytest.fixture
def root(record, tmp_path, monkeypatch):  # noqa: F811
    """Return a repository with one baseline and two pages made from it."""
    folder = tmp_path / "root"
    run = record("a")
    (folder / "eval" / "baselines").mkdir(parents=True)
    save_baseline(run, score_run(run), folder / "eval" / "baselines" / "small")
    for page in MADE:
        (folder / page).parent.mkdir(parents=True, exist_ok=True)
        (folder / page).write_text(f"# {page}\n{BEGIN}\n{END}\nrest\n", encoding="utf-8")
    monkeypatch.chdir(folder)
    assert main(["readme", "eval/baselines/small", "--readme", *MADE]) == 0
    return folder


@pytest.mark.parametrize("page", MADE)
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
