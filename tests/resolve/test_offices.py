"""Titles have dates, and an office that is held no longer is past."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analystkit.analysis import titles
from analystkit.model.schema import to_frame
from analystkit.resolve.actors import resolve_actors
from analystkit.resolve.offices import bare_title, is_former, titles_held


@pytest.mark.parametrize(
    ("title", "bare", "former"),
    [
        ("former president", "president", True),
        ("Ex-President", "President", True),
        ("ex minister", "minister", True),
        ("former", "", True),
        ("executive director", "executive director", False),
        ("Prime Minister", "Prime Minister", False),
    ],
)
def test_former_is_no_part_of_a_title(title, bare, former):
    assert bare_title(title) == (bare, former)


def told(*uses):
    """Mentions of one person under a title on some days."""
    names = [
        {"mention_id": f"m{n}", "article_id": f"a{n}", "text": "Ilse Varga", "label": "PERSON", "kind": "name",
         "entity": f"c{n}", "title": title, "part": "text", "start": 0, "end": 10}
        for n, (_, title) in enumerate(uses)
    ]  # fmt: skip
    articles = to_frame(
        "articles",
        [{"article_id": f"a{n}", "text": "x", "published": day} for n, (day, _) in enumerate(uses)],
    )
    mentions = to_frame("mentions", names)
    for column in ("entity", "title"):
        mentions[column] = [row[column] for row in names]
    actors, ids, _ = resolve_actors(mentions, articles)
    return actors, mentions.assign(actor_id=ids.to_numpy()), articles


CAREER = [
    ("2030-01-05", "Interior Minister"),
    ("2030-02-01", "interior minister"),
    ("2030-03-01", "Interior Minister"),
    ("2030-06-01", "former interior minister"),
    ("2030-07-01", "former interior minister"),
]


def test_titles_are_dated_and_an_office_left_is_past():
    actors, mentions, articles = told(*CAREER)
    held = titles_held(mentions, articles)
    seen = [
        (r.title, r.former, f"{r.first_seen:%m-%d}", f"{r.last_seen:%m-%d}", r.n_articles)
        for r in held.itertuples()
    ]
    assert seen == [
        ("Interior Minister", False, "01-05", "03-01", 3),
        ("interior minister", True, "06-01", "07-01", 2),
    ]
    assert actors["former"].tolist() == [True]


def test_back_in_office_is_not_past():
    actors, _, _ = told(*CAREER, *[(f"2031-01-0{n}", "Prime Minister") for n in (1, 2, 3)])
    assert actors["former"].tolist() == [False]


def test_without_dates_most_uses_decide():
    assert is_former([(None, "former president", 2), (pd.NaT, "President", 1)])
    assert not is_former([(None, "former president", 1), (None, "President", 2)])
    assert not is_former([])


def test_analysis_names_the_actors():
    actors, mentions, articles = told(*CAREER)

    class Corpus:
        pass

    corpus = Corpus()
    corpus.actors, corpus.mentions, corpus.articles = actors, mentions, articles
    found = titles(corpus)
    assert found["name"].tolist() == ["Ilse Varga"] * 2
    assert len(titles(type("Empty", (), {"mentions": to_frame("mentions", [])})())) == 0


@given(st.permutations(CAREER))
def test_the_order_of_articles_changes_no_title(order):
    actors, mentions, articles = told(*order)
    assert actors["former"].tolist() == [True]
    assert len(titles_held(mentions, articles)) == 2
