"""Pages as OCR and PDFs write them: what is seen decides, the characters stay the file's."""

import datetime as dt

import pytest

from qa.reading.files import file_text, read_file

TITLE = "云岭市老年食堂一年供餐四十万份"
LEAD = "本报讯（记者 韩枫）云岭市民政局昨日公布，全市61家老年食堂去年共供餐40.3万份。"
REST = "局长蒋素云说，今年还将新建12家，其中7家设在山区乡镇，补贴资金1280万元。"
PAGE = f"{TITLE}\n\n{LEAD}\n\n{REST}\n"


def spaced(text, gap=" "):
    return "\n".join(gap.join(line.replace(" ", "")) for line in text.split("\n"))


@pytest.mark.parametrize(
    ("page", "byline"),
    [
        (PAGE, "记者 韩枫"),
        (spaced(PAGE), "记者韩枫"),
        (spaced(PAGE, "\u3000"), "记者韩枫"),
        (spaced(PAGE, "\u200b"), "记者韩枫"),
        (PAGE.replace("韩枫", "韩\u200b枫"), "记者 韩枫"),
        (PAGE.replace("韩枫", "韩 枫"), "记者 韩枫"),
        (PAGE.replace("者", "者\ufe00"), "记者 韩枫"),
        (PAGE.replace("韩枫", "韩⽅"), "记者 韩方"),
        (PAGE.replace("。\n", "。\u200b\n"), "记者 韩枫"),
        ("\ufeff" + PAGE, "记者 韩枫"),
        (PAGE.replace("（记者 韩枫）", "").rstrip() + "（记 者 韩 枫）\n", "记 者 韩 枫"),
        (
            PAGE.replace("（记者 韩枫）", "").rstrip() + "\n\n本 报 记 者 韩 枫\n",
            "本 报 记 者 韩 枫",
        ),
    ],
)
def test_a_byline_is_seen_however_it_is_written(tmp_path, page, byline):
    file = tmp_path / "page.txt"
    file.write_text(page, encoding="utf-8")
    [article] = read_file(file).articles
    assert article.byline == byline
    assert article.title.strip() in page
    text = file_text(file)
    place = article.origin.locate(0, 4)
    assert text[place.start : place.end] == article.text[:4]


@pytest.mark.parametrize(
    "line",
    [
        "二○二二年四月三日 星期日",
        "2022年4月3日 星期日 第01版",
        "2022 年 4 月 3 日 第1版",
        "民国111年四月三日 第1版",
        "2022年4月3⽇ 第1版",
    ],
)
def test_a_masthead_says_the_day_however_it_is_written(tmp_path, line):
    file = tmp_path / "page.txt"
    file.write_text(f"云岭日报 {line}\n\n{PAGE}", encoding="utf-8")
    [article] = read_file(file).articles
    assert (article.date, article.title) == (dt.date(2022, 4, 3), TITLE)


def test_what_nobody_sees_is_not_the_first_of_a_title(tmp_path):
    file = tmp_path / "page.txt"
    file.write_text(f"{PAGE}\n\ufeff{PAGE.replace('云岭市', '青石镇')}", encoding="utf-8")
    titles = [article.title for article in read_file(file).articles]
    assert titles == [TITLE, TITLE.replace("云岭市", "青石镇")]
