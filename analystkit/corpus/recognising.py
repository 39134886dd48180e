"""Names a filter asks for, as the corpus writes them: one that nothing bears is an error with near ones, never a silent nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from analystkit.corpus.filtering import Filter
from analystkit.errors import InputError
from analystkit.lexicon.countries import country_code, country_names
from analystkit.model.wording import near_names

if TYPE_CHECKING:
    from analystkit.corpus.corpus import Corpus

NAMED = ("actors", "outlets", "countries")
"""Conditions whose values are names that a corpus has or has not; the others have closed vocabularies."""
_ON_PURPOSE = "allow_unknown=True lets it match nothing"


def recognised(corpus: Corpus, chosen: Filter) -> Filter:
    """Return a filter with its outlets and countries as the corpus spells them.

    Parameters
    ----------
    corpus : Corpus
        The whole one: whether a name is known must not depend on what was filtered before.
    chosen : Filter
        With ``allow_unknown``, a name that nothing bears stays as it is and matches nothing.

    Raises
    ------
    InputError
        If nothing bears a name.
    """
    outlets = [each for one in chosen.outlets for each in _outlets(corpus, one, chosen.allow_unknown)]
    countries = [each for one in chosen.countries for each in _countries(corpus, one, chosen.allow_unknown)]
    return replace(chosen, outlets=tuple(dict.fromkeys(outlets)), countries=tuple(dict.fromkeys(countries)))


def actor_ids(corpus: Corpus, chosen: Filter) -> list[str]:
    """Return the ids of the actors asked for; with ``allow_unknown``, what nobody is called stands for itself, which no row has as an id.

    Raises
    ------
    InputError
        If nobody is called so, or several are.
    """
    return [
        one if chosen.allow_unknown and not corpus.actor_ids(one) else corpus.actor_id(one)
        for one in chosen.actors
    ]


def _outlets(corpus: Corpus, name: str, allowed: bool) -> list[str]:
    known = _values(corpus, "articles", "source")
    found = _spelled(name, known)
    if found or allowed:
        return found or [name]
    near = near_names(name, ((one, one) for one in known))
    hint = f"near names: {', '.join(near)}" if near else "corpus.count('articles', by='outlet') lists them"
    raise InputError(f"no article of this corpus is of an outlet {name!r}; {hint} ({_ON_PURPOSE})")


def _countries(corpus: Corpus, name: str, allowed: bool) -> list[str]:
    # The code of a country is a good answer to nothing: not every corpus is about each of them.
    if country_code(name) in country_names():
        return [country_code(name)]
    found = _spelled(name, _values(corpus, "events", "country"))
    if found or allowed:
        return found or [name]
    near = near_names(name, ((one, one) for one in country_names().values()))
    hint = (
        f"near names: {', '.join(near)}" if near else "corpus.count(by='country') lists those of its events"
    )
    raise InputError(
        f"there is no country {name!r}: expected its name, or a code such as UKR; {hint} ({_ON_PURPOSE})"
    )


def _spelled(name: str, known: list[str]) -> list[str]:
    """Return a name as it is known, else the ones that differ from it by capitals; what is not stated ("") is always known."""
    if name in known or not name:
        return [name]
    return [one for one in known if one.casefold() == name.casefold()]


def _values(corpus: Corpus, frame: str, column: str) -> list[str]:
    """Return the values of a column of texts, "" left out."""
    if corpus.at_hand(frame):
        values = corpus.codes.column(frame, column)[1]
    else:
        values = corpus.tables.ask(f"SELECT DISTINCT {column} FROM {{{frame}}}").column(0).to_pylist()
    return sorted(str(value) for value in values if value)
