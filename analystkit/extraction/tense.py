"""Which way a clause looks: back at what happened, or ahead to what is to come."""

from __future__ import annotations

from analystkit.extraction.part import ArticlePart
from analystkit.extraction.time_words import TimeWords

PAST, FUTURE = "past", "future"

_PRESENT = frozenset({"VB", "VBP", "VBZ"})
_BE = frozenset({"is", "are", "was", "were"})
_ONTO = frozenset({"to", "until", "till"})
_WINDOW = 12
_CLIMB = 10


def direction(part: ArticlePart, first: int, last: int, words: TimeWords) -> str:
    """Say whether the clause around the tokens [first, last) tells of the past or of the future.

    The verb that governs the expression decides, with its auxiliaries; a verb or adjective of the `future` words of the lexicon
    (lower case: "scheduled", "due") turns what hangs on it to the future. Without a parse the nearest verb of the
    sentence decides, by its tag or, with no tags either, by its form.

    Returns
    -------
    str
        "past", "future", or "" where nothing says.
    """
    tokens = part.tokens
    low, high = part.sentence_tokens[tokens.sentence[first]] if part.sentence_tokens else (0, len(tokens))
    if any(tokens.head[i] != i for i in range(max(low, first - 3), min(high, last + 3))):
        found = _by_parse(part, first, last, words)
        if found:
            return found
        return ""
    return _by_words(part, low, high, first, last, words)


def settled(part: ArticlePart, first: int, last: int, words: TimeWords) -> bool:
    """Say whether the verb that governs an expression tells a deed as done, not what was said or set: "killed", not "said", "was due"."""
    verb = _governing(part, first, last)
    if verb is None or part.tokens.lemma[verb].lower() not in words.of("deed"):
        return False
    tokens = part.tokens
    if any(tokens.tag[i] == "VBN" and tokens.dep[i] == "xcomp" for i in tokens.children[verb]):
        return False
    return _verb(part, verb) == PAST


def backshifted(part: ArticlePart, first: int, last: int) -> bool:
    """Say whether the verb that governs an expression stands with "would": ahead of what was said, maybe not of the article."""
    verb = _governing(part, first, last)
    tokens = part.tokens
    return verb is not None and any(tokens.lower[i] in {"would", "'d"} for i in tokens.children[verb])


def _governing(part: ArticlePart, first: int, last: int) -> int | None:
    tokens = part.tokens
    node = next((i for i in range(first, last) if not first <= tokens.head[i] < last), first)
    for _ in range(_CLIMB):
        node = tokens.head[node]
        if tokens.tag[node].startswith("V"):
            return node
        if tokens.head[node] == node:
            break
    return None


def _by_parse(part: ArticlePart, first: int, last: int, words: TimeWords) -> str:
    tokens = part.tokens
    node = next((i for i in range(first, last) if not first <= tokens.head[i] < last), first)
    infinitive = False
    for _ in range(_CLIMB):
        parent = tokens.head[node]
        if parent == node and not tokens.tag[node].startswith(("V", "MD")):
            return ""
        node = parent if not (first <= node < last and parent == node) else node
        tag = tokens.tag[node]
        if tokens.lower[node] in words.future and tag not in {"MD", "VB"}:
            return FUTURE
        if tokens.lower[node] in words.of("moving") and tokens.lower[first - 1] in _ONTO:
            # "has been put back to July", "was adjourned until Monday"
            return FUTURE
        if infinitive and tokens.lower[node] in words.of("commitment") and ":" not in tokens.text[node:first]:
            # "agreed on Monday" looks back, "agreed to leave on Monday" ahead.
            return FUTURE
        if tag == "MD":
            return FUTURE
        if tokens.lower[node] in words.of("calling") and _called_for(part, node, first, words):
            return FUTURE
        if tag in ("VBZ", "VBP") and tokens.lemma[node] in words.of("timetable") and _plain(part, node):
            # "The trial opens on Monday"; in a headline that may have been.
            return FUTURE
        if tag.startswith("V"):
            found = _verb(part, node)
            if found is not None:
                return found
            infinitive = infinitive or _infinitive(part, node)
        if tokens.head[node] == node:
            return ""
    return ""


def _called_for(part: ArticlePart, node: int, first: int, words: TimeWords) -> bool:
    """Say whether what somebody calls for stands before an expression: "called for a strike on Monday", "called an election for May"."""
    between = part.tokens.lower[node + 1 : first]
    return "for" in between and not words.of("occasion").keys().isdisjoint(between)


def _plain(part: ArticlePart, verb: int) -> bool:
    """Say whether a verb stands in the simple present of a text."""
    helped = any(part.tokens.dep[i] in {"aux", "auxpass"} for i in part.tokens.children[verb])
    return part.part == "text" and not helped


def _verb(part: ArticlePart, verb: int) -> str | None:
    """Return the direction of one verb, None where its governor has to decide."""
    tokens = part.tokens
    helpers = [
        i
        for i in tokens.children[verb]
        if tokens.dep[i] in {"aux", "auxpass", "cop"} or tokens.tag[i] in {"MD", "TO"}
    ]
    said = {tokens.lower[i] for i in helpers}
    tag = tokens.tag[verb]
    if any(tokens.tag[i] == "MD" for i in helpers):
        # "could have left on Friday" looks back.
        return PAST if "have" in said else FUTURE
    if _infinitive(part, verb):
        if "have" in said:
            return PAST
        # "is to be held", and "Parliament to vote Tuesday" in a headline.
        head = tokens.head[verb]
        if head == verb or tokens.lower[head] in _BE or said & _BE:
            return FUTURE
        return None
    if any(tokens.tag[i] == "VBD" for i in helpers) or tag == "VBD":
        return PAST
    if tag in {"VBN", "VBG"}:
        if said & {"has", "have", "had", "'ve", "having"}:
            return PAST
        if said & {"is", "are", "'re", "'m", "am", "be"}:
            return FUTURE if tag == "VBG" and tokens.lower[verb] != "being" else ""
        return PAST if tag == "VBN" else None
    if tag == "VB" and tokens.head[verb] != verb:
        return None
    return "" if tag in _PRESENT else None


def _infinitive(part: ArticlePart, verb: int) -> bool:
    """Say whether a verb stands with "to", in the active or the passive."""
    tokens = part.tokens
    children = tokens.children[verb]
    marked = any(tokens.tag[i] == "TO" for i in children)
    return marked and (
        tokens.tag[verb] == "VB" or any(tokens.tag[i] == "VB" and tokens.lower[i] == "be" for i in children)
    )


def _by_words(part: ArticlePart, low: int, high: int, first: int, last: int, words: TimeWords) -> str:
    tokens = part.tokens
    before = range(first - 1, max(low, first - _WINDOW) - 1, -1)
    after = range(last, min(high, last + _WINDOW))
    for index in (*before, *after):
        word, tag = tokens.lower[index], tokens.tag[index]
        if tag == "MD" or word in words.of("ahead") or word in words.future:
            return FUTURE
        if tag == "VBD" or (
            not tag and _past_form(word, words) and "be" not in tokens.lower[max(index - 3, low) : index]
        ):
            return PAST
        if word == "to" and index in before and tokens.tag[index + 1] == "VB":
            return FUTURE
    return ""


def _past_form(word: str, words: TimeWords) -> bool:
    return word in words.of("past") or (word.endswith("ed") and len(word) > 4)
