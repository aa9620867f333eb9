"""Figures of another place, body or model than a question asks of."""

import pytest

from qa.answering.spans.subjects import is_of_another_subject
from tests.qa.answering.marked import place


@pytest.mark.parametrize(
    ("question", "marked", "another"),
    [
        ("海南派了多少名医生去支援？", "贵州组成医疗队，派出|74名|医生。", True),
        ("去年海南派了多少名医生？", "去年，贵州派出|74名|医生。", True),
        ("海南派了多少名医生去支援？", "海南、贵州各派出|74名|医生。", False),
        ("海南派了多少名医生去支援？", "医疗队共派出|74名|医生。", False),
        ("海南派了多少名医生去贵州？", "贵州迎来|74名|医生。", False),
        ("海南有多少家医院？", "三亚有|74家|医院。", False),
        ("德国的汽车出口了多少辆？", "法国今年出口汽车|30万辆|。", True),
        ("德国的汽车出口了多少辆？", "我国从德国进口汽车|30万辆|。", False),
        ("德国的汽车出口了多少辆？", "中国今年出口汽车|30万辆|，法国更少。", False),
        ("德国队拿了第几名？", "法国队后来居上，获得|第三名|。", True),
        ("北京大学招了多少学生？", "复旦大学今年招收|3000名|学生。", True),
        ("青石大学有多少学生？", "青石学院今年招收|3000名|学生。", False),
        ("法国公开赛的奖金有多少？", "波兰选手夺冠，获得奖金|200万元|。", False),
        ("法国公开赛的冠军是谁？", "波兰选手|邵平|夺冠。", False),
        ("海南怎么支援？", "贵州组成医疗队，派出|74名|医生。", False),
        ("青石Max 20有多重？", "青石 Max 10已经发布。它重|1.4公斤|。", True),
        ("青石Max 10有多重？", "青石 Max 10已经发布。它重|1.4公斤|。", False),
        ("青石max20有多重？", "青石Max 10不变，青石Max 20重|1.6公斤|。", False),
        ("青石Max 20有多重？", "新机比Max 10轻，重|1.4公斤|。", False),
        ("青石Max 20比Max 10重多少？", "青石 Max 10重|1.4公斤|。", False),
        ("青石Max 20多少钱？", "青石Max 10昨天停产。青石Max 20，零售|3000元|。", False),
        ("青石Max 20多少钱？", "青石Max 10昨天停产。青石Max 20：|三千元|。", False),
        ("青石Max 20多少钱？", "青石Max 20今天上市。青石Max 10，零售|3000元|。", True),
        ("青石Max 20多少钱？", "青石Max 20今天上市。Max 1.5倍变焦，零售|3000元|。", False),
        ("CR450跑得多快？", "CR400试跑时速|350公里|。", True),
        ("乙纸厂每股派多少？", "甲钢厂每股派|5元|，乙纸厂则决定不分红。", True),
        ("阅览室每人限借多少册？", "少儿馆限借|20册|，阅览室的报刊不外借。", True),
        ("甲钢厂每股派多少？", "甲钢厂每股派|5元|，乙纸厂则决定不分红。", False),
        ("乙纸厂每股派多少？", "甲钢厂与乙纸厂每股派|5元|，乙纸厂的职工股不派。", False),
        ("乙纸厂每股派多少？", "每股派|5元|，乙纸厂不断增加利润。", False),
        ("GDP 2024年是多少？", "GDP 120万亿元，增长|5%|。", False),
    ],
)
def test_of_another_place_or_model(question, marked, another):
    assert is_of_another_subject(question, *place(marked)) is another
