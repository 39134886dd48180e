"""The articles: how many, in which formats, and that nobody real is quoted with words of ours."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

DATA = Path(__file__).resolve().parents[2] / "data"
ARTICLES = DATA / "articles"

OUTLETS = {
    "Meridian Wire",
    "Kestrel News Agency",
    "The Danube Post",
    "The Northgate Ledger",
    "The Harbour Post",
    "Sahel Bulletin",
    "Levant Courier",
    "Cordillera Times",
    "Pacific Lantern",
    "Continental Herald",
}


def test_there_are_a_hundred_and_forty_two_articles_of_a_few_hundred_words(texts):
    assert len(texts) == 142
    lengths = {key: len(text.split()) for key, text in texts.items()}
    assert min(lengths.values()) >= 120, min(lengths, key=lengths.get)
    assert max(lengths.values()) <= 400, max(lengths, key=lengths.get)


def test_formats_an_analyst_meets():
    suffixes = Counter(path.suffix for path in ARTICLES.iterdir() if not path.name.endswith(".meta.json"))
    assert suffixes[".txt"] > 40
    assert set(suffixes) == {".txt", ".html", ".csv", ".jsonl", ".eml", ".md"}
    assert suffixes[".html"] >= 4


def test_sidecars_stand_beside_an_article_and_carry_its_date():
    sidecars = list(ARTICLES.glob("*.meta.json"))
    assert len(sidecars) >= 3
    for path in sidecars:
        assert path.with_name(path.name.replace(".meta.json", ".txt")).exists()
        assert re.match(r"\d{4}-\d\d-\d\d", json.loads(path.read_text(encoding="utf-8"))["published"])


def test_plain_text_ends_in_its_outlet_or_has_a_sidecar():
    seen = set()
    for path in ARTICLES.glob("*.txt"):
        last = path.read_text(encoding="utf-8").rstrip().split("\n")[-1]
        if path.with_suffix(".meta.json").exists():
            continue
        assert last.startswith("Source: "), path.name
        seen.add(last.removeprefix("Source: "))
        assert re.match(r"\d{4}-\d\d-\d\d_", path.name), path.name
    assert seen <= OUTLETS
    assert len(seen) >= 6


def test_some_headlines_are_printed_twice():
    twice = 0
    for path in ARTICLES.glob("*.txt"):
        lines = [line for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
        twice += lines[0] == lines[1]
    assert twice >= 4


def test_straight_and_curly_marks_both_occur(texts):
    assert sum('"' in text for text in texts.values()) >= 20
    assert sum("“" in text for text in texts.values()) >= 20


def test_pages_carry_navigation_that_is_not_the_article():
    for path in ARTICLES.glob("*.html"):
        raw = path.read_text(encoding="utf-8")
        assert "<script" in raw or "<meta" in raw
        assert re.search(r"<(nav|footer|div id=.(menu|footer))", raw), path.name


def test_the_corpus_stays_small():
    assert sum(path.stat().st_size for path in DATA.rglob("*") if path.is_file()) < 2_750_000
