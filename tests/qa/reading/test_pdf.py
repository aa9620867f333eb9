"""PDF: columns in reading order, pages, titles, and what cannot be read."""

import os
import shutil
import subprocess
import sys
from random import Random

import pytest

from qa import reading
from qa.errors import ReadError
from qa.reading import file_text
from qa.reading.pdf import decode_pdf
from tests.qa.reading.papers import column, drawn, pdf, read_file, written

HEAD = "清河大桥通车 两岸居民出行更方便"
LEFT = (
    "本报讯 昨日,清河大桥在云岭市建成通车。市长宋怀远说,大桥总投资1.5亿元,建设用时两年。"
    "大桥由市交通局负责管理,非机动车可以免费通行。\n"
    "行人请走两侧步道。桥上共有路灯二百一十六盏,全部使用节能光源,夜间通行更加安全,也更"
)
RIGHT = (
    "加明亮。通车首日,共有三千辆汽车和八千名行人过桥。家住东岸的周小满说,过去上班要绕行"
    "四十分钟,现在只要八分钟。\n下一步,市里还要修建白河大桥,计划明年三月动工。"
)
FIRST, SECOND = LEFT.split("\n")
THIRD, LAST = RIGHT.split("\n")
WHOLE = f"{FIRST}\n{SECOND}{THIRD}\n{LAST}"
TITLE = [(60, 60, 22, HEAD)]


def read(tmp_path, data, name="page.pdf"):
    return read_file(tmp_path / name, data)


def by_line(rows):
    return sorted(rows, key=lambda row: (row[1], row[0]))


@pytest.mark.parametrize("shift", [0, 4, 7.5], ids=lambda shift: f"shift{shift}")
@pytest.mark.parametrize("gap", [10, 20])
@pytest.mark.parametrize("order", [list, by_line, lambda rows: rows[::-1]])
def test_a_sentence_goes_on_in_the_next_column(tmp_path, shift, gap, order):
    right = column(60 + 160 + gap, 100 + shift, RIGHT)
    right = [(x - 20 if y == 100 + shift else x, y, size, text) for x, y, size, text in right]
    rows = TITLE + column(60, 100, LEFT) + right
    _, (article,) = read(tmp_path, pdf(order(rows)))
    assert (article.title, article.text) == (HEAD, WHOLE)


def test_columns_under_their_own_headlines(tmp_path):
    other = (
        "本报讯 云岭市图书馆从本周起延长开放时间,周末开到晚上九点,新增自习座位二百个,"
        "市民可以用身份证预约,也可以在现场领号,先到先得。(周小满)"
    )
    rows = TITLE + column(60, 100, LEFT) + column(240, 100, RIGHT)
    rows += [(60, 300, 18, "图书馆延长开放时间"), *column(60, 330, other, width=14)]
    rows += column(220, 330, "读者王冬生说,下班以后也能来看书了,很方便。" * 4, width=14)
    _, (bridge, library) = read(tmp_path, pdf(by_line(rows)))
    assert (bridge.title, bridge.text.replace("\n", "")) == (HEAD, WHOLE.replace("\n", ""))
    assert library.title == "图书馆延长开放时间"
    assert library.text.startswith(other.removesuffix("(周小满)"))


@pytest.mark.parametrize("seed", range(12))
def test_no_character_is_lost_or_read_twice(tmp_path, seed):
    random = Random(seed)
    rows = [
        (random.randrange(20, 500), random.choice([100, 104, 130, 300, 310, 700]) + 15 * turn % 90,
         random.choice([8, 10, 10, 24]), "".join(random.choices("市里新开图书馆一座", k=5)))
        for turn in range(random.choice([3, 20, 80]))
    ]  # fmt: skip
    file = tmp_path / "page.pdf"
    file.write_bytes(pdf(rows))
    written = "".join(text for *_, text in rows)
    kept = file_text(file) + "".join(one.text for one in reading.read_file(file).left_out)
    assert sorted("".join(kept.split())) == sorted(written)


def test_a_table_of_two_short_columns_is_read_line_by_line(tmp_path):
    table = [
        (x, 400 + 15 * row, 10, text)
        for row, cells in enumerate([("李四", "8123"), ("王五", "8124"), ("赵六", "8125")])
        for x, text in zip((60, 160), cells, strict=True)
    ]
    file, _ = read(tmp_path, pdf(column(60, 100, LEFT, width=30) + table))
    assert file_text(file).endswith("李四 8123\n王五 8124\n赵六 8125")


def test_a_citation_names_the_page(tmp_path):
    pages = [column(60, 100, text, width=30) for text in (FIRST, SECOND + THIRD, LAST)]
    file, (article,) = read(tmp_path, pdf(*pages, title="大桥专版"))
    assert article.title == "大桥专版"
    whole, origin = file_text(file), article.origin
    assert origin.encoding == "pdf"
    for words, page in (("本报讯", 1), ("免费通行。", 1), ("行人请走", 2), ("白河大桥", 3)):
        start = article.text.index(words)
        place = origin.locate(start, start + len(words))
        assert whole[place.start : place.end] == words
        assert origin.page(place.start) == page


def test_a_page_that_is_a_picture_is_named_and_a_blank_one_is_not(caplog):
    def title(canvas):
        written(canvas, TITLE)

    def outlines(canvas):
        canvas.rect(50, 50, 400, 600)

    made = decode_pdf(drawn(title, outlines, title, lambda _: None, outlines), name="page.pdf")
    assert caplog.messages == ["page.pdf: no text on page 2, 5: pictures are not read"]
    assert made.notes == ("第2、5页没有文字，图片未读。",)


def test_a_headline_is_a_better_title_than_the_files(tmp_path):
    _, (article,) = read(tmp_path, pdf(TITLE + column(60, 100, LEFT), title="无标题1.indd"))
    assert article.title == HEAD
    assert article.date is None


def test_rare_and_latin_characters(tmp_path):
    text = "本报讯 𠮷田先生昨日参观了ABC123大桥,他说bridge is open。桥上风很大。"
    _, (article,) = read(tmp_path, pdf(column(60, 100, text, width=80)))
    assert article.text == text


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"%PDF-1.7 and no more", "cannot be read as PDF"),
        ("不是PDF\0".encode(), "cannot be read as PDF"),
        (pdf([], []), "its pages (2) are blank, without text and pictures"),
        (pdf(TITLE, password="云"), "save it without its password"),  # noqa: S106
        (pdf(TITLE)[:300], "cannot be read as PDF"),
    ],
)
def test_what_cannot_be_read(tmp_path, data, message):
    with pytest.raises(ReadError, match=r"page\.pdf") as error:
        read(tmp_path, data)
    assert message in str(error.value)
    assert "\n" not in str(error.value)


def test_a_page_that_begins_with_a_headline_and_a_byline_begins_an_article(tmp_path):
    first = [(60, 60, 22, "青石镇的夜校"), (60, 90, 12, "本报记者 邱玉兰")]
    first += column(60, 120, "夜校的灯亮到九点，三十六个人在学木工。" * 3, width=40)
    second = [(60, 60, 22, "双桥镇的集市"), (60, 90, 12, "《云岭日报》（2022年4月3日 第2版）")]
    second += column(60, 120, "集市逢五开市，卖菜的人天不亮就来。" * 3, width=40)
    third = [(60, 60, 22, "集市的后半天"), *column(60, 120, "午后人就散了，只剩修鞋的。", width=40)]
    _, articles = read(tmp_path, pdf(first, second, third))
    assert [one.title.split()[0] for one in articles] == ["青石镇的夜校", "双桥镇的集市"]
    assert articles[1].text.endswith("只剩修鞋的。")


def scattered(count, random):
    sizes = (4, 4, 7)
    return [
        (random.uniform(10, 580), random.uniform(10, 780), random.choice(sizes), "字")
        for _ in range(count)
    ]  # fmt: skip


def in_cells(count, random):
    return [(20 + 14 * (place % 40), 15 + 8 * (place // 40), 4, "字") for place in range(count)]


@pytest.mark.parametrize("rows", [scattered, in_cells])
def test_many_characters_drawn_alone_take_no_longer_each(rows):
    def steps(count):
        calls = 0

        def called(_frame, event, _what):
            nonlocal calls
            calls += event in ("call", "c_call")

        data = pdf(rows(count, Random(count)))
        sys.setprofile(called)
        try:
            decode_pdf(data, name="page.pdf")
        finally:
            sys.setprofile(None)
        return calls

    steps(40)  # imports
    assert steps(3200) < 6 * steps(800)


@pytest.mark.skipif(
    shutil.which("chromium") is None and not os.environ.get("CI"), reason="no chromium here"
)
@pytest.mark.parametrize("family", ["Noto Serif CJK SC", "Noto Sans CJK SC"])
def test_what_a_browser_prints_is_read_in_order(tmp_path, family):
    """It puts the characters that a page has most into a font without metrics, 一 among them."""
    title, day = "云岭市图书馆一楼改造 第一位读者等了一夜", "2024年3月9日"
    lines = (
        "本报讯 开馆前一天，一位读者在门外等了一夜。馆长宋怀远说，改造花了十一个月，"
        "新增座位一百一十个。",
        "今年一百零一岁的周小满也来了，她说：“我要一本字大的书。”",
    )
    body = "".join(f"<p>{line}</p>" for line in (day, *lines))
    page = tmp_path / "page.html"
    page.write_text(
        f'<meta charset="utf-8"><style>body{{font-family:"{family}";width:12cm}}</style>'
        f"<h1>{title}</h1>{body}",
        encoding="utf-8",
    )
    printed = tmp_path / "page.pdf"
    subprocess.run(  # noqa: S603 - the browser of this machine
        [
            shutil.which("chromium"),
            *("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"),
            f"--user-data-dir={tmp_path / 'profile'}",
            f"--print-to-pdf={printed}",
            page.as_uri(),
        ],
        check=True,
        capture_output=True,
    )
    (article,) = reading.read_articles(printed)
    assert (article.title, str(article.date)) == (title, "2024-03-09")
    assert article.text == "\n".join(lines)
