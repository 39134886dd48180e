"""Verbs of saying that the tagger took for nouns in the plural: "states", "emails", "complains"."""

from __future__ import annotations

from analystkit.extraction.part import Tokens
from analystkit.extraction.tags import FINITE

# So many words before a comma a clause has its verb.
_CLAUSE = 30
# What may stand between the article and the noun of a phrase; of nouns those of a compound with a hyphen alone.
_DESCRIBING = frozenset(("JJ", "JJR", "JJS", "HYPH", "VBN", "CD"))
_NAMING = frozenset(("NNP", "NNPS", "NN", "DT", "JJ", "PRP", "POS"))


def verb_after_all(tokens: Tokens, inside: list[int], index: int) -> bool:
    """Tell whether a form that may be a plural ("states", "emails") stands where a verb of saying does."""
    if tokens.tag[index] == "NN" and tokens.lower[index].endswith("ing"):
        return not _behind_preposition(tokens, index)
    if tokens.tag[index] != "NNS":
        return True
    if index > 1 and inside[index - 1] < 0 and tokens.tag[index - 1] in {"NNP", "PRP", "NN"}:
        first = index - 1
        while first > 0 and index - first < 8 and inside[first] < 0 and tokens.tag[first] in _NAMING:
            first -= 1
        # Between a closing mark and the form stands a name and nothing else ('," Keller concludes').
        if inside[first] >= 0:
            return True
    before = index > 0 and (inside[index - 1] >= 0 or tokens.tag[index - 1] in {"NNP", "PRP"})
    word = tokens.lower[index + 1] if index + 1 < len(tokens) else "."
    if word in {",", "."} and _noun_phrase_behind_comma(tokens, inside, index):
        # "Shops lose money, the union complains."
        return True
    return before and (
        word in {",", ".", ":", "that", "he", "she", "they", "it"} or inside[index + 1 : index + 2] > [-1]
    )


def _noun_phrase_behind_comma(tokens: Tokens, inside: list[int], end: int) -> bool:
    """Tell whether a noun phrase with its article fills what stands between a comma and a token, behind a clause of its own."""
    first = end - 1
    while first > 0 and end - first < 8 and inside[first] < 0 and tokens.tag[first] != "DT":
        if tokens.tag[first] not in _NAMING and tokens.lower[first] != "of":
            return False
        first -= 1
    if end - first < 2 or first < 2 or tokens.tag[first] != "DT" or tokens.text[first - 1] != ",":
        return False
    number = tokens.sentence[end]
    return any(
        tokens.tag[at] in FINITE and tokens.sentence[at] == number and inside[at] < 0
        for at in range(max(first - _CLAUSE, 0), first - 1)
    )


def _behind_preposition(tokens: Tokens, index: int) -> bool:
    """Tell whether a form in "ing" is the noun of a phrase that a preposition opens: "in a closed-door briefing"."""
    first = index - 1
    while (
        first > 0
        and index - first < 8
        and (
            tokens.tag[first] in _DESCRIBING
            or (tokens.tag[first] == "NN" and tokens.tag[first - 1] == "HYPH")
        )
    ):
        first -= 1
    return tokens.tag[first] in {"DT", "PRP$"} and first > 0 and tokens.tag[first - 1] == "IN"


def noun_as_base(tokens: Tokens, index: int) -> bool:
    """Tell whether a base form stands where only a noun can, right behind a preposition: "without | charge |"."""
    return (
        tokens.tag[index] == "VB"
        and index > 0
        and tokens.dep[index] == "pcomp"
        and tokens.tag[index - 1] == "IN"
    )
