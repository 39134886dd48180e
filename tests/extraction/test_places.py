"""Places in text: invented sentences with answers written by hand, and what could go wrong around them."""

from __future__ import annotations

import csv
import itertools
import time
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from analystkit.extraction.part import ArticlePart, read_part
from analystkit.extraction.places import extract_places
from analystkit.lexicon import Lexicon
from analystkit.model.rows import Article, Mention, PlaceMention

CASES = Path(__file__).with_name("data") / "places.csv"
LEXICON = Lexicon.default()


@pytest.fixture(scope="module")
def blank() -> Language:
    return spacy.blank("en")


def part_of(nlp: Language, text: str) -> ArticlePart:
    return read_part(Article("a", "", text), "text", nlp(text))


def places(
    nlp: Language, text: str, *labelled: tuple[str, str], lexicon: Lexicon = LEXICON
) -> list[PlaceMention]:
    mentions = []
    for words, label in labelled:
        start = text.index(words)
        mentions.append(Mention(f"m{start}", "a", "text", start, start + len(words), words, label, "name"))
    return extract_places(part_of(nlp, text), mentions, lexicon)


def written(place: PlaceMention) -> str:
    point = "yes" if place.latitude is not None else "no"
    return f"{place.place}/{place.country}/{place.place_precision}/{point}"


def cases() -> list[tuple[str, str]]:
    lines = [line for line in CASES.read_text("utf-8").splitlines() if not line.startswith("#")]
    return [(row["text"], row["places"]) for row in csv.DictReader(lines)]


@pytest.mark.parametrize("text, expected", cases())
def test_sentence(text: str, expected: str, blank: Language) -> None:
    wanted = [item.strip() for item in expected.split(";") if item.strip()]
    found = [written(place) for place in places(blank, text)]
    assert found == wanted


def test_an_abbreviated_country_before_a_noun_is_its_adjective(blank: Language) -> None:
    words, tags = ["US", "troops", "left", "the", "US", "."], ["NNP", "NNS", "VBD", "DT", "NNP", "."]
    text = "US troops left the US ."
    doc = Doc(blank.vocab, words=words, tags=tags, spaces=[True] * 5 + [False])
    part = read_part(Article("a", "", text), "text", doc)
    assert [place.start for place in extract_places(part, [], LEXICON)] == [19]


def test_people_are_no_places(blank: Language) -> None:
    text = "Michael Jordan met Paris Okoro. Jordan smiled. Later he flew to Amman."
    found = places(blank, text, ("Michael Jordan", "PERSON"), ("Paris Okoro", "PERSON"))
    assert [place.place for place in found] == ["Amman"]


def test_a_name_labelled_a_person_is_a_place_where_the_gazetteer_is_sure(blank: Language) -> None:
    assert [p.place for p in places(blank, "Shells fell on Kharkiv.", ("Kharkiv", "PERSON"))] == ["Kharkiv"]
    assert places(blank, "Mary Hit spoke.", ("Mary Hit", "PERSON")) == []


def test_a_place_inside_an_organisation_is_none_but_a_site_is(blank: Language) -> None:
    text = "The Baghdad Motor Company opened near Erbil International Airport."
    found = places(blank, text, ("Baghdad Motor Company", "ORG"), ("Erbil International Airport", "ORG"))
    assert [place.place for place in found] == ["Erbil International Airport"]


def test_an_unknown_place_needs_more_than_its_label(blank: Language) -> None:
    text = "Gunmen struck in Kelsuva on Monday. Tarvok denied it."
    found = places(blank, text, ("Kelsuva", "GPE"), ("Tarvok", "GPE"))
    assert [(p.place, p.country, p.latitude, p.place_precision) for p in found] == [("Kelsuva", "", None, "")]


def test_an_unknown_site_has_the_country_of_what_it_lies_in(blank: Language) -> None:
    found = places(blank, "They were held at Tarvok prison in northern Syria.", ("Tarvok", "FAC"))
    assert next((p.text, p.country, p.place_precision) for p in found) == ("Tarvok", "SYR", "site")


def test_spans_are_the_words_and_do_not_overlap(blank: Language) -> None:
    text = "From Deir ez-Zor to Abu Kamal, the Syrian army faced Islamic State near the Euphrates River."
    found = places(blank, text)
    assert all(text[p.start : p.end] == p.text for p in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert [p.place for p in found] == ["Deir ez-Zor", "Abu Kamal", "Euphrates"]


def test_a_name_told_once_with_its_country_keeps_it(blank: Language) -> None:
    text = "The fire began in Moscow, Idaho. Moscow has 25,000 people, most of them students, the American mayor said."
    assert [p.country for p in places(blank, text) if p.place == "Moscow"] == ["USA", "USA"]


def test_own_places_are_found(blank: Language) -> None:
    mine = LEXICON.extended(
        places=[
            {"name": "Camp Heron", "kind": "site", "country": "IRQ", "latitude": "33.1", "longitude": "43.2"}
        ]
    )
    found = places(blank, "Mortars hit Camp Heron.", lexicon=mine)
    assert [(p.place, p.latitude, p.place_precision) for p in found] == [("Camp Heron", 33.1, "site")]
    assert places(blank, "Mortars hit Camp Heron.") == []


def test_empty_and_odd_texts(blank: Language) -> None:
    for text in ("", "   ", "\n\n", "\u200f\u200f Iraq \u200f", "U.S.", "of of of the the in", "St. St. St."):
        for place in places(blank, text):
            assert text[place.start : place.end] == place.text


def test_time_grows_with_the_text_alone(blank: Language) -> None:
    part = part_of(blank, "The city of the town of Paris in the north of New York. " * 4000)
    begun = time.perf_counter()
    extract_places(part, [], LEXICON)
    assert time.perf_counter() - begun < 60 * len(part.tokens) * 1e-6 + 1


def test_a_surname_that_is_a_town_is_none(blank: Language) -> None:
    words = ["Ali", "Haji", "Aden", "spoke", "in", "Aden", "."]
    tags = ["NNP", "NNP", "NNP", "VBD", "IN", "NNP", "."]
    doc = Doc(blank.vocab, words=words, tags=tags, spaces=[True] * 5 + [False, False])
    part = read_part(Article("a", "", doc.text), "text", doc)
    assert [place.start for place in extract_places(part, [], LEXICON)] == [doc.text.rindex("Aden")]
