"""Correcting a row or an actor: every decision goes to the review log, is laid over the corpus, and can be undone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ipywidgets as w
import pandas as pd

from analystkit.corpus.corpus import Corpus
from analystkit.errors import DateError, InputError
from analystkit.model.vocabulary import EVENT_TYPES, FACTUALITY
from analystkit.widgets import markup
from analystkit.widgets.decisions import LABELLED, ActorNames, Decisions, field


class RowForm(w.VBox):
    """Confirm or reject the chosen event or quotation, or change what the machine read.

    Parameters
    ----------
    corpus : Corpus
        The whole corpus; decisions go to its `review`.
    decided : callable
        Called after each decision.
    """

    def __init__(self, corpus: Corpus, decided: Callable[[], None]) -> None:
        self._corpus = corpus
        self._names: ActorNames | None = None
        self._row: dict[str, Any] = {}
        self._id = ""
        self.foot = foot = Decisions(corpus, decided)
        self.type = w.Dropdown(options=EVENT_TYPES, description="Type", style=LABELLED, layout=field(0.5))
        self.factuality = w.Dropdown(
            options=FACTUALITY, description="Factuality", style=LABELLED, layout=field(0.5)
        )
        self.first = w.DatePicker(description="Date", style=LABELLED, layout=field(0.5))
        self.last = w.DatePicker(description="to", style=LABELLED, layout=field(0.5))
        several = "several are parted by a semicolon; empty means not stated"
        self.source = w.Combobox(
            description="Source", placeholder="not stated", tooltip=several, style=LABELLED, layout=field()
        )
        self.target = w.Combobox(
            description="Target", placeholder="not stated", tooltip=several, style=LABELLED, layout=field()
        )
        self.speaker = w.Combobox(
            description="Speaker", placeholder="not found", style=LABELLED, layout=field()
        )
        self.confirm = foot.button(
            "Confirm", lambda note: corpus.review.confirm(self._id, note=note), "it is as it stands"
        )
        self.reject = foot.button(
            "Reject",
            lambda note: corpus.review.reject(self._id, note=note),
            "it is none; it leaves the charts and stays on record",
        )
        self.save = foot.button("Save changes", self._save, "record what was changed above")
        self.noted = foot.button("Only note", self._note, "record the note and change nothing")
        self._event = w.VBox(
            [w.HBox([self.type, self.factuality]), w.HBox([self.first, self.last]), self.source, self.target]
        )
        super().__init__(
            [w.HBox([self.confirm, self.reject, self.save, self.noted]), self._event, self.speaker, foot]
        )
        self.add_class("ak-form")
        self.choose("", None)

    def refresh(self) -> None:
        """Forget the actors' names; they are listed anew when a row is chosen."""
        self._names = None

    def choose(self, kind: str, row: dict[str, Any] | None) -> None:
        """Work on another row of `events` or `quotes`, or on none."""
        self.layout.display = "none" if row is None else "flex"
        self._event.layout.display = "flex" if kind == "event" else "none"
        self.speaker.layout.display = "flex" if kind == "quote" else "none"
        if row is None:
            self._row, self._id = {}, ""
            return
        if self._names is None:
            self._names = ActorNames(self._corpus)
            for box in (self.source, self.target, self.speaker):
                box.options = self._names.labels
        self._id, self._row = str(row[f"{kind}_id"]), {}
        if kind == "event":
            self.type.value = row["event_type"] if row["event_type"] in EVENT_TYPES else None
            self.factuality.value = row["factuality"] if row["factuality"] in FACTUALITY else None
            self.first.value, self.last.value = (
                None if pd.isna(row[column]) else row[column].date() for column in ("date_start", "date_end")
            )
            self.source.value, self.target.value = (
                self._named(row[column]) for column in ("source_ids", "target_ids")
            )
        else:
            self.speaker.value = self._named([row["speaker_id"]])
        self._row = self._now(kind)

    def _named(self, actor_ids: list[str]) -> str:
        return "; ".join(name for name in map(self._corpus.name_of, actor_ids) if name)

    def _now(self, kind: str) -> dict[str, Any]:
        if kind == "quote":
            return {"speaker": self.speaker.value}
        return {
            "type": self.type.value, "factuality": self.factuality.value, "date": (self.first.value, self.last.value),
            "source": self.source.value, "target": self.target.value,
        }  # fmt: skip

    def _save(self, note: str) -> Any:
        now = self._now("quote" if "speaker" in self._row else "event")
        changed = {name: value for name, value in now.items() if value != self._row.get(name)}
        if not changed:
            raise InputError("nothing was changed: change a field, or confirm the row as it is")
        fields = {name: self._value(name, value) for name, value in changed.items()}
        return self._corpus.review.set(self._id, note=note, **fields)

    def _value(self, name: str, value: Any) -> Any:
        assert self._names is not None
        if name == "speaker":
            return self._names.id_of(value) if value.strip() else ""
        if name in ("source", "target"):
            return self._names.ids_of(value)
        if name == "date":
            first, last = value[0], value[1] or value[0]
            if first is None:
                raise DateError("choose the first day; a second day makes it an interval")
            return (first.isoformat(), last.isoformat())
        return value

    def _note(self, note: str) -> Any:
        if not note:
            raise InputError("write the note first")
        return self._corpus.review.note(self._id, note)


class ActorForm(w.VBox):
    """Why an actor is one actor, and what to do if it is not: merge, keep apart, rename, strike out.

    Parameters
    ----------
    corpus, decided
        As in `RowForm`.
    """

    def __init__(self, corpus: Corpus, decided: Callable[[], None]) -> None:
        self._corpus = corpus
        self._id = ""
        self._stale = True
        self.foot = foot = Decisions(corpus, decided)
        self.why = w.HTML(markup.empty("Choose an actor: its names and what they rest on appear here."))
        self.other = w.Combobox(
            description="Other",
            placeholder="another actor, or one of its names",
            style=LABELLED,
            layout=field(),
        )
        self.name = w.Text(description="Name", placeholder="a better name", style=LABELLED, layout=field())
        review = lambda: corpus.review  # noqa: E731 - opening the log is for the first decision, not for showing the form
        self.merge = foot.button(
            "Same",
            lambda note: review().merge(self._chosen(), self._other(), note=note),
            "the two are one actor: merge them",
        )
        self.split = foot.button(
            "Not the same",
            lambda note: review().split(self._chosen(), self._apart(), note=note),
            "they are two: never merge them",
        )
        self.rename = foot.button(
            "Rename",
            lambda note: review().rename(self._chosen(), self.name.value, note=note),
            "call it by this name",
        )
        self.confirm = foot.button(
            "Confirm",
            lambda note: review().confirm(self._chosen(), note=note),
            "the machine may not change it any more",
        )
        self.strike = foot.button(
            "Not an actor",
            lambda note: review().not_an_actor(self._chosen(), note=note),
            "it leaves the actors and every role it had",
        )
        super().__init__([
            self.why, self.other, w.HBox([self.merge, self.split]), self.name,
            w.HBox([self.rename, self.confirm, self.strike]), foot,
        ])  # fmt: skip
        self.add_class("ak-form")
        self.add_class("ak-detail")

    def refresh(self) -> None:
        """List the actors as they are now; show the chosen one again if it is still there."""
        self._stale = True
        if self._id:
            self.choose(self._id)

    def choose(self, actor_id: str) -> None:
        """Show an actor: its names, and which rule brought each of them together."""
        self.look()
        if not self._corpus.name_of(actor_id):
            self._id, self.why.value = (
                "",
                markup.empty("This actor is no more: it was merged, renamed or struck out."),
            )
            return
        self._id = actor_id
        self.name.value = ""
        self.why.value = markup.block(_evidence(self._corpus, actor_id))

    def look(self) -> None:
        """List the proposals if the actors have changed."""
        if self._stale:
            self._stale = False
            self._names = ActorNames(self._corpus)
            self.other.options = self._names.labels

    def _chosen(self) -> str:
        if not self._id:
            raise InputError("choose an actor in the list first")
        return self._id

    def _other(self) -> str:
        return self._names.id_of(self.other.value)

    def _apart(self) -> str:
        """An alias of the chosen actor is parted from it; anything else is another actor."""
        actors = self._corpus.actors
        aliases = actors["aliases"][(actors["actor_id"] == self._chosen()).to_numpy()].iloc[0]
        written = self.other.value.strip()
        return (
            written if written.casefold() in {str(alias).casefold() for alias in aliases} else self._other()
        )


def _evidence(corpus: Corpus, actor_id: str) -> str:
    """Return what brought the names of an actor together, and how its mentions were linked, as tables: the same once, with how often."""
    found = corpus.explain(actor_id)
    merged, linked = (found[(found["what"] == what).to_numpy()] for what in ("merged", "mention"))
    columns = (merged[name] for name in ("value", "rule", "evidence", "confidence"))
    rows = list(zip(*columns, strict=True))
    columns = (linked[name] for name in ("evidence", "rule", "value", "confidence"))
    mentions = [
        (words, rule or "as it is called", f"\u00d7 {str(times).removesuffix(' x')}", sure)
        for words, rule, times, sure in zip(*columns, strict=True)
    ]
    actor = corpus.actors[(corpus.actors["actor_id"] == actor_id).to_numpy()].iloc[0]
    known = markup.safe(", ".join(map(str, actor["titles"])), 160)
    return (
        f'<span class="who"><bdi>{markup.safe(corpus.name_of(actor_id), 120)}</bdi></span> <small><bdi>{known}</bdi></small>'
        f'<div class="evidence" tabindex="0" role="region" aria-label="what the names rest on">'
        f"{_table('names held to be one', rows)}{_table('mentions', mentions)}</div>"
    )


def _table(title: str, rows: list[tuple[str, str, str, float]]) -> str:
    if not rows:
        return ""
    lines = "".join(
        f"<tr><td><bdi>{markup.safe(name, 90)}</bdi></td><td><small><bdi>{markup.safe(rule, 90)}</bdi></small></td>"
        f'<td class="n">{markup.safe(times)}</td><td class="n">{"" if pd.isna(sure) else f"{sure:.2f}"}</td></tr>'
        for name, rule, times, sure in rows
    )
    head = f'<tr><th>{title}</th><th>why</th><th class="n">times</th><th class="n">sure</th></tr>'
    return f"<table><thead>{head}</thead><tbody>{lines}</tbody></table>"
