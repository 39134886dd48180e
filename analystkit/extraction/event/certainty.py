"""How certain it is that an event happened, as a number from -3 (it did not) to 3 (it did).

A linear model over the words and relations around a trigger, the rules' own label among them. It refines the number only:
labels stay with the rules. The weights were fitted by ``training/factuality.py`` to It-Happened 2
(Rudinger, White and Van Durme 2018; UDS, CC BY-SA 4.0), whose licence they carry.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import repeat
from operator import add

from analystkit.extraction.event.clause import Clause
from analystkit.extraction.event.effects import Judgement
from analystkit.extraction.event.governors import chain

LOWEST, HIGHEST = -3.0, 3.0
_MARKING = frozenset("aux auxpass neg mark advmod det expl prt attr acomp cc".split())  # noqa: SIM905
_ARGUMENTS = ("nsubj", "nsubjpass", "dobj", "advcl", "ccomp", "xcomp")
_WORLDS = frozenset(
    "if unless whether when n't not no never want would like need try hope please any how what why".split()  # noqa: SIM905
)
# First words of conditions, requests and questions.
_OPENING = frozenset("if please let when do does can could would should".split())  # noqa: SIM905
_PEOPLE = frozenset({"i", "you", "we", "he", "she", "they", "it"})
# Names of features: of the words above a trigger, the nearest first, and of those right before it.
_ABOVE = tuple((f"above{depth}", f"above{depth}.tag", f"above{depth}.mark") for depth in range(3))
_BEFORE = ("near-3=", "near-2=", "near-1=")


@dataclass(frozen=True, slots=True)
class CertaintyModel:
    """Weights by feature, the intercept, and the stretch that undoes the shrinkage of the fit."""

    intercept: float
    stretch: tuple[float, float]
    weights: dict[str, float]

    def score(self, features: Iterable[str]) -> float:
        """Return the score of a trigger, clipped to [-3, 3]."""
        raw = self.intercept + sum(map(self.weights.get, features, repeat(0.0)))
        centre, factor = self.stretch
        return min(max(centre + factor * (raw - centre), LOWEST), HIGHEST)


@cache
def certainty_model() -> CertaintyModel:
    """Load the weights that ship with the package."""
    source = resources.files("analystkit.extraction.event") / "certainty.json"
    data = json.loads(source.read_text(encoding="utf-8"))
    return CertaintyModel(float(data["intercept"]), (data["stretch"][0], data["stretch"][1]), data["weights"])


def features(clause: Clause, index: int, judgement: Judgement) -> list[str]:
    """Return the features of the event at a token: the rules' label, the word, what marks it, and the chain above it."""
    tokens = clause.tokens
    lowers, tags, deps, children = tokens.lower, tokens.tag, tokens.dep, tokens.children
    tag, lemma, dep = tags[index], tokens.lemma[index], deps[index]
    label = judgement.label
    found = [
        f"label={label}",
        f"label,tag={label},{tag}",
        f"tag,dep={tag},{dep}",
        f"lemma={lemma}",
        f"lemma,label={lemma},{label}",
    ]
    if judgement.outcome:
        found.append(f"outcome={judgement.outcome}")
    for sign in judgement.signs[:4]:
        found += (f"sign={sign}", f"sign,label={sign},{label}")
    below = children[index]
    relations = [deps[child] for child in below]
    marks = []
    for child, relation in zip(below, relations, strict=True):
        if relation in _MARKING:
            mark = f"{relation}:{lowers[child]}"
            marks.append(mark)
            found += (f"mark={mark}", f"mark,tag={mark},{tag}")
    found.append(f"marks={tag}|{'|'.join(marks[:4])}")
    if below:
        found += [f"has={relation},{tag}" for relation in _ARGUMENTS if relation in relations]
    for child, relation in zip(below, relations, strict=True):
        if relation in ("nsubj", "nsubjpass"):
            who = lowers[child] if lowers[child] in _PEOPLE else tags[child]
            found.append(f"subject={who},{tag}")
        elif relation == "advcl" and any(lowers[c] in ("if", "when", "unless") for c in children[child]):
            found.append(f"condition={tag}")
        elif relation == "npadvmod" or tokens.entity[child] in ("DATE", "TIME"):
            found.append(f"when={lowers[child]}")
    if tag == "VB" and dep in ("ROOT", "conj") and "nsubj" not in relations and "aux" not in relations:
        found.append("imperative")
    path = []
    for (word, sort, marked), governor in zip(_ABOVE, chain(clause, index), strict=False):
        above = governor.index
        step = f"{governor.link}/{governor.preposition}" if governor.preposition else governor.link
        path.append(step)
        found += (
            f"{word}={step},{tokens.lemma[above]}",
            f"{sort}={step},{tags[above]},{tag}",
        )
        for child in children[above]:
            if deps[child] in ("aux", "neg", "mark") and child != governor.below:
                found.append(f"{marked}={lowers[child]},{step}")
    found.append(f"path={tag},{','.join(path)}")
    first, last = clause.bounds(index)
    ending = tokens.text[last - 1] if last > first else ""
    if ending == "?" or "?" in tokens.text[max(first, last - 2) : last]:
        found.append(f"question,{label}")
    elif ending == "!":
        found.append("exclamation")
    try:
        root = deps.index("ROOT", first, last)
    except ValueError:
        root = first
    found.append(f"root.tag={tags[root]},{tag}")
    if lowers[first] in _OPENING:
        found.append(f"opens={lowers[first]},{label}")
    if first < index:
        near = lowers[max(first, index - 3) : index]
        found += map(add, _BEFORE[-len(near) :], near)
        found.append(f"near-1,tag={tags[index - 1]},{tag}")
    if index + 1 < last:
        found += (f"near1={lowers[index + 1]}", f"near1,tag={tags[index + 1]},{tag}")
    if index + 2 < last:
        found.append(f"near2={lowers[index + 2]}")
    # The words that open a possible world before the trigger, wherever the parse has hung them; mostly there are none.
    before, sorts = lowers[first:index], tags[first:index]
    if "MD" in sorts or not _WORLDS.isdisjoint(before):
        found += [
            f"before={word},{tag}"
            for word, sort in zip(before, sorts, strict=True)
            if word in _WORLDS or sort == "MD"
        ]
    found.append(f"position={min(index - first, 3)},{tag}")
    return found


def certainty(clause: Clause, index: int, judgement: Judgement) -> float:
    """Return the score of the event at a token.

    Returns
    -------
    float
        -3 (certainly did not or will not happen) to 3 (certainly happened), as annotators of UDS gave it.
    """
    return certainty_model().score(features(clause, index, judgement))
