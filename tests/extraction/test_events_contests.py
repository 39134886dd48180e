"""Words of war that races and matches borrow, and the same words where they are meant. Through the embedded pipeline."""

import pytest


@pytest.fixture
def read(events_of):
    return lambda text: [(event.trigger, event.event_type) for event in events_of(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The senator attacked her rival in the debate over the economy.", [("attacked", "ACCUSE")]),
        ("The governor faced attacks from rivals for the nomination.", [("attacks", "ACCUSE")]),
        ("The senator beat the governor in the state's primary.", []),
        ("It was a bruising battle for the nomination.", []),
        ("The side fought back in the second half to reach the playoffs.", []),
        ("The campaign has hit a pothole before the caucuses.", []),
        ("Rovers were slaughtered 5-0 by Castleby.", []),
        ("Shares in the refiner were hit early in the day but fought back.", []),
        ("Hail battered the port on Tuesday.", []),
        ("The stoppage killed trade, and taxi firms were bombarded with calls.", []),
        # The same words where they are meant.
        ("Gunmen attacked a candidate on the campaign trail.", [("attacked", "ASSAULT")]),
        ("A candidate for mayor was attacked in Manila on Monday.", [("attacked", "ASSAULT")]),
        ("Voters stayed away after the attacks in Paris.", [("attacks", "ASSAULT")]),
        ("Soldiers and rebels clashed near polling stations while voters cast their ballots.", [("clashed", "ASSAULT")]),
        ("The army attacked the town.", [("attacked", "ASSAULT")]),
    ],
)  # fmt: skip
def test_a_contest_is_no_violence(read, text, expected):
    assert [each for each in read(text) if each[1] in ("ASSAULT", "ACCUSE")] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The candidate spoke at a rally before the primary.", []),
        ("The nominee held a rally in Avon before the caucuses.", []),
        ("The governor drew insults and attacks.", [("attacks", "ACCUSE")]),
        ("Her populist attacks on big banks resonated.", [("attacks", "ACCUSE")]),
        # A crowd that protests, and one that no campaign brought together.
        (
            "Hundreds joined a rally against the candidate before the primary.",
            [("joined a rally", "PROTEST")],
        ),
        ("Teachers held a rally in Avon.", [("held a rally", "PROTEST")]),
    ],
)
def test_a_campaign_brings_crowds_together(read, text, expected):
    assert read(text) == expected


CAMPAIGN = "The primary is in May. Voters and pollsters look at the candidates. "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anna Cole attacked Ben Reed.", [("attacked", "ACCUSE")]),
        ("She kept up her attacks on Ben Reed.", [("attacks", "ACCUSE")]),
        ("Anna Cole defeated Ben Reed.", []),
        ("He left after clashes with Ben Reed.", []),
        ("She spoke at a rally in Avon.", []),
        # Whoever is meant, it is no rival; and a crowd that demands something.
        ("They attacked us at night.", [("attacked", "ASSAULT")]),
        ("Gunmen attacked Ben Reed.", [("attacked", "ASSAULT")]),
        ("Nurses held a rally for higher wages.", [("held a rally", "PROTEST")]),
    ],
)
def test_a_text_about_a_race_tells_of_rivals(read, text, expected):
    told = [each for each in read(CAMPAIGN + text) if each[1] in ("ASSAULT", "ACCUSE", "PROTEST")]
    assert [(trigger.split(" her ")[-1], kind) for trigger, kind in told] == expected
