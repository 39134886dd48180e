"""The case that texts in capitals have lost, given back, and the marks of the monitoring service they came through left out.

Measuring equipment for MUC-4: what ships reads texts as they were printed. Words are known from the treebanks and the mixed-case texts
beside the repository, from our own lexicon and from the lemmatizer of the small pipeline.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from analystkit.extraction.event.kinds import noun_kinds
from analystkit.extraction.event.triggers import compile_triggers
from analystkit.lexicon import Lexicon
from analystkit.pipeline import load_pipeline

_SHARED = Path(__file__).resolve().parents[1] / ".." / "shared"
_WORD = re.compile(r"[A-Za-z]+")
_MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug sep oct nov dec".split()
)
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
# "[TEXT]", "[BEGIN RECORDING]", "[words indistinct]": what the service says of its own transcript.
_MARK = re.compile(
    r"\[[^\]\n]*\b(?:TEXT|EXCERPTS?|REPORT|RECORDING|INDISTINCT|OMITTED|RECEIVED|HEARD|PUBLISHED|COMMENTARY|VIDEO)\b[^\]\n]*\] ?",
    re.IGNORECASE,
)
_SOURCE_LINE = re.compile(r"\A\([A-Z .&']+\)\n\n")
# Words behind which "us" is no country.
_BEFORE_US = frozenset(
    "to for with of tell told let give gave among by help helped all from against make made".split()
)
_OFTEN = 0.3
# "FMLN [FARABUNDO MARTI NATIONAL LIBERATION FRONT]", "THE CHRISTIAN DEMOCRATIC PARTY [PDC]": names of bodies.
_SPELT_OUT = re.compile(r"\b[A-Z]{2,6} \[([A-Z' -]{8,})\]")
_SHORTENED = re.compile(r"\b(?:THE|OF|A) ((?:(?!THE )[A-Z']+ ){2,6})[\[(][A-Z]{2,6}(?:-\d+)?[\])]")
_LITTLE = frozenset("of the and for in to on de la del y a an".split())
# "GUATEMALA CITY, 10 SEP 89 (ACAN-EFE) --": the place stays in capitals, as datelines are printed.
_DATELINE = re.compile(r"\A([A-Z][A-Z .'-]*)(?:\([A-Z ]+\))?, \d{1,2} [A-Z]{3} \d\d \([^)\n]*\) --")
_INITIALS = re.compile(r"\b[A-Z]\.[A-Z]\.$")
# Endings by which an English noun is told from a name.
_ABSTRACT = (
    "tion",
    "sion",
    "ness",
    "ity",
    "ment",
    "ism",
    "ance",
    "ence",
    "ist",
    "ship",
    "hood",
    "cy",
    "age",
    "ery",
)


def truecaser(words: Iterable[str], lexicon: Lexicon) -> Any:
    """Return a function that gives an upper-case text its case back, offsets kept.

    A word is lower case if the given words know it so; names of countries, demonyms, months and days get a capital, as do
    sentence beginnings and words nobody knows.
    """
    small = {word for word in words if word.islower()}
    small |= {f"{word}s" for word in small}
    named, phrases = set(_DAYS), set()
    for row in lexicon.table("actors"):
        phrases |= {name for name in f"{row['name']}|{row['aliases']}".lower().split("|") if " " in name}
    for row in lexicon.table("countries"):
        for cell in (row["name"], row["aliases"], row["demonyms"], row["capital"]):
            for name in cell.lower().split("|"):
                (phrases if " " in name else named).add(name)
    several = re.compile(
        rf"\b(?:{'|'.join(sorted(map(re.escape, phrases), key=len, reverse=True))})\b", re.IGNORECASE
    )

    def restore(text: str) -> str:
        if sum(c.islower() for c in text) > sum(c.isupper() for c in text) / 4:
            return text
        out = list(text)
        dateline = _DATELINE.match(text)
        place, opening = (dateline.end(1), dateline.end()) if dateline else (0, 0)
        called = {i for match in several.finditer(text) for i in range(match.start(), match.end())}
        called |= {i for match in _SPELT_OUT.finditer(text) for i in range(*match.span(1))}
        called |= {i for match in _SHORTENED.finditer(text) for i in range(*match.span(1))}
        for match in _WORD.finditer(text):
            word, start = match.group().lower(), match.start()
            month = word in _MONTHS and (
                word not in ("may", "march", "mar") or text[max(0, start - 3) : start].strip().isdigit()
            )
            called_so = start in called and word not in _LITTLE
            capital = _begins(text, start) or month or word in named or called_so or word not in small
            shown = word.capitalize() if capital else word
            if start < opening:
                shown = word.capitalize()
            if start < place or _bracketed(text, start, match.end()) or not set(word) & set("aeiouy"):
                shown = match.group()
            if text[start - 1 : start] == "'" and len(word) <= 2 and start > 1 and text[start - 2].isalpha():
                shown = word
            if word == "us":
                before = text[max(0, start - 12) : start].lower().split()
                shown = "us" if before and before[-1] in _BEFORE_US else "US"
            out[start : match.end()] = shown
        return "".join(out)

    return restore


def _begins(text: str, start: int) -> bool:
    before = text[max(0, start - 6) : start].rstrip(" \n\"'")
    if _INITIALS.search(before) and text[start - 1] == " ":
        # "U.S. military", "J.F. Kennedy": within a sentence, as a rule.
        return False
    return (
        not before or before[-1:] in ".?!" or before[-2:] == "--" or text[max(0, start - 2) : start] == "\n\n"
    )


def _bracketed(text: str, start: int, end: int) -> bool:
    return text[start - 1 : start] in ("[", "(") and text[end : end + 1] in ("]", ")")


def _running_text() -> Iterator[str]:
    """Yield the words of texts in mixed case that do not begin a sentence."""
    banks = (_SHARED / "treebanks" / "ewt", _SHARED / "treebanks" / "gum" / "dep")
    for file in (f for bank in banks if bank.is_dir() for f in sorted(bank.glob("*.conllu"))):
        if "test" in file.name or "dev" in file.name:
            continue
        for line in file.read_text(encoding="utf-8").splitlines():
            cells = line.split("\t")
            if len(cells) > 2 and cells[0] != "1":
                yield cells[1]
    for name in ("ecb_train", "plv_train"):
        file = _SHARED / "gold" / "events" / f"{name}.jsonl"
        for line in file.read_text(encoding="utf-8").splitlines() if file.is_file() else ():
            yield from re.findall(r"(?<=[a-z,] )[A-Za-z]+", json.loads(line)["text"])


def _inflected(verbs: Iterable[str]) -> Iterator[str]:
    for verb in verbs:
        stem = verb.removesuffix("e")
        ending = f"{verb[:-1]}ie" if verb.endswith("y") else verb
        yield from (
            verb,
            f"{ending}s",
            f"{ending.removesuffix('e')}ed",
            f"{stem}ing",
            f"{verb}{verb[-1]}ed",
            f"{verb}{verb[-1]}ing",
            f"{verb}es",
        )


@cache
def _restore() -> Any:
    lexicon = Lexicon.default()
    seen = Counter(_running_text())
    words = {word for word, n in seen.items() if word.islower() and n >= _OFTEN * seen[word.capitalize()]}
    lookups = load_pipeline(None).get_pipe("lemmatizer").lookups
    index, irregular = lookups.get_table("lemma_index"), lookups.get_table("lemma_exc")
    listed = {
        *_inflected(index["verb"]),
        *index["adv"],
        *index["adj"],
        *irregular["verb"],
        *irregular["noun"],
    }
    listed |= {noun for noun in index["noun"] if noun.endswith(_ABSTRACT)}
    given = {row["name"].lower() for row in lexicon.table("given_names")}
    words |= {word for word in listed - given if seen[word] >= _OFTEN * seen[word.capitalize()]}
    triggers = compile_triggers(lexicon)
    words |= {*triggers.verbs, *triggers.nouns, *triggers.forms}
    words |= {noun for noun in noun_kinds(lexicon) if noun.islower()}
    return truecaser(words, lexicon)


def truecase(text: str) -> str:
    """Give a text in capitals its case back, without the marks of the monitoring service; see `truecaser`."""
    return str(_restore()(_MARK.sub("", _SOURCE_LINE.sub("", text))))
