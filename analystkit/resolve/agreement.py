"""How well two reports agree as reports of one event."""

from __future__ import annotations

import math

from analystkit.resolve.context import ArticleContext
from analystkit.resolve.reports import Report

# Modes that reports of one event may well name differently.
_MODE_FAMILIES = (
    frozenset({"aerial", "drone", "heavy-weapons", "explosives"}), frozenset({"explosives", "suicide-attack", "targeted"}),
    frozenset({"firearms", "targeted", "primitive", "beat"}), frozenset({"demo", "obstruct", "strike", "riot", "vandalize"}),
    frozenset({"troops", "weapons", "police", "militia"}), frozenset({"visit", "multilateral", "third-party", "phone"}), frozenset({"arrest", "seize"}),
)  # fmt: skip
# Pairs of types, and modes of each, that one event can be told as: a riot that burns, a raid that seizes, "the attack" for a cyber attack, a
# deal agreed and signed. An arrest is not the attack it follows.
_ANY_MODE: frozenset[str] = frozenset()
_TOLD_AS = {
    ("ASSAULT", "PROTEST"): [(_ANY_MODE, frozenset({"", "riot"}))],
    ("ASSAULT", "COERCE"): [(_ANY_MODE, frozenset({"", "seize", "cyber"})), (frozenset({"abduct"}), frozenset({"arrest"}))],
    ("AGREE", "SUPPORT"): [(_ANY_MODE, _ANY_MODE)],
    ("AGREE", "CONSULT"): [(_ANY_MODE, _ANY_MODE)],
    ("CONSULT", "SUPPORT"): [(_ANY_MODE, _ANY_MODE)],
    ("AID", "RETREAT"): [(_ANY_MODE, _ANY_MODE)],
}  # fmt: skip
UNDATED_DAYS = 7
FOLLOW_UP_DAYS = 7
KILOMETRES_APART = 60.0
# What speaks for one event and what against it, chosen on the training parts of ECB+ and MUC-4 and the sample's development half.
# One word for the deed; two words for one ("kidnapping", "abduction"); another type it can be told as.
_SAME_WORD, _SAME_DEED, _OTHER_TYPE = 0.6, 0.45, 0.7
_SAME_MODE, _NEAR_MODE, _OTHER_MODE = 0.3, 0.3, 0.9
# Days: the same, the same within ten, overlapping, a day apart, told by the news of a follow-up, never said.
_SAME_DAY, _SAME_DAYS, _OVERLAP, _NEXT_DAY, _MISDATED, _NEVER_SAID = 0.7, 0.35, 0.1, 0.3, 0.8, 0.2
_SAME_COUNTRY, _SAME_PLACE, _NEARBY, _ELSEWHERE, _OTHER_TOWN = 0.2, 0.7, 0.4, 1.0, 0.4
_SAME_TARGET, _SAME_TARGET_WORD, _OTHER_TARGET = 0.8, 0.15, 0.35
_SAME_SOURCE, _SAME_SOURCE_WORD, _OTHER_SOURCE = 0.7, 0.1, 0.35
_SWAPPED = 1.0
_OTHER_SPEAKER, _COMMON = 0.6, 0.4
# Follow-up reports share a tenth to a quarter of their telling words' weight, unrelated ones next to nothing.
_ALIKE, _CONTEXT = 0.4, 2.0
_OWN = 1.3
# "The attacks" beside "the attack"; tolls: the same, within each other's bounds, little apart, apart, far apart.
_SEVERAL = 0.2
_SAME_TOLL, _WITHIN, _LITTLE_APART, _APART, _FAR_APART = 0.5, 0.3, 0.1, 0.4, 1.0
_BASE = -0.6


def agreement(a: Report, b: Report, context: ArticleContext) -> float:
    """Return how well two reports agree as reports of one event; -inf where they exclude each other.

    Positive evidence is shared place, day, participants, casualties, and the wording of the trigger; how much the two
    articles talk about the same things decides what is left open. Reports may disagree about numbers and about who did it, a little
    about the day, and about the type where one event can be told as two.
    """
    if a.ahead != b.ahead:
        return -math.inf
    score = _what(a, b)
    if score != -math.inf:
        score += _when(a, b)
    if score == -math.inf:
        return score
    score += _where(a, b) + _who(a, b)
    score += _count_agreement(a.killed, b.killed) + 0.5 * _count_agreement(a.injured, b.injured)
    if a.spoken and b.spoken and not a.sources & b.sources and a.article_id != b.article_id:
        score -= _OTHER_SPEAKER
    if a.common and b.common and not (a.sources & b.sources or a.targets & b.targets):
        score -= _COMMON
    if a.several != b.several:
        score -= _SEVERAL
    if a.article_id == b.article_id:
        return score + _OWN
    return score + _BASE + _CONTEXT * min(context.alike(a.article_id, b.article_id) / _ALIKE, 1.0)


def _what(a: Report, b: Report) -> float:
    score = _SAME_WORD if a.lemma == b.lemma else _SAME_DEED if a.sense == b.sense else 0.0
    if a.event_type != b.event_type:
        if not _told_as(a, b):
            return -math.inf
        score -= _OTHER_TYPE
    if a.mode and b.mode and a.mode != b.mode:
        return score - (
            _NEAR_MODE if any(a.mode in f and b.mode in f for f in _MODE_FAMILIES) else _OTHER_MODE
        )
    return score + (_SAME_MODE if a.mode and a.mode == b.mode else 0.0)


def _told_as(a: Report, b: Report) -> bool:
    first, second = (a, b) if a.event_type < b.event_type else (b, a)
    return any(
        (not one or first.mode in one) and (not other or second.mode in other)
        for one, other in _TOLD_AS.get((first.event_type, second.event_type), ())
    )


def _when(a: Report, b: Report) -> float:
    if _goes_on(a, b) or _goes_on(b, a):
        return -math.inf
    apart = _days_apart(a, b)
    if apart is None:
        if a.published is not None and b.published is not None and abs(a.published - b.published) > 30:
            return -math.inf
        return -_NEVER_SAID
    if apart > 1:
        return _misdated(a, b, apart)
    if apart == 1:
        # "Tuesday" here is "early Wednesday" there.
        return -_NEXT_DAY
    if not (a.dated and b.dated):
        return _OVERLAP
    widths = [r.last_day - r.first_day for r in (a, b) if r.last_day is not None and r.first_day is not None]
    return _SAME_DAY if max(widths) <= 1 else _SAME_DAYS if max(widths) <= 10 else _OVERLAP


def _goes_on(since: Report, other: Report) -> bool:
    """Say whether one tells what has gone on since long before ("has driven them out of villages since August") and the other of a day."""
    if not since.dated or since.first_day is None or since.last_day is not None:
        return False
    return (
        other.first_day is not None
        and other.last_day is not None
        and other.first_day - since.first_day > FOLLOW_UP_DAYS
    )


def _misdated(a: Report, b: Report, apart: int) -> float:
    """Return what speaks against one event where the dates lie apart.

    A follow-up's dates are often those of what is new in it: one that lies within a day of its publication may be, so it speaks
    against an event of the days before, but does not exclude it.
    """
    first, second = (a, b) if (a.last_day or 0) <= (b.first_day or 0) else (b, a)
    fresh = (
        second.published is not None
        and second.first_day is not None
        and second.published - second.first_day <= 1
    )
    later = (
        first.published is not None and second.published is not None and second.published > first.published
    )
    return -_MISDATED if fresh and later and apart <= FOLLOW_UP_DAYS else -math.inf


def _days_apart(a: Report, b: Report) -> int | None:
    """Return how many days lie between two reports' dates, 0 if they overlap, None where either is open.

    A report without a date of its own may be about anything in the week before it.
    """
    # The hottest lines of resolution: no loop, no tuple.
    if a.first_day is None or a.last_day is None or b.first_day is None or b.last_day is None:
        return None
    first = a.first_day if a.dated else a.first_day - UNDATED_DAYS
    second = b.first_day if b.dated else b.first_day - UNDATED_DAYS
    return max(first - b.last_day, second - a.last_day, 0)


def _where(a: Report, b: Report) -> float:
    if a.place and a.place == b.place:
        return _SAME_COUNTRY if a.precision == "country" else _SAME_PLACE
    sharp = a.precision in ("city", "site") and b.precision in ("city", "site")
    if a.point and b.point and sharp:
        return _NEARBY if _kilometres(a.point, b.point) <= KILOMETRES_APART else -_ELSEWHERE
    if a.country and b.country and a.country != b.country:
        return -_ELSEWHERE
    return (0.15 if a.country and a.country == b.country else 0.0) - (_OTHER_TOWN if sharp else 0.0)


def _who(a: Report, b: Report) -> float:
    score = _role(
        a.targets, b.targets, a.target_words, b.target_words, _SAME_TARGET, _SAME_TARGET_WORD, _OTHER_TARGET
    )
    score += _role(
        a.sources, b.sources, a.source_words, b.source_words, _SAME_SOURCE, _SAME_SOURCE_WORD, _OTHER_SOURCE
    )
    if (a.sources & b.targets or a.targets & b.sources) and not (
        a.sources & b.sources or a.targets & b.targets
    ):
        score -= _SWAPPED
    return score


def _role(
    a: frozenset[str], b: frozenset[str], said: frozenset[str], also: frozenset[str], same: float, word: float, other: float
) -> float:  # fmt: skip
    """Return what a role says: one actor in it, one word for whoever is in it, or two that have nothing in common."""
    if a & b:
        return same
    if said & also:
        return word
    return -other if (a or said) and (b or also) else 0.0


def _count_agreement(a: tuple[int | None, int | None], b: tuple[int | None, int | None]) -> float:
    if a == (None, None) or b == (None, None):
        return 0.0
    if a == b:
        return _SAME_TOLL
    low = max(a[0] or 0, b[0] or 0)
    high = min(x for x in (a[1], b[1], 10**9) if x is not None)
    if low <= high:
        return _WITHIN
    times = low / max(high, 1)
    return _LITTLE_APART if times <= 1.6 else -_APART if times <= 4 else -_FAR_APART


def _kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return the great-circle distance (haversine, mean radius 6,371 km)."""
    la, lo, lb, lp = (math.radians(v) for v in (*a, *b))
    h = math.sin((lb - la) / 2) ** 2 + math.cos(la) * math.cos(lb) * math.sin((lp - lo) / 2) ** 2
    return 12742.0 * math.asin(math.sqrt(min(h, 1.0)))
