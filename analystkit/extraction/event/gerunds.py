"""Who does what a gerund says that was read as a noun or as an attribute: "denied | bombing | a school"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analystkit.extraction.event.subjects import Subjects


def gerund_doers(clause: Subjects, verb: int, depth: int) -> list[int] | None:
    """Return the heads that do what a misread gerund says; None where it is none."""
    tokens, dep, head = clause.tokens, clause.tokens.dep[verb], clause.tokens.head[verb]
    held = tokens.dep[head] == "dobj" and clause.is_verb(tokens.head[head])
    if dep == "amod" and held and any(tokens.lower[c] == "having" for c in tokens.children[verb]):
        # "are accused of having | burned | houses", read as burned houses
        return clause.controller(tokens.head[head], "of", depth + 1)
    if clause.retagged.get(verb) != "VBG":
        return None
    if dep == "compound" and held:
        # "denied | bombing | hospitals", read as some kind of hospitals
        return clause.subjects(tokens.head[head], depth + 1)
    if dep != "pobj":
        return None
    above = tokens.head[head]
    if tokens.tag[above] == "JJ" and clause.is_verb(tokens.head[above]):
        # "found him guilty of | bombing | a church"
        above = tokens.head[above]
    return clause.controller(above, tokens.lower[head], depth + 1) if clause.is_verb(above) else None
