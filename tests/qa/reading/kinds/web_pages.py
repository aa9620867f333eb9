"""What the tables of kinds share: HTML pages and Word documents made of a few parts."""

from qa.reading import read_file
from tests.qa.reading.papers import check_places

TITLE = "清河大桥一年通车四十万辆次"
FIRST = "本报讯（记者 周小满）云岭市交通局昨日公布，清河大桥去年通车40.3万辆次，养护资金1280万元。"
SECOND = "市交通局副局长宋怀远说，今年还将新建12座便桥，其中7座设在山区乡镇。"
THIRD = "大桥实行分时段通行，上午六点开放，每辆货车收费八元，小客车免费通过。"
BODY = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"


def page(body, *, head="", title=TITLE):
    return (
        f'<html><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f"<body>{body}</body></html>"
    )


def read(tmp_path, data, *, name="page.html"):
    """Return the reading of a file, its places checked."""
    file = tmp_path / name
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    reading = read_file(file)
    check_places(file, reading.articles)
    return reading


def only(tmp_path, data, **options):
    (article,) = read(tmp_path, data, **options).articles
    return article


def left_out(reading):
    return [(str(one.reason), one.text) for one in reading.left_out]
