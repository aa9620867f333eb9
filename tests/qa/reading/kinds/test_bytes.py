"""Bytes as files have them: vendors' codes, padding, damage, two encodings, mojibake."""

import codecs
import gzip

import pytest

from qa import Archive
from qa.errors import ReadError
from qa.reading import resync
from qa.reading.encodings import decode
from qa.reading.files import file_text, read_articles, read_file
from qa.records import FileState
from tests.fakes import HashEmbedder
from tests.generators import ExtractiveGenerator

NEWS = (
    "云岭市老桥重修完工\n\n本报讯（记者 韩枫）云岭市交通局昨日公布，老桥重修已经完工，全长312米，"
    "投资680万元。局长蒋素云说，今年还将重修3座，其中2座在山区。\n\n桥上的灯每晚七点亮，"
    "八十二岁的退休矿工伍德海说，他每天走六分钟就能到对岸。\n"
)
OLD = (
    "青石鎮老橋重修完工\n\n【本報訊】青石鎮公所昨日公布，老橋重修已經完工，全長312米，"
    "工程費680萬元。鎮長蔣素雲說，今年還將重修3座，其中2座在山區。\n"
)


def shifted(text):
    """Return ISO-2022-CN: GB 2312 between shifts, named anew in every line that has any."""
    lines = []
    for line in text.split("\n"):
        made, wide = b"", False
        for char in line:
            code = char.encode("gb2312")
            if (len(code) == 2) != wide:
                wide = len(code) == 2
                made += b"\x0e" if wide else b"\x0f"
            made += bytes(byte & 0x7F for byte in code)
        made += b"\x0f" if wide else b""
        lines.append((b"\x1b$)A" if b"\x0e" in made else b"") + made)
    return b"\n".join(lines)


def as_cesu(text):
    pairs = text.encode("utf-16-le")
    units = [pairs[i : i + 2].decode("utf-16-le", "surrogatepass") for i in range(0, len(pairs), 2)]
    return "".join(units).encode("utf-8", "surrogatepass")


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        ("1、GBK的欧元€。".encode("gb18030"), "1、GBK的欧元€。", "gb18030"),
        (NEWS.encode("gb18030") + b"\x80100", NEWS + "€100", "gb18030"),
        ((NEWS + "朱镕基、陶喆、龴").encode("gb18030"), NEWS + "朱镕基、陶喆、龴", "gb18030"),
        (b"\x84\x31\x95\x33" + NEWS.encode("gb18030"), NEWS, "gb18030"),
        ((OLD + "啲嘢喺度㗎").encode("big5hkscs"), OLD + "啲嘢喺度㗎", "big5hkscs"),
        ((OLD + "恒裏粧碁").encode("cp950"), OLD + "恒裏粧碁", "cp950"),
        (OLD.encode("big5") + b"\xc6\xe7\xc7\x7a", OLD + "ぁん", "big5hkscs"),
        (NEWS.encode("utf-32"), NEWS, "utf-32"),
        (codecs.BOM_UTF32_BE + NEWS.encode("utf-32-be"), NEWS, "utf-32"),
        (NEWS.encode("utf-32-le"), NEWS, "utf-32-le"),
        (NEWS.encode("utf-32-be"), NEWS, "utf-32-be"),
        (
            "云岭市老桥重修完工，投资。".encode("utf-16-be"),
            "云岭市老桥重修完工，投资。",
            "utf-16-be",
        ),
        (("云岭市老桥" * 9 + "\n").encode("utf-16-le"), "云岭市老桥" * 9 + "\n", "utf-16-le"),
        (as_cesu(NEWS + "蒋𠮷云"), NEWS + "蒋𠮷云", "cesu-8"),
        (NEWS.encode("hz"), NEWS, "hz"),
        (shifted(NEWS), NEWS, "iso-2022-cn"),
        (b"if (a ~{ b ~} c) return;", "if (a ~{ b ~} c) return;", "utf-8"),
    ],
)
def test_what_is_sure_is_read(data, text, encoding):
    read = decode(data, name="a.txt")
    assert (read.text, read.encoding, read.repairs) == (text, encoding, ())


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le", "utf-8-sig"])
@pytest.mark.parametrize("end", ["\x1a", "\0" * 7, "\x1a\0\0", "\x1a" * 40])
def test_padding_at_the_end_is_left_out_and_said(encoding, end):
    read = decode((NEWS + end).encode(encoding), name="a.txt")
    assert read.text == NEWS
    assert read.notes == (f"文件末尾有 {len(end)} 个填充字符（NUL 或 Ctrl-Z），没有读",)


def test_what_was_done_to_read_a_file_is_said():
    read = decode((NEWS + "米").encode("gb18030") + b"\x80\x80", name="a.txt")
    assert read.notes == ("2 个字节 0x80（首个在第 6 行第 2 列）按 Windows 的写法读作 €",)
    private = decode(NEWS.replace("素", "\ue000").encode("gb18030"), name="a.txt")
    assert "蒋\ue000云" in private.text
    assert private.notes == (
        "有 1 个造字（私用区字符，首个在第 3 行第 49 列），不知道是什么字，照原样读入",
    )
    assert decode("龴云".replace("龴", "\ue81e").encode(), name="a.txt").notes == ()


GBK, UTF8 = NEWS.encode("gb18030"), NEWS.encode()


def spoilt(data, before, bad=b"\xff"):
    at = data.index(before)
    return data[:at] + bad + data[at:]


@pytest.mark.parametrize(
    ("data", "place", "line", "said"),
    [
        (
            spoilt(GBK, "蒋素".encode("gb18030")),
            "局长\ufffd蒋素云",
            3,
            "0xFF 不是 gb18030 的字",
        ),
        (spoilt(GBK, b"680"), "投资\ufffd680万", 3, "在数字里，数值不可信"),
        (spoilt(GBK, b"80\xcd\xf2"), "6\ufffd80万", 3, "在数字里，数值不可信"),
        (spoilt(GBK, "云说".encode("gb18030")), "蒋素\ufffd云说", 3, "可能在人名里"),
        (GBK[:-1][:-2] + b"\xff", "对岸\ufffd", 5, "1 个 U+FFFD"),
        (GBK[:-2], "对岸\ufffd", 5, "0xA1"),
        (spoilt(UTF8, "素云".encode()), "蒋\ufffd素云", 3, "可能在人名里"),
        (UTF8[:-3], "对岸\ufffd", 5, "0xE3 不是 utf-8 的字"),
        (spoilt(OLD.encode("big5"), "素雲".encode("big5")), "蔣\ufffd素雲", 3, "big5hkscs"),
        (NEWS.encode("utf-16")[:-1], "对岸。\ufffd", 5, "0x0A 不是 utf-16 的字"),
        (spoilt(UTF8, "局长".encode(), b"\0"), "\ufffd局长", 3, "控制字符 U+0000"),
    ],
)
def test_damage_is_named_and_with_repair_replaced(data, place, line, said):
    read = decode(data, name="a.txt", repair=True)
    at = read.text.index(place) + place.index("\ufffd")
    column = at - read.text.rfind("\n", 0, at)
    with pytest.raises(ReadError) as error:
        decode(data, name="a.txt")
    assert f"a.txt, line {line}, column {column}: " in str(error.value)
    assert "--repair" in str(error.value)
    [repair] = read.repairs
    assert (repair.line, repair.column) == (line, column)
    assert said in repair.what


SHORT = "本报讯 青石镇老街昨日起禁行三个月车辆绕行滨河路。\n"


def without(text, *places, encoding="gb18030"):
    """Return the bytes of a text without those at ``places``."""
    data = text.encode(encoding)
    return bytes(byte for place, byte in enumerate(data) if place not in places)


@pytest.mark.parametrize(
    ("data", "line", "kept"),
    [
        (without(SHORT, 16), 1, ["本报讯 青石镇", "日起禁行三个月车辆绕行滨河路。\n"]),
        (without(SHORT, 15), 1, ["本报讯 青石镇", "日起禁行三个月车辆绕行滨河路。\n"]),
        (without(SHORT, 10), 1, ["本报讯 ", "街昨日起禁行三个月车辆绕行滨河路。\n"]),
        (without(SHORT, 16, 37), 1, ["本报讯 青石镇", "日起禁行三个", "河路。\n"]),
        (without(SHORT, 40), 1, ["本报讯 青石镇老街昨日起禁行三个", "河路。\n"]),
        (without(NEWS * 2 + SHORT, 468, 489), 11, [NEWS * 2 + "本报讯 青石镇", "河路。\n"]),
        (without(SHORT * 3, 66), 2, [SHORT, "本报讯 青石镇", "行滨河路。\n" + SHORT]),
    ],
)
def test_half_a_character_lost_spoils_no_more_than_its_neighbours(data, line, kept):
    with pytest.raises(ReadError, match=rf"a\.txt, line {line}, column .* is damaged.*--repair"):
        decode(data, name="a.txt")
    read = decode(data, name="a.txt", repair=True)
    assert {repair.line for repair in read.repairs} == {line}
    place = 0
    for part in kept:
        place = read.text.index(part, place) + len(part)
    assert set(read.text) <= set(NEWS + OLD + SHORT + "\ufffd")
    assert read.text.count("\ufffd") < 18


def test_bytes_missing_cost_linear_time(monkeypatch):
    steps = []
    step = resync._step
    monkeypatch.setattr(resync, "_step", lambda *args: steps.append(1) or step(*args))
    counts = []
    for times in (1, 2, 4):
        steps.clear()
        decode(without(SHORT, 16, 37) * times, name="a.txt", repair=True)
        counts.append(len(steps))
    assert counts == [counts[0], 2 * counts[0], 4 * counts[0]]


def test_bytes_beside_each_other_are_one_repair_and_others_are_counted():
    data = spoilt(spoilt(GBK, b"312", b"\xff\xff\xff"), "伍德".encode("gb18030"))
    with pytest.raises(ReadError, match="and in 3 more places"):
        decode(data, name="a.txt")
    first, second = decode(data, name="a.txt", repair=True).repairs
    assert (first.line, second.line) == (3, 5)
    assert "的 0xFF 0xFF 0xFF 不是 gb18030 的字，换成了 3 个 U+FFFD" in first.what
    assert "“的退休矿工\ufffd伍德海说，他”" not in first.what


def test_nothing_is_repaired_unasked_or_where_nothing_is_wrong(tmp_path):
    page = tmp_path / "a.txt"
    for data in (GBK, UTF8, OLD.encode("big5"), NEWS.encode("utf-16")):
        page.write_bytes(data)
        assert read_file(page, repair=True) == read_file(page)
        assert read_file(page).repairs == ()


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.jsonl"])
def test_every_kind_of_text_file_is_repaired(tmp_path, name, packed):
    line = NEWS.replace("\n", " ").strip()
    body = {
        "a.html": f"<html><head><meta charset=gb2312></head><body><article><p>{line}</p></article>",
        "a.jsonl": f'{{"id": "a", "text": "{line}"}}',
    }.get(name, line)
    data = spoilt(body.encode("gb18030"), "蒋素".encode("gb18030"))
    file = tmp_path / (name + ".gz" * packed)
    file.write_bytes(gzip.compress(data) if packed else data)
    with pytest.raises(ReadError, match="gb18030 text is damaged"):
        read_articles(file)
    reading = read_file(file, repair=True)
    [article], [repair] = reading.articles, reading.repairs
    assert "局长\ufffd蒋素云" in article.text
    assert repair.line == 1
    text = file_text(file, repair=True)
    place = article.origin.locate(0, 5)
    assert text[place.start : place.end] == article.text[:5]


def test_a_repaired_file_is_quoted_and_checked_as_it_was_read(tmp_path):
    page = tmp_path / "a.txt"
    page.write_bytes(spoilt(GBK, "蒋素".encode("gb18030")))
    models = {"embedder": HashEmbedder(), "generator": ExtractiveGenerator()}
    with Archive.open(tmp_path / "a", **models) as archive:
        archive.add(read_file(page, repair=True).articles)
        [citation, *_] = archive.ask("今年还将重修几座", threshold=0.0).citations
        assert "\ufffd蒋素云" in citation.quote
        assert archive.check(citation).file_state is FileState.SAME
        assert archive.verify(files=True).ok


LINES = NEWS.splitlines(keepends=True)


@pytest.mark.parametrize("legacy", ["gb18030", "big5"])
@pytest.mark.parametrize("swap", [False, True])
def test_two_encodings_in_one_file_are_read_by_lines(legacy, swap):
    lines = (OLD if legacy == "big5" else NEWS).splitlines(keepends=True)
    codes = ["utf-8", legacy] if not swap else [legacy, "utf-8"]
    data = lines[0].encode(codes[0]) + "".join(lines[1:]).encode(codes[1])
    if legacy == "gb18030":
        data += lines[0].encode(codes[0])
    with pytest.raises(ReadError, match=r"a\.txt, line 3, column 1: text in two encodings"):
        decode(data, name="a.txt")
    read = decode(data, name="a.txt", repair=True)
    assert read.text == "".join(lines) + (lines[0] if legacy == "gb18030" else "")
    assert read.encoding == f"utf-8+{legacy}"
    assert [(x.line, x.column) for x in read.repairs] == [(3, 1), (6, 1)][: len(read.repairs)]
    assert f"按 {codes[1]} 读" in read.repairs[0].what
    assert len(read.repairs) == (2 if legacy == "gb18030" else 1)


def test_the_codes_of_a_terminal_are_left_out():
    data = NEWS.replace("680", "\x1b[1m680\x1b[0m").encode()
    with pytest.raises(ReadError, match=r"control character U\+001B"):
        decode(data, name="a.txt")
    read = decode(data, name="a.txt", repair=True)
    assert read.text == NEWS
    assert [x.what for x in read.repairs] == [
        "终端的控制码 ESC[1m，去掉了",
        "终端的控制码 ESC[0m，去掉了",
    ]


@pytest.mark.parametrize(
    ("text", "code", "taken", "what"),
    [
        (NEWS, "utf-8", "gb18030", "UTF-8 text that was read as GBK"),
        (NEWS, "utf-8", "latin-1", "UTF-8 text that was read as Latin-1"),
        (NEWS, "utf-8", "cp1252", "UTF-8 text that was read as Latin-1"),
        (NEWS, "gb18030", "latin-1", "GBK text that was read as Latin-1"),
        (OLD, "big5", "latin-1", "Big5 text that was read as Latin-1"),
        (OLD, "big5", "gb18030", "Big5 text that was read as GBK"),
        (NEWS, "gb18030", "big5", "GBK text that was read as Big5"),
        (NEWS, "gb18030", "cp932", "GBK text that was read as Shift-JIS"),
        (NEWS, "gb18030", "cp949", "GBK text that was read as Korean"),
        (NEWS, "ascii", "ascii", None),
    ],
)
@pytest.mark.parametrize("repair", [False, True])
def test_mojibake_is_refused_with_what_it_probably_is(text, code, taken, what, repair):
    wrong = text.encode(code, "ignore").decode(taken, "replace")
    if what is None:
        assert decode(wrong.encode(), name="a.txt").text == wrong
        return
    with pytest.raises(ReadError) as error:
        decode(wrong.encode(), name="a.txt", repair=repair)
    assert f"a.txt: cannot be read, is probably {what}" in str(error.value)


def test_lost_characters_are_refused():
    for wrong in ("锟斤拷" * 20, "\ufffd" * 30 + "云岭市"):
        with pytest.raises(ReadError, match="an earlier conversion lost"):
            decode(wrong.encode(), name="a.txt")


@pytest.mark.parametrize(
    "rare",
    [
        "仉督、逄亓、缪晁、佘戎、亓官、郏谷",
        "龴羴猋骉飝",
        "曌、媖、喆、堃、赟、翀、旻、犇",
        "いろはにほへと",
        "├──┼──┤",
        "ХЛЕБ Ωβ ①②③ ㈠㈡",
        "繁體字：橋樑、鄉鎮、圖書館、龍鬚溝",
        "２０２２年，×××街道",
    ],
)
def test_rare_characters_are_no_damage(rare):
    text = NEWS.replace("老桥", rare)
    for repair in (False, True):
        read = decode(text.encode("gb18030"), name="a.txt", repair=repair)
        assert (read.text, read.repairs) == (text, ())


@pytest.mark.parametrize(
    "text",
    [
        "韩枫、蒋素云、伍德海、沈有田、覃小满、裴建章、熊子敬、桂小兰、罗青",
        "きのう、市長は新しい橋が来月開通すると話した。",
        "오늘 시장은 새로운 다리가 다음 달에 열린다고 말했다.",
        "Où êtes-vous allés, où ? Ça été très fâcheux, à la fête de Noël.",
        "鑫淼焱垚犇羴猋骉飝靐龘矗",
        "①②③④⑤⑥⑦⑧⑨⑩■□◆◇●○",
        "闈掑矚",
        "【 日  期 】１９９６０５０６",
        "【版号】１２（经济周刊）【标题】",
        "２０２２．０４．０３　１２３４５６７８",
        "😀😁😂🤣😃😄😅😆😉😊",
    ],
)
def test_what_is_only_rare_is_read(text):
    read = decode(text.encode(), name="a.txt")
    assert (read.text, read.notes) == (text, ())


def test_a_line_that_cannot_be_read_is_noted():
    wrong = LINES[2].encode().decode("gb18030", "replace").replace("\n", "")
    read = decode((NEWS + wrong + "\n" + NEWS).encode(), name="a.txt")
    assert read.notes[-1] == "第 6 行像是乱码（UTF-8 text that was read as GBK），照原样读入"
    assert wrong in read.text


@pytest.mark.parametrize(
    "label",
    ["gb2312", "GBK", "x-gbk", "cp936", "windows-936", "iso-8859-1", "windows-1252", "utf-8", "no"],
)
def test_a_declared_encoding_is_believed_where_it_can_be(label):
    assert decode(GBK, name="a.html", declared=label).text == NEWS
    assert decode(UTF8, name="a.html", declared=label).text == NEWS


def test_a_short_text_is_what_it_declares():
    assert decode("更正".encode("big5"), name="a.html", declared="big5").text == "更正"
    assert decode("更正".encode("gbk"), name="a.html", declared="gb2312").text == "更正"
    assert (
        decode("橋".encode("shift-jis"), name="a.html", declared="x-x-big5").encoding == "big5hkscs"
    )


def test_euc_tw_is_refused_by_its_name():
    with pytest.raises(ReadError, match="probably EUC-TW"):
        decode(b"\x8e\xa2\xa1\xa1", name="a.txt")
    rows = "青石鎮公所昨日公布老橋重修已經完工全長三百米今年還將重修三座其中兩座在山區"
    with pytest.raises(ReadError, match="probably EUC-TW"):
        decode(b"".join(map(in_plane_1, rows)), name="a.txt")


def in_plane_1(char):
    """Return about the EUC-TW of a character: the first planes are in the order of Big5."""
    high, low = char.encode("big5")
    place = (high - 0xA4) * 157 + low - (0x40 if low < 0x7F else 0xA1 - 63)
    return bytes([0xC4 + place // 94, 0xA1 + place % 94])


@pytest.mark.parametrize("repair", [False, True])
def test_too_much_damage_is_no_text(repair):
    for data in (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\xff\xfe\x80\x81", bytes(range(256)) * 9):
        with pytest.raises(ReadError):
            decode(data, name="a.txt", repair=repair)
