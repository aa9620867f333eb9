"""PDF pages whose text stands in more than one column, falls, is turned, or lies side by side."""

import pytest

from qa.reading import file_text, read_file
from tests.qa.reading.papers import column, drawn, fallen, pdf, written

SCHOOL = "青石镇夜校开设木工班"
SCHOOL_TEXT = (
    "本报讯（记者 邱玉兰）青石镇夜校昨日开设木工班，首批学员三十六人，每周二、周四晚上上课，"
    "学费由镇里补贴一半，学员只交六十元。校长田守义说，报名的人比去年多了一倍。"
)
BRIDGE = "清河大桥两侧加装护栏"
BRIDGE_TEXT = (
    "本报讯（记者 宋怀远）云岭市交通局昨日在清河大桥两侧加装护栏，长一千二百米，高一米四，"
    "工期二十天，夜间施工。工程师孟小舟说，旧护栏已经用了十九年，锈得厉害。"
)


def read(tmp_path, data):
    file = tmp_path / "page.pdf"
    file.write_bytes(data)
    return read_file(file)


def stories(reading):
    return [(one.title, one.text.replace("\n", "")) for one in reading.articles]


BOTH = [(SCHOOL, SCHOOL_TEXT), (BRIDGE, BRIDGE_TEXT)]


@pytest.mark.parametrize("above", [20, 28, 34, 40, 60])
@pytest.mark.parametrize(
    ("size", "gap"),
    [(14, 20), (14, 40), (18, 10), (18, 28), (20, 20), (20, 34), (20, 40), (24, 20)],
)
def test_two_articles_side_by_side_under_their_headlines(tmp_path, above, size, gap):
    right = 50 + 200 + gap
    rows = [(50, 60, size, SCHOOL), *column(50, 60 + above, SCHOOL_TEXT, width=20)]
    rows += [(right, 60, size, BRIDGE), *column(right, 60 + above, BRIDGE_TEXT, width=20)]
    assert stories(read(tmp_path, pdf(rows))) == BOTH
    assert stories(read(tmp_path, pdf(sorted(rows, key=lambda row: row[1])))) == BOTH


def test_headlines_that_touch_are_two(tmp_path):
    rows = [(50, 60, 24, SCHOOL), *column(50, 100, SCHOOL_TEXT, width=20)]
    rows += [(290, 60, 24, BRIDGE), *column(290, 100, BRIDGE_TEXT, width=20)]
    assert stories(read(tmp_path, pdf(rows))) == BOTH


@pytest.mark.parametrize("fold", [100, 140])
def test_two_pages_on_a_sheet(tmp_path, fold):
    def draw(canvas):
        for x, first, second in ((50, SCHOOL, SCHOOL_TEXT), (450 + fold, BRIDGE, BRIDGE_TEXT)):
            written(canvas, [(x, 60, 22, first), *column(x, 100, second, width=38)], height=600)

    assert stories(read(tmp_path, drawn(draw, size=(900 + fold, 600)))) == BOTH


def falling(canvas):
    canvas.setFont("STSong-Light", 12)
    fallen(canvas, 540, 40, SCHOOL, size=20)
    fallen(canvas, 500, 40, SCHOOL_TEXT.replace(" ", ""))


def falling_with_a_number(canvas):
    falling(canvas)
    fallen(canvas, 400, 40, "　　学员里年纪最大的")
    written(canvas, [(400, 40 + 10 * 12.6, 12, "72")])
    fallen(canvas, 400, 40 + 11 * 12.6, "岁。")


def falling_with_a_head(canvas):
    written(canvas, [(60, 14, 9, "云岭晚报")])
    falling(canvas)


@pytest.mark.parametrize(
    ("draw", "more"),
    [(falling, ""), (falling_with_a_number, "学员里年纪最大的72岁。"), (falling_with_a_head, "")],
    ids=["alone", "a number set level", "a level running head"],
)
def test_columns_that_fall_are_read_from_the_right(tmp_path, draw, more):
    (article,) = read(tmp_path, drawn(draw)).articles
    assert article.title.split()[-1] == SCHOOL
    assert article.text.replace("\n", "") == SCHOOL_TEXT.replace(" ", "") + more


def test_forms_of_punctuation_for_columns_are_the_characters(tmp_path):
    text = "青石镇夜校昨日开课︐学员三十六人︒校长说﹁人比去年多﹂︒"
    file = tmp_path / "page.pdf"
    file.write_bytes(drawn(lambda canvas: fallen(canvas, 500, 40, text, long=12)))
    assert file_text(file) == "青石镇夜校昨日开课，学员三十六人。校长说「人比去年多」。"


def turned_page(turn):
    """Draw a page as a reader sees it upright who turns it back by ``turn`` degrees."""

    def draw(canvas):
        canvas.translate(400, 400)
        canvas.rotate(turn)
        canvas.translate(-300, -300)
        rows = [(50, 60, 22, SCHOOL), *column(50, 100, SCHOOL_TEXT, width=40)]
        written(canvas, rows, height=600)

    return draw


@pytest.mark.parametrize("turn", [0, 90, 180, 270, 1.5, -2, 91])
@pytest.mark.parametrize("shown", [0, 90, 180, 270])
def test_turned_pages(tmp_path, turn, shown):
    def draw(canvas):
        canvas.setPageRotation(shown)
        turned_page(turn)(canvas)

    assert stories(read(tmp_path, drawn(draw, size=(800, 800)))) == BOTH[:1]


def test_what_is_turned_on_a_page_comes_after_its_text(tmp_path):
    def draw(canvas):
        written(canvas, [(50, 60, 22, SCHOOL), *column(50, 100, SCHOOL_TEXT, width=40)])
        canvas.rotate(90)
        canvas.setFont("STSong-Light", 10)
        canvas.drawString(200, -560, "摄影展同日开幕。")

    reading = read(tmp_path, drawn(draw))
    assert stories(reading) == [(SCHOOL, SCHOOL_TEXT + "摄影展同日开幕。")]
    assert reading.notes == ("第1页有转向的文字，排在该页之末。",)


def test_a_headline_that_falls_beside_a_level_article_is_in_its_place(tmp_path):
    def draw(canvas):
        fallen(canvas, 50, 60, "夜校开课", size=24)
        written(canvas, column(90, 60, SCHOOL_TEXT, width=40))

    reading = read(tmp_path, drawn(draw))
    (article,) = reading.articles
    assert (article.title + article.text).replace("\n", "") == "夜校开课" + SCHOOL_TEXT
    assert reading.notes == ("第1页横排与竖排都有，先后未必准确。",)


@pytest.mark.parametrize(
    ("cells", "places"),
    [
        ([("乡镇", "学员", "每周课时（节）"), ("青石镇", "36", "4.5"), ("白河乡", "21", "3"),
          ("双桥镇", "18", "2")], (80, 210, 340)),
        ([("姓名", "住址"), ("孟小舟", "云岭市清河路三十二号"), ("田守义", "青石镇中街一百零八号"),
          ("邱玉兰", "青石镇南坡新村十一号")], (80, 200)),
    ],
    ids=["numbers", "addresses"],
)  # fmt: skip
def test_a_table_is_read_row_by_row(tmp_path, cells, places):
    table = [
        (x, 300 + 16 * number, 10, text)
        for number, row in enumerate(cells)
        for x, text in zip(places, row, strict=True)
    ]
    after = column(60, 420, "学员名单在镇政府网站可以查到，电话也可以问。", width=40)
    rows = [(60, 60, 22, SCHOOL), *column(60, 100, SCHOOL_TEXT, width=40), *table, *after]
    file = tmp_path / "page.pdf"
    file.write_bytes(pdf(rows))
    assert "\n".join(" ".join(row) for row in cells) in file_text(file)


def test_an_article_goes_on_on_another_page(tmp_path):
    first, second = SCHOOL_TEXT[:-35], SCHOOL_TEXT[-35:]
    front = [(60, 60, 22, SCHOOL), *column(60, 100, first, width=40)]
    front += [(60, 160, 10, "（下转第2版）"), (60, 230, 22, BRIDGE)]
    front += column(60, 270, BRIDGE_TEXT, width=40)
    back = [(60, 60, 12, "（上接第1版）"), *column(60, 80, second, width=40, indent=0)]
    assert stories(read(tmp_path, pdf(front, back))) == BOTH


def test_a_large_initial_begins_its_line(tmp_path):
    rows = [(60, 60, 20, SCHOOL), (60, 112, 32, SCHOOL_TEXT[0])]
    rows += [(94, 96, 10, SCHOOL_TEXT[1:31]), (94, 111, 10, SCHOOL_TEXT[31:61])]
    rows += column(60, 128, SCHOOL_TEXT[61:], width=33, indent=0)
    assert stories(read(tmp_path, pdf(rows))) == BOTH[:1]


def test_a_line_in_brackets_under_an_article_begins_none(tmp_path):
    text = SCHOOL_TEXT.replace("（记者 邱玉兰）", " ")
    end = "（新华社云岭4月3日电 记者邱玉兰）"
    rows = [(60, 60, 22, SCHOOL), *column(60, 100, f"{text}\n{end}", width=40)]
    (article,) = read(tmp_path, pdf(rows)).articles
    assert article.title == SCHOOL


def test_lines_that_lie_over_each_other_are_kept_and_noted(tmp_path):
    over = column(90, 100, BRIDGE_TEXT, width=40)
    reading = read(
        tmp_path, pdf([(60, 60, 22, SCHOOL), *column(60, 100, SCHOOL_TEXT, width=40), *over])
    )
    assert reading.notes == ("第1页有文字互相重叠，先后未必准确。",)


def test_vertical_text_in_tiers(tmp_path):
    def draw(canvas):
        fallen(canvas, 560, 30, SCHOOL, size=22)
        text = SCHOOL_TEXT.replace(" ", "")
        fallen(canvas, 520, 30, text[:40], size=10, long=20)
        fallen(canvas, 520, 260, text[40:], size=10, long=20)

    (article,) = read(tmp_path, drawn(draw)).articles
    assert article.title == SCHOOL
    assert article.text.replace("\n", "") == SCHOOL_TEXT.replace(" ", "")


def rows_of(table, places, y=100):
    return [
        (x, y + 15 * number, 10, text)
        for number, row in enumerate(table)
        for x, text in zip(places, row, strict=True)
    ]


COURSES = [("课程", "人数", "老师"), ("木工", "36", "田守义"), ("剪纸", "52", "邱玉兰"),
           ("书法", "18", "孟小舟")]  # fmt: skip
REMARKS = [("村", "户数", "说明"), ("南坡村", "52", "去年通水，今年通路。"),
           ("白河村", "117", "水厂在修，年底完工，户户有水。"),
           ("中街村", "88", "已通。")]  # fmt: skip


def test_a_table_beside_an_article_is_not_read_into_it(tmp_path):
    rows = [(60, 60, 20, SCHOOL), *column(60, 100, SCHOOL_TEXT, width=14)]
    file = tmp_path / "page.pdf"
    file.write_bytes(pdf(rows + rows_of(COURSES, (240, 300, 360))))
    assert SCHOOL_TEXT in file_text(file).replace("\n", "")
    assert "\n".join(" ".join(row) for row in COURSES) in file_text(file)


def test_a_column_of_remarks_is_of_its_table(tmp_path):
    file = tmp_path / "page.pdf"
    file.write_bytes(pdf(rows_of(REMARKS, (60, 130, 200))))
    assert file_text(file) == "\n".join(" ".join(row) for row in REMARKS)


def test_vertical_text_on_a_page_that_is_shown_turned(tmp_path):
    text = SCHOOL_TEXT.replace(" ", "").replace("三十六", "36")

    def draw(canvas):
        canvas.setPageRotation(90)
        fallen(canvas, 500, 60, SCHOOL, size=20)
        fallen(canvas, 460, 60, text)

    (article,) = read(tmp_path, drawn(draw, size=(800, 800))).articles
    assert (article.title, article.text.replace("\n", "")) == (SCHOOL, text)
