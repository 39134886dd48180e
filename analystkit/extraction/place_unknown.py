"""Places the gazetteer does not know, shown to be places by the words around them."""

from __future__ import annotations

from analystkit.extraction.gazetteer import CITY, SITE
from analystkit.extraction.place_names import in_longer_name, is_cued
from analystkit.extraction.place_text import HYPHENS, PLACED, FoundPlace, PlaceText
from analystkit.model.rows import Mention


def find_unknown(text: PlaceText, mentions: list[Mention], found: list[FoundPlace]) -> list[FoundPlace]:
    """Return places the gazetteer does not know: a GPE, LOC or FAC that the words around it show to be a place."""
    tokens, words = text.tokens, text.words
    taken = {k for f in found for k in range(f.first, f.last)}
    out: list[FoundPlace] = []
    for mention in mentions:
        if mention.kind != "name" or mention.label not in PLACED:
            continue
        span = tokens.span(mention.start, mention.end)
        first, last = span.start, span.stop
        while first < last and tokens.lower[first] in {"the", "'s", "’s"}:
            first += 1
        if first >= last or any(k in taken for k in range(first, last)):
            continue
        noun = words.noun_at(tokens, last)
        precision = words.noun_before(tokens, first)
        ending = words.noun_ending(tokens, last)
        if noun and noun.after and (noun.single or tokens.text[last][:1].isupper()):
            last, precision = last + noun.length, noun.precision
        elif noun and noun.after and noun.precision == CITY:
            precision = CITY
        elif ending and last - first > 1 and is_cued(text, first, last):
            precision = ending
        if not precision and _stands_in(text, first, last):
            precision = SITE if mention.label == "FAC" else "unsure"
        if not precision or in_longer_name(text, first, last, True):
            continue
        taken.update(range(first, last))
        out.append(FoundPlace(first, last, text.written(first, last), [], precision.replace("unsure", "")))
    out += _named_by_noun(text, taken)
    out += _in_front_of_noun(text, taken)
    return out


def _stands_in(text: PlaceText, first: int, last: int) -> bool:
    """Say whether a name that only its label makes a place follows "in", "near" or the like ("to" and "through" tell too little)."""
    before = text.tokens.lower[first - 1] if first else ""
    return is_cued(text, first, last) and before not in text.words.weak_locative


def _named_by_noun(text: PlaceText, taken: set[int]) -> list[FoundPlace]:
    """Return the names behind "the town of" that neither gazetteer nor labels know."""
    tokens, words = text.tokens, text.words
    out: list[FoundPlace] = []
    if text.shouting:
        return out
    for index in tokens.where({"of"}):
        if index == 0 or index + 1 >= len(tokens) or index + 1 in taken:
            continue
        precision = words.noun_of(tokens, index)
        last = index + 1
        while (
            last < len(tokens)
            and last - index < 6
            and last not in taken
            and _name_word(text, index + 1, last)
        ):
            last += 1
        while last > index + 1 and tokens.text[last - 1] in HYPHENS:
            last -= 1
        if precision and last > index + 1 and not text.opens_sentence(index + 1):
            out.append(FoundPlace(index + 1, last, text.written(index + 1, last), [], precision))
            taken.update(range(index + 1, last))
    return out


def _in_front_of_noun(text: PlaceText, taken: set[int]) -> list[FoundPlace]:
    """Return the names in "in the Dunmore district" that neither gazetteer nor labels know."""
    tokens, words = text.tokens, text.words
    out: list[FoundPlace] = []
    if text.shouting:
        return out
    for index in tokens.where(words.regions):
        noun = words.noun_at(tokens, index)
        first = index
        while first and index - first < 3 and _free_name(text, first - 1, taken):
            first -= 1
        if noun is None or first == index or text.opens_sentence(first) or not is_cued(text, first, index):
            continue
        last = index + noun.length
        if not in_longer_name(text, first, last, True):
            out.append(FoundPlace(first, last, text.written(first, last), [], noun.precision))
            taken.update(range(first, last))
    return out


def _free_name(text: PlaceText, index: int, taken: set[int]) -> bool:
    tokens = text.tokens
    return (
        index not in taken
        and index not in text.labels
        and tokens.text[index][:1].isupper()
        and tokens.tag[index] in ("NNP", "NNPS")
        and tokens.sentence[index] == tokens.sentence[index + 1]
    )


def _name_word(text: PlaceText, first: int, index: int) -> bool:
    tokens = text.tokens
    if tokens.sentence[index] != tokens.sentence[first]:
        return False
    if tokens.text[index][:1].isupper():
        # A strange name may be tagged as any noun; right behind "of" its capital says enough.
        return (tokens.tag[index] or "NNP").startswith(("NN", "FW") if index == first else "NNP")
    hyphen = tokens.text[index] in HYPHENS and index > first
    return (
        hyphen
        or (tokens.text[index - 1] in HYPHENS and tokens.text[index].isalpha())
        or tokens.lower[index] in {"al", "el"}
    )
