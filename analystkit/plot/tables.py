"""Charts that are tables of squares: who quotes whom, and how long after an event it is reported."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from analystkit.analysis.frames import count_phrase, scope, scope_phrase, side_frame
from analystkit.analysis.lag import BINS, reporting_lag
from analystkit.analysis.mark_columns import SILENT
from analystkit.analysis.provenance import filter_note
from analystkit.analysis.quoting import who_quotes_whom as count_quotes
from analystkit.plot import canvas
from analystkit.plot.matrix import CELL, NAME_SIZE, squares
from analystkit.plot.remembered import remember
from analystkit.plot.text import fit, plain, width, wrap
from analystkit.plot.theme import Theme, theme_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_SIDE, _STEP, _NAME_ROOM, _LEAST, _LEVEL = 12.0, 12.5, 190.0, 34.0, 600.0
# Heads in up to three lines stand side by side, if none has to be cut.
_WRAPS, _HEAD_LINE = (46.0, 56.0, 66.0, 76.0), 10.5
_LAST = (*SILENT, "not found")


def who_quotes_whom(
    corpus: Any,
    *,
    by: str = "outlet",
    top: int = 20,
    columns: int = 10,
    title: str | None = None,
    theme: str | Theme | None = None,
    figsize: tuple[float, float] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw who quotes whom as a table of squares.

    Parameters
    ----------
    corpus : Corpus
        Anything with ``quotes, articles, actors`` (and ``mentions`` for ``by="speaker"``).
    by : {"outlet", "speaker"}
        ``outlet``: which outlet (across) quotes which speaker (down). ``speaker``: which speaker (across) names which actor (down) inside
        a quotation.
    top, columns : int
        Rows and columns shown, those with most quotations.
    title : str, optional
    theme : {"light", "dark"} or Theme, optional
    figsize : (float, float), optional
    ax : Axes, optional

    Returns
    -------
    matplotlib.axes.Axes
        ``ak.plot.data(ax)`` gives ``who, whom, n, n_stories`` of what is drawn. The same words in copies of a story count once.

    Raises
    ------
    InputError
        If `by` or the theme is not known.
    """
    chosen = theme_of(theme)
    counted = count_quotes(corpus, by=by)
    facts = dict(counted.attrs)
    across = _largest(counted, "who", columns)
    # Rows by what the columns shown hold, so that none is empty.
    rows = _largest(counted[counted["who"].isin(across).to_numpy()], "whom", top)
    shown = counted[(counted["whom"].isin(rows) & counted["who"].isin(across)).to_numpy()].reset_index(
        drop=True
    )
    title = title or (
        "Who quotes whom: outlets and speakers" if by == "outlet" else "Who speaks about whom in quotations"
    )
    counts = scope(side_frame(corpus, "articles"), facts["article_ids"])
    what = "speaker" if by == "outlet" else "actor"
    notes = [
        canvas.join([
            count_phrase(facts["n_quotes"], "quotation"),
            f"{len(rows):,} of {count_phrase(counted['whom'].nunique(), what)}",
            f"{len(across):,} of {count_phrase(counted['who'].nunique(), 'outlet' if by == 'outlet' else 'speaker')}",
            f"{facts['n_without_speaker']:,} without a speaker found" if facts["n_without_speaker"] else "",
        ]),
        scope_phrase(counts),
        filter_note(corpus),
    ]  # fmt: skip
    provenance = {"quotes": facts["n_quotes"], **counts}
    why = (
        "There are no quotations in this corpus."
        if not facts["n_quotes"]
        else "No actor is named inside a quotation."
    )
    cells = {(who, whom): n for who, whom, n in zip(shown["who"], shown["whom"], shown["n"], strict=True)}
    totals = shown.groupby("whom")["n"].sum().to_dict()
    most = "; ".join(
        f"{canvas.short(who)}: {canvas.short(whom)} ({n})"
        for who, whom, n in shown.head(6)[["who", "whom", "n"]].itertuples(index=False)
    )
    return _table(
        ax, figsize, chosen, title, notes, rows, across, cells, {str(whom): f"{n:,}" for whom, n in totals.items()}, "sum", why, shown, provenance,
        f"{title}. {notes[0].replace('  ·  ', '; ')}. Most often: {most}.",
    )  # fmt: skip


def lag(
    events: Any,
    *,
    articles: pd.DataFrame | None = None,
    by: str = "outlet",
    top: int = 20,
    title: str | None = None,
    theme: str | Theme | None = None,
    figsize: tuple[float, float] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw how long after an event it is reported, for each outlet or event type.

    Only events dated to a day by the text count, once a story; the number behind a row is its median in days.

    Parameters
    ----------
    events : Corpus or DataFrame
        A corpus, or its ``events`` (then pass `articles`).
    articles : DataFrame, optional
    by : {"outlet", "type"}
        What a row is.
    top : int
        Rows shown, those with most events.
    title : str, optional
    theme : {"light", "dark"} or Theme, optional
    figsize : (float, float), optional
    ax : Axes, optional

    Returns
    -------
    matplotlib.axes.Axes
        ``ak.plot.data(ax)`` gives ``event_id, article_id, story_id, group, lag, bin``; "ahead" holds what was reported before its date.

    Raises
    ------
    InputError
        If the theme is not known or `events` is neither a corpus nor a frame.
    """
    chosen = theme_of(theme)
    table = reporting_lag(events, articles=articles, by=by)
    left_out = table.attrs["left_out"]
    table = table.assign(n=1)
    rows = _largest(table.rename(columns={"group": "whom"}), "whom", top)
    shown = table[table["group"].isin(rows).to_numpy()].drop(columns="n").reset_index(drop=True)
    present = set(shown["bin"])
    across = [name for name, *_ in BINS if name in present]
    title = title or f"Days from event to report, by {by}"
    counts = scope(side_frame(events, "articles", articles), shown["article_id"])
    notes = [
        canvas.join([
            count_phrase(len(shown), "event") + " whose day is stated",
            f"{left_out:,} without a stated day or a publication date" if left_out else "",
        ]),
        scope_phrase(counts),
        filter_note(events),
    ]  # fmt: skip
    counted = shown.groupby(["bin", "group"], as_index=False).size()
    cells = {
        (str(a), str(b)): int(n)
        for a, b, n in zip(counted["bin"], counted["group"], counted["size"], strict=True)
    }
    medians = shown.groupby("group")["lag"].median().to_dict()
    said = {str(group): f"{value:g} d" for group, value in medians.items()}
    middle = f"The median is {shown['lag'].median():g} days." if len(shown) else ""
    return _table(
        ax, figsize, chosen, title, notes, rows, across, cells, said, "median", "No event has both a stated day and a publication date.", shown,
        {"events": len(shown), "left_out": left_out, **counts},
        f"{title}. {notes[0].replace('  ·  ', '; ')}. {middle} " + "; ".join(f"{canvas.short(g)}: median {said[g]}" for g in rows[:8]) + ".",
    )  # fmt: skip


def _largest(counted: pd.DataFrame, column: str, most: int) -> list[str]:
    sums: dict[str, int] = {str(name): int(n) for name, n in counted.groupby(column)["n"].sum().items()}
    return sorted(sums, key=lambda name: (name in _LAST, -sums[name], name.casefold(), name))[:most]


def _table(
    ax: Axes | None, figsize: tuple[float, float] | None, theme: Theme, title: str, notes: Sequence[str], rows: list[str], across: list[str],
    cells: dict[tuple[str, str], int], said: dict[str, str], last: str, why: str, data: pd.DataFrame, provenance: dict[str, Any], alt: str,
) -> Axes:  # fmt: skip
    heads, pitch = _head_lines(across)
    side = canvas.text_room(rows, NAME_SIZE, _NAME_ROOM) + 8
    end = max(canvas.text_room(said.values(), canvas.SMALL, 80), width(last, NAME_SIZE)) + 14
    grid = pitch * max(len(across), 1)
    steps = [fit(name, NAME_SIZE, 150) for name in across] if heads is None else []
    wide = max(
        side + max([grid + end, *(i * pitch + pitch / 2 + width(h, NAME_SIZE) for i, h in enumerate(steps))]),
        440.0,
    )
    top = max(map(len, heads), default=1) * _HEAD_LINE + 10 if heads is not None else len(steps) * _STEP + 14
    tall = max(top + len(rows) * (CELL + 3) + 4, 60.0)
    ax, own = canvas.new_axes(ax, theme, figsize or (8.0, 2.4))
    canvas.clean(ax, theme)
    ax.set_xticks([])
    if not cells:
        return canvas.blank(ax, own, title, notes, why, data, provenance, theme)
    lines = canvas.header_lines(title, [n for n in notes if n], wide)
    high = canvas.header_height(lines) + 6
    if own:
        if figsize is None:
            canvas.figure_of(ax).set_size_inches((wide + 2 * _SIDE) / 72, (tall + high + _SIDE + 4) / 72)
        canvas.place(ax, _SIDE, _SIDE, high, _SIDE)
    else:
        canvas.settle(ax)
    ax.set_xlim(0, wide)
    ax.set_ylim(tall, 0)
    if not own or figsize is not None:
        ax.set_aspect("equal", anchor="NW", adjustable="box")
    ys = top + (np.arange(len(rows)) + 0.5) * (CELL + 3)
    xs = side + (np.arange(len(across)) + 0.5) * pitch
    if heads is not None:
        _level_heads(ax, heads, xs, top, theme)
    else:
        _stepped_heads(ax, steps, xs, tall, theme)
    canvas.write(
        ax, side + grid + 4, top - 8, last, va="center_baseline", fontsize=canvas.SMALL, color=theme.muted
    )
    for i, (name, y) in enumerate(zip(rows, ys, strict=True)):
        if i:
            ax.plot(
                (0, side + grid + end), (y - (CELL + 3) / 2,) * 2, color=theme.grid, linewidth=0.5, zorder=1
            )
        canvas.write(
            ax,
            side - 8,
            y,
            fit(name, NAME_SIZE, _NAME_ROOM),
            ha="right",
            va="center_baseline",
            fontsize=NAME_SIZE,
            color=theme.ink,
        )
        canvas.write(
            ax,
            side + grid + 4,
            y,
            said.get(name, ""),
            va="center_baseline",
            fontsize=canvas.SMALL,
            color=theme.muted,
        )
    drawn = [(c, r, cells[a, b]) for c, a in enumerate(across) for r, b in enumerate(rows) if (a, b) in cells]
    at = np.array([(c, r) for c, r, _ in drawn])
    numbers = np.array([n for *_, n in drawn])
    squares(
        ax,
        xs[at[:, 0]] - 6,
        ys[at[:, 1]],
        numbers,
        [theme.colour("blue")] * len(drawn),
        np.zeros(len(drawn), dtype=bool),
        CELL,
        theme,
    )
    for (c, r), n in zip(at, numbers, strict=True):
        canvas.write(
            ax, xs[c] + 3, ys[r], f"{n:,}", va="center_baseline", fontsize=canvas.SMALL, color=theme.muted
        )
    canvas.header(ax, lines, theme)
    remember(ax, data, alt, provenance, theme)
    return ax


def _head_lines(across: list[str]) -> tuple[list[list[str]] | None, float]:
    # Side by side where all fit, whole or in a few lines; else (None) they stand on steps, each clear of the next one's, so that none
    # needs turning.
    widest = max((width(name, NAME_SIZE) for name in map(plain, across)), default=0.0)
    if (widest + 12) * len(across) <= _LEVEL:
        return [[plain(name)] for name in across], max(widest + 12, _LEAST + 12)
    for pitch in _WRAPS:
        lines = [wrap(name, NAME_SIZE, pitch - 6, 3) for name in across]
        whole = all(" ".join(held) == plain(name) for held, name in zip(lines, across, strict=True))
        if whole and pitch * len(across) <= _LEVEL + 100:
            return lines, pitch
    return None, _LEAST


def _level_heads(ax: Axes, heads: list[list[str]], xs: np.ndarray, top: float, theme: Theme) -> None:
    for lines, x in zip(heads, xs, strict=True):
        for i, line in enumerate(reversed(lines)):
            canvas.write(
                ax,
                x,
                top - 8 - i * _HEAD_LINE,
                line,
                ha="center",
                va="center_baseline",
                fontsize=NAME_SIZE,
                color=theme.ink,
            )


def _stepped_heads(ax: Axes, heads: list[str], xs: np.ndarray, tall: float, theme: Theme) -> None:
    for i, (head, x) in enumerate(zip(heads, xs, strict=True)):
        y = (i + 0.5) * _STEP
        ax.plot((x - 6, x - 6), (y + 5, tall), color=theme.grid, linewidth=0.6, zorder=0.5)
        canvas.write(ax, x - 6, y, head, ha="left", va="center_baseline", fontsize=NAME_SIZE, color=theme.ink)
