"""Where what somebody tells ends: "said two were killed and | called | for a halt" has one who said and called, though the parser may go on with the killing; and the other way round."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from analystkit.extraction.descent import children_of
from analystkit.extraction.event.words import event_words
from analystkit.extraction.part import ArticlePart, Tokens
from analystkit.extraction.second_verbs import JOINING, SUMMONING
from analystkit.lexicon import Lexicon

_SPOKEN = frozenset({"demand", "accusation", "promise", "threat", "denial"})
# What the object of a verb in the active voice begins with.
_OBJECT = frozenset({"DT", "PRP", "PRP$", "CD", "JJ", "NN", "NNS", "NNP", "NNPS"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
# What stands behind verbs of calling that are no passives.
_ON = frozenset({"for", "on", "upon"})
_CLIMB, _OBJECT_REACH, _FAR = 8, 5, 40


@dataclass(frozen=True, slots=True, eq=False)
class _Words:
    saying: frozenset[str]
    spoken: frozenset[str]
    deeds: frozenset[str]
    addressing: frozenset[str]
    vowing: frozenset[str]


@lru_cache(maxsize=8)
def _words(lexicon: Lexicon) -> _Words:
    rows = [row for row in lexicon.table("cues") if row["pos"] == "VERB"]
    words = event_words(lexicon)
    spoken = {row["lemma"] for row in rows if row["class"] in _SPOKEN} | words.speaking | SUMMONING
    return _Words(
        frozenset(row["lemma"] for row in rows if row["class"] in ("neutral", "claim")),
        frozenset(spoken),
        words.harming | words.assailing | words.ravaging,
        words.addressing,
        frozenset(row["lemma"] for row in rows if row["class"] in ("promise", "threat")),
    )


def part_tellings(part: ArticlePart, lexicon: Lexicon) -> None:
    """Hang each verb joined to what somebody tells on the telling where it is no part of that, and into it where it is, in place.

    Parameters
    ----------
    part : ArticlePart
        The title or the text, parsed.
    lexicon : Lexicon
        Tables ``cues`` and ``event_words`` say which verbs tell and which harm.
    """
    tokens, words = part.tokens, _words(lexicon)
    changed = False
    for first in tokens.where(JOINING):
        verb = _joined(first, tokens)
        if verb >= 0:
            changed |= _join_told(verb, tokens, words)
        if verb >= 0 and tokens.lemma[verb] in words.spoken:
            changed |= _back_to_teller(first, verb, tokens, words)
        elif verb >= 0 and tokens.lemma[verb] in words.deeds:
            changed |= _on_with_deed(first, verb, tokens, words)
    if changed:
        tokens.children[:] = children_of(tokens.head)


def _joined(first: int, tokens: Tokens) -> int:
    """Return the past tense that a conjunction joins to what stands before it, -1 where it has a subject or an auxiliary."""
    for verb in range(first + 1, min(first + 3, len(tokens) - 1)):
        if tokens.tag[verb] in ("VBD", "VBN"):
            joined = tokens.dep[verb] == "conj" and tokens.head[verb] < first
            own = any(
                c < verb and tokens.dep[c] in (*_SUBJECTS, "aux", "auxpass") for c in tokens.children[verb]
            )
            return verb if joined and not own else -1
        if tokens.tag[verb] != "RB":
            return -1
    return -1


def _join_told(verb: int, tokens: Tokens, words: _Words) -> bool:
    # "said that troops crossed the border, | burned | a village and took ten", the burning read as one more thing told
    top, dep, head = verb, tokens.dep, tokens.head
    for _ in range(_CLIMB):
        if dep[top] != "conj":
            break
        top = head[top]
    teller = head[top]
    bare = (
        dep[top] in ("ccomp", "parataxis")
        and tokens.tag[top] in ("VBD", "VBN")
        and tokens.lower[top - 1] == ","
    )
    if not bare or not teller < top or tokens.lemma[teller] not in words.saying:
        return False
    if any(dep[c] in (*_SUBJECTS, "mark", "aux", "auxpass") for c in tokens.children[top]):
        return False
    told = [c for c in tokens.children[teller] if dep[c] == "ccomp" and teller < c < top]
    if not told or not any(dep[c] in _SUBJECTS for c in tokens.children[told[-1]]):
        return False
    head[top], dep[top] = told[-1], "conj"
    return True


def _back_to_teller(first: int, verb: int, tokens: Tokens, words: _Words) -> bool:
    tag, dep, head, lower = tokens.tag, tokens.dep, tokens.head, tokens.lower
    one = node = head[verb]
    clause = -1
    for _ in range(_CLIMB):
        if tag[node][:2] == "VB" and clause < 0:
            clause = node
        if dep[node] in ("ccomp", "acl") or head[node] == node:
            break
        node = head[node]
    teller = head[node]
    opened = dep[node] == "ccomp"
    if dep[node] == "acl":
        # "said in a statement that ...", hung on the statement
        opened = any(dep[c] == "mark" and lower[c] == "that" for c in tokens.children[node])
        teller = head[head[teller]] if dep[teller] == "pobj" else teller
    if not opened or clause < 0 or not teller < node or tokens.lemma[teller] not in words.saying:
        return False
    if tag[teller] not in ("VBD", "VBZ") or not any(dep[c] in _SUBJECTS for c in tokens.children[teller]):
        return False
    below = tokens.children[clause]
    behind = verb + 1
    if tokens.lemma[verb] in words.addressing:
        active = lower[behind] in _ON
    elif tokens.lemma[verb] in words.vowing:
        active = tag[behind] == "TO" or tag[behind] in _OBJECT
    else:
        active = tag[behind] in _OBJECT or (
            tag[verb] == "VBD" and tag[behind] == "IN" and lower[behind] == "that"
        )
    apart = lower[first - 1] == ","
    undergone = active and any(dep[c] == "auxpass" for c in below)
    state = active and any(dep[c] == "attr" for c in below) and tokens.lemma[clause] in ("be", "become")
    listed = apart and any(
        dep[i] == "cc" and lower[i] == "and" and head[i] != one and tag[head[i]][:2] == "VB"
        for i in range(max(node + 1, first - _FAR), first)
    )
    # "had left, and | demanded | that ...": told as before what was said
    before = apart and any(dep[c] == "aux" and lower[c] == "had" for c in below)
    if not (undergone or state or listed or before):
        return False
    for thing in tokens.children[one]:
        # "was a trap and accused | Kono |", read as a trap and Kono; "was found but denied | reports |", as what was found
        near = behind <= thing < behind + _OBJECT_REACH
        if near and (dep[thing] == "dobj" or (dep[thing] == "conj" and tag[one][:2] == "NN")):
            head[thing], dep[thing] = verb, "dobj"
    head[verb], tag[verb] = teller, "VBD"
    if head[first] < first:
        head[first] = teller
    return True


def _on_with_deed(first: int, verb: int, tokens: Tokens, words: _Words) -> bool:
    # "said drones damaged a school, | killed | a guard and injured three", the killing hung on the saying
    tag, dep, head = tokens.tag, tokens.dep, tokens.head
    chain = [verb]
    while dep[chain[-1]] == "conj" and head[chain[-1]] < chain[-1] and len(chain) < _CLIMB:
        chain.append(head[chain[-1]])
    teller = chain[-1]
    if tokens.lemma[teller] not in words.saying or tag[teller] not in ("VBD", "VBZ"):
        return False
    start = chain[-2]
    told = [c for c in tokens.children[teller] if dep[c] == "ccomp" and teller < c < start]
    if not told or any(tokens.lemma[c] not in words.deeds for c in chain[:-1]):
        return False
    deed = told[0]
    subject = next((c for c in tokens.children[deed] if dep[c] in _SUBJECTS), -1)
    if (
        tokens.lemma[deed] not in words.deeds
        or not teller < subject < deed
        or tag[subject] == "PRP"
        or any(dep[c] == "auxpass" for c in tokens.children[deed])
    ):
        return False
    head[start] = deed
    if head[first] == teller:
        head[first] = deed
    return True
