"""A simulated corpus for charts and exports: actors, stories with copies, events of every date shape and factuality."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from analystkit.model import schema
from analystkit.model.ids import stable_id
from analystkit.model.vocabulary import EVENT_TYPES, FACTUALITY, QUOTE_KINDS

NAMES = (
    "Northern Front", "Ministry of Interior", "Amara Diallo", "Port Authority of Tavira", "Coastal Command", "Council of Elders",
    "Republic of Vastia", "Leyla Karim", "United Relief Fund", "Harbour Workers' Union", "Jonas Petrov", "Free Valley Movement",
    "Second Army", "Daily Courier", "Marisol Vega", "Border Guard", "People's Assembly", "Orient Mining", "Tavira", "Ilan Brody",
    "Committee for the Observation of the Ceasefire in the Eastern Provinces", "Desert Falcons", "High Court", "Nadia Osei", "Karsk",
)  # fmt: skip
VERBS = (
    "shelled",
    "detained",
    "met",
    "warned",
    "marched",
    "ambushed",
    "sanctioned",
    "released",
    "deployed to",
    "condemned",
)
OUTLETS = ("The Courier", "Wire One", "Valley Post", "Radio Karsk", "")


@dataclass
class Corpus:
    articles: pd.DataFrame
    sentences: pd.DataFrame
    mentions: pd.DataFrame
    actors: pd.DataFrame
    events: pd.DataFrame
    incidents: pd.DataFrame
    quotes: pd.DataFrame
    dates: pd.DataFrame
    places: pd.DataFrame
    problems: pd.DataFrame


def empty() -> Corpus:
    return Corpus(**{name: schema.empty(name) for name in Corpus.__dataclass_fields__})


def corpus(
    n_events: int, seed: int = 1, n_actors: int | None = None, names: tuple[str, ...] = NAMES, span: int = 240
) -> Corpus:
    rng = random.Random(seed)
    n_actors = n_actors or min(len(names), 4 + n_events // 4)
    actors = [
        {"actor_id": stable_id("a", i), "name": names[i] if i < len(names) else f"Actor {i}", "kind": ("armed group", "government", "person")[i % 3],
         "country": "VST", "sector": "REB", "aliases": [f"alias {i}"], "n_articles": 1, "n_stories": 1, "n_mentions": 1}
        for i in range(n_actors)
    ]  # fmt: skip
    rows: dict[str, list[dict[str, object]]] = {
        k: [] for k in ("articles", "sentences", "mentions", "events", "quotes")
    }
    made, number = 0, 0
    while made < n_events:
        size = min(rng.randint(1, 5), n_events - made)
        published = date(2031, 1, 1) + timedelta(days=int(rng.triangular(0, span, span / 3)))
        story = stable_id("s", number)
        body = _story(rng, size, actors, published)
        for copy in range(1 if rng.random() < 0.75 else rng.randint(2, 3)):
            _print(
                rows,
                rng,
                body,
                f"art-{number}",
                story,
                published + timedelta(days=copy),
                OUTLETS[(number + copy) % len(OUTLETS)],
            )
            number += 1
        made += size
    frames = {name: schema.to_frame(name, items) for name, items in rows.items()}
    frames["actors"] = schema.to_frame("actors", actors)
    for name in ("incidents", "dates", "places", "problems"):
        frames[name] = schema.empty(name)
    return Corpus(**frames)


def _story(rng, size, actors, published):
    sentences = []
    for _ in range(size):
        zipf = [1 / (i + 1) for i in range(len(actors))]
        a, b = rng.choices(actors, zipf, k=2)
        verb = rng.choice(VERBS)
        place = rng.choice(("Karsk", "Tavira", "Eastern Province", ""))
        when = published - timedelta(days=rng.choice((0, 0, 1, 1, 2, 3, 9, 40, 300)))
        roll = rng.random()
        if roll < 0.55:
            dated = (when, when, "day", "relative")
        elif roll < 0.70:
            dated = (published, published, "day", "published")
        elif roll < 0.80:
            dated = (when.replace(day=1), (when.replace(day=28)), "month", "relative")
        elif roll < 0.88:
            dated = (when, when + timedelta(days=rng.randint(2, 20)), "range", "explicit")
        elif roll < 0.92:
            dated = (None, when, "before", "explicit")
        elif roll < 0.96:
            dated = (when, None, "after", "explicit")
        else:
            dated = (None, None, "", "")
        fact = rng.choices(FACTUALITY, (60, 5, 8, 6, 5, 8, 4, 2, 1, 1))[0]
        said = rng.random() < 0.3
        sentences.append((a, b, verb, place, dated, fact, said))
    return sentences


def _print(rows, rng, body, article, story, published, outlet):
    text, spans = "", []
    for a, b, verb, place, _, _, said in body:
        start = len(text)
        where = f" near {place}" if place else ""
        text += f"{a['name']} {verb} {b['name']}{where}."
        if said:
            text += f' "We will not step back from {b["name"]}," said {a["name"]}.'
        spans.append((start, len(text)))
        text += "\n\n"
    title = f"{body[0][0]['name']} {body[0][2]} {body[0][1]['name']}"
    rows["articles"].append(
        {"article_id": article, "title": title, "text": text, "published": published, "published_precision": "day", "source": outlet,
         "url": f"https://news.example/{article}", "language": "en", "story_id": story, "author": "A. Reporter"}
    )  # fmt: skip
    for n, ((a, b, verb, place, dated, fact, said), (start, end)) in enumerate(zip(body, spans, strict=True)):
        sid = stable_id("s", article, start)
        rows["sentences"].append(
            {
                "sentence_id": sid,
                "article_id": article,
                "part": "text",
                "start": start,
                "end": end,
                "paragraph": n,
            }
        )
        for actor in (a, b):
            at = text.index(actor["name"], start)
            rows["mentions"].append(
                {"mention_id": stable_id("m", article, at, actor["actor_id"]), "article_id": article, "part": "text", "start": at,
                 "end": at + len(actor["name"]), "text": actor["name"], "label": "ORG", "kind": "name", "actor_id": actor["actor_id"], "sentence_id": sid}
            )  # fmt: skip
        at = text.index(verb, start + len(a["name"]))
        rows["events"].append(
            {"event_id": stable_id("e", article, at), "article_id": article, "part": "text", "start": at, "end": at + len(verb), "trigger": verb,
             "sentence_id": sid, "event_type": EVENT_TYPES[hash_of(verb) % len(EVENT_TYPES)], "source_ids": [a["actor_id"]], "source_text": a["name"],
             "target_ids": [b["actor_id"]], "target_text": b["name"], "place": place, "place_text": place, "country": "VST" if place else "",
             "latitude": 41.5 if place else None, "longitude": 3.25 if place else None, "date_start": dated[0], "date_end": dated[1],
             "date_precision": dated[2], "date_basis": dated[3], "date_text": "Tuesday", "factuality": fact, "confidence": round(rng.random(), 2),
             "status": "auto", "lemma": verb, "killed_min": 2 if verb == "shelled" else None, "killed_max": 4 if verb == "shelled" else None}
        )  # fmt: skip
        if said:
            words = f"We will not step back from {b['name']},"
            at = text.index(words, start)
            named = text.index(b["name"], at)
            rows["mentions"].append(
                {"mention_id": stable_id("m", article, named, "q"), "article_id": article, "part": "text", "start": named, "end": named + len(b["name"]),
                 "text": b["name"], "label": "ORG", "kind": "name", "actor_id": b["actor_id"], "sentence_id": sid}
            )  # fmt: skip
            who = text.index(a["name"], at + len(words))
            rows["quotes"].append(
                {"quote_id": stable_id("q", article, at), "article_id": article, "part": "text", "start": at, "end": at + len(words),
                 "segments": [[at, at + len(words)]], "text": words, "kind": QUOTE_KINDS[0], "cue": "said", "speaker_text": a["name"],
                 "speaker_start": who, "speaker_end": who + len(a["name"]), "speaker_id": a["actor_id"], "confidence": 0.9, "status": "auto", "sentence_id": sid}
            )  # fmt: skip


def hash_of(word: str) -> int:
    return sum(map(ord, word))
