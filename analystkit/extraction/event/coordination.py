"""What is coordinated with what, where the parser has hung a conjunct on the wrong word."""

from __future__ import annotations

from analystkit.extraction.event.word_order import WordOrder
from analystkit.extraction.tags import NOUNS, TENSED

_BARE = ("VB", "VBP", "NN")
_JOINING = ("and", "or", ",")
# What makes a word the subject's own verb, or a noun with a determiner.
_OWN = ("nsubj", "nsubjpass", "aux", "auxpass", "expl", "det", "poss", "amod", "nummod", "compound", "mark")


def shared_infinitive(clause: WordOrder, index: int) -> int | None:
    """Return the infinitive, or the verb behind a modal, that a bare form goes on from; None without one.

    "wanted to storm the assembly, force ministers to resign and | arrest | judges": by order, since a small tagger takes such
    words for nouns and the parser hangs them on anything.
    """
    tokens = clause.tokens
    if tokens.tag[index] not in _BARE and clause.retagged.get(index) != "VB":
        return None
    first, _ = clause.bounds(index)
    before = index - 1
    while before > first and tokens.tag[before] == "RB":
        before -= 1
    if before <= first or tokens.lower[before] not in _JOINING:
        return None
    if tokens.lower[before] == "," and clause.headline(index):
        # "Rebels vow to fight on, attack base": a headline's comma joins what was done.
        return None
    if any(child < index and tokens.dep[child] in _OWN for child in tokens.children[index]):
        return None
    if (
        tokens.lower[before] in ("and", "or")
        and tokens.lower[before - 2] == "to"
        and tokens.tag[before - 1] == "NN"
    ):
        # "threatened to kidnap or | kill", the first of them read as a noun
        return before - 1
    for position in range(before - 1, first, -1):
        tag = tokens.tag[position]
        if tag in TENSED and tokens.dep[position] != "relcl":
            return None
        if tokens.text[position] in (";", ":"):
            return None
        if tag == "VB":
            led = [c for c in tokens.children[position] if tokens.dep[c] == "aux"]
            if any(tokens.lower[c] == "to" or tokens.tag[c] == "MD" for c in led):
                return position
            if tokens.lower[position - 1] == "to":
                return position
    return None


def finite_above(clause: WordOrder, node: int) -> int | None:
    """Return the finite verb that a past tense hung on an infinitive is coordinated with; None where it is not.

    "refused to pay and | ordered | the army to free them": the order was given. "denied that it had fallen but | declined | to say".
    """
    tokens = clause.tokens
    above = tokens.head[node]
    # "refuses to drop it but | has asked | him to mediate"
    helped = tokens.tag[node] == "VBN" and any(
        tokens.dep[c] == "aux" and tokens.tag[c] in TENSED and above < c for c in tokens.children[node]
    )
    if tokens.dep[node] != "conj" or not (helped or tokens.tag[node] in ("VBD", "VBZ")):
        return None
    but = tokens.tag[above] == "VBN" and any(
        tokens.lower[c] == "but" and tokens.dep[c] == "cc" and above < c < node
        for c in tokens.children[above]
    )
    # "barred the envoy from returning and | warned | of consequences"
    gerund = tokens.tag[above] == "VBG" and tokens.dep[above] in ("pcomp", "xcomp")
    if tokens.tag[above] != "VB" and not gerund and not (but and tokens.dep[above] == "ccomp"):
        return None
    while tokens.tag[above] not in TENSED and tokens.head[above] != above:
        if any(tokens.tag[c] == "MD" for c in tokens.children[above]):
            # "would go on until the war ended and troops left"
            clauses = (c for c in tokens.children[above] if above < c < node and tokens.dep[c] == "advcl")
            return next((c for c in clauses if tokens.tag[c] == tokens.tag[node]), None)
        above = tokens.head[above]
    return above if tokens.tag[above] in TENSED else None


def shared_nominal(clause: WordOrder, node: int) -> int | None:
    """Return the noun that another one is coordinated with though it hangs on a verb, or behind a comma; None without one.

    "called for the closure of the border and a | boycott |": the boycott is called for too. "the release of prisoners and the
    | deployment | of observers": hung on the prisoners, it goes with the release.
    """
    tokens = clause.tokens
    head, dep = tokens.head[node], tokens.dep[node]
    if tokens.tag[node] not in NOUNS:
        return None
    if dep == "conj" and tokens.tag[head] in NOUNS:
        return _parallel(clause, node, head)
    if dep not in ("conj", "parataxis"):
        return None
    if dep == "conj" and not clause.is_verb(head):
        return None
    first = clause.phrase(node)[0]
    if first == 0 or tokens.lower[first - 1] not in _JOINING:
        return None
    for child in reversed(tokens.children[head]):
        if child >= node:
            continue
        if tokens.dep[child] == "prep":
            below = [c for c in tokens.children[child] if tokens.dep[c] == "pobj"]
        elif tokens.dep[child] in ("dobj", "attr"):
            below = [child]
        else:
            continue
        if below and tokens.entity[below[0]] not in ("DATE", "TIME"):
            return below[0]
    return None


def _parallel(clause: WordOrder, node: int, head: int) -> int | None:
    tokens = clause.tokens
    preposition = tokens.head[head]
    if tokens.dep[head] != "pobj" or tokens.lower[preposition] != "of":
        return None
    above = tokens.head[preposition]
    if tokens.tag[above] not in NOUNS:
        return None

    def has(noun: int, what: str) -> bool:
        return any(
            tokens.lower[c] == what and tokens.dep[c] in ("prep", "det") for c in tokens.children[noun]
        )

    return (
        above if has(node, "of") and not has(head, "of") and has(node, "the") == has(above, "the") else None
    )
