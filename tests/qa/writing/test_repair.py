"""Small faults mended from the source."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.checking.faults import cut_lists, has_faults
from qa.checking.source import Source
from qa.writing.repair import repaired

LISTED = "昨日清晨，云河市南门桥、柳溪桥和纺织厂桥同时恢复通行。"
SOURCE = (
    "青石市306路公交线路5月8日起试运行，全程21.5公里，设站30座。"
    "市长宋怀远宣读了《青石市公共交通条例》，称“公交优先”要落到实处。"
)


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("306路公交线路5月8日起试", "306路公交线路5月8日起试运行"),
        ("306路公交线路5月8日起", "306路公交线路5月8日起试运行"),
        ("交线路5月8日起试运行", "公交线路5月8日起试运行"),
        ("公交线路5月8日起试，设站30座", "公交线路5月8日起试运行，设站30座"),
        ("市长宣读了设站和“公交优先”要落到实处", "市长宣读了设站和“公交优先”要落到实处"),
        ("306路公交试运行试运行", "306路公交试运行"),
        ("市长称称称公交优先", "市长称公交优先"),
        ("公交线路 公交线路试运行", "公交线路试运行"),
        ("市长宣读了公交优先 公交优先", "市长宣读了公交优先"),
        ("“公交优先”“公交优先”", "“公交优先”"),
        ("306路公交设站30", "306路公交设站30座"),
        ("306路公交试运行5月8", "306路公交试运行5月8日"),
        ("市长宣读《青石市公共交通条例", "市长宣读《青石市公共交通条例》"),
        ("市长宣读《青石市公共交通", "市长宣读《青石市公共交通条例》"),
        ("公交优先”要落到实处", "“公交优先”要落到实处"),
        ("“306路公交试运行", "306路公交试运行"),
        ("306路公交试运行", "306路公交试运行"),
        ("【走基层】306路公交试运行", "306路公交试运行"),
        ("【走基层·公交】 306路公交试运行", "306路公交试运行"),
        ("", ""),
    ],
)
def test_repaired(text, mended):
    assert repaired(text, Source(SOURCE), longest=60) == mended
    assert not has_faults(mended, Source(SOURCE))


def test_a_list_is_completed_with_its_clause():
    text = "云河市南门桥、柳溪桥"
    whole = "云河市南门桥、柳溪桥和纺织厂桥同时恢复通行"
    assert cut_lists(text, Source(LISTED)) == [(len(text), LISTED.index("和"))]
    assert repaired(text, Source(LISTED), longest=40) == whole
    assert not has_faults(whole, Source(LISTED))
    assert (
        repaired("柳溪桥、南门桥恢复通行", Source(LISTED), longest=40) == "柳溪桥、南门桥恢复通行"
    )


def test_a_series_name_of_the_source_stays():
    source = "【走基层】昨日，306路公交试运行。"
    assert (
        repaired("【走基层】306路公交试运行", Source(source), longest=60)
        == "【走基层】306路公交试运行"
    )


def test_a_half_word_without_room_is_dropped():
    text = "306路公交线路5月8日起试"
    assert repaired(text, Source(SOURCE), longest=len(text)) == "306路公交线路5月8日"


@given(st.text(st.sampled_from('公交试运行306.5《》“”，。"称'), max_size=20))
def test_anything_is_mended_within_its_bound(text):
    assert len(repaired(text, Source(SOURCE), longest=20)) <= 20
