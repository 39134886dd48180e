"""Anniversaries: the day kept and the day it marks."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import spacy

from analystkit.extraction.anniversaries import Anniversary, find_anniversaries
from analystkit.extraction.dates import extract_dates
from analystkit.extraction.part import read_part
from analystkit.lexicon import Lexicon
from analystkit.model.rows import Article

LEXICON = Lexicon.default()
BLANK = spacy.blank("en")


def anniversaries(text: str) -> list[Anniversary]:
    article = Article("a", "", text, datetime(2023, 3, 15, tzinfo=UTC))
    part = read_part(article, "text", BLANK(text))
    return find_anniversaries(part, extract_dates(part, LEXICON), LEXICON)


@pytest.mark.parametrize(
    "text, years, original",
    [
        ("They met on Monday, the second anniversary of the killing.", 2, date(2021, 3, 13)),
        ("On 24 February 2023, the first anniversary of the invasion, bells rang.", 1, date(2022, 2, 24)),
        ("The twenty-fifth anniversary of the accord fell on Tuesday.", 25, date(1998, 3, 14)),
        ("The 10-year anniversary of the revolt was kept on 11 February 2021.", 10, date(2011, 2, 11)),
    ],
)
def test_the_original_is_as_many_years_older(text: str, years: int, original: date) -> None:
    (found,) = anniversaries(text)
    assert (found.years, found.original.start, found.original.end) == (years, original, original)
    assert text[found.start : found.end].endswith("anniversary")
    assert found.of is None or text[: found.of].endswith("of")


def test_without_a_day_the_report_tells_only_the_weeks_around() -> None:
    (found,) = anniversaries("Marchers recalled the fifth anniversary of the flood.")
    assert (found.original.start, found.original.end) == (date(2018, 2, 15), date(2018, 4, 15))
    assert found.original.precision == "range"


def test_an_anniversary_without_a_number_is_left_out() -> None:
    assert anniversaries("They kept the anniversary of the killing on Monday.") == []


def test_a_leap_day_falls_on_the_last_of_february() -> None:
    (found,) = anniversaries("On 29 February 2020 they kept the first anniversary of the fire.")
    assert found.original.start == date(2019, 2, 28)
