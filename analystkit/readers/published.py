"""When an article was published: strict forms only, day and month never guessed, instants in UTC."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

from analystkit.errors import DateError
from analystkit.readers.published_forms import Published, date_in_figures, date_in_text, whole_day

EARLIEST_YEAR = 1600
"""Newspapers begin in the seventeenth century; an earlier year is a damaged date."""

AHEAD = timedelta(days=2)
"""How far in the future a date may lie: clocks and time zones differ, embargoed copy carries tomorrow's date."""

_LONGEST = 80
_NAME_YEAR_FIRST = re.compile(r"(?<!\d)(?P<y>\d{4})([-_.])(?P<m>\d{2})\2(?P<d>\d{2})(?!\d)")
_NAME_COMPACT = re.compile(r"(?<!\d)(?P<y>(?:1[6-9]|20)\d{2})(?P<m>\d{2})(?P<d>\d{2})(?!\d)")
_NAME_YEAR_LAST = re.compile(r"(?<!\d)(?P<a>\d{2})([-_.])(?P<b>\d{2})\2(?P<y>\d{4})(?!\d)")


def read_date(value: object, day_first: bool | None = None) -> Published:
    """Settle one publication date.

    Parameters
    ----------
    value : object
        Text, `datetime.date`, `datetime.datetime` or None. Text is read alone, whatever stands in other rows: ISO
        8601, RFC 2822, "4 January 2022", "Jan. 4, 2022 10:30 GMT", "March 2022", "2022", "14/03/2022", "20220104103000",
        seconds or milliseconds since 1970.
    day_first : bool, optional
        How to read 02/01/2024: True for 2 January, False for 1 February. Without it such a date stays empty, with a
        note; 14/03/2022 and 03/14/2022 can only be read one way and need no setting.

    Returns
    -------
    Published
        A time without a zone counts as UTC; a time of exactly midnight stands for the day in its own zone.
    """
    if value is None or value == "":
        return Published()
    if isinstance(value, datetime):
        if value != value:  # noqa: PLR0124 - pandas' NaT is a datetime that does not equal itself
            return Published()
        moment = datetime(
            value.year,
            value.month,
            value.day,
            value.hour,
            value.minute,
            value.second,
            value.microsecond,
            value.tzinfo,
        )
        return _sane(_instant(moment), str(value))
    if isinstance(value, date):
        return _sane(whole_day(value.year, value.month, value.day), str(value))
    text = " ".join(str(value).split())
    if not text:
        return Published()
    if len(text) > _LONGEST:
        return Published(note=f"publication date not read: {text[:40]!r}… is too long for a date")
    return _sane(date_in_text(text, day_first), text)


def require_date(value: object, day_first: bool | None = None) -> Published:
    """Settle the date given as an argument.

    Raises
    ------
    DateError
        If it is not one date.
    """
    settled = read_date(value, day_first)
    if settled.when is None:
        reason = f" ({settled.note})" if settled.note else ""
        raise DateError(
            f"expected published= as a date such as 2022-01-04, found {str(value)[:60]!r}{reason}"
        )
    return settled


def date_in_name(stem: str, day_first: bool | None = None) -> Published:
    """Read the date a file name starts or ends with.

    Parameters
    ----------
    stem : str
        File name without its extension: ``2022-03-14_slug``, ``20220314-slug``, ``slug_2022_03_14``.
    day_first : bool, optional
        As in `read_date`; ``02-01-2024_slug`` stays unread without it, silently, for a name need not be a date.
    """
    for pattern in (_NAME_YEAR_FIRST, _NAME_COMPACT):
        for match in pattern.finditer(stem):
            found = _sane(whole_day(int(match["y"]), int(match["m"]), int(match["d"])), stem)
            if found.when is not None:
                return found
    for match in _NAME_YEAR_LAST.finditer(stem):
        found = _sane(
            date_in_figures(int(match["a"]), int(match["b"]), int(match["y"]), day_first, match[0]), stem
        )
        if found.when is not None:
            return found
    return Published()


def _instant(moment: datetime) -> Published:
    if (moment.hour, moment.minute, moment.second, moment.microsecond) == (0, 0, 0, 0):
        return whole_day(moment.year, moment.month, moment.day)
    try:
        aware = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except OverflowError:
        return whole_day(moment.year, moment.month, moment.day)
    return Published(aware, "instant")


def _sane(found: Published, text: str) -> Published:
    if found.when is None:
        return found
    if found.when.year < EARLIEST_YEAR:
        return Published(note=f"publication date left empty: {text!r} lies before {EARLIEST_YEAR}")
    if found.when > datetime.now(UTC) + AHEAD:
        return Published(note=f"publication date left empty: {text!r} lies in the future")
    return found
