"""Nouns that the parser takes for something else: "a 15-year-old", "told them that | talks | with the rebels failed", "the Arakan Army, or AA"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analystkit.extraction.tree_words import tree_words

# The last word of an age that stands for whom it is the age of.
_OLD = frozenset({"old", "olds"})
_HYPHENED = frozenset({"-", "‐", "‑", "–"})
# Verbs whose object is told what the clause behind it says.
_TELLING = tree_words("telling")
_ADDRESSEE = 6
_NOMINAL = ("NN", "PRP")
_NOT_OLD = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "HYPH"})
# Of how many letters a short form has to be at least: "AA".
_SHORTEST = 2
# Within how many tokens two sides are named, and what stands in front of the second.
_SIDES = 20
_IN_SIDE = frozenset({"DT", "JJ", "NN", "NNS", "NNP", "NNPS", "PRP$", "POS"})
# What somebody is left as right behind the verb, and what victims told behind that begin with.
_LEFT = frozenset({"dead", "alive", "death"})
_COUNTING = frozenset({"CD", "DT", "PRP$", "PDT"})
_QUALIFYING = frozenset({"at", "about", "nearly", "more", "some", "up", "over", "around", "as"})
_KILLED = tree_words("killing")
# What a law does to the noun behind it.
_BARRING = tree_words("barring")
_PLACED = frozenset({"dobj", "nsubj", "nsubjpass", "pobj", "conj"})


def read_nouns(
    positions: Mapping[str, Sequence[int]],
    text: Sequence[str],
    lower: Sequence[str],
    tag: list[str],
    dep: list[str],
    head: list[int],
) -> None:
    """Give nouns that were taken for adjectives, verbs or members of a list their place in the tree, in place.

    Parameters
    ----------
    positions : mapping of str to sequence of int
        Where each word stands.
    text, lower : sequence of str
        The words, as written and in lower case.
    tag, dep, head : list
        Tags, labels and heads (token indices).
    """
    for word in sorted(_OLD & positions.keys()):
        for old in positions[word]:
            _stand_for_age(old, lower, tag, dep, head)
    if _TELLING & positions.keys():
        for that in positions.get("that", ()):
            _tell_of_noun(that, lower, tag, dep, head)
    for link in positions.get("or", ()):
        _set_in_name(link, text, tag, dep, head)
    for word in sorted(_LEFT & positions.keys()):
        for left in positions[word]:
            _part_from_victims(left, lower, tag, dep, head)
    for up in positions.get("up", ()):
        _count_up_to(up, lower, tag, dep, head)
    for word in sorted(_BARRING & positions.keys()):
        for barring in positions[word]:
            _bar_nouns(barring, tag, dep, head)
    for between in positions.get("between", ()):
        _pair(between, tag, dep, head)


def _stand_for_age(old: int, lower: Sequence[str], tag: list[str], dep: list[str], head: list[int]) -> None:
    """Read an age as whom it stands for: "a teacher and | a 15-year-old |"."""
    if (
        old < 5
        or lower[old - 2] != "year"
        or lower[old - 1] not in _HYPHENED
        or lower[old - 3] not in _HYPHENED
    ):
        return
    if old + 1 < len(tag) and tag[old + 1] in _NOT_OLD:
        return
    age = old - 4
    if lower[old] == "olds":
        # "Two | 16-year-olds | were killed": their age is no count of them.
        if head[age] == old:
            head[age] = old - 2
        count = age - 1
        if tag[count] == "CD" and head[count] in (age, old - 2):
            head[count], dep[count] = old, "nummod"
        return
    if tag[old] != "JJ" or tag[age - 1] not in ("DT", "PRP$"):
        return
    tag[old] = "NN"
    head[age - 1], dep[age - 1] = old, "poss" if tag[age - 1] == "PRP$" else "det"
    head[old - 2], dep[old - 2] = old, "compound"
    head[age], dep[age] = old - 2, "nummod"
    verb = head[old]
    if dep[old] in _PLACED or age < 3 or lower[age - 2] != "and":
        return
    # "arrested a leader and | a 17-year-old |", read as what the leader was made
    for noun in range(age - 3, max(-1, age - 10), -1):
        if head[noun] == verb and dep[noun] in ("dobj", "nsubj", "nsubjpass", "pobj"):
            dep[old], head[old] = "conj", noun
            return


def _tell_of_noun(that: int, lower: Sequence[str], tag: list[str], dep: list[str], head: list[int]) -> None:
    """Read a plural as the subject of what is told, and not as what those who are told do: "told lawmakers that | talks | with the rebels had failed"."""
    noun, size = that + 1, len(tag)
    if noun + 1 >= size or dep[that] != "nsubj" or head[that] != noun or that < 2:
        return
    if tag[noun] != "VBZ" or not lower[noun].endswith("s") or tag[noun + 1] not in ("IN", "TO"):
        return
    told = next((i for i in range(that - 1, max(-1, that - 1 - _ADDRESSEE), -1) if lower[i] in _TELLING), -1)
    if told < 0:
        return
    whom = next(
        (i for i in range(that - 1, told, -1) if tag[i].startswith(_NOMINAL) and not told < head[i] < noun),
        -1,
    )
    if whom < 0:
        return
    verb = head[whom] if head[whom] > noun else head[noun]
    if verb <= noun or not tag[verb].startswith("VB") or tag[verb] == "VBG":
        return
    passive = any(head[i] == verb and dep[i] == "auxpass" for i in range(noun, verb))
    tag[that], dep[that], head[that] = "IN", "mark", verb
    tag[noun], dep[noun], head[noun] = "NNS", "nsubjpass" if passive else "nsubj", verb
    dep[whom], head[whom] = "dobj", told
    dep[verb], head[verb] = "ccomp", told


def _set_in_name(link: int, text: Sequence[str], tag: Sequence[str], dep: list[str], head: list[int]) -> None:
    """Read the short form of a name as the name again, and not as another: "the Arakan Army|, or AA,| and the military"."""
    short, size = link + 1, len(tag)
    if link < 2 or short + 1 >= size or tag[link - 1] != "," or tag[short + 1] not in (",", "."):
        return
    if dep[short] != "conj" or not text[short].isupper() or len(text[short]) < _SHORTEST:
        return
    # "Fighting between the Tigray Defence Forces, or TDF, and ...", hung on the fighting
    named = head[short] if tag[head[short]].startswith("NNP") else link - 2
    if named < short and tag[named].startswith("NNP"):
        dep[short], head[short], head[link] = "appos", named, named


def _pair(between: int, tag: list[str], dep: list[str], head: list[int]) -> None:
    """Read the second of two sides as no subject: "Clashes between the rebels | and the army | killed ten", read as what clashes and as an army that killed."""
    noun, size = between - 1, len(tag)
    if noun < 0 or head[between] != noun or tag[noun] not in ("VBZ", "VBG", "NN", "NNS"):
        return
    sides = [
        i for i in range(between + 1, min(between + _SIDES, size)) if head[i] == between and dep[i] == "pobj"
    ]
    link = next(
        (
            i
            for i in range(between + 2, min(between + _SIDES, size))
            if tag[i] == "CC" and dep[i + 1 : i + 2] != ["appos"]
        ),
        -1,
    )
    if len(sides) != 1 or link < sides[0]:
        return
    other = link + 1
    while other < size and tag[other] in _IN_SIDE and dep[other] != "nsubj":
        other += 1
    if other >= size or dep[other] != "nsubj" or not tag[other].startswith("NN"):
        return
    verb = head[other]
    above = head[verb] if head[noun] == noun else verb
    if verb < other or not tag[verb].startswith("VB") or above not in (noun, head[noun]):
        return
    if head[noun] == noun:
        head[verb], dep[verb] = verb, "ROOT"
    tag[noun] = {"VBZ": "NNS", "VBG": "NN"}.get(tag[noun], tag[noun])
    dep[noun], head[noun] = "nsubj", verb
    head[other], dep[other], head[link] = sides[0], "conj", sides[0]


def _part_from_victims(
    left: int, lower: Sequence[str], tag: list[str], dep: list[str], head: list[int]
) -> None:
    """Read how somebody was left as no word of his: "shot | dead | three policemen", "stabbed to | death | four villagers"."""
    noun = head[left]
    if tag[noun] == "CD" and head[noun] > noun:
        # "hacked to death | five | farmers", hung on the number
        noun = head[noun]
    if (
        not left
        or noun <= left
        or dep[left] not in ("amod", "compound", "nmod")
        or not tag[noun].startswith("NN")
    ):
        return
    counted = tag[left + 1] in _COUNTING or lower[left + 1] in _QUALIFYING
    verb = left - 1
    if lower[left] == "death":
        verb = head[left - 1]
        if not counted or lower[left - 1] != "to" or head[noun] != left - 1 or not tag[verb].startswith("VB"):
            return
        head[left], dep[left] = left - 1, "pobj"
        head[noun], dep[noun] = verb, "dobj"
    elif tag[verb].startswith("VB") and head[noun] == verb and (counted or lower[verb] in _KILLED):
        head[left], dep[left] = verb, "oprd"


def _bar_nouns(barring: int, tag: list[str], dep: list[str], head: list[int]) -> None:
    """Read what a law bars as no kind of law: "passed a law | banning protests |", read as protests that were passed."""
    noun, law = head[barring], barring - 1
    if law < 1 or noun <= barring or tag[barring] != "VBG" or tag[law] != "NN":
        return
    if dep[barring] not in ("amod", "compound") or not tag[noun].startswith("NN"):
        return
    if tag[noun + 1 : noun + 2] in (["VBZ"], ["VBD"], ["VBP"], ["MD"]):
        # "said | a law banning rallies | is unjust"
        return
    if dep[law] in ("npadvmod", "compound", "amod", "nmod") and head[law] in (barring, noun):
        if dep[noun] != "dobj":
            return
        head[law], dep[law] = head[noun], dep[noun]
    elif dep[law] != "dobj":
        return
    head[barring], dep[barring] = law, "acl"
    head[noun], dep[noun] = barring, "dobj"
    for word in range(max(0, law - 4), law):
        if head[word] in (barring, noun):
            head[word] = law


def _count_up_to(up: int, lower: Sequence[str], tag: Sequence[str], dep: list[str], head: list[int]) -> None:
    """Read the most there may have been as a number of them: "killed a colonel and | up to ten | soldiers", read as a colonel and an up."""
    to, number = up + 1, up + 2
    if number + 1 >= len(tag) or dep[up] != "conj" or lower[to] != "to" or tag[number] != "CD":
        return
    noun = head[number]
    if noun > number and head[noun] == to and dep[noun] == "pobj":
        head[noun], dep[noun] = head[up], "conj"
        for word in (up, to):
            head[word], dep[word] = number, "quantmod"
