"""What the lexicon says about actors, compiled once a lexicon: phrases by their first two words.

Phrases are compared word by word in lower case; hyphens separate words and are themselves skipped, so that "vice-president"
and "vice president", "al-Haq" and "al Haq" are the same phrase however the tokenizer cuts them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from analystkit.extraction.name_words import NameWords, name_words
from analystkit.extraction.part import Tokens
from analystkit.lexicon import Lexicon

_PIECE = re.compile(r"['’]s\b|[^\s\-‐‑–]+")

# By the first word, then by the second, "" where there is none; the longest of several first.
PhraseTable = dict[str, dict[str, list[tuple[tuple[str, ...], "Entry"]]]]


@dataclass(frozen=True, slots=True)
class Entry:
    """What one phrase of the lexicon stands for.

    `what` is country, capital, demonym, actor, title or role; `name` the canonical name; `referent` is person, group or body for
    role nouns, the title type for titles. `sense` is the noun that stands for role nouns of one meaning.
    """

    what: str
    name: str
    kind: str = ""
    country: str = ""
    sector: str = ""
    gender: str = ""
    referent: str = ""
    cased: bool = True
    sense: str = ""


@dataclass(slots=True)
class ActorWords:
    """The compiled tables."""

    names: PhraseTable = field(default_factory=dict)
    titles: PhraseTable = field(default_factory=dict)
    roles: PhraseTable = field(default_factory=dict)
    institutions: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    seats: dict[str, Entry] = field(default_factory=dict)
    given: dict[str, str] = field(default_factory=dict)
    particles: frozenset[str] = frozenset()
    pronouns: dict[str, tuple[str, str]] = field(default_factory=dict)
    words: NameWords = field(default_factory=NameWords)


@lru_cache(maxsize=1 << 16)
def words_of(text: str) -> tuple[str, ...]:
    """Split a phrase as phrases are compared: lower case, hyphens as spaces, "'s" a word of its own."""
    out: list[str] = []
    for piece in _PIECE.findall(text.lower().replace("’", "'")):
        if piece != "'s" and piece.endswith("'s"):
            out += [piece[:-2], "'s"]
        else:
            out.append(piece.rstrip(",;"))
    return tuple(word for word in out if word)


class Words:
    """The words of a part in the form phrases are compared in: `head` is the first word of each token, "" for a hyphen.

    Few tokens are anything but one word; only of those it is kept what they are made of.
    """

    __slots__ = ("_lower", "_pieces", "_positions", "head")

    def __init__(self, tokens: Tokens) -> None:
        self._lower = tokens.lower
        self._positions = tokens.positions.copy()
        self._pieces: dict[int, tuple[str, ...]] = {}
        self.head = tokens.lower.copy()
        for word, indices in tokens.positions.items():
            if not word.isalpha() and ("-" in word or "’" in word or "–" in word):
                pieces = ("'s",) if word == "’s" else words_of(word)
                self._pieces |= dict.fromkeys(indices, pieces)
                head = pieces[0] if pieces else ""
                for index in indices:
                    self.head[index] = head
                self._positions[head] = [*self._positions.get(head, ()), *indices]

    def opening(self, table: PhraseTable) -> list[int]:
        """Return the tokens, in order, with whose first word a phrase of a table begins."""
        positions = self._positions
        return sorted({index for word in positions.keys() & table.keys() for index in positions[word]})

    def longest(self, table: PhraseTable, token: int) -> tuple[int, Entry] | None:
        """Return (token after the match, entry) of the longest phrase that starts at a token and ends at a token's end."""
        options = table.get(self.head[token])
        if options is None:
            return None
        # Most phrases end at their second word, which is not there.
        second = self.head[token + 1] if token + 1 < len(self.head) and token not in self._pieces else ""
        second = second or self._second(token)
        if second and second in options:
            for words, entry in options[second]:
                end = self._end(words, token)
                if end:
                    return end, entry
        if "" in options:
            words, entry = options[""][0]
            end = token + 1 if token not in self._pieces else self._end(words, token)
            if end:
                return end, entry
        return None

    def _second(self, token: int) -> str:
        """Return the word behind the first of a token, "" at the end of the part."""
        pieces = self._pieces.get(token, ())
        if len(pieces) > 1:
            return pieces[1]
        head = self.head
        for after in range(token + 1, len(head)):
            if head[after]:
                return head[after]
        return ""

    def _end(self, words: tuple[str, ...], token: int) -> int:
        """Return the token behind a phrase that starts at a token; 0 where it does not stand there. Hyphens between its words do not count."""
        lower, at = self._lower, 0
        while at < len(words):
            if token == len(lower):
                return 0
            pieces = self._pieces.get(token)
            if pieces is None:
                if lower[token] != words[at]:
                    return 0
                at += 1
            else:
                if words[at : at + len(pieces)] != pieces:
                    return 0
                at += len(pieces)
            token += 1
        return token


def add_phrases(table: PhraseTable, phrases: Iterable[tuple[str, Entry]]) -> None:
    """Add phrases to a table; the first of two equal phrases wins, the longest of several stands first."""
    for text, entry in phrases:
        words = words_of(text)
        if not words:
            continue
        options = table.setdefault(words[0], {}).setdefault(words[1] if len(words) > 1 else "", [])
        if all(known != words for known, _ in options):
            options.append((words, entry))
            options.sort(key=lambda option: -len(option[0]))


def alone(table: PhraseTable, word: str) -> Entry | None:
    """Return what a word stands for by itself."""
    options = table.get(word)
    return options[""][0][1] if options is not None and "" in options else None


@lru_cache(maxsize=8)
def actor_words(lexicon: Lexicon) -> ActorWords:
    """Compile what the lexicon says about actors."""
    out = ActorWords(words=name_words(lexicon))
    capitals = {row["capital"] for row in lexicon.table("countries") if row["capital"]}
    for row in lexicon.table("actors"):
        entry = Entry("actor", row["name"], row["kind"], row["country"], row["sector"])
        aliases = _split(row["aliases"])
        out.seats |= {name: entry for name in aliases if name in capitals}
        add_phrases(out.names, [(name, entry) for name in (row["name"], *aliases) if name not in capitals])
    for row in lexicon.table("countries"):
        code = row.get("sovereign") or row["iso3"]
        state = Entry("country", row["name"], "government", code, "GOV")
        add_phrases(out.names, [(name, state) for name in (row["name"], *_split(row["aliases"]))])
        people = Entry("demonym", row["name"], "government", code, "GOV")
        add_phrases(out.names, [(name, people) for name in _split(row["demonyms"])])
        if row["capital"] and row["capital"] != row["name"]:
            add_phrases(
                out.names, [(row["capital"], Entry("capital", row["name"], "government", code, "GOV"))]
            )
    for row in lexicon.table("titles"):
        entry = Entry("title", row["title"], "person", "", row["sector"], row["gender"], row["type"])
        add_phrases(out.titles, [(row["title"], entry)])
    for row in lexicon.table("role_nouns"):
        role = Entry(
            "role",
            row["noun"],
            row["actor_kind"],
            "",
            row["sector"],
            row["gender"],
            row["referent"],
            cased=False,
            sense=row["sense"] or row["noun"],
        )
        add_phrases(
            out.roles, [(form, role) for form in (row["noun"], *_plurals(row["noun"], row["referent"]))]
        )
    for row in lexicon.table("institution_nouns"):
        out.institutions.setdefault(row["noun"].lower(), (row["label"], row["actor_kind"], row["sector"]))
    out.given = {row["name"]: row["gender"] for row in lexicon.table("given_names")}
    out.pronouns = {row["pronoun"]: (row["number"], row["gender"]) for row in lexicon.table("pronouns")}
    out.particles = frozenset(row["particle"] for row in lexicon.table("name_particles"))
    return out


def _split(cell: str) -> list[str]:
    return [piece for piece in cell.split("|") if piece]


_IRREGULAR = {
    "man": "men",
    "woman": "women",
    "child": "children",
    "wife": "wives",
    "person": "people",
    "thief": "thieves",
}


def _plurals(noun: str, referent: str) -> list[str]:
    """Return the plural of a person noun; bodies have plurals too ("ministries")."""
    stem, space, last = noun.rpartition(" ")
    if " of " in noun or "-in-" in noun or last.endswith("s"):
        head, _, rest = noun.partition(" of ")
        return [f"{head}s of {rest}"] if rest and not head.endswith("s") else []
    for singular, plural in _IRREGULAR.items():
        if last.endswith(singular):
            return [stem + space + last.removesuffix(singular) + plural]
    if last.endswith("y") and last[-2:-1] not in "aeiou":
        return [stem + space + last[:-1] + "ies"]
    if last.endswith(("s", "x", "ch", "sh")):
        return [stem + space + last + "es"]
    return [stem + space + last + "s"]
