"""The words around place names, compiled from the lexicon: nouns of place, directions, prepositions, organisations."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from analystkit.extraction.gazetteer import COUNTRY, REGION, gazetteer
from analystkit.extraction.part import Tokens
from analystkit.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class PlaceNoun:
    """A noun of place found in the text: how sharp it is, how many tokens it has, on which side of the name it stands."""

    precision: str
    length: int
    after: bool
    of: bool
    single: bool


class PlaceWords:
    """The `place_words` and `place_nouns` tables as sets, and the first words of countries and regions."""

    def __init__(self, lexicon: Lexicon) -> None:
        kinds: dict[str, set[str]] = {}
        for row in lexicon.table("place_words"):
            kinds.setdefault(row["kind"], set()).add(row["word"].lower())
        self.directions = frozenset(kinds.get("direction", ()))
        self.locative = frozenset(kinds.get("locative", ()))
        self.weak_locative = frozenset(kinds.get("weak_locative", ()))
        self.locative |= self.weak_locative
        self.organisation = frozenset(kinds.get("organisation", ()))
        self.of_organisation = frozenset(kinds.get("of_organisation", ()))
        self.before_organisation = frozenset(kinds.get("before_organisation", ()))
        # Names that are common words too: without tags, at the start of a sentence, they are the words.
        self.common = frozenset(kinds.get("common_word", ()))
        self.doubtful = self.common.union(kinds.get("doubtful", ()))
        self._nouns: dict[str, list[tuple[tuple[str, ...], PlaceNoun]]] = {}
        self._ends: dict[str, list[tuple[tuple[str, ...], PlaceNoun]]] = {}
        for row in lexicon.table("place_nouns"):
            words = tuple(row["noun"].lower().split())
            noun = PlaceNoun(
                row["precision"],
                len(words),
                row["use"] in {"after", "both"},
                row["use"] in {"of", "both"},
                row.get("single", "") == "yes",
            )
            self._nouns.setdefault(words[0], []).append((words, noun))
            self._ends.setdefault(words[-1], []).append((words, noun))
        # What a name in front makes the name of a region: "Dunmore district".
        self.regions = frozenset(
            words[0]
            for held in self._nouns.values()
            for words, noun in held
            if noun.precision == "region" and noun.after and noun.single and len(words) == 1
        )
        for held in (*self._nouns.values(), *self._ends.values()):
            held.sort(key=lambda item: -len(item[0]))
        # Countries whose towns are called like those of others.
        self.alike = frozenset(row["iso3"] for row in lexicon.table("countries") if row["towns"] == "alike")
        known = gazetteer(lexicon)
        self.country_words = frozenset(
            key for key in known.starts if any(p.kind in {COUNTRY, REGION} for p in known.at((key,)))
        )

    def noun_at(self, tokens: Tokens, index: int) -> PlaceNoun | None:
        """Return the noun of place that starts at a token."""
        if index >= len(tokens):
            return None
        for words, noun in self._nouns.get(tokens.lower[index], ()):
            if tuple(tokens.lower[index : index + len(words)]) == words:
                return noun
        return None

    def noun_ending(self, tokens: Tokens, index: int) -> str:
        """Return the precision of the noun of place that ends before a token, "" if there is none."""
        if index < 1:
            return ""
        for words, noun in self._ends.get(tokens.lower[index - 1], ()):
            if index >= len(words) and tuple(tokens.lower[index - len(words) : index]) == words:
                return noun.precision
        return ""

    def noun_before(self, tokens: Tokens, first: int) -> str:
        """Return the precision of the noun in "the [northern] city of" in front of a name, "" if there is none."""
        if first < 2 or tokens.lower[first - 1] != "of":
            return ""
        return self.noun_ending(tokens, first - 1)

    def direction_before(self, tokens: Tokens, first: int) -> tuple[str, int]:
        """Return the direction in front of a name and its tokens ("north-western" has three), ("", 0) if there is none."""
        if first >= 3 and tokens.text[first - 2] == "-":
            hyphened = f"{tokens.lower[first - 3]}-{tokens.lower[first - 1]}"
            if hyphened in self.directions:
                return hyphened, 3
        if first and tokens.lower[first - 1] in self.directions:
            return tokens.lower[first - 1], 1
        return "", 0

    def noun_of(self, tokens: Tokens, index: int) -> str:
        """Return the precision of the noun in front of an "of" that names what follows ("town of"), "" if there is none."""
        for words, noun in self._ends.get(tokens.lower[index - 1], ()):
            if noun.of and index >= len(words) and tuple(tokens.lower[index - len(words) : index]) == words:
                return noun.precision
        return ""

    def is_noun_end(self, word: str) -> bool:
        """Say whether a word is or ends a noun of place."""
        return word in self._ends

    def is_noun(self, word: str) -> bool:
        """Say whether a word is or begins a noun of place."""
        return word in self._nouns


@lru_cache(maxsize=8)
def place_words(lexicon: Lexicon) -> PlaceWords:
    """Compile the words around place names; the same lexicon gives the same object."""
    return PlaceWords(lexicon)
