"""Names that several countries have: "Ghana's Democratic Party" is no American's, "the Ministry of Defence of Moldova" no Briton's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from analystkit.extraction.actor_words import ActorWords, Words
from analystkit.extraction.found import Found
from analystkit.extraction.part import ArticlePart, Tokens

_CLITICS = frozenset({"'s", "’s", "'", "’"})
_HOME = frozenset({"country", "demonym"})
# What may stand between a country and its party: "Italy's | main centre-left opposition | Democratic Party".
_BETWEEN = frozenset({"JJ", "JJS", "NN", "NNS", "HYPH", "VBG", "RB"})
_WITHIN = 7
_PARTY = "party"


def state_behind(words: Words, lex: ActorWords, tokens: Tokens, first: int, last: int) -> str:
    """Return the country that a name ends with behind "of": the Foreign Ministry of | Azerbaijan |.

    Parameters
    ----------
    words, lex, tokens : Words, ActorWords, Tokens
        The part and the compiled tables.
    first, last : int
        The name.
    """
    for at in range(last - 2, max(first, last - 5), -1):
        if tokens.lower[at] == "of":
            opened = at + 1 + (tokens.lower[at + 1] == "the")
            match = words.longest(lex.names, opened) if words.head[opened] in lex.names else None
            if match is None or match[0] != last or match[1].what != "country":
                return ""
            return match[1].country
    return ""


def goes_on_abroad(words: Words, lex: ActorWords, tokens: Tokens, end: int, country: str) -> int:
    """Return where a name goes on to that "of" and another country follow ("Ministry of Defence | of Moldova"), 0 where none does."""
    if not country or end + 1 >= len(tokens) or tokens.lower[end] != "of":
        return 0
    opened = end + 1 + (tokens.lower[end + 1] == "the")
    if opened >= len(tokens) or words.head[opened] not in lex.names:
        return 0
    match = words.longest(lex.names, opened)
    foreign = match is not None and match[1].what == "country" and match[1].country != country
    return match[0] if match is not None and foreign else 0


def release_parties(names: Iterable[Found], parts: Sequence[ArticlePart], lex: ActorWords) -> None:
    """Take the lexicon's word from parties that stand under another country than the one it knows, and from their namesakes in the article.

    A name that is nobody's alone ("Democratic Party", "Labour Party") belongs to the country whose possessive or adjective stands before it.
    """
    known = [name for name in names if name.entry is not None and name.entry.kind == _PARTY]
    if not known:
        return
    names = list(names)
    told: dict[str, set[str]] = {}
    own = {id(name): _owner(name, names, parts[name.part].tokens) for name in known}
    for name in known:
        if name.entry is not None and own[id(name)]:
            told.setdefault(name.entry.name, set()).add(own[id(name)])
    for name in known:
        entry = name.entry
        if entry is None or not entry.country or not _is_generic(name, lex):
            continue
        countries = told.get(entry.name, set())
        here = own[id(name)] or (next(iter(countries)) if len(countries) == 1 else "")
        if here and here != entry.country:
            name.entry, name.country, name.why = None, here, "institution"
            name.sector = name.sector or entry.sector
            name.extra["abroad"] = here


def _is_generic(name: Found, lex: ActorWords) -> bool:
    return len(name.key) > 1 and name.key[-1] in lex.institutions


def _owner(name: Found, names: Sequence[Found], tokens: Tokens) -> str:
    """Return the country whose party it is called by what stands before it, "" where nothing tells."""
    ends = {one.last: one for one in names if one.part == name.part and one.last <= name.first}
    at = name.first
    for _ in range(_WITHIN):
        before = ends.get(at)
        if before is not None:
            named = before.entry is not None and before.entry.what in _HOME
            demonym = named and before.entry is not None and before.entry.what == "demonym"
            possessive = at < len(tokens) and tokens.lower[at] in _CLITICS
            return before.country if named and (demonym or possessive) else ""
        at -= 1
        if at < 0 or tokens.sentence[at] != tokens.sentence[name.first]:
            return ""
        if tokens.lower[at] in _CLITICS:
            before = ends.get(at)
            named = before is not None and before.entry is not None and before.entry.what in _HOME
            return before.country if before is not None and named else ""
        if tokens.tag[at] not in _BETWEEN:
            return ""
    return ""
