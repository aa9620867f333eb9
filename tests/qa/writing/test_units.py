"""Which whole sentences may be given out, with what they need."""

import pytest

from qa.checking.source import LONGEST, Source
from qa.records import Fault
from qa.writing.units import printed, says_twice, sort, stand_together, units

BRIDGE = "清河大桥昨天在云岭市建成通车，全长三百米。"


def needs(text):
    return {unit.number: sorted(unit.needs) for unit in units(Source(text))}


def texts(text):
    return [unit.sentence.text for unit in units(Source(text))]


def faults(text):
    return {one.text: one.fault for one in sort(Source(text)).rejected}


@pytest.mark.parametrize("asked", ["记者：为什么停下来？", "记者：大桥什么时候修好的？"])
def test_of_a_question_it_is_said_that_it_asks(asked):
    assert faults(BRIDGE + asked + "王青：因为桥面要修。")[asked] is Fault.QUESTION


def test_a_statement_goes_on_until_someone_else_speaks():
    said = "市长宋怀远表示，大桥很美。桥面有六条车道。居民李桂英说，桥很宽。"
    text = said + "\n南岸昨天重新开放了博物馆。"
    assert needs(text) == {0: [], 1: [0], 2: [], 3: []}


def test_a_statement_needs_who_says_it_not_all_between():
    text = (
        "市长宋怀远表示，大桥很美。桥面有六条车道。桥塔有三百米高。要管好大桥。"
        "南岸的公园也要和大桥一样管好。"
    )
    assert needs(text) == {0: [], 1: [0], 2: [0], 3: [0], 4: [3]}


def test_who_demands_something_is_who_goes_on_speaking():
    text = (
        "市长宋怀远强调，大桥要管好。副市长李梅作出批示，要求各区检查桥梁。各有关方面要加强巡查。"
    )
    assert needs(text)[2] == [1]


def test_a_requirement_that_is_a_noun_is_no_statement():
    text = "云岭市围绕桥梁管理工作要求，检查三座大桥。南岸公园种了三百棵树。"
    assert needs(text) == {0: [], 1: []}


def test_what_follows_a_semicolon_needs_the_sentence_before():
    text = "市长宋怀远强调，大桥要管好。各区检查三百座旧桥；云岭市水利局修好两座水闸。"
    assert needs(text)[2] == [1]


def test_the_line_that_says_what_an_opinion_holds_is_a_sentence():
    text = "大桥要管好，更要用好，才对得起百姓\n大桥通车一年了。桥上车多。桥下船多。桥边人多。"
    assert texts(text)[0] == "大桥要管好，更要用好，才对得起百姓。"


def test_a_question_of_a_reporter_is_not_given_out():
    assert all(
        "有记者问" not in one for one in texts(BRIDGE + "\n有记者问：大桥何时开放全部车道。")
    )


def test_the_first_that_tells_something_may_stand_alone_after_a_picture():
    text = "清河大桥夜景。何远 摄\n两艘货船昨天在清河大桥下相撞，造成2人受伤。"
    assert "两艘货船昨天在清河大桥下相撞，造成2人受伤。" in texts(text)


def test_figures_against_the_month_need_their_basis_where_both_are_told():
    text = (
        "7月份，云岭市物价同比下降4%，环比下降1%。肉价同比下降5%。"
        "\n二、环比变动情况菜价环比上涨2%。蛋价上涨4%。"
    )
    assert texts(text) == ["7月份，云岭市物价同比下降4%，环比下降1%。", "肉价同比下降5%。"]


def test_figures_that_data_show_are_no_statement():
    text = "统计数据显示，云河大桥每天迎来两万辆车。云岭市开通三条公交线路。"
    assert needs(text) == {0: [], 1: []}


def test_a_list_is_taken_whole_with_what_begins_it():
    text = BRIDGE + "大桥有三个特点。一是桥面很宽。二是桥塔很高。三是桥下能行船。"
    assert needs(text) == {0: [], 1: [2, 3, 4], 2: [1, 3, 4], 3: [1, 2, 4], 4: [1, 2, 3]}


def test_activities_and_work_begin_no_list():
    text = BRIDGE + "活动现场很热闹。活动现场有百家摊位。活动现场还演出三场。"
    assert len(units(Source(text))) > 1


@pytest.mark.parametrize(
    "sections",
    [
        "一、桥面。桥面每天清扫两次，由南岸街道负责。二、桥塔。桥塔每月检修，由水利局负责。",
        "方案如下：一、桥面每天清扫两次，由南岸街道负责。二、桥塔每月检修，由水利局负责。",
        "01桥面每天清扫两次，由南岸街道负责。02桥塔每月检修，由水利局负责。",
        "1、桥面每天清扫两次，由南岸街道负责。桥面有灯。2、桥塔每月检修，由水利局负责。",
    ],
)
def test_what_is_so_of_one_numbered_section_is_not_given_out(sections):
    assert texts(BRIDGE + sections) == [BRIDGE]


def test_what_announces_the_sections_goes_with_them():
    text = BRIDGE + "管好大桥有以下两点。一、桥面每天清扫。二、桥塔每月检修，由水利局负责。"
    assert texts(text) == [BRIDGE]


@pytest.mark.parametrize(
    ("line", "given_out"),
    [
        ("我们研发了八种新材料，更好满足大桥的需求。", False),
        ("此外，咱村的桥也修好了，有六条车道。", False),
        ("工程师何远说，我们研发了八种新材料。", True),
        ("“我们研发了八种新材料。”工程师何远说。", True),
        ("我国去年建成三百座大桥，总长九百公里。", True),
    ],
)
def test_a_we_of_nobody_is_not_given_out(line, given_out):
    assert any(line[:4] in one for one in texts(BRIDGE + line)) == given_out


def test_we_are_all_of_us_where_something_is_argued():
    text = (
        "大桥必须管好，才对得起百姓。我们要把大桥管好，不能只图省事。管好大桥应当从小处做起。"
        "桥面的灯要亮，桥塔的漆要新。唯有如此，大桥才能长久。修桥不是一代人的事，管桥更需要用心。"
    )
    assert any(one.startswith("我们要把大桥管好") for one in texts(text))


def test_who_says_so_may_end_with_a_quotation():
    text = BRIDGE + "工程师何远表示，新桥很宽，“回家近了一半”。"
    assert len(texts(text)) == 2


def test_a_name_in_brackets_may_have_a_plan_in_it():
    line = "云岭市印发《桥梁管理办法》（简称“大桥计划”），每年检修三座桥。"
    assert texts(line) == [line] or "每年检修三座桥" in texts(line)[0]


def test_after_a_call_a_sentence_stands_by_itself():
    text = "突发！云岭市市长宋怀远3日发文称，清河大桥当天遭船撞，无人受伤。大桥已恢复通行。"
    assert 1 in needs(text)


def test_what_is_so_by_now_stands_by_itself():
    assert needs(BRIDGE + "截至目前，云岭市十座大桥的加固工程总体进度达85%。")[1] == []


def test_what_must_be_is_not_who_says_so():
    text = "会议强调，大桥要管好，方便两岸居民。要认真梳理市民的建议，管好桥面和桥塔。"
    assert needs(text)[1] == [0]


def test_an_answer_needs_its_question_which_is_not_given_out():
    text = BRIDGE + "大桥收费吗？副市长李梅在会上对此作了解答。南岸昨天重新开放了博物馆。"
    assert len(texts(text)) == 2


def test_what_follows_parts_follows_the_one_that_begins_them():
    text = "云岭市昨天检修大桥，换灯三百盏；每盏4.72元/盏。该市还检修了两座旧桥。"
    assert needs(text)[max(needs(text))] == [0]


def test_who_welcomes_and_says_so_goes_on_speaking():
    text = "甲国外长何远欢迎市长一行，表示两地合作有着悠久的历史。甲国将继续为大桥提供钢材。"
    assert needs(text)[1] == [0]


def test_that_bureau_is_no_one_where_no_bureau_was_named():
    assert texts(BRIDGE + "该局已派出10名工程师。") == [BRIDGE]
    assert needs("云岭市水利局昨天接管了清河大桥。该局已派出10名工程师。") == {0: [], 1: [0]}


@pytest.mark.parametrize(
    "text",
    [
        BRIDGE + "二是桥塔很高，能看到云岭山。南岸昨天重新开放了博物馆。",
        BRIDGE + "一是桥面很宽，有六条车道。三是桥下能行船。",
        BRIDGE + "大桥有两个愿景。二要互动和谐，反映是桥两岸居民的期待。",
        BRIDGE + "首先，桥面很宽，有六条车道。南岸昨天重新开放了博物馆。",
    ],
)
def test_of_a_list_that_is_not_whole_nothing_is_taken(text):
    assert all("是桥" not in one and "首先" not in one for one in texts(text))


def test_short_sentences_that_begin_alike_are_taken_together():
    text = (
        "云岭市推行三项机制管好大桥。健全桥梁巡查机制。该市每天巡查大桥。健全桥梁会商机制。"
        "会商每月一次，由市长主持。健全桥梁考核机制。"
    )
    found = needs(text)
    assert {1, 3, 5} <= set(found)
    assert found[1] == [0, 3, 5]


def test_who_said_a_quotation_stands_with_it():
    text = "“大桥通车后，我回家近了一半。”居民李桂英昨天在桥头高兴地说。"
    assert needs(text) == {0: [1], 1: [0]}


def test_one_side_stands_with_the_other():
    text = BRIDGE + "专家认为，一方面，桥面要检修；另一方面，桥塔要加固。"
    assert 2 in needs(text)[1]
    assert 1 in needs(text)[2]


@pytest.mark.parametrize(
    "line",
    [
        "01桥梁管理好—以管理为主题，社区检查了三座桥。",
        "水务局派出工作组分赴三地为应对台风影响，昨天检查了三座桥。",
        "云岭：三座大桥昨天停止通行受台风“清河”影响，昨天起风力增强。",
        "宋怀远再出庭，云岭市安保森严作为大桥案调查的一部分，宋怀远被控受贿。",
        "您现在看到的是清河大桥。",
        "4月3日，云岭市工程师在清河大桥上安装路灯（无人机照片）。",
        "管好桥面守好桥塔" * 11 + "。",
        "广告 男子买下大石头，一刀切出美玉。",
        "高度重视桥梁“杀手”近年来，大桥遭船撞的事故有三十起。",
        "两岸居民第一时间走上新桥在南岸，居民李桂英和邻居一道，两岸居民第一时间走上新桥合影。",
        "爱心的接力，三千瓶水已送达4月2-3日，云岭市为过桥的工人送去了水。",
        "何远 摄云岭市桥梁局的二十八个科室参加了会议。",
        "桥梁局网站截图云岭市昨天检查了三座桥。",
        "如有疑问，请与云岭在线联系，本网将尽快答复。",
        "投诉热线96789全天开通。",
    ],
)
def test_what_is_glued_or_shown_is_not_given_out(line):
    assert texts(BRIDGE + "\n" + line) == [BRIDGE]


@pytest.mark.parametrize(
    "text",
    [
        "云岭市常务委员会主任何远3日下午主持十四届云岭市常务委员会第二十三次会议闭幕会。",
        "云岭市桥梁管理局近日发布的《云岭市桥梁管理局三年年报》显示，过桥的车多了一成。",
        "云岭市生态管护协作会议日前在清河县召开，云岭市生态管护协作单位签订了协议。",
        "一些居民反映，有的部门公布的热线电话难以打通，白跑了几趟。",
        "市长何远在接受新华社记者电话采访时说，大桥昨天通车。",
        "云岭影业的电影《大桥》宣布定档12月30日，昨天发布了海报。",
        "影片拍摄历时三年，横跨六国，昨天在云岭市首映。",
    ],
)
def test_a_name_that_comes_again_and_a_line_that_is_told_of_are_not_glued(text):
    assert texts(text) == [text]


@pytest.mark.parametrize(
    "line",
    [
        "开展多样活动 对接居民需求街道办起三个班，教居民唱歌、写字。",
        "实地走访 查找症结清河路连着三座老桥，每天有两万辆车过桥。",
        "搭起“连心桥” 奏响邻里曲社区请来三位老师，教居民下棋。",
        "果树喜获丰收 农户乐开怀在南岸的果园里，三百棵梨树结了果。",
        "果园主惜售 梨价上行受连日阴雨影响，梨价每斤涨了三角。",
        "修好水闸 守住堤坝各村的水闸上周检查了三遍，换了十二块闸板。",
        "独特画风 节日气氛满满从海报中看，影片讲的是三个木匠的故事。",
        "查隐患保安全 守护群众过河路为了查清隐患，桥工走了三座桥。",
        "牙齿坏了才去看最近，云岭市的牙医到三所小学讲刷牙。",
        "一场雨冲坏菜地2029年，何远与邻居为一条水沟打起官司。",
        "物资进库6日下午，三百袋大米运到了南岸的仓库。",
        "门店暂停营业23日，云岭市市场监管局到店里检查。",
        "雕花木门成了新家装的宠儿家住云岭市的李梅上周换了三扇门。",
        "此前报道：云岭市木偶剧团的仓库上周起火，三人受伤。",
        "木偶剧团举行夏季巡演■李梅演员们上周在清河县的三所小学演出。",
    ],
)
def test_a_heading_before_a_sentence_without_a_break_is_not_given_out(line):
    assert texts(BRIDGE + line) == [BRIDGE]


@pytest.mark.parametrize(
    "line",
    [
        "以“管好老桥 守护两岸”为主题的展览上周在清河县图书馆举行。",
        "“管好老桥 守护两岸”主题展览上周在清河县图书馆举行。",
        "云岭市木偶剧团团长 何远：这出戏要排三个月。",
        "云岭的法学家法比奥 马尔切利称，老桥的碑文有三处错字。",
        "图书馆上周签下了 “书香”项目的协议。",
        "清河县图书馆 、木偶剧团和三所小学上周开放。",
        "受连日降雨影响 清河县的三条公路上周封闭。",
        "云岭市的教师“老何” 向学校捐了三百本书。",
        "木偶剧团成立于2029年，上周演了十二场。",
        "剧团演出至16日下午，上周来了三千名观众。",
    ],
)
def test_a_space_in_a_sentence_is_no_heading(line):
    assert len(texts(BRIDGE + line)) == 2


@pytest.mark.parametrize(
    "line",
    [
        "新年音乐会的门票分别是：",
        "云岭市水务局上周发布公告，具体内容如下：",
        "云岭市教育局局长李梅说，相比去年而言：",
        "各方对这项规定的意见包括：",
        "云岭驻外使馆提醒在外公民：",
        "3、申请人上周到清河县的服务大厅领取表格。",
        "12、云岭市的三所小学上周开学。",
        "[下载客户端看直播]清河队上周在主场以三比一取胜。",
        "[球评家何远连中三场！",
        "本文图片除注明外均由云岭市农业局提供，供读者参考。",
        "本文为数据整理，不对任何人构成建议。",
        "老何连中三场][点此领红包]清河队上周在主场以三比一取胜。",
        "广告声明：文内的链接用来传递更多信息，结果仅供参考。",
        "爆料通道：在应用市场搜索“云岭晚报”，记者在线等你来。",
        "本文转自“云岭发布”。",
        "来看本台记者对云岭市市长宋怀远的专访。",
        "下面来看报道。",
        "云岭《清河晚报》4月3日评论，原题：过桥费涨了谁来付居民上周发现过桥贵了三角。",
        "云岭市公安局严厉打击偷盗桥栏违法行为近年来一些人为了卖铁偷走桥栏，居民很生气。",
    ],
)
def test_what_a_page_has_beside_its_text_is_not_given_out(line):
    assert texts(BRIDGE + "\n" + line) == [BRIDGE]


@pytest.mark.parametrize(
    "line",
    [
        "音乐会的门票分两档，分别是三十元和五十元。",
        "对居民来说，新桥省了十分钟的路。",
        "云岭市的水价不如清河市低，每吨差三角。",
        "云岭驻外使馆提醒在外公民注意防火。",
        "3所小学上周开学，来了九百名新生。",
        "云岭大学[2031]3号文件上周公布了招生名额。",
        "三百名居民来看宋怀远的画展，画展上周开幕。",
        "云岭市近年来一些老桥换了新灯，居民晚上也敢过河。",
        "剧团的观众里有一位家住云岭市的老木匠，他上周又来了。",
        "云岭日报此前报道，木偶剧团的仓库上周起火，三人受伤。",
    ],
)
def test_what_only_looks_like_it_is_given_out(line):
    assert texts(BRIDGE + "\n" + line) == [BRIDGE, line]


def test_what_serves_an_end_is_no_heading():
    line = "南岸三座大桥为应对台风提供了经验，昨天重新开放。"
    assert texts(BRIDGE + "\n" + line) == [BRIDGE, line]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("为了保护桥梁，推动桥梁管理。", Fault.CUT_OFF),
        ("管好桥面，不留死角规定明确，云岭市管好桥面，不留死角，每天巡查。", Fault.GLUED),
        ("各部门各负其责与此同时，规定明确了检修的单位。", Fault.GLUED),
        ("云岭大桥鸟瞰全景近年来，云岭市修建了十座大桥。", Fault.GLUED),
        ("未经书面授权许可不得转载本网站上的文字和图片。", Fault.GLUED),
        ("新桥的灯将全部点亮值得一提的是，居民参加了灯的设计。", Fault.GLUED),
        ("桥面检修本次活动由云岭市桥梁局主办，共有三百人参加。", Fault.GLUED),
        ("云岭市不许大货车上老桥近日，桥头立起了限高的架子。", Fault.GLUED),
        ("一夜之间，多座老桥被洪水冲坏4月以来，云岭市修好了三座。", Fault.GLUED),
        ("从图中可以看出，云岭市老桥的车流多于新桥的车流。", Fault.GLUED),
        ("桥梁局的企业服务专席是13900000000。", Fault.GLUED),
        ("4月3日，云岭市市长宋怀远走上大桥，图自《云岭日报》。", Fault.GLUED),
        ("清河大桥昨天通车。", Fault.REPETITION),
    ],
)
def test_what_cannot_be_given_out_is_named(line, fault):
    assert faults(BRIDGE + "\n" + line)[line] == fault


@pytest.mark.parametrize(
    "line",
    [
        "当地时间4月3日，居民在云岭市清河大桥桥头的广场上。",
        "市长宋怀远（左）与居民李桂英（右）走过大桥。",
        "走过大桥的居民。何远摄",
        "何远/摄4月3日，居民在桥头跳舞。",
        "4月3日，居民在桥头跳舞。新华社发",
        "4月3日，居民在桥头跳舞。新华社/云岭社",
        "4月3日，居民在桥头跳舞。新华社发（云岭文化馆提供）",
        "当地时间4月3日，云岭国总统何远在云岭市市政厅。",
        "云岭市水务局局长何远在新闻发布会上。",
        "木匠李梅在云岭市木偶剧团的仓库里。",
        "4月3日，居民在桥头跳舞。三座桥当日都亮了灯。新华社记者何远摄",
        "居民在桥头跳舞。何怀远摄（云岭图片）桥工在桥上换灯。宋怀清摄（云岭图片）",
        "居民在桥头跳舞。何怀远 摄    桥工在桥上换灯。何怀远 摄",
        "居民在桥头跳舞。何怀远 宋怀清摄影报道",
    ],
)
def test_what_a_picture_shows_is_left_out(line):
    assert texts(BRIDGE + "\n\n" + line + "\n\n南岸昨天重新开放了博物馆。") == [
        BRIDGE,
        "南岸昨天重新开放了博物馆。",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "4月3日，居民在桥头跳舞。新华社发布的消息说，来了三百人。",
        "4月3日，居民在桥头跳舞。三座桥当日都亮了灯。",
        "4月3日，居民在桥头跳舞。\n三座桥当日都亮了灯。\n何远在灯下拉琴。",
    ],
)
def test_what_only_tells_of_a_day_is_no_picture(line):
    assert texts(BRIDGE + "\n\n" + line)[1] == "4月3日，居民在桥头跳舞。"


@pytest.mark.parametrize(
    "above",
    [
        "△云岭水务局（资料图）\n",
        "4月3日，何远在云岭水务局的大厅内。新华社记者李梅摄\n",
        "热点问答｜关于“三点计划”，云岭水务局说了什么\n",
        "云岭水务局的新规\n本报记者何远\n",
        "何远谈水价\n",
    ],
)
def test_what_a_lead_takes_for_known_below_a_title_is_known(above):
    lead = "云岭市水务局局长何远4月3日在采访中说，三方将共同修好水闸。"
    assert texts(above + lead) == [lead]


@pytest.mark.parametrize(
    "above",
    [
        "△云岭水务局（资料图）\n",
        "4月3日，何远在云岭水务局的大厅内。新华社记者李梅摄\n",
        "热点问答｜关于“三点计划”，云岭水务局说了什么\n",
        "云岭水务局的新规\n本报记者何远\n",
        "何远谈水价\n",
    ],
)
def test_whom_a_title_names_the_first_sentence_introduces(above):
    first = "云岭水务局局长何远4月3日公布“三点计划”，水价每吨降两角。"
    later = "云岭水务局表示，新水价从五月起执行。"
    assert texts(above + first + later) == [first, later]


def test_a_picture_below_a_sentence_takes_nothing_from_it():
    text = f"{BRIDGE}\n\n资料图：清河大桥。何远 摄\n\n南岸昨天重新开放了博物馆。"
    assert texts(text) == [BRIDGE, "南岸昨天重新开放了博物馆。"]


def test_of_a_sentence_that_begins_a_list_what_stands_before_it_is_taken():
    text = "云岭市昨天发布通知，给予受灾的企业支持，具体包括：一是免收三个月的租金。"
    assert texts(text) == ["云岭市昨天发布通知，给予受灾的企业支持。"]
    first = "云岭市按河段把桥梁分成三片，分别为：第一，北岸的十座老桥由市里检修。"
    assert texts(first) == ["云岭市按河段把桥梁分成三片。"]
    whole_one = "云岭市昨天发布通知，一是免收三个月的租金，二是减免过桥费。"
    assert texts(whole_one) == [whole_one]


@pytest.mark.parametrize(
    ("line", "given_out"),
    [
        ("按照云岭市的新规，以下三类桥梁属于重点检修的桥梁。", False),
        ("云岭市提出下列四项要求。", False),
        ("云岭市要求，以下三类桥梁须检修：老桥、窄桥、木桥。", True),
        ("居民李桂英说，六岁以下三个孩子过桥免费。", True),
    ],
)
def test_so_many_below_are_not_announced_without_them(line, given_out):
    assert (line in texts(BRIDGE + line)) is given_out


def test_an_aim_does_not_hide_the_subject_after_it():
    text = BRIDGE + "为进一步方便居民，推动两岸往来，云岭市昨天还开通了三条公交线路。"
    assert needs(text) == {0: [], 1: []}


def test_the_first_sentence_points_at_nothing_before_it():
    text = "今年以来，有关部门对云岭市大桥的相关行为作了检查，发现三处问题。"
    assert texts(text) == [text]


def test_a_run_without_a_stop_is_no_sentence():
    assert texts("大桥通车，" * LONGEST) == []


def test_a_short_name_that_a_later_sentence_uses_is_printed_with_the_full_one():
    text = "云岭联邦存款公司（YLC）昨天接管了清河银行。YLC称，存款安全。"
    source = Source(text)
    several = units(source)
    assert several[0].sentence.text == "云岭联邦存款公司昨天接管了清河银行。"
    assert printed(several, source)[0].text == "云岭联邦存款公司（YLC）昨天接管了清河银行。"
    assert printed(several[:1], source)[0] == several[0].sentence


def test_characters_of_no_width_are_not_printed():
    assert texts("清河\u200b大桥昨天在云岭市\ufeff建成通车，全长三百米。") == [BRIDGE]


def test_says_twice():
    first, second, third = units(Source(BRIDGE + "南岸昨天重新开放了博物馆。" + BRIDGE))
    assert says_twice([first, third])
    assert not says_twice([first, second])


def test_stand_together():
    first, second = units(Source("市长宋怀远表示，大桥很美。桥面有六条车道。"))
    assert stand_together([first, second])
    assert not stand_together([second])


def test_a_quotation_of_two_sentences_stands_with_who_says_it():
    text = "“大桥修得很好。它让两岸近了。”云岭市桥梁专家何远昨天接受采访时表示。" + BRIDGE
    assert texts(text)[:3] == [
        "“大桥修得很好。",
        "它让两岸近了。”",
        "云岭市桥梁专家何远昨天接受采访时表示。",
    ]
    assert [needs(text)[n] for n in range(3)] == [[1], [0, 2], [1]]


def test_a_quotation_of_two_sentences_that_nobody_says_is_left_out():
    assert texts("“大桥修得很好。它让两岸近了。”" + BRIDGE) == [BRIDGE]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("过去，居民李桂英过桥要排队一小时。", "如今，居民何远五分钟就能走过清河大桥。"),
        ("居民李桂英：以前，清河大桥每天只开三小时。", "现在全天开放。"),
        ("居民李桂英表示，清河大桥虽然修好了三年。", "但是，居民何远每天走过清河大桥只要五分钟。"),
        ("清河大桥的维修工程分为两个阶段。", "第一阶段是更换桥面。"),
        ("2031年的一天，居民何远发现桥面上有一条裂缝。", "居民李桂英接到电话，带人修好了桥面。"),
        ("其中，南岸的公司有三百名职工；", "北岸的公司有五百名职工，三成住在桥边。"),
        ("居民崔怀远买了电动车，可充电成了难题。", "清河社区给居民装了三百个充电桩。"),
        ("桥头的一块牌子引起了居民的注意。", "牌子上写着“桥面检修”四个字。"),
        ("拆旧桥，最容易被质疑的就是“烧钱”。", "云岭市每座桥只花三万元。"),
        ("云岭市桥工宋怀远一时一筹莫展。", "居民李桂英带人修好了桥面。"),
        ("桥面有情况！", "一辆货车昨天在桥面起火。"),
    ],
)
def test_the_first_half_needs_the_second(first, second):
    assert 2 in needs(BRIDGE + first + second)[1]


def test_the_first_half_of_nothing_stands_alone():
    assert needs(BRIDGE + "过去，居民李桂英过桥要排队一小时。何远修了三座桥。")[1] == []
    assert needs(BRIDGE + "2031年的一天，居民何远发现桥面有裂缝，马上报告。李桂英修桥。")[1] == []
    assert needs(BRIDGE + "桥面裂缝引起专家的广泛关注。李桂英修了三座桥。")[1] == []
    assert needs(BRIDGE + "云岭市居民过桥已不再是难题。李桂英修了三座桥。")[1] == []
    assert needs(BRIDGE + "居民何远起初犯了难，后来想出了办法。李桂英修了三座桥。")[1] == []
    assert needs(BRIDGE + "云岭市居民走过大桥，都说桥面宽了一倍！李桂英修了三座桥。")[1] == []


def test_one_side_needs_the_other_where_that_comes_later():
    one = "专家宋怀远认为，一方面，云岭市的桥面要检修。"
    later = "桥面已有三百年历史。另一方面，云岭市的桥塔要加固。"
    assert 3 in needs(BRIDGE + one + later)[1]
    assert 3 not in needs(BRIDGE + one.replace("一方面", "首先") + later).get(1, [])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("一个是，桥面一季度通车三百万辆。", "另一个是，桥下一季度过船三千艘。"),
        ("一种是拆掉旧桥建新桥。", "另一种是加固旧桥再用十年。"),
        ("一位是云岭市的桥工何远。", "另一位是清河县的船工李明。"),
        ("一座是三百年前的石桥。", "另一座则是去年建成的钢桥。"),
        ("一边是云岭市的老城区。", "另一边是清河县的新城区。"),
        ("一类是市里出钱养护的桥。", "另一类是村里自己养护的桥。"),
    ],
)
def test_one_of_two_stands_with_the_other(one, other):
    between = "云岭市电视台4月3日报道了清河大桥的养护情况。"
    found = needs(BRIDGE + one + between + other)
    assert 3 in found.get(1, [3])
    assert 1 in found.get(3, [1])


@pytest.mark.parametrize(
    "line",
    ["云岭市有一个是石桥的渡口。", "三百座旧桥，每一座是一道风景。", "这一位是云岭市的桥工何远。"],
)
def test_one_of_nothing_needs_no_other(line):
    assert 2 not in needs(BRIDGE + line + "居民李桂英昨天走过清河大桥。").get(1, [])


def test_the_other_side_needs_the_one_side_not_what_stands_between():
    text = (
        BRIDGE + "一方面，云岭市要检修三百座桥的桥面。桥工何远每天检查三座桥。"
        "另一方面，清河县的船工也要学会修船，靠岸时不碰桥墩。"
    )
    assert 1 in needs(text)[3]


@pytest.mark.parametrize(
    ("announced", "items", "whole"),
    [
        ("云岭市的老桥怕三件事，原因有三个方面。", "首先，桥面开裂。其次，桥塔生锈。", False),
        (
            "云岭市的老桥怕三件事，原因有三个方面。",
            "首先，桥面开裂。其次，桥塔生锈。最后，桥墩下沉。",
            True,
        ),
        ("云岭市的老桥怕两件事，原因有两个方面。", "首先，桥面开裂。其次，桥塔生锈。", True),
        ("云岭市给桥工提出4点要求。", "一是要检修桥面。二是要加固桥塔。", False),
        ("云岭市给桥工提出2点要求。", "一是要检修桥面。二是要加固桥塔。", True),
        ("云岭市给桥工开会，何远到会。", "一是要检修桥面。二是要加固桥塔。", True),
    ],
)
def test_a_list_has_as_many_items_as_are_announced(announced, items, whole):
    found = texts(BRIDGE + announced + items)
    assert any("桥塔" in one for one in found) is whole


def test_items_that_begin_alike_far_apart_are_a_list_only_where_paragraphs_begin_so():
    between = "云岭市有三百座旧桥。居民李桂英每天走过清河大桥。何远修了三座桥。李明种了三百棵树。"
    items = ["超大桥梁的桥面要检修。", "超大桥梁的桥塔要加固。", "超大桥梁的桥灯要更换。"]
    run = BRIDGE + between.join(items)
    assert 6 not in needs(run).get(1, [])
    own = ["健全桥梁巡查机制。", "健全桥梁会商机制。", "健全桥梁考核机制。"]
    lines = BRIDGE + "\n" + "\n".join(one + between for one in own)
    assert needs(lines)[1] == [0, 6, 11]


def test_parts_that_are_counted_last_cannot_be_had_without_that():
    part = "云岭市的通知从检查三百座老桥的桥面和桥塔入手，逐座登记造册；"
    rest = "建立巡查和会商机制，每月由市长主持一次；更换三千盏旧灯三个方面提出要求。"
    assert needs(BRIDGE + part + rest)[1] == [2, 3]
    asked = part + "谁来建立巡查和会商机制？" + "；更换三千盏旧灯三个方面提出要求。"
    assert 1 not in needs(BRIDGE + asked) or needs(BRIDGE + asked)[1] != []


@pytest.mark.parametrize(
    ("line", "stands"),
    [
        ("近年来，云岭市的老桥旅游项目不断“上新”。", True),
        ("如今，云岭市的居民过河只要十分钟。", True),
        ("今年以来，清河两岸的居民修好了三百座桥。", True),
        ("近年来，推进老桥检修，成效明显。", False),
        ("如今，加强日常巡查，群众满意。", False),
        ("今年以来，完善养护机制，桥面平整。", False),
    ],
)
def test_what_is_so_of_late_has_a_subject_of_its_own(line, stands):
    assert (needs(BRIDGE + "三百座老桥坐落在云岭市。" + line).get(2, [0]) == []) is stands


@pytest.mark.parametrize(
    "line",
    [
        "4月3日，云岭市清河大桥发生火灾，救援现场。",
        "云岭市居民参加桥梁知识竞赛，比赛现场。",
        "清河大桥4月3日建成通车，开通现场。",
        "云岭市桥梁学会成立，签约仪式现场。",
        "清河大桥的货车起火，事故现场。",
        "云岭市为老桥拍照，拍摄瞬间。",
    ],
)
def test_what_ends_with_the_name_of_a_picture_is_of_one(line):
    assert line not in texts(line + BRIDGE)


@pytest.mark.parametrize(
    "line",
    ["市长宋怀远昨天冒雨查看清河大桥，赶到救援现场。", "桥工何远昨天听见响声，来到事故现场。"],
)
def test_who_comes_to_where_it_happened_is_told(line):
    assert line in texts(line + BRIDGE)


@pytest.mark.parametrize(
    "line",
    ["图说：清河大桥通车。", "桥工何远的发言和自我介绍，让居民记住了清河大桥。"],
)
def test_what_reports_nothing_is_not_gone_on_with(line):
    assert needs(BRIDGE + line + "云岭市三百座老桥已经检修完毕。").get(2) == []


def test_what_the_next_sentence_sets_a_condition_for_needs_it():
    free = "云岭市表示，市里仍愿意免收清河大桥的过桥费。"
    condition = "市长同时强调，这一决定的前提是车流不超过两万辆。"
    assert needs(free + condition) == {0: [1], 1: [0]}


def test_what_comes_before_a_list_needs_it_where_it_announces_it():
    items = "一是严禁在桥上停车。二是严禁在桥下停船。"
    assert needs("云岭市发布通告，严禁车辆超载过桥。" + items)[0] == []
    assert needs("云岭市发布通告，提出两项要求。" + items)[0] == [1, 2]


@pytest.mark.parametrize("line", ["清河水上桥如月，两岸人家柳似烟。", "桥长连两岸，水阔接云山。"])
def test_verse_is_not_given_out(line):
    assert texts(BRIDGE + line) == [BRIDGE]


def test_who_signs_a_text_may_say_we():
    told = "大桥建成三年，市民的来信有一千封。我们要把每一座桥都修好，让两岸居民放心过桥。"
    assert len(texts(told)) == 1
    assert len(texts(told + "\n（作者为云岭市桥梁协会会长）")) == 2


def test_what_one_praises_oneself_for_is_not_said_by_someone():
    assert texts("桥梁好不好，从来不在设计者自我吹嘘中，而在居民的口碑里。") != []


def test_what_is_taken_from_elsewhere_is_not_given_out():
    text = "建设更多的桥梁，让两岸居民出行更加方便。\n——摘自《云岭市桥梁规划》\n" + BRIDGE
    assert texts(text) == [BRIDGE]


def test_a_sentence_of_which_another_says_most_is_said_twice():
    first = "云岭市官员透露，云岭市目前仍在等待河东市提交清河大桥收费站工作人员的最终培训计划。"
    second = "云岭电视台4月3日称，云岭市仍在等待河东市提交大桥收费站工作人员的最终培训计划。"
    assert says_twice(units(Source(first + second)))


def test_a_sentence_of_a_paragraph_has_its_subject_after_what_it_follows():
    spirit = "深入贯彻养护要求，云岭市不断增加投入，使大桥更加安全。"
    assert needs(BRIDGE + "\n何远修了三座桥。\n" + spirit)[2] == []


def test_parts_that_semicolons_part_stand_together_and_keep_their_mark():
    text = BRIDGE + "东岸的桥面宽五十米；西岸的桥面宽八十米。"
    assert needs(text) == {0: [], 1: [2], 2: [1]}
    source = Source(text)
    assert [one.text for one in printed(units(source), source)] == [
        BRIDGE,
        "东岸的桥面宽五十米；",
        "西岸的桥面宽八十米。",
    ]
    assert printed(units(source)[:2], source)[1].text == "东岸的桥面宽五十米。"


def test_parts_of_a_long_sentence_may_go_without_the_last_but_a_half_may_not():
    part = "桥面的宽度按照云岭市的桥梁规划增加到五十米，两边各有一条人行道和三条车道"
    plain = "；".join(f"{side}岸{part}" for side in "东西南北中") + "。"
    assert needs(BRIDGE + plain)[1] == []
    assert 1 not in needs(BRIDGE + "管好大桥，既要看到" + plain)


def test_who_says_who_he_is_comes_before_what_he_tells():
    text = (
        "我叫何远，是清河大桥管理处的一名检修工。"
        "三百座旧桥我都检修过两遍，每座桥都拍了照片。" + BRIDGE + "\n（本报记者李明采访整理）"
    )
    assert needs(text) == {0: [], 1: [0], 2: []}


def test_who_chooses_was_said_before():
    text = BRIDGE + "\n云岭市建成三座书店。同时，选取11所缺书的学校进行帮扶，建成书屋5间。"
    assert needs(text)[2] == [1]


def test_a_verdict_stands_by_itself():
    text = (
        BRIDGE + "何远向云岭市法院提起诉讼，认为车位归他所有。云岭市法院判决，车位归全体居民共有。"
    )
    assert needs(text)[2] == []


def test_what_only_shows_a_picture_is_left_out():
    text = BRIDGE + "云岭市的三百座旧桥昨天修好（见图）。"
    assert texts(text)[1] == "云岭市的三百座旧桥昨天修好。"


def test_a_quotation_that_begins_with_what_it_points_at_needs_the_sentence_before():
    text = BRIDGE + "云岭市的夜景昨天上了电视。“{}夜景在云岭市还是第一次，”居民何远说。"
    assert needs(text.format("这样的"))[2] == [1]
    assert needs(text.format("灯光的"))[2] == []


@pytest.mark.parametrize(
    "says",
    [
        "云岭市桥梁专家何远说，",
        "云岭市桥梁局相关负责人介绍：",
        "4月3日，云岭市桥梁局局长何远告诉本报记者，",
    ],
)
def test_a_quotation_of_several_sentences_stands_with_the_speaker_before_it(says):
    text = BRIDGE + says + "“三座旧桥修得很好。两岸居民不再绕路。过河只要五分钟。”"
    assert needs(text) == {0: [], 1: [2, 3], 2: [1, 3], 3: [1, 2]}


@pytest.mark.parametrize(
    "said",
    [
        "他说，“三座旧桥修得很好。两岸居民不再绕路。”",
        "云岭市桥梁专家何远说，“三座旧桥修得很好。\n两岸居民不再绕路。”",
        "云岭市桥梁专家何远走过三座旧桥，“修得很好。两岸居民不再绕路。”",
        "云岭市桥梁专家何远说，“" + "三座旧桥都已经按照规划修好了。" * 14 + "”",
    ],
)
def test_a_quotation_without_its_speaker_or_its_end_or_too_long_is_left_out(said):
    assert texts(BRIDGE + said) == [BRIDGE]


def test_a_short_sentence_that_says_who_spoke_is_no_repetition():
    first = "“三座旧桥修得很好。”云岭市桥梁专家何远说。"
    later = "“两岸居民不再绕路。”何远说。"
    assert 4 in needs(BRIDGE + first + later + "\n何远说，居民过河只要五分钟，孩子上学不再绕路。")


@pytest.mark.parametrize("gap", ["", "\n"])
def test_who_describes_something_so_is_whose_the_quotation_before_is(gap):
    said = "“三座桥里最好走的一座。”" + gap
    text = said + "云岭市桥梁专家何远昨天这样形容清河大桥。\n" + BRIDGE
    assert needs(text) == {0: [1], 1: [0], 2: []}


def test_a_quotation_that_answers_a_question_with_this_cannot_be_had():
    text = BRIDGE + "旧桥要怎么修？“{}要修三年时间。”居民何远说。"
    assert 2 not in needs(text.format("这"))
    assert needs(text.format("每座桥"))[2] == [3]


@pytest.mark.parametrize(
    "line",
    [
        "云岭市桥梁局局长何远告诉本报记者，“三座旧桥都修好了。”",
        "4月3日，云岭市桥梁局局长何远向本报记者表示，“三座旧桥都修好了。”",
        "云岭市桥梁局局长何远发表看法，称旧桥必须留下，“三座都能修好。”",
    ],
)
def test_who_says_so_may_be_named_after_the_day_or_tell_the_press(line):
    assert texts(BRIDGE + line) == [BRIDGE, line]


@pytest.mark.parametrize(
    "line",
    [
        "云岭市的旧桥都修好了，居民走上桥头，“回家近了。”",
        "云岭市的三座旧桥昨天都已经修好，“居民回家近了。”",
    ],
)
def test_a_quotation_that_nobody_announces_is_not_given_out(line):
    assert texts(BRIDGE + line) == [BRIDGE]


@pytest.mark.parametrize(
    "line",
    [
        "加强桥梁养护，是保障两岸居民出行安全的重要手段。",
        "有网友发布视频称，清河大桥的三盏路灯不亮。",
        "云岭4月3日电 记者从云岭市桥梁局获悉：天开桥梁园已累计养护旧桥超五千座。",
        "这段时间，电影《清河大桥》在云岭市上映，观众有三万人。",
        "这几天，清河大桥的荷花灯都亮了，游客有三万人。",
        "原定今年年底通车的清河大桥，将延期到明年三月通车。",
    ],
)
def test_the_first_sentence_has_a_subject_its_words_do_not_show(line):
    assert len(texts(line + BRIDGE)) == 2


@pytest.mark.parametrize(
    "line",
    [
        "探访清河大桥，与工人交流，提升养护能力。",
        "跋涉千里，蹲点两天两夜，横跨两岸三座县城。",
        "记者从云岭市桥梁局获悉，决定自今日起对所有旧桥实施封闭检修。",
        "这座桥昨天在云岭市建成通车，全长三百米。",
    ],
)
def test_a_first_sentence_without_a_subject_is_not_given_out(line):
    assert texts(line + "\n" + BRIDGE)[0] == BRIDGE


def test_what_is_there_needs_its_place_also_after_a_picture():
    picture = "云岭市的大桥，何远摄。\n"
    assert texts(picture + "三千名居民昨天在当地参加了长跑。\n" + BRIDGE) == [BRIDGE]


def test_how_it_ended_needs_the_news():
    text = BRIDGE + "三百名居民走过大桥。\n王青说了很多，“太高兴了。\n最终，三千名居民走上了桥头。"
    assert needs(text)[3] == [0]


def test_a_denial_of_it_follows_what_is_denied():
    text = BRIDGE + "有传言称，清河大桥将停用三年。云岭市桥梁局局长何远对此予以否认。"
    assert needs(text)[2] == [1]


def test_who_someone_is_may_be_left_open_but_no_scene():
    one = "何怀远，著名桥梁工程专家、省劳动模范，修桥六十余载，建成清河上的每一座大桥……"
    scene = "清晨的清河大桥上，工人们拧紧螺栓，吊车缓缓转动，渡船从桥下驶过……"
    assert 0 in needs(one + "2024年5月，何怀远逝世。")
    assert 0 not in needs(scene + "云岭市桥梁局局长何远介绍，大桥明年通车。")


def test_what_only_dots_stand_before_follows_the_sentence_before_them():
    text = BRIDGE + "\n……\n该工程由三百名工人完成，历时三年。"
    assert needs(text) == {0: [], 2: [0]}


def test_of_a_quotation_nothing_begins_a_list():
    said = "何远说，“建设三百座桥。建设一座书店。建设五座公园。”"
    assert needs(BRIDGE + "云岭市桥梁专家" + said)[2] == [1, 3]


def test_a_photographer_in_brackets_is_left_out():
    text = BRIDGE + "云岭市的三百座旧桥昨天修好（见图①②，本报记者何远摄）。"
    assert texts(text)[1] == "云岭市的三百座旧桥昨天修好。"


@pytest.mark.parametrize(
    "line",
    [
        "何远利用担任清河市委书记，云岭市桥梁局局长，清河县委书记，云岭市桥梁处处长等便利收受财物。",
        "4月3日，云岭都市报南都记者从桥梁局获悉，清河大桥的三盏路灯昨天都已经修好。",
        "桥梁文化理论具有鲜明的品格，云岭的桥梁文化理论研究走在前列。",
    ],
)
def test_offices_and_papers_are_not_glued(line):
    assert texts(line + BRIDGE)[0] == line


def test_an_idiom_with_me_is_said_by_no_one():
    line = "功成不必在我，桥梁养护才能不断积累、持续彰显。"
    assert texts(BRIDGE + line) == [BRIDGE, line]


def test_who_told_a_reporter_stands_with_the_quotation():
    said = "“水渠修好以后，三百亩稻田都喝上了水。”种田大户何远告诉云岭晚报记者。"
    assert texts(said)[0].startswith("“水渠")
    alone = "云岭市修好了三百亩稻田的水渠。“三百亩稻田都喝上了水？”种田大户何远告诉云岭晚报记者。"
    assert not any(text.startswith("种田大户") for text in texts(alone))


@pytest.mark.parametrize(
    "line",
    [
        "为保护湿地，推动观鸟，生动展示湿地之美。",
        "为方便居民，提升服务，进而带动夜市。",
    ],
)
def test_what_only_says_what_for_is_not_given_out(line):
    assert line not in texts(line + BRIDGE)


@pytest.mark.parametrize(
    "lead",
    [
        "加强老桥养护、深入检修桥面理论研讨会4月3日在云岭市举行。",
        "4月3日，“守护老桥”主题展览在云岭市开幕。",
        "近日，又有三座县城的桥工致信云岭市，请求传授除雪的办法。",
        "阅读是孩子认识世界的窗口，可以让人增长见识，开阔眼界。",
        "加强对桥栏的看护，保护好过桥的居民，是化解矛盾的关键一招。",
        "善于“数栏杆”，是桥工发现裂缝的好方法，要求心细、手勤。",
        "4月3日，知名博主Lao Qiao在网上晒出一组大桥的照片。",
        "共享单车十分方便，上市以来很快普及。",
    ],
)
def test_the_first_sentence_of_news_has_a_subject_that_its_words_do_not_show(lead):
    assert texts(lead)


@pytest.mark.parametrize(
    "lead", ["走进云岭市，穿过三座桥，便到了桥头的书店。", "为感悟桥工精神，弘扬养桥传统。"]
)
def test_the_first_sentence_of_which_no_one_does_anything_is_left_out(lead):
    assert texts(lead) == []


def test_of_whom_that_body_is_the_reporter_says():
    line = "记者日前从云岭大学获悉：近日，该校何远团队在大桥检修方面取得进展。"
    assert texts("本报讯（记者李梅）" + line) == [line]
