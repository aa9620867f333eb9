import pytest

from eval.tasks.extractive import lead, lead_cut, lexrank, oracle, textrank

TEXT = (
    "市图书馆新馆昨日开馆。新馆藏书三十万册，设座位八百个。"
    "馆长周文兰说，新馆藏书三十万册是旧馆的三倍，座位也多了三百个。周边停车场免费。"
)


def test_lead():
    assert lead(TEXT, kind="headline") == "市图书馆新馆昨日开馆。"
    assert lead(TEXT, kind="brief") == "市图书馆新馆昨日开馆。新馆藏书三十万册，设座位八百个。"
    assert lead("一" * 12 + "，" + "二" * 25 + "。", kind="headline") == "一" * 12
    assert lead("一" * 50 + "。", kind="headline") == "一" * 30


def test_lead_cut_is_as_long_as_the_target():
    assert lead_cut(TEXT, target="新馆开馆") == "市图书馆"
    assert lead_cut("短文", target="新馆开馆") == "短文"


def test_textrank_takes_what_is_most_alike():
    assert textrank(TEXT, kind="headline") == "馆长周文兰说，新馆藏书三十万册是旧馆的三倍"


def test_textrank_keeps_the_texts_order():
    text = TEXT.replace("周边停车场免费", "新馆的停车场免费，座位也免费")
    assert textrank(text, kind="brief") == (
        "新馆藏书三十万册，设座位八百个。"
        "馆长周文兰说，新馆藏书三十万册是旧馆的三倍，座位也多了三百个。"
    )


def test_lexrank_without_alike_sentences_is_the_lead():
    text = "东风来了。西边下雨。南山很高。北方有雪。"
    assert lexrank(text, kind="brief") == "东风来了。西边下雨。"


@pytest.mark.parametrize(
    ("kind", "target", "best"),
    [
        ("headline", "设座位八百个", "设座位八百个。"),
        ("headline", "新馆藏书三十万册，周边停车场免费", "新馆藏书三十万册，周边停车场免费。"),
        ("brief", "周边停车场免费", "周边停车场免费。"),
    ],
)
def test_oracle(kind, target, best):
    assert oracle(TEXT, kind=kind, target=target) == best
