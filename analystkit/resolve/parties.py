"""What the parties of two reports say for one event or for two: who did it, whom or what was struck."""

from __future__ import annotations

from typing import NamedTuple

from analystkit.resolve.deeds import other_mode
from analystkit.resolve.reports import Report

_SWAPPED = 1.0
# "The gunmen" who stormed in and the same who took hostages, in one article.
_SAME_MEN = 0.3


class _RoleWeights(NamedTuple):
    """What a role says for one event: the same actor with a name, without one, the same word; and against it: others with names, without."""

    same: float
    unnamed: float
    word: float
    other: float
    other_unnamed: float


_TARGET = _RoleWeights(0.8, 0.35, 0.6, 0.35, 0.3)
_SOURCE = _RoleWeights(0.7, 0.35, 0.15, 0.35, 0.1)
# Ids of the actors in a role, and the nouns it is told by.
_Parties = tuple[frozenset[str], frozenset[str]]
# Two names for whom or what was struck ("the shelling of Kestrel"); two that it is told with ("Turkish soldiers"); two acts of a type of many
# kinds of acts, which have nothing in common; two named doers, two kinds of men.
_TWO_NAMES, _TOLD_WITH, _TWO_ACTS, _TWO_DOERS, _TWO_SECTORS = 3.15, 0.6, 2.35, 1.0, 0.5
# Who holds guards holds no teachers.
_OTHER_CAPTIVES = 2.0
# The arrest of a man is not that of forty.
_PERSON_AND_CROWD = 3.15
# One arrest is not that of somebody else, nor need it be one that names nobody.
_OTHER_ARREST, _SOME_ARREST = 1.4, 0.5
# A blow is not the one that answers it.
_ANSWERED, _BLOWS = 2.95, frozenset({"ASSAULT"})
MANY_ACTS = frozenset({"COERCE", "SANCTION"})


def parties_agree(a: Report, b: Report) -> float:
    """Return what the parties of two reports say for one event, and against it where who did it here suffered it there."""
    named = a.named & b.named, a.named | b.named
    score = _role((a.targets, a.target_words), (b.targets, b.target_words), named, _TARGET)
    score += _role((a.sources, a.source_words), (b.sources, b.source_words), named, _SOURCE)
    if a.article_id == b.article_id and a.sources & b.sources and not a.sources & b.sources & a.named:
        score += _SAME_MEN
    if (a.sources & b.targets or a.targets & b.sources) and not (
        a.sources & b.sources or a.targets & b.targets
    ):
        score -= _SWAPPED
    return score


def _role(
    a: _Parties, b: _Parties, named: tuple[frozenset[str], frozenset[str]], weights: _RoleWeights
) -> float:
    """Return what a role says: one actor in it, one word for whoever is in it, or two that have nothing in common."""
    (first, said), (second, also) = a, b
    if first & second:
        # "The gunmen" here and there are one only if the articles tell of one event.
        return weights.same if first & second & named[0] else weights.unnamed
    if said & also:
        return weights.word
    if not (first or said) or not (second or also):
        return 0.0
    # Who has a name here may have none there.
    return -weights.other if first & named[1] and second & named[1] else -weights.other_unnamed


def other_parties(a: Report, b: Report) -> float:
    """Return what speaks for two events where others were struck, or where another act was done to them."""
    shared = a.targets & b.targets
    if a.target_names and b.target_names and not a.target_names & b.target_names:
        out = _TWO_NAMES
    elif a.target_capitals and b.target_capitals and not a.target_capitals & b.target_capitals and not shared:
        out = _TOLD_WITH
    else:
        out = 0.0
    if a.types & MANY_ACTS and ((_person(a) and _crowd(b)) or (_person(b) and _crowd(a))):
        out += _PERSON_AND_CROWD
    if a.types & MANY_ACTS and not (shared or a.senses & b.senses or a.target_words & b.target_words):
        out += 0.0 if a.modes and b.modes and not other_mode(a, b) else _TWO_ACTS
    abducted = "abduct" in a.modes & b.modes and a.target_words and b.target_words
    if abducted and not (shared or a.target_words & b.target_words):
        out += _OTHER_CAPTIVES
    return out


def other_arrest(a: Report, b: Report) -> float:
    """Return what speaks for two arrests in one article, where affairs have many: of others, or of nobody known to be the same."""
    if "arrest" not in a.modes & b.modes or a.targets & b.targets or a.target_words & b.target_words:
        return 0.0
    return _OTHER_ARREST if _told(a) and _told(b) else _SOME_ARREST


def _told(report: Report) -> bool:
    return bool(report.targets or report.target_words or report.counts)


def _person(report: Report) -> bool:
    return bool(report.target_names) and not report.counts


def _crowd(report: Report) -> bool:
    return bool(report.counts) and not report.target_names


def other_doers(a: Report, b: Report) -> float:
    """Return what speaks for two events where others did it; less where one is what somebody claims, who may blame whomever he likes."""
    if a.sources & b.sources:
        return 0.0
    if a.source_sectors and b.source_sectors:
        return 0.0 if a.source_sectors & b.source_sectors else _TWO_SECTORS
    named = a.sources & a.named and b.sources & b.named
    if not named or a.targets & b.targets or (a.claimed and b.claimed):
        return 0.0
    value = _ANSWERED if a.types & b.types & _BLOWS else _TWO_DOERS
    return value if a.claimed == b.claimed else value / 2
