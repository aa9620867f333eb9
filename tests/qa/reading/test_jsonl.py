"""JSONL archives: fields, offsets through escapes, and errors that name file and line."""

import datetime as dt
import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.errors import ReadError
from qa.reading import read_articles, read_file
from qa.reading.jsonl import read_jsonl
from qa.reading.origin import Source
from qa.records import Piece


def parse(text):
    return read(text).articles


def read(text, *, repair=False):
    source = Source.of(text.encode(), file="a.jsonl", encoding="utf-8", text=text)
    return read_jsonl(replace(source, repair=repair))


def test_fields():
    line = (
        '{"id": "a1", "title": "石桥", "text": "石桥修好了。", "date": "2022-04-03", '
        '"source": "甲报", "tags": ["桥", "河"], "byline": "常青", "other": {"text": "不读"}}\n'
    )
    (article,) = parse(line)
    assert (article.id, article.title, article.text) == ("a1", "石桥", "石桥修好了。")
    assert (article.date, article.source) == (dt.date(2022, 4, 3), "甲报")
    assert (article.tags, article.byline) == (("桥", "河"), "常青")
    assert article.origin.pieces == (Piece(start=0, file_start=line.index("石桥修"), length=6),)


def test_what_may_be_missing():
    first, second = parse(
        '{"id":"a","text":"河"}\r\n \n{"id":"b","text":"桥","title":null,"tags":null}'
    )
    assert (first.text, first.title, first.date) == ("河", "", None)
    assert (second.title, second.tags, second.byline, second.source) == ("", (), None, None)


def test_separators_that_are_no_line_feed_stay_in_the_text():
    (article,) = parse('{"id": "a", "text": "一\u2028二\x85三"}\n')
    assert article.text == "一\u2028二\x85三"


def test_escapes():
    raw = r"甲\n\t乙\"\u4e2d\u6587\ud842\udfb7\ud842\udfb8丙\\"
    (article,) = parse(f'{{"id": "a", "text": "{raw}"}}')
    assert article.text == '甲\n\t乙"中文𠮷𠮸丙\\'
    assert [(p.start, p.file_start - 21, p.length, p.width) for p in article.origin.pieces] == [
        (0, 0, 1, 1),
        (1, 1, 2, 2),
        (3, 5, 1, 1),
        (4, 6, 1, 2),
        (5, 8, 2, 6),
        (7, 20, 2, 12),
        (9, 44, 1, 1),
        (10, 45, 1, 2),
    ]


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")).filter(
            str.strip
        ),
        min_size=1,
    ),
    st.booleans(),
    st.sampled_from(["\n", "\r\n", "\n\n"]),
)
def test_every_character_maps_to_its_place(texts, ascii_only, ends):
    rows = [{"id": str(n), "text": text, "title": text} for n, text in enumerate(texts)]
    file = ends.join(json.dumps(row, ensure_ascii=ascii_only) for row in rows)
    articles = parse(file)
    assert [article.text for article in articles] == texts
    for article in articles:
        for place, character in enumerate(article.text):
            span = article.origin.locate(place, place + 1)
            assert json.loads(f'"{file[span.start : span.end]}"') == character


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "no JSON object: expected '\"' but found the end at character 2"),
        ("[1]", "no JSON object: expected '{' but found '[' at character 0"),
        ('{"id": "b", "text": "桥"', "no JSON object: expected ',' but found the end"),
        (
            '{"id": "b", "text": "没有结束',
            "no JSON: Invalid control character at (character 25)",
        ),
        ('{"id": "b", "text": "桥"} x', "no JSON object: 'x' after the object"),
        ('{"id": "b", "text": "桥",}', "no JSON object: expected '\"' but found '}'"),
        ('{"id": "b", "text": "桥", "text": "河"}', "field 'text' stands there twice"),
        ('{"id": "b", "text": ' + "[" * 100_000, "no JSON object: "),
        ('{"id": "b", "text": ' + "1" * 5_000 + "}", "no JSON object: "),
        ('{"id": " ", "text": "桥"}', "field 'id' must not be empty"),
        ('{"id": 7.5, "text": "桥"}', "field 'id' must be a string, not float"),
        ('{"id": true, "text": "桥"}', "field 'id' must be a string, not bool"),
        ('{"id": "b"}', "field 'text' must be a string, not missing or null"),
        ('{"id": "b", "text": ["桥"]}', "field 'text' must be a string, not list"),
        ('{"id": "b", "text": "桥", "title": 1}', "field 'title' must be a string, not int"),
        ('{"id": "b", "text": "桥", "tags": {}}', "field 'tags' must be a list of strings"),
        ('{"id": "b", "text": "桥", "author": 3}', "field 'author' must be a list of strings"),
        ('{"id": "b", "content": 3}', "field 'content' must be a string, not int"),
        ('{"id": "b", "text": "桥", "tags": [1]}', "field 'tags' must be a list of strings"),
        ('{"id": "b", "text": "桥", "date": "4/3/2022"}', "must be YYYY-MM-DD, not '4/3/2022'"),
        ('{"id": "b", "text": "桥", "date": 1648944000}', "must be YYYY-MM-DD, not '1648944000'"),
        ('{"id": "b", "text": "桥", "date": "0000-00-00"}', "is not a date: '0000-00-00'"),
        ('{"id": "b", "text": "桥", "date": "2022-W13-7"}', "must be YYYY-MM-DD"),
        ('{"id": "b", "text": "桥", "date": "2022-02-30"}', "is not a date: '2022-02-30'"),
        (r'{"id": "b", "text": "桥\u0000"}', "field 'text' has U+0000 at character 1"),
        (r'{"id": "b", "text": "桥\ud800"}', "field 'text' has U+D800 at character 1"),
        (r'{"id": "b", "text": "桥", "tags": ["\udc00"]}', "field 'tags' has U+DC00"),
        ('{"id": "a", "text": "桥"}', "id 'a' stands in line 1 already"),
    ],
)
def test_a_broken_line_is_named(line, message):
    with pytest.raises(ReadError) as error:
        parse('{"id": "a", "text": "好"}\n\n' + line + "\n")
    assert str(error.value).startswith("a.jsonl, line 3: ")
    assert message in str(error.value)
    assert str(error.value).endswith("; nothing of the file was read")


def test_a_file_of_which_no_line_can_be_read_is_not_called_blank(tmp_path):
    (tmp_path / "a.jsonl").write_text('{"id": \n没有\n', encoding="utf-8")
    with pytest.raises(ReadError, match=r"no article: none of its \d objects could be read"):
        read_file(tmp_path / "a.jsonl", repair=True)


def test_a_file_of_blank_lines_is_an_error(tmp_path):
    (tmp_path / "a.jsonl").write_text("\n \n", encoding="utf-8")
    with pytest.raises(ReadError, match=r"a\.jsonl: no article: every line is blank"):
        read_articles(tmp_path / "a.jsonl")
