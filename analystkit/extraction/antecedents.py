"""Which actor a pronoun or nominal refers back to: what speaks for each candidate, weighed by a trained table.

Each candidate is described by a few yes-no features (distance, grammatical role, agreement, salience; the factors of
Lappin and Leass 1994). Their weights stand in the lexicon table ``coreference_weights``, fitted to the training part of GUM by
``training/coreference.py``; "no antecedent" competes as a candidate of its own. The confidence is the probability this gives.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import repeat

from analystkit.extraction.entity import Entity, role_sense
from analystkit.extraction.found import NOMINAL, PRONOUN, Found
from analystkit.extraction.part import ArticlePart, Tokens
from analystkit.lexicon import Lexicon

# By sort of mention ("he", "it", "they", "nominal"), then by feature.
Weights = dict[str, dict[str, float]]
SUBJECTS = frozenset({"nsubj", "nsubjpass", "agent"})
_OBJECTS = frozenset({"dobj", "dative", "oprd", "attr"})
# What stands in any other relation is "other".
_ROLES = dict.fromkeys(SUBJECTS, "subject") | dict.fromkeys(_OBJECTS, "object") | {"poss": "poss"}
REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})
POSSESSIVE = frozenset({"his", "her", "its", "their", "hers", "theirs"})
# How far back a pronoun looks, in sentences, and how many candidates of a nominal are weighed.
PRONOUN_REACH = 4
NOMINAL_CANDIDATES = 30
# Candidates with which a definite nominal has nothing in common but agreement: only the nearest.
UNLIKE_CANDIDATES = 8


@lru_cache(maxsize=8)
def weights(lexicon: Lexicon) -> Weights:
    """Return the weight of each feature."""
    return by_sort({row["feature"]: float(row["weight"]) for row in lexicon.table("coreference_weights")})


def by_sort(flat: Mapping[str, float]) -> Weights:
    """Divide weights of "sort:feature", as the table has them."""
    out: Weights = {}
    for name, weight in flat.items():
        sort, _, feature = name.partition(":")
        out.setdefault(sort, {})[feature] = weight
    return out


def sort_of(item: Found) -> str:
    """Return whose weights a mention is judged by."""
    return "nominal" if item.kind == NOMINAL else pronoun_class(item)


def choose(
    options: Sequence[tuple[Entity, list[str]]], none: list[str], table: Mapping[str, float]
) -> tuple[Entity | None, float]:
    """Return the most probable candidate and its probability; None if "no antecedent" is more probable."""
    if not options:
        return None, 1.0
    get, unknown = table.get, repeat(0.0)
    scores = [sum(map(get, features, unknown)) for _, features in options]
    nothing = sum(map(get, none, unknown))
    best = max(scores)
    top = max(nothing, best)
    total = math.exp(nothing - top) + sum([math.exp(s - top) for s in scores])
    if best <= nothing:
        return None, math.exp(nothing - top) / total
    return options[scores.index(best)][0], math.exp(best - top) / total


# ---- pronouns


def pronoun_class(item: Found) -> str:
    """Return "he" (he, she), "it" or "they"."""
    return "he" if item.gender in {"m", "f"} else "it" if item.gender == "n" else "they"


def pronoun_options(
    item: Found, recent: Iterable[Entity], part: ArticlePart, quoted: Sequence[bool], told: Sequence[int]
) -> tuple[list[tuple[Entity, list[str]]], list[str]]:
    """Describe the candidates of a pronoun, most recent first, and "no antecedent".

    `quoted` says of each token whether it stands in marks and `told` how many sentences up to each do not; both are empty where none does.
    """
    tokens = part.tokens
    # Who speaks stands before what is said, however long that is: "A teacher was angry. 'Nobody came. Nobody at all,' he said."
    lines = told if quoted and not quoted[item.first] else range(len(part.sentences))
    options: list[tuple[Entity, list[str]]] = []
    for entity in recent:
        last = entity.seen[-1]
        if last.part != item.part or lines[item.sentence] - lines[last.sentence] > PRONOUN_REACH:
            break
        if entity.place or not pronoun_agrees(item, entity):
            continue
        if last.first <= item.first < last.last:
            # The pronoun stands inside the mention ("his father"): look at the one before.
            if len(entity.seen) < 2 or entity.seen[-2].part != item.part:
                continue
            last = entity.seen[-2]
            if lines[item.sentence] - lines[last.sentence] > PRONOUN_REACH:
                continue
        distance = lines[item.sentence] - lines[last.sentence] or min(item.sentence - last.sentence, 1)
        options.append(
            (entity, _pronoun_features(item, entity, last, tokens, distance, len(options), quoted))
        )
        if len(options) >= 10:
            break
    none = ["none"]
    if tokens.dep[item.head] in SUBJECTS and pronoun_class(item) == "it":
        none.append("none-subject")
    if quoted and quoted[item.first]:
        none.append("none-quoted")
    if len(options) == 1 and options[0][0].named:
        none.append("none-one-name")
    return options, none


def pronoun_agrees(item: Found, entity: Entity) -> bool:
    """Say whether an entity can be meant by a pronoun at all."""
    if item.gender in {"m", "f"}:
        return entity.label == "PERSON" and entity.number != "p" and entity.gender in {"", item.gender}
    if item.gender == "n":
        return entity.label != "PERSON" and entity.number != "p"
    return entity.number == "p" or entity.label in {"ORG", "NORP", "GPE", "PERSON"}


def _pronoun_features(
    item: Found, entity: Entity, last: Found, tokens: Tokens, distance: int, rank: int, quoted: Sequence[bool]
) -> list[str]:
    role = _ROLES.get(tokens.dep[last.head], "other")
    mine = _ROLES.get(tokens.dep[item.head], "other")
    out = [
        *_far(min(distance, 4), min(rank, 4)),
        f"last-{last.kind}",
        *_roles(mine, role, distance == 0),
        _count(min(len(entity.seen), 6)),
    ]
    if entity.named:
        out.append("named")
    if entity.number_id == 0:
        out.append("first")
    out.append(f"label-{entity.label or 'none'}-{entity.number or 'x'}")
    if item.gender in {"m", "f"}:
        out.append("gender-known" if entity.gender else "gender-open")
    if last.kind == PRONOUN:
        out.append("same-pronoun" if pronoun_class(last) == pronoun_class(item) else "other-pronoun")
    if distance == 0:
        word = tokens.lower[item.head]
        if word in REFLEXIVE:
            out.append("reflexive-subject" if role == "subject" else "reflexive-other")
        elif tokens.head[last.head] == tokens.head[item.head] and mine != "poss":
            out.append("same-verb")
        elif word in POSSESSIVE:
            out.append(f"poss-{role}")
        if _governs(tokens, last.head, item.head):
            out.append("governs")
    if quoted and quoted[item.first] != quoted[last.first]:
        out.append("quote-border")
        if distance == 0 and role == "subject":
            out.append("quote-speaker")
    if entity.referent == "person" and not entity.named:
        out.append("unnamed-person")
    if entity.referent in {"group", "body"}:
        out.append(f"referent-{entity.referent}")
    return out


# A few hundred answers serve every candidate of every text.
@cache
def _far(distance: int, rank: int) -> tuple[str, str]:
    return f"distance-{distance}", f"rank-{rank}"


@cache
def _count(seen: int) -> str:
    return f"count-{seen if seen < 3 else 3 if seen < 6 else 6}"


@cache
def _roles(mine: str, role: str, same: bool) -> tuple[str, str, str]:
    return f"role-{role}", f"roles-{mine}-{role}", f"role-{role}-same" if same else f"role-{role}-before"


def _governs(tokens: Tokens, first: int, second: int) -> bool:
    """Say whether the first word's verb is above the second word: a subject reaches down into its clause."""
    verb = tokens.head[first]
    node = second
    for _ in range(12):
        if node == verb:
            return True
        above = tokens.head[node]
        if above == node:
            return False
        node = above
    return False


# ---- nominals


def nominal_options(
    item: Found, recent: Iterable[Entity]
) -> tuple[list[tuple[Entity, list[str]]], list[str]]:
    """Describe the candidates of a nominal, most recent first, and "no antecedent"."""
    options: list[tuple[Entity, list[str]]] = []
    rank = 0
    role = role_sense(item)
    tail = role.rpartition(" ")[2]
    kind = item.entry.kind if item.entry is not None else ""
    first, sector = item.first, item.sector
    unlike = UNLIKE_CANDIDATES if item.definite in {"def", "dem"} else 0
    for entity in recent:
        if entity.place or not nominal_agrees(item, entity):
            continue
        last = entity.seen[-1]
        if last.first <= first < last.last and last.part == item.part:
            continue
        if role in entity.roles or item.role in entity.roles:
            why = "same"
        elif tail in entity.tails:
            why = "tail"
        elif kind and kind == entity.kind and item.referent == entity.referent:
            why = "kind"
        elif sector and sector == entity.sector:
            why = "sector"
        else:
            why = "nothing" if rank < unlike else ""
        if why:
            options.append((entity, _nominal_features(item, entity, last, rank, why)))
        rank += 1
        if rank >= NOMINAL_CANDIDATES:
            break
    none = ["none", f"none-{item.definite}", f"none-{item.referent}-{item.number}"]
    if item.modifiers:
        none.append("none-modified")
    if item.extra.get("of"):
        none.append("none-of")
    return options, none


def nominal_agrees(item: Found, entity: Entity) -> bool:
    """Say whether number, gender, country and sort allow a nominal to mean an entity."""
    if item.gender and entity.gender and item.gender != entity.gender:
        return False
    if item.country and entity.country and item.country != entity.country:
        return False
    if item.number and entity.number and item.number != entity.number:
        return False
    if item.referent == "person":
        return entity.label == "PERSON" and entity.referent in {"person", ""}
    if item.referent in {"body", "group"}:
        return entity.referent in {"body", "group", ""}
    return True


def _nominal_features(item: Found, entity: Entity, last: Found, rank: int, why: str) -> list[str]:
    """Return the features of a candidate; `why` is what it has in common: same role, tail of the role, kind, sector, nothing."""
    same = why == "same"
    if same:
        out = ["same", f"same-{item.definite}", "same-named" if entity.named else "same-unnamed"]
    elif why == "tail":
        out = ["tail"]
    else:
        out = [
            f"alike-{why}-named" if entity.named else f"alike-{why}",
            f"other-{item.definite}-{item.referent}",
        ]
    extra = item.modifiers - entity.modifiers
    if item.modifiers and not extra:
        out.append("modifiers-known")
    elif extra and entity.modifiers:
        out.append("modifiers-clash")
    elif extra:
        out.append("modifiers-new")
    if item.definite == "poss":
        out.append("poss-same" if same else "poss-other")
    if item.country:
        out.append("country-same" if item.country == entity.country else "country-open")
    distance = item.sentence - last.sentence if item.part == last.part else 9
    distance = 0 if distance <= 0 else 1 if distance == 1 else 3 if distance <= 3 else 9
    out += (*_far(distance, min(rank, 3)), _count(min(len(entity.seen), 3)))
    if last.kind != PRONOUN:
        out.append(f"last-{last.kind}")
    if item.gender and entity.gender == item.gender:
        out.append("gender-same")
    if item.extra.get("of"):
        out.append("of")
    return out
