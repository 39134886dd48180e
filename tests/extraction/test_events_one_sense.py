"""A word of two senses has one in a text: strikes of workers and strikes of jets. Through the embedded pipeline."""

import pytest


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("Dockers walked out on Monday. The strike had cost exporters millions.", ["PROTEST", "PROTEST"]),
        ("A three-week strike over pay ended on Friday. Another strike is due.", ["PROTEST", "PROTEST"]),
        ("Jets hit an oil depot on Monday. The strike came at dawn.", ["ASSAULT", "ASSAULT"]),
        # Police who shoot make no air raid of it, nor does what it was called against.
        ("A three-week strike shut the port. The strike against the tax goes on. The strike cost millions. Police shot a man.", ["PROTEST"] * 2),
        ("Unions called a strike. An air strike on the port killed two. The strike left a hole.", ["PROTEST", "ASSAULT"]),
        # What names its target is a strike of arms in any text.
        ("Dockers walked out on Monday. A strike on the port came at dawn.", ["PROTEST", "ASSAULT"]),
        # Nothing tells which.
        ("Officials said the strike was a mistake.", ["ASSAULT"]),
    ],
)  # fmt: skip
def test_a_strike_is_what_the_text_is_about(events_of, text, types):
    assert [e.event_type for e in events_of(text) if e.trigger in ("strike", "walked out", "hit")] == types
