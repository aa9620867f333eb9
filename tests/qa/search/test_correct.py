"""Corrections of recognised text: what changes, what stays where it is, what can be undone."""

import random
from dataclasses import replace

import pytest

from qa.places import Places
from qa.records import Field, LostCorrection
from qa.search.correct import Author, applied_again, changes, corrected
from tests.scans import articles_of

AUTHOR = Author(by="李桂英", at="2031-04-03T08:00:00+00:00")
PAGE = ("云岭市三坐老桥昨日同日通车，", "夜间不再限行，行人请走两则步道。")


@pytest.fixture
def article(tmp_path):
    (article,) = articles_of(tmp_path / "a.png", PAGE, unsure="坐则")
    return article


def put_right(original, now, old, new):
    start = now.text.index(old)
    return corrected(
        original, now, Field.TEXT, start=start, end=start + len(old), text=new, author=AUTHOR
    )


def left(article, char):
    return article.origin.places.at(article.text.index(char)).box.left


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("三坐老桥", "三座老桥", [(1, 2, "座")]),
        ("三坐老桥", "三坐老桥", []),
        ("老桥", "老桥。", [(2, 2, "。")]),
        ("老老桥", "老桥", [(0, 1, "")]),
        ("甲\n乙丙\n丁", "甲\n乙\n丁", [(3, 4, "")]),
        ("", "字", [(0, 0, "字")]),
        ("字", "", [(0, 1, "")]),
    ],
)
def test_what_differs(old, new, expected):
    assert changes(old, new) == expected


def test_a_corrected_character_is_where_the_wrong_one_was(article):
    made = put_right(article, article, "三坐老桥", "三座老桥")
    assert made.text == "云岭市三座老桥昨日同日通车，夜间不再限行，行人请走两则步道。"
    (one,) = made.corrections
    assert (one.start, one.end, one.original, one.by, one.at) == (
        4, 5, "坐", "李桂英", "2031-04-03T08:00:00+00:00",
    )  # fmt: skip
    assert left(made, "座") == left(article, "坐")
    assert made.origin.places.at(4).confidence == 1.0
    assert made.origin.locate(4, 5) == article.origin.locate(4, 5)


@pytest.mark.parametrize(
    ("old", "new", "places"),
    [
        ("三坐老桥", "三四座老桥", "坐坐"),  # what takes the place of one shares its rectangle
        ("昨日同日", "同日", ""),
        ("老桥", "老石桥", "老"),  # what was missing is at the character before it
    ],
)
def test_other_lengths_keep_every_place(article, old, new, places):
    made = put_right(article, article, old, new)
    assert len(made.origin.places) == len(made.text)
    (one,) = made.corrections
    assert [made.origin.places.at(n).box for n in range(one.start, one.end)] == [
        article.origin.places.at(article.text.index(char)).box for char in places
    ]
    assert left(made, "道") == left(article, "道")
    end = len(made.text)
    assert made.origin.locate(0, end) == article.origin.locate(0, len(article.text))


def test_corrections_add_up_and_can_be_undone(article):
    made = put_right(article, article, "则", "侧")
    made = put_right(article, made, "坐", "四座")
    assert [one.original for one in made.corrections] == ["坐", "则"]
    again = put_right(article, made, "四座", "座")
    assert [(one.original, again.text[one.start : one.end]) for one in again.corrections] == [
        ("坐", "座"),
        ("则", "侧"),
    ]
    back = corrected(
        article, again, Field.TEXT, start=0, end=len(again.text), text=article.text, author=AUTHOR
    )
    assert back == article


def test_any_corrections_can_be_undone(article):
    chance = random.Random(7)
    for _ in range(200):
        made = article
        for _ in range(chance.randint(1, 6)):
            start = chance.randint(0, len(made.text))
            end = min(len(made.text), start + chance.randint(0, 4))
            new = "".join(chance.choice("桥老日甲\n") for _ in range(chance.randint(0, 4)))
            wanted = made.text[:start] + new + made.text[end:]
            made = corrected(
                article, made, Field.TEXT, start=start, end=end, text=new, author=AUTHOR
            )
            assert made.text == wanted
            assert len(made.origin.places) == len(wanted)
            original, at = "", 0
            for one in made.corrections:
                original += made.text[at : one.start] + one.original
                at = one.end
            assert original + made.text[at:] == article.text
        whole = {"start": 0, "end": len(made.text), "text": article.text}
        assert corrected(article, made, Field.TEXT, **whole, author=AUTHOR) == article


def test_corrections_are_applied_to_what_is_recognised_anew(article, tmp_path):
    made = put_right(article, article, "则", "侧")
    made = put_right(article, made, "坐", "座")
    made = put_right(article, made, "夜间", "晚间")
    (new,) = articles_of(
        tmp_path / "b.png", ("云岭市三坐老桥昨日同日通车，", "午间不再限行，行人请走两侧步道。")
    )
    again, lost = applied_again(article, made, new)
    assert again.text == "云岭市三座老桥昨日同日通车，午间不再限行，行人请走两侧步道。"
    assert [one.original for one in again.corrections] == ["坐"]
    assert lost == [LostCorrection(id=new.id, field=Field.TEXT, original="夜", text="晚")]


def test_a_title_is_corrected_too(article):
    origin = replace(
        article.origin,
        title=article.origin.pieces,
        title_places=Places(article.origin.places.packed, article.origin.places.sizes),
    )
    headed = replace(article, title=article.text, origin=origin)
    made = corrected(headed, headed, Field.TITLE, start=4, end=5, text="座", author=AUTHOR)
    assert made.title.startswith("云岭市三座老桥")
    assert made.text == headed.text
    assert [one.field for one in made.corrections] == ["title"]
    assert made.of_field(Field.TITLE).origin.places.at(4).confidence == 1.0
    assert made.of_field(Field.TEXT).corrections == ()
