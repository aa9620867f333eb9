"""HTML pages: articles in many clothes, and what stands around them."""

from hypothesis import strategies as st

from tests.qa.reading.made import Made
from tests.qa.reading.made.news import AROUND, HEADLINES, PARAGRAPHS

NAMES = st.sampled_from(["", "content", "comments", "related-article", "footer-text", "hot"])
CELLS = st.lists(
    st.sampled_from(["青石镇", "白石镇", "14", "6.7", "待核", ""]), min_size=2, max_size=3
)


def _block(tag):
    return lambda text: (f"<{tag}>{text}</{tag}>", text)


def _in(name, parts):
    inside, texts = zip(*parts, strict=True)
    return f'<div class="{name}">{"".join(inside)}</div>', "".join(texts)


def _list(tag, items):
    return f"<{tag}>{''.join(f'<li>{item}</li>' for item in items)}</{tag}>", "".join(items)


def _table(rows):
    cells = ["".join(f"<td>{cell}</td>" for cell in row) for row in rows]
    body = "".join(f"<tr>{row}</tr>" for row in cells)
    return f"<table border=1>{body}</table>", "".join(map("".join, rows))


def _laid_out(parts):
    rows = "".join(f"<tr><td>{inside}</td></tr>" for inside, _ in parts)
    return f"<table>{rows}</table>", "".join(text for _, text in parts)


SHORT = st.sampled_from(
    [
        "怎么走",
        "答：不贵。",
        "记者：今年建多少？",
        "（完）",
        "12家。",
        "山区优先",
        "3月12日",
        "周小满",
    ]
)
PROSE = st.one_of(
    st.builds(
        lambda tag, text: _block(tag)(text),
        st.sampled_from(["p", "div", "section", "blockquote", "pre"]),
        PARAGRAPHS,
    ),
    st.builds(lambda a, b: (f"{a}<br>{b}<br/>", a + b), PARAGRAPHS, PARAGRAPHS),
    st.builds(lambda text: (f"<p><b>{text[:5]}</b>{text[5:]}</p>", text), PARAGRAPHS),
)
PARTS = st.one_of(
    PROSE,
    AROUND.map(lambda line: (f"<p>{line.replace('>', '&gt;')}</p>", line)),
    PROSE,
    st.builds(
        lambda tag, text: _block(tag)(text), st.sampled_from(["p", "div", "h3", "strong"]), SHORT
    ),
    st.builds(_list, st.sampled_from(["ul", "ol"]), st.lists(SHORT, min_size=1, max_size=4)),
    st.builds(_table, st.lists(CELLS, min_size=1, max_size=3)),
    st.just(
        (
            "<figure><img src=a><figcaption>大桥夜景。汪海洋摄</figcaption></figure>",
            "大桥夜景。汪海洋摄",
        )
    ),
    st.just(
        (
            "<p>桥长<del>九百</del>八百米，宽<ruby>十<rt>shí</rt></ruby>米。</p>",
            "桥长九百八百米，宽十shí米。",
        )
    ),
    st.just(("<p>宋怀远&amp;ldquo;说&amp;rdquo;，8&nbsp;元。</p>", "宋怀远“说”，8元。")),
    st.just(
        (
            '<div style="display:none">测试数据，请勿发布，不要给人看见它。</div>',
            "测试数据，请勿发布，不要给人看见它。",
        )
    ),
)
GROUPS = st.one_of(
    PARTS,
    PARTS,
    st.builds(_in, NAMES, st.lists(PARTS, min_size=1, max_size=3)),
    st.builds(_laid_out, st.lists(PROSE, min_size=1, max_size=3)),
)
AROUND = st.lists(
    st.sampled_from(
        [
            ("<nav><a href=/>首页</a>|<a href=/n>要闻</a></nav>", "首页|要闻"),
            ("<div class=nav>首页 要闻 民生</div>", "首页要闻民生"),
            ("<p>2031年4月3日 08:30 来源：云岭日报</p>", "2031年4月3日08:30来源：云岭日报"),
            ("<div>本报记者 周小满</div>", "本报记者周小满"),
            ("<p>（责任编辑：方晴）</p>", "（责任编辑：方晴）"),
            ("<p>打印本页 关闭窗口</p>", "打印本页关闭窗口"),
            ("<div class=share>分享到：微信 微博</div>", "分享到：微信微博"),
            ("<footer>版权所有 云岭日报社</footer>", "版权所有云岭日报社"),
            ("<ul class=hot><li><a href=1>夜校开课</a> 2031-04-05</li></ul>", "夜校开课2031-04-05"),
            (
                "<div class=comments><h4>网友评论</h4><p>网友甲：终于通车了，真好。</p></div>",
                "网友评论网友甲：终于通车了，真好。",
            ),
        ]
    ),
    max_size=4,
)


def _made(title, first, before, groups, after):
    parts = [*before, (f"<h1>{title}</h1>", title), first, *groups, *after]
    body = "".join(inside for inside, _ in parts)
    head = f"<head><meta charset=utf-8><title>{title}_云岭网</title></head>"
    page = f"<html>{head}<body>{body}</body></html>"
    return Made(name="page.html", data=page.encode(), visible="".join(text for _, text in parts))


PAGES = st.builds(_made, HEADLINES, PROSE, AROUND, st.lists(GROUPS, max_size=6), AROUND)
