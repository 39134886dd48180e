"""Which actor a pronoun or nominal refers back to: what speaks for each candidate, weighed by a trained table.

Each candidate is described by what is seen of it (see `antecedent_weights`); "no antecedent" competes as a candidate of its own. The
confidence is the probability this gives.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from analystkit.extraction.antecedent_weights import Scores, Traits
from analystkit.extraction.entity import Entity, role_sense
from analystkit.extraction.found import NOMINAL, PRONOUN, Found
from analystkit.extraction.part import ArticlePart, Tokens

# The candidates with what is seen of each, and the features of "no antecedent".
Options = tuple[list[tuple[Entity, Traits]], list[str]]
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
_SEXES = frozenset({"m", "f"})
_OTHER_NUMBER = {"s": "p", "p": "s"}
# What a nominal for a person, a group or a body may mean.
_SORTS = {"person": frozenset({"person", ""})} | dict.fromkeys(
    ("body", "group"), frozenset({"body", "group", ""})
)


def sort_of(item: Found) -> str:
    """Return whose weights a mention is judged by."""
    return "nominal" if item.kind == NOMINAL else pronoun_class(item)


def choose(
    options: Sequence[tuple[Entity, Traits]], none: list[str], scores: Scores
) -> tuple[Entity | None, float]:
    """Return the most probable candidate and its probability; None and 0 if "no antecedent" is more probable."""
    if not options:
        return None, 0.0
    each = [scores[traits] for _, traits in options]
    nothing = scores.added(none)
    best = max(each)
    if best <= nothing:
        return None, 0.0
    total = math.exp(nothing - best) + sum([math.exp(s - best) for s in each])
    return options[each.index(best)][0], 1.0 / total


# ---- pronouns


def pronoun_class(item: Found) -> str:
    """Return "he" (he, she), "it" or "they"."""
    return "he" if item.gender in {"m", "f"} else "it" if item.gender == "n" else "they"


def pronoun_options(
    item: Found, recent: Iterable[Entity], part: ArticlePart, quoted: Sequence[bool], told: Sequence[int]
) -> Options:
    """Describe the candidates of a pronoun, most recent first, and "no antecedent".

    `quoted` says of each token whether it stands in marks and `told` how many sentences up to each do not; both are empty where none does.
    """
    tokens = part.tokens
    own, at, first = item.part, item.sentence, item.first
    # Who speaks stands before what is said, however long that is: "A teacher was angry. 'Nobody came. Nobody at all,' he said."
    telling = bool(quoted) and not quoted[first]
    line = told[at] if telling else at
    dep, reach = tokens.dep, PRONOUN_REACH
    mine = _ROLES.get(dep[item.head], "other")
    mark = bool(quoted) and quoted[first]
    sexed, own_class = item.gender in _SEXES, pronoun_class(item)
    options: list[tuple[Entity, Traits]] = []
    for entity in recent:
        seen = entity.seen
        last = seen[-1]
        if last.part != own:
            break
        distance = line - (told[last.sentence] if telling else last.sentence)
        if distance > reach:
            break
        if entity.place or not pronoun_agrees(item, entity):
            continue
        if last.first <= first < last.last:
            # The pronoun stands inside the mention ("his father"): look at the one before.
            if len(seen) < 2 or seen[-2].part != own:
                continue
            last = seen[-2]
            distance = line - (told[last.sentence] if telling else last.sentence)
            if distance > reach:
                continue
        distance = distance or min(at - last.sentence, 1)
        role = _ROLES.get(dep[last.head], "other")
        here = _in_sentence(item, last, tokens, mine, role) if distance == 0 else ()
        if quoted and mark != quoted[last.first]:
            speaker = distance == 0 and role == "subject"
            here = (*here, "quote-border", "quote-speaker") if speaker else (*here, "quote-border")
        options.append((entity, (
            distance, len(options), last.kind, mine, role, len(seen) if len(seen) < 6 else 6, entity.named, entity.number_id == 0,
            entity.label, entity.number, entity.gender != "" if sexed else None,
            pronoun_class(last) == own_class if last.kind == PRONOUN else None, here, entity.referent,
        )))  # fmt: skip
        if len(options) >= 10:
            break
    none = ["none"]
    if mine == "subject" and own_class == "it":
        none.append("none-subject")
    if mark:
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


def _in_sentence(item: Found, last: Found, tokens: Tokens, mine: str, role: str) -> tuple[str, ...]:
    """Return what a candidate told of in the pronoun's own sentence has besides: where the two stand to each other in the tree."""
    out = []
    word = tokens.lower[item.head]
    if word in REFLEXIVE:
        out.append("reflexive-subject" if role == "subject" else "reflexive-other")
    elif tokens.head[last.head] == tokens.head[item.head] and mine != "poss":
        out.append("same-verb")
    elif word in POSSESSIVE:
        out.append(f"poss-{role}")
    if _governs(tokens, last.head, item.head):
        out.append("governs")
    return tuple(out)


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


def nominal_options(item: Found, recent: Iterable[Entity]) -> Options:
    """Describe the candidates of a nominal, most recent first, and "no antecedent"."""
    options: list[tuple[Entity, Traits]] = []
    rank = 0
    role = role_sense(item)
    tail = role.rpartition(" ")[2]
    kind = item.entry.kind if item.entry is not None else ""
    first, sector, modifiers = item.first, item.sector, item.modifiers
    unlike = UNLIKE_CANDIDATES if item.definite in {"def", "dem"} else 0
    sorts, other_number = _SORTS.get(item.referent), _OTHER_NUMBER.get(item.number)
    for entity in recent:
        # Most are of another sort or number, and need not be asked for more.
        if entity.number == other_number or (sorts is not None and entity.referent not in sorts):
            continue
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
            distance = item.sentence - last.sentence if item.part == last.part else 9
            options.append((entity, (
                why, item.definite, item.referent, entity.named, _modified(modifiers, entity.modifiers) if modifiers else "",
                item.country == entity.country if item.country else None, 0 if distance <= 0 else 1 if distance == 1 else 3 if distance <= 3 else 9,
                rank if rank < 3 else 3, len(entity.seen) if len(entity.seen) < 3 else 3, last.kind,
                item.gender != "" and entity.gender == item.gender,
            )))  # fmt: skip
        rank += 1
        if rank >= NOMINAL_CANDIDATES:
            break
    none = ["none", f"none-{item.definite}", f"none-{item.referent}-{item.number}"]
    if modifiers:
        none.append("none-modified")
    return options, none


def nominal_agrees(item: Found, entity: Entity) -> bool:
    """Say whether number, gender, country and sort allow a nominal to mean an entity."""
    if item.gender and entity.gender and item.gender != entity.gender:
        return False
    if item.country and entity.country and item.country != entity.country:
        return False
    if item.number and entity.number and item.number != entity.number:
        return False
    sorts = _SORTS.get(item.referent)
    return sorts is None or (
        entity.referent in sorts and (item.referent != "person" or entity.label == "PERSON")
    )


def _modified(own: frozenset[str], known: set[str]) -> str:
    """Say how the modifiers of a nominal stand to those an entity was called with."""
    if own <= known:
        return "modifiers-known"
    return "modifiers-clash" if known else "modifiers-new"
