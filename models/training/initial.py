"""From the base to folders that transformers and sentence-transformers load as they are."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import torch
from tokenizers import (
    AddedToken,
    Regex,
    Tokenizer,
    decoders,
    normalizers,
    pre_tokenizers,
    processors,
)
from tokenizers.models import Unigram
from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

from models.copy_bart import CopyBartConfig, CopyBartForConditionalGeneration
from models.training.base import SPECIALS, Base, is_han

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sentence_transformers import SentenceTransformer

__all__ = [
    "LAYER_PARTS",
    "SHARD_SIZE",
    "embedder_tokenizer",
    "generator_tokenizer",
    "save_embedder",
    "save_sentence_transformer",
    "start_generator",
]

SHARD_SIZE = "40MB"
MAX_TOKENS = 512
HEAD = 32  # E5's width of an attention head
MARKS = {"，": ",", "（": "(", "）": ")", "：": ":", "；": ";", "！": "!", "？": "?", "\n": "▁"}
_WIDE = {chr(0xFF01 + code - 0x21): chr(code) for code in range(0x21, 0x7F) if chr(code).isalnum()}


def embedder_tokenizer(base: Base) -> PreTrainedTokenizerFast:
    """XLM-R's own: NFKC, a word-start mark in front, every kept piece."""
    tokenizer = Tokenizer(Unigram(list(zip(base.pieces, base.scores, strict=True)), unk_id=3))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Strip()]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(prepend_scheme="always")
    return _wrap(tokenizer)


def generator_pieces(base: Base) -> list[tuple[str, float, int]]:
    """Return (piece, score, row of the base to start from).

    Han pieces have at most two characters and no word-start mark: then far fewer answers begin
    or end inside a piece than with longer ones, for little more tokens.
    """
    pieces = [
        (piece, score, row)
        for row, (piece, score) in enumerate(zip(base.pieces, base.scores, strict=True))
        if not any(map(is_han, piece)) or (len(piece) <= 2 and not piece.startswith("▁"))
    ]
    rows = {piece: row for row, piece in enumerate(base.pieces)}
    lowest = min(base.scores)
    pieces += [(mark, lowest, rows[twin]) for mark, twin in MARKS.items() if mark not in rows]
    return pieces


def generator_tokenizer(base: Base) -> PreTrainedTokenizerFast:
    """Keep the source's characters: only letters and digits change width; a digit is a piece."""
    pieces = [(piece, score) for piece, score, _ in generator_pieces(base)]
    tokenizer = Tokenizer(Unigram(pieces, unk_id=3))
    replacements = [normalizers.Replace(wide, narrow) for wide, narrow in _WIDE.items()]
    spaces = [normalizers.Replace(space, "▁") for space in (" ", "\u3000", "\u00a0", "\t")]
    tokenizer.normalizer = normalizers.Sequence(replacements + spaces)
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex(r"[0-9]"), "isolated")
    tokenizer.decoder = decoders.Sequence([decoders.Replace("▁", " "), decoders.Fuse()])
    return _wrap(tokenizer)


def save_embedder(base: Base, folder: Path) -> None:
    """Save a sentence-transformers folder: BERT, mean pooling, unit length, E5's prompts."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer

    sizes = _sizes(base)
    config = BertConfig(
        vocab_size=len(base.pieces),
        hidden_size=sizes.hidden,
        num_hidden_layers=sizes.layers,
        num_attention_heads=sizes.heads,
        intermediate_size=sizes.ffn,
        pad_token_id=1,
        bos_token_id=0,
        eos_token_id=2,
    )
    bert = BertModel(config)
    state = {name: torch.from_numpy(values) for name, values in base.tensors.items()}
    for kind, parameter in bert.pooler.dense.named_parameters():
        state[f"pooler.dense.{kind}"] = torch.zeros_like(parameter)  # part of the class, never used
    bert.load_state_dict(state)
    with tempfile.TemporaryDirectory() as scratch:
        bert.save_pretrained(scratch)
        embedder_tokenizer(base).save_pretrained(scratch)
        modules = [Transformer(scratch), Pooling(sizes.hidden, pooling_mode="mean"), Normalize()]
        prompts = {"query": "query: ", "document": "passage: "}
        model = SentenceTransformer(modules=modules, prompts=prompts, device="cpu")
        save_sentence_transformer(model, folder)


def save_sentence_transformer(model: SentenceTransformer, folder: Path) -> None:
    """Save a model whose first module is a transformer: safetensors of fp16 in shards."""
    model.half()
    for old in folder.glob("model*.safetensors*"):
        old.unlink()
    model.save(str(folder), create_model_card=False)
    (folder / "model.safetensors").unlink()
    model[0].auto_model.save_pretrained(folder, max_shard_size=SHARD_SIZE)


def start_generator(
    base: Base, *, decoder_layers: int = 4, pieces: Sequence[tuple[str, float, int]] | None = None
) -> CopyBartForConditionalGeneration:
    """Return a BART whose encoder computes what E5 does, and whose decoder starts from it too.

    ``pieces``: its vocabulary, as :func:`generator_pieces` returns it and if None that.
    """
    pieces, sizes = generator_pieces(base) if pieces is None else pieces, _sizes(base)
    config = CopyBartConfig(
        vocab_size=len(pieces),
        d_model=sizes.hidden,
        encoder_layers=sizes.layers,
        decoder_layers=decoder_layers,
        encoder_attention_heads=sizes.heads,
        decoder_attention_heads=sizes.heads,
        encoder_ffn_dim=sizes.ffn,
        decoder_ffn_dim=sizes.ffn,
        max_position_embeddings=MAX_TOKENS,
        dropout=0.1,
        attention_dropout=0.0,
        decoder_start_token_id=2,
    )
    model = CopyBartForConditionalGeneration(config)
    state = model.state_dict()
    tensors = {name: torch.from_numpy(values) for name, values in base.tensors.items()}
    words = tensors["embeddings.word_embeddings.weight"][[row for _, _, row in pieces]]
    positions = torch.zeros(MAX_TOKENS + 2, sizes.hidden)
    positions[2:] = tensors["embeddings.position_embeddings.weight"]
    for side in ("encoder", "decoder"):
        state[f"model.{side}.embed_tokens.weight"] = words
        state[f"model.{side}.embed_positions.weight"] = positions.clone()
        for kind in ("weight", "bias"):
            state[f"model.{side}.layernorm_embedding.{kind}"] = tensors[
                f"embeddings.LayerNorm.{kind}"
            ]
    state["model.encoder.embed_positions.weight"][2:] += tensors[
        "embeddings.token_type_embeddings.weight"
    ][0]
    state["model.shared.weight"] = state["lm_head.weight"] = words
    for layer in range(sizes.layers):
        _copy_layer(state, tensors, layer, f"model.encoder.layers.{layer}", cross=False)
    for layer in range(decoder_layers):
        source = max(0, round((layer + 1) * sizes.layers / decoder_layers) - 1)
        _copy_layer(state, tensors, source, f"model.decoder.layers.{layer}", cross=True)
    model.load_state_dict(state)
    return model


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sizes:
    hidden: int
    layers: int
    heads: int
    ffn: int


def _sizes(base: Base) -> _Sizes:
    ffn, hidden = base.tensors["encoder.layer.0.intermediate.dense.weight"].shape
    layers = sum(name.endswith("intermediate.dense.bias") for name in base.tensors)
    return _Sizes(hidden=hidden, layers=layers, heads=hidden // HEAD, ffn=ffn)


LAYER_PARTS = {
    "self_attn.q_proj": "attention.self.query",
    "self_attn.k_proj": "attention.self.key",
    "self_attn.v_proj": "attention.self.value",
    "self_attn.out_proj": "attention.output.dense",
    "self_attn_layer_norm": "attention.output.LayerNorm",
    "fc1": "intermediate.dense",
    "fc2": "output.dense",
    "final_layer_norm": "output.LayerNorm",
}


def _copy_layer(
    state: dict[str, torch.Tensor],
    tensors: dict[str, torch.Tensor],
    layer: int,
    target: str,
    *,
    cross: bool,
) -> None:
    for ours, theirs in LAYER_PARTS.items():
        for kind in ("weight", "bias"):
            values = tensors[f"encoder.layer.{layer}.{theirs}.{kind}"]
            state[f"{target}.{ours}.{kind}"] = values
            if cross and ours.startswith("self_attn"):
                name = ours.replace("self_attn", "encoder_attn")
                state[f"{target}.{name}.{kind}"] = values


def _wrap(tokenizer: Tokenizer) -> PreTrainedTokenizerFast:
    bos, pad, eos, unknown = SPECIALS
    tokenizer.add_special_tokens([AddedToken(special, special=True) for special in SPECIALS])
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{bos} $A {eos}",
        pair=f"{bos} $A {eos} $B {eos}",
        special_tokens=[(bos, 0), (eos, 2)],
    )
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        bos_token=bos,
        pad_token=pad,
        eos_token=eos,
        unk_token=unknown,
        cls_token=bos,
        sep_token=eos,
        model_max_length=MAX_TOKENS,
        clean_up_tokenization_spaces=False,
    )
