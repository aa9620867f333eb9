"""DOCX: paragraphs, tables, text boxes, titles, and what cannot be read."""

import io
import zipfile

import pytest
from docx.oxml import parse_xml

from qa.errors import ReadError
from qa.reading import file_text
from tests.qa.reading.papers import read_file, word

LEAD = "本报讯 昨日,清河大桥在云岭市建成通车。大桥总投资1.5亿元,建设用时两年。"
MORE = "大桥由市交通局负责管理,非机动车可以免费通行。"
NOTE = "记者手记:桥头的老船工收起了用了三十年的竹篙。"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BOX = f"""<w:p {W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:r>
<mc:AlternateContent><mc:Choice Requires="wps"><w:txbxContent><w:p><w:r><w:t>{NOTE}</w:t></w:r>
</w:p></w:txbxContent></mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>{NOTE}</w:t></w:r>
</w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"""
EDITED = f"""<w:p {W}><w:r><w:t>桥长</w:t></w:r><w:del w:id="1" w:author="a"><w:r>
<w:delText>九百米</w:delText></w:r></w:del><w:ins w:id="2" w:author="a"><w:r><w:t>八百二十米。</w:t>
</w:r></w:ins><w:hyperlink><w:r><w:t>见公告。</w:t></w:r></w:hyperlink></w:p>"""


def read(tmp_path, data, name="page.docx"):
    return read_file(tmp_path / name, data)


def before_the_end(*parts):
    def change(document):
        for part in parts:
            document.element.body.insert(-1, parse_xml(part))

    return change


def test_it_is_read_as_a_newspaper_page(tmp_path):
    paragraphs = ["清河大桥通车", LEAD, MORE + "(本报记者 李桂英)", "", "图书馆延长开放时间"]
    paragraphs += ["本报讯 云岭市图书馆周末开到晚上九点。(周小满)"]
    file, (bridge, library) = read(tmp_path, word(*paragraphs))
    assert (bridge.title, bridge.text) == ("清河大桥通车", f"{LEAD}\n{MORE}")
    assert bridge.byline == "本报记者 李桂英"
    assert library.title == "图书馆延长开放时间"
    assert bridge.date is None
    assert bridge.origin.encoding == "docx"
    assert file_text(file) == "\n".join(paragraphs)


def test_the_documents_title_names_an_untitled_article(tmp_path):
    _, (article,) = read(tmp_path, word(LEAD, MORE, title="大桥通车"))
    assert article.title == "大桥通车"


def test_tables_text_boxes_and_changes(tmp_path):
    def change(document):
        table = document.add_table(2, 2)
        for cell, text in zip(table._cells, ["桥", "长", "清河", "820米"], strict=True):
            cell.text = text
        before_the_end(BOX, EDITED)(document)

    file, articles = read(tmp_path, word(LEAD, change=change))
    lines = [line for line in file_text(file).split("\n") if line.strip()]
    assert lines == [LEAD, "桥\t长", "清河\t820米", NOTE, "桥长八百二十米。见公告。"]
    assert articles[0].text.count(NOTE) == 1


def zipped(**files):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (word(), "no text: the file is blank"),
        (word("", " "), "no text: the file is blank"),
        (zipped(note="不是文档"), "has no .docx document in it"),
        (zipped(), "cannot be read as DOCX"),
        ("不是压缩文件\0".encode(), "cannot be read as DOCX"),
        (word(LEAD)[:-200], "cannot be read as DOCX"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "of an old office program"),
    ],
)
def test_what_cannot_be_read(tmp_path, data, message):
    with pytest.raises(ReadError, match=r"page\.docx") as error:
        read(tmp_path, data)
    assert message in str(error.value)
    assert "\n" not in str(error.value)
