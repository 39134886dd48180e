"""Given names written in two syllables, names in apposition to an office, and names whose words the parser hangs apart."""

from __future__ import annotations

import pytest

import analystkit as ak
from analystkit.extraction.name_heads import join_names


def named(*texts: str) -> ak.Corpus:
    return ak.load([{"text": text, "published": "2026-03-18"} for text in texts], progress=False)


def names(corpus: ak.Corpus) -> list[str]:
    mentions = corpus.mentions
    return mentions.loc[mentions["kind"] == "name", "text"].tolist()


def test_the_second_syllable_written_small_is_part_of_the_name():
    corpus = named("Lee Jae-sung met Kang Kyung-wha in Lima. Park Geun-hye's aide Ban Ki-moon left.")
    assert names(corpus) == ["Lee Jae-sung", "Kang Kyung-wha", "Lima", "Park Geun-hye", "Ban Ki-moon"]
    assert set(corpus.mentions.loc[corpus.mentions["text"] != "Lima", "label"]) <= {"PERSON", "ORG"}
    people = corpus.mentions[corpus.mentions["text"].isin(["Lee Jae-sung", "Kang Kyung-wha", "Ban Ki-moon"])]
    assert set(people["label"]) == {"PERSON"}


def test_what_a_hyphen_hangs_behind_a_name_is_none_of_it():
    corpus = named("A Petra-backed candidate met an al Qaeda-linked cleric and a Lee Jae-sung-style leader.")
    assert not any(name.endswith(("backed", "linked", "style")) for name in names(corpus))
    assert "Lee Jae-sung" in names(corpus)


def test_namesakes_with_another_middle_syllable_are_two_people():
    corpus = named("Lee Jae-sung met Lee Min-sung.", "Lee Min-sung spoke.", "Lee Jae-sung spoke.")
    by_name = corpus.mentions.groupby("text")["actor_id"].nunique()
    assert by_name["Lee Jae-sung"] == by_name["Lee Min-sung"] == 1
    assert corpus.mentions["actor_id"].nunique() == 2


def test_one_name_under_two_spellings_of_its_syllables_is_one_person():
    corpus = named("Park Jong-un left.", "Park Jung Un spoke.")
    assert corpus.mentions["actor_id"].nunique() == 1


def test_a_name_behind_an_office_of_a_body_is_who_holds_it():
    corpus = named("The director of the agency, Ana Ruiz, resigned.")
    at = corpus.mentions.set_index("text")["actor_id"]
    assert at["The director"] == at["Ana Ruiz"] != at["the agency"]


def test_a_name_behind_a_comma_without_and_is_the_speaker():
    corpus = named('"We cannot stay," said the charity\'s head of mission, Ana Ruiz.')
    assert corpus.quotes["speaker_text"].tolist() == ["the charity's head of mission, Ana Ruiz"]


def test_the_widow_of_the_leader_is_not_both():
    corpus = named("The widow of the leader, Tom Petra, wept.")
    at = corpus.mentions.set_index("text")["actor_id"]
    assert at["the leader"] == at["Tom Petra"] != at["The widow"]


def test_a_name_hung_apart_is_named_once():
    corpus = named(
        "The state has imposed sanctions on both commanders, General Abdel Fattah and Omar Hamdan Daglo."
    )
    [targets] = corpus.events["target_text"]
    assert targets.split("; ")[-1] == "Omar Hamdan Daglo"
    assert targets.count("Omar") == 1


def test_a_rank_within_the_name_of_a_body_is_no_rank():
    corpus = named(
        "The faction calls itself the Central General Staff. The Tunisian General Labour Union said that General Tom Petra was being held. "
        "The General Confederation of Labour met with General Ana Ruiz there last week."
    )
    assert names(corpus) == [
        "Central General Staff", "Tunisian General Labour Union", "Tom Petra", "General Confederation of Labour", "Ana Ruiz",
    ]  # fmt: skip


def test_a_surname_that_looks_like_a_past_tense_is_part_of_the_name():
    assert "Kais Saied" in names(
        named("Police held a critic of President Kais Saied, as she left, her family said.")
    )


@pytest.mark.parametrize("network", ["Telegram", "X", "Truth Social"])
def test_where_something_was_written_is_no_actor(network):
    corpus = named(f"Mayor Ana Ruiz wrote on {network} that the town was safe.")
    assert names(corpus) == ["Ana Ruiz"]


def test_a_network_that_is_fined_is_an_actor():
    assert "Telegram" in names(named("The state has fined Telegram for it."))


def test_a_sentence_ends_at_a_single_letter():
    corpus = named(
        '"They have chosen war," Ana Ruiz wrote on X. He offered a reward. George W. Petra met J. A. Hill.'
    )
    assert len(corpus.sentences) == 3
    assert "George W. Petra" in names(corpus)


def test_a_name_with_an_owner_in_it_is_one_place():
    corpus = named("A camp in Cox's Bazar was attacked on Sunday.")
    assert corpus.places["place"].tolist() == ["Cox's Bazar"]
    assert names(corpus) == ["Cox's Bazar"]
    assert corpus.events["place"].tolist() == ["Cox's Bazar"]


@pytest.mark.parametrize(
    "text",
    [
        "The group, known as ARSA, has rejected the accord.",
        "The faction, which calls itself the Central General Staff, rejected the accord.",
    ],
)
def test_who_is_known_by_a_name_bears_it(text):
    mentions = named(text).mentions
    group = mentions[mentions["text"].isin(["The group", "The faction", "ARSA", "Central General Staff"])]
    assert len(group) == 2
    assert group["actor_id"].nunique() == 1


def test_the_word_before_a_hyphen_is_part_of_who_it_is():
    mentions = named("Far-right ministers have threatened to topple the government.").mentions
    assert mentions["text"].tolist()[0] == "Far-right ministers"


def test_secretary_of_state_is_an_office():
    corpus = named("US Assistant Secretary of State Jim Petra, who met Ana Ruiz in Tbilisi, said so.")
    [met] = corpus.events.itertuples()
    assert met.source_text == "US Assistant Secretary of State Jim Petra"


def test_a_name_whose_words_hang_on_each_other_is_left_as_it_is():
    # The second word hangs on "and", the first on what hangs on the second: one head for both would be a ring.
    tag = ["VBD", "CC", "NNP", "NNP", "NN"]
    dep, head = ["ROOT", "cc", "conj", "dobj", "nmod"], [0, 0, 4, 0, 3]
    join_names(tag, ["", "", "PERSON", "PERSON", ""], [False, False, True, False, False], [2, 3], dep, head)
    assert head == [0, 0, 4, 0, 3]
