"""What may be the first sentence of a summary."""

import pytest

from qa.writing.opening import may_open


@pytest.mark.parametrize(
    "text",
    [
        "清河大桥4月3日在云岭市建成通车。",
        "不久前，云岭市出台办法，规定桥梁每年检修一次。",
        "市长宋怀远到大桥检查，他要求年底完工。",
        "昨天上午，宋怀远在桥上说，他小时候坐船过河。",
        "一名男子在桥头迷路，他向民警求助。",
        "如果桥面结冰，大桥将封闭。",
        "云岭市印发《桥梁管理办法》，办法规定每年检修一次。",
        "“不过三年，桥就旧了。”宋怀远说。",
        "还款期限延长，云岭市为桥工减负。",
        "最后一班渡船4月3日停航。",
        "很多人走过的清河老桥4月3日拆除。",
    ],
)
def test_what_needs_nothing_before_it_may(text):
    assert may_open(text)


@pytest.mark.parametrize(
    "text",
    [
        "如果时间充裕，还能到清河上游看看老桥。",
        "而今，我们更需要这样的桥。",
        "不过，新桥比老桥宽一倍。",
        "也有人怀念渡船。",
        "大部分人都能找到想走的桥。",
        "两队在决赛中踢成平局，云岭队加时胜出。",
        "双方同意共建大桥。",
        "措施提出，桥梁每年检修一次。",
        "为保证安全，办法还规定桥上不得停车。",
        "去年夏天，他把船卖了。",
        "按照邻居的说法，去年夏天，她把船卖了。",
        "过了几天，桥才通车。",
        "殊不知，桥早就修好了。",
    ],
)
def test_what_goes_on_from_something_may_not(text):
    assert not may_open(text)
