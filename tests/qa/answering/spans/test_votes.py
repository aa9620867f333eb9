"""How many were for, against or neither, came to a vote, or voted for one."""

import pytest

from qa.answering.spans.votes import votes

TOWN = (
    "镇人代会昨天表决《村道管护办法》,出席代表61名,48票同意、9票反对、4票弃权,办法获得通过。"
    "对修建停车楼的提案,赞成的25人,反对的33人,3人弃权,未获通过。"
    "选举中,古一帆得57票,当选副镇长;应秋以22票落选。"
)
SCHOOL = (
    "食堂外包方案表决会上,应到教师90人,实到84人。结果70人投了赞成票,11名教师反对,其余弃权。"
    "候选人盛小满、项阳分别获得52票和31票。"
)
NO_VOTE = "公司同意8家供应商延期交货,反对3人加班。"


@pytest.mark.parametrize(
    ("question", "text", "told"),
    [
        ("几票反对村道管护办法？", TOWN, "9票"),
        ("多少代表同意管护办法？", TOWN, "48票"),
        ("停车楼提案几个人反对？", TOWN, "33人"),
        ("赞成修停车楼的有多少人？", TOWN, "25人"),
        ("停车楼提案有几人弃权？", TOWN, "3人"),
        ("几票弃权？", TOWN, None),
        ("古一帆得了几票？", TOWN, "57票"),
        ("应秋得了多少票？", TOWN, "22票"),
        ("镇长得了多少票？", TOWN, None),
        ("反对率是多少？", TOWN, None),
        ("多少代表反对修桥？", TOWN, None),
        ("村道有多少公里？", TOWN, None),
        ("几名教师反对外包？", SCHOOL, "11名"),
        ("多少人赞成？", SCHOOL, "70人"),
        ("到会教师多少人？", SCHOOL, "84人"),
        ("几人弃权？", SCHOOL, None),
        ("盛小满得了几票？", SCHOOL, "52票"),
        ("项阳获得多少票？", SCHOOL, "31票"),
        ("公司同意多少家供应商延期？", NO_VOTE, None),
    ],
)
def test_how_many_voted_so(question, text, told):
    found = votes(question, text)
    assert (text[found.start : found.end] if found else None) == told
