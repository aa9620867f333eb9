"""What the tables of kinds share: a page written, read and put in short."""

from qa.reading import read_file
from tests.qa.reading.papers import check_places

HEAD = "清河大桥建成通车"
LEAD = "本报讯 昨日，清河大桥在云岭市建成通车，总投资1.5亿元，建设用时两年。"
NEXT = "青石镇夜校开课"
NEXT_LEAD = "本报讯 青石镇夜校昨日开课，报名的有312人。"


def read(tmp_path, text, name="page.txt"):
    """Read a page of ``text`` and check that each character stands where its origin says."""
    page = tmp_path / name
    page.write_bytes(text if isinstance(text, bytes) else text.encode())
    reading = read_file(page)
    check_places(page, reading.articles)
    return reading


def shape(reading):
    """Return the articles in short: title and lines."""
    return [(article.title, article.text.split("\n")) for article in reading.articles]


def left_out(reading):
    """Return what is in no article, without the brackets of bylines."""
    return [part.text for part in reading.left_out if part.reason != "mark"]
