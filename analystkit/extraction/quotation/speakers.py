"""Who says it: the span that names the speaker of a cue.

Word order and punctuation are asked first (``" said X, a spokesman``; ``X, a spokesman, said``), because a small parser is
least sure around quotations; the parse is asked where they are silent.
"""

from __future__ import annotations

from analystkit.extraction.quotation.passives import passive
from analystkit.extraction.quotation.phrases import (
    MAX_PHRASE,
    Span,
    before_time,
    is_time,
    phrase_before,
    phrase_end,
    with_apposition,
    with_relative,
)
from analystkit.extraction.quotation.scene import Scene, Stretch
from analystkit.extraction.tags import FINITE, NOUNS

_BETWEEN = frozenset(("RB", "RBR", "RBS", "MD", "TO", "_SP"))

# Words that stand behind the subject they count.
_EACH = frozenset(("both", "each", "all", "neither", "either"))
_SEVERAL = frozenset(("PRP", *NOUNS))
_SUBJECTS = frozenset(("nsubj", "csubj", "nsubjpass", "expl"))

# What stands between somebody and the deed they are blamed or thanked for.
_BLAMED = frozenset(("for", "of"))
_SOMEBODY = frozenset(("PERSON", "ORG", "GPE"))
_PERSONS = frozenset(("he", "she", "they", "him", "her", "them", "his", "their"))
_NAME_WITHIN = 6

_CHAIN = frozenset(
    ("conj", "xcomp", "acomp", "advcl", "acl", "dep", "pcomp", "prep", "ccomp", "parataxis", "appos")
)


def inverted_speaker(scene: Scene, stretch: Stretch, after: int) -> Span | None:
    """Return the subject that follows its verb ("said Ann Lee, a nurse"), with its apposition.

    Parameters
    ----------
    scene, stretch : Scene, Stretch
        Where the verb stands.
    after : int
        The token behind the verb.
    """
    end = phrase_end(scene, stretch, after)
    if end is None or is_time(scene, end - 1):
        return None
    return after, with_relative(scene, stretch, with_apposition(scene, stretch, end))


def speaker_before(scene: Scene, stretch: Stretch, verb: int) -> Span | None:
    """Return the subject that ends right before a verb and its auxiliaries, read from tags and commas."""
    tokens, inside = scene.tokens, scene.inside
    index = verb - 1
    while (
        index >= stretch.first
        and inside[index] < 0
        and (
            tokens.tag[index] in _BETWEEN
            or tokens.lemma[index] in scene.table.words["auxiliary"]
            or tokens.lower[index] in scene.table.words["auxiliary"]
        )
    ):
        index -= 1
    index = before_time(scene, stretch, index)
    if index < stretch.first or inside[index] >= 0:
        return None
    if tokens.lower[index] in _EACH and index > stretch.first and tokens.tag[index - 1] in _SEVERAL:
        # "They | both | said", "The army | neither | confirmed nor denied"
        index -= 1
    if tokens.tag[index] == "CC" and index > stretch.first and tokens.tag[index - 1] in FINITE:
        # "Ito smiled and said": the two verbs share their subject.
        return speaker_before(scene, stretch, index - 1)
    if tokens.text[index] in {",", ")"} or scene.is_dash(index):
        return _before_parenthesis(scene, stretch, index)
    phrase = phrase_before(scene, stretch, index)
    if phrase is not None and phrase[0] > stretch.first:
        governor = phrase[0] - 1
        at_mark = governor > stretch.first and inside[governor - 1] >= 0
        if not at_mark and (
            tokens.lower[governor] in scene.table.words["preposition"]
            or tokens.tag[governor] in {"VB", "VBG", "TO"}
        ):
            # "a letter obtained by the paper warns": the phrase before the verb is not its subject.
            return None
    return phrase


def _before_parenthesis(scene: Scene, stretch: Stretch, comma: int) -> Span | None:
    """Step over what stands between a subject and its verb: an apposition, a bracket, a relative clause, an adverbial."""
    tokens, inside = scene.tokens, scene.inside
    closing = tokens.text[comma]
    opening = {")": "("}.get(closing, closing)
    index = comma - 1
    limit = max(stretch.first, comma - MAX_PHRASE)
    while index > limit and (tokens.text[index] != opening or inside[index] >= 0):
        index -= 1
    if index <= limit and (index < stretch.first or tokens.text[index] != opening):
        return None
    # "Ann Lee, 34, a nurse, said": step over an age before the apposition.
    start = index
    hops = 0
    while hops < 3 and closing == ",":
        phrase = phrase_before(scene, stretch, start - 1) if start > stretch.first else None
        if phrase is None or phrase[0] <= stretch.first or tokens.text[phrase[0] - 1] != ",":
            break
        before = phrase[0] - 2
        if before < stretch.first or tokens.tag[before] not in {"NNP", "NNPS"}:
            break
        if tokens.tag[phrase[0]] != "CD":
            break
        start = phrase[0] - 1
        hops += 1
    head = phrase_before(scene, stretch, start - 1) if start > stretch.first else None
    if head is None or is_time(scene, head[1] - 1):
        return None
    if head[0] > stretch.first and (
        tokens.tag[head[0] - 1] in {"VBG", "VB", "TO", "WP$"}
        or tokens.lower[head[0] - 1] in scene.table.words["preposition"]
    ):
        # "speaking at a rally in Ohio, warned": the phrase belongs to what stands between, not to the verb.
        return None
    relative = tokens.tag[index + 1] in {"WP", "WDT", "WRB"}
    noun = tokens.tag[index + 1] in {"DT", "NN", "NNP", "NNS", "JJ", "PRP$", "CD", "NNPS", "RB", "VBN"}
    # "Senator Ann Lee | (R-Ohio) said": what stands in brackets is no part of the speaker.
    return (head[0], comma if (noun or relative) and closing != ")" else head[1])


def speaker_by_parse(scene: Scene, stretch: Stretch, verb: int) -> Span | None:
    """Return the subject the parse gives a verb, climbing from participles and conjuncts to the verb that has one."""
    tokens = scene.tokens
    node = verb
    for _ in range(5):
        if node != verb or not passive(scene, verb):
            subject = _subject(scene, stretch, node, verb)
            if subject is not None:
                return subject
        dep, head = tokens.dep[node], tokens.head[node]
        if dep == "relcl":
            return None
        if dep == "acl" and tokens.tag[head][:2] == "NN" and tokens.tag[verb] == "VBG":
            governor = tokens.head[head]
            if (
                tokens.dep[head] == "dobj"
                and tokens.lemma[governor] in scene.table.words["issuing"]
                and head < verb
            ):
                # "issued a statement saying": the one who issues it speaks.
                node = governor
                continue
            return phrase_of(scene, stretch, head, verb)
        if (
            dep == "acl"
            and node != verb
            and tokens.dep[head] == "ROOT"
            and tokens.tag[node] in ("VBN", "VBD")
        ):
            # "2,000 people rallied to demand that", read as people who were rallied
            return phrase_of(scene, stretch, head, node)
        if dep not in _CHAIN or head == node or not stretch.first <= head < stretch.last:
            return None
        called = dep == "advcl" and tokens.lemma[head] in scene.table.words["calling"]
        if called and tokens.lemma[verb] in scene.table.words["remonstrating"]:
            # "summoned the envoy to protest a raid"
            called = False
        if (dep == "xcomp" or called) and tokens.tag[node] == "VB":
            controller = _controller(scene, stretch, node, head)
            if controller is not None:
                return phrase_of(scene, stretch, controller, verb)
        if dep == "pcomp" and tokens.lower[head] in _BLAMED and tokens.tag[node] == "VBG":
            blamed = _controller(scene, stretch, node, tokens.head[head])
            named = blamed is not None and (tokens.tag[blamed] == "PRP" or tokens.entity[blamed])
            if blamed is not None and named:
                # "jailed | Lee | for ordering it"; but "made headlines for saying so"
                return phrase_of(scene, stretch, blamed, verb)
        node = head
    return None


def _controller(scene: Scene, stretch: Stretch, infinitive: int, governor: int) -> int | None:
    """Return the object that is to do what an infinitive says ("That led Ito to announce"); promises bind who makes them."""
    tokens = scene.tokens
    if tokens.lemma[governor] == "promise":
        return None
    for child in tokens.children[governor]:
        if (
            tokens.dep[child] in {"dobj", "dative"}
            and governor < child < infinitive
            and scene.inside[child] < 0
        ):
            return child if tokens.tag[child] in {"NN", "NNS", "NNP", "NNPS", "PRP"} else None
    return None


def main_subject(scene: Scene, stretch: Stretch, before: int) -> Span | None:
    """Return the subject of the first main verb of a stretch that stands before a token."""
    tokens = scene.tokens
    for index in range(stretch.first, before):
        if (
            scene.inside[index] < 0
            and tokens.tag[index] in FINITE
            and tokens.dep[index] in {"ROOT", "aux", "auxpass"}
        ):
            verb = index if tokens.dep[index] == "ROOT" else tokens.head[index]
            if tokens.dep[verb] == "ROOT" and stretch.first <= verb < stretch.last:
                return _subject(scene, stretch, verb, verb)
    return None


def whole_subject(scene: Scene, stretch: Stretch, verb: int, found: Span) -> Span:
    """Return the subject that the parse gives a verb where word order found its last part only: "Lee, whose plant, Ashby, closed, said"."""
    tokens = scene.tokens
    for child in tokens.children[verb]:
        if tokens.dep[child] in {"nsubj", "nsubjpass"} and stretch.first <= child < found[0]:
            whole = phrase_of(scene, stretch, child, verb)
            if whole[1] >= found[1] and scene.outside(*whole):
                return whole
    return found


def _subject(scene: Scene, stretch: Stretch, node: int, verb: int) -> Span | None:
    tokens = scene.tokens
    for child in tokens.children[node]:
        if (
            tokens.dep[child] in _SUBJECTS
            and stretch.first <= child < stretch.last
            and scene.inside[child] < 0
        ):
            if tokens.dep[child] == "expl" or tokens.dep[child] == "csubj":
                return None
            return phrase_of(scene, stretch, child, verb)
    return None


def phrase_of(scene: Scene, stretch: Stretch, head: int, verb: int) -> Span:
    """Return the noun phrase of a head: its subtree, contiguous, on its side of the verb."""
    tokens = scene.tokens
    low, high = stretch.first, stretch.body
    if head < verb:
        high = min(high, verb)
    else:
        low = max(low, verb + 1)
    first = last = head
    members = set(tokens.subtree(head)) if len(tokens.children[head]) else {head}
    while first - 1 >= low and first - 1 in members and head - first < MAX_PHRASE:
        first -= 1
    while last + 1 < high and last + 1 in members and last - head < MAX_PHRASE:
        last += 1
    if head < verb:
        last = _before_day(scene, head, last)
    while last > head and (
        tokens.text[last] in {",", "-", "\u2014", "\u2013", ";", ":"} or tokens.tag[last] in {"CC", "IN"}
    ):
        last -= 1
    while first < head and (tokens.tag[first] == "CC" or tokens.text[first] in {",", "-", ":", "\u2014"}):
        first += 1
    return first, last + 1


def _before_day(scene: Scene, head: int, last: int) -> int:
    """Return the last token of a subject before the day that was read as part of it: "Norland | on Friday | expelled two envoys"."""
    tokens, on = scene.tokens, last
    while on > head and tokens.entity[on] in ("DATE", "TIME"):
        on -= 1
    told = head < on < last and tokens.lower[on] == "on"
    # "the poll released on Friday", "the rally on Friday by the union" tell which.
    return on - 1 if told and tokens.head[on] in (head, on - 1) and tokens.tag[on - 1] in NOUNS else last


def names_somebody(scene: Scene, speaker: Span) -> bool:
    """Tell whether a speaker is a person or a body with a name, or "he", "she" or "they" for one: nobody doubts that those speak."""
    tokens = scene.tokens
    first, last = speaker
    if last == first + 1 and tokens.lower[first] in _PERSONS:
        return True
    return not _SOMEBODY.isdisjoint(tokens.entity[first : min(last, first + _NAME_WITHIN)])


def noun_speaker(scene: Scene, stretch: Stretch, noun: int) -> Span | None:
    """Return whose claim it is: the possessor before a noun cue, or by/from/of behind it."""
    tokens = scene.tokens
    index = noun - 1
    while index >= stretch.first and tokens.tag[index] in {
        "JJ",
        "NN",
        "JJR",
        "JJS",
        "VBN",
        "VBG",
        "RB",
        "CD",
    }:
        index -= 1
    if index < stretch.first or scene.inside[index] >= 0:
        return None
    if tokens.tag[index] == "PRP$":
        return index, index + 1
    if tokens.tag[index] == "POS":
        phrase = phrase_before(scene, stretch, index - 1) if index > stretch.first else None
        return phrase
    for position in range(noun + 1, min(noun + 2, stretch.body - 1)):
        if tokens.lower[position] in {"by", "from"}:
            end = phrase_end(scene, stretch, position + 1)
            return (position + 1, end) if end else None
    return None
