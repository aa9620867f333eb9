"""What is only sought, promised or urged, and who declines what was urged."""

import pytest

from qa.answering.yes_no.deciding import decision
from qa.answering.yes_no.urged import is_declined

ONLY_SOUGHT = [
    ("海远公司上市了吗？", "海远公司谋求上市。"),
    ("海远公司上市了吗？", "海远公司多年来寻求在香港上市。"),
    ("海远公司会上市吗？", "海远公司谋求上市。"),
    ("滨江区设立自贸区了吗？", "滨江区申请设立自贸区。"),
    ("滨江区设立自贸区了吗？", "滨江区力求设立自贸区。"),
    ("老张调岗了吗？", "老张请求调岗。"),
    ("望潮队引进外援了吗？", "望潮队有意引进外援。"),
    ("望潮队引进外援了吗？", "望潮队承诺引进外援。"),
    ("望潮队引进外援了吗？", "望潮队试图从海外引进外援。"),
    ("磨坊换电机了吗？", "有人劝磨坊换电机。"),
    ("磨坊换电机了吗？", "有人劝磨坊换一套电机。"),
    ("外地商户撤离了吗？", "管委会敦促外地商户撤离。"),
    ("外地商户撤离了吗？", "管委会责令外地商户撤离。"),
    ("街道建议的停车平台开通了吗？", "街道向上反映，建议停车平台开通。"),
]

DECIDED = [
    ("海远公司谋求上市吗？", "海远公司谋求上市。", True),
    ("滨江区申请设立自贸区了吗？", "滨江区申请设立自贸区。", True),
    ("管委会敦促外地商户撤离了吗？", "管委会敦促外地商户撤离。", True),
    ("望潮队引进外援了吗？", "望潮队申请资金，引进外援三名。", True),
    ("望潮队引进外援了吗？", "望潮队申请贷款引进外援。", True),
    ("滨江区设立自贸区了吗？", "滨江区成功申请设立自贸区。", True),
    ("海远公司上市了吗？", "海远公司在香港上市。", True),
    ("乘客可以退票吗？", "乘客可以申请退票。", True),
]

DECLINED = [
    ("老韩换电机了", "老韩没有答应。", "有人劝老韩换一套电机。"),
    ("老韩答应换电机了", "老韩没有答应。", "有人劝老韩换一套电机。"),
    ("磨坊换电机了", "磨坊始终没有答应。", "有人劝磨坊换电机。"),
    ("磨坊换电机了", "有人劝磨坊换一套电机，磨坊没有答应。", ""),
    ("曹师傅搬家了", "曹师傅婉言谢绝。", "街道建议曹师傅搬家。"),
    ("曹师傅搬家了", "他不肯答应。", "曹师傅的小店\n街道劝他搬家。"),
    ("村里卖掉老戏台了", "村里没有同意。", "有商人提出买戏台，劝村里卖掉老戏台。"),
]

NOT_DECLINED = [
    ("磨坊换电机了", "老李没有答应。", "有人劝磨坊换电机。"),
    ("磨坊换电机了", "他没有答应。", "有人劝老李换电机。"),
    ("老韩换电机了", "村里没有答应。", "老韩劝村里换电机。"),
    ("磨坊换水轮了", "磨坊没有答应。", "有人劝磨坊换电机。"),
    ("磨坊换电机了", "磨坊答应了。", "有人劝磨坊换电机。"),
    ("磨坊换电机了", "磨坊没有答应卖水轮。", "有人劝磨坊换电机。"),
    ("磨坊换电机了", "磨坊没有答应，后来才换。", "有人劝磨坊换电机。"),
    ("磨坊换电机了", "磨坊没有答应。", "镇上给磨坊换电机。"),
    ("磨坊换电机了", "磨坊没有答应。", "有人劝磨坊换电机。此后各家都来看。"),
]


@pytest.mark.parametrize(("question", "sentence"), ONLY_SOUGHT)
def test_what_is_only_sought_or_urged_decides_nothing(question, sentence):
    assert decision(question, sentence) is None


@pytest.mark.parametrize(("question", "sentence", "yes"), DECIDED)
def test_what_is_asked_to_be_sought_or_is_done_is_decided(question, sentence, yes):
    made = decision(question, sentence)
    assert made is not None
    assert made.yes is yes


@pytest.mark.parametrize(("statement", "sentence", "before"), DECLINED)
def test_who_declines_what_was_urged_says_no(statement, sentence, before):
    assert is_declined(statement, sentence, before)


@pytest.mark.parametrize(("statement", "sentence", "before"), NOT_DECLINED)
def test_another_who_declines_or_another_thing_says_nothing(statement, sentence, before):
    assert not is_declined(statement, sentence, before)
