import datetime as dt
from dataclasses import replace

import pytest

from qa.reading.origin import Source
from qa.reading.scan.decode import decode_pages, lay_out
from qa.reading.scan.page import Box, Character, Line
from qa.records import Reason
from tests.qa.reading.scan.typesetting import EM, Paper, prose


def read(*papers):
    pages = [paper.page(number) for number, paper in enumerate(papers, start=1)]
    made = decode_pages(pages, fingerprint="test", name="page.png")
    source = Source.of(
        b"x",
        file="page.png",
        encoding=made.encoding,
        text=made.text,
        pages=made.pages,
        places=made.places,
    )
    return made.read(source)


@pytest.mark.parametrize("count", range(1, 7))
def test_columns_of_one_article_are_read_one_after_the_other(count):
    paper = Paper()
    wide = 12 * EM
    text = prose(1, paragraphs=6, sentences=6)
    paper.line("河岸步道一期完工", 100, 100, size=2 * EM)
    total = len(paper.wrapped(text, 12))
    each = -(-total // count)
    paper.flow(text, [(100 + n * (wide + 2 * EM), 200, each) for n in range(count)], count=12)
    [article] = read(paper).articles
    assert article.title == "河岸步道一期完工"
    assert article.text == "\n".join(text)


def _headed(text, *, lines, count=12):
    """Three columns of so many lines under a headline over the middle of them."""
    paper = Paper()
    edges = [100 + n * (count + 2) * EM for n in range(3)]
    paper.line("河岸步道一期工程昨天完工", edges[0] + 10 * EM, 100, size=2 * EM)
    assert not paper.flow(text, [(edge, 200, lines) for edge in edges], count=count)
    return paper


def _as_found(line, *, shift):
    """Return a line moved; of an opening mark only the third is found that has its ink."""
    moved = [
        replace(one, box=replace(one.box, left=one.box.left + shift)) for one in line.characters
    ]
    if moved[0].text == "“":
        box = moved[0].box
        third = box.width // 3
        moved[0] = replace(moved[0], box=replace(box, left=box.right - third, width=third))
    return replace(line, characters=tuple(moved))


@pytest.mark.parametrize("jitter", [0, 2, 4])
def test_columns_under_a_headline_begin_with_an_indented_quotation(jitter):
    text = [f"“{paragraph}" for paragraph in prose(3, paragraphs=4, sentences=3)]
    paper = _headed(text, lines=11)
    assert sum(line.text.startswith("“") for line in paper.lines) > 1
    paper.lines[:] = [
        _as_found(line, shift=(0, jitter, -jitter)[number % 3])
        for number, line in enumerate(paper.lines)
    ]
    [article] = read(paper).articles
    assert article.text == "\n".join(text)


@pytest.mark.parametrize("left_over", [2, 3, 4, 6, 11])
def test_a_column_under_a_headline_begins_with_the_short_last_line_of_a_paragraph(left_over):
    text = ["堤" * (6 * 12 - 2 + left_over - 1) + "。", "风" * 57 + "。", "渡" * 45 + "。"]
    paper = _headed(text, lines=6)
    assert len(paper.lines[1 + 6].text) == left_over
    [article] = read(paper).articles
    assert article.text == "\n".join(text)


@pytest.mark.parametrize("names", [["海波"], ["邬铁成"], ["石勇", "冷江"]])
def test_names_found_apart_from_what_they_follow_keep_no_column_from_its_headline(names):
    text = prose(4, paragraphs=4, sentences=3)
    paper = Paper()
    edges = [100 + n * 14 * EM for n in range(3)]
    paper.line("河岸步道一期工程昨天完工", edges[0] + 10 * EM, 100, size=2 * EM)
    role = paper.line("本报特派记者" if len(names) > 1 else "本报记者", edges[0] + 10 * EM, 160)
    for number, name in enumerate(names):
        paper.line(name, role.box.right + (2 + 4 * number) * EM, 159 - number)  # a little higher
    assert not paper.flow(text, [(edge, 200, 10) for edge in edges], count=12)
    [article] = read(paper).articles
    assert article.text == "\n".join(text)
    assert article.byline == f"{role.text} {' '.join(names)}"


@pytest.mark.parametrize("count", range(1, 7))
def test_bands_of_vertical_text_are_read_from_the_right(count):
    paper = Paper(vertical=True, width=3300)
    text = prose(2, paragraphs=6, sentences=6)
    total = len(paper.wrapped(text, 12))
    each = -(-total // count)
    paper.line("河岸步道一期完工", 3200, 100, size=2 * EM)
    paper.flow(text, [(3150, 100 + n * 14 * EM, each) for n in range(count)], count=12)
    [article] = read(paper).articles
    assert article.title == "河岸步道一期完工"
    assert article.text == "\n".join(text)


@pytest.mark.parametrize("larger", [1.0, 1.2, 1.5])
def test_one_character_that_is_left_for_a_vertical_line_is_no_headline(larger):
    paper = Paper(vertical=True)
    first, second = "堤" * 38 + "渡。", "风" * 60
    paper.line("河岸步道一期完工", 2300, 100, size=2 * EM)
    paper.flow([first], [(2240, 100, 3)], count=20)
    assert paper.lines.pop().text == "渡。"
    paper.flow([second], [(2240 - 3 * 1.5 * EM, 100, 4)], count=20)
    # as it is found: the stop lost, the box too large, and for its shape no vertical line
    left = 2240 - 2 * 1.5 * EM - EM
    box = Box(round(left), 100, round(larger * EM), round(larger * EM))
    paper.lines.append(Line(characters=(Character("渡", box, 0.9),)))
    [article] = read(paper).articles
    assert article.text == f"{first[:-1]}\n{second}"


def two_over_four(paper):
    """A headline over two of four columns, beside another one over the other two."""
    wide, apart = 12 * EM, 2 * EM
    edges = [100 + n * (wide + apart) for n in range(4)]
    first, second = prose(1, 4, 6), prose(2, 4, 6)
    paper.line("河岸步道一期完工", edges[0] + 4 * EM, 100, size=2 * EM)
    paper.line("旧码头木料做成护栏", edges[2] + 4 * EM, 100, size=2 * EM)
    for text, columns in ((first, edges[:2]), (second, edges[2:])):
        each = -(-len(paper.wrapped(text, 12)) // 2)
        paper.flow(text, [(edge, 200, each) for edge in columns], count=12)
    return [("河岸步道一期完工", first), ("旧码头木料做成护栏", second)]


def two_below_each_other(paper):
    """Two articles in the same column."""
    first, second = prose(1), prose(2)
    paper.line("河岸步道一期完工", 100, 100, size=1.6 * EM)
    paper.flow(first, [(100, 160, 99)], count=16)
    top = 160 + 1.5 * EM * len(paper.wrapped(first, 16)) + EM
    paper.line("旧码头木料做成护栏", 100, top, size=1.6 * EM)
    paper.flow(second, [(100, top + 60, 99)], count=16)
    return [("河岸步道一期完工", first), ("旧码头木料做成护栏", second)]


def one_over_all_then_two(paper):
    """A headline over four columns of uneven length, and two articles below it."""
    wide, apart = 12 * EM, 2 * EM
    edges = [100 + n * (wide + apart) for n in range(4)]
    first, second, third = prose(1, 4, 8), prose(2, 3, 4), prose(3, 3, 4)
    paper.line("河岸步道一期完工沿线居民当晚散步", edges[0] + 4 * EM, 100, size=3 * EM)
    rows = len(paper.wrapped(first, 12))
    tall = -(-rows // 4) + 3
    paper.flow(
        first,
        [
            (edges[0], 220, tall),
            (edges[1], 220, tall),
            (edges[2], 220, tall - 6),
            (edges[3], 220, rows),
        ],
        count=12,
    )
    for text, title, columns, down in (
        (second, "旧码头木料做成护栏", edges[:2], tall),
        (third, "白鹭怕灯光", edges[2:], tall - 5),
    ):
        top = 220 + down * 1.5 * EM + EM
        paper.line(title, columns[0], top, size=1.6 * EM)
        each = -(-len(paper.wrapped(text, 12)) // 2)
        paper.flow(text, [(edge, top + 60, each) for edge in columns], count=12)
    return [
        ("河岸步道一期完工沿线居民当晚散步", first),
        ("旧码头木料做成护栏", second),
        ("白鹭怕灯光", third),
    ]


def framed(paper):
    """An article in a frame between two columns of another."""
    first, second = prose(1, 3, 5), prose(2, 2, 2)
    paper.line("河岸步道一期完工", 100, 100, size=2 * EM)
    rows = len(paper.wrapped(first, 12))
    paper.flow(first, [(100, 200, rows - 6)], count=12)
    left = 100 + 14 * EM
    rest = paper.wrapped(first, 12)[rows - 6 :]
    for number, text in enumerate(rest):
        paper.line(text, left, 200 + number * 1.5 * EM)
    top = 200 + 7 * 1.5 * EM
    inside = len(paper.wrapped(second, 10))
    paper.frame(left, top, 12 * EM, 3 * EM + 1.5 * EM * inside + EM)
    paper.line("白鹭怕灯光", left + 2 * EM, top + EM / 2, size=1.5 * EM)
    paper.flow(second, [(left + EM, top + 3 * EM, 99)], count=10)
    return [("河岸步道一期完工", first), ("白鹭怕灯光", second)]


PAGES = [two_over_four, two_below_each_other, one_over_all_then_two, framed]


@pytest.mark.parametrize("make", PAGES)
def test_articles_of_a_page(make):
    paper = Paper()
    expected = make(paper)
    found = [(article.title, article.text) for article in read(paper).articles]
    assert found == [(title, "\n".join(text)) for title, text in expected]


@pytest.mark.parametrize("make", PAGES)
def test_every_character_keeps_its_place(make):
    paper = Paper()
    make(paper)
    made = lay_out([paper.page()])
    assert len(made.places) == len(made.text)
    printed = [(one.text, one.box) for line in paper.lines for one in line.characters]
    placed = [(one, made.places.at(at)) for at, one in enumerate(made.text)]
    assert {one for one, place in placed if place is None} == {"\n"}
    boxes = [
        (one, Box(place.box.left, place.box.top, place.box.width, place.box.height))
        for one, place in placed
        if place
    ]
    assert sorted(boxes, key=_by_place) == sorted(printed, key=_by_place)


def _by_place(item):
    return item[1].top, item[1].left, item[0]


def titles_and_texts(*papers):
    return [(article.title, article.text) for article in read(*papers).articles]


def test_parts_of_a_headline_and_who_wrote_stand_around_it():
    paper = Paper()
    text = prose(1, 4, 5)
    paper.line("从烂泥滩到散步道", 420, 100, size=1.25 * EM)
    paper.line("河岸步道一期完工", 300, 150, size=2.2 * EM)
    paper.line("护栏用旧码头木料做成", 400, 220, size=1.3 * EM)
    paper.line("本报记者　石守田　通讯员　何青", 400, 275)
    each = -(-len(paper.wrapped(text, 14)) // 2)
    paper.flow(text, [(100, 330, each), (100 + 16 * EM, 330, each)], count=14)
    [article] = read(paper).articles
    assert article.title == "从烂泥滩到散步道 河岸步道一期完工 护栏用旧码头木料做成"
    assert article.byline == "本报记者 石守田 通讯员 何青"
    assert article.text == "\n".join(text)


def test_a_line_over_a_headline_that_was_found_in_two_parts_is_of_it():
    paper = Paper()
    text = prose(1, 4, 5)
    paper.line("从烂泥滩", 180, 100, size=1.25 * EM)
    paper.line("到散步道", 520, 100, size=1.25 * EM)
    paper.line("河岸步道一期工程完工", 150, 150, size=2.2 * EM)
    each = -(-len(paper.wrapped(text, 14)) // 2)
    paper.flow(text, [(100, 260, each), (100 + 16 * EM, 260, each)], count=14)
    [article] = read(paper).articles
    assert article.title == "从烂泥滩 到散步道 河岸步道一期工程完工"
    assert article.text == "\n".join(text)


def test_an_indented_first_line_a_little_larger_is_of_the_text():
    paper = Paper()
    text = ["据渡口管护所消息今春新造木船八条，每条可以坐二十人。", *prose(1, 3, 4)]
    paper.line("河岸步道完工", 140, 100, size=2 * EM)
    paper.flow(text, [(100, 180, 99)], count=14)
    first = paper.lines[1]
    tall = [replace(one, box=replace(one.box, height=round(1.13 * EM))) for one in first.characters]
    paper.lines[1] = replace(first, characters=tuple(_spread(tall[:10], 12 / 10)))
    [article] = read(paper).articles
    assert article.title == "河岸步道完工"
    assert article.text.startswith("据渡口管护所消息今春")


def _spread(characters: list[Character], by: float) -> list[Character]:
    first = characters[0].box.left
    return [
        replace(one, box=replace(one.box, left=first + round(by * (one.box.left - first))))
        for one in characters
    ]


def test_a_headline_in_several_rows_of_one_size_is_one_part():
    paper = Paper()
    text = prose(1)
    paper.line("河岸步道一期", 130, 100, size=2 * EM)
    paper.line("工程今日完工", 130, 160, size=2 * EM)
    paper.flow(text, [(100, 230, 99)], count=16)
    assert titles_and_texts(paper) == [("河岸步道一期工程今日完工", "\n".join(text))]


def test_a_page_head_is_left_out_and_gives_the_day():
    paper = Paper()
    paper.line("白鹭日报", 100, 40, size=2 * EM)
    paper.line("1997年5月6日", 700, 60)
    paper.line("星期二", 1050, 60)
    paper.line("第3版", 1300, 60)
    paper.line("河岸步道一期完工", 100, 160, size=2 * EM)
    paper.flow(prose(1), [(100, 240, 99)], count=30)
    reading = read(paper)
    assert [article.date for article in reading.articles] == [dt.date(1997, 5, 6)]
    left_out = [(one.text, one.reason) for one in reading.left_out]
    assert left_out == [
        (text, Reason.FURNITURE) for text in ("白鹭日报", "1997年5月6日", "星期二", "第3版")
    ]


def test_a_caption_is_no_text():
    paper = Paper()
    text = prose(1, 3, 4)
    paper.line("河岸步道一期完工", 100, 100, size=2 * EM)
    rows = len(paper.wrapped(text, 14))
    left = 100 + 16 * EM
    paper.line("散步的居民。石守田摄", left, 600, size=0.85 * EM)
    paper.flow(text, [(100, 200, rows - 6), (left, 660, 6)], count=14)
    [article] = read(paper).articles
    assert article.captions == ("散步的居民。石守田摄",)
    assert article.text == "\n".join(text)


def test_an_advertisement_without_a_headline_is_of_no_article():
    paper = Paper()
    text = prose(1, 3, 4)
    paper.line("河岸步道一期完工", 100, 100, size=2 * EM)
    paper.flow(text, [(100, 200, 99)], count=14)
    left = 100 + 16 * EM
    paper.frame(left, 100, 14 * EM, 6 * EM)
    paper.line("旧货店收购木料", left + 2 * EM, 130)
    paper.line("电话三七二一", left + 2 * EM, 180)
    assert titles_and_texts(paper) == [
        ("河岸步道一期完工", "\n".join(text)),
        ("", "旧货店收购木料电话三七二一"),
    ]


def test_a_rule_ends_an_article_that_is_closed():
    paper = Paper()
    first, second = prose(1), prose(2)
    paper.line("河岸步道一期完工", 100, 100, size=2 * EM)
    paper.flow(first, [(100, 200, 99)], count=16)
    foot = 200 + 1.5 * EM * len(paper.wrapped(first, 16))
    paper.rule(100, foot, 16 * EM, 3)
    paper.flow(second, [(100, foot + EM, 99)], count=16)
    assert titles_and_texts(paper) == [
        ("河岸步道一期完工", "\n".join(first)),
        ("", "\n".join(second)),
    ]


def test_a_level_headline_stands_over_vertical_text():
    paper = Paper(vertical=True)
    first, second = prose(1, 3, 4), prose(2, 3, 4)
    right = 2300
    for text, title, left in ((first, "河岸步道一期完工", right), (second, "白鹭怕灯光", 1200)):
        rows = len(paper.wrapped(text, 12))
        width = rows * 1.5 * EM
        paper.line(title, left - width / 2 - 100, 100, size=2 * EM, vertical=False)
        paper.flow(text, [(left, 200, 99)], count=12)
    assert titles_and_texts(paper) == [
        ("河岸步道一期完工", "\n".join(first)),
        ("白鹭怕灯光", "\n".join(second)),
    ]


def test_a_vertical_headline_stands_beside_level_text():
    paper = Paper()
    text = prose(1, 3, 5)
    paper.line("河岸步道一期完工", 100, 120, size=2 * EM, vertical=True)
    each = -(-len(paper.wrapped(text, 14)) // 2)
    paper.flow(text, [(180, 100, each), (180 + 16 * EM, 100, each)], count=14)
    assert titles_and_texts(paper) == [("河岸步道一期完工", "\n".join(text))]


@pytest.mark.parametrize(
    ("left", "right"), [("第2版", "第3版"), ("第3版", "第2版"), ("版二第", "版三第")]
)
def test_a_spread_is_two_pages_in_the_order_of_their_numbers(left, right):
    vertical = left[0] == "版"
    paper = Paper(width=3300, height=2000, vertical=vertical)
    sides = ((left, 100, 1), (right, 1800, 2))
    texts = {}
    for number, edge, story in sides:
        paper.line(
            "1997年5月6日" if not vertical else "日六月五年八國民華中", edge, 40, vertical=False
        )
        paper.line(number, edge + 900, 40, vertical=False)
        texts[number] = prose(story, 3, 4)
        start = edge + 1100 if vertical else edge
        paper.line(
            "河岸步道一期完工" + number[1], start if not vertical else start - 60, 150, size=2 * EM
        )
        paper.flow(texts[number], [(start - 100 if vertical else edge, 240, 99)], count=20)
    first, second = ("第2版", "第3版") if not vertical else ("版二第", "版三第")
    made = [article.text for article in read(paper).articles]
    assert made == ["\n".join(texts[first]), "\n".join(texts[second])]


def test_a_wide_page_whose_head_is_over_one_rule_is_no_spread():
    paper = Paper(width=3300, height=2000, vertical=True)
    paper.line("1997年5月6日", 100, 40, vertical=False)
    paper.line("第2版", 2900, 40, vertical=False)
    paper.rule(100, 90, 3000, 4)
    text = prose(1, 6, 8)
    paper.line("河岸步道一期完工", 3000, 150, size=2 * EM)
    paper.flow(text, [(2900, 150, 99)], count=18)
    assert [article.text for article in read(paper).articles] == ["\n".join(text)]


def test_level_lines_of_an_old_page_are_read_from_the_right():
    paper = Paper(vertical=True)
    paper.line("日六月五年八國民華中", 900, 40, vertical=False)
    paper.line("報新鷺白", 1500, 40, vertical=False)
    text = prose(1, 3, 4)
    paper.line("河岸步道一期完工", 2200, 150, size=2 * EM)
    paper.flow(text, [(2150, 150, 99)], count=20)
    reading = read(paper)
    assert [one.text for one in reading.left_out] == ["中華民國八年五月六日", "白鷺新報"]
    assert reading.articles[0].date == dt.date(1919, 5, 6)
    assert "第1页有2行横排文字从右往左读。" in lay_out([paper.page()]).notes


def test_a_page_that_lies_askew_is_read_as_a_straight_one():
    paper = Paper()
    expected = two_over_four(paper)
    slope = 0.02
    paper.lines = [
        Line(
            characters=tuple(
                Character(
                    one.text,
                    Box(
                        one.box.left, one.box.top + round(slope * one.box.left), EM, one.box.height
                    ),
                    one.confidence,
                )
                for one in line.characters
            )
        )
        for line in paper.lines
    ]
    assert titles_and_texts(paper) == [(title, "\n".join(text)) for title, text in expected]


def test_the_rule_under_the_head_of_a_page_askew_sets_it_off():
    paper = Paper()
    text = prose(1, 6, 4)
    paper.line("1997年5月6日　星期二", 100, 62)
    paper.line("第3版", 2200, 62)
    each = -(-len(paper.wrapped(text, 30)) // 3)
    paper.line("河岸步道一期完工", 800, 62 + 1.4 * EM, size=2 * EM)  # close below the rule
    paper.flow(text, [(100 + n * 32 * EM, 62 + 5 * EM, each) for n in range(3)], count=30)
    slope = 0.02
    paper.lines = [
        Line(characters=tuple(_lower(one, slope * one.box.left) for one in line.characters))
        for line in paper.lines
    ]
    paper.rule(100, 62 + 1.15 * EM + slope * 100, 2200, 4 + round(slope * 2200))
    reading = read(paper)
    assert [article.title for article in reading.articles] == ["河岸步道一期完工"]
    assert [one.text for one in reading.left_out] == ["1997年5月6日 星期二", "第3版"]


def _lower(one: Character, by: float) -> Character:
    return replace(one, box=replace(one.box, top=one.box.top + round(by)))


def test_an_article_goes_on_on_another_page():
    first, second = Paper(), Paper()
    whole = prose(1, 4, 4)
    for paper, title, text in (
        (first, "河岸步道一期完工", whole[:2]),
        (second, "河岸步道一期完工", whole[2:]),
    ):
        paper.line(title, 100, 100, size=2 * EM)
        lines = paper.wrapped(text, 16)
        paper.flow(text, [(100, 200, 99)], count=16)
        foot = 200 + 1.5 * EM * len(lines)
        if paper is first:
            paper.line("（下转第2版）", 100 + 8 * EM, foot)
        else:
            paper.line("（上接第1版）", 100, 160)
    reading = read(first, second)
    assert [(one.title, one.text) for one in reading.articles] == [
        ("河岸步道一期完工", "\n".join(whole))
    ]
    jumps = [one.text for one in reading.left_out if one.reason is Reason.JUMP]
    assert jumps == ["（下转第2版）", "（上接第1版）"]


def test_a_hyphen_at_the_end_of_a_line_is_left_out():
    paper = Paper()
    paper.line("河岸步道一期完工", 100, 100, size=2 * EM)
    for number, text in enumerate(("　　这台机器叫作Water-", "keeper，能测水位。")):
        paper.line(text, 100, 200 + number * 1.5 * EM)
    reading = read(paper)
    assert reading.articles[0].text == "这台机器叫作Waterkeeper，能测水位。"
    made = decode_pages([paper.page()], fingerprint="test", name="page.png")
    assert [one.reason for one in made.left_out] == [Reason.HYPHEN]


def test_what_is_not_sure_is_said():
    paper = Paper()
    for number in range(4):
        paper.line("看不清的字很多很多", 100, 100 + 36 * number, confidence=0.3)
    blank = Paper()
    made = decode_pages([paper.page(1), blank.page(2)], fingerprint="test", name="page.png")
    assert made.encoding == "ocr:test"
    assert made.notes == (
        "第1页36个字里有36个认得没有把握（低于 0.5），引用前请对照原图。",
        "第2页没有读到文字。",
    )
    assert made.pages == (0, len(made.text))
