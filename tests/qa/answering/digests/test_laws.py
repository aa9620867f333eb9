"""Which laws a question names."""

import pytest

from qa.answering.digests.laws import law_names


@pytest.mark.parametrize(
    ("question", "laws"),
    [
        ("云河取水法", ["云河取水法"]),
        ("取水许可法的制定", ["取水许可法"]),
        ("取水和排水法草案", ["取水和排水法"]),
        ("河道保护法的实施", ["河道保护法"]),
        ("今年上半年取水法修订", ["取水法"]),
        ("六月河道保护法的实施", ["河道保护法"]),
        ("市人大审议的河道保护法草案", ["河道保护法"]),
        ("河道法和堤防法", ["河道法", "堤防法"]),
        ("河道法有哪些规定？", ["河道法"]),
        ("公司法修改", ["公司法"]),
        ("《取水法》的修订", []),
        ("云岭市治水的做法", []),
        ("治水的方法", []),
        ("各地养老办法", []),
        ("有什么新的立法", []),
        ("如何依法治水", []),
        ("宪法宣传", []),
        ("书法展览", []),
        ("司法改革", []),
        ("最高法的报告", []),
        ("警察执法", []),
        ("云岭的执法检查", []),
    ],
)
def test_a_law_without_brackets_is_a_name(question, laws):
    found = list(law_names(question))
    assert [name.text for name in found] == laws
    assert all(question[name.start : name.end] == name.text for name in found)


def test_the_name_of_the_country_before_a_law_may_be_missing():
    [law] = law_names("中华人民共和国取水法的修订")
    assert law.forms == ("取水法",)
