"""Frames that come when they are first asked for: filtering a corpus need not copy what nobody looks at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import pandas as pd

Source = pd.DataFrame | Callable[[], pd.DataFrame]


class LazyFrames(Mapping[str, pd.DataFrame]):
    """A mapping of names to frames in which a frame may be given as the function that makes it."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        # dict() of a LazyFrames would make all its frames.
        self._sources: dict[str, Source] = dict(
            sources._sources if isinstance(sources, LazyFrames) else sources
        )

    def __getitem__(self, name: str) -> pd.DataFrame:
        source = self._sources[name]
        if not isinstance(source, pd.DataFrame):
            source = self._sources[name] = source()
        return source

    def __contains__(self, name: object) -> bool:
        # Mapping's own answer would make the frame.
        return name in self._sources

    def sources(self) -> dict[str, Source]:
        """Return the frames made so far and the functions that make the others."""
        return dict(self._sources)

    def __iter__(self) -> Iterator[str]:
        return iter(self._sources)

    def __len__(self) -> int:
        return len(self._sources)
