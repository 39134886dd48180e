"""Names of places in a text: what the gazetteer has, and what is no place though it sounds like one."""

from __future__ import annotations

from analystkit.extraction.gazetteer import COUNTRY, REGION, SITE, Place, word_key
from analystkit.extraction.place_text import HYPHENS, PLACED, FoundPlace, PlaceText
from analystkit.model.rows import Mention

_ORGANISED = ("ORG", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW")
# Cities of this size are meant by their bare name, even where people bear it too.
_LARGE = 4
_KNOWN_SIZE = 2


def find_names(text: PlaceText) -> list[FoundPlace]:
    """Return the names of the gazetteer that are places here, in order."""
    tokens, starts = text.tokens, text.known.starts
    found: list[FoundPlace] = []
    # Accents, stops and apostrophes are only in the text, not in the keys; a text has far fewer words than tokens.
    opening = starts.keys() & tokens.positions.keys()
    opening |= {
        word
        for word in tokens.positions
        if not (word.isascii() and word.isalpha()) and word_key(word) in starts
    }
    opening.update(word for word in ("st", "st.") if "saint" in starts)
    done = 0
    for index in tokens.where(opening):
        if index < done or not (tokens.text[index][0].isupper() or _may_open(text, index)):
            continue
        hit = _longest(text, index, starts.get(word_key(tokens.lower[index]), 1))
        if hit is None:
            continue
        last, candidates = hit
        if _is_place(text, index, last, candidates):
            found.append(FoundPlace(index, last, candidates[0].name, list(candidates)))
            done = last
    return found


def _may_open(text: PlaceText, index: int) -> bool:
    """Say whether a name can start at a token without a capital: with an article such as "al" in front of one."""
    tokens = text.tokens
    if text.shouting:
        return True
    if len(tokens.text[index]) > 3 or index + 1 >= len(tokens):
        return False
    behind = index + 2 if tokens.text[index + 1] in HYPHENS and index + 2 < len(tokens) else index + 1
    return tokens.text[behind][:1].isupper()


def _longest(text: PlaceText, first: int, most: int) -> tuple[int, list[Place]] | None:
    """Return the end and the places of the longest name at a token; hyphens between its words do not count."""
    tokens, known, size = text.tokens, text.known, len(text.tokens)
    keys: tuple[str, ...] = ()
    best: tuple[int, list[Place]] | None = None
    index = first
    while index < size and len(keys) < most:
        if index > first and tokens.text[index] in HYPHENS:
            index += 1
            continue
        key = word_key(tokens.lower[index])
        if not key or (index > first and tokens.sentence[index] != tokens.sentence[first]):
            break
        keys = (*keys, key)
        index += 1
        places = known.at(keys)
        if not places or (keys in known.articled and (first == 0 or tokens.lower[first - 1] != "the")):
            continue
        if keys in known.abbreviations:
            places = [p for p in places if _abbreviated(text, first, index) == (p.kind == REGION)]
        if places:
            best = index, places
    return best


def _abbreviated(text: PlaceText, first: int, last: int) -> bool:
    """Say whether a word is the abbreviation of a state: behind a comma, with its stop ("Biloxi, Miss.")."""
    tokens = text.tokens
    stopped = tokens.text[last - 1].endswith(".") or (last < len(tokens) and tokens.text[last] == ".")
    return stopped and first > 1 and tokens.text[first - 1] == "," and tokens.text[first - 2][:1].isupper()


def _is_place(text: PlaceText, first: int, last: int, candidates: list[Place]) -> bool:
    """Say whether a name the gazetteer has is a place here, and no person, organisation, people or common word."""
    tokens, words = text.tokens, text.words
    if not text.shouting and not _capitals(text, first, last):
        return False
    if last - first == 1 and not _short_enough(text, first):
        return False
    name = " ".join(tokens.lower[first:last])
    cued = is_cued(text, first, last)
    if (
        text.shouting
        and tokens.tag[first]
        and not tokens.tag[first].startswith(("NN", "FW", "JJ"))
        and not cued
    ):
        return False
    mention = text.labels.get(first)
    label = mention.label if mention is not None else ""
    inside = mention is not None and (
        mention.start < tokens.start[first] or mention.end > tokens.end[last - 1]
    )
    likely = candidates[0].kind == COUNTRY or candidates[0].capital or candidates[0].population >= _LARGE
    if label == "NORP":
        return cued and not text.known.demonyms.get(name)
    if label == "PERSON":
        if inside or text.people.intersection(tokens.lower[first:last]):
            return False
        if first and not cued and _after_first_name(text, first):
            return False
        # A small model takes the names of foreign towns for people; the gazetteer knows better unless both are common.
        sized = (
            likely or candidates[0].population >= _KNOWN_SIZE or text.words.noun_at(tokens, last) is not None
        )
        return sized and (cued or name not in words.doubtful)
    if label in _ORGANISED and mention is not None:
        if inside:
            return _leads_site(text, mention, first, last)
        if not (cued or (likely and name not in words.doubtful)):
            return False
    if in_longer_name(text, first, last, cued):
        return False
    if label in PLACED and mention is not None and _goes_on(text, mention, last):
        return False
    if name in words.doubtful and not cued:
        return (
            likely
            and not text.people.intersection(tokens.lower[first:last])
            and _plain_name(text, first, last, candidates)
        )
    return True


def _goes_on(text: PlaceText, mention: Mention, last: int) -> bool:
    """Say whether the name of a place goes on behind the words the gazetteer has ("San Francisco Javier" is not San Francisco)."""
    tokens = text.tokens
    if last >= len(tokens) or tokens.end[last] > mention.end:
        return False
    own = (
        tokens.text[last].isalpha() and tokens.text[last][:1].isupper() and tokens.tag[last].startswith("NNP")
    )
    return own and not text.words.is_noun(tokens.lower[last]) and tokens.lower[last] not in text.known.starts


def _plain_name(text: PlaceText, first: int, last: int, candidates: list[Place]) -> bool:
    """Say whether a doubtful name stands as a name of its own: tagged as one, with no other name behind it."""
    tokens = text.tokens
    if tokens.tag[first] and not tokens.tag[first].startswith("NNP"):
        return False
    if text.shouting:
        place = candidates[0]
        return place.kind == COUNTRY or place.capital or text.labels.get(first) is not None
    if not tokens.tag[first] and text.opens_sentence(first) and tokens.lower[first] in text.words.common:
        return False
    behind = (
        last < len(tokens)
        and tokens.sentence[last] == tokens.sentence[first]
        and tokens.text[last][:1].isupper()
    )
    return (
        not behind
        or text.shouting
        or not (tokens.tag[last] or "NNP").startswith("NNP")
        or text.words.is_noun(tokens.lower[last])
    )


def is_cued(text: PlaceText, first: int, last: int) -> bool:
    """Say whether the words around a name speak of a place: "in", "near", "northern", ", Iraq" behind it."""
    tokens, words = text.tokens, text.words
    before = tokens.lower[first - 1] if first else ""
    if before == "the" and first > 1:
        before = tokens.lower[first - 2]
    if before in words.locative or before in words.directions:
        return True
    if before == "of" and words.noun_before(tokens, first):
        return True
    return (
        last + 1 < len(tokens) and tokens.text[last] == "," and tokens.lower[last + 1] in words.country_words
    )


def _capitals(text: PlaceText, first: int, last: int) -> bool:
    """Say whether a name is printed as one; its first word may be an article such as "al"."""
    tokens = text.tokens
    if tokens.text[first][:1].isupper():
        if (
            tokens.text[first][:2].isalpha()
            and tokens.text[first][:2].isupper()
            and not tokens.text[first].isupper()
        ):
            # "KOs" is no island.
            return False
        return (
            last - first == 1
            or any(c.isupper() for c in tokens.text[last - 1][:4])
            or text.words.is_noun_end(tokens.lower[last - 1])
        )
    named = any(tokens.text[k][:1].isupper() for k in range(first + 1, last))
    return (
        named
        and len(tokens.text[first]) <= 3
        and (tokens.text[last - 1][:1].isupper() or text.words.is_noun_end(tokens.lower[last - 1]))
    )


def _short_enough(text: PlaceText, first: int) -> bool:
    """Say whether a word of up to three letters is a name: "US" and "U.S.", not "us" or "Us"; "UK", "LA", and names as "Van"."""
    tokens = text.tokens
    written = tokens.text[first]
    bare = written.replace(".", "")
    if len(bare) > 3 or (word_key(written),) not in text.known.short:
        return True
    if not bare.isupper():
        return False
    if not text.shouting or "." in written or bare not in {"US", "LA", "GB", "CAR", "PA"}:
        return True
    # In a text all in capitals "US" may be the pronoun, and "LA" begins Spanish names.
    return bare == "US" and first > 0 and tokens.lower[first - 1] == "the"


def _leads_site(text: PlaceText, mention: Mention, first: int, last: int) -> bool:
    """Say whether the name leads a site that is labelled an organisation ("Erbil International Airport")."""
    tokens = text.tokens
    if tokens.start[first] > mention.start:
        return False
    for k in range(last, min(last + 3, len(tokens))):
        noun = text.words.noun_at(tokens, k)
        if noun is None or not noun.single or tokens.start[k] >= mention.end:
            continue
        # A department ends the name of one ("Huanuco Department"); "Texas Department of ..." is an office.
        if noun.precision == SITE or (noun.precision == REGION and tokens.end[k] >= mention.end):
            return True
    return False


def in_longer_name(text: PlaceText, first: int, last: int, cued: bool) -> bool:
    """Say whether capitals around a name make it part of a person's or an organisation's name."""
    tokens, words = text.tokens, text.words
    for index in range(last, min(last + 3, len(tokens))):
        capital = tokens.text[index][:1].isupper()
        if (not capital and tokens.text[index] not in HYPHENS) or tokens.sentence[index] != tokens.sentence[
            first
        ]:
            break
        if text.shouting and not (tokens.tag[index] or "NNP").startswith("NN"):
            break
        noun = words.noun_at(tokens, index)
        after = index + (noun.length if noun else 1)
        of = after + 1 < len(tokens) and tokens.lower[after] == "of" and tokens.text[after + 1][:1].isupper()
        if (tokens.lower[index] in words.organisation and not noun) or (noun and of and not text.shouting):
            return True
    if text.shouting:
        return False
    if first >= 2:
        head = first - 2
        if tokens.lower[first - 1] == "the":
            head -= 1
        if (
            head >= 0
            and tokens.lower[head + 1] == "of"
            and tokens.lower[head] in words.of_organisation
            and tokens.text[head][:1].isupper()
        ):
            return True
    if (
        first
        and tokens.lower[first - 1] in words.before_organisation
        and tokens.text[first - 1][:1].isupper()
    ):
        return True
    return bool(first) and not cued and _after_first_name(text, first)


def _after_first_name(text: PlaceText, first: int) -> bool:
    """Say whether the word in front of a name makes it a surname ("Michael Jordan")."""
    tokens, words = text.tokens, text.words
    before = first - 1
    if (
        text.opens_sentence(first)
        or not tokens.text[before].isalpha()
        or not tokens.text[before][:1].isupper()
    ):
        return False
    mention = text.labels.get(before)
    if mention is not None:
        return mention.label == "PERSON" and not text.opens_sentence(before)
    if (
        tokens.tag[before] != "NNP"
        or tokens.lower[before] in words.directions
        or words.is_noun(tokens.lower[before])
    ):
        return False
    return tokens.lower[before] not in words.country_words and not text.opens_sentence(before)
