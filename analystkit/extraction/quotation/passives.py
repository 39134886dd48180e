"""Passives of verbs that attribute: "was told", "was criticised by the union"."""

from __future__ import annotations

from analystkit.extraction.quotation.phrases import Span, phrase_end, with_apposition
from analystkit.extraction.quotation.scene import Scene, Stretch

# Verbs of charging that have their object before the preposition of what somebody is charged with.
_CHARGED_WITH = {"charge": "with", "accuse": "of", "suspect": "of"}
# So far before its verb "whom" stands.
_WHOM_WITHIN = 4


def passive(scene: Scene, verb: int) -> bool:
    """Tell whether a verb is a passive participle (was told, known as)."""
    tokens = scene.tokens
    if tokens.tag[verb] not in {"VBN", "VBD"}:
        return False
    before = verb - 1
    while before >= 0 and tokens.tag[before] in {"RB", "RBR"}:
        before -= 1
    if before >= 0 and tokens.text[before].isspace():
        before = -1
    if before >= 0 and (
        tokens.lemma[before] in {"have", "'ve"} or tokens.lower[before] in {"'s", "\u2019s", "'d", "\u2019d"}
    ):
        return False
    below = [tokens.dep[child] for child in tokens.children[verb]]
    if "agent" in below:
        return True
    charged = verb + 1 < len(tokens) and tokens.lower[verb + 1] == _CHARGED_WITH.get(tokens.lemma[verb])
    if charged and {"PRP", "WP", "WDT"}.isdisjoint(tokens.tag[max(verb - _WHOM_WITHIN, 0) : verb]):
        # "Man charged with fraud", "Two accused of fraud": whoever charges has an object right behind, or "whom" before.
        return True
    if (
        verb + 1 < len(tokens)
        and tokens.tag[verb + 1] in {"JJ", "VBN"}
        and tokens.lemma[verb] in scene.table.words["presuming"]
    ):
        # "Dozens feared dead after blast", "Two reported missing."; but "reported missing files"
        return verb + 2 >= len(tokens) or tokens.tag[verb + 2] in {"IN", ",", ".", ":", "CC", "_SP"}
    if (
        tokens.lemma[verb] == "ask"
        and (before < 0 or tokens.lower[before] in {"when", "if", ",", ".", "once"})
        and "nsubj" not in below
    ):
        # "Asked about the port, ...": the one who asks stays unnamed.
        return True
    return tokens.tag[verb] == "VBN" and before >= 0 and tokens.lemma[before] in {"be", "get"}


def agent(scene: Scene, stretch: Stretch, verb: int) -> Span | None:
    """Return who a passive verb names behind "by"."""
    tokens = scene.tokens
    for index in range(verb + 1, min(verb + 4, stretch.body - 1)):
        if tokens.lower[index] == "by" and tokens.tag[index + 1] in {
            "DT",
            "NNP",
            "NN",
            "NNS",
            "PRP",
            "JJ",
            "PRP$",
            "CD",
            "NNPS",
        }:
            end = phrase_end(scene, stretch, index + 1)
            return (index + 1, with_apposition(scene, stretch, end)) if end else None
        if scene.inside[index] >= 0 or tokens.tag[index] not in {"RB", "NNP", "NN", "IN"}:
            return None
    return None
