"""The cheap look at a text's language."""

from __future__ import annotations

import pytest

from analystkit.readers.language import foreign_language

_ENGLISH = "The council of the town said on Monday that it had voted for the bridge, and that work on it was to begin in the spring. "
_FRENCH = "Le conseil de la ville a dit que les travaux de ce pont ne vont pas commencer avant la fin de cette saison et il est pour une autre. "
_GERMAN = "Der Rat der Stadt hat gesagt, dass die Arbeiten an der neuen Brücke nicht vor dem Ende des Jahres beginnen und wir auch noch warten. "


@pytest.mark.parametrize(
    ("text", "seems"),
    [
        (_ENGLISH, ""),
        (_ENGLISH * 40, ""),
        (_FRENCH * 20, "French"),
        (_GERMAN * 20, "German"),
        # A note above or below it, or both, does not make English of another language.
        (_ENGLISH * 2 + _FRENCH * 20, "French"),
        (_FRENCH * 10 + _ENGLISH, "French"),
        (
            "Совет города заявил, что строительство моста начнется весной. " * 5,
            "a language not in Latin script",
        ),
        ("Obama, Biden, Clinton", ""),
        ("", ""),
    ],
)
def test_other_languages_are_named(text: str, seems: str) -> None:
    assert foreign_language(text) == seems


def test_what_stands_behind_the_beginning_is_not_looked_at() -> None:
    assert foreign_language(_ENGLISH * 20 + _FRENCH * 200) == ""


def test_a_stated_language_is_believed() -> None:
    assert foreign_language(_ENGLISH, "fr") == "French"
    assert foreign_language(_FRENCH * 20, "en-GB") == "French"
