import itertools

import pytest

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
        ({"dates": "2023"}, DateError, "takes two days"),
        ({"colour": "red"}, InputError, r"where\(\) does not take 'colour'"),
        ({"involved": "page"}, InputError, "involved is one of role, sentence"),
    ],
)
def test_a_wrong_condition_says_what_was_expected(corpus, conditions, error, message):
    with pytest.raises(error, match=message):
        corpus.where(**conditions)
