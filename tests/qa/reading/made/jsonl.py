"""JSONL archives."""

import json

from hypothesis import strategies as st

from tests.qa.reading.made import Made
from tests.qa.reading.made.news import HEADLINES, PROSE


def _made(articles, escape):
    rows = [
        {"id": f"{number}", "title": title, "text": "\n".join(prose), "byline": byline}
        for number, (title, prose, byline) in enumerate(articles)
    ]
    lines = "\n".join(json.dumps(row, ensure_ascii=escape) for row in rows)
    shown = "".join(f"{title}{''.join(prose)}{byline or ''}" for title, prose, byline in articles)
    return Made(name="news.jsonl", data=lines.encode(), visible=shown)


PAGES = st.builds(
    _made,
    st.lists(
        st.tuples(HEADLINES, PROSE, st.none() | st.sampled_from(["邱玉兰", "𠮷田"])),
        min_size=1,
        max_size=4,
    ),
    st.booleans(),
)
