"""HTML pages of one article."""

from hypothesis import strategies as st

from tests.qa.reading.made import Made
from tests.qa.reading.made.news import HEADLINES, PROSE


def _made(title, prose):
    body = "".join(f"<p>{paragraph}</p>" for paragraph in prose)
    page = f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{body}</body></html>"
    return Made(name="page.html", data=page.encode(), visible=title + "".join(prose))


# trafilatura drops a paragraph that it has seen.
PAGES = st.builds(_made, HEADLINES, PROSE.map(lambda prose: list(dict.fromkeys(prose))))
