"""Tags that several readers of events ask for."""

from __future__ import annotations

NOUNS = ("NN", "NNS", "NNP", "NNPS")
FINITE = ("VBD", "VBZ", "VBP", "MD")
