"""Turns of a conversation set as paragraphs with labels: "ITO: We met.", "Q. Why?", "Our reporter, at the port: It is closed."."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from analystkit.extraction.quotation.attribution import Attribution
from analystkit.extraction.quotation.phrases import Span
from analystkit.extraction.quotation.scene import Scene
from analystkit.extraction.tags import NOUNS

TRANSCRIPT = "transcript"
_LONGEST = 12
_WORDS = 6
_QUESTION_LABELS = frozenset(("q", "a", "q.", "a."))
_QUESTIONS = frozenset(("q", "q."))
# Labels that name nobody.
_ASKING = _QUESTIONS | {"question"}
_ANSWERING = frozenset(("a", "a.", "answer"))
# "):" is a face to the tokenizer.
_SIGNS = frozenset((":", "):"))
# A label of these names where or when something was, of whoever tells it.
_NO_SPEAKERS = frozenset(("GPE", "LOC", "FAC", "DATE", "TIME"))
_FEWEST = 3


@dataclass(slots=True)
class Turn:
    """A paragraph with its label: the name in it, the sign that closes it, the first token of what is said."""

    name: Span
    sign: int
    first: int


def turns(scene: Scene, opening: dict[int, int], last: dict[int, int]) -> dict[int, Turn]:
    """Return the turns of a conversation by paragraph; one labelled paragraph alone is none.

    A label of capitals, a person's name, Q and A may stand once; any other only where paragraphs take turns under it.

    Parameters
    ----------
    scene : Scene
        The part.
    opening, last : dict of int to int
        The first and the last stretch of each paragraph.
    """
    # Most paragraphs have no sign that closes a label near their head.
    signs = scene.tokens.where(_SIGNS)
    if scene.tokens.where(_QUESTIONS):
        signs = sorted({*signs, *scene.tokens.where(_QUESTION_LABELS)})
    labels = {}
    for paragraph in dict.fromkeys(scene.stretches[scene.stretch_of[sign]].paragraph for sign in signs):
        turn = _labelled(
            scene, scene.stretches[opening[paragraph]].first, scene.stretches[last[paragraph]].last
        )
        if turn is not None:
            labels[paragraph] = turn
    if len(labels) < 2:
        return {}
    called = {paragraph: _words(scene, turn) for paragraph, turn in labels.items()}
    times = Counter(called.values())
    taking_turns = len(labels) >= _FEWEST and len(times) > 1
    found = {
        paragraph: turn
        for paragraph, turn in labels.items()
        if _is_plain(scene, turn)
        or (taking_turns and times[called[paragraph]] > 1 and _may_speak(scene, turn))
    }
    return found if len(found) > 1 else {}


def attribute_turns(
    scene: Scene, found: dict[int, Turn], opening: dict[int, int], last: dict[int, int]
) -> tuple[list[Attribution], set[int]]:
    """Return the attributions of turns, each with the paragraphs without a label that go on with it, and all their paragraphs."""
    out: list[Attribution] = []
    order = sorted(found)
    covered = set(order)
    between = [paragraph for paragraph in opening if order[0] < paragraph < order[-1]]
    # Elsewhere what stands between two turns is the writer's.
    all_spoken = 2 * len(order) >= len(between) + 2
    head = scene.stretches[opening[order[0]]].first
    named = any(_asks_or_answers(scene, turn) for turn in found.values())
    answering = _interviewed(scene, head) if named else None
    for at, paragraph in enumerate(order):
        turn, index = found[paragraph], opening[paragraph]
        pieces = [(turn.first, scene.stretches[last[paragraph]].last)]
        following = order[at + 1] if at + 1 < len(order) else paragraph
        for more in range(paragraph + 1, following) if all_spoken else ():
            if more in opening:
                covered.add(more)
                pieces.append((scene.stretches[opening[more]].first, scene.stretches[last[more]].last))
        cue = (turn.sign, turn.sign + 1) if scene.tokens.text[turn.sign] == ":" else None
        speaker: Span | None = turn.name
        if _asks_or_answers(scene, turn):
            # Q and A name nobody.
            speaker = None if scene.tokens.lower[turn.name[0]] in _ASKING else answering
        out.append(Attribution(pieces, cue, speaker, None, TRANSCRIPT, "" if speaker else "no name", index))
    return out, covered


def _asks_or_answers(scene: Scene, turn: Turn) -> bool:
    """Tell whether a label is Q or A, or what they stand for."""
    first, last = turn.name
    return last == first + 1 and (
        scene.tokens.lower[first] in _ASKING or scene.tokens.lower[first] in _ANSWERING
    )


def _interviewed(scene: Scene, before: int) -> Span | None:
    """Return the one person that the text before an interview names, None where it names none or several."""
    tokens = scene.tokens
    found: Span | None = None
    first = 0
    while first < before:
        if tokens.entity[first] != "PERSON":
            first += 1
            continue
        last = first + 1
        while last < before and tokens.entity[last] == "PERSON":
            last += 1
        while last > first + 1 and tokens.tag[last - 1] not in NOUNS:
            last -= 1
        if found is None:
            found = (first, last)
        elif tokens.text[last - 1] != tokens.text[found[1] - 1]:
            return None
        first = last + 1
    return found


def _labelled(scene: Scene, first: int, last: int) -> Turn | None:
    """Return the label at the start of the paragraph of some tokens, whatever it names."""
    tokens = scene.tokens
    if tokens.lower[first] in _QUESTION_LABELS and first + 2 < last:
        # "Q." is one token or two.
        sign = first if tokens.text[first][-1] == "." else first + 1
        if tokens.text[sign][-1] in ".:" and tokens.text[sign + 1][:1].isalnum():
            return Turn((first, first + 1), sign, sign + 1)
    end = 0
    for index in range(first, min(first + _LONGEST, last - 1)):
        text = tokens.text[index]
        if scene.inside[index] >= 0:
            return None
        if text in _SIGNS:
            said = any(word.isalpha() for word in tokens.text[index + 1 : min(index + _LONGEST, last)])
            return Turn((first, end or index), index, index + 1) if index > first and said else None
        if not end and index > first and text in {"(", ",", "["}:
            # "Our reporter, at the port: ...", "ITO (on the phone): ..."
            end = index
        elif not end and tokens.tag[index] in {"VBD", "VBZ", "VBP", "MD", "WP", "WDT"} and text.islower():
            return None
    return None


def _words(scene: Scene, turn: Turn) -> str:
    return " ".join(scene.tokens.lower[slice(*turn.name)])


def _may_speak(scene: Scene, turn: Turn) -> bool:
    """Tell whether a label can name a speaker: a few words with a capital, no kind of text, no number, place or day."""
    tokens = scene.tokens
    first, last = turn.name
    words = tokens.text[first:last]
    return (
        len(words) <= _WORDS
        and words[0][:1].isupper()
        and all(any(map(str.isalpha, word)) or word in "-.'" for word in words)
        and scene.table.words["rubric"].isdisjoint(tokens.lower[first:last])
        and _NO_SPEAKERS.isdisjoint(tokens.entity[first:last])
    )


def _is_plain(scene: Scene, turn: Turn) -> bool:
    """Tell whether a label is a speaker's by itself: capitals, a person's name, Q or A."""
    tokens = scene.tokens
    first, last = turn.name
    words = [word for word in tokens.text[first:last] if any(map(str.isalpha, word))]
    if not words or len(words) > _WORDS or any(word.lower() in scene.table.words["rubric"] for word in words):
        return False
    if len(words) == 1 and words[0].lower() in _QUESTION_LABELS:
        return True
    if all(word.isupper() for word in words):
        return len("".join(words)) > 2
    return tokens.entity[last - 1] == "PERSON" and all(word[:1].isupper() for word in words)
