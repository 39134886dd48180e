"""Score the sample corpus against its gold answers: ``python -m benchmarks.sample [--split dev|test|all] [--errors N]``.

Events: of the required ones, the share found at their trigger with the right type, and with the right factuality too; how
many forbidden assertions were made. On found events: source, target, date, place and counts. Quotes: passages that overlap
by half of their union, and with the right speaker. Dates: expressions with the right interval. Actors and
incidents: pairwise F1 over the gold's mentions and members. Rows the gold leaves null are not graded.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import defaultdict
from itertools import combinations
from typing import Any

import pandas as pd

from analystkit.corpus.build import load
from analystkit.corpus.corpus import Corpus
from benchmarks.sample_gold import ROOT, Gold, same_name

DONE = {"happened", "ongoing"}
_POSSESSOR = re.compile(r"^[^,]*?(?:['\u2019]s|s['\u2019]) ")


def score_events(gold: Gold, errors: list[str]) -> dict[str, float]:
    """Return shares over the gold events of the split."""
    located, lost = gold.located("events", "trigger")
    by_article: dict[str, list[Any]] = defaultdict(list)
    for event in gold.corpus.events.itertuples():
        by_article[event.article_id].append(event)
    required = [one for one in located if one.row.get("required") and not one.row.get("forbidden")]
    typed = right = asserted = 0
    fields: dict[str, list[bool]] = defaultdict(list)
    for one in required:
        near = [
            e
            for e in by_article[one.article_id]
            if e.part == one.part and e.start < one.end and e.end > one.start
        ]
        same = [e for e in near if e.event_type in {one.row["event_type"], *one.row["event_type_also"]}]
        if not same:
            errors.append(f"missed {one.row['event_type']} {one.row['trigger']!r}: {one.row['anchor'][:90]}")
            continue
        typed += 1
        accepted = {one.row["factuality"], *one.row["factuality_also"]}
        best = next((e for e in same if e.factuality in accepted), same[0])
        if best.factuality in accepted:
            right += 1
        else:
            errors.append(
                f"factuality {best.factuality} for {one.row['factuality']}: {one.row['anchor'][:90]}"
            )
        _grade(fields, one.row, best)
    for one in located:
        if not one.row.get("forbidden"):
            continue
        wrong = one.row.get("forbidden_factuality") or DONE
        names = one.row.get("forbidden_source") or []
        for e in by_article[one.article_id]:
            if (
                e.part == one.part
                and e.start < one.end
                and e.end > one.start
                and e.event_type == one.row["event_type"]
            ):
                # "Yemen's Houthi movement" is not Yemen.
                sources = [_POSSESSOR.sub("", said) for said in e.source_text.split("; ")]
                named = not names or any(same_name(name, said) for name in names for said in sources)
                if e.factuality in wrong and named:
                    asserted += 1
                    errors.append(f"forbidden {e.event_type} {e.factuality}: {one.row['anchor'][:90]}")
                    break
    total = max(len(required), 1)
    return {
        "required": len(required),
        "found": typed / total,
        "found_with_factuality": right / total,
        "forbidden": asserted,
        "anchors_lost": lost,
        **{f"on_found_{name}": sum(hits) / len(hits) for name, hits in fields.items()},
    }


def _grade(fields: dict[str, list[bool]], row: dict[str, Any], event: Any) -> None:
    for role in ("source", "target"):
        if row.get(role) is not None:
            said = [text for text in getattr(event, f"{role}_text").split("; ") if text]
            fields[role].append(
                all(any(same_name(name, text) for text in said) for name in row[role])
                and bool(said) == bool(row[role])
            )
    if row.get("date_start"):
        fields["date"].append(
            _day(event.date_start) == row["date_start"] and _day(event.date_end) == row["date_end"]
        )
    if row.get("place"):
        fields["place"].append(
            same_name(row["place"], event.place) or same_name(row["place"], event.place_text)
        )
    for count in ("killed_min", "injured_min"):
        if row.get(count) is not None:
            value = getattr(event, count)
            fields[count].append(not pd.isna(value) and value == row[count])
    if row.get("attribution"):
        fields["attribution"].append(same_name(row["attribution"], event.attribution_text))


def score_quotes(gold: Gold, errors: list[str]) -> dict[str, float]:
    """Return precision-free recall of gold quotations and of their speakers."""
    rows = gold.rows("quotes")
    found = spoken = 0
    quotes = {key: list(group.itertuples()) for key, group in gold.corpus.quotes.groupby("article_id")}
    for row in rows:
        places = [gold.find(row["article"], segment) for segment in row["segments"]]
        spans = [place for place in places if place is not None]
        covered = {(part, i) for part, start, end in spans for i in range(start, end)}
        best, best_share = None, 0.0
        for quote in quotes.get(gold.article_id(row["article"]), []):
            own = {(quote.part, i) for start, end in quote.segments for i in range(start, end)}
            share = len(own & covered) / max(len(own | covered), 1)
            if share > best_share:
                best, best_share = quote, share
        if best is None or best_share < 0.5:
            errors.append(f"quote missed ({best_share:.2f}): {row['segments'][0][:90]}")
            continue
        found += 1
        nobody = not row["speaker"] and not best.speaker_text
        if nobody or (row["speaker"] and same_name(row["speaker"], best.speaker_text)):
            spoken += 1
        else:
            errors.append(f"speaker {best.speaker_text!r} for {row['speaker']!r}: {row['segments'][0][:60]}")
    total = max(len(rows), 1)
    return {"quotes": len(rows), "found": found / total, "found_with_speaker": spoken / total}


def score_dates(gold: Gold, errors: list[str]) -> dict[str, float]:
    """Return the share of gold time expressions found, and found with the right interval."""
    located, _ = gold.located("dates", "text")
    found = right = 0
    rows = {key: list(group.itertuples()) for key, group in gold.corpus.dates.groupby("article_id")}
    for one in located:
        near = [
            d
            for d in rows.get(one.article_id, [])
            if d.part == one.part and d.start < one.end and d.end > one.start
        ]
        found += bool(near)
        wanted = (one.row["date_start"], one.row["date_end"])
        if any((_day(d.date_start), _day(d.date_end)) == wanted for d in near):
            right += 1
        elif near:
            errors.append(
                f"date {_day(near[0].date_start)}..{_day(near[0].date_end)} for {wanted}: {one.row['text']}"
            )
        else:
            errors.append(f"date missed: {one.row['text']}")
    total = max(len(located), 1)
    return {"dates": len(located), "found": found / total, "found_with_interval": right / total}


def score_incidents(gold: Gold) -> dict[str, float]:
    """Return pairwise precision, recall and F1 over the members of gold incidents that were found as events."""
    truth: dict[str, str] = {}
    for row in gold.rows("incidents"):
        for key, anchor, trigger in row["members"]:
            if key not in gold.articles:
                continue
            within = gold.find(key, anchor)
            place = within and gold.find(key, trigger, within)
            for event in _events_at(gold.corpus, gold.article_id(key), place):
                truth[event.event_id] = row["incident"]
    found = {e.event_id: e.incident_id for e in gold.corpus.events.itertuples() if e.event_id in truth}
    return _pairwise(truth, found)


def score_actors(gold: Gold) -> dict[str, float]:
    """Return pairwise figures over the gold's mentions of actors, and how many pairs that must stay two were merged."""
    mentions: dict[tuple[str, str, str], str] = {}
    frame = gold.corpus.mentions
    for row in frame[frame["actor_id"] != ""].itertuples():
        mentions.setdefault((row.article_id, " ".join(row.text.split()).casefold(), row.kind), row.actor_id)
    truth: dict[str, str] = {}
    found: dict[str, str] = {}
    actors_of: dict[str, set[str]] = defaultdict(set)
    for row in gold.rows("actors"):
        named = [(key, text) for key, text in row["mentions"] if key in gold.articles]
        named += [(key, text) for key in row["articles"] if key in gold.articles for text in row["aliases"]]
        for key, text in named:
            wanted = re.sub(r"^(the|a|an) ", "", " ".join(text.split()).casefold())
            for kind in ("name", "nominal"):
                for form in (wanted, f"the {wanted}"):
                    actor = mentions.get((gold.article_id(key), form, kind))
                    if actor is not None:
                        mention = f"{key}|{form}|{kind}"
                        truth[mention], found[mention] = row["actor"], actor
                        actors_of[row["actor"]].add(actor)
    negatives = gold.rows("actor_negatives")
    merged = sum(bool(actors_of[row["a"]] & actors_of[row["b"]]) for row in negatives)
    return {**_pairwise(truth, found), "kept_apart": len(negatives), "merged_wrongly": merged}


def _events_at(corpus: Corpus, article_id: str, place: tuple[str, int, int] | None) -> list[Any]:
    if place is None:
        return []
    part, start, end = place
    frame = corpus.events
    hits = frame[
        (frame["article_id"] == article_id)
        & (frame["part"] == part)
        & (frame["start"] < end)
        & (frame["end"] > start)
    ]
    return list(hits.itertuples())


def _pairwise(truth: dict[str, str], found: dict[str, str]) -> dict[str, float]:
    keys = sorted(set(truth) & set(found))
    gold_pairs = {pair for pair in combinations(keys, 2) if truth[pair[0]] == truth[pair[1]]}
    own_pairs = {pair for pair in combinations(keys, 2) if found[pair[0]] == found[pair[1]] != ""}
    both = len(gold_pairs & own_pairs)
    precision, recall = both / max(len(own_pairs), 1), both / max(len(gold_pairs), 1)
    return {
        "members": len(keys),
        "precision": precision,
        "recall": recall,
        "f1": 2 * precision * recall / max(precision + recall, 1e-9),
    }


def _day(value: Any) -> str | None:
    return None if pd.isna(value) else f"{value:%Y-%m-%d}"


def score(corpus: Corpus, split: str = "dev") -> tuple[dict[str, dict[str, float]], list[str]]:
    """Return every figure by subject, and a line for each miss."""
    gold = Gold(corpus, split)
    errors: list[str] = []
    figures = {
        "events": score_events(gold, errors),
        "quotes": score_quotes(gold, errors),
        "dates": score_dates(gold, errors),
        "actors": score_actors(gold),
        "incidents": score_incidents(gold),
    }
    return figures, errors


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--split", choices=("dev", "test", "all"), default="dev")
    parser.add_argument(
        "--errors", type=int, default=0, help="list so many misses (dev only: the test half is not looked at)"
    )
    parser.add_argument("--table", action="store_true", help="print a table instead of JSON")
    parser.add_argument("--pipeline")
    options = parser.parse_args()
    corpus = load(ROOT / "data" / "articles", pipeline=options.pipeline, progress=False)
    figures, errors = score(corpus, options.split)
    if options.table:
        print("| | measure | figure |\n|---|---|---|")
        for subject, values in figures.items():
            for name, value in values.items():
                shown = f"{value:.3f}" if isinstance(value, float) else str(value)
                print(f"| {subject} | {name.replace('_', ' ')} | {shown} |")
    else:
        print(json.dumps(figures, indent=2))
    for line in errors[: options.errors if options.split == "dev" else 0]:
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
