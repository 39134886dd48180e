"""What all correction forms share: a button writes one line to the review log, says so, and everything is drawn again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ipywidgets as w
import pandas as pd

from analystkit.corpus.corpus import Corpus
from analystkit.errors import AnalystkitError, InputError
from analystkit.widgets import markup

# Browsers get slow with longer lists of proposals; any other name can still be typed.
_PROPOSED = 1_500
LABELLED = {"description_width": "68px"}


def field(share: float = 1.0) -> w.Layout:
    """Return the layout of a field that takes a share of the width; each its own, since hiding one hides all that share one."""
    return w.Layout(width=f"{98 * share:.0f}%")


class Decisions(w.VBox):
    """The foot of a form: a note, the last decision, undo.

    Parameters
    ----------
    corpus : Corpus
        The whole corpus; decisions go to its `review`.
    decided : callable
        Called after each decision.
    """

    def __init__(self, corpus: Corpus, decided: Callable[[], None]) -> None:
        self._corpus, self._decided = corpus, decided
        self.note = w.Text(
            placeholder="why (kept in the log)", description="Note", style=LABELLED, layout=field()
        )
        self.message = w.HTML()
        self.undo = self.button(
            "Undo decision", lambda _note: corpus.review.undo(), "take the last decision back", width="116px"
        )
        super().__init__(
            [self.note, w.HBox([self.undo, self.message], layout=w.Layout(align_items="center"))]
        )

    def button(self, label: str, act: Callable[[str], Any], tooltip: str, width: str = "auto") -> w.Button:
        """Return a button that decides something; `act` gets the note."""
        button = w.Button(description=label, tooltip=tooltip, layout=w.Layout(width=width))
        button.on_click(lambda _: self.do(act))
        return button

    def do(self, act: Callable[[str], Any]) -> None:
        """Decide, and say what was decided or why it was not."""
        try:
            decision = act(self.note.value.strip())
        except AnalystkitError as error:
            self.message.value = markup.refusal(error)
            return
        self.note.value = ""
        self.message.value = markup.block(
            f'<small role="status">{markup.safe(self._said(decision), 200)}</small>'
        )
        self._decided()

    def _said(self, decision: Any) -> str:
        review = self._corpus.review
        kept = "" if review.path else " It is kept in memory until you save the corpus."
        number = int(review.log["holds"].sum())
        return f"Recorded: {str(decision.action).replace('_', ' ')}. {number:,} {'decision holds' if number == 1 else 'decisions hold'}.{kept}"


class ActorNames:
    """The names of a corpus's actors as a form proposes them, and the actors they mean."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        actors = corpus.actors.sort_values(
            ["n_mentions", "name"], ascending=[False, True], kind="stable"
        ).head(_PROPOSED)
        twice = set(actors["name"][actors["name"].duplicated()])
        self._ids: dict[str, str] = {}
        for actor, name, kind, number in zip(
            actors["actor_id"], actors["name"], actors["kind"], actors["n_mentions"], strict=True
        ):
            label = markup.plain(name, 120)
            if name in twice or label in self._ids:
                label = f"{label} ({kind}, {0 if pd.isna(number) else number} mentions, {actor})"
            self._ids[label] = actor
        self.labels = tuple(self._ids)

    def id_of(self, written: str) -> str:
        """Return the actor that a proposal, a name, an alias or an id means."""
        wanted = written.strip()
        if not wanted:
            raise InputError("choose an actor first: click one in the list or type a name")
        return self._ids.get(wanted) or self._corpus.actor_id(wanted)

    def ids_of(self, written: str) -> list[str]:
        """Return the actors of a field that may hold several, parted by semicolons; none for an empty field."""
        return [self.id_of(one) for one in written.split(";") if one.strip()]
