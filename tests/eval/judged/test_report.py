import pytest

from eval.errors import DataError, ScoreError
from eval.judged.report import as_markdown, by_text, kappa, report
from tests.eval.judged.drawn import label

# Item, what the first judge says, what the second says; of each system.
NEW = [("a", "A", "A"), ("b", "A", "C"), ("c", "B", "B"), ("d", "D", "D")]
OLD = [("a", "A", "A"), ("b", "C", "C"), ("c", "D", "D"), ("d", "D", "D")]
LABELS = [
    label(item, given, system, judge=judge)
    for system, texts in (("new", NEW), ("old", OLD))
    for item, *both in texts
    for judge, given in zip(("first", "second"), both, strict=True)
]


def share(found, system, reading, given, group="all"):
    (one,) = (
        one
        for one in found.shares
        if (one.group, one.system, one.reading, one.label) == (group, system, reading, given)
    )
    return one


def pair(found, given, reading="worse", group="all"):
    (one,) = (
        one for one in found.pairs if (one.group, one.reading, one.label) == (group, reading, given)
    )
    return one


def test_shares_of_each_judge_of_the_worse_label_and_of_their_mean():
    found = report(LABELS)
    assert (found.texts, found.twice) == (8, 8)
    readings = ("first", "second", "worse", "mean")
    assert [share(found, "new", one, "A").share for one in readings] == [0.5, 0.25, 0.25, 0.375]
    assert [share(found, "new", one, "C").share for one in readings] == [0, 0.25, 0.25, 0.125]
    assert [share(found, "old", one, "D").share for one in readings] == [0.5] * 4
    for system in ("new", "old"):
        for reading in readings:
            own = [share(found, system, reading, given) for given in "ABCD"]
            assert sum(one.share for one in own) == pytest.approx(1)
            assert all(one.low <= one.share <= one.high and one.n == 4 for one in own)
    assert share(found, "new", "first", "C").high > 0.4  # none of four says little


def test_a_text_that_one_judge_read_is_not_counted_for_both():
    found = report([*LABELS, label("e", "A", "new")])
    assert (found.texts, found.twice) == (9, 8)
    assert share(found, "new", "first", "A").n == 5
    assert share(found, "new", "worse", "A").n == share(found, "new", "mean", "A").n == 4


def test_one_judge_alone_has_no_second_reading():
    found = report([one for one in LABELS if one.judge == "first"])
    assert {one.reading for one in found.shares} == {"first"}
    assert found.agreements == []
    assert "| all | new | old | 4 | 50.0% → 25.0% (−1 +0, p 1.000) |" in as_markdown(found)


def test_a_text_of_two_systems_counts_for_both():
    shared = [label("z", "C", "new", "old", judge=judge) for judge in ("first", "second")]
    found = report([*LABELS, *shared])
    assert found.texts == 9
    assert [share(found, name, "worse", "C").n for name in ("new", "old")] == [5, 5]
    assert pair(found, "C").n == 5


def test_a_text_read_twice_by_one_judge_has_the_worse_label():
    (one,) = by_text([label("a", "C", "new"), label("a", "B", "new", draw="d2")])
    assert one.labels == {"first": "C"}
    (one,) = by_text([label("a", "B", "new"), label("a", "B", "lead", sha="new", draw="d2")])
    assert one.systems == {"new", "lead"}


def test_two_systems_are_compared_on_the_items_of_both():
    found = report([*LABELS, label("e", "A", "new"), label("e", "A", "new", judge="second")])
    wrong = pair(found, "D")
    assert (wrong.left, wrong.right, wrong.n) == ("new", "old", 4)
    assert (wrong.left_share, wrong.right_share) == (0.25, 0.5)
    assert (wrong.only_left, wrong.only_right, wrong.p) == (0, 1, 1.0)
    assert pair(found, "A", reading="first").only_left == 1
    (turned,) = {(one.left, one.right) for one in report(LABELS, compared=[("old", "new")]).pairs}
    assert turned == ("old", "new")
    many = [
        label(f"n{n}", given, system)
        for n in range(12)
        for system, given in (("new", "A"), ("old", "D"))
    ]
    assert pair(report(many), "D", reading="first").p == pytest.approx(2 / 2**12)
    with pytest.raises(ScoreError, match=r"no text of 'lead' was judged: there are \['new', 'old"):
        report(LABELS, compared=[("old", "lead")])


def test_sentences_of_digests_are_counted_but_not_paired():
    asked = [
        label(f"q{n}", "C", name, kind="digest", task="digest", fault="off_question")
        for n in range(3)
        for name in ("new", "old")
    ]
    found = report([*LABELS, *asked])
    assert share(found, "new", "first", "C", group="digest").share == 1
    assert pair(found, "C", reading="first").n == 4
    assert found.faults["new"]["C"] == {"agent": 1, "off_question": 3}


def test_groups_are_all_the_kinds_and_the_tasks_of_a_kind_that_has_several():
    others = [label("a", "A", "new", task="headline-city"), label("s", "B", "new", kind="brief",
              task="brief-city")]  # fmt: skip
    found = report([*LABELS, *others])
    assert list(dict.fromkeys(one.group for one in found.shares)) == [
        "all",
        "brief",
        "headline",
        "headline-city",
        "headline-town",
    ]
    assert share(found, "new", "first", "A", group="headline").n == 5


def test_agreement():
    found = report(LABELS)
    four, publishable, broken, wrong = found.agreements
    assert (four.judges, four.of, four.n, four.share) == (("first", "second"), "ABCD", 8, 7 / 8)
    # by hand: 3A 1B 1C 3D against 2A 1B 2C 3D agree by chance in (6 + 1 + 2 + 9) / 64
    assert four.kappa == pytest.approx((7 / 8 - 18 / 64) / (1 - 18 / 64))
    assert [one.of for one in (publishable, broken, wrong)] == ["A", "C", "D"]
    assert (wrong.share, wrong.kappa) == (1, 1)


def test_kappa_is_that_of_scikit_learn():
    from sklearn.metrics import cohen_kappa_score

    both = list(zip("AABBCDDABCAADDAB", "ABBBCDCABDAADAAB", strict=True))
    assert kappa(both) == pytest.approx(cohen_kappa_score(*zip(*both, strict=True)))
    assert kappa([("A", "A"), ("A", "A")]) is None
    assert kappa([("A", "B"), ("B", "A")]) == -1


def test_tables():
    text = as_markdown(report(LABELS))
    assert text.startswith("8 texts, 8 of them read by two judges.")
    assert "| all | new | worse | 4 | 25.0% [4.6, 69.9] | 25.0%" in text
    assert "| first · second | ABCD | 8 | 87.5% | 0.83 |" in text
    assert "| D | agent | 1 | 2 |" in text


def test_a_text_has_one_kind():
    with pytest.raises(DataError, match="a text has labels of two kinds"):
        by_text([label("a", "A", "new"), label("a", "A", "new", kind="brief")])
