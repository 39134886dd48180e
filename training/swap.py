"""Putting other names in the place of names, so that the model learns where names stand and not which they are."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from training.lists import countries, name_lists, nationalities, news_words
from training.passages import Passage, Word

_TOKEN = re.compile(r"[A-Za-z]\.(?:[A-Za-z]\.)+|[^\W\d_]+(?:['\u2019](?!s\b)[^\W\d_]+)*\.?|\d+|[^\w\s]|\w+")
_FUNCTION = {"of": ("IN", "ADP", "prep"), "for": ("IN", "ADP", "prep"), "and": ("CC", "CCONJ", "cc")}
# Swapped where the name is one of these; dates and numbers stay.
SWAPPED = ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP")


def name_words(name: str, label: str) -> list[Word] | None:
    """Annotate a name as a flat chain of compounds on its last word.

    Returns
    -------
    list of Word or None
        Heads count from the first word. None for a name with a preposition or conjunction in it, whose tree is not flat.
    """
    words: list[Word] = []
    for chunk in name.split():
        forms = _forms(chunk)
        for place, form in enumerate(forms):
            if form.lower() in _FUNCTION:
                return None
            words.append(Word(form, space=place == len(forms) - 1))
    head = max((i for i, word in enumerate(words) if word.form[0].isalnum()), default=0)
    for index, word in enumerate(words):
        word.name = f"{'I' if index else 'B'}-{label}"
        word.lemma, word.head = word.form, head
        word.dep = "compound"
        if word.form == "-":
            word.tag, word.pos, word.dep = "HYPH", "PUNCT", "punct"
        elif not word.form[0].isalnum():
            word.tag, word.pos, word.dep = "POS", "PART", "case"
        elif word.form.isdigit():
            word.tag, word.pos, word.morph = "CD", "NUM", "NumForm=Digit|NumType=Card"
        elif label == "NORP" and not word.form.endswith("s"):
            word.tag, word.pos, word.morph = "JJ", "ADJ", "Degree=Pos"
        else:
            word.tag, word.pos, word.morph = "NNP", "PROPN", "Number=Sing"
    return words


def swappable(passage: Passage, start: int, end: int) -> bool:
    """Tell whether a name can be replaced without touching the rest of the tree."""
    if not passage.parsed:
        return True
    words = passage.words
    heads = [i for i in range(start, end) if not start <= words[i].head < end or words[i].head == i]
    if len(heads) != 1 or words[heads[0]].pos not in ("PROPN", "NOUN"):
        return False
    if any(words[i].dep not in ("compound", "punct", "amod") for i in range(start, end) if i != heads[0]):
        return False
    inner = set(range(start, end)) - set(heads)
    return not any(word.head in inner for i, word in enumerate(words) if not start <= i < end)


def swap_names(passage: Passage, rng: random.Random, share: float) -> Passage:
    """Replace about `share` of the names of persons, organisations, places and peoples by drawn ones."""
    for start, end, label in reversed(passage.names()):
        if label not in SWAPPED or rng.random() >= share or not swappable(passage, start, end):
            continue
        head = next((w for w in passage.words[start:end] if w.tag in ("NNPS", "NNS")), None)
        if head is not None and label != "ORG":
            continue
        if label == "NORP" and (end - start > 1 or (passage.parsed and passage.words[start].pos != "ADJ")):
            continue
        new = name_words(_draw(label, end - start, rng), label)
        if new is None:
            continue
        # An abbreviation or a title in front keeps its place: only the name itself was drawn.
        passage = passage.spliced(start, end, new)
    return passage


def _draw(label: str, length: int, rng: random.Random) -> str:
    return _DRAW[label](length, rng)


def _person(length: int, rng: random.Random) -> str:
    lists = name_lists()
    given, family = lists.person(rng)
    if length == 1 and rng.random() < 0.9:
        return family if rng.random() < 0.7 else given
    kind = rng.random()
    if kind < 0.08:
        return f"{given} {rng.choice('ABCDEFGHJKLMPRST')}. {family}"
    if kind < 0.16:
        return f"{given} {lists.person(rng)[0]} {family}"
    if kind < 0.20:
        return f"Abu {given}" if rng.random() < 0.5 else f"Abu {given} {family}"
    return f"{given} {family}"


def _organisation(length: int, rng: random.Random) -> str:
    lists = name_lists()
    kind = rng.random()
    if kind < 0.35:
        return lists.organisation(rng, "armed_group")
    if kind < 0.42:
        return "".join(rng.choice("ABCDEFGHIKLMNOPRSTUV") for _ in range(rng.choice((3, 3, 3, 4, 4))))
    if kind < 0.52:
        body = _word("body", rng)
        return f"{rng.choice(_one_word_nationalities())} {body}"
    if kind < 0.58:
        return f"{lists.place('GPE', rng)} {_word('local_body', rng)}"
    if kind < 0.64:
        return f"{lists.person(rng)[1].title()} {_word('firm', rng)}"
    return lists.organisation(rng)


def _facility(length: int, rng: random.Random) -> str:
    lists = name_lists()
    if rng.random() < 0.5:
        return lists.place("FAC", rng)
    return f"{lists.place('GPE', rng)} {_word('building', rng)}"


_DRAW: dict[str, Callable[[int, random.Random], str]] = {
    "PERSON": _person,
    "ORG": _organisation,
    "GPE": lambda length, rng: (
        rng.choice(countries())["name"] if rng.random() < 0.35 else name_lists().place("GPE", rng)
    ),
    "LOC": lambda length, rng: name_lists().place("LOC", rng),
    "FAC": _facility,
    "NORP": lambda length, rng: rng.choice(_one_word_nationalities()),
}


def _word(kind: str, rng: random.Random) -> str:
    return rng.choice(news_words(kind)).replace("_", " ")


def _one_word_nationalities() -> list[str]:
    return [nationality for nationality in nationalities() if " " not in nationality]


def _forms(chunk: str) -> list[str]:
    """Split one written word the way spaCy's English tokenizer does: at hyphens between letters and at a clitic."""
    clitic = ""
    for ending in ("'s", "\u2019s"):
        if chunk.endswith(ending):
            chunk, clitic = chunk[: -len(ending)], ending
    if chunk.endswith("'") and len(chunk) > 1:
        chunk, clitic = chunk[:-1], "'"
    parts = re.split(r"(?<=[^\W\d_])(-)(?=[^\W\d_])", chunk)
    return [part for part in [*parts, clitic] if part]
