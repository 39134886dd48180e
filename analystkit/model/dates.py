"""A date as an interval with a precision and a basis, never a lone timestamp."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

PRECISIONS = (
    "day", "part-of-month", "week", "month", "quarter", "season", "year", "decade", "range", "before", "after", "unknown",
)  # fmt: skip
BASES = ("explicit", "relative", "published")


@dataclass(frozen=True, slots=True)
class DateRange:
    """Whole days ``[start, end]``, both inclusive; either is None where the interval is open or unknown.

    Attributes
    ----------
    start, end : datetime.date or None
        First and last day. "before 2021" has no start, "since March" may have no end.
    precision : str
        One of `PRECISIONS`: how sharply the text states it.
    basis : str
        ``explicit`` (the text names the date), ``relative`` (reckoned from the publication date or another
        date in the text), ``published`` (nothing stated: the publication date stands in), or "".
    """

    start: date | None = None
    end: date | None = None
    precision: str = "unknown"
    basis: str = ""

    def __post_init__(self) -> None:
        if self.start is not None and self.end is not None and self.start > self.end:
            raise ValueError(f"a date range must not end before it starts: {self.start} > {self.end}")

    def overlaps(self, other: DateRange) -> bool:
        """Say whether two ranges share a day; an open end reaches without limit, an empty range shares none."""
        if self.empty or other.empty:
            return False
        low = max(self.start or date.min, other.start or date.min)
        return low <= min(self.end or date.max, other.end or date.max)

    @property
    def empty(self) -> bool:
        """True where neither end is known."""
        return self.start is None and self.end is None
