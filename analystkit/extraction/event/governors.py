"""What stands above a trigger: the chain of words it depends on, up to the root, as factuality and attribution read it."""

from __future__ import annotations

from dataclasses import dataclass

from analystkit.extraction.event.clause import Clause
from analystkit.extraction.event.coordination import finite_above, shared_infinitive, shared_nominal
from analystkit.extraction.tags import TENSED

_NOUN_LINKS = (
    "dobj",
    "pobj",
    "nsubj",
    "nsubjpass",
    "attr",
    "oprd",
    "appos",
    "conj",
    "poss",
    "compound",
    "acomp",
)
# Prepositions with which a word asks for a gerund.
_OF_GERUNDS = ("of", "for", "from", "against", "about", "into", "without")
_JOINING = ("and", "but", "while", "whereas")
# A clause in these relations is asserted by itself; what stands above says nothing about whether it happened.
ASSERTED = ("relcl",)


@dataclass(slots=True)
class Governor:
    """One word above a trigger; `below` is the word of the chain under it, `link` the relation of that word.

    `preposition` is the preposition in between, "" without one.
    """

    index: int
    below: int
    link: str
    preposition: str = ""


def infinitive(clause: Clause, verb: int) -> bool:
    """Say whether a verb stands behind "to", by the parse or right behind it in order ("to re-open")."""
    tokens = clause.tokens
    if any(tokens.lower[c] == "to" and tokens.dep[c] == "aux" for c in tokens.children[verb]):
        return True
    before = verb - 3 if verb > 2 and tokens.text[verb - 1] == "-" else verb - 1
    bare = tokens.tag[verb] == "VB" or clause.retagged.get(verb) == "VB"
    return bare and before >= 0 and tokens.lower[before] == "to"


def another_clause(clause: Clause, node: int, head: int) -> bool:
    """Say whether what was read as the clause a verb asks for is another one.

    It is parted from it by a semicolon, by the comma behind a clause of time, or by one and "and" where the verb has its object already.
    """
    tokens = clause.tokens
    if node < head:
        # "The union | called | for a strike; the government refused"
        return ";" in tokens.text[node:head]
    first = tokens.subtree(node)[0] if "," in tokens.text[head:node] else head
    joined = 1 < first < node and tokens.lower[first - 1] in _JOINING and tokens.text[first - 2] == ","
    if joined and any(tokens.dep[c] == "dobj" and head < c < first for c in tokens.children[head]):
        # "The president | ordered | an inquiry, and the police promised to help"
        return True
    # "Before the report appeared, he had | blamed | the rebels", the main clause hung on the one of time
    marks = {tokens.lower[c] for c in tokens.children[head] if tokens.dep[c] == "mark" and c < head}
    return bool(marks & clause.words.clause_of_time) and "," in tokens.text[head:node]


def _said_beside(clause: Clause, node: int) -> int | None:
    # "gave them a day to leave, | accusing | them of spying": of whoever gave it, and no aim of the leaving.
    tokens, above = clause.tokens, clause.tokens.head[node]
    if (
        tokens.tag[node] != "VBG"
        or tokens.lemma[node] not in clause.words.speaking
        or tokens.lower[node - 1] != ","
        or not infinitive(clause, above)
    ):
        return None
    while tokens.head[above] != above and tokens.tag[above] not in TENSED:
        above = tokens.head[above]
    return above


def _opened(clause: Clause, node: int) -> str:
    tokens = clause.tokens
    gerund = tokens.tag[node] == "VBG" or (
        tokens.tag[node] == "VBN"
        and any(tokens.lower[c] in ("being", "having") for c in tokens.children[node])
    )
    if not gerund:
        return ""
    marks = (c for c in tokens.children[node] if tokens.dep[c] == "mark")
    return next((tokens.lower[c] for c in marks if tokens.lower[c] in _OF_GERUNDS), "")


def _joined(clause: Clause, node: int) -> int | None:
    # What a word is coordinated with, where the parse says otherwise.
    tokens = clause.tokens
    if tokens.dep[node] not in ("conj", "parataxis", "dobj", "compound", "appos", "ROOT", "dep"):
        return None
    if clause.is_verb(node):
        shared = shared_infinitive(clause, node)
        if shared is None:
            shared = finite_above(clause, node)
        return shared if shared != tokens.head[node] else None
    return shared_nominal(clause, node)


def chain(clause: Clause, index: int) -> list[Governor]:
    """Return the governors of a token from the nearest to the root, prepositions folded in, coordination skipped.

    To be asked when the matcher is done: what it retags counts, and the answer is kept.
    """
    known = clause.chains.get(index)
    if known is None:
        known = clause.chains[index] = _chain(clause, index)
    return known


def _chain(clause: Clause, index: int) -> list[Governor]:
    tokens = clause.tokens
    found: list[Governor] = []
    node = index
    for _ in range(24):
        head, dep = tokens.head[node], tokens.dep[node]
        if head == node or (dep == "acl" and tokens.tag[node] != "VBG" and clause.addressing(node)):
            break
        if (
            dep == "conj"
            # "was supposed to allow them in and captives | to be exchanged |"
            and tokens.tag[node] in ("VB", "VBN")
            and infinitive(clause, node)
            and not infinitive(clause, head)
        ):
            # "agreed to resume ties and to reopen embassies", the second infinitive hung on the verb itself.
            found.append(Governor(head, node, "xcomp"))
            node = head
            continue
        if dep == "conj" and tokens.tag[node] == "VBG" and tokens.tag[head] in ("VBD", "VBN", "VBZ", "VBP"):
            # "is accused of paying rebels and arming militias", the second gerund hung on the accusing.
            between = [c for c in tokens.children[head] if head < c < node and tokens.dep[c] == "prep"]
            helped = any(tokens.dep[c] in ("aux", "auxpass") for c in tokens.children[node])
            if between and not helped and tokens.lower[between[-1]] in ("of", "for", "from", "without"):
                found.append(Governor(head, node, "pcomp", tokens.lower[between[-1]]))
                node = head
                continue
        shared = _joined(clause, node)
        if shared is not None:
            node = shared
            continue
        if dep == "conj":
            # A conjunct shares what stands above its first conjunct, not the first conjunct itself.
            node = head
            continue
        if node in clause.retagged and tokens.dep[head] == "pobj" and tokens.head[head] == node - 1:
            above = tokens.head[node - 1]
            if clause.retagged[node] == "VB" and tokens.lower[node - 1] == "to" and above != node - 1:
                # "a movement to | unseat | the king", read as a movement to a king of some kind
                found.append(Governor(above, node, "xcomp" if clause.is_verb(above) else "acl"))
                node = above
                continue
        if node in clause.retagged and dep in ("amod", "compound"):
            # A verb misread as the modifier of its object stands where the object stands; behind "and", beside the main verb.
            if tokens.dep[head] == "conj" and clause.is_verb(tokens.head[head]):
                break
            node = head
            continue
        beside = _said_beside(clause, node) if dep == "advcl" else None
        if beside is not None:
            node = beside
            continue
        nearer = clause.nearer_deed(node) if dep == "advcl" and tokens.tag[node] == "VBG" else None
        if nearer is not None:
            found.append(Governor(nearer, node, dep))
            node = nearer
            continue
        opened = _opened(clause, node) if dep in ("advcl", "acl") else ""
        if opened:
            # "suspected of having murdered", the preposition read as opening a clause
            found.append(Governor(head, node, "pcomp", opened))
            node = head
            continue
        if dep in ("pobj", "pcomp") and tokens.head[head] != head:
            found.append(Governor(tokens.head[head], node, dep, tokens.lower[head]))
            node = tokens.head[head]
            continue
        if dep == "ccomp" and another_clause(clause, node, head):
            break
        found.append(Governor(head, node, dep))
        node = head
    return found
