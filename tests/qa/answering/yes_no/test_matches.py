"""Who won a match is told by its score and who has it."""

from __future__ import annotations

import pytest

from qa.answering.yes_no.matches import match_won

WON = "青石队赢了白沙队"
LOST = "白沙队赢了青石队"


@pytest.mark.parametrize(
    ("sentence", "before", "won"),
    [
        ("青石队主场以109：88大胜白沙队。", "", True),
        ("青石队客场88:109不敌白沙队。", "", False),
        ("青石队主场103比97险胜白沙队，取得三连胜。", "", True),
        ("青石队被白沙队以102：101绝杀。", "", False),
        ("白沙队在主场迎战青石队，最终89：95失利。", "", True),
        ("青石队昨晚击败白沙队，比分是3比1。", "", None),
        ("昨晚，青石队3：1击败白沙队。", "", True),
        (
            "青石两名外援各得15分，率队以53：33领先进入下半场，最终109：88大胜。",
            "青石和白沙之战早早没了悬念。",
            True,
        ),
        ("青石两名外援各得15分，最终109：88大胜。", "本轮一共四场。", None),
        ("上半场青石队53：33压倒白沙队。", "", None),
        ("半场青石队以53：33战胜白沙队的首发。", "", None),
        ("青石队109：88大胜云岭队，白沙队轮空。", "", None),
        ("青石队和白沙队相遇，最终109：88获胜。", "", None),
        ("如果青石队3：1战胜白沙队，就能出线。", "", None),
        ("青石铁路队109：88大胜白沙队。", "", None),
        ("青石队与白沙队2：2战平。", "", None),
        ("青石队没能3：1战胜白沙队。", "", None),
        ("在与白沙队的决战中青石队3：1获胜。", "", None),
        ("青石队士气很高，在与白沙队的决战中3：1获胜。", "", None),
        ("做客白沙队的青石队2：1取胜。", "", None),
        ("迎战白沙队青石队4：2胜出。", "", None),
        ("对白沙队青石队3：0完胜。", "", None),
        ("曾经的冠军白沙队的老对手青石队3：0完胜。", "", None),
        ("青石队首盘6：2战胜白沙队，后两盘体力不支。", "", None),
        ("青石队次局25：18战胜白沙队。", "", None),
        ("第四局，青石队25：18战胜白沙队。", "", None),
        ("首回合青石队2：0战胜白沙队，次回合见分晓。", "", None),
        ("上轮青石队2：0战胜白沙队，本轮轮空。", "", None),
        ("开场时青石队3：0战胜白沙队，可是后来1比3告负。", "", None),
        ("青石队3：2战胜白沙队后又以总分出局。", "", None),
        ("青石队2：3负于白沙队，加赛后反超。", "", None),
        ("青石队88：109不敌白沙队，吃到三连败。", "", False),
        ("青石队挑战白沙队，3：2险胜。", "", True),
        ("面对老对手，青石队3：2险胜白沙队。", "", True),
    ],
)
def test_the_score_tells_who_won(sentence: str, before: str, won: bool | None) -> None:
    assert match_won(WON, sentence, before) is won
    assert match_won(LOST, sentence, before) is (None if won is None else not won)


@pytest.mark.parametrize(
    ("behind", "won"),
    [
        ("赛后白沙队申诉，青石队被判负。", None),
        ("不过第二场他们输了。", None),
        ("最终青石队无缘出线，遗憾出局。", None),
        ("两千名观众到场。", True),
        ("球队经理负责接待。", True),
    ],
)
def test_another_result_behind_leaves_it_open(behind: str, won: bool | None) -> None:
    assert match_won(WON, "青石队3：1战胜白沙队。", "", behind) is won


@pytest.mark.parametrize(
    ("statement", "won"),
    [
        ("青石队输给了白沙队", False),
        ("白沙队输给青石队了", True),
        ("昨晚青石队赢了白沙队", True),
        ("青石战胜白沙", True),
        ("青石队在云岭赢了白沙队", None),
        ("青石队去年赢了白沙队", None),
        ("青石队赢了云岭队", None),
        ("青石队赢了", None),
    ],
)
def test_only_what_is_asked_is_told(statement: str, won: bool | None) -> None:
    assert match_won(statement, "昨晚，青石队主场3：1战胜白沙队。", "") is won
