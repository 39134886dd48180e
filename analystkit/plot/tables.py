"""Charts that are tables of squares: who quotes whom, and how long after an event it is reported."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from analystkit.analysis.frames import scope, scope_phrase, side_frame
from analystkit.analysis.lag import BINS, reporting_lag
from analystkit.analysis.mark_columns import SILENT
from analystkit.analysis.provenance import filter_note
from analystkit.analysis.quoting import who_quotes_whom as count_quotes
from analystkit.model.wording import count_phrase
from analystkit.plot import canvas
from analystkit.plot.settling import settled
from analystkit.plot.tables_draw import draw_table
from analystkit.plot.theme import Theme, theme_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_LAST = (*SILENT, "not found")


@settled
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
        Width and height in inches.
    ax : Axes, optional
        Where to draw, else a figure of its own. Title, names and key stand around it: plt.subplots(..., layout="constrained") makes room.

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
    return draw_table(
        ax, figsize, chosen, title, notes, rows, across, cells, {str(whom): f"{n:,}" for whom, n in totals.items()}, "sum", why, shown, provenance,
        f"{title}. {notes[0].replace('  ·  ', '; ')}. Most often: {most}.",
    )  # fmt: skip


@settled
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
        Width and height in inches.
    ax : Axes, optional
        Where to draw, else a figure of its own. Title, names and key stand around it: plt.subplots(..., layout="constrained") makes room.

    Returns
    -------
    matplotlib.axes.Axes
        ``ak.plot.data(ax)`` gives ``event_id, article_id, story_id, group, lag, bin``; "ahead" holds what was reported before its date.

    Raises
    ------
    InputError
        If `by` or the theme is not known, or `events` is neither a corpus nor a frame.
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
    return draw_table(
        ax, figsize, chosen, title, notes, rows, across, cells, said, "median", "No event has both a stated day and a publication date.", shown,
        {"events": len(shown), "left_out": left_out, **counts},
        f"{title}. {notes[0].replace('  ·  ', '; ')}. {middle} " + "; ".join(f"{canvas.short(g)}: median {said[g]}" for g in rows[:8]) + ".",
    )  # fmt: skip


def _largest(counted: pd.DataFrame, column: str, most: int) -> list[str]:
    sums: dict[str, int] = {str(name): int(n) for name, n in counted.groupby(column)["n"].sum().items()}
    return sorted(sums, key=lambda name: (name in _LAST, -sums[name], name.casefold(), name))[:most]
