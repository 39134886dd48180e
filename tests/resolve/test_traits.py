"""What is worked out of each article's text alone."""

from __future__ import annotations

import random

import numpy as np
import pandas as pd
import pytest

from analystkit.corpus.part_traits import keep_traits, part_traits
from analystkit.model.frame_writer import write
from analystkit.model.schema import to_frame
from analystkit.resolve.traits import (
    BANDS,
    COPYING,
    TALKING,
    bands_of,
    reading,
    rows_of,
    schema,
    shingles_of,
    traits_of,
)

NAMES = schema().names
WORDS = [
    f"{start}{end}" for start in ("ka", "to", "mi", "lo", "ve") for end in ("rn", "sk", "ld", "nt", "ra")
]


def text(seed, length=200):
    rng = random.Random(seed)
    return " ".join(rng.choice(WORDS) for _ in range(length))


@pytest.mark.parametrize(("jaccard", "least", "most"), [(0.6, 0.97, 1.0), (0.1, 0.0, 0.15)])
def test_bands_meet_as_often_as_texts_are_alike(jaccard, least, most):
    rng, met = np.random.default_rng(3), 0
    for _ in range(200):
        common = int(600 * jaccard / (1 + jaccard))
        drawn = rng.integers(0, 2**63, size=600 - common, dtype=np.uint64)
        a, b = np.unique(drawn[:300]), np.unique(drawn[300 - common :])
        met += bool((bands_of(a) == bands_of(b)).any())
    assert least <= met / 200 <= most


def test_each_row_tells_of_its_article():
    title = "Karsk Shelled"
    rows = [(title, f"{title} {text(1)}"), ("", ""), ("Short", "Karsk karsk Karsk."), ("", text(2))]
    table = traits_of(rows)
    shingles, bands = list(rows_of(table, "shingles")), list(rows_of(table, "bands"))
    assert shingles[0].tolist() == shingles_of(f" {text(1)}").tolist() and len(shingles[1]) == 0
    assert [len(each) for each in bands] == [BANDS, 0, 0, BANDS]
    assert table.column("same").to_pylist()[1] == 0
    words = table.column("words").to_pylist()
    # The same number wherever a word stands, twice how often, and one more where it is written small.
    (karsk,) = set(words[2]) & set(words[0])
    assert len(words[2]) == 2 and words[2] == sorted(words[2])
    assert table.column("tallies")[2].as_py() == ([7, 2] if words[2][0] == karsk else [2, 7])
    # A stretch of a part is the traits of its articles.
    assert [each.tolist() for each in rows_of(table.slice(2, 2), "bands")] == [[], bands[3].tolist()]


def test_stretches_of_any_length_are_one():
    frame = to_frame(
        "articles", [{"article_id": f"a{n}", "title": "T", "text": text(n, n * 9)} for n in range(11)]
    )
    whole = next(each.to_pylist() for each in reading(frame)(NAMES))
    assert [row for table in reading(frame, 3)(NAMES) for row in table.to_pylist()] == whole
    assert list(reading(frame.head(0))(NAMES)) == []


@pytest.mark.parametrize("damage", ["none", "missing", "cut", "other"])
def test_traits_that_are_gone_or_damaged_are_made_again(tmp_path, damage):
    frame = to_frame("articles", [{"article_id": f"a{n}", "title": "T", "text": text(n)} for n in range(3)])
    articles, path = tmp_path / "articles.parquet", tmp_path / "traits" / "part.arrow"
    write("articles", frame, articles)
    made = keep_traits(zip(frame["title"], frame["text"], strict=True), path)
    whole = path.read_bytes()
    if damage == "missing":
        path.unlink()
    elif damage == "cut":
        path.write_bytes(whole[: len(whole) // 2])
    elif damage == "other":
        pd.DataFrame({"a": [1]}).to_feather(path)
    for names in (COPYING, TALKING, NAMES):
        assert part_traits(articles, path, names).equals(made.select(list(names)))
    assert path.read_bytes() == whole
