"""Chains within one article: which mentions refer to the same actor, by rule, and how sure each rule is.

Names are joined over the whole article first, since a name means the same wherever it stands. Nominals and pronouns then look
back from where they stand, in reading order, for the nearest actor they agree with.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from analystkit.extract.found import NAME, NOMINAL, PRONOUN, Found
from analystkit.extract.part import ArticlePart

_CORPORATE = frozenset(
    [
        "inc",
        "inc.",
        "corp",
        "corp.",
        "corporation",
        "co",
        "co.",
        "ltd",
        "ltd.",
        "limited",
        "plc",
        "llc",
        "group",
        "company",
        "holdings",
    ]
)
_SMALL = frozenset(["of", "the", "and", "for", "in", "on", "to", "de", "la"])
_PARTICLES = frozenset(
    ["al", "el", "an", "as", "ash", "ar", "bin", "ben", "ibn", "abu", "de", "da", "van", "von", "der", "st"]
)


@dataclass(slots=True, eq=False)
class Entity:
    """An actor within one article."""

    number_id: int
    label: str = ""
    referent: str = ""
    number: str = ""
    gender: str = ""
    country: str = ""
    keys: set[tuple[str, ...]] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)
    modifiers: set[str] = field(default_factory=set)
    mentions: list[Found] = field(default_factory=list)
    named: bool = False
    place: bool = False
    sector: str = ""
    state: str = ""


_GOVERNMENT = frozenset(
    {"government", "administration", "regime", "federal government", "central government", "state"}
)


def link(found: list[Found], parts: Sequence[ArticlePart]) -> list[Entity]:
    """Set `entity`, `link` and `confidence` of every mention of an article; return the entities."""
    order = sorted(found, key=_reading_order)
    entities = _link_names([f for f in order if f.kind == NAME], parts)
    by_mention = {id(m): e for e in entities for m in e.mentions}
    _link_appositions(order, parts, by_mention)
    for item in order:
        if id(item) in by_mention:
            continue
        if item.kind == NOMINAL:
            target = _nominal_antecedent(item, entities)
            if target is None:
                target = Entity(len(entities))
                entities.append(target)
            _join(target, item, by_mention)
        elif item.kind == PRONOUN:
            target = _pronoun_antecedent(item, entities, parts)
            if target is not None:
                _join(target, item, by_mention)
    for entity in entities:
        for mention in entity.mentions:
            mention.entity = entity.number_id
    return entities


def _reading_order(found: Found) -> tuple[int, int, int]:
    # The text before the title: a headline shortens names that the text introduces.
    return (-found.part, found.first, found.last)


def _join(entity: Entity, item: Found, index: dict[int, Entity]) -> None:
    entity.mentions.append(item)
    index[id(item)] = entity
    entity.label = entity.label or item.label
    entity.gender = entity.gender or item.gender if item.gender != "n" else entity.gender
    entity.country = entity.country or item.country
    entity.sector = entity.sector or item.sector
    entity.number = entity.number or item.number
    if item.kind == NAME:
        entity.named = True
        entity.keys.add(item.key)
        entity.roles.update(_title_roles(item.title))
    if item.kind == NOMINAL:
        entity.roles.add(item.role)
        entity.modifiers |= item.modifiers
    if item.kind != PRONOUN:
        entity.referent = entity.referent or item.referent


def _title_roles(title: str) -> set[str]:
    lower = title.lower().replace("-", " ")
    return {lower, lower.split()[-1]} if lower else set()


# ---- names


def _link_names(names: list[Found], parts: Sequence[ArticlePart]) -> list[Entity]:
    entities: list[Entity] = []
    index: dict[int, Entity] = {}
    by_key: dict[tuple[object, ...], Entity] = {}
    people_by_last: dict[str, list[Entity]] = defaultdict(list)
    people_by_first: dict[str, list[Entity]] = defaultdict(list)
    acronyms: dict[str, Entity] = {}

    def new(item: Found) -> Entity:
        entity = Entity(len(entities))
        if item.entry is not None and item.entry.what in ("country", "demonym", "capital"):
            entity.state = item.entry.country
        entity.place = (item.place_use and item.entry is None) or (
            item.place_use and item.entry is not None and item.entry.what == "capital"
        )
        entities.append(entity)
        return entity

    full = [n for n in names if n.label == "PERSON" and len(_core(n.key)) > 1]
    for item in full:
        core = _core(item.key)
        entity = next(
            (e for e in people_by_last[core[-1]] if any(_same_person(core, _core(k)) for k in e.keys)), None
        )
        if entity is None:
            entity = new(item)
            people_by_last[core[-1]].append(entity)
            people_by_first[core[0]].append(entity)
        else:
            item.link, item.confidence = "name", 0.97
        _join(entity, item, index)
    for item in names:
        if item.label == "PERSON" or id(item) in index:
            continue
        key = _canonical(item)
        known = by_key.get(key)
        if known is None and item.label == "ORG" and item.entry is None:
            known = _same_organisation(item, by_key, acronyms)
        if known is None:
            known = new(item)
            by_key[key] = known
            for letters in _initials(item):
                acronyms.setdefault(letters, known)
        else:
            item.link, item.confidence = item.link or "name", min(item.confidence, 0.97)
        _join(known, item, index)
    for item in names:
        if item.label != "PERSON" or id(item) in index:
            continue
        core = _core(item.key)
        options = people_by_last.get(core[-1], [])
        rule, sure = "surname", 0.93
        if not options:
            options = people_by_first.get(core[0], [])
            rule, sure = "given name", 0.75
        options = [
            e for e in options if not (item.gender and e.gender and item.gender != e.gender)
        ] or options
        entity = _nearest(item, options)
        if entity is None:
            entity = new(item)
            people_by_last[core[-1]].append(entity)
        else:
            item.link, item.confidence = rule, sure if len(options) == 1 else 0.7
        _join(entity, item, index)
    return entities


def _canonical(item: Found) -> tuple[object, ...]:
    if item.entry is not None:
        if item.entry.what in ("country", "demonym", "capital"):
            if item.entry.what == "capital" and item.place_use:
                return ("place", item.key)
            return ("state", item.entry.country)
        return ("actor", item.entry.name)
    key = tuple(w for w in item.key if w not in _CORPORATE) or item.key
    return ("place" if item.place_use else "name", key)


def _core(key: tuple[str, ...]) -> tuple[str, ...]:
    core = tuple(w for w in key if w not in _PARTICLES and w not in ("jr", "jr.", "sr", "sr.", "ii", "iii"))
    return core or key


def _same_person(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Say whether two full names agree: same surname, and given names equal, initial of each other or left out."""
    if a == b:
        return True
    if a[-1] != b[-1]:
        return (
            len(a) >= 2
            and len(b) >= 2
            and (a == b[: len(a)] or b == a[: len(b)])
            and min(len(a), len(b)) >= 2
        )
    if len(a) == 1 or len(b) == 1:
        return True
    x, y = a[0].rstrip("."), b[0].rstrip(".")
    return x == y or (min(len(x), len(y)) == 1 and x[0] == y[0])


def _initials(item: Found) -> list[str]:
    words = [w for w in item.key if w]
    if len(words) < 2 or item.label not in ("ORG", "FAC", "GPE"):
        return []
    every = "".join(w[0] for w in words)
    content = "".join(w[0] for w in words if w not in _SMALL)
    return [every, content]


def _same_organisation(
    item: Found, by_key: dict[tuple[object, ...], Entity], acronyms: dict[str, Entity]
) -> Entity | None:
    if len(item.key) == 1:
        letters = item.key[0].replace(".", "")
        if 2 <= len(letters) <= 7 and letters in acronyms:
            item.link, item.confidence = "acronym", 0.9
            return acronyms[letters]
    return None


def _nearest(item: Found, options: Iterable[Entity]) -> Entity | None:
    best: tuple[tuple[int, int], Entity] | None = None
    options = list(options)
    for entity in options:
        before = [_reading_order(m)[:2] for m in entity.mentions if _reading_order(m) < _reading_order(item)]
        if before and (best is None or max(before) > best[0]):
            best = (max(before), entity)
    return best[1] if best else (options[0] if options else None)


# ---- appositions


def _link_appositions(order: list[Found], parts: Sequence[ArticlePart], index: dict[int, Entity]) -> None:
    """Join "NAME, the minister" and "the minister, NAME" and "NAME is the minister"."""
    for left, right in zip(order, order[1:], strict=False):
        if (
            left.part != right.part
            or left.sentence != right.sentence
            or {left.kind, right.kind} != {NAME, NOMINAL}
        ):
            continue
        tokens = parts[left.part].tokens
        between = tokens.lower[left.last : right.first]
        name, nominal = (left, right) if left.kind == NAME else (right, left)
        if id(nominal) in index or name.place_use or not _agree(nominal, index[id(name)]):
            continue
        dep = tokens.dep[right.head] == "appos" and tokens.head[right.head] == left.head
        if right.first < left.last:
            continue
        if (between == [","] and (dep or _closed(tokens.lower, right.last))) or (
            not between and nominal is left and nominal.referent == name.referent
        ):
            nominal.link, nominal.confidence = "apposition", 0.93 if dep else 0.85
        elif (
            name is left
            and between
            and all(w in ("is", "was", ",", "became", "as", "currently", "now") for w in between)
            and any(w in ("is", "was", "became") for w in between)
            and nominal.definite != "poss"
        ):
            nominal.link, nominal.confidence = "copula", 0.88
        else:
            continue
        _join(index[id(name)], nominal, index)


def _closed(lower: list[str], last: int) -> bool:
    return last < len(lower) and lower[last] in (",", ".", ";", ")", "-", "–", "—", "who", "of", "for", "in")


def _agree(nominal: Found, entity: Entity) -> bool:
    if nominal.referent == "person":
        return (
            entity.label == "PERSON"
            and not (nominal.gender and entity.gender and nominal.gender != entity.gender)
            and nominal.number == "s"
        )
    if nominal.referent in ("body", "group"):
        return entity.label != "PERSON"
    return True


# ---- nominals


def _nominal_antecedent(item: Found, entities: list[Entity]) -> Entity | None:
    if item.owner is not None and item.referent != "person" and item.owner.label == "ORG":
        owner = next((e for e in entities if item.owner in e.mentions), None)
        if owner is not None:
            item.link, item.confidence = "part", 0.8
            return owner
    if item.role in _GOVERNMENT and item.country:
        state = next((e for e in entities if e.state == item.country), None)
        if state is not None:
            item.link, item.confidence = "government", 0.9
            return state
    if item.definite in ("indef",) or (item.definite == "none" and item.number == "p" and not item.modifiers):
        if item.definite == "indef":
            return None
    best: tuple[float, Entity, str, float] | None = None
    for entity in entities:
        scored = _nominal_score(item, entity)
        if scored is None:
            continue
        last = entity.mentions[-1]
        distance = item.sentence - last.sentence if last.part == item.part else 3
        value = scored[0] - 0.03 * min(distance, 20)
        if best is None or value > best[0]:
            best = (value, entity, scored[1], scored[2])
    if best is None:
        return None
    item.link, item.confidence = best[2], best[3]
    return best[1]


def _nominal_score(item: Found, entity: Entity) -> tuple[float, str, float] | None:
    if not entity.mentions or entity.place:
        return None
    if item.number and entity.number and item.number != entity.number and item.referent == "person":
        return None
    if item.gender and entity.gender and item.gender != entity.gender:
        return None
    if item.country and entity.country and item.country != entity.country:
        return None
    same_role = item.role in entity.roles
    if item.definite == "poss" and not (same_role and item.modifiers == frozenset(entity.modifiers)):
        return None
    if same_role and _agree(item, entity):
        clash = item.modifiers - entity.modifiers and not item.modifiers <= entity.modifiers
        if entity.named and not clash:
            return 1.0, "title", 0.85
        if not clash:
            return 0.9, "same noun", 0.8
        return None
    return None


# ---- pronouns


def _pronoun_antecedent(item: Found, entities: list[Entity], parts: Sequence[ArticlePart]) -> Entity | None:
    tokens = parts[item.part].tokens
    best: tuple[float, Entity] | None = None
    for entity in entities:
        last = next(
            (m for m in reversed(entity.mentions) if m.part == item.part and m.first < item.first), None
        )
        if last is None or entity.place or not _pronoun_agrees(item, entity):
            continue
        distance = item.sentence - last.sentence
        if distance > 3:
            continue
        value = -float(distance)
        value += 0.6 if tokens.dep[last.head] in ("nsubj", "nsubjpass") else 0.0
        value += 0.2 if entity.named else 0.0
        value += 0.15 if len(entity.mentions) > 2 else 0.0
        value -= 0.002 * (item.first - last.first)
        if best is None or value > best[0]:
            best = (value, entity)
    if best is None:
        return None
    item.link, item.confidence = "pronoun", 0.75
    item.label = best[1].label
    return best[1]


def _pronoun_agrees(item: Found, entity: Entity) -> bool:
    if item.gender in ("m", "f"):
        return entity.label == "PERSON" and entity.number != "p" and entity.gender in ("", item.gender)
    if item.gender == "n":
        return entity.label != "PERSON" and entity.number != "p"
    return entity.number == "p" or (entity.label in ("ORG", "NORP") and entity.referent in ("body", "group"))
