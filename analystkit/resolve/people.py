"""One person under many spellings: chains of several articles joined by full name, transliteration, and surname."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from analystkit.resolve.chains import Chains, Links, link
from analystkit.resolve.full_names import ONE_WORD, clashing, full_likeness
from analystkit.resolve.names import alike, name_words, skeleton
from analystkit.resolve.wordings import Wording

# How much oftener than all others of a surname one is named in full, to be meant by the surname alone.
KNOWN = 6


@dataclass(slots=True, eq=False)
class Person:
    """A person over the corpus: the full names seen and the chains they came from."""

    names: dict[tuple[str, ...], int] = field(default_factory=dict)
    links: Links = field(default_factory=dict)
    countries: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)

    def add(self, chains: Iterable[int], wordings: Iterable[Wording], rule: str, confidence: float) -> bool:
        """Add chains, and the countries and titles that their wordings give; say whether there are more of these then."""
        link(self.links, chains, rule, confidence)
        before = len(self.countries) + len(self.titles)
        for wording in wordings:
            if wording.countries:
                self.countries |= wording.countries.keys()
            if wording.titles:
                self.titles.update(title.lower() for title in wording.titles)
        return len(self.countries) + len(self.titles) > before

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
            likeness = full_likeness(name, other)
            if likeness and (best is None or likeness > best[0]):
                best = (likeness, person)
    if best is None:
        return None, "", 0.0
    return best[1], "full name" if best[0] == 1.0 else "transliteration", round(0.6 + 0.35 * best[0], 3)


def _with_surnames(
    people: list[Person],
    single: Iterable[tuple[tuple[str, ...], int, Wording]],
    by_surname: dict[str, list[Person]],
) -> tuple[list[Person], list[Suggestion]]:
    suggestions: list[Suggestion] = []
    surnames: dict[str, _Surname] = {}
    # Who was meant by a name in the very same words, until more is known of anybody whose surname sounds so.
    decided: dict[str, dict[tuple[str, Wording], tuple[Person | None, float]]] = defaultdict(dict)
    # Counted before any surname is given away, so that no order matters.
    full = {id(p): sum(p.names.values()) for p in people}
    for name, chain, wording in single:
        word = name[-1] if name else ""
        surname = surnames.get(word)
        if surname is None:
            block = skeleton(word)
            surname = surnames[word] = _Surname(
                *_bearers(word, by_surname.get(block, ())), decided=decided[block]
            )
        known = surname.decided.get((word, wording))
        if known is None:
            known = surname.decided[word, wording] = _bearer(wording, surname, full)
        person, sure = known
        if person is not None:
            more = person.add([chain], (wording,), "surname", sure)
        else:
            suggestions += [Suggestion(chain, p, "surname", 0.4) for p in surname.exact[:3]]
            own = next((p for p in surname.alone if not _clash(wording, p)), None)
            if own is None:
                own = Person({name: 0})
                surname.alone.append(own)
                people.append(own)
            own.names[name] = own.names.get(name, 0) + 1
            more = own.add([chain], (wording,), "same name", 0.7)
        if more:
            surname.decided.clear()
    return people, suggestions


@dataclass(frozen=True, slots=True)
class _Surname:
    """Who bears a surname in full, who one that sounds like it, who is called by it alone; and what was decided for its words."""

    exact: list[Person]
    close: list[Person]
    decided: dict[tuple[str, Wording], tuple[Person | None, float]]
    alone: list[Person] = field(default_factory=list)


def _bearer(wording: Wording, surname: _Surname, full: Mapping[int, int]) -> tuple[Person | None, float]:
    """Return the one person who is meant by a surname alone, and how sure that is; none where it may be several or nobody."""
    agreeing = [p for p in surname.exact if not _clash(wording, p)]
    agreeing = agreeing or [p for p in surname.close if _support(wording, p)]
    sure = 0.75
    if len(agreeing) > 1:
        supporting = [p for p in agreeing if _support(wording, p)]
        best = max(agreeing, key=lambda p: full[id(p)])
        rest = sum(full[id(p)] for p in agreeing if p is not best)
        if not supporting and full[id(best)] >= KNOWN * rest:
            supporting, sure = [best], 0.65
        agreeing = supporting
    if len(agreeing) != 1:
        return None, 0.0
    return agreeing[0], 0.9 if _support(wording, agreeing[0]) else sure


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
