"""The figure of a whole is not that of a part of it."""

from __future__ import annotations

import pytest

from qa.answering.spans.parts import asked_part, item_asked
from qa.records import Span

WELLS = "今春全县打成机井六十眼，其中四十七眼已经配套。"
ROUTES = "机场新开航线12条，其中国际航线3条，旅客460万人次。"
BRIDGES = "青石桥、白水桥加固完工，总投资3600万元，其中青石桥1500万元。"
PEARS = "后院四十棵梨树枯了六棵，都没有浇水。"
CASES = "全市新增病例112例，其中境外输入病例18例，本土病例94例。"
PRIZES = "代表队获奖牌51枚，其中金牌13枚、银牌20枚。"


@pytest.mark.parametrize(
    ("question", "text", "said", "asked"),
    [
        ("全县打成机井多少眼？", WELLS, "四十七眼", "六十眼"),
        ("全县打成机井多少眼？", WELLS, "六十眼", "六十眼"),
        ("配套的机井有多少眼？", WELLS, "六十眼", "四十七眼"),
        ("配套的机井有多少眼？", WELLS, "四十七眼", "四十七眼"),
        ("新开国际航线多少条？", ROUTES, "12条", "3条"),
        ("新开航线多少条？", ROUTES, "3条", "12条"),
        ("旅客有多少人次？", ROUTES, "460万人次", "460万人次"),
        ("青石桥投资多少？", BRIDGES, "3600万元", "1500万元"),
        ("两座桥总投资多少？", BRIDGES, "1500万元", "3600万元"),
        ("新增病例多少例？", CASES, "112例", "112例"),
        ("新增病例多少例？", CASES, "94例", "112例"),
        ("新增本土病例多少例？", CASES, "112例", "94例"),
        ("新增本土病例多少例？", CASES, "112例，其中境外输入病例18例，本土病例94例", "94例"),
        ("新增病例多少例？", CASES, "112例，其中境外输入病例18例", "112例"),
        ("获得金牌多少枚？", PRIZES, "51枚", "13枚"),
        ("有几棵梨树枯了？", PEARS, "四十棵", "六棵"),
        ("院里枯了几棵梨树？", PEARS, "四十棵", "六棵"),
        ("院里枯了多少棵？", PEARS, "四十棵梨树", "六棵"),
        ("院里有几棵梨树？", PEARS, "四十棵", "四十棵"),
        ("几扇窗户碎了？", "礼堂12扇窗户碎了5扇。", "12扇", "5扇"),
        ("几家工厂兼并了？", "去年两家工厂兼并三座矿。", "两家", "两家"),
        ("几家工厂兼并了同行？", "去年两家工厂兼并了三家。", "两家", "两家"),
        ("几家工厂停了？", "去年五家工厂停了三家分店。", "五家", "五家"),
        ("获得奖牌多少枚？", PRIZES, "20枚", "51枚"),
        ("打成机井多少眼，其中配套多少眼？", WELLS, "四十七眼", "六十眼，其中四十七眼"),
        ("打成机井多少眼，其中配套多少眼？", WELLS, "六十眼", "六十眼，其中四十七眼"),
        (
            "新增病例多少例，其中本土多少例？",
            CASES,
            "94例",
            "112例，其中境外输入病例18例，本土病例94例",
        ),
        ("新开航线多少条，其中国际多少条？", ROUTES, "3条", "12条，其中国际航线3条"),
        ("打成机井几眼，其中配套几眼？", WELLS, "六十眼，其中四十七眼", "六十眼，其中四十七眼"),
        ("哪里打成机井？", WELLS, "全县", "全县"),
        ("打成机井多少眼？", "打成机井六十眼。", "六十眼", "六十眼"),
    ],
)
def test_the_figure_that_is_asked_for(question: str, text: str, said: str, asked: str) -> None:
    start = text.index(said)
    span = asked_part(question, text, Span(start=start, end=start + len(said)))
    assert text[span.start : span.end] == asked


SEATS = "戏楼票价：散席每位20元，包厢每间60元，边座12元，站票免费。"


@pytest.mark.parametrize(
    ("question", "text", "said", "asked"),
    [
        ("包厢多少钱？", SEATS, "散席每位20元，包厢每间60元，边座12元", "60元"),
        ("散席多少钱？", SEATS, "散席每位20元，包厢每间60元", "20元"),
        ("边座多少钱？", SEATS, "散席每位20元，包厢每间60元", "12元"),
        ("票价是多少？", SEATS, "散席每位20元，包厢每间60元", "散席每位20元，包厢每间60元"),
        ("散席和包厢多少钱？", SEATS, "散席每位20元，包厢每间60元", "散席每位20元，包厢每间60元"),
        ("站票多少钱？", SEATS, "散席每位20元，包厢每间60元", "散席每位20元，包厢每间60元"),
        ("包厢多少钱？", SEATS, "每位20元", "每位20元"),
        ("包厢有什么？", SEATS, "散席每位20元，包厢每间60元", "散席每位20元，包厢每间60元"),
    ],
)
def test_the_item_of_a_list_that_is_asked(question: str, text: str, said: str, asked: str) -> None:
    start = text.index(said)
    made = item_asked(question, text, Span(start=start, end=start + len(said)))
    assert text[made.start : made.end] == asked
