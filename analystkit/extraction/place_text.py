"""A part as the place rules see it, and a place name found in it."""

from __future__ import annotations

from dataclasses import dataclass, field

from analystkit.extraction.casing import all_capitals
from analystkit.extraction.gazetteer import Gazetteer, Place
from analystkit.extraction.part import ArticlePart, Tokens
from analystkit.extraction.place_words import PlaceWords
from analystkit.model.rows import Mention

HYPHENS = frozenset("-‐‑–")


PLACED = ("GPE", "LOC", "FAC")


@dataclass(slots=True, eq=False)
class FoundPlace:
    """A place name in the text: tokens [first, last), what it may be, what it lies in, and what it was settled on.

    `trimmed` is set where the name was cut out of its candidates by a parent that none of them fits.
    """

    first: int
    last: int
    name: str
    candidates: list[Place]
    precision: str = ""
    chosen: Place | None = None
    country: str = ""
    direction: str = ""
    hedged: bool = False
    parents: list[FoundPlace] = field(default_factory=list)


@dataclass(slots=True)
class PlaceText:
    """A part as the place rules see it: tokens, the named mention of each token, words that belong to people."""

    part: ArticlePart
    tokens: Tokens
    words: PlaceWords
    known: Gazetteer
    labels: dict[int, Mention]
    people: frozenset[str]
    shouting: bool

    def written(self, first: int, last: int) -> str:
        """Return the tokens [first, last) as read, white space joined."""
        text = self.part.text[self.tokens.start[first] : self.tokens.end[last - 1]]
        return " ".join(text.split())

    def opens_sentence(self, index: int) -> bool:
        """Say whether a token is the first of its sentence."""
        return index == 0 or self.tokens.sentence[index - 1] != self.tokens.sentence[index]


def read_places(part: ArticlePart, mentions: list[Mention], known: Gazetteer, words: PlaceWords) -> PlaceText:
    """Gather what the rules need from a part and its mentions."""
    tokens = part.tokens
    labels: dict[int, Mention] = {}
    people: set[str] = set()
    for mention in sorted([m for m in mentions if m.kind == "name"], key=lambda m: m.end - m.start):
        span = tokens.span(mention.start, mention.end)
        for index in span:
            labels[index] = mention
        if mention.label == "PERSON" and len(span) > 1:
            people.update(tokens.lower[span.start : span.stop])
    return PlaceText(part, tokens, words, known, labels, frozenset(people), all_capitals(tokens))
