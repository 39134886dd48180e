"""One person under many spellings: chains of several articles joined by full name, transliteration, and surname."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from analystkit.lexicon.nicknames import given_names, short_for
from analystkit.resolve.chains import Chains, Wording
from analystkit.resolve.names import alike, name_words, skeleton

# Below these, two words of one skeleton are two names: where the other word of the name is equal, and where it differs too.
ONE_WORD = 0.6
BOTH_WORDS = 0.8
# How much oftener than all others of a surname one is named in full, to be meant by the surname alone.
KNOWN = 6


@dataclass(slots=True, eq=False)
class Person:
    """A person over the corpus: the full names seen and the chains they came from."""

    names: dict[tuple[str, ...], int] = field(default_factory=dict)
    links: list[tuple[list[int], str, float]] = field(default_factory=list)
    countries: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)

    def add(self, chains: list[int], wordings: Iterable[Wording], rule: str, confidence: float) -> None:
        """Add chains, and the countries and titles that their wordings give."""
        self.links.append((chains, rule, confidence))
        for wording in wordings:
            if wording.countries:
                self.countries |= wording.countries.keys()
            if wording.titles:
                self.titles.update(title.lower() for title in wording.titles)

    def key(self) -> tuple[str, ...]:
        """Return what the id is made from: the skeletons of first and last word, the same for every spelling."""
        return min(
            (skeleton(n[0]), skeleton(n[-1])) if len(n) > 1 else ("", skeleton(n[0])) for n in self.names
        )


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two chains that may be one person, not sure enough to be joined."""

    chain: int
    person: Person
    rule: str
    confidence: float


def resolve_people(
    chains: Chains, worded: Mapping[Wording, Sequence[int]]
) -> tuple[list[Person], list[Suggestion]]:
    """Join the chains of persons over articles.

    Full names come first: equal first and last word, or the same skeletons with spellings close enough. Chains with a surname
    alone then go to the one person of that surname they agree with (title, country); where there are several, to none.

    Parameters
    ----------
    chains : Chains
        All chains.
    worded : mapping of Wording to sequence of int
        Those of persons, by their wording.

    Returns
    -------
    people : list of Person
        In a fixed order, whatever order the chains came in.
    suggestions : list of Suggestion
        Links that were not made.
    """
    full: dict[tuple[str, ...], list[int]] = defaultdict(list)
    wordings: dict[tuple[str, ...], list[Wording]] = defaultdict(list)
    single: list[tuple[str, int, tuple[str, ...]]] = []
    for wording, some in worded.items():
        name = longest_name(wording)
        if len(name) > 1:
            full[name] += some
            wordings[name].append(wording)
        else:
            single += [(chains.ids[chain], chain, name) for chain in some]
    people: list[Person] = []
    by_surname: dict[str, list[Person]] = defaultdict(list)
    for name in sorted(full, key=lambda n: (-len(full[n]), len(n), n)):
        block = skeleton(name[-1])
        best, rule, sure = _same_full_name(name, by_surname[block])
        if best is None:
            best, rule, sure = Person(), "full name", 0.97
            people.append(best)
            by_surname[block].append(best)
        best.names[name] = len(full[name])
        best.add(full[name], wordings[name], rule, sure)
    alone = [(name, chain, chains.wordings[chain]) for _, chain, name in sorted(single)]
    return _with_surnames(people, alone, by_surname)


def part_clashing(
    chains: Chains, worded: Mapping[Wording, Sequence[int]], texts: pd.Series
) -> dict[Wording, list[int]]:
    """Give a chain of its own to each full name that cannot be its chain's: Jim Okafor, taken for the Ada Okafor named beside him.

    Parameters
    ----------
    chains : Chains
        All chains; those that lose a name are changed, and those that are made are added.
    worded : mapping of Wording to sequence of int
        Those of persons, by their wording.
    texts : Series
        The words of each mention, by row.

    Returns
    -------
    dict of Wording to list of int
        Those of persons then.
    """
    foreign = {wording: _foreign_names(wording) for wording in worded if len(wording.names) > 1}
    out = {wording: list(alike) for wording, alike in worded.items() if not foreign.get(wording)}
    parted = {chain: names for wording, names in foreign.items() if names for chain in worded[wording]}
    told = np.flatnonzero(np.isin(chains.of_row, list(parted)))
    said: dict[int, dict[int, str]] = defaultdict(dict)
    for row, chain, text in zip(
        told.tolist(), chains.of_row[told].tolist(), texts.iloc[told].tolist(), strict=True
    ):
        said[chain][row] = text
    for chain, names in parted.items():
        for one in (chain, *chains.part(chain, said[chain], names)):
            out[chains.wordings[one]] = [one]
    return out


def _foreign_names(wording: Wording) -> list[str]:
    """Return the full names among those of a chain that cannot be its actor's."""
    names = wording.names
    usual = min(names, key=lambda n: (len(name_words(n)) < 2, -names[n], -len(n), n))
    main = name_words(usual)
    return [
        text
        for text in sorted(names)
        if clashing(words := name_words(text), main)
        and not any(words[-len(w) :] == w for w in (main, main[:1] + main[-1:]))
    ]


def longest_name(wording: Wording) -> tuple[str, ...]:
    """Return the words of the fullest name (the most frequent of equally long ones)."""
    if len(wording.names) == 1:
        # Nearly always.
        return name_words(next(iter(wording.names)))
    names = {name_words(text): count for text, count in wording.names.items()}
    return min(names, key=lambda n: (-len(n), -names[n], n)) if names else ()


def _same_full_name(name: tuple[str, ...], options: Sequence[Person]) -> tuple[Person | None, str, float]:
    best: tuple[float, Person] | None = None
    for person in options:
        if any(clashing(name, other) for other in person.names):
            # What is like one spelling may be unlike another: "Jim Ada Okafor" brings no Jim Okafor to Ada Okafor.
            continue
        for other in person.names:
            likeness = _full_likeness(name, other)
            if likeness and (best is None or likeness > best[0]):
                best = (likeness, person)
    if best is None:
        return None, "", 0.0
    return best[1], "full name" if best[0] == 1.0 else "transliteration", round(0.6 + 0.35 * best[0], 3)


def _full_likeness(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """Return 1 for equal first and last words, less for short forms and spellings of one sound, 0 for different names."""
    if a[-1] == b[-1] and (a[0] == b[0] or a == b[-len(a) :] or b == a[-len(b) :]):
        return 0.0 if other_middle(a, b) else 1.0
    if a[-1] == b[-1] and short_for(a[0], b[0]):
        return 0.93
    if skeleton(a[0]) != skeleton(b[0]) or skeleton(a[-1]) != skeleton(b[-1]):
        return 0.0
    first, last = alike(a[0], b[0]), alike(a[-1], b[-1])
    enough = ONE_WORD if a[0] == b[0] or a[-1] == b[-1] else BOTH_WORDS
    return min(first, last) if min(first, last) >= enough else 0.0


def clashing(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Say whether two full names of one surname name two people: other first names, no nickname, initial, spelling or part of the other."""
    if a[-1] != b[-1] or len(a) < 2 or len(b) < 2:
        return False
    if a[0] == b[0]:
        return other_middle(a, b)
    if a == b[-len(a) :] or b == a[-len(b) :] or _one_first_name(a[0], b[0]):
        return False
    # Of "Nixon Aide Fred Adeyemi" and "Air Ada Okafor", words that ran into the name; "Mark Felt" and "W. Mark Felt".
    given = given_names()
    return not any(
        one[0] not in given and any(_one_first_name(word, other[0]) for word in one[1:-1])
        for one, other in ((a, b), (b, a))
    )


def _one_first_name(a: str, b: str) -> bool:
    short, long = sorted((a, b), key=len)
    return (
        long.startswith(short)
        or short_for(a, b)
        or (skeleton(short) == skeleton(long) and alike(short, long) >= ONE_WORD)
    )


def other_middle(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Say whether two names of one first and last word have initials between them that differ: George W. and George H.W. Bush."""
    if "the" in a or "the" in b:
        # "Vincent The Chin Amato": a nickname.
        return False
    x, y = "".join(w[0] for w in a[1:-1]), "".join(w[0] for w in b[1:-1])
    initials = any(len(w) <= 2 for w in (*a[1:-1], *b[1:-1]))
    return bool(x and y) and initials and not (x.startswith(y) or y.startswith(x))


def _with_surnames(
    people: list[Person],
    single: Iterable[tuple[tuple[str, ...], int, Wording]],
    by_surname: dict[str, list[Person]],
) -> tuple[list[Person], list[Suggestion]]:
    suggestions: list[Suggestion] = []
    alone: dict[str, list[Person]] = defaultdict(list)
    bearers: dict[str, tuple[list[Person], list[Person]]] = {}
    # Counted before any surname is given away, so that no order matters.
    full = {id(p): sum(p.names.values()) for p in people}
    for name, chain, wording in single:
        word = name[-1] if name else ""
        if word not in bearers:
            bearers[word] = _bearers(word, by_surname.get(skeleton(word), ()))
        exact, close = bearers[word]
        agreeing = [p for p in exact if not _clash(wording, p)] or [p for p in close if _support(wording, p)]
        sure = 0.75
        if len(agreeing) > 1:
            supporting = [p for p in agreeing if _support(wording, p)]
            best = max(agreeing, key=lambda p: full[id(p)])
            rest = sum(full[id(p)] for p in agreeing if p is not best)
            if not supporting and full[id(best)] >= KNOWN * rest:
                supporting, sure = [best], 0.65
            agreeing = supporting
        if len(agreeing) == 1:
            supported = _support(wording, agreeing[0])
            agreeing[0].add([chain], (wording,), "surname", 0.9 if supported else sure)
            continue
        suggestions += [Suggestion(chain, p, "surname", 0.4) for p in exact[:3]]
        own = next((p for p in alone[word] if not _clash(wording, p)), None)
        if own is None:
            own = Person({name: 0})
            alone[word].append(own)
            people.append(own)
        own.names[name] = own.names.get(name, 0) + 1
        own.add([chain], (wording,), "same name", 0.7)
    return people, suggestions


def _bearers(word: str, people: Sequence[Person]) -> tuple[list[Person], list[Person]]:
    """Return the people of exactly this surname, and those of one that sounds like it."""
    exact = [p for p in people if any(n[-1] == word for n in p.names)]
    close = [p for p in people if p not in exact and any(alike(n[-1], word) >= ONE_WORD for n in p.names)]
    return exact, close


def _clash(wording: Wording, person: Person) -> bool:
    countries = wording.countries
    return bool(countries and person.countries and person.countries.isdisjoint(countries))


def _support(wording: Wording, person: Person) -> bool:
    if wording.countries and not person.countries.isdisjoint(wording.countries):
        return True
    return any(t.lower() in person.titles for t in wording.titles)
