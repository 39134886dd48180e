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
    keep = [index in forest or index in strong for index in pairs.index]
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


def layout(pairs: pd.DataFrame, actors: list[str], *, weight: str = "n", seed: int = 7) -> pd.DataFrame:
    """Place actors on a plane, once for the whole network, so that filtering can fade actors without moving them.

    Parameters
    ----------
    pairs : DataFrame
        ``actor_a, actor_b`` and the column named by `weight`.
    actors : list of str
        All actors; those without a link stand in rows below the rest.
    weight : str
        Strength of a link; stronger links are shorter.
    seed : int
        Seed of the method (Fruchterman and Reingold 1991, started from Kamada and Kawai 1989 for up to 150 actors).

    Returns
    -------
    pandas.DataFrame
        ``actor_id, x, y``, about -1 to 1, in the order of `actors`.
    """
    import networkx as nx
    import numpy as np

    graph = nx.Graph()
    wanted = set(actors)
    for a, b, strength in zip(pairs["actor_a"], pairs["actor_b"], pairs[weight], strict=True):
        if a in wanted and b in wanted and strength > 0:
            graph.add_edge(a, b, weight=float(strength), length=1 / (1 + np.log1p(float(strength))))
    linked = [actor for actor in actors if actor in graph]
    ordered = nx.Graph()
    ordered.add_nodes_from(linked)
    ordered.add_edges_from(graph.edges(data=True))
    placed: dict[str, Any] = {}
    shift = 0.0
    parts = sorted(
        nx.connected_components(ordered), key=lambda part: (-len(part), min(linked.index(a) for a in part))
    )
    for part in parts:
        piece = ordered.subgraph([a for a in linked if a in part])
        # subgraph() iterates in the hash order of its node set; a rebuilt graph keeps ours.
        fixed = nx.Graph()
        fixed.add_nodes_from(a for a in linked if a in part)
        fixed.add_edges_from(
            (a, b, piece.edges[a, b]) for a in fixed for b in linked if piece.has_edge(a, b) and a < b
        )
        width = max(0.35, len(part) ** 0.5 / 3)
        start = (
            nx.kamada_kawai_layout(fixed, weight="length")
            if 2 < len(part) <= 150
            else nx.circular_layout(fixed)
        )
        spread = (
            start
            if len(part) < 4
            else nx.spring_layout(
                fixed, pos=start, weight="weight", seed=seed, iterations=30, k=2.2 / len(part) ** 0.5
            )
        )
        for actor, (x, y) in spread.items():
            placed[actor] = (shift + width * (1 + float(x)), width * float(y))
        shift += 2 * width + 0.25
    left = [actor for actor in actors if actor not in placed]
    low = min((y for _, y in placed.values()), default=0.0) - 0.3
    across = max(4, int(len(left) ** 0.5) + 1)
    for i, actor in enumerate(left):
        placed[actor] = (max(shift, 1.0) * (i % across) / across, low - 0.15 * (i // across))
    frame = pd.DataFrame(
        {"actor_id": actors, "x": [placed[a][0] for a in actors], "y": [placed[a][1] for a in actors]}
    )
    for axis in ("x", "y"):
        low, high = frame[axis].min(), frame[axis].max()
        frame[axis] = (
            ((frame[axis] - low) / (high - low) * 2 - 1).round(6) if len(frame) and high > low else 0.0
        )
    return frame
