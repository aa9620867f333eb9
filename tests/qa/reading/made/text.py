"""Newspaper pages as plain text: rules of thumb meet furniture, lists, fields and jumps."""

from hypothesis import strategies as st

from tests.qa.reading.made import Made
from tests.qa.reading.made.news import AROUND, HEADLINES, PARAGRAPHS

# Every line that a rule looks for, and what looks like one.
LINES = st.sampled_from(
    [
        "本报讯 昨日，市里开会。",
        "本报讯（记者 宋怀远）昨日，市里开会。",
        "新华社云岭4月3日电 今天开会。",
        "（宋怀远）",
        "宋怀远 邱玉兰",
        "本报记者 宋怀远",
        "责任编辑：宋怀远",
        "主编：我们为什么要办夜校？",
        "第3版",
        "2",
        "680万元",
        "2022年4月3日",
        "云岭日报 2022年4月3日 星期日 农历三月初三",
        "新局面新气象新作为",
        "，并且",
        "（下转第2版）",
        "（上接第1版）",
        "名单如下：",
        "一、目标",
        "男子100米：李桂英 11秒42",
        "停电通知",
        "　　今年，我们要把桥修好，让大家走得安稳走得",
        "图为现场。 邱玉兰 摄",
        "-----",
        "==========",
        "标题：夜校开课",
        "作者：邱玉兰",
        "日期：2022年4月3日",
        "正文：",
        "联系电话：0999-1234567",
        "19980115-01-001-001",
    ]
)
ODD = st.text(
    st.sampled_from(
        list(
            "，。、；：！？“”「」《》（）()　 \n\n\n\r1二张王报记者讯电本新华社aZ-—中国会议"
            "昨的摄图第版\u2028\x85𠮷责编："
        )
    ),
    max_size=50,
)
TEXTS = st.builds(
    lambda rows, ends: ends.join(rows),
    st.lists(LINES | HEADLINES | PARAGRAPHS | AROUND | ODD, max_size=25),
    st.sampled_from(["\n", "\n\n", "\r\n", "\r", "\u2028", "\x0b"]),
)
# The first line is never blank, and a file of nothing but white space is refused.
PAGES = TEXTS.map(
    lambda text: Made(name="page.txt", data=f"云岭日报{text}".encode(), visible=f"云岭日报{text}")
)
