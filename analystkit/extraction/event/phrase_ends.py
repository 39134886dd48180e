"""Where noun phrases begin and end by order, with what hangs on them: brackets, ages, short forms, phrases with a preposition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analystkit.extraction.tags import NOUNS

if TYPE_CHECKING:
    from analystkit.extraction.event.word_order import WordOrder

# What closes a list.
CLOSING = frozenset({"and", "or"})
_INNER = frozenset(
    {"DT", "JJ", "JJR", "JJS", "PRP$", "VBN", "VBG", "CD", "HYPH", "PDT", "``", "''", "RB", "POS"}
)
_BEHIND = frozenset({"of", "from", "in", "at", "near", "for", "with", "on"})
_OPEN, _SHUT = frozenset("([{"), frozenset(")]}")


def phrase_end(order: WordOrder, head: int, last: int) -> int:
    """Return where a noun's phrase ends, with what hangs on it."""
    return skip_asides(order, max(head + 1, min(order.phrase(head)[1], last)), last)


def skip_asides(order: WordOrder, at: int, last: int) -> int:
    """Skip what hangs on a noun: brackets, an age, a phrase with a preposition."""
    tokens = order.tokens
    while at < last:
        if tokens.text[at] in _OPEN:
            shut = next((i for i in range(at, last) if tokens.text[i] in _SHUT), None)
            if shut is None:
                return at
            at = shut + 1
        elif tokens.text[at] == "," and at + 1 < last and _is_age(order, at + 1, last):
            at += 2
        elif tokens.lower[at : at + 2] == [",", "or"] and _short_form(order, at + 2, last):
            # "the Arakan Army|, or AA|, and the military"
            at += 3
        elif tokens.lower[at] in _BEHIND and at + 1 < last:
            if tuple(tokens.lower[at : at + 3]) == ("in", "addition", "to"):
                return at
            noun, behind = noun_at(order, at + 1, last)
            if noun is None:
                return at
            at = behind
        else:
            return at
    return at


def _is_age(order: WordOrder, at: int, last: int) -> bool:
    tokens = order.tokens
    age = tokens.tag[at] == "CD" and tokens.text[at].isdigit() and len(tokens.text[at]) < 3
    return age and (at + 1 >= last or tokens.text[at + 1] in ",;.)" or tokens.lower[at + 1] in CLOSING)


def _short_form(order: WordOrder, at: int, last: int) -> bool:
    text = order.tokens.text
    return at + 1 < last and text[at].isupper() and len(text[at]) > 1 and text[at + 1] in (",", ".")


def _participles(order: WordOrder, at: int, last: int) -> bool:
    tokens = order.tokens
    if at + 3 >= last or not at or tokens.text[at - 1] != ",":
        return False
    joined = next((i for i in range(at + 2, min(at + 6, last - 1)) if tokens.lower[i] == "and"), None)
    return joined is not None and tokens.tag[joined + 1] == "VBG" and tokens.dep[joined + 1] == "conj"


def noun_at(order: WordOrder, at: int, last: int) -> tuple[int | None, int]:
    """Return the head of the noun phrase that begins at a place, None without one, and where the phrase ends."""
    tokens = order.tokens
    head: int | None = None
    position = at
    while position < last:
        tag = tokens.tag[position]
        if tag in NOUNS or (tag == "JJ" and tokens.entity[position] == "PERSON"):
            if (
                head is not None
                and tokens.entity_start[position]
                and tokens.entity[position] in ("DATE", "TIME")
            ):
                break
            head = position
        elif head is not None and tag not in ("POS", "HYPH", "''"):
            break
        elif tag == "POS":
            head = None
        elif tag == "VBG" and position == at and _participles(order, at, last):
            # "stormed the palace, | smashing | windows and hurling stones"
            break
        elif tag in ("VBN", "VBG") and tokens.dep[position] not in ("amod", "compound"):
            # "attacked the town, | burning | houses and killing two"
            break
        elif tag not in _INNER and tokens.lower[position] not in order.words.qualifier:
            break
        position += 1
    if head is None and position > at and tokens.tag[position - 1] == "CD":
        # "and 12 others" has its noun; "and two" counts by itself.
        head = position - 1
    return head, position


def opening_participle(order: WordOrder, noun: int) -> int | None:
    """Return the participle behind a comma that was read as a word of its object: "stormed the palace, | smashing | windows and hurling stones"."""
    tokens = order.tokens
    return next(
        (
            c
            for c in tokens.children[noun]
            if c < noun and tokens.tag[c] == "VBG" and _participles(order, c, order.bounds(noun)[1])
        ),
        None,
    )
