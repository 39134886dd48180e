"""Words that steer a reading: what the code asks for by its kind is in the table, and nothing is there that nobody asks for."""

import re
from pathlib import Path

import pytest

from analystkit.errors import LexiconError
from analystkit.extraction.coreference_words import coreference_words
from analystkit.extraction.name_words import name_words
from analystkit.extraction.time_words import STEERING
from analystkit.lexicon import Lexicon
from analystkit.lexicon.countries import country_code, country_name
from analystkit.resolve.resolution_words import resolution_words

CODE = Path(__file__).resolve().parents[2] / "analystkit" / "extraction"
LEXICON = Lexicon.default()


def _asked(pattern):
    return {
        found
        for path in CODE.rglob("*.py")
        for found in re.findall(pattern, path.read_text(encoding="utf-8"))
    }


def test_kinds_of_time_words_are_those_that_are_asked_for():
    asked = _asked(r'words\.of\("(\w+)"\)')
    kinds = {row["kind"] for row in LEXICON.table("time_words")}
    assert asked <= kinds
    assert kinds >= STEERING
    # What may open an expression is compiled into one set.
    assert STEERING - {"opening"} <= asked


def test_roles_of_quotation_words_are_those_that_are_asked_for():
    assert _asked(r'table\.words\["(\w+)"\]') == {row["role"] for row in LEXICON.table("quotation_words")}


@pytest.mark.parametrize(
    ("table", "compiled"),
    [
        ("name_words", name_words),
        ("coreference_words", coreference_words),
        ("resolution_words", resolution_words),
    ],
)
def test_every_role_has_words_and_another_is_refused(table, compiled):
    words = compiled(LEXICON)
    assert all(getattr(words, role) for role in words.__dataclass_fields__)
    with pytest.raises(LexiconError, match="'shouting'"):
        compiled(LEXICON.extended(**{table: [{"word": "hey", "role": "shouting"}]}))


def test_a_word_of_ones_own_steers_the_reading():
    mine = LEXICON.extended(name_words=[{"word": "pty", "role": "legal"}])
    assert "pty" in name_words(mine).legal and "pty" not in name_words(LEXICON).legal


def test_countries_have_a_name_for_readers_and_a_code_for_rows():
    assert country_name("SOM") == "Somalia" and country_name("EUR") == "EUR"
    assert country_code("somalia") == country_code("som") == "SOM" and country_code("Atlantis") == "Atlantis"
    # Every code leads to its name and back.
    codes = [row["iso3"] for row in Lexicon.default().table("countries")]
    assert [country_code(country_name(code)) for code in codes] == codes
