"""MSG files: what of a mail of Outlook is read, and that it is read as an EML is."""

import datetime as dt

import pytest

from qa.errors import ReadError
from qa.reading import read_file
from qa.records import Reason
from tests.qa.reading.ole import message, ole, outlook
from tests.qa.reading.packed import rtf, zipped
from tests.qa.reading.papers import check_places

LEAD = "本报讯 昨日,清河大桥在云岭市建成通车,大桥总投资1.5亿元。"
MORE = "市长陶镕𠮷说，两岸居民从此不必绕行。"
HEADERS = (
    "From: =?utf-8?b?5p2O5qGC6Iux?= <li@yunling.example>\r\n"
    "Date: Sat, 3 Apr 2021 23:30:00 -0500\r\n"
)
SUBJECT, BODY, FROM, ADDRESS, TO, SENT_WITH = 0x37, 0x1000, 0x0C1A, 0x0C1F, 0x0E04, 0x7D


def read(folder, data, **rest):
    file = folder / "a.msg"
    file.write_bytes(data)
    reading = read_file(file, **rest)
    check_places(file, reading.articles)
    return reading


def told(article):
    return article.title, article.byline, article.date, article.text


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({SENT_WITH: HEADERS}, ("李桂英", dt.date(2021, 4, 3))),
        ({FROM: "李桂英", ADDRESS: "li@yunling.example"}, ("李桂英", None)),
        ({FROM: "李桂英", ADDRESS: "/O=YUNLING/CN=LI"}, ("李桂英", None)),
        ({ADDRESS: "li@yunling.example"}, ("li@yunling.example", None)),
        ({}, (None, None)),
    ],
)
def test_a_mail_is_an_article_by_its_subject_of_who_sent_it(tmp_path, given, expected):
    words = {SUBJECT: "清河大桥通车", BODY: f"{LEAD}\r\n\r\n{MORE}\r\n", **given}
    [article] = read(tmp_path, outlook(words)).articles
    assert told(article) == ("清河大桥通车", *expected, f"{LEAD}\n\n{MORE}")


def test_a_mail_without_a_header_is_of_the_day_that_it_was_in_china(tmp_path):
    sent = dt.datetime(2021, 4, 2, 23, 10, tzinfo=dt.UTC)
    [article] = read(tmp_path, outlook({BODY: LEAD}, sent=sent)).articles
    assert article.date == dt.date(2021, 4, 3)


def test_an_old_mail_in_gbk(tmp_path):
    words = {SUBJECT: "陶镕来稿", BODY: LEAD, FROM: "陶镕", TO: "编辑部"}
    data = outlook(words, codec="gb18030", page=936, attached=[("附稿.txt", MORE.encode())])
    reading = read(tmp_path, data)
    assert [told(article)[:2] for article in reading.articles[:1]] == [("陶镕来稿", "陶镕")]
    assert [article.text for article in reading.articles] == [LEAD, MORE]
    assert ("To: 编辑部", Reason.FIELD) in [(part.text, part.reason) for part in reading.left_out]


@pytest.mark.parametrize(("codec", "pages"), [("gb18030", 936), ("utf-8", 65001), ("big5", 950)])
def test_a_mail_that_is_a_page_only(tmp_path, codec, pages):
    text = "清河大橋昨日建成通車，兩岸居民不必繞行。"
    page = f"<html><body><p>{text}</p></body></html>"
    data = outlook({SUBJECT: "来稿"}, html=page.encode(codec), pages=pages)
    [article] = read(tmp_path, data).articles
    assert (article.title, article.text) == ("来稿", text)


def test_a_page_beside_the_same_text_is_not_read_twice(tmp_path):
    data = outlook({BODY: LEAD}, html=f"<p>{LEAD}</p>".encode(), pages=65001)
    assert [article.text for article in read(tmp_path, data).articles] == [LEAD]


def test_what_is_attached_is_read_as_it_would_be_alone(tmp_path):
    inner = message({SUBJECT: "转来的稿", BODY: MORE, FROM: "陶镕"}, head=24)
    files = [
        ("稿.rtf", rtf(LEAD)),
        inner,
        ("包.zip", zipped({"a.txt": MORE})),
        ("图.jpg", b"\xff\xd8"),
    ]
    long = LEAD + MORE * 100
    large = ("长稿.txt", long.encode())
    reading = read(
        tmp_path, outlook({BODY: "见附件。"}, attached=[*files, large, ("外.txt", None)])
    )
    texts = [article.text for article in reading.articles]
    assert texts == ["见附件。", LEAD, MORE, MORE, long]
    assert told(reading.articles[2])[:2] == ("转来的稿", "陶镕")
    assert reading.notes == (
        "里面没有去读 .jpg 1 个：图片：是扫描件的话存成单独的文件再加入",
        "里面没有去读 message/external-body 1 个",
    )


def test_a_text_that_is_damaged_is_refused(tmp_path):
    files = message({SUBJECT: "稿", BODY: LEAD, FROM: "陶镕"})
    files["__substg1.0_1000001F"] = LEAD.encode("utf-16-le") + "\ud800完。".encode(
        "utf-16-le", "surrogatepass"
    )
    with pytest.raises(ReadError, match=r"a\.msg: no article in it"):
        read(tmp_path, ole(files))


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"__substg1.0_0037001F": b"a\0"}, "it has no properties of a mail"),
        (message({SUBJECT: "稿"}) | {"__substg1.0_10090102": b"LZFu"}, "no article in it"),
    ],
)
def test_what_is_no_mail_with_a_text_is_refused(tmp_path, files, said):
    with pytest.raises(ReadError) as error:
        read(tmp_path, ole(files))
    assert said in str(error.value)
    assert "\n" not in str(error.value)


def test_mails_in_mails_without_end_are_refused(tmp_path):
    mail = message({BODY: LEAD}, head=24)
    for _ in range(11):
        mail = message({BODY: LEAD}, attached=[mail], head=24)
    with pytest.raises(ReadError, match="a mail in too many others"):
        read(tmp_path, ole(message({BODY: LEAD}, attached=[mail])))
