"""What is dated by a day to come: planned where it is told in the present or by a noun, and no date of what has been done."""

from __future__ import annotations

from functools import cached_property

from analystkit.extraction.event.attachment import between
from analystkit.extraction.event.dates_in_reach import DatesInReach
from analystkit.model.dates import DateRange


class DatesAhead(DatesInReach):
    """Answers about days to come; see `WhenReader` for the parameters."""

    @cached_property
    def _any_ahead(self) -> bool:
        return any(self.is_ahead(date.range) for _, date in self._dates)

    def scheduled(self, index: int, verbal: bool) -> bool:
        """Say whether a day to come makes an event a planned one: "the two meet next week", "next week's talks", "the trial opens in June"."""
        tokens = self._tokens
        if not self._any_ahead:
            return False
        above = tokens.head[index]
        holders = {index} if not verbal or self._present(index) else set()
        if (
            not verbal
            and tokens.dep[index] == "nsubj"
            and self._clause.is_verb(above)
            and self._present(above)
        ):
            holders.add(above)
        first, last = self._clause.bounds(index)
        return any(
            self.is_ahead(expression.range)
            and not holders.isdisjoint((tokens.head[at], tokens.head[tokens.head[at]]))
            for at, expression in between(self._dates, first, last)
        )

    def _present(self, index: int) -> bool:
        # "meets", "is sentenced", "are meeting"; "has met" is past, "will meet" told by its auxiliary.
        tokens = self._tokens
        aux = [c for c in tokens.children[index] if tokens.dep[c] in ("aux", "auxpass")]
        if not aux:
            return tokens.tag[index] in ("VBZ", "VBP")
        return all(tokens.lower[c] in ("is", "are", "'s", "'re") for c in aux)

    def is_ahead(self, when: DateRange) -> bool:
        """Say whether an interval begins after the day of publication."""
        published = self._part.published
        return published is not None and when.start is not None and when.start > published.date()
