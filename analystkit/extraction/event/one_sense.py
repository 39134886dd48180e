"""One sense per text: a strike is a walkout throughout an article about a walkout.

A word of two trades (table ``event_words``, role ``homonym``) is read by what its own sentence says, and by its first sense where that says nothing.
In one text it hardly ever has two (Gale, Church and Yarowsky 1992, "One sense per discourse"): what the other events of the text are decides the rest.
"""

from __future__ import annotations

from collections.abc import Sequence

from analystkit.extraction.event.complements import Candidate
from analystkit.extraction.event.triggers import TriggerRow, Triggers
from analystkit.extraction.part import Tokens

_NAMED = frozenset({"GPE", "NORP", "ORG", "LOC", "FAC"})


def one_sense(
    found: Sequence[Candidate], tokens: Tokens, triggers: Triggers, homonyms: frozenset[str]
) -> list[Candidate]:
    """Return the candidates of one text, those of words of two senses read as the events around them are.

    Parameters
    ----------
    found : sequence of Candidate
        In text order.
    tokens : Tokens
        Of the text; a noun whose target is named ("a strike on the port") is left as it is.
    triggers : Triggers
        Where the other row of the word is found.
    homonyms : frozenset of str
        Nouns of two senses, in small letters.
    """
    unsure = {
        id(candidate)
        for candidate in found
        if not candidate.verbal
        and candidate.row.words[0] in homonyms
        and not candidate.row.conditions
        and not _aimed(tokens, candidate.head)
    }
    if not unsure:
        return list(found)
    told = [candidate.row for candidate in found if id(candidate) not in unsure]
    return [
        Candidate(candidate.head, candidate.words, _in_tune(candidate.row, told, triggers), False)
        if id(candidate) in unsure
        else candidate
        for candidate in found
    ]


def _in_tune(row: TriggerRow, told: Sequence[TriggerRow], triggers: Triggers) -> TriggerRow:
    """Return the row of the same word whose type and mode the text tells of, where nothing in it is of the row's own type.

    Where the word itself is told in one sense alone, what else is told decides nothing: beside a strike of miners police may have shot.
    """
    word = row.words[0]
    itself = {other.type for other in told if word in other.words and other.type}
    if any(other.type == row.type for other in told) and (not itself or row.type in itself):
        return row
    kinds = {(other.type, other.mode) for other in told}
    head = triggers.nouns.get(word)
    others = () if head is None else head.rows
    return next(
        (o for o in others if o.words == row.words and o.type != row.type and (o.type, o.mode) in kinds), row
    )


def _aimed(tokens: Tokens, noun: int) -> bool:
    # "Against the rebels" is what the text makes of it, as "against the tax" is.
    return any(
        (tokens.lower[preposition] == "on" and tokens.entity[named] not in ("DATE", "TIME"))
        or (tokens.lower[preposition] == "against" and tokens.entity[named] in _NAMED)
        for preposition in tokens.children[noun]
        for named in tokens.children[preposition]
    )
