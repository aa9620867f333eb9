import pytest
import torch
from pytest import approx
from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

from models.copy_bart import CopyBartForConditionalGeneration, copyable


@pytest.fixture(scope="module")
def model(tiny):
    return AutoModelForSeq2SeqLM.from_pretrained(tiny / "generator").eval()


@pytest.fixture(scope="module")
def tokenizer(tiny):
    return AutoTokenizer.from_pretrained(tiny / "generator")


def test_the_auto_class_loads_our_class(model):
    assert type(model) is CopyBartForConditionalGeneration


def test_only_the_text_after_the_prompt_can_be_copied():
    ids = torch.tensor([[0, 7, 8, 2, 9, 10, 2, 1, 1]])
    assert copyable(ids, eos=2, pad=1).tolist() == [[-1, -1, -1, -1, 9, 10, -1, -1, -1]]


def test_logits_are_log_probabilities(model, tokenizer):
    batch = tokenizer(
        ["标题:", "标题:"], ["粮食会议", "图书馆座位增加"], padding=True, return_tensors="pt"
    )
    with torch.no_grad():
        logits = model(
            input_ids=batch["input_ids"],
            attention_mask=batch["attention_mask"],
            decoder_input_ids=torch.tensor([[2, 20], [2, 21]]),
        ).logits
    assert logits.exp().sum(dim=-1).flatten().tolist() == approx([1.0] * 4, abs=1e-5)


def test_the_loss_is_that_of_the_logits(model, tokenizer):
    batch = tokenizer("标题:", "粮食会议增加", return_tensors="pt")
    labels = tokenizer("会议粮食", add_special_tokens=False, return_tensors="pt")["input_ids"]
    labels = torch.cat([labels, torch.tensor([[2, -100]])], dim=1)
    with torch.no_grad():
        short = model(input_ids=batch["input_ids"], labels=labels)
        shifted = model.prepare_decoder_input_ids_from_labels(labels)
        logits = model(input_ids=batch["input_ids"], decoder_input_ids=shifted).logits
    rows = labels[0] != -100
    expected = logits[0][rows].gather(1, labels[0][rows].unsqueeze(1)).squeeze(1)
    assert short.logits.tolist() == approx(expected.tolist(), abs=1e-4)
    assert short.loss.item() == approx(-expected.mean().item(), abs=1e-4)


def test_induction_continues_a_copy(model, tokenizer):
    """With the gate shut to copying, what follows a copied token is its successor in the source."""
    source = "每天从九点开到晚上"
    batch = tokenizer("标题:", source, return_tensors="pt")
    written = tokenizer("九", add_special_tokens=False)["input_ids"]
    with torch.no_grad():
        model.copy_gate.bias.add_(50)
        model.copy_induction.add_(50)
        logits = model(
            input_ids=batch["input_ids"], decoder_input_ids=torch.tensor([[2, *written]])
        ).logits
        model.copy_gate.bias.sub_(50)
        model.copy_induction.sub_(50)
    assert tokenizer.decode(logits[0, -1].argmax()) == "点"


def test_a_run_of_tokens_tells_equal_tokens_apart(model, tokenizer):
    """After 2, 8, 8 comes what follows both eights in 288, not a third one."""
    batch = tokenizer("标题:", "共有288座位", return_tensors="pt")
    written = tokenizer("288", add_special_tokens=False)["input_ids"]
    with torch.no_grad():
        model.copy_gate.bias.add_(50)
        logits = model(
            input_ids=batch["input_ids"], decoder_input_ids=torch.tensor([[2, *written]])
        ).logits
        model.copy_gate.bias.sub_(50)
    assert tokenizer.decode(logits[0, -1].argmax()) == "座"


def test_cached_steps_equal_the_whole(model, tokenizer):
    """What is written step by step with a cache scores as when it is given at once."""
    batch = tokenizer("标题:", "共有288座位，每天从九点开到晚上", return_tensors="pt")
    output = model.generate(
        input_ids=batch["input_ids"],
        attention_mask=batch["attention_mask"],
        max_new_tokens=8,
        do_sample=False,
        num_beams=1,
        return_dict_in_generate=True,
        output_logits=True,
    )
    with torch.no_grad():
        whole = model(
            input_ids=batch["input_ids"], decoder_input_ids=output.sequences[:, :-1]
        ).logits
    assert torch.allclose(torch.stack(output.logits, dim=1), whole, atol=1e-3)


def test_generate_needs_nothing_but_the_input(model, tokenizer):
    batch = tokenizer("标题:", "粮食会议", return_tensors="pt")
    plain = model.generate(
        input_ids=batch["input_ids"], attention_mask=batch["attention_mask"], max_new_tokens=5
    )
    copies = copyable(batch["input_ids"], eos=2, pad=1)
    given = model.generate(
        input_ids=batch["input_ids"],
        attention_mask=batch["attention_mask"],
        decoder_copy_ids=copies,
        max_new_tokens=5,
    )
    assert plain.tolist() == given.tolist()


def test_the_span_head_sees_only_the_text_and_the_null_position(model):
    ids = torch.tensor([[0, 7, 2, 9, 10, 2, 1]])
    copies = copyable(ids, eos=2, pad=1)
    with torch.no_grad():
        logits = model.span_logits(torch.ones(1, 7, model.config.d_model), copies)
    assert [position for position in range(7) if logits[0, position, 0] > -1e8] == [0, 3, 4]


def test_without_a_source_it_says_so(model):
    with pytest.raises(ValueError, match="nothing to copy from"):
        model(decoder_input_ids=torch.tensor([[2]]))
