"""Articles of scans in an archive: their citations, and what is compared with the picture."""

from dataclasses import replace

import pytest

from qa import Archive, Article, Correction, Field, InputError, Where
from qa.places import PlacedBox
from tests.fakes import HashEmbedder
from tests.generators import ExtractiveGenerator
from tests.scans import DOTS, STEP, articles_of, picture, recognise

PAGE = ("云岭市水文站新设雨量计三十二处，", "站长邵平说，汛期每小时报送一次。")
SECOND = ("青石镇夜校昨晚开课，", "今年报名的有三百一十二人。")


@pytest.fixture
def archive(tmp_path):
    with Archive.open(
        tmp_path / "archive", embedder=HashEmbedder(), generator=ExtractiveGenerator()
    ) as archive:
        yield archive


def rectangle(line, start, length, *, page=1):
    return PlacedBox(
        page=page,
        left=100 + DOTS * start,
        top=100 + STEP * line,
        width=DOTS * length,
        height=DOTS,
    )


def test_a_citation_has_the_rectangles_of_its_characters(archive, tmp_path):
    archive.add(articles_of(tmp_path / "a.tif", PAGE, SECOND, kind="TIFF", unsure="邵"))
    first, second = list(archive.articles())
    start = first.text.index("三十二处")
    cited = archive.cite(first.id, start, start + 8)
    assert cited.quote == "三十二处，站长邵"
    assert cited.page == 1
    assert cited.boxes == (rectangle(0, 11, 5), rectangle(1, 0, 3))
    assert cited.text_confidence == pytest.approx(0.5, abs=1e-4)
    assert cited.text_unsure
    cited = archive.cite(second.id, 0, 5)
    assert cited.page == 2
    assert cited.boxes == (rectangle(0, 0, 5, page=2),)
    assert cited.text_confidence == pytest.approx(0.95, abs=1e-4)
    assert not cited.text_unsure


def test_an_answer_says_when_its_characters_are_unsure(archive, tmp_path):
    archive.add(articles_of(tmp_path / "a.png", PAGE, unsure="站"))
    archive.add(articles_of(tmp_path / "b.png", SECOND))
    answer = archive.ask("云岭市水文站新设雨量计")
    assert answer.text is not None
    assert answer.citations[0].boxes
    assert "站" in answer.text
    assert answer.text_confidence == pytest.approx(0.5, abs=1e-4)
    assert answer.text_unsure
    (second,) = archive.articles(where=Where(ids=[answer_id(archive, "夜校")]))
    answer = archive.ask("青石镇夜校昨晚开课", where=Where(ids=[second.id]))
    assert answer.text_confidence == pytest.approx(0.95, abs=1e-4)
    assert not answer.text_unsure


def answer_id(archive, word):
    return next(one.id for one in archive.articles() if word in one.text)


def test_places_survive_relocation_and_rebuilding(archive, tmp_path):
    (article,) = articles_of(tmp_path / "a.png", PAGE)
    archive.add([article])
    (tmp_path / "new").mkdir()
    (tmp_path / "a.png").rename(tmp_path / "new" / "a.png")
    assert archive.relocate(tmp_path / "a.png", tmp_path / "new" / "a.png") == 1
    archive.rebuild()
    assert archive.get(article.id).origin.places == article.origin.places
    assert archive.cite(article.id, 0, 3).file_state == "same"
    assert archive.verify().ok


def test_a_changed_scan_is_noticed(archive, tmp_path):
    (article,) = articles_of(tmp_path / "a.png", PAGE)
    archive.add([article])
    assert archive.cite(article.id, 0, 3).file_state == "same"
    (tmp_path / "a.png").write_bytes(picture(SECOND))
    cited = archive.cite(article.id, 0, 3)
    assert cited.file_state == "changed"
    assert cited.boxes


def test_files_are_compared_with_what_the_same_recogniser_reads(archive, tmp_path, monkeypatch):
    (article,) = articles_of(tmp_path / "a.png", PAGE)
    archive.add([article])
    recognise(monkeypatch, PAGE)
    assert archive.verify(files=True).ok
    recognise(monkeypatch, SECOND)
    (problem,) = archive.verify(files=True).problems
    assert "its text is not what stands in" in problem
    recognise(monkeypatch, SECOND, installed="another")
    found = archive.verify(files=True)
    assert (found.ok, found.files) == (True, 1)


WRONG = ("云岭市水文站新设雨量汁三十二处，", "站长邵平说，汛期每小时报送一次。")


def test_a_correction_is_found_cited_and_kept(archive, tmp_path, monkeypatch):
    (article,) = articles_of(tmp_path / "a.png", WRONG, unsure="汁")
    archive.add([article])
    assert archive.ask("雨量计").text is None or "计" not in archive.ask("雨量计").text
    start = article.text.index("汁")
    made = archive.correct(article.id, "计", start=start, end=start + 1, by="李桂英")
    assert archive.get(article.id) == made
    assert "雨量计" in archive.search("雨量计", arms=["sparse"])[0].chunk.text
    cited = archive.cite(article.id, start - 2, start + 3)
    assert (cited.quote, cited.file_state) == ("雨量计三十", "same")
    assert [(one.original, one.by) for one in cited.corrections] == [("汁", "李桂英")]
    assert cited.boxes == (rectangle(0, start - 2, 5),)
    assert cited.text_confidence == pytest.approx(0.95, abs=1e-4)
    assert archive.cite(article.id, 0, 3).corrections == ()
    assert archive.original(article.id) == article
    recognise(monkeypatch, WRONG)
    assert archive.verify(files=True).ok
    added = archive.add([article])  # the same file again
    assert (added.unchanged, added.uncorrected) == (1, ())
    assert archive.get(article.id) == made


def test_a_correction_survives_moves_rebuilding_and_another_reading(archive, tmp_path):
    file = tmp_path / "a.png"
    (article,) = articles_of(file, WRONG)
    archive.add([article])
    start = article.text.index("汁")
    made = archive.correct(article.id, "计", start=start, end=start + 1)
    archive.relocate(file, tmp_path / "b.png")
    archive.rebuild()
    assert archive.get(article.id).corrections == made.corrections
    assert archive.original(article.id).text == article.text
    assert archive.original(article.id).origin.file == str(tmp_path / "b.png")
    assert archive.verify().ok
    archive.relocate(tmp_path / "b.png", file)
    (again,) = articles_of(file, (WRONG[0], "站长邵乎说，汛期每小时报送一次。"), fingerprint="new")
    added = archive.add([again])
    assert (added.replaced, added.uncorrected) == (1, ())
    assert archive.get(article.id).text.startswith("云岭市水文站新设雨量计三十二处，站长邵乎说")
    assert archive.original(article.id) == again
    (other,) = articles_of(file, SECOND)
    (lost,) = archive.add([other]).uncorrected
    assert (lost.id, lost.original, lost.text) == (article.id, "汁", "计")
    assert archive.get(article.id) == other


def test_what_was_recognised_can_be_restored(archive, tmp_path):
    (article,) = articles_of(tmp_path / "a.png", WRONG)
    archive.add([article])
    archive.correct(article.id, "云岭市水文站", start=0, end=len(article.text))
    assert archive.get(article.id).text == "云岭市水文站"
    assert archive.correct(article.id, article.text) == article
    assert archive.get(article.id) == article
    assert archive.verify().ok


def test_what_cannot_be_corrected(archive, tmp_path):
    (article,) = articles_of(tmp_path / "a.png", WRONG)
    archive.add([article, Article(id="typed", title="", text="手打的文章。")])
    with pytest.raises(InputError, match="was not recognised from a scan"):
        archive.correct("typed", "别的")
    with pytest.raises(InputError, match="is no span of article"):
        archive.correct(article.id, "字", start=5, end=999)
    with pytest.raises(InputError, match="no article 'nobody'"):
        archive.correct("nobody", "字")
    with pytest.raises(InputError, match="a character that is not text"):
        archive.correct(article.id, "\0", start=0, end=1)
    with pytest.raises(InputError, match="give a name of up to 100 characters"):
        archive.correct(article.id, "字", start=0, end=1, by="a\nb")
    wrong = Correction(field=Field.TEXT, start=0, end=1, original="字", at="2031-04-03", by="\0")
    with pytest.raises(InputError, match="by of a correction is"):
        archive.add([replace(article, corrections=(wrong,))])
    with pytest.raises(InputError, match="would have no text left"):
        archive.correct(article.id, " ")
    assert archive.get(article.id) == article
