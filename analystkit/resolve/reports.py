"""One event row as incident resolution sees it, and how well two of them agree."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from analystkit.lexicon import Lexicon
from analystkit.resolve.context import ArticleContext
from analystkit.resolve.decisions import number_of
from analystkit.resolve.instants import day_of
from analystkit.resolve.known import act_senses

HAPPENED = frozenset({"happened", "ongoing", "alleged", "denied", "attempted", "unknown", ""})
AHEAD = frozenset({"planned", "threatened"})
# Agreeing is promising: what is planned in it does not put it off.
PROMISES = frozenset({"AGREE", "THREATEN"})
# What two words for one deed ("kidnapping", "abduction") speak for one event; the same word speaks for it a little more.
_SAME_DEED = 0.45
# Modes that reports of one event may well name differently.
_MODE_FAMILIES = (
    frozenset({"aerial", "drone", "heavy-weapons", "explosives"}), frozenset({"explosives", "suicide-attack", "targeted"}),
    frozenset({"firearms", "targeted", "primitive", "beat"}), frozenset({"demo", "obstruct", "strike", "riot", "vandalize"}),
    frozenset({"troops", "weapons", "police", "militia"}), frozenset({"visit", "multilateral", "third-party", "phone"}), frozenset({"arrest", "seize"}),
)  # fmt: skip
# Pairs of types one event can be told as: a riot that burns, a raid that seizes, a deal agreed and signed.
_TOLD_AS = frozenset(
    map(
        frozenset,
        [
            ("ASSAULT", "PROTEST"),
            ("ASSAULT", "COERCE"),
            ("AGREE", "SUPPORT"),
            ("AGREE", "CONSULT"),
            ("SUPPORT", "CONSULT"),
            ("AID", "RETREAT"),
        ],
    )
)
UNDATED_DAYS = 14
FOLLOW_UP_DAYS = 7
_MISDATED = 0.8
# Reports of which nothing tells the day are a little less likely to be of one event.
_NEVER_SAID = 0.2
# So many of an article's most telling words bring its reports together with those of other articles.
TELLING = 15
# Follow-up reports share a tenth to a quarter of their telling words' weight, unrelated ones next to nothing.
_ALIKE, _CONTEXT, _OWN = 0.4, 1.6, 1.6
KILOMETRES_APART = 60.0


@dataclass(slots=True, eq=False)
class Report:
    """One event row. Days are numbers since 1970, None where open; `ahead` is true for what has not happened yet."""

    row: int
    event_id: str
    article_id: str
    start: int
    event_type: str
    mode: str
    lemma: str
    first_day: int | None
    last_day: int | None
    dated: bool
    published: int | None
    place: str
    country: str
    precision: str
    point: tuple[float, float] | None
    sources: frozenset[str]
    targets: frozenset[str]
    killed: tuple[int | None, int | None]
    injured: tuple[int | None, int | None]
    ahead: bool
    sense: str = ""
    sentence: str = ""
    part_of: str = ""

    def number(self, context: ArticleContext) -> int:
        """Return 64 bits of a hash over all that decisions about this report rest on, its article's words among it."""
        said = (
            self.event_id, self.article_id, self.start, self.event_type, self.mode, self.lemma, self.first_day, self.last_day, self.dated,
            self.published, self.place, self.country, self.precision, self.point, sorted(self.sources), sorted(self.targets), self.killed,
            self.injured, self.ahead, self.sense, self.sentence, self.part_of, context.number(self.article_id),
        )  # fmt: skip
        return number_of(repr(said))


def read_reports(events: pd.DataFrame, articles: pd.DataFrame) -> list[Report]:
    """Read the event rows that can be part of an incident, in a fixed order: by publication, article and offset.

    Rejected rows, and events that did not happen (negated, hypothetical), report none.
    """
    published = {
        str(a): None if pd.isna(p) else day_of(p)
        for a, p in zip(articles["article_id"], articles["published"], strict=True)
    }
    names = [
        "event_id", "article_id", "start", "event_type", "mode", "lemma", "date_start", "date_end", "date_basis", "place", "country",
        "place_precision", "latitude", "longitude", "source_ids", "target_ids", "killed_min", "killed_max", "injured_min", "injured_max",
        "factuality", "status", "sentence_id", "part_of", "trigger",
    ]  # fmt: skip
    columns = [
        events[name].astype(object).tolist() if name in events else [None] * len(events) for name in names
    ]
    senses = act_senses(Lexicon.default())
    out = []
    for row, values in enumerate(zip(*columns, strict=True)):
        cell = dict(zip(names, values, strict=True))
        factuality = _text(cell["factuality"])
        if _text(cell["status"]) == "rejected" or factuality not in HAPPENED | AHEAD:
            continue
        latitude, longitude = cell["latitude"], cell["longitude"]
        lemma = _text(cell["lemma"]) or _text(cell["trigger"]).lower()
        out.append(
            Report(
                row, _text(cell["event_id"]), _text(cell["article_id"]), int(cell["start"] or 0), _text(cell["event_type"]),
                _text(cell["mode"]), lemma, _day(cell["date_start"]), _day(cell["date_end"]),
                _text(cell["date_basis"]) in ("explicit", "relative"), published.get(_text(cell["article_id"])), _text(cell["place"]),
                _text(cell["country"]), _text(cell["place_precision"]),
                None if _none(latitude) or _none(longitude) else (float(latitude), float(longitude)),
                frozenset(cell["source_ids"] or ()), frozenset(cell["target_ids"] or ()),
                (_count(cell["killed_min"]), _count(cell["killed_max"])), (_count(cell["injured_min"]), _count(cell["injured_max"])),
                factuality in AHEAD and _text(cell["event_type"]) not in PROMISES, _deed(lemma, senses), _text(cell["sentence_id"]), _text(cell["part_of"]),
            )
        )  # fmt: skip
    out.sort(key=lambda r: (r.published is None, r.published or 0, r.article_id, r.start, r.event_id))
    return out


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
    if a.article_id == b.article_id:
        return score + _OWN - 0.3
    return score + _CONTEXT * min(context.alike(a.article_id, b.article_id) / _ALIKE, 1.0) - 0.3


def _what(a: Report, b: Report) -> float:
    score = 0.6 if a.lemma == b.lemma else _SAME_DEED if a.sense == b.sense else 0.0
    if a.event_type != b.event_type:
        if frozenset((a.event_type, b.event_type)) not in _TOLD_AS:
            return -math.inf
        score -= 0.7
    if a.mode and b.mode and a.mode != b.mode:
        return score - (0.15 if any(a.mode in f and b.mode in f for f in _MODE_FAMILIES) else 0.7)
    return score + (0.3 if a.mode and a.mode == b.mode else 0.0)


def _when(a: Report, b: Report) -> float:
    apart = _days_apart(a, b)
    if apart is None:
        if a.published is not None and b.published is not None and abs(a.published - b.published) > 30:
            return -math.inf
        return -_NEVER_SAID
    if apart > 1:
        return _misdated(a, b, apart)
    if apart == 1:
        # "Tuesday" here is "early Wednesday" there.
        return -0.3
    if not (a.dated and b.dated):
        return 0.1
    widths = [r.last_day - r.first_day for r in (a, b) if r.last_day is not None and r.first_day is not None]
    return 0.7 if max(widths) <= 1 else 0.35 if max(widths) <= 10 else 0.1


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

    A report without a date of its own may be about anything in the fortnight before it.
    """
    # The hottest lines of resolution: no loop, no tuple.
    if a.first_day is None or a.last_day is None or b.first_day is None or b.last_day is None:
        return None
    first = a.first_day if a.dated else a.first_day - UNDATED_DAYS
    second = b.first_day if b.dated else b.first_day - UNDATED_DAYS
    return max(first - b.last_day, second - a.last_day, 0)


def _where(a: Report, b: Report) -> float:
    if a.place and a.place == b.place:
        return 0.2 if a.precision == "country" else 0.7
    sharp = a.precision in ("city", "site") and b.precision in ("city", "site")
    if a.point and b.point and sharp:
        return 0.4 if _kilometres(a.point, b.point) <= KILOMETRES_APART else -1.0
    if a.country and b.country and a.country != b.country:
        return -1.0
    return (0.15 if a.country and a.country == b.country else 0.0) - (0.4 if sharp else 0.0)


def _who(a: Report, b: Report) -> float:
    score = 0.0
    if a.targets and b.targets:
        score += 0.8 if a.targets & b.targets else -0.35
    if a.sources and b.sources:
        score += 0.7 if a.sources & b.sources else -0.35
    if (a.sources & b.targets or a.targets & b.sources) and not (
        a.sources & b.sources or a.targets & b.targets
    ):
        score -= 0.5
    return score


def _count_agreement(a: tuple[int | None, int | None], b: tuple[int | None, int | None]) -> float:
    if a == (None, None) or b == (None, None):
        return 0.0
    if a == b:
        return 0.5
    low = max(a[0] or 0, b[0] or 0)
    high = min(x for x in (a[1], b[1], 10**9) if x is not None)
    if low <= high:
        return 0.3
    return 0.1 if low <= 1.6 * max(high, 1) else -0.4


def _kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return the great-circle distance (haversine, mean radius 6,371 km)."""
    la, lo, lb, lp = (math.radians(v) for v in (*a, *b))
    h = math.sin((lb - la) / 2) ** 2 + math.cos(la) * math.cos(lb) * math.sin((lp - lo) / 2) ** 2
    return 12742.0 * math.asin(math.sqrt(min(h, 1.0)))


def block_keys(report: Report, context: ArticleContext) -> Sequence[tuple[str, ...]]:
    """Return the keys under which reports of one event meet: article, its telling words, place, participants, lemma."""
    ahead = "ahead" if report.ahead else ""
    keys: list[tuple[str, ...]] = [
        (ahead, "article", report.article_id),
        (ahead, report.event_type, "deed", report.sense),
    ]
    keys += [(ahead, report.event_type, "word", word) for word in context.telling(report.article_id, TELLING)]
    if report.place:
        keys.append((ahead, report.event_type, "place", report.place))
    elif report.country:
        keys.append((ahead, report.event_type, "country", report.country))
    keys += [(ahead, report.event_type, "actor", actor) for actor in sorted(report.sources | report.targets)]
    return keys


def _deed(lemma: str, senses: Mapping[str, str]) -> str:
    """Return the deed a trigger tells of; of a phrase that the table does not know, that of its last word ("cyber attack")."""
    return senses.get(lemma) or senses.get(lemma.rpartition(" ")[2]) or lemma


def _text(value: object) -> str:
    return (
        ""
        if value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value))
        else str(value)
    )


def _none(value: object) -> bool:
    return value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value))


def _count(value: object) -> int | None:
    return None if _none(value) else int(value)  # type: ignore[call-overload]


def _day(value: object) -> int | None:
    return None if _none(value) or value is pd.NaT else day_of(value)
