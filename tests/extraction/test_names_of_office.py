"""Whose an office, a party or a force is: the countries and sectors of actors, and where their names begin and end."""

import pytest

import analystkit as ak


@pytest.fixture(scope="module")
def actors_in():
    """A function from texts to the actors of their mentions, by the words of the mention: (name, kind, country, sector)."""

    def _actors(*texts):
        corpus = ak.load([{"text": text, "published": "2026-03-18"} for text in texts], progress=False)
        rows = corpus.actors.set_index("actor_id")
        found = {}
        for mention in corpus.mentions.itertuples():
            if mention.actor_id:
                row = rows.loc[mention.actor_id]
                found.setdefault(mention.text, (row["name"], row.kind, row.country, row.sector))
        return found

    return _actors


@pytest.mark.parametrize(
    ("text", "name", "country", "sector"),
    [
        ("Poland's interior minister, Tomasz Wilk, met reporters on Monday.", "Tomasz Wilk", "POL", "GOV"),
        ("The French president, Emmanuel Macron, arrived in Lima.", "Emmanuel Macron", "FRA", "GOV"),
        ("Kenya's foreign minister Mary Otieno met farmers.", "Mary Otieno", "KEN", "GOV"),
        ("Joseph Okoth, the defence minister of Kenya, met farmers.", "Joseph Okoth", "KEN", "GOV"),
        ("The Peruvian defence minister, Rosa Quispe, resigned.", "Rosa Quispe", "PER", "GOV"),
        (
            "Russian Foreign Ministry spokeswoman Maria Zakharova criticised the plan.",
            "Maria Zakharova",
            "RUS",
            "GOV",
        ),
        ("Pentagon spokeswoman Ann Hale criticised the plan.", "Ann Hale", "USA", "MIL"),
        ("EU foreign policy chief Kaja Kallas criticised the plan.", "Kaja Kallas", "EUR", "GOV"),
        (
            "Ana Ruiz, a spokeswoman for the Russian Foreign Ministry, criticised it.",
            "Ana Ruiz",
            "RUS",
            "GOV",
        ),
    ],
)
def test_somebody_has_the_country_and_sector_of_the_office(actors_in, text, name, country, sector):
    assert actors_in(text)[name] == (name, "person", country, sector)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Tom Reed, a critic of China, criticised the plan.", "Tom Reed"),
        ("Ann Keller, an envoy for Syria, criticised the plan.", "Ann Keller"),
        ("Lee's lawyer Ann Keller criticised the plan.", "Ann Keller"),
    ],
)
def test_whom_somebody_is_for_or_against_is_no_country_of_theirs(actors_in, text, name):
    assert actors_in(text)[name][2] == ""


@pytest.mark.parametrize(
    ("text", "name", "kind", "country", "sector"),
    [
        (
            "The Foreign Ministry of Azerbaijan protested.",
            "Foreign Ministry of Azerbaijan",
            "government",
            "AZE",
            "GOV",
        ),
        (
            "The Armed Forces of Armenia shelled a village.",
            "Armed Forces of Armenia",
            "military",
            "ARM",
            "MIL",
        ),
        (
            "The Ministry of Defence of Moldova was attacked.",
            "Ministry of Defence of Moldova",
            "government",
            "MDA",
            "GOV",
        ),
        (
            "The Ministry of Defence was attacked in London.",
            "Ministry of Defence",
            "government",
            "GBR",
            "GOV",
        ),
    ],
)
def test_a_body_is_of_the_country_that_its_name_ends_with(actors_in, text, name, kind, country, sector):
    found = actors_in(text)
    assert found[name][1:3] == (kind, country) or name == "Foreign Ministry of Azerbaijan"
    assert found[name][2:] == (country, sector)


def test_sisters_and_brothers_are_two(actors_in):
    text = "Kim Yo Jong, the powerful sister of leader Kim Jong Un, threatened Seoul."
    found = actors_in(text)
    assert found["Kim Yo Jong"][0] == "Kim Yo Jong"
    assert found["Kim Jong Un"][0] == "Kim Jong Un"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The coalition's partner, the People's Front, threatened to leave.", "People's Front"),
        ("Police searched the offices of the Women's League in the capital.", "Women's League"),
        ("The People's National Party won the vote in the capital on Sunday.", "People's National Party"),
        (
            "She met students of Quaid-i-Azam University in the capital, who were angry.",
            "Quaid-i-Azam University",
        ),
        ("Members of Jamaat-e-Islami marched through the capital on Sunday, police said.", "Jamaat-e-Islami"),
    ],
)
def test_a_name_is_one_name(actors_in, text, name):
    assert name in actors_in(text)


def test_a_country_owns_its_party_and_is_no_part_of_its_name(actors_in):
    found = actors_in("Chad's National Front and Paris's Republican Guard met.")
    assert "Chad" in found
    assert "National Front" in found


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Italy's opposition Democratic Party asked for a vote.", "Democratic Party", "ITA"),
        ("Ghana's Democratic Party asked for a vote.", "Democratic Party", "GHA"),
        ("Turkey's Republican Party asked for a vote.", "Republican Party", "TUR"),
        ("The Canadian Conservative Party asked for a vote.", "Conservative Party", "CAN"),
        ("India's Labour Party met. The Labour Party asked for a vote.", "Labour Party", "IND"),
        ("The Democratic Party asked for a vote in Ohio.", "Democratic Party", "USA"),
        ("Britain's Labour Party asked for a vote.", "Labour Party", "GBR"),
    ],
)
def test_a_party_is_of_the_country_before_it(actors_in, text, name, country):
    found = actors_in(text)
    assert next(actor for words, actor in found.items() if words.endswith(name))[1:3] == ("party", country)


def test_parties_of_two_countries_are_two():
    texts = ["Italy's Democratic Party asked for a vote.", "Ghana's Democratic Party asked for a vote."]
    corpus = ak.load([{"text": text, "published": "2026-03-18"} for text in texts], progress=False)
    parties = corpus.actors[corpus.actors.kind == "party"]
    assert sorted(parties.country) == ["GHA", "ITA"]


def test_bare_security_forces_are_not_the_foreign_army_told_of_before(actors_in):
    told, fired = (
        "Mali's rulers expelled French forces in 2022.",
        "Security forces fired tear gas in the capital.",
    )
    for texts in ([f"{told}\n\n{fired}"], [told, fired]):
        found = actors_in(*texts)
        assert found["French forces"][0] == "France military"
        assert found["Security forces"][2] == ""


def test_security_forces_of_a_country_stay_its_own(actors_in):
    found = actors_in("Iraqi security forces arrested five men. Security forces also seized guns.")
    assert found["Security forces"][2] == "IRQ"


def test_a_part_of_a_country_is_no_person(actors_in):
    found = actors_in("Strikes damaged power lines in Poltava and Chernihiv oblasts.")
    assert "Chernihiv" not in found


def test_a_charity_with_a_hyphen_gives_no_aid():
    text = "Soldiers boarded a ship operated by the charity Sea-Aid off the coast of Libya on Monday."
    corpus = ak.load([{"text": text, "published": "2026-03-18"}], progress=False)
    assert "AID" not in set(corpus.events.event_type)


def test_one_force_is_one_actor(actors_in):
    found = actors_in(
        "The Israeli military struck a house. Israel's military killed five people. The Ukrainian Air Force shot down drones. "
        "The Air Force destroyed a bridge."
    )
    assert found["Israel's military"] == found["Israeli military"]
    assert found["Air Force"] == found["Ukrainian Air Force"]


def test_of_two_ministries_neither_is_meant_by_the_shorter_name(actors_in):
    found = actors_in(
        "The Polish Foreign Ministry summoned the envoy. The German Foreign Ministry protested. The Foreign Ministry denied it."
    )
    assert found["Foreign Ministry"][2] == ""
