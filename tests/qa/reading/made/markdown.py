"""Markdown files."""

from hypothesis import strategies as st

from tests.qa.reading.made import Made
from tests.qa.reading.made.news import HEADLINES, PROSE

PAGES = st.builds(
    lambda title, prose: Made(
        name="page.md",
        data="\n\n".join([f"# {title}", *prose]).encode(),
        visible=title + "".join(prose),
    ),
    HEADLINES,
    PROSE,
)
