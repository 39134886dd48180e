"""Clauses: identity with `be`, complements that are clauses, chains of conjuncts."""

from __future__ import annotations

from training.clearnlp.tree import NOMINAL, VERBAL, Tree, words

_ALWAYS_RISE = frozenset(
    {"nsubj", "csubj", "expl", "aux", "discourse", "vocative", "parataxis", "dislocated", "advcl", "list", "reparandum", "mark", "cc"}
)  # fmt: skip
_PREDICATIVE = frozenset({"ADJ", "ADV", "VERB"})
_SEPARATORS = frozenset({",", ";", "/", "-", "\u2013", "\u2014", ":", "&"})


def copulas(tree: Tree) -> None:
    """Make `be` the head of its clause, what it says of the subject its complement."""
    for copula in range(len(tree)):
        if tree.labels[copula] == "cop" and tree.heads[copula] >= 0:
            _raise_copula(tree, copula, tree.heads[copula])


def _raise_copula(tree: Tree, copula: int, predicate: int) -> None:
    others = [k for k in tree.children(predicate) if k != copula]
    outer = any(tree.labels[k] in ("nsubj:outer", "csubj:outer") for k in tree.children(predicate))
    tree.replace(copula, predicate)
    tree.hang(predicate, copula, _complement(tree, predicate, others, outer))
    last_kept = predicate
    for k in others:
        if _rises(tree, k, copula, predicate, outer):
            tree.heads[k] = copula
            if tree.labels[k].endswith(":outer"):
                tree.labels[k] = tree.base(k)
        else:
            last_kept = max(last_kept, k)
    # Punctuation between what stays with the predicate stays too.
    for k in others:
        if tree.labels[k] == "punct" and tree.heads[k] == copula and predicate < k < last_kept:
            tree.heads[k] = predicate


def _complement(tree: Tree, predicate: int, others: list[int], outer: bool) -> str:
    upos = tree.upos[predicate]
    if outer:
        return "ccomp"
    if any(tree.labels[k] == "case" and tree.tags[k] != "POS" for k in others):
        return "obl"
    if upos in ("ADJ", "ADV"):
        return {"ADJ": "acomp", "ADV": "advmod"}[upos]
    if upos in VERBAL:
        return "acomp" if tree.tags[predicate] in ("VBN", "VBG", "JJ") else "xcomp"
    return "attr"


def _rises(tree: Tree, k: int, copula: int, predicate: int, outer: bool) -> bool:
    """Tell whether a dependent of the predicate goes with the copula."""
    label, base, upos = tree.labels[k], tree.base(k), tree.upos[predicate]
    if outer:
        early = k < copula or (label == "punct" and k > predicate)
        return label in ("nsubj:outer", "csubj:outer", "expl") or (
            early and (label != "mark" or k < predicate)
        )
    if base in _ALWAYS_RISE:
        return True
    if base == "advmod":
        return _adverb_rises(tree, k, copula, predicate)
    if label == "obl:unmarked":
        return not (upos == "ADJ" and k < predicate)
    if base == "obl":
        return not (upos in _PREDICATIVE and k > predicate)
    if base in ("ccomp", "xcomp"):
        return upos not in _PREDICATIVE
    if base == "conj":
        inner = {tree.base(q) for q in tree.children(k)}
        clausal = tree.upos[k] in VERBAL and upos != "VERB" and tree.tags[k] not in ("VBN", "VBG")
        return bool(inner & {"cop", "nsubj", "aux", "expl"}) or clausal
    return base == "punct" and not copula < k < predicate


def _adverb_rises(tree: Tree, k: int, copula: int, predicate: int) -> bool:
    lemma, upos = tree.lemmas[k], tree.upos[predicate]
    if lemma in words("negation"):
        return True
    if k < copula:
        return not (lemma in ("how", "as", "so") and upos == "ADJ")
    if k > predicate:
        return lemma not in ("enough", "so")
    return lemma not in words("degree") if upos in ("ADJ", "ADV") else True


def small_clauses(tree: Tree) -> None:
    """Make the object of `let`, `want`, `see` ... the subject of the clause that follows it."""
    for verb in range(len(tree)):
        objects, complements = tree.having(verb, "obj"), tree.having(verb, "xcomp")
        if not objects or not complements or complements[0] <= objects[0]:
            continue
        noun, clause = objects[0], complements[0]
        upos, raising = tree.upos[clause], tree.lemmas[verb] in words("raising_verb")
        if upos in VERBAL and raising and not tree.has_subject(clause):
            tree.hang(noun, clause, "nsubj:pass" if tree.having(clause, "aux:pass") else "nsubj")
            tree.labels[clause] = "ccomp"
        elif upos == "ADJ" and (raising or tree.lemmas[verb] in words("resultative_verb")):
            tree.hang(noun, clause, "nsubj")
            tree.labels[clause] = "ccomp"
        elif (upos in NOMINAL and not tree.having(clause, "case")) or upos == "ADJ":
            tree.labels[clause] = "oprd"


def predicate_complements(tree: Tree) -> None:
    """Name complements that are no clauses: `seems safe`, `became president`, `was elected chair`."""
    for k in range(len(tree)):
        if tree.labels[k] != "xcomp" or tree.having(k, "case"):
            continue
        passive = tree.heads[k] >= 0 and bool(tree.having(tree.heads[k], "aux:pass"))
        if tree.upos[k] == "ADJ":
            tree.labels[k] = "oprd" if passive else "acomp"
        elif tree.upos[k] in NOMINAL:
            tree.labels[k] = "oprd" if passive else "attr"
        elif tree.upos[k] == "ADV":
            tree.labels[k] = "advmod"


def conjuncts(tree: Tree) -> None:
    """Chain conjuncts: each hangs on the one before it, with the conjunction between them."""
    for first in range(len(tree)):
        before = first
        for k in tree.having(first, "conj"):
            for q in tree.children(k):
                between = tree.labels[q] == "cc" or (
                    tree.labels[q] == "punct" and tree.forms[q] in _SEPARATORS
                )
                if between and before < q < k:
                    tree.heads[q] = before
            tree.heads[k] = before
            before = k


def gerunds(tree: Tree) -> None:
    """Make a preposition the head of the gerund after it: `by firing`, `instead of leaving`."""
    for mark in range(len(tree)):
        if tree.labels[mark] != "mark":
            continue
        if tree.tags[mark] == "TO":
            tree.labels[mark] = "aux"
            continue
        verb = tree.heads[mark]
        if verb >= 0 and mark < verb and _is_gerund(tree, mark, verb):
            _head_gerund(tree, mark, verb)


def _is_gerund(tree: Tree, mark: int, verb: int) -> bool:
    finite = tree.has_subject(verb) or bool(tree.having(verb, "aux"))
    return (
        tree.labels[verb] in ("advcl", "acl")
        and tree.upos[mark] in ("ADP", "SCONJ")
        and (tree.tags[mark], tree.tags[verb]) == ("IN", "VBG")
        and not finite
        and tree.lemmas[mark] not in words("clause_marker")
    )


def _head_gerund(tree: Tree, mark: int, verb: int) -> None:
    for k in tree.children(verb):
        if k < mark and tree.labels[k] == "punct":
            tree.heads[k] = tree.heads[verb]
        elif k < mark and tree.labels[k] == "advmod":
            tree.heads[k] = mark
    tree.hang(mark, tree.heads[verb], "prep")
    tree.hang(verb, mark, "pcomp")
    fixed = tree.having(mark, "fixedprep")
    for k in fixed:
        tree.labels[k] = "pcomp" if tree.lemmas[k] == "of" else "prep"
    if fixed and tree.lemmas[fixed[-1]] != "of":
        tree.heads[verb] = fixed[-1]
