"""Where the content of a cue is: the clause, phrase or marked passage it attributes.

Reported clauses run on to the end of their sentence far more often than not, so the beginning is looked for with
care and the end is the stretch's unless punctuation, a further cue or the parse says that the reporter speaks again.
"""

from __future__ import annotations

from dataclasses import dataclass

from analystkit.extraction.quotation.adverbials import (
    later_that,
    question_after,
    skip_adverbials,
    states_terms,
)
from analystkit.extraction.quotation.attachment import attached_end, governed_start, is_topic, takes_no_clause
from analystkit.extraction.quotation.clause_ends import clause_end
from analystkit.extraction.quotation.clause_starts import clause_at, nominal_at
from analystkit.extraction.quotation.cues import (
    ADDRESSEE,
    CLAUSE,
    INFINITIVE,
    NOUN_PHRASE,
    OBJECT_AS,
    OBJECT_COMPLEMENT,
    OBJECT_INFINITIVE,
    PREPOSITION,
    QUESTION,
    SAYING,
    CueHit,
    Sense,
)
from analystkit.extraction.quotation.phrases import Span, phrase_end
from analystkit.extraction.quotation.rejection import TITLE_OF_WORK, rejection_reason
from analystkit.extraction.quotation.scene import Scene, Stretch
from analystkit.extraction.quotation.unsaid import is_thing
from analystkit.extraction.tags import FINITE

_SKIPPED = frozenset(("RB", "RBR", "RP", "_SP"))

_REACH = 28


@dataclass(slots=True)
class Content:
    """What a cue attributes: token spans, the pattern that found them, and on which side of the cue they stand."""

    pieces: list[Span]
    pattern: str
    sense: Sense
    side: str


def right_content(
    scene: Scene, stretch: Stretch, hit: CueHit, after: int, is_passive: bool
) -> Content | None:
    """Return the content that follows a cue.

    Parameters
    ----------
    scene, stretch, hit : Scene, Stretch, CueHit
        The cue and where it stands.
    after : int
        The first token behind the cue (and its speaker, where that follows).
    is_passive : bool
        Whether the cue is a passive participle, which leaves clauses as its only content.
    """
    found = _right_start(scene, stretch, hit, after, is_passive) or governed_start(scene, stretch, hit, after)
    if found is None:
        return None
    start, pattern, sense = found
    if (
        start < stretch.body
        and scene.tokens.tag[start] == "CD"
        and scene.tokens.tag[start - 1] == "RB"
        and start - 1 >= after
    ):
        # "said | about 160 people | were on board"
        start -= 1
    end = clause_end(scene, stretch, hit, start, pattern)
    if end <= start:
        return None
    if scene.inside[start] < 0 or pattern != SAYING:
        end = attached_end(scene, stretch, hit.index, start, end)
    return Content([(start, end)], pattern, sense, "right")


def _right_start(
    scene: Scene, stretch: Stretch, hit: CueHit, after: int, is_passive: bool
) -> tuple[int, str, Sense] | None:
    tokens, inside, entry = scene.tokens, scene.inside, hit.entry
    index = after
    while index < stretch.body and tokens.tag[index] in _SKIPPED and inside[index] < 0:
        index += 1
    if index >= stretch.body:
        return None
    saying = entry.patterns.get(SAYING)
    clausal = entry.sense(CLAUSE, QUESTION)
    lower, tag = tokens.lower, tokens.tag
    if is_passive and QUESTION in entry.patterns:
        index = question_after(scene, stretch, hit, index)
    asked = (
        is_passive
        and QUESTION in entry.patterns
        and lower[index] in scene.table.words["question"]
        and inside[index] < 0
    )
    # 'Asked whether it rained, Lee said: "It did"': what is in marks answers the question.
    if saying and not asked:
        quoted = _quoted_start(scene, stretch, hit, index)
        if quoted is not None and not (
            NOUN_PHRASE in entry.patterns and _is_title(scene, stretch, index, quoted)
        ):
            return quoted, SAYING, saying
    word = lower[index]
    if inside[index] >= 0:
        if saying and _is_title(scene, stretch, index, index):
            return None
        other = entry.sense(CLAUSE, NOUN_PHRASE, QUESTION, OBJECT_COMPLEMENT, OBJECT_AS)
        return (index, NOUN_PHRASE, other) if other else None
    if clausal:
        if word == "that" and tag[index] in {"IN", "DT", "WDT"}:
            return None if is_thing(scene, index, stretch.body) else (index + 1, CLAUSE, clausal)
        if scene.asks(index):
            return index, QUESTION, clausal
        that = later_that(scene, stretch, index)
        if that is not None:
            return that + 1, CLAUSE, clausal
    infinitive = word == "to" and _infinitive_at(scene, stretch, index)
    if not infinitive and INFINITIVE in entry.patterns:
        # "claimed on Tuesday to have ..."
        later = skip_adverbials(scene, stretch, index)
        if (
            later > index
            and later < stretch.body
            and lower[later] == "to"
            and _infinitive_at(scene, stretch, later)
        ):
            return later, INFINITIVE, entry.patterns[INFINITIVE]
    if (
        word in entry.prepositions
        and tag[index] in {"IN", "TO", "RP"}
        and index + 1 < stretch.body
        and not infinitive
    ):
        if not is_topic(scene, hit, index):
            return None
        return index + 1, PREPOSITION, entry.prepositions[word]
    if infinitive:
        if states_terms(scene, stretch, index):
            return None
        sense = entry.patterns.get(INFINITIVE)
        if is_passive:
            sense = sense or entry.sense(CLAUSE, OBJECT_INFINITIVE)
        return (index, INFINITIVE, sense) if sense else None
    if is_passive:
        return _passive_start(scene, stretch, hit, index)
    if saying and (colon := _colon_start(scene, stretch, index)) is not None:
        return colon, SAYING, saying
    if ADDRESSEE in entry.patterns:
        addressee = phrase_end(scene, stretch, index)
        if addressee is None:
            return None
        clause = skip_adverbials(scene, stretch, addressee)
        if clause < stretch.body and (
            lower[clause] == "that" or lower[clause] in scene.table.words["question"]
        ):
            return clause + (lower[clause] == "that"), CLAUSE, entry.patterns[ADDRESSEE]
        if clausal and clause_at(scene, stretch, clause):
            return clause, CLAUSE, entry.patterns[ADDRESSEE]
    if OBJECT_INFINITIVE in entry.patterns and _object_then(scene, stretch, index, "to"):
        return index, OBJECT_INFINITIVE, entry.patterns[OBJECT_INFINITIVE]
    if OBJECT_AS in entry.patterns and _object_then(scene, stretch, index, "as"):
        return index, OBJECT_AS, entry.patterns[OBJECT_AS]
    if CLAUSE in entry.patterns:
        clause = skip_adverbials(scene, stretch, index)
        if clause_at(scene, stretch, clause) and not takes_no_clause(scene, hit, clause):
            return clause, CLAUSE, entry.patterns[CLAUSE]
    if OBJECT_COMPLEMENT in entry.patterns and nominal_at(scene, stretch, index):
        return index, OBJECT_COMPLEMENT, entry.patterns[OBJECT_COMPLEMENT]
    noun = entry.patterns.get(NOUN_PHRASE)
    if noun:
        start = skip_adverbials(scene, stretch, index)
        if nominal_at(scene, stretch, start):
            return start, NOUN_PHRASE, noun
    return None


def _passive_start(scene: Scene, stretch: Stretch, hit: CueHit, index: int) -> tuple[int, str, Sense] | None:
    """Return what completes a passive cue: "described as a mistake", "called a mistake"."""
    entry = hit.entry
    if scene.tokens.lower[index] == "as" and OBJECT_AS in entry.patterns:
        return index, OBJECT_AS, entry.patterns[OBJECT_AS]
    if OBJECT_COMPLEMENT in entry.patterns and (
        scene.inside[index] >= 0 or nominal_at(scene, stretch, index)
    ):
        return index, OBJECT_COMPLEMENT, entry.patterns[OBJECT_COMPLEMENT]
    return None


def _infinitive_at(scene: Scene, stretch: Stretch, index: int) -> bool:
    """Tell whether "to" opens an infinitive; the tag of "to" counts too, for rare verbs are taken for nouns."""
    tokens = scene.tokens
    if index + 1 >= stretch.body:
        return False
    if scene.inside[index + 1] >= 0 and scene.inside[index] != scene.inside[index + 1]:
        # 'called on them to "stand up"'
        opens = scene.inside[index] < 0 and index + 2 < len(tokens.tag)
        return opens and tokens.tag[index] == "TO" and tokens.tag[index + 2] in {"VB", "RB"}
    following = tokens.tag[index + 1]
    if following in {"VB", "VBP", "RB"}:
        return True
    return (
        tokens.tag[index] == "TO"
        and following in {"NN", "JJ", "VBN", "VBD"}
        and tokens.text[index + 1].islower()
    )


def _quoted_start(scene: Scene, stretch: Stretch, hit: CueHit, index: int) -> int | None:
    """Return the marked passage that a cue opens ("said:", "told the paper," or nothing before it)."""
    tokens, inside = scene.tokens, scene.inside
    if inside[index] >= 0:
        return index
    stop = min(stretch.body, index + _REACH)
    if scene.outside(index, stop):
        return None
    blocked = False
    for position in range(index, stop):
        if inside[position] >= 0:
            before = scene.word_before(position)
            utterance = _is_utterance(scene, inside[position])
            if blocked and not (before in {",", ":"} and utterance):
                return None
            # 'asked the crowd "Who stays?"'
            told = (
                utterance and ADDRESSEE in hit.entry.patterns and tokens.tag[position - 1][:2] in {"NN", "PR"}
            )
            return position if before in {",", ":"} or scene.is_dash(position - 1) or told else None
        if tokens.lower[position] in {"that", ";"}:
            return None
        if position > index and tokens.tag[position] == "VBG" and scene.reports(position):
            # "urged them to vote, saying, ...": the words in marks are the nearer verb's.
            return None
        blocked = blocked or tokens.tag[position] in FINITE
    return None


def _is_utterance(scene: Scene, number: int) -> bool:
    """Tell whether a passage looks like a sentence of its own: a capital at its head, a stop at its end."""
    passage, text = scene.passages[number], scene.part.text
    return (
        text[passage.inner_start].isupper()
        and text[passage.inner_end - 1] in ".?!"
        and passage.inner_end - passage.inner_start > 20
    )


def _is_title(scene: Scene, stretch: Stretch, index: int, quoted: int) -> bool:
    """Tell whether a passage right behind its verb is a title, not words: "wrote" and a few capitalised words."""
    return index == quoted and rejection_reason(scene, stretch, scene.inside[quoted]) == TITLE_OF_WORK


def _colon_start(scene: Scene, stretch: Stretch, index: int) -> int | None:
    tokens = scene.tokens
    for position in range(index, min(stretch.body - 1, index + _REACH)):
        if tokens.text[position] == ":":
            return position + 1
        if tokens.tag[position] in FINITE or scene.inside[position] >= 0:
            return None
    return None


def _object_then(scene: Scene, stretch: Stretch, index: int, word: str) -> bool:
    """Tell whether a noun phrase stands at a token and the word ("to", "as") soon behind it."""
    tokens = scene.tokens
    if not (nominal_at(scene, stretch, index) or scene.inside[index] >= 0):
        return False
    for position in range(index + 1, min(stretch.body - 1, index + 22)):
        if tokens.lower[position] == word:
            if word == "to":
                if _infinitive_at(scene, stretch, position):
                    return True
                continue
            return True
        if (tokens.tag[position] in FINITE or tokens.text[position] in {",", ";", ":"}) and scene.inside[
            position
        ] < 0:
            return False
    return False
