"""PDF pages: articles side by side, vertical, turned, spaced out; watermarks, what is off."""

from hypothesis import strategies as st

from tests.qa.reading.made import Made
from tests.qa.reading.made.news import HEADLINES, PROSE
from tests.qa.reading.papers import column, drawn, fallen, written

SIZE = (700, 900)


def _level(canvas, story, x, y, *, spaces=""):
    title, prose = story
    text = "\n".join(prose)
    rows = [(x, y, 18, title), *column(x, y + 34, text, width=22)]
    written(canvas, [(a, b, c, spaces.join(line)) for a, b, c, line in rows], height=900)
    return title + text


def _falling(canvas, story, x, y):
    title, prose = story
    text = "".join(prose).replace(" ", "")
    fallen(canvas, x + 240, y, title.replace(" ", ""), size=16, height=900)
    fallen(canvas, x + 210, y, text, size=9, long=28, height=900)
    return title + text


def _turned(canvas, story, x, y):
    canvas.saveState()
    canvas.translate(x + 20, 900 - y - 260)
    canvas.rotate(90)
    canvas.translate(0, -900)
    shown = _level(canvas, story, 0, 0)
    canvas.restoreState()
    return shown


def _spelled(canvas, story, x, y):
    return _level(canvas, story, x, y, spaces=" ")


WAYS = [_level, _level, _falling, _turned, _spelled]
PLACES = [(40, 60), (380, 60), (40, 480), (380, 480)]
EXTRAS = st.lists(
    st.sampled_from(
        [(300, 885, "— 7 —"), (40, 20, "云岭晚报 民生"), (-400, 300, "旧稿"), (40, 990, "三校样")]
    ),
    max_size=3,
    unique=True,
)
STORIES = st.lists(
    st.tuples(st.sampled_from(WAYS), HEADLINES, PROSE), min_size=1, max_size=len(PLACES)
)
MARKS = st.sampled_from(["", "", "云岭晚报电子版"])


def _page(stories, extras, mark):
    shown = []

    def draw(canvas):
        for (way, title, prose), (x, y) in zip(stories, PLACES, strict=False):
            shown.append(way(canvas, (title, prose), x, y))
        written(canvas, [(x, y, 9, text) for x, y, text in extras], height=900)
        shown.extend(text for _, _, text in extras)
        canvas.saveState()
        canvas.translate(200, 300)
        canvas.rotate(40)
        canvas.setFont("STSong-Light", 44)
        canvas.drawString(0, 0, mark)
        canvas.restoreState()
        shown.append(mark)

    return draw, shown


def _made(pages):
    drawings = [_page(*page) for page in pages]
    data = drawn(*(draw for draw, _ in drawings), size=SIZE)
    visible = "".join(text for _, shown in drawings for text in shown)
    return Made(name="page.pdf", data=data, visible=visible)


PAGES = st.lists(st.tuples(STORIES, EXTRAS, MARKS), min_size=1, max_size=3).map(_made)
