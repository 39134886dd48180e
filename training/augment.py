"""What is redrawn every epoch: quotation marks, letter case, line breaks, names, and headlines made from sentences."""

from __future__ import annotations

import random
from dataclasses import dataclass

from training.headlines import headline
from training.passages import Passage, closed_by_break, joined
from training.swap import swap_names

_MARKS = {'"', "``", "''", "\u201c", "\u201d"}
_SMALL = {"a", "an", "the", "of", "in", "on", "at", "to", "for", "and", "or", "by", "as", "with"}


@dataclass(frozen=True, slots=True)
class Rates:
    """How often each change is made; shares of passages, or of names for `swap`."""

    quotes: float = 0.6
    lower: float = 0.03
    upper: float = 0.015
    title: float = 0.025
    breaks: float = 0.5
    swapped_passages: float = 0.55
    swap: float = 0.5
    headline: float = 0.22
    no_stop: float = 0.03


def varied(passage: Passage, rng: random.Random, rates: Rates) -> Passage:
    """Return a changed copy of a passage."""
    passage = passage.copy()
    if passage.named and rng.random() < rates.swapped_passages:
        passage = swap_names(passage, rng, rates.swap)
    if passage.parsed and rng.random() < rates.no_stop:
        passage = _without_last_stop(passage)
    if passage.parsed and rng.random() < rates.headline:
        head = headline(passage, rng)
        if head is not None:
            passage = joined(closed_by_break(head), passage)
    if rng.random() < rates.quotes:
        restyle_quotes(passage, rng)
    _change_case(passage, rng, rates)
    for word in passage.words:
        if word.form == "\n\n" and rng.random() < rates.breaks:
            word.form = rng.choice(("\n", "\n", "\n \n", "\n\n\n", "\r\n\r\n"))
            word.lemma = word.form if passage.parsed else ""
    return passage


def restyle_quotes(passage: Passage, rng: random.Random) -> None:
    """Write all quotation marks and apostrophes of a passage in one style, curly more often than not."""
    style = rng.choice(("curly", "curly", "straight", "single"))
    pairs = {"curly": "\u201c\u201d", "straight": '""', "single": "\u2018\u2019"}
    opened = False
    for word in passage.words:
        if word.form in _MARKS:
            opened = {"``": True, "\u201c": True, "''": False, "\u201d": False}.get(word.form, not opened)
            word.form = pairs[style][0 if opened else 1]
        elif style == "straight":
            word.form = word.form.replace("\u2019", "'")
        elif len(word.form) > 1:
            word.form = word.form.replace("'", "\u2019")


def _change_case(passage: Passage, rng: random.Random, rates: Rates) -> None:
    draw = rng.random()
    if draw < rates.lower:
        for word in passage.words:
            word.form = word.form.lower()
    elif draw < rates.lower + rates.upper:
        for word in passage.words:
            word.form = word.form.upper() if word.form.isalpha() else word.form
    elif draw < rates.lower + rates.upper + rates.title:
        title_case(passage)


def title_case(passage: Passage) -> None:
    """Write a passage as English headlines often are: every word but the small ones with a capital."""
    for index, word in enumerate(passage.words):
        if word.form.lower() not in _SMALL or index == 0:
            word.form = word.form[:1].upper() + word.form[1:]


def _without_last_stop(passage: Passage) -> Passage:
    for index in range(len(passage.words) - 1, -1, -1):
        if passage.words[index].form == ".":
            if any(word.head == index for i, word in enumerate(passage.words) if i != index):
                return passage
            if index and not passage.words[index].space:
                passage.words[index - 1].space = False
            elif index:
                passage.words[index - 1].space = True
            return passage.without([index])
        if passage.words[index].pos not in ("SPACE", "PUNCT"):
            return passage
    return passage
