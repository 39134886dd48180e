"""FollowTheMoney entities as JSON lines: for Aleph, OpenAleph and whoever else speaks the model."""

from __future__ import annotations

import json
import math
import os
from collections.abc import Iterator
from hashlib import sha1
from pathlib import Path
from typing import Any

import pandas as pd

from analystkit.analysis.frames import actor_names, frame_of, kept, rows_of
from analystkit.analysis.provenance import provenance, sentence
from analystkit.export.cleaning import allowed, web_address
from analystkit.export.readable import sentences_of
from analystkit.export.target import file_target, write

_SCHEMATA = {
    "person": "Person", "government": "PublicBody", "military": "PublicBody", "police": "PublicBody", "court": "PublicBody",
    "legislature": "PublicBody", "armed group": "Organization", "party": "Organization", "intergovernmental": "PublicBody", "ngo": "Organization",
    "company": "Company", "media": "Organization", "organisation": "Organization",
}  # fmt: skip
_TEXT_LIMIT = 60_000


def followthemoney(corpus: Any, path: str | os.PathLike[str], *, full_texts: bool = True) -> Path:
    """Write articles, actors, events and quotations as FollowTheMoney entities, one JSON object a line.

    Parameters
    ----------
    corpus : Corpus
    path : path
        Ending in .json, .jsonl, .ijson or .ftm.
    full_texts : bool
        Include the articles' texts (as ``bodyText``).

    Returns
    -------
    Path
        The file. Articles are ``Article``; actors ``Person``, ``PublicBody``, ``Organization``, ``Company`` or, where the kind says less, ``LegalEntity``;
        events ``Event`` (source as ``organizer``, target as ``involved``, the article as ``proof``); quotations ``Note`` on the speaker. Ids are stable.
        Places, factuality and the sentence stand in the event's text fields. What the model cannot hold is left out.

    Raises
    ------
    InputError
        If `path` ends otherwise.
    """
    target = file_target(path, (".json", ".jsonl", ".ijson", ".ftm"))
    lines = [json.dumps(entity, ensure_ascii=False) for entity in entities(corpus, full_texts=full_texts)]
    return write(target, "".join(line + "\n" for line in lines))


def entities(corpus: Any, *, full_texts: bool = True) -> Iterator[dict[str, Any]]:
    """Yield what `followthemoney` writes, an entity at a time."""
    origin = sentence(provenance(corpus))
    actors = frame_of(corpus, "actors")
    names = actor_names(actors)
    for row in rows_of(frame_of(corpus, "articles")):
        yield _entity(
            _key("article", row.article_id), "Article", title=row.title, fileName=None, author=row.author, publisher=row.source, language=_language(row.language),
            publishedAt=_instant(row.published), sourceUrl=web_address(row.url), bodyText=str(row.text)[:_TEXT_LIMIT] if full_texts else "",
            generator=origin, name=row.title or "Article without a title",
        )  # fmt: skip
    for row in rows_of(actors):
        yield _entity(
            _key("actor", row.actor_id), _SCHEMATA.get(str(row.kind), "LegalEntity"), name=row.name or row.actor_id,
            alias=[a for a in row.aliases if a and a != row.name], country=_country(row.country),
            **({"position": list(row.titles)} if str(row.kind) == "person" else {}),
        )  # fmt: skip
    events = kept(frame_of(corpus, "events"))
    for row, words in zip(rows_of(events), sentences_of(corpus, events), strict=True):
        who = ", ".join(names.get(a, "") for a in row.source_ids) or row.source_text
        whom = ", ".join(names.get(a, "") for a in row.target_ids) or row.target_text
        what = row.trigger or str(row.event_type).lower()
        yield _entity(
            _key("event", row.event_id), "Event", name=" ".join(part for part in (f"{who}:" if who else "", what, f"→ {whom}" if whom else "") if part),
            organizer=[_key("actor", a) for a in row.source_ids if a in names], involved=[_key("actor", a) for a in row.target_ids if a in names],
            startDate=_instant(row.date_start, row.date_precision), endDate=_instant(row.date_end, row.date_precision), location=row.place or row.place_text,
            country=_country(row.country), description=words, proof=_key("article", row.article_id),
            summary="; ".join(part for part in (str(row.event_type), f"factuality: {row.factuality}" if row.factuality else "", str(row.outcome),
                              f"date {row.date_basis}" if row.date_basis else "", f"according to {row.attribution_text}" if row.attribution_text else "") if part),
            recordId=row.event_id,
        )  # fmt: skip
    quotes = kept(frame_of(corpus, "quotes"))
    for row in rows_of(quotes):
        yield _entity(
            _key("quote", row.quote_id), "Note", name=f"{names.get(row.speaker_id, '') or row.speaker_text or 'Speaker not found'}: {str(row.text)[:80]}",
            description=row.text, entity=[_key("actor", row.speaker_id)] if row.speaker_id in names else [], proof=_key("article", row.article_id),
            summary=f"{row.kind} quotation{', anonymous source' if row.anonymous is True else ''}",
        )  # fmt: skip


def _key(kind: str, own: object) -> str:
    # Entity ids must be plain; ids of articles are given by the user and may be anything.
    return f"ak-{kind}-{sha1(str(own).encode('utf-8', 'replace'), usedforsecurity=False).hexdigest()[:20]}"


def _entity(key: str, schema: str, **properties: Any) -> dict[str, Any]:
    held: dict[str, list[str]] = {}
    for name, value in properties.items():
        values = value if isinstance(value, list) else [value]
        texts = [
            allowed(v).strip()
            for v in values
            if v is not None and not (isinstance(v, float) and math.isnan(v))
        ]
        if any(texts):
            held[name] = list(dict.fromkeys(text for text in texts if text))
    return {"id": key, "schema": schema, "properties": held}


def _instant(value: Any, precision: str = "") -> str | None:
    if value is None or pd.isna(value):
        return None
    if str(precision) in ("year", "decade"):
        return f"{value:%Y}"
    return f"{value:%Y-%m}" if str(precision) in ("month", "quarter", "season") else f"{value:%Y-%m-%d}"


def _language(code: str) -> str | None:
    return {"en": "eng", "": None}.get(str(code), str(code) if len(str(code)) == 3 else None)


def _country(code: Any) -> str | None:
    from analystkit.export.countries import alpha2

    return alpha2(str(code))
