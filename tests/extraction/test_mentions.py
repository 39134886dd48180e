"""Mentions: which words refer to actors, how they are trimmed and labelled, and which of them mean the same one."""

from __future__ import annotations

import re

import pandas as pd
import pytest
import spacy
from spacy.tokens import Doc, Span

import analystkit as ak
from analystkit.extraction.mentions import extract_mentions
from analystkit.extraction.part import read_part
from analystkit.lexicon import Lexicon
from analystkit.model.rows import Article
from analystkit.pipeline import load_pipeline
from analystkit.resolve.names import name_words

_VOCAB = spacy.blank("en").vocab
_TAGS = {
    "the": "DT", "a": "DT", "an": "DT", "two": "CD", "these": "DT", "of": "IN", "in": "IN", "on": "IN", "from": "IN", "with": "IN", "at": "IN",
    "near": "IN", "and": "CC", "that": "IN", ",": ",", ".": ".", "-": "HYPH", "(": "-LRB-", ")": "-RRB-", "'s": "POS", "’s": "POS", "is": "VBZ",
    "was": "VBD", "said": "VBD", "met": "VBD", "told": "VBD", "left": "VBD", "spoke": "VBD", "attacked": "VBD", "killed": "VBD", "he": "PRP",
    "she": "PRP", "it": "PRP", "they": "PRP", "his": "PRP$", "her": "PRP$", "its": "PRP$", "their": "PRP$", "himself": "PRP", "who": "WP",
    "had": "VBD", "rained": "VBD", "former": "JJ", "clear": "JJ", "led": "VBN", "backed": "VBN", "new": "JJ", "deputy": "JJ", "again": "RB",
    "denied": "VBD", "praised": "VBD", "arrived": "VBD", "welcomed": "VBD", "fled": "VBD", "“": "``", "”": "''", "us": "PRP",
}  # fmt: skip


def parse(
    text: str, ents: dict[str, str] | None = None, deps: dict[str, tuple[str, str]] | None = None
) -> Doc:
    """Make a Doc by hand: tags from a table (capitals are proper nouns), verbs take the noun before as subject.

    `ents` maps words to labels; `deps` maps a word to its dependency and the word it hangs on.
    """
    words = re.findall(r"[A-Z]\.(?:[A-Z]\.)+|['’]s\b|\w+|[^\w\s]", text)
    spaces, at = [], 0
    for word in words:
        at = text.index(word, at) + len(word)
        spaces.append(at < len(text) and text[at] == " ")
    tags = []
    for number, word in enumerate(words):
        begins = number == 0 or words[number - 1] == "."
        tag = None if word[0].isupper() and not begins else _TAGS.get(word) or _TAGS.get(word.lower())
        if tag is None:
            plural = word.endswith("s") and not word.endswith("ss")
            tag = (
                "RB"
                if word == "Later"
                else "NNP"
                if word[0].isupper() and not begins
                else "NNS"
                if plural
                else "NN"
            )
        tags.append(tag)
    starts = [number == 0 or words[number - 1] == "." for number in range(len(words))]
    heads, labels = list(range(len(words))), ["dep"] * len(words)
    first = 0
    for number in range(len(words)):
        first = number if starts[number] else first
        rest = range(first, next((n for n in range(number + 1, len(words)) if starts[n]), len(words)))
        verb = next((n for n in rest if tags[n].startswith("VB")), first)
        heads[number] = verb
        labels[number] = "ROOT" if number == verb else "nsubj" if number == verb - 1 else "dep"
        if number and tags[number - 1] == "IN" and tags[number].startswith("NN"):
            heads[number], labels[number] = number - 1, "pobj"
    for word, (label, head) in (deps or {}).items():
        heads[words.index(word)], labels[words.index(word)] = words.index(head), label
    doc = Doc(
        _VOCAB,
        words,
        spaces,
        tags=tags,
        heads=heads,
        deps=labels,
        sent_starts=None,
        lemmas=[w.lower() for w in words],
    )
    spans = []
    for name, label in (ents or {}).items():
        size = len(re.findall(r"\w+|[^\w\s]", name))
        for number in range(len(words)):
            span = doc[number : number + size]
            if span.text == name and not any(s.start < span.end and span.start < s.end for s in spans):
                spans.append(Span(doc, number, number + size, label=label))
    doc.ents = spans
    return doc


def mentions(text: str, ents=None, deps=None, title: str = ""):
    article = Article("x", title, text)
    parts = [read_part(article, "title", parse(title)), read_part(article, "text", parse(text, ents, deps))]
    found = extract_mentions(parts, Lexicon.default())
    for mention in found:
        source = title if mention.part == "title" else text
        assert source[mention.start : mention.end] == mention.text
        assert mention.start <= mention.head_start < mention.head_end <= mention.end
    return found


def only(found, text: str):
    hits = [m for m in found if m.text == text]
    assert len(hits) == 1, [(m.text, m.label, m.kind) for m in found]
    return hits[0]


def together(found, a: str, b: str) -> bool:
    return only(found, a).entity == only(found, b).entity


# ---- names


def test_title_and_nationality_stand_outside_the_name():
    mention = only(
        mentions("Peruvian President Rosa Quispe said so.", {"Rosa Quispe": "PERSON"}), "Rosa Quispe"
    )
    assert (mention.title, mention.country, mention.sector, mention.label) == (
        "President",
        "PER",
        "GOV",
        "PERSON",
    )


def test_clitics_and_determiners_are_cut_off():
    found = mentions("On Sunday the Harbour Union’s boats left.", {"the Harbour Union’s": "ORG"})
    assert [m.text for m in found if m.kind == "name"] == ["Harbour Union"]


def test_lower_case_title_before_a_name():
    mention = only(mentions("Troops met rebel commander Tomas Veld.", {"Tomas Veld": "PERSON"}), "Tomas Veld")
    assert mention.title == "rebel commander"


def test_a_plural_before_a_name_is_no_title_of_one_person():
    found = mentions("The refugees Tomas Veld met left.", {"Tomas Veld": "PERSON"})
    assert only(found, "Tomas Veld").title == ""
    assert only(found, "The refugees").kind == "nominal"


def test_former_office_is_kept_in_the_title():
    mention = only(
        mentions("On Friday former President Ilya Moran spoke.", {"Ilya Moran": "PERSON"}), "Ilya Moran"
    )
    assert mention.title == "former President"


@pytest.mark.parametrize(
    ("text", "ents", "name", "label"),
    [
        ("Fighters of Kataeb Hezbollah left.", {"Kataeb Hezbollah": "PERSON"}, "Kataeb Hezbollah", "ORG"),
        (
            "Soldiers left Karim Khan Airbase again.",
            {"Karim Khan Airbase": "ORG"},
            "Karim Khan Airbase",
            "FAC",
        ),
        (
            "Later Bremen Steel Corporation denied it.",
            {"Bremen Steel Corporation": "PERSON"},
            "Bremen Steel Corporation",
            "ORG",
        ),
        ("Later Doctor Amina Okoro denied it.", {"Amina Okoro": "ORG"}, "Amina Okoro", "PERSON"),
    ],
)
def test_the_lexicon_corrects_the_model(text, ents, name, label):
    assert only(mentions(text, ents), name).label == label


def test_one_name_has_one_label_in_an_article():
    text = "On Sunday Minister Lena Brandt spoke. Later Brandt left."
    found = mentions(text, {"Lena Brandt": "PERSON", "Brandt": "GPE"})
    assert {m.label for m in found if m.kind == "name"} == {"PERSON"}


def test_capitals_alone_make_no_country():
    found = mentions("They told us that it rained. Who left.")
    assert not [m for m in found if m.kind == "name"]


def test_a_country_named_as_a_place_is_marked_as_one():
    found = mentions(
        "Guards attacked two camps in Chad. Later Niger denied it.", {"Chad": "GPE", "Niger": "GPE"}
    )
    assert only(found, "Chad").role == "place"
    assert only(found, "Niger").role == ""


def test_capital_and_adjective_mean_the_state():
    found = mentions("Later Lima denied it. Later Peru said so. ", {"Lima": "GPE", "Peru": "GPE"})
    assert together(found, "Lima", "Peru")
    assert only(found, "Lima").country == "PER"


# ---- nominals


def test_role_nouns_have_sector_country_and_number():
    found = mentions("The Iraqi militia attacked two gunmen.", {"Iraqi": "NORP"})
    militia = only(found, "The Iraqi militia")
    assert (militia.country, militia.sector, militia.role, militia.kind) == (
        "IRQ",
        "PRM",
        "militia",
        "nominal",
    )
    assert only(found, "two gunmen").sector == "UAF"


def test_who_backs_a_group_is_not_its_country():
    found = mentions("The Iranian - backed militia attacked.".replace(" - ", "-"), {"Iranian": "NORP"})
    assert [m.country for m in found if m.role == "militia"] == [""]


def test_a_role_noun_before_another_noun_is_no_mention():
    assert not [
        m
        for m in mentions("The police station was new.", deps={"police": ("compound", "station")})
        if m.role == "police"
    ]


# ---- chains


def test_surname_full_name_and_headline_join():
    text = "On Sunday Minister Lena Brandt spoke. Later Brandt left."
    found = mentions(text, {"Lena Brandt": "PERSON", "Brandt": "PERSON"}, title="Talks : Brandt spoke")
    assert len({m.entity for m in found if m.text.endswith("Brandt")}) == 1
    assert only([m for m in found if m.part == "text"], "Brandt").link == "surname"


def test_two_people_of_one_surname_stay_two():
    text = "On Sunday Lena Brandt met Otto Brandt."
    found = mentions(text, {"Lena Brandt": "PERSON", "Otto Brandt": "PERSON"})
    assert not together(found, "Lena Brandt", "Otto Brandt")


def test_bracketed_initials_are_an_acronym():
    text = "Later Free Fishers Front ( FFF ) spoke. Later FFF left.".replace("( ", "(").replace(" )", ")")
    found = mentions(text, {"Free Fishers Front": "ORG", "FFF": "ORG"})
    assert len({m.entity for m in found if m.label == "ORG"}) == 1


def test_a_group_within_a_name_is_another_group():
    text = "Later Hezbollah denied it. Later Kataeb Hezbollah left."
    found = mentions(text, {"Hezbollah": "ORG", "Kataeb Hezbollah": "ORG"})
    assert not together(found, "Hezbollah", "Kataeb Hezbollah")


def test_the_coalition_is_the_one_that_was_named():
    found = mentions("Later US - led coalition left. The coalition spoke.".replace(" - ", "-"))
    assert together(found, "US-led coalition", "The coalition")


def test_apposition_and_copula():
    text = "Later Lena Brandt , a lawyer , spoke.".replace(" ,", ",")
    assert together(mentions(text, {"Lena Brandt": "PERSON"}), "Lena Brandt", "a lawyer")
    text = "Later Lena Brandt is a lawyer."
    assert together(mentions(text, {"Lena Brandt": "PERSON"}), "Lena Brandt", "a lawyer")


def test_pronouns_agree_in_gender_and_number():
    names = {"Lena Brandt": "PERSON", "Otto Maier": "PERSON"}
    found = mentions("On Sunday Lena Brandt met Otto Maier. Later she left.", names)
    assert together(found, "Lena Brandt", "she")
    assert 0 < only(found, "she").link_confidence <= 1
    found = mentions("On Sunday Otto Maier met Lena Brandt. Later he spoke.", names)
    assert together(found, "Otto Maier", "he")


def test_it_that_means_nothing_is_no_mention():
    found = mentions("Later Peru spoke. It is clear that rain left.", {"Peru": "GPE"})
    assert "It" not in [m.text for m in found]


def test_who_joins_the_noun_before():
    text = "The gunman who fled was clear."
    found = mentions(
        text, deps={"who": ("nsubj", "fled"), "fled": ("relcl", "gunman"), "gunman": ("nsubj", "was")}
    )
    assert together(found, "The gunman", "who")


def test_an_indefinite_nominal_opens_a_new_actor():
    text = "The soldier left. A soldier spoke."
    assert not together(mentions(text), "The soldier", "A soldier")


def test_the_same_text_gives_the_same_rows():
    text = "On Sunday Minister Lena Brandt spoke. Later Brandt left."
    ents = {"Lena Brandt": "PERSON", "Brandt": "PERSON"}
    assert mentions(text, ents) == mentions(text, ents)


def test_empty_and_odd_texts_give_no_mentions():
    for text in ("", "...", "-", "\n\n"):
        assert mentions(text) == []


def test_a_users_name_is_known():
    lexicon = Lexicon.default().extended(
        actors=[{"name": "Grey Harbour", "kind": "armed group", "sector": "REB", "country": "NOR"}]
    )
    article = Article("x", "", "Later Grey Harbour left.")
    parts = [
        read_part(article, "title", parse("")),
        read_part(article, "text", parse(article.text, {"Grey Harbour": "FAC"})),
    ]
    mention = only(extract_mentions(parts, lexicon), "Grey Harbour")
    assert (mention.label, mention.sector, mention.country) == ("ORG", "REB", "NOR")


def test_a_surname_at_the_head_of_a_sentence_is_the_person_named_in_full():
    found = mentions("Mark Felt died. Felt had left.", {"Mark Felt": "PERSON"})
    assert together(found, "Mark Felt", "Felt")


def test_customers_are_no_part_of_a_company_and_fighters_are_of_their_group():
    found = mentions(
        "Nordbank customers fled. Hezbollah fighters left.", {"Nordbank": "ORG", "Hezbollah": "ORG"}
    )
    assert not together(found, "Nordbank", "Nordbank customers")
    assert together(found, "Hezbollah", "Hezbollah fighters")


def test_offices_and_zones_are_cut_from_names():
    found = mentions("Secretary of State Rosa Quispe left.", {"State Rosa Quispe": "PERSON"})
    assert only(found, "Rosa Quispe").title == "Secretary of State"


def test_what_is_done_to_a_mention_is_kept():
    found = mentions("Ana Duarte left.", {"Ana Duarte": "PERSON"}, {"Duarte": ("nsubj", "left")})
    assert only(found, "Ana Duarte").act == "left:subject"


def test_a_surname_is_whoever_was_told_of_most():
    found = mentions(
        "Ana Duarte left. Duarte met Paulo Duarte. Later Ms. Duarte fled.",
        {"Ana Duarte": "PERSON", "Paulo Duarte": "PERSON"},
    )
    first = only(found, "Ana Duarte").entity
    assert [m.entity for m in found if m.text == "Duarte"] == [first, first]


def test_the_agency_in_a_dateline_is_nobody_the_article_is_about():
    text = "Kano (Sahel Press) - The minister spoke. Later Sahel Press left."
    found = mentions(text, {"Kano": "GPE", "Sahel Press": "ORG"})
    assert [m.start for m in found if m.text == "Sahel Press"] == [text.rindex("Sahel Press")]
    aside = "Kano (Sahel Press) spoke."
    assert "Sahel Press" in {m.text for m in mentions(aside, {"Kano": "GPE", "Sahel Press": "ORG"})}


def test_a_dash_with_spaces_ends_a_name():
    texts = {m.text for m in mentions("Kano - Nadia Bello spoke.", {"Kano - Nadia Bello": "PERSON"})}
    assert "Nadia Bello" in texts


def test_at_least_goes_with_the_count():
    pipeline = load_pipeline()
    text = "Clashes on Sunday killed at least 91 people."
    part = read_part(Article("a1", "", text), "text", pipeline(text))
    assert [m.text for m in extract_mentions([part], Lexicon.default())] == ["at least 91 people"]


@pytest.mark.parametrize("marks", ['""', "“”", "''"])
def test_a_nickname_in_marks_is_an_alias_within_one_name(marks):
    nickname = f"{marks[0]}the Owl{marks[1]}"
    text = f"Later former deputy Rosa {nickname} Quispe left again. Later it rained again and the Owl fled. Again Quispe denied it."
    found = mentions(text, {"Rosa": "PERSON", "Owl": "GPE"})
    whole = only(found, f"Rosa {nickname} Quispe")
    assert (whole.label, whole.kind) == ("PERSON", "name")
    assert {m.entity for m in found if m.kind == "name"} == {whole.entity}
    assert only(found, "Owl").link == "nickname"
    assert name_words(whole.text) == name_words("Rosa Quispe")


def test_what_is_quoted_behind_a_name_is_no_nickname():
    found = mentions("The Harbour Union “Grey Book” Group left.", {"Harbour Union": "ORG"})
    assert all("“" not in m.text for m in found)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Okoro fled the city.", "PERSON"),
        ("Police arrested Okoro.", "PERSON"),
        ("On Sunday Okoro, who had fled, was arrested.", "PERSON"),
        ("On Sunday the Okoro fled.", ""),
        ("Okoro is large.", ""),
    ],
)
def test_a_name_the_model_does_not_know_is_a_person_by_what_is_told_of_it(text, label):
    doc = load_pipeline()(text)
    doc.ents = [span for span in doc.ents if "Okoro" not in span.text]
    part = read_part(Article("a1", "", text), "text", doc)
    found = [m.label for m in extract_mentions([part], Lexicon.default()) if m.text == "Okoro"]
    assert found == [label] * bool(label)


def test_who_does_not_make_a_person_of_a_place_before_it():
    text = "Police met a teacher from Okoro, who fled."
    doc = load_pipeline()(text)
    doc.ents = [doc.char_span(text.index("Okoro"), text.index("Okoro") + 5, label="GPE")]
    part = read_part(Article("a1", "", text), "text", doc)
    assert [m.label for m in extract_mentions([part], Lexicon.default()) if m.text == "Okoro"] == ["GPE"]


@pytest.mark.parametrize(
    "said",
    [", known as Chola,", ", who is better known as Chola,", " (also known as “Chola”)", ", alias Chola,"],
)
def test_another_name_that_the_text_gives_is_an_alias(said):
    text = f"On Sunday Rosa Quispe{said} was sentenced to ten years. The court said that Chola had bribed two of its officers."
    part = read_part(Article("a1", "", text), "text", load_pipeline()(text))
    found = extract_mentions([part], Lexicon.default())
    assert len({m.entity for m in found if m.text in ("Rosa Quispe", "Chola")}) == 1
    assert [m.link for m in found if m.text == "Chola"] == ["nickname", "nickname"]


def test_known_for_gives_no_alias():
    text = "On Sunday Rosa Quispe, known to all Peruvians, met Ana Duarte."
    part = read_part(Article("a1", "", text), "text", load_pipeline()(text))
    found = extract_mentions([part], Lexicon.default())
    assert all(m.link != "nickname" for m in found)


@pytest.mark.parametrize(
    "text",
    [
        "LA PAZ, Bolivia (Sierra Wire) - Soldiers left the city on Sunday.",
        "THE HAGUE (Sierra Wire) - Soldiers left the city on Sunday.",
        "OSLO, May 6 (Sierra Wire) - Soldiers left the city on Sunday.",
    ],
)
def test_the_place_of_a_dateline_is_no_actor(text):
    part = read_part(Article("a1", "", text), "text", load_pipeline()(text))
    found = extract_mentions([part], Lexicon.default())
    assert all(m.role == "place" for m in found if m.text.isupper())
    assert not text.startswith("LA PAZ") or found[0].text == "LA PAZ"


def test_a_seat_means_its_actor_where_it_acts():
    text = "On Sunday Brussels said that it was considering sanctions. Ministers met in Brussels."
    part = read_part(Article("a1", "", text), "text", load_pipeline()(text))
    acting, place = [m for m in extract_mentions([part], Lexicon.default()) if m.text == "Brussels"]
    assert (acting.label, acting.country, acting.role) == ("ORG", "EUR", "")
    assert (place.label, place.country, place.role) == ("GPE", "BEL", "place")


def test_an_opposition_alliance_is_no_army():
    found = mentions("The Peruvian opposition alliance left. Later the alliance denied it.")
    whole = only(found, "The Peruvian opposition alliance")
    assert (whole.sector, whole.country) == ("OPP", "PER")
    assert only(found, "the alliance").entity == whole.entity


def test_an_apposition_says_that_a_name_is_a_body():
    text = "On Sunday Harbour Watch, a rights group, accused the army of torture."
    doc = load_pipeline()(text)
    doc.ents = [doc.char_span(text.index("Harbour"), text.index("Watch") + 5, label="PERSON")]
    part = read_part(Article("a1", "", text), "text", doc)
    assert [m.label for m in extract_mentions([part], Lexicon.default()) if m.text == "Harbour Watch"] == [
        "ORG"
    ]


def test_in_before_a_name_and_a_comma_makes_a_place_of_it():
    text = "Shells hit the market in Umm Karim, 20 kilometres east of Lima."
    doc = load_pipeline()(text)
    doc.ents = [doc.char_span(text.index("Umm"), text.index("Karim") + 5, label="ORG")]
    part = read_part(Article("a1", "", text), "text", doc)
    found = extract_mentions([part], Lexicon.default())
    assert [(m.label, m.role) for m in found if m.text == "Umm Karim"] == [("GPE", "place")]


@pytest.mark.parametrize(
    "text",
    [
        "NATO, the alliance, sent troops on Sunday.",
        "NATO-led troops left on Sunday.",
        "NATO: Soldiers must leave.",
    ],
)
def test_an_actor_in_capitals_at_the_head_is_no_dateline(text):
    part = read_part(Article("a1", "", text), "text", load_pipeline()(text))
    first = next(m for m in extract_mentions([part], Lexicon.default()) if m.text == "NATO")
    assert (first.label, first.role) == ("ORG", "")


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("The gang Los Cuervos burned a bus.", "Los Cuervos", "ORG"),
        ("Los Lobos killed two guards.", "Los Lobos", "ORG"),
        ("The gang leader Pedro Ruiz fled.", "Pedro Ruiz", "PERSON"),
    ],
)
def test_what_a_noun_in_front_or_an_article_calls_a_band_is_no_person(text, name, label):
    frame = pd.DataFrame({"article_id": ["a1"], "title": [""], "text": [text], "published": ["2023-06-15"]})
    mentions = ak.extract(ak.read_articles(frame)).mentions.set_index("text")
    assert mentions.loc[name, "label"] == label


def test_who_is_quoted_at_length_is_who_stood_before_it():
    said = (
        "The road was closed. We waited there. The buses had left. The shops were shut. The phones were dead."
    )
    text = f'A teacher in Oslo was angry. "{said} Nobody came," she said.'
    (article,) = ak.load([{"text": text}], progress=False).mentions.groupby("article_id")
    mentions = article[1].set_index("text")["entity"]
    assert mentions["she"] == mentions["A teacher"]
