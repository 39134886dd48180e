"""Where an event was that its own words do not name: places said again, datelines, the land of the police, results, what is passed over."""

import pytest


@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        # The like happened in Ganja; in Paris somebody only talked.
        ("A missile hit Ganja on Sunday, and talks were held in Paris. Earlier another missile had hit the city.", "hit", "Ganja"),
        ("Gunmen killed two men in Lahore on Monday. Officials in Islamabad said a bomb later went off in the same city.", "went off", "Lahore"),
        ("Clashes began in Kassala province in May. Police shot ten men in the province in August.", "shot", "Kassala State"),
        ("Clashes began in Kassala province in May. Police shot ten men in the neighbouring province in August.", "shot", ""),
        ("Gunmen attacked a bus near Lae on Monday. Soldiers opened fire in the capital.", "opened fire", "Port Moresby"),
        ("Soldiers took up positions in the capital of Togo on Tuesday.", "took up positions", "Lome"),
        ("The army attacked Homs on Monday. Its allies fight the Islamic State.", "fight", ""),
        ("Rebels stormed Goma on Sunday. Gunmen in the city of Bukavu shot dead two men.", "shot dead", "Bukavu"),
    ],
)  # fmt: skip
def test_a_place_is_said_again(placed, text, trigger, place):
    assert placed(text)[trigger].place == place


@pytest.mark.parametrize(
    ("text", "trigger", "place_text", "place"),
    [
        ("LIMA - Protesters stormed the residence of Peru's president on Tuesday.", "stormed", "", "Lima"),
        ("NAIROBI (Wire) - Two bombs exploded outside Kenya's interior ministry on Tuesday.", "exploded", "Kenya's interior ministry", "Nairobi"),
        ("BEIRUT - Thousands of protesters marched on parliament on Sunday.", "marched", "parliament", "Beirut"),
        ("ISTANBUL - Sudan and Ethiopia signed an agreement on Tuesday.", "signed an agreement", "", "Istanbul"),
        # A correspondent reports from where he is.
        ("CAIRO - Sudan's army killed 12 people on Friday.", "killed", "", ""),
        ("NAIROBI - Rebels stormed the governor's palace in Goma on Friday.", "stormed", "Goma", "Goma"),
        ("LIMA - The minister resigned. Protesters stormed the president's palace on Tuesday.", "stormed", "", ""),
        # The police of a land police it.
        ("BERLIN - German police arrested 25 people on Wednesday.", "arrested", "", "Germany"),
        ("Norwegian police arrested two men in Tallinn on Wednesday.", "arrested", "Tallinn", "Tallinn"),
        ("A Moscow court jailed a blogger. Israeli police detained 12 people.", "detained", "", "Israel"),
    ],
)  # fmt: skip
def test_a_report_tells_by_whom_and_from_where_it_was(placed, text, trigger, place_text, place):
    event = placed(text)[trigger]
    assert (event.place_text, event.place) == (place_text, place)


@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        ("Two bombs exploded in Aden on Tuesday, killing four people.", "killing", "Aden"),
        ("The Kabul bombing wounded 12 people.", "bombing", "Kabul"),
        ("Kharkiv came under rocket fire on Friday.", "came under rocket fire", "Kharkiv"),
        ("Troops shelled Sumy, a town which the army claims to have captured.", "captured", "Sumy"),
        ("In neighbouring Chad, soldiers seized almost two tonnes of cocaine.", "seized", "Chad"),
        ("Two buses were set ablaze in the Orvile district on Tuesday.", "set ablaze", "Orvile district"),
        ("The staffers went to Flint to talk with the mayor.", "talk", "Flint"),
        # Whose home it is, who says so, to whom it is ascribed, where somebody else was recalled from.
        ("Protesters, most of them from the island of Java, marched on parliament.", "marched", ""),
        ("Four people were wounded, according to prosecutors in Baku.", "wounded", ""),
        ("Two men died in a raid which Syria attributed to Israel.", "raid", ""),
        ("Peru recalled its envoy from Quito after missiles struck a village in its province of Loreto.", "struck", "Loreto"),
    ],
)  # fmt: skip
def test_a_place_is_the_one_an_event_leans_on(placed, text, trigger, place):
    assert placed(text)[trigger].place == place
