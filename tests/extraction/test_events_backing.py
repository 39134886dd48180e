"""Support that somebody gets. Through the embedded pipeline."""

import pytest


@pytest.mark.parametrize(
    ("text", "source", "target"),
    [
        ("Reed received the endorsement of Mary Cole.", "Mary Cole", "Reed"),
        ("Reed won the endorsement of Governor Cole on Friday.", "Governor Cole", "Reed"),
        ("Reed secured the Bush endorsement.", "Bush", "Reed"),
        ("Reed has the backing of two parties.", "two parties", "Reed"),
        ("Peru has strong support from its allies.", "its allies", "Peru"),
        ("Reed lacks support from his colleagues.", "his colleagues", "Reed"),
        ("Cole's support among farmers fell.", "farmers", "Cole's"),
        ("Cole's support for Peru grew.", "Cole's", "Peru"),
        ("Reed came out in support of Cole.", "", "Cole"),
    ],
)
def test_who_gets_support_does_not_give_it(parties_of, text, source, target):
    assert [row[1:] for row in parties_of(text)] == [("SUPPORT", source, target)]
