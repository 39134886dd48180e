"""How far apart two words of a sentence are by attachment: what dates and places are chosen by."""

from __future__ import annotations

from bisect import bisect_left
from typing import TypeVar

from analystkit.extraction.part import Tokens
from analystkit.model.rows import PlaceMention, TimeExpression

NEVER = 10_000
_OUT_OF_RELATIVE = 30
_STEP = {
    "ccomp": 6, "relcl": 5, "advcl": 4, "conj": 3, "parataxis": 6, "acl": 2, "xcomp": 1, "aux": 1, "pobj": 1, "prep": 1, "npadvmod": 1,
    "compound": 0, "nmod": 0, "det": 0, "amod": 1, "dobj": 1, "pcomp": 2, "appos": 1,
}  # fmt: skip

Found = TypeVar("Found", TimeExpression, PlaceMention)


def path_cost(tokens: Tokens, index: int, other: int, *, participles: bool = False) -> int:
    """Return the cost of the path between two tokens: clause boundaries are dear, word distance breaks ties.

    With `participles`, what a participle says ("the men arrested on Tuesday") is as far off as what a relative clause says.
    """
    above = {}
    node, cost = index, 0
    while True:
        above[node] = cost
        if tokens.head[node] == node or len(above) > 60:
            break
        cost += _STEP.get(tokens.dep[node], 2)
        node = tokens.head[node]
    node, up = other, 0
    for _ in range(60):
        if node in above:
            break
        up += _out_of(tokens, node, index, participles)
        if tokens.head[node] == node:
            break
        node = tokens.head[node]
    return 2 * (above.get(node, 40) + up) + min(abs(index - other) // 6, 8)


def _out_of(tokens: Tokens, node: int, index: int, participles: bool) -> int:
    # What a relative clause tells ("the offensive that began in August") is of the word it hangs on, and of nothing above it.
    dep = tokens.dep[node]
    if dep == "relcl" or (participles and dep == "acl" and tokens.tag[node] in ("VBN", "VBD")):
        return _STEP["acl"] if tokens.head[node] == index else _OUT_OF_RELATIVE
    return _STEP.get(dep, 2)


def hangs(tokens: Tokens, index: int, above: int) -> bool:
    """Say whether a token is, or hangs on, another, over however many words."""
    for _ in range(60):
        if index == above:
            return True
        if tokens.head[index] == index:
            return False
        index = tokens.head[index]
    return False


def by_position(pair: tuple[int, Found]) -> int:
    """Return the token of a (token, found) pair."""
    return pair[0]


def between(found: list[tuple[int, Found]], first: int, last: int) -> list[tuple[int, Found]]:
    """Return the pairs whose token is in [first, last)."""
    return found[bisect_left(found, first, key=by_position) : bisect_left(found, last, key=by_position)]
