"""Who does what the complement of a verb says: "ordered | them | to go", "warned | the army | against attacking it", "| both | accused each other of it"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analystkit.extraction.event.subjects import Subjects

ONE_ANOTHER = (["each", "other"], ["one", "another"])


def controller_of(clause: Subjects, governor: int, link: str, depth: int) -> list[int]:
    """Return who does what a governor's complement says: its object where it has one that can, else its subject.

    Parameters
    ----------
    clause : Subjects
        The clauses of the part.
    governor : int
        The verb that has the complement.
    link : str
        The preposition of the complement, "to" for an infinitive.
    depth : int
        How far the search has gone.
    """
    tokens = clause.tokens
    if clause.passive(governor):
        return clause.subjects(governor, depth)
    held = clause.child(governor, "dobj", "dative")
    if held is not None and tokens.lower[held] in clause.words.predicated and tokens.tag[held] == "JJ":
        # "pleaded | guilty | to giving money"
        held = None
    if held is not None and tokens.lower[held - 1 : held + 1] in ONE_ANOTHER:
        # "accused each other of shelling it": each of them
        return clause.subjects(governor, depth)
    if held is not None and link == "against" and clause.kinds.of(held) & {"human", "group", "state"}:
        # "warned the army against attacking it"
        return clause.conjuncts(held)
    if (
        held is not None
        and tokens.lemma[governor] not in clause.words.promising
        and (
            link in ("to", "of", "for", "from", "into")
            or not link
            or (link == "with" and clause.charged_with(held))
        )
    ) and (link != "for" or tokens.lemma[governor] not in ("thank",)):
        return clause.conjuncts(held)
    on = [
        pobj
        for pobj in clause.prep_objects(governor, ("on", "upon"))
        if tokens.entity[pobj] not in ("DATE", "TIME")
    ]
    if on and link == "to":
        return on
    return clause.subjects(governor, depth)
