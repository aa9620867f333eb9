"""Tables: CSV and XLSX files, and records of XML."""

from xml.sax.saxutils import escape

from hypothesis import strategies as st

from tests.qa.reading.made import Made
from tests.qa.reading.made.news import HEADLINES, PROSE
from tests.qa.reading.packed import cells, ods, table, workbook

HEAD = ["标题", "正文", "备注", "作者"]
CELLS = st.sampled_from(["", "留", '“引”,"文"', "a;b\tc", "第一行\n第二行", "'=1"])
ROWS = st.lists(
    st.tuples(HEADLINES | st.just(""), PROSE, CELLS, st.sampled_from(["", "邱玉兰"])),
    min_size=1,
    max_size=4,
)


def _rows(rows):
    return [[title, "\n".join(prose), note, byline] for title, prose, note, byline in rows]


def _shown(rows):
    return "".join("".join(row) for row in rows)


def _csv(rows, mark, encoding, above):
    rows = [*above, HEAD, *_rows(rows)]
    data = table(*rows, mark=mark, encoding=encoding)
    return Made(name="news.csv", data=data, visible=_shown(rows))


def _xlsx(rows, above, other):
    rows = [*above, HEAD, *_rows(rows)]
    sheets = [("稿件", rows), *([("统计", [["镇", "户"], ["青石", "14"]])] if other else [])]
    shown = _shown(rows) + ("镇户青石14" if other else "")
    return Made(name="news.xlsx", data=workbook(*sheets), visible=shown)


def _ods(rows, above, other):
    rows = [*above, HEAD, *_rows(rows)]
    second = [("统计", "", cells(["镇", "户"], ["青石", "14"]))] if other else []
    shown = _shown(rows) + ("镇户青石14" if other else "")
    return Made(name="news.ods", data=ods(("稿件", "", cells(*rows)), *second), visible=shown)


def _xml(rows, paragraphs):
    records = []
    for title, text, note, byline in _rows(rows):
        body = "".join(f"<p>{line}</p>" for line in text.split("\n")) if paragraphs else text
        records.append(
            f"<稿><标题>{title}</标题><正文>{body}</正文><备注>{escape(note)}</备注>"
            f"<作者>{byline}</作者></稿>"
        )
    data = f"<稿库><名>三月</名>{''.join(records)}</稿库>".encode()
    return Made(name="news.xml", data=data, visible="三月" + _shown(_rows(rows)))


ABOVE = st.sampled_from([[], [["2031年稿件一览", "", "", ""]]])
CSV = st.builds(
    _csv, ROWS, st.sampled_from(",;\t|"), st.sampled_from(["utf-8", "gb18030", "utf-16"]), ABOVE
)
XLSX = st.builds(_xlsx, ROWS, ABOVE, st.booleans())
ODS = st.builds(_ods, ROWS, ABOVE, st.booleans())
XML = st.builds(_xml, ROWS, st.booleans())
