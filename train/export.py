"""A fitted checkpoint as what ships: int8 ONNX, tokenizer and card."""

from __future__ import annotations

from pathlib import Path

import torch

from train.network import Network


def export_onnx(net: Network, path: Path) -> None:
    """Writes the float32 graph: ids [1, t] and features [1, t, 3] in, tags and links out; one window a call."""

    class Exported(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.net = net

        def forward(self, ids: torch.Tensor, features: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
            return self.net(ids, features, None)  # type: ignore[no-any-return]

    length = torch.export.Dim("length", min=3, max=512)
    ids = torch.randint(1000, 20000, (1, 64))
    torch.onnx.export(
        Exported().eval(),
        (ids, torch.zeros(1, 64, len(net.encoder.features), dtype=torch.int64)),
        str(path),
        input_names=["ids", "features"],
        output_names=["tags", "links"],
        dynamic_shapes={"ids": {1: length}, "features": {1: length}},
        dynamo=True,
        external_data=False,
    )


def quantize(source: Path, out: Path) -> None:
    """Writes ``source`` with its matrices and word vectors in int8 (dynamic quantization, a scale a column)."""
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process

    prepared = out.with_suffix(".prepared.onnx")
    quant_pre_process(str(source), str(prepared), skip_symbolic_shape=True)
    quantize_dynamic(str(prepared), str(out), weight_type=QuantType.QInt8, per_channel=True)
    prepared.unlink()
