import itertools
from datetime import date

import numpy as np
import pandas as pd
import pytest

from analystkit.analysis.provenance import filter_note, provenance
from analystkit.corpus.corpus import Corpus
from analystkit.corpus.filtering import Filter
from analystkit.errors import DateError, InputError


def _ids(corpus):
    return list(corpus.events["event_id"])


@pytest.mark.parametrize(
    ("conditions", "events", "quotes", "articles"),
    [
        ({}, ["e1", "e2", "e3", "e4"], 1, 3),
        ({"actors": "Rebels"}, ["e1", "e2", "e4"], 0, 3),
        ({"actors": "INSURGENTS"}, ["e1", "e2", "e4"], 0, 3),
        ({"actors": ["Rebels", "ac_g"], "actors_all": True}, [], 0, 0),
        ({"actors": ["Rebels", "ac_g"]}, ["e1", "e2", "e3", "e4"], 0, 3),
        ({"event_types": "CONSULT"}, ["e3"], 0, 1),
        ({"factuality": ["hypothetical"]}, ["e4"], 0, 1),
        ({"outlets": "Wire"}, ["e2"], 0, 1),
        ({"dates": ("2023-05-01", "2023-05-31")}, ["e1", "e2"], 1, 2),
        ({"dates": ("2023-05-02", "2023-05-31")}, [], 1, 1),
        ({"dates": ("2024-01-01", "2024-01-31")}, ["e4"], 0, 1),
        ({"dates": ("2023-05", "2023-05")}, ["e1", "e2"], 1, 2),
        ({"dates": "May 2023"}, ["e1", "e2"], 1, 2),
        ({"dates": 2024}, ["e4"], 0, 1),
        ({"dates": ("2024", None)}, ["e4"], 0, 1),
        ({"dates": (None, date(2023, 5, 31))}, ["e1", "e2"], 1, 2),
        ({"text": "SMOKE"}, [], 1, 1),
        ({"text": "port"}, ["e1", "e2"], 0, 2),
        ({"min_confidence": 0.7}, ["e1", "e2"], 1, 2),
        ({"background": False}, ["e1", "e2", "e3"], 1, 3),
        ({"countries": "SYR"}, ["e1", "e2"], 0, 2),
        ({"stories_once": True}, ["e2", "e3", "e4"], 0, 2),
    ],
)
def test_what_a_filter_keeps(corpus, conditions, events, quotes, articles):
    found = corpus.where(**conditions)
    assert _ids(found) == events
    assert (len(found.quotes), len(found.articles)) == (quotes, articles)


def test_filters_commute(corpus):
    conditions = [{"actors": "Rebels"}, {"factuality": "happened"}, {"outlets": ["Wire", "Southern Echo"]}]
    results = set()
    for order in itertools.permutations(conditions):
        found = corpus
        for one in order:
            found = found.where(**one)
        results.add(tuple(_ids(found)))
    assert results == {("e2",)}


def test_filtering_changes_nothing_in_the_corpus(corpus, snapshot):
    corpus.where(actors="Rebels", dates=("2023-05-01", "2023-05-02"))
    for name, before in snapshot.items():
        assert corpus.frames[name].equals(before), name


def test_involved_in_the_sentence_is_wider_than_a_role(corpus, frames):
    frames["events"].at[2, "source_ids"] = []
    narrow = corpus.where(actors="ac_g")
    assert _ids(narrow) == []
    assert _ids(corpus.where(actors="ac_g", involved="sentence")) == ["e3"]


def test_a_period_prints_the_days_it_stands_for(corpus):
    assert corpus.where(dates=("2023-02", None)).filter_code() == "corpus.where(dates=('2023-02-01', None))"
    assert corpus.where(dates="2024-02").filter.dates == ("2024-02-01", "2024-02-29")
    assert corpus.where(dates=(pd.Period("2023Q1"), np.datetime64("2023-05"))).filter.dates == (
        "2023-01-01",
        "2023-05-31",
    )
    assert corpus.where(dates=(None, None)).filter_code() == ""


def test_a_filter_prints_the_code_that_makes_it():
    chosen = Filter(actors=("Rebels",), dates=("2023-05-01", "2023-05-31"), text="port")
    assert chosen.code() == "corpus.where(actors=['Rebels'], dates=('2023-05-01', '2023-05-31'), text='port')"
    assert Filter().code("iraq") == "iraq"
    assert not Filter() and chosen


@pytest.mark.parametrize(
    ("conditions", "error", "message"),
    [
        ({"actors": "Nobody"}, InputError, "no actor is called 'Nobody' in this corpus"),
        ({"actors": "rebel"}, InputError, "near names: Rebels"),
        ({"event_types": "ATTACK"}, InputError, "there is no event type 'ATTACK'; expected one of AGREE"),
        ({"dates": ("2023-05-02", "2023-05-01")}, DateError, "first day comes after the last"),
        ({"dates": ("soon", "later")}, DateError, "expected a day such as 2022-01-31"),
        ({"dates": 5}, DateError, "a month such as 2022-01 or a year, found 5"),
        ({"dates": {1}}, DateError, r"takes \(first, last\), or one day, month or year; found {1}"),
        ({"dates": ("2023", "2024", "2025")}, DateError, r"takes \(first, last\)"),
        ({"dates": ("02/01/2023", None)}, DateError, "may be day/month or month/day"),
        ({"dates": (float("nan"), None)}, DateError, "expected a day such as 2022-01-31"),
        ({"dates": (pd.NaT, None)}, DateError, "expected a day such as 2022-01-31"),
        ({"event_types": "ASAULT"}, InputError, "did you mean 'ASSAULT'"),
        ({"factuality": ["hapened"]}, InputError, "did you mean 'happened'"),
        ({"actors": "Rebells"}, InputError, "near names: Rebels"),
        ({"actors": "insurgants"}, InputError, "near names: Rebels"),
        ({"actors": ""}, InputError, "actors takes names or ids of actors; found an empty one"),
        ({"actors": 5}, InputError, r"actors takes a name or a list of names; found '5' \(int\)"),
        ({"outlets": ["Wire", None]}, InputError, r"found 'None' \(NoneType\) in it"),
        (
            {"outlets": "Wyre"},
            InputError,
            r"no article .* outlet 'Wyre'; near names: Wire \(allow_unknown=True",
        ),
        ({"outlets": "Zzzz"}, InputError, r"corpus\.count\('articles', by='outlet'\) lists them"),
        ({"countries": "Ukrain"}, InputError, "near names: Ukraine"),
        ({"text": 5}, InputError, r"text takes words as one str; found '5' \(int\)"),
        ({"min_confidence": 80}, InputError, "min_confidence is a number from 0 to 1; found '80'"),
        ({"min_confidence": "high"}, InputError, "min_confidence is a number from 0 to 1; found 'high'"),
        ({"min_confidence": float("nan")}, InputError, "min_confidence is a number from 0 to 1"),
        ({"background": "yes"}, InputError, "background is True, False or None; found 'yes'"),
        ({"stories_once": 2}, InputError, "stories_once is True or False"),
        ({"colour": "red"}, InputError, r"where\(\) does not take 'colour'"),
        ({"involved": "page"}, InputError, "involved is one of role, sentence"),
    ],
)
def test_a_wrong_condition_says_what_was_expected(corpus, conditions, error, message):
    with pytest.raises(error, match=message):
        corpus.where(**conditions)


@pytest.mark.parametrize(
    "conditions",
    [{"outlets": "WIRE"}, {"countries": "Germany"}, {"outlets": ""}, {"event_types": "AID"}, {"actors": "Rebels", "countries": "deu"}],
)  # fmt: skip
def test_what_is_known_may_come_to_nothing(corpus, conditions):
    found = corpus.where(**conditions)
    assert _ids(found) == (["e2"] if conditions == {"outlets": "WIRE"} else [])


def test_outlets_that_differ_by_capitals_alone_are_told_apart(frames):
    frames["articles"]["source"] = pd.Categorical(["wire", "Wire", "Southern Echo"])
    corpus = Corpus(frames)
    assert corpus.where(outlets="wire").filter.outlets == ("wire",)
    assert set(corpus.where(outlets="WIRE").filter.outlets) == {"wire", "Wire"}


@pytest.mark.parametrize("condition", ["actors", "outlets", "countries"])
def test_a_list_laid_over_many_corpora_may_name_what_this_one_lacks(corpus, condition):
    known = {"actors": "Rebels", "outlets": "Wire", "countries": "SYR"}[condition]
    alone = corpus.where(**{condition: known})
    both = corpus.where(**{condition: [known, "Nobody of that name"]}, allow_unknown=True)
    assert _ids(both) == _ids(alone) != []
    nothing = corpus.where(**{condition: "Nobody of that name"}, allow_unknown=True)
    assert _ids(nothing) == [] and len(nothing.articles) == len(nothing.quotes) == 0
    assert nothing.filter.code().endswith("['Nobody of that name'], allow_unknown=True)")
    with pytest.raises(InputError):
        corpus.where(**{condition: [known, "Nobody of that name"]})


def test_an_unknown_actor_is_not_among_all_of_them(corpus):
    assert _ids(corpus.where(actors=["Rebels", "Nobody"], actors_all=True, allow_unknown=True)) == []


def test_whether_a_name_is_known_does_not_hang_on_what_was_filtered_before(corpus):
    assert _ids(corpus.where(outlets="Wire").where(outlets="Southern Echo")) == []


def test_where_after_where_says_both_wherever_it_says_where_rows_come_from(corpus):
    chained = corpus.where(outlets="Wire").where().where(event_types="ASSAULT")
    code = "corpus.where(outlets=['Wire']).where(event_types=['ASSAULT'])"
    assert chained.filter_code() == code and corpus.filter_code() == ""
    assert code in repr(chained) and code in filter_note(chained) and provenance(chained)["filter"] == code
    assert _ids(eval(code, {"corpus": corpus})) == _ids(chained) == ["e2"]
    assert "filter" in repr(corpus.where(text="port").where())


@pytest.mark.parametrize("kind", [set, tuple, pd.Series, np.array, iter])
def test_names_come_in_any_collection(corpus, kind):
    assert _ids(corpus.where(outlets=kind(["Wire"]))) == ["e2"]
