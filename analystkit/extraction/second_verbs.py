"""A past tense is no second half of an infinitive: who "agreed to resume talks and lifted a ban" did lift it, though the parser may join the lifting to the resuming."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from analystkit.extraction.tree_words import tree_words

# Verbs whose object is told what for: the infinitive behind it is no part of it.
SUMMONING = tree_words("summoning")
_PURPOSE_REACH = 14
# What joins such a verb.
JOINING = frozenset({"and", "but", "then"})
_FINITE = frozenset({"VBD", "VBP", "VBZ"})
# What the object of a verb begins with: a participle without one may be a passive ("to be held and tried").
_OBJECT = frozenset({"DT", "PRP$", "CD", "JJ", "NN", "NNS", "NNP", "PRP"})
_REACH = 3
_CLIMB = 6


def join_past_tenses(joining: Iterable[int], tag: list[str], dep: list[str], head: list[int]) -> None:
    """Hang a past tense joined to an infinitive, or to the infinitive's object, on the verb above the infinitive, in place.

    Parameters
    ----------
    joining : iterable of int
        The tokens that may join verbs (`JOINING`).
    tag : list
        Tags of the tokens; that of a participle becomes a past tense's.
    dep, head : list
        Labels and heads (token indices).
    """
    for first in joining:
        one = head[first]
        if dep[first] != "cc" or one > first:
            continue
        if _blamed(first, one, tag, dep, head):
            continue
        behind = range(first + 1, min(first + 1 + _REACH, len(tag)))
        verb = next((i for i in behind if head[i] == one and dep[i] == "conj"), -1)
        if verb < 0 or tag[verb] not in ("VBD", "VBN"):
            continue
        if tag[one] == "VBD" == tag[verb] and one > 2 and tag[one - 2 : one] == ["WP", "PRP"]:
            # "condemned what he called treason and | deployed | the army", hung on the calling
            governor = head[one] if head[one - 2] == one else head[one - 2]
            over = governor in (head[one], head[head[one]])
            if over and governor < one - 2 and tag[governor] == "VBD":
                head[verb] = head[first] = governor
            continue
        infinitive = one if tag[one] == "VB" else head[one]
        if infinitive != one and (dep[one] != "dobj" or infinitive > one):
            continue
        above = head[infinitive]
        if (
            tag[infinitive] != "VB"
            or tag[infinitive - 1] not in ("TO", "RB")
            or dep[infinitive] not in ("xcomp", "advcl")
            or tag[above] not in _FINITE
            or above > infinitive
        ):
            continue
        if tag[verb] == "VBN":
            if tag[verb + 1 : verb + 2] == [] or tag[verb + 1] not in _OBJECT:
                continue
            tag[verb] = "VBD"
        head[verb] = head[first] = above


def _blamed(first: int, one: int, tag: list[str], dep: list[str], head: list[int]) -> bool:
    # "demanded that they leave the area and | accused | soldiers of looting", read as soldiers of some kind beside the area
    verb, size = first + 1, len(tag)
    if verb + 3 >= size or tag[verb] != "VBN" or dep[verb] != "amod":
        return False
    noun = head[verb]
    if (
        not verb < noun < size - 2
        or dep[noun] != "conj"
        or head[noun] != one
        or tag[noun + 1 : noun + 3] != ["IN", "VBG"]
    ):
        return False
    above = one
    for _ in range(_CLIMB):
        if tag[above] == "VBD":
            tag[verb] = "VBD"
            head[verb], dep[verb], head[first] = above, "conj", above
            head[noun], dep[noun] = verb, "dobj"
            return True
        above = head[above]
    return False


def hang_purposes(summoning: Iterable[int], tag: Sequence[str], dep: list[str], head: list[int]) -> None:
    """Hang what somebody is summoned for on the summoning, in place: "summoned the ambassador | to protest |", hung on the ambassador.

    Parameters
    ----------
    summoning : iterable of int
        The tokens that are forms of such a verb (`SUMMONING`).
    tag, dep, head : list
        Tags, labels and heads (token indices).
    """
    for verb in summoning:
        for at in range(verb + 2, min(verb + _PURPOSE_REACH, len(tag))):
            if tag[at] == "VB" and dep[at] == "acl" and dep[head[at]] == "dobj" and head[head[at]] == verb:
                head[at], dep[at] = verb, "advcl"
