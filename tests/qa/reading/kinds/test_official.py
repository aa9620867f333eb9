"""Official documents: the title stands under the number, or above those it is addressed to."""

import docx
import pytest

from qa.reading import read_file
from tests.qa.reading.kinds.pages import read, shape

NUMBER = "云政发〔2021〕5号"
ISSUER = "云岭市人民政府"
TITLE = "关于印发云岭市河道保护方案的通知"
TO = "各县区人民政府："
TEXT = ["现将方案印发给你们，请认真贯彻执行。", "云岭市人民政府", "2021年1月15日"]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize(
    ("head", "title", "kept"),
    [
        ([NUMBER, ISSUER, TITLE, TO], f"{ISSUER} {TITLE}", [NUMBER, TO]),
        (["云政办函[2021]15号", ISSUER + TITLE, TO], ISSUER + TITLE, ["云政办函[2021]15号", TO]),
        (["云岭市人民政府文件", NUMBER, TITLE], TITLE, ["云岭市人民政府文件", NUMBER]),
        ([ISSUER, TITLE, "市直各部门、各单位："], f"{ISSUER} {TITLE}", ["市直各部门、各单位："]),
        (
            ["政府工作报告", "——2020年1月8日在云岭市第八届代表大会上", "市长 宋怀远", "各位代表："],
            "政府工作报告",
            ["——2020年1月8日在云岭市第八届代表大会上", "市长 宋怀远", "各位代表："],
        ),
        (["在河道保护大会上的讲话", "同志们："], "在河道保护大会上的讲话", ["同志们："]),
    ],
)
def test_a_document_has_its_title(tmp_path, gap, head, title, kept):
    lines = [*head, *TEXT]
    assert shape(read(tmp_path, gap.join(lines))) == [(title, kept + TEXT)]
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    document.save(tmp_path / "page.docx")
    assert shape(read_file(tmp_path / "page.docx")) == [(title, kept + TEXT)]


@pytest.mark.parametrize(
    "lines",
    [
        [TO, "现将方案印发给你们，请认真贯彻执行。", TITLE],
        ["他想了想，说：", "妈妈：", "我收到了通知"],
    ],
)
def test_a_text_without_one_has_none(tmp_path, lines):
    assert shape(read(tmp_path, "\n\n".join(lines)))[0][0] == ""
