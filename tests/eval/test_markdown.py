from dataclasses import replace
from pathlib import Path

import pytest

from eval.compare import changes, compare
from eval.errors import EvalError
from eval.markdown import BEGIN, END, compare_table, readme_block, replace_block, score_tables
from eval.scores import load_run, score_run
from tests.eval.test_compare import record  # noqa: F401 (a fixture)

ROOT = Path(__file__).parents[2]
BASELINES = sorted(path.parent for path in (ROOT / "eval" / "baselines").glob("*/run.json"))


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


@pytest.mark.skipif(not BASELINES, reason="no baseline is committed yet")
def test_readme_says_what_the_committed_baselines_say():
    runs = [load_run(folder) for folder in BASELINES]
    block = "\n".join(readme_block(run.manifest, score_run(run)) for run in runs)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    names = " ".join(f"eval/baselines/{folder.name}" for folder in BASELINES)
    assert readme == replace_block(readme, block), (
        f"run: python -m eval readme {names} --readme README.md"
    )


def test_an_undefined_score_is_a_dash(record):  # noqa: F811
    run = record("a", threshold=0.0)
    text = score_tables([replace(s, unscored=3) for s in score_run(run)])
    assert "| refusal_precision | — |" in text
    assert "n = 60, 3 unscored" in text
