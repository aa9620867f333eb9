from dataclasses import replace

import numpy as np
import pytest

from eval.baseline import save_baseline
from eval.compare import changes, compare, losses, only_in, untested
from eval.errors import RunError
from eval.rows import Row
from eval.scores import load_run, score_run
from eval.suite import load_suite
from tests.eval.runs import record_run, write_suite

TASKS = """
[[tasks]]
name = "pages"
kind = "retrieval"
data = "questions.jsonl"
articles = ["articles.jsonl"]

[[tasks]]
name = "refusal"
kind = "refusal"
data = "questions.jsonl"
articles = ["articles.jsonl"]
measures = ["f1", "refusal_accuracy", "auroc", "refusal_precision", "latency_p50"]
primary = ["f1", "refusal_accuracy", "auroc"]
"""
COUNT = 60


def retrieval_rows(places):
    """Return rows of questions whose article came in these places (0: not at all)."""
    rows = []
    for number, place in enumerate(places):
        found = {f"recall@{k}": float(0 < place <= k) for k in (1, 5, 10)}
        rank = 1 / place if place else 0.0
        gain = 1 / np.log2(place + 1) if place else 0.0
        scores = {**found, "mrr@10": rank, "ndcg@10": gain, "map@100": rank, "seconds": 0.1}
        rows.append(row(number, scores))
    return rows


def refusal_rows(threshold):
    """Return rows of a reader that is right when it is sure; every third has no answer."""
    draw = np.random.default_rng(7)
    rows = []
    for number in range(COUNT):
        answerable = float(number % 3 != 0)
        confidence = float(np.clip(draw.normal(0.7 if answerable else 0.3, 0.1), 0, 1))
        refused = float(confidence < threshold)
        scores = {
            "f1": refused if not answerable else (1 - refused) * 0.8,
            "decision": float(refused != answerable),
            "confidence": confidence,
            "answerable": answerable,
            "refused": refused,
            "rightly_refused": refused * (1 - answerable),
            "seconds": 0.1 + number / 100,
        }
        rows.append(row(number, scores))
    return rows


def row(number, scores):
    name = f"q{number:02d}"
    scores["memory"] = 100.0
    detail = {"prediction": f"答案{number}", "question": "问题"}
    return Row(id=name, group=f"a{number // 2}", scores=scores, detail=detail)


GOOD = [1] * 50 + [2] * 10


@pytest.fixture
def record(tmp_path):
    suite = load_suite(write_suite(tmp_path, TASKS))

    def make(name, *, places=GOOD, threshold=0.5):
        rows = {"pages": retrieval_rows(places), "refusal": refusal_rows(threshold)}
        return load_run(record_run(tmp_path / name, suite, rows))

    return make


def by_measure(differences):
    return {(one.task, one.measure): one for one in differences}


def test_identical_runs_differ_in_nothing(record):
    found = compare(record("a"), record("b"))
    assert {one.delta for one in found} == {0.0}
    assert {
        one.p for one in found if one.measure not in {"latency_p50", "latency_p95", "memory"}
    } == {1.0}
    assert {(one.low, one.high) for one in found} == {(0.0, 0.0)}
    assert losses(found, alpha=0.05) == []
    assert changes(record("c"), record("d")) == []


def test_retrieval_switched_off_is_caught(record):
    found = compare(record("a"), record("b", places=[0] * 40 + [7] * 20))
    lost = {(one.task, one.measure): one.adjusted for one in losses(found, alpha=0.01)}
    assert set(lost) == {("pages", "recall@1"), ("pages", "recall@10"), ("pages", "ndcg@10")}
    assert max(lost.values()) < 0.01
    assert by_measure(found)["pages", "recall@1"].delta == pytest.approx(-50 / 60)


def test_threshold_zero_is_caught(record):
    found = compare(record("a"), record("b", threshold=0.0))
    lost = {(one.task, one.measure): one.adjusted for one in losses(found, alpha=0.01)}
    assert set(lost) == {("refusal", "f1"), ("refusal", "refusal_accuracy")}
    assert max(lost.values()) < 0.01
    assert by_measure(found)["refusal", "auroc"].p == 1.0  # the confidences are the same
    assert by_measure(found)["refusal", "refusal_precision"].p is None  # nothing is refused


def test_a_primary_score_that_one_run_lacks_is_not_passed_over(record):
    def judged(run):
        tasks = [replace(t, primary=["refusal_precision"]) for t in run.manifest.tasks[1:]]
        return replace(run, manifest=replace(run.manifest, tasks=tasks))

    good, never = judged(record("a")), judged(record("b", threshold=0.0))
    found = compare(good, never)
    assert losses(found, alpha=0.05) == []
    (one,) = untested(found, never)
    assert (one.measure, one.left > 0.9, np.isnan(one.right)) == ("refusal_precision", True, True)
    assert untested(compare(good, good), good) == []
    assert untested(compare(never, never), never) == []


def test_runs_that_test_different_measures_do_not_compare(record):
    run = record("a")
    tasks = [replace(run.manifest.tasks[0], primary=["mrr@10"]), run.manifest.tasks[1]]
    older = replace(run, manifest=replace(run.manifest, tasks=tasks))
    with pytest.raises(
        RunError, match=r"pages: .* tests \['mrr@10'\], .* \['recall@1', 'recall@10'"
    ):
        compare(older, run)


def test_a_gain_is_no_loss(record):
    found = compare(record("a", places=[0] * 60), record("b"))
    assert by_measure(found)["pages", "recall@1"].adjusted < 0.01
    assert losses(found, alpha=0.05) == []


def test_one_changed_example_is_not_significant(record):
    found = compare(record("a"), record("b", places=[0, *GOOD[1:]]))
    one = by_measure(found)["pages", "recall@1"]
    assert one.delta == pytest.approx(-1 / 60)
    assert one.p == 1.0
    assert one.low < one.delta < one.high == 0.0


def test_the_examples_that_changed_most(record):
    places = [1, 9, *GOOD[2:59], 0]
    (first,) = changes(record("a"), record("b", places=places), count=1)
    assert (first.task, first.id, first.measure) == ("pages", "q01", "recall@1")
    assert (first.left, first.right) == (1.0, 0.0)
    assert first.right_row.detail["prediction"] == "答案1"


@pytest.fixture
def record_suite(tmp_path):
    """Return what records a run of other tasks; one called ``pages-x`` has the rows of pages."""

    def make(name, tasks, *, extra=""):
        folder = tmp_path / f"suite-{name}"
        folder.mkdir()
        path = write_suite(folder, tasks)
        with (folder / "articles.jsonl").open("a") as lines:
            lines.write(extra)
        suite = load_suite(path)
        rows = {"pages": retrieval_rows(GOOD), "refusal": refusal_rows(0.5)}
        rows = {spec.name: rows[spec.name.partition("-")[0]] for spec in suite.tasks}
        return load_run(record_run(tmp_path / name, suite, rows))

    return make


GROWN = TASKS + TASKS.partition('[[tasks]]\nname = "refusal')[0].replace("pages", "pages-more")


def test_a_suite_may_grow_and_its_old_tasks_still_compare(record, record_suite):
    old, new = record("a", threshold=0.6), record_suite("b", GROWN)
    assert old.manifest.sha256 != new.manifest.sha256
    found = compare(old, new)
    assert {one.task for one in found} == {"pages", "refusal"}
    same = compare(old, record("c"))
    assert [(one.measure, one.delta, one.p, one.adjusted) for one in found] == [
        (one.measure, one.delta, one.p, one.adjusted) for one in same
    ]
    assert changes(old, new) == changes(old, record("d"))
    assert (only_in(old, new), only_in(new, old)) == ([], ["pages-more"])
    assert {one.task for one in compare(new, old)} == {"pages", "refusal"}


def test_a_system_or_measure_more_is_the_same_task(record, record_suite):
    more = record_suite("b", TASKS.replace('measures = ["f1", ', 'measures = ["f1", "coverage", '))
    assert more.manifest.sha256 != record("a").manifest.sha256
    assert {one.delta for one in compare(record("c"), more)} == {0.0}


@pytest.mark.parametrize(
    ("tasks", "extra", "message"),
    [
        (TASKS + "answerable = true\n", "", r"/a has refusal: sha256 \w+, .*/b has \w+"),
        ("seed = 3\n" + TASKS, "", r"/a has pages: sha256 \w+, .*/b has \w+"),
        (TASKS, "\n", r"/a has pages: sha256 \w+, .*/b has \w+: .* suite, data and limit"),
        (
            TASKS.replace("pages", "pages-x").replace('"refusal"', '"refusal-x"', 1),
            "",
            "no task in common",
        ),
    ],
)
def test_tasks_of_one_name_that_differ_do_not_compare(record, record_suite, tasks, extra, message):
    with pytest.raises(RunError, match=message):
        compare(record("a"), record_suite("b", tasks, extra=extra))


def test_runs_without_hashes_of_their_tasks_compare_by_their_suites(record, record_suite):
    def older(run):
        tasks = [replace(task, sha256=None) for task in run.manifest.tasks]
        return replace(run, manifest=replace(run.manifest, tasks=tasks))

    assert {one.delta for one in compare(older(record("a")), record("b"))} == {0.0}
    with pytest.raises(RunError, match=r"not runs of one suite: .*/c has sha256 \w+, .*/d has"):
        compare(older(record("c")), record_suite("d", GROWN))


def test_runs_of_different_examples_do_not_compare(record):
    one, strange = record("a"), record("b")
    changed = strange.rows["pages", "kanbao"]
    changed[0] = Row(id="zz", group="g", scores=changed[0].scores)
    with pytest.raises(RunError, match=r"differ in 2 examples, such as 'q00'"):
        compare(one, strange)


def test_a_baseline_is_the_run_without_its_texts(record, tmp_path):
    run = record("a")
    save_baseline(run, score_run(run), tmp_path / "base")
    base = load_run(tmp_path / "base")
    assert {one.delta for one in compare(base, run)} == {0.0}
    assert score_run(base) == score_run(run)
    assert all(r.detail == {} for rows in base.rows.values() for r in rows)
    kept = b"".join(path.read_bytes() for path in (tmp_path / "base").glob("*.json"))
    assert "答案".encode() not in kept
    with pytest.raises(RunError, match="neither empty nor a baseline"):
        save_baseline(run, [], tmp_path)
