"""Finding the row a decision is about, in frames extracted anew."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property

import pandas as pd

from analystkit.corpus.decision import Target


class RowFinder:
    """Positions of a frame's rows by id and by quoted words.

    The anchor finds a row with the same words in the same part of the same article; of several, the one whose offset is
    nearest. Words that have changed are not found: a decision about other words is another decision.
    """

    def __init__(self, frame: pd.DataFrame, id_column: str) -> None:
        self._frame = frame
        ids = frame[id_column].tolist() if id_column in frame else []
        self._by_id: dict[str, int] = dict(zip(ids, range(len(ids)), strict=True))

    @cached_property
    def _by_words(self) -> dict[tuple[str, str, str], list[tuple[int, int]]]:
        # Only needed after a new extraction: ids find their rows as long as it is the same.
        found: dict[tuple[str, str, str], list[tuple[int, int]]] = defaultdict(list)
        words = next((c for c in ("text", "trigger") if c in self._frame), None)
        if words is not None and "article_id" in self._frame:
            columns = (self._frame[name].tolist() for name in ("article_id", "part", words, "start"))
            for row, (article, part, text, start) in enumerate(zip(*columns, strict=True)):
                found[str(article), str(part), str(text)].append((int(start), row))
        return found

    def find(self, target: Target) -> int | None:
        """Return the position of the row, None if it is not there."""
        row = self._by_id.get(target.id)
        if row is not None:
            return row
        anchor = target.anchor
        options = self._by_words.get(
            (str(anchor.get("article_id")), str(anchor.get("part")), str(anchor.get("text"))), []
        )
        if not options:
            return None
        start = int(anchor.get("start") or 0)
        return min(options, key=lambda option: (abs(option[0] - start), option[0]))[1]
