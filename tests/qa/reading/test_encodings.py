"""Encodings are told apart, strictly; what is not text is refused with its file and place."""

import codecs

import pytest

from qa.errors import ReadError
from qa.reading.encodings import decode

SIMPLE = "老城的钟楼建成已有一百二十年，每到整点，钟声能传到三里以外。2022年大修，花了38万元。\n"
TRADITIONAL = (
    "老城的鐘樓建成已有一百二十年，每到整點，鐘聲能傳到三里以外。2022年大修，花了38萬元。\n"
)
KOREAN = "오늘 시장은 새로운 다리가 다음 달에 열린다고 말했다. 사람들은 기뻐하며 강가로 나왔다."
JAPANESE = "きのう、市長は新しい橋が来月開通すると話した。カメラを持った人びとが川に集まった。"


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        (SIMPLE.encode(), SIMPLE, "utf-8"),
        (codecs.BOM_UTF8 + SIMPLE.encode(), SIMPLE, "utf-8-sig"),
        (SIMPLE.encode("gb18030"), SIMPLE, "gb18030"),
        (TRADITIONAL.encode("gb18030"), TRADITIONAL, "gb18030"),
        ((SIMPLE + "𠮷").encode("gb18030"), SIMPLE + "𠮷", "gb18030"),
        (TRADITIONAL.encode("big5"), TRADITIONAL, "big5"),
        ((TRADITIONAL + "恒裏").encode("cp950"), TRADITIONAL + "恒裏", "cp950"),
        (
            TRADITIONAL.encode("big5") + "啲嘢".encode("big5hkscs"),
            TRADITIONAL + "啲嘢",
            "big5hkscs",
        ),
        (SIMPLE.encode("utf-16"), SIMPLE, "utf-16"),
        (codecs.BOM_UTF16_BE + SIMPLE.encode("utf-16-be"), SIMPLE, "utf-16"),
        (SIMPLE.encode("utf-16-le"), SIMPLE, "utf-16-le"),
        (SIMPLE.encode("utf-16-be"), SIMPLE, "utf-16-be"),
        (b"plain ASCII\r\n", "plain ASCII\r\n", "utf-8"),
        ("ASCII\n".encode("utf-16-le"), "ASCII\n", "utf-16-le"),
        ("钟楼，石桥".encode("gb18030"), "钟楼，石桥", "gb18030"),
        ("鐘樓，石橋".encode("big5"), "鐘樓，石橋", "big5"),
    ],
)
def test_decode(data, text, encoding):
    read = decode(data, name="page.txt")
    assert (read.text, read.encoding) == (text, encoding)
    assert (read.repairs, read.notes) == ((), ())
    assert data.decode(encoding) == text


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "page.txt: the file is empty"),
        (
            SIMPLE.encode()[:-3],
            "page.txt, line 1, column 45: utf-8 text is damaged or cut off at byte 120 of 121",
        ),
        (
            (SIMPLE * 3).encode() + b"\xff" + SIMPLE.encode(),
            "page.txt, line 4, column 1: utf-8 text is damaged or cut off at byte 372 of 497",
        ),
        (codecs.BOM_UTF8 + "钟".encode()[:2], "utf-8-sig text is damaged or cut off"),
        (SIMPLE.encode("utf-16")[:-1], "utf-16 text is damaged or cut off"),
        (KOREAN.encode("euc-kr"), "no known encoding: tried UTF-8, GB18030, Big5, UTF-16, UTF-32"),
        (
            JAPANESE.encode("shift-jis"),
            "no known encoding: tried UTF-8, GB18030, Big5, UTF-16, UTF-32",
        ),
        ("Où êtes-vous allés, où ?".encode("latin-1"), "no known encoding"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\xff\xfe\x80\x81", "binary file (NUL bytes)"),
        (b"a\0b", "control character U+0000 at character 1"),
        (
            "一行\n钟\0楼".encode(),
            "page.txt, line 2, column 2: no text file: control character U+0000",
        ),
        ("钟\x1b楼".encode(), "control character U+001B at character 1 of its utf-8 text"),
    ],
)
def test_what_is_no_text_is_refused(data, message):
    with pytest.raises(ReadError) as error:
        decode(data, name="page.txt")
    assert message in str(error.value)
    assert "\n" not in str(error.value)
