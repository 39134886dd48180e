"""The places one part of an article names, with their country, their coordinates and how sharp they are."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from analystkit.extract.gazetteer import CITY, COUNTRY, REGION, SITE, Gazetteer, Place, gazetteer, word_key
from analystkit.extract.part import ArticlePart, Tokens
from analystkit.extract.place_words import PlaceWords, place_words
from analystkit.lexicon import Lexicon
from analystkit.model.rows import Mention, PlaceMention

_ORDER = {SITE: 0, CITY: 1, REGION: 2, COUNTRY: 3, "": 4}
_HYPHENS = frozenset("-‐‑–")
# A bare name goes to its likeliest place only where that is this much bigger than the next one.
_CLEARLY = 2.0


@dataclass(slots=True)
class _Found:
    """A place name in the text: tokens [first, last), what it may be, and what it was settled on."""

    first: int
    last: int
    name: str
    candidates: list[Place]
    precision: str = ""
    chosen: Place | None = None
    country: str = ""
    direction: bool = False
    parents: list[_Found] = field(default_factory=list)


def extract_places(part: ArticlePart, mentions: list[Mention], lexicon: Lexicon) -> list[PlaceMention]:
    """Find the places one part names and say where they are.

    Parameters
    ----------
    part : ArticlePart
        The parsed part.
    mentions : list of Mention
        Mentions of the same part: a name inside a person or an organisation is no place, and a GPE, LOC or FAC the
        gazetteer does not know is a place without coordinates.
    lexicon : Lexicon
        Tables `countries`, `places` (with the user's own rows), `place_nouns`, `place_words`.

    Returns
    -------
    list of PlaceMention
        In order of position, without overlaps. A place of many bearers ("Paris, Texas"; Tripoli) is settled by the place
        named beside it, then by the countries its sentence and its part speak of, then by size where one is far
        bigger; otherwise `country`, coordinates and `place_precision` stay empty. A direction makes a region of a country or
        region and takes its point away ("western Iraq"). Coordinates are never borrowed from the surrounding place.
    """
    known = gazetteer(lexicon)
    words = place_words(lexicon)
    tokens = part.tokens
    if not len(tokens):
        return []
    labels = _labels(part, mentions)
    shouting = _shouting(part.text)
    found = _names(tokens, known, words, labels, shouting)
    found = _with_nouns(tokens, words, labels, found, shouting)
    found += _unknown(tokens, words, mentions, part, found)
    found.sort(key=lambda f: f.first)
    _nest(tokens, words, found)
    _settle(part, known, found)
    return [_row(part, f) for f in found]


# Names ---------------------------------------------------------------------------------------------------------


def _labels(part: ArticlePart, mentions: list[Mention]) -> dict[int, Mention]:
    """Return the named mention each token lies in; of nested ones the longest."""
    held: dict[int, Mention] = {}
    for mention in sorted((m for m in mentions if m.kind == "name"), key=lambda m: m.end - m.start):
        for index in part.tokens.span(mention.start, mention.end):
            held[index] = mention
    return held


def _names(tokens: Tokens, known: Gazetteer, words: PlaceWords, labels: dict[int, Mention], shouting: bool) -> list[_Found]:
    found: list[_Found] = []
    starts, lower, done = known.starts, tokens.lower, 0
    for index, word in enumerate(lower):
        key = word if word in starts else word_key(word) if not word.isalnum() or not word.isascii() or word == "st" else ""
        if key not in starts or index < done:
            continue
        hit = _longest(tokens, known, index, starts[key])
        if hit is None:
            continue
        last, candidates = hit
        if _is_place(tokens, words, labels, index, last, candidates, shouting):
            name = candidates[0].name
            found.append(_Found(index, last, name, candidates))
            done = last
    return found


def _longest(tokens: Tokens, known: Gazetteer, first: int, most: int) -> tuple[int, list[Place]] | None:
    """Return the end and the places of the longest name that starts at a token; hyphens between words do not count."""
    keys: list[str] = []
    best: tuple[int, list[Place]] | None = None
    index = first
    while index < len(tokens) and len(keys) < most:
        if index > first and tokens.text[index] in _HYPHENS:
            index += 1
            continue
        key = word_key(tokens.lower[index])
        if not key or (index > first and tokens.sentence[index] != tokens.sentence[first]):
            break
        keys.append(key)
        index += 1
        places = known.at(tuple(keys))
        if places:
            best = index, places
    return best


def _is_place(
    tokens: Tokens, words: PlaceWords, labels: dict[int, Mention], first: int, last: int, candidates: list[Place], shouting: bool
) -> bool:
    """Say whether a name that the gazetteer has is a place here, and no person, organisation, people or common word."""
    text, lower = tokens.text, tokens.lower
    if not shouting and not (text[first][:1].isupper() or (last - first > 1 and text[last - 1][:1].isupper() and len(text[first]) <= 3)):
        return False
    name = " ".join(lower[first:last])
    short = last - first == 1 and len(text[first].replace(".", "")) <= 3
    if short and not (text[first].replace(".", "").isupper() and not (shouting and "." not in text[first])):
        # "us" and "US": only capitals are the country, and in a text all in capitals only the form with stops.
        if not (shouting and (lower[first] == "uk" or tokens.tag[first] == "NNP")):
            return False
    before = lower[first - 1] if first else ""
    cued = before in words.locative or (before == "the" and first > 1 and lower[first - 2] in words.locative)
    cued = cued or before in words.directions or _parent_follows(tokens, last, words)
    doubtful = name in words.doubtful
    if shouting and tokens.tag[first] and tokens.tag[first] not in ("NNP", "NNPS", "NN", "NNS", "FW", "JJ") and not cued:
        return False
    mention = labels.get(first)
    if mention is not None:
        inside = mention.start < tokens.start[first] or mention.end > tokens.end[last - 1]
        if mention.label == "PERSON":
            return not inside and cued and before != "to" and candidates[0].weight >= 2
        if mention.label == "NORP":
            return False
        if mention.label in ("ORG", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW"):
            if inside:
                return _own_word(tokens, mention, first, last, words)
            return cued or (candidates[0].kind == COUNTRY and not doubtful)
        if mention.label in ("GPE", "LOC", "FAC"):
            return not (doubtful and inside and not cued)
    if _in_longer_name(tokens, words, labels, first, last, cued, shouting):
        return False
    return cued or not doubtful or (name not in words.always_doubtful and mention is not None)


def _own_word(tokens: Tokens, mention: Mention, first: int, last: int, words: PlaceWords) -> bool:
    """Say whether the name leads a site that is labelled an organisation ("Erbil International Airport")."""
    if tokens.start[first] > mention.start:
        return False
    return any(words.noun_at(tokens, k) for k in range(last, min(last + 3, len(tokens))) if tokens.start[k] < mention.end)


def _parent_follows(tokens: Tokens, last: int, words: PlaceWords) -> bool:
    return last + 1 < len(tokens) and tokens.text[last] == "," and tokens.lower[last + 1] in words.country_words


def _in_longer_name(
    tokens: Tokens, words: PlaceWords, labels: dict[int, Mention], first: int, last: int, cued: bool, shouting: bool
) -> bool:
    """Say whether capitals around a name make it part of a person's or an organisation's name."""
    lower, text = tokens.lower, tokens.text
    for step, index in enumerate(range(last, min(last + 3, len(tokens)))):
        if not shouting and not text[index][:1].isupper() and text[index] not in _HYPHENS:
            break
        if tokens.sentence[index] != tokens.sentence[first]:
            break
        if lower[index] in words.organisation and not words.noun_at(tokens, index) and not (step and cued and step > 1):
            return True
    if first >= 2:
        head = first - 2 if lower[first - 1] == "of" else first - 3 if lower[first - 1] == "the" and lower[first - 2] == "of" else -1
        if head >= 0 and lower[head] in words.of_organisation and (text[head][:1].isupper() and not shouting):
            return True
    if first and not cued and not shouting:
        before = first - 1
        mention = labels.get(before)
        if mention is not None and mention.label == "PERSON" and tokens.start[first] <= mention.end + 1 and tokens.text[before] not in ",;":
            return tokens.end[before] + 1 >= tokens.start[first] and not _sentence_start(tokens, before) and not tokens.lower[before] == "'s"
        tagged = tokens.tag[before]
        if tagged == "NNP" and text[before][:1].isupper() and text[before].isalpha() and mention is None:
            if lower[before] not in words.directions and not words.is_noun(lower[before]) and lower[before] not in words.country_words:
                return not _sentence_start(tokens, before)
    return False


def _sentence_start(tokens: Tokens, index: int) -> bool:
    return index == 0 or tokens.sentence[index - 1] != tokens.sentence[index]


# Nouns of place ------------------------------------------------------------------------------------------------


def _with_nouns(
    tokens: Tokens, words: PlaceWords, labels: dict[int, Mention], found: list[_Found], shouting: bool
) -> list[_Found]:
    """Join names with the nouns that say what they are: "Hama airport", "the city of Hama", "Donetsk region"; directions too."""
    out: list[_Found] = []
    for f in found:
        noun = words.noun_at(tokens, f.last)
        if noun and noun.after:
            _as_noun(f, noun.precision, noun.length, out_of=tokens)
        elif _noun_before(tokens, words, f.first):
            precision = _noun_before(tokens, words, f.first)
            fitting = [p for p in f.candidates if p.kind == precision]
            if fitting:
                f.candidates, f.precision = fitting, precision
            elif all(p.kind == COUNTRY for p in f.candidates):
                pass
            else:
                f.precision = precision
        if f.first and tokens.lower[f.first - 1] in words.directions and not (f.precision == SITE):
            if f.candidates and f.candidates[0].kind in (COUNTRY, REGION):
                f.first -= 1
                f.direction = True
                f.precision = REGION
            elif f.candidates and f.candidates[0].kind == CITY and tokens.lower[f.first - 1] not in ("north", "south", "east", "west"):
                pass
        out.append(f)
    return out


def _as_noun(f: _Found, precision: str, length: int, out_of: Tokens) -> None:
    """Read a name with the noun behind it: the unit of that name where the gazetteer has one, else something in or at it."""
    fitting = [p for p in f.candidates if p.kind == precision]
    f.last += length
    f.precision = precision
    if fitting:
        f.candidates = fitting
        return
    holders = f.candidates
    f.name = _written(out_of, f.first, f.last)
    f.candidates = []
    countries = {p.country for p in holders}
    # An airport of a city of one country is in that country; where exactly the gazetteer does not say.
    if len(countries) == 1:
        f.country = countries.pop()
    else:
        f.parents.append(_Found(f.first, f.last, f.name, holders))


def _written(tokens: Tokens, first: int, last: int) -> str:
    pieces = []
    for index in range(first, last):
        if index > first and tokens.start[index] > tokens.end[index - 1]:
            pieces.append(" ")
        pieces.append(tokens.text[index])
    return "".join(pieces)


def _noun_before(tokens: Tokens, words: PlaceWords, first: int) -> str:
    """Return the precision of the noun in "the [northern] city of" before a name, "" if there is none."""
    if first < 2 or tokens.lower[first - 1] != "of":
        return ""
    return words.noun_ending(tokens, first - 1)


def _unknown(tokens: Tokens, words: PlaceWords, mentions: list[Mention], part: ArticlePart, found: list[_Found]) -> list[_Found]:
    """Return the places named by label or by a noun of place that the gazetteer does not know."""
    taken = {k for f in found for k in range(f.first, f.last)}
    out: list[_Found] = []
    for mention in mentions:
        if mention.kind != "name" or mention.label not in ("GPE", "LOC", "FAC"):
            continue
        span = part.tokens.span(mention.start, mention.end)
        if not len(span) or any(k in taken for k in span):
            continue
        first, last = span.start, span.stop
        while first < last and tokens.lower[first] in ("the", "'s"):
            first += 1
        if first == last:
            continue
        noun = words.noun_at(tokens, last)
        precision = _noun_before(tokens, words, first)
        if noun and noun.after:
            last, precision = last + noun.length, noun.precision
        elif words.noun_ending(tokens, last):
            precision = words.noun_ending(tokens, last)
        elif mention.label == "FAC":
            precision = SITE
        taken.update(range(first, last))
        out.append(_Found(first, last, _written(tokens, first, last), [], precision))
    return out


# Nesting and choice --------------------------------------------------------------------------------------------


def _nest(tokens: Tokens, words: PlaceWords, found: list[_Found]) -> None:
    """Link each place to what it lies in: the next one, across a comma or "in", "of", "near", a possessive in front."""
    for f, behind in zip(found, found[1:], strict=False):
        between = tokens.lower[f.last : behind.first]
        if tokens.sentence[f.first] != tokens.sentence[behind.first] or len(between) > 4:
            continue
        plain = [word for word in between if word not in ("the", "'s", "’s")]
        if between == ["'s"] or between == ["’s"]:
            behind.parents.append(f)
        elif plain in ([","], ["in"], [",", "in"], ["of"], ["("], ["on"]) or (plain and plain[0] in ("in", ",") and all(w in words.directions for w in plain[1:])):
            if _sharpness(f) <= _sharpness(behind):
                f.parents.append(behind)


def _sharpness(f: _Found) -> int:
    if f.precision:
        return _ORDER[f.precision]
    return min((_ORDER[p.kind] for p in f.candidates), default=0)


def _settle(part: ArticlePart, known: Gazetteer, found: list[_Found]) -> None:
    """Choose a place for every name; names with one reading first, so that they can speak for the others."""
    sentence_of = part.tokens.sentence
    context: Counter[str] = Counter()
    by_sentence: dict[int, Counter[str]] = {}

    def note(code: str, sentence: int) -> None:
        context[code] += 1
        by_sentence.setdefault(sentence, Counter())[code] += 1

    for f in found:
        codes = {p.country for p in f.candidates}
        if len(codes) == 1 and (code := next(iter(codes))):
            note(code, sentence_of[f.first])
        elif not f.candidates and f.country:
            note(f.country, sentence_of[f.first])
    for index, word in enumerate(part.tokens.lower):
        code = known.demonyms.get(word)
        if code and part.tokens.text[index][:1].isupper():
            note(code, sentence_of[index])
    # From the broadest to the sharpest, so that a parent is settled before what lies in it.
    for f in sorted(found, key=lambda f: -_sharpness(f)):
        _choose(f, context, by_sentence.get(sentence_of[f.first], Counter()))


def _choose(f: _Found, context: Counter[str], near: Counter[str]) -> None:
    parents = [p for p in f.parents]
    codes = [c for p in parents for c in ([p.chosen.country] if p.chosen else [p.country] if p.country else [])]
    if not f.candidates:
        if not f.country:
            f.country = next((c for c in codes if c), "")
        if not f.country and parents:
            # An airport "of" a city with many bearers: settle the city first.
            holder = parents[0]
            if holder.chosen is None and holder.candidates:
                _choose(holder, context, near)
            f.country = holder.country
        return
    fitting = [p for p in f.candidates if p.country in codes] if codes else []
    regions = {p.chosen.name for p in parents if p.chosen and p.chosen.kind == REGION}
    inside = [p for p in fitting if p.region in regions] if regions else []
    if inside:
        f.chosen = inside[0]
    elif regions and codes and any(p.chosen and p.chosen.kind == REGION for p in parents) and fitting and any(q.region for q in fitting):
        # "Paris, Texas" with no such Paris in the gazetteer: in that country, and nowhere we know.
        f.country, f.candidates = codes[0], []
        f.precision = f.precision or f.candidates_kind if False else (f.precision or CITY)
        return
    elif fitting:
        f.chosen = fitting[0]
    elif codes and codes[0] and all(p.country and p.country != codes[0] for p in f.candidates):
        f.country, f.candidates = codes[0], []
        f.precision = f.precision or CITY
        return
    elif len(f.candidates) == 1:
        f.chosen = f.candidates[0]
    else:
        f.chosen = _by_context(f.candidates, near) or _by_context(f.candidates, context) or _by_size(f.candidates)
    if f.chosen is not None:
        f.country = f.chosen.country


def _by_context(candidates: list[Place], seen: Counter[str]) -> Place | None:
    """Return the likeliest place in the country spoken of most, if only one of the candidates' countries is."""
    counted = {p.country: seen[p.country] for p in candidates if seen[p.country]}
    if not counted:
        return None
    ranked = sorted(counted.values(), reverse=True)
    if len(ranked) > 1 and ranked[0] == ranked[1]:
        return None
    top = max(counted, key=lambda code: counted[code])
    return next(p for p in candidates if p.country == top)


def _by_size(candidates: list[Place]) -> Place | None:
    first, second = candidates[0], candidates[1]
    same_country = all(p.country == first.country for p in candidates)
    return first if first.weight - second.weight >= _CLEARLY or same_country else None


def _row(part: ArticlePart, f: _Found) -> PlaceMention:
    tokens = part.tokens
    start, end = tokens.start[f.first], tokens.end[f.last - 1]
    text = part.text[start:end]
    chosen = f.chosen
    if chosen is None:
        precision = f.precision if f.country or f.precision == SITE else ""
        return PlaceMention(part.article_id, part.part, start, end, text, f.name, f.country, None, None, precision)
    if f.direction:
        name = f"{tokens.lower[f.first]} {chosen.name}"
        return PlaceMention(part.article_id, part.part, start, end, text, name, chosen.country, None, None, REGION)
    return PlaceMention(
        part.article_id, part.part, start, end, text, chosen.name, chosen.country, chosen.latitude, chosen.longitude, chosen.kind
    )


def _shouting(text: str) -> bool:
    sample = text[:4000]
    return sample.isupper() or (len(sample) > 200 and sum(map(str.islower, sample)) < 0.05 * len(sample))
