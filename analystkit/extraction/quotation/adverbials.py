"""What stands between a cue and its clause: an addressee, a place, a time ("told the court in Oslo on Friday that")."""

from __future__ import annotations

from analystkit.extraction.quotation.cues import CueHit
from analystkit.extraction.quotation.phrases import is_time
from analystkit.extraction.quotation.scene import Scene, Stretch
from analystkit.extraction.tags import FINITE

_SKIPPED = frozenset(("RB", "RBR", "RP", "_SP"))
_REACH = 28
_BEFORE_TITLE = frozenset(("IN", "TO", "POS", "DT"))
_PLACING = frozenset(("on", "in", "at", "during"))


def later_that(scene: Scene, stretch: Stretch, index: int) -> int | None:
    """Return a "that" some adverbials or an addressee behind the cue ("told reporters in Oslo on Friday that")."""
    tokens = scene.tokens
    title = -1
    for position in range(index, min(stretch.body - 1, index + _REACH)):
        tag, word = tokens.tag[position], tokens.lower[position]
        if scene.inside[position] >= 0:
            # 'said on "The Morning Hour" that': a title behind its preposition is a place to say something.
            placed = tokens.lower[index] in _PLACING and tokens.tag[position - 1] in _BEFORE_TITLE
            if scene.inside[position] != title and not (position > index and placed):
                return None
            title = scene.inside[position]
            continue
        if word == "that" and (tag == "IN" or tokens.dep[position] == "mark") and position > index:
            head = tokens.head[position]
            noun = (
                tokens.tag[position - 1] in {"NN", "NNS"}
                and tokens.dep[head] in {"relcl", "acl"}
                and tokens.head[head] == position - 1
                and not (tokens.tag[index] == "IN" and tokens.lemma[position - 1] not in scene.table.nouns)
                # "told senators at a hearing that the road was closed": nothing is left out of the clause
                and not (
                    tokens.dep[position] == "mark"
                    and tokens.lemma[position - 1] in scene.table.words["occasion"]
                )
            )
            return None if noun else position
        if tag in FINITE or word in {";", ":"} or (tag == "TO" and tokens.tag[position + 1] == "VB"):
            return None
    return None


def question_after(scene: Scene, stretch: Stretch, hit: CueHit, index: int) -> int:
    """Step over who asked, where and when to what was asked ("Asked by the paper in Oslo about the port")."""
    tokens = scene.tokens
    if tokens.tag[index] != "IN" or tokens.lower[index] in hit.entry.prepositions:
        return index
    for position in range(index, min(stretch.body, index + _REACH)):
        word = tokens.lower[position]
        if scene.inside[position] >= 0 or word in {",", ";", ":", "that"} or tokens.tag[position] in FINITE:
            break
        if word in hit.entry.prepositions or scene.asks(position):
            return position
    return index


def skip_adverbials(scene: Scene, stretch: Stretch, index: int) -> int:
    """Step over words of time and place between a cue and a clause without "that" ("said on Friday the")."""
    tokens = scene.tokens
    moved = True
    while moved and index < stretch.body:
        moved = False
        word, tag = tokens.lower[index], tokens.tag[index]
        if (is_time(scene, index) and tag in {"NNP", "NN", "NNS"}) or tag in _SKIPPED:
            index, moved = index + 1, True
        elif tag == "IN" and word in scene.table.words["adverbial"]:
            end = _adverbial_end(scene, stretch, index)
            if end > index:
                index, moved = end, True
        elif word in {"last", "this", "earlier", "late", "early", "next"} and index + 1 < stretch.body:
            ahead = index + 1
            while ahead < min(stretch.body, index + 3) and tokens.lower[ahead] in {
                "this",
                "last",
                "in",
                "the",
                "on",
            }:
                ahead += 1
            if ahead < stretch.body and is_time(scene, ahead):
                index, moved = ahead + 1, True
    return index


def _adverbial_end(scene: Scene, stretch: Stretch, index: int) -> int:
    """Return the end of a prepositional phrase whose noun phrase is not the subject of what follows."""
    tokens = scene.tokens
    position = index + 1
    while position < min(stretch.body, index + 10) and tokens.tag[position] in {
        "DT",
        "JJ",
        "NN",
        "NNP",
        "NNS",
        "PRP$",
        "CD",
        "POS",
        "NNPS",
        "HYPH",
    }:
        if (
            position > index + 1
            and tokens.tag[position] in {"DT", "PRP$"}
            and tokens.tag[position - 1] in {"NN", "NNP", "NNS", "CD", "NNPS"}
        ):
            return position
        position += 1
    if position == index + 1 or position >= stretch.body:
        return index
    following = tokens.tag[position]
    if following in {"PRP", "EX", "DT", "PRP$", "IN", "WP", "WRB"} or tokens.text[position] == ",":
        return position
    return index


def states_terms(scene: Scene, stretch: Stretch, index: int) -> bool:
    """Tell whether an infinitive is of the terms on which somebody speaks: "did not want | to be named |", "asked not | to be identified |"."""
    lower = scene.tokens.lower
    return (
        index + 2 < stretch.body
        and lower[index + 1] == "be"
        and lower[index + 2] in scene.table.words["naming"]
    )
