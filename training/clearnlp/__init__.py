"""From Universal Dependencies to the dependency scheme of spaCy's en_core_web packages (ClearNLP's).

Rule sets over parses, `doc.noun_chunks` and our extraction read that scheme, so the embedded pipeline speaks it. What changes:
prepositions and auxiliaries of identity become heads, names and titles hang on their last word, conjuncts form a chain,
labels follow. There is no official converter from UD; the rules were checked by eye against en_core_web's output. Known gap:
a clause broken by its speaker ("A," she said, "B") stays `parataxis`.
"""

from __future__ import annotations

from collections.abc import Sequence

from training.clearnlp import clauses, labels, nominals, prepositions
from training.clearnlp.tree import Tree
from training.conllu import Token

# The order matters: each step expects the trees that the one before it leaves.
_STEPS = (
    nominals.fixed_expressions,
    nominals.currencies,
    nominals.flat_names,
    nominals.titles,
    clauses.copulas,
    clauses.small_clauses,
    clauses.predicate_complements,
    clauses.conjuncts,
    clauses.gerunds,
    prepositions.superlatives,
    prepositions.invert,
    labels.lone_indirect_objects,
    labels.relabel,
)


def convert(toks: Sequence[Token]) -> tuple[list[int], list[str]]:
    """Return heads and labels of a sentence in the new scheme.

    Parameters
    ----------
    toks : sequence of Token
        A sentence in UD version 2, as EWT and GUM annotate it.

    Returns
    -------
    heads : list of int
        Index of each word's head; -1 for the root.
    labels : list of str
        Its label; `ROOT` for the root.
    """
    tree = Tree(toks)
    for step in _STEPS:
        step(tree)
    if tree.cyclic():
        return [t.head for t in toks], [labels.plain(t.dep, t.head) for t in toks]
    return tree.heads, tree.labels
