"""An answer without the words of its question, and a figure, a day or a number by itself."""

from __future__ import annotations

import pytest

from qa.answering.narrowing import narrowed
from qa.records import Span


def _narrowed(question: str, text: str, said: str) -> str:
    start = text.index(said)
    span = narrowed(question, text, Span(start=start, end=start + len(said)))
    return text[span.start : span.end]


@pytest.mark.parametrize(
    ("question", "said", "left"),
    [
        ("三座桥的总投资是多少？", "总投资是3600万元", "3600万元"),
        ("三座桥的总投资是多少？", "桥的总投资是３６００万元", "３６００万元"),
        ("青石桥在哪里？", "青石桥位于云河市老城区", "云河市老城区"),
        ("青石桥在哪里？", "位于云河市老城区", "云河市老城区"),
        ("云雾茶是什么？", "云雾茶是指采自山顶的绿茶", "采自山顶的绿茶"),
        ("为什么封闭青石桥？", "因为桥面开裂", "因为桥面开裂"),
        ("桥面怎么了？", "桥面是石板的", "桥面是石板的"),
        ("青石茶有什么作用？", "青石茶有提神的作用", "青石茶有提神的作用"),
        ("青石会社又叫什么？", "社会之家", "社会之家"),
        ("青石桥是什么？", "既是桥，也是市场", "既是桥，也是市场"),
        ("沿线设有哪些车站？", "沿线设有东门站、南门站和北门站", "东门站、南门站和北门站"),
        ("报名需要什么条件？", "报名需要本科以上学历", "本科以上学历"),
        ("书店主要卖什么书？", "书店主要有旧地图和画册", "旧地图和画册"),
        ("青石桥是什么桥？", "石拱桥", "石拱桥"),
        ("谁是馆长？", "馆长是周文兰", "周文兰"),
        ("馆长做了什么？", "馆长是周文兰的学生", "周文兰的学生"),
        ("谁修的桥？", "但是工人修好了桥", "但是工人修好了桥"),
        ("哪家信用卡好？", "信用卡中心", "信用卡中心"),
        ("纪录片叫什么？", "《桥是怎样修成的》", "《桥是怎样修成的》"),
        ("会长是谁？", "会长", "会长"),
        ("馆长是谁，在哪里？", "馆长是周文兰，在县城", "馆长是周文兰，在县城"),
        ("青石桥什么时候通车？", "昨天，青石桥在云河市通车", "昨天，青石桥在云河市通车"),
        ("青石桥在哪里通车？", "昨天，青石桥在云河市通车", "云河市通车"),
        ("谁在青石桥讲话？", "市长周文兰在青石桥讲话", "市长周文兰在青石桥讲话"),
    ],
)
def test_what_repeats_the_question_is_cut_off(question: str, said: str, left: str) -> None:
    assert _narrowed(question, f"昨天，{said}。", said) == left


@pytest.mark.parametrize(
    ("question", "said", "left"),
    [
        ("方怀远字什么？", "字明之", "明之"),
        ("方怀远字什么？", "明之", "明之"),
        ("方怀远是哪里人？", "字明之", "字明之"),
        ("他祖籍哪里？", "祖籍云岭", "云岭"),
        ("他的职业是什么？", "中国足球运动员", "足球运动员"),
        ("他是谁？", "中国足球运动员", "中国足球运动员"),
        ("他是哪里人？", "云岭青石人", "云岭青石人"),
        ("职业学院在哪里？", "中国云河市老城区", "中国云河市老城区"),
        ("他是谁？", "云岭青石人", "云岭青石人"),
        ("他去过哪几站？", "东门、南门和北门三个站", "东门、南门和北门"),
        ("他去过哪些站？", "东门、南门等三个站", "东门、南门等"),
        ("他买了什么？", "头盔、手套以及一个箱子", "头盔、手套以及一个箱子"),
        ("他提出哪些主张？", "修桥、铺路的两大主张", "修桥、铺路的两大主张"),
    ],
)
def test_the_name_of_what_is_asked_is_cut_off(question: str, said: str, left: str) -> None:
    assert _narrowed(question, f"他{said}。", said) == left


@pytest.mark.parametrize(
    ("question", "said", "left"),
    [
        ("粽子煮多久？", "一般水开以后再煮40分钟左右就可以了", "40分钟左右"),
        ("粽子煮多久？", "40分钟左右", "40分钟左右"),
        ("门票多少钱？", "旺季的时候每人大约120元一张", "大约120元一张"),
        ("海湾水库的面积是多少？", "海湾水库的面积约为四平方公里", "约为四平方公里"),
        ("全程有多长？", "全程大约35公里", "大约35公里"),
        ("门票多少钱？", "成人旺季每人120元，淡季90元", "成人旺季每人120元，淡季90元"),
        ("存款变化了多少？", "比去年同期下降了16.8%", "比去年同期下降了16.8%"),
        ("存款下降多少？", "比去年同期下降了16.8%", "16.8%"),
        ("学校的编号是多少？", "云岭市第一中学L2号", "云岭市第一中学L2号"),
        ("沿线有哪几站？", "东门、南门、西门和北门4个站", "东门、南门、西门和北门"),
    ],
)
def test_a_figure_stands_by_itself(question: str, said: str, left: str) -> None:
    assert _narrowed(question, f"据介绍，{said}。", said) == left


@pytest.mark.parametrize(
    ("question", "said", "left"),
    [
        ("什么时候开播？", "2030年5月11日在两家电视台同时开播", "2030年5月11日"),
        ("什么时候开播？", "5月11日在", "5月11日"),
        ("什么时候开播？", "5月11日", "5月11日"),
        ("哪一年开播？", "2030年5月", "2030年"),
        ("哪年开播？", "去年11月", "去年"),
        ("哪年开播？", "5月11日", "5月11日"),
        ("营业时间？", "晚上11点到第二天的六点", "晚上11点到第二天的六点"),
        ("报名时间？", "大概是每年的3月份左右陆续开始", "3月份左右"),
        ("在哪里开播？", "2030年5月11日在两家电视台", "2030年5月11日在两家电视台"),
    ],
)
def test_a_day_stands_by_itself(question: str, said: str, left: str) -> None:
    assert _narrowed(question, f"该剧{said}。", said) == left


def test_a_telephone_number_is_given_once() -> None:
    said = "维修热线：400-000-1234〔2〕400-000-5678"
    assert _narrowed("水管维修电话", said, said) == "400-000-1234"
    assert _narrowed("水管维修找谁", said, said) == said


@pytest.mark.parametrize(
    ("text", "said", "whole"),
    [
        ("回升2.0个百分点", "2.0个", "2.0个百分点"),
        ("需要3个工作日", "3个", "3个工作日"),
        ("需要3个人", "3个", "3个"),
        ("持续到10个月底", "10个", "10个"),
    ],
)
def test_a_unit_is_whole(text: str, said: str, whole: str) -> None:
    assert _narrowed("多少？", text, said) == whole


def test_what_says_yes_or_no_is_left() -> None:
    assert _narrowed("桥是木桥吗？", "桥是木桥", "桥是木桥") == "桥是木桥"


@pytest.mark.parametrize(
    ("question", "said", "left"),
    [
        ("审计报告多少钱？", "4000元的", "4000元"),
        ("书店在哪里？", "老城区内的", "老城区内"),
        ("桥面是什么材料？", "石板的", "石板的"),
        ("多少人反对？", "没有一个住在桥边的人是反对的", "没有一个住在桥边的人是反对的"),
    ],
)
def test_a_figure_or_place_does_not_end_in_of(question: str, said: str, left: str) -> None:
    assert _narrowed(question, f"这是{said}。", said) == left
