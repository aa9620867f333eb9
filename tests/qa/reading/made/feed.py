"""RSS files."""

from xml.sax.saxutils import escape

from hypothesis import strategies as st

from tests.qa.reading.made import Made
from tests.qa.reading.made.news import HEADLINES, PROSE


def _made(articles, tag):
    items = []
    for title, prose in articles:
        html = "".join(f"<{tag}>{paragraph}</{tag}>" for paragraph in prose)
        items.append(
            f"<item><title>[01版：要闻] {title}</title><description>"
            f"{escape(f'<h1>{title}</h1>{html}')}</description></item>"
        )
    shown = "".join(f"[01版：要闻]{title}{title}{''.join(prose)}" for title, prose in articles)
    feed = f"<rss><channel>{''.join(items)}</channel></rss>"
    return Made(name="news.xml", data=feed.encode(), visible=shown)


PAGES = st.builds(
    _made,
    st.lists(st.tuples(HEADLINES, PROSE), min_size=1, max_size=4),
    st.sampled_from(["p", "div", "td"]),
)
