"""How many points a team has."""

import pytest

from qa.answering.spans.points import is_of_a_player, is_of_another_team, points
from tests.qa.answering.marked import place

MATCH = "昨晚女篮联赛，青石女篮80比75战胜白河队，后卫苏禾得到31分。"


@pytest.mark.parametrize(
    ("question", "text", "said"),
    [
        ("青石女篮得了多少分？", MATCH, "80"),
        ("白河队得了几分？", MATCH, "75"),
        ("青石女篮最后拿了多少分？", "青石女篮主场以80比75击败了白河队。", "80"),
        ("白河队得了多少分？", "青石女篮75比80不敌白河队。", "80"),
        ("青石男篮得了多少分？", MATCH, None),
        ("苏禾得了多少分？", MATCH, None),
        ("青石女篮赢了多少分？", MATCH, None),
        ("青石女篮得了多少分？", "青石女篮昨天解散。", None),
    ],
)
def test_the_points_of_a_team(question, text, said):
    found = points(question, text)
    assert (found and text[found.start : found.end]) == said


@pytest.mark.parametrize(
    ("question", "marked", "one"),
    [
        ("青石女篮得了多少分？", MATCH.replace("31分", "|31分|"), True),
        ("青石女篮得了多少分？", "青石女篮全队得|80分|。", False),
        ("苏禾得了多少分？", MATCH.replace("31分", "|31分|"), False),
    ],
)
def test_a_players_points_are_not_the_teams(question, marked, one):
    assert is_of_a_player(question, *place(marked)) is one


@pytest.mark.parametrize(
    ("question", "marked", "other"),
    [
        ("青山队谁被罚下？", "主队0比2负于青山队，东湖队后卫|刘洋|被罚下。", True),
        ("青山队谁被罚下？", "主队0比2负于青山队，东湖队|后卫刘洋|被罚下。", True),
        ("东湖队谁被罚下？", "东湖队后卫|刘洋|被罚下。", False),
        ("湖队谁被罚下？", "东湖队后卫|刘洋|被罚下。", False),
        ("青山队谁被罚下？", "东湖队后卫|刘洋|被罚下。", False),
    ],
)
def test_a_player_of_the_other_team(question, marked, other):
    assert is_of_another_team(question, *place(marked)) is other
