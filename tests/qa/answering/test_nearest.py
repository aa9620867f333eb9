"""The sentence that came nearest to a question that is refused."""

import pytest

from qa import Archive, Article
from qa.answering.nearest import nearest, with_nearest
from qa.records import Answer, Chunk, Hit, Refusal, Span
from qa.shapes import answer_json, answer_of
from tests.fakes import HashEmbedder
from tests.generators import ExtractiveGenerator

BRIDGE = "清河大桥昨日通车。大桥总投资1.5亿元，由市交通局管理。谁来管护清河大桥的路灯？"
CANAL = "白杨渠全长三十公里。今年春天镇里重修白杨渠的闸门，花了两个月。"


def of(*texts):
    """Return a hit for each text; each begins at character 10 of its article."""
    return [
        Hit(chunk=Chunk(article_id=str(n), start=10, end=10 + len(text), text=text), score=1.0)
        for n, text in enumerate(texts)
    ]


@pytest.mark.parametrize(
    ("question", "id_", "sentence"),
    [
        ("白杨渠的闸门是谁重修的", "1", "今年春天镇里重修白杨渠的闸门，花了两个月。"),
        ("白杨渠全长多少公里", "1", "白杨渠全长三十公里。"),
        ("清河大桥的总投资由谁出", "0", "大桥总投资1.5亿元，由市交通局管理。"),
        ("清河大桥哪天通车", "0", "清河大桥昨日通车。"),
        # What asks itself tells nothing; of two that have as much it is the first.
        ("清河大桥的路灯由谁管护", "0", "清河大桥昨日通车。"),
        ("木星有几颗卫星", None, None),
        ("图书馆周末开放到几点", None, None),
        ("谁", None, None),
    ],
)
def test_it_has_most_of_the_questions_words_and_at_least_half(question, id_, sentence):
    found = nearest(question, of(BRIDGE, CANAL))
    if id_ is None or found is None:
        assert found is id_
        return
    text = (BRIDGE, CANAL)[int(id_)]
    start = text.index(sentence) + 10
    assert found == (id_, Span(start=start, end=start + len(sentence)))


def test_a_notice_of_the_page_is_never_it():
    text = "白杨渠的闸门谁重修，爆料请拨打热线12345。白杨渠的闸门重修返回云岭网，查看更多"
    id_, span = nearest("白杨渠的闸门是谁重修的", of(text))
    assert (id_, text[span.start - 10 : span.end - 10]) == ("0", "白杨渠的闸门重修")


def test_in_traditional_characters_it_is_found_too():
    text = "白楊渠全長三十公里。今年春天鎮裡重修白楊渠的閘門。"
    id_, span = nearest("白杨渠的闸门是谁重修的", of(text))
    assert (id_, text[span.start - 10 : span.end - 10]) == ("0", "今年春天鎮裡重修白楊渠的閘門。")


def test_a_refusal_cites_it_and_no_answer_does(tmp_path):
    with Archive.open(
        tmp_path / "a", embedder=HashEmbedder(), generator=ExtractiveGenerator()
    ) as archive:
        archive.add(
            [Article(id="渠", title="", text=CANAL), Article(id="桥", title="桥", text=BRIDGE)]
        )
        refused = archive.ask("白杨渠的闸门何时重修", threshold=1.0)
        assert (refused.text, refused.reason) == (None, Refusal.UNSURE)
        assert refused.nearest.article_id == "渠"
        assert refused.nearest.quote == CANAL[refused.nearest.start : refused.nearest.end]
        assert refused.nearest.opening == "白杨渠全长三十公里。"
        assert answer_of(answer_json(refused)).nearest == refused.nearest
        answered = archive.ask("清河大桥总投资多少")
        assert (answered.text is None, answered.nearest) == (False, None)
        assert archive.ask("木星有几颗卫星", threshold=1.0).nearest is None


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (
            "原标题：白杨渠换了闸门青石镇4月3日消息，镇里重修白杨渠的闸门，花了两个月。",
            "镇里重修白杨渠的闸门，花了两个月。",
        ),
        (
            "本报讯（记者 李桂英） 镇里重修白杨渠的闸门，花了两个月。",
            "镇里重修白杨渠的闸门，花了两个月。",
        ),
        (
            "4月3日，镇里重修白杨渠的闸门，花了两个月。",
            "4月3日，镇里重修白杨渠的闸门，花了两个月。",
        ),
    ],
)
def test_it_is_cited_without_what_it_opens_with(text, quote):
    chunk = Chunk(article_id="渠", start=0, end=len(text), text=text)
    answer = Answer(
        question="白杨渠的闸门是谁重修的",
        text=None,
        confidence=0.0,
        hits=(Hit(chunk=chunk, score=1.0),),
        reason=Refusal.UNSURE,
    )
    whole = Article(id="渠", title="", text=text)
    assert with_nearest(answer.question, answer, lambda _: whole).nearest.quote == quote
