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


CLAUSE = "第一条　为了管好全镇的水渠，保障灌溉，制定本办法。"


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (
            ["青石县人民政府关于印发《水渠管", "理办法》的通知", NUMBER, TO],
            "青石县人民政府关于印发《水渠管理办法》的通知",
        ),
        (
            ["青石县教育局关于做好今年乡村学校", "冬季取暖工作的通知", NUMBER, TO],
            "青石县教育局关于做好今年乡村学校冬季取暖工作的通知",
        ),
        (["青石县水利局", "关于修缮东渠的公告", NUMBER, TO], "青石县水利局 关于修缮东渠的公告"),
        (["青石县农村道路养护", "资金管理办法", CLAUSE], "青石县农村道路养护资金管理办法"),
        (
            ["青石县农村道路养护", "资金管理办法", "（2031年6月2日印发）", "第一章　总则", CLAUSE],
            "青石县农村道路养护资金管理办法",
        ),
        (
            ["关于调整城区公交线路", "和末班时间的通告", "因道路施工，城区公交线路自即日起调整。"],
            "关于调整城区公交线路和末班时间的通告",
        ),
        (
            ["关于答复第三十号提案", "有关桥梁维修的函", "您提出的提案收悉，现答复如下。"],
            "关于答复第三十号提案有关桥梁维修的函",
        ),
    ],
)
def test_a_title_of_two_lines_is_whole(tmp_path, lines, title):
    assert read(tmp_path, "\n".join([*lines, *TEXT])).articles[0].title == title


@pytest.mark.parametrize(
    "lines",
    [
        ["东渠昨天通水", "他说，这是关于灌溉的通知。", "村民们很高兴，都来看水。"],
        ["老人翻出了箱底的信", "信里有一份通知", "通知上写着他的名字，墨迹已经淡了。"],
    ],
)
def test_lines_that_name_no_document_are_no_title_of_one(tmp_path, lines):
    assert "通知" not in read(tmp_path, "\n".join(lines)).articles[0].title
