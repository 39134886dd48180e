import json
from collections import Counter

import pytest

from analystkit import export
from analystkit.export.countries import alpha2


@pytest.fixture
def entities(tmp_path):
    return lambda corpus: [
        json.loads(line)
        for line in export.followthemoney(corpus, tmp_path / "e.jsonl").read_text("utf-8").splitlines()
    ]


def test_every_row_is_an_entity_and_links_lead_somewhere(entities, sixty):
    made = entities(sixty)
    kinds = Counter(entity["schema"] for entity in made)
    assert kinds["Article"] == len(sixty.articles)
    assert kinds["Event"] == len(sixty.events)
    assert kinds["Note"] == len(sixty.quotes)
    assert kinds["Person"] + kinds["Organization"] + kinds["PublicBody"] == len(sixty.actors)
    ids = {entity["id"] for entity in made}
    assert len(ids) == len(made)
    for entity in made:
        for name in ("organizer", "involved", "proof", "entity"):
            assert set(entity["properties"].get(name, [])) <= ids
        assert all(
            isinstance(value, str) and value for values in entity["properties"].values() for value in values
        )


def test_the_models_own_library_keeps_every_value(entities, sixty, hostile):
    model = pytest.importorskip("followthemoney").model
    for corpus in (sixty, hostile):
        for entity in entities(corpus):
            proxy = model.get_proxy(entity, cleaned=False)
            proxy.schema.validate(entity)
            for name, values in entity["properties"].items():
                if corpus is sixty:
                    assert sorted(proxy.get(name)) == sorted(values), name


def test_dates_keep_their_precision(entities, sixty):
    dates = {
        date
        for entity in entities(sixty)
        if entity["schema"] == "Event"
        for date in entity["properties"].get("startDate", [])
    }
    assert {len(date) for date in dates} == {7, 10}


def test_ids_from_outside_do_not_get_through(entities, simulated):
    corpus = simulated.corpus(2)
    corpus.articles = corpus.articles.assign(
        article_id=[f"../../{a}<" for a in corpus.articles["article_id"]]
    )
    assert all("<" not in entity["id"] and "/" not in entity["id"] for entity in entities(corpus))


def test_countries_are_alpha_2():
    assert (alpha2("IRQ"), alpha2("KOS"), alpha2("GBR"), alpha2("")) == ("iq", "xk", "gb", None)


def test_an_empty_corpus_is_an_empty_file(entities, nothing):
    assert entities(nothing) == []
