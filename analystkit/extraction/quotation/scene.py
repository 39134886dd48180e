"""A part read for quotations: tokens, marked passages, and the stretches that attributions live in.

A stretch is a sentence in which a marked passage counts as one unit, however many sentences it holds: ``"It rained. We
left," she said.`` is one stretch. Stretches rest on punctuation first and on the parser's sentences second.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from analystkit.extraction.datelines import DASHES, behind_clock, behind_dateline
from analystkit.extraction.part import ArticlePart, Tokens
from analystkit.extraction.quotation.cues import SAYING, CueTable
from analystkit.extraction.quotation.marks import Marked, find_marked
from analystkit.extraction.tags import FINITE, NOUNS

# A stretch is cut at this many tokens, so that work on one stays bounded whatever the text.
MAX_STRETCH = 300
_STOPS = frozenset((".", "?", "!", "\u2026", "...", "....", ".."))
_CLOSING = frozenset((")", "]", "}", '"', "\u201d", "\u2019", "'", "''"))
# A stray closing mark ends a sentence as its stop does.
_FINAL = _STOPS | frozenset(('"', "\u201d", "''"))
# What a token ends with behind which a stretch may begin, white space apart.
_LAST = frozenset(token[-1] for token in _STOPS | _CLOSING)
# What may be a dash: see `Scene.is_dash`.
DASH_MARKS = frozenset(("\u2014", "\u2013", "--", "---", "-"))
_LOOK_AHEAD = 14
# Classes of cues that report no words.
_UNSPOKEN = frozenset(("finding", "belief", "wish", "intention"))


@dataclass(slots=True)
class Stretch:
    """Tokens [first, last) of one paragraph, `body` being `last` without closing punctuation, and its passages."""

    first: int
    last: int
    body: int
    paragraph: int
    passages: list[int]


@dataclass(slots=True)
class Scene:
    """What every step looks at; `inside[i]` is the passage token i stands in (-1: none)."""

    part: ArticlePart
    tokens: Tokens
    passages: list[Marked]
    passage_tokens: list[tuple[int, int]]
    inside: list[int]
    stretches: list[Stretch]
    stretch_of: list[int]
    table: CueTable
    speaker_nouns: frozenset[str]

    def ends_with_comma(self, number: int) -> bool:
        """Tell whether a passage closes with a comma inside its marks."""
        passage = self.passages[number]
        return self.part.text[passage.inner_end - 1] == ","

    def opens_sentence(self, number: int) -> bool:
        """Tell whether a passage begins as sentences do, with a capital."""
        return self.part.text[self.passages[number].inner_start].isupper()

    def word_before(self, index: int) -> str:
        """Return the token before one, white space left out."""
        text = self.tokens.text
        index -= 1
        while index > 0 and text[index].isspace():
            index -= 1
        return text[index]

    def is_dash(self, index: int) -> bool:
        """Tell whether a token is a dash between clauses, not the hyphen of a word."""
        text = self.tokens.text[index]
        if text not in DASH_MARKS:
            return False
        return text != "-" or (index > 0 and self.tokens.start[index] > self.tokens.end[index - 1])

    def is_finite(self, index: int) -> bool:
        """Tell whether a token is a finite verb; a past form tagged as participle counts right behind its subject."""
        tokens = self.tokens
        tag = tokens.tag[index]
        if tag in FINITE:
            return True
        return (
            tag == "VBN"
            and index > 0
            and tokens.tag[index - 1] in {"PRP", "NN", "NNS", "NNP"}
            and tokens.dep[index] in {"ROOT", "ccomp", "conj", "parataxis", "advcl"}
        )

    def names(self, index: int) -> bool:
        """Tell whether a participle is one of saying anything at all ("adding", "calling", "citing")."""
        lemma = self.tokens.lemma[index].lower()
        entry = self.table.verbs.get(lemma)
        if lemma in self.table.particles:
            return True
        senses = (*entry.patterns.values(), *entry.prepositions.values()) if entry is not None else ()
        return any(sense.strength >= 2 and sense.cue_class not in _UNSPOKEN for sense in senses)

    def reports(self, index: int) -> bool:
        """Tell whether a participle is one of saying ("adding", "noting")."""
        entry = self.table.verbs.get(self.tokens.lemma[index].lower())
        return entry is not None and SAYING in entry.patterns

    def asks(self, index: int) -> bool:
        """Tell whether a token opens an indirect question ("which road"), and no relative clause ("the road which")."""
        tokens = self.tokens
        return tokens.lower[index] in self.table.words["question"] and (
            tokens.tag[index] != "WDT" or tokens.dep[index] == "det"
        )

    def outside(self, first: int, last: int) -> bool:
        """Tell whether no token of [first, last) stands in marks."""
        found = self.inside[first:last]
        return found.count(-1) == len(found)


def read_scene(part: ArticlePart, table: CueTable, speaker_nouns: frozenset[str] = frozenset()) -> Scene:
    """Scan a part for marks and cut it into stretches.

    Parameters
    ----------
    part : ArticlePart
        The parsed part.
    table : CueTable
        The cues, for the words that may follow a closing mark.
    speaker_nouns : frozenset of str, optional
        Nouns, singular and plural, that may stand as the label of what follows ("Police: two held").
    """
    tokens = part.tokens
    passages = find_marked(part.text, part.paragraphs)
    inside = [-1] * len(tokens)
    passage_tokens: list[tuple[int, int]] = []
    for number, passage in enumerate(passages):
        covered = tokens.span(passage.start, passage.end)
        # A token that begins before the mark ("word“quoted") belongs to the text around it.
        passage_tokens.append((covered.start, covered.stop))
        for index in covered:
            inside[index] = number
    scene = Scene(part, tokens, passages, passage_tokens, inside, [], [0] * len(tokens), table, speaker_nouns)
    _cut(scene)
    return scene


def _cut(scene: Scene) -> None:
    tokens, size = scene.tokens, len(scene.tokens)
    inside, breaks = scene.inside, scene.part.paragraph_starts
    # The token at which the next paragraph begins, for each.
    ends = [bisect_left(tokens.start, start) for start in breaks[1:]]
    ends.append(size)
    first = 0
    number = 0
    for place in _possible_breaks(scene, ends):
        index = first
        while index < place:
            index = place
            if place - first > MAX_STRETCH:
                index = first + MAX_STRETCH
                while index < place and 0 <= inside[index] == inside[index - 1]:
                    index += 1
            if index < ends[number] and not _begins(scene, index, first):
                continue
            _add(scene, first, index, number)
            first = index
            if ends[number] <= index < size:
                number = max(bisect_right(breaks, tokens.start[index]) - 1, 0)


def _possible_breaks(scene: Scene, ends: list[int]) -> list[int]:
    """Return the tokens a stretch may begin at, and the end of the part: behind a plain word none does, nor within marks."""
    found = set(ends)
    for word, places in scene.tokens.positions.items():
        last = word[-1]
        if not last.isalnum() and (last in _LAST or last.isspace()):
            found.update([index + 1 for index in places])
    for span in scene.passage_tokens:
        found.update(span)
    found.discard(0)
    return sorted(found)


def _add(scene: Scene, first: int, last: int, paragraph: int) -> None:
    tokens = scene.tokens
    text = tokens.text
    while last > first and text[last - 1].isspace():
        last -= 1
    while first < last and text[first].isspace():
        first += 1
    if first < last and not _within_paragraph(tokens, first):
        if text[first].isupper():
            first = behind_dateline(tokens, first, last, DASHES)
        elif text[first][0].isdigit():
            first = behind_clock(tokens, first, last)
    if first == last:
        return
    body = last
    while body > first and text[body - 1] in _FINAL and scene.inside[body - 1] < 0:
        body -= 1
    held = set(scene.inside[first:last]) if scene.passages else set()
    held.discard(-1)
    scene.stretch_of[first:last] = [len(scene.stretches)] * (last - first)
    scene.stretches.append(Stretch(first, last, body, paragraph, sorted(held)))


def _within_paragraph(tokens: Tokens, index: int) -> bool:
    return index > 0 and "\n" not in tokens.text[index - 1]


def _begins(scene: Scene, index: int, first: int) -> bool:
    """Tell whether a stretch begins at a token (within its paragraph)."""
    tokens, inside = scene.tokens, scene.inside
    if index - first >= MAX_STRETCH and (inside[index] < 0 or inside[index] != inside[index - 1]):
        return True
    if inside[index] >= 0 and inside[index] == inside[index - 1]:
        return False
    before = index - 1
    while before > first and tokens.text[before].isspace():
        before -= 1
    if inside[before] >= 0:
        return _passage_ends(scene, inside[before], index)
    while before > first and tokens.text[before] in _CLOSING and inside[before] < 0:
        before -= 1
    if tokens.text[before] not in _STOPS:
        if inside[index] >= 0 and tokens.text[before].endswith(".") and len(tokens.text[before]) > 3:
            # '... of Jackson, Fla. "She knew."': the stop of an abbreviation closes the sentence too.
            passage = scene.passages[inside[index]]
            return (
                scene.part.text[passage.inner_start].isupper()
                and passage.inner_end - passage.inner_start > 30
            )
        return (
            tokens.text[before].endswith(".")
            and tokens.sentence[index] != tokens.sentence[index - 1]
            and tokens.text[index][:1].isupper()
        )
    if inside[index] < 0 and tokens.text[index] in _CLOSING:
        return False
    if tokens.tag[before] in NOUNS and tokens.sentence[index] == tokens.sentence[before]:
        # "Sens. Lee and Mori": the stop of a title that the tokenizer does not know.
        return False
    return inside[index] >= 0 or not tokens.text[index][:1].islower()


def _passage_ends(scene: Scene, number: int, index: int) -> bool:
    """Tell whether the sentence ends with a passage, given the first token behind it."""
    tokens, passage = scene.tokens, scene.passages[number]
    text = scene.part.text
    last = text[passage.inner_end - 1]
    word = tokens.text[index]
    if scene.inside[index] >= 0:
        return last in ".?!\u2026"
    if last not in ".?!\u2026":
        # '... the end".' keeps its stop outside; the stop belongs to the stretch.
        return False
    if word in _CLOSING or word in {",", ";", ":", "-", "\u2013", "\u2014", "--"} or word in _STOPS:
        return False
    if word[:1].islower():
        return False
    return not attribution_follows(scene, index, strict=last == ".")


def attribution_follows(scene: Scene, index: int, *, strict: bool) -> bool:
    """Tell whether a short subject and a verb of saying stand at a token ("Mr Ito said."), nothing in between.

    `strict` asks that the verb closes the sentence, as it must where the passage before it ended with a full stop.
    """
    tokens = scene.tokens
    forms = scene.table.forms
    stop = min(index + _LOOK_AHEAD, len(tokens))
    for position in range(index, stop):
        word = tokens.lower[position]
        if scene.inside[position] >= 0 or word in _STOPS or word in {";", ":"}:
            return False
        if word in forms and tokens.tag[position] in {"VBD", "VBZ", "VBP", "NNS", "VBN", "VBG"}:
            entry = scene.table.verbs[forms[word]]
            if entry.patterns["q"].strength < 2:
                return False
            if not strict:
                return position + 1 >= len(tokens) or tokens.lower[position + 1] not in {
                    "that",
                    "he",
                    "she",
                    "they",
                    "it",
                }
            return position + 1 < len(tokens) and tokens.text[position + 1] in _STOPS
        if tokens.tag[position] in FINITE and word not in {"has", "have", "had", "who"}:
            return False
    return False
