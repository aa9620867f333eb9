"""Two stories that have nothing in common, and how much any two texts have."""

WIRE = (
    "记者从市水利局获悉，入汛以来，全市已有四座水库超过汛限水位，防汛指挥部连夜会商，"
    "决定自十二日零时起开闸泄洪，沿河七个镇的两千三百名群众已全部转移到安全地带。"
    "气象台预计，未来三天仍有大雨，局部地区有暴雨，请市民不要到河边逗留。"
    "交通部门提醒，城南立交桥下积水较深，途经的八条公交线路临时绕行。"
)
OTHER = (
    "第十七届书展昨天在会展中心开幕，来自全国的三百家出版社带来了十二万种图书。"
    "开幕当天，读者排起长队，儿童文学展区最为热闹，不少家长带着孩子一早就来了。"
    "组委会介绍，书展将持续七天，其间举办四十场讲座，全部免费向市民开放。"
)


def jaccard(one, other):
    """Return the similarity by sets of strings; the texts here have no white space to leave out."""
    sets = []
    for text in (one, other):
        bare = "".join(character for character in text if character.isalnum())
        sets.append({bare[i : i + 4] for i in range(len(bare) - 3)})
    return len(sets[0] & sets[1]) / len(sets[0] | sets[1])
