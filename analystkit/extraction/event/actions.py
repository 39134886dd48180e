"""All events, of whatever kind: the actions that the ontology has no type for, where a user asks for them.

Elections, disasters, crimes, sport and business have no PLOVER type. Verbs that say something happens and nouns that name
an event become rows with an empty `event_type`; typed events keep their own rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from analystkit.extraction.event.clause import Clause
from analystkit.extraction.event.factuality import FactualityReader
from analystkit.extraction.event.forms import plurals
from analystkit.extraction.event.kinds import Kinds, noun_kinds
from analystkit.extraction.event.triggers import compile_triggers
from analystkit.extraction.part import ArticlePart
from analystkit.extraction.tags import NOUNS
from analystkit.lexicon import Lexicon
from analystkit.model.ids import stable_id
from analystkit.model.rows import Event

# Verbs that carry tense or link, and name nothing that happens.
_EMPTY = frozenset(
    "be have do seem appear become can could may might must shall should will would include contain consist belong own cost weigh resemble 's 're 've 'd 'll".split()  # noqa: SIM905
)
_SILENT = frozenset({"aux", "auxpass", "amod", "prep", "case", "mark", "cc", "compound"})


@lru_cache(maxsize=8)
def event_nouns(lexicon: Lexicon) -> frozenset[str]:
    """Return the nouns that name events: table ``event_nouns`` and the single nouns of the trigger lexicon."""
    found: set[str] = set()
    for row in lexicon.table("event_nouns"):
        found.update((row["noun"], *plurals(row["noun"])))
    for word, rows in compile_triggers(lexicon).nouns.items():
        if any(len(row.words) == 1 and row.type and row.words[0].isalpha() for row in rows):
            found.add(word)
    return frozenset(found)


def extract_actions(part: ArticlePart, typed: Sequence[Event], lexicon: Lexicon) -> list[Event]:
    """Extract the events of a part that have no type.

    Parameters
    ----------
    part : ArticlePart
        The title or the text, parsed.
    typed : sequence of Event
        What `extract_events` found in the same part; tokens inside their triggers are left to them.
    lexicon : Lexicon
        The tables ``event_nouns``, ``triggers`` and ``factuality`` are read.

    Returns
    -------
    list of Event
        In text order, `event_type` empty, with factuality but without roles.
    """
    if not part.sentences:
        return []
    tokens = part.tokens
    clause = Clause(part, Kinds(tokens, noun_kinds(lexicon)), lexicon)
    reader = FactualityReader(clause, lexicon)
    nouns = event_nouns(lexicon)
    taken = {index for event in typed for index in tokens.span(event.start, event.end)}
    found = []
    for index in range(len(tokens)):
        if index in taken:
            continue
        verbal = _verbal(part, index)
        if not verbal and not _nominal(part, index, nouns):
            continue
        judgement = reader.judge(index, verbal)
        start, end = tokens.start[index], tokens.end[index]
        found.append(
            Event(
                event_id=stable_id("e", part.article_id, part.part, start, end, ""),
                article_id=part.article_id,
                part=part.part,
                start=start,
                end=end,
                trigger=part.text[start:end],
                lemma=tokens.lemma[index],
                sentence_id=part.sentence_id_at(start),
                event_type="",
                factuality=judgement.label,
                outcome=judgement.outcome,
                confidence=0.5,
                method="action:verb" if verbal else "action:noun",
            )
        )
    return found


def _verbal(part: ArticlePart, index: int) -> bool:
    tokens = part.tokens
    if tokens.tag[index][0] != "V" or tokens.lemma[index] in _EMPTY or tokens.lower[index] in _EMPTY:
        return False
    return tokens.dep[index] not in _SILENT


def _nominal(part: ArticlePart, index: int, nouns: frozenset[str]) -> bool:
    tokens = part.tokens
    if tokens.tag[index] not in NOUNS or tokens.entity[index] in (
        "DATE",
        "TIME",
        "PERSON",
        "ORG",
        "GPE",
    ):
        return False
    if tokens.lower[index] not in nouns and tokens.lemma[index].lower() not in nouns:
        return False
    head = tokens.head[index]
    # "murder trial" names one event, "murder weapon" none that is told here.
    return not (tokens.dep[index] == "compound" and head > index and tokens.lower[head] in nouns)
