"""Names of one article that mean the same actor: full names and surnames, acronyms, spellings with and without legal forms."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from analystkit.extraction.entity import Entity
from analystkit.extraction.found import Found
from analystkit.extraction.name_words import NameWords
from analystkit.lexicon.nicknames import short_for

# So many people of one surname, or organisations of one last word, are compared one by one; no article names as many but one made to be slow.
_NAMESAKES = 100


def reading_order(found: Found) -> tuple[int, int, int]:
    """Return the place of a mention: the text before the title, since a headline shortens names that the text introduces."""
    return (-found.part, found.first, found.last)


def link_names(names: list[Found], words: NameWords) -> list[Entity]:
    """Join the names of an article, given in reading order, and return the entities.

    Full names of persons come first, then all other names, then surnames and given names alone: a shortened name may stand before the
    full one.
    """
    entities: list[Entity] = []
    by_key: dict[tuple[object, ...], Entity] = {}
    people_by_last: dict[str, list[Entity]] = defaultdict(list)
    people_by_first: dict[str, list[Entity]] = defaultdict(list)
    acronyms: dict[str, Entity] = {}
    longer: dict[str, list[Entity]] = defaultdict(list)

    def new(item: Found) -> Entity:
        entity = Entity(len(entities))
        if item.entry is not None and item.entry.what in ("country", "demonym", "capital"):
            entity.state = item.entry.country
        entity.place = (item.place_use and item.entry is None) or (
            item.place_use and item.entry is not None and item.entry.what == "capital"
        )
        entities.append(entity)
        return entity

    full = [n for n in names if n.label == "PERSON" and len(_core(n.key, words.particle)) > 1]
    full.sort(key=lambda name: "nickname" not in name.extra)
    nicknames: dict[tuple[str, ...], Entity] = {}
    by_core: dict[tuple[str, ...], Entity] = {}
    for item in full:
        if item.key in nicknames:
            continue
        core = _core(item.key, words.particle)
        namesakes = people_by_last[core[-1]]
        entity = next(
            (
                e
                for e in namesakes[:_NAMESAKES]
                if any(_same_person(core, _core(k, words.particle)) for k in e.keys)
            ),
            None,
        )
        if entity is None and len(namesakes) > _NAMESAKES:
            entity = by_core.get(core)
        if entity is None:
            entity = by_core[core] = new(item)
            namesakes.append(entity)
            people_by_first[core[0]].append(entity)
        else:
            item.link, item.confidence = "name", 0.97
        entity.join(item)
        if "nickname" in item.extra:
            nicknames.setdefault(tuple(item.extra["nickname"].split()), entity)
    for item in names if nicknames else ():
        called = nicknames.get(item.key) if item.entry is None else None
        if called is not None and item.entity < 0:
            item.link, item.confidence = "nickname", 0.9
            called.join(item)
    others = [name for name in names if name.label != "PERSON" and name.entity < 0]
    for item in sorted(others, key=lambda name: ("nickname" not in name.extra, -len(name.key))):
        key = _canonical(item, words)
        known = by_key.get(key)
        if known is None and item.label == "ORG" and item.entry is None:
            known = _same_organisation(item, by_key, acronyms, longer, words)
        if known is None:
            known = new(item)
            by_key[key] = known
            if "nickname" in item.extra:
                by_key.setdefault(("name", tuple(item.extra["nickname"].split())), known)
            for letters in _initials(item, words):
                acronyms.setdefault(letters, known)
            if item.label == "ORG" and len(item.key) > 1:
                longer[item.key[-1]].append(known)
        else:
            item.link, item.confidence = item.link or "name", min(item.confidence, 0.97)
        known.join(item)
    told: dict[int, list[tuple[int, int, int]]] = {}
    for item in names:
        if item.label != "PERSON" or item.entity >= 0:
            continue
        core = _core(item.key, words.particle)
        options = people_by_last.get(core[-1], [])[:_NAMESAKES]
        rule, sure = "surname", 0.93
        if not options:
            options = people_by_first.get(core[0], [])[:_NAMESAKES]
            rule, sure = "given name", 0.75
        options = [
            e for e in options if not (item.gender and e.gender and item.gender != e.gender)
        ] or options
        entity = _nearest(item, options, told)
        if entity is None:
            entity = new(item)
            people_by_last[core[-1]].append(entity)
        else:
            item.link, item.confidence = rule, sure if len(options) == 1 else 0.7
        entity.join(item)
        if entity.number_id in told:
            insort(told[entity.number_id], reading_order(item))
    return entities


def _canonical(item: Found, words: NameWords) -> tuple[object, ...]:
    if item.entry is not None:
        if item.entry.what in ("country", "demonym", "capital"):
            if item.entry.what == "capital" and item.place_use:
                return ("place", item.key)
            return ("state", item.entry.country)
        return ("actor", item.entry.name)
    key = item.key
    if not words.legal.isdisjoint(key):
        key = tuple(w for w in key if w not in words.legal) or key
    if "abroad" in item.extra:
        # Ghana's Democratic Party and Italy's are two.
        return ("name", key, item.country)
    return ("place" if item.place_use else "name", key)


@lru_cache(maxsize=1 << 14)
def _core(key: tuple[str, ...], particles: frozenset[str]) -> tuple[str, ...]:
    core = tuple(w for w in key if w not in particles and w not in ("jr", "jr.", "sr", "sr.", "ii", "iii"))
    return core or key


def _same_person(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Say whether two full names agree: same surname, and given names equal, an initial of each other, or left out."""
    if a == b or len(a) == 1 or len(b) == 1:
        return a[-1] == b[-1]
    if a[-1] != b[-1]:
        return a == b[: len(a)] or b == a[: len(b)]
    x, y = a[0].rstrip("."), b[0].rstrip(".")
    if x == y and _other_middle(a, b):
        return False
    if x == y or a == b[-len(a) :] or b == a[-len(b) :]:
        return True
    return (min(len(x), len(y)) == 1 and x[0] == y[0]) or short_for(x, y)


def _other_middle(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    if len(a) == len(b) == 3 and min(len(a[1]), len(b[1])) > 2 and "." not in a[1] + b[1]:
        # "Lee Jae-sung" and "Lee Min-sung"
        return a[1] != b[1]
    x, y = ("".join(w.replace(".", "") for w in name[1:-1] if len(w) <= 4 and "." in w) for name in (a, b))
    return bool(x and y) and not (x.startswith(y) or y.startswith(x))


def _initials(item: Found, words: NameWords) -> list[str]:
    if len(item.key) < 2 or item.label not in ("ORG", "FAC", "GPE"):
        return []
    own = [w for w in item.key if w]
    if len(own) < 2:
        return []
    every = "".join([w[0] for w in own])
    content = "".join([w[0] for w in own if w not in words.joining])
    return [every, content]


def _same_organisation(
    item: Found,
    by_key: dict[tuple[object, ...], Entity],
    acronyms: dict[str, Entity],
    longer: dict[str, list[Entity]],
    words: NameWords,
) -> Entity | None:
    """Return the organisation that an acronym or a shortened name means: "OAP", or "Rovers" for "Dunmore Rovers"."""
    if len(item.key) == 1:
        letters = item.key[0].replace(".", "")
        if 2 <= len(letters) <= 7 and letters in acronyms:
            item.link, item.confidence = "acronym", 0.9
            return acronyms[letters]
    if item.key[-1] in words.generic and len(item.key) < 2:
        return None
    ends = [
        entity
        for entity in longer.get(item.key[-1], [])[:_NAMESAKES]
        if any(len(key) > len(item.key) and key[-len(item.key) :] == item.key for key in entity.keys)
        # "The Air Force" is the Ukrainian Air Force; of what many bodies are called only a nationality may be left out.
        and (item.key[-1] not in words.generic or _national(entity, item.key))
    ]
    if len(ends) == 1:
        item.link, item.confidence = "short name", 0.82
        return ends[0]
    return None


def _national(entity: Entity, short: tuple[str, ...]) -> bool:
    """Say whether a shorter name leaves out nothing but the nationality of an organisation."""
    return any(
        one.country and one.entry is None and len(one.key) == len(short) + 1 and one.key[1:] == short
        for one in entity.mentions
    )


def _nearest(
    item: Found, options: Sequence[Entity], told: dict[int, list[tuple[int, int, int]]]
) -> Entity | None:
    """Return whom a surname means: whoever was told of most before it, of equals the one introduced first.

    Reports give the others of a family their full names. `told` keeps the places of an entity's mentions, in order, from one surname to the next.
    """
    if len(options) < 2:
        return options[0] if options else None
    here = reading_order(item)
    best: tuple[tuple[int, tuple[int, ...]], Entity] | None = None
    for entity in options:
        places = told.get(entity.number_id)
        if places is None:
            places = told[entity.number_id] = sorted(map(reading_order, entity.mentions))
        before = bisect_left(places, here)
        if not before:
            continue
        rank = (before, tuple(-part for part in places[0][:2]))
        if best is None or rank > best[0]:
            best = (rank, entity)
    return best[1] if best else options[0]
