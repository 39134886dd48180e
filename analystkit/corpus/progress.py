"""How far a run is: articles done of about how many, how fast, how long still."""

from __future__ import annotations

from time import time
from typing import Any, Self

_DELAY_SECONDS = 2.0


class Progress:
    """A progress bar over articles, with rate and remaining time.

    Parameters
    ----------
    show : bool, optional
        True shows it at once, False never; by default it appears for what takes longer than two seconds.
    about : int, optional
        About how many articles there are. Without it there is no remaining time until all are read.

    Attributes
    ----------
    ready : int
        Articles whose parts are done, in this run or before it.
    """

    def __init__(self, show: bool | None = False, about: int | None = None) -> None:
        self._show = show
        self._about = about
        self._bar: Any = None
        self.ready = 0

    def __enter__(self) -> Self:
        if self._show is not False:
            from tqdm.auto import tqdm

            # smoothing=0: parts come in bursts, only the mean over the run says when it will end.
            self._bar = tqdm(
                total=self._about, unit=" articles", desc="Extracting", smoothing=0, mininterval=0.5,
                delay=0 if self._show else _DELAY_SECONDS,
            )  # fmt: skip
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.close()

    def kept(self, articles: int) -> None:
        """Count articles that an earlier run has done: they say nothing of this one's speed."""
        if self._bar is not None:
            self._bar.initial += articles
        self.done(articles)

    def done(self, articles: int) -> None:
        """Count articles done now."""
        self.ready += articles
        if self._bar is not None:
            if self._bar.total is not None and self.ready > self._bar.total:
                # It was an estimate.
                self._bar.total = None
            self._bar.update(articles)

    def all_read(self, articles: int) -> None:
        """Take note of how many articles there are: the source has been read to its end."""
        if self._bar is not None:
            self._bar.total = articles
            # A bar drawn before its time would not be closed either: it would stay at 0 % in front of what is written next.
            if time() >= self._bar.start_t + self._bar.delay:
                self._bar.refresh()
