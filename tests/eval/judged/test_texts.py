import pytest

from eval.errors import DataError, RunError, SuiteError
from eval.judged.texts import REFERENCE, Source, collect
from tests.eval.judged.drawn import ARTICLES, TITLES, run_of
from tests.eval.runs import write_lines

OLD = {"a": "图书馆开馆", "b": "云河大桥通车", "c": "增设两个班"}
NEW = {"a": "图书馆开馆", "b": "云河大桥六月通车", "c": ""}


@pytest.fixture
def runs(tmp_path):
    return [
        Source(name="old", folder=run_of(tmp_path / "old", OLD)),
        Source(name="new", folder=run_of(tmp_path / "new", NEW)),
    ]


def sentence(**changed):
    return {
        "id": "q1:a:0",
        "kind": "digest",
        "question": "图书馆几时开馆？",
        "article": ARTICLES["a"],
        "text": "云岭市图书馆四月一日开馆。",
        **changed,
    }


def written(tmp_path, name, *records):
    write_lines(tmp_path / f"{name}.jsonl", list(records))
    return name, tmp_path / f"{name}.jsonl"


def test_equal_texts_of_an_item_are_one_text_of_all_their_systems(runs):
    texts = collect(runs, seed=1)
    assert {(text.item, text.text): text.systems for text in texts} == {
        ("a", "图书馆开馆"): ("new", "old"),
        ("a", TITLES["a"]): (REFERENCE,),
        ("b", "云河大桥通车"): ("old", REFERENCE),
        ("b", "云河大桥六月通车"): ("new",),
        ("c", "增设两个班"): ("old",),
        ("c", ""): ("new",),
        ("c", TITLES["c"]): (REFERENCE,),
    }
    assert all(text.article == ARTICLES[text.item] for text in texts)


def test_limits_keep_the_same_items_for_every_system(runs):
    texts = collect(runs, references=2, limits={"old": 2}, seed=1)
    items = {
        name: {text.item for text in texts if name in text.systems}
        for name in ("old", "new", REFERENCE)
    }
    assert len(items["old"]) == 2
    assert items["old"] == items[REFERENCE]
    assert items["new"] == {"a", "b", "c"}
    assert REFERENCE not in {s for t in collect(runs, references=0, seed=1) for s in t.systems}
    drawn = {frozenset(t.item for t in collect(runs[:1], limits={"old": 1}, references=0, seed=n))
             for n in range(20)}  # fmt: skip
    assert len(drawn) == 3


def test_what_has_been_judged_is_left_out(runs):
    texts = collect(runs, judged={("headline-town", "a"), ("headline-town", "b")}, seed=1)
    assert {text.item for text in texts} == {"c"}


def test_texts_from_elsewhere_stand_beside_those_of_runs(runs, tmp_path):
    other = sentence(id="q1:a:20", text="馆内有藏书三万册。")
    files = [
        written(tmp_path, "old", sentence()),
        written(tmp_path, "new", sentence(), other),
    ]
    texts = [text for text in collect(runs, files, seed=1) if text.kind == "digest"]
    assert [(text.task, text.item, text.systems) for text in texts] == [
        ("digest", "q1:a:0", ("new", "old")),
        ("digest", "q1:a:20", ("new",)),
    ]
    assert texts[0].question == "图书馆几时开馆？"


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"kind": "poem"}, r"new\.jsonl:1: kind is 'poem': one of \['headline'"),
        ({"question": None}, r"new\.jsonl:1: field 'question' is None"),
        ({"text": " "}, r"new\.jsonl:1: field 'text' is empty"),
        ({"article": ARTICLES["b"]}, "'q1:a:0': new and old have other articles or questions"),
        ({"question": "谁？"}, "'q1:a:0': new and old have other articles or questions"),
    ],
)
def test_malformed_texts_from_elsewhere(tmp_path, changed, message):
    files = [
        written(tmp_path, "old", sentence()),
        written(tmp_path, "new", sentence(**changed)),
    ]
    with pytest.raises(DataError, match=message):
        collect([], files, seed=1)


def test_a_system_has_one_text_of_an_item(runs, tmp_path):
    with pytest.raises(DataError, match="new has two texts of digest, 'q1:a:0'"):
        collect([], [written(tmp_path, "new", sentence(), sentence(text="开馆了。"))], seed=1)
    with pytest.raises(DataError, match="old has two texts of headline-town, 'a'"):
        collect([runs[0], runs[0]], seed=1)


def test_runs_must_be_of_the_same_items_and_whole(runs, tmp_path):
    fewer = Source(name="few", folder=run_of(tmp_path / "few", {"a": "图书馆开馆"}))
    with pytest.raises(RunError, match="differ in 2 items: run both with the same suite, --seed"):
        collect([runs[0], fewer], seed=1)
    failed = Source(name="bad", folder=run_of(tmp_path / "bad", OLD, scores=False))
    with pytest.raises(RunError, match="'a' is unscored: ValueError: no; run it again"):
        collect([failed], seed=1)
    lead = Source(name="lead", folder=runs[0].folder, system="lead")
    with pytest.raises(RunError, match=r"no texts of 'lead': it has \['kanbao'\]"):
        collect([lead], seed=1)
    with pytest.raises(SuiteError, match="a limit of 'lead', which has no texts"):
        collect(runs, limits={"lead": 3}, seed=1)
