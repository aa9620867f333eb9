import re

import pytest

from eval.errors import SuiteError
from eval.scores import load_run
from eval.suite import load_suite
from eval.tasks.registry import check_suite, measures_of, primary_of, systems_of
from tests.eval.runs import READING, SMOKE, run_fakes, write_suite


def test_paths_systems_and_measures(tmp_path):
    suite = load_suite(write_suite(tmp_path, READING + 'measures = ["f1", "char_f1"]\n'))
    (spec,) = suite.tasks
    assert spec.data == (tmp_path / "questions.jsonl",)
    assert spec.articles == (tmp_path / "articles.jsonl",)
    assert systems_of(spec) == ["kanbao"]
    assert measures_of(spec) == ["f1", "char_f1"]
    assert primary_of(spec) == ["f1"]


def test_hash_covers_every_byte_of_the_data(tmp_path):
    path = write_suite(tmp_path, READING)
    first = load_suite(path).sha256
    assert load_suite(path).sha256 == first
    with (tmp_path / "articles.jsonl").open("a") as lines:
        lines.write("\n")
    assert load_suite(path).sha256 != first


def test_a_tasks_hash_covers_its_own_entry_and_data_alone(tmp_path):
    other = READING.replace('"reading"', '"other"').replace("questions", "more")
    path = write_suite(tmp_path, READING + other)
    (tmp_path / "more.jsonl").write_bytes((tmp_path / "questions.jsonl").read_bytes())
    first = load_suite(path).hashes
    assert first["reading"] != first["other"]

    def changed(tasks):
        path.write_text(f'name = "small"\n{tasks}', encoding="utf-8")
        found = load_suite(path).hashes
        return {name for name in found if found[name] != first[name]}

    assert changed("# why\n" + READING + 'systems = ["lead"]\nprimary = ["em"]\n' + other) == set()
    assert changed(READING + "limit = 3\n" + other) == {"reading"}
    assert changed("seed = 1\n" + READING + other) == {"reading", "other"}
    with (tmp_path / "more.jsonl").open("a") as lines:
        lines.write("\n")
    assert changed(READING + other) == {"other"}


def test_a_half_from_outside_is_that_of_every_task(tmp_path):
    path = write_suite(tmp_path, READING)
    whole, first, second = (load_suite(path, half=half) for half in (None, "first", "second"))
    assert [one.tasks[0].half for one in (whole, first, second)] == [None, "first", "second"]
    assert len({one.sha256 for one in (whole, first, second)}) == 3
    assert len({one.hashes["reading"] for one in (whole, first, second)}) == 3
    with pytest.raises(SuiteError, match="half is 'third': say one of"):
        load_suite(path, half="third")


def test_a_seed_from_outside_stands_for_all_of_the_suite(tmp_path):
    other = READING.replace('"reading"', '"other"') + "seed = 4\n"
    path = write_suite(tmp_path, "seed = 3\n" + READING + other)
    assert [task.seed for task in load_suite(path).tasks] == [3, 4]
    changed = load_suite(path, seed=5)
    assert [task.seed for task in changed.tasks] == [5, 5]
    assert changed.sha256 != load_suite(path).sha256
    assert not set(changed.hashes.values()) & set(load_suite(path).hashes.values())


def test_data_root(tmp_path):
    path = write_suite(tmp_path, 'root = "data"\n' + READING)
    assert load_suite(path, data=tmp_path).tasks[0].data == (tmp_path / "questions.jsonl",)
    with pytest.raises(SuiteError, match="--data or KANBAO_DATA"):
        load_suite(path)


@pytest.mark.parametrize(
    ("tasks", "message"),
    [
        ("", r"has tasks, each with its own name; this has \[\]"),
        (READING * 2, r"this has \['reading', 'reading'\]"),
        (READING.replace("questions", "other"), r"names .*other\.jsonl, which does not exist"),
        (READING + "colour = 1\n", r"unknown keys \['colour'\]"),
        ("shade = 1\n" + READING, r"unknown keys \['shade'\]"),
        ("[[tasks]]\nname = 'x'\n", "kind is missing"),
        ("[[tasks]\n", "not TOML"),
        ('root = "moon"\n' + READING, "root is 'moon'"),
        (READING + "limit = 0\n", "limit is 0: an empty set"),
        (READING + 'distractors = ["articles.jsonl"]\n', "sample is 0, of 1 files"),
        (READING + "sample = 3\n", "sample is 3, of 0 files"),
    ],
)
def test_malformed_suites(tmp_path, tasks, message):
    with pytest.raises(SuiteError, match=message):
        load_suite(write_suite(tmp_path, tasks))


@pytest.mark.parametrize(
    ("tasks", "message"),
    [
        (
            READING.replace('kind = "reading"', 'kind = "riddle"'),
            "unknown kind 'riddle'; there are",
        ),
        (READING + 'systems = ["oracle"]\n', "unknown system 'oracle'"),
        (READING + 'measures = ["meteor"]\n', "unknown measure 'meteor'"),
        (READING + 'measures = ["em"]\nprimary = ["f1"]\n', "unknown primary measure 'f1'"),
        (READING + 'systems = ["kanbao", "kanbao"]\n', "name each once"),
        (READING + 'of = "brief"\n', "`of` names no task before it 'brief'"),
        (READING + 'measures = ["ece"]\n', r"none of \['ece'\] is primary"),
        (READING.replace('name = "reading"', 'name = "a/b"'), "'a/b' names files"),
    ],
)
def test_tasks_that_make_no_sense(tmp_path, tasks, message):
    with pytest.raises(SuiteError, match=message):
        check_suite(load_suite(write_suite(tmp_path, tasks)))


@pytest.mark.parametrize("path", sorted(SMOKE.parent.glob("*.toml")), ids=lambda path: path.stem)
def test_our_suites_are_sound(path, tmp_path):
    for name in re.findall(r'"(\w+\.jsonl\.xz)"', path.read_text(encoding="utf-8")):
        (tmp_path / name).touch()
    (tmp_path / "scans").mkdir()
    suite = load_suite(path, data=tmp_path)
    check_suite(suite)
    assert suite.name == path.stem


def test_our_suites_name_files_that_may_not_be_there(tmp_path):
    with pytest.raises(SuiteError, match="which does not exist"):
        load_suite(SMOKE.with_name("dev.toml"), data=tmp_path)


def test_no_suite(tmp_path):
    with pytest.raises(SuiteError, match="no such suite"):
        load_suite(tmp_path / "none.toml")


def test_the_users_template_is_sound(tmp_path):
    suite = load_suite(SMOKE.parent / "user" / "suite.toml")
    check_suite(suite)
    run_fakes(suite.path, tmp_path / "out")
    rows = load_run(tmp_path / "out").rows["open_qa", "kanbao"]
    assert [(row.id, row.group) for row in rows] == [("q1", "n1"), ("q2", "n2"), ("q3", "n1")]
