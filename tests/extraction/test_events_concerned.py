"""Whom acts of words concern where their object is a thing, and states that have a part in what happens. Through the embedded pipeline."""

from datetime import UTC, datetime

import pytest

from analystkit.extraction.article import extract_article
from analystkit.extraction.part import read_part
from analystkit.model.rows import Article


@pytest.fixture
def read(nlp):
    """A function from a text to its events by trigger, and its mentions by id."""

    def _read(text):
        article = Article("a1", "", text, datetime(2024, 3, 5, tzinfo=UTC))
        rows = extract_article(article, [read_part(article, "text", nlp(text))])
        return {event.trigger: event for event in rows.events}, {m.mention_id: m for m in rows.mentions}

    return _read


@pytest.mark.parametrize(
    ("sentence", "trigger", "words", "named"),
    [
        # Whose a thing is, told with it.
        ("Ministers slammed Ana Duarte's remarks about the army.", "slammed", "Ana Duarte's remarks", ["Ana Duarte"]),
        ("France denounced the Iranian proposal.", "denounced", "the Iranian proposal", ["Iranian"]),
        # By whom it was made.
        ("The premier rejected demands by miners for higher pay.", "rejected demands", "miners", ["miners"]),
        ("The junta dismissed an appeal filed by lawyers of Kira Holm.", "dismissed an appeal", "lawyers of Kira Holm", ["lawyers"]),
        ("The president condemned the arrest of Navid Karimi by the army.", "condemned", "the army", ["the army"]),
        # Whom it was on, or to whom it was given.
        ("The court lifted its ban on the Washington Post.", "lifted its ban", "the Washington Post", ["Washington Post"]),
        ("The ministry provided about 40 million dollars in total aid to Kenya.", "provided", "Kenya", ["Kenya"]),
        ("The committee denied permission to the farmers' union.", "denied permission", "the farmers' union", ["union"]),
        # What is counted is told with its number.
        ("Parliament approved a number of the candidates.", "approved", "a number of the candidates", ["the candidates"]),
        ("The opposition demanded that Prime Minister Jon Vale apologise for comments on the strike.", "demanded", "Prime Minister Jon Vale", ["Jon Vale"]),
    ],
)  # fmt: skip
def test_who_is_behind_a_thing_is_concerned(read, sentence, trigger, words, named):
    events, mentions = read(sentence)
    assert events[trigger].target_text == words
    assert [mentions[m].text for m in events[trigger].target_mentions] == named


@pytest.mark.parametrize(
    ("sentence", "trigger", "words"),
    [
        # Who suffered is not who is blamed; what is done to somebody may be meant ill.
        ("The president condemned Navid Karimi's arrest.", "condemned", "Navid Karimi's arrest"),
        (
            "No candidate would endorse the containment of the militia.",
            "endorse",
            "the containment of the militia",
        ),
        ("The envoy spoke to the minister's backers.", "spoke", "the minister's backers"),
    ],
)
def test_nobody_else_is(read, sentence, trigger, words):
    events, mentions = read(sentence)
    assert events[trigger].target_text.startswith(words.split(" of ")[0])
    assert not {"Navid Karimi", "the militia", "the minister"} & {
        mentions[m].text for m in events[trigger].target_mentions
    }


@pytest.mark.parametrize("preposition", ["to", "on", "for", "with", "by", "from", "against"])
def test_a_text_may_break_off_behind_a_preposition(read, preposition):
    for sentence in (
        "The ministry granted 40 million dollars",
        "The council condemned the plan",
        "The court lifted its ban",
    ):
        events, _ = read(f"{sentence} {preposition}")
        assert events


def test_their_own_troops_are_not_whom_a_promise_concerns(read):
    events, _ = read("Norway agreed to send its troops to Mali. France promised to free its prisoners.")
    assert events["agreed"].target_text == "Mali"
    assert events["promised"].target_text == "its prisoners"


def test_what_is_done_in_protest_is_one_event(read):
    events, mentions = read("Teachers walked out in protest against the minister.")
    assert list(events) == ["walked out"]
    assert [mentions[m].text for m in events["walked out"].target_mentions] == ["the minister"]


def test_force_does_nothing_by_itself(read):
    events, _ = read("The town was taken by force. The president will end the siege by force.")
    assert all("force" not in event.source_text + event.target_text for event in events.values())
    events, _ = read("The town was taken by a force of 200 men.")
    assert "a force" in next(iter(events.values())).source_text


def test_who_expels_may_be_told_as_from_where(read):
    events, _ = read("Two inspectors of the nuclear agency were expelled from North Korea.")
    assert events["expelled"].source_text == "North Korea"
    assert events["expelled"].target_text.startswith("Two inspectors")
    events, _ = read("Two diplomats were expelled from Norway by the police.")
    assert events["expelled"].source_text == "the police"


def test_a_state_that_is_given_something_is_an_actor_and_where_men_die_is_a_place(read):
    events, mentions = read("China returned a stolen statue to Mongolia. Two rebels were killed in Kenya.")
    (given,) = events["returned"].target_mentions
    assert mentions[given].text == "Mongolia"
    roles = {mention.text: mention.role for mention in mentions.values()}
    assert roles["Mongolia"] == ""
    assert roles["Kenya"] == "place"
