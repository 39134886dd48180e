"""What a candidate for a pronoun or nominal weighs by what is seen of it, by a trained table.

What is seen is said in a few yes-no features (distance, grammatical role, agreement, salience; the factors of Lappin and Leass 1994).
Their weights stand in the lexicon table ``coreference_weights``, fitted to the training part of GUM by ``training/coreference.py``.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from itertools import repeat
from typing import Any

from analystkit.extraction.found import PRONOUN
from analystkit.lexicon import Lexicon

SORTS = ("he", "it", "they", "nominal")
# By sort of mention, then by feature.
Weights = Mapping[str, Mapping[str, float]]
# What is seen of a candidate: the arguments of `pronoun_features` or `nominal_features`, which say it in features.
Traits = tuple[Any, ...]
_MOST_TRAITS = 1 << 14


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
    return nominal_features(*traits) if sort == "nominal" else pronoun_features(*traits)


def by_sort(flat: Mapping[str, float]) -> Weights:
    """Divide weights of "sort:feature", as the table has them."""
    out: dict[str, dict[str, float]] = {}
    for name, weight in flat.items():
        sort, _, feature = name.partition(":")
        out.setdefault(sort, {})[feature] = weight
    return out


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
