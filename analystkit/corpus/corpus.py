"""The corpus: all frames of one reading of some articles, and the analyst's decisions about them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from datetime import UTC, datetime
from difflib import get_close_matches
from functools import cached_property, reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

import analystkit
from analystkit.corpus import card
from analystkit.corpus.asking import FRAME_NAMES, empty_frame
from analystkit.corpus.codes import Codes
from analystkit.corpus.filtering import Filter, make_filter
from analystkit.corpus.lazy import FEW, LazyFrames, Source, half_of_memory
from analystkit.corpus.looking_up import Findable
from analystkit.corpus.passage import Passage, passage_of
from analystkit.errors import InputError
from analystkit.lexicon import Lexicon

if TYPE_CHECKING:
    from analystkit.corpus.review import Review
    from analystkit.corpus.tables import Kept, Tables


_OFFERED = (
    "actor_id", "article", "count", "explain", "filter", "filter_code", "find", "folder", "frames", "lexicon", "meta", "name_of", "pieces", "review", "rows", "save", "source",
    "sql", "unmatched", "where", "whole",
)  # fmt: skip


class Corpus(Findable):
    """Frames of articles, sentences, mentions, actors, events, incidents, quotes, dates, places and problems.

    Each frame is an attribute and a plain `pandas.DataFrame` with the columns of `analystkit.model.schema`;
    ``rejected_quotes`` holds what stands in quotation marks and is no quotation, ``evidence`` why actors were merged. Treat them as
    read-only: decisions belong in `review`, which every later extraction replays.

    Examples
    --------
    >>> corpus = ak.load("data/articles")  # doctest: +SKIP
    >>> corpus.events.query("event_type == 'ASSAULT'")  # doctest: +SKIP
    """

    def __init__(
        self,
        frames: Mapping[str, Source],
        *,
        meta: Mapping[str, Any] | None = None,
        lexicon: Lexicon | None = None,
        decisions: str | Path | None = None,
        whole: Corpus | None = None,
        chosen: Sequence[Filter] = (),
        tables: Callable[[], Tables] | None = None,
        memory: int | None = None,
    ) -> None:
        given = LazyFrames(frames)
        missing = {name: empty_frame(name).copy() for name in FRAME_NAMES if name not in given}
        self.machine = LazyFrames({**missing, **given.sources()})
        self.lexicon = lexicon or Lexicon.default()
        self.meta = {
            "version": analystkit.__version__,
            "created": datetime.now(UTC).isoformat(timespec="seconds"),
            **(meta or {}),
        }
        self.whole = whole or self
        self.filters = tuple(chosen)
        self.chosen_rows: Kept | None = None
        self.in_whole: dict[str, Any] = {}
        self.memory = memory or half_of_memory()
        self._store = tables
        self._laid: Tables | None = None
        self._decisions = None if decisions is None else Path(decisions)
        self._unmatched = pd.DataFrame()
        self.show(self.machine)

    def show(self, frames: Mapping[str, Source]) -> None:
        """Make the given frames the corpus's own; what was derived from the ones before is forgotten."""
        self._frames = LazyFrames(frames)
        for derived in (
            "_article_rows",
            "_actors_by_name",
            "_involvement",
            "_own_tables",
        ):
            self.__dict__.pop(derived, None)

    def __getattr__(self, name: str) -> pd.DataFrame:
        # Only asked for what is no ordinary attribute: the frames.
        if name in FRAME_NAMES:
            return self._frames[name]
        raise AttributeError(f"a corpus has no attribute {name!r}; its frames are {', '.join(FRAME_NAMES)}")

    def __dir__(self) -> list[str]:
        # What Tab offers: the frames and what an analyst asks for. The rest is there for charts, filters and the store.
        special = {name for name in super().__dir__() if name.startswith("__")}
        return sorted({*special, *_OFFERED, *FRAME_NAMES})

    @property
    def frames(self) -> Mapping[str, pd.DataFrame]:
        """All frames by name, with the analyst's decisions in them."""
        return self._frames

    @cached_property
    def review(self) -> Review:
        """The review log of the corpus: merge, split, rename, reject, confirm, set, note, undo."""
        from analystkit.corpus.review import Review

        return self.whole.review if self.whole is not self else Review(self, self._decisions)

    @property
    def unmatched(self) -> pd.DataFrame:
        """Decisions that found no row in this extraction, or contradict an earlier one, with the reason."""
        self.review  # noqa: B018 - opening the log replays it
        return self.whole._unmatched

    def _replay(self) -> None:
        """Lay the review log over what the machine said, and show the result."""
        from analystkit.corpus.replay import replay

        if self._store is not None and sum(map(self._store().rows, ("mentions", "events"))) > FEW:
            self._replay_on_tables()
            return
        frames, self._unmatched = replay(self.machine, self.review.decisions)
        self.show(frames)

    @property
    def folder(self) -> Path | None:
        """The folder of the store that the frames come from; None where they come from memory."""
        first = self.machine_file("articles")
        if first is None:
            return None
        return (first.parent.parent if first.parent.name == "machine" else first.parent).resolve()

    def read_from(self, frames: Mapping[str, Source], tables: Callable[[], Tables]) -> None:
        """Go on with the same rows from other files."""
        self.machine, self._store, self._laid = LazyFrames(frames), tables, None
        self.show(self.machine.sources())
        self._replay()

    def machine_file(self, name: str) -> Path | None:
        """Return the file of a frame as the machine made it; None for a corpus that is not a whole store."""
        return self._store().file_of(name) if self._store is not None and self.whole is self else None

    def _replay_on_tables(self) -> None:
        from analystkit.corpus.overlay import OverlaidTables, changes, overlaid_frames

        assert self._store is not None
        base = self._store()
        found, self._unmatched = changes(base, self.review.decisions)
        self._laid = OverlaidTables(base, found) if found else base
        loaded = {name for name in found if self._frames.made(name) or self.machine.made(name)}
        laid = overlaid_frames(self._laid, base, found, self.machine, loaded, self.memory)
        self.show({**self.machine.sources(), **laid})

    def __len__(self) -> int:
        return self.rows("articles")

    def __repr__(self) -> str:
        return card.as_text(self)

    def _repr_html_(self) -> str:
        return card.as_html(self)

    def where(
        self,
        *,
        actors: str | Sequence[str] | None = None,
        actors_all: bool = False,
        involved: str = "role",
        dates: tuple[Any, Any] | Any | None = None,
        event_types: str | Sequence[str] | None = None,
        factuality: str | Sequence[str] | None = None,
        outlets: str | Sequence[str] | None = None,
        countries: str | Sequence[str] | None = None,
        text: str = "",
        min_confidence: float = 0.0,
        background: bool | None = None,
        stories_once: bool = False,
        allow_unknown: bool = False,
        **unknown: Any,
    ) -> Corpus:
        """Return a smaller corpus: the rows that meet every condition given.

        Parameters
        ----------
        actors : str or sequence of str, optional
            Actors by name, alias or id. Events in which they take a role or to which they are attributed, and quotes they speak.
        actors_all : bool, default False
            Ask for rows that involve all the actors instead of any.
        involved : {"role", "sentence"}, default "role"
            With "sentence", being named in the sentence of the event or quote is enough.
        dates : (first, last), or one value, optional
            Days, both inclusive; a month ("2022-03") or a year stands for all of its days, and either end may be None. Events whose
            interval overlaps them; quotes of articles published in them.
        event_types, factuality, outlets, countries : str or sequence of str, optional
            Values of ``events.event_type``, ``events.factuality``, ``articles.source``, ``events.country`` (a code such as UKR, or the name
            of the country). Capitals do not count, except between outlets that differ in nothing else; "" is what is not stated.
            Quotes have no type, factuality or country: asking for one keeps none of them.
        text : str, optional
            Words that stand in the sentence of the event or in the quote; case does not count.
        min_confidence : float, optional
            Lowest confidence of events and quotes, 0 to 1.
        background : bool, optional
            True keeps only background events, False leaves them out.
        stories_once : bool, default False
            Of syndicated and near-duplicate copies keep the one published first.
        allow_unknown : bool, default False
            Let an actor, outlet or country that nothing in the whole corpus bears match nothing, instead of raising: for lists of names
            that are laid over many corpora. What is known and merely comes to nothing never raises.

        Returns
        -------
        Corpus
            A view for reading; its `review` is that of the corpus it came from. Actors keep their ids and totals over
            the whole corpus; only those still mentioned are listed.

        Raises
        ------
        InputError
            If an actor, outlet or country is unknown to the whole corpus (the message names near ones), an event type or factuality value
            does not exist, a value is of the wrong kind, or an argument has no such name.
        DateError
            If an end of `dates` is no day, month or year, may be day/month or month/day, or the first comes after the last.
        """
        if unknown:
            wrong = next(iter(unknown))
            near = get_close_matches(wrong, [field.name for field in fields(Filter)], 1)
            hint = f"did you mean {near[0]!r}?" if near else "see help(Corpus.where)"
            raise InputError(f"where() does not take {wrong!r}; {hint}")
        return self.filtered(
            make_filter(
                actors=actors, actors_all=actors_all, involved=involved, dates=dates, event_types=event_types, factuality=factuality,
                outlets=outlets, countries=countries, text=text, min_confidence=min_confidence, background=background, stories_once=stories_once,
                allow_unknown=allow_unknown,
            )
        )  # fmt: skip

    def filtered(self, chosen: Filter) -> Corpus:
        """Return the smaller corpus that a `Filter` describes. See `where`."""
        from analystkit.corpus.selecting import select

        return select(self, chosen)

    @property
    def filter(self) -> Filter:
        """What was asked for last; `filters` are all there were, one after the other."""
        return self.filters[-1] if self.filters else Filter()

    def filter_code(self, name: str = "corpus") -> str:
        """Return the expression that makes this corpus of the whole one, "" for the whole one."""
        asked = [one for one in self.filters if one]
        return reduce(lambda made, one: one.code(made), asked, name) if asked else ""

    @property
    def kept(self) -> dict[str, Any]:
        """Of a filtered corpus: boolean arrays over articles, events and quotes of the corpus it was filtered from."""
        return {} if self.chosen_rows is None else self.chosen_rows.masks

    @cached_property
    def codes(self) -> Codes:
        """What is reckoned once from the frames, for filters and charts."""
        return Codes(lambda name: self._frames[name])

    def positions(self, name: str) -> Any:
        """Return the positions of the articles, events or quotes in those of the whole corpus; None where only a store knows them."""
        return np.arange(self.rows(name)) if self.whole is self else self.in_whole.get(name)

    def source(self, row: Any) -> Passage:
        """Return the paragraph a row stands in, with the span of the row marked.

        Parameters
        ----------
        row : Series, namedtuple, mapping or str
            A row of any frame with offsets, or the id of a mention, event or quote.

        Returns
        -------
        Passage
            Prints as text, shows as HTML in a notebook; article text is escaped there.

        Raises
        ------
        InputError
            If the id or the row's article is not in the corpus.
        """
        return passage_of(self, row)

    def explain(self, row: Any) -> pd.DataFrame:
        """Return why a row is as it is: an actor's merges, an event's rule and arguments, a quote's evidence.

        Parameters
        ----------
        row : str, Series, namedtuple or mapping
            An ``actor_id``, ``event_id``, ``quote_id`` or ``incident_id``, or a row that has one.

        Returns
        -------
        DataFrame
            Columns ``what, value, rule, confidence, evidence`` (the words as they stand in the article).

        Raises
        ------
        InputError
            If no row has that id.
        """
        from analystkit.corpus.explaining import explain

        return explain(self, row)

    def save(self, folder: str | Path) -> Path:
        """Write the corpus to a folder: one Parquet file a frame, the review log, a manifest. See `analystkit.open`.

        A review log that lies there stays: its decisions are laid over this corpus at once, and those of this corpus are added to it. So
        articles that were extracted again, or with more beside them, are saved to the folder of the study.

        Returns
        -------
        Path
            The folder.

        Raises
        ------
        StoreError
            If the folder cannot be written, holds something else than a corpus, or holds a whole one and this one is filtered.
        """
        from analystkit.corpus.store import save

        return save(self, folder)
