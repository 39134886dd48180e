"""Whether a document of MUC-4 tells of an incident at all, as its training part judges such documents.

The task leaves out combat, what is told in general, what lies long ago and more, by guidelines that no sentence states. What our events say
of a document (types, roles, dates, places; no word of the text besides those of the events) is weighed by a logistic regression
learned on the training part each time: the texts have no licence under which weights could be kept.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np

from analystkit.extraction.event.kinds import Kinds
from benchmarks.incident_types import incident_type, stage

# Chosen by ten-fold cross-validation on the training part, among 10, 20, 30, 50 and steps of a tenth.
_PENALTY = 20.0
_THRESHOLD = -0.3
_SEEN = 3
_AGES = ((-1, "future"), (1, "day"), (7, "week"), (31, "month"), (75, "two months"))
_FRESH = ("day", "week", "month")
_NAME = ("NNP", "NNPS")

Row = dict[str, float]


class Relevance:
    """Say of documents whether they tell of an incident; `learn` it first.

    Parameters
    ----------
    row : callable
        What is known of a document, as signs with their weights.
    """

    def __init__(self, row: Callable[[Any], Row]) -> None:
        self._row = row
        self._signs: dict[str, int] = {}
        self._weights = np.zeros(1)

    def learn(self, reads: Iterable[Any]) -> None:
        """Learn from documents with their templates; those whose templates are all optional say neither yes nor no."""
        told = [read for read in reads if not _only_optional(read)]
        rows = [self._row(read) for read in told]
        often = Counter(sign for row in rows for sign in row)
        self._signs = {
            sign: at for at, sign in enumerate(sorted(s for s, times in often.items() if times >= _SEEN))
        }
        self._weights = fitted(self._matrix(rows), np.array([bool(read.gold["templates"]) for read in told]))

    def __call__(self, read: Any) -> bool:
        """Say whether a document tells of an incident."""
        score = self._matrix([self._row(read)]) @ self._weights[:-1] + self._weights[-1]
        return bool(score[0] > _THRESHOLD)

    def _matrix(self, rows: Sequence[Row]) -> np.ndarray[Any, Any]:
        out = np.zeros((len(rows), len(self._signs)))
        for at, row in enumerate(rows):
            for sign, value in row.items():
                if sign in self._signs:
                    out[at, self._signs[sign]] = value
        return out


def fitted(values: np.ndarray[Any, Any], answers: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Return weights and, last, intercept of a logistic regression with a ridge penalty on the weights."""
    from scipy.optimize import minimize

    sign = np.where(answers, 1.0, -1.0)

    def loss(weights: np.ndarray[Any, Any]) -> tuple[float, np.ndarray[Any, Any]]:
        margin = sign * (values @ weights[:-1] + weights[-1])
        missed = sign / (1 + np.exp(np.clip(margin, -50, 50)))
        penalty = _PENALTY * weights[:-1]
        gradient = np.append(penalty - values.T @ missed, -missed.sum())
        return float(np.logaddexp(0, -margin).sum() + weights[:-1] @ penalty / 2), gradient

    found: np.ndarray[Any, Any] = minimize(
        loss, np.zeros(values.shape[1] + 1), jac=True, method="L-BFGS-B", options={"maxiter": 300}
    ).x
    return found


def document_row(
    read: Any, kinds: Kinds, reported: Callable[[Any], bool], in_passing: Callable[[Any], bool]
) -> Row:
    """Return the signs of a document: those of any of its events, and how many of these are reported, and in full."""
    often: Counter[str] = Counter()
    for reading in read.readings:
        often.update(_signs(reading, read, kinds, reported, in_passing))
    row = dict.fromkeys(often, 1.0)
    row["reported"] = math.log1p(often["reported: True"])
    row["in full"] = math.log1p(often["in passing: False"])
    row["incidents"] = math.log1p(
        sum(often[f"stage: {name}"] for name in ("ACCOMPLISHED", "ATTEMPTED", "THREATENED"))
    )
    row["tokens"] = math.log1p(len(read.part.tokens))
    return row


def _signs(
    reading: Any, read: Any, kinds: Kinds, reported: Callable[[Any], bool], in_passing: Callable[[Any], bool]
) -> set[str]:
    event, tokens, sides = reading.event, read.part.tokens, reading.participants
    kind, at = incident_type(reading, tokens), stage(reading)
    if not (kind and at):
        return {f"event type: {event.event_type}"}
    age, where = _age(event, read), _where(read.part.sentence_at(event.start))
    named = any(
        tokens.tag[f.head] in _NAME or (f.mention and f.mention.label == "PERSON") for f in sides.target
    )
    stated = sum([age in _FRESH, bool(event.place_text), bool(event.weapon), bool(event.killed_min), named])
    signs = {
        f"type: {kind}", f"stage: {at}", f"type and stage: {kind} {at}", f"factuality: {event.factuality}", f"mode: {event.mode}", f"lemma: {event.lemma}",
        f"age: {age}", f"where: {where}", f"stated: {stated}", f"stated where: {stated} {where}", f"named: {named}",
        f"place: {bool(event.place_text)}", f"killed: {bool(event.killed_min)}", f"injured: {bool(event.injured_min)}", f"weapon: {bool(event.weapon)}",
        f"background: {event.background}", f"part: {bool(event.part_of)}", f"verb: {reading.candidate.verbal}",
        f"reported: {reported(reading)}", f"in passing: {in_passing(reading)}",
    }  # fmt: skip
    for role, fillers in (("source", sides.source), ("target", sides.target)):
        if not fillers:
            signs.add(f"no {role}")
        for filler in fillers:
            lemma = tokens.lemma[filler.head].lower()
            signs |= {f"{role}: {lemma}", f"{role} label: {filler.mention.label if filler.mention else ''}"}
            signs |= {f"{role} kind: {name}" for name in kinds.get(lemma, ())}
    words = {tokens.lemma[i].lower() for f in sides.target for i in tokens.span(f.start, f.end)}
    return signs | {f"target word: {word}" for word in words}


def _age(event: Any, read: Any) -> str:
    """Say how long before the report an event was, where the text dates it."""
    if not event.when.end or not read.part.published or event.when.basis == "published":
        return "unknown"
    days = (read.part.published.date() - event.when.end).days
    return next((name for most, name in _AGES if days <= most), "past")


def _where(sentence: int) -> str:
    return "lead" if sentence < 2 else "top" if sentence < 4 else "late"


def _only_optional(read: Any) -> bool:
    templates = read.gold["templates"]
    return bool(templates) and all(template["optional"] for template in templates)
