"""Which of several of a kind is named nearest."""

import pytest

from qa.answering.spans.namesakes import another_is_nearer


@pytest.mark.parametrize(
    ("question", "before", "another"),
    [
        ("云河县的公安局局长是谁", "东浦县公安局局长", True),
        ("东浦县的公安局局长是谁", "云河县来人，东浦县公安局局长", False),
        ("云河县的公安局局长是谁", "近日，县公安局局长", False),
        ("云河县的公安局局长是谁", "全县动员，公安局局长", False),
        ("云河县的公安局局长是谁", "云河县副县长、公安局局长", False),
        ("县一中的教练是谁", "县二中夺冠，教练", True),
        ("县一中的教练是谁", "其中教练", False),
        ("县一中的教练是谁", "县一中教练", False),
        ("城关中学的校长是谁", "北门中学校长", True),
        ("永固公司经理是谁", "锦华公司经理", True),
        ("9号楼多少户反对", "6号楼48户，", True),
        ("铁路队领队是谁", "港口队领队", True),
        ("民政局局长是谁", "教育局副局长", True),
        ("谁是会长", "东浦县棋会会长", False),
        ("甲某成立的公司法人代表是谁", "公司法人挂名为", False),
        ("这个村有多少人", "三个村", False),
        ("云河县的公安局局长是谁", "清河县公安局局长", True),
        ("云河县的公安局局长是谁", "位于山区的云河县公安局局长", False),
        ("请问云河县的公安局局长是谁", "岭南云河县公安局局长", False),
        ("平安镇的镇长是谁", "新安镇镇长", True),
        ("东山市的市长是谁", "西山市市长", True),
        ("东山区的区长是谁", "南山区人大选举", True),
        ("东城区的区长是谁", "西城区人大选举", True),
        ("民政局局长是谁", "财政局局长", True),
        ("民政局局长是谁", "县民政局局长", False),
        ("张家庄村的村支书是谁", "李家庄村村支书", True),
        ("张家庄村的村支书是谁", "云河县张家庄村支书", False),
        ("莒县的县长是谁", "山东莒县人大选举", False),
        ("山东省莒县的县长是谁", "山东莒县人大选举", False),
        ("听松社区的主任是谁", "记者走进社区，主任", False),
        ("公安分局局长是谁", "云河分局局长", False),
    ],
)
def test_another_of_the_kind_asked_of_is_nearer(question, before, another):
    assert another_is_nearer(question, before) is another
