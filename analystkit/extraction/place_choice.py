"""Which place a name means: the nouns beside it, what it lies in, and what the article speaks of."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict

from analystkit.extraction.gazetteer import CITY, COUNTRY, REGION, SITE, Place
from analystkit.extraction.place_text import FoundPlace, PlaceText

_ORDER = {SITE: 0, CITY: 1, REGION: 2, COUNTRY: 3}
# A bare name goes to its likeliest place only where that is this much bigger than the next one.
_CLEARLY = 2.0
# A place that much smaller than the likeliest is not chosen for its country being spoken of, unless it is a city of some size.
_FAR_SMALLER = 4.5
_SOME_SIZE = 3
# Words for first-level units that are called after their town.
UNIT_NOUNS = ("province", "governorate", "region", "state", "department", "oblast")


def join_nouns(text: PlaceText, found: list[FoundPlace]) -> None:
    """Join names with the nouns that say what they are ("Hama airport", "the city of Hama", "Donetsk region"), and directions."""
    tokens, words = text.tokens, text.words
    for f in found:
        named = f.candidates[0].kind if f.candidates else ""
        noun = words.noun_at(tokens, f.last)
        joined = False
        f.hedged = named in {CITY, SITE} and _name_behind(text, f)
        if noun and noun.after and tokens.sentence[f.last] == tokens.sentence[f.first]:
            joined = _join_behind(text, f, noun.precision, noun.length, noun.single)
        before = "" if joined else words.noun_before(tokens, f.first)
        fitting = [p for p in f.candidates if p.kind == before]
        if fitting:
            f.candidates, named = fitting, before
        direction, length = words.direction_before(tokens, f.first)
        divisible = bool(direction) and named in {COUNTRY, REGION} and f.precision != SITE
        # "northern Idlib province" lies in the north; it is not the north of the province.
        whole = joined or bool(words.noun_ending(tokens, f.last))
        if divisible and not whole and tokens.sentence[f.first - 1] == tokens.sentence[f.first]:
            f.first -= length
            f.direction = direction
            f.precision = REGION


def _name_behind(text: PlaceText, f: FoundPlace) -> bool:
    """Say whether another capital follows without a mark ("Geneva Conventions"): the two may be one name."""
    tokens = text.tokens
    if text.shouting or f.last >= len(tokens) or tokens.sentence[f.last] != tokens.sentence[f.first]:
        return False
    return (
        tokens.text[f.last][:1].isupper()
        and tokens.tag[f.last].startswith("NNP")
        and not text.words.is_noun(tokens.lower[f.last])
    )


def _join_behind(text: PlaceText, f: FoundPlace, precision: str, length: int, single: bool) -> bool:
    """Read a name with the noun behind it: the unit of that name where the gazetteer has one, else what is in or at it."""
    fitting = [p for p in f.candidates if p.kind == precision]
    if not fitting and precision == REGION:
        fitting = _unit_of(text, f.candidates)
    if fitting and precision != CITY:
        f.candidates = fitting
        f.last += length if precision != SITE or not _ends_so(text, f) else 0
        return True
    if fitting or precision == CITY or not f.candidates:
        f.candidates = fitting or f.candidates
        return False
    capital = text.tokens.text[f.last][:1].isupper() and not text.shouting
    holders = f.candidates
    if precision == SITE and not (single or capital):
        # "a Hama hospital" is somewhere in Hama: the place that is known stays the place, where the article speaks of its
        # country; else it is the hospital's name.
        f.hedged = True
        return False
    if precision == REGION and holders[0].kind == COUNTRY:
        return False
    f.last += length
    f.precision = precision
    f.name = text.written(f.first, f.last)
    f.candidates = []
    countries = {p.country for p in holders}
    if holders[0].kind == COUNTRY:
        # A US embassy, a French base: whose it is, not where.
        return True
    if len(countries) == 1:
        f.country = countries.pop()
    else:
        f.parents.append(FoundPlace(f.first, f.last, f.name, holders))
    return True


def _unit_of(text: PlaceText, holders: list[Place]) -> list[Place]:
    """Return the first-level units called after towns, whatever the word for one ("Deir al-Zor province")."""
    units = [
        unit
        for holder in holders
        if holder.kind == CITY
        for noun in UNIT_NOUNS
        for unit in text.known.lookup(f"{holder.name} {noun}", holder.country)
        if unit.kind == REGION
    ]
    return list(dict.fromkeys(units))


def _ends_so(text: PlaceText, f: FoundPlace) -> bool:
    return text.words.noun_ending(text.tokens, f.last) != ""


def nest(text: PlaceText, found: list[FoundPlace]) -> None:
    """Link each place to what it lies in: the one behind it, across a comma or "in", or the one whose "'s" stands in front."""
    tokens, words = text.tokens, text.words
    for f, behind in itertools.pairwise(found):
        between = tokens.lower[f.last : behind.first]
        if tokens.sentence[f.first] != tokens.sentence[behind.first] or len(between) > 5:
            continue
        if between and between[0] in {"'s", "’s"}:
            if all(
                w in words.directions or words.is_noun(w) or w in {"of", "city", "'s", "’s"} for w in between
            ) and _sharp(f) >= _sharp(behind):
                behind.parents.append(f)
            continue
        plain = [
            w
            for w in between
            if w != "the" and w not in words.directions and not words.is_noun(w) and w != "of"
        ]
        if (
            plain in ([","], ["in"], [",", "in"], ["("], ["on"], [",", "near"], [])
            and between
            and _sharp(f) < _sharp(behind)
        ):
            f.parents.append(behind)


def _sharp(f: FoundPlace) -> int:
    if f.precision:
        return _ORDER[f.precision]
    return min((_ORDER[p.kind] for p in f.candidates), default=0)


def settle(text: PlaceText, found: list[FoundPlace]) -> None:
    """Choose a place for every name; the certain ones speak for the others."""
    tokens = text.tokens
    context: Counter[str] = Counter()
    near: defaultdict[int, Counter[str]] = defaultdict(Counter)
    nothing: Counter[str] = Counter()

    def note(code: str, index: int) -> None:
        context[code] += 1
        near[tokens.sentence[index]][code] += 1

    for f in found:
        codes = {p.country for p in f.candidates} or {f.country}
        # A town of a common name may not be the one the gazetteer has: it speaks for nothing.
        sure = not f.hedged and not (len(f.candidates) == 1 and _borrowed(f.candidates[0], text.words.alike))
        if len(codes) == 1 and sure and (code := next(iter(codes))):
            note(code, f.first)
    demonyms = text.known.demonyms
    for index in tokens.where(demonyms.keys()):
        if tokens.text[index][:1].isupper():
            note(demonyms[tokens.lower[index]], index)
    told: dict[str, Place] = {}
    for f in sorted(found, key=lambda f: (-_sharp(f), not f.parents)):
        _choose(f, context, near.get(tokens.sentence[f.first], nothing), told, text.words.alike)
        if f.chosen is not None and f.parents:
            told.setdefault(f.chosen.name, f.chosen)


def _borrowed(place: Place, alike: frozenset[str]) -> bool:
    """Say whether a lone town bears a name that towns elsewhere share: an English or Spanish one, of no great size."""
    return (
        place.kind == CITY
        and 0 < place.population < _SOME_SIZE
        and not place.capital
        and place.country in alike
    )


def _choose(
    f: FoundPlace, context: Counter[str], near: Counter[str], told: dict[str, Place], alike: frozenset[str]
) -> None:
    codes = [p.chosen.country if p.chosen else p.country for p in f.parents]
    codes = [code for code in codes if code]
    if not f.candidates:
        _place_unknown(f, codes, context, near, told, alike)
        return
    if codes:
        _choose_inside(f, codes)
    elif f.name in told and told[f.name] in f.candidates:
        # Named once with what it lies in, the bare name means the same from then on.
        f.chosen = told[f.name]
    elif len(f.candidates) == 1:
        doubted = f.hedged or _borrowed(f.candidates[0], alike)
        if not (doubted and context and not context[f.candidates[0].country]):
            f.chosen = f.candidates[0]
    else:
        f.chosen = (
            _by_context(f.candidates, near) or _by_context(f.candidates, context) or _by_size(f.candidates)
        )
    if f.chosen is not None:
        f.country = f.chosen.country


def _place_unknown(
    f: FoundPlace,
    codes: list[str],
    context: Counter[str],
    near: Counter[str],
    told: dict[str, Place],
    alike: frozenset[str],
) -> None:
    """Give what the gazetteer lacks the country of what it lies in, and nothing else."""
    if f.country:
        return
    for parent in f.parents:
        if parent.chosen is None and parent.candidates:
            _choose(parent, context, near, told, alike)
        if parent.country:
            codes.append(parent.country)
        if not f.precision and parent.chosen and parent.chosen.kind in {REGION, COUNTRY}:
            # "Wakefield, Massachusetts": what is named with its state or country is a town.
            f.precision = CITY
    f.country = codes[0] if codes else ""


def _choose_inside(f: FoundPlace, codes: list[str]) -> None:
    """Choose among the candidates by the places named around the name; leave it open where none lies there."""
    fitting = [p for p in f.candidates if p.country in codes]
    regions = {p.chosen.name for p in f.parents if p.chosen and p.chosen.kind == REGION}
    inside = [p for p in fitting if p.region in regions]
    if inside:
        f.chosen = inside[0]
    elif fitting and not (regions and all(p.region and p.kind == CITY for p in fitting)):
        f.chosen = fitting[0]
    elif not any(p.country == "" for p in f.candidates):
        # "Paris, Ohio": in that country, and no Paris the gazetteer has.
        f.precision = f.precision or f.candidates[0].kind
        f.country, f.candidates = codes[0], []
    else:
        f.chosen = f.candidates[0]


def _by_context(candidates: list[Place], seen: Counter[str]) -> Place | None:
    """Return the likeliest place in the country spoken of most, if only one of the candidates' countries is."""
    top = candidates[0].weight
    able = [p for p in candidates if top - p.weight < _FAR_SMALLER or p.population >= _SOME_SIZE]
    counted = {p.country: seen[p.country] for p in able if seen[p.country]}
    if not counted:
        return None
    ranked = sorted(counted.values(), reverse=True)
    if len(ranked) > 1 and ranked[0] == ranked[1]:
        return None
    most = max(counted, key=lambda code: counted[code])
    return next(p for p in able if p.country == most)


def _by_size(candidates: list[Place]) -> Place | None:
    first, second = candidates[0], candidates[1]
    if all(p.country == first.country for p in candidates) and first.kind != second.kind:
        return first
    return first if first.weight - second.weight >= _CLEARLY else None
