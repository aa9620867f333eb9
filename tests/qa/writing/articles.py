"""Articles that hypothesis makes of clauses that are hard to cut, and how a text stands in one."""

import re

from hypothesis import strategies as st

OPENINGS = ["", "", "本报讯 ", "新华社云岭4月3日电（记者何远）", "昨日，", "4月3日，", "据悉，"]
CLAUSES = [
    "清河大桥在云岭市建成通车",
    "全长三百米",
    "市长宋怀远说",
    "市长宋怀远会见来访客人",
    "居民出行更加方便",
    "如果水位上升",
    "学校将停课两天",
    "对此表示欢迎",
    "该市还建成三座公园",
    "云岭市（见图）开放图书馆",
    "南门桥、北门桥和东门桥同时开工",
    "“水很清，”李桂说",
    "“水很清",
    "随着气温升高",
    "4月3日游客增长5%",
    "但工程没有开工",
    "会议指出",
    "国家主席何远在云河市会见王青",
    "他看了《云河，1,000年》",
    "图为清河大桥",
]
MARKS = ["，", "，", "，", "；", "：", ", "]
ENDS = ["。", "。", "。", "！", "？", "……", "；", "。”", "\n", "。\n"]

FILLERS = [
    "茶馆昨天换了招牌。",
    "东湖边的柳树发芽了。",
    "孩子放起风筝。",
    "老李修好了自行车。",
    "面包店推出新口味。",
    "邮局窗口排起长队。",
    "图书馆新书上架。",
    "夜市摊主收获颇丰。",
    "剧团排练新戏。",
    "球队赢下比赛。",
]
"""Sentences that have nothing in common."""

_sentences = st.builds(
    lambda opening, clauses, marks, end: (
        opening + "".join(c + m for c, m in zip(clauses, [*marks, ""], strict=False)) + end
    ),
    st.sampled_from(OPENINGS),
    st.lists(st.sampled_from(CLAUSES), min_size=1, max_size=4),
    st.lists(st.sampled_from(MARKS), min_size=3, max_size=3),
    st.sampled_from(ENDS),
)
articles = st.lists(_sentences, min_size=1, max_size=7).map("".join)
"""Texts of one to seven sentences."""

noise = st.text(st.sampled_from("桥通车他不，。；：、“”（）《》？ \n12.5"), max_size=240)
"""Texts that nobody would write."""

_MARKS = re.compile(r"[\s，,；;：:、。！？!?…]")


def runs_forward(text, sentence):
    """Return whether a text's characters, marks aside, stand in a sentence in their order."""
    rest = iter(sentence)
    return all(char in rest for char in _MARKS.sub("", text))
