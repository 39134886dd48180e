"""Words to word pieces: the tokenization of uncased BERT, word by word and remembered.

Written out here because the library that does it (tokenizers) brings a network client along, and because a few hundred word
forms make up most of a text: a dictionary answers for them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

UNKNOWN, START, END = "[UNK]", "[CLS]", "[SEP]"
# A word of more characters is one unknown piece, as in the reference.
LONGEST_MATCHED = 100
# Of a long word (a URL, a key) the first pieces tell what it is; all would crowd out the sentence.
MOST_PIECES = 10
_REMEMBERED = 50_000
# Control, format and private characters are no part of a word; unassigned ones are.
_CONTROLS = frozenset({"Cc", "Cf", "Co"})
# Blocks of Chinese, Japanese and Korean ideographs, whose characters are words each.
_IDEOGRAPHS = (
    (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F), (0x2B740, 0x2B81F),
    (0x2B820, 0x2CEAF), (0x2F800, 0x2FA1F),
)  # fmt: skip


class WordPieces:
    """The pieces of words, by a vocabulary.

    Parameters
    ----------
    vocabulary : sequence of str
        The pieces; the place of a piece is its id. A piece that does not open a word begins with `##`.
    """

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self.vocabulary = list(vocabulary)
        self._ids = {piece: place for place, piece in enumerate(vocabulary)}
        self.start, self.end, self.unknown = (self._ids[piece] for piece in (START, END, UNKNOWN))
        self.of = lru_cache(maxsize=_REMEMBERED)(self._pieces)

    def __reduce__(self) -> tuple[type[WordPieces], tuple[list[str]]]:
        """Pickle the vocabulary, not what is remembered."""
        return WordPieces, (self.vocabulary,)

    def _pieces(self, word: str) -> tuple[int, ...]:
        """Return the ids of a word's pieces: one at least, ten at most."""
        found: list[int] = []
        for part in parts(word):
            found += self._matched(part)
            if len(found) >= MOST_PIECES:
                break
        return tuple(found[:MOST_PIECES]) or (self.unknown,)

    def _matched(self, part: str) -> list[int]:
        """Cut a part into the longest pieces that the vocabulary has, from the left (Wu et al. 2016)."""
        if len(part) > LONGEST_MATCHED:
            return [self.unknown]
        found: list[int] = []
        start = 0
        while start < len(part):
            end = len(part)
            while end > start:
                place = self._ids.get(part[start:end] if start == 0 else "##" + part[start:end])
                if place is not None:
                    break
                end -= 1
            else:
                return [self.unknown]
            assert place is not None
            found.append(place)
            start = end
        return found


def parts(word: str) -> Iterable[str]:
    """Return a word in lower case and without accents, split at punctuation marks and around ideographs."""
    if word.isascii() and word.isalpha():
        return [word.lower()]
    found: list[str] = []
    fresh = True
    for character in unicodedata.normalize("NFD", "".join(_cleaned(word))):
        kind = unicodedata.category(character)
        if kind == "Mn":
            continue
        if character.isspace():
            fresh = True
        elif _is_punctuation(character, kind) or _is_ideograph(character):
            found.append(character.lower())
            fresh = True
        elif fresh:
            found.append(character.lower())
            fresh = False
        else:
            found[-1] += character.lower()
    return found


def _cleaned(word: str) -> Iterable[str]:
    for character in word:
        if character in "\t\n\r":
            yield " "
        elif character not in "\0\ufffd" and unicodedata.category(character) not in _CONTROLS:
            # An ideograph is taken for a word before its accents are: normalization would change compatibility forms.
            yield f" {character} " if _is_ideograph(character) else character


def _is_punctuation(character: str, kind: str) -> bool:
    code = ord(character)
    return kind[0] == "P" or 33 <= code <= 47 or 58 <= code <= 64 or 91 <= code <= 96 or 123 <= code <= 126


def _is_ideograph(character: str) -> bool:
    code = ord(character)
    return code >= 0x3400 and any(first <= code <= last for first, last in _IDEOGRAPHS)
