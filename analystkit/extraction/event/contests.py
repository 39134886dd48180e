"""Contests told in words of war: what candidates and teams do to each other is no violence.

"Rubio attacked Cruz in the debate" is criticism; "beat Clinton in New Hampshire" and "a battle for the nomination" are no events of their own. The words
are those of table ``event_words``: `contest` tells of a race or a match, `combative` and `scolding` are the words it borrows, and `bloodshed`
beside them says that they are meant. A campaign rally (`gathering`) is no protest, unless `dissent` stands beside it. As in `one_sense`, a text that speaks of a contest throughout does so in each of its sentences.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from analystkit.extraction.event.clause import Clause
from analystkit.extraction.event.complements import Candidate
from analystkit.extraction.event.kinds import Kinds
from analystkit.extraction.event.words import EventWords
from analystkit.extraction.tags import NOUNS

# So many different words of a contest make a text one about it, and one in so many tokens.
_DISTINCT = 5
_SHARE = 1 / 60
# So many are enough where a crowd comes together, or where one politician attacks another.
_HINTS = 3
_REAL = frozenset({"building", "vehicle", "weapon", "explosive", "troops"})
# "were slaughtered 5-0"
_SCORE = re.compile(
    r"(?<![\d.,-])\d{1,3} ?[-\u2013] ?\d{1,3}(?![\d.,%-])|\d ?(?:%|per ?cent) (?:of the vote )?to \d"
)
_PLACES = ("GPE", "LOC", "FAC", "NORP")
_AGAINST = frozenset({"on", "against", "with", "between"})
_WHERE = ("in", "on", "at", "near", "against")


def without_contests(
    found: Sequence[Candidate], clause: Clause, kinds: Kinds, words: EventWords
) -> list[Candidate]:
    """Return the candidates of one text without those that only tell of a contest; rebukes in words of violence as accusations.

    Parameters
    ----------
    found : sequence of Candidate
        In text order.
    clause : Clause
        The clauses of the text.
    kinds : Kinds
        Of its nouns.
    words : EventWords
        The roles `contest`, `combative`, `scolding`, `bloodshed`, `gathering` and `dissent`.
    """
    borrowed = words.combative | words.scolding
    crowds = {c.head for c in found if _gathers(c, clause, words.gathering)}
    if not crowds and not any(_borrows(candidate, borrowed) for candidate in found):
        return list(found)
    told = [clause.tokens.lemma[i] for i in clause.tokens.with_lemma(words.contest)]
    throughout = len(set(told)) >= _DISTINCT and len(told) >= _SHARE * len(clause.tokens)
    hinted = throughout or len(set(told)) >= _HINTS
    kept: list[Candidate] = []
    for candidate in found:
        if candidate.head in crowds:
            rallies = any(clause.tokens.lemma[i] == "rally" for i in candidate.words)
            if not _campaigns(candidate, clause, words, hinted if rallies else throughout):
                kept.append(candidate)
        elif not (
            _borrows(candidate, borrowed)
            and _in_contest(
                candidate,
                clause,
                kinds,
                words,
                throughout or (hinted and _of_rivals(candidate, clause, words)),
            )
        ):
            kept.append(candidate)
        elif candidate.row.words[0] in words.scolding and _at_somebody(candidate, clause, kinds):
            kept.append(replace(candidate, row=replace(candidate.row, type="ACCUSE", mode="disapprove")))
    return kept


def _at_somebody(candidate: Candidate, clause: Clause, kinds: Kinds) -> bool:
    # "hit a pothole"
    heads = clause.objects(candidate.head) if candidate.verbal else []
    return not heads or any("human" in kinds.of(head) or clause.tokens.tag[head] == "PRP" for head in heads)


def _gathers(candidate: Candidate, clause: Clause, gathering: frozenset[str]) -> bool:
    if candidate.row.type != "PROTEST" or candidate.row.mode != "demo":
        return False
    heads = (*candidate.words, *clause.objects(candidate.head)) if candidate.verbal else candidate.words
    return any(clause.tokens.lemma[head] in gathering for head in heads)


def _campaigns(candidate: Candidate, clause: Clause, words: EventWords, throughout: bool) -> bool:
    first, last = clause.bounds(candidate.head)
    said = {clause.tokens.lemma[i].lower() for i in range(first, last) if i not in candidate.words}
    return words.dissent.isdisjoint(said) and (throughout or not words.contest.isdisjoint(said))


def _of_rivals(candidate: Candidate, clause: Clause, words: EventWords) -> bool:
    # "Cole attacked Reed", "attacks on Reed"
    index = candidate.head
    if candidate.row.words[0] not in words.scolding | words.besting:
        return False
    if not candidate.verbal:
        return _all_politicians(clause.prep_objects(index, _AGAINST), clause)
    sides = (clause.actors(index), clause.objects(index))
    # "They attack us because they hate us" may be said of anybody.
    named = any(clause.tokens.tag[head] != "PRP" for side in sides for head in side)
    return named and not clause.passive(index) and all(_all_politicians(side, clause) for side in sides)


def _all_politicians(heads: Sequence[int], clause: Clause) -> bool:
    tokens = clause.tokens
    return bool(heads) and all(
        tokens.entity[h] == "PERSON"
        or tokens.tag[h] == "PRP"
        or tokens.lemma[h].lower() in clause.words.politician
        for h in heads
    )


def _borrows(candidate: Candidate, borrowed: frozenset[str]) -> bool:
    row = candidate.row
    # "beat" has a mode of its own.
    return row.type == "ASSAULT" and row.mode in ("", "beat") and row.words[0] in borrowed


def _in_contest(
    candidate: Candidate, clause: Clause, kinds: Kinds, words: EventWords, throughout: bool
) -> bool:
    tokens = clause.tokens
    first, last = clause.bounds(candidate.head)
    around = [i for i in range(first, last) if i not in candidate.words]
    said = {tokens.lemma[i] for i in around}
    if not words.bloodshed.isdisjoint(said):
        return False
    here = not words.contest.isdisjoint(said)
    here = here or _SCORE.search(clause.part.text, tokens.start[first], tokens.end[last - 1]) is not None
    if not here and not throughout:
        return False
    nouns = (i for i in around if tokens.tag[i] in NOUNS and not tokens.entity[i])
    if any(kinds.of(i) & _REAL for i in nouns):
        return False
    if candidate.verbal:
        # "A candidate was attacked in Manila": by nobody, so by no rival.
        return not (clause.passive(candidate.head) and clause.child(candidate.head, "agent") is None)
    return not _of_place_or_day(candidate, clause)


def _of_place_or_day(candidate: Candidate, clause: Clause) -> bool:
    # "attacks on Aleppo", "the 2001 attacks", "the attacks in Paris"
    tokens = clause.tokens
    for child in tokens.children[candidate.head]:
        told = tokens.entity[child] in ("DATE", "EVENT", *_PLACES) or tokens.tag[child] == "CD"
        if told and child < candidate.head and tokens.dep[child] != "poss":
            return True
        below = (
            tokens.children[child] if tokens.dep[child] == "prep" and tokens.lower[child] in _WHERE else ()
        )
        if any(tokens.entity[c] in ("DATE", *_PLACES) for c in below):
            return True
    return False
