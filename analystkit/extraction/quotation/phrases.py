"""Noun phrases read from tags and punctuation: where one ends, begins, and what describes it."""

from __future__ import annotations

from analystkit.extraction.quotation.scene import Scene, Stretch
from analystkit.extraction.tags import FINITE, NOUNS

Span = tuple[int, int]

_NOMINAL = frozenset(
    (
        "NN",
        "NNS",
        "NNP",
        "NNPS",
        "PRP",
        "PRP$",
        "POS",
        "DT",
        "PDT",
        "JJ",
        "JJR",
        "JJS",
        "CD",
        "HYPH",
        "FW",
        "$",
        "WP",
        "ADD",
        "AFX",
        "WDT",
        "SYM",
        "_SP",
    )
)

_HEADS = frozenset(("NN", "NNS", "NNP", "NNPS", "PRP", "CD", "FW", "DT", "WP", "ADD", "WDT"))


MAX_PHRASE = 45
_OF_CLAUSES = FINITE | {"VBG"}


def is_time(scene: Scene, index: int) -> bool:
    """Tell whether a token is a word of time that may stand as a bare adverbial (said Tuesday)."""
    return scene.tokens.lower[index] in scene.table.words["time"]


def phrase_end(scene: Scene, stretch: Stretch, first: int) -> int | None:
    """Return where the noun phrase that starts at a token ends; None if none starts there."""
    tokens = scene.tokens
    index = first
    head = -1
    while index < stretch.body and scene.inside[index] < 0 and index - first < MAX_PHRASE:
        tag = tokens.tag[index]
        if head >= 0 and tag in {"PRP", "WP", "WDT", "EX"}:
            break
        if is_time(scene, index) and head > first - 1 and tag in {"NNP", "NN"} and tokens.tag[head] != "DT":
            break
        if tag in _NOMINAL or tokens.text[index] in {"&", "-", "/"}:
            if tag in _HEADS:
                head = index
        elif tag[:2] in {"VB", "UH", "IN", "RB", "MD"} and tokens.text[index][:1].isupper():
            # A name the tagger does not know.
            head = index
        elif (tag in {"VBN", "VBG", "RB"} and index > first and _modifies(scene, stretch, index)) or (
            (tag[:2] == "VB" and index == first and _goes_on(scene, stretch, index + 1))
            or (
                head >= 0
                and tokens.lower[index] in scene.table.words["extending"]
                and tag in {"IN", "TO"}
                and _goes_on(scene, stretch, index + 1)
            )
            or (head >= 0 and tag == "CC" and _goes_on(scene, stretch, index + 1))
        ):
            pass
        else:
            break
        index += 1
    return head + 1 if head >= 0 else None


def _modifies(scene: Scene, stretch: Stretch, index: int) -> bool:
    """Tell whether a participle or adverb stands between the determiner of a noun phrase and its noun: "a newly found letter"."""
    tokens = scene.tokens
    if tokens.tag[index - 1] not in {"DT", "CD", "PRP$", "POS", "JJ", "HYPH", "RB", "VBN", "NN"} or (
        tokens.tag[index] == "RB" and tokens.tag[index - 1] in {"NN", "CD"}
    ):
        return False
    position = index + 1
    while position < stretch.body and tokens.tag[position] in {"VBN", "VBG", "RB", "JJ", "HYPH"}:
        position += 1
    return (
        position < stretch.body
        and scene.outside(index, position + 1)
        and tokens.tag[position] in NOUNS
        and tokens.head[index] in range(index + 1, position + 1 + 3)
    )


def _goes_on(scene: Scene, stretch: Stretch, index: int) -> bool:
    tokens = scene.tokens
    return (
        index < stretch.body
        and scene.inside[index] < 0
        and tokens.tag[index] in {"DT", "NNP", "NNPS", "NN", "NNS", "JJ", "PRP$", "CD"}
        and not is_time(scene, index)
    )


def with_apposition(scene: Scene, stretch: Stretch, end: int) -> int:
    """Extend a noun phrase by the appositions behind it, up to a verb or a mark."""
    tokens = scene.tokens
    while end + 1 < stretch.body and end < stretch.first + 200:
        word, tag = tokens.text[end], tokens.tag[end]
        if word == "(":
            close = end + 1
            while close < stretch.body and tokens.text[close] != ")" and close - end < 12:
                close += 1
            if close >= stretch.body or tokens.text[close] != ")":
                return end
            end = close + 1
            continue
        if word != "," or scene.inside[end + 1] >= 0:
            return end
        following = tokens.tag[end + 1]
        if following in {"WP", "WDT", "WRB", "WP$"} or _counts_time(scene, stretch, end + 1):
            return end
        if following == "CD":
            if end + 2 < stretch.body and tokens.text[end + 2] != ",":
                return end
            end += 2
            continue
        phrase = phrase_end(scene, stretch, end + 1)
        if phrase is None:
            return end
        # ", his voice breaking" and ", the mayor resigned" are clauses, not appositions.
        if phrase < stretch.body and tokens.tag[phrase] in _OF_CLAUSES and tag != "CD":
            return end
        if phrase + 1 < stretch.body and scene.inside[phrase] >= 0 and tokens.tag[phrase + 1] in FINITE:
            # 'according to the union, the rise "is a fraud"'
            return end
        end = phrase
    return end


def _counts_time(scene: Scene, stretch: Stretch, index: int) -> bool:
    """Tell whether a time is counted from a token on: ", minutes before he was arrested", ", two days after the raid"."""
    lower, last = scene.tokens.lower, min(stretch.body, index + 3)
    return any(
        lower[position] in scene.table.words["length"]
        and lower[position + 1 : position + 2] in (["before"], ["after"])
        for position in range(index, last)
    )


def with_relative(scene: Scene, stretch: Stretch, end: int) -> int:
    """Extend a speaker behind its verb by a relative clause ("said Ito, who runs the port"), up to a comma or mark."""
    tokens = scene.tokens
    index = end + 1 if end < stretch.body and tokens.text[end] == "," else end
    if index >= stretch.body or tokens.tag[index] not in {"WP", "WDT", "WP$"} or scene.inside[index] >= 0:
        return end
    stop = min(stretch.body, index + 30)
    while index < stop and scene.inside[index] < 0 and tokens.text[index] not in {",", ";", ":"}:
        if scene.is_dash(index):
            break
        index += 1
    return index


def noun_phrase_end(scene: Scene, stretch: Stretch, first: int) -> int | None:
    """Return where the noun phrase starting at a token ends, with its apposition; None if none starts there."""
    end = phrase_end(scene, stretch, first)
    return None if end is None else with_apposition(scene, stretch, end)


def phrase_before(scene: Scene, stretch: Stretch, last: int) -> Span | None:
    """Return the noun phrase that ends with a token, None if none does."""
    tokens, inside = scene.tokens, scene.inside
    if tokens.tag[last] in {"WP", "WDT"} or tokens.lower[last] in {"who", "which", "that"}:
        return last, last + 1
    if tokens.tag[last] not in _HEADS and tokens.tag[last] not in {"JJ", "JJR", "VBG"}:
        return None
    if tokens.tag[last] in {"JJ", "JJR"} and tokens.dep[last] == "acomp":
        # "was quick to add"
        return None
    index = last
    first = last
    while index >= stretch.first and inside[index] < 0 and last - index < MAX_PHRASE:
        tag, word = tokens.tag[index], tokens.lower[index]
        if tag == "PRP" and index != last:
            break
        if tag in _NOMINAL or word in {"&", "-"}:
            first = index
            if word == "who":
                break
        elif (
            (
                tag == "IN"
                and word in scene.table.words["joining"]
                and index > stretch.first
                and tokens.tag[index - 1] in {"NN", "NNS", "NNP", "NNPS", "CD", "DT", "JJS"}
            )
            or (
                tag == "CC"
                and index > stretch.first
                and tokens.tag[index - 1] in NOUNS
                and tokens.tag[index + 1] in {"NNP", "NNPS", "NNS", "DT", "PRP$", "JJ", "NN"}
            )
            or (
                # "political and security leaders": what is joined are the words before the noun, not two nouns.
                tag == "CC"
                and stretch.first < index < last - 1
                and tokens.tag[index - 1] == "JJ"
                and tokens.tag[index + 1] in {"JJ", "NN", "NNP"}
                and tokens.tag[index + 2] in _HEADS
            )
            or (
                tag in {"RB", "VBN", "VBG"}
                and index > stretch.first
                and tokens.tag[index - 1] in {"DT", "PRP$", "HYPH", "POS"}
                and tokens.tag[index + 1] in _NOMINAL
            )
        ):
            pass
        else:
            break
        index -= 1
    return (first, last + 1)


def before_time(scene: Scene, stretch: Stretch, index: int) -> int:
    """Step back over "on Sunday" or "last week" between a subject and its verb."""
    tokens = scene.tokens
    position = index
    while (
        position > stretch.first
        and position > index - 3
        and scene.inside[position] < 0
        and is_time(scene, position)
    ):
        position -= 1
    if position == index:
        return index
    if tokens.lower[position] in {"on", "last", "this", "late", "early", "in"}:
        return position - 1
    return position if tokens.tag[position] in _HEADS or tokens.text[position] == "," else index
