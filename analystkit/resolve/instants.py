"""Instants as whole numbers, in any year: pandas' own nanoseconds end in 2262, and news speaks of the year 1400."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

_DAY = 86_400_000_000


def microsecond_of(instant: Any) -> int:
    """Return the microseconds from the beginning of 1970 to an instant."""
    return int(pd.Timestamp(instant).as_unit("us").asm8.view("i8"))


def days_of(instants: pd.Series) -> list[int | None]:
    """Return the days from the beginning of 1970 to the instants of a column, None where there is none."""
    values = pd.Series(instants, dtype="datetime64[us, UTC]").to_numpy(dtype="datetime64[us]")
    days = (values.view(np.int64) // _DAY).tolist()
    return [None if missing else day for day, missing in zip(days, np.isnat(values).tolist(), strict=True)]
