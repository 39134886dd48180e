"""Subjects that the parser gave to a verb of saying and that are none of it, or took from it: "nine were hurt, two of them badly, police said"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from analystkit.extraction.tree_words import tree_words

# Forms of the verbs that end a report by naming who made it.
SAYING = tree_words("saying")
# Pronouns behind "of" that go back to those told of before.
PARTED = frozenset({"them", "whom", "these", "those"})
_SUBJECTS = frozenset({"nsubj", "csubj"})
_NOUNS = ("NN", "PRP")
# How far before a verb of saying what it reports may begin, and how long a list of speakers is.
_REACH = 60
_LIST = 14


def part_stray_subjects(
    parted: Iterable[int], saying: Iterable[int], tag: Sequence[str], dep: list[str], head: list[int]
) -> None:
    """Leave verbs of saying the subject that is theirs, in place.

    Parameters
    ----------
    parted : iterable of int
        The tokens that may stand behind "of" for those told of before (`PARTED`).
    saying : iterable of int
        The tokens that may be a verb of saying behind what it reports (`SAYING`).
    tag : sequence of str
        Tags of the tokens.
    dep, head : list
        Labels and heads (token indices).
    """
    for pronoun in parted:
        _hang_part(pronoun, tag, dep, head)
    for verb in saying:
        if verb > 2 and tag[verb] in ("VBD", "VBZ", "VBP") and dep[verb - 1] == "conj":
            _return_speakers(verb, tag, dep, head)


def _reported(verb: int, before: int, dep: Sequence[str], head: Sequence[int]) -> int:
    """Return the clause in front of a verb of saying that it reports, -1 without one."""
    low = max(0, before - _REACH)
    return next((i for i in range(before - 1, low, -1) if head[i] == verb and dep[i] == "ccomp"), -1)


def _hang_part(pronoun: int, tag: Sequence[str], dep: list[str], head: list[int]) -> None:
    # "nine were wounded, | three of them | seriously, the governor said", read as three who said it
    part = head[head[pronoun]]
    verb = head[part]
    if (
        not 1 < part < pronoun < verb
        or dep[pronoun] != "pobj"
        or dep[part] != "nsubj"
        or tag[part - 1] != ","
    ):
        return
    own = next((i for i in range(pronoun + 1, verb) if head[i] == verb and dep[i] == "nsubj"), -1)
    told = _reported(verb, part, dep, head)
    if own >= 0 and told >= 0 and tag[own].startswith(_NOUNS):
        head[part], dep[part] = told, "npadvmod"


def _return_speakers(verb: int, tag: Sequence[str], dep: list[str], head: list[int]) -> None:
    # "shelled the town, wounding children, | doctors and a mayor | said", read as children, doctors and a mayor who were wounded
    last = verb - 1
    comma = next((i for i in range(last, max(0, last - _LIST), -1) if tag[i] == ","), -1)
    own = [i for i in range(max(0, verb - _REACH), verb) if head[i] == verb and dep[i] in _SUBJECTS]
    if comma < 1 or any(tag[i] != "VBG" and not (tag[i].startswith("NN") and i < comma) for i in own):
        return
    told = _reported(verb, own[0] if own else comma, dep, head)
    listed = [i for i in range(comma + 1, verb) if dep[i] == "conj" and tag[i].startswith("NN")]
    if told < 0 or len(listed) < 2 or not any(tag[i] == "CC" for i in range(listed[0], last)):
        return
    first = listed[0]
    if tag[comma + 1] == "CC" or head[first] > comma:
        # "wounding pupils, teachers, and a medic said so"
        return
    dep[first], head[first] = "nsubj", verb
    for other in listed[1:]:
        if head[other] < comma:
            head[other] = first
    for gerund in own:
        dep[gerund], head[gerund] = "advcl", told
