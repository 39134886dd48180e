"""The trained network as an ONNX graph with 8-bit weights, written node by node.

Every matrix product of the encoder is `DynamicQuantizeMatMul`: weights of 8 bits with a scale for each column, activations quantized
as they come, after their loudest channels were turned down and the weights behind them up (SmoothQuant, Xiao et al. 2023). The
heads stay in 32 bits: they are small, and what is lost in them is lost in the answer. Fused nodes (attention, skip and normalize,
bias and gelu) are those of onnxruntime.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from analystkit.pipeline.accurate.network import FILES
from analystkit.pipeline.accurate.reading import Words, words_of
from analystkit.pipeline.accurate.wordpiece import WordPieces
from training.accurate.encoder import EPSILON, HEADS, Encoder
from training.accurate.network import ARC, LABEL, Labels, Network

if TYPE_CHECKING:
    from spacy.tokens import Doc

_FUSED = "com.microsoft"
# How much of the range, on a scale of logarithms, moves from the activations to the weights. Of 0 (the weights as even as can be), .3, .5, .7, .8
# and .9 this one was nearest to 32 bits on GUM dev; at .5 the products behind the gelu are worse than without.
_MOVED = 0.8


Loudness = dict[torch.nn.Module, Any]


class Graph:
    """Nodes and constants of a graph as it grows."""

    def __init__(self, loudness: Loudness) -> None:
        self.loudness = loudness
        self.nodes: list[Any] = []
        self.constants: list[Any] = []
        self._count = 0

    def constant(self, value: Any, name: str = "") -> str:
        """Add a constant and return its name."""
        name = name or self._fresh("constant")
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def add(
        self, kind: str, *inputs: str, outputs: int = 1, domain: str = "", name: str = "", **attributes: Any
    ) -> Any:
        """Add a node; return the name of its output, or a list of them."""
        names = [name] if name else [self._fresh(kind.lower()) for _ in range(outputs)]
        self.nodes.append(helper.make_node(kind, list(inputs), names, domain=domain, **attributes))
        return names[0] if outputs == 1 else names

    def _fresh(self, kind: str) -> str:
        self._count += 1
        return f"{kind}_{self._count}"


def loudness(network: Network, texts: Iterable[Words], pieces: WordPieces) -> Loudness:
    """Return the largest absolute value in each channel of what goes into each product of the encoder, over some texts."""
    found: Loudness = {}

    def listen(linear: torch.nn.Module, given: tuple[torch.Tensor, ...]) -> None:
        loudest = given[0].detach().abs().flatten(0, -2).amax(dim=0).numpy()
        found[linear] = np.maximum(found[linear], loudest) if linear in found else loudest

    linears = [part for part in network.encoder.layers.modules() if isinstance(part, torch.nn.Linear)]
    hooks = [linear.register_forward_pre_hook(listen) for linear in linears]
    with torch.no_grad():
        for words in texts:
            ids, cases, gaps, _ = (torch.tensor([column]) for column in words.columns(pieces))
            network.encoder(ids, cases, gaps, torch.ones_like(ids, dtype=torch.bool))
    for hook in hooks:
        hook.remove()
    return found


def quantized(weight: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Quantize a matrix (in, out) to whole numbers from 1 to 255, with a scale for each column and 128 for nothing."""
    scale = np.maximum(np.abs(weight).max(axis=0), 1e-12) / 127
    zero = np.full(weight.shape[1], 128, dtype=np.uint8)
    return (np.rint(weight / scale) + 128).astype(np.uint8), scale.astype(np.float32), zero


def _product(graph: Graph, x: str, linear: torch.nn.Linear, bias: bool, whole: bool) -> str:
    weight = linear.weight.detach().numpy().T
    added = [graph.constant(linear.bias.detach().numpy())] if bias else []
    if whole:
        product = graph.add("MatMul", x, graph.constant(weight))
        return graph.add("Add", product, *added) if bias else product
    if linear in graph.loudness:
        loud = np.maximum(graph.loudness[linear], 1e-5)
        turned = loud**_MOVED / np.maximum(np.abs(weight).max(axis=1), 1e-5) ** (1 - _MOVED)
        x = graph.add("Mul", x, graph.constant((1 / turned).astype(np.float32)))
        weight = weight * turned[:, None]
    parts = [graph.constant(part) for part in quantized(weight)]
    return graph.add("DynamicQuantizeMatMul", x, *parts, *added, domain=_FUSED)


def _encoded(graph: Graph, encoder: Encoder, whole: bool) -> str:
    table = encoder.pieces.weight.detach().numpy()
    if whole:
        x = graph.add("Gather", graph.constant(table), "ids")
    else:
        scale = np.maximum(np.abs(table).max(axis=1, keepdims=True), 1e-12) / 127
        steps = np.rint(table / scale).astype(np.int8)
        x = graph.add("Cast", graph.add("Gather", graph.constant(steps), "ids"), to=TensorProto.FLOAT)
        x = graph.add("Mul", x, graph.add("Gather", graph.constant(scale.astype(np.float32)), "ids"))
    zero, axis = graph.constant(np.array([0])), graph.constant(np.array([0]))
    places = graph.constant(encoder.places.weight.detach().numpy())
    x = graph.add("Add", x, graph.add("Slice", places, zero, graph.add("Shape", "ids"), axis))
    for name, embedding in (("cases", encoder.cases), ("gaps", encoder.gaps)):
        x = graph.add("Add", x, graph.add("Gather", graph.constant(embedding.weight.detach().numpy()), name))
    x = graph.add("LayerNormalization", x, *_norm(graph, encoder.norm), epsilon=EPSILON)
    x = graph.add("Unsqueeze", x, axis)
    for layer in encoder.layers:
        qkv = _product(graph, x, layer.qkv, True, whole)
        q, k, v = graph.add("Split", qkv, outputs=3, axis=2, num_outputs=3)
        mixed = graph.add("MultiHeadAttention", q, k, v, domain=_FUSED, num_heads=HEADS)
        mixed = _product(graph, mixed, layer.attended, False, whole)
        x = _skipped(graph, x, mixed, layer.norm1, layer.attended)
        inner = _product(graph, x, layer.inner, False, whole)
        inner = graph.add("BiasGelu", inner, graph.constant(layer.inner.bias.detach().numpy()), domain=_FUSED)
        x = _skipped(graph, x, _product(graph, inner, layer.outer, False, whole), layer.norm2, layer.outer)
    return graph.add("Squeeze", x, axis)


def _norm(graph: Graph, norm: torch.nn.LayerNorm) -> tuple[str, str]:
    return graph.constant(norm.weight.detach().numpy()), graph.constant(norm.bias.detach().numpy())


def _skipped(graph: Graph, x: str, mixed: str, norm: torch.nn.LayerNorm, linear: torch.nn.Linear) -> str:
    bias = graph.constant(linear.bias.detach().numpy())
    return graph.add(
        "SkipLayerNormalization", mixed, x, *_norm(graph, norm), bias, domain=_FUSED, epsilon=EPSILON
    )


def graph_of(network: Network, loud: Loudness, whole: bool = False) -> Any:
    """Write the network as an ONNX model.

    Parameters
    ----------
    network : Network
        With its final weights.
    loud : dict
        From `loudness`.
    whole : bool, default False
        Keep 32 bits everywhere, to measure what 8 bits lose.
    """
    graph = Graph(loud)
    pieces = _encoded(graph, network.encoder, whole)
    form = graph.add("Gather", graph.constant(network.form.weight.detach().numpy()), "forms")
    x = graph.add("Concat", graph.add("Gather", pieces, "first"), form, axis=1)
    for head in ("tag", "morph"):
        scores = _product(graph, x, getattr(network, head), True, True)
        graph.add("ArgMax", scores, axis=1, keepdims=0, name=head)
    start = _product(graph, x, network.start, True, True)
    graph.add("Squeeze", start, graph.constant(np.array([1])), name="start")
    scores = _product(graph, x, network.name, True, True)
    graph.add("Identity", scores, name="name")
    tree = graph.add("LeakyRelu", _product(graph, x, network.tree, True, True), alpha=0.1)
    sizes = graph.constant(np.array([ARC, ARC, LABEL, LABEL]))
    arc_dep, arc_head, label_dep, label_head = graph.add("Split", tree, sizes, outputs=4, axis=1)
    graph.add("MatMul", arc_dep, graph.constant(network.arc.detach().numpy()), name="arc_dep")
    graph.add("Identity", arc_head, name="arc_head")
    graph.add("MatMul", arc_head, graph.constant(network.arc_head.detach().numpy()), name="arc_bias")
    graph.add("Identity", label_dep, name="label_dep")
    graph.add("Identity", label_head, name="label_head")
    integer, real = TensorProto.INT64, TensorProto.FLOAT
    model = helper.make_model(
        helper.make_graph(
            graph.nodes,
            "analystkit",
            [helper.make_tensor_value_info(name, integer, ["pieces"]) for name in ("ids", "cases", "gaps")]
            + [helper.make_tensor_value_info(name, integer, ["words"]) for name in ("first", "forms")],
            [helper.make_tensor_value_info(name, integer, ["words"]) for name in ("tag", "morph")]
            + [helper.make_tensor_value_info(name, real, ["words"]) for name in ("start", "arc_bias")]
            + [helper.make_tensor_value_info("name", real, ["words", len(network.chain.steps)])]
            + [helper.make_tensor_value_info(name, real, ["words", ARC]) for name in ("arc_dep", "arc_head")]
            + [
                helper.make_tensor_value_info(name, real, ["words", LABEL])
                for name in ("label_dep", "label_head")
            ],
            graph.constants,
        ),
        opset_imports=[helper.make_opsetid("", 18), helper.make_opsetid(_FUSED, 1)],
        ir_version=9,
        producer_name="analystkit",
    )
    onnx.checker.check_model(model)
    return model


def load_network(path: Path) -> Network:
    """Read a network with the weights that `train` wrote to `averaged.pt`."""
    saved = torch.load(path, weights_only=True)
    network = Network(Encoder(), Labels(**saved["labels"]))
    network.load_state_dict(saved["weights"])
    return network.eval()


def export(network: Network, vocabulary: Path, out: Path, docs: Iterable[Doc], whole: bool = False) -> None:
    """Write what the encoder component loads: graph, the rest of the heads, labels and pieces; `docs` say what is loud."""
    out.mkdir(parents=True, exist_ok=True)
    known = WordPieces(vocabulary.read_text(encoding="utf-8").split("\n")[:-1])
    loud = loudness(network, (words_of(doc, known) for doc in docs), known)
    (out / FILES.graph).write_bytes(graph_of(network, loud, whole).SerializeToString())
    opening, steps = (part.detach().numpy() for part in network.chain.transitions())
    np.savez(
        out / FILES.heads,
        label=network.label.detach().numpy(),
        sides=network.label_sides.weight.detach().numpy().T,
        bias=network.label_sides.bias.detach().numpy(),
        opening=opening,
        steps=steps,
    )
    (out / FILES.labels).write_text(json.dumps(network.labels.record(), indent=0) + "\n", encoding="utf-8")
    (out / FILES.pieces).write_text("\n".join(known.vocabulary) + "\n", encoding="utf-8", newline="\n")
