"""A correction amid a page's articles is one of its own."""

import pytest

from qa.reading.newspaper import parse

ABOVE = (
    "白石县图书馆新馆昨日开放\n\n本报讯（记者 何远）新馆昨日开放，设座位1200个，藏书60万册。\n\n"
)
BELOW = "\n\n青石河清淤完工\n\n本报讯（记者 王青）青石河清淤昨日完工，清出淤泥30万立方米。\n"


def told(page):
    """Return each article's headline and text."""

    def joined(runs, mark):
        return mark.join("".join(page[span.start : span.end] for span in run) for run in runs)

    return [
        (joined(one.headline, " "), joined(one.body.paragraphs, "\n")) for one in parse(page).drafts
    ]


@pytest.mark.parametrize(
    ("correction", "title"),
    [
        ("更正\n\n本报4月3日《老桥大修》一文中，“两亿元”应为“三亿元”。特此更正。", "更正"),
        ("【勘误】\n昨日第2版《茶厂复产》中，厂长姓名误为李鸣，应为李明。", "【勘误】"),
        (
            "更 正\n\n本报3日2版消息，将“云河路桥公司”误写为\n“云河桥路公司”。\n\n谨致歉意。",
            "更 正",
        ),
        ("更正：本报4月3日《老桥大修》一文中，总投资应为三亿元。", ""),
        ("【更正】本报4月3日《早稻开镰》一文有误，面积应为23万亩。", ""),
        ("重要更正\n本报4月3日《茶厂复产》一文，“56吨”系“65吨”之误。", "重要更正"),
        ("重要更正：本报4月3日《茶厂复产》一文，厂长李明误作李鸣。特此更正。", ""),
        (
            "更正启事\n本报4月2日《青石中学迎新》一文，“二百人”应为“三百人”。\n本报编辑部",
            "更正启事",
        ),
    ],
)
def test_it_stands_between_articles(correction, title):
    above, own, below = told(ABOVE + correction + BELOW)
    assert (above, below) == tuple(told(ABOVE + BELOW))
    assert own[0] == title
    assert own[1]
    assert (title + own[1]).replace("\n", "") == correction.replace("\n", "")


def test_an_article_goes_on_after_it():
    begun = "老桥大修完工\n\n本报讯 老桥大修昨日完工，新栽柳树五千株，\n\n"
    correction = "更正\n\n本报4月2日《迎新》一文，“二百人”应为“三百人”。\n\n"
    first, second = told(f"{begun}{correction}并铺了人行道。\n")
    assert first[1] == "本报讯 老桥大修昨日完工，新栽柳树五千株，并铺了人行道。"
    assert second == ("更正", "本报4月2日《迎新》一文，“二百人”应为“三百人”。")


@pytest.mark.parametrize(
    "paragraph",
    [
        "更正：本文早先版本中，馆长姓名误写为李鸣，现已改正。",
        "更正\n\n读者来信说，错字要靠人来改，机器帮不了多少忙。",
        "更正错别字的人每天读八小时报纸，第2版由他一人看完。",
        "订正古籍是馆里的老传统，《白石县志》里的误字应为前人所改。",
        "勘误表\n\n由馆员编成，放在阅览室里，读者可以取阅。",
        "更正户口上的姓名，须带本报4月3日刊登的启事。",
    ],
)
def test_what_is_none_stays_in_its_article(paragraph):
    assert len(told(ABOVE + paragraph + BELOW)) == 2


def test_a_correction_alone_is_an_article():
    page = "更正\n\n本报4月3日《老桥大修》一文中，“两亿元”应为“三亿元”。\n"
    assert told(page) == [("更正", "本报4月3日《老桥大修》一文中，“两亿元”应为“三亿元”。")]


def test_what_follows_it_without_a_gap_is_the_article_that_it_stands_in():
    above = "粮站开仓\n\n粮站昨日开仓收粮，首日入库三百吨。\n"
    below = "今年粮站新添烘干机六台，一天能烘两百吨。\n"
    correction = "更正：本报昨日《粮价》一文中“每斤二元”应为“每斤三元”。\n"
    (headline, text), own = told(f"{above}{correction}{below}")
    assert headline == "粮站开仓"
    assert "烘干机六台" in text
    assert own == ("", correction.strip())


def test_one_that_a_report_quotes_stays_in_it():
    page = "晚报败诉\n\n法院判令晚报登报更正，全文如下：\n\n更正\n\n本报4月3日《老厂》一文失实。\n"
    assert len(told(page)) == 1
