"""Resolution with its working data on the disk gives what it gives in memory."""

from __future__ import annotations

import random
from itertools import combinations
from pathlib import Path
from typing import ClassVar

import numpy as np
import pandas as pd
import pytest

from analystkit.corpus import linking
from analystkit.lexicon import Lexicon
from analystkit.model.schema import to_frame
from analystkit.model.scratch import Scratch
from analystkit.readers import read_articles
from analystkit.resolve import stories
from analystkit.resolve.actors import resolve_actors
from analystkit.resolve.context import ArticleContext
from analystkit.resolve.incidents import resolve_incidents
from analystkit.resolve.stories import assign_stories
from analystkit.resolve.traits import SHORTEST, shingles_of
from benchmarks.linking import made_up
from benchmarks.simulated_mentions import simulated_corpus

SAMPLE = Path(__file__).parents[2] / "data" / "articles"


@pytest.fixture(scope="module")
def simulated():
    return simulated_corpus(6_000)


def edited(texts, rng):
    """Return the texts and, of half of them, a copy with words changed, a shortened one or the very same."""
    words = sorted({word for text in texts for word in text.split()})
    rows = list(texts)
    for text in texts:
        how = rng.randrange(6)
        if how == 0:
            rows.append(" ".join(rng.choice(words) if rng.random() < 0.1 else word for word in text.split()))
        elif how == 1:
            rows.append(text[: 2 * len(text) // 3])
        elif how == 2:
            rows.append(f"{text} ")
    rng.shuffle(rows)
    return to_frame("articles", [{"article_id": f"a{n}", "text": text} for n, text in enumerate(rows)])


def test_copies_found_by_bands_are_those_found_by_comparing_all(tmp_path):
    texts = read_articles(SAMPLE, progress=False).articles["text"].tolist()
    articles = edited(texts, random.Random(5))
    found = assign_stories(articles).tolist()
    assert assign_stories(articles, scratch=Scratch(tmp_path)).tolist() == found
    shingles = [shingles_of(text) for text in articles["text"]]
    missed = 0
    for a, b in combinations(range(len(articles)), 2):
        equal = articles["text"][a].split() == articles["text"][b].split()
        if equal or (
            min(len(shingles[a]), len(shingles[b])) >= SHORTEST and stories._is_copy(shingles[a], shingles[b])
        ):
            missed += found[a] != found[b]
    # Bands find a pair that barely is one with probability .94.
    assert len(set(found)) < len(articles) and missed <= 1


def test_words_of_articles_weigh_the_same_on_the_disk(tmp_path, simulated):
    for articles in (simulated[1], read_articles(SAMPLE, progress=False).articles):
        here, there = ArticleContext(articles), ArticleContext(articles, scratch=Scratch(tmp_path))
        ids = articles["article_id"].tolist()
        assert all(here.telling(one, 60) == there.telling(one, 60) for one in ids)
        pairs = [random.Random(n).sample(ids, 2) for n in range(300)]
        assert all(here.alike(a, b) == there.alike(a, b) for a, b in pairs)
        assert there.telling("nowhere", 3) == [] and there.alike("nowhere", ids[0]) == 0.0


def test_actors_are_the_same_with_words_on_the_disk(tmp_path, simulated):
    mentions, articles = simulated
    here = resolve_actors(mentions, articles)
    there = resolve_actors(mentions, articles, context=ArticleContext(articles, scratch=Scratch(tmp_path)))
    pd.testing.assert_frame_equal(here[0], there[0])
    assert here[1].equals(there[1]) and here[2].equals(there[2])


@pytest.mark.parametrize("on_disk", [False, True])
def test_arrays_and_records_come_back_as_they_went(tmp_path, on_disk):
    scratch = Scratch(tmp_path if on_disk else None)
    arrays = scratch.arrays(np.uint64)
    assert len(arrays) == 0 and len(arrays.whole()) == 0
    for values in ([1, 2], [], [2**64 - 1]):
        arrays.append(np.array(values, dtype=np.uint64))
    assert [list(arrays[n]) for n in range(3)] == [[1, 2], [], [2**64 - 1]] and list(arrays.whole()) == [
        1,
        2,
        2**64 - 1,
    ]
    records = scratch.records()
    rng = random.Random(2)
    kept = {f"\u00fc{n}": {f"w{k}": rng.random() for k in rng.sample(range(99), 20)} for n in range(50)}
    records.update(kept)
    records["\u00fc3"] = kept["\u00fc3"] = {"again": 1.5}
    assert len(records) == 50 and "none" not in records and records.get("none", 7) == 7
    assert all(list(records[key].items()) == list(value.items()) for key, value in kept.items())
    assert list(records) == list(kept)
    del records["\u00fc4"]
    assert "\u00fc4" not in records
    assert list(tmp_path.iterdir()) == []


class Watched(pd.DataFrame):
    """A frame that notes which columns are asked for."""

    asked: ClassVar[set[str]] = set()

    def __getitem__(self, key):
        self.asked.update([key] if isinstance(key, str) else [])
        return super().__getitem__(key)

    def __contains__(self, key):
        self.asked.add(key)
        return super().__contains__(key)


def test_the_columns_that_resolution_reads_are_those_that_an_archive_hands_it(simulated):
    mentions, articles = simulated
    watched = Watched(mentions)
    resolve_actors(watched, articles)
    assert Watched.asked <= {*linking.READ["mentions"], *linking.FILLED["mentions"]}
    assert {"act", "role"} <= Watched.asked


def test_the_columns_that_incidents_rest_on_are_those_that_an_archive_hands_them():
    frames = made_up(600)
    linked = linking.link(frames, Lexicon.default())
    Watched.asked = set()
    resolve_incidents(Watched(linked["events"]), linked["articles"], linked["actors"])
    assert {"event_id", "killed_min", "attribution_text"} <= Watched.asked
    assert Watched.asked <= {*linking.READ["events"], *linking.FILLED["events"]}
