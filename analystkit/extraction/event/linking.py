"""Which triggers are one event: what a promise or demand absorbs, objects a verb's row has used, results of an attack."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analystkit.extraction.event.clause import Clause
from analystkit.extraction.event.complements import Candidate
from analystkit.extraction.event.coordination import finite_above
from analystkit.extraction.event.governors import Governor, chain
from analystkit.extraction.event.matching import Matcher
from analystkit.extraction.event.slots import REACH
from analystkit.extraction.event.words import EventWords

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
# Slots whose word is part of what the verb tells.
_USED = frozenset({"obj", "of", "from", "to", "with", "for", "on"})
# ... and of verbs of state: "is under house arrest", "placed him under house arrest".
_STATES = frozenset({"be", "place", "put", "hold", "keep", "remain"})
_USED_BY_STATES = _USED | {"under", "behind"}
# Behind what one deed answers another.
_ANSWERED = ("for", "over")
_BY = ("in", "by", "during", "from")
# Tags of the words in front of a noun, and how many of them there may be.
_IN_PHRASES = frozenset({"DT", "JJ", "JJS", "CD", "NN", "NNS", "NNP", "POS", "PRP$", "HYPH"})
_PHRASE = 8


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
    candidate: Candidate, others: dict[int, Candidate], matcher: Matcher, clause: Clause, words: EventWords
) -> list[Candidate]:
    """Return the noun triggers that a verb's row has used: the object it fits by ("imposed sanctions"), the bomb that exploded."""
    if not candidate.verbal:
        return []
    if candidate.row.type == "ASSAULT" and clause.tokens.lemma[candidate.head] in words.going_off:
        bombs = [
            h for h in clause.subjects(candidate.head) if h in others and others[h].row.type == "ASSAULT"
        ]
        return [others[h] for h in bombs if not others[h].verbal and "explosive" in clause.kinds.of(h)]
    used = _told_again(candidate, others, clause)
    if not any(c.slot != "subj" and c.test in "=:" and c.wanted for c in candidate.row.conditions):
        return used
    for condition in candidate.row.conditions:
        if condition.slot == "word" and condition.wanted:
            # "faces trial", "appeared in court on charges": the word the row asks for, if it is of one kind with the row.
            behind = range(candidate.words[-1] + 1, candidate.words[-1] + 1 + REACH)
            near = (others[i] for i in behind if i in others and not others[i].verbal)
            lemma = clause.tokens.lemma
            used += [
                o for o in near if o.row.type == candidate.row.type and lemma[o.head] in condition.values
            ]
    naming = _USED_BY_STATES if candidate.row.words[0] in _STATES else _USED
    slots = {c.slot for c in candidate.row.conditions if c.wanted and c.test in "=:" and c.slot in naming}
    heads = [head for slot in slots for head in matcher.slot(slot, candidate)]
    # "two weeks of protests" have been, whatever is to end them.
    heads += [
        whole for head in heads if "time" not in clause.kinds.of(head) for whole in matcher.wholes(head)
    ]
    return used + [others[head] for head in heads if head in others and not others[head].verbal]


def _told_again(candidate: Candidate, others: dict[int, Candidate], clause: Clause) -> list[Candidate]:
    # "handed her a jail term", "dispersed them with tear gas": what was handed, and with what they were dispersed
    tokens, row = clause.tokens, candidate.row
    if not row.mode:
        return []
    heads = [c for c in tokens.children[candidate.head] if tokens.dep[c] == "dobj"]
    if row.type == "ASSAULT":
        heads += clause.prep_objects(candidate.head, ("with",))
    return [
        others[head]
        for head in heads
        if head in others
        and not others[head].verbal
        and (others[head].row.type, others[head].row.mode) == (row.type, row.mode)
    ]


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


def of_arrest(
    candidate: Candidate, others: Mapping[int, Candidate], clause: Clause, words: EventWords
) -> bool:
    """Say whether a raid is one in which somebody was arrested: "were seized in a raid on a flat", no attack on them."""
    if candidate.verbal or candidate.row.type != "ASSAULT" or candidate.row.words[0] not in words.policing:
        return False
    tokens, preposition = clause.tokens, clause.tokens.head[candidate.head]
    if tokens.dep[candidate.head] != "pobj" or tokens.lower[preposition] not in ("in", "during"):
        return False
    above = others.get(tokens.head[preposition])
    return above is not None and above.verbal and (above.row.type, above.row.mode) == ("COERCE", "arrest")


def _first_conjunct(clause: Clause, index: int) -> int:
    tokens = clause.tokens
    for _ in range(6):
        if tokens.dep[index] != "conj":
            break
        index = tokens.head[index]
    return index


def result_of(
    candidate: Candidate, others: Sequence[Candidate], clause: Clause, words: EventWords
) -> Candidate | None:
    """Return the attack among those of the same sentence whose result a killing or wounding is, None where it stands for itself."""
    tokens = clause.tokens
    if candidate.row.type != "ASSAULT" or not _is_result(candidate, clause, words):
        return None
    near = [
        other for other in others
        if other is not candidate and other.row.type == "ASSAULT" and not _is_result(other, clause, words)
    ]  # fmt: skip
    if not near:
        return None
    by_head = {other.head: other for other in near}
    for governor in chain(clause, candidate.head):
        if _earlier(clause, governor, words) is not None:
            # "raided a village after 16 were killed in the next": dead of another attack.
            break
        if not candidate.verbal and governor.preposition in _ANSWERED:
            # "took revenge for the killing": the killing was before.
            break
        # The nearest: "bombed a camp five days after an attack that killed 15" is about the attack's dead.
        if governor.index in by_head:
            return by_head[governor.index]
        if governor.link == "relcl" and clause.tells_of_others(governor.below):
            # "The town where rebels killed ten last year was bombed": another attack
            break
    beside = _beside(candidate, near, clause)
    if beside is not None:
        return beside
    below = [other for other in near if _told_under(candidate, other, clause, words)]
    if below:
        return min(below, key=lambda other: abs(other.head - candidate.head))
    for other in near:
        # "Two were killed and five injured when gunmen opened fire": the clause hangs on either.
        for governor in chain(clause, other.head)[:2]:
            shared = _first_conjunct(clause, governor.index) == _first_conjunct(clause, candidate.head)
            told = governor.link == "advcl" or governor.preposition in _BY
            if _earlier(clause, governor, words):
                break
            if shared and told:
                return other
    if tokens.tag[candidate.head] == "VBG" and tokens.lower[candidate.head - 1] in (",", "and"):
        # "..., killing ten": what was told last, wherever the parser has hung it.
        before = [other for other in near if other.head < candidate.head]
        if before:
            return before[-1]
    if tokens.dep[candidate.head] == "conj":
        # "A bomb exploded and killed ten": coordinated; "the attacks came days after they ambushed a patrol and killed ten": with the ambush.
        before = [other for other in near if 0 < candidate.head - other.head < 15]
        above = [other for other in before if other.head == tokens.head[candidate.head]]
        return next(iter(above or before), None)
    return None


def _is_result(candidate: Candidate, clause: Clause, words: EventWords) -> bool:
    # A participle read as an adjective has itself for a lemma.
    lemma = clause.tokens.lemma[candidate.head]
    return lemma in words.result or (candidate.verbal and candidate.row.words[0] in words.result)


def _beside(candidate: Candidate, near: Sequence[Candidate], clause: Clause) -> Candidate | None:
    """Return the attack a result is told of by the order of words alone, wherever the parser hung it.

    "A gun battle last week in Banjska | in which four died |", hung on Banjska; "killed in Monday's | blast |", hung on what comes after.
    """
    tokens, head = clause.tokens, candidate.head
    nouns = [other for other in near if not other.verbal]
    opening = [
        child
        for child in tokens.children[head]
        if child < head
        for word in (child, *(tokens.children[child] if tokens.dep[child] == "prep" else ()))
        if tokens.tag[word] in ("WDT", "WP")
    ]
    if opening:
        before = [
            other
            for other in nouns
            if other.head < opening[0] and not any(map(clause.is_verb, range(other.head + 1, opening[0])))
        ]
        if before:
            return before[-1]
    if tokens.lower[head + 1 : head + 2] == ["in"]:
        for other in nouns:
            if head + 2 < other.head <= head + _PHRASE and all(
                tokens.tag[i] in _IN_PHRASES for i in range(head + 2, other.head)
            ):
                return other
    return None


def _told_under(candidate: Candidate, other: Candidate, clause: Clause, words: EventWords) -> bool:
    """Say whether an attack hangs on its result: "were killed in an attack", "died when a bomb exploded"; not "died a week after the attack"."""
    for governor in chain(clause, other.head):
        known = words.concerning if clause.is_verb(governor.index) else words.reaction
        if _earlier(clause, governor, words) or (
            (governor.preposition or governor.link == "dobj")
            and clause.tokens.lemma[governor.index].lower() in known
        ):
            # "killed two men wanted for the raid", "was killed while investigating an attack"
            return False
        if governor.link == "relcl":
            # "killed the commander of a militia that has carried out attacks"
            return False
        if governor.index == candidate.head:
            return True
    return False


def _earlier(clause: Clause, governor: Governor, words: EventWords) -> bool | None:
    """Say whether what is below a governor is told as of another time, None where no word sets the two apart in time.

    True where a length of time or a word such as "since" stands between, False for a bare "after", which may join an attack to its result.
    """
    tokens = clause.tokens
    marks = [c for c in tokens.children[governor.below] if tokens.dep[c] == "mark"]
    if governor.preposition:
        marks.append(tokens.head[governor.below])
    for mark in marks:
        if tokens.lower[mark] in words.apart_in_time:
            counted = mark > 0 and "time" in clause.kinds.of(mark - 1)
            return counted or tokens.lower[mark] not in ("after", "following")
    return None
