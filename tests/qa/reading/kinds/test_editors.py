"""主编：, 编辑：, 热线：: the page's imprint where only names follow, else the article's."""

import pytest

from tests.qa.reading.kinds.pages import HEAD, LEAD, left_out, read, shape


@pytest.mark.parametrize(
    "imprint",
    [
        "责任编辑：李桂英",
        "责编：李桂英 美编：邱玉兰 校对：宋怀远",
        "责任编辑 李桂英",
        "编辑：李桂英",
        "主编：李桂英",
        "版式/邱玉兰",
        "本版责编 李桂英 版式 邱玉兰",
        "责任编辑：李桂英 电话：0999-1234567 E-mail：a@example.cn",
        "新闻热线：0999-1234567",
        "投稿邮箱：news@example.cn",
    ],
)
def test_the_imprint_is_in_no_article(tmp_path, imprint):
    reading = read(tmp_path, f"{HEAD}\n\n{LEAD}\n\n{imprint}\n")
    assert (shape(reading), left_out(reading)) == ([(HEAD, [LEAD])], [imprint])


@pytest.mark.parametrize(
    "answer",
    [
        "主编：从组稿到出版用了六年，校样改过九遍。",
        "编辑：我核对地名，跑了二十三个村",
        "总编辑：首印两千册，定价六十八元",
        "校对：错字一共改了四百处",
        "制图：画了三个月",
    ],
)
def test_what_a_speaker_says_is_the_articles(tmp_path, answer):
    rows = ["记者：这本书编了多久？", answer, "记者：谢谢。"]
    head = "《青石镇志》出版\n\n本报记者 李桂英"
    reading = read(tmp_path, head + "\n\n" + "\n\n".join(rows) + "\n")
    assert shape(reading) == [("《青石镇志》出版", rows)]
    assert left_out(reading) == []


@pytest.mark.parametrize(
    "contact",
    [
        "热线：0999-1234567",
        "邮箱：yexiao@example.cn",
        "电话：0999-1234567",
        "网址：yexiao.example.cn",
    ],
)
def test_an_articles_own_contacts_stay(tmp_path, contact):
    reading = read(tmp_path, f"{HEAD}\n\n{LEAD}\n\n{contact}\n")
    assert (shape(reading), left_out(reading)) == ([(HEAD, [LEAD, contact])], [])


def test_a_chart_with_words_of_its_own_is_not_the_headline(tmp_path):
    chart = "制图：邱玉兰 数据显示大桥日均过车三千辆"
    (article,) = read(tmp_path, f"{HEAD}\n\n{chart}\n\n{LEAD}\n").articles
    assert article.title == HEAD
    assert article.text.startswith(chart)
