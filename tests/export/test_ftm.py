import csv
import json
import re
from collections import Counter
from pathlib import Path

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


def _model():
    lines = (Path(__file__).with_name("ftm_model.csv")).read_text("utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    return {
        (row["schema"], row["property"]): (row["type"], set(filter(None, row["range"].split("|"))))
        for row in rows
    }


_FORMS = {
    "country": r"[a-z]{2}", "date": r"\d{4}(-\d{2}(-\d{2})?)?", "language": r"[a-z]{3}", "url": r"https?://\S+", "name": r"(?s:.+)", "string": r"(?s:.+)",
    "text": r"(?s:.+)", "address": r"(?s:.+)", "entity": r"ak-[a-z]+-[0-9a-f]{20}",
}  # fmt: skip


def test_every_property_is_one_of_the_model_and_of_its_type(entities, sixty, hostile):
    # The model's library brings a licence we do not take in; ftm_model.csv says what it declares.
    model = _model()
    for corpus in (sixty, hostile):
        made = entities(corpus)
        schema_of = {entity["id"]: entity["schema"] for entity in made}
        for entity in made:
            for name, values in entity["properties"].items():
                kind, leads_to = model[entity["schema"], name]
                for value in values:
                    assert re.fullmatch(_FORMS[kind], value), (entity["schema"], name, value)
                    assert kind != "entity" or schema_of[value] in leads_to, (entity["schema"], name)


def test_the_models_own_library_keeps_every_value(entities, sixty, hostile):
    """Runs only where somebody has installed followthemoney."""
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
