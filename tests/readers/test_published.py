"""Publication dates: one strict reading each, or an empty date with a reason."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analystkit.errors import DateError, InputError
from analystkit.readers.published import date_in_name, read_date, require_date
from analystkit.readers.published_forms import Published


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "when", "precision"),
    [
        ("2022-01-04", utc(2022, 1, 4), "day"),
        ("20220104", utc(2022, 1, 4), "day"),
        ("20220104103000", utc(2022, 1, 4, 10, 30), "instant"),
        ("1641292200", utc(2022, 1, 4, 10, 30), "instant"),
        ("1641292200.25", utc(2022, 1, 4, 10, 30), "instant"),
        ("1641292200000", utc(2022, 1, 4, 10, 30), "instant"),
        ("1641254400", utc(2022, 1, 4), "day"),
        ("2022/1/4", utc(2022, 1, 4), "day"),
        ("2022.01.04", utc(2022, 1, 4), "day"),
        ("2022-01", utc(2022, 1, 1), "month"),
        ("March 2022", utc(2022, 3, 1), "month"),
        ("Sept. 2022", utc(2022, 9, 1), "month"),
        ("2022", utc(2022, 1, 1), "year"),
        ("2022-01-04T10:30:00Z", utc(2022, 1, 4, 10, 30), "instant"),
        ("2022-01-04T10:30:00.123456789+0530", utc(2022, 1, 4, 5), "instant"),
        ("2022-01-04 10:30", utc(2022, 1, 4, 10, 30), "instant"),
        ("2022-01-04T23:30:00-08:00", utc(2022, 1, 5, 7, 30), "instant"),
        ("20220104T103000Z", utc(2022, 1, 4, 10, 30), "instant"),
        ("2022-01-04T10:30:00\u221203:00", utc(2022, 1, 4, 13, 30), "instant"),
        ("Tue, 04 Jan 2022 10:30:00 +0000", utc(2022, 1, 4, 10, 30), "instant"),
        ("Tue, 4 Jan 2022 10:30 EST", utc(2022, 1, 4, 15, 30), "instant"),
        ("Tue Jan 04 10:30:00 +0000 2022", utc(2022, 1, 4, 10, 30), "instant"),
        ("Tue Jan 04 10:30:00 UTC 2022", utc(2022, 1, 4, 10, 30), "instant"),
        ("January 4, 2022", utc(2022, 1, 4), "day"),
        ("4 Jan 2022", utc(2022, 1, 4), "day"),
        ("4-Jan-2022", utc(2022, 1, 4), "day"),
        ("4th of January 2022", utc(2022, 1, 4), "day"),
        ("Tuesday, January 4, 2022", utc(2022, 1, 4), "day"),
        ("Jan. 4, 2022 10:30 GMT", utc(2022, 1, 4, 10, 30), "instant"),
        ("10:30 GMT, 4 January 2022", utc(2022, 1, 4, 10, 30), "instant"),
        ("10:30 Jan 4 2022", utc(2022, 1, 4, 10, 30), "instant"),
        ("Jan 4, 2022, 9:05 p.m.", utc(2022, 1, 4, 21, 5), "instant"),
        ("Jan 4, 2022 12:05 AM", utc(2022, 1, 4, 0, 5), "instant"),
        ("4 January 2022 | 10.30 (GMT+2)", utc(2022, 1, 4, 8, 30), "instant"),
        ("14/03/2022", utc(2022, 3, 14), "day"),
        ("03/14/2022", utc(2022, 3, 14), "day"),
        ("05/05/2022", utc(2022, 5, 5), "day"),
        ("14.03.2022 10:30", utc(2022, 3, 14, 10, 30), "instant"),
        # Midnight stands for the day in its own zone: the day must not move when it is written in UTC.
        ("2022-01-04T00:00:00+03:00", utc(2022, 1, 4), "day"),
        ("2022-01-04 00:00:00", utc(2022, 1, 4), "day"),
    ],
)
def test_a_date_that_can_be_read_one_way(text: str, when: datetime, precision: str) -> None:
    assert read_date(text) == Published(when, precision)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("02/01/2024", "day_first"),
        ("02.01.2024 10:30", "day_first"),
        ("14/03/22", "two digits"),
        ("1998010112", "is a number, not a date"),
        ("45000", "is a number, not a date"),
        ("2022-02-30", "no day"),
        ("2022-13-40", "no day"),
        ("32/01/2022", "no day"),
        ("yesterday", "no form"),
        ("Updated: soon", "no form"),
        ("4 Foo 2022", "no form"),
        ("January 2022 and February 2022", "no form"),
        ("9999-01-01", "future"),
        ("0001-01-01", "before 1600"),
        ("x" * 5000, "too long"),
    ],
)
def test_a_date_that_cannot_is_left_empty_with_a_reason(text: str, reason: str) -> None:
    found = read_date(text)
    assert (found.when, found.precision) == (None, "")
    assert reason in found.note
    assert found.note.startswith("publication date")


def test_the_order_of_day_and_month_is_a_setting_and_never_a_guess() -> None:
    assert read_date("02/01/2024", day_first=True).when == utc(2024, 1, 2)
    assert read_date("02/01/2024", day_first=False).when == utc(2024, 2, 1)
    assert read_date("14/03/2022", day_first=False).when == utc(2022, 3, 14)


@pytest.mark.parametrize("zone", ["ET", "IST", "XYZ"])
def test_a_zone_that_means_several_offsets_leaves_the_day(zone: str) -> None:
    found = read_date(f"4 January 2022 10:30 {zone}")
    assert (found.when, found.precision) == (utc(2022, 1, 4), "day")
    assert zone in found.note


@pytest.mark.parametrize(
    ("value", "when", "precision"),
    [
        (date(2022, 1, 4), utc(2022, 1, 4), "day"),
        (datetime(2022, 1, 4), utc(2022, 1, 4), "day"),
        (datetime(2022, 1, 4, 10, 30), utc(2022, 1, 4, 10, 30), "instant"),
        (datetime(2022, 1, 4, 1, tzinfo=timezone(timedelta(hours=3))), utc(2022, 1, 3, 22), "instant"),
        (pd.Timestamp("2022-01-04T10:30:00.5Z"), datetime(2022, 1, 4, 10, 30, 0, 500_000, UTC), "instant"),
        (pd.NaT, None, ""),
        (None, None, ""),
        ("", None, ""),
        ("  ", None, ""),
    ],
)
def test_values_that_are_dates_already(value: object, when: datetime | None, precision: str) -> None:
    assert read_date(value) == Published(when, precision)


def test_tomorrow_is_embargoed_copy_and_next_week_is_damage() -> None:
    now = datetime.now(UTC)
    assert read_date((now + timedelta(days=1)).isoformat()).precision == "instant"
    assert read_date((now + timedelta(days=7)).isoformat()).when is None


@pytest.mark.parametrize(
    ("stem", "when"),
    [
        ("2022-03-14_slug", utc(2022, 3, 14)),
        ("20220314-slug", utc(2022, 3, 14)),
        ("slug_2022_03_14", utc(2022, 3, 14)),
        ("14-03-2022_slug", utc(2022, 3, 14)),
        ("02-01-2024_slug", None),
        ("b1f5c03e8c565ab2", None),
        ("12345678", None),
        ("020220314", None),
        ("20221399", None),
        ("report-2022", None),
        ("2022-02-30", None),
        ("99990101", None),
    ],
)
def test_the_date_in_a_file_name(stem: str, when: datetime | None) -> None:
    assert date_in_name(stem).when == when


def test_a_file_name_may_be_read_with_the_setting() -> None:
    assert date_in_name("02-01-2024_slug", day_first=True).when == utc(2024, 1, 2)


@pytest.mark.parametrize("value", ["soon", "2022-02-30", "02/01/2024", 7])
def test_an_argument_that_is_no_date(value: object) -> None:
    with pytest.raises(DateError, match="expected published= as a date") as caught:
        require_date(value)
    assert isinstance(caught.value, InputError)
    assert len(str(caught.value).splitlines()) == 1


@given(st.text(max_size=90))
def test_reading_a_date_never_raises(text: str) -> None:
    found = read_date(text)
    assert (found.when is None) == (found.precision == "")


@given(st.datetimes(min_value=datetime(1600, 1, 1), max_value=datetime(2025, 1, 1), timezones=st.just(UTC)))
def test_iso_text_comes_back_as_the_moment(moment: datetime) -> None:
    moment = moment.replace(microsecond=0)
    assert read_date(moment.isoformat()).when == moment


@given(st.dates(min_value=date(1600, 1, 1), max_value=date(2025, 1, 1)), st.booleans())
def test_numeric_dates_agree_with_their_setting(day: date, day_first: bool) -> None:
    text = f"{day.day}/{day.month}/{day.year}" if day_first else f"{day.month}/{day.day}/{day.year}"
    found = read_date(text, day_first)
    if max(day.day, day.month) <= 12 or day_first:
        assert found.when is not None
    if found.when is not None and day.day <= 12:
        assert found.when.date() == day
