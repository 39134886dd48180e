"""The gold event sets beside the repository as tasks: texts to parse, readings to predictions in the scorers' format."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from analystkit.extraction.dates import extract_dates
from analystkit.extraction.event.actions import extract_actions
from analystkit.extraction.event.certainty import certainty
from analystkit.extraction.event.clause import Clause
from analystkit.extraction.event.factuality import FactualityReader
from analystkit.extraction.event.kinds import Kinds, noun_kinds
from analystkit.extraction.event.participants import Filler
from analystkit.extraction.event.reading import Reading
from analystkit.extraction.events import read_events
from analystkit.extraction.mentions import extract_mentions
from analystkit.extraction.part import ArticlePart, read_part
from analystkit.extraction.places import extract_places
from analystkit.extraction.quotes import extract_quotes
from analystkit.lexicon import Lexicon
from analystkit.model.rows import Article, Mention, PlaceMention, TimeExpression

Json = dict[str, Any]
# Types for which the order of the pair says nothing (the scorer's own list).
SYMMETRIC = ("CONSULT", "AGREE", "COOPERATE", "SUPPORT")


@dataclass(slots=True)
class Read:
    """One gold text as extraction sees it."""

    gold: Json
    part: ArticlePart
    mentions: list[Mention]
    places: list[PlaceMention]
    dates: list[TimeExpression]
    readings: list[Reading]


def load(path: Path) -> list[Json]:
    """Read a JSON-lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def read_all(gold: list[Json], texts: list[str], docs: Iterable[Any], lexicon: Lexicon) -> Iterator[Read]:
    """Run the extractors over parsed texts."""
    for row, text, doc in zip(gold, texts, docs, strict=True):
        article = Article(str(row.get("id") or row["doc_id"]), "", text, published(row))
        part = read_part(article, "text", doc)
        mentions = extract_mentions([part], lexicon)
        dates = extract_dates(part, lexicon)
        places = extract_places(part, mentions, lexicon)
        quotes = extract_quotes(part, mentions, lexicon)
        yield Read(
            row, part, mentions, places, dates, read_events(part, mentions, dates, places, quotes, lexicon)
        )


def published(row: Json) -> datetime | None:
    """Return the publication date of a gold row, if it has one."""
    stated = row.get("doc_date")
    return datetime.fromisoformat(stated).replace(tzinfo=UTC) if stated else None


# -- coding ---------------------------------------------------------------------------------------------------


def actors(fillers: list[Filler]) -> list[Json]:
    """Return country and sector of the participants that are known mentions."""
    found = []
    for filler in fillers:
        mention = filler.mention
        if mention is not None and (mention.country or mention.sector):
            found.append({"code": mention.country or None, "sector": mention.sector or None})
    return found


def coding(read: Read) -> Json:
    """Return all events of a sentence with coded actors, best first."""
    events = []
    for reading in sorted(read.readings, key=lambda r: -r.event.confidence):
        if reading.event.part_of:
            continue
        events.append({
            "event": reading.event.event_type, "mode": reading.event.mode, "factuality": reading.event.factuality,
            "background": reading.event.background,
            "source": actors(reading.participants.source), "target": actors(reading.participants.target),
        })  # fmt: skip
    return {"id": read.gold["id"], "events": events}


def pair_extraction(read: Read) -> Json:
    """Return every (source, target) pair of every event.

    Parties of equal standing pair with each other. A participant stands for all mentions of the same entity, as it
    does in the frame. Where no target is named the place of the event stands in, which is what this set marks.
    """
    events = []
    entities: dict[str, list[Mention]] = {}
    for mention in read.mentions:
        if mention.entity:
            entities.setdefault(mention.entity, []).append(mention)
    for reading in read.readings:
        sources = [_spans(f, entities) for f in reading.participants.source]
        targets = [_spans(f, entities) for f in reading.participants.target]
        pairs = [(s, t) for s in sources for t in targets]
        if not targets and len(sources) > 1:
            pairs = [(s, t) for i, s in enumerate(sources) for t in sources[i + 1 :]]
        # A building in the event's own words ("the airport") is no place named in the text.
        named = [p for p in read.places if p.text == reading.event.place_text]
        if not targets and len(sources) <= 1 and named:
            place = min(named, key=lambda p: abs(p.start - reading.event.start))
            pairs = [(s, [[place.start, place.end]]) for s in sources]
        # One row an event and pair; the spans of a pair are alternatives, so each is offered once.
        rows = [
            {"event": reading.event.event_type, "source_span": s, "target_span": t}
            for p in pairs
            for s in p[0]
            for t in p[1]
        ]
        events += rows or [{"event": reading.event.event_type, "source_span": None, "target_span": None}]
    return {"id": read.gold["id"], "events": events}


def _spans(filler: Filler, entities: dict[str, list[Mention]]) -> list[list[int]]:
    found = [[filler.start, filler.end]]
    if filler.mention is not None and filler.mention.entity:
        found += [
            [m.start, m.end]
            for m in entities[filler.mention.entity]
            if m.mention_id != filler.mention.mention_id
        ]
    return found


def pair_type(read: Read) -> Json:
    """Return the type of the event between the marked pair: the one with the best claim to both."""
    source, target = read.gold["source_spans"], read.gold["target_spans"]
    path = _path(read.part, source, target)

    def claim(reading: Reading) -> float:
        p = reading.participants
        s, t = _overlap(p.source, source), _overlap(p.target, target)
        back = _overlap(p.source, target) + _overlap(p.target, source)
        score = 3.0 * s + 3.0 * t
        if reading.event.event_type in SYMMETRIC:
            score = max(score, 2.5 * back)
        if not p.target and s and _overlap(p.source, target):
            score += 2.0
        score += 1.5 * (reading.candidate.head in path)
        position = read.part.tokens.start[reading.candidate.head]
        low, high = (
            min(source[0][0], target[0][0]) if source and target else 0,
            max(source[-1][1], target[-1][1]) if source and target else 10**9,
        )
        score += 0.5 * (low <= position <= high)
        return score + 0.5 * reading.event.confidence - 0.5 * bool(reading.event.part_of)

    best = max(read.readings, key=claim, default=None)
    return {"id": read.gold["id"], "event": best.event.event_type if best else None}


def _overlap(fillers: list[Filler], spans: list[list[int]]) -> bool:
    return any(min(f.end, b) > max(f.start, a) for f in fillers for a, b in spans)


def _path(part: ArticlePart, source: list[list[int]], target: list[list[int]]) -> set[int]:
    tokens = part.tokens
    ups = []
    for spans in (source, target):
        ancestors: list[int] = []
        for start, end in spans[:1]:
            inside = list(tokens.span(start, end))
            top = next(
                (i for i in inside if tokens.head[i] not in inside or tokens.head[i] == i),
                inside[-1] if inside else 0,
            )
            while True:
                ancestors.append(top)
                if tokens.head[top] == top:
                    break
                top = tokens.head[top]
        ups.append(ancestors)
    shared = set(ups[0]) & set(ups[1]) if all(ups) else set()
    top_shared = next((node for node in ups[0] if node in shared), None)
    path = {node for chain in ups for node in chain if node not in shared}
    return path | ({top_shared} if top_shared is not None else set())


# -- triggers and factuality ------------------------------------------------------------------------------------


def triggers(read: Read, lexicon: Lexicon) -> list[Json]:
    """Return one row an event of any kind: the typed ones by their head word, and the actions without a type."""
    tokens = read.part.tokens
    heads = [r.candidate.head for r in read.readings]
    spans = [(tokens.start[i], tokens.end[i]) for i in heads]
    marked = [
        replace(r.event, start=tokens.start[r.candidate.head], end=tokens.end[r.candidate.head])
        for r in read.readings
    ]
    spans += [(event.start, event.end) for event in extract_actions(read.part, marked, lexicon)]
    return [{"doc_id": read.gold["doc_id"], "start": start, "end": end} for start, end in sorted(set(spans))]


def certainties(read: Read, lexicon: Lexicon) -> Json:
    """Return the score of every marked event, from the rules and the certainty model together."""
    if not read.part.sentences:
        return {"id": read.gold["id"], "targets": []}
    clause = Clause(read.part, Kinds(read.part.tokens, noun_kinds(lexicon)), lexicon)
    reader = FactualityReader(clause, lexicon)
    targets = []
    for target in read.gold["targets"]:
        index = read.part.tokens.at(target["start"])
        judgement = reader.judge(index, clause.is_verb(index))
        targets.append(
            {
                "start": target["start"],
                "end": target["end"],
                "score": certainty(clause, index, judgement),
            }
        )
    return {"id": read.gold["id"], "targets": targets}
