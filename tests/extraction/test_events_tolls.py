"""How many were killed and hurt, where one count goes on from another: whole sentences through the embedded pipeline."""

import pytest


@pytest.fixture
def tolls(events_of):
    def reading(text):
        events = events_of(text)
        killed = {(e.killed_min, e.killed_max) for e in events} - {(None, None)}
        injured = {(e.injured_min, e.injured_max) for e in events} - {(None, None)}
        return killed, injured

    return reading


@pytest.mark.parametrize(
    ("sentence", "killed", "injured"),
    [
        ("At least 100 people were killed and 300 wounded in the blast.", (100, None), (300, 300)),
        ("Officials said 16 people were killed, among them civilians, and 25 wounded near the border.", (16, 16), (25, 25)),
        ("The blast killed 12 people and injured 40.", (12, 12), (40, 40)),
        ("The raid killed 12 people and wounded at least 40 others.", (12, 12), (40, None)),
        ("The shelling killed three and injured more than 20.", (3, 3), (20, None)),
        ("Four policemen died and eleven were wounded.", (4, 4), (11, 11)),
        ("Six soldiers were killed and nine others were injured.", (6, 6), (9, 9)),
        ("The attack, in which 30 people were killed and 120 injured, was the worst this year.", (30, 30), (120, 120)),
        ("They deplored the murder of the reporter Anna Kral and her brother.", (2, 2), None),
    ],
)  # fmt: skip
def test_each_count_is_of_its_own_kind(tolls, sentence, killed, injured):
    assert tolls(sentence) == ({killed}, {injured} if injured else set())


def test_the_hurt_of_one_deed_are_not_counted_in_the_next(events_of):
    text = "Gunmen killed a mayor, wounded two of his guards and abducted his son."
    events = events_of(text)
    assert {e.trigger: e.injured_min for e in events} == {"killed": None, "wounded": 2, "abducted": None}


def test_at_least_a_dozen_is_a_least_number(events_of):
    event = events_of("Soldiers fired on a crowd, killing at least a dozen.")[-1]
    assert (event.killed_min, event.killed_max) == (12, None)
