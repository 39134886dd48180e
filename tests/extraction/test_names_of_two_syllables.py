"""Given names written in two syllables, names in apposition to an office, and names whose words the parser hangs apart."""

from __future__ import annotations

import analystkit as ak


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
    corpus = named("The state has imposed sanctions on both commanders, General Abdel Fattah and Omar Hamdan Daglo.")
    [targets] = corpus.events["target_text"]
    assert targets.split("; ")[-1] == "Omar Hamdan Daglo"
    assert targets.count("Omar") == 1
