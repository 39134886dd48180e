"""The trigger lexicon, compiled: from a word in the text to the row that makes it an event."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from sys import intern

from analystkit.errors import LexiconError
from analystkit.extraction.event.forms import plurals, verb_forms
from analystkit.extraction.event.headwords import Headword
from analystkit.lexicon import Lexicon
from analystkit.model.vocabulary import EVENT_TYPES

# Every slot but a preposition; "by" is filled by what the parser calls an agent.
_NAMED_SLOTS = frozenset(
    "subj obj iobj named poss comp self surface passive by incoming sender aim prep word near text future neg-comp".split()  # noqa: SIM905
)
_PREPOSITIONS_IN_NAMES = frozenset(
    {"of", "for", "to", "on", "in", "at", "under", "with", "from", "against", "between"}
)
PARTICLES = frozenset(
    "up down off out on in away back over apart through aside into upon at against for about by to from with behind around dead alive together forward under".split()  # noqa: SIM905
)


# What is asked of the words and clauses around a trigger rather than of what stands in one of its slots, and what of its complement.
_AROUND = frozenset({"prep", "word", "future", "text", "near", "neg-comp"})
_COMPLEMENTS = frozenset({"any", "to", "that", "event", "hostile", "none"})


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a row: the slot it looks at, how it compares ("filled", "=", ":"), with what.

    `around` is true where it asks for no slot but for the words and clauses around a trigger, nouns included.
    """

    slot: str
    test: str
    values: frozenset[str]
    wanted: bool
    around: bool


@dataclass(frozen=True, slots=True)
class Roles:
    """Where source and target stand: alternatives in order, or parties joined with equal standing."""

    source: tuple[str, ...]
    joined: tuple[str, ...]
    target: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TriggerRow:
    """One compiled line of ``triggers.csv``; `rank` sorts rows that fit the same words, best first.

    `base` and `outcome` are what an event of the row is by itself, `undone` (with the same outcome) what it is where it is negated.
    `asks` are sets of words: where a sentence does not have one of each, the row fits nowhere in it.
    """

    words: tuple[str, ...]
    pos: str
    type: str
    mode: str
    roles: Roles
    conditions: tuple[Condition, ...]
    complement: str
    base: str
    outcome: str
    undone: str
    weight: float
    rank: tuple[int, int, int]
    follows: frozenset[str]
    asks: tuple[frozenset[str], ...]

    @property
    def needs_event(self) -> bool:
        """True where the row stands only with an event in its complement."""
        return any(c.slot == "comp" and c.wanted and c.values & {"event", "hostile"} for c in self.conditions)

    @property
    def name(self) -> str:
        """The row as `Event.method` cites it, e.g. ``verb:shoot_down``."""
        return f"{self.pos}:{'_'.join(self.words)}"


@dataclass(frozen=True, slots=True)
class Triggers:
    """Rows by the word they are found by, verbs and nouns apart.

    `forms` leads from an inflected form to verb lemma and tag; `hostile` are lemmas of violence and force, `transitive` verbs all
    of whose events are done to an object, `pasts` past tenses that are no participles.
    """

    verbs: Mapping[str, Headword]
    nouns: Mapping[str, Headword]
    forms: Mapping[str, tuple[str, str]]
    words: frozenset[str]
    hostile: frozenset[str]
    assault_nouns: frozenset[str]
    transitive: frozenset[str]
    pasts: frozenset[str]


@lru_cache(maxsize=8)
def compile_triggers(lexicon: Lexicon) -> Triggers:
    """Compile table ``triggers``.

    Raises
    ------
    LexiconError
        If a row has an unknown part of speech or type, a weight that is no number, or a condition that cannot be read.
    """
    verbs: dict[str, list[TriggerRow]] = {}
    nouns: dict[str, list[TriggerRow]] = {}
    lines = _Lines()
    for number, row in enumerate(lexicon.table("triggers")):
        compiled = lines.compile(number, row)
        if compiled.pos == "verb":
            verbs.setdefault(compiled.words[verb_head(compiled.words)], []).append(compiled)
        else:
            head = compiled.words[noun_head(compiled.words)]
            for form in (head, *plurals(head)):
                nouns.setdefault(form, []).append(compiled)
    every = [row for rows in (*verbs.values(), *nouns.values()) for row in rows]
    irregular = {row["verb"]: (row["past"], row["participle"]) for row in lexicon.table("irregular_verbs")}
    forms = verb_forms(verbs, irregular)
    harmful = ("ASSAULT", "COERCE", "SANCTION")
    # A noun and its plural have the same rows.
    headwords = cache(Headword)
    return Triggers(
        {word: headwords(tuple(rows)) for word, rows in verbs.items()},
        {word: headwords(tuple(rows)) for word, rows in nouns.items()},
        forms,
        frozenset((*verbs, *nouns, *forms)),
        frozenset(
            row.words[0] if row.pos == "verb" else row.words[-1] for row in every if row.type in harmful
        ),
        frozenset(row.words[-1] for row in nouns_of(nouns) if row.type == "ASSAULT"),
        frozenset(
            word
            for word, rows in verbs.items()
            if any(row.type for row in rows)
            and all("obj" in row.roles.target for row in rows if row.type and len(row.words) == 1)
        ),
        frozenset(past for past, participle in irregular.values() if participle and past != participle),
    )


def nouns_of(nouns: Mapping[str, list[TriggerRow]]) -> list[TriggerRow]:
    """Return all noun rows."""
    return [row for rows in nouns.values() for row in rows]


def verb_head(words: tuple[str, ...]) -> int:
    """Return which word of a verb phrase is the verb: the first one, behind a hyphenated prefix ("co - operate")."""
    head = 0
    while head + 2 < len(words) and words[head + 1] == "-":
        head += 2
    return head


def noun_head(words: tuple[str, ...]) -> int:
    """Return which word of a noun phrase is its head: the last one, or the one before the first preposition."""
    for index, word in enumerate(words):
        # In "sit-in" the tagger makes the last part the noun.
        if index and word in _PREPOSITIONS_IN_NAMES and words[index - 1] != "-":
            return index - 1
    return len(words) - 1


def parse_roles(text: str) -> Roles:
    """Read a role pattern such as ``subj|by>obj|on`` or ``between+with>``."""
    source, _, target = text.partition(">")
    first, *joined = source.split("+") if source else [""]
    return Roles(
        tuple(slot for slot in first.split("|") if slot),
        tuple(slot for part in joined for slot in part.split("|") if slot),
        tuple(slot for slot in target.split("|") if slot),
    )


def parse_condition(text: str) -> Condition:
    """Read one condition such as ``!obj``, ``obj=deal|blow``, ``subj:police`` or ``prep:on|at``.

    Raises
    ------
    LexiconError
        If it names no slot.
    """
    wanted = not text.startswith("!")
    body = text.removeprefix("!")
    for sign in "=:":
        slot, found, listed = body.partition(sign)
        if found and slot.isalpha():
            values = frozenset(intern(value) for value in listed.split("|") if value)
            completing = slot == "comp" and sign == ":" and values <= _COMPLEMENTS
            return Condition(slot, sign, values, wanted, slot in _AROUND or completing)
    if not body.replace("-", "").isalpha():
        raise LexiconError(
            f"expected a condition such as obj:human or prep:on|at in table 'triggers', found {text!r}"
        )
    return Condition(body, "filled", frozenset(), wanted, body in _AROUND)


def _asked(condition: Condition) -> tuple[frozenset[str], ...]:
    """Return the sets of words of each of which one must stand in a sentence for a condition to hold there."""
    if not condition.wanted or condition.slot == "text":
        return ()
    # A preposition must be there for anything to stand behind it.
    asked = [frozenset((condition.slot,))] if condition.slot not in _NAMED_SLOTS else []
    if condition.test == "=" or condition.slot in ("prep", "word"):
        # The hyphen of "cease-fire" parts it into tokens.
        pieces = [value.split("-") for value in condition.values]
        asked.append(frozenset(intern("-".join(piece[i:])) for piece in pieces for i in range(len(piece))))
    return tuple(asked)


class _Lines:
    """Compiles lines of the table. What several lines say alike they share: half of what they would take of memory."""

    def __init__(self) -> None:
        self._roles = cache(parse_roles)
        self._condition = cache(parse_condition)
        self._asked = cache(_asked)
        self._word = cache(lambda word: frozenset((word,)))
        self._noun = cache(lambda word: frozenset((word, *plurals(word))))

    def compile(self, number: int, row: Mapping[str, str]) -> TriggerRow:
        where = f"row {number + 1} of table 'triggers' ({row['trigger']!r})"
        if row["pos"] not in ("verb", "noun"):
            raise LexiconError(f"{where}: expected pos verb or noun, found {row['pos']!r}")
        if row["type"] and row["type"] not in EVENT_TYPES:
            raise LexiconError(
                f"{where}: expected one of {', '.join(EVENT_TYPES)} or nothing, found {row['type']!r}"
            )
        try:
            weight = float(row["weight"] or 0.7)
        except ValueError as error:
            raise LexiconError(f"{where}: expected a weight from 0 to 1, found {row['weight']!r}") from error
        # The tokenizer parts words at hyphens: "cease-fire" is three tokens.
        words = tuple(map(intern, row["trigger"].lower().replace("-", " - ").split()))
        conditions = tuple(map(self._condition, row["needs"].split()))
        base, _, outcome = row["base"].removeprefix("!").partition("/")
        base, undone = ("", base) if row["base"].startswith("!") else (base, "")
        narrow = sum({"=": 4, ":": 3, "filled": 1}[c.test] if c.wanted else 1 for c in conditions)
        return TriggerRow(
            words, row["pos"], row["type"], row["mode"], self._roles(row["roles"]), conditions, row["complement"], base, outcome, undone, weight,
            (-len(words), -narrow, number), self._follows(row["pos"], words, conditions), self._asks(row["pos"], words, conditions),
        )  # fmt: skip

    def _follows(self, pos: str, words: tuple[str, ...], conditions: tuple[Condition, ...]) -> frozenset[str]:
        """Return words of which one must stand behind the verb for the row to fit; empty where nothing is sure."""
        if pos != "verb":
            return frozenset()
        if verb_head(words) < len(words) - 1:
            return self._word(words[-1])
        return next((c.values for c in conditions if c.slot == "word" and c.wanted), frozenset())

    def _asks(
        self, pos: str, words: tuple[str, ...], conditions: tuple[Condition, ...]
    ) -> tuple[frozenset[str], ...]:
        """Return the sets of words of each of which one must stand in a sentence for the row to fit there."""
        head, form = (verb_head(words), self._word) if pos == "verb" else (noun_head(words), self._noun)
        asked = [form(word) for index, word in enumerate(words) if index != head]
        asked += chain.from_iterable(map(self._asked, conditions))
        return tuple(sorted(asked, key=len))
