"""Content that stands before its cue, or around it ("It rained," she said, "all day")."""

from __future__ import annotations

from analystkit.extraction.quotation.clauses import Content
from analystkit.extraction.quotation.cues import CLAUSE, SAYING, CueHit, Sense
from analystkit.extraction.quotation.phrases import Span
from analystkit.extraction.quotation.rejection import TITLE_OF_WORK, rejection_reason
from analystkit.extraction.quotation.scene import DASH_MARKS, Scene, Stretch
from analystkit.extraction.tags import FINITE

_REACH = 28


def left_content(scene: Scene, stretch: Stretch, hit: CueHit, group: Span, sense: Sense) -> Content | None:
    """Return the content before a cue and its speaker ("It rained, she said"), with what follows if the cue interrupts it.

    Parameters
    ----------
    group : (first, last)
        The tokens of speaker, auxiliaries and cue.
    """
    tokens, inside = scene.tokens, scene.inside
    first, last = group
    comma = first - 1
    if comma < stretch.first:
        return None
    quoted = inside[comma] >= 0
    if not quoted and tokens.text[comma] != "," and not scene.is_dash(comma):
        return None
    end = comma + 1 if quoted else comma
    start = stretch.first
    if not quoted and comma > start and inside[comma - 1] >= 0:
        quoted, end = True, comma
    if quoted:
        opener = scene.passage_tokens[inside[end - 1]][0] - 1
        if opener > start and (
            tokens.text[opener] in {":", "("}
            or (scene.is_dash(opener) and scene.opens_sentence(inside[end - 1]))
        ):
            start = opener + 1
    while (
        start < end
        and (tokens.tag[start] == "CC" or tokens.text[start] in {",", "-", "\u2014"})
        and inside[start] < 0
    ):
        start += 1
    if start >= end:
        return None
    finite = any(inside[i] >= 0 or scene.is_finite(i) for i in range(start, end))
    if quoted and inside[start] < 0 and _names_work(scene, stretch, start, end):
        return None
    follows = _right_fragment(scene, stretch, last)
    pieces = [(start, end)]
    if follows is not None:
        begins_quoted = inside[follows[0]] >= 0
        dependent = tokens.tag[start] in {"IN", "WRB"} and start == stretch.first
        if (
            ((quoted or dependent) and begins_quoted)
            or _finishes(scene, start, end, follows)
            or (
                not quoted
                and (
                    not finite
                    or _one_clause(scene, start, end, follows)
                    or _opens_late(scene, end, follows)
                    or (follows[0] == last + 1 and tokens.text[last] == "," and _goes_on(scene, follows))
                    or (dependent and follows[0] == last + 1 and _leans(scene, start, end))
                )
            )
        ):
            pieces.append(follows)
        elif not quoted and not finite:
            return None
    if len(pieces) == 1 and not quoted and (not finite or _leans(scene, start, end)):
        return None
    if not finite and len(pieces) == 1:
        return None
    if not quoted and len(pieces) == 1 and last + 1 < stretch.body and tokens.text[last] == ";":
        # "It rained, she said; the road was closed": she goes on.
        pieces.append((last + 1, stretch.body))
    return Content(pieces, SAYING if quoted else CLAUSE, sense, "left")


def _names_work(scene: Scene, stretch: Stretch, start: int, end: int) -> bool:
    """Tell whether the words before a closing mark are no sentence and end with a title ('On "Morning Hour," Lee said')."""
    outside = (i for i in range(start, end) if scene.inside[i] < 0)
    return rejection_reason(scene, stretch, scene.inside[end - 1]) == TITLE_OF_WORK and not any(
        scene.is_finite(i) for i in outside
    )


def _right_fragment(scene: Scene, stretch: Stretch, last: int) -> Span | None:
    tokens, inside = scene.tokens, scene.inside
    index = last
    stop = min(stretch.body, last + _REACH)
    while (
        index < stop
        and inside[index] < 0
        and tokens.text[index] not in {",", ":"}
        and not scene.is_dash(index)
    ):
        index += 1
    if index >= stop:
        return None
    if inside[index] < 0:
        index += 1
    elif index == last or (tokens.text[index - 1] != "," and not scene.is_dash(index - 1)):
        # A title of a work in the adverbial ("said on \"Morning News\"") is no second piece.
        return None
    if index >= stretch.body:
        return None
    end = stretch.body
    if inside[index] >= 0:
        end = scene.passage_tokens[inside[index]][1]
    return index, end


def _one_clause(scene: Scene, start: int, end: int, follows: Span) -> bool:
    """Tell whether the parse joins the words before an interruption and those behind it, whichever holds the head."""
    tokens = scene.tokens
    if any(follows[0] <= tokens.head[i] < follows[1] for i in range(start, end)):
        return True
    if tokens.tag[follows[0]] in {"CC", "VBG"}:
        return False
    return any(start <= tokens.head[i] < end for i in range(*follows) if tokens.dep[i] != "punct")


def _finishes(scene: Scene, start: int, end: int, follows: Span) -> bool:
    """Tell whether plain words finish a sentence that began in marks ('"Only you," she said, would have dared')."""
    tokens = scene.tokens
    return (
        scene.inside[end - 1] >= 0
        and scene.inside[follows[0]] < 0
        and not any(tokens.tag[i] in FINITE for i in range(start, end))
        and _one_clause(scene, start, end, follows)
    )


def _leans(scene: Scene, start: int, end: int) -> bool:
    """Tell whether the words before an interruption are no sentence by themselves: "If it rained, he said, they would stay"."""
    tokens = scene.tokens
    tops = [i for i in range(start, end) if not start <= tokens.head[i] < end or tokens.head[i] == i]
    return all(tokens.dep[i] in {"advcl", "prep", "advmod", "npadvmod", "punct", "mark"} for i in tops)


def _goes_on(scene: Scene, follows: Span) -> bool:
    """Tell whether the words behind "he said," go on with what he says ("because", "but also"), not with the report ("and it closed")."""
    tokens, index = scene.tokens, follows[0]
    if tokens.tag[index] == "CC":
        return not any(scene.is_finite(word) for word in range(*follows))
    return (
        tokens.tag[index] not in {"VBG", "VBN", "MD"}
        or tokens.lower[index] in scene.table.words["prepositional"]
    )


def _opens_late(scene: Scene, end: int, follows: Span) -> bool:
    """Tell whether the words behind an interruption complete those before it ("The files show, he said, that")."""
    tokens = scene.tokens
    return tokens.lower[follows[0]] in {"that", "whether", "if"} or (
        tokens.tag[end - 1] in FINITE and scene.inside[end - 1] < 0
    )


def is_finished(scene: Scene, stretch: Stretch, index: int) -> bool:
    """Tell whether nothing but an adverbial stands between a token and the next break: no room for a clause."""
    tokens, inside = scene.tokens, scene.inside
    if index < stretch.body and (
        tokens.lower[index] == "that" or tokens.lower[index] in scene.table.words["question"]
    ):
        return False
    while index < stretch.body and inside[index] < 0:
        text = tokens.text[index]
        if text in {",", ";", ":"} or (text in DASH_MARKS and scene.is_dash(index)):
            return True
        if tokens.tag[index] in FINITE or (tokens.lower[index] == "that" and tokens.tag[index] == "IN"):
            return False
        index += 1
    return index >= stretch.body
