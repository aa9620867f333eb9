import math
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
import torch
from pytest import approx
from transformers import (
    AutoModelForSeq2SeqLM,
    AutoTokenizer,
    BartConfig,
    BartForConditionalGeneration,
)

from models.calibration import UNCALIBRATED, Calibration, Logistic
from models.constraints import fold
from models.copy_bart import copyable
from models.generator import Seq2SeqGenerator
from models.prompts import question_prompt, summary_prompt
from qa.chinese.sentences import sentences
from tests.models.tiny import runs_forward

LEARNT = "东湖路八号，每天从九点开到晚上"
QUESTION = "图书馆有多少座位？"
CONTEXT = "新建的图书馆位于东湖路八号，每天从九点开到晚上，共有１２０个座位！"


FORWARD = [
    "云岭市今年产量12.5万吨，增加3个百分点。",
    "云河上３座桥通车，３人到场。县长李明远讲话！",
    "增3个，降3个，平3个",
    "他说：“水位降了。”随后C919飞过云岭市，5G信号正常；共30%。",
    "二〇三一年三月，十里村的一百二十户搬进新居\n图书馆开门",
    "𠮷田在云岭市",
    "好",
]
NUMBER = re.compile(r"[0-9A-Za-z]+(?:[.:][0-9]+)*%?|[〇零一二三四五六七八九十百千万亿两]+")


@pytest.fixture(scope="module")
def generator(tiny):
    return Seq2SeqGenerator.load(tiny / "generator", precision="f32")


def test_what_is_not_compiled_answers_and_writes_the_same(generator, tiny):
    once = Seq2SeqGenerator.load(tiny / "generator", precision="f32", once=True)
    for verbatim, span_head in [(True, True), (True, False), (False, True)]:
        found, expected = (
            model.answer([QUESTION] * 2, [CONTEXT, LEARNT], verbatim=verbatim, span_head=span_head)
            for model in (once, generator)
        )
        for one, other in zip(found, expected, strict=True):
            assert [g.text for g in one.generations] == [g.text for g in other.generations]
            assert [g.score for g in one.generations] == approx(
                [g.score for g in other.generations], abs=1e-4
            )
    texts = ["图书馆每天开到晚上。", "座位"]
    rated, expected = (
        model.rate([CONTEXT], [texts], kind="headline")[0] for model in (once, generator)
    )
    assert rated == approx(expected, abs=1e-5)


def plain(generator):
    """Return the same model as transformers loads it."""
    return AutoModelForSeq2SeqLM.from_pretrained(generator.name, dtype=torch.float32).eval()


def windows_read(generator, monkeypatch):
    """Return a list to which is added every window that is read from now on."""
    read = []
    encode = generator._network.encode

    def counted(windows):
        read.extend(windows)
        return encode(windows)

    monkeypatch.setattr(generator._network, "encode", counted)
    return read


def test_verbatim_answers_are_the_contexts_characters(generator):
    (output,) = generator.answer([QUESTION], [CONTEXT])
    assert len(output.generations) >= 2
    for generation in output.generations:
        assert CONTEXT[generation.start : generation.end] == generation.text
        assert generation.log_probability <= 0
        assert 0 <= generation.confidence <= 1
    scores = [generation.score for generation in output.generations]
    assert scores == sorted(scores, reverse=True)


def test_a_batch_answers_as_one_by_one(generator):
    questions = [QUESTION, "谁主持会议？", QUESTION]
    contexts = [CONTEXT, "县长李明远主持会议。", "今年全县粮食总产量增加。"]
    together = generator.answer(questions, contexts)
    alone = [generator.answer([q], [c])[0] for q, c in zip(questions, contexts, strict=True)]
    for a, b in zip(together, alone, strict=True):
        assert a.generations[0].text == b.generations[0].text
        assert a.generations[0].score == approx(b.generations[0].score, abs=1e-3)


def test_scores_are_those_of_the_plain_model(generator):
    """The oracle: the model's own forward on the candidate, and its span head."""
    generation = generator.answer([QUESTION], [CONTEXT])[0].generations[0]
    model, tokenizer = plain(generator), AutoTokenizer.from_pretrained(generator.name)
    ids = tokenizer(question_prompt(QUESTION), CONTEXT, return_tensors="pt")["input_ids"]
    tokens = tokenizer(generation.text, add_special_tokens=False)["input_ids"]
    with torch.no_grad():
        output = model(input_ids=ids, labels=torch.tensor([[*tokens, 2]]))
        spans = model.span_logits(
            output.encoder_last_hidden_state, copyable(ids, eos=2, pad=1)
        ).log_softmax(dim=1)
    features = generation.features
    assert features.null == approx(spans[0, 0].sum().item(), abs=1e-3)
    assert features.total == approx(output.logits.sum().item(), abs=1e-3)
    assert features.text == approx(output.logits.mean().item(), abs=1e-3)


def test_a_long_context_is_read_to_its_end(generator, monkeypatch):
    context = "今年全县粮食总产量增加。" * 200 + "共有９８７个！"
    read = windows_read(generator, monkeypatch)
    (output,) = generator.answer(["多少个？"], [context])
    assert all(context[g.start : g.end] == g.text for g in output.generations)
    assert len(read) > 1
    assert any(window.text.endswith("！") for window in read)


def test_a_single_candidate_is_the_best_of_several(generator):
    (one,) = generator.answer([QUESTION], [CONTEXT], candidates=1)
    (two,) = generator.answer([QUESTION], [CONTEXT], candidates=2)
    assert [g.text for g in one.generations] == [two.generations[0].text]


def test_free_answers_have_a_span_only_if_they_stand_in_the_context(generator):
    for generation in generator.answer([QUESTION], [CONTEXT], verbatim=False)[0].generations:
        if generation.start is None:
            assert generation.text not in CONTEXT
        else:
            assert CONTEXT[generation.start : generation.end] == generation.text


@pytest.fixture(scope="module")
def embedded():
    return Seq2SeqGenerator.load()


@pytest.fixture(scope="module")
def taught(tiny, tmp_path_factory):
    """Return a generator whose decoder has learnt by heart one answer to the context."""
    model = AutoModelForSeq2SeqLM.from_pretrained(tiny / "generator")
    tokenizer = AutoTokenizer.from_pretrained(tiny / "generator")
    read = tokenizer(question_prompt(QUESTION), CONTEXT, return_tensors="pt")["input_ids"]
    wanted = tokenizer(LEARNT, add_special_tokens=False)["input_ids"]
    optimiser = torch.optim.Adam(model.parameters(), lr=3e-3)
    for _ in range(60):
        optimiser.zero_grad()
        model(input_ids=read, labels=torch.tensor([[*wanted, 2]])).loss.backward()
        optimiser.step()
    folder = tmp_path_factory.mktemp("taught")
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return Seq2SeqGenerator.load(folder, precision="f32")


@pytest.mark.parametrize("verbatim", [True, False])
def test_beams_find_an_answer_longer_than_they_are_many(taught, verbatim):
    """The beginnings of an answer end before it does; four of them must not end the search."""
    (output,) = taught.answer([QUESTION], [CONTEXT], verbatim=verbatim, span_head=False)
    best = output.generations[0]
    assert best.text == LEARNT
    assert (best.start, best.end) == (CONTEXT.index(LEARNT), CONTEXT.index(LEARNT) + len(LEARNT))


def test_confidence_comes_of_the_features(taught):
    generations = taught.answer([QUESTION], [CONTEXT])[0].generations
    for generation in generations:
        features = generation.features.named()
        assert 0 < features["agreement"] <= 1
        assert generation.confidence == UNCALIBRATED.right.probability(features)
        assert generation.answerable == UNCALIBRATED.answerable.probability(features)
    assert len({generation.confidence for generation in generations}) > 1


def test_without_the_span_head_the_decoder_alone_ranks(generator):
    (output,) = generator.answer([QUESTION], [CONTEXT], span_head=False)
    features = [generation.features for generation in output.generations]
    totals = [found.total for found in features]
    assert totals == sorted(totals, reverse=True)
    assert {(found.span, found.null) for found in features} == {(0.0, 0.0)}
    heard = generator.answer([QUESTION], [CONTEXT])[0].generations[0].features
    assert heard.span < 0 > heard.null


def test_an_empty_context_has_no_answer(generator):
    assert generator.answer([QUESTION, QUESTION], ["", CONTEXT])[0].generations == ()


def test_a_preface_is_read_but_never_quoted(generator):
    output = generator.answer([QUESTION], ["共有座位！"], prefaces=["东湖路图书馆"])[0]
    assert all(g.text in "共有座位！" for g in output.generations)
    plain = generator.answer([QUESTION], ["共有座位！"])[0]
    assert plain.generations[0].score != output.generations[0].score


def test_a_question_that_leaves_no_room_is_cut_and_says_so(generator):
    short, long = generator.answer([QUESTION, "图" * 400], [CONTEXT, CONTEXT])
    assert (short.truncated, long.truncated) == (False, True)
    assert long.generations


@pytest.mark.parametrize("kind", ["headline", "brief"])
def test_summaries(generator, kind):
    first, empty, long = generator.summarize([CONTEXT, "", CONTEXT * 40], kind=kind)
    assert first.generations[0].text
    assert (first.truncated, empty.truncated, long.truncated) == (False, False, True)
    assert empty.generations == ()
    scores = [generation.score for generation in first.generations]
    assert scores == [generation.log_probability for generation in first.generations]
    assert scores == sorted(scores, reverse=True)


def test_threads_answer_and_summarise_as_one_does(generator, one_core):
    def work(number):
        context = f"县长李明远主持会议，增加座位{number}个。"
        outputs = generator.answer([QUESTION] * 2, [context, CONTEXT], prefaces=["图书馆"] * 2)
        outputs += generator.summarize([context], kind="headline", verbatim=True, candidates=2)
        texts = [[one.text for one in output.generations] for output in outputs]
        return texts, generator.count_tokens([context])

    alone = [work(number) for number in range(8)]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(work, range(8))) == alone


@pytest.mark.parametrize("kind", ["headline", "brief"])
@pytest.mark.parametrize("text", FORWARD)
@pytest.mark.parametrize("which", ["tiny", "embedded"])
def test_verbatim_summaries_run_forward_in_one_sentence(which, text, kind, request):
    writer = request.getfixturevalue({"tiny": "generator"}.get(which, which))
    (output,) = writer.summarize([text], kind=kind, verbatim=True, candidates=6)
    texts = [generation.text for generation in output.generations]
    assert texts
    assert len(set(texts)) == len(texts)
    for written in texts:
        assert any(runs_forward(written, text[s.start : s.end]) for s in sentences(text))
        assert set(NUMBER.findall(fold(written))) <= set(NUMBER.findall(fold(text)))


def test_rates_are_those_of_the_plain_model(generator):
    """The oracle: the model's own forward on each candidate by itself."""
    own = ["图书馆位于东湖路", "八号", "", "每天从九点开到晚上，共有座位", "八号"]
    (rates,) = generator.rate([CONTEXT], [own], kind="headline")
    assert rates == approx([plain_rate(generator, CONTEXT, one) for one in own], abs=1e-3)


def plain_rate(generator, text, candidate, kind="headline"):
    tokenizer = AutoTokenizer.from_pretrained(generator.name)
    read = tokenizer(summary_prompt(kind), text, return_tensors="pt")["input_ids"]
    tokens = tokenizer(candidate, add_special_tokens=False)["input_ids"]
    with torch.no_grad():
        logits = plain(generator)(input_ids=read, decoder_input_ids=torch.tensor([[2, *tokens]]))
    known = logits.logits[0].float().log_softmax(dim=-1)
    return known[torch.arange(len(tokens) + 1), [*tokens, 2]].mean().item()


def test_many_candidates_of_many_texts_are_rated_as_one_by_one(generator, monkeypatch):
    texts = [CONTEXT, "", "会议" * 300, "县长主持会议。"] * 6
    candidates = [[CONTEXT[n : n + 9] for n in range(m)] for m in [17, 2, 3, 0] * 6]
    together = generator.rate(texts, candidates, kind="brief")
    assert [len(rates) for rates in together] == [len(several) for several in candidates]
    monkeypatch.setattr("models.bart.LOGITS", 1)
    for text, several, rates in zip(texts[:4], candidates, together, strict=False):
        alone = [generator.rate([text], [[one]], kind="brief")[0][0] for one in several]
        assert rates == approx(alone, abs=1e-3)
    assert together[4] == approx(together[0], abs=1e-3)


def test_a_headline_is_rated_otherwise_than_a_brief(generator):
    (headline,) = generator.rate([CONTEXT], [["图书馆"]], kind="headline")
    (brief,) = generator.rate([CONTEXT], [["图书馆"]], kind="brief")
    assert headline != brief


def test_what_cannot_be_read_of_a_text_says_nothing_of_its_candidates(generator):
    long = "今年全县粮食总产量增加。" * 200
    rated = generator.rate([long, long + "共有座位！"], [["共有座位"]] * 2, kind="headline")
    assert rated[0] == approx(rated[1], abs=1e-3)


def test_rates_ask_for_a_list_each_and_a_known_kind(generator):
    assert generator.rate([], [], kind="brief") == []
    with pytest.raises(ValueError, match="2 texts, 1 lists"):
        generator.rate([CONTEXT] * 2, [["图"]], kind="brief")
    with pytest.raises(ValueError, match=r"brief.*headline"):
        generator.rate([CONTEXT], [["图"]], kind="poem")


def test_an_unknown_kind_names_the_known_ones(generator):
    with pytest.raises(ValueError, match=r"brief.*headline"):
        generator.summarize([CONTEXT], kind="poem")


def test_another_seq2seq_model_answers_verbatim_too(tiny, generator, tmp_path):
    tokenizer = AutoTokenizer.from_pretrained(generator.name)
    config = BartConfig(
        vocab_size=len(tokenizer),
        d_model=16,
        encoder_layers=1,
        decoder_layers=1,
        encoder_attention_heads=2,
        decoder_attention_heads=2,
        encoder_ffn_dim=32,
        decoder_ffn_dim=32,
        max_position_embeddings=128,
    )
    torch.manual_seed(0)
    BartForConditionalGeneration(config).save_pretrained(tmp_path)
    tokenizer.save_pretrained(tmp_path)
    other = Seq2SeqGenerator.load(tmp_path)
    (output,) = other.answer([QUESTION], [CONTEXT])
    best = output.generations[0]
    assert CONTEXT[best.start : best.end] == best.text
    totals = [generation.features.total for generation in output.generations]
    assert totals == sorted(totals, reverse=True)
    assert other.threshold == 0.5
    own = ["图书馆位于东湖路", "八号"]
    (rates,) = other.rate([CONTEXT], [own], kind="headline")
    assert rates == approx([plain_rate(other, CONTEXT, one) for one in own], abs=2e-2)


def test_calibration_is_loaded_with_the_model(tiny, tmp_path):
    import shutil

    plain = Seq2SeqGenerator.load(tiny / "generator", precision="f32")

    shutil.copytree(tiny / "generator", tmp_path / "g")
    right = Logistic(weights={"span": 0.5}, bias=1.0)
    answerable = Logistic(weights={"null": -1.0}, bias=0.0)
    sure = Logistic(weights={"confidence": 2.0}, bias=0.5)
    fitted = Calibration(right=right, answerable=answerable, threshold=0.7, sureness=sure)
    fitted.save(tmp_path / "g")
    generator = Seq2SeqGenerator.load(tmp_path / "g", precision="f32")
    assert (generator.sureness, plain.sureness) == (sure, None)
    best = generator.answer([QUESTION], [CONTEXT])[0].generations[0]
    span, null = best.features.span, best.features.null
    assert generator.threshold == 0.7
    assert generator.fingerprint["calibration"] != plain.fingerprint["calibration"]
    assert generator.fingerprint["revision"] == plain.fingerprint["revision"]
    assert len(plain.fingerprint["revision"]) == 16
    assert best.confidence == approx(1 / (1 + math.exp(-1.0 - 0.5 * span)))
    assert best.answerable == approx(1 / (1 + math.exp(null)))


def test_windows_are_filled_up_to_few_lengths(generator):
    lengths = set()
    for size in range(1, 40):
        (window,) = generator._asked(["谁"], [""], ["粮" * size])
        lengths.add(generator._network.encode([window]).hidden.shape[1])
    assert lengths == {32, 64}


def test_the_compiled_network_is_the_plain_one(generator):
    """The oracle is transformers: its encoder, its decoder, its beams."""
    other = Seq2SeqGenerator.load(generator.name, precision="f32", compiled=False)
    questions, contexts = [QUESTION, "谁主持会议？"], [CONTEXT, "县长李明远主持会议。" * 60]
    for settings in ({}, {"verbatim": False}, {"span_head": False}):
        found = generator.answer(questions, contexts, **settings)
        assert_same(found, other.answer(questions, contexts, **settings))
    for kind, verbatim in (("headline", False), ("headline", True), ("brief", True)):
        settings = {"kind": kind, "verbatim": verbatim, "candidates": 3}
        found = generator.summarize([*contexts, *FORWARD], **settings)
        assert_same(found, other.summarize([*contexts, *FORWARD], **settings))


def assert_same(found, expected):
    for one, other in zip(found, expected, strict=True):
        assert [g.text for g in one.generations] == [g.text for g in other.generations]
        assert [g.log_probability for g in one.generations] == approx(
            [g.log_probability for g in other.generations], abs=1e-3
        )


def test_the_embedded_network_is_the_plain_one(embedded):
    other = Seq2SeqGenerator.load(precision="f32", compiled=False)
    found = Seq2SeqGenerator.load(precision="f32")
    questions, contexts = [QUESTION, "谁主持会议？"], [CONTEXT, "县长李明远主持会议。" * 60]
    assert_same(found.answer(questions, contexts), other.answer(questions, contexts))
    settings = {"kind": "headline", "verbatim": True}
    assert_same(found.summarize(contexts, **settings), other.summarize(contexts, **settings))
    own = [["图书馆位于东湖路", "八号"], ["县长主持会议"]]
    (one, two), (three,) = found.rate(contexts, own, kind="headline")
    assert [[one, two], [three]] == [
        approx(rates, abs=1e-4) for rates in other.rate(contexts, own, kind="headline")
    ]
