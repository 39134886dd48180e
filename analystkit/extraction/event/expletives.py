"""Infinitives behind an "it" that stands for nobody: "It is too early to lift the ban", "It took the army a day to retake the town"."""

from __future__ import annotations

from analystkit.extraction.event.word_order import NOMINAL, WordOrder

_JUDGED = ("acomp", "attr", "oprd")


def doers_behind_it(clause: WordOrder, verb: int) -> list[int] | None:
    """Return who does what an infinitive says behind an empty "it", [] where nobody is named; None where "it" may be somebody."""
    tokens, node = clause.tokens, verb
    if tokens.tag[verb] != "VB":
        return None
    while tokens.dep[node] == "conj" and tokens.tag[tokens.head[node]] == "VB":
        node = tokens.head[node]
    if tokens.dep[node] not in ("xcomp", "advcl", "acl", "ccomp", "relcl"):
        return None
    above = tokens.head[node]
    if tokens.lemma[tokens.head[above]] == "take" and tokens.dep[above] in ("dobj", "npadvmod"):
        # "took the army three days | to retake it"
        above = tokens.head[above]
    if tokens.lemma[above] == "take":
        held = [c for c in tokens.children[above] if tokens.dep[c] in ("dobj", "dative")]
        named = [c for c in held if tokens.tag[c] in NOMINAL and tokens.entity[c] not in ("DATE", "TIME")]
        return named[:1] if _empty(clause, above) and len(held) > len(named) else None
    judged = above if tokens.dep[above] in _JUDGED else clause.child(above, *_JUDGED)
    be = tokens.head[above] if judged == above else above
    if judged is None or tokens.lemma[be] != "be" or not _empty(clause, be):
        return None
    if tokens.lemma[judged].lower() not in clause.words.judging:
        return None
    for source in (judged, be):
        meant = [head for head in clause.prep_objects(source, ("for",)) if head < verb]
        if meant:
            # "It is time for the army to withdraw"
            return meant
    return []


def _empty(clause: WordOrder, verb: int) -> bool:
    subject = clause.child(verb, "nsubj", "expl")
    return subject is not None and clause.tokens.lower[subject] == "it"
