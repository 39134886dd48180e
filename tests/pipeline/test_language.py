"""The embedded pipeline reads news English: the constructions that extraction stands on.

Sentences are invented. Each holds one construction, in wording that leaves no doubt; accuracy over real text is
measured in benchmarks, not here.
"""

from __future__ import annotations

import pytest

from analystkit.pipeline import parse


@pytest.fixture(scope="module")
def read(embedded):
    def _read(text: str):
        (result,) = parse(embedded, [text])
        return result.doc

    return _read


def token(doc, text: str):
    return next(t for t in doc if t.text == text)


def test_active_clause(read) -> None:
    doc = read("Soldiers attacked a village near the border on Monday.")
    verb = token(doc, "attacked")
    assert (verb.dep_, verb.lemma_, verb.tag_) == ("ROOT", "attack", "VBD")
    assert token(doc, "Soldiers").dep_ == "nsubj"
    assert token(doc, "village").dep_ == "dobj"
    assert token(doc, "border").dep_ == "pobj"


def test_passive_with_agent(read) -> None:
    doc = read("Three farmers were killed by gunmen in the market.")
    assert token(doc, "farmers").dep_ == "nsubjpass"
    assert token(doc, "were").dep_ == "auxpass"
    by = token(doc, "by")
    assert (by.dep_, by.head.text) == ("agent", "killed")
    assert token(doc, "gunmen").head == by


@pytest.mark.parametrize(
    "text", ["Troops shot down a drone.", "Air defences shot down two missiles over the city."]
)
def test_particle_verb(read, text: str) -> None:
    doc = read(text)
    down = token(doc, "down")
    assert (down.dep_, down.tag_, down.head.lemma_) == ("prt", "RP", "shoot")


def test_reduced_relative(read) -> None:
    doc = read("Two trucks loaded with weapons were stopped at the border.")
    assert token(doc, "loaded").dep_ == "acl"
    assert token(doc, "stopped").dep_ == "ROOT"
    assert token(doc, "trucks").dep_ == "nsubjpass"


def test_negation(read) -> None:
    doc = read("The army did not attack the town.")
    assert token(doc, "not").dep_ == "neg"


@pytest.mark.parametrize("marks", ['""', "\u201c\u201d"])
def test_quotation_before_its_speaker(read, marks: str) -> None:
    doc = read(f"{marks[0]}We will not leave the valley,{marks[1]} the commander said.")
    said = token(doc, "said")
    assert said.dep_ == "ROOT"
    assert token(doc, "commander").head == said
    assert token(doc, "leave").dep_ in {"ccomp", "parataxis"}


@pytest.mark.parametrize("apostrophe", ["'", "\u2019"])
def test_genitive(read, apostrophe: str) -> None:
    doc = read(f"The president{apostrophe}s spokesman resigned.")
    assert token(doc, "president").dep_ == "poss"
    assert token(doc, "spokesman").dep_ in {"nsubj", "nsubjpass"}


def test_names(read) -> None:
    doc = read("President Maria Lopez met officials of the United Nations in Nairobi on Tuesday.")
    found = {(entity.text.removeprefix("the "), entity.label_) for entity in doc.ents}
    assert {
        ("Maria Lopez", "PERSON"),
        ("United Nations", "ORG"),
        ("Nairobi", "GPE"),
        ("Tuesday", "DATE"),
    } <= found


def test_noun_chunks(read) -> None:
    doc = read("Heavily armed men attacked a police station in the old town.")
    assert [chunk.root.text for chunk in doc.noun_chunks] == ["men", "station", "town"]


@pytest.mark.parametrize(
    ("text", "form", "lemma"),
    [
        ("They fled the city.", "fled", "flee"),
        ("The men were shot.", "men", "man"),
        ("He has been arrested.", "been", "be"),
        ("They shot a guard.", "shot", "shoot"),
        ("The wives left.", "wives", "wife"),
        ("It is the worst attack.", "worst", "bad"),
        ("He didn\u2019t go.", "n\u2019t", "not"),
        ("Criticism of the raid was rising.", "rising", "rise"),
    ],
)
def test_lemma(read, text: str, form: str, lemma: str) -> None:
    assert token(read(text), form).lemma_ == lemma


def test_white_space_is_tagged_as_such(read) -> None:
    doc = read("One.\n\n\nTwo.  Three.")
    assert {t.tag_ for t in doc if t.is_space} == {"_SP"}
    assert {t.pos_ for t in doc if t.is_space} == {"SPACE"}


@pytest.mark.parametrize("rank", ["Sgt.", "Maj.", "Capt.", "Lt. Col.", "Brig. Gen."])
def test_an_abbreviated_rank_ends_no_sentence(read, rank: str) -> None:
    doc = read(f"Doctors treated {rank} Paul Reyes in the capital.")
    assert len(list(doc.sents)) == 1
    assert ("Paul Reyes", "PERSON") in {(entity.text, entity.label_) for entity in doc.ents}
