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
    ],
)
def test_the_score_tells_who_won(sentence: str, before: str, won: bool | None) -> None:
    assert match_won(WON, sentence, before) is won
    assert match_won(LOST, sentence, before) is (None if won is None else not won)


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
