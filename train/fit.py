"""Fits the network: `python -m train.fit --data DATA --encoder FOLDER --out FOLDER`.

A pass takes all reports of the world, articles of PolNeAR whose speakers are known, and a sample of the others. Every
random choice comes from one seed.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from dataclasses import asdict, dataclass, fields
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional as F

from quoth.parse import KINDS, PARTS
from quoth.read.network import LINKS
from quoth.read.tokens import FEATURES
from train.augment import Example, augmented
from train.network import Network, distance_bucket
from train.prepare import Labelled, label, load, load_tokenizer, silver_labels, windows
from train.start import start_from, weights_of
from train.synthetic import TRANSCRIPT, quotations_of, transcript, varied
from train.world import load_world, with_speakers

# Where the labels of each layer stand in a batch; the fourth column is a word's head.
COLUMNS = {"pos": 0, "entity": 1, "relation": 2, "kind": 4, "part": 5}
SPEAKER = {"kind": KINDS, "part": PARTS}


@dataclass(frozen=True)
class Knobs:
    """All that can be turned, with what was found best on dev."""

    seed: int = 7
    passes: int = 8
    batch: int = 3300  # word pieces a step
    rate: float = 2e-4  # of the top encoder layer; each layer below has `decay` times that of the one above
    decay: float = 0.88
    head_rate: float = 1e-3
    warmup: float = 0.06
    weight_decay: float = 0.02
    noise: float = 0.1
    masked: float = 0.04  # word pieces hidden in training
    link_weight: float = 0.25  # of each link head, beside 1 for the tags
    silver_weight: float = 0.2  # falls to a tenth of itself at the end
    inner_weight: float = 0.25  # of "no statement within a statement" in articles whose annotators marked none
    speaker_weight: float = 0.3  # of the kind of a speaker, the parts of a source, and where else the speaker is named
    spoken: int = 124  # articles of PolNeAR with known speakers in a pass
    frozen: int = 0  # encoder layers, from below, that stay as they are, with the embeddings
    sample: int = 840  # articles of PolNeAR without known speakers in a pass
    repeat: int = 1  # times that the reports of the world stand in a pass
    rows: float = 0.4  # share of content tokens whose link is taught in a step
    heads: float = 0.3  # share of silver heads taught in a step
    average: float = 0.998  # of the weights, over steps
    clip: float = 1.0


@dataclass
class Batch:
    """Padded windows and their labels; rows are (window, token) pairs with a 0/1 row of right targets, none last."""

    ids: Tensor
    features: Tensor
    mask: Tensor
    tags: Tensor
    inner: Tensor
    nests: Tensor  # [b]: 1 where statements within statements are annotated
    paragraph: Tensor
    marks: Tensor
    rows: dict[str, tuple[Tensor, Tensor, Tensor]]  # link -> rows [r, 2], targets [r, t + 1], weights [r]
    silver: Tensor

    def to(self, device: str) -> Batch:
        """The batch on another device."""
        moved = {f.name: getattr(self, f.name) for f in fields(self)}
        rows = {name: (at.to(device), right.to(device), w.to(device)) for name, (at, right, w) in self.rows.items()}
        return Batch(**{k: v.to(device) for k, v in moved.items() if k != "rows"}, rows=rows)


def collate(items: list[tuple[Labelled, int, int]], knobs: Knobs, rng: random.Random) -> Batch:
    """The windows as one batch, with [CLS] and [SEP] around each."""
    b, t = len(items), max(j - i for _, i, j in items) + 2
    ids = np.zeros((b, t), np.int64)
    features = np.zeros((b, t, len(FEATURES)), np.int64)
    mask = np.zeros((b, t), np.float32)
    tags, inner = np.full((b, t), -100, np.int64), np.full((b, t), -100, np.int64)
    nests = np.array([float(art.nests) for art, _, _ in items], np.float32)
    paragraph, marks = np.zeros((b, t), np.int64), np.zeros((b, t), np.int64)
    silver = np.full((b, t, 6), -1, np.int64)
    rows: dict[str, list[tuple[int, int, list[int], float]]] = {name: [] for name in (*LINKS, "same")}
    for n, (art, i, j) in enumerate(items):
        size = j - i
        ids[n, 0], ids[n, size + 1] = 101, 102
        ids[n, 1 : size + 1] = art.tokens.ids[i:j]
        features[n, 1 : size + 1] = art.tokens.features[i:j]
        mask[n, : size + 2] = 1
        tags[n, 1 : size + 1] = art.tags[i:j]
        inner[n, 1 : size + 1] = art.inner[i:j]
        paragraph[n, 1 : size + 1] = art.tokens.paragraph[i:j]
        paragraph[n, 0], paragraph[n, size + 1 :] = art.tokens.paragraph[i], art.tokens.paragraph[j - 1]
        marks[n, 1 : size + 1] = art.tokens.marks[i:j]
        marks[n, 0], marks[n, size + 1 :] = art.tokens.marks[i], art.tokens.marks[j - 1]
        silver[n, 1 : size + 1] = art.silver[i:j]
        head = silver[n, 1 : size + 1, 3]
        head[head >= 0] = np.where((head[head >= 0] >= i) & (head[head >= 0] < j), head[head >= 0] - i + 1, -1)
        hide = np.array([rng.random() < knobs.masked for _ in range(size)])
        ids[n, 1 : size + 1][hide] = 103
        _rows(art, n, i, j, rows, knobs, rng)
    packed = {name: _pack(found, t) for name, found in rows.items()}
    as_tensor = torch.from_numpy
    return Batch(
        as_tensor(ids),
        as_tensor(features),
        as_tensor(mask),
        as_tensor(tags),
        as_tensor(inner),
        as_tensor(nests),
        as_tensor(paragraph),
        as_tensor(marks),
        packed,
        as_tensor(silver),
    )


def _rows(
    art: Labelled,
    n: int,
    i: int,
    j: int,
    rows: dict[str, list[tuple[int, int, list[int], float]]],
    knobs: Knobs,
    rng: random.Random,
) -> None:
    owners: dict[tuple[str, int], list[int]] = {}
    for cue, source, content in art.cues:
        at = [cue - i + 1] if i <= cue < j else []
        if cue >= 0 and not at:
            continue  # its cue is beyond the window: that its pieces have none is not to be learned
        inside_s = [x - i + 1 for x in source if i <= x < j]
        inside_c = [x - i + 1 for x in content if i <= x < j]
        for x in inside_s:
            owners.setdefault(("source_cue", x), []).extend(at)
        for k, x in enumerate(inside_c):
            if k == 0 or rng.random() < knobs.rows:
                owners.setdefault(("content_cue", x), []).extend(at)
        if at:
            if inside_s or not source:
                rows["cue_source"].append((n, at[0], inside_s, 1.0))
            if inside_c:
                rows["cue_content"].append((n, at[0], inside_c, 1.0))
    for (name, x), targets in owners.items():
        rows[name].append((n, x, targets, 1.0))
    for asking, places in art.same:
        inside = [x - i + 1 for x in places if i <= x < j]
        if inside or not places:
            rows["same"] += [(n, x - i + 1, inside, 1.0) for x in asking if i <= x < j]


def _pack(found: list[tuple[int, int, list[int], float]], t: int) -> tuple[Tensor, Tensor, Tensor]:
    targets = np.zeros((len(found), t + 1), bool)
    for r, (_, _, right, _) in enumerate(found):
        targets[r, right or [t]] = True
    at = np.array([(n, x) for n, x, _, _ in found], np.int64).reshape(-1, 2)
    return torch.from_numpy(at), torch.from_numpy(targets), torch.tensor([w for *_, w in found])


def link_loss(scores: Tensor, mask: Tensor, rows: tuple[Tensor, Tensor, Tensor]) -> Tensor:
    """Mean over rows of -log of the probability that falls on any right target."""
    at, right, weight = rows
    if not len(at):
        return scores.sum() * 0
    scores = scores.masked_fill(~mask, -1e4)
    return ((scores.logsumexp(-1) - scores.masked_fill(~right, -1e4).logsumexp(-1)) * weight).mean()


def losses(net: Network, batch: Batch, knobs: Knobs) -> dict[str, Tensor]:
    """The loss of each head on a batch."""
    x, y = net.encode(batch.ids, batch.features, batch.mask)
    out = {"tags": F.cross_entropy(net.tags(x).float().flatten(0, 1), batch.tags.flatten(), ignore_index=-100)}
    each = F.cross_entropy(
        net.inner(x).float().flatten(0, 1), batch.inner.flatten(), ignore_index=-100, reduction="none"
    )
    weight = (batch.nests + (1 - batch.nests) * knobs.inner_weight)[:, None] * (batch.inner >= 0)
    out["inner"] = (each * weight.flatten()).sum() / (batch.inner >= 0).sum()
    columns = torch.cat(
        [batch.tags >= 0, torch.ones(len(batch.tags), 1, dtype=torch.bool, device=batch.tags.device)], 1
    )
    for name in (*LINKS, "same"):
        rows = batch.rows[name]
        out[name] = link_loss(row_scores(net.linkers()[name], y, batch, rows[0]), columns[rows[0][:, 0]], rows)
    for name, layer in net.silver.items():
        target = batch.silver[..., COLUMNS[name]]
        known = target >= 0
        out[name] = F.cross_entropy(layer(x[known]).float(), target[known]) if known.any() else x.sum() * 0
    at = (batch.silver[..., 3] >= 0).nonzero()
    at = at[torch.rand(len(at), device=at.device) < knobs.heads]
    right = torch.zeros(len(at), batch.ids.shape[1] + 1, dtype=torch.bool, device=at.device)
    right[torch.arange(len(at), device=at.device), batch.silver[at[:, 0], at[:, 1], 3]] = True
    rows = (at, right, torch.ones(len(at), device=at.device))
    out["head"] = link_loss(row_scores(net.head, y, batch, at), columns[at[:, 0]], rows)
    return out


def row_scores(linker: torch.nn.Module, y: Tensor, batch: Batch, at: Tensor) -> Tensor:
    """Link scores of the tokens ``at`` only: [rows, t + 1], none last."""
    v = linker.vectors(y)  # type: ignore[operator]
    q, k, none = v[..., : linker.inner], v[..., linker.inner : -1], v[..., -1]
    scores = (q @ k.transpose(-1, -2))[at[:, 0], at[:, 1]].float()
    n, x = at[:, 0], at[:, 1]
    where = torch.arange(batch.ids.shape[1], device=at.device)[None, :] - x[:, None]
    para = (batch.paragraph[n] - batch.paragraph[n, x][:, None]).clamp(-2, 2) + 2
    edge = (batch.marks[n] - batch.marks[n, x][:, None]).clamp(-4, 4) + 4
    bias = sum(
        F.embedding(i, table[:, None])[..., 0]
        for i, table in ((distance_bucket(where), linker.distance), (para, linker.crossing), (edge, linker.marks))
    )
    return torch.cat([scores + bias, none[n, x].float()[:, None]], 1)


@dataclass
class Corpus:
    """What is taught: articles of PolNeAR, those of them whose speakers are known, reports of the world."""

    polnear: list[Example]
    spoken: list[Example]
    world: list[Example]
    said: list[str]

    @classmethod
    def load(cls, data: Path, most: int | None = None) -> Corpus:
        """All that DATA holds."""
        articles = with_speakers(load(data, "train")[:most], data)
        world = load_world(data)[:most]
        spoken = [e for e in articles if e.kinds]
        return cls([e for e in articles if not e.kinds], spoken, world, quotations_of([*spoken, *world]))

    def drawn(self, knobs: Knobs, rng: random.Random) -> list[Example]:
        """The articles of one pass, changed anew, with some reports made up."""
        some = rng.sample(self.polnear, min(knobs.sample, len(self.polnear)))
        heard = rng.sample(self.spoken, min(knobs.spoken, len(self.spoken)))
        out = [augmented(e, rng) for e in [*some, *heard]]
        for e in self.world * knobs.repeat:
            out.append(augmented(varied(e, rng), rng))
            if rng.random() < TRANSCRIPT:
                out.append(transcript(self.said, rng))
        return out


def batches(
    corpus: Corpus, tokenizer: Tokenizer, labels: dict[str, dict[str, int]], knobs: Knobs, rng: random.Random
) -> list[list[tuple[Labelled, int, int]]]:
    """One pass: every article changed and cut anew, windows of like length together, in random order."""
    items = []
    for example in corpus.drawn(knobs, rng):
        art = label(example, tokenizer, labels)
        items += [(art, i, j) for i, j in windows(art.tokens, rng)]
    items.sort(key=lambda x: x[2] - x[1] + rng.uniform(-12, 12))
    out: list[list[tuple[Labelled, int, int]]] = []
    size = 0
    for item in items:
        width = item[2] - item[1] + 2
        if not out or (len(out[-1]) + 1) * max(size, width) > knobs.batch:
            out.append([])
            size = 0
        out[-1].append(item)
        size = max(size, width)
    rng.shuffle(out)
    return out


def optimizer(net: Network, knobs: Knobs) -> tuple[torch.optim.Optimizer, list[float]]:
    """AdamW with a rate for each encoder layer, and one for the heads; no decay on vectors."""
    groups: dict[tuple[float, float], list[torch.nn.Parameter]] = {}
    for name, p in net.named_parameters():
        if name.startswith("encoder.layers."):
            rate = knobs.rate * knobs.decay ** (5 - int(name.split(".")[2]))
        elif name.startswith("encoder.features"):
            rate = knobs.head_rate
        elif name.startswith("encoder."):
            rate = knobs.rate * knobs.decay**6
        else:
            rate = knobs.head_rate
        groups.setdefault((rate, knobs.weight_decay if p.dim() > 1 else 0.0), []).append(p)
    made = [{"params": ps, "lr": lr, "weight_decay": wd} for (lr, wd), ps in groups.items()]
    return torch.optim.AdamW(made, betas=(0.9, 0.98), fused=True), [lr for lr, _ in groups]


def freeze(net: Network, layers: int) -> None:
    """Leaves the lowest ``layers`` of the encoder, and its embeddings, as they are; 0 leaves nothing."""
    kept = {p for layer in net.encoder.layers[layers:] for p in layer.parameters()}
    for p in net.encoder.parameters():
        p.requires_grad_(not layers or p in kept)


def bfloat16_is_fast() -> bool:
    """Whether this processor multiplies bfloat16 itself; one that does not is slower with it, up to sixteen times."""
    flags = Path("/proc/cpuinfo")
    return flags.exists() and any(x in flags.read_text() for x in ("avx512_bf16", "amx_bf16"))


def rate_at(x: float, warmup: float) -> float:
    """One cycle, of which ``x`` is done: up in a straight line, down along a cosine to 2 %."""
    if x < warmup:
        return x / warmup
    return 0.02 + 0.98 * 0.5 * (1 + float(np.cos(np.pi * (x - warmup) / (1 - warmup))))


def add_knobs(parser: argparse.ArgumentParser) -> None:
    """An option for each knob that is turned from the command line."""
    for name in ("passes", "seed", "rate", "head_rate", "batch", "sample", "spoken", "repeat", "frozen"):
        value = getattr(Knobs, name)
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(value), default=value)


def knobs_of(args: argparse.Namespace) -> Knobs:
    """The knobs as the command line has them."""
    return Knobs(**{f.name: getattr(args, f.name) for f in fields(Knobs) if hasattr(args, f.name)})


def main() -> None:
    """Reads the data, fits, and leaves the averaged weights of every pass in the out folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True, help="folder with model.safetensors and tokenizer.json")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="the folder of a model to go on from")
    add_knobs(parser)
    parser.add_argument("--most", type=int, help="articles to use, for a quick trial")
    args = parser.parse_args()
    fit(args.data, args.encoder, args.out, knobs_of(args), args.start, args.most)


def fit(data: Path, encoder: Path, out: Path, knobs: Knobs, start: Path | None = None, most: int | None = None) -> None:
    """Fits on PolNeAR train and writes ``pass-NN.pt`` and ``fit.json`` into ``out``.

    After each pass it leaves all it needs to go on in ``state.pt``: stopped and started again with the same knobs, it
    goes on behind the last whole pass.
    """
    from safetensors.torch import load_file

    out.mkdir(parents=True, exist_ok=True)
    rng = random.Random(knobs.seed)
    torch.manual_seed(knobs.seed)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    tokenizer = load_tokenizer(encoder)
    corpus = Corpus.load(data, most)
    labels = silver_labels(corpus.polnear)
    if start:
        labels = {k: {x: n for n, x in enumerate(each)} for k, each in weights_of(start)[1].items() if k not in SPEAKER}
    labels |= {name: {x: n for n, x in enumerate(each)} for name, each in SPEAKER.items()}
    net = Network(FEATURES, {name: len(each) for name, each in labels.items()}, knobs.noise)
    if start:
        if "inner" not in start_from(net, start):
            net.inner.load_state_dict(net.tags.state_dict())
    else:
        net.encoder.load_bert(load_file(str(encoder / "model.safetensors")))
    net.to(device).train()
    freeze(net, knobs.frozen)
    average = {k: v.detach().clone() for k, v in net.state_dict().items()}
    opt, rates = optimizer(net, knobs)
    step, began, log = 0, time.time(), []
    state = out / "state.pt"
    if state.exists() and (saved := torch.load(state, map_location="cpu", weights_only=True))["knobs"] == asdict(knobs):
        net.load_state_dict(saved["net"])
        average = {k: v.to(device) for k, v in saved["average"].items()}
        opt.load_state_dict(saved["opt"])
        rng.setstate(saved["rng"])
        torch.set_rng_state(saved["torch"])
        step, log = saved["step"], saved["log"]
    for n in range(len(log), knobs.passes):
        todo = batches(corpus, tokenizer, labels, knobs, rng)
        sums: dict[str, float] = {}
        for k, items in enumerate(todo):
            done = (n + k / len(todo)) / knobs.passes
            scale = rate_at(done, knobs.warmup)
            for group, lr in zip(opt.param_groups, rates, strict=True):
                group["lr"] = lr * scale
            batch = collate(items, knobs, rng).to(device)
            with torch.autocast(device, torch.bfloat16, enabled=device == "cuda" or bfloat16_is_fast()):
                found = losses(net, batch, knobs)
            silver = knobs.silver_weight * (1 - 0.9 * done)
            weight = {"tags": 1.0, "inner": 1.0, **dict.fromkeys(LINKS, knobs.link_weight)}
            weight |= dict.fromkeys((*SPEAKER, "same"), knobs.speaker_weight)
            loss = sum(v * weight.get(name, silver) for name, v in found.items())
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), knobs.clip)
            opt.step()
            opt.zero_grad(set_to_none=True)
            step += 1
            if step % 4 == 0:
                keep = min(knobs.average**4, step / (step + 40))
                torch._foreach_lerp_(list(average.values()), [v.detach() for v in net.state_dict().values()], 1 - keep)
            for name, v in found.items():
                sums[name] = sums.get(name, 0.0) + float(v.detach())
            if k % 20 == 19:
                means = " ".join(f"{name} {v / (k + 1):.3f}" for name, v in sums.items())
                print(f"pass {n} step {k + 1}/{len(todo)} {time.time() - began:.0f}s {means}", flush=True)
        log.append({name: v / len(todo) for name, v in sums.items()} | {"seconds": time.time() - began})
        torch.save({k: v.cpu() for k, v in average.items()}, out / f"pass-{n:02d}.pt")
        told = {"knobs": asdict(knobs), "start": start and start.name, "passes": log, "labels": labels}
        (out / "fit.json").write_text(json.dumps(told, indent=1))
        now = {"knobs": asdict(knobs), "net": net.state_dict(), "average": average, "opt": opt.state_dict()}
        now |= {"rng": rng.getstate(), "torch": torch.get_rng_state(), "step": step, "log": log}
        torch.save(now, state.with_suffix(".part"))
        state.with_suffix(".part").replace(state)


if __name__ == "__main__":
    main()
