"""Numbers, dates and section numbers on a line of their own: an article's, unless the page's."""

import pytest

from tests.qa.reading.kinds.pages import HEAD, LEAD, NEXT, NEXT_LEAD, left_out, read, shape


@pytest.mark.parametrize(
    "number",
    [
        "680",
        "52万元",
        "B12",
        "A3",
        "1956年4月3日",
        "1956-04-03",
        "38.5%",
        "212",
        "二〇二二年四月三日",
    ],
)
def test_within_a_sentence_a_number_is_the_articles(tmp_path, number):
    begun = f"{LEAD}过去的登记是"
    page = f"{HEAD}\n\n{begun}\n{number}\n，今年的还没有公布。\n\n{NEXT}\n\n{NEXT_LEAD}\n"
    reading = read(tmp_path, page)
    assert shape(reading)[0] == (HEAD, [f"{begun}{number}，今年的还没有公布。"])
    assert left_out(reading) == []
    assert [article.date for article in reading.articles] == [None, None]


@pytest.mark.parametrize(
    "rows",
    [
        ["岗位", "人数", "巡堤员", "36", "电工", "8"],
        ["青石镇 212", "白沙镇 96"],
        ["3 7 2 9 1", "6 0 4 1 8"],
        ["1956年4月3日", "大桥奠基", "1958年10月1日", "大桥通车"],
    ],
)
def test_rows_at_the_pages_foot_are_the_articles(tmp_path, rows):
    page = f"{HEAD}\n\n{LEAD}情况如下：\n" + "\n".join(rows) + "\n"
    reading = read(tmp_path, page)
    assert shape(reading) == [(HEAD, [f"{LEAD}情况如下：", *rows])]
    assert (left_out(reading), reading.articles[0].date) == ([], None)


@pytest.mark.parametrize("mark", ["2", "- 2 -", "第2版", "A02", "A02 要闻 2031年4月3日"])
def test_between_articles_a_number_is_the_pages(tmp_path, mark):
    edge = "2031年4月3日 星期四 第1版"
    page = f"{edge}\n\n{HEAD}\n\n{LEAD}\n\n{mark}\n\n{NEXT}\n\n{NEXT_LEAD}\n"
    reading = read(tmp_path, page)
    assert shape(reading) == [(HEAD, [LEAD]), (NEXT, [NEXT_LEAD])]
    assert left_out(reading) == [edge, mark]


@pytest.mark.parametrize(
    "foot", ["2", "- 12 -", "第3版", "2031年4月3日 星期四 第1版", "第2版 · 要闻"]
)
def test_at_the_foot_after_a_whole_sentence_it_is_the_pages(tmp_path, foot):
    reading = read(tmp_path, f"{HEAD}\n\n{LEAD}\n\n{foot}\n")
    assert (shape(reading), left_out(reading)) == ([(HEAD, [LEAD])], [foot])


def test_where_the_file_says_where_its_pages_end_a_number_at_an_edge_is_the_pages(tmp_path):
    cut = "市长宋怀远说，过去进城要绕行十二公里，现在只要"
    reading = read(tmp_path, f"{HEAD}\n\n{LEAD}\n{cut}\n1\n\f一刻钟。\n\n2\n")
    assert shape(reading) == [(HEAD, [LEAD, f"{cut}一刻钟。"])]
    assert left_out(reading) == ["1", "2"]
