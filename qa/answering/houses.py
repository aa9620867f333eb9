"""Houses and other things that are named before their kind: 望月|桥, 青石|大学, 金穗|牌."""

import re

__all__ = ["HOUSE", "NO_NAME"]

_KINDS = (
    "公司|集团|大学|中学|小学|医院|机场|水库|疫苗|食堂|校区|社区|大桥|隧道|车站|码头|书展"
    "|[桥馆厂港楼店站牌路街]"
)
HOUSE = re.compile(rf"(?P<own>[\u4e00-\u9fff]{{2}})(?P<head>{_KINDS})")
NO_NAME = re.compile("[座条个家所间该本这那此各全两一几新老大的哪些多少]")
"""What stands before a kind and is no name: 这座|桥."""
