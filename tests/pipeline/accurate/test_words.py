"""What the encoder is given: pieces as the reference tokenizer cuts them, how words are written, what stands before them."""

from __future__ import annotations

import pytest
import spacy

from analystkit.pipeline.accurate.network import FILES
from analystkit.pipeline.accurate.reading import words_of
from analystkit.pipeline.accurate.wordforms import CASES, GAPS, case, gap
from analystkit.pipeline.accurate.wordpiece import MOST_PIECES, WordPieces
from analystkit.pipeline.loading import ACCURATE_WEIGHTS


@pytest.fixture(scope="module")
def pieces() -> WordPieces:
    text = (ACCURATE_WEIGHTS / "encoder" / FILES.pieces).read_text(encoding="utf-8")
    return WordPieces(text.split("\n")[:-1])


# The right column was made by the library `tokenizers` from the encoder's own tokenizer.json.
@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Baghdad", "baghdad"),
        ("al-Kadhimi", "al - ka ##dhi ##mi"),
        ("caf\u00e9s", "cafes"),
        ("U.S.", "u . s ."),
        ("n\u2019t", "n \u2019 t"),
        ("\u0130stanbul", "istanbul"),
        ("\u5317\u4eac", "\u5317 \u4eac"),
        ("\u2026", "\u2026"),
        ("Stra\u00dfe", "st ##ra\u00dfe"),
        ("x" * 101, "[UNK]"),
        ("\uff21\uff22", "[UNK]"),
        ("1,200.50", "1 , 200 . 50"),
        ("Mujahideen's", "mu ##jah ##ide ##en ' s"),
        ("\ufb01n", "\ufb01 ##n"),
        ("e\u0301lan", "el ##an"),
        ("a\u00a0b", "a b"),
        ("\u03a3\u0391\u03a3", "\u03c3 ##\u03b1 ##\u03c3"),
        ("\U0001f600", "[UNK]"),
    ],
)
def test_pieces_are_those_of_the_reference(pieces: WordPieces, word: str, expected: str) -> None:
    assert [pieces.vocabulary[place] for place in pieces.of(word)] == expected.split(" ")


@pytest.mark.parametrize("word", ["\ufffd", "\u200b", "\0", "\u0301"])
def test_a_word_of_nothing_is_one_unknown_piece(pieces: WordPieces, word: str) -> None:
    assert pieces.of(word) == (pieces.unknown,)


def test_a_long_word_keeps_its_first_pieces(pieces: WordPieces) -> None:
    found = pieces.of("http://a.b.c.d.e.f.g.h")
    assert len(found) == MOST_PIECES
    assert pieces.vocabulary[found[0]] == "http"


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Iraq", "title"),
        ("iraq", "lower"),
        ("ISIS", "upper"),
        ("A", "capital"),
        ("McCain", "mixed"),
        ("iPhone", "mixed"),
        ("al-Kadhimi", "mixed"),
        ("2014", "number"),
        ("F-16", "coded"),
        ("--", "mark"),
        ("\u00c9mile", "title"),
        ("\u4eac", "lower"),
    ],
)
def test_how_a_word_is_written(word: str, expected: str) -> None:
    assert CASES[case(word)] == expected


@pytest.mark.parametrize(
    ("white", "expected"),
    [("", "glued"), (" ", "space"), (" \n", "line"), ("\n\n", "paragraph"), ("\r\n \r\n", "paragraph")],
)
def test_what_stands_before_a_word(white: str, expected: str) -> None:
    assert GAPS[gap(white, first=False)] == expected
    assert GAPS[gap(white, first=True)] == "paragraph"


def test_white_space_is_no_word_but_is_seen(pieces: WordPieces) -> None:
    words = words_of(spacy.blank("en")(" Rebels attacked.\n\nNobody\nknows ."), pieces)
    assert words.tokens == [1, 2, 3, 5, 7, 8]
    assert [GAPS[place] for place in words.gaps] == [
        "paragraph",
        "space",
        "glued",
        "paragraph",
        "line",
        "space",
    ]
    ids, cases, gaps, first = words.columns(pieces, 1, 3)
    assert [pieces.vocabulary[place] for place in ids] == ["[CLS]", "attacked", ".", "[SEP]"]
    assert (len(cases), len(gaps), first) == (4, 4, [1, 2])
