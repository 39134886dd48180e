"""Names, sums of money, and expressions that UD holds together by their first word."""

from __future__ import annotations

from training.clearnlp.tree import Tree, words

_ADVERBIAL = frozenset({"advmod", "cc", "det", "amod", "discourse", "nummod"})
_COMPOUND_CONJUNCTIONS = frozenset({"such as", "as well as", "rather than", "so as"})
_COMPARISONS = frozenset({"more than", "less than", "fewer than", "up to", "as many as", "as much as"})
_BEFORE_TITLES = frozenset({"compound", "amod", "det", "nmod:poss", "nummod", "det:predet"})


def fixed_expressions(tree: Tree) -> None:
    """Turn expressions held together by `fixed` around: the last word heads them, or the number they qualify."""
    for first in range(len(tree)):
        rest = tree.having(first, "fixed")
        if not rest:
            continue
        base = tree.base(first)
        parts = [first, *rest]
        text = " ".join(tree.forms[k].lower() for k in parts)
        if base in _ADVERBIAL or text in _COMPOUND_CONJUNCTIONS:
            if text in _COMPARISONS:
                label = "quantmod" if tree.upos[tree.heads[first]] == "NUM" else "advmod"
                for k in rest:
                    tree.hang(k, tree.heads[first], label)
                tree.labels[first] = label
            else:
                _head_by_last(tree, parts)
        elif base in ("case", "mark"):
            # The first stays; the prepositions step hangs the others below it.
            for k in rest:
                tree.labels[k] = "fixedprep"
        else:
            for k in rest:
                tree.labels[k] = "prep" if tree.upos[k] == "ADP" else "advmod"


def _head_by_last(tree: Tree, parts: list[int]) -> None:
    first, last = parts[0], parts[-1]
    others = [k for k in tree.children(first) if k not in parts]
    tree.replace(last, first)
    above = last
    for k in reversed(parts[:-1]):
        tree.hang(k, above, "amod" if tree.forms[k].lower() == "such" else "advmod")
        above = k
    for k in others:
        tree.heads[k] = last


def currencies(tree: Tree) -> None:
    """Hang a currency sign on the number it precedes."""
    for sign in range(len(tree)):
        if tree.forms[sign] not in words("currency"):
            continue
        numbers = [k for k in tree.having(sign, "nummod") if k > sign]
        if not numbers:
            continue
        number = numbers[0]
        others = [k for k in tree.children(sign) if k != number]
        tree.replace(number, sign)
        tree.heads[sign] = number
        tree.labels[sign] = "quantmod" if tree.having(number, "compound") else "nmod"
        for k in others:
            tree.heads[k] = number


def flat_names(tree: Tree) -> None:
    """Make the last word of a name its head, the others compounds on it."""
    for first in range(len(tree)):
        flat = tree.having(first, "flat")
        if not flat:
            continue
        last = flat[-1]
        others = [k for k in tree.children(first) if k not in flat]
        tree.replace(last, first)
        for k in (first, *flat[:-1]):
            tree.hang(k, last, "compound")
        for k in others:
            tree.heads[k] = last


def titles(tree: Tree) -> None:
    """Make a title before a name a compound, with what stands before it on the name; one behind it an apposition."""
    for title in range(len(tree)):
        name = tree.heads[title]
        if tree.labels[title] != "nmod:desc" or name < 0:
            continue
        if title > name:
            tree.labels[title] = "appos"
            continue
        tree.labels[title] = "compound"
        for k in tree.children(title):
            if k < title and tree.labels[k] in _BEFORE_TITLES:
                tree.heads[k] = name
