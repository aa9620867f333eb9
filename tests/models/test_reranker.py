"""Cross-encoders of sentence-transformers as rerankers."""

import pytest
from pytest import approx
from sentence_transformers import CrossEncoder

from qa import Archive, Article, ModelError, load_reranker
from tests.fakes import HashEmbedder
from tests.models.tiny_any import save_cross_encoder, save_extractive

QUESTION = "图书馆有多少座位？"
TEXTS = ["图书馆共有120个座位。", "县长主持会议。", "粮食产量增加。"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return save_cross_encoder(tmp_path_factory.mktemp("cross"))


def test_scores_are_those_of_the_plain_model(folder, monkeypatch):
    monkeypatch.setenv("KANBAO_PRECISION", "fp32")
    wanted = CrossEncoder(str(folder), device="cpu").predict([(QUESTION, text) for text in TEXTS])
    reranker = load_reranker(str(folder))
    assert reranker.score(QUESTION, TEXTS) == approx(wanted.tolist(), abs=1e-4)
    assert reranker.score(QUESTION, []) == []
    assert len(reranker.fingerprint["revision"]) == 16


def test_another_kind_of_model_is_refused(tmp_path):
    with pytest.raises(ModelError, match="cannot load the model"):
        load_reranker(str(save_extractive(tmp_path / "head") / "none"))


class Shortest:
    """Likes short texts."""

    name = "shortest"
    fingerprint = {"name": name}  # noqa: RUF012

    def score(self, question, texts):
        return [-float(len(text)) for text in texts]


class Broken(Shortest):
    def score(self, question, texts):
        return [float("nan")] * len(texts)


def archive_of(tmp_path, reranker):
    archive = Archive.open(tmp_path / "a", embedder=HashEmbedder(), reranker=reranker)
    archive.add(
        Article(id=f"{n}", title="", text="图书馆有座位" + "多" * n + "。") for n in range(30)
    )
    return archive


def test_the_first_hits_are_put_in_order_and_scores_still_fall(tmp_path):
    with archive_of(tmp_path, None) as archive:
        before = archive.search(QUESTION, k=25)
    with archive_of(tmp_path, Shortest()) as archive:
        after = archive.search(QUESTION, k=25)
        three = archive.search(QUESTION, k=3)
    first = sorted(before[:20], key=lambda hit: len(hit.chunk.text))
    assert [hit.chunk for hit in after] == [hit.chunk for hit in [*first, *before[20:]]]
    assert [hit.score for hit in after] == [hit.score for hit in before]
    assert [hit.reranked is None for hit in after] == [False] * 20 + [True] * 5
    assert three == after[:3]
    assert all(hit.reranked is None for hit in before)


def test_scores_that_are_none_are_an_error(tmp_path):
    with (
        archive_of(tmp_path, Broken()) as archive,
        pytest.raises(ModelError, match=r"reranker .shortest. gave"),
    ):
        archive.search(QUESTION)


def test_the_command_reranks(folder, tmp_path, capsys):
    from qa.command.cli import main

    page = tmp_path / "page.txt"
    page.write_text("云岭图书馆开放\n\n本报讯 云岭图书馆今天开放，共有座位120个。\n", "utf-8")
    words = ["--archive", str(tmp_path / "b")]
    assert main(["add", str(page), *words]) == 0
    assert main(["search", "图书馆", "--reranker", str(folder), *words]) == 0
    assert "重排" in capsys.readouterr().out
