"""The labels, once the tree stands."""

from __future__ import annotations

from training.clearnlp.tree import CLITICS, NOMINAL, VERBAL, Tree, words

_RENAMED = {
    "obj": "dobj", "iobj": "dative", "nsubj:pass": "nsubjpass", "csubj:pass": "csubjpass", "aux:pass": "auxpass",
    "acl:relcl": "relcl", "advcl:relcl": "advcl", "compound:prt": "prt", "nmod:poss": "poss", "cc:preconj": "preconj",
    "det:predet": "predet", "obl:unmarked": "npadvmod", "discourse": "intj", "vocative": "npadvmod", "list": "appos",
    "orphan": "dep", "goeswith": "compound", "reparandum": "dep", "dislocated": "npadvmod", "fixed": "advmod",
    "fixedprep": "prep", "nsubj:outer": "nsubj", "csubj:outer": "csubj", "flat": "compound", "nmod:desc": "compound",
    "obl:agent": "agent", "obl:tmod": "npadvmod", "obl:npmod": "npadvmod", "nmod:tmod": "npadvmod",
    "nmod:npmod": "npadvmod", "cop": "dep", "clf": "dep", "det:poss": "poss",
}  # fmt: skip
_NEGATED = VERBAL | {"ADJ", "NOUN", "ADV", "PROPN", "PRON", "ADP"}


def plain(label: str, head: int) -> str:
    """Return the label for a tree that is left in UD's shape."""
    return "ROOT" if head < 0 else _RENAMED.get(label, label.split(":", maxsplit=1)[0])


def lone_indirect_objects(tree: Tree) -> None:
    """Make an indirect object that stands alone a direct one: `told reporters that ...`."""
    for k in range(len(tree)):
        if tree.labels[k] == "iobj" and not tree.having(tree.heads[k], "obj"):
            tree.labels[k] = "obj"


def relabel(tree: Tree) -> None:
    """Give every word its label in the new scheme."""
    for k in range(len(tree)):
        tree.labels[k] = "ROOT" if tree.heads[k] < 0 else _label(tree, k)


def _label(tree: Tree, k: int) -> str:
    label, head = tree.labels[k], tree.heads[k]
    rule = _RULES.get(label)
    return (rule(tree, k, head) if rule else "") or _RENAMED.get(label, label)


def _advmod(tree: Tree, k: int, head: int) -> str:
    if tree.lemmas[k] in words("negation") and tree.upos[head] in _NEGATED:
        return "neg"
    if tree.upos[head] == "NUM" and k < head:
        return (
            "advmod" if tree.upos[k] == "ADV" and tree.lemmas[k] not in words("approximation") else "quantmod"
        )
    if tree.upos[k] == "ADP":
        return "prep" if k > head else "advmod"
    return "advmod"


def _expletive(tree: Tree, k: int, head: int) -> str:
    return "nsubj" if tree.lemmas[k] == "it" else "expl"


def _clausal_subject(tree: Tree, k: int, head: int) -> str:
    """Name the clause that `it` stands for: `it is clear that ...`."""
    stands_in = any(tree.lemmas[q] == "it" and q < k for q in tree.having(head, "expl", "nsubj"))
    if k < head or not stands_in:
        return ""
    infinitive = any(tree.tags[q] == "TO" for q in tree.having(k, "aux"))
    return "xcomp" if infinitive and not tree.has_subject(k) else "ccomp"


def _subject(tree: Tree, k: int, head: int) -> str:
    """Name what there is: `there were talks`."""
    there = any(tree.lemmas[q] == "there" for q in tree.having(head, "expl"))
    return "attr" if k > head and tree.upos[k] in NOMINAL and there else ""


def _bare_modifier(tree: Tree, k: int, head: int) -> str:
    if tree.upos[k] == "NUM":
        return "nummod"
    return "npadvmod" if k > head else "compound"


def _bare_oblique(tree: Tree, k: int, head: int) -> str:
    return {"ADP": "prep", "ADV": "advmod"}.get(tree.upos[k], "npadvmod")


def _noun_modifier(tree: Tree, k: int, head: int) -> str:
    if tree.upos[k] == "ADP":
        return "prep"
    if k < head:
        return "nmod"
    return "nummod" if tree.upos[k] == "NUM" else "appos"


def _case(tree: Tree, k: int, head: int) -> str:
    return "case" if tree.tags[k] == "POS" or tree.forms[k] in CLITICS else "prep"


def _compound(tree: Tree, k: int, head: int) -> str:
    """Name the noun in `Iran-backed`, `oil-rich`."""
    participle = tree.upos[head] in ("VERB", "ADJ") and tree.tags[head] in ("VBN", "VBG", "JJ")
    return "npadvmod" if participle and tree.upos[k] in ("NOUN", "PROPN") else ""


def _unattached(tree: Tree, k: int, head: int) -> str:
    return "dep"


_RULES = {
    "advmod": _advmod,
    "expl": _expletive,
    "csubj": _clausal_subject,
    "csubj:pass": _clausal_subject,
    "nsubj": _subject,
    "nmod:unmarked": _bare_modifier,
    "obl": _bare_oblique,
    "nmod": _noun_modifier,
    "case": _case,
    "compound": _compound,
    "ROOT": _unattached,
    "root": _unattached,
}
