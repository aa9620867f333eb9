"""Parts of pages that generated files of all formats are made of."""

from hypothesis import strategies as st

HEADLINES = st.sampled_from(
    [
        "清河大桥建成通车",
        "云岭市新增口袋公园三处 市民推窗见绿",
        "青石镇夜校开课",
        "七旬老人义务护林二十年 荒山变成万亩林场",
    ]
)
PARAGRAPHS = st.sampled_from(
    [
        "昨日，清河大桥在云岭市建成通车，总投资1.5亿元，建设用时两年。",
        "市长宋怀远说：“过去进城要绕行十二公里，现在只要一刻钟。”",
        "青石镇夜校今年开设木工、剪纸等9门课程，报名的有312人。",
        "这是第3次扩建。",
        "护林员邱玉兰今年七十一岁，她每天清早上山，一走就是二十里。",
    ]
)
PROSE = st.lists(PARAGRAPHS, min_size=1, max_size=6)
