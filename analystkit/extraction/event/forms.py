"""Inflected forms of the trigger verbs, for the words a small pipeline lemmatises or tags wrongly."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from analystkit.extraction.part import ArticlePart
from analystkit.lexicon import Lexicon

_VOWELS = "aeiou"


def verb_forms(lemmas: Iterable[str], irregular: Mapping[str, tuple[str, str]]) -> dict[str, tuple[str, str]]:
    """Return form -> (lemma, tag) for the third person, past, participle and gerund of each verb.

    A form that a doubled consonant leaves open ("targeted", "targetted") is listed both ways.
    """
    found: dict[str, tuple[str, str]] = {}
    for lemma in lemmas:
        if not lemma.isalpha() and "-" not in lemma:
            continue
        past, participle = irregular.get(lemma, ("", ""))
        for form in _third(lemma):
            found.setdefault(form, (lemma, "VBZ"))
        for form in _with_suffix(lemma, "ing"):
            found.setdefault(form, (lemma, "VBG"))
        for form in (past,) if past else _with_suffix(lemma, "ed"):
            found.setdefault(form, (lemma, "VBD"))
        if participle and participle != past:
            found.setdefault(participle, (lemma, "VBN"))
    return found


def plurals(noun: str) -> tuple[str, ...]:
    """Return the regular plural of a noun; none of a word that is one already."""
    return () if noun.endswith("s") and not noun.endswith("ss") else _third(noun)


def _third(lemma: str) -> tuple[str, ...]:
    if lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        return (lemma + "es",)
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return (lemma[:-1] + "ies",)
    return (lemma + "s",)


def _with_suffix(lemma: str, suffix: str) -> tuple[str, ...]:
    if lemma.endswith("ie") and suffix == "ing":
        return (lemma[:-2] + "ying",)
    if lemma.endswith("ee"):
        return (lemma + suffix if suffix == "ing" else lemma + "d",)
    if lemma.endswith("e"):
        return (lemma[:-1] + suffix,)
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS and suffix == "ed":
        return (lemma[:-1] + "ied",)
    if lemma.endswith("c"):
        return (lemma + "k" + suffix,)
    if (
        len(lemma) > 2
        and lemma[-1] not in _VOWELS + "wxy"
        and lemma[-2] in _VOWELS
        and (lemma[-3] not in _VOWELS or lemma[-4:-2] == "qu")
    ):
        return (lemma + suffix, lemma + lemma[-1] + suffix)
    return (lemma + suffix,)


@lru_cache(maxsize=8)
def _unchanged(lexicon: Lexicon) -> frozenset[str]:
    """Return the verbs whose past is written as their present: "set", "hit"."""
    return frozenset(row["verb"] for row in lexicon.table("irregular_verbs") if row["past"] == row["verb"])


def read_as_past(part: ArticlePart, lexicon: Lexicon) -> None:
    """Tag a verb whose past is written as its present as the past that a report tells in, in place: "They then | set | fire to a school"."""
    tokens = part.tokens
    if part.part == "title":
        return
    for index in tokens.where(_unchanged(lexicon)):
        if tokens.tag[index] != "VBP" or any(tokens.dep[c][:3] == "aux" for c in tokens.children[index]):
            continue
        if any(tokens.dep[c] == "nsubj" and c < index for c in tokens.children[index]):
            tokens.tag[index] = "VBD"
