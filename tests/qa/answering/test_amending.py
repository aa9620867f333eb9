"""What a later article puts right of an earlier one."""

import datetime as dt
from dataclasses import replace

import pytest

from qa.answering.amending import amended_by, amendments, put_right
from qa.answering.citations import cite
from qa.archive import Archive
from qa.records import Answer, AnswerKind, Article, Span
from tests.fakes import HashEmbedder
from tests.generators import ExtractiveGenerator

BRIDGE = "云岭市白水大桥塌方三人被困"


def paper(text, day=5, id_="更正", title="更正"):
    return Article(id=id_, title=title, text=text, date=dt.date(2031, 4, day))


def amends(correction, text, *, title=BRIDGE, day=3, corrected=5):
    known = list(amendments([paper(correction, corrected)]))
    return amended_by(known, text, id_="旧", title=title, date=dt.date(2031, 4, day)) != ()


@pytest.mark.parametrize(
    ("correction", "text"),
    [
        (f"本报3日《{BRIDGE}》一文中，“3人被困”有误，应为“5人被困”。", "大桥塌方，3人被困。"),
        (f"本报3日《{BRIDGE}》一文中，“3人被困”有误，应为“5人被困”。", "白水大桥塌方 三人被困"),
        (f"《{BRIDGE}》中的“罗佑安”误为“罗右安”，特此更正。", "指挥员罗右安到场。"),
        ("此前报道图书馆藏书120万册有误，实际为102万册。", "图书馆新馆开馆，藏书120万册。"),
        ("更正：市图书馆藏书应为102万册。", "市图书馆藏书120万册，有座位三百个。"),
        ("此前报道白水大桥总投资二亿元有误，实为三亿元。", "大桥总投资二亿元。"),
        ("此前报道的柳溪小学招生120人有误，应为102人。", "柳溪小学今秋招生120人。"),
        ("大桥塌方被困人数由3人更正为5人。", "大桥塌方，被困人数3人。"),
        ("昨日通报的早稻收割面积32万亩失实，实为23万亩。", "全市早稻收割面积32万亩。"),
        (
            f"《{BRIDGE}》一文中，3人被困有误；直接经济损失应为260万元。",
            "大桥直接经济损失约200万元。",
        ),
        (f"本报4月3日第2版《{BRIDGE}》一文中，“长320米”应为“长230米”。", "大桥长320米。"),
        (f"本报3日2版《{BRIDGE}》一文，将“罗佑安”误写为“罗右安”，谨致歉意。", "罗右安到场。"),
        (f"《{BRIDGE}》中，误将“白水镇”写作“百水镇”，特此更正。", "百水镇派出救护车。"),
        (f"第3版《{BRIDGE}》一文中竣工时间有误，应为2031年9月。", "大桥将于2031年8月竣工。"),
        (f"本报4月3日《{BRIDGE}》一文中总投资有误，应为1.68亿元。", "大桥总投资1.86亿元。"),
        ("本报4月3日2版消息中，“云河桥路公司”应为“云河路桥公司”。", "大桥由云河桥路公司承建。"),
        ("本报4月3日2版消息中，白水大桥长320米应为230米。", "白水大桥长320米，宽12米。"),
        (
            f"《桥梁养护办法》施行日期，本报刊登的《{BRIDGE}》应为“五月”处错印为“六月”。",
            "六月施行。",
        ),
        (f"《{BRIDGE}》一文中，“320米”系“230米”之误。", "大桥长320米。"),
        (f"《{BRIDGE}》一文中，指挥员罗右安系罗佑安之误。", "指挥员是罗右安。"),
        (f"《{BRIDGE}》中，指挥员罗佑安误作罗右安。", "罗右安到场。"),
        (f"《{BRIDGE}》中，指挥员罗右安应为罗佑安。", "罗右安到场。"),
    ],
)
def test_what_is_put_right(correction, text):
    assert amends(correction, text)


@pytest.mark.parametrize(
    ("correction", "text", "more"),
    [
        ("“3人被困”有误，应为“5人被困”。", "大桥塌方，5人被困。", {}),
        ("此前报道图书馆藏书120万册有误，实际为102万册。", "图书馆新馆开馆，有座位三百个。", {}),
        ("此前报道图书馆藏书120万册有误，实际为102万册。", "云岭粮库存粮120万吨。", {}),
        ("《青泽早稻开镰》一文中，“3人被困”有误，应为“5人”。", "大桥塌方，3人被困。", {}),
        ("此前报道图书馆藏书120万册有误。", "图书馆藏书120万册。", {"day": 9}),
        ("他认为守河没有错，水位3米的说法不对。", "水位3米。", {}),
        ("更正式的名称是白水大桥，全长300米。", "白水大桥全长320米。", {}),
        ("操作有误，款项无法到账。", "款项无法到账。", {}),
        ("图书馆藏书102万册。", "图书馆藏书120万册。", {}),
        ("此前报道云岭大桥总投资二亿元有误，实为三亿元。", "青石大桥总投资二亿元。", {}),
        ("此前报道的柳溪小学招生120人有误。", "河口小学招生120人。", {}),
        ("更正：柳溪县早稻面积应为23万亩。", "河口县早稻面积32万亩。", {}),
        (f"《{BRIDGE}》一文中，“长320米”应为“长230米”。", "大桥长230米。", {}),
        (f"第3版《{BRIDGE}》一文中竣工时间有误，应为2031年9月。", "将于2031年9月竣工。", {}),
        (f"第3版《{BRIDGE}》一文中竣工时间有误，应为2031年9月。", "大桥建于1978年。", {}),
        ("本报4月1日2版消息，“云河桥路公司”应为“云河路桥公司”。", "云河桥路公司承建。", {}),
        ("本报4月3日2版消息中，白水大桥长320米应为230米。", "白水大桥长230米。", {}),
        ("上峪乡政府通报，此前报道的冲毁房屋38间有误，应为83间。", "下峪乡冲毁房屋38间。", {}),
        ("主裁判更正判罚，取消了3分。", "白水队得3分。", {}),
        ("不少人误以为桥长320米，松了一口气。", "白水大桥长320米。", {}),
        ("他误认为大桥投资2亿元有误，实际为3亿元。", "大桥投资2亿元。", {}),
        ("读者以为图书馆藏书120万册有误，应为102万册。", "图书馆藏书120万册。", {}),
        ("读者认为，图书馆藏书120万册有误，应为102万册。", "图书馆藏书120万册。", {}),
        ("有人怀疑大桥长320米有误，应为230米。", "白水大桥长320米。", {}),
    ],
)
def test_what_is_not(correction, text, more):
    assert not amends(correction, text, **more)


@pytest.mark.parametrize(
    ("news", "text"),
    [
        ("读者认为桥上限速应为40公里。", "桥上限速60公里。"),
        ("《桥梁养护办法》规定，检修间隔应为三个月。", "大桥检修间隔六个月。"),
        ("专家说，“一桥一策”应为常态。", "一桥一策已在云岭推行。"),
    ],
)
def test_what_ought_to_be_is_no_correction(news, text):
    known = list(amendments([paper(news, title="大桥检修怎么做")]))
    assert amended_by(known, text, id_="旧", title=BRIDGE, date=dt.date(2031, 4, 3)) == ()


@pytest.mark.parametrize(
    "thought",
    [
        "误认为大桥有误，实际为4月3日通车。",
        "因认为张某是李某之误，他打了电话。",
        "有人以为罗右安是罗佑安之误。",
        "读者认为“320米”应为“230米”，来信更正。",
        "他以为大桥长320米有误，实为230米。",
        "读者认为：大桥长320米有误，应为230米。",
    ],
)
def test_what_is_only_thought_is_no_correction(thought):
    assert list(amendments([paper(thought, title="读者来信")])) == []


@pytest.mark.parametrize(
    "stated",
    [
        "读者认为报道有出入，经核实，大桥长320米有误，应为230米。",
        "“大家认为好”应为“大家认为可行”，特此更正。",
        "总投资可以为2亿元有误，应为3亿元。",
    ],
)
def test_what_is_stated_beside_a_thought_is_one(stated):
    assert list(amendments([paper(stated, title="更正")]))


@pytest.fixture
def archive(tmp_path):
    old = Article(
        id="旧",
        title="云岭市图书馆新馆开馆",
        text="云岭市图书馆新馆4月1日开馆，藏书120万册，设座位1500个。首日接待读者8000人次。",
        date=dt.date(2031, 4, 2),
    )
    new = paper("此前报道图书馆藏书120万册有误，实际为102万册。图书馆表示歉意。", 9)
    generator = ExtractiveGenerator()
    with Archive.open(tmp_path / "a", embedder=HashEmbedder(), generator=generator) as opened:
        opened.add([old])
        yield opened, new


def test_a_digest_and_a_summary_have_what_was_put_right_later(archive):
    opened, new = archive
    assert not any(x.amended_by for x in opened.digest(["旧"]).items)
    opened.add([new])
    first, *others = opened.digest(["旧"]).items
    assert [x.quote for x in first.amended_by] == ["此前报道图书馆藏书120万册有误，实际为102万册。"]
    assert not any(x.amended_by for x in others)
    (summary,) = opened.summarize_many(["旧"], kind="summary")
    assert "120万册" in summary.text
    assert summary.amended_by == first.amended_by
    assert opened.summarize("更正", kind="summary").amended_by == ()


def told(text, words, kind=AnswerKind.SPAN):
    """Return an answer that is some words of an article, and that article."""
    article = Article(id="旧", title=BRIDGE, text=text, date=dt.date(2031, 4, 3))
    start = text.index(words)
    cited = cite(article, Span(start=start, end=start + len(words)))
    given = Answer(question="？", text=words, confidence=0.9, citations=(cited,), kind=kind)
    return given, article


OF_BRIDGE = f"本报4月3日《{BRIDGE}》一文中，"
NEWS = "大桥长320米，宽12米，总投资1.86亿元，将于8月1日通车，由云河桥路公司承建，指挥员罗右安到场。"


@pytest.mark.parametrize(
    ("correction", "words", "right"),
    [
        ("“320米”应为“230米”。", "320米", "230米"),
        ("“320米”系“230米”之误。", "长320米", "230米"),
        ("桥长320米有误，应为230米。", "320米", "230米"),
        ("桥长应为230米，误为320米。", "320米", "230米"),
        ("总投资应为1.68亿元。", "1.86亿元", "1.68亿元"),
        ("通车日期应为8月11日。", "8月1日", "8月11日"),
        ("“云河桥路公司”应为“云河路桥公司”。", "云河桥路公司", "云河路桥公司"),
        ("指挥员罗佑安误作罗右安。", "罗右安", "罗佑安"),
        ("将“罗佑安”误写为“罗右安”。", "罗右安", "罗佑安"),
        # What it does not put right stays; what it does not say plainly is only told of.
        ("“320米”应为“230米”。", "12米", None),
        ("“320米”应为“230米”。", "罗右安", None),
        ("总投资应为1.68亿元。", "320米", None),
        ("“云河桥路公司”应为“云河路桥公司”。", "由云河桥路公司承建", ""),
        ("桥长320米有误，谨此致歉。", "320米", ""),
    ],
)
def test_an_answer_is_put_right(correction, words, right):
    given, article = told(NEWS, words)
    later = paper(OF_BRIDGE + correction)
    answer = put_right(list(amendments([later])), given, {"旧": article}.__getitem__)
    assert bool(answer.amended_by) is (right is not None)
    assert answer.text == (right or words)
    first, *others = answer.citations
    assert first.quote == answer.text
    assert (first.article_id, others) == (("更正", [*given.citations]) if right else ("旧", []))


def test_sentences_are_told_to_be_put_right_and_stay():
    given, article = told(NEWS, NEWS, AnswerKind.YES)
    given = replace(given, items=given.citations)
    known = list(amendments([paper(f"{OF_BRIDGE}“320米”应为“230米”。")]))
    answer = put_right(known, given, {"旧": article}.__getitem__)
    assert (answer.text, answer.kind, len(answer.amended_by)) == (NEWS, AnswerKind.YES, 1)


def test_ask_gives_what_was_put_right_later(archive):
    opened, new = archive
    question = "云岭市图书馆新馆藏书多少？"
    assert opened.ask(question).amended_by == ()
    opened.add([new])
    answer = opened.ask(question)
    assert [one.article_id for one in answer.amended_by] == ["更正"]
