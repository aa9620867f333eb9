"""Files of every kind in a process that cannot import what the extra ``formats`` brings."""

import json

import pytest

from qa.reading.files import INSTALL
from tests.installed import modules_of, run_without
from tests.qa.reading.ole import outlook
from tests.qa.reading.packed import odt, shape, slides, workbook
from tests.qa.reading.papers import column, pdf, word

TEXT = "青石镇的石桥昨日通车，全长三百米，总投资两千万元。"
PLAIN = {
    "a.csv": f"正文\n{TEXT}\n",
    "a.eml": f"Subject: Bridge\n\n{TEXT}\n",
    "a.rtf": "{\\rtf1 " + "".join(f"\\u{ord(sign)}?" for sign in TEXT) + "}",
    "a.txt": TEXT,
    "a.md": f"---\ntitle: 石桥\n---\n{TEXT}\n",
    "a.jsonl": json.dumps({"id": "a", "text": TEXT}, ensure_ascii=False) + "\n",
}
ITEM = f"<item><title>石桥</title><description>{TEXT}</description></item>"
RICH = {
    "a.html": f"<html><body><article><p>{TEXT}</p></article></body></html>".encode(),
    "a.xml": f"<rss><channel>{ITEM}</channel></rss>".encode(),
    "a.pdf": pdf(column(60, 100, TEXT, width=20)),
    "a.docx": word(TEXT),
    "a.xlsx": workbook(("甲", [["正文"], [TEXT]])),
    "a.msg": outlook({0x1000: TEXT}),
    "a.odt": odt(f"<text:p>{TEXT}</text:p>"),
    "a.pptx": slides(shape(TEXT)),
}
SCRIPT = """
from qa import ReadError, read_articles

for file in sys.argv[2:]:
    try:
        print(json.dumps([article.text for article in read_articles(file)]))
    except ReadError as error:
        print(json.dumps(str(error)))
"""


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    """Return what reading each file gave: the texts of its articles, or the message."""
    folder = tmp_path_factory.mktemp("files")
    for name, text in PLAIN.items():
        (folder / name).write_text(text, encoding="utf-8")
    for name, data in RICH.items():
        (folder / name).write_bytes(data)
    files = [*PLAIN, *RICH]
    done = run_without(modules_of("formats"), SCRIPT, *(folder / name for name in files))
    assert done.returncode == 0, done.stderr
    return dict(zip(files, map(json.loads, done.stdout.splitlines()), strict=True))


@pytest.mark.parametrize("name", PLAIN)
def test_what_needs_no_library_is_read_without_the_extra(read, name):
    assert read[name] == [TEXT]


@pytest.mark.parametrize("name", RICH)
def test_a_file_of_another_kind_says_what_to_install(read, name):
    assert f"{name}: 读这种文件要用 " in read[name]
    assert INSTALL in read[name]
    assert any(f"要用 {module}" in read[name] for module in modules_of("formats"))


def test_every_library_of_the_extra_is_named_where_it_is_missing():
    assert {"docx", "lxml", "openpyxl", "pypdfium2", "trafilatura"} <= modules_of("formats")
