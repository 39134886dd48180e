"""Which triggers are one event: what a promise or demand absorbs, objects a verb's row has used, results of an attack."""

from __future__ import annotations

from collections.abc import Sequence

from analystkit.extraction.event.clause import Clause
from analystkit.extraction.event.coordination import finite_above
from analystkit.extraction.event.governors import chain
from analystkit.extraction.event.matching import Matcher
from analystkit.extraction.event.slots import REACH, Candidate

# What a promised deed becomes (decision 1 of the ontology): cooperation is agreed to, giving way conceded, harm threatened.
_PROMISED = {
    "CONSULT": "AGREE", "SUPPORT": "AGREE", "COOPERATE": "AGREE", "AID": "AGREE", "AGREE": "AGREE",
    "RETREAT": "CONCEDE", "CONCEDE": "CONCEDE",
    "ASSAULT": "THREATEN", "COERCE": "THREATEN", "SANCTION": "THREATEN", "MOBILIZE": "THREATEN", "THREATEN": "THREATEN",
    "PROTEST": "PROTEST", "ACCUSE": "THREATEN", "REJECT": "REJECT", "REQUEST": "REQUEST",
}  # fmt: skip
# An agreement to give way is an agreement still; an announced arrest, penalty or deployment has been decided and stands.
_CONSENTED = {
    **_PROMISED,
    "RETREAT": "AGREE",
    "CONCEDE": "AGREE",
    "MOBILIZE": "AGREE",
    "PROTEST": "AGREE",
    "ACCUSE": "AGREE",
    "REQUEST": "AGREE",
}
_ANNOUNCED = {
    **_PROMISED,
    "COERCE": "COERCE",
    "SANCTION": "SANCTION",
    "MOBILIZE": "MOBILIZE",
    "PROTEST": "PROTEST",
    "ACCUSE": "ACCUSE",
}
PROMISED = {"promise": _PROMISED, "consent": _CONSENTED, "announce": _ANNOUNCED}
THREAT_MODES = {"COERCE": "restrict", "SANCTION": "relations", "ASSAULT": "violence", "MOBILIZE": "violence"}
REQUEST_MODES = {
    "AID": "assist", "COOPERATE": "assist", "SUPPORT": "assist", "CONSULT": "meet", "RETREAT": "yield", "CONCEDE": "yield",
}  # fmt: skip
# Types that are told in a present of their own.
SPOKEN = ("AGREE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "CONCEDE")
_BY = ("in", "by", "during", "from")
_GOING_OFF = frozenset(
    {"explode", "go", "detonate", "blow", "plant", "hit", "strike", "destroy", "target", "rip", "damage"}
)
_RESULTS = frozenset(
    "kill wound injure die maim hurt slay murder massacre perish destroy damage leave claim burn killing death".split()  # noqa: SIM905
)


def absorbed(
    candidate: Candidate, others: dict[int, Candidate], matcher: Matcher, clause: Clause
) -> list[Candidate]:
    """Return the events in a trigger's complement, the nearest first, that are part of it and no rows of their own."""
    tokens = clause.tokens
    found: list[Candidate] = []
    stack = list(matcher.complements(candidate))
    seen: set[int] = set()
    while stack:
        head = stack.pop(0)
        if head in seen or head in candidate.words:
            continue
        seen.add(head)
        other = others.get(head)
        if other is not None:
            found.append(other)
        found += [others[c] for c in tokens.children[head] if c in clause.retagged and c in others]
        # "agreed to hold talks and release prisoners", "threatened a wave of attacks"
        stack += [
            c
            for c in tokens.children[head]
            if tokens.dep[c] == "conj"
            and clause.is_verb(c) == clause.is_verb(head)
            and finite_above(clause, c) is None
        ]
        if other is None and clause.is_verb(head):
            stack += [c for c in tokens.children[head] if tokens.dep[c] in ("dobj", "xcomp", "nsubjpass")]
        elif other is None:
            stack += [
                p for c in tokens.children[head] if tokens.dep[c] == "prep" and tokens.lower[c] in ("of", "for", "to", "on")
                for p in tokens.children[c] if tokens.dep[p] in ("pobj", "pcomp")
            ]  # fmt: skip
            stack += [c for c in tokens.children[head] if tokens.dep[c] == "acl" and tokens.tag[c] == "VB"]
    return found


def used_objects(
    candidate: Candidate, others: dict[int, Candidate], matcher: Matcher, clause: Clause
) -> list[Candidate]:
    """Return the noun triggers that a verb's row has used: the object it fits by ("imposed sanctions"), the bomb that exploded."""
    if not candidate.verbal:
        return []
    if candidate.row.type == "ASSAULT" and clause.tokens.lemma[candidate.head] in _GOING_OFF:
        bombs = [
            h for h in clause.subjects(candidate.head) if h in others and others[h].row.type == "ASSAULT"
        ]
        return [others[h] for h in bombs if not others[h].verbal and "explosive" in clause.kinds.of(h)]
    if not any(c.slot != "subj" and c.test in "=:" and c.wanted for c in candidate.row.conditions):
        return []
    used: list[Candidate] = []
    for condition in candidate.row.conditions:
        if condition.slot == "word" and condition.wanted:
            # "faces trial", "appeared in court on charges": the word the row asks for, if it is of one kind with the row.
            behind = range(candidate.words[-1] + 1, candidate.words[-1] + 1 + REACH)
            near = (others[i] for i in behind if i in others and not others[i].verbal)
            lemma = clause.tokens.lemma
            used += [
                o for o in near if o.row.type == candidate.row.type and lemma[o.head] in condition.values
            ]
    slots = {
        c.slot
        for c in candidate.row.conditions
        if c.wanted and c.test in "=:" and c.slot in ("obj", "of", "from", "to", "with", "for", "on")
    }
    heads = [head for slot in slots for head in matcher.slot(slot, candidate)]
    return used + [others[head] for head in heads if head in others and not others[head].verbal]


def aiming_verb(candidate: Candidate, clause: Clause, aiming: frozenset[str]) -> int | None:
    """Return the verb that says where an attack told by a noun was aimed, None without one.

    "the third attack targeting the base", "an attack that hit the port", "the strike targeted a convoy", and with the participle
    hung on the verb: "it was the second attack this month targeting the base". The two are one event.
    """
    if candidate.verbal or candidate.row.type != "ASSAULT":
        return None
    tokens, noun = clause.tokens, candidate.head
    below = [c for c in tokens.children[noun] if tokens.dep[c] in ("acl", "relcl")]
    for preposition in tokens.children[noun]:
        # "the second attack in 24 hours | targeting the base": no hour aims at anything.
        if preposition > noun and tokens.dep[preposition] == "prep":
            for time in tokens.children[preposition]:
                if "time" in clause.kinds.of(time) or tokens.entity[time] in ("DATE", "TIME"):
                    below += [c for c in tokens.children[time] if tokens.dep[c] in ("acl", "relcl")]
    above = tokens.head[noun]
    if tokens.dep[noun] in ("attr", "nsubj") and clause.is_verb(above):
        below += [c for c in tokens.children[above] if tokens.dep[c] == "advcl" and tokens.tag[c] == "VBG"]
        if tokens.dep[noun] == "nsubj":
            below.append(above)
    for verb in below:
        if verb > noun and tokens.lemma[verb] in aiming and tokens.tag[verb] != "VBN":
            # A bomb that hit a bus is its weapon.
            return None if "explosive" in clause.kinds.of(noun) else verb
    return None


def _first_conjunct(clause: Clause, index: int) -> int:
    tokens = clause.tokens
    for _ in range(6):
        if tokens.dep[index] != "conj":
            break
        index = tokens.head[index]
    return index


def result_of(candidate: Candidate, others: Sequence[Candidate], clause: Clause) -> Candidate | None:
    """Return the attack among those of the same sentence whose result a killing or wounding is, None where it stands for itself."""
    if candidate.row.type != "ASSAULT" or clause.tokens.lemma[candidate.head] not in _RESULTS:
        return None
    tokens = clause.tokens
    near = [
        other for other in others
        if other is not candidate and other.row.type == "ASSAULT" and tokens.lemma[other.head] not in _RESULTS
    ]  # fmt: skip
    if not near:
        return None
    above = {g.index for g in chain(clause, candidate.head)}
    for other in near:
        up = {g.index for g in chain(clause, other.head)}
        if other.head in above or candidate.head in up:
            return other
    for other in near:
        # "Two were killed and five injured when gunmen opened fire": the clause hangs on either.
        for governor in chain(clause, other.head)[:2]:
            shared = _first_conjunct(clause, governor.index) == _first_conjunct(clause, candidate.head)
            if shared and (governor.link == "advcl" or governor.preposition in _BY):
                return other
    if tokens.tag[candidate.head] == "VBG" and tokens.lower[candidate.head - 1] in (",", "and"):
        # "..., killing ten": what was told last, wherever the parser has hung it.
        before = [other for other in near if other.head < candidate.head]
        if before:
            return before[-1]
    for other in near:
        # "A bomb exploded and killed ten": coordinated.
        if tokens.dep[candidate.head] == "conj" and abs(candidate.head - other.head) < 15:
            return other
    return None
