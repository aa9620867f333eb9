"""Learning from sentences that readers labelled: a critic of them, a selector of those that answer.

The first layers of a generator's encoder become a plain BERT, and two small layers, which look at
the mean of a sentence's tokens, learn to say of it whether each of several things is so.
"""

from __future__ import annotations

import hashlib
import json
import lzma
import random
import shutil
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from torch import nn
from transformers import BertConfig, BertModel

from models.copy_bart import CopyBartForConditionalGeneration
from models.loading import note_hash
from models.selector import WINDOW
from models.tokenizer import FixedTokenizer
from models.training.initial import LAYER_PARTS, SHARD_SIZE

__all__ = ["Labelled", "Settings", "is_aside", "rows_of", "tokens_of", "train"]

TOKENS = WINDOW  # that are read at most

BATCH = 2048  # tokens
HIDDEN = 128  # of the layer between the encoder and its answers
WARMUP = 0.06  # share of the steps
HEAD_RATE = 1e-3
SET_ASIDE = 12  # of every so manieth article nothing is learnt
_NO_DROPOUT = {"hidden_dropout_prob": 0.0, "attention_probs_dropout_prob": 0.0}
"""It is for many epochs, and drawing it takes two thirds as long as all of the rest."""
_TABLE_FIRST = 2  # BART's places begin here in their table
_HEAD = "head.safetensors"
_PARTS = {
    f"{place}.{part}": f"{layer}.{part}"
    for place, layer in ((0, "widen"), (2, "narrow"))
    for part in ("weight", "bias")
}
_FILES = ("tokenizer.json", "tokenizer_config.json")
_MODULES = [
    {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
    {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """What is read at once, and of each of its ``parts`` whether several things are so, 1 or 0.

    A part is its first token's place in ``ids``, and that behind its last one; its ``truth`` is not
    a number (``nan``) where nobody said it. ``aside``: nothing is learnt from them.
    """

    ids: Sequence[int]
    parts: Sequence[tuple[int, int]]
    truth: Sequence[tuple[float, ...]]
    aside: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """``layers`` of a generator's encoder are kept, the first ``frozen`` of them as they are.

    ``rate`` is that of the others, falling from it to 0. ``steps``: instead of ``epochs``.
    """

    layers: int = 8
    frozen: int = 2
    epochs: int = 3
    rate: float = 6e-5
    seed: int = 5
    steps: int | None = None


def tokens_of(start: Path) -> FixedTokenizer:
    """Return what makes tokens of a text for what is trained from ``start``, cut at so many."""
    return FixedTokenizer.load(start, most=TOKENS)


def is_aside(id_: str) -> bool:
    """Return whether nothing is learnt from the article of that id."""
    return hashlib.sha256(id_.encode()).digest()[0] % SET_ASIDE == 0


def rows_of(files: Sequence[Path], data: Path) -> Iterator[tuple[dict[str, Any], str, str]]:
    """Yield the lines of label files, each with the title and the text of its article.

    A line has the ``set`` and ``id`` of an article and the beginning of its text's ``sha256``.
    Raises ValueError for an article that is missing in ``data`` or has another text.
    """
    lines = [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]
    wanted: dict[str, set[str]] = defaultdict(set)
    for line in lines:
        wanted[line["set"]].add(line["id"])
    articles = {name: _articles(data / f"{name}.jsonl.xz", ids) for name, ids in wanted.items()}
    for line in lines:
        article = articles[line["set"]].get(line["id"], {})
        text = str(article.get("text", ""))
        if not hashlib.sha256(text.encode()).hexdigest().startswith(line["sha256"]):
            raise ValueError(f"{line['set']}: text {line['id']!r} is missing, or another")
        yield line, str(article.get("title") or ""), text


def _articles(file: Path, ids: set[str]) -> dict[str, Mapping[str, Any]]:
    with lzma.open(file, "rt", encoding="utf-8") as rows:
        return {row["id"]: row for row in map(json.loads, rows) if row["id"] in ids}


def train(
    rows: Sequence[Labelled],
    start: Path,
    out: Path,
    settings: Settings,
    *,
    name: str,
    kinds: Sequence[str],
    unseen: Sequence[Labelled] = (),
) -> None:
    """Train and save into ``out``; print the loss and how well those set aside are told apart.

    At the end the same of the ``unseen``, of which nothing is learnt. ``start`` is a generator, or
    what this wrote before, which goes on. ``name`` is that of the two layers, and ``kinds`` are
    what they say of a text, in the order of its ``truth``.
    """
    torch.manual_seed(settings.seed)
    rng = random.Random(settings.seed)
    bert = _bert(start, settings.layers)
    for part in (bert.embeddings, *bert.encoder.layer[: settings.frozen]):
        part.requires_grad_(False)
    head = nn.Sequential(
        nn.Linear(bert.config.hidden_size, HIDDEN), nn.Tanh(), nn.Linear(HIDDEN, len(kinds))
    )
    if (start / _HEAD).is_file():
        before = load_file(start / _HEAD)
        if not any(part.startswith(f"{name}.") for part in before):
            raise ValueError(f"{start} is no {name}: start with a generator, or a {name}")
        head.load_state_dict({own: before[f"{name}.{its}"].float() for own, its in _PARTS.items()})
    learnt = [row for row in rows if not row.aside]
    aside = [row for row in rows if row.aside]
    rates = [settings.rate, HEAD_RATE]
    learning = [one for one in bert.parameters() if one.requires_grad]
    groups: list[dict[str, Any]] = [
        {"params": params, "lr": rate}
        for params, rate in zip((learning, list(head.parameters())), rates, strict=True)
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    steps = settings.steps or settings.epochs * len(list(_batches(learnt, rng)))
    done, begun = 0, time.monotonic()
    while done < steps:
        total, first = 0.0, done
        bert.train()
        for several in _batches(learnt, rng):
            if done == steps:
                break
            share = min(1.0, (done + 1) / (WARMUP * steps)) * (1 - done / steps)
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * share
            loss = _loss(_logits(bert, head, several), _truth(several))
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_([*bert.parameters(), *head.parameters()], 1.0)
            optimizer.step()
            total, done = total + loss.item(), done + 1
        minutes = (time.monotonic() - begun) / 60
        told = _told_apart(bert, head, aside, kinds)
        print(
            f"step {done} loss {total / (done - first):.3f} minutes {minutes:.1f} {told}",
            flush=True,
        )
    if unseen:
        print(f"unseen {len(unseen)} {_told_apart(bert, head, unseen, kinds)}", flush=True)
    _save(bert, head, start, out, name)


def _loss(logits: torch.Tensor, truth: torch.Tensor) -> torch.Tensor:
    """Return the mean cross entropy of what was said of the parts."""
    said = ~torch.isnan(truth)
    return nn.functional.binary_cross_entropy_with_logits(logits[said], truth[said])


def _bert(start: Path, layers: int) -> BertModel:
    """Return the first ``layers`` of a generator's encoder as a BERT, or a BERT as it is."""
    if (start / _HEAD).is_file():
        again: BertModel = BertModel.from_pretrained(
            start, dtype=torch.float32, add_pooling_layer=False, **_NO_DROPOUT
        )
        return again
    model = CopyBartForConditionalGeneration.from_pretrained(start, dtype=torch.float32)
    config, encoder = model.config, model.get_encoder().state_dict()
    bert = BertModel(
        BertConfig(
            vocab_size=config.vocab_size,
            hidden_size=config.d_model,
            num_hidden_layers=layers,
            num_attention_heads=config.encoder_attention_heads,
            intermediate_size=config.encoder_ffn_dim,
            max_position_embeddings=config.max_position_embeddings,
            layer_norm_eps=1e-5,
            pad_token_id=config.pad_token_id,
            **_NO_DROPOUT,
        ),
        add_pooling_layer=False,
    )
    state = {
        "embeddings.word_embeddings.weight": model.get_input_embeddings().weight.detach(),
        "embeddings.position_embeddings.weight": encoder["embed_positions.weight"][_TABLE_FIRST:],
        "embeddings.token_type_embeddings.weight": torch.zeros(2, config.d_model),
    }
    for part in ("weight", "bias"):
        state[f"embeddings.LayerNorm.{part}"] = encoder[f"layernorm_embedding.{part}"]
        for layer in range(layers):
            for own, other in LAYER_PARTS.items():
                state[f"encoder.layer.{layer}.{other}.{part}"] = encoder[
                    f"layers.{layer}.{own}.{part}"
                ]
    bert.load_state_dict(state)
    return bert


def _batches(rows: Sequence[Labelled], rng: random.Random) -> Iterator[list[Labelled]]:
    """Yield rows of like lengths, at most BATCH tokens when filled up, mixed."""
    ordered = sorted(rows, key=lambda row: len(row.ids) + 8 * rng.random())
    found: list[list[Labelled]] = [[]]
    for row in ordered:
        longest = max(len(row.ids), *(len(one.ids) for one in found[-1]), 1)
        if found[-1] and (len(found[-1]) + 1) * longest > BATCH:
            found.append([])
        found[-1].append(row)
    rng.shuffle(found)
    yield from found


def _truth(rows: Sequence[Labelled]) -> torch.Tensor:
    return torch.tensor([truth for row in rows for truth in row.truth])


def _logits(bert: BertModel, head: nn.Module, rows: Sequence[Labelled]) -> torch.Tensor:
    """Return what is said of each part of the rows, one behind the other."""
    width, pad = max(len(row.ids) for row in rows), bert.config.pad_token_id
    ids = torch.tensor([[*row.ids, *[pad] * (width - len(row.ids))] for row in rows])
    mask = torch.tensor([[1] * len(row.ids) + [0] * (width - len(row.ids)) for row in rows])
    with torch.autocast("cpu", torch.bfloat16):
        hidden = bert(input_ids=ids, attention_mask=mask).last_hidden_state.float()
    means = [
        read[start:end].mean(0)
        for read, row in zip(hidden, rows, strict=True)
        for start, end in row.parts
    ]
    logits: torch.Tensor = head(torch.stack(means))
    return logits


def _told_apart(
    bert: BertModel,
    head: nn.Module,
    rows: Sequence[Labelled],
    kinds: Sequence[str],
) -> str:
    """Return how well each kind is told from the others in rows, as AUROC and average precision."""
    from sklearn.metrics import average_precision_score, roc_auc_score

    bert.eval()
    with torch.no_grad():
        found = [_logits(bert, head, [row]) for row in rows]
    if not found:
        return ""
    logits, truth = torch.cat(found).numpy(), _truth(rows).numpy()
    told = []
    for at, kind in enumerate(kinds):
        said = ~np.isnan(truth[:, at])
        so, made = truth[said, at], logits[said, at]
        if 0 < so.sum() < len(so):
            told.append(
                f"{kind} {so.mean():.3f} auroc {roc_auc_score(so, made):.3f}"
                f" ap {average_precision_score(so, made):.3f}"
            )
    return " ".join(told)


def _save(bert: BertModel, head: nn.Module, start: Path, out: Path, name: str) -> None:
    """Write a folder of sentence-transformers in fp16, and the head beside it."""
    out.mkdir(parents=True, exist_ok=True)
    bert.half().save_pretrained(out, max_shard_size=SHARD_SIZE)
    state = head.state_dict()
    save_file({f"{name}.{its}": state[own] for own, its in _PARTS.items()}, out / _HEAD)
    note_hash(out)
    for file in _FILES:
        shutil.copy(start / file, out / file)
    (out / "modules.json").write_text(json.dumps(_MODULES, indent=2) + "\n", "utf-8")
    (out / "1_Pooling").mkdir(exist_ok=True)
    pooling = {
        "embedding_dimension": bert.config.hidden_size,
        "pooling_mode": "mean",
        "include_prompt": True,
    }
    (out / "1_Pooling" / "config.json").write_text(json.dumps(pooling, indent=2) + "\n", "utf-8")
