"""The timeline: events in lanes, with how sharply they are dated and whether they happened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from analystkit.analysis.core_days import beyond_phrase
from analystkit.analysis.frames import scope_phrase
from analystkit.analysis.marks import Reports, reports_of
from analystkit.analysis.provenance import filter_note
from analystkit.corpus.days import day_number, day_span, days_between
from analystkit.errors import InputError
from analystkit.model.wording import count_phrase
from analystkit.plot import canvas
from analystkit.plot import timeline_layout as lay
from analystkit.plot.dates import date_axis
from analystkit.plot.remembered import remember
from analystkit.plot.settling import settled
from analystkit.plot.theme import Theme, theme_of
from analystkit.plot.timeline_axis import window
from analystkit.plot.timeline_draw import (
    draw_lane,
    draw_marks,
    draw_reference,
    draw_strip,
)
from analystkit.plot.timeline_labels import pack_references
from analystkit.plot.timeline_legend import draw_legend, legend_height

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_WIDTH, _LOWEST, _HIGHEST = 10.0, 3.2, 9.8
_SIDE, _AXIS, _STRIP_NAME, _LANE_NOTE = 12.0, 22.0, 88.0, 116.0


@settled
def timeline(
    events: Any,
    *,
    lanes: str | None = "target",
    actors: pd.DataFrame | None = None,
    articles: pd.DataFrame | None = None,
    reference: Mapping[Any, str] | Sequence[tuple[Any, str]] | None = None,
    dates: tuple[Any, Any] | Any | None = None,
    merge: bool = True,
    volume: bool = True,
    labels: bool = True,
    legend: bool = True,
    top: int = 12,
    title: str | None = None,
    theme: str | Theme | None = None,
    figsize: tuple[float, float | None] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw events over time.

    A day that is known is a dot, a stated duration a solid bar, an interval the text leaves vague ("in March") a pale dashed band,
    before and after are arrow stubs, and an event dated only by its report is a hollow dot. The marker's shape and colour say
    whether it happened, was planned, threatened, attempted, denied ... What has no date at all is counted below the title.

    Parameters
    ----------
    events : Corpus or DataFrame
        A corpus, or its ``events``.
    lanes : {"target", "source", "actor", "type", "outlet", "place", "country", "factuality", "attribution"}, column, or None
        What a lane is; None draws a single one. An event with two targets stands in both lanes.
    actors, articles : DataFrame, optional
        Name the actors and tell copies of a story apart when `events` is a bare frame; without them the words of the text name
        the actors and every article is its own story.
    reference : mapping of date to label, or sequence of (date, label), optional
        Drawn as hairlines.
    dates : (first, last), one value, "all", or None
        Days shown, both inclusive, either may be None; a month ("2022-03") or a year stands for all of its days. By default those that
        the corpus was filtered by, or all; far outliers are left beyond the edges, and counted.
    merge : bool
        Draw one mark for an incident however many articles report it; False draws each report.
    volume : bool
        Draw a strip that counts dated events on top.
    labels, legend : bool
        Name the most salient marks (in most stories); explain the marks in use.
    top : int
        Lanes drawn; the rest shares one.
    title : str, optional
        Instead of the neutral one.
    theme : {"light", "dark"} or Theme, optional
    figsize : (float, float or None), optional
        Inches; by default 10 wide. Without a height, as high as the events need, 3.2 to about 10.
    ax : Axes, optional
        Where to draw, else a figure of its own. Title, names and key stand around it: plt.subplots(..., layout="constrained") makes room.

    Returns
    -------
    matplotlib.axes.Axes
        x in matplotlib's date numbers, y in points from the top. ``ak.plot.data(ax)`` gives the rows drawn.

    Raises
    ------
    InputError
        If `lanes`, `theme` or `events` is not one of what is described above.
    DateError
        If a date in `dates` or `reference` cannot be read, or the first comes after the last.
    """
    chosen = theme_of(theme)
    reports, rows = reports_of(events, articles, actors)
    marks = reports.marks(rows, lanes=lanes, merge=merge)
    references = _references(reference)
    limits = _limits(dates)
    title = title or ("Events over time" if lanes is None else f"Events by {lanes.replace('_', ' ')}")
    width, height = figsize or (_WIDTH, None)
    ax, own = canvas.new_axes(ax, chosen, (width, height or (_LOWEST if len(marks) else 2.4)))
    canvas.clean(ax, chosen)
    dated = _rows(marks, (marks["shape"] != "undated").to_numpy())
    span = window(dated, limits, _filtered_days(events)) if len(dated) else (0.0, 1.0)
    inside = ((dated["x1"] > span[0]) & (dated["x0"] < span[1])).to_numpy()
    shown = _rows(dated, inside)
    notes, provenance = _notes(reports, rows, marks, dated[~inside], shown, merge, span)
    notes.append(filter_note(events))
    if not len(shown):
        return canvas.blank(
            ax, own, title, notes, _why(reports, rows), reports.in_words(marks.iloc[:0]), provenance, chosen
        )

    words = lambda at: reports.words(shown["row"].to_numpy()[at])  # noqa: E731 - read only where there is room for labels
    order = lay.lane_order(shown, top)
    named = max(canvas.text_room((name for name, _ in order), lay.LANE_SIZE, lay.NAME_ROOM) + 40, _LANE_NOTE)
    side = max(named if lanes is not None else _SIDE, _STRIP_NAME if volume else _SIDE)
    wide = (canvas.figure_of(ax).get_size_inches()[0] * 72 - side - _SIDE) if own else canvas.box(ax)[0]
    lines = canvas.header_lines(title, notes, wide + (side - _SIDE if own else 0))
    below = _AXIS + (legend_height(shown, wide, chosen) if legend else 0)
    rows, cut, flipped = pack_references(
        [(x - span[0]) / (span[1] - span[0]) * wide for x, _ in references], [t for _, t in references], wide
    )
    strip = (lay.STRIP if volume else 0) + (max(rows, default=-1) + 1) * lay.REFERENCE_ROW + 6
    top_margin = canvas.header_height(lines) + 6
    if own:
        most = (height or _HIGHEST) * 72 - top_margin - below - strip
        arranged = lay.arrange(shown, order, lanes, span, wide, most, words)
        packed = _packed(shown, arranged)
        counted = any(lane.packed is None for lane in arranged)
        below = _AXIS + (legend_height(packed, wide, chosen, counted=counted) if legend else 0)
        needed = sum(lane.height for lane in arranged) + top_margin + below + strip
        if height is None:
            canvas.figure_of(ax).set_size_inches(width, min(max(needed / 72, _LOWEST), 2 * _HIGHEST))
        canvas.place(ax, side, _SIDE, top_margin, below)
    else:
        arranged = lay.arrange(shown, order, lanes, span, wide, canvas.box(ax)[1] - strip, words)
    tall = canvas.box(ax)[1]
    lay.stretch(arranged, tall - strip)
    ax.set_xlim(*span)
    ax.set_ylim(max(tall, strip + sum(lane.height for lane in arranged)), 0)
    date_axis(ax, chosen)
    draw_reference(ax, references, rows, cut, flipped, chosen)
    if volume:
        draw_strip(ax, shown, span, wide, strip, chosen)
    at = strip
    for number, lane in enumerate(arranged):
        lane.top = at
        draw_lane(ax, lane, shown, span, wide, number, chosen, named=lanes is not None, labels=labels)
        at += lane.height
    draw_marks(ax, arranged, shown, span, wide, chosen, labels=labels)
    if legend:
        draw_legend(
            ax,
            _packed(shown, arranged),
            wide,
            chosen,
            _AXIS,
            counted=any(lane.packed is None for lane in arranged),
        )
    canvas.header(ax, lines, chosen, left=side - _SIDE if own else 0)
    remember(ax, lambda: reports.in_words(marks), _alt(title, shown, order, notes, span), provenance, chosen)
    return ax


def _rows(marks: pd.DataFrame, keep: np.ndarray) -> pd.DataFrame:
    return marks if keep.all() else marks[keep].reset_index(drop=True)


def _why(reports: Reports, rows: Any) -> str:
    if not len(reports.events if rows is None else rows):
        return "There are no events in this corpus."
    if (reports.rejected if rows is None else reports.rejected[rows]).all():
        return "All events of this corpus are rejected."
    return "None of the events has a date in the days shown. Articles without a publication date need published=... when they are loaded."


def _notes(
    reports: Reports,
    rows: Any,
    marks: pd.DataFrame,
    outside: pd.DataFrame,
    shown: pd.DataFrame,
    merge: bool,
    span: tuple[float, float],
) -> tuple[list[str], dict[str, Any]]:
    drawn = shown["mark"].nunique()
    told = int(shown.drop_duplicates("mark")["n_reports"].sum()) if len(shown) else 0
    undated = marks.loc[(marks["shape"] == "undated").to_numpy(), "mark"].nunique()
    struck = reports.rejected if rows is None else reports.rejected[rows]
    rejected = int(struck.sum())
    counts = reports.scope(shown["article"])
    known = marks["mark"].nunique()
    # What is denied or only imagined has a mark and is no incident.
    noun = "event" if merge else "report"
    what = count_phrase(drawn, noun) if drawn == known else f"{drawn:,} of {count_phrase(known, noun)}"
    if merge and told != drawn:
        what += f" in {count_phrase(told, 'report')}"
    article = reports.article if rows is None else reports.article[rows]
    from_where = scope_phrase(reports.scope(marks["article"] if rejected else article))
    before, after = (
        outside[(outside["x1"] <= span[0]).to_numpy()],
        outside[(outside["x0"] >= span[1]).to_numpy()],
    )
    beyond = beyond_phrase(
        before["x0"].to_numpy(),
        (after["x1"] - 1).to_numpy(),
        before["mark"].nunique(),
        after["mark"].nunique(),
    )
    left_out = [beyond] if beyond else []
    if undated:
        left_out.append(f"{undated:,} without a date")
    if rejected:
        left_out.append(f"{rejected:,} rejected")
    provenance = {
        "events": len(struck), "drawn": int(drawn), "reports": told, "undated": int(undated), "rejected": rejected,
        "outside": int(outside["mark"].nunique()), **counts,
    }  # fmt: skip
    return [canvas.join([what, from_where, *left_out])], provenance


def _limits(dates: Any) -> tuple[float | None, float | None] | str | None:
    if dates is None or (isinstance(dates, str) and dates == "all"):
        return dates
    first, last = days_between(dates)
    return (None if first is None else day_number(first)), (None if last is None else day_number(last))


def _filtered_days(events: Any) -> tuple[float, float] | None:
    # A band or an arrow that reaches into the days asked for may begin years before.
    chosen = [days_between(one.dates) for one in getattr(events, "filters", ()) if one.dates]
    firsts = [day_number(first) for first, _ in chosen if first is not None]
    lasts = [day_number(last) for _, last in chosen if last is not None]
    return (max(firsts, default=-np.inf), min(lasts, default=np.inf)) if chosen else None


def _references(reference: Any) -> list[tuple[float, str]]:
    if reference is None:
        return []
    given = reference.items() if isinstance(reference, Mapping) else reference
    pairs = list(given) if isinstance(given, Iterable) else [given]
    if not all(isinstance(pair, Sequence) and not isinstance(pair, str) and len(pair) == 2 for pair in pairs):
        raise InputError(
            'expected reference as a mapping of dates to labels, such as {"2022-01-31": "truce"}, or pairs of them'
        )
    # In the middle of its day, where the events of that day stand.
    return sorted((day_number(day_span(when)[0]) + 0.5, str(label)) for when, label in pairs)


def _packed(shown: pd.DataFrame, arranged: list[lay.Lane]) -> pd.DataFrame:
    members = [lane.members for lane in arranged if lane.packed is not None]
    return shown.iloc[np.concatenate(members)] if members else shown.iloc[:0]


def _alt(
    title: str,
    shown: pd.DataFrame,
    order: list[tuple[str, np.ndarray]],
    notes: list[str],
    span: tuple[float, float],
) -> str:
    first, last = (
        np.datetime64(round(x), "D")
        for x in (max(shown["x0"].min(), span[0]), min(shown["x1"].max() - 1, span[1]))
    )
    heads = shown.drop_duplicates("mark")
    facts = ", ".join(f"{n} {name}" for name, n in heads["factuality"].value_counts().items() if name and n)
    named = ", ".join(f"{canvas.short(name)} ({len(members)})" for name, members in order[:6])
    starts, sizes = np.unique(heads["x0"].to_numpy().astype("int64"), return_counts=True)
    busiest = ""
    if sizes.max() > 1:
        busiest = f" Most fall on {np.datetime64(int(starts[sizes.argmax()]), 'D')} ({sizes.max()})."
    return f"{title}, {first} to {last}. {notes[0].replace('  ·  ', '; ')}. Lanes: {named}. By factuality: {facts}.{busiest}"
