"""Words of titles and names, in marks, behind a capitalised preposition or in capitals, which tell of nothing."""

from __future__ import annotations

from analystkit.extraction.event.word_order import WordOrder
from analystkit.extraction.tags import NOUNS

_LONGEST_TITLE = 7
_MARKS = frozenset(("''", "``", *"\"“”‘’'«»"))
# Forms of verbs that are no nouns, and what a noun is in a sentence.
_INFLECTED = ("VB", "VBZ", "VBP", "VBD")
_NAMING = ("pobj", "dobj", "nsubj", "nsubjpass", "compound")
_LITTLE = ("IN", "DT", "CC", "TO", "POS", "HYPH")


def title_of_work(order: WordOrder, index: int) -> bool:
    """Say whether a word stands in the title of a film, a book, an operation, in marks or behind a capitalised preposition.

    "a film called "Killing at Dawn"", "the Committee Against Torture": no killing and no torture is told of. Nor is anybody met
    where something was said "on Meet the Press", or aided where somebody has AIDS.
    """
    tokens = order.tokens
    if not tokens.text[index][:1].isupper():
        return False
    first, last = order.bounds(index)
    if index == first or order.headline(index):
        return False
    if _named(order, index, first, last):
        return True
    if _acronym(order, index, first, last):
        return True
    before = tokens.text[index - 1]
    if before[:1].isupper() and tokens.tag[index - 1] == "IN" and index - 1 > first:
        return True
    if _MARKS.isdisjoint(tokens.text[max(index - _LONGEST_TITLE - 1, first) : index]):
        return False
    low = _capitals(order, index, -1, first)
    if low < first or tokens.text[low] not in _MARKS or (low > first and tokens.text[low - 1] == ":"):
        return False
    if tokens.tag[low - 1] == "POS" and low > first:
        # "on the channel's 'Meet the Press.'"
        return True
    high = _capitals(order, index, 1, last - 1)
    # What is said begins with a capital too, and ends with a comma or full stop inside the marks.
    return high < last and high - low > 1 and tokens.text[high] in _MARKS


def _named(order: WordOrder, index: int, first: int, last: int) -> bool:
    # "on Meet the Press": a verb with a capital that stands where a noun does; in a headline with a full stop every word has a capital.
    tokens = order.tokens
    if (
        tokens.tag[index] not in _INFLECTED
        or tokens.dep[index] not in _NAMING
        or tokens.text[index].isupper()
    ):
        return False
    return any(tokens.text[i].islower() and tokens.tag[i] not in _LITTLE for i in range(first, last))


def _acronym(order: WordOrder, index: int, first: int, last: int) -> bool:
    # All in capitals, and what stands beside it is not: nobody shouts.
    tokens = order.tokens
    text = tokens.text[index]
    if len(text) < 3 or not text.isupper() or tokens.tag[index] not in NOUNS:
        return False
    return not any(
        tokens.text[i].isupper()
        for i in (index - 1, index + 1)
        if first <= i < last and len(tokens.text[i]) > 1
    )


def _capitals(order: WordOrder, index: int, step: int, end: int) -> int:
    # Where a run of capitalised words and the little words between them stops, one behind it.
    tokens = order.tokens
    position = index + step
    while (end - position) * step >= 0 and abs(position - index) <= _LONGEST_TITLE:
        text = tokens.text[position]
        if not (text[:1].isupper() or text[:1].isdigit() or tokens.tag[position] in _LITTLE):
            break
        position += step
    return position
