"""Who does what a gerund or an infinitive says that was read as another word: "denied | bombing | a school", "tried to | march |"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analystkit.extraction.event.subjects import Subjects


def gerund_doers(clause: Subjects, verb: int, depth: int) -> list[int] | None:
    """Return the heads that do what a misread gerund says; None where it is none."""
    tokens, dep, head = clause.tokens, clause.tokens.dep[verb], clause.tokens.head[verb]
    by = tokens.lower[head] == "by" and clause.passive(tokens.head[head])
    if dep == "pcomp" and by and clause.child(verb, "dobj", "auxpass") is None:
        # "were driven out by | fighting | between clans": what did it, not who were driven out
        return clause.prep_objects(verb, ("between",))
    held = tokens.dep[head] == "dobj" and clause.is_verb(tokens.head[head])
    if dep == "amod" and held and any(tokens.lower[c] == "having" for c in tokens.children[verb]):
        # "are accused of having | burned | houses", read as burned houses
        return clause.controller(tokens.head[head], "of", depth + 1)
    if clause.retagged.get(verb) != "VBG":
        return None
    if dep == "compound" and held:
        # "denied | bombing | hospitals", read as some kind of hospitals
        return clause.subjects(tokens.head[head], depth + 1)
    above = tokens.head[tokens.head[head]]
    if dep == "compound" and tokens.dep[head] == "pobj" and clause.is_verb(above):
        # "was accused by the panel of | bombing | hospitals"
        return clause.controller(above, tokens.lower[tokens.head[head]], depth + 1)
    if dep != "pobj":
        return None
    above = tokens.head[head]
    if tokens.tag[above] == "JJ" and clause.is_verb(tokens.head[above]):
        # "found him guilty of | bombing | a church"
        above = tokens.head[above]
    return clause.controller(above, tokens.lower[head], depth + 1) if clause.is_verb(above) else None


def infinitive_doers(clause: Subjects, verb: int, depth: int) -> list[int] | None:
    """Return the heads that do what an infinitive says that was read as something behind a preposition; None where it is none."""
    tokens = clause.tokens
    if clause.retagged.get(verb) != "VB" or tokens.lower[verb - 1] != "to" or tokens.dep[verb - 1] != "prep":
        return None
    above = tokens.head[verb - 1]
    if not clause.is_verb(above):
        # "Norland to | free | a captive": who is to, and no plan of theirs
        leads = above == verb - 2 and tokens.dep[above] == "ROOT" and clause.headline(verb)
        return clause.conjuncts(above) if leads else clause.holders(above, depth + 1)
    if tokens.lemma[above] == "be":
        # "his aim is to | attack |"
        return [h for aim in clause.subjects(above, depth + 1) for h in clause.holders(aim, depth + 1)]
    if tokens.tag[above] == "VB" and tokens.dep[above] == "advcl" and clause.is_verb(tokens.head[above]):
        # "asked the crowd to stand to | honour | him"
        above = tokens.head[above]
    if clause.child(above, "dobj") is None:
        # Not the controller's "on": "tried to march on the town"
        return clause.subjects(above, depth + 1)
    return clause.controller(above, "to", depth + 1)


def guilty_doers(clause: Subjects, adjective: int, link: str, depth: int) -> list[int] | None:
    """Return the heads that do what a gerund behind an adjective says: "found | him | guilty of giving it"; None without one.

    `adjective` is what the gerund's preposition hangs on; it may have been read as the object of its verb.
    """
    tokens, called = clause.tokens, clause.tokens.head[adjective]
    if tokens.tag[adjective] != "JJ" or not clause.is_verb(called):
        return None
    if any(tokens.dep[c] == "det" for c in tokens.children[adjective]):
        # "accused the other of breaking it"
        return None
    if clause.child(called, "dobj") in (None, adjective):
        return clause.subjects(called, depth + 1)
    return clause.controller(called, link, depth + 1)
