"""Days that no newspaper has: what databases write where they know none."""

import datetime as dt
import json

import pytest

from qa.reading import read_file
from qa.reading.dates import is_of_a_paper

TODAY = dt.date(2026, 11, 29)


@pytest.mark.parametrize(
    ("day", "is_one"),
    [
        ("0001-01-01", False), ("1599-12-31", False), ("1605-07-01", True), ("1970-01-01", True),
        ("2026-11-30", True), ("2126-01-01", True), ("2127-01-01", False), ("9999-12-31", False),
    ],
)  # fmt: skip
def test_a_day_is_a_papers(day, is_one):
    assert is_of_a_paper(dt.date.fromisoformat(day), today=TODAY) is is_one


def test_such_a_day_is_no_date_and_that_is_said(tmp_path):
    days = {"甲": "0001-01-01", "乙": "9999-12-31", "丙": "2031-04-03", "丁": "0001-01-01"}
    file = tmp_path / "a.jsonl"
    rows = ({"id": id_, "text": "青石渠昨日开工。", "date": day} for id_, day in days.items())
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    reading = read_file(file)
    assert [one.date for one in reading.articles] == [None, None, dt.date(2031, 4, 3), None]
    assert [one.date_from is None for one in reading.articles] == [True, True, False, True]
    assert "3 篇的日期不会是报纸的日期（0001-01-01、9999-12-31），当作没有日期" in reading.notes


def test_of_a_table_and_a_page_too(tmp_path):
    table = tmp_path / "a.csv"
    table.write_text("标题,正文,日期\n渠,青石渠昨日开工，总投资三亿元。,0001-01-01\n", "utf-8")
    (article,) = read_file(table).articles
    assert article.date is None
