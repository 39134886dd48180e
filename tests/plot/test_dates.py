import numpy as np
import pytest

from analystkit.plot.dates import day_ticks


def ticks(first, last, wide=600):
    low, high = (float(np.datetime64(day).astype("datetime64[D]").astype("int64")) for day in (first, last))
    return day_ticks(low, high, wide)


def test_single_days_are_marked_in_their_middle():
    positions, labels = ticks("2031-12-29", "2032-01-03")
    assert labels == ["29 Dec 2031", "30 Dec", "31 Dec", "1 Jan 2032", "2 Jan"]
    assert set(positions % 1) == {0.5}


def test_weeks_begin_on_monday():
    positions, labels = ticks("2031-03-01", "2031-04-25")
    assert labels[0] == "3 Mar 2031"
    assert set(np.diff(positions)) == {7.0}


def test_months_and_years_begin_where_they_begin():
    assert ticks("2031-01-01", "2031-09-30")[1][:3] == ["Jan 2031", "Feb", "Mar"]
    assert ticks("2031-06-01", "2033-07-01")[1][:4] == ["Jul 2031", "Oct", "Jan 2032", "Apr"]
    assert ticks("1825-01-01", "2024-01-01")[1] == [
        "1840",
        "1860",
        "1880",
        "1900",
        "1920",
        "1940",
        "1960",
        "1980",
        "2000",
        "2020",
    ]


@pytest.mark.parametrize("days", [1, 3, 6, 8, 15, 30, 50, 100, 200, 400, 1000, 5000, 20000, 80000, 700000])
@pytest.mark.parametrize("wide", [150, 400, 800])
def test_there_is_room_for_every_label(days, wide):
    positions, labels = day_ticks(0.0, float(days), wide)
    assert len(positions) * 40 <= max(wide, 64) + 40
    assert len(set(labels)) >= len(labels) - 8
    assert all(0 <= position <= days for position in positions)
