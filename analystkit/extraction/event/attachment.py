"""How far apart two words of a sentence are by attachment: what dates and places are chosen by."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, TypeVar

from analystkit.extraction import descent
from analystkit.extraction.part import Tokens
from analystkit.model.rows import PlaceMention, TimeExpression

if TYPE_CHECKING:
    from analystkit.extraction.event.clause import Clause

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
    heads, deps = tokens.head, tokens.dep
    above = {}
    node, cost = index, 0
    while True:
        above[node] = cost
        head = heads[node]
        if head == node or len(above) > 60:
            break
        cost += _STEP.get(deps[node], 2)
        node = head
    node, up = other, 0
    for _ in range(60):
        if node in above:
            break
        dep, head = deps[node], heads[node]
        if dep == "relcl" or (participles and dep == "acl" and tokens.tag[node] in ("VBN", "VBD")):
            # What a relative clause tells ("the offensive that began in August") is of the word it hangs on, and of nothing above it.
            up += _STEP["acl"] if head == index else _OUT_OF_RELATIVE
        else:
            up += _STEP.get(dep, 2)
        if head == node:
            break
        node = head
    return 2 * (above.get(node, 40) + up) + min(abs(index - other) // 6, 8)


def hangs(tokens: Tokens, index: int, above: int) -> bool:
    """Say whether a token is, or hangs on, another, over however many words."""
    return descent.hangs(index, above, tokens.head)


def verb_above(clause: Clause, index: int, climb: int) -> int | None:
    """Return the nearest verb that a token hangs on, at most so many words up."""
    heads = clause.tokens.head
    for _ in range(climb):
        above = heads[index]
        if above == index:
            return None
        if clause.is_verb(above):
            return above
        index = above
    return None


def by_position(pair: tuple[int, Found]) -> int:
    """Return the token of a (token, found) pair."""
    return pair[0]


def between(found: list[tuple[int, Found]], first: int, last: int) -> list[tuple[int, Found]]:
    """Return the pairs whose token is in [first, last)."""
    # A token alone sorts before every pair of it.
    return found[bisect_left(found, (first,)) : bisect_left(found, (last,))] if found else found
