"""No word lost, none made up: what a file shows is in an article, or said to be left out.

``KANBAO_PAGES=10000 python -m pytest tests/qa/reading/test_conservation.py`` tries as many
generated files of each format. A format's files are made in :mod:`tests.qa.reading.made`.
"""

import os
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qa.reading import file_text, read_file
from qa.records import Article, LeftOut, Reading, Reason
from tests.qa.reading.made import (
    docx,
    feed,
    html,
    jsonl,
    markdown,
    office,
    packed,
    pdf,
    table,
    text,
)

FORMATS = {
    "txt": text.PAGES,
    "jsonl": jsonl.PAGES,
    "html": html.PAGES,
    "md": markdown.PAGES,
    "docx": docx.PAGES,
    "pdf": pdf.PAGES,
    "xml": feed.PAGES,
    "csv": table.CSV,
    "xlsx": table.XLSX,
    "ods": table.ODS,
    "records": table.XML,
    "odt": office.ODT,
    "pptx": office.PPTX,
    "rtf": office.RTF,
    "eml": packed.EML,
    "epub": packed.EPUB,
    "zip": packed.ZIP,
    "tar": packed.TAR,
}
PAGES = int(os.environ.get("KANBAO_PAGES", "25"))
AT_MOST = {"txt": 8}  # times as many: they are quick, and most rules are theirs


def characters(*parts):
    return Counter("".join("".join(part.split()) for part in parts))


def kept(reading):
    """Return the characters of a reading, each as often as it stands in one of its places."""
    articles = [
        part
        for one in reading.articles
        for part in (one.text, one.title, one.byline or "", *one.pull_quotes, *one.captions)
    ]
    return characters(*articles, *(one.text for one in reading.left_out))


def copied(reading):
    """Return the characters that may be there twice: a byline is also read in the text's lead."""
    return characters(
        *(word for one in reading.articles if one.byline for word in one.byline.split() if word)
    )


def imbalance(visible, reading, *, marks=""):
    """Return the characters that were lost, and those that are there too often.

    ``marks`` stand between the cells of a row, which is left out as it is in the file.
    """
    there, wanted = kept(reading), characters(visible)
    between = characters(*(x for one in reading.left_out for x in one.text if x in marks))
    return wanted - there, there - wanted - copied(reading) - between


def check_left_out(path, reading):
    """Check that what was left out stands in the file where it says."""
    whole = file_text(path)
    for one in reading.left_out:
        assert one.reason in Reason
        assert one.text
        if one.start is not None:
            assert whole[one.start : one.end] == one.text


@pytest.mark.parametrize("name", FORMATS)
def test_every_character_is_kept_or_said_to_be_left_out(name, tmp_path):
    @settings(
        max_examples=PAGES * AT_MOST.get(name, 1),
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(FORMATS[name])
    def holds(made):
        path = tmp_path / made.name
        path.write_bytes(made.data)
        reading = read_file(path)
        marks = ',;|\t"' if name in ("csv", "tsv", "zip", "tar") else ""
        assert imbalance(made.visible, reading, marks=marks) == (Counter(), Counter())
        check_left_out(path, reading)

    holds()


@given(st.text(max_size=20), st.text(max_size=5))
def test_a_loss_and_a_gain_are_seen(text, other):
    reading = Reading(
        articles=(Article(id="1", title="", text=text),),
        left_out=(LeftOut(text=other, reason=Reason.FURNITURE),),
    )
    assert imbalance(text + other, reading) == (Counter(), Counter())
    assert imbalance(f"{text}{other}字", reading) == (Counter("字"), Counter())
    assert imbalance(text, reading) == (Counter(), characters(other))
