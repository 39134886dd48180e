"""The links worth drawing: a maximum spanning forest, each actor's strongest few, and the groups they fall into."""

from __future__ import annotations

from typing import Any

import pandas as pd


def backbone(pairs: pd.DataFrame, *, strongest: int = 3, weight: str = "n") -> pd.DataFrame:
    """Keep the maximum spanning forest and each actor's strongest links.

    Parameters
    ----------
    pairs : DataFrame
        As `analystkit.analysis.cooccurrence` returns them.
    strongest : int
        Links kept for each actor besides the forest.
    weight : str
        Column that says how strong a link is; ties go to the pair that is listed first.

    Returns
    -------
    pandas.DataFrame
        The rows kept, in their order, with ``in_forest`` (boolean).
    """
    ranked = pairs.sort_values(weight, ascending=False, kind="stable")
    root: dict[str, str] = {}

    def find(actor: str) -> str:
        while root.setdefault(actor, actor) != actor:
            root[actor] = root[root[actor]]
            actor = root[actor]
        return actor

    forest: set[Any] = set()
    strong: set[Any] = set()
    degree: dict[str, int] = {}
    for index, a, b in zip(ranked.index, ranked["actor_a"], ranked["actor_b"], strict=True):
        if find(a) != find(b):
            root[find(a)] = find(b)
            forest.add(index)
        for actor in (a, b):
            if degree.get(actor, 0) < strongest:
                degree[actor] = degree.get(actor, 0) + 1
                strong.add(index)
    # As a series: an empty list would choose columns, not rows.
    keep = pd.Series(
        [index in forest or index in strong for index in pairs.index], index=pairs.index, dtype=bool
    )
    chosen = pairs[keep]
    return chosen.assign(in_forest=[index in forest for index in chosen.index]).reset_index(drop=True)


def communities(
    pairs: pd.DataFrame, actors: list[str], *, weight: str = "n", seed: int = 7
) -> dict[str, int]:
    """Group actors that keep each other's company (Louvain, seeded).

    Parameters
    ----------
    pairs : DataFrame
        ``actor_a, actor_b`` and the column named by `weight`.
    actors : list of str
        All actors, most prominent first; one without a link is its own group.
    weight : str
        Strength of a link.
    seed : int
        Seed of the method (Blondel et al. 2008, "Fast unfolding of communities in large networks").

    Returns
    -------
    dict of str to int
        Group of each actor; 0 is the group of the most prominent actor, and so on.
    """
    import networkx as nx

    if not actors:
        return {}
    # Numbers, not ids, as nodes: sets of strings iterate in another order in every process.
    place = {actor: i for i, actor in enumerate(actors)}
    graph = nx.Graph()
    graph.add_nodes_from(range(len(actors)))
    for a, b, strength in zip(pairs["actor_a"], pairs["actor_b"], pairs[weight], strict=True):
        if a in place and b in place and strength > 0:
            graph.add_edge(place[a], place[b], weight=float(strength))
    found = sorted(nx.community.louvain_communities(graph, weight="weight", seed=seed), key=min)
    return {actors[node]: number for number, group in enumerate(found) for node in group}


def layout(
    pairs: pd.DataFrame, actors: list[str], *, weight: str = "n", seed: int = 7, aspect: float = 1.6
) -> pd.DataFrame:
    """Place actors on a plane, once for the whole network, so that filtering can fade actors without moving them.

    Parameters
    ----------
    pairs : DataFrame
        ``actor_a, actor_b`` and the column named by `weight`; the links that will be drawn, so that these decide.
    actors : list of str
        All actors; those without a link stand in rows below the rest.
    weight : str
        Strength of a link; a link that is strong for both its ends is shorter.
    seed : int
        Seed of the method (Fruchterman and Reingold 1991, started from Kamada and Kawai 1989 for up to 150 actors).
    aspect : float
        Width over height of where it will be drawn.

    Returns
    -------
    pandas.DataFrame
        ``actor_id, x, y``, -1 to 1, in the order of `actors`. What hangs together stands together; smaller groups stand in
        columns to the right of the largest.
    """
    import networkx as nx

    rank = {actor: i for i, actor in enumerate(actors)}
    # Added in the order of `actors`: sets of strings iterate in another order in every process.
    graph = nx.Graph()
    graph.add_nodes_from(actors)
    strength: dict[str, float] = {}
    held = [
        (a, b, float(n)) for a, b, n in zip(pairs["actor_a"], pairs["actor_b"], pairs[weight], strict=True)
        if a in rank and b in rank and n > 0
    ]  # fmt: skip
    for a, b, n in held:
        strength[a], strength[b] = strength.get(a, 0.0) + n, strength.get(b, 0.0) + n
    for a, b, n in held:
        # Salton's cosine: without it everything would be drawn into the actors that are in most stories.
        near = n / (strength[a] * strength[b]) ** 0.5
        graph.add_edge(a, b, weight=near, length=1.5 - near)
    parts = sorted(
        (sorted(part, key=rank.__getitem__) for part in nx.connected_components(graph) if len(part) > 1),
        key=lambda part: (-len(part), rank[part[0]]),
    )
    placed = _side_by_side([_spread(graph, part, seed, aspect) for part in parts], aspect)
    alone = [actor for actor in actors if actor not in placed]
    low = min((y for _, y in placed.values()), default=0.0)
    left, right = (
        min((x for x, _ in placed.values()), default=0.0),
        max((x for x, _ in placed.values()), default=aspect),
    )
    across = max(4, int((len(alone) * 3) ** 0.5))
    for i, actor in enumerate(alone):
        placed[actor] = (
            left + (right - left) * (i % across + 0.5) / across,
            low - (right - left) / aspect * 0.12 * (i // across + 1),
        )
    frame = pd.DataFrame(
        {"actor_id": actors, "x": [placed[a][0] for a in actors], "y": [placed[a][1] for a in actors]}
    )
    for axis in ("x", "y"):
        low, high = frame[axis].min(), frame[axis].max()
        frame[axis] = (
            ((frame[axis] - low) / (high - low) * 2 - 1).round(6) if len(frame) and high > low else 0.0
        )
    return frame


def _spread(graph: Any, part: list[str], seed: int, aspect: float) -> dict[str, tuple[float, float]]:
    # One connected part, its middle at nought, as wide and high as its number of actors asks for.
    import networkx as nx

    fixed = nx.Graph()
    fixed.add_nodes_from(part)
    fixed.add_edges_from(
        (a, b, graph.edges[a, b]) for a in part for b in part if a < b and graph.has_edge(a, b)
    )
    if len(part) < 4:
        at = [(-1.0, 0.0), (1.0, 0.0)] if len(part) == 2 else [(-1.0, -0.6), (0.0, 0.6), (1.0, -0.6)]
        # The one in the middle of a chain of three stands between the others.
        order = sorted(part, key=lambda a: (fixed.degree[a] < 2, part.index(a))) if len(part) == 3 else part
        order = [order[1], order[0], order[2]] if len(part) == 3 else order
        spread = dict(zip(order, at, strict=True))
    else:
        start = (
            nx.kamada_kawai_layout(fixed, weight="length") if len(part) <= 150 else nx.circular_layout(fixed)
        )
        found = nx.spring_layout(
            fixed, pos=start, weight="weight", seed=seed, iterations=15, k=2.2 / len(part) ** 0.5
        )
        spread = {a: (float(x), float(y)) for a, (x, y) in found.items()}
    reach = max(len(part), 2) ** 0.5 / 2
    scale = []
    for axis in (0, 1):
        values = [at[axis] for at in spread.values()]
        middle, half = (max(values) + min(values)) / 2, (max(values) - min(values)) / 2 or 1.0
        scale.append((middle, reach * (aspect if axis == 0 else 1.0) / half))
    return {
        a: ((x - scale[0][0]) * scale[0][1], (y - scale[1][0]) * scale[1][1]) for a, (x, y) in spread.items()
    }


def _side_by_side(
    parts: list[dict[str, tuple[float, float]]], aspect: float
) -> dict[str, tuple[float, float]]:
    # The largest part on the left; the rest in columns beside it, none higher than it (or than is wide, where all are small).
    placed: dict[str, tuple[float, float]] = {}
    gap = 0.8
    sizes = [
        tuple(
            max(at[axis] for at in part.values()) - min(at[axis] for at in part.values()) for axis in (0, 1)
        )
        for part in parts
    ]
    area = sum((wide + gap) * (high + gap) for wide, high in sizes)
    tallest = max([(area / aspect) ** 0.5, *(high + gap for _, high in sizes)], default=0.0)
    x = y = column = 0.0
    for part, (wide, high) in zip(parts, sizes, strict=True):
        if y and y + high + gap > tallest + 1e-9:
            x, y, column = x + column, 0.0, 0.0
        column = max(column, wide + gap)
        for actor, (dx, dy) in part.items():
            placed[actor] = (x + wide / 2 + dx, -(y + high / 2 - dy))
        y += high + gap
    return placed


def extend_layout(positions: pd.DataFrame, pairs: pd.DataFrame, actors: list[str]) -> pd.DataFrame:
    """Place actors that a layout does not know beside those they stand with, and move nobody.

    Parameters
    ----------
    positions : DataFrame
        ``actor_id, x, y`` as `layout` returns them.
    pairs : DataFrame
        ``actor_a, actor_b, n``.
    actors : list of str
        Who has to have a place.

    Returns
    -------
    pandas.DataFrame
        `positions`, with a row for each of `actors`: at the mean of the places of those it stands with, weighted by how often; in a
        corner if none of them has a place.
    """
    import math

    columns = (positions[name] for name in ("actor_id", "x", "y"))
    placed: dict[str, tuple[float, float]] = {a: (x, y) for a, x, y in zip(*columns, strict=True)}
    company: dict[str, list[tuple[str, float]]] = {}
    for a, b, n in zip(pairs["actor_a"], pairs["actor_b"], pairs["n"], strict=True):
        company.setdefault(a, []).append((b, float(n)))
        company.setdefault(b, []).append((a, float(n)))
    for number, actor in enumerate([one for one in actors if one not in placed]):
        near = [(placed[other], n) for other, n in company.get(actor, []) if other in placed]
        total = sum(n for _, n in near)
        x, y = (sum(at[i] * n for at, n in near) / total for i in (0, 1)) if near else (0.9, -0.9)
        # A little aside, each to another side: two at the very same place could not be told apart.
        turn = 2.4 * number
        aside = (x + 0.12 * math.cos(turn), y + 0.12 * math.sin(turn))
        placed[actor] = (round(max(-1.0, min(1.0, aside[0])), 6), round(max(-1.0, min(1.0, aside[1])), 6))
    return pd.DataFrame([(a, x, y) for a, (x, y) in placed.items()], columns=["actor_id", "x", "y"])
