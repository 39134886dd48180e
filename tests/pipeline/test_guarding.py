"""What would stall spaCy's tokenizer is masked, and no code point moves."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from analystkit.pipeline.guarding import LONGEST_WORD, SYMBOL_RUN, guard


@given(st.text(alphabet=st.characters(categories=None), max_size=400))
def test_length_is_kept_for_any_text(text: str) -> None:
    assert len(guard(text)) == len(text)


@pytest.mark.parametrize("symbol", ['"', "(", "=", "\u201c", "\U0001f525", "*"])
def test_a_run_of_symbols_is_one_token(symbol: str) -> None:
    # The tokenizer's time grows with the square of such a run: 10,000 marks took over 20 seconds.
    doc = spacy.blank("en").make_doc(guard("Before " + symbol * 10_000 + " after"))
    assert [len(token) for token in doc] == [6, 10_000, 5]


def test_two_symbols_in_turn_are_a_run_too() -> None:
    assert guard('("' * 5_000) == "-" * 10_000


def test_letters_and_symbols_in_turn_are_one_token() -> None:
    doc = spacy.blank("en").make_doc(guard("'a\"(" * 2_000))
    assert len(doc) == 1


def test_a_word_of_a_million_characters_is_one_token() -> None:
    masked = guard("a" * 500_000 + "\u00e9/" * 250_000)
    assert len(masked) == 1_000_000
    assert set(masked) == {"x"}


def test_ordinary_text_is_left_alone() -> None:
    text = (
        'She asked: "Who fired?" \u2014 nobody\u2019s sure\u2026 '
        + "." * (SYMBOL_RUN - 1)
        + " "
        + "y" * LONGEST_WORD
    )
    assert guard(text) == text


def test_lone_surrogates_become_one_replacement_character_each() -> None:
    assert guard("a\ud800b\udfff") == "a\ufffdb\ufffd"
