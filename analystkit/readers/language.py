"""A cheap look at the language: extraction is made for English, and says so where a text is not."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from analystkit.lexicon.tables import read_table

_SAMPLE = 1_500
# Most texts show at both ends of it that they are English: what is English at one alone may be a note above another language.
_GLANCE = 250
_WORD = re.compile(r"[^\W\d_]+")
# A dozen function words tell; a headline or a list of names does not.
_FEWEST_HITS = 8
_ENGLISH = ("", "en", "eng", "english")
# Every seventh word of running English is among the commonest; a text that shows it needs no second look.
_ENGLISH_SHARE = 1 / 7


def foreign_language(text: str, stated: str = "") -> str:
    """Name the language a text seems to be in, or return an empty string for English and for what cannot be told.

    Parameters
    ----------
    text : str
        Only its first 1,500 characters are looked at.
    stated : str
        The language the article states; a stated language other than English is believed.
    """
    primary = stated.strip().lower().replace("_", "-").split("-")[0]
    if primary not in _ENGLISH:
        return _names().get(primary, stated.strip())
    sample = text[:_SAMPLE].lower()
    if all(map(_plainly_english, (sample[:_GLANCE], sample[-_GLANCE:]))) or _plainly_english(sample):
        return ""
    words = _WORD.findall(sample)
    letters = "".join(words)
    if len(letters) >= 40 and sum(letter < "\u0250" for letter in letters) < 0.4 * len(letters):
        return "a language not in Latin script"
    hits: Counter[str] = Counter()
    for word in words:
        # Single letters are words in many languages and initials in all.
        if len(word) > 1:
            hits.update(_languages().get(word, ()))
    if not hits:
        return ""
    best, count = hits.most_common(1)[0]
    if best != "en" and count >= _FEWEST_HITS and count > 2 * hits["en"]:
        return _names()[best]
    return ""


def _plainly_english(sample: str) -> bool:
    tokens = sample.split()
    return sum(map(_english().__contains__, tokens)) > _ENGLISH_SHARE * len(tokens)


@cache
def _english() -> frozenset[str]:
    return frozenset(word for word, found in _languages().items() if found == ("en",))


@cache
def _languages() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for row in read_table("stop_words_by_language"):
        for word in row["words"].split():
            found[word] = (*found.get(word, ()), row["language"])
    return found


@cache
def _names() -> dict[str, str]:
    return {row["language"]: row["name"] for row in read_table("stop_words_by_language")}
