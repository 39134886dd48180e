"""Deciding: each control writes one line to the review log and has everything drawn again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ipywidgets as w

from analystkit.corpus.corpus import Corpus
from analystkit.errors import AnalystkitError
from analystkit.model.vocabulary import EVENT_TYPES, FACTUALITY
from analystkit.widgets import markup

_NARROW = w.Layout(width="110px")
_LIST = w.Layout(width="260px")


class CorrectionPanel(w.VBox):
    """Confirm, reject or change the chosen event or quotation; merge, part, rename or strike out actors.

    Parameters
    ----------
    corpus : Corpus
        The whole corpus; decisions go to its `review`.
    decided : callable
        Called after each decision.
    """

    def __init__(self, corpus: Corpus, decided: Callable[[], None]) -> None:
        self._corpus, self._decided = corpus, decided
        self._row: dict[str, Any] | None = None
        self.message = w.HTML()
        self.note = w.Text(placeholder="why (kept in the log)", layout=_LIST)
        self.confirm = self._button("Confirm", lambda: self._review.confirm(self._key(), note=self._note()))
        self.reject = self._button("Reject", lambda: self._review.reject(self._key(), note=self._note()))
        # The lambda waits: opening the log is for the first decision, not for showing the panel.
        self.undo = self._button("Undo last", lambda: self._review.undo(None))
        self.type = w.Dropdown(options=EVENT_TYPES, layout=w.Layout(width="150px"))
        self.set_type = self._button("Set type", lambda: self._set(event_type=self.type.value))
        self.factuality = w.Dropdown(options=FACTUALITY, layout=w.Layout(width="150px"))
        self.set_factuality = self._button(
            "Set factuality", lambda: self._set(factuality=self.factuality.value)
        )
        self.first = w.DatePicker(layout=w.Layout(width="150px"))
        self.last = w.DatePicker(layout=w.Layout(width="150px"))
        self.set_date = self._button("Set date", self._set_date)
        self.speaker = w.Combobox(placeholder="speaker", layout=_LIST)
        self.set_speaker = self._button(
            "Set speaker", lambda: self._set(speaker_id=self._actor(self.speaker))
        )
        self.one = w.Combobox(placeholder="actor", layout=_LIST)
        self.other = w.Combobox(placeholder="is the same as / not the same as", layout=_LIST)
        self.merge = self._button(
            "Merge",
            lambda: self._review.merge(self._actor(self.one), self._actor(self.other), note=self._note()),
        )
        self.split = self._button(
            "Keep apart",
            lambda: self._review.split(self._actor(self.one), self._actor(self.other), note=self._note()),
        )
        self.strike = self._button(
            "Not an actor", lambda: self._review.not_an_actor(self._actor(self.one), note=self._note())
        )
        self.event_box = w.VBox(
            [
                w.HBox([self.type, self.set_type, self.factuality, self.set_factuality]),
                w.HBox([self.first, self.last, self.set_date]),
            ]
        )
        self.quote_box = w.HBox([self.speaker, self.set_speaker])
        self.row_box = w.VBox(
            [w.HBox([self.confirm, self.reject, self.note]), self.event_box, self.quote_box]
        )
        actors = w.VBox(
            [w.HBox([self.one, self.other]), w.HBox([self.merge, self.split, self.strike, self.undo])]
        )
        self.refresh()
        self.choose(None, None)
        super().__init__([self.row_box, actors, self.message])

    @property
    def _review(self) -> Any:
        return self._corpus.review

    def refresh(self) -> None:
        """List the actors as they are now."""
        actors = self._corpus.actors.sort_values(
            ["n_mentions", "name"], ascending=[False, True], kind="stable"
        )
        labels = tuple(dict.fromkeys(str(name) for name in actors["name"]))
        for box in (self.one, self.other, self.speaker):
            box.options = labels

    def choose(self, kind: str | None, row: dict[str, Any] | None) -> None:
        """Work on another row: an event, a quote, or none."""
        self._row = None if row is None else {**row, "kind_of_row": kind}
        self.row_box.layout.display = "none" if row is None else "flex"
        self.event_box.layout.display = "flex" if kind == "event" else "none"
        self.quote_box.layout.display = "flex" if kind == "quote" else "none"
        if row is not None and kind == "event":
            self.type.value = row["event_type"] if row["event_type"] in EVENT_TYPES else None
            self.factuality.value = row["factuality"] if row["factuality"] in FACTUALITY else None

    def _button(self, label: str, act: Callable[[], Any]) -> w.Button:
        button = w.Button(description=label, layout=_NARROW)
        button.on_click(lambda _: self._do(label, act))
        return button

    def _do(self, label: str, act: Callable[[], Any]) -> None:
        try:
            act()
        except AnalystkitError as error:
            self.message.value = markup.block(f'<span role="alert">{markup.safe(error)}</span>')
            return
        self.message.value = markup.block(
            f'<span role="status">Recorded: {markup.safe(label.lower())}.</span>'
        )
        self.note.value = ""
        self.refresh()
        self._decided()

    def _key(self) -> str:
        assert self._row is not None
        return str(self._row[f"{self._row['kind_of_row']}_id"])

    def _note(self) -> str:
        return str(self.note.value).strip()

    def _set(self, **fields: Any) -> None:
        self._review.set(self._key(), note=self._note(), **fields)

    def _set_date(self) -> None:
        first, last = self.first.value, self.last.value or self.first.value
        if first is None or last is None:
            from analystkit.errors import DateError

            raise DateError("choose a day first; a second day makes it an interval")
        self._set(date_start=first.isoformat(), date_end=last.isoformat())

    def _actor(self, box: w.Combobox) -> str:
        return self._corpus.actor_id(str(box.value).strip())
