"""The mention a name makes: what its words, its title and the lexicon say of it, and whether it is named as a place or as an actor."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from analystkit.extraction.actor_words import ActorWords, Entry, words_of
from analystkit.extraction.datelines import DASHES, behind_dateline
from analystkit.extraction.found import NAME, Found
from analystkit.extraction.name_labels import head_of, label_of
from analystkit.extraction.name_runs import nickname_in
from analystkit.extraction.offices_of import OFFICIAL
from analystkit.extraction.part import Tokens


def name_found(
    tokens: Tokens,
    lex: ActorWords,
    first: int,
    last: int,
    entry: Entry | None,
    title: Sequence[str],
    sector: str,
    gender: str,
    kind_of_title: str,
) -> Found:
    """Return the name in tokens ``[first, last)`` with what its words, its title and the lexicon say of it."""
    inner = nickname_in(tokens, first, last) if last - first > 4 else range(0)
    written = (
        [*tokens.text[first : inner.start], *tokens.text[inner.stop : last]]
        if inner
        else tokens.text[first:last]
    )
    key = _key(" ".join(written))
    head = head_of(tokens, first, last)
    found = Found(0, first, last, head, NAME, "", key, entry, " ".join(title))
    found.definite = "def"
    if inner:
        label, found.why = "PERSON", "given"
        found.extra["nickname"] = " ".join(_key(" ".join(tokens.text[inner.start + 1 : inner.stop - 1])))
    else:
        label, found.why = label_of(tokens, lex, first, last, head, entry, kind_of_title)
    found.label = label
    if label == "PERSON":
        found.referent, found.number, found.sector = "person", "s", sector
        found.gender = gender or (lex.given.get(key[0], "") if len(key) > 1 else "")
    else:
        found.referent = "body"
        if entry is not None:
            found.country, found.sector = entry.country, entry.sector
        else:
            noun = (
                lex.institutions.get(tokens.lower[last - 1])
                or lex.institutions.get(tokens.lower[first])
                or _before_of(tokens, lex, first, last)
            )
            if noun is not None:
                found.sector = noun[2]
    if entry is not None and entry.what in ("country", "capital", "demonym"):
        found.place_use = entry.what != "demonym" and is_place_use(
            tokens, lex, first, last, head, capital=entry.what == "capital"
        )
    elif label in ("GPE", "LOC", "FAC"):
        found.place_use = label != "GPE" or tokens.dep[head] not in ("nsubj", "agent", "nsubjpass")
    if label == "PERSON" and entry is None:
        return found
    if label != "PERSON" and _is_dateline(tokens, first, last, closed=True):
        found.extra["dateline"] = "yes"
        found.place_use = True
    elif label == "GPE" and not found.place_use and _is_dateline(tokens, first, last):
        found.place_use = True
    elif entry is not None and entry.what == "capital" and not found.place_use:
        seated = lex.seats.get(" ".join(tokens.text[first:last]))
        if seated is not None:
            found.entry, found.label, found.country, found.sector = (
                seated,
                "ORG",
                seated.country,
                seated.sector,
            )
    return found


def _before_of(tokens: Tokens, lex: ActorWords, first: int, last: int) -> tuple[str, str, str] | None:
    """Return what the noun before "of" says of a name: the Foreign | Ministry | of Azerbaijan."""
    for at in range(first + 1, last - 1):
        if tokens.lower[at] == "of":
            noun = lex.institutions.get(tokens.lower[at - 1])
            return noun if noun is not None and noun[2] in OFFICIAL else None
    return None


@lru_cache(maxsize=1 << 16)
def _key(written: str) -> tuple[str, ...]:
    """Return the words that identify a name."""
    key = tuple(w for w in words_of(written) if w != "'s")
    return key[1:] if len(key) > 1 and key[0] == "the" else key


def _is_dateline(tokens: Tokens, first: int, last: int, *, closed: bool = False) -> bool:
    """Say whether a place in capitals opens its paragraph as a dateline does: "LIMA (Wire) -"; with `closed`, up to the dash."""
    if tokens.text[first][-1].islower():
        return False
    written = "".join(tokens.text[first:last])
    if not written.isupper() or len(written) < 4 or last >= len(tokens):
        return False
    before = first - (first > 0 and tokens.text[first - 1] == "THE")
    if before and "\n" not in tokens.text[before - 1]:
        return False
    if closed:
        return behind_dateline(tokens, before, len(tokens), DASHES) > last
    return tokens.text[last] in ("(", "-", "–", "—", ",", ":", ".", "/")


def is_place_use(tokens: Tokens, lex: ActorWords, first: int, last: int, head: int, *, capital: bool) -> bool:
    """Say whether a country or capital is named as a place ("killed in Iraq") and not as an actor ("Iraq said")."""
    dep = tokens.dep[head]
    before = tokens.lower[first - 1] if first else ""
    if before in ("the", "central", "western", "eastern", "northern", "southern", "downtown") and first > 1:
        before = tokens.lower[first - 2] if before == "the" else "in"
    if before in lex.words.locative:
        return not (
            before in ("from", "to", "over", "into")
            and not capital
            and tokens.tag[head] != ""
            and dep == "pobj"
            and _dealing(tokens, lex, head)
        )
    if before == "of" and first > 1 and tokens.lower[first - 2] in lex.words.direction:
        return True
    if dep == "compound" and last < len(tokens) and capital:
        return tokens.tag[tokens.head[head]] in ("NN", "NNS", "NNP")
    return capital and dep not in ("nsubj", "nsubjpass", "agent", "poss", "pobj", "conj", "dobj", "ROOT")


def _dealing(tokens: Tokens, lex: ActorWords, head: int) -> bool:
    preposition = tokens.head[head]
    return tokens.lemma[tokens.head[preposition]] in lex.words.dealing
