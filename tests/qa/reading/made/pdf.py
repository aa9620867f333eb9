"""PDF pages of one column."""

from hypothesis import strategies as st

from tests.qa.reading.made import Made
from tests.qa.reading.made.news import HEADLINES, PROSE
from tests.qa.reading.papers import column, pdf

PAGES = st.builds(
    lambda title, prose: Made(
        name="page.pdf",
        data=pdf([(60, 60, 20, title), *column(60, 100, "\n".join(prose))]),
        visible=title + "".join(prose),
    ),
    HEADLINES,
    PROSE,
)
