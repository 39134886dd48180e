"""Gerunds hung on the wrong word: in "accused by the army | of burning | a town" nobody is the army of burning."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from analystkit.extraction.descent import hangs
from analystkit.extraction.tree_words import tree_words

# Participles whose own "of", "with" or "for" tells what somebody is charged with.
CHARGING = tree_words("charging")
_WITH_WHAT = frozenset({"of", "with", "for"})
# Verbs by which others are made to do something.
FORCING = tree_words("forcing")
_AGENT, _FAR, _BACK = 8, 12, 40


def hang_charges(
    charging: Iterable[int], lower: Sequence[str], tag: list[str], dep: list[str], head: list[int]
) -> None:
    """Hang what somebody is charged with on the charging instead of on whoever charges, in place.

    Parameters
    ----------
    charging : iterable of int
        The tokens that are such participles (`CHARGING`).
    lower, tag : sequence of str
        Words and tags of the tokens.
    dep, head : list
        Labels and heads (token indices).
    """
    for verb in charging:
        _free_accuser(verb, lower, tag, dep, head)
        by = next(
            (i for i in range(verb + 1, min(verb + 4, len(tag))) if head[i] == verb and lower[i] == "by"), -1
        )
        if by < 0 or tag[verb] not in ("VBN", "VBD"):
            continue
        for at in range(by + 2, min(by + _AGENT, len(tag) - 1)):
            if lower[at] not in _WITH_WHAT or dep[at] != "prep" or lower[at + 1][-3:] != "ing":
                continue
            if (
                hangs(at, by, head)
                and tag[at + 1] in ("VBG", "NN")
                and tag[at + 2 : at + 3] not in (["IN"], ["."])
            ):
                head[at] = verb
            break


def _free_accuser(verb: int, lower: Sequence[str], tag: list[str], dep: list[str], head: list[int]) -> None:
    # "and Norland, a member of the bloc, | accused | Kono of lying", read as an accused Kono that Norland is
    named = head[verb]
    accuser = head[named]
    if (
        dep[verb] != "amod"
        or not accuser < verb - 1 < verb < named
        or dep[named] != "appos"
        or lower[verb - 1] != ","
        or tag[named] != "NNP"
        or tag[accuser] not in ("NNP", "NNPS", "NN", "NNS")
        or not any(head[i] == accuser and dep[i] == "appos" for i in range(accuser + 1, verb))
    ):
        return
    above = head[accuser]
    joined = dep[accuser] == "conj" and tag[above][:2] == "VB"
    if not joined and above != accuser:
        return
    tag[verb] = "VBD"
    head[verb], dep[verb] = (above, "conj") if joined else (verb, "ROOT")
    head[accuser], dep[accuser], head[named], dep[named] = verb, "nsubj", verb, "dobj"
    for at in range(named + 1, min(named + 3, len(tag))):
        if head[at] == named and lower[at] in _WITH_WHAT:
            head[at] = verb


def free_forced(
    forcing: Iterable[int], tag: list[str], dep: list[str], head: list[int], lemma: list[str]
) -> None:
    """Read "stormed the village, | forcing | soldiers to flee and killing six" as two things that were done, in place.

    The parser may take the forcing for a word of the soldiers.

    Parameters
    ----------
    forcing : iterable of int
        The tokens that are such gerunds (`FORCING`).
    tag, dep, head, lemma : list
        Tags, labels, heads (token indices) and lemmas of the tokens.
    """
    for verb in forcing:
        if verb < 2 or tag[verb - 1] != ",":
            continue
        ahead = range(verb + 1, min(verb + _FAR, len(tag) - 1))
        to = next((i for i in ahead if tag[i] == "TO"), -1)
        if (
            to < 0
            or tag[to + 1] != "VB"
            or any(tag[i][:2] == "VB" or tag[i] == "," for i in range(verb + 1, to))
        ):
            continue
        above = verb - 1
        while above >= max(verb - _BACK, 0) and not (
            tag[above] in ("VBD", "VBZ", "VBP", "VBN") or head[above] == above
        ):
            above -= 1
        first = verb + 1
        while first < to and tag[first] not in ("NN", "NNS", "NNP", "NNPS", "PRP", "CD"):
            first += 1
        held = first
        while (
            held + 1 < to
            and tag[held] in ("NN", "NNP", "CD", "NNS", "JJ")
            and tag[held + 1] in ("NN", "NNS", "NNP", "NNPS")
        ):
            held += 1
        if (
            above < max(verb - _BACK, 0)
            or first >= to
            or (tag[verb] == "VBG" and head[to + 1] == verb == head[held])
        ):
            continue
        infinitive = to + 1
        tag[verb], dep[verb], head[verb], lemma[verb] = "VBG", "advcl", above, lemma[verb].removesuffix("ing")
        if lemma[verb] in ("forc", "oblig"):
            lemma[verb] += "e"
        lemma[verb] = {"compell": "compel"}.get(lemma[verb], lemma[verb])
        dep[held], head[held] = "dobj", verb
        dep[infinitive], head[infinitive] = "xcomp", verb
        for later in range(infinitive + 1, min(infinitive + _FAR, len(tag))):
            # "to flee and | killing | six": nobody goes on an infinitive with a gerund
            if tag[later] == "VBG" and head[later] == infinitive and dep[later] == "conj":
                head[later] = verb
