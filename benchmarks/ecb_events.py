"""The events of ECB+ clustered as incidents: gold action spans, with the participants, days and places that extraction gives them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from analystkit.extraction.acts import act_senses
from analystkit.extraction.dates import extract_dates
from analystkit.extraction.event.clause import Clause
from analystkit.extraction.event.kinds import Kinds, noun_kinds
from analystkit.extraction.event.triggers import compile_triggers
from analystkit.extraction.part import ArticlePart
from analystkit.extraction.places import extract_places
from analystkit.lexicon import Lexicon
from analystkit.model.schema import to_frame
from analystkit.resolve.actors import resolve_actors
from analystkit.resolve.incidents import resolve_incidents
from benchmarks.ecb import EcbDocument, article_frame, mention_frame


def event_clusters(documents: Sequence[EcbDocument]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return cluster rows of the gold event mentions as incidents, and by lemma within a topic alone.

    ECB+ marks acts of every kind, so the type of a mention is the deed that the table act_senses gives its lemma, else the lemma's own;
    participants, place and day are those of the sentence: gold human mentions as resolved, and the dates and places that
    extraction finds.
    """
    lexicon = Lexicon.default()
    people = mention_frame(documents)
    _, actor_ids, _ = resolve_actors(people, article_frame(documents))
    actor_at: dict[tuple[str, int], list[tuple[int, str]]] = {}
    of_document = {d.record["doc_id"]: d for d in documents}
    for row, actor in zip(people.itertuples(), actor_ids, strict=True):
        tokens = of_document[row.article_id].part.tokens
        at = tokens.at(int(row.head_start))
        if at >= 0 and actor:
            actor_at.setdefault((str(row.article_id), tokens.sentence[at]), []).append((at, actor))
    deeds = act_senses(lexicon)
    rows, lemmas = [], []
    for document in documents:
        part, tokens = document.part, document.part.tokens
        clause = Clause(part, Kinds(tokens, noun_kinds(lexicon)), lexicon)
        triggers = compile_triggers(lexicon)
        clause.transitive, clause.pasts = triggers.transitive, triggers.pasts
        dates = extract_dates(part, lexicon)
        places = extract_places(part, [], lexicon)
        for start, end in sorted(
            {(m["start"], m["end"]) for m in document.record["mentions"] if m["kind"] == "action"}
        ):
            held = tokens.span(start, end)
            head = next(
                (i for i in held if tokens.head[i] not in held or tokens.head[i] == i),
                held.start if len(held) else 0,
            )
            number = tokens.sentence[head]
            lemma = _act(tokens.lemma[head].lower())
            kind = _deed(part, head, deeds) or lemma
            near = actor_at.get((part.article_id, number), [])
            doers, undergoers = _participants(clause, head)
            sentence = part.sentences[number]
            expression = next(
                (d for d in dates if sentence.start <= d.start < sentence.end and not d.range.empty), None
            )
            when = expression.range if expression else None
            where = next((p for p in places if sentence.start <= p.start < sentence.end and p.place), None)
            mention = f"{part.article_id}:{start}:{end}"
            rows.append({
                "event_id": mention, "article_id": part.article_id, "part": "text", "start": start, "end": end, "trigger": part.text[start:end],
                "lemma": lemma, "event_type": kind, "factuality": "happened", "status": "auto",
                "source_ids": [a for i, a in near if i in doers], "target_ids": [a for i, a in near if i in undergoers],
                "date_start": when.start if when else None, "date_end": when.end if when else None, "date_basis": when.basis if when else "",
                "date_text": expression.text if expression else "",
                "place": where.place if where else "", "country": where.country if where else "",
                "place_precision": where.place_precision if where else "", "latitude": where.latitude if where else None,
                "longitude": where.longitude if where else None,
            })  # fmt: skip
            lemmas.append({"doc_id": part.article_id, "start": start, "end": end, "cluster": lemma})
    frame = to_frame("events", rows)
    _, incident_ids = resolve_incidents(frame, article_frame(documents))
    found = [
        {"doc_id": r.article_id, "start": r.start, "end": r.end, "cluster": i or r.event_id}
        for r, i in zip(frame.itertuples(), incident_ids, strict=True)
    ]
    return found, lemmas


def _participants(clause: Clause, head: int) -> tuple[set[int], set[int]]:
    """Return the heads of who does a deed and of whom it is done to, as extraction reads them: through voice, relatives, "by" and "of"."""
    if clause.is_verb(head):
        return set(clause.actors(head)), set(clause.objects(head))
    return set(clause.holders(head)), set(clause.prep_objects(head, ("of", "on", "against")))


def _deed(part: ArticlePart, head: int, deeds: Mapping[str, str]) -> str:
    """Return the deed of a word, or of the phrase it makes with a particle or object ("pass away", "take hostage")."""
    tokens = part.tokens
    lemma = tokens.lemma[head].lower()
    for child in tokens.children[head]:
        if child > head and tokens.dep[child] in ("prt", "prep", "advmod", "dobj", "acomp", "oprd"):
            for word in (tokens.lower[child], tokens.lemma[child].lower()):
                if f"{lemma} {word}" in deeds:
                    return deeds[f"{lemma} {word}"]
    return deeds.get(lemma, "")


def _act(lemma: str) -> str:
    """Return one form for a verb and the noun made from it: "arrest", "departure" and "depart"."""
    for ending in ("ation", "ition", "ment", "ing", "ion", "ure", "al", "ance", "er"):
        stem = lemma.removesuffix(ending)
        if stem != lemma and len(stem) > 3:
            return stem.rstrip("e")
    return lemma.rstrip("e") if len(lemma) > 4 else lemma
