"""What a text is read again without, where it denies something of one and says it of another."""

import pytest

from qa.answering.spans.retelling import left_out


@pytest.mark.parametrize(
    ("question", "text", "retold"),
    [
        (
            "谁当选会长？",
            "商会换届。呼声最高的樊某没有当选会长，新会长是尤某，得票87张。",
            "商会换届。新会长是尤某，得票87张。",
        ),
        (
            "谁当选村主任？",
            "昨日选举，唐某没有当选村主任，马某当选村主任。",
            "昨日选举，马某当选村主任。",
        ),
        (
            "哪支队夺得冠军？",
            "夺得冠军的不是上届霸主甲队，而是首次参赛的乙队。",
            "夺得冠军的是首次参赛的乙队。",
        ),
        (
            "前锋老何转会到哪支队？",
            "前锋老何没有转会到甲队，而是转会到乙队。",
            "前锋老何转会到乙队。",
        ),
        (
            "大坝渗水的原因是什么？",
            "大坝渗水并非施工所致，实际是白蚁筑巢。",
            "大坝渗水是白蚁筑巢。",
        ),
        (
            "谁接替老站长？",
            "接替老站长的并非副站长苗某，站里任命的是技师靳某。",
            "接替老站长的站里任命的是技师靳某。",
        ),
    ],
)
def test_what_is_left_is_read(question, text, retold):
    gap = left_out(question, text)
    assert gap is not None
    assert text[: gap.start] + text[gap.end :] == retold


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("谁没有当选村主任？", "唐某没有当选村主任，马某当选村主任。"),
        ("谁当选村主任？", "唐某没有当选村主任，回家种地。"),
        ("唐某当选村主任了吗？", "唐某没有当选村主任，马某当选村主任。"),
        ("罗大某涉嫌什么？", "抓获的不是罗大某，而是罗小某，他涉嫌盗窃。"),
        ("航班坠毁在哪里？", "航班并未坠毁，而是迫降在农田。"),
        ("谁修了这座桥？", "唐某没有当选村主任，马某当选村主任。"),
        ("谁当选村主任？", "唐某没有当选村主任，马某也没有当选村主任。"),
    ],
)
def test_what_denies_and_says_nothing_else_is_left_whole(question, text):
    assert left_out(question, text) is None
