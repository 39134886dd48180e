"""Full names of people: whether two are one person's, or cannot be."""

from __future__ import annotations

from analystkit.lexicon.nicknames import given_names, short_for
from analystkit.resolve.names import alike, skeleton

# Below these, two words of one skeleton are two names: where the other word of the name is equal, and where it differs too.
ONE_WORD = 0.6
BOTH_WORDS = 0.8


def full_likeness(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """Return 1 for equal first and last words, less for short forms and spellings of one sound, 0 for different names."""
    if a[-1] == b[-1] and (a[0] == b[0] or a == b[-len(a) :] or b == a[-len(b) :]):
        return 0.0 if other_middle(a, b) else 1.0
    if a[-1] == b[-1] and short_for(a[0], b[0]):
        return 0.93
    if skeleton(a[0]) != skeleton(b[0]) or skeleton(a[-1]) != skeleton(b[-1]):
        return 0.0
    if other_middle(a, b):
        return 0.0
    first, last = alike(a[0], b[0]), alike(a[-1], b[-1])
    enough = ONE_WORD if a[0] == b[0] or a[-1] == b[-1] else BOTH_WORDS
    return min(first, last) if min(first, last) >= enough else 0.0


def clashing(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Say whether two full names of one surname name two people: other first names, no nickname, initial, spelling or part of the other."""
    if a[-1] != b[-1] or len(a) < 2 or len(b) < 2:
        return False
    if a[0] == b[0]:
        return other_middle(a, b)
    if a == b[-len(a) :] or b == a[-len(b) :] or _one_first_name(a[0], b[0]):
        return False
    # Of "Nixon Aide Fred Adeyemi" and "Air Ada Okafor", words that ran into the name; "Mark Felt" and "W. Mark Felt".
    given = given_names()
    return not any(
        one[0] not in given and any(_one_first_name(word, other[0]) for word in one[1:-1])
        for one, other in ((a, b), (b, a))
    )


def _one_first_name(a: str, b: str) -> bool:
    short, long = sorted((a, b), key=len)
    return (
        long.startswith(short)
        or short_for(a, b)
        or (skeleton(short) == skeleton(long) and alike(short, long) >= ONE_WORD)
    )


def other_middle(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Say whether two names of one first and last word differ between them: George W. and George H.W. Bush, Lee Jae-sung and Lee Min-sung."""
    if "the" in a or "the" in b:
        # "Vincent The Chin Amato": a nickname.
        return False
    if len(a) == len(b) == 3 and min(len(a[1]), len(b[1])) > 2:
        return not _one_first_name(a[1], b[1])
    x, y = "".join(w[0] for w in a[1:-1]), "".join(w[0] for w in b[1:-1])
    initials = any(len(w) <= 2 for w in (*a[1:-1], *b[1:-1]))
    return bool(x and y) and initials and not (x.startswith(y) or y.startswith(x))
