"""What a sentence says begins after its dateline, its credit, its day and what was only learnt."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.chinese.openings import is_caption, is_credit, past_opening
from qa.records import Span


def told(text, **options):
    span = past_opening(text, Span(start=0, end=len(text)), **options)
    return text[span.start : span.end]


@pytest.mark.parametrize(
    "opening",
    [
        "本报讯 ",
        "云岭客户端、云岭网4月3日消息(记者何远)",
        "大桥通车后居民出行更快云岭日报讯（记者何远）",
        "云岭在线、云岭新闻客户端讯近日，",
        "大桥连日检修，专家：“必要”作者：何远【云岭时报综合报道】",
        "新华社云岭4月3日电 ",
        "新华社云岭4月3日电（记者何远）",
        "（新华社云岭4月3日电 记者何远）",
        "（新华社云岭4月3日电）",
        "云岭4月3日电 ",
        "云岭讯（记者何远）",
        "中新网云岭4月3日电 题：",
        "央视网消息：",
        "总台报道员20日获悉，",
        "美国东部时间8日傍晚，",
        "中国桥梁学会、国家统计局今天（30日）公布：",
        "央视网消息（新闻联播）：",
        "（记者何远）",
        "云岭新闻网消息（记者何远）",
        "云岭网记者 何远 通讯员 李明 清河报道",
        "云岭新闻（www.yunling.example）从市急救中心获悉 ，",
        "南云讯 记者何远 发自云岭 ",
        "新华网发（何远 摄）",
        "图片来源：云岭大学 ",
        "【快讯】",
        "【快报】",
        "　　",
        "本报记者何远报道：",
        "新华社“云岭2”号4月3日电（记者何远）",
        "记者从云岭市高级人民法院召开的法院执行工作规范提升三年行动新闻发布会上获悉：",
        "记者从市政府获悉，",
        "总台记者当地时间3日自市政府获悉，",
        "记者4月3日从市政府获悉，",
        "近日，记者从市水利局获悉，",
        "从市水利局获悉，",
        "本报记者昨天了解到，",
        "据新华社报道，",
        "据悉，",
        "最新统计数据显示，",
        "商务部最新数据显示，",
        "国家税务总局发布的税收数据显示，",
        "据国家统计局统计数据显示，",
        "据介绍，",
        "统计显示，",
        "通报显示，",
        "此外，",
        "同时，",
        "昨日，",
        "昨天（3日）下午，",
        "今天（3日）18时45分，",
        "这标志着",
        "目前，",
        "4月3日，",
        "4月3日至5日，",
        "当地时间4月3日上午，",
        "北京时间4月3日8时30分，",
        "本报讯（记者何远）4月3日，记者从市政府获悉，",
        "4月3日，记者从云岭市水利局获悉，",
        "（何远 李梅） ",
    ],
)
def test_what_says_nothing_yet_is_an_opening(opening):
    assert told(opening + "大桥通车。") == "大桥通车。"


def test_the_title_of_a_notice_is_an_opening():
    assert told("关于征集旧桥线索的公告为管好旧桥，征集线索。") == "为管好旧桥，征集线索。"


def test_a_heading_before_whose_news_it_is_is_an_opening():
    assert told("甲国财长支持修桥据云岭新闻，大桥通车。") == "据云岭新闻，大桥通车。"


@pytest.mark.parametrize(
    "text",
    [
        "受冻雨影响，云岭机场当地时间4月3日上午暂停起飞。",
        "“云岭桥梁百年文献展”近日在河东开幕，展出图纸百张。",
        "大桥通车。",
        "另据《云岭晨报》报道，大桥通车。",
        "大桥昨日通车。",
        "昨日大桥通车。",
        "据甲国媒体报道，大桥通车。",
        "云岭桥局说，甲国总统何远当地时间29日与云岭桥局通话。",
        "据市水利局消息，大桥通车。",
        "市长何远说，大桥通车。",
        "本报“读者来信”版刊登《热线电话难打通》一文。",
        "2031年4月3日，大桥通车。",
        "“大桥通车。”",
        "昨日，",
        "本报讯",
        "据悉，",
        "【快讯】",
        "",
    ],
)
def test_the_rest_stays(text):
    assert told(text) == text


@pytest.mark.parametrize(
    ("text", "options", "left"),
    [
        ("4月3日，大桥通车。", {"days": False}, "4月3日，大桥通车。"),
        ("本报讯 4月3日，大桥通车。", {"days": False}, "4月3日，大桥通车。"),
        ("昨日，大桥通车。", {"days": False}, "大桥通车。"),
        ("这标志着大桥通车。", {"days": False}, "这标志着大桥通车。"),
        ("2031年4月3日，大桥通车。", {"year": 2031}, "大桥通车。"),
        ("2031年4月3日，大桥通车。", {"year": 2030}, "2031年4月3日，大桥通车。"),
        ("当地时间2031年4月3日，大桥通车。", {"year": 2031}, "大桥通车。"),
        ("2031年4月3日，大桥通车。", {"year": 2031, "days": False}, "2031年4月3日，大桥通车。"),
        ("2031年，大桥通车。", {"year": 2031}, "2031年，大桥通车。"),
        ("记者4月3日获悉，大桥当天通车。", {"days": False}, "记者4月3日获悉，大桥当天通车。"),
        ("记者4月3日获悉，大桥当天通车。", {}, "大桥当天通车。"),
        (
            "3日，记者从桥梁局获悉，当日8时大桥通车。",
            {"days": False},
            "3日，记者从桥梁局获悉，当日8时大桥通车。",
        ),
        ("3日，记者从桥梁局获悉，大桥通车。", {"days": False}, "大桥通车。"),
        ("记者4月3日获悉，大桥通车。", {"days": False}, "大桥通车。"),
    ],
)
def test_days_and_years(text, options, left):
    assert told(text, **options) == left


PIECES = st.lists(
    st.sampled_from(
        [
            "本报讯 ",
            "昨日，",
            "（记者何远）",
            "4月3日，",
            "据悉，",
            "大桥",
            "通车",
            "。",
            "【",
            "】",
        ]
    ),
    max_size=8,
)


@given(PIECES, st.booleans(), st.sampled_from([None, 2031]))
def test_something_is_always_left_and_it_is_the_end(pieces, days, year):
    text = "".join(pieces)
    sentence = Span(start=0, end=len(text))
    left = past_opening(text, sentence, days=days, year=year)
    assert left.end == sentence.end
    assert (left.start < left.end) == (text != "")
    assert past_opening(text, left, days=days, year=year) == left


@given(PIECES, PIECES)
def test_what_stands_before_and_after_the_sentence_is_not_looked_at(before, after):
    sentence = "本报讯 昨日，大桥通车。"
    start = len("".join(before))
    text = "".join([*before, sentence, *after])
    span = past_opening(text, Span(start=start, end=start + len(sentence)))
    assert text[span.start : span.end] == "大桥通车。"


@pytest.mark.parametrize(
    "line",
    [
        "图为清河大桥。",
        "当地时间2031年4月3日，甲国首都，特警队在机场巡查。",
        "△清河大桥",
        "▲清河大桥夜景",
        "——何远",
        "这是4月3日拍摄的清河大桥。",
        "清河大桥夜景 何远摄",
        "清河大桥在雨中（图片来源：《云岭桥梁史》第一卷）",
        "上图：清河大桥",
        "下图为大桥。",
        "图①：清河大桥",
        "图/何远",
        "资料图片",
        "（资料图）",
        "云河大桥概念图",
        "视频：大桥通车",
        "  图为清河大桥。 ",
    ],
)
def test_captions(line):
    assert is_caption(line)


@pytest.mark.parametrize(
    "line",
    [
        "图书馆开放。",
        "2031年4月3日，清河大桥通车，全长三公里。",
        "当地时间2031年4月3日，甲国警方表示，大桥封闭。",
        "当地时间4月3日，甲国首都，大桥封闭。",
        "大桥通车。",
        "这是云岭市第一座大桥。",
        "图强村通车。",
        "地图出版。",
        "视频会议召开。",
        "摄影展开幕。",
        "他用相机拍摄了大桥。",
        "资料室开放。",
        "上半年粮食丰收。",
        "中国队夺冠。",
        "插图展览开幕。",
        "",
    ],
)
def test_no_captions(line):
    assert not is_caption(line)


@pytest.mark.parametrize(
    "line",
    [
        "责编：何远",
        "编辑：宋青",
        "（责任编辑：宋青）",
        "来源：云岭日报",
        "作者：何远",
        "文字/何远",
        "监制丨宋青",
        "发布会还在进行，本报将进一步关注。",
        "（本报记者何远）",
        "（记者 何远）",
        "本报记者 何远",
        "记者 何远 宋青 通讯员 李桂",
        "制图：何远",
        "策划：宋青 统筹：何远",
        "原标题：大桥通车",
        "（原载《云岭日报》）",
        "（摘自《云岭晚报》）",
        "（转第4版）",
        "（下转三版）",
        "（作者系云岭大学教授）",
        "记者：何远",
    ],
)
def test_credits(line):
    assert is_credit(line)


@pytest.mark.parametrize(
    "line",
    [
        "编辑部成立。",
        "大桥通车。",
        "记者节到了。",
        "作者见面会举行。",
        "来源于清河的水。",
        "文字博物馆开馆。",
        "策划展览的宋青出席。",
        "本报今天创刊。",
        "（3日）大桥通车。",
        "记者站成立。",
        "主编宋青出席会议。",
        "记者从云岭法院获悉：该院审理了一起老桥案。",
        "制作糕点的店铺开张。",
        "（完）",
        "",
    ],
)
def test_no_credits(line):
    assert not is_credit(line)


@pytest.mark.parametrize(
    "opening",
    [
        "专访：大桥很美——访市长新华社记者何远 李梅",
        "极目新闻记者 何远",
        "极目新闻记者 李庆通讯员 何清实习生 李梅",
        "云岭市建成大桥新华社云岭4月3日电 ",
        "参考消息网4月3日报道 ",
        "大桥的夜景（图源：云岭网）",
        "云岭晚报 清河网  何远、记者李梅报道  ",
        "清河大桥公司供图",
        "同比增长9.1%",
        "——",
        "视觉中国图",
        "何远/摄",
        "（何远、实习生李梅）",
        "何远  李梅 记者何清报道 ",
        "云岭大桥被袭击，三人受伤",
        "原标题：云岭市：共建大桥云岭市：共建大桥 ",
        "（何远）",
        "清河大桥再添“新景”云岭日报讯（记者何远）",
        "× ",
    ],
)
def test_headings_and_names_before_a_sentence_without_a_break(opening):
    rest = (
        "当地时间4月3日，云岭市的清河大桥通车。"
        if "袭击" in opening
        else "云岭市昨天建成清河大桥。"
    )
    text = opening + rest
    span = past_opening(text, Span(start=0, end=len(text)), days=False)
    assert text[span.start : span.end] == rest


@pytest.mark.parametrize(
    ("opening", "rest"),
    [
        ("网络视频截图", "4月3日，有网友称大桥很美。"),
        ("视频剪辑记者何远", "73岁的宋怀远昨天走过大桥。"),
        ("视频剪辑 何远近日，", "清河大桥通车。"),
        ("网络图片", "据云岭电视台报道，清河大桥已经通车。"),
        ("4月3日晚，据云岭发布最新消息↓", "4月3日，清河大桥被货车撞坏。"),
        ("云岭市公示三座大桥另有五座待评具体情况如下↓↓↓", "今年，云岭市将评选十座大桥。"),
        ("最新回应", "3日，云岭市桥梁局通报清河大桥的检查结果。"),
        ("此前报道", "据云岭电视台此前报道，清河大桥有裂缝。"),
        ("云岭市各级桥梁单位、职工及社会各界爱心人士：", "清河大桥修建多年，桥面已经老化。"),
        ("尊敬的各位居民朋友们：", "清河大桥将从4月3日起检修。"),
        ("预计“今后三年收费更贵”云岭中文网报道 ", "国际桥梁协会周二调高了过桥费。"),
        ("云岭气象局警告：高温让桥面受损", "云岭气象局4月3日表示，气温将升至四十度。"),
        ("云岭市前市长：大桥建设太慢太贵", "云岭市前市长何远在节目中表示，大桥太贵。"),
        ("清河报记者 李庆通讯员 何清 宋怀远", "4月3日，清河大桥通车。"),
        ("摄", "“大桥很美”，市民说。"),
        ("何远摄", "最终，清河大桥修好了桥面。"),
        ("他叫", "何远，是云岭大学桥梁系教授。"),
        ("记者 何远", "4月3日，由云岭市桥梁局主办的长跑在桥头举行。"),
        ("云岭新闻记者何远李明", "4月3日，清河大桥通车。"),
        ("清河新闻记者 何远", "19日，是立秋后的第一天。"),
        ("云岭报·清河网记者何远近期，", "宋怀远救人的事广为流传。"),
        ("清河新闻记者 李庆通讯员 何清 宋怀近日，", "清河大桥通车。"),
        ("中新社云岭4月3日电 (欧阳怀远 何清)", "清河大桥今天通车。"),
        ("中新网云岭4月3日电 (李庆  阿依古丽江 何清)", "4月3日，清河大桥通车。"),
        ("桥之家 4 月 3 日消息，", "清河大桥通车。"),
        ("桥之家2031年4月3日消息：", "清河大桥通车。"),
        ("云岭网 清河报道", "为方便居民过河，大桥今天通车。"),
        ("云岭融媒讯 ", "清河大桥通车。"),
        ("桥梁研究社获悉，", "清河大桥通车。"),
        ("据云岭市公安厅官微4月3日消息，", "清河大桥通车。"),
        ("桥之家注：", "清河大桥是三年前开工的。"),
        ("图据新华社", "4月3日清河大桥通车。"),
        ("（点击查看图片）", "清河大桥通车。"),
        ("据中国地震台网正式测定，", "4月3日云岭市发生3.2级地震。"),
    ],
)
def test_titles_and_credits_before_a_day_or_a_name(opening, rest):
    text = opening + rest
    span = past_opening(text, Span(start=0, end=len(text)), days=False)
    assert text[span.start : span.end] == rest


@pytest.mark.parametrize(
    "text",
    [
        "云岭市政府办公室发布消息，云岭市政府办公室4月3日将搬家。",
        "居民高兴居民高兴居民高兴，大桥通车。",
        "宋怀远对新华社记者表示，大桥通车。",
        "云岭市接受新华社记者专访时表示，大桥通车。",
        "警方表示，截至当地时间4月3日，大桥仍然关闭。",
        "甲国外长根据乙国报道，取消了访问。",
        "桥面开放，本报记者在云岭、韩家桥和青石镇实地探访。",
        "视频剪辑师何远近日走上清河大桥。",
        "网络图片显示，清河大桥的桥面有裂缝。",
        "云岭网民报道称清河大桥的灯不亮。",
        "备注栏里写着清河大桥的长度。",
        "（点击量最高的是清河大桥）大桥通车。",
        "相关链接公司在清河大桥的桥头开业。",
        "最新进展表明，清河大桥年底可以通车。",
        "过桥费4元↓比去年少收一元，居民高兴。",
        "市长提醒广大市民：过桥要慢行。",
        "居民何远：清河大桥通车后出行更快。",
    ],
)
def test_what_belongs_to_the_sentence_is_no_heading(text):
    span = past_opening(text, Span(start=0, end=len(text)), days=False)
    assert span == Span(start=0, end=len(text))


@pytest.mark.parametrize(
    "text",
    [
        "总台电视剧《云河》开播。",
        "云岭市4月3日电影《桥》首映。",
        "云岭警方3日讯问嫌疑人。",
        "何远供图书馆使用。",
        "云岭/摄影展开幕。",
    ],
)
def test_an_opening_does_not_end_within_a_word(text):
    assert told(text) == text


def test_a_time_zone_twice_is_no_title():
    text = "当地时间30日早间，云岭桥局发表声明称，甲国外长何远当地时间29日夜间与乙国通话。"
    assert told(text).startswith("云岭桥局发表声明称，")
