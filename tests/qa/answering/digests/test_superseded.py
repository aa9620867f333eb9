"""Figures that a newer report of the same event gives otherwise."""

import datetime as dt

import pytest

from qa.answering.digests.superseded import superseded_by
from qa.records import Article, Imprint

HEAD = "昨日下午，白水桥桥面塌落，县里派船抢修。"


def article(text, *, day=3, edition=None):
    imprint = Imprint(edition=edition) if edition else None
    date = dt.date(2031, 4, day) if day else None
    name = f"{day}{edition}"
    return Article(id=name, title="白水桥塌落", text=HEAD + text, date=date, imprint=imprint)


@pytest.mark.parametrize(
    ("said", "other", "superseded"),
    [
        ("塌落长度约6米。", article("塌落长度约9米，原因正在调查。", day=4), True),
        ("塌落长度约6米。", article("塌落长度约9米。", day=2), False),
        ("塌落长度约6米。", article("塌落长度约9米。", edition="晚版"), True),
        ("塌落长度约6米。", article("塌落长度约9米。"), False),
        ("塌落长度约6米。", article("塌落长度达6米。", day=4), False),
        ("塌落长度约6米。", article("先报塌落长度6米，有误。塌落长度9米。", day=4), True),
        ("塌落长度约6米。", article("塌落长度6米，上午复测，塌落长度9米。", day=4), False),
        ("塌落长度约6米。", article("河面宽度约9米。", day=4), False),
        ("原因正在调查。", article("塌落长度约9米。", day=4), False),
        ("三人受伤。", article("四人受伤。", day=4), False),  # too few words to be the same
    ],
)
def test_what_a_newer_report_gives_otherwise(said, other, superseded):
    own = article(said, edition="早版")
    assert superseded_by([own, other])(said, own) is superseded


def test_another_event_supersedes_nothing():
    own = article("塌落长度约6米。")
    other = Article(
        id="b", title="青石渡口开渡", text="渡口今晨开渡。塌落长度约9米。", date=dt.date(2031, 4, 4)
    )
    assert not superseded_by([own, other])("塌落长度约6米。", own)
