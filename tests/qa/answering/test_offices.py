"""A country with an office or body after it is one name, and its holder another form of it."""

import pytest

from qa.answering.digests.binding import binding_names
from qa.answering.offices import with_offices
from qa.chinese.proper_names import Level

NEWS = [
    "法国总统马拉尼18日表示，河港将于明年开放。",
    "市长宋怀远会见法国总统顾问博兰。",
    "韩国总统金民河在首尔发表讲话。",
]


def names(question):
    return with_offices(binding_names(question), question, NEWS)


@pytest.mark.parametrize(
    ("question", "level", "has", "lacks"),
    [
        ("法国总统的外交活动", Level.PERSON, {"法国总统", "法总统", "马拉尼"}, {"法国", "博兰"}),
        ("韩国总统的讲话", Level.PERSON, {"韩国总统", "金民河"}, {"韩国"}),
        ("日本首相的访问", Level.PERSON, {"日本首相"}, {"日首相", "日本"}),
        ("日本政府的政策", Level.ORGANISATION, {"日本政府", "日本内阁", "日本首相"}, {"日本"}),
        ("美国国会的法案", Level.ORGANISATION, {"美国国会", "美国众议院"}, {"美国"}),
        ("联合国秘书长的表态", Level.PERSON, {"联合国秘书长"}, {"联合国"}),
        ("法国的葡萄酒", Level.COUNTRY, {"法国"}, {"法国总统"}),
    ],
)
def test_an_office_stands_for_its_country(question, level, has, lacks):
    [name] = names(question)
    assert name.level is level
    assert has <= set(name.forms)
    assert not lacks & set(name.forms)
    assert question[name.start : name.end].startswith(name.forms[0])


def test_other_names_stay_as_they_are():
    question = "云岭市和青泽市的河港"
    assert names(question) == binding_names(question)
