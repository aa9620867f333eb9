"""The same story in another edition or on another page of the same day, shown with a hit."""

import datetime as dt
from dataclasses import replace

import pytest

from qa.archive import Archive
from qa.records import Article, Imprint, SameStory, Where
from tests.fakes import HashEmbedder
from tests.generators import ExtractiveGenerator
from tests.stories import OTHER, WIRE, jaccard

DAY = dt.date(2031, 7, 12)
CITY = Article(
    id="城市版",
    title="四水库泄洪",
    text=WIRE,
    date=DAY,
    source="云岭日报",
    imprint=Imprint(page="1", section="要闻", edition="城市版"),
)
COUNTRY = replace(
    CITY,
    id="农村版",
    title="四座水库开闸",
    text="本报讯（通讯员 王小河）" + WIRE[:-33],
    imprint=Imprint(page="3", edition="农村版"),
)
EVENING = replace(CITY, id="晚报", source="云岭晚报", imprint=None)
NEXT_DAY = replace(CITY, id="次日", date=DAY + dt.timedelta(days=1))
FAIR = replace(CITY, id="书展", title="书展开幕", text=OTHER, imprint=Imprint(page="5"))
UNDATED = replace(CITY, id="无日期", date=None)
ALIKE = round(jaccard(WIRE, COUNTRY.text), 3)


@pytest.fixture
def archive(tmp_path):
    models = {"embedder": HashEmbedder(), "generator": ExtractiveGenerator()}
    with Archive.open(tmp_path / "a", **models) as archive:
        archive.add([CITY, FAIR, COUNTRY, NEXT_DAY, UNDATED])
        yield archive


def stories(archive, text="水库泄洪", **options):
    """Return of each article found the ids of those that tell the same."""
    hits = archive.search(text, k=20, **options)
    return {hit.chunk.article_id: [one.article_id for one in hit.also_in] for hit in hits}


def test_a_hit_has_the_same_story_of_its_day_with_where_that_stands(archive):
    hits = {hit.chunk.article_id: hit for hit in archive.search("水库泄洪", k=20)}
    assert 0.6 < ALIKE < 1
    assert hits["城市版"].also_in == (
        SameStory(
            article_id="农村版",
            title="四座水库开闸",
            source="云岭日报",
            imprint=COUNTRY.imprint,
            similarity=ALIKE,
        ),
    )
    assert [one.imprint for one in hits["农村版"].also_in] == [CITY.imprint]
    assert [hits[id_].also_in for id_ in ("书展", "次日", "无日期")] == [(), (), ()]


def test_the_most_similar_is_first_and_a_filter_does_not_hide_it(archive):
    archive.add([EVENING])
    assert stories(archive)["城市版"] == ["晚报", "农村版"]
    only = Where(page="3")
    assert stories(archive, where=only) == {"农村版": ["城市版", "晚报"]}
    assert stories(archive, "水库", arms=("sparse",))["晚报"] == ["城市版", "农村版"]


def test_what_was_deleted_or_replaced_is_not_told(archive):
    archive.delete(["农村版"])
    assert stories(archive)["城市版"] == []
    archive.add([COUNTRY])
    assert stories(archive)["城市版"] == ["农村版"]
    archive.add([replace(COUNTRY, text=OTHER)])
    assert stories(archive)["城市版"] == []


def test_a_day_with_very_many_articles_is_none(archive, monkeypatch):
    monkeypatch.setattr("qa.search.editions.MOST", 2)
    assert stories(archive)["城市版"] == []


def test_an_answers_hits_have_it_too(archive):
    found = {hit.chunk.article_id: hit.also_in for hit in archive.ask("水库何时泄洪？").hits}
    assert [one.article_id for one in found["城市版"]] == ["农村版"]


EARLY = replace(
    CITY,
    id="早版",
    title="白水桥脚手架倒塌 三人受伤",
    text="本报讯 昨天下午3时10分，正在施工的白水桥发生脚手架倒塌，三人受伤。"
    "区长祁雪赶到现场指挥。截至昨晚9时，伤者都已送医，桥下道路封闭。"
    "倒塌的脚手架约12米，原因正在调查。",
    imprint=Imprint(page="1", edition="早版"),
)
LATE = replace(
    EARLY,
    id="晚版",
    title="白水桥脚手架倒塌 五人受伤 一人出院",
    text="本报讯 昨天下午3时10分，正在施工的白水桥发生脚手架倒塌，五人受伤。"
    "此前通报三人受伤，区应急管理局今晨更正为五人，其中一人今晨出院，其余四人没有生命危险。"
    "区长祁雪说，桥下道路今天上午恢复通行。倒塌的脚手架约19米，原因正在调查。",
    imprint=Imprint(page="1", edition="晚版"),
)


def test_a_later_edition_that_tells_a_story_afresh_is_shown(archive):
    assert 0.2 < jaccard(EARLY.text, LATE.text) < 0.6
    archive.add([EARLY, LATE])
    found = stories(archive, "白水桥脚手架")
    assert (found["早版"], found["晚版"]) == (["晚版"], ["早版"])


@pytest.mark.parametrize(
    "other",
    [
        replace(LATE, imprint=EARLY.imprint),  # another report of one edition
        replace(LATE, imprint=None),
        replace(LATE, source="云岭晚报"),
        replace(LATE, title="施工安全须从严"),
        replace(LATE, text=OTHER),
    ],
)
def test_what_is_only_like_it_is_another_story(archive, other):
    archive.add([EARLY, other])
    assert stories(archive, "白水桥脚手架")["早版"] == []
