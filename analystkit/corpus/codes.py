"""What is reckoned once from a corpus's frames and read at every filter: integers in place of ids, names and texts."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

import numpy as np
import pandas as pd


class Codes:
    """Values derived from frames, each made when first asked for and kept while its frames stay the same objects.

    A filtered view then takes some rows of an integer array instead of copying and comparing strings, which is what makes a redraw
    at 100,000 events quick. A decision of the analyst replaces some frames; only what rests on those is made again.

    Parameters
    ----------
    frame : callable
        Name of a frame to the frame as it is now.
    """

    def __init__(self, frame: Callable[[str], pd.DataFrame]) -> None:
        self._frame = frame
        self._held: dict[Hashable, tuple[tuple[pd.DataFrame, ...], Any]] = {}

    def keep(self, key: Hashable, names: tuple[str, ...], make: Callable[..., Any]) -> Any:
        """Return what `make` makes of the frames of these names; made again only if one of them is another object than before."""
        frames = tuple(self._frame(name) for name in names)
        held = self._held.get(key)
        if held is None or any(now is not then for now, then in zip(frames, held[0], strict=True)):
            held = self._held[key] = (frames, make(*frames))
        return held[1]

    def column(self, name: str, column: str) -> tuple[Any, Any]:
        """Return the values of a column as codes and the array of values they stand for; a missing value is -1."""

        def make(frame: pd.DataFrame) -> tuple[Any, Any]:
            codes, values = pd.factorize(frame[column])
            return codes, np.asarray(values, dtype=object)

        codes, values = self.keep(("column", name, column), (name,), make)
        return codes, values

    def isin(self, name: str, column: str, wanted: Any) -> Any:
        """Return which rows hold one of some values, as a boolean array."""
        codes, values = self.column(name, column)
        kept = np.fromiter((value in wanted for value in values), dtype=bool, count=len(values))
        return np.append(kept, False)[codes]

    def article_of(self, name: str) -> Any:
        """Return the position in `articles` of the article of each row, -1 where it is not there."""

        def make(articles: pd.DataFrame, frame: pd.DataFrame) -> Any:
            rows = {article: row for row, article in enumerate(articles["article_id"])}
            codes, values = pd.factorize(frame["article_id"])
            found = np.fromiter((rows.get(one, -1) for one in values), dtype=np.intp, count=len(values))
            return np.append(found, -1)[codes]

        return self.keep(("article", name), ("articles", name), make)

    def stories(self) -> tuple[Any, int]:
        """Return the story of each article as a code, and how many there are; an article without a story is its own."""

        def make(articles: pd.DataFrame) -> tuple[Any, int]:
            stories, own = (articles[name].to_numpy(object) for name in ("story_id", "article_id"))
            codes, values = pd.factorize(np.where(pd.isna(stories) | (stories == ""), own, stories))
            return codes, len(values)

        codes, number = self.keep("stories", ("articles",), make)
        return codes, number
