"""How many a counted noun names: least and most, as the words around its number allow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from analystkit.extraction.event.clause import Clause
from analystkit.extraction.event.kinds import Kinds
from analystkit.extraction.event.words import event_words
from analystkit.extraction.hyphens import HYPHENS
from analystkit.extraction.tags import NOUNS
from analystkit.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Words:
    """Compiled tables ``casualty_words`` and ``number_words``."""

    verbs: Mapping[str, str]
    others: Mapping[str, str]
    numbers: Mapping[str, int]
    multipliers: Mapping[str, int]
    vague: Mapping[str, int | None]
    # The first words of all verbs, and the verbs of what wounds where it hits an arm or a leg.
    opening: frozenset[str]
    # The lemmas that a count of victims may hang on.
    counted: frozenset[str]


@lru_cache(maxsize=8)
def casualty_words(lexicon: Lexicon) -> Words:
    """Compile the words of death, injury and number."""
    verbs: dict[str, str] = {}
    others: dict[str, str] = {}
    for row in lexicon.table("casualty_words"):
        (verbs if row["pos"] == "verb" else others)[row["word"]] = row["kind"]
    numbers: dict[str, int] = {}
    multipliers: dict[str, int] = {}
    vague: dict[str, int | None] = {}
    for row in lexicon.table("number_words"):
        value = int(row["value"]) if row["value"] else None
        if row["kind"] == "vague":
            vague[row["word"]] = value
        elif value is not None:
            (numbers if row["kind"] == "number" else multipliers)[row["word"]] = value
    opening = frozenset(verb.split()[0] for verb in verbs) | event_words(lexicon).hitting
    counted = opening.union(others, ("toll", "number"))
    return Words(verbs, others, numbers, multipliers, vague, opening, counted)


class HeadCounts:
    """Counts the nouns of one part."""

    def __init__(self, clause: Clause, kinds: Kinds, lexicon: Lexicon) -> None:
        self._clause = clause
        self._tokens = clause.tokens
        self._kinds = kinds
        self._words = casualty_words(lexicon)

    def count(self, head: int) -> tuple[int | None, int | None] | None:
        """Return least and most of a counted noun, None where it carries no number and is no single person."""
        tokens, words = self._tokens, self._words
        lower = tokens.lower[head]
        if any(tokens.lower[c] == "no" and c < head for c in tokens.children[head]):
            return 0, 0
        number = self._number(head)
        parts = [
            c
            for c in tokens.children[head]
            # "Ana Ruiz, 42": what stands behind a comma is an age.
            if (c < head or tokens.lower[c - 1] != ",")
            # "On December 25 Ana Ruiz was killed"
            and not (tokens.tag[head] == "NNP" and tokens.tag[c] == "CD" and tokens.tag[c - 1] == "NNP")
            and tokens.dep[c] in ("nummod", "det", "quantmod", "amod", "nmod", "neg", "advmod", "compound")
        ]
        if tokens.tag[head] == "NNS":
            # "10 union members", the number hung on the union
            parts += [
                number_of
                for c in parts
                if tokens.dep[c] == "compound"
                for number_of in tokens.children[c]
                if tokens.dep[number_of] == "nummod" and number_of < c
            ]
        if number is None:
            for child in parts:
                number = self._number(child)
                if number is not None:
                    head_of_number = child
                    break
            else:
                if lower in words.vague:
                    low = words.vague[lower]
                    return (low, None) if low is not None else None
                for child in parts:
                    if tokens.lower[child] in words.vague:
                        low = words.vague[tokens.lower[child]]
                        return (low, None) if low is not None else None
                if any(tokens.lower[c] in ("no", "zero") for c in parts) or lower in (
                    "nobody",
                    "none",
                    "no-one",
                ):
                    return 0, 0
                if lower == "one" and head and tokens.lower[head - 1] == "no":
                    return 0, 0
                return self._single(head)
        else:
            head_of_number = head
        low, high = self._around(head_of_number, number)
        return low, high

    def _bare_count(self, index: int) -> tuple[int | None, int | None] | None:
        """Return the count right before a participle that goes on from another: "and 300 wounded", "and eleven were hurt", None without one."""
        tokens, words = self._tokens, self._words
        if not index or tokens.tag[index] not in ("VBN", "VBD", "JJ"):
            return None
        first, _ = self._clause.bounds(index)
        at = index - 1
        while at > first and tokens.dep[at] in ("aux", "auxpass"):
            at -= 1
        opens = at - 1
        while opens > first and tokens.lower[opens] in self._clause.words.qualifier:
            opens -= 1
        goes_on = tokens.lower[max(opens, 0)] in ("and", ",", "with")
        # "and eleven were wounded" has its own subject, whatever the parser hung it on.
        if not goes_on and (tokens.dep[index] != "conj" or at < index - 1):
            return None
        number = self._number(at)
        if number is not None:
            return self._around(at, number)
        low = words.vague.get(tokens.lower[at])
        return (low, None) if low is not None and tokens.tag[at] != "DT" else None

    def _count_ahead(self, index: int) -> tuple[int | None, int | None] | None:
        """Return the count right behind a verb that stands for who was hurt: "and injured at least 40", None without one."""
        tokens, at = self._tokens, index + 1
        while at < len(tokens) and tokens.lower[at] in self._clause.words.qualifier:
            at += 1
        if at >= len(tokens) or tokens.tag[at] != "CD" or tokens.tag[tokens.head[at]][:2] == "NN":
            return None
        number = self._number(at)
        return None if number is None else self._around(at, number)

    def _number(self, index: int) -> int | None:
        tokens, words = self._tokens, self._words
        lower = tokens.lower[index]
        label = tokens.entity[index]
        if label in ("DATE", "TIME") and "human" in self._kinds.of(tokens.head[index]):
            # "Nearly 200 people", taken for a year.
            label = ""
        if label in ("DATE", "TIME", "MONEY", "PERCENT") or (
            lower in ("a", "an", "no", "nobody", "none", "nil", "one") and tokens.tag[index] == "DT"
        ):
            return None
        if lower in words.multipliers and lower in ("dozen", "score", "hundred", "thousand", "million"):
            before = [c for c in tokens.children[index] if c < index]
            times = 1
            for child in before:
                value = self._number(child)
                if value:
                    times = value
            return words.multipliers[lower] * times if before or lower == "dozen" else None
        if lower in words.numbers and tokens.tag[index] in ("CD", "NN", "NNS", "PDT", "JJ"):
            return self._joined(index - 2, index) or self._joined(index, index + 2) or words.numbers[lower]
        if "-" in lower and all(piece in words.numbers for piece in lower.split("-")):
            return sum(words.numbers[piece] for piece in lower.split("-"))
        digits = lower.replace(",", "")
        if digits.isascii() and digits.isdigit() and len(digits) < 8:
            value = int(digits)
            if (
                index + 1 < len(tokens)
                and tokens.lower[index + 1] in words.multipliers
                and tokens.head[index] == index + 1
            ):
                return value * words.multipliers[tokens.lower[index + 1]]
            return value
        return None

    def _joined(self, first: int, second: int) -> int:
        """Return the number of two pieces cut at their hyphen, "fifty-three", 0 for any others."""
        tokens, numbers = self._tokens, self._words.numbers
        if first < 0 or second >= len(tokens) or tokens.text[first + 1] not in HYPHENS:
            return 0
        tens, units = (numbers.get(tokens.lower[i], 0) for i in (first, second))
        together = tokens.end[first] + 1 == tokens.start[second]
        return tens + units if together and 20 <= tens <= 90 and 1 <= units <= 9 else 0

    def _around(self, index: int, number: int) -> tuple[int | None, int | None]:
        tokens = self._tokens
        first, _ = self._clause.bounds(index)
        before = [tokens.lower[i] for i in range(max(first, index - 4), index)]
        if before[-1:] == ["a"]:
            # "at least a dozen"
            before.pop()
        opens = "between" in before or "from" in before[-1:]
        if opens and index + 2 < len(tokens) and tokens.lower[index + 1] in ("and", "to"):
            other = self._number(index + 2)
            if other is not None and other >= number:
                return number, other
        if len(before) >= 2 and before[-1] in ("and", "to", "or", "-", "–"):
            other = self._number(index - 2)
            if (
                other is not None
                and other <= number
                and not self._joined(index - 2, index)
                and ("between" in before or before[-1] in ("to", "-", "–"))
            ):
                return other, number
        near = before[-3:]
        if (len(near) >= 2 and near[-1] in ("than", "least", "most", "to")) or any(
            word in ("over", "around", "about", "nearly", "almost", "approximately", "some")
            for word in near[-1:]
        ):
            if "more" in near:
                return number + 1 if number < 20 else number, None
            if "least" in near or near[-1] == "over":
                return number, None
            if "less" in near or "fewer" in near:
                return None, number - 1
            if (near[-1] == "to" and "up" in near) or "most" in near:
                return None, number
        return number, number

    def _single(self, head: int) -> tuple[int, int] | None:
        tokens = self._tokens
        if tokens.tag[head] not in ("NN", "NNP"):
            return None
        kinds = self._kinds.of(head)
        if tokens.entity[head] == "PERSON" and tokens.tag[head] == "NNP":
            return 1, 1
        lower = tokens.lower[head]
        if (
            lower
            in (
                "crowd",
                "police",
                "group",
                "mob",
                "family",
                "gang",
                "team",
                "army",
                "unit",
                "government",
                "people",
                "public",
                "population",
                "community",
                "military",
                "couple",
                "crew",
            )
            or "human" not in kinds
            or "group" in kinds
        ):
            return None
        if any(tokens.dep[c] == "poss" and tokens.tag[c] in NOUNS for c in tokens.children[head]):
            # "killed the town's mayor"
            return 1, 1
        determiners = [
            tokens.lower[c] for c in tokens.children[head] if tokens.dep[c] in ("det", "poss", "nummod")
        ]
        return (
            (1, 1)
            if determiners
            and determiners[0] in ("a", "an", "the", "one", "another", "his", "her", "their", "its")
            else None
        )
