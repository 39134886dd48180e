"""Names over many articles: normal forms, skeletons that transliteration leaves alone, and how alike two names are."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from analystkit.resolve.resolution_words import shipped_words

_WORD = re.compile(r"[^\W_]+")
# "El Chapo" within Joaquín "El Chapo" Guzmán: an alias of his, no part of his name.
_NICKNAME = re.compile(r"""(?<=[^\s"“”‘’'`«»])\s["“‘'`«]{1,2}[^"“”‘’'`«»]{1,40}["”’'´»]{1,2}\s""")
_SPECIAL = str.maketrans(
    {
        "ł": "l",
        "Ł": "L",
        "ø": "o",
        "Ø": "O",
        "đ": "d",
        "Đ": "D",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "ə": "a",
        "ʻ": "",
        "ʼ": "",
        "’": "",
        "'": "",
        "‘": "",
        "`": "",
        "ʿ": "",
        "ʾ": "",
        ".": "",
    }
)
# Spellings that different romanisations give one sound (Arabic, Persian, Cyrillic, Hebrew), longest first.
_SOUNDS = (
    ("tsch", "c"), ("shch", "c"), ("sch", "s"), ("tch", "c"), ("kh", "h"), ("gh", "g"), ("dh", "z"), ("zh", "z"), ("sh", "s"), ("ch", "c"),
    ("th", "t"), ("ph", "f"), ("ck", "k"), ("dj", "j"), ("ts", "z"), ("tz", "z"), ("ks", "x"), ("q", "k"), ("w", "v"), ("ou", "u"), ("oo", "u"), ("ee", "i"),
)  # fmt: skip


@lru_cache(maxsize=200_000)
def folded(text: str) -> str:
    """Return a name in lower case without accents, apostrophes and full stops."""
    if text.endswith(("'s", "’s")):
        text = text[:-2]
    decomposed = unicodedata.normalize("NFKD", text.translate(_SPECIAL))
    return "".join(ch for ch in decomposed if not unicodedata.combining(ch)).lower()


@lru_cache(maxsize=200_000)
def name_words(text: str) -> tuple[str, ...]:
    """Return the words of a name that tell it from others: no particles, no suffixes, hyphens as spaces.

    Never none: what holds nothing else ("Jr.", a lone sign) stands for itself.
    """
    found = _WORD.findall(folded(_NICKNAME.sub(" ", text)))
    steering = shipped_words()
    words = [w for w in found if w not in steering.suffix]
    core = tuple(w for w in words if w not in steering.particle)
    return core or tuple(words) or tuple(found) or (folded(text),)


@lru_cache(maxsize=200_000)
def organisation_words(text: str) -> tuple[str, ...]:
    """Return the words of an organisation's name without articles and legal forms."""
    words = _WORD.findall(folded(text))
    legal = shipped_words().legal
    core = tuple(w for w in words if w not in legal)
    return core or tuple(words)


@lru_cache(maxsize=200_000)
def sounded(word: str) -> str:
    """Return a word with the spellings that romanisations give one sound written alike."""
    for spelling, sound in _SOUNDS:
        if spelling in word:
            word = word.replace(spelling, sound)
    return word


@lru_cache(maxsize=200_000)
def skeleton(word: str) -> str:
    """Reduce a word to the consonants that its transliterations share.

    Vowels and doubled letters go, spellings of one sound fall together: Hezbollah and Hizbullah give ``hzbl``,
    Mohammed and Muhamad ``hmmd``-like equal keys. Different names can share a skeleton: it proposes, `alike` decides.
    """
    word = sounded(word)
    first = "a" if word[:1] in "aeiouy" else ""
    consonants = [ch for ch in word if ch not in "aeiouy"]
    if len(consonants) > 1 and consonants[-1] == "h":
        consonants.pop()
    out: list[str] = []
    for ch in consonants:
        if not out or out[-1] != ch:
            out.append(ch)
    return first + "".join(out)


def alike(a: str, b: str) -> float:
    """Return how alike two folded words sound, from 0 to 1 (one minus the normalised Levenshtein distance)."""
    return float(Levenshtein.normalized_similarity(sounded(a), sounded(b)))
