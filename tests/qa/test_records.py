import dataclasses
import datetime as dt
import enum

import pytest

from qa import records
from qa.errors import InputError
from qa.records import Article, Origin, Piece, Span, Where

FILE = "第一行的头\n插入的话\n和它的尾。"
ORIGIN = Origin(
    file="页.txt",
    encoding="utf-8",
    sha256="0" * 64,
    pieces=(Piece(start=0, file_start=0, length=5), Piece(start=5, file_start=11, length=5)),
)
TEXT = "第一行的头和它的尾。"


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (0, 5, "第一行的头"),
        (5, 10, "和它的尾。"),
        (1, 3, "一行"),
        (9, 10, "。"),
        (4, 6, "头\n插入的话\n和"),
    ],
)
def test_locate(start, end, expected):
    span = ORIGIN.locate(start, end)
    assert FILE[span.start : span.end] == expected
    assert (expected[0], expected[-1]) == (TEXT[start], TEXT[end - 1])


@pytest.mark.parametrize(("start", "end"), [(3, 3), (-1, 2), (4, 2), (0, 11), (10, 11)])
def test_a_span_without_a_place(start, end):
    with pytest.raises(ValueError, match=r"not a span|has no place"):
        ORIGIN.locate(start, end)


def test_characters_written_as_escapes():
    written = '"text": "看\\u62a5\\u4eba。"'
    pieces = (
        Piece(start=0, file_start=9, length=1),
        Piece(start=1, file_start=10, length=2, width=6),
        Piece(start=3, file_start=22, length=1),
    )
    origin = dataclasses.replace(ORIGIN, pieces=pieces)
    for span, expected in [((0, 1), "看"), ((1, 2), "\\u62a5"), ((2, 4), "\\u4eba。")]:
        found = origin.locate(*span)
        assert written[found.start : found.end] == expected


@pytest.mark.parametrize(("offset", "page"), [(0, 1), (6, 1), (7, 3), (12, 3), (13, 4), (99, 4)])
def test_the_page_of_an_offset(offset, page):
    # The second page is empty: the third begins where it does.
    assert dataclasses.replace(ORIGIN, pages=(0, 7, 7, 13)).page(offset) == page
    assert ORIGIN.page(offset) is None


def test_an_origin_without_pieces_places_nothing():
    with pytest.raises(ValueError, match=r"character 0 has no place"):
        dataclasses.replace(ORIGIN, pieces=()).locate(0, 1)


DAY = dt.date(2031, 4, 3)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"since": "2031-04-03"}, "since is a str: give a datetime.date"),
        ({"until": dt.datetime(2031, 4, 3)}, "until is a datetime: give a datetime.date"),
        ({"since": DAY, "until": DAY - dt.timedelta(days=1)}, "2031-04-03 is after until 2031-04"),
        ({"source": 5}, "source is 5: give a string"),
        ({"tag": ("天气",)}, r"tag is \('天气',\): give a string"),
        ({"ids": "ab"}, "ids: one string where a list is wanted: put it in a list"),
        ({"ids": {"a"}}, "ids is a set: give a list of strings"),
        ({"ids": ["a", 5]}, "ids has 5: give a list of strings"),
    ],
)
def test_filters_that_filter_nothing_rightly(fields, message):
    with pytest.raises(InputError, match=message):
        Where(**fields)


def test_ids_may_be_a_list():
    assert Where(ids=["a", "b"]) == Where(ids=("a", "b"))
    assert hash(Where(ids=[])) == hash(Where(ids=()))


def test_every_record_is_frozen_and_public():
    public = [getattr(records, name) for name in records.__all__]
    classes = [cls for cls in public if not issubclass(cls, enum.Enum)]
    assert records.__all__ == sorted(records.__all__)
    assert all(cls.__dataclass_params__.frozen and cls.__slots__ for cls in classes)
    with pytest.raises(dataclasses.FrozenInstanceError):
        Span(start=0, end=1).start = 2
    with pytest.raises(TypeError):
        Article("a", "t", "x")
