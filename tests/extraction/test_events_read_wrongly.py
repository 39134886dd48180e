"""What a small parser reads wrongly: a short "has", names that look like verbs, participles that say of what kind something is. Through the embedded pipeline."""

import pytest


@pytest.mark.parametrize(
    ("text", "source", "target"),
    [
        ("He's attacked the army.", "He", "the army"),
        ("She's arrested two men.", "She", "two men"),
        ("He's spoken out against the law.", "He", "the law"),
        ("He's accused of fraud.", "", "He"),
        ("He's arrested.", "", "He"),
        ("He will sing before he's sentenced May 7.", "", "he"),
    ],
)
def test_a_short_has_is_no_passive(parties_of, text, source, target):
    assert [row[2:] for row in parties_of(text)] == [(source, target)]


@pytest.mark.parametrize(
    ("text", "source", "target"),
    [
        ("The mayor is firmly opposed.", "The mayor", ""),
        ("A group opposed to Reed wrote a song.", "A group", "Reed"),
    ],
)
def test_who_is_opposed_opposes(parties_of, text, source, target):
    assert [row[1:] for row in parties_of(text)] == [("ACCUSE", source, target)]


@pytest.mark.parametrize(
    "text",
    [
        "The cook sings at home, as opposed to the baker.",
        "He said on Meet the Press that he was fine.",
        "She sang at the Avon State Fair Grounds yesterday.",
        "The clinic is for people who get AIDS early.",
        "He spoke well on the channel's ''Meet the Press.''",
        "The figures include pledged delegates.",
        "Ward leads by roughly 270 pledged delegates.",
    ],
)
def test_names_and_kinds_tell_of_nothing(parties_of, text):
    assert parties_of(text) == []
