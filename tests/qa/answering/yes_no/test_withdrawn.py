"""What is taken back is shown with what was done."""

import pytest

from qa.answering.yes_no.withdrawn import with_withdrawal
from tests.qa.answering.marked import place


@pytest.mark.parametrize(
    ("question", "marked", "shown"),
    [
        (
            "厂方起诉了吗？",
            "|厂方提出起诉。|一周后，厂方撤回起诉。",
            "厂方提出起诉。一周后，厂方撤回起诉。",
        ),
        ("商场申请扩建了吗？", "|商场申请扩建。|后又撤回了扩建申请，未再提出。", None),
        (
            "村委会解除合同了吗？",
            "|村委会解除合同。|双方又谈了一次。月底，村委会撤销解除合同的决定。",
            None,
        ),
        ("学校报名参赛了吗？", "|学校报名参赛。|赛前因流感放弃参赛。", None),
        ("周某辞职了吗？", "|周某辞职。|次日收回辞职信。", None),
        (
            "镇里禁止摆摊了吗？",
            "|镇里宣布禁止摆摊。|禁止摆摊的规定随后被叫停。",
            "镇里宣布禁止摆摊。",
        ),
        ("厂方撤回起诉了吗？", "|厂方提出起诉。|一周后，厂方撤回起诉。", "厂方提出起诉。"),
        ("厂方起诉了吗？", "|厂方提出起诉。|法院撤销了工商局的处罚。", "厂方提出起诉。"),
        ("厂方起诉了吗？", "|厂方提出起诉。|开庭。宣判。一年后，厂方撤回起诉。", "厂方提出起诉。"),
    ],
)
def test_the_sentence_that_takes_it_back_is_shown(question, marked, shown):
    text, span = place(marked)
    found = with_withdrawal(question, text, span)
    assert text[found.start : found.end] == (text if shown is None else shown)
