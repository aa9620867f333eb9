"""By how much something differs or has changed, where that is asked."""

import pytest

from qa.answering.spans.differences import difference

FIELDS = (
    "云河县今年种植油菜8.4万亩,比去年增加6200亩,总产量预计1.1万吨。"
    "农户范有田家比去年多种了3亩,共种11亩。油菜籽每斤3.2元,比去年同期便宜2角,菜油涨了1元,涨到14元。"
    "县医院门诊量比上月增加2100人次,增长8%。今年税收和地租分别减少30万元和4万元。云山高1200米。"
)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("全县油菜比去年多种了多少亩？", "6200亩"),
        ("云河县油菜面积比去年增加多少亩？", "6200亩"),
        ("范有田家比去年多种了几亩？", "3亩"),
        ("油菜籽比去年便宜多少？", "2角"),
        ("菜油涨了多少钱？", "1元"),
        ("门诊量比上月增加多少？", "2100人次"),
        ("菜油涨到多少？", None),
        ("门诊量增长了百分之多少？", None),
        ("云河县去年种了多少亩？", None),
        ("小麦比去年多种多少亩？", None),
        ("税收减少了多少钱？", None),
        ("范有水比去年少种多少亩？", None),
        ("路某家比去年多种多少亩？", None),
        ("全县比去年多种了多少亩？", None),
        ("油菜籽多少钱一斤？", None),
        ("几号增加门诊？", None),
        ("云山高多少米？", None),
    ],
)
def test_by_how_much_it_differs(question, told):
    found = difference(question, FIELDS)
    assert (FIELDS[found.start : found.end] if found else None) == told


@pytest.mark.parametrize(
    ("question", "text", "told"),
    [
        ("水稻比去年多多少？", "水稻比去年多四十斤。", "四十斤"),
        ("西校比东校少招多少人？", "西校招生一千人，比东校少二百人。", "二百人"),
        ("西校招生比去年多多少人？", "西校招生一千人，比去年多三百五十人。", "三百五十人"),
    ],
)
def test_a_numeral_in_characters_is_whole(question, text, told):
    found = difference(question, text)
    assert found is not None
    assert text[found.start : found.end] == told


@pytest.mark.parametrize(
    ("question", "text", "told"),
    [
        ("汽油涨了多少钱？", "汽油每升8元，比上月涨了3角。", "3角"),
        ("县医院缺少多少人？", "县医院今年减少5人，还要招30人。", None),
    ],
)
def test_a_litre_is_no_rise_and_a_lack_no_fall(question, text, told):
    found = difference(question, text)
    assert (text[found.start : found.end] if found else None) == told
