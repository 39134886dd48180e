"""Which attributions beside a main clause the text itself makes, and whose words they are."""

import pytest


@pytest.mark.parametrize(
    ("text", "content", "speaker"),
    [
        ("Ann Lee drew fire for praising the ban.", "the ban", "Ann Lee"),
        ("He lost votes by attacking the unions.", "the unions", "He"),
        ("Tom Mori came to the city to denounce the strike.", "the strike", "Tom Mori"),
        ("Tom Mori, who praised the strike, lost his seat.", "the strike", "who"),
    ],
)
def test_what_somebody_does_by_the_way_is_told_too(quotes_of, text, content, speaker):
    (quote,) = quotes_of(text)
    assert (quote.text, quote.speaker_text) == (content, speaker)


def test_what_a_speaker_does_besides_is_an_attribution_of_its_own(quotes_of):
    praised, called = quotes_of("Ann Lee praised the strike before calling for a vote.")
    assert (praised.text, called.text, called.speaker_text) == ("the strike", "a vote", "Ann Lee")


@pytest.mark.parametrize(
    "text",
    [
        "The town lost votes by attacking the unions.",
        # Things do not speak by the way, and a verb takes no subject from the clause above it.
        "Rising seas threaten the wall, and with it the road, warning that winter is near.",
    ],
)
def test_what_nobody_in_particular_does_by_the_way_is_not(quotes_of, text):
    assert not quotes_of(text)


def test_gerunds_that_are_joined_share_their_speaker(quotes_of):
    text = "Lee was in Oslo, telling the paper that Mori lied and questioning his past."
    told, questioned = quotes_of(text)
    assert (told.speaker_text, questioned.speaker_text) == ("Lee", "Lee")
    assert (told.text, questioned.text) == ("Mori lied", "his past")


def test_a_count_behind_a_name_is_no_turn_of_a_transcript(quotes_of):
    assert not quotes_of("Lee: 54.\n\nMori: 61.\n\nIto: 12.")
    assert len(quotes_of("LEE: We met in May.\n\nMORI: We did not.")) == 2


def test_words_in_front_of_one_noun_are_no_speaker_and_cue(quotes_of):
    text = "On the square a brass band played “The long road”, a favourite of Greek protest marches."
    assert not quotes_of(text)


def test_on_what_terms_and_where_to_is_nothing_said():
    import analystkit as ak

    texts = [
        "A spokesman, who requested anonymity because he was afraid, denied the report.",
        "The council referred the country to the court in 2011.",
        "They left the coast guard, which it says hands intercepted migrants over to militias.",
    ]
    quotes = ak.load([{"text": text} for text in texts], progress=False).quotes
    assert sorted(quotes["text"]) == ["hands intercepted migrants over to militias", "the report"]
    assert "it" in quotes["speaker_text"].tolist()
