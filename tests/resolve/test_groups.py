"""Names that mean one thing here and another there: peoples, parties, and a state that is a country's namesake."""

from __future__ import annotations

import pytest

from analystkit.lexicon import Lexicon
from analystkit.model.schema import to_frame
from analystkit.resolve.actors import resolve_actors
from analystkit.resolve.known import known_actors, residents


def told(*names, article="a1"):
    """Actors of one article that names (text, label, country) each in a chain of its own."""
    rows = [
        {"mention_id": f"{article}m{n}", "article_id": article, "part": "text", "start": 20 * n, "end": 20 * n + len(text), "text": text,
         "kind": "name", "label": label, "entity": f"{article}c{n}", "country": country}
        for n, (text, label, country) in enumerate(names)
    ]  # fmt: skip
    articles = to_frame("articles", [{"article_id": article, "text": "x", "published": "2031-01-01"}])
    actors, _, _ = resolve_actors(to_frame("mentions", rows), articles)
    return {row.name: (row.kind, row.country, row.sector) for row in actors.itertuples()}


def test_peoples_and_faiths_are_populations():
    found = told(
        ("Hispanics", "ORG", ""), ("Hispanic", "NORP", ""), ("Sunni", "ORG", ""), ("Londoners", "ORG", "")
    )
    assert found == {
        "Hispanics": ("population", "", ""),
        "Sunnis": ("population", "", "REL"),
        "Londoners": ("population", "", ""),
    }


@pytest.mark.parametrize(
    ("word", "whether"),
    [("Clevelanders", True), ("Iowans", True), ("Kansans", True), ("Rangers", False), ("Business", False)],
)
def test_who_is_named_after_a_place(word, whether):
    assert residents(word, known_actors(Lexicon.default()).places) is whether


def test_republicans_of_another_country_are_not_the_american_party():
    assert "Republican Party" in told(("Republicans", "ORG", ""))
    assert "Republican Party" in told(
        ("Republicans", "ORG", ""),
        ("Congress", "ORG", ""),
        ("Armenia", "GPE", "ARM"),
        ("America", "GPE", "USA"),
    )
    abroad = told(("Republicans", "ORG", ""), ("Armenia", "GPE", "ARM"))
    assert "Republican Party" not in abroad
    assert abroad["Republicans"][1] == ""


def test_georgia_is_the_state_where_only_america_is_spoken_of():
    assert told(("Georgia", "GPE", "GEO"), ("America", "GPE", "USA"))["Georgia"] == (
        "government",
        "USA",
        "GOV",
    )
    assert told(("Georgia", "GPE", "GEO"))["Georgia"] == ("government", "GEO", "GOV")
    both = told(("Georgia", "GPE", "GEO"), ("Georgian", "NORP", "GEO"), ("America", "GPE", "USA"))
    assert both["Georgia"] == ("government", "GEO", "GOV")
