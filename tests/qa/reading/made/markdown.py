"""Markdown files."""

from hypothesis import strategies as st

from tests.qa.reading.made import Made
from tests.qa.reading.made.news import AROUND, HEADLINES, PARAGRAPHS

LABELS = st.lists(AROUND.filter(lambda line: line != "∙"), min_size=1, max_size=4)
PARTS = st.one_of(
    LABELS.map(lambda lines: ("\n".join(lines), "".join(lines))),
    LABELS.map(lambda lines: ("\n\n".join(lines), "".join(lines))),
    AROUND.map(lambda line: (f"**{line}**", line)),
    PARAGRAPHS.map(lambda text: (text, text)),
    PARAGRAPHS.map(lambda text: (f"**{text}**三天", f"{text}三天")),
    PARAGRAPHS.map(lambda text: (f"桥**“{text[:4]}”**{text[4:]}", f"桥“{text[:4]}”{text[4:]}")),
    PARAGRAPHS.map(lambda text: (f"> {text}\n> 第二行。", f"{text}第二行。")),
    PARAGRAPHS.map(lambda text: (f"1. {text}\n2. 不贵。", f"{text}不贵。")),
    PARAGRAPHS.map(lambda text: (f"```\n{text}\n\n完\n```", f"{text}完")),
    PARAGRAPHS.map(lambda text: (f"~~九元~~{text}", f"九元{text}")),
    PARAGRAPHS.map(lambda text: (f'<div align="center">\n<b>{text}</b>\n</div>', text)),
    st.just(
        (
            "桥长八百米。[^1]见[公告](http://a.cn/1)。\n\n[^1]: 数据来自县志。",
            "桥长八百米。[^1]见公告。[^1]:数据来自县志。",
        )
    ),
    st.just(("| 镇 | 桥 |\n|---|---|\n| 青石 | 14 |", "|镇|桥||青石|14|")),
    st.just(("## 怎么走", "怎么走")),
    st.just(("<!-- 内部备注 -->", "")),
)
FRONT = st.sampled_from(
    [
        ("", ""),
        ("---\n来源: 云岭日报\n日期: 2031年4月3日\n---\n", "来源:云岭日报日期:2031年4月3日"),
        ('+++\n"日期" = 2031-04-03\nweight = 3\n+++\n', '"日期"=2031-04-03weight=3'),
        ("---\n作者: [周小满, 罗青]\n---\n", "作者:[周小满,罗青]"),
    ]
)


def _made(front, title, first, parts):
    written = [f"# {title}", first, *(part for part, _ in parts)]
    visible = front[1] + title + first + "".join(text for _, text in parts)
    data = (front[0] + "\n\n".join(written)).encode()
    return Made(name="page.md", data=data, visible=visible)


PAGES = st.builds(_made, FRONT, HEADLINES, PARAGRAPHS, st.lists(PARTS, max_size=6))
