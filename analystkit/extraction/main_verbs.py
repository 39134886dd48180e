"""The verb a sentence hangs on, found again: in "Gunmen | besieging | a base threatened to storm it" that is the threat, though the parser may take what stands right behind the subject."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from analystkit.extraction.descent import hangs
from analystkit.extraction.tags import FINITE, TENSED

# What the parser makes of the verb proper below what it took for it.
_BELOW = frozenset({"advcl", "ccomp", "conj", "dep", "parataxis"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
# What a main verb has none of below it.
_NO_MAIN = frozenset({"nsubj", "nsubjpass", "mark", "expl", "csubj"})
# Words that open a clause beside the main one, and those that open one about a noun.
OPENERS = frozenset({"after", "when", "as", "while", "before", "since", "once", "although", "though"})
RELATIVES = frozenset({"who", "whom", "whose", "which", "what", "whoever"})
_RELATIVES = frozenset({"WP$", "WP", "WDT"})
# How far from the root its subject, and the verb proper, are looked for.
_NEAR, _FAR = 12, 40


def find_main_verbs(
    roots: Iterable[int],
    openers: Iterable[int],
    relatives: Iterable[int],
    lower: Sequence[str],
    tag: Sequence[str],
    dep: list[str],
    head: list[int],
) -> None:
    """Give sentences whose root is the verb of a lesser clause their main verb for a root, in place.

    Parameters
    ----------
    roots : iterable of int
        The tokens that hang on none.
    openers, relatives : iterable of int
        Where `OPENERS` and `RELATIVES` stand.
    lower, tag : sequence of str
        Words and tags of the tokens.
    dep, head : list
        Labels and heads (token indices).
    """
    for root in roots:
        if tag[root] in ("VBG", "JJ"):
            _behind_description(root, lower, tag, dep, head)
    for opener in openers:
        root = head[opener]
        if dep[opener] == "mark" and _is_verbal_root(root, tag, head) and 0 < root - opener <= _NEAR:
            _behind_clause(root, lower, tag, dep, head)
    for pronoun in relatives:
        root = head[pronoun - 2] if pronoun > 1 and lower[pronoun - 1] == "," else -1
        if 0 < root - pronoun <= _NEAR and tag[pronoun] in _RELATIVES and _is_verbal_root(root, tag, head):
            _behind_relative(pronoun, root, lower, tag, dep, head)


def _is_verbal_root(root: int, tag: Sequence[str], head: Sequence[int]) -> bool:
    return head[root] == root and tag[root][:2] == "VB" and tag[root] != "VBG"


def _behind_description(
    root: int, lower: Sequence[str], tag: Sequence[str], dep: list[str], head: list[int]
) -> None:
    # "Gunmen | besieging | a base threatened ...", "Forces | loyal | to the governor shelled ..."
    subject = root - 1
    while subject > 0 and head[subject] == root and tag[subject] == "RB":
        subject -= 1
    if subject < 0 or head[subject] != root or dep[subject] not in _SUBJECTS or tag[subject][:2] != "NN":
        return
    verb = _finite_below(root, root + 2, tag, dep, head)
    if verb < 0:
        verb = _behind_object(root, lower, tag, dep, head)
    if verb < 0 or any(
        dep[i] in ("cc", "aux", "auxpass") for i in range(max(root - _NEAR, 0), root) if head[i] == root
    ):
        return
    if any(dep[i] == "cc" and head[i] == root for i in range(root, verb)):
        return
    _crown(verb, root, subject, "amod" if tag[root] == "JJ" else "acl", tag, dep, head)


def _behind_object(
    root: int, lower: Sequence[str], tag: Sequence[str], dep: Sequence[str], head: Sequence[int]
) -> int:
    """Return the past tense read as what was done with the object of the root: "Police guarding the palace | fired | on a crowd"; -1 without one."""
    for verb in range(root + 2, min(root + _NEAR, len(tag) - 1)):
        thing = head[verb]
        if tag[verb] != "VBD" or dep[verb] != "acl" or head[thing] != root or dep[thing] != "dobj":
            continue
        return -1 if lower[verb + 1] == "by" or any(head[i] == verb for i in range(root, verb)) else verb
    return -1


def _behind_clause(
    root: int, lower: Sequence[str], tag: Sequence[str], dep: list[str], head: list[int]
) -> None:
    # "After the court | ruled |, the president, Juan Ruiz, dismissed the judge", the president read as whom the ruling was about
    verb = _finite_below(root, root + 2, tag, dep, head)
    if verb < 0 or any(dep[i] == "cc" and head[i] == root for i in range(root, verb)):
        return
    for subject in range(verb - 1, root + 1, -1):
        if head[subject] == root and dep[subject] in ("dobj", "nsubj", "npadvmod", "dep"):
            first = subject
            while first > root + 1 and lower[first - 1] != "," and hangs(first - 1, subject, head):
                first -= 1
            if lower[first - 1] == "," and tag[subject][:2] == "NN":
                _crown(verb, root, subject, "", tag, dep, head)
            return


def _behind_relative(
    pronoun: int, root: int, lower: Sequence[str], tag: Sequence[str], dep: list[str], head: list[int]
) -> None:
    # "Norland, whose coast | is claimed | by Sudland, complained ...", the name read as when or where that is
    subject = pronoun - 2
    if tag[subject] not in ("NNP", "NN", "NNS", "NNPS") or not hangs(pronoun, root, head):
        return
    own = [i for i in range(max(root - _NEAR, 0), root) if head[i] == root]
    if not any(dep[i] in _SUBJECTS for i in own) or any(
        dep[i] == "mark" and lower[i] in OPENERS for i in own
    ):
        return
    verb = _finite_below(root, root + 2, tag, dep, head)
    if verb < 0 or lower[verb - 1] != ",":
        return
    _crown(verb, root, subject, "relcl", tag, dep, head)


def _finite_below(root: int, start: int, tag: Sequence[str], dep: Sequence[str], head: Sequence[int]) -> int:
    """Return the first finite verb right below a root that has no subject of its own, -1 without one."""
    for verb in range(start, min(root + _FAR, len(tag))):
        if head[verb] != root or dep[verb] not in _BELOW or tag[verb][:2] != "VB":
            continue
        own = [i for i in range(root, min(verb + _NEAR, len(tag))) if head[i] == verb]
        helped = any(dep[i] in ("aux", "auxpass") and tag[i] in FINITE for i in own)
        if tag[verb] not in TENSED and not helped:
            continue
        opened = any(dep[i] == "advmod" and tag[i] == "WRB" for i in own)
        return -1 if opened or any(dep[i] in _NO_MAIN for i in own) else verb
    return -1


def _crown(
    verb: int, root: int, subject: int, label: str, tag: Sequence[str], dep: list[str], head: list[int]
) -> None:
    """Make a verb the root, with a subject; the old root hangs on that with a label, or on the verb where none is given."""
    passive = any(head[i] == verb and dep[i] == "auxpass" for i in range(root, verb))
    for index in range(max(subject - _FAR, 0), min(verb + _FAR, len(tag))):
        # What stands behind the verb, or before its subject, goes with it.
        outside = index > verb or (index < subject and label)
        if head[index] == root and index not in (root, verb, subject) and outside:
            head[index] = verb
    head[verb], dep[verb] = verb, "ROOT"
    head[subject], dep[subject] = verb, "nsubjpass" if passive else "nsubj"
    head[root], dep[root] = (subject, label) if label else (verb, "advcl")
