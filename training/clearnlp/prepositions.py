"""Prepositions become heads of their objects."""

from __future__ import annotations

from training.clearnlp.tree import CLITICS, NOMINAL, Tree, words

_OBJECT_TAGS = frozenset({"CD", "DT", "JJ", "NN", "NNS", "VBN", "JJR", "JJS"})
_MEASURES = frozenset({"obl:unmarked", "nmod:unmarked", "nummod"})
_CLAUSAL = frozenset({"nsubj", "aux", "advcl", "parataxis", "discourse"})


def superlatives(tree: Tree) -> None:
    """Make `at least` and `at most` a chain of adverbs on what they qualify."""
    for k in range(1, len(tree)):
        if tree.lemmas[k] not in ("least", "most") or tree.upos[k] != "ADJ" or tree.heads[k - 1] != k:
            continue
        if (
            tree.labels[k - 1] == "case"
            and tree.lemmas[k - 1] in ("at", "a")
            and tree.base(k) in ("obl", "nmod", "advmod")
        ):
            tree.labels[k - 1] = tree.labels[k] = "advmod"


def invert(tree: Tree) -> None:
    """Turn every phrase with a preposition around: the preposition hangs where the noun hung, the noun on it."""
    for noun in range(len(tree)):
        found = [
            k for k in tree.having(noun, "case") if tree.tags[k] != "POS" and tree.forms[k] not in CLITICS
        ]
        if found:
            _invert_one(tree, noun, found)


def _invert_one(tree: Tree, noun: int, found: list[int]) -> None:
    first, head, label = found[0], tree.heads[noun], tree.labels[noun]
    if label == "conj":
        _hang_conjunct(tree, first, head)
    elif head < 0:
        tree.hang(first, -1, "root")
    else:
        tree.hang(first, head, _phrase_label(tree, first, head, label))
    last = first
    for k in found[1:]:
        if k > first:
            tree.hang(k, last, "prep")
            last = k
    last = _extend(tree, first, last)
    tree.hang(noun, last, _object_label(tree, noun, first))
    _hand_over(tree, noun, first, head)


def _phrase_label(tree: Tree, preposition: int, head: int, label: str) -> str:
    if label == "obl:agent":
        return "agent"
    to_whom = tree.lemmas[preposition] == "to" and tree.lemmas[head] in words("dative_verb")
    if label.split(":", maxsplit=1)[0] in ("obl", "iobj") and to_whom and tree.having(head, "obj"):
        return "dative"
    return "prep"


def _hang_conjunct(tree: Tree, preposition: int, before: int) -> None:
    """Hang a conjoined phrase on the preposition of the phrase before it, with the conjunction between them."""
    in_phrase = before >= 0 and tree.labels[before] == "pobj"
    target = tree.heads[before] if in_phrase and tree.heads[before] >= 0 else before
    tree.hang(preposition, target, "conj")
    if in_phrase:
        for k in tree.children(before):
            if tree.labels[k] in ("cc", "punct") and before < k < preposition:
                tree.heads[k] = tree.heads[before]


def _extend(tree: Tree, first: int, last: int) -> int:
    """Hang the further words of `because of`, `out of`, `according to` ... below the first; return where the object hangs."""
    fixed = tree.having(last, "fixedprep")
    for k in fixed:
        tree.labels[k] = "pcomp" if tree.lemmas[k] == "of" and tree.lemmas[last] == "because" else "prep"
    if not fixed or (tree.lemmas[fixed[-1]] == "of" and tree.lemmas[first] == "because"):
        return last
    for k in fixed:
        tree.heads[k] = last
        last = k
    return last


def _object_label(tree: Tree, noun: int, preposition: int) -> str:
    upos = tree.upos[noun]
    if (
        upos == "ADJ"
        and tree.lemmas[preposition] in ("in", "at", "for", "of")
        and not tree.having(noun, "det", "amod")
    ):
        return "amod"
    if upos in NOMINAL or (tree.tags[noun] in _OBJECT_TAGS and upos != "ADV"):
        return "pobj"
    return "pcomp" if upos in ("ADV", "VERB", "AUX") else "pobj"


def _hand_over(tree: Tree, noun: int, preposition: int, head: int) -> None:
    """Hand what stands before the preposition, and all of the clause where the phrase was the root, to the preposition."""
    above = tree.heads[preposition] if tree.heads[preposition] >= 0 else preposition
    for k in tree.children(noun):
        label = tree.labels[k]
        if k < preposition and (label == "advmod" or label in _MEASURES):
            tree.heads[k] = preposition
        elif k < preposition and label in ("punct", "cc"):
            tree.heads[k] = above
        elif label == "punct" and k > noun and head < 0:
            tree.heads[k] = preposition
    if head < 0:
        for k in tree.having(noun, *_CLAUSAL):
            tree.heads[k] = preposition
