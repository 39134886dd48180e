"""The controls that hold the filter: each writes to the state, and follows it when it changes elsewhere."""

from __future__ import annotations

from datetime import date
from typing import Any

import ipywidgets as w
import pandas as pd

from analystkit.errors import AnalystkitError
from analystkit.lexicon.countries import country_name
from analystkit.widgets.facet import Facet
from analystkit.widgets.markup import refusal, safe
from analystkit.widgets.state import FilterState

# A menu cannot hold None: browsers show it as no choice at all.
_BACKGROUND = {
    "with background events": None,
    "without background events": False,
    "only background events": True,
}


def _wide() -> w.Layout:
    # Each control its own: hiding one would hide all that share its layout.
    return w.Layout(width="100%")


class FilterPanel(w.VBox):
    """Words, dates, actors, types, factuality, background, outlets, countries, confidence, copies."""

    def __init__(self, state: FilterState) -> None:
        self.state = state
        self._following = False
        self.message = w.HTML()
        self.text = w.Text(placeholder="words in the sentence", continuous_update=False, layout=_wide())
        self.first, self.last = (
            w.DatePicker(tooltip=what, layout=w.Layout(width="50%")) for what in ("first day", "last day")
        )
        self.search = w.Text(placeholder="find an actor by any of its names", layout=_wide())
        self.actors = Facet("actor", few=8, most=40, show=state.corpus.name_of)
        self.every = w.ToggleButtons(
            options=[("any of them", False), ("all of them", True)],
            style={"button_width": "auto"},
            tooltips=["rows that involve any of the chosen actors", "rows that involve all of them"],
        )
        self.involved = w.Checkbox(
            description="named in the sentence is enough", indent=False, layout=_wide()
        )
        self.types = Facet("event type", few=7)
        self.factuality = Facet("factuality", few=6)
        self.outlets = Facet("outlet", few=6)
        self.countries = Facet("country", few=4, show=country_name)
        self._columns = {
            self.types: ("events", "event_type"),
            self.factuality: ("events", "factuality"),
            self.outlets: ("articles", "source"),
            self.countries: ("events", "country"),
        }
        self.confidence = w.FloatSlider(
            min=0, max=1, step=0.05, continuous_update=False, readout_format=".2f", layout=_wide()
        )
        self.background = w.Dropdown(
            options=[(words, words) for words in _BACKGROUND],
            layout=_wide(),
        )
        self.once = w.Checkbox(description="keep the first of each story", indent=False, layout=_wide())
        self._bind()
        for facet, (frame, column) in self._columns.items():
            counts = getattr(state.corpus, frame)[column].value_counts()
            facet.offer([(value, int(n)) for value, n in counts.items() if value != "" and n])
        self.list_actors()
        self.follow()
        state.listen(self.follow)
        super().__init__(
            [
                self.message,
                self._section("Words", self.text),
                self._section("Dates", w.HBox([self.first, self.last]), note=self._span()),
                self._section("Actors", self.search, self.actors, self.every, self.involved, note="mentions"),
                self._section("Event types", self.types, note="events"),
                self._section("Factuality", self.factuality, self.background, note="events"),
                self._section("Outlets", self.outlets, note="articles"),
                *(
                    [self._section("Countries", self.countries, note="events")]
                    if self.countries.options
                    else []
                ),
                self._section("Lowest confidence", self.confidence),
                self._section("Copies", self.once),
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
        columns = (rows[name] for name in ("actor_id", "name", "aliases", "n_mentions"))
        found = [
            (actor, 0 if pd.isna(number) else int(number))
            for actor, name, aliases, number in zip(*columns, strict=True)
            if not wanted or actor in chosen or any(wanted in known.casefold() for known in (name, *aliases))
        ]
        self.actors.offer(found)

    def follow(self) -> None:
        """Show in the controls what the state holds."""
        now = self.state.filter
        days = [day and date.fromisoformat(day) for day in now.dates or (None, None)]
        for control, value in (
            (self.text, now.text),
            (self.first, days[0]),
            (self.last, days[1]),
            (self.actors, now.actors),
            (self.every, now.actors_all),
            (self.involved, now.involved == "sentence"),
            (self.types, now.event_types),
            (self.factuality, now.factuality),
            (self.outlets, now.outlets),
            (self.countries, now.countries),
            (self.confidence, now.min_confidence),
            (self.background, next(words for words, value in _BACKGROUND.items() if value is now.background)),
            (self.once, now.stories_once),
        ):
            self._quietly(control, "value", value)
        chosen = "flex" if now.actors else "none"
        self.every.layout.display = self.involved.layout.display = chosen
        for facet, (frame, column) in self._columns.items():
            facet.leave(self.state.left(frame, column))
        self.actors.leave(self.state.left("mentions", "actor_id"))

    def _bind(self) -> None:
        self.search.observe(lambda _: self.list_actors(), names="value")
        for control, condition in (
            (self.text, "text"),
            (self.types, "event_types"),
            (self.factuality, "factuality"),
            (self.outlets, "outlets"),
            (self.countries, "countries"),
            (self.confidence, "min_confidence"),
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
        self.background.observe(lambda c: self._write(background=_BACKGROUND[c["new"]]), names="value")
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
        """One day alone is open to the other side."""
        low, high = self.first.value, self.last.value
        self._write(dates=(low, high) if low or high else None)

    def _quietly(self, control: Any, trait: str, value: Any) -> None:
        """Change a control without its change being taken for the analyst's."""
        if getattr(control, trait) == value:
            return
        before, self._following = self._following, True
        try:
            setattr(control, trait, value)
        finally:
            self._following = before

    @staticmethod
    def _section(title: str, *controls: w.Widget, note: str = "") -> w.VBox:
        head = w.HTML(f'<div class="ak title">{title} <small>{safe(note)}</small></div>')
        section = w.VBox([head, *controls])
        section.add_class("ak-section")
        return section
