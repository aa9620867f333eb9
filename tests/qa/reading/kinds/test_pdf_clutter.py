"""What a PDF's page holds that is no text of it: left out, and said why."""

import pytest

from qa.reading import file_text, read_file
from qa.reading.pdf.contents import contents_pages
from qa.reading.pdf.document import own_title
from qa.records import LeftOut, Reason
from tests.qa.reading.papers import column, drawn, fallen, pdf, written

TITLE = "南坡村修通盘山公路"
TEXT = (
    "本报讯（记者 田守义）南坡村盘山公路昨日修通，全长七公里，总投资960万元。村支书孟广才说，"
    "往后运一车桃子下山只要二十分钟，过去要走半天。"
)
STORY = [(60, 90, 22, TITLE), *column(60, 130, TEXT, width=40)]


def read(tmp_path, data):
    file = tmp_path / "page.pdf"
    file.write_bytes(data)
    return read_file(file)


def story(reading):
    (article,) = reading.articles
    return article.title, article.text


@pytest.mark.parametrize(("dx", "dy"), [(0, 0), (0.3, 0), (0.4, 0.4), (1, -1)])
def test_what_is_printed_twice_is_read_once(tmp_path, dx, dy):
    text = TEXT.replace("960", "九百六十").replace(" ", "")
    rows = [(60, 90, 22, TITLE), *column(60, 130, text, width=40)]
    again = [(x + dx, y + dy, size, line) for x, y, size, line in rows]
    reading = read(tmp_path, pdf([*rows, *again]))
    assert story(reading) == (TITLE, text)
    assert {one.reason for one in reading.left_out} <= {Reason.REPEATED}


def test_the_same_words_again_are_not_printed_twice(tmp_path):
    text = "他说：“好好好，谢谢谢谢，天天看看。”她也说：“好好好，谢谢谢谢，天天看看。”"
    file = tmp_path / "page.pdf"
    file.write_bytes(pdf(column(60, 100, text, width=20, leading=11)))
    assert file_text(file).strip().replace("\n", "") == text


@pytest.mark.parametrize(
    ("x", "y", "text"),
    [(60, -97, "三校样 勿发"), (700, 400, "旧稿作废"), (-300, 400, "另存一份"), (60, 900, "色标")],
)
def test_what_lies_off_the_page(tmp_path, x, y, text):
    reading = read(tmp_path, pdf([*STORY, (x, y, 10, text)]))
    assert story(reading) == (TITLE, TEXT)
    assert reading.left_out == (LeftOut(text=text, reason=Reason.OUTSIDE),)


def test_what_lies_outside_the_crop_box(tmp_path):
    def draw(canvas):
        canvas.setCropBox((40, 40, 560, 760))
        written(canvas, [*STORY, (60, 20, 9, "裁切线外的字")])

    reading = read(tmp_path, drawn(draw))
    assert story(reading) == (TITLE, TEXT)
    assert reading.left_out == (LeftOut(text="裁切线外的字", reason=Reason.OUTSIDE),)


def test_a_line_that_runs_off_the_page_is_kept_and_noted(tmp_path):
    line = "南坡村的盘山公路一直修到了山顶的桃园，"
    reading = read(tmp_path, pdf([*STORY, (450, 300, 10, line)]))
    assert line in reading.articles[0].text
    assert reading.notes == ("第1页有文字伸出页面，照录。",)


def test_a_page_that_lies_off_its_box_is_kept_and_noted(tmp_path):
    rows = [(x, y - 900, size, text) for x, y, size, text in STORY]
    reading = read(tmp_path, pdf(rows))
    assert story(reading) == (TITLE, TEXT)
    assert reading.notes == ("第1页文字多在页面之外，照录。",)


@pytest.mark.parametrize("x", [-3e6, 3e6])
def test_a_line_far_off_a_damaged_page_is_indented_no_wider_than_a_page(tmp_path, x):
    file = tmp_path / "page.pdf"
    file.write_bytes(pdf([(60, 90, 10, "远处的一行"), (x, 104, 10, "石桥昨日通车，全长七公里。")]))
    text = file_text(file)
    assert "石桥昨日通车，全长七公里。" in text
    assert len(text) < 1100


@pytest.mark.parametrize("turn", [20, 35, 45, 60, -30])
@pytest.mark.parametrize("first", [False, True])
def test_a_watermark_across_the_page(tmp_path, turn, first):
    def mark(canvas):
        canvas.saveState()
        canvas.translate(200, 560)
        canvas.rotate(turn)
        canvas.setFont("STSong-Light", 40)
        canvas.drawString(0, 0, "云岭晚报电子版")
        canvas.restoreState()

    def draw(canvas):
        if first:
            mark(canvas)
        written(canvas, STORY)
        if not first:
            mark(canvas)

    reading = read(tmp_path, drawn(draw))
    assert story(reading) == (TITLE, TEXT)
    assert reading.left_out == (LeftOut(text="云岭晚报电子版", reason=Reason.WATERMARK),)


def test_a_level_watermark_over_the_lines(tmp_path):
    reading = read(tmp_path, pdf([*STORY, (120, 160, 48, "内部资料")]))
    assert story(reading) == (TITLE, TEXT)
    assert reading.left_out == (LeftOut(text="内部资料", reason=Reason.WATERMARK),)


OTHERS = ["青石镇夜校开课。", "清河大桥加装护栏。", "双桥镇集市改期。"]


@pytest.mark.parametrize(
    ("top", "foot"),
    [
        ("云岭晚报·民生周刊", ""),
        ("", "— {} —"),
        ("", "第 {} 页"),
        ("", "· {} ·"),
        ("第{}章 桥梁与道路", "{}"),
        ("", "第{}页 共3页"),
        ("云岭年鉴 卷二", "- {} -"),
    ],
)
def test_running_heads_and_page_numbers(tmp_path, top, foot):
    pages = [
        [(60, 30, 9, top.format(number)), *column(60, 90, text, width=40),
         *column(60, 105, TEXT[number:], width=40), (290, 770, 9, foot.format(number))]
        for number, text in enumerate(OTHERS, start=1)
    ]  # fmt: skip
    file = tmp_path / "page.pdf"
    file.write_bytes(pdf(*[[row for row in page if row[3]] for page in pages]))
    reading = read_file(file)
    margin = [one.text for one in reading.left_out if one.reason == Reason.MARGIN]
    expected = [line.format(number) for number in (1, 2, 3) for line in (top, foot) if line]
    assert ["".join(text.split()) for text in margin] == ["".join(t.split()) for t in expected]
    for line in (top, foot):
        assert not line or line.format(2) not in file_text(file)


def test_lines_of_an_article_that_is_printed_on_two_pages_are_no_running_heads(tmp_path):
    file = tmp_path / "page.pdf"
    page = column(60, 90, TEXT + TEXT, width=20)
    file.write_bytes(pdf(page, [(60, 90, 10, "别的新闻。")], page))
    assert file_text(file).replace("\n", "").count(TEXT) == 4


def test_a_masthead_says_of_which_day_the_articles_are(tmp_path):
    head = (60, 30, 9, "云岭日报 2022年4月3日 星期日")
    pages = [[head, (500, 30, 9, f"第{number}版 民生"), *STORY] for number in (1, 2)]
    assert {str(one.date) for one in read(tmp_path, pdf(*pages)).articles} == {"2022-04-03"}


LIST = ["云岭日报文章目录", "1. 南坡村修通公路", "2. 夜校开课", "3. 大桥加护栏", "4. 集市改期"]


@pytest.mark.parametrize(
    ("texts", "places"),
    [
        (["\n".join(LIST), "5. 桃子丰收\n6. 水厂扩建", "1. 不是目录\n正文。"], [0, 1]),
        (["目 录\n公路修通……3\n夜校开课……5", "正文。"], [0]),
        (["封面", "CONTENTS\nRoads .... 3\nSchools .... 5", "正文。"], [1]),
        (["南坡村修通公路\n1. 公路\n2. 桥", "正文。"], []),
        (["目录学家孟广才去世\n他一生编目录。", "正文。"], []),
        (["目录\n这是一篇谈目录的文章。\n目录是什么？", "正文。"], []),
        ([], []),
    ],
)
def test_pages_of_contents(texts, places):
    assert contents_pages(texts) == places


def test_a_table_of_contents_is_no_article(tmp_path):
    rows = [(60, 60 + 22 * number, 12, line) for number, line in enumerate(LIST)]
    reading = read(tmp_path, pdf(rows, STORY))
    assert story(reading) == (TITLE, TEXT)
    (left,) = reading.left_out
    assert left.reason == Reason.NAVIGATION
    assert left.text.split("\n")[-1] == LIST[-1]


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("untitled", ""), ("Untitled-3", ""), ("无标题1.indd", ""), ("未命名", ""),
        ("Microsoft Word - 稿件.doc", ""), ("幻灯片 1", ""), ("20220403", ""), ("a01.pdf", ""),
        ("PowerPoint 演示文稿", ""), ("4版", ""), ("稿件", ""), ("", ""),
        ("南坡村修通公路", "南坡村修通公路"), ("文档里的青石镇", "文档里的青石镇"),
        ("ABC计划", "ABC计划"),
    ],
)  # fmt: skip
def test_a_title_that_a_program_made_up_is_none(title, kept):
    assert own_title(title, "/papers/稿件.pdf") == kept


def white(*, ground=None, turn=0):
    def draw(canvas):
        canvas.setPageRotation(turn)
        written(canvas, STORY)
        if ground is not None:
            canvas.setFillGray(ground)
            canvas.rect(50, 480, 300, 40, fill=1, stroke=0)
        canvas.setFillGray(1)
        written(canvas, [(60, 300, 10, "（此稿未审）")])

    return draw


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_white_characters_on_white_are_not_shown(tmp_path, turn):
    reading = read(tmp_path, drawn(white(turn=turn)))
    assert story(reading) == (TITLE, TEXT)
    assert reading.left_out == (LeftOut(text="（此稿未审）", reason=Reason.HIDDEN),)


@pytest.mark.parametrize("ground", [0, 0.6])
def test_white_characters_on_a_ground_are_read(tmp_path, ground):
    file = tmp_path / "page.pdf"
    file.write_bytes(drawn(white(ground=ground)))
    assert "（此稿未审）" in file_text(file)


def test_a_figure_alone_at_the_end_of_a_column_that_runs_off_is_kept(tmp_path):
    text = "南坡村今年新修的水渠总长一千二百米，新打的井有9口。"
    data = drawn(lambda canvas: fallen(canvas, 500, 500, text, long=30))
    file = tmp_path / "page.pdf"
    file.write_bytes(data)
    assert file_text(file) == text
    assert read_file(file).notes == ("第1页有文字伸出页面，照录。",)
