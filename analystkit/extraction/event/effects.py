"""The words that decide whether an event happened, compiled, and how their effects compose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from analystkit.lexicon import Lexicon

SURE = ("happened", "ongoing")
# Prepositions behind a verb or adjective that say when, where or why it was, and of which it says nothing: "denied it at the trial".
BESIDE = frozenset({"over", "at", "during", "amid", "after", "since"})


@dataclass(frozen=True, slots=True)
class Effect:
    """What a word does to an event under it, plain and negated."""

    plus: str
    minus: str
    outcome: str


@dataclass(slots=True)
class Judgement:
    """The label, the outcome of an attempt, and the words that decided, nearest first.

    `future` is the modal or verb that places the event ahead ("will", "plan"), "" without one; `duty` is true under "must" and
    "should"; `tried` where somewhere on the way an attempt was spoken of, also if the whole is only alleged.
    """

    label: str
    outcome: str
    signs: tuple[str, ...]
    future: str = ""
    duty: bool = False
    tried: bool = False


@lru_cache(maxsize=8)
def effects(lexicon: Lexicon) -> Mapping[tuple[str, str], Effect]:
    """Compile table ``factuality`` into (part of speech, word) -> effect; the first row of a word wins."""
    found: dict[tuple[str, str], Effect] = {}
    for row in lexicon.table("factuality"):
        found.setdefault((row["pos"], row["word"]), Effect(row["plus"], row["minus"], row["outcome"]))
    return found


@lru_cache(maxsize=8)
def light_verbs(lexicon: Lexicon) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Compile table ``light_verbs`` into verb (with particle) -> pairs of side and effect."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for row in lexicon.table("light_verbs"):
        found[row["verb"]] = (*found.get(row["verb"], ()), (row["side"], row["effect"]))
    return found


def compose(inner: str, outer: str) -> str:
    """Return the label of an event labelled `inner` under a word whose effect is `outer`."""
    if outer in SURE or not outer:
        return inner if outer != "ongoing" or inner != "happened" else "ongoing"
    if inner in SURE:
        return outer
    if outer == "negated":
        return "happened" if inner == "negated" else "negated"
    if outer == "unknown":
        return inner
    if outer == "alleged" and inner in ("negated", "planned", "threatened", "hypothetical"):
        # "reports that they would not attack", "claims that he will flee": what is reported is ahead, or is not.
        return inner
    if inner == "alleged" and outer == "planned":
        # "will face trial for murder": the trial is ahead, the murder alleged.
        return "alleged"
    if inner == "hypothetical" and outer == "planned":
        # "will be able to", "is expected to call for"
        return inner
    if inner == "negated" and outer in ("planned", "hypothetical", "threatened"):
        return "negated"
    return outer
