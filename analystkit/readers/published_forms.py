"""The forms publication dates are written in: each is one date, or it says why it is not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from analystkit.lexicon.tables import read_table

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTH = r"(?P<month>[a-z]{3,9})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_WEEKDAY = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?", re.IGNORECASE
)
# With a colon first: in "04.01.2022 10:30" only the second pair is a time.
_TIMES = tuple(
    re.compile(
        rf"(?<!\d)(?P<hour>\d{{1,2}}){mark}(?P<minute>\d{{2}})(?:[:.](?P<second>\d{{2}})(?:[.,]\d{{1,9}})?)?(?!\d)"
        r"\s?(?P<half>[ap]\.?m\b\.?)?"
        r"\s?(?:\(?(?P<offset>(?:utc|gmt)?[+\-\u2212]\d{2}:?\d{2}|(?:utc|gmt)[+\-\u2212]\d{1,2})\b|\(?(?P<zone>z|[a-z]{2,5})\b)?\)?",
        re.IGNORECASE,
    )
    for mark in (":", "[.h]")
)
_ISO = re.compile(
    r"(?P<date>\d{4}-\d{2}-\d{2}|\d{8})[T ](?P<hour>\d{2}):?(?P<minute>\d{2})(?::?(?P<second>\d{2})(?:[.,]\d{1,9})?)?"
    r"\s?(?P<offset>[+\-\u2212]\d{2}:?\d{2}|[+\-\u2212]\d{2})?(?P<zone>\s?[A-Za-z]{1,5})?",
)
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_YEAR}([-/.])(?P<month>\d{{1,2}})\2(?P<day>\d{{1,2}})",
        rf"{_YEAR}(?P<month>\d{{2}})(?P<day>\d{{2}})",
        rf"{_DAY}[ \-/]?(?:of )?{_MONTH},?[ \-/]?{_YEAR}",
        rf"{_MONTH} {_DAY},? {_YEAR}",
        rf"{_YEAR}[ \-/]{_MONTH}[ \-/]{_DAY}",
        rf"{_MONTH},? {_YEAR}",
        rf"{_YEAR}[-/](?P<month>\d{{1,2}})",
        rf"{_YEAR}",
    )
)
_STAMP = re.compile(
    r"(?P<date>\d{8})(?P<hour>\d{2})(?P<minute>\d{2})(?P<second>\d{2})"
)  # as GDELT writes them
# Seconds or milliseconds since 1970, from 2001 to 2030: ten figures from 19... on may be a day and an hour (1998010112).
_SINCE_1970 = re.compile(r"(?P<seconds>1[0-8]\d{8})(?:\d{3})?(?:\.\d{1,9})?")
_NUMERIC = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})")


@dataclass(frozen=True, slots=True)
class Published:
    """A publication date as it could be settled.

    Attributes
    ----------
    when : datetime or None
        UTC. A day stands at its midnight, a month or year at its first day's; None where nothing is settled.
    precision : str
        ``instant``, ``day``, ``month``, ``year``, or "" where there is none.
    note : str
        Why a stated date was left out or is less sharp than stated, with the text as found.
    """

    when: datetime | None = None
    precision: str = ""
    note: str = ""


def date_in_text(text: str, day_first: bool | None) -> Published:
    """Settle a date with or without a time of day, its white space single; a note says why where it has no known form."""
    since = _SINCE_1970.fullmatch(text)
    if since:
        moment = datetime.fromtimestamp(int(since["seconds"]), UTC)
        whole = (moment.hour, moment.minute, moment.second) == (0, 0, 0)
        return Published(moment, "day" if whole else "instant")
    iso = _ISO.fullmatch(text) or _STAMP.fullmatch(text)
    if iso:
        day = iso["date"].replace("-", "")
        return _timed(whole_day(int(day[:4]), int(day[4:6]), int(day[6:])), iso, text)
    found = _day(text, day_first)
    if found is not None:
        return found
    bare = " ".join(_WEEKDAY.sub(" ", text).split()).strip(" ,|")
    time = next((match for match in (pattern.search(bare) for pattern in _TIMES) if match), None)
    if time:
        # "10:30 GMT, 4 January 2022", "Jan. 4, 2022 at 10:30", "Jan 04 10:30:00 UTC 2022": what is left is the day.
        # A month's name that follows a bare time ("10:30 4 Jan", "10:30 Jan 4") must not be taken for a zone.
        end = time.end()
        if time["zone"] and _month(time["zone"]):
            end = time.start("zone")
        rest = f"{bare[: time.start()]} {bare[end:]}"
        rest = " ".join(rest.replace("|", " ").split()).strip(" ,-–—")
        rest = re.sub(r"(?:^at | at$|,$)", "", rest).strip(" ,")
        day_found = _day(rest, day_first)
        if day_found is not None:
            return _timed(day_found, time, text)
    elif bare != text:
        found = _day(bare, day_first)
        if found is not None:
            return found
    if text.isdigit():
        return Published(
            note=f"publication date not read: {text!r} is a number, not a date; give it as 2022-01-04 or in seconds since 1970"
        )
    return Published(note=f"publication date not read: {text!r} has no form that is known to be one date")


def _day(text: str, day_first: bool | None) -> Published | None:
    numeric = _NUMERIC.fullmatch(text)
    if numeric:
        if len(numeric[4]) == 2:
            return Published(note=f"publication date not read: {text!r} has a year of two digits")
        return date_in_figures(int(numeric[1]), int(numeric[3]), int(numeric[4]), day_first, text)
    for pattern in _DATES:
        match = pattern.fullmatch(text)
        if not match:
            continue
        parts = match.groupdict()
        year = int(parts["year"])
        if not parts.get("month"):
            return _first_day(year, 1, "year")
        month = int(parts["month"]) if parts["month"].isdigit() else _month(parts["month"])
        if not month:
            continue
        if not parts.get("day"):
            return _first_day(year, month, "month")
        return whole_day(year, month, int(parts["day"]))
    return None


def date_in_figures(first: int, second: int, year: int, day_first: bool | None, text: str) -> Published:
    """Settle a date of three numbers, its year last; `text` is the date as found."""
    if first > 12 or (first == second):
        return whole_day(year, second, first)
    if second > 12:
        return whole_day(year, first, second)
    if day_first is None:
        return Published(
            note=f"publication date left empty: {text!r} may be day/month or month/day; pass day_first=True or False"
        )
    return whole_day(year, second, first) if day_first else whole_day(year, first, second)


def _timed(day: Published, time: re.Match[str], text: str) -> Published:
    if day.when is None or day.precision != "day":
        return day
    parts = time.groupdict()
    hour, minute, second = int(parts["hour"]), int(parts["minute"]), int(parts["second"] or 0)
    half = (parts.get("half") or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return Published(day.when, "day", f"publication time not read: {text!r}")
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    if hour > 23 or minute > 59 or second > 60:
        return Published(day.when, "day", f"publication time not read: {text!r}")
    zone = (parts.get("zone") or "").strip().upper()
    offset: int | None = 0
    if parts.get("offset"):
        offset = _offset(parts["offset"])
    elif zone and not _month(zone):
        offset = _zones().get(zone)
        if offset is None:
            return Published(
                day.when, "day", f"publication time not read: zone {zone!r} in {text!r} is not one offset"
            )
    local = day.when.replace(hour=hour, minute=minute, second=min(second, 59))
    if offset is None or abs(offset) > 14 * 60:
        return Published(day.when, "day", f"publication time not read: {text!r}")
    if (hour, minute, second) == (0, 0, 0):
        return day
    try:
        return Published(local - timedelta(minutes=offset), "instant")
    except OverflowError:
        return day


def _offset(text: str) -> int:
    text = text.upper().removeprefix("UTC").removeprefix("GMT").replace("\u2212", "-")
    digits = text[1:].replace(":", "")
    hours, minutes = (int(digits[:-2]), int(digits[-2:])) if len(digits) > 2 else (int(digits), 0)
    return (-1 if text[0] == "-" else 1) * (hours * 60 + minutes)


def whole_day(year: int, month: int, day: int) -> Published:
    """Return a day at its midnight in UTC."""
    try:
        return Published(datetime(year, month, day, tzinfo=UTC), "day")
    except ValueError:
        return Published(note=f"publication date not read: there is no day {year:04}-{month:02}-{day:02}")


def _first_day(year: int, month: int, precision: str) -> Published:
    found = whole_day(year, month, 1)
    return found if found.when is None else Published(found.when, precision)


def _month(name: str) -> int:
    name = name.lower().rstrip(".")
    if name == "sept":
        return 9
    return next((at for at, month in enumerate(_MONTHS, 1) if name in (month, month[:3])), 0)


@cache
def _zones() -> dict[str, int]:
    return {row["name"]: int(row["offset_minutes"]) for row in read_table("time_zones")}
