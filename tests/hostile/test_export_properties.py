"""Properties of what other tools open: of any words the files are whole, hold every row, and show no line turned around."""

from __future__ import annotations

import csv
import json
import re

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analystkit import export
from analystkit.corpus.corpus import Corpus
from analystkit.export.cleaning import Changes, allowed, cell

often = settings.get_profile("often")
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(
    [
        "", " ", "NA", "007", "1e999", "=1+1", "\uff1dA1", "a\nb", "a\r\nb", "\u2028", "a\u0085b", '"', "'", "`", "\\", "a\\", "{", "}", "{{", "%", "$x_1$", "# a",
        "1. a", "> a", "| a |", "---", "**", "]]>", "-->", "<b>", "&amp;", "[a](javascript:alert(1))", "\x00", "\x1b[2J", "\ufeff", "\u202eevil", "\u2067a", "\ufdfa",
        "\U0001f600", "e\u0301" * 3, "x" * 40_000,
    ]
)  # fmt: skip
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("exports")


@pytest.fixture
def said(frames):
    """Put words where names, titles and texts stand."""

    def corpus(some: list[str]) -> Corpus:
        made = dict(frames)
        for name, columns in (
            ("articles", ("title", "source", "author", "url")), ("quotes", ("text", "speaker_text", "cue")), ("actors", ("name",)),
            ("events", ("source_text", "target_text", "place_text", "place", "weapon", "attribution_text")),
        ):  # fmt: skip
            frame = frames[name]
            values = {
                column: [some[(row + at) % len(some)] for row in range(len(frame))]
                for at, column in enumerate(columns)
            }
            made[name] = frame.assign(
                **{column: pd.Series(value, dtype="str") for column, value in values.items()}
            )
        return Corpus(made)

    return corpus


some_words = st.lists(words, min_size=1, max_size=4)


@often
@given(some_words)
def test_citations_hold_every_article(said, folder, some):
    corpus = said(some)
    items = json.loads(export.csl(corpus, folder / "a.json").read_text("utf-8"))
    articles = corpus.articles
    assert [item["title"] for item in items] == [allowed(t) or "Without a title" for t in articles["title"]]
    assert [item.get("container-title", "") for item in items] == [allowed(s) for s in articles["source"]]
    text = export.bibtex(corpus, folder / "a.bib").read_text("utf-8")
    assert len(re.findall(r"^@", text, re.MULTILINE)) == len(articles) and not _CONTROLS.search(text)


@often
@given(some_words)
def test_quotations_are_listed_each_on_its_lines_and_none_is_turned_around(said, folder, some):
    corpus = said(some)
    with export.quotes(corpus, folder / "q.csv").open(encoding="utf-8-sig", newline="") as handle:
        rows = list(csv.DictReader(handle))
    assert [row["text"] for row in rows] == [cell(text, Changes()) for text in corpus.quotes["text"]]
    for name in ("q.md", "q.txt"):
        text = export.quotes(corpus, folder / name).read_text("utf-8")
        assert not _TURNS.search(text) and not _CONTROLS.search(text)
        assert len(text.split("\n")) == 4 + 3 * len(rows)


@often
@given(some_words)
def test_what_is_drawn_elsewhere_is_json_of_every_row(said, folder, some):
    corpus = said(some)
    for write, name in ((export.timelinejs, "t.json"), (export.geojson, "g.geojson")):
        text = write(corpus, folder / name).read_text("utf-8")
        json.loads(text, parse_constant=lambda value: pytest.fail(f"{value} is no JSON"))
        assert not _TURNS.search(text)
    lines = (
        export.followthemoney(corpus, folder / "e.jsonl")
        .read_bytes()
        .decode("utf-8")
        .rstrip("\n")
        .split("\n")
    )
    found = [json.loads(line) for line in lines]
    assert sum(entity["schema"] == "Article" for entity in found) == len(corpus.articles)
    assert all(not _CONTROLS.search(json.dumps(entity, ensure_ascii=False)) for entity in found)
