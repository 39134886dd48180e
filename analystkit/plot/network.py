"""The network: who keeps whose company, reduced to the links worth seeing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from analystkit.analysis.backbone import backbone, communities, extend_layout, layout
from analystkit.analysis.cooccurrence import cooccurrence as count_pairs
from analystkit.analysis.frames import frame_of, mention_scope, scope_phrase
from analystkit.analysis.measures import least
from analystkit.analysis.provenance import filter_note
from analystkit.errors import InputError
from analystkit.model.wording import count_phrase
from analystkit.plot import canvas
from analystkit.plot.network_draw import (
    draw_actors,
    draw_gone,
    draw_key,
    draw_links,
    draw_names,
    place_actors,
)
from analystkit.plot.remembered import remember
from analystkit.plot.settling import settled
from analystkit.plot.theme import Theme, theme_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_SIZE, _SIDE = (10.0, 7.0), 14.0
_CROWD = 40


@settled
def network(
    corpus: Any,
    *,
    unit: str = "sentence",
    actors: Sequence[str] | None = None,
    kinds: Sequence[str] | None = None,
    top: int = 40,
    min_count: int | None = None,
    strongest: int = 3,
    positions: pd.DataFrame | None = None,
    extend: bool = False,
    highlight: Sequence[str] | None = None,
    seed: int = 7,
    title: str | None = None,
    theme: str | Theme | None = None,
    figsize: tuple[float, float] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw actors and the links between those that stand together.

    Shown are the maximum spanning forest and each actor's strongest links. A mark's area is the number of stories an actor stands in,
    a line's width the number of units two actors share; marker and colour are the group an actor falls into (Louvain; Blondel et al. 2008). Places are
    those of Fruchterman and Reingold 1991.

    Parameters
    ----------
    corpus : Corpus
        Anything with ``mentions, sentences, articles, actors``.
    unit : {"sentence", "paragraph", "article", "story"}
        Where two actors have to stand; the same words in copies of a story count once.
    actors, kinds : sequence of str, optional
        Names (or ids) and kinds of actors to show.
    top : int
        Actors shown: those in most stories. Above about 40 the matrix of `cooccurrence` is easier to read.
    min_count : int
        Units two actors share at least, to be linked; by default 2, or 1 where fewer than five pairs share two.
    strongest : int
        Links kept for each actor besides the forest.
    positions : DataFrame, optional
        ``actor_id, x, y`` from an earlier chart (``ak.plot.data(ax).attrs["positions"]``), so that actors stay where they were;
        those without a position are left out.
    extend : bool
        Place those without a position beside those they are linked to instead, and show whoever of `positions` is not there as a
        faint dot.
    highlight : sequence of str, optional
        Names or ids to keep in full colour with their links; everyone else fades.
    seed : int
        Of layout and groups.
    title : str, optional
    theme : {"light", "dark"} or Theme, optional
    figsize : (float, float), optional
        Width and height in inches.
    ax : Axes, optional
        Where to draw, else a figure of its own. Title, names and key stand around it: plt.subplots(..., layout="constrained") makes room.

    Returns
    -------
    matplotlib.axes.Axes
        ``ak.plot.data(ax)`` gives the links drawn; its ``attrs`` hold ``positions`` (a list of records) and ``actors``.

    Raises
    ------
    InputError
        If `unit`, an actor or the theme is not known, or `positions` lacks a column.
    """
    chosen = theme_of(theme)
    pairs = count_pairs(corpus, unit=unit, actors=actors, kinds=kinds, top=top)
    # pandas copies attrs with every selection.
    totals = pd.DataFrame(pairs.attrs.pop("actors"))
    min_count = least(pairs) if min_count is None else min_count
    strong = pairs[(pairs["n"] >= min_count).to_numpy()].reset_index(drop=True)
    linked = set(strong["actor_a"]) | set(strong["actor_b"])
    ids = [a for a in totals["actor_id"] if a in linked or actors is not None]
    ax, own = canvas.new_axes(
        ax, chosen, figsize or _size(len(positions) if positions is not None and ids else len(ids))
    )
    canvas.clean(ax, chosen)
    ax.set_xticks([])
    title = title or f"Actors linked by the same {unit}"
    links = backbone(strong, strongest=strongest)
    places = _places(links, ids, positions, seed, extend)
    gone = {a: at for a, at in places.items() if a not in set(ids)}
    if len(places) - len(gone) < len(ids):
        ids = [a for a in ids if a in places]
        strong = strong[(strong["actor_a"].isin(places) & strong["actor_b"].isin(places)).to_numpy()]
        links = backbone(strong, strongest=strongest)
    notes, provenance = _notes(corpus, totals, pairs, links, ids, unit, min_count)
    notes.append(filter_note(corpus))
    if not ids:
        why = (
            "No actor is mentioned in this corpus."
            if not len(totals)
            else f"No two actors share {count_phrase(min_count, unit)}."
        )
        return canvas.blank(ax, own, title, notes, why, links, provenance, chosen)
    wide = canvas.figure_of(ax).get_size_inches()[0] * 72 - 2 * _SIDE if own else canvas.box(ax)[0]
    lines = canvas.header_lines(title, notes, wide)
    if own:
        canvas.place(ax, _SIDE, _SIDE, canvas.header_height(lines) + 6, _SIDE)
    canvas.header(ax, lines, chosen)
    group = communities(strong, ids, seed=seed)
    bright = _bright(highlight, totals, links)
    names = dict(zip(totals["actor_id"], totals["name"], strict=True))
    points, radii = place_actors(ax, ids, places, totals, names)
    draw_gone(ax, gone, chosen)
    draw_links(ax, ids, links, points, bright, chosen)
    draw_actors(ax, ids, points, radii, group, bright, chosen)
    hidden = draw_names(ax, ids, points, radii, names, links, bright, chosen)
    draw_key(ax, totals, ids, links, group, names, unit, hidden, chosen)
    links.attrs = {
        "positions": [{"actor_id": a, "x": x, "y": y} for a, (x, y) in places.items()],
        "actors": totals[totals["actor_id"].isin(ids)].assign(group=[group[a] for a in totals["actor_id"] if a in group]).to_dict("records"),
    }  # fmt: skip
    remember(ax, links, _alt(title, notes, ids, totals, links, group), provenance, chosen)
    return ax


def _size(actors: int) -> tuple[float, float]:
    # A handful of actors in a wide field looks lost.
    share = min(max((actors - 4) / 26, 0.0), 1.0)
    return (6.6 + 3.6 * share, 3.6 + 3.4 * share) if actors else (_SIZE[0], 2.4)


def _places(
    links: pd.DataFrame, ids: list[str], positions: Any, seed: int, extend: bool
) -> dict[str, tuple[float, float]]:
    if positions is None:
        frame = layout(links, ids, seed=seed)
    else:
        frame = pd.DataFrame(positions)
        missing = {"actor_id", "x", "y"} - set(frame.columns)
        if missing:
            raise InputError(
                f"expected positions with the columns actor_id, x, y; {', '.join(sorted(missing))} is missing"
            )
        frame = extend_layout(frame, links, ids) if extend else frame[frame["actor_id"].isin(ids).to_numpy()]
    return {
        a: (float(x), float(y)) for a, x, y in zip(frame["actor_id"], frame["x"], frame["y"], strict=True)
    }


def _bright(highlight: Sequence[str] | None, totals: pd.DataFrame, links: pd.DataFrame) -> set[str] | None:
    if highlight is None:
        return None
    wanted = {str(h).casefold() for h in ([highlight] if isinstance(highlight, str) else highlight)}
    named = zip(totals["actor_id"], totals["name"], strict=True)
    chosen = {a for a, name in named if str(a).casefold() in wanted or str(name).casefold() in wanted}
    beside = {b for a, b in zip(links["actor_a"], links["actor_b"], strict=True) if a in chosen}
    beside |= {a for a, b in zip(links["actor_a"], links["actor_b"], strict=True) if b in chosen}
    return chosen | beside


def _notes(
    corpus: Any,
    totals: pd.DataFrame,
    pairs: pd.DataFrame,
    links: pd.DataFrame,
    ids: list[str],
    unit: str,
    min_count: int,
) -> tuple[list[str], dict[str, Any]]:
    known = len(frame_of(corpus, "actors"))
    counts = mention_scope(corpus)
    first = (
        f"{len(ids):,} of {count_phrase(known, 'actor')}, {len(links):,} of {count_phrase(len(pairs), 'link')}: the spanning forest and each "
        f"actor's strongest, from {count_phrase(min_count, unit)} shared"
    )
    second = [scope_phrase(counts)]
    if len(ids) > _CROWD:
        second.append("with this many actors the co-occurrence matrix is easier to read")
    return [first, canvas.join(second)], {
        "unit": unit,
        "actors": len(ids),
        "links": len(links),
        "pairs": len(pairs),
        **counts,
    }


def _alt(
    title: str,
    notes: list[str],
    ids: list[str],
    totals: pd.DataFrame,
    links: pd.DataFrame,
    group: dict[str, int],
) -> str:
    names = dict(zip(totals["actor_id"], totals["name"], strict=True))
    most = "; ".join(
        f"{canvas.short(a)} and {canvas.short(b)} ({n})"
        for a, b, n in links.head(5)[["name_a", "name_b", "n"]].itertuples(index=False)
    )
    sets = []
    for number in sorted(set(group.values()))[:4]:
        members = [canvas.short(names[a]) for a in ids if group[a] == number]
        if len(members) > 1:
            sets.append(
                ", ".join(members[:5]) + (f" and {len(members) - 5} more" if len(members) > 5 else "")
            )
    return f"{title}. {notes[0]}. Strongest links: {most or 'none'}. Groups: {'; '.join(sets) or 'none'}."
