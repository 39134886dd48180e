import inspect
from dataclasses import fields

import pandas as pd
import pytest

from analystkit.corpus.corpus import Corpus
from analystkit.corpus.filtering import Filter
from analystkit.corpus.passage import Passage
from analystkit.errors import InputError


def test_the_card_counts_and_warns(corpus):
    text = repr(corpus)
    assert "3 (2 stories, 3 outlets)" in text
    assert "2023-05-01 to 2023-05-02" in text
    assert "1 of 3 articles has no publication date" in text and "pass published=..." in text


def test_the_card_of_a_filtered_corpus_says_how_many_of_how_many(corpus):
    assert "2 of 4 events, 0 of 1 quotes" in repr(
        corpus.where(outlets=["Wire", "Southern Echo"], event_types="ASSAULT")
    )


def test_an_empty_corpus_has_a_card_and_frames():
    empty = Corpus({})
    assert len(empty) == 0 and "no dates" in repr(empty)
    assert empty.where(text="anything").events.empty


def test_source_marks_the_span_in_its_paragraph(corpus):
    passage = corpus.source("q1")
    assert str(passage) == "Northern Post · 2023-05-02 · Port shelled\n“⟦We saw smoke,⟧” a fisherman said."
    assert passage.text == corpus.articles["text"][0][passage.start : passage.end]


def test_source_takes_rows_of_every_form(corpus):
    by_id = str(corpus.source("e4"))
    assert str(corpus.source(corpus.events.iloc[3])) == by_id
    assert str(corpus.source(next(corpus.events.iloc[3:].itertuples()))) == by_id
    assert str(corpus.source(corpus.events.iloc[3].to_dict())) == by_id


def test_source_escapes_article_text(corpus):
    html = corpus.source("e4")._repr_html_()
    assert "&lt;b&gt;Rebels&lt;/b&gt;" in html and "<mark>attack</mark>" in html


def test_source_says_what_it_needs(corpus):
    with pytest.raises(InputError, match="no mention, event, quote or sentence"):
        corpus.source("e_none")
    with pytest.raises(InputError, match="part, end missing"):
        corpus.source({"article_id": "n1", "start": 0})
    with pytest.raises(InputError, match="no article of this corpus has the id 'zz'"):
        corpus.source({"article_id": "zz", "part": "text", "start": 0, "end": 1})


def test_explain_names_the_rule_and_the_words(corpus):
    why = corpus.explain("e1")
    assert why.loc[0, ["what", "value", "rule", "evidence"]].tolist() == [
        "event_type",
        "ASSAULT",
        "verb:shell",
        "shelled",
    ]
    assert ("source", "Rebels", "Rebels") in set(zip(why["what"], why["value"], why["evidence"], strict=True))
    assert "a fisherman" in set(corpus.explain("q1")["evidence"])
    assert set(corpus.explain("in1")["value"]) >= {"n1", "n2"}
    with pytest.raises(InputError, match="has the id 'x'"):
        corpus.explain("x")


def test_where_says_what_it_takes(corpus):
    names = set(inspect.signature(corpus.where).parameters)
    assert {field.name for field in fields(Filter)} <= names
    with pytest.raises(InputError, match="does not take 'outlet'; did you mean 'outlets'"):
        corpus.where(outlet="Wire")


def test_capitals_do_not_count_in_types_and_factuality(corpus):
    chosen = corpus.where(event_types="assault", factuality=["Happened"])
    assert chosen.filter.event_types == ("ASSAULT",) and chosen.filter.factuality == ("happened",)


def test_explain_takes_a_row(corpus):
    same = corpus.explain("e1")
    pd.testing.assert_frame_equal(corpus.explain(corpus.events.iloc[0]), same)
    pd.testing.assert_frame_equal(corpus.explain(next(corpus.events.itertuples())), same)
    with pytest.raises(InputError, match="or a row with one of event_id"):
        corpus.explain(3)


def test_explain_counts_the_articles_behind_a_name(frames):
    rows = [
        {
            "actor_id": "ac_r",
            "article_id": a,
            "alias": "insurgents",
            "rule": "alias",
            "confidence": 0.9,
            "merged": True,
        }
        for a in "xy"
    ]
    why = Corpus({**frames, "evidence": pd.DataFrame(rows)}).explain("ac_r")
    merged = why[why["what"] == "merged"]
    assert merged[["value", "rule", "evidence"]].values.tolist() == [["insurgents", "alias", "2 articles"]]


def test_a_printed_passage_breaks_between_words():
    words = "counter-attack " * 30
    printed = str(Passage("a", "text", 0, len(words), words, ((0, 14),)))
    assert max(map(len, printed.splitlines())) <= 100
    assert set(printed.split()) == {"⟦counter-attack⟧", "counter-attack"}


def test_a_query_of_a_table_that_is_not_there_names_those_that_are(corpus):
    with pytest.raises(InputError, match="the tables are articles, sentences"):
        corpus.sql("SELECT * FROM nothing")


def test_tab_offers_what_there_is_and_no_workings(corpus):
    offered = [name for name in dir(corpus) if not name.startswith("_")]
    assert {"events", "where", "explain", "review", "sql"} <= set(offered)
    assert not {"tables", "codes", "positions", "at_hand", "read_from"} & set(offered)
    for name in offered:
        assert getattr(corpus, name, None) is not None or name in ("folder", "filter"), name


def test_countries_go_by_name_or_code(frames):
    frames["events"]["country"] = pd.Categorical(["Valley of my own", "", "", ""])
    chosen = Corpus(frames).where(countries=["ukraine", "RUS", "Valley of my own"])
    assert chosen.filter.countries == ("UKR", "RUS", "Valley of my own")


@pytest.mark.parametrize("gap", [" ", ""])
def test_of_a_text_without_line_ends_the_words_around_are_shown(corpus, gap):
    text = f"{f'word{gap}' * 20_000} here {f'word{gap}' * 20_000}"
    at = text.index("here")
    corpus.frames["articles"].loc[0, "text"] = text
    passage = corpus.source(
        {"article_id": corpus.articles["article_id"].iloc[0], "part": "text", "start": at, "end": at + 4}
    )
    assert 4_000 <= len(passage.text) < 4_100 and passage.start <= at
    assert text[passage.start : passage.end] == passage.text
    assert [words for words, marked in passage.pieces() if marked] == ["here"]
