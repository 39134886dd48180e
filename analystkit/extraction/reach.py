"""How far a line of the lexicon reaches: which articles can read otherwise with it than without it.

Extractors look words up: a line nobody looks up changes nothing. So an article that holds none of its words gives the rows it gave. Only for
the tables below is that so; what a line of any other does, or one of those that are looked up by words no article need hold, is not said.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Collection, Iterable
from functools import lru_cache

from analystkit.extraction.actor_words import words_of
from analystkit.extraction.event.forms import plurals, verb_forms
from analystkit.extraction.event.triggers import compile_triggers, noun_head, verb_head
from analystkit.extraction.gazetteer import Gazetteer, gazetteer, key_of, word_key
from analystkit.extraction.place_choice import UNIT_NOUNS
from analystkit.extraction.quotation.cues import cue_table, inflections
from analystkit.lexicon import Lexicon, Row

# Words of which an article must hold one each; as numbers, see `form_number`.
Watch = tuple[frozenset[int], ...]


def watches(table: str, row: Row) -> list[Watch] | None:
    """Return what an article must hold to be read otherwise with a line of a table, one watch for each way; None where that cannot be said.

    Parameters
    ----------
    table : str
        The table's name.
    row : Row
        The line, with all columns of the table.
    """
    reader = _READERS.get(table)
    found = reader(row) if reader is not None else None
    if found is None:
        return None
    numbered = [tuple(frozenset(map(form_number, forms)) for forms in watch) for watch in found]
    return [watch for watch in numbered if watch and all(watch)]


def compiles(lexicon: Lexicon, tables: Collection[str]) -> None:
    """Compile what is made of some tables, so that a line that cannot be used is found.

    Raises
    ------
    LexiconError
        As extraction does on every article.
    """
    for table, reader in (("places", gazetteer), ("triggers", compile_triggers), ("cues", cue_table)):
        if table in tables:
            reader(lexicon)


def forms_of(word: str) -> frozenset[str]:
    """Return the forms in which a token's text or lemma is looked up anywhere."""
    lower = word.lower()
    return frozenset((word, lower, word_key(lower), *words_of(lower)))


def form_number(form: str) -> int:
    """Return the number that stands for a form; two forms may share one, which only makes an article seem touched that is not."""
    return zlib.crc32(form.encode("utf-8", "surrogatepass"))


def _actors(row: Row) -> list[list[Iterable[str]]]:
    names = (row["name"], *row["aliases"].split("|"))
    return [[[word] for word in words_of(name)] for name in names]


def _titles(row: Row) -> list[list[Iterable[str]]]:
    return [[[word] for word in words_of(row["title"])]]


def _places(row: Row) -> list[list[Iterable[str]]] | None:
    known = gazetteer(Lexicon.default())
    keys = [key_of(name.strip()) for name in (row["name"], *row["aliases"].split("|"))]
    keys = [key for key in keys if key]
    # Looked up by names put together: the unit called after a town, the city that is a country's capital.
    if any(key[-1] in UNIT_NOUNS or key in _capitals() for key in keys):
        return None
    return [[[word] for word in (key if _opens(known, key) else key[:1])] for key in keys]


def _opens(known: Gazetteer, key: tuple[str, ...]) -> bool:
    # That a word opens a name at all is looked at by itself.
    return key[0] in known.starts and len(key) > 1


@lru_cache(maxsize=1)
def _capitals() -> frozenset[tuple[str, ...]]:
    rows = Lexicon.default().table("countries")
    return frozenset(key_of(name) for row in rows for name in row["capital"].split("|") if name)


def _triggers(row: Row) -> list[list[Iterable[str]]] | None:
    words = tuple(row["trigger"].lower().replace("-", " - ").split())
    if not words:
        return None
    head = words[verb_head(words) if row["pos"] == "verb" else noun_head(words)]
    irregular = {
        line["verb"]: (line["past"], line["participle"])
        for line in Lexicon.default().table("irregular_verbs")
        if line["verb"] == head
    }
    # Of a phrase the first word, the last and the head are also looked up alone.
    return [[{words[0], words[-1], head, *plurals(head), *verb_forms([head], irregular)}]]


def _cues(row: Row) -> list[list[Iterable[str]]] | None:
    words = row["lemma"].lower().split()
    if not words:
        return None
    irregular = {line["lemma"]: line["forms"].split() for line in Lexicon.default().table("cue_forms")}
    if row["pos"] == "PHRASE":
        # "s" is where the source stands.
        return [[[word] for word in words if word != "s"]]
    # A particle verb is looked up by its verb, and fits only with its particles.
    first = {words[0], *inflections(words[0], irregular.get(words[0], []))}
    return [[first, *([word] for word in words[1:])]]


_READERS: dict[str, Callable[[Row], list[list[Iterable[str]]] | None]] = {
    "actors": _actors,
    "cues": _cues,
    "places": _places,
    "titles": _titles,
    "triggers": _triggers,
}
