"""The co-occurrence matrix: who stands together more often than chance would have it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from analystkit.analysis.cooccurrence import cooccurrence as count_pairs
from analystkit.analysis.frames import frame_of, mention_scope, scope_phrase
from analystkit.analysis.measures import MEASURES, least
from analystkit.analysis.ordering import matrix_order
from analystkit.analysis.provenance import filter_note
from analystkit.errors import InputError
from analystkit.model.wording import count_phrase
from analystkit.plot import canvas
from analystkit.plot.matrix import (
    CELL,
    NAME_SIZE,
    bar_key,
    colour_key,
    hollow_key,
    margin_bars,
    ramp_of,
    size_key,
    squares,
)
from analystkit.plot.remembered import remember
from analystkit.plot.settling import settled
from analystkit.plot.text import fit, width
from analystkit.plot.theme import Theme, theme_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_MARGIN, _SIDE, _NAME_ROOM, _KEY = 90.0, 12.0, 190.0, 170.0
MEASURE_NAMES = {
    "count": "shared", "lift": "log2(observed / expected)", "jaccard": "Jaccard: share of either's that is shared",
    "npmi": "normalised pointwise mutual information, -1 to 1",
}  # fmt: skip
_KEY_TITLES = {
    "count": "{units} shared", "lift": "how often together, against chance", "jaccard": "Jaccard: shared, of either's {units}",
    "npmi": "NPMI: 0 is chance, 1 always together",
}  # fmt: skip


@settled
def cooccurrence(
    corpus: Any,
    *,
    unit: str = "sentence",
    measure: str = "lift",
    actors: Sequence[str] | None = None,
    kinds: Sequence[str] | None = None,
    top: int = 25,
    min_count: int | None = None,
    order: Sequence[str] | None = None,
    title: str | None = None,
    theme: str | Theme | None = None,
    figsize: tuple[float, float] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw which actors stand in the same sentence, paragraph, article or story.

    The square's area is how often, its colour the measure; what stands together less than chance would have it is an outlined
    square with a stroke. Names stand on the diagonal: read left from a name, and down from it. The bars on the left count
    the units each actor stands in.

    Parameters
    ----------
    corpus : Corpus
        Anything with ``mentions, sentences, articles, actors``.
    unit : {"sentence", "paragraph", "article", "story"}
        Where two actors have to stand; the same words in copies of a story count once.
    measure : {"lift", "count", "jaccard", "npmi"}
        Colour: log2 of observed over expected, the count, Jaccard, or normalised pointwise mutual information.
    actors, kinds : sequence of str, optional
        Names (or ids) and kinds of actors to show.
    top : int
        Actors shown: those in most stories.
    min_count : int
        Pairs that share fewer units stay blank; by default 2, or 1 where fewer than five pairs share two.
    order : sequence of str, optional
        Actor ids from top to bottom; by default average linkage puts those with alike company side by side.
    title : str, optional
    theme : {"light", "dark"} or Theme, optional
    figsize : (float, float), optional
        Width and height in inches.
    ax : Axes, optional
        Where to draw, else a figure of its own. Title, names and key stand around it: plt.subplots(..., layout="constrained") makes room.

    Returns
    -------
    matplotlib.axes.Axes
        ``ak.plot.data(ax)`` gives the pairs drawn, ``ak.plot.data(ax).attrs["order"]`` the ids from top to bottom.

    Raises
    ------
    InputError
        If `unit`, `measure`, an actor or the theme is not known.
    """
    if measure not in MEASURES:
        raise InputError(f"expected measure to be one of {', '.join(MEASURES)}; found {measure!r}")
    chosen = theme_of(theme)
    pairs = count_pairs(corpus, unit=unit, actors=actors, kinds=kinds, top=top)
    # pandas copies attrs with every selection.
    totals = pd.DataFrame(pairs.attrs.pop("actors"))
    min_count = least(pairs) if min_count is None else min_count
    value = "n" if measure == "count" else measure
    shown = pairs[(pairs["n"] >= min_count).to_numpy()].reset_index(drop=True)
    title = title or f"Actors in the same {unit}"
    ax, own = canvas.new_axes(ax, chosen, figsize or (8.0, 2.4))
    canvas.clean(ax, chosen)
    notes, provenance = _notes(corpus, pairs, shown, totals, unit, min_count)
    notes.append(filter_note(corpus))
    ids = _order(shown, totals, order)
    shown.attrs["order"] = ids
    if not len(shown):
        return canvas.blank(
            ax, own, title, notes, _why(totals, pairs, unit, min_count), shown, provenance, chosen
        )

    names = dict(zip(totals["actor_id"], totals["name"], strict=True))
    units = dict(zip(totals["actor_id"], totals["n"], strict=True))
    place = {actor: i for i, actor in enumerate(ids)}
    cut = [fit(names[a], NAME_SIZE, _NAME_ROOM) for a in ids]
    reach = max(_MARGIN + (i + 1) * CELL + 4 + width(name, NAME_SIZE) for i, name in enumerate(cut))
    key_left = _MARGIN + 5.5 * CELL + max(width(name, NAME_SIZE) for name in cut[:5])
    wide = max(reach, key_left + _KEY, 400.0)
    tall = len(ids) * CELL
    body = max(tall, 106.0)
    lines = canvas.header_lines(title, notes, wide)
    high = canvas.header_height(lines) + 6
    if own:
        if figsize is None:
            canvas.figure_of(ax).set_size_inches((wide + 2 * _SIDE) / 72, (body + high + 2 * _SIDE) / 72)
        canvas.place(ax, _SIDE, _SIDE, high, _SIDE)
    _to_points(ax, wide, body, scaled=not own or figsize is not None)
    centres = (np.arange(len(ids)) + 0.5) * CELL
    low, top_value = float(shown[value].min()), float(shown[value].max())
    if measure in ("lift", "npmi"):
        reach_value = max(abs(low), abs(top_value), 0.5 if measure == "lift" else 0.1)
        # Where no pair is below chance the key does not show colours that are not there.
        low, top_value = -reach_value if low < 0 else 0.0, reach_value if top_value > 0 else 0.0
    ramp = ramp_of(measure, low, top_value, chosen)
    first = np.array([place[a] for a in shown["actor_a"]])
    second = np.array([place[b] for b in shown["actor_b"]])
    rows, columns = np.maximum(first, second), np.minimum(first, second)
    _ground(ax, len(ids), chosen)
    squares(
        ax, _MARGIN + centres[columns], centres[rows], shown["n"].to_numpy(), [ramp(v) for v in shown[value]],
        (shown[value] < 0).to_numpy() & (measure in ("lift", "npmi")), CELL, chosen,
    )  # fmt: skip
    for i, name in enumerate(cut):
        canvas.write(
            ax,
            _MARGIN + (i + 0.25) * CELL,
            centres[i],
            name,
            va="center_baseline",
            fontsize=NAME_SIZE,
            color=chosen.ink,
            zorder=4,
        )
    margin_bars(ax, _MARGIN - 4, centres, np.array([units[a] for a in ids]), _MARGIN - 8, chosen)
    key_x = max(wide - _KEY, key_left)
    colour_key(
        ax,
        key_x,
        14,
        ramp,
        low,
        top_value,
        _key_labels(measure, low, top_value),
        _KEY_TITLES[measure].format(units=f"{_plural(unit)}"),
        chosen,
    )
    size_key(ax, key_x, 50, int(shown["n"].max()), CELL, f"{_plural(unit)} shared", chosen)
    at = 70.0
    if measure in ("lift", "npmi") and (shown[value] < 0).any():
        hollow_key(ax, key_x, at, CELL, "less than chance would have it", ramp(low), chosen)
        at += 18
    bar_key(ax, key_x, at, f"{_plural(unit)} that name the actor", chosen)
    canvas.header(ax, lines, chosen)
    remember(ax, shown, _alt(title, notes, shown, value, measure), provenance, chosen)
    return ax


def _order(shown: pd.DataFrame, totals: pd.DataFrame, order: Sequence[str] | None) -> list[str]:
    linked = set(shown["actor_a"]) | set(shown["actor_b"])
    prominent = [a for a in totals["actor_id"] if a in linked]
    if order is None:
        return matrix_order(shown, prominent)
    kept = [a for a in order if a in linked]
    return kept + [a for a in prominent if a not in set(kept)]


def _to_points(ax: Axes, wide: float, tall: float, *, scaled: bool) -> None:
    # Axes that are not ours show the same picture, shrunk as a whole where there is less room.
    ax.set_xlim(0, wide)
    ax.set_ylim(tall, 0)
    ax.set_xticks([])
    if scaled:
        ax.set_aspect("equal", anchor="NW", adjustable="box")


def _ground(ax: Axes, size: int, theme: Theme) -> None:
    from matplotlib.collections import LineCollection

    lines = [[(_MARGIN, (i + 0.5) * CELL), (_MARGIN + i * CELL, (i + 0.5) * CELL)] for i in range(1, size)]
    lines += [
        [(_MARGIN + (i + 0.5) * CELL, (i + 1) * CELL), (_MARGIN + (i + 0.5) * CELL, size * CELL)]
        for i in range(size - 1)
    ]
    ax.add_collection(LineCollection(lines, colors=theme.grid, linewidth=0.5, zorder=1), autolim=False)


def _key_labels(measure: str, low: float, high: float) -> list[tuple[float, str]]:
    if measure == "count":
        return [(low, f"{low:,.0f}"), (high, f"{high:,.0f}")] if high > low else [(low, f"{low:,.0f}")]
    if measure == "lift":
        ends = [
            (low, f"1/{2**-low:,.2g}" if low < 0 else ""),
            (0.0, "as expected"),
            (high, f"{2**high:,.2g}×" if high > 0 else ""),
        ]
        return [(value, label) for value, label in ends if label]
    if measure == "npmi":
        return [(value, f"{value:.2f}" if value else "0") for value in dict.fromkeys((low, 0.0, high))]
    return [(low, f"{low:.2f}"), (high, f"{high:.2f}")] if high > low else [(low, f"{low:.2f}")]


def _plural(unit: str) -> str:
    return "stories" if unit == "story" else f"{unit}s"


def _notes(
    corpus: Any, pairs: pd.DataFrame, shown: pd.DataFrame, totals: pd.DataFrame, unit: str, min_count: int
) -> tuple[list[str], dict[str, Any]]:
    counts = mention_scope(corpus)
    linked = len(set(shown["actor_a"]) | set(shown["actor_b"]))
    known = int((frame_of(corpus, "actors")["actor_id"] != "").sum())
    first = (
        f"{linked:,} of {count_phrase(known, 'actor')}, {count_phrase(len(shown), 'pair')} that share at least "
        f"{count_phrase(min_count, unit)}, of {len(pairs):,} that share any"
    )
    units = int(pairs["n_units"].iloc[0]) if len(pairs) else 0
    second = [scope_phrase(counts), f"{count_phrase(units, unit)} with an actor" if units else ""]
    provenance = {"unit": unit, "actors": linked, "pairs": len(shown), "units": units, **counts}
    return [first, canvas.join(second)], provenance


def _why(totals: pd.DataFrame, pairs: pd.DataFrame, unit: str, min_count: int) -> str:
    if not len(totals):
        return "No actor is mentioned in this corpus."
    if not len(pairs):
        return f"No two actors share a {unit}."
    return f"No two actors share {count_phrase(min_count, unit)}. Pass min_count=1 to see the pairs that share one."


def _alt(title: str, notes: list[str], shown: pd.DataFrame, value: str, measure: str) -> str:
    most = "; ".join(
        f"{canvas.short(a)} and {canvas.short(b)} ({n})"
        for a, b, n in shown.head(5)[["name_a", "name_b", "n"]].itertuples(index=False)
    )
    text = f"{title}. {notes[0]}. Most often together: {most}."
    if measure != "count":
        best = shown.sort_values([value, "n"], ascending=False).iloc[0]
        text += f" Strongest by {MEASURE_NAMES[measure]}: {canvas.short(best['name_a'])} and {canvas.short(best['name_b'])} ({best[value]:.2f})."
    return text
