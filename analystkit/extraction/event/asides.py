"""What is only set in by commas, "he added" or a relative clause: what stands behind it goes on with what stood before."""

from __future__ import annotations

from analystkit.extraction.event.word_order import WordOrder
from analystkit.extraction.tags import FINITE, TENSED

# Words between the commas of "the ministry said".
_LONGEST = 7
# Tags that stand before a noun and its preposition's: "an attack | on a vessel at sea |".
_ON = ("IN", "DT", "NN", "NNS", "NNP", "NNPS", "JJ", "CD", "PRP$", "HYPH", "POS")


def behind_remark(clause: WordOrder, comma: int) -> int | None:
    """Return the token behind a remark of who speaks: "At no time|, it added,| had they fired"; None where the comma opens none."""
    tokens = clause.tokens
    _, last = clause.bounds(comma)
    if tokens.text[comma] != ",":
        return None
    closed = next(
        (i for i in range(comma + 1, min(comma + _LONGEST + 1, last)) if tokens.text[i] == ","), None
    )
    if closed is None or closed + 1 >= last:
        return None
    inner = range(comma + 1, closed)
    said = [i for i in inner if tokens.tag[i] in TENSED]
    speaks = any(tokens.tag[i][:2] in ("NN", "PR") for i in inner)
    return closed + 1 if len(said) == 1 and speaks and said[0] in (inner[0], inner[-1]) else None


def verb_behind_remark(clause: WordOrder, noun: int) -> int | None:
    """Return the finite verb or auxiliary a noun is the subject of across a remark: "An attack on a ship, he added, | would | end it"."""
    tokens = clause.tokens
    _, last = clause.bounds(noun)
    at = noun + 1
    while at < last and tokens.tag[at] in _ON:
        at += 1
    behind = behind_remark(clause, at) if at < last else None
    return behind if behind is not None and tokens.tag[behind] in FINITE else None


def closing_relative(clause: WordOrder, verb: int) -> int | None:
    """Return what a relative clause is about whose comma a verb stands behind, read as going on in it: "Mali, to which she fled, | called |"."""
    tokens = clause.tokens
    inner = tokens.head[verb]
    if tokens.dep[verb] != "conj" or tokens.dep[inner] != "relcl" or not inner < verb:
        return None
    if tokens.text[verb - 1] != "," or clause.child(verb, "nsubj", "nsubjpass") is not None:
        return None
    joined = any(tokens.dep[c] == "cc" and inner < c < verb for c in tokens.children[inner])
    return None if joined else tokens.head[inner]
