"""A corpus of any size for timing resolution: invented people and organisations in articles, drawn with a fixed seed."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pandas as pd

from analystkit.model.schema import to_frame

_ONSETS = "b br ch d dr f g gr h j k kh kl l m n p r s sh st t tr v w y z".split()
_VOWELS = "a e i o u ai ei".split()
_ENDS = ["", "n", "r", "m", "l", "d", "sh", "k", "ri", "mi", "ov", "ez"]
_ROLES = ["official", "gunman", "protester", "lawmaker", "resident", "police", "militia", "commander"]
_COUNTRIES = ["", "", "IRQ", "FRA", "NGA", "MEX", "IND"]


def simulated_corpus(mentions: int, seed: int = 1) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return mentions and articles frames with about so many mentions, 30 an article, in 10 chains each.

    The number of people and organisations grows with the size of the corpus, a few are in every tenth article (Zipf), as
    in news.
    """
    rng = random.Random(seed)  # noqa: S311 - a simulation, not a secret
    n_articles = max(mentions // 30, 1)
    n_people = max(n_articles, 50)
    surnames = [_word(rng).title() for _ in range(max(n_people // 3, 20))]
    given = [_word(rng).title() for _ in range(400)]
    people = [(rng.choice(given), rng.choice(surnames), rng.choice(_COUNTRIES)) for _ in range(n_people)]
    bodies = [
        f"{_word(rng).title()} {rng.choice(['Front', 'Party', 'Union', 'Group', 'Bank'])}"
        for _ in range(n_people // 3)
    ]
    words = [_word(rng) + _word(rng) for _ in range(5_000)]
    rows, articles = [], []
    start = datetime(2023, 1, 1, tzinfo=UTC)
    for number in range(n_articles):
        article_id = f"a{number:07d}"
        topic = rng.randrange(len(words) - 40)
        text = " ".join(words[topic + rng.randrange(40)] for _ in range(60))
        articles.append(
            {
                "article_id": article_id,
                "text": text,
                "published": start + timedelta(hours=number // 4),
                "source": f"outlet{number % 40}",
            }
        )
        for chain in range(10):
            entity = f"n{number}_{chain}"
            if chain < 4:
                first, last, country = people[int(n_people * rng.random() ** 3)]
                texts = [(f"{first} {last}", "name"), (last, "name"), ("he", "pronoun")]
                if rng.random() < 0.25:
                    texts = [(last, "name")] * 3
                common = {
                    "label": "PERSON",
                    "country": country,
                    "title": rng.choice(["", "Minister", "General"]),
                }
            elif chain < 7:
                name = bodies[int(len(bodies) * rng.random() ** 3)]
                texts = [(name, "name"), (name, "name"), ("it", "pronoun")]
                common = {"label": "ORG"}
            else:
                role = rng.choice(_ROLES)
                texts = [(f"the {role}", "nominal"), (f"the {role}", "nominal"), ("they", "pronoun")]
                common = {"label": "PERSON", "role": role}
            for place, (words_, kind) in enumerate(texts):
                at = chain * 300 + place * 40
                rows.append({
                    "mention_id": f"m{number}_{chain}_{place}", "article_id": article_id, "part": "text", "start": at, "end": at + len(words_),
                    "text": words_, "kind": kind, "entity": entity, **common,
                })  # fmt: skip
    return to_frame("mentions", rows), to_frame("articles", articles)


def _word(rng: random.Random) -> str:
    syllables = [rng.choice(_ONSETS) + rng.choice(_VOWELS) for _ in range(rng.choice([1, 2, 2, 3]))]
    return "".join(syllables) + rng.choice(_ENDS)
