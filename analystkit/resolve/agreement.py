"""How well two reports agree as reports of one event."""

from __future__ import annotations

import math

from analystkit.resolve.context import ArticleContext
from analystkit.resolve.deeds import other_mode, told_as
from analystkit.resolve.parties import other_parties, parties_agree
from analystkit.resolve.reports import Report

UNDATED_DAYS = 7
# From how many days on a stretch of time up to now is one in which many things happened.
_LONG = 45
FOLLOW_UP_DAYS = 7
_EVER = 1 << 40
KILOMETRES_APART = 60.0
# What speaks for one event and what against it, chosen on the training parts of ECB+ and MUC-4 and the sample's development half.
# One word for the deed; two words for one ("kidnapping", "abduction"); another type it can be told as.
_SAME_WORD, _SAME_DEED, _OTHER_TYPE = 0.6, 0.55, 0.7
_SAME_MODE, _NEAR_MODE, _OTHER_MODE = 0.3, 0.3, 0.9
# Days: the same, the same within ten, overlapping, a day apart, told by the news of a follow-up, never said.
_SAME_DAY, _SAME_DAYS, _OVERLAP, _NEXT_DAY, _MISDATED, _NEVER_SAID = 0.7, 0.35, 0.1, 0.4, 1.4, 0.2
_NEXT_DAY_HERE, _ELSEWHERE_HERE = 2.75, 1.6
_SAME_COUNTRY, _SAME_PLACE, _NEARBY, _ELSEWHERE, _OTHER_TOWN = 0.2, 0.7, 0.2, 1.0, 0.4
_OTHER_SPEAKER, _COMMON = 0.6, 0.4
# Follow-up reports share a tenth to a quarter of their telling words' weight, unrelated ones next to nothing.
_ALIKE, _CONTEXT = 0.4, 2.0
_OWN = 1.3
# "The attacks" beside "the attack"; tolls: the same, within each other's bounds, little apart, apart, far apart.
_SEVERAL = 0.2
_SAME_TOLL, _WITHIN, _LITTLE_APART, _APART, _FAR_APART = 0.5, 0.3, 0.1, 0.4, 1.0
_BASE = -0.6


# "The attack" is one that the article has told of: rather the one told last, and rather one of the news than of its background.
_ANAPHOR, _FAR_BACK, _IN_PASSING, _FURTHER_ON = 0.3, 0.05, 0.4, 0.3
# Characters.
_FAR = 1_500
_OTHER_DAY_AND_PLACE = 1.0
# "The murder of the mayor", without its day, may be one of months ago; with two days, one of them is that of something else.
_LONG_AGO, _TWO_DAYS = 0.5, 1.0
_SAME_COUNT, _OTHER_COUNT = 0.3, 0.3
# Acts that are whoever's they are: what one state imposes is not what another does.
_OF_ITS_DOER = frozenset(
    {"ACCUSE", "AGREE", "AID", "COERCE", "CONCEDE", "REJECT", "REQUEST", "SANCTION", "SUPPORT", "THREATEN"}
)
_OTHER_DOER = 2.0
# "Condemned the attack on Thursday": another day than that of the attack; what speaks for two events by other parties, in two articles.
_OTHER_DAY_OF_CLAUSE, _OTHER_PARTIES = 0.6, 0.5


def agreement(a: Report, b: Report, context: ArticleContext) -> float:
    """Return how well two reports agree as reports of one event; -inf where they exclude each other.

    Positive evidence is shared place, day, participants, casualties, and the wording of the trigger; how much the two
    articles talk about the same things decides what is left open. Reports may disagree about numbers and about who did it, a little
    about the day, and about the type where one event can be told as two.
    """
    score = agreement_of_reports(a, b)
    return (
        score
        if a.article_id == b.article_id
        else in_context(score, context.alike(a.article_id, b.article_id))
    )


def in_context(score: float, alike: float) -> float:
    """Return how well reports of two articles that are so `alike` agree, by how well they do by themselves."""
    return score + _CONTEXT * min(alike / _ALIKE, 1.0)


def agreement_of_reports(a: Report, b: Report) -> float:
    """Return how well two reports agree by themselves; of two articles, apart from what else these talk about."""
    if a.ahead != b.ahead:
        return -math.inf
    score = _what(a, b)
    if score == -math.inf:
        return score
    if a.article_id == b.article_id and (a.bare or b.bare):
        return score + _ANAPHOR + _OWN - _told_before(a, b)
    if a.ongoing != b.ongoing and not _in_common(a, b):
        return -math.inf
    day, town = _when(a, b), _where(a, b)
    if (
        a.article_id == b.article_id
        and (a.day_of_clause or b.day_of_clause)
        and (_days_apart(a, b) or 0) <= FOLLOW_UP_DAYS
    ):
        day = max(day, -_OTHER_DAY_OF_CLAUSE)
    if a.article_id == b.article_id and (a.undated or b.undated):
        day = max(day, -_told_before(a, b))
    elif day == -math.inf and (a.undated or b.undated):
        day = -_LONG_AGO
    elif day == -math.inf and _once(a, b):
        day = -_TWO_DAYS
    if day == -math.inf:
        return day
    score += day + town + parties_agree(a, b)
    if a.article_id == b.article_id and _elsewhere(a, b):
        score -= _ELSEWHERE_HERE
    apart = bool(a.place and b.place) and a.place != b.place
    if apart and town <= _NEARBY and day in (-_NEXT_DAY, -_NEXT_DAY_HERE):
        # Another day and another place: one more of its kind.
        score -= _OTHER_DAY_AND_PLACE
    if a.counts and b.counts:
        score += (
            _SAME_COUNT if a.counts & b.counts else -_OTHER_COUNT if a.target_words & b.target_words else 0.0
        )
    if a.types & _OF_ITS_DOER and a.sources & a.named and b.sources & b.named and not a.sources & b.sources:
        score -= _OTHER_DOER
    score += toll_agreement(a.killed, b.killed) + 0.5 * toll_agreement(a.injured, b.injured)
    if a.spoken and b.spoken and not a.sources & b.sources and a.article_id != b.article_id:
        score -= _OTHER_SPEAKER
    if a.common and b.common and not (a.sources & b.sources or a.targets & b.targets):
        score -= _COMMON
    if a.several != b.several:
        score -= _SEVERAL
    if a.article_id == b.article_id:
        return score + _OWN
    return score + _BASE - _OTHER_PARTIES * other_parties(a, b)


def _in_common(a: Report, b: Report) -> bool:
    """Say whether what goes on ("the coalition fighting the group") has a party, a place or a word in common with what was done."""
    return bool(
        a.sources & b.sources
        or a.targets & b.targets
        or a.lemmas & b.lemmas
        or (a.place and a.place == b.place)
    )


def _once(a: Report, b: Report) -> bool:
    """Say whether two reports tell of the killing of somebody with a name, who can be killed only once."""
    return bool(
        a.targets & b.targets & a.named
        and "kill" in a.senses & b.senses
        and (a.killed[0] or 1) == (b.killed[0] or 1) == 1
    )


def _told_before(a: Report, b: Report) -> float:
    """Return what speaks against "the attack" being one told so far back, in passing, or only further on."""
    said, told = (a, b) if a.bare or (a.undated and not b.bare) else (b, a)
    later = told.start > said.start and not (said.headline or told.headline)
    return (
        _FAR_BACK * min(abs(a.start - b.start) / _FAR, 1.0)
        + (_IN_PASSING if a.background or b.background else 0.0)
        + (_FURTHER_ON if later else 0.0)
    )


def _what(a: Report, b: Report) -> float:
    score = _SAME_WORD if a.lemmas & b.lemmas else _SAME_DEED if a.senses & b.senses else 0.0
    if not a.types & b.types:
        if "THREATEN" in a.types | b.types:
            # What is threatened has not been done.
            return -math.inf
        # One deed may be told as two types: an army that "seizes" power "ousts" a president.
        return score - _OTHER_TYPE if a.senses & b.senses or told_as(a, b) else -math.inf
    if other_mode(a, b):
        return score - _OTHER_MODE
    if a.modes and b.modes:
        return score + (_SAME_MODE if a.modes & b.modes else -_NEAR_MODE)
    return score


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
        # "Tuesday" here is "early Wednesday" there; within an article they are two days.
        return -_NEXT_DAY if a.article_id != b.article_id or not (a.dated and b.dated) else -_NEXT_DAY_HERE
    if not (a.dated and b.dated):
        return _OVERLAP
    widths = [r.last_day - r.first_day for r in (a, b) if r.last_day is not None and r.first_day is not None]
    return _SAME_DAY if max(widths) <= 1 else _SAME_DAYS if max(widths) <= 10 else _OVERLAP


def _goes_on(since: Report, other: Report) -> bool:
    """Say whether one tells what has gone on since long before ("have killed 2,000 over the past three years") and the other of a day."""
    if not since.dated or since.first_day is None:
        return False
    if since.last_day is not None and (
        since.published is None
        or since.last_day < since.published
        or since.last_day - since.first_day <= _LONG
    ):
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
    unsure = not (a.sure and b.sure)
    return -_MISDATED if ((fresh and later) or unsure) and apart <= FOLLOW_UP_DAYS else -math.inf


def _days_apart(a: Report, b: Report) -> int | None:
    """Return how many days lie between two reports' dates, 0 if they overlap, None where either is open.

    A report without a date of its own may be about anything in the week before it.
    """
    # The hottest lines of resolution: no loop, no tuple.
    if a.first_day is None or a.last_day is None or b.first_day is None or b.last_day is None:
        if a.dated and b.dated:
            # "Before Monday" and Tuesday, "since Monday" and Sunday.
            before = (b.first_day or -_EVER) - (a.last_day or _EVER)
            after = (a.first_day or -_EVER) - (b.last_day or _EVER)
            if max(before, after) > 0:
                return max(before, after)
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
    if _named_region(a) and _named_region(b) and not (a.place in b.place or b.place in a.place):
        return 0.0
    if a.country and b.country and a.country != b.country:
        return -_ELSEWHERE
    apart = sharp or two_places(a, b)
    return (0.15 if a.country and a.country == b.country else 0.0) - (_OTHER_TOWN if apart else 0.0)


def two_places(a: Report, b: Report) -> bool:
    """Say whether two reports name two places, on a map or not, none of them a country or region, and none in the other's name."""
    if not a.place or not b.place or a.place in b.place or b.place in a.place:
        return False
    return not {a.precision, b.precision} & {"country", "region"}


def _elsewhere(a: Report, b: Report) -> bool:
    """Say whether two reports name two towns, or two provinces, far apart: an article that does so tells of two events."""
    if a.point is None or b.point is None or a.place in b.place or b.place in a.place:
        return False
    alike = a.precision == b.precision == "city" or (_named_region(a) and _named_region(b))
    return alike and _kilometres(a.point, b.point) > KILOMETRES_APART


def _named_region(report: Report) -> bool:
    """Say whether a report names a province, rather than part of a country ("the north-west of Nigeria") that has many."""
    return report.precision == "region" and report.place[:1].isupper()


def toll_agreement(a: tuple[int | None, int | None], b: tuple[int | None, int | None]) -> float:
    """Return what two tolls say for one event: the same, within each other's bounds, or apart by so much."""
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
