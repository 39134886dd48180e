"""Why a row is as it is: the rule that made it and the words it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from analystkit.errors import InputError
from analystkit.model.wording import count_phrase
from analystkit.resolve.offices import titles_held

if TYPE_CHECKING:
    from analystkit.corpus.corpus import Corpus

_COLUMNS = ["what", "value", "rule", "confidence", "evidence"]


def explain(corpus: Corpus, row: Any) -> pd.DataFrame:
    """Return the evidence of one actor, event, quote or incident. See `Corpus.explain`."""
    described = (
        ("event_id", "events", _event),
        ("quote_id", "quotes", _quote),
        ("actor_id", "actors", _actor),
        ("incident_id", "incidents", _incident),
    )
    row_id = row if isinstance(row, str) else _id_in(row, [column for column, *_ in described])
    for column, frame_name, describe in described:
        hits = corpus.find(frame_name, column, row_id)
        if len(hits):
            return pd.DataFrame(describe(corpus, hits.iloc[0]), columns=_COLUMNS)
    raise InputError(f"no event, quote, actor or incident of this corpus has the id {row_id!r}")


def _id_in(row: Any, columns: list[str]) -> str:
    found = row._asdict() if hasattr(row, "_asdict") else row
    if isinstance(found, (Mapping, pd.Series)):
        # The first is the row's own: an event names its incident too.
        for column in columns:
            if column in found:
                return str(found[column])
    raise InputError(f"expected an id, or a row with one of {', '.join(columns)}; found {type(row).__name__}")


def _event(corpus: Corpus, event: pd.Series) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = [
        ("event_type", event["event_type"], event["method"], event["confidence"], event["trigger"]),
        ("factuality", event["factuality"], event["method"], None, _sentence(corpus, event["sentence_id"])),
    ]
    for role in ("source", "target"):
        for mention in event[f"{role}_mentions"]:
            rows.append(_mention(corpus, role, mention))
    if event["attribution_text"]:
        rows.append(
            ("attribution", corpus.name_of(event["attribution_id"]), "", None, event["attribution_text"])
        )
    if not pd.isna(event["date_start"]) or not pd.isna(event["date_end"]):
        days = " to ".join(
            f"{d:%Y-%m-%d}" for d in (event["date_start"], event["date_end"]) if not pd.isna(d)
        )
        rows.append(("date", days, event["date_basis"], None, event["date_text"]))
    if event["place_text"]:
        rows.append(("place", event["place"], event["place_precision"], None, event["place_text"]))
    return rows


def _quote(corpus: Corpus, quote: pd.Series) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = [
        ("quote", quote["kind"], quote["method"], quote["confidence"], quote["text"]),
        ("cue", quote["cue_class"], "", None, quote["cue"]),
        (
            "speaker",
            corpus.name_of(quote["speaker_id"]),
            quote["speaker_type"] or quote["reason"],
            None,
            quote["speaker_text"],
        ),
    ]
    if quote["speaker_mention"]:
        rows.append(_mention(corpus, "speaker mention", quote["speaker_mention"]))
    return rows


def _actor(corpus: Corpus, actor: pd.Series) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = [("name", actor["name"], "", None, "; ".join(actor["aliases"]))]
    evidence = corpus.find("evidence", "actor_id", actor["actor_id"])
    joined = evidence.groupby(["merged", "alias", "rule"], sort=False, dropna=False)
    for (merged, alias, rule), group in joined:
        counted = count_phrase(int(group["article_id"].nunique()), "article") if "article_id" in group else ""
        what = "merged" if merged else "suggested"
        rows.append((what, alias, rule, group["confidence"].mean(), counted))
    links = corpus.find("mentions", "actor_id", actor["actor_id"])
    for held in titles_held(links, _dates(corpus, links)).to_dict("records"):
        days = [f"{day:%Y-%m-%d}" for day in (held["first_seen"], held["last_seen"]) if not pd.isna(day)]
        seen = " to ".join(dict.fromkeys(days))
        counted = count_phrase(held["n_articles"], "article")
        rows.append(
            (
                "title",
                held["title"],
                "former" if held["former"] else "",
                None,
                ", ".join(filter(None, (seen, counted))),
            )
        )
    for (text, rule), group in links.groupby(["text", "link"], observed=True):
        rows.append(("mention", f"{len(group)} x", rule, group["link_confidence"].mean(), text))
    return rows


def _dates(corpus: Corpus, mentions: pd.DataFrame) -> pd.DataFrame:
    """Return when the articles of some mentions with a title were published, without their texts."""
    ids = sorted(set(mentions.loc[mentions["title"] != "", "article_id"]))
    if corpus.at_hand("articles"):
        articles = corpus.articles
        return articles.loc[articles["article_id"].isin(ids), ["article_id", "published", "story_id"]]
    chosen = (
        "SELECT article_id, published, story_id FROM {articles} WHERE article_id IN (SELECT unnest($ids))"
    )
    found: pd.DataFrame = corpus.tables.ask(chosen, {"ids": ids}).to_pandas()
    return found


def _incident(corpus: Corpus, incident: pd.Series) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = [
        ("incident", incident["event_type"], "", None, ""),
        (
            "told by",
            f"{incident['n_stories']} stories, {incident['n_outlets']} outlets, {incident['n_articles']} articles",
            "anonymous only" if incident["anonymous_only"] else "",
            None,
            "",
        ),
        ("conflicting", ", ".join(incident["conflicting"]), "", None, ""),
    ]
    reports = corpus.find("events", "incident_id", incident["incident_id"])
    for event in reports.to_dict("records"):
        sentence = _sentence(corpus, event["sentence_id"])
        for field in incident["conflicting"]:
            said = _stated(corpus, event, field)
            if said:
                rows.append((field, said, event["attribution_text"] or "", None, event["article_id"]))
        rows.append(("report", event["article_id"], event["method"], event["confidence"], sentence))
    return rows


def _stated(corpus: Corpus, event: Mapping[Any, Any], field: str) -> str:
    """Return what one report states of a field on which reports disagree."""
    if field in ("killed", "injured"):
        low, high = event[f"{field}_min"], event[f"{field}_max"]
        if pd.isna(low):
            return "" if pd.isna(high) else f"up to {high}"
        return f"{low} or more" if pd.isna(high) else f"{low}" if low == high else f"{low} to {high}"
    if field == "source":
        return "; ".join(filter(None, map(corpus.name_of, event["source_ids"])))
    if field == "date":
        return "" if pd.isna(event["date_start"]) else f"{event['date_start']:%Y-%m-%d}"
    return str(event.get(field) or "")


def _mention(corpus: Corpus, what: str, mention_id: str) -> tuple[Any, ...]:
    hits = corpus.find("mentions", "mention_id", mention_id)
    if not len(hits):
        return (what, "", "", None, "")
    mention = hits.iloc[0]
    return (
        what,
        corpus.name_of(mention["actor_id"]),
        mention["link"],
        mention["link_confidence"],
        mention["text"],
    )


def _sentence(corpus: Corpus, sentence_id: str) -> str:
    hits = corpus.find("sentences", "sentence_id", sentence_id)
    if not len(hits):
        return ""
    row = hits.iloc[0]
    text: str = corpus.part_texts({row["article_id"]})[row["article_id"], row["part"]][
        row["start"] : row["end"]
    ]
    return text
