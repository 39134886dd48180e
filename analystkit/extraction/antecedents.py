"""Which actor a pronoun or nominal refers back to: what speaks for each candidate, weighed by a trained table.

Each candidate is described by a few yes-no features (distance, grammatical role, agreement, salience; the factors of
Lappin and Leass 1994). Their weights stand in the lexicon table ``coreference_weights``, fitted to the training part of GUM by
``training/coreference.py``; "no antecedent" competes as a candidate of its own. The confidence is the probability this gives.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import repeat

from analystkit.extraction.entity import Entity, role_sense
from analystkit.extraction.found import NOMINAL, PRONOUN, Found
from analystkit.extraction.part import ArticlePart, Tokens
from analystkit.lexicon import Lexicon

SORTS = ("he", "it", "they", "nominal")
# By sort of mention, then by feature.
Weights = Mapping[str, Mapping[str, float]]
# What is seen of a candidate: the arguments of `pronoun_features` or `nominal_features`, which say it in features.
Traits = tuple[str | int | bool | None | tuple[str, ...], ...]
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
_MOST_TRAITS = 1 << 14
_SEXES = frozenset({"m", "f"})
_OTHER_NUMBER = {"s": "p", "p": "s"}
# What a nominal for a person, a group or a body may mean.
_SORTS = {"person": frozenset({"person", ""})} | dict.fromkeys(("body", "group"), frozenset({"body", "group", ""}))


class Scores(dict[Traits, float]):
    """What candidates of one sort of mention weigh by what is seen of them: most look like one before, and are weighed once.

    Parameters
    ----------
    sort : str
        Whose candidates, see `sort_of`.
    weights : mapping of str to float
        The weights of features.
    """

    def __init__(self, sort: str, weights: Mapping[str, float]) -> None:
        super().__init__()
        self._sort = sort
        self._weights = weights

    def __missing__(self, traits: Traits) -> float:
        total = self.added(features(self._sort, traits))
        if len(self) < _MOST_TRAITS:
            self[traits] = total
        return total

    def added(self, features: list[str]) -> float:
        """Add up the weights of features."""
        return sum(map(self._weights.get, features, repeat(0.0)))


@lru_cache(maxsize=8)
def scores(lexicon: Lexicon) -> dict[str, Scores]:
    """Return what candidates weigh by sort of mention, by the table of the lexicon."""
    return scores_by(
        by_sort({row["feature"]: float(row["weight"]) for row in lexicon.table("coreference_weights")})
    )


def scores_by(weights: Weights) -> dict[str, Scores]:
    """Return what candidates weigh by sort of mention."""
    return {sort: Scores(sort, weights.get(sort, {})) for sort in SORTS}


def features(sort: str, traits: Traits) -> list[str]:
    """Return the features of a candidate of a sort of mention."""
    return nominal_features(*traits) if sort == "nominal" else pronoun_features(*traits)  # type: ignore[arg-type]


def by_sort(flat: Mapping[str, float]) -> Weights:
    """Divide weights of "sort:feature", as the table has them."""
    out: dict[str, dict[str, float]] = {}
    for name, weight in flat.items():
        sort, _, feature = name.partition(":")
        out.setdefault(sort, {})[feature] = weight
    return out


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


def pronoun_features(
    distance: int,
    rank: int,
    kind: str,
    mine: str,
    role: str,
    seen: int,
    named: bool,
    first: bool,
    label: str,
    number: str,
    gendered: bool | None,
    same: bool | None,
    here: tuple[str, ...],
    referent: str,
) -> list[str]:
    """Return the features of a candidate.

    `rank` is its place among the candidates, `seen` in how many mentions it was told of, `first` whether it is the first of the article. `kind` and `role` are those of its last mention, `mine` is the pronoun's role; `gendered` says whether its gender is known, None where the
    pronoun has none, `same` whether it was last called by a pronoun of the same sort, None if by none; `here` are features of the tree.
    """
    out = [
        f"distance-{min(distance, 4)}",
        f"rank-{min(rank, 4)}",
        f"last-{kind}",
        f"role-{role}",
        f"roles-{mine}-{role}",
        f"role-{role}-same" if distance == 0 else f"role-{role}-before",
        _count(seen),
    ]
    if named:
        out.append("named")
    if first:
        out.append("first")
    out.append(f"label-{label or 'none'}-{number or 'x'}")
    if gendered is not None:
        out.append("gender-known" if gendered else "gender-open")
    if same is not None:
        out.append("same-pronoun" if same else "other-pronoun")
    out += here
    if referent == "person" and not named:
        out.append("unnamed-person")
    if referent in {"group", "body"}:
        out.append(f"referent-{referent}")
    return out


def _count(seen: int) -> str:
    return f"count-{seen if seen < 3 else 3 if seen < 6 else 6}"


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


def nominal_features(
    why: str,
    definite: str,
    referent: str,
    named: bool,
    modified: str,
    home: bool | None,
    distance: int,
    rank: int,
    seen: int,
    kind: str,
    gendered: bool,
) -> list[str]:
    """Return the features of a candidate.

    `why` is what it has in common: same role, tail of the role, kind, sector, nothing. `home` says whether the nominal is of its country, None
    where the nominal tells of none; `distance` is how many sentences back it was last told of, `kind` by what, `seen` how often, and `gendered` says whether both have one gender.
    """
    same = why == "same"
    if same:
        out = ["same", f"same-{definite}", "same-named" if named else "same-unnamed"]
    elif why == "tail":
        out = ["tail"]
    else:
        out = [f"alike-{why}-named" if named else f"alike-{why}", f"other-{definite}-{referent}"]
    if modified:
        out.append(modified)
    if definite == "poss":
        out.append("poss-same" if same else "poss-other")
    if home is not None:
        out.append("country-same" if home else "country-open")
    out += (f"distance-{distance}", f"rank-{rank}", _count(seen))
    if kind != PRONOUN:
        out.append(f"last-{kind}")
    if gendered:
        out.append("gender-same")
    return out
