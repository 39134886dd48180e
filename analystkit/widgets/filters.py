"""The controls that hold the filter: each writes to the state, and follows it when it changes elsewhere."""

from __future__ import annotations

from typing import Any

import ipywidgets as w
import pandas as pd

from analystkit.errors import AnalystkitError
from analystkit.widgets.markup import plain, refusal, safe
from analystkit.widgets.state import FilterState

_WIDE = w.Layout(width="97%")
_DAY = {"description_width": "34px"}
# A list in the browser stays quick to this length; the search box above it narrows what is listed.
_LISTED = 300


class FilterPanel(w.VBox):
    """Words, dates, actors, types, factuality, background, outlets, countries, confidence, copies."""

    def __init__(self, state: FilterState) -> None:
        self.state = state
        self._following = False
        self.message = w.HTML()
        self.text = w.Text(placeholder="words in the sentence", continuous_update=False, layout=_WIDE)
        self.first = w.DatePicker(description="from", style=_DAY, layout=_WIDE)
        self.last = w.DatePicker(description="to", style=_DAY, layout=_WIDE)
        self.search = w.Text(placeholder="find an actor", layout=_WIDE)
        self.actors = w.SelectMultiple(rows=9, layout=_WIDE)
        self.every = w.ToggleButtons(
            options=[("any", False), ("all", True)],
            style={"button_width": "64px"},
            tooltips=["any of them", "all of them"],
        )
        self.involved = w.Checkbox(description="named in the sentence is enough", indent=False, layout=_WIDE)
        self.types = self._choices("event_type", "events")
        self.factuality = self._choices("factuality", "events")
        self.outlets = self._choices("source", "articles")
        self.countries = self._choices("country", "events")
        self.confidence = w.FloatSlider(
            min=0, max=1, step=0.05, continuous_update=False, readout_format=".2f", layout=_WIDE
        )
        self.background = w.Dropdown(
            options=[
                ("with background events", None),
                ("without background", False),
                ("only background", True),
            ],
            layout=_WIDE,
        )
        self.once = w.Checkbox(description="keep the first of each story", indent=False, layout=_WIDE)
        self._bind()
        self.list_actors()
        self.follow()
        state.listen(self.follow)
        super().__init__(
            [
                self.message,
                *self._titled("Words", self.text),
                *self._titled("Dates", self.first, self.last, note=self._span()),
                *self._titled("Actors", self.search, self.actors, self.every, self.involved, note="mentions"),
                *self._titled("Event types", self.types, note="Ctrl or \u2318 for several"),
                *self._titled("Factuality", self.factuality, self.background, note="events"),
                *self._titled("Outlets", self.outlets, note="articles"),
                *self._titled("Countries", self.countries, note="events"),
                *self._titled("Lowest confidence", self.confidence),
                *self._titled("Copies", self.once),
            ]
        )
        self.add_class("ak-filters")

    def _span(self) -> str:
        published = self.state.corpus.articles["published"].dropna()
        return (
            f"{published.min():%Y-%m-%d} \u2013 {published.max():%Y-%m-%d}"
            if len(published)
            else "no article is dated"
        )

    def list_actors(self) -> None:
        """List the actors that match the search, most mentioned first; chosen ones stay listed."""
        actors = self.state.corpus.actors
        wanted = self.search.value.strip().casefold()
        rows = actors.sort_values(
            ["n_mentions", "name"], ascending=[False, True], na_position="last", kind="stable"
        )
        chosen = set(self.state.filter.actors)
        options: list[tuple[str, str]] = []
        for actor, name, aliases, number in zip(
            rows["actor_id"], rows["name"], rows["aliases"], rows["n_mentions"], strict=True
        ):
            hit = not wanted or any(wanted in known.casefold() for known in (name, *aliases))
            if actor in chosen or (hit and len(options) < _LISTED):
                count = "" if pd.isna(number) else f"  ({number:,})"
                options.append((f"{plain(name, 40)}{count}", actor))
        self._quietly(self.actors, "options", tuple(options))
        self._quietly(self.actors, "value", tuple(actor for _, actor in options if actor in chosen))

    def follow(self) -> None:
        """Show in the controls what the state holds."""
        now = self.state.filter
        if not set(now.actors) <= {actor for _, actor in self.actors.options}:
            self.list_actors()
        days = [pd.Timestamp(day).date() for day in now.dates] if now.dates else [None, None]
        for control, value in (
            (self.text, now.text),
            (self.first, days[0]),
            (self.last, days[1]),
            (self.actors, tuple(actor for _, actor in self.actors.options if actor in now.actors)),
            (self.every, now.actors_all),
            (self.involved, now.involved == "sentence"),
            (self.types, tuple(one for _, one in self.types.options if one in now.event_types)),
            (self.factuality, tuple(one for _, one in self.factuality.options if one in now.factuality)),
            (self.outlets, tuple(one for _, one in self.outlets.options if one in now.outlets)),
            (self.countries, tuple(one for _, one in self.countries.options if one in now.countries)),
            (self.confidence, now.min_confidence),
            (self.background, now.background),
            (self.once, now.stories_once),
        ):
            self._quietly(control, "value", value)

    def _bind(self) -> None:
        self.search.observe(lambda _: self.list_actors(), names="value")
        for control, condition in (
            (self.text, "text"),
            (self.types, "event_types"),
            (self.factuality, "factuality"),
            (self.outlets, "outlets"),
            (self.countries, "countries"),
            (self.confidence, "min_confidence"),
            (self.background, "background"),
            (self.once, "stories_once"),
            (self.actors, "actors"),
            (self.every, "actors_all"),
        ):
            control.observe(
                lambda change, condition=condition: self._write(**{condition: change["new"]}), names="value"
            )
        self.involved.observe(
            lambda c: self._write(involved="sentence" if c["new"] else "role"), names="value"
        )
        for picker in (self.first, self.last):
            picker.observe(lambda _: self._write_dates(), names="value")

    def _write(self, **changes: Any) -> None:
        if self._following:
            return
        try:
            self.state.set(**changes)
            self.message.value = ""
        except AnalystkitError as error:
            self.message.value = refusal(error)

    def _write_dates(self) -> None:
        """One day alone is open to the other side: the corpus's own first or last day stands in."""
        low, high = self.first.value, self.last.value
        if low is None and high is None:
            self._write(dates=None)
            return
        events = self.state.corpus.events
        days = pd.concat(
            [events["date_start"], events["date_end"], self.state.corpus.articles["published"]]
        ).dropna()
        low = low or (days.min().date() if len(days) else high)
        high = high or (days.max().date() if len(days) else low)
        self._write(dates=(low.isoformat(), high.isoformat()))

    def _quietly(self, control: Any, trait: str, value: Any) -> None:
        """Change a control without its change being taken for the analyst's."""
        if getattr(control, trait) == value:
            return
        before, self._following = self._following, True
        try:
            setattr(control, trait, value)
        finally:
            self._following = before

    def _choices(self, column: str, frame: str) -> w.SelectMultiple:
        counts = getattr(self.state.corpus, frame)[column].value_counts()
        options = [
            (f"{plain(value, 34)}  ({n:,})", value) for value, n in counts.items() if value != "" and n
        ]
        return w.SelectMultiple(options=options, rows=max(2, min(6, len(options))), layout=_WIDE)

    @staticmethod
    def _titled(title: str, *controls: w.Widget, note: str = "") -> list[w.Widget]:
        return [w.HTML(f'<div class="ak title">{title} <small>{safe(note)}</small></div>'), *controls]
