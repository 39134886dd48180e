"""The exported network on onnxruntime: words of a text in, every head's answer out."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from analystkit.errors import MissingExtra
from analystkit.pipeline.accurate.reading import Words
from analystkit.pipeline.accurate.windows import cuts, windows
from analystkit.pipeline.accurate.wordpiece import WordPieces


class _Files(NamedTuple):
    graph: str = "encoder.onnx"
    heads: str = "heads.npz"
    labels: str = "labels.json"
    pieces: str = "pieces.txt"


FILES = _Files()
_LAYERS = ("tag", "morph", "start", "name", "arc_dep", "arc_head", "arc_bias", "label_dep", "label_head")


@dataclass(frozen=True, slots=True)
class Answers:
    """What the network says of the words of one text, an array a layer, a row a word.

    Attributes
    ----------
    tag, morph : array of int
        Places in the lists of labels.
    start : array of float
        Above zero where a sentence begins.
    name : array of float
        (words, tags) scores.
    arc_dep, arc_head, arc_bias, label_dep, label_head : array of float
        What scores of arcs and labels are made of.
    """

    tag: Any
    morph: Any
    start: Any
    name: Any
    arc_dep: Any
    arc_head: Any
    arc_bias: Any
    label_dep: Any
    label_head: Any

    def arcs(self, start: int, end: int) -> Any:
        """Return the scores of arcs within a sentence: row dependent, column head, the diagonal for the root."""
        return self.arc_dep[start:end] @ self.arc_head[start:end].T + self.arc_bias[start:end]


class Network:
    """The weights, loaded from a folder.

    Every window is read alone: what stands beside an article in a batch cannot change what is read in it, and no time goes into padding.

    Raises
    ------
    MissingExtra
        Where onnxruntime is not installed.
    """

    def __init__(self, files: dict[str, bytes]) -> None:
        self.files = files
        self.labels: dict[str, list[str]] = json.loads(files[FILES.labels])
        self.pieces = WordPieces(files[FILES.pieces].decode("utf-8").split("\n")[:-1])
        self.heads = _arrays(files[FILES.heads])
        self.sha256 = hashlib.sha256(b"".join(files[name] for name in FILES)).hexdigest()
        self._session = _session(files[FILES.graph])
        self._names = [output.name for output in self._session.get_outputs()]

    def __reduce__(self) -> tuple[type[Network], tuple[dict[str, bytes]]]:
        """Pickle the files, for the processes of `nlp.pipe`: a session has no pickle."""
        return Network, (self.files,)

    @classmethod
    def from_folder(cls, folder: Path) -> Network:
        """Load the files of a folder."""
        return cls({name: (folder / name).read_bytes() for name in FILES})

    def read(self, words: Words) -> Answers:
        """Read the words of one text, of any length."""
        spans = windows([len(pieces) for pieces in words.pieces], words.gaps)
        parts = [self._window(words, start, end) for start, end in spans]
        if not parts:
            return self._nothing()
        if len(parts) == 1:
            return Answers(**parts[0])
        kept = cuts(spans, [part["start"] for part in parts])
        return Answers(
            **{
                layer: np.concatenate(
                    [
                        part[layer][begin - start : end - start]
                        for part, (start, _), (begin, end) in zip(parts, spans, kept, strict=True)
                    ]
                )
                for layer in _LAYERS
            }
        )

    def labels_of(self, answers: Answers, dependents: Any, heads: Any) -> Any:
        """Return the place of the best label for each pair of dependent and head."""
        label = self.heads["label"]
        width = len(label)
        dep, head = answers.label_dep[dependents], answers.label_head[heads]
        mixed = (dep @ label.reshape(width, -1)).reshape(len(dep), -1, width)
        scores = (mixed @ head[:, :, None])[:, :, 0] + np.concatenate([dep, head], axis=1) @ self.heads[
            "sides"
        ]
        return (scores + self.heads["bias"]).argmax(axis=1)

    def _window(self, words: Words, start: int, end: int) -> dict[str, Any]:
        ids, cases, gaps, first = words.columns(self.pieces, start, end)
        given = {"ids": ids, "cases": cases, "gaps": gaps, "first": first, "forms": words.cases[start:end]}
        arrays = {name: np.array(column, dtype=np.int64) for name, column in given.items()}
        return dict(zip(self._names, self._session.run(None, arrays), strict=True))

    def _nothing(self) -> Answers:
        flat, whole = np.zeros(0, dtype=np.float32), np.zeros(0, dtype=np.int64)
        wide = flat.reshape(0, 1)
        return Answers(whole, whole, flat, wide, wide, wide, flat, wide, wide)


def _arrays(content: bytes) -> dict[str, Any]:
    from io import BytesIO

    with np.load(BytesIO(content), allow_pickle=False) as archive:
        return {name: archive[name] for name in archive.files}


def _session(graph: bytes) -> Any:
    try:
        import onnxruntime
    except ImportError as error:
        raise MissingExtra("onnxruntime", "accurate") from error
    options = onnxruntime.SessionOptions()
    # One thread: several processes share the machine's cores, and sums in one order are the same sums.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    # Windows differ in length; memory planned for one shape does not fit the next.
    options.enable_mem_pattern = False
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
