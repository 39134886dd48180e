"""A static page of the explorer: for GitHub, nbviewer and readers without a kernel."""

from __future__ import annotations

from analystkit.widgets import markup
from analystkit.widgets.rows import days, names, sentence
from analystkit.widgets.state import FilterState

_ROWS = 30
# Sharp on a dense screen; the page shows it at its size in inches.
_DPI = 144


class Snapshot:
    """The charts and the first rows as plain HTML, made when the object is made.

    It shows itself in a notebook and stays in the file; `html` is the page. Tables and pictures only, since GitHub strips styles
    and scripts.
    """

    def __init__(self, state: FilterState) -> None:
        from analystkit import plot
        from analystkit.plot.picture import picture

        corpus = state.result
        counts = " \u00b7 ".join(
            f"{shown:,} of {whole:,} {name}" for name, (shown, whole) in state.counts().items()
        )
        pieces = [f"<p><b>{markup.safe(counts)}</b><br><code>{markup.safe(state.code())}</code></p>"]
        for chart in (plot.timeline, plot.cooccurrence):
            pieces.append(markup.image(*picture(chart, corpus, dpi=_DPI), _DPI))
        rows = []
        for event in (
            corpus.events.sort_values(["date_start", "event_id"]).head(_ROWS).itertuples(index=False)
        ):
            who = names(corpus, event.source_ids, event.source_text)
            whom = names(corpus, event.target_ids, event.target_text)
            cells = [
                markup.safe(days(event)),
                *(markup.safe(one) for one in (event.event_type, event.factuality, who, whom)),
                sentence(corpus, event),
            ]
            # A day that breaks at its hyphens is read wrongly.
            first, *rest = cells
            rows.append(
                f'<tr><td style="text-align:left;white-space:nowrap">{first}</td>'
                + "".join(f'<td style="text-align:left">{cell}</td>' for cell in rest)
                + "</tr>"
            )
        heads = ("when", "type", "factuality", "who", "whom", "sentence")
        if rows:
            more = (
                f"<p>The first {_ROWS} of {len(corpus.events):,} events.</p>"
                if len(corpus.events) > _ROWS
                else ""
            )
            pieces.append(
                f"<table><thead><tr>{''.join(f'<th>{head}</th>' for head in heads)}</tr></thead><tbody>{''.join(rows)}</tbody></table>{more}"
            )
        self.html = markup.block(*pieces)

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return f"<Snapshot, {len(self.html):,} characters of HTML>"
