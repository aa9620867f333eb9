"""DOCX files."""

from hypothesis import strategies as st

from tests.qa.reading.made import Made
from tests.qa.reading.made.news import HEADLINES, PROSE
from tests.qa.reading.papers import word

PAGES = st.builds(
    lambda title, prose: Made(
        name="page.docx", data=word(title, *prose), visible=title + "".join(prose)
    ),
    HEADLINES,
    PROSE,
)
