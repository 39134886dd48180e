"""What is listed behind a noun: "a colonel, two judges and a driver", of which the parser takes all but the first for something else.

By order: noun phrases parted by commas or semicolons, the last behind "and". Appositions ("Ana Lopes, a judge, and her driver"), ages
and what stands in brackets are no members.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analystkit.extraction.event.phrase_ends import CLOSING, noun_at, phrase_end, skip_asides

if TYPE_CHECKING:
    from analystkit.extraction.event.word_order import WordOrder

_NAMES = ("NNP", "NNPS")
# One of these stands in every list.
LINKING = CLOSING | {"along", "together", "well", "addition"}
_JOINING = (("along", "with"), ("together", "with"), ("as", "well", "as"), ("in", "addition", "to"))
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
# Tags right behind a noun that no list goes on from.
_ENDING = frozenset({"VBD", "VBZ", "VBP", "MD", "TO", "CC", ".", "WDT", "WP", "WRB", "PRP", "PRP$"})
# A list of more is a table.
_MOST = 12


def listed_with(order: WordOrder, head: int, subject: int = -1) -> list[int]:
    """Return the heads of what is listed behind a nominal, itself left out; empty where no list is closed by "and".

    `subject` is the member that the parser took for the subject of the verb behind the list, where the list may be that subject.
    """
    tokens = order.tokens
    if not order.linked_behind(head):
        return []
    _, last = order.bounds(head)
    if head + 1 >= last or tokens.tag[head + 1] in _ENDING:
        return []
    at = phrase_end(order, head, last)
    if at >= last or tokens.text[at] not in ",;":
        joined = _joined(order, at, last)
        return _only(order, head, at + joined, last) if joined else []
    members: list[tuple[str, int]] = []
    for _ in range(_MOST):
        sign = tokens.text[at]
        at += 1
        closing = at < last and tokens.lower[at] in CLOSING
        joined = 0 if closing else _joined(order, at, last)
        at += joined or closing
        noun, behind = noun_at(order, at, last)
        if noun is None:
            return []
        if not _own_age(order, noun, behind, sign):
            members.append((sign if not closing and not joined else "and", noun))
        at = skip_asides(order, behind, last)
        if closing or joined:
            return _members(order, head, members, (at, last), subject)
        if at < last and tokens.lower[at] in CLOSING:
            noun, behind = noun_at(order, at + 1, last)
            if noun is None:
                return []
            members.append(("bare and", noun))
            return _members(order, head, members, (skip_asides(order, behind, last), last), subject)
        if at >= last or tokens.text[at] not in ",;":
            return []
    return []


def _members(
    order: WordOrder, head: int, members: list[tuple[str, int]], ends: tuple[int, int], subject: int
) -> list[int]:
    """Return what of the phrases behind a noun is listed with it, and what only says who it is left out."""
    tokens = order.tokens
    end, last = ends
    if not members or any(noun != subject and _elsewhere(order, noun, head) for _, noun in members):
        return []
    first, final = members[0][1], members[-1][1]
    if _goes_below(order, head, first) or (end < last and _of_another_verb(order, max(head, subject), end)):
        return []
    if _set_off(order, head, end, last):
        return []
    if (
        tokens.tag[head] in ("NNS", "CD")
        and not tokens.entity[head]
        and all(_is_name(order, noun) for _, noun in members)
    ):
        # "two firms, Lopes and Sons": who they are
        return []
    parted = any(sign == ";" for sign, _ in members)
    found: list[int] = []
    before = head
    for sign, noun in members:
        if sign == "," and (parted or _says_who(order, before, noun, final)):
            both = members[-1][0] == "bare and" and noun == members[-2][1]
            if not both:
                continue
            if tokens.tag[final] != "NNS":
                # "Ana Lopes, a judge and mother of two": both say who she is.
                return found
        found.append(noun)
        before = noun
    return found


def _set_off(order: WordOrder, head: int, end: int, last: int) -> bool:
    """Say whether a comma closes a list before the verb: "The priests, five Spaniards and one Basque, were killed"."""
    tokens = order.tokens
    if tokens.dep[head] not in _SUBJECTS or end + 1 >= last or tokens.text[end] != ",":
        return False
    verb = tokens.head[head]
    return (
        end + 1 <= verb
        and tokens.tag[end + 1][:2] in ("VB", "MD")
        and (end + 1 == verb or tokens.head[end + 1] == verb)
    )


def _goes_below(order: WordOrder, head: int, first: int) -> bool:
    """Say whether a list goes on from what stands behind "of" in the phrase before it: "the murder of | a priest, a nun and a boy |"."""
    tokens = order.tokens
    end = order.phrase(head)[1]
    above = tokens.head[first]
    if tokens.dep[first] == "conj" and head < above < end:
        return True
    if end - 1 == head:
        return False
    kinds = order.kinds
    return "human" in kinds.of(first) & kinds.of(end - 1) and "human" not in kinds.of(head)


def _of_another_verb(order: WordOrder, head: int, end: int) -> bool:
    """Say whether the verb behind a list has another subject than the noun it begins with: "killed ten, the army and police | said |"."""
    tokens = order.tokens
    if tokens.tag[end][:2] not in ("VB", "MD"):
        return False
    verb = tokens.head[end] if tokens.dep[end][:3] == "aux" else end
    subjects = [c for c in tokens.children[verb] if tokens.dep[c] in _SUBJECTS]
    return not any(subject <= head for subject in subjects) and tokens.tag[verb] not in ("VBN", "VBG")


def _is_name(order: WordOrder, noun: int) -> bool:
    tokens = order.tokens
    if tokens.tag[noun] not in _NAMES:
        return False
    return bool(tokens.entity[noun]) or tokens.tag[order.phrase(noun)[0]] != "DT"


def _owned(order: WordOrder, noun: int) -> bool:
    tokens = order.tokens
    return any(tokens.tag[c] == "PRP$" for c in tokens.children[noun])


def _says_who(order: WordOrder, noun: int, other: int, final: int) -> bool:
    """Say whether a phrase behind a comma says who or what the one before it is: a name and a description, in either order."""
    tokens = order.tokens
    one, two = _is_name(order, noun), _is_name(order, other)
    if one == two:
        # "the president, the leader of the party, and | his | wife"
        both = {tokens.lower[order.phrase(noun)[0]], tokens.lower[order.phrase(other)[0]]} == {"the"}
        return both and not one and "human" in order.kinds.of(noun) and _owned(order, final)
    described = other if one else noun
    if tokens.tag[described] not in ("NN", *_NAMES):
        # "Ana Lopes, two drivers and a child"
        return False
    if one:
        return not _owned(order, other)
    first = order.phrase(noun)[0]
    return tokens.lower[first] not in ("a", "an", "another", "one") or tokens.lower[
        order.phrase(other)[0]
    ] not in (
        "the",
        "a",
    )


def _elsewhere(order: WordOrder, noun: int, head: int) -> bool:
    # The subject of another verb, a time: "killed two, the army said, and wounded one", "on Monday, Tuesday and Friday"
    tokens = order.tokens
    if tokens.entity[noun] in ("DATE", "TIME", "MONEY", "PERCENT") or "time" in order.kinds.of(noun):
        return True
    return tokens.dep[noun] in _SUBJECTS and tokens.head[noun] > noun and not _shared_verb(order, head, noun)


def _shared_verb(order: WordOrder, head: int, noun: int) -> bool:
    tokens = order.tokens
    verb = tokens.head[head]
    return tokens.dep[head] in _SUBJECTS and (tokens.head[noun] == verb or tokens.dep[noun] not in _SUBJECTS)


def _joined(order: WordOrder, at: int, last: int) -> int:
    """Return how many tokens of "along with", "as well as" stand at a place."""
    lower = order.tokens.lower
    if at < last and lower[at] == ",":
        inner = _joined(order, at + 1, last)
        return inner + 1 if inner else 0
    for words in _JOINING:
        if tuple(lower[at : min(last, at + len(words))]) == words:
            return len(words)
    return 0


def _only(order: WordOrder, head: int, at: int, last: int) -> list[int]:
    noun, _ = noun_at(order, at, last)
    if noun is None or _elsewhere(order, noun, head):
        return []
    # "gives advice to women, as well as medicine": the medicine goes with the advice.
    return [noun] if ("human" in order.kinds.of(head)) == ("human" in order.kinds.of(noun)) else []


def _own_age(order: WordOrder, noun: int, behind: int, sign: str) -> bool:
    return order.tokens.tag[noun] == "CD" and sign == "," and behind == noun + 1
