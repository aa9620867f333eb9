"""Lines of a file, and hard wraps undone."""

import pytest

from qa.reading.lines import blocks, lines


def texts(text):
    return [block.text for block in blocks(lines(text))]


def wrap(text, width):
    return "\n".join(text[start : start + width] for start in range(0, len(text), width))


CLOCK = "老城的钟楼建成已有一百二十年，每到整点，钟声能传到三里以外。修钟的师傅姓什么，没人说得清。"
RIVER = "钟楼下面是一条河，河上有一座石桥，桥栏上刻着十二种花，石匠刻了整整两年才完工。"


def test_lines_know_their_place_and_their_surroundings():
    text = "　　甲乙\r\n丙 \r\n\r\n\tA丁\u2028\ufeff戊"
    found = [
        (row.text, row.start, row.end, row.indent, row.width, row.after_blank)
        for row in lines(text)
    ]
    assert found == [
        ("甲乙", 2, 4, 4, 4, True),
        ("丙", 6, 7, 0, 2, False),
        ("A丁", 13, 15, 4, 3, True),
        ("戊", 17, 18, 0, 2, False),
    ]


def test_wrapped_paragraphs_without_indents():
    assert texts(wrap(CLOCK, 14) + "\n" + wrap(RIVER, 14)) == [CLOCK, RIVER]


def test_wrapped_paragraphs_with_indents():
    text = wrap("　　" + CLOCK, 14) + "\n" + wrap("　　" + RIVER, 14)
    assert texts(text) == [CLOCK, RIVER]


def test_a_text_indented_as_a_whole_is_read_as_without():
    text = wrap(CLOCK, 14) + "\n" + wrap(RIVER, 14)
    assert texts("    " + text.replace("\n", "\n    ")) == [CLOCK, RIVER]


def test_a_headline_over_wrapped_text_stays_apart():
    text = "钟楼与石桥\n" + wrap("本报讯 " + CLOCK, 14) + "\n石桥的花\n" + wrap(RIVER, 14)
    assert texts(text) == ["钟楼与石桥", "本报讯 " + CLOCK, "石桥的花", RIVER]


def test_a_short_line_within_wrapped_text_stays_apart():
    rows = wrap(CLOCK, 14).split("\n")
    rows.insert(2, "钟声传三里")
    joined = "".join(rows[:2]), "钟声传三里", "".join(rows[3:])
    assert texts("\n".join(rows)) == list(joined)


def test_a_byline_at_the_end_of_a_full_line_ends_its_article():
    end = "钟楼下月大修。（常青）"
    body = CLOCK[: 14 * 3 + 3] + end
    assert len(body) % 14 == 0
    assert texts(wrap(body, 14) + "\n石桥的花\n" + wrap("本报讯 " + RIVER, 14)) == [
        body,
        "石桥的花",
        "本报讯 " + RIVER,
    ]


def test_verse_and_tables_of_one_width_are_not_joined():
    verse = ["钟声落在老城的每一片瓦上，", "瓦上的霜落进每一个人梦里，"] * 4
    table = ["常青　　　　一三八零零零零", "李小满　　　一三九零零零零"] * 4
    assert texts("\n".join(verse)) == verse
    assert texts("\n".join(table)) == table


@pytest.mark.parametrize(
    "number", ["21863.4万亩", "1,320,400户", "98.2531%的人家", "COVID-19疫苗", "2031/6/2～3日"]
)
def test_a_number_that_did_not_fit_goes_on_with_its_line(number):
    """A line may end before its column does, for a number is not cut."""
    short = "钟楼下的村子里如今一共住着"
    first, rest = wrap(CLOCK, 16).split("\n")[:2], wrap(RIVER, 16).split("\n")
    rows = [*first, short, f"{number}，都是种田好手。", *rest]
    assert any(f"住着{number}" in text for text in texts("\n".join(rows)))


@pytest.mark.parametrize(
    "fields",
    [
        [
            "时间：2031年6月2日上午9时30分",
            "地点：县政府新闻发布厅",
            "发布人：县水利局副局长 宋怀远",
            "主持人：县政府新闻办 何　远",
        ],
        [
            "时间：周三上午九点半到十一点",
            "地点：老城文化站二楼小会议室",
            "嘉宾：县图书馆馆长 汤润之",
            "记录：文化站站员 李小满",
        ],
        [
            "出席：宋怀远、何远、汤润之等",
            "列席：各镇分管水利的副镇长",
            "记录：县水利局办公室李小满",
            "缺席：青石镇分管副镇长一名",
        ],
        [
            "主办：青石县文化馆、图书馆",
            "承办：老城文化站、石桥社区",
            "联系人：李小满、汤润之两人",
            "联系电话：0700-1234567",
        ],
    ],
)
def test_the_fields_above_what_was_said_are_lines(fields):
    speech = "主持人：" + CLOCK + RIVER
    found = texts("\n".join(["水渠新闻发布会实录", *fields, speech]))
    assert found == ["水渠新闻发布会实录", *fields, speech]
