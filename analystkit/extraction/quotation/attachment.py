"""Where the parse ends a content that punctuation lets run on: the main clause goes on, or the reporter says when and where.

"The law she criticised passed": what is criticised ends before the verb that the cue's own clause depends on. "He announced his
candidacy in a speech on Monday": the speech and the Monday are the announcement's, not the candidacy's.
"""

from __future__ import annotations

from analystkit.extraction.quotation.cues import (
    ADDRESSEE,
    CLAUSE,
    NOUN_PHRASE,
    PREPOSITION,
    QUESTION,
    SAYING,
    THING,
    CueHit,
    Sense,
)
from analystkit.extraction.quotation.phrases import is_time
from analystkit.extraction.quotation.scene import Scene, Stretch
from analystkit.extraction.tags import FINITE

_DEPTH = 40
_REACH = 28
# What a cue governs directly where the parse has read it aright.
_COMPLEMENTS = frozenset(("ccomp", "xcomp", "dobj", "oprd", "attr", "prep", "advcl"))
_OBJECTS = frozenset(("dobj", "oprd", "prep"))
_DATES = frozenset(("DATE", "TIME"))


def attached_end(scene: Scene, stretch: Stretch, cue: int, start: int, end: int) -> int:
    """Return where a content that starts at a token ends by the parse, `end` where the parse does not end it before.

    Parameters
    ----------
    scene, stretch : Scene, Stretch
        Where the cue stands.
    cue : int
        The cue, before the content.
    start, end : int
        The content by punctuation.
    """
    top = dependent_over(scene, start, cue)
    if top < 0 or scene.tokens.dep[top] not in _COMPLEMENTS:
        return end
    resumed = end if _absolute(scene, stretch, cue) else _resumed(scene, stretch, cue, top, end)
    if start < resumed < end:
        end = resumed
    if scene.tokens.dep[top] in _OBJECTS:
        adjunct = _adjunct(scene, cue, top, end)
        if start < adjunct < end:
            end = adjunct
    while end > start + 1 and _trails(scene, end - 1):
        end -= 1
    return end


def governed_start(scene: Scene, stretch: Stretch, hit: CueHit, after: int) -> tuple[int, str, Sense] | None:
    """Return where the complement begins that the parse gives a cue behind words of time, place or an addressee.

    Parameters
    ----------
    scene, stretch, hit : Scene, Stretch, CueHit
        The cue and where it stands.
    after : int
        The first token behind the cue.

    Returns
    -------
    (start, pattern, sense) or None
        As the rules of word order give it.
    """
    tokens, entry = scene.tokens, hit.entry
    for child in tokens.children[hit.index]:
        if not after <= child < min(stretch.body, after + _REACH) or scene.inside[child] >= 0:
            continue
        dep = tokens.dep[child]
        if dep == "ccomp":
            sense = entry.sense(CLAUSE, QUESTION, ADDRESSEE, SAYING)
            start = leftmost(scene, child)
            if sense is None or start < after or not scene.outside(after, start + 1):
                continue
            if tokens.lower[start] == "that" and tokens.tag[start] == "IN":
                start += 1
            elif scene.asks(start):
                return start, QUESTION, sense
            if scene.is_finite(child) or any(tokens.tag[own] in FINITE for own in tokens.children[child]):
                return start, CLAUSE, sense
        elif dep == "dobj" and THING in entry.patterns:
            start = leftmost(scene, child)
            if start >= after and scene.outside(after, start + 1):
                return start, NOUN_PHRASE, entry.patterns[THING]
        elif (
            dep == "prep"
            and tokens.lower[child] in entry.prepositions
            # "referred the country | to the court |": who is sent somewhere is not spoken of
            and not (
                tokens.lower[child] == "to"
                and any(tokens.dep[c] == "dobj" for c in tokens.children[hit.index] if c < child)
            )
            and child + 1 < stretch.body
            and is_topic(scene, hit, child)
        ):
            return child + 1, PREPOSITION, entry.prepositions[tokens.lower[child]]
    return None


def is_topic(scene: Scene, hit: CueHit, preposition: int) -> bool:
    """Tell whether a preposition behind a cue names what is spoken of, and not when, where or on which terms ("spoke on Monday")."""
    tokens = scene.tokens
    following = preposition + 1 + (tokens.tag[preposition + 1] == "DT")
    if following < len(tokens) and tokens.lower[following] in scene.table.words["terms"]:
        return False
    # Verbs that report nothing but by a preposition ("speak") are said to be on a day or a programme more often than on a subject.
    return tokens.lower[preposition] != "on" or bool(hit.entry.patterns) or not _says_when(scene, preposition)


def takes_no_clause(scene: Scene, hit: CueHit, index: int) -> bool:
    """Tell whether the parse sees no clause behind a cue but a place, a time or a thing ("said on the show", "maintains a lead").

    Parameters
    ----------
    scene, hit : Scene, CueHit
        The cue.
    index : int
        The first token of what might be a clause.
    """
    tokens, cue = scene.tokens, hit.index
    top = dependent_over(scene, index, cue)
    if top < 0 or any(tokens.dep[child] in {"ccomp", "xcomp"} for child in tokens.children[cue]):
        return False
    if tokens.dep[top] == "prep":
        return top == index
    # What is said of is often taken for an object ("says mass immigration is worse"), what is maintained or told seldom is a clause then.
    named = (
        tokens.dep[top] == "dobj" and tokens.tag[index][:1] != "W" and NOUN_PHRASE not in hit.entry.patterns
    )
    return named and hit.entry.lemma != "say"


def _trails(scene: Scene, index: int) -> bool:
    return scene.inside[index] < 0 and (
        scene.tokens.text[index] in {",", ";"} or scene.tokens.text[index].isspace() or scene.is_dash(index)
    )


def dependent_over(scene: Scene, index: int, cue: int) -> int:
    """Return the dependent of the cue that a token stands under, -1 where it stands under none."""
    head = scene.tokens.head
    for _ in range(_DEPTH):
        above = head[index]
        if above == cue:
            return index
        if above == index:
            return -1
        index = above
    return -1


def _resumed(scene: Scene, stretch: Stretch, cue: int, top: int, end: int) -> int:
    """Return the first token of what continues the clause that the cue's clause is part of, `end` if none does.

    A verb that the cue depends on stands behind the content, or a comma or dash before what hangs on one.
    """
    tokens = scene.tokens
    first, node, behind = end, cue, False
    for _ in range(_DEPTH):
        above = tokens.head[node]
        if above == node or not stretch.first <= above < stretch.last:
            break
        if top < above < end:
            first, behind = min(first, above), True
        for child in tokens.children[above]:
            if child > top and child != node and tokens.dep[child] != "punct":
                first = min(first, leftmost(scene, child))
                break
        node = above
    return first if behind or _trails(scene, first - 1) else end


def _absolute(scene: Scene, stretch: Stretch, cue: int) -> bool:
    """Tell whether a gerund and its subject hang loosely on a clause before them: ", his lawyer claiming", "with one of them claiming".

    What verb stands behind is not the subject's then, whatever the parser made of it.
    """
    tokens, noun = scene.tokens, scene.tokens.head[cue]
    if tokens.tag[cue] != "VBG" or tokens.dep[cue] != "acl" or not stretch.first < noun < cue:
        return False
    before = leftmost(scene, noun) - 1
    loose = before > stretch.first and (tokens.text[before] == "," or tokens.lower[before] == "with")
    return loose and any(tokens.tag[i] in FINITE for i in range(stretch.first, before))


def _adjunct(scene: Scene, cue: int, top: int, end: int) -> int:
    """Return the first token of what says when, where or why the cue was said, `end` if nothing does."""
    tokens = scene.tokens
    for child in tokens.children[cue]:
        if not top < child < end:
            continue
        dep, word = tokens.dep[child], tokens.lower[child]
        first = leftmost(scene, child)
        if scene.inside[first] >= 0 or any(
            tokens.dep[later] in {"xcomp", "ccomp"} for later in tokens.children[cue] if later > child
        ):
            continue
        if dep == "npadvmod" and (is_time(scene, child) or tokens.entity[child] in _DATES):
            return first
        if dep == "advcl" and tokens.lower[first] in scene.table.words["clausal"]:
            if tokens.lower[first] == "as" and tokens.tag[child] in {"VBG", "VBN"}:
                # "described the port as falling behind": what it is described as.
                continue
            return first
        if dep == "prep" and (word == "during" or _says_when(scene, child)):
            return first
    return end


def _says_when(scene: Scene, preposition: int) -> bool:
    """Tell whether a preposition's noun is a time, an occasion or the terms on which somebody speaks."""
    tokens = scene.tokens
    return any(
        is_time(scene, noun)
        or tokens.entity[noun] in _DATES
        or tokens.lemma[noun] in scene.table.words["occasion"]
        or tokens.lower[noun] in scene.table.words["terms"]
        for noun in tokens.children[preposition]
    )


def leftmost(scene: Scene, index: int) -> int:
    """Return the first token of what stands under a token."""
    children = scene.tokens.children
    while children[index] and children[index][0] < index:
        index = children[index][0]
    return index


def rightmost(scene: Scene, index: int) -> int:
    """Return the last token of what stands under a token."""
    children = scene.tokens.children
    while children[index] and children[index][-1] > index:
        index = children[index][-1]
    return index


def top_from(scene: Scene, first: int, last: int) -> int:
    """Return the highest token that a token stands under without leaving [first, last): the head of what opens there."""
    head, index = scene.tokens.head, first
    for _ in range(_DEPTH):
        above = head[index]
        if above == index or not first <= above < last:
            break
        index = above
    return index


def sums_up(scene: Scene, stretch: Stretch, index: int) -> bool:
    """Tell whether the reporter sums up at a token what was said: ", a claim that diplomats doubt", ", a charge denied by the army"."""
    tokens = scene.tokens
    behind = index + 2
    if tokens.lower[index] not in {"a", "an"} or behind >= stretch.body:
        return False
    told = tokens.lower[behind] in {"that", "which"} or tokens.tag[behind] in {"VBN", "VBD", "RB"}
    return told and tokens.lemma[index + 1] in scene.table.words["summing"]
