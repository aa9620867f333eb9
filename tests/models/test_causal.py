"""Causal models of transformers as generators, chat models and plain ones."""

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest import approx
from transformers import AutoModelForCausalLM

from models.beams import Limits, beam_search
from models.causal import QUESTION as ASKED
from models.constraints import Forward, Spans, Vocabulary, fold
from models.generators import load_generator
from models.prompts import REFUSAL
from models.tokenizer import FixedTokenizer
from qa import Archive, Article
from qa.chinese.sentences import sentences
from tests.fakes import HashEmbedder
from tests.models.tiny import runs_forward
from tests.models.tiny_any import TEMPLATE, byte_tokenizer, save_causal

QUESTION = "图书馆有多少座位？"
CONTEXT = "新建的图书馆位于东湖路八号，每天从九点开到晚上，共有１２０个座位！𠮷田说。"
TOKENIZER = FixedTokenizer.of(byte_tokenizer())
VOCABULARY = Vocabulary(TOKENIZER)


@pytest.fixture(scope="module", params=[None, TEMPLATE], ids=["plain", "chat"])
def generator(request, tmp_path_factory):
    folder = save_causal(tmp_path_factory.mktemp("causal"), template=request.param)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KANBAO_PRECISION", "fp32")
        return load_generator(str(folder))


def windows_of(generator):
    return generator._asked([QUESTION], ["图书馆 2024-10-01"], [CONTEXT])


def test_a_request_is_in_the_models_own_template(generator):
    (window,) = windows_of(generator)
    read = TOKENIZER._backend.decode(list(window.input_ids), skip_special_tokens=False)
    asked = f"{ASKED.format(question=QUESTION)}标题：图书馆 2024-10-01\n报道：\n{CONTEXT}"
    assert read in (
        f"<s>{asked}\n答案：",
        f"<s><|user|>\n{asked}</s>\n<|assistant|>\n",
    )


def test_verbatim_answers_are_the_contexts_characters(generator):
    (output,) = generator.answer([QUESTION], [CONTEXT], prefaces=["标题"])
    assert output.generations
    assert not generator.calibrated
    for one in output.generations:
        assert CONTEXT[one.start : one.end] == one.text
        assert 0 <= one.answerable <= 1


def test_scores_are_those_of_the_plain_model(generator):
    """The oracle: one pass of the library over the request and the text."""
    model = AutoModelForCausalLM.from_pretrained(generator.name).eval()
    (window,) = windows_of(generator)

    def total(text):
        ids = [*TOKENIZER.ids([text], special=False)[0], TOKENIZER.special["eos"]]
        read = torch.tensor([[*window.input_ids, *ids]])
        with torch.no_grad():
            known = model(input_ids=read).logits[0].log_softmax(-1)
        first = len(window.input_ids) - 1
        return sum(known[first + n, token].item() for n, token in enumerate(ids))

    encoded = generator._network.encode([window])
    texts = ["１２０个", "图书馆", REFUSAL]
    known = generator._network.log_probabilities(encoded, 0, texts)
    assert [one.total for one in known] == [approx(total(text), abs=1e-3) for text in texts]
    for one in generator.answer([QUESTION], [CONTEXT], prefaces=["图书馆 2024-10-01"])[
        0
    ].generations:
        assert one.features.refusal == approx(total(REFUSAL), abs=1e-3)


def test_beams_are_those_of_a_search_that_keeps_nothing(generator):
    """The oracle: the same search, of which each step reads everything anew."""
    (window,) = windows_of(generator)
    model = AutoModelForCausalLM.from_pretrained(generator.name).eval()

    def step(texts, _):
        read = torch.tensor([[*window.input_ids[:-1], *text] for text in texts])
        with torch.no_grad():
            return model(input_ids=read).logits[:, -1].log_softmax(-1).numpy()

    limits = Limits(most=6)
    eos = TOKENIZER.special["eos"]
    wanted = beam_search(step, beams=3, start=window.input_ids[-1], eos=eos, limits=limits)
    (found,) = generator._network.search(generator._network.encode([window]), 3, limits, None)
    assert [beam.tokens for beam in found] == [beam.tokens for beam in wanted]
    assert [beam.score for beam in found] == approx([beam.score for beam in wanted], abs=1e-3)


def test_what_it_writes_runs_forward_in_one_sentence(generator):
    text = CONTEXT + "县长李明远主持会议，今年产量12.5万吨。"
    for kind in ("headline", "brief"):
        (output,) = generator.summarize([text], kind=kind, verbatim=True, candidates=2)
        for one in output.generations:
            assert any(runs_forward(one.text, text[s.start : s.end]) for s in sentences(text))
    rates = generator.rate([text], [["图书馆位于东湖路八号", "县长主持会议"]], kind="headline")
    assert all(rate < 0 for rate in rates[0])


def test_an_archive_answers_in_its_own_characters_or_not_at_all(generator, tmp_path):
    with Archive.open(tmp_path / "a", embedder=HashEmbedder(), generator=generator) as archive:
        archive.add([Article(id="a", title="图书馆", text=CONTEXT)])
        for verbatim in (True, False):
            answer = archive.ask(QUESTION, verbatim=verbatim)
            assert not answer.calibrated
            for one in answer.citations:
                whole = archive.get("a").of_field(one.field).text
                assert whole[one.start : one.end] == one.quote


LETTERS = st.text(alphabet="会议图书馆𠮷é１2.5万吨。，A 县长", min_size=1, max_size=20)


@given(LETTERS, st.data())
@settings(deadline=None)
def test_bytes_write_spans_of_whole_characters(text, data):
    spans = Spans(text, VOCABULARY)
    tokens = ()
    for _ in range(12):
        allowed = sorted(spans.allowed(tokens))
        if not allowed or (spans.may_stop(tokens) and data.draw(st.booleans())):
            break
        tokens += (data.draw(st.sampled_from(allowed)),)
    written = TOKENIZER.decode(tokens)
    places = spans.spans(tokens)
    assert bool(places) == spans.may_stop(tokens)
    assert all(fold(text)[start:end] == written for start, end in places)


@given(LETTERS, st.data())
@settings(deadline=None)
def test_bytes_run_forward_in_one_sentence(text, data):
    forward = Forward(text, VOCABULARY)
    tokens = ()
    for _ in range(12):
        allowed = sorted(forward.allowed(tokens))
        if not allowed or (forward.may_stop(tokens) and data.draw(st.booleans())):
            break
        tokens += (data.draw(st.sampled_from(allowed)),)
    if forward.may_stop(tokens):
        written = forward.written(tokens)
        assert fold(written) == TOKENIZER.decode(tokens)
        said = [text[one.start : one.end] for one in sentences(text)] or [""]
        assert any(runs_forward(written.strip(), one) for one in said)
