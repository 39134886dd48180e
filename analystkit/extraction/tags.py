"""Tags of the Penn Treebank that several readers ask for together."""

from __future__ import annotations

NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS"))
# Verbs that show their tense.
TENSED = frozenset(("VBD", "VBZ", "VBP"))
FINITE = TENSED | {"MD"}
